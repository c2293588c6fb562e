//! What one coder found in one document.

use super::{Attribution, ReportedFact, Slug, Statement, closed_list::closed_list};

closed_list! {
    /// What a coder did: with another coder's statement, or without one.
    DecisionKind, "decision" {
        /// Coded a statement that no other coder's was taken up for.
        Add = "add" => "Add",
        /// Took it over as it was.
        Accept = "accept" => "Accept",
        /// Took it over with changes.
        Revise = "revise" => "Revise",
        /// Threw it out.
        Reject = "reject" => "Reject",
    }
}

/// Who coded: the machine or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coder {
    /// The folder's name under `annotations/`.
    pub name: Slug,
    /// Whether it is a program.
    pub machine: bool,
}

impl Coder {
    /// The folder of the built-in machine coder.
    pub const AUTO: &'static str = "auto";
    /// The folder of the settled coding.
    pub const REVIEWED: &'static str = "reviewed";
}

/// What produced the annotations. It carries no clock: the same files give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The run's own name, `auto-3f2a...` for the machine, the coder's name for people.
    pub name: Slug,
    /// The coder program's version, raised when its output changes.
    pub coder_version: Option<String>,
    /// SHA-256 of the codebook it coded against, first sixteen digits.
    pub codebook_digest: Option<String>,
    /// The command of the reader that was plugged in.
    pub command: Option<String>,
}

/// A coder's decision: on a statement of another coder, or to make one anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Sixteen hexadecimal digits made from the content.
    pub id: String,
    /// Added, accepted, revised or rejected.
    pub kind: DecisionKind,
    /// The id of the other coder's statement; of the set's own if it was added.
    pub about: String,
    /// The id of the set's own statement, if another's was accepted or revised.
    pub result: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who made it, where it is not the coder whom the set is named after: several people settle into `reviewed`.
    pub by: Option<Slug>,
    /// When it was made: RFC 3339.
    pub at: Option<String>,
}

/// What one coder found in one document: one file of a case, one named graph of the store.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnotationSet {
    /// The document.
    pub document: Slug,
    /// The coder.
    pub coder: Coder,
    /// What produced it.
    pub run: Run,
    /// Whether the coder has finished the document. Once the reviewed set is complete, untouched machine statements no longer count.
    pub complete: bool,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// Who stands where.
    pub statements: Vec<Statement>,
    /// What is said of events.
    pub facts: Vec<ReportedFact>,
    /// What became of other coders' statements.
    pub decisions: Vec<Decision>,
}
