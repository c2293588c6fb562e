//! Showing findings: file, line, column and caret for people, one object for programs.

use std::{collections::BTreeMap, path::Path};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::output::visible;
use crate::diagnostic::{Diagnostic, Severity, line_and_column};

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
        let text = texts.of(&place.path).to_owned();
        group = match &place.bytes {
            Some(bytes) if bytes.end <= text.len() && !text.is_empty() => {
                let marked = AnnotationKind::Primary
                    .span(boundary(&text, bytes.start)..boundary(&text, bytes.end))
                    .label(finding.label.as_deref().map(visible).unwrap_or_default());
                group.element(Snippet::source(text).path(path).annotation(marked))
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

/// The texts of the files that findings are about, read once; built-in codebooks are part of the program.
#[derive(Default)]
struct Texts(BTreeMap<String, String>);

impl Texts {
    fn of(&mut self, path: &Path) -> &str {
        self.0.entry(path.to_string_lossy().into_owned()).or_insert_with(|| {
            let built_in = path
                .to_string_lossy()
                .strip_prefix("<built-in>/")
                .and_then(|name| name.strip_suffix(".toml"))
                .and_then(|name| crate::case::BUILT_IN_CODEBOOKS.iter().find(|(known, _)| *known == name))
                .map(|(_, text)| (*text).to_owned());
            built_in.unwrap_or_else(|| {
                crate::case::read_file(path)
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                    .unwrap_or_default()
            })
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
                Some(line_and_column(texts.of(&place.path), bytes.start))
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
