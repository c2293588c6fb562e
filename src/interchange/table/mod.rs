//! Statements as tables of comma-separated values: the columns of Discourse Network Analyzer, and all there is.

mod read;
mod write;

pub use read::{TableError, read};
pub use write::{dna_csv, statements_csv};

/// Columns of our own beside those of [`statement_csv`](super::statement_csv), in tables as DNA has them.
const CODER: &str = "coder";
/// Who puts the statement in the actor's mouth.
const ASCRIBED_BY: &str = "ascribed_by";
/// `yes` where the stance is conditional; the agreement is then the way it leans.
const CONDITIONAL: &str = "conditional";
/// The condition in words.
const CONDITION: &str = "condition";
/// A coder's remark.
const NOTE: &str = "note";
