//! Annotations as JSON lines, one document a line: what `annotate` writes, what a plugged-in reader returns, what
//! `import --from jsonl` takes. Scripts depend on the names of the fields.

mod from_line;
mod line;
mod to_line;

pub use from_line::{LineError, annotations_from_line};
pub use line::{AttributionLine, DecisionLine, DocumentLine, FactLine, InputLine, StatementLine};
pub use to_line::line_of_annotations;
