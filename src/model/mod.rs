//! The data model: plain data, no input or output, no RDF.
//!
//! Words follow political claims analysis and discourse network analysis; `ontology/stancegraph.ttl`
//! gives the same terms as RDF, and [`crate::rdf`] translates between the two.

mod actor;
mod annotation;
mod attribution;
pub mod calendar;
mod closed_list;
mod codebook;
mod date;
mod document;
mod event;
mod fact;
pub mod identity;
mod slug;
mod span;
mod statement;

pub use actor::{Actor, ActorKind, Membership};
pub use annotation::{AnnotationSet, Coder, Decision, DecisionKind, Run};
pub use attribution::{Attribution, Directness};
pub use closed_list::{ClosedList, UnknownTerm};
pub use codebook::{Codebook, Entry, Frame, Issue, Proposition};
pub(crate) use date::MONTHS;
pub use date::{Date, DateError};
pub use document::{Document, TextKind};
pub use event::{Bearing, Event, EventType, Sign, Utterance, Work};
pub use fact::{FactProperty, FactValue, ReportedFact};
pub use slug::{Slug, SlugError};
pub use span::{Offsets, Span};
pub use statement::{Commitment, Form, Modality, Stance, Statement};
