//! Discourse networks: who agrees with whom, on what, and how strongly.
//!
//! A [`table::Table`] of statements comes from a CSV file ([`statement_csv`]); a [`selection::Selection`] is what of it
//! counts; a [`weave::Loom`] makes a [`weave::Network`] of it by a [`recipe::Recipe`], one for all or one for each
//! window of time. [`measures`] tell what its shape says, [`trend`] how they change from window to window, [`shares`] how
//! many statements support and oppose. [`Graph`] is the shape that measures, formats and diagrams share.

mod affiliation;
pub mod assessment;
pub mod congruence;
pub mod format;
pub mod from_csv;
pub mod gather;
pub mod graph;
mod incidence;
pub mod measures;
pub mod recipe;
pub mod selection;
pub mod series;
pub mod shares;
pub mod table;
pub mod trend;
pub mod weave;
pub mod window;

pub use crate::interchange::{statement_csv, time};
pub use graph::{Edge, Graph, Node, NodeKind, Value};
pub use series::{Line, Series, Tick};
