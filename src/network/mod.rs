//! Discourse networks: who agrees with whom, on what, and how strongly.

pub mod graph;

pub use graph::{Edge, Graph, Node, NodeKind, Value};
