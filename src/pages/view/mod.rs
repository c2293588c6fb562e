//! What pages tell, as data: the JSON API gives these as they stand, and `src/pages/sheet` turns them into HTML.

mod actor;
mod case;
mod document;
mod event;
mod lists;
mod proposition;
mod question;
mod statement;

pub use actor::{ActorView, Agreement, Role};
pub use case::{CaseView, Contrast, ContrastTelling, Counts, Dispute, DisputeAnswer, Epilogue, Silence};
pub use document::{AttributionView, DocumentView, FactView};
pub use event::{EventView, TellingView};
pub use lists::{ActorEntry, DocumentEntry, EventEntry, Heard, PropositionEntry};
pub use proposition::{PositionView, PropositionView, ReasonView};
pub use question::{ParameterEntry, QuestionEntry};
pub use statement::{Hand, Passage, StatementView};

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagram::survey::Party;

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
}

impl Named {
    /// Something with an id and a name.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into() }
    }
}

impl From<&Party> for Named {
    fn from(party: &Party) -> Self {
        Self::new(&party.id, &party.label)
    }
}

fn named(parties: &[Party]) -> Vec<Named> {
    parties.iter().map(Named::from).collect()
}

/// A date as it stands in files, `None` if it is not known.
pub(in crate::pages) fn date_text(date: crate::diagram::When) -> Option<String> {
    use crate::diagram::When;
    match date {
        When::Day(year, month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        When::Month(year, month) => Some(format!("{year:04}-{month:02}")),
        When::Year(year) => Some(format!("{year:04}")),
        When::Unknown => None,
    }
}
