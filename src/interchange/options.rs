//! What a person says of a file that is imported.

use super::{Kinds, statement_csv::Column};
use crate::model::Slug;

/// What a person says of a file that is imported.
#[derive(Debug, Clone)]
pub struct Options {
    /// The file's name without its folder, for remarks in the case.
    pub source: String,
    /// Whose annotations all of them are; without it, those of whom the file names.
    pub coder: Option<Slug>,
    /// Columns or variables that the file calls otherwise.
    pub columns: Vec<(Column, String)>,
    /// What stands between two fields of a table.
    pub separator: u8,
    /// Kinds of stakeholder.
    pub kinds: Kinds,
    /// The number of a scale of agreement that is neither for nor against.
    pub neutral: Option<i64>,
}

impl Options {
    /// Nothing but the file's name.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            coder: None,
            columns: Vec::new(),
            separator: b',',
            kinds: Kinds::default(),
            neutral: None,
        }
    }

    /// What the file calls a column or variable.
    pub(super) fn name(&self, column: Column) -> &str {
        let told = self.columns.iter().find(|(known, _)| *known == column);
        told.map_or(column.name(), |(_, name)| name.trim())
    }
}
