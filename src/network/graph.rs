//! A network as nodes and weighted edges: what measures read, formats write and diagrams draw.

use std::collections::BTreeMap;

/// What a node stands for. A one-mode network has nodes of one kind; a two-mode network of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A person or organisation.
    Actor,
    /// A proposition (a "concept" in Discourse Network Analyzer).
    Proposition,
    /// One statement, in an event list.
    Statement,
}

/// A value of an attribute of a node or an edge.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A count.
    Count(u64),
    /// Yes or no.
    Flag(bool),
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The id in the case, or the label where there is no case.
    pub id: String,
    /// The name, unique among nodes of its kind; nodes are sorted by kind, then label.
    pub label: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// How many statements it has after filters and the removal of duplicates.
    pub statements: u64,
    /// Anything else that is known of it ("kind" of actor, "country", measures), by name.
    pub attributes: BTreeMap<String, Value>,
}

/// An edge between two nodes; in a one-mode network `source < target` and it has no direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Index of a node.
    pub source: usize,
    /// Index of a node.
    pub target: usize,
    /// The weight after aggregation and normalisation; never 0, negative only where the aggregation subtracts.
    pub weight: f64,
    /// Anything else that is known of it ("shared", "agreeing", "disagreeing" statements), by name.
    pub attributes: BTreeMap<String, Value>,
}

/// A weighted network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// What it shows, in words ("congruence of organisations, average activity").
    pub title: String,
    /// The nodes, sorted by kind, then label.
    pub nodes: Vec<Node>,
    /// The edges, sorted by source, then target; each pair at most once.
    pub edges: Vec<Edge>,
}
