//! Between a case and the files of other programs.
//!
//! Each format is read into the same plain data: documents of a [`Shelf`], actors and propositions of a [`Registry`],
//! and statements whose words stand in their documents ([`anchor`]). A [`Plan`] makes whole files of them, for a new
//! case or for one that is there, and overwrites nothing; what a format cannot carry over is in a [`Report`].

pub mod anchor;
pub mod argdown;
pub mod dna;
mod excerpts;
mod kinds;
mod labels;
mod options;
mod plan;
mod registry;
mod report;
mod scale;
mod shelf;
pub mod sqlite;
pub mod statement_csv;
pub mod table;
pub mod time;
pub mod web_annotation;

pub use kinds::{KindError, Kinds};
pub use options::Options;
pub use plan::{Import, Plan, PlanError, Target};
pub use registry::Registry;
pub use report::{Entry, Report, Weight};
pub use scale::ScaleError;
pub use shelf::Shelf;

use crate::model::{Commitment, Form, Modality, Slug, Span, Stance, Statement};

/// A statement that says no more than who stands where, in which words: its own, as far as is known.
#[must_use]
pub fn plain_statement(actor: Slug, proposition: Slug, stance: Stance, evidence: Vec<Span>) -> Statement {
    Statement {
        id: String::new(),
        actor,
        actor_label: None,
        actor_kind: None,
        spokesperson: None,
        proposition,
        stance,
        leaning: None,
        condition: None,
        form: Some(Form::Argue),
        modality: Modality::OwnWords,
        commitment: Commitment::Asserted,
        ascribed_by: None,
        addressees: Vec::new(),
        targets: Vec::new(),
        frames: Vec::new(),
        frames_rejected: Vec::new(),
        utterance: None,
        date: None,
        evidence,
        attribution: None,
        rule: None,
        confidence: None,
        note: None,
    }
}

/// The folder of a coder whom a file names; the built-in coder's is its own.
fn coder_of(name: &str) -> Slug {
    let slug = Slug::from_text(name);
    if slug == *crate::model::Coder::AUTO { Slug::from_text("coder auto") } else { slug }
}
