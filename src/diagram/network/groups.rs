//! Groups of a network: their order, their letters and names, who stands in none.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagram::text::{list, visible};
use crate::network::{Graph, Node, NodeKind};

/// How many members a group is named by.
const NAMED: usize = 2;

/// The groups of a network as they are drawn.
pub(super) struct Groups {
    /// For each node the group it is drawn in, counted from the largest group.
    pub(super) of: Vec<Option<usize>>,
    /// The groups' members (indices of nodes), those with most statements first.
    pub(super) members: Vec<Vec<usize>>,
}

impl Groups {
    /// Orders groups by size and drops those with fewer than two of the `tied` nodes: they say nothing. `given` may be
    /// shorter than the nodes; who is left over is in no group.
    pub(super) fn new(graph: &Graph, given: &[Option<usize>], tied: &[bool]) -> Self {
        // Any numbers will do as names of groups.
        let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, group) in given.iter().enumerate().take(graph.nodes.len()) {
            if let (Some(group), true) = (group, tied[node]) {
                named.entry(*group).or_default().push(node);
            }
        }
        let mut members: Vec<Vec<usize>> = named.into_values().collect();
        members.retain(|list| list.len() > 1);
        for list in &mut members {
            list.sort_by_key(|node| rank(*node, &graph.nodes[*node]));
        }
        members.sort_by_key(|list| {
            let statements: u64 = list.iter().map(|node| graph.nodes[*node].statements).sum();
            (Reverse(list.len()), Reverse(statements), list[0])
        });
        let mut of = vec![None; graph.nodes.len()];
        for (group, list) in members.iter().enumerate() {
            for node in list {
                of[*node] = Some(group);
            }
        }
        Self { of, members }
    }

    /// A group's heading: its letter and its largest members.
    pub(super) fn heading(&self, group: usize, graph: &Graph) -> String {
        let members = &self.members[group];
        let mut names: Vec<String> = members.iter().take(NAMED).map(|node| short(&graph.nodes[*node])).collect();
        // "and one more" would be longer than most names.
        match members.len() - names.len() {
            0 => {}
            1 => names.push(short(&graph.nodes[members[NAMED]])),
            more => names.push(format!("{more} more")),
        }
        format!("{}: {}", letter(group), list(&names))
    }
}

/// Nodes with most statements first, actors before propositions.
fn rank(at: usize, node: &Node) -> (NodeKind, Reverse<u64>, usize) {
    (node.kind, Reverse(node.statements), at)
}

/// The name of a node within a list: a proposition is a sentence, whose full stop would stand before a comma.
fn short(node: &Node) -> String {
    match node.kind {
        NodeKind::Proposition => name(node).trim_end_matches('.').to_owned(),
        NodeKind::Actor | NodeKind::Statement => name(node),
    }
}

/// The name of a node, made safe to show.
pub(super) fn name(node: &Node) -> String {
    match visible(&node.label) {
        empty if empty.is_empty() => "(without a name)".to_owned(),
        name => name,
    }
}

/// A, B, ... Z, AA, AB, ...
pub(super) fn letter(group: usize) -> String {
    let mut rest = group;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("a remainder of 26 is small")));
        match rest / 26 {
            0 => break,
            more => rest = more - 1,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters.join(" "), "A B Z AA AB AZ BA ZZ AAA");
    }
}
