//! A finding about a text or a file: data with a place, never an error that stops the work.
//!
//! The library makes findings, the command line shows them with file, line and caret.

use std::{ops::Range, path::PathBuf};

use serde::Serialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as the user would name it.
    pub path: PathBuf,
    /// The bytes it is about, if it is about a part of the file.
    pub bytes: Option<Range<usize>>,
}

/// A finding about a text or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name of the kind of finding, such as `duplicate-alias`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What the marked words are: "also an alias of ...".
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    const fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self { code, severity, message, place: None, label: None, help: None }
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.place = Some(Place { path: path.into(), bytes: self.place.and_then(|place| place.bytes) });
        self
    }

    /// Names the bytes of the file, given in full.
    #[must_use]
    pub fn at(mut self, path: impl Into<PathBuf>, bytes: Range<usize>) -> Self {
        self.place = Some(Place { path: path.into(), bytes: Some(bytes) });
        self
    }

    /// Says what the marked words are.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Line and column of a byte of a text, both from 1, the column in code points.
#[must_use]
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_and_column("é\n“a”b", 7), (2, 3));
        assert_eq!(line_and_column("ab", 99), (1, 3));
    }
}
