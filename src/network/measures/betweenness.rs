//! Betweenness centrality: how often a node lies on the shortest ways between others.

use std::{cmp::Ordering, collections::BinaryHeap};

use rayon::prelude::*;

use super::Ties;

/// How long a tie is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Each tie is one step.
    Step,
    /// 1 / weight: the stronger the tie, the shorter (Newman 2001, Physical Review E 64, 016132). All weights must be
    /// positive.
    InverseWeight,
}

/// Two ways count as equally long when their lengths differ by less than this part: sums of 1/3 must equal 1.
const TOLERANCE: f64 = 1e-10;

/// How many sources are summed at a time: fixed, so that the order of additions, and with it the last bit of the
/// result, does not depend on the number of processors.
const CHUNK: usize = 64;

/// The betweenness of each node: the share of shortest ways between two other nodes that pass through it, summed over
/// pairs and divided by the number of pairs, (n−1)(n−2)/2. It lies between 0 and 1.
///
/// Freeman 1977 (Sociometry 40, 35–41), by the algorithm of Brandes 2001 (Journal of Mathematical Sociology 25,
/// 163–177); the same normalisation as networkx.
#[must_use]
pub fn betweenness(ties: &Ties, length: Length) -> Vec<f64> {
    let nodes = ties.nodes();
    if nodes < 3 {
        return vec![0.0; nodes];
    }
    let lengths = match length {
        Length::InverseWeight if !alike(ties) => Some(Ties::from_pairs(nodes, ties.pairs().map(inverted))),
        _ => None,
    };
    let sources: Vec<usize> = (0..nodes).collect();
    let parts: Vec<Vec<f64>> = sources
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut search = Search::new(nodes);
            let mut sum = vec![0.0; nodes];
            for &source in chunk {
                search.clear(source);
                match &lengths {
                    Some(lengths) => search.by_length(lengths, source),
                    None => search.by_steps(ties, source),
                }
                search.add_dependencies(source, &mut sum);
            }
            sum
        })
        .collect();
    // Each pair is counted from both ends.
    let pairs = ((nodes - 1) * (nodes - 2)) as f64;
    let mut sum = vec![0.0; nodes];
    for part in parts {
        for (total, value) in sum.iter_mut().zip(part) {
            *total += value;
        }
    }
    sum.into_iter().map(|value| value / pairs).collect()
}

/// Whether all ties have the same weight, so that steps tell as much as lengths.
fn alike(ties: &Ties) -> bool {
    let mut pairs = ties.pairs();
    let first = pairs.next().map(|pair| pair.2);
    pairs.all(|pair| Some(pair.2) == first)
}

fn inverted((a, b, weight): (usize, usize, f64)) -> (usize, usize, f64) {
    (a, b, 1.0 / weight)
}

/// A node that waits to be settled; the heap gives the nearest, among equals the first.
#[derive(PartialEq)]
struct Waiting {
    distance: f64,
    node: u32,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then_with(|| other.node.cmp(&self.node))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn number(node: usize) -> u32 {
    u32::try_from(node).expect("a network has fewer than 2^32 nodes")
}

/// The shortest ways from one node, with the memory for the next.
struct Search {
    distance: Vec<f64>,
    ways: Vec<f64>,
    before: Vec<Vec<u32>>,
    settled: Vec<bool>,
    order: Vec<u32>,
    heap: BinaryHeap<Waiting>,
    dependency: Vec<f64>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            distance: vec![f64::INFINITY; nodes],
            ways: vec![0.0; nodes],
            before: vec![Vec::new(); nodes],
            settled: vec![false; nodes],
            order: Vec::with_capacity(nodes),
            heap: BinaryHeap::new(),
            dependency: vec![0.0; nodes],
        }
    }

    fn clear(&mut self, source: usize) {
        self.distance.fill(f64::INFINITY);
        self.ways.fill(0.0);
        self.settled.fill(false);
        self.before.iter_mut().for_each(Vec::clear);
        self.order.clear();
        self.distance[source] = 0.0;
        self.ways[source] = 1.0;
    }

    /// Breadth-first search with counts of shortest ways.
    fn by_steps(&mut self, ties: &Ties, source: usize) {
        self.order.push(number(source));
        let mut next = 0;
        while let Some(&node) = self.order.get(next) {
            next += 1;
            let from = node as usize;
            let found = self.distance[from] + 1.0;
            for &(other, _) in ties.of(from) {
                let to = other as usize;
                if self.distance[to].is_infinite() {
                    self.distance[to] = found;
                    self.order.push(other);
                }
                // Whole numbers of steps are exact.
                if self.distance[to] == found {
                    self.ways[to] += self.ways[from];
                    self.before[to].push(node);
                }
            }
        }
    }

    /// Dijkstra's algorithm with counts of shortest ways; each tie's value is its length.
    fn by_length(&mut self, lengths: &Ties, source: usize) {
        self.heap.push(Waiting { distance: 0.0, node: number(source) });
        while let Some(Waiting { node, .. }) = self.heap.pop() {
            let from = node as usize;
            if std::mem::replace(&mut self.settled[from], true) {
                continue;
            }
            self.order.push(node);
            let (so_far, ways) = (self.distance[from], self.ways[from]);
            for &(other, step) in lengths.of(from) {
                let to = other as usize;
                let (found, known) = (so_far + step, self.distance[to]);
                // Most ties lead nowhere new; a node that is settled is nearer than any way through this one.
                if found > known * (1.0 + TOLERANCE) || self.settled[to] {
                    continue;
                }
                // True of an infinite distance as well.
                if found < known * (1.0 - TOLERANCE) {
                    self.distance[to] = found;
                    self.ways[to] = ways;
                    self.before[to].clear();
                    self.before[to].push(node);
                    self.heap.push(Waiting { distance: found, node: other });
                } else {
                    self.ways[to] += ways;
                    self.before[to].push(node);
                }
            }
        }
    }

    /// Adds to each node how far the source depends on it, from the farthest inwards.
    fn add_dependencies(&mut self, source: usize, sum: &mut [f64]) {
        self.dependency.fill(0.0);
        for &node in self.order.iter().rev() {
            let node = node as usize;
            let share = (1.0 + self.dependency[node]) / self.ways[node];
            for &before in &self.before[node] {
                self.dependency[before as usize] += self.ways[before as usize] * share;
            }
            if node != source {
                sum[node] += self.dependency[node];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::{Sign, fixture::one_mode};

    fn of(nodes: usize, pairs: &[(usize, usize, f64)], length: Length) -> Vec<f64> {
        betweenness(&Ties::new(&one_mode(nodes, pairs), Sign::Any), length)
    }

    #[test]
    fn the_middle_of_a_path_lies_between_and_its_ends_do_not() {
        // Of the 6 pairs of others in a path of 5, the middle is on 4, its neighbours on 3.
        let path: Vec<_> = (0..4).map(|node| (node, node + 1, 1.0)).collect();
        assert_eq!(of(5, &path, Length::Step), [0.0, 0.5, 4.0 / 6.0, 0.5, 0.0]);
    }

    #[test]
    fn a_strong_detour_is_shorter_than_a_weak_tie() {
        let triangle = [(0, 1, 0.4), (0, 2, 1.0), (1, 2, 1.0)];
        assert_eq!(of(3, &triangle, Length::InverseWeight), [0.0, 0.0, 1.0]);
        assert_eq!(of(3, &triangle, Length::Step), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn ways_of_equal_length_share_although_their_sums_round_differently() {
        // 0 to 4: 1/0.1 + 1/0.3 by node 1, the same two lengths the other way round by node 2, and 40/3 by node 3.
        let ties = [(0, 1, 0.1), (1, 4, 0.3), (0, 2, 0.3), (2, 4, 0.1), (0, 3, 0.15), (3, 4, 0.15)];
        let found = of(5, &ties, Length::InverseWeight);
        for node in 1..4 {
            assert!(found[node] > 0.05, "{found:?}");
        }
    }

    #[test]
    fn too_small_a_network_has_no_betweenness() {
        assert_eq!(of(2, &[(0, 1, 1.0)], Length::Step), [0.0, 0.0]);
        assert!(of(0, &[], Length::Step).is_empty());
    }
}
