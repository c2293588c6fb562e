//! Polarization: how far agreement lies within groups and disagreement between them.
//!
//! [`Contrast::polarization`] is the measure to use. [`Contrast::dna_polarization`] is that of Discourse Network Analyzer,
//! for comparison; its file tells what it does not.

mod camps;
mod dna;
mod dna_search;
#[cfg(test)]
mod fixture;
mod trial;

pub use trial::EXACT_PARTITIONS;

use super::Partition;

/// How many random starts a search makes where not all divisions can be tried.
const STARTS: u64 = 20;

/// A step counts from here on, as a part of all congruence and conflict: below is rounding.
const LEAST_GAIN: f64 = 1e-12;

/// A division into groups that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Which actor is in which group.
    pub partition: Partition,
    /// Its polarization, by the measure that was asked for.
    pub polarization: f64,
    /// Its order, see [`Contrast::order`].
    pub order: f64,
    /// Whether all divisions were tried, so that none is better.
    pub exact: bool,
}

/// What two actors have in common, and what divides them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The one with the lower number.
    pub a: usize,
    /// The one with the higher number.
    pub b: usize,
    /// Their congruence, not negative.
    pub congruence: f64,
    /// Their conflict, not negative.
    pub conflict: f64,
}

impl Pair {
    /// The one of the two that is not this.
    fn other(&self, node: usize) -> usize {
        if self.a == node { self.b } else { self.a }
    }
}

/// A network of congruence and one of conflict between the same actors, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    nodes: usize,
    pairs: Vec<Pair>,
    congruence: f64,
    conflict: f64,
}

impl Contrast {
    /// Takes pairs that each stand once; those without congruence and conflict are left out.
    ///
    /// # Panics
    ///
    /// Where a pair names an actor that there is not, or an actor and itself.
    #[must_use]
    pub fn new(nodes: usize, pairs: impl IntoIterator<Item = Pair>) -> Self {
        let mut pairs: Vec<Pair> =
            pairs.into_iter().filter(|pair| pair.congruence > 0.0 || pair.conflict > 0.0).collect();
        pairs.sort_by_key(|pair| (pair.a, pair.b));
        assert!(pairs.iter().all(|pair| pair.a < pair.b && pair.b < nodes), "pairs of two of the {nodes} actors");
        let congruence = pairs.iter().map(|pair| pair.congruence).sum();
        let conflict = pairs.iter().map(|pair| pair.conflict).sum();
        Self { nodes, pairs, congruence, conflict }
    }

    /// How many actors there are.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The pairs that have anything in common, in order.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The share of congruence and conflict that is where a division into these groups would have it, congruence within
    /// and conflict between, 0 to 1; `None` without both. It is 1 less the frustration of the same groups.
    #[must_use]
    pub fn order(&self, partition: &Partition) -> Option<f64> {
        let fitting = |pair: &Pair| if partition.together(pair.a, pair.b) { pair.congruence } else { pair.conflict };
        // The two sums are made in different orders.
        (self.mass() > 0.0).then(|| (self.pairs.iter().map(fitting).sum::<f64>() / self.mass()).min(1.0))
    }

    /// Conflict as a share of congruence and conflict, 0 to 1; `None` without both.
    #[must_use]
    pub fn conflict_share(&self) -> Option<f64> {
        (self.mass() > 0.0).then(|| self.conflict / self.mass())
    }

    /// All congruence and conflict.
    fn mass(&self) -> f64 {
        self.congruence + self.conflict
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_tells_camps_from_their_contrary() {
        let contrast = fixture::camps(4);
        let order = |names: [usize; 4]| contrast.order(&Partition::new(&names)).expect("ties");
        assert_eq!((order([0, 1, 0, 1]), order([0, 0, 0, 0])), (1.0, 1.0 / 3.0));
        assert_eq!(order([0, 0, 1, 1]), 1.0 / 3.0);
        assert_eq!(contrast.conflict_share(), Some(2.0 / 3.0));
        assert_eq!(Contrast::new(2, []).conflict_share(), None);
    }
}
