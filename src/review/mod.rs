//! Decisions on a case's annotations: what coders do in the annotator's workplace, without pages.
//!
//! A [`Desk`] stands in a case. A coder takes a [`Sheet`] (one document, everybody's annotations of it, and the
//! digest of the file that the coder's decisions go into), decides on something ([`Action`]), and the file is written
//! again, whole, before anybody is told that it was:
//!
//! ```text
//! lock the case ─▶ read the document again ─▶ is the file the one that was seen? ─▶ apply ─▶ validate ─▶ write
//!                                                      └─ no: Conflict, with both sides                └─ journal (undo)
//! ```
//!
//! What somebody decides goes into a folder of their own, `annotations/<coder>/`, or into `annotations/reviewed/`,
//! the settled coding, where each decision names the person.

mod action;
mod apply;
mod carry;
mod codebook;
mod coding;
mod compare;
mod desk;
mod error;
mod journal;
mod moment;
mod progress;
mod settle;
mod sheet;
mod validate;

pub use action::{Action, Signature, Taking};
pub use apply::{Refusal, apply};
pub use coding::Coding;
pub use compare::{Comparison, Difference, Pair, compare};
pub use desk::{Desk, Done, Request};
pub use error::ReviewError;
pub use moment::now;
pub use progress::{DocumentProgress, Progress, progress};
pub use settle::{agreed, suggested_takings};
pub use sheet::{Sheet, Suggestion, Verdict, digest_of};
