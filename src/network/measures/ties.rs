//! The ties of a network by node, as compressed rows: what all measures walk along.

use crate::network::graph::Graph;

/// Which ties count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// All, with their signed weights.
    Any,
    /// Those of positive weight.
    Positive,
    /// Those of negative weight, by their absolute weight.
    Negative,
}

/// Undirected ties in compressed rows: each tie stands in the rows of both of its nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Ties {
    offsets: Vec<usize>,
    entries: Vec<(u32, f64)>,
}

impl Ties {
    /// The ties of a graph. A node's tie to itself is left out: no measure here counts it.
    #[must_use]
    pub fn new(graph: &Graph, sign: Sign) -> Self {
        let pairs = graph.edges.iter().map(|edge| (edge.source, edge.target, edge.weight));
        let kept = pairs.filter_map(|(source, target, weight)| match sign {
            Sign::Any if weight != 0.0 => Some((source, target, weight)),
            Sign::Positive if weight > 0.0 => Some((source, target, weight)),
            Sign::Negative if weight < 0.0 => Some((source, target, -weight)),
            _ => None,
        });
        Self::from_pairs(graph.nodes.len(), kept)
    }

    /// Ties between `nodes` nodes, from pairs that each stand once, in any order.
    pub(crate) fn from_pairs(nodes: usize, pairs: impl Iterator<Item = (usize, usize, f64)>) -> Self {
        let pairs: Vec<_> = pairs.filter(|(source, target, _)| source != target).collect();
        let mut offsets = vec![0; nodes + 1];
        for &(source, target, _) in &pairs {
            offsets[source + 1] += 1;
            offsets[target + 1] += 1;
        }
        for node in 0..nodes {
            offsets[node + 1] += offsets[node];
        }
        let mut entries = vec![(0, 0.0); 2 * pairs.len()];
        let mut next = offsets.clone();
        let index = |node: usize| u32::try_from(node).expect("a network has fewer than 2^32 nodes");
        for &(source, target, weight) in &pairs {
            entries[next[source]] = (index(target), weight);
            entries[next[target]] = (index(source), weight);
            next[source] += 1;
            next[target] += 1;
        }
        for node in 0..nodes {
            entries[offsets[node]..offsets[node + 1]].sort_unstable_by_key(|entry| entry.0);
        }
        Self { offsets, entries }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many ties there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.len() / 2
    }

    /// The neighbours of a node with the weight of the tie, in ascending order.
    #[must_use]
    pub fn of(&self, node: usize) -> &[(u32, f64)] {
        &self.entries[self.offsets[node]..self.offsets[node + 1]]
    }

    /// Each tie once, lower node first, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.nodes()).flat_map(move |node| {
            let higher = self.of(node).iter().map(|&(other, weight)| (other as usize, weight));
            higher.filter(move |(other, _)| *other > node).map(move |(other, weight)| (node, other, weight))
        })
    }

    /// How many neighbours each node has.
    #[must_use]
    pub fn degrees(&self) -> Vec<usize> {
        self.offsets.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// The sum of the weights of each node's ties.
    #[must_use]
    pub fn strengths(&self) -> Vec<f64> {
        // A sum of nothing would be −0.
        (0..self.nodes()).map(|node| self.of(node).iter().fold(0.0, |sum, tie| sum + tie.1)).collect()
    }

    /// The connected components: for each node the number of its component, from 0, the largest first; among equals
    /// the one with the first node.
    #[must_use]
    pub fn components(&self) -> Vec<usize> {
        const UNSEEN: usize = usize::MAX;
        let mut found = vec![UNSEEN; self.nodes()];
        let mut stack = Vec::new();
        let mut count = 0;
        for start in 0..self.nodes() {
            if found[start] != UNSEEN {
                continue;
            }
            found[start] = count;
            stack.push(start);
            while let Some(node) = stack.pop() {
                for &(other, _) in self.of(node) {
                    if found[other as usize] == UNSEEN {
                        found[other as usize] = count;
                        stack.push(other as usize);
                    }
                }
            }
            count += 1;
        }
        super::Partition::new(&found).groups().to_vec()
    }
}

/// The side of each node in a two-mode network: `None` unless there are exactly two kinds of node and each tie joins
/// one of each.
#[must_use]
pub fn sides(graph: &Graph) -> Option<Vec<usize>> {
    let first = graph.nodes.first()?.kind;
    let other = graph.nodes.iter().map(|node| node.kind).find(|kind| *kind != first)?;
    if graph.nodes.iter().any(|node| node.kind != first && node.kind != other) {
        return None;
    }
    let sides: Vec<usize> = graph.nodes.iter().map(|node| usize::from(node.kind == other)).collect();
    let crossing = graph.edges.iter().all(|edge| sides[edge.source] != sides[edge.target]);
    crossing.then_some(sides)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::fixture::{one_mode, two_mode};

    #[test]
    fn rows_hold_each_tie_from_both_ends() {
        let graph = one_mode(4, &[(0, 1, 2.0), (0, 2, -1.5)]);
        let ties = Ties::new(&graph, Sign::Any);
        assert_eq!((ties.nodes(), ties.count()), (4, 2));
        assert_eq!(ties.of(0), [(1, 2.0), (2, -1.5)]);
        assert_eq!(ties.pairs().collect::<Vec<_>>(), [(0, 1, 2.0), (0, 2, -1.5)]);
        assert_eq!(ties.degrees(), [2, 1, 1, 0]);
        assert_eq!(ties.strengths(), [0.5, 2.0, -1.5, 0.0]);
        assert_eq!(Ties::new(&graph, Sign::Negative).strengths(), [1.5, 0.0, 1.5, 0.0]);
        assert_eq!(Ties::new(&graph, Sign::Positive).count(), 1);
    }

    #[test]
    fn the_largest_component_is_the_first() {
        let graph = one_mode(6, &[(0, 1, 1.0), (2, 3, 1.0), (3, 5, 1.0)]);
        assert_eq!(Ties::new(&graph, Sign::Any).components(), [1, 1, 0, 0, 2, 0]);
    }

    #[test]
    fn two_modes_have_sides_and_one_mode_has_none() {
        assert_eq!(sides(&two_mode(2, 1, &[(0, 0, 1.0)])), Some(vec![0, 0, 1]));
        assert_eq!(sides(&one_mode(2, &[(0, 1, 1.0)])), None);
        assert_eq!(sides(&Graph::default()), None);
    }
}
