//! Lesson packs: what a teacher prints, made of what the graph knows and of nothing else.
//!
//! [`Pack`] is the data: sides, briefs, cards, questions, a quiz, each item with its citation. [`sheets`] lays it out
//! as sheets of paper in plain blocks, [`mod@write`] writes them as one page of HTML, as Markdown, as Moodle GIFT and as
//! CSV. What is taught the same way in every case (instructions, sentence frames, the rubric) are texts in
//! `texts/en.toml`; terms of the debate are explained by a glossary beside the codebook.

mod background;
mod brief;
mod cards;
mod choice;
mod coding;
mod criticism;
mod discussion;
mod glossary;
mod material;
mod pack;
mod passage;
mod plan;
mod quiz;
pub mod sheets;
mod sides;
mod texts;
pub mod write;

pub use background::{Background, Happening};
pub use brief::{Against, Brief, Deed, Question, Want, Why};
pub use cards::Card;
pub use coding::{CodingExercise, CodingItem};
pub use criticism::{Chain, Criticism, Variant};
pub use discussion::{Aim, Discussion, Topic};
pub use glossary::{Glossary, GlossaryError, Term};
pub use material::{Actor, Proposition, Reason, Saying, Silence, Voice};
pub use pack::{Level, Minutes, Options, Pack, make};
pub use passage::{Citation, Passage, Piece, Source, Wording, fold};
pub use plan::{Plan, Step};
pub use quiz::{Answer, Item, Kind};
pub use sides::{Holder, Side};
pub use texts::{Texts, TextsError};

use crate::{query::QueryError, render::RenderError};

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum LessonError {
    /// The graph could not be asked, or does not know what was asked for.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A diagram could not be drawn.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Nobody says anything in this case.
    #[error("the case has no statements, so there is nothing to teach from")]
    Empty,
    /// Nobody takes a position on the proposition.
    #[error("nobody takes a position on `{0}` in this case")]
    Silent(String, Vec<String>),
    /// None of the actors asked for says anything in this case.
    #[error("`{0}` says nothing in this case, so that there is no brief to write")]
    Mute(String),
}

impl LessonError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::Query(error) => error.remedy(),
            Self::Render(error) => error.hint().map(str::to_owned),
            Self::Empty => Some("stancegraph annotate reads the documents; then make the pack again".to_owned()),
            Self::Silent(_, known) => Some(format!("there are positions on {}", known.join(", "))),
            Self::Mute(_) => Some("stancegraph query actors lists who says something".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
