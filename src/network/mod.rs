//! Discourse networks: who agrees with whom, on what, and how strongly.

pub mod graph;
pub mod statement_csv;
pub mod time;

pub use graph::{Edge, Graph, Node, NodeKind, Value};
