//! Showing findings: file, line, column and caret for people, one object for programs.

use std::{collections::BTreeMap, ops::Range, path::Path};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::output::visible;
use crate::diagnostic::{Diagnostic, Severity};

/// The findings as text with carets.
pub(super) fn render(findings: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut texts = Texts::default();
    findings.iter().map(|finding| format!("{}\n\n", one(finding, &renderer, &mut texts))).collect()
}

fn one(finding: &Diagnostic, renderer: &Renderer, texts: &mut Texts) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&finding.message)).id(finding.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        let path = visible(&place.path.to_string_lossy()).replace('\n', "\u{fffd}");
        let text = texts.of(&place.path);
        group = match &place.bytes {
            Some(bytes) if bytes.end <= text.whole.len() && !text.whole.is_empty() => {
                let around = text.around(bytes);
                let within = |byte| boundary(&text.whole, byte) - around.start;
                let marked = AnnotationKind::Primary
                    .span(within(bytes.start)..within(bytes.end))
                    .label(finding.label.as_deref().map(visible).unwrap_or_default());
                let line = text.line(around.start) + 1;
                let snippet = Snippet::source(text.whole[around].to_owned()).line_start(line);
                group.element(snippet.path(path).annotation(marked))
            }
            _ => group.element(Origin::path(path)),
        };
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// The nearest border of a character at or before a byte.
fn boundary(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// A text that knows its lines, so that each of many findings costs what its own lines cost.
struct Text {
    whole: String,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl Text {
    fn new(whole: String) -> Self {
        let lines = std::iter::once(0).chain(whole.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { whole, lines }
    }

    /// The line of a byte, from 0.
    fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|begin| *begin <= byte) - 1
    }

    /// The lines of these bytes with the line before and the line behind: what shows them needs no more.
    fn around(&self, bytes: &Range<usize>) -> Range<usize> {
        let begin = self.lines[self.line(bytes.start).saturating_sub(1)];
        let end = self.lines.get(self.line(bytes.end.max(bytes.start)) + 2).copied();
        begin..end.unwrap_or(self.whole.len())
    }

    /// As [`crate::diagnostic::line_and_column`].
    fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let byte = boundary(&self.whole, byte.min(self.whole.len()));
        let line = self.line(byte);
        (line + 1, self.whole[self.lines[line]..byte].chars().count() + 1)
    }
}

/// The texts of the files that findings are about, read once; built-in codebooks are part of the program.
#[derive(Default)]
struct Texts(BTreeMap<String, Text>);

impl Texts {
    fn of(&mut self, path: &Path) -> &Text {
        self.0.entry(path.to_string_lossy().into_owned()).or_insert_with(|| {
            let built_in = path
                .to_string_lossy()
                .strip_prefix("<built-in>/")
                .and_then(|name| name.strip_suffix(".toml"))
                .and_then(|name| crate::case::BUILT_IN_CODEBOOKS.iter().find(|(known, _)| *known == name))
                .map(|(_, text)| (*text).to_owned());
            Text::new(built_in.unwrap_or_else(|| {
                crate::case::read_file(path)
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                    .unwrap_or_default()
            }))
        })
    }
}

#[derive(Serialize)]
struct Object<'f> {
    code: &'f str,
    severity: Severity,
    message: &'f str,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<&'f str>,
}

/// The findings as one JSON object: `{"findings": [...], "errors": 1, "warnings": 0}`.
pub(super) fn json(findings: &[Diagnostic]) -> String {
    let mut texts = Texts::default();
    let objects: Vec<Object<'_>> = findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref();
            let at = place.and_then(|place| {
                let bytes = place.bytes.as_ref()?;
                Some(texts.of(&place.path).line_and_column(bytes.start))
            });
            Object {
                code: finding.code,
                severity: finding.severity,
                message: &finding.message,
                path: place.map(|place| place.path.to_string_lossy().into_owned()),
                line: at.map(|(line, _)| line),
                column: at.map(|(_, column)| column),
                help: finding.help.as_deref(),
            }
        })
        .collect();
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let report = serde_json::json!({
        "findings": objects,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
    });
    format!("{report:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::line_and_column;

    #[test]
    fn a_text_that_knows_its_lines_says_what_counting_says() {
        for whole in ["", "\n", "a", "é\n“a”b\n", "one\r\ntwo\n\nfour"] {
            let text = Text::new(whole.to_owned());
            for byte in 0..whole.len() + 2 {
                assert_eq!(text.line_and_column(byte), line_and_column(whole, byte), "{whole:?}, {byte}");
            }
        }
    }

    #[test]
    fn what_is_shown_is_what_the_whole_text_would_show() {
        let folder = tempfile::tempdir().expect("room");
        let path = folder.path().join("a.toml");
        for whole in ["one\ntwo\nthree\nfour\nfive\n", "one", "é“a”\n\nb\r\nc", "\n\n\n", "a\n"] {
            std::fs::write(&path, whole).expect("room");
            for start in 0..=whole.len() {
                for end in start..=whole.len() {
                    let finding =
                        Diagnostic::error("some", "wrong").at(&path, start..end).label("here").help("mend it");
                    let marked =
                        AnnotationKind::Primary.span(boundary(whole, start)..boundary(whole, end)).label("here");
                    let snippet = Snippet::source(whole).path(path.to_string_lossy()).annotation(marked);
                    let group = Group::with_title(Level::ERROR.primary_title("wrong").id("some")).element(snippet);
                    let expected = Renderer::plain().render(&[group.element(Level::HELP.message("mend it"))]);
                    assert_eq!(render(&[finding], false), format!("{expected}\n\n"), "{whole:?}, {start}..{end}");
                }
            }
        }
    }

    #[test]
    fn of_a_large_file_a_finding_takes_its_own_lines() {
        let line = "a line that is wrong\n";
        let text = Text::new(line.repeat(20_000));
        for number in [0, 1, 10_000, 19_999] {
            let begin = number * line.len();
            let around = text.around(&(begin..begin + 6));
            assert!(around.contains(&begin) && around.len() <= 3 * line.len(), "{number}: {around:?}");
            assert_eq!(text.line_and_column(begin + 2), (number + 1, 3));
        }
    }
}
