//! Small networks for tests of measures.

use std::collections::BTreeMap;

use crate::network::graph::{Edge, Graph, Node, NodeKind};

fn node(label: String, kind: NodeKind) -> Node {
    Node { id: label.clone(), label, kind, statements: 1, attributes: BTreeMap::new() }
}

fn edge(source: usize, target: usize, weight: f64) -> Edge {
    Edge { source, target, weight, attributes: BTreeMap::new() }
}

fn graph(nodes: Vec<Node>, mut edges: Vec<Edge>) -> Graph {
    edges.sort_by_key(|edge| (edge.source, edge.target));
    Graph { title: String::new(), nodes, edges }
}

/// Actors n000, n001, ... with the given ties.
pub(crate) fn one_mode(nodes: usize, ties: &[(usize, usize, f64)]) -> Graph {
    let nodes = (0..nodes).map(|index| node(format!("n{index:03}"), NodeKind::Actor)).collect();
    graph(nodes, ties.iter().map(|&(a, b, weight)| edge(a.min(b), a.max(b), weight)).collect())
}

/// Actors a000, ... and propositions p000, ... with ties from one to the other.
pub(crate) fn two_mode(actors: usize, propositions: usize, ties: &[(usize, usize, f64)]) -> Graph {
    let mut nodes: Vec<_> = (0..actors).map(|index| node(format!("a{index:03}"), NodeKind::Actor)).collect();
    nodes.extend((0..propositions).map(|index| node(format!("p{index:03}"), NodeKind::Proposition)));
    graph(nodes, ties.iter().map(|&(a, p, weight)| edge(a, actors + p, weight)).collect())
}
