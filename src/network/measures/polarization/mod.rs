//! Polarization: how far agreement lies within groups and disagreement between them.
//!
//! The measure is that of Discourse Network Analyzer (Leifeld, <https://github.com/leifeld/dna>, class `Polarization` and
//! `dna_polarization` of rDNA, "absolute differences between observed and expected congruence and conflict within and
//! between clusters", normalised by the two norms); the formula is written out at [`Contrast::polarization`].

mod search;

pub use search::{Best, EXACT_PARTITIONS};

use super::Partition;

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

    /// Polarization of the actors in groups as in DNA, 0 to 1; `None` without congruence and conflict, or with a single
    /// group.
    ///
    /// With C and F the matrices of congruence and conflict, ‖·‖ the sum of a matrix's entries, n the number of actors,
    /// n_c that of group c, W = Σ n_c (n_c − 1) the ordered pairs within groups, and B = n (n − 1) − W those between:
    ///
    /// P = ½ [ Σ_within (|C_ij − e_c| + F_ij) + Σ_between (C_ij + |F_ij − f_cd|) ] / (‖C‖ + ‖F‖),
    ///
    /// e_c = n_c (n_c − 1) / W · ‖C‖ / W for i and j in group c, f_cd = n_c n_d / B · ‖F‖ / B for i in c and j in d. Sums
    /// run over ordered pairs of different actors.
    ///
    /// It rises with every departure from the expectation: congruence between groups and conflict within count as much
    /// as the contrary. Read it together with [`Contrast::order`], which tells which of them it is.
    #[must_use]
    pub fn polarization(&self, partition: &Partition) -> Option<f64> {
        assert_eq!(partition.groups().len(), self.nodes, "a group for each actor");
        let mass = self.congruence + self.conflict;
        (mass > 0.0 && partition.count() > 1)
            .then(|| self.deviation(partition.groups(), partition.sizes()) / mass / 2.0)
    }

    /// The share of congruence and conflict that is where a division into these groups would have it, congruence within
    /// and conflict between, 0 to 1; `None` without both. It is 1 less the frustration of the same groups.
    #[must_use]
    pub fn order(&self, partition: &Partition) -> Option<f64> {
        let mass = self.congruence + self.conflict;
        let fitting = |pair: &Pair| if partition.together(pair.a, pair.b) { pair.congruence } else { pair.conflict };
        (mass > 0.0).then(|| self.pairs.iter().map(fitting).sum::<f64>() / mass)
    }

    /// The sum of the formula's numerator, each pair once and without the ½.
    fn deviation(&self, groups: &[usize], sizes: &[usize]) -> f64 {
        let expected = self.expected(sizes);
        let mut sum = 0.0;
        for (group, size) in sizes.iter().enumerate() {
            sum += (size * size.saturating_sub(1) / 2) as f64 * expected.within[group];
            for (other, more) in sizes.iter().enumerate().skip(group + 1) {
                sum += (size * more) as f64 * expected.between(group, other);
            }
        }
        sum + self.pairs.iter().map(|pair| expected.excess(pair, groups[pair.a], groups[pair.b])).sum::<f64>()
    }

    /// What is expected of groups of these sizes.
    fn expected(&self, sizes: &[usize]) -> Expected {
        let ordered = |size: usize| (size * size.saturating_sub(1)) as f64;
        let within: f64 = sizes.iter().map(|size| ordered(*size)).sum();
        let between = ordered(self.nodes) - within;
        // The norms of whole matrices are twice the sums over pairs.
        let share = |mass: f64, pairs: f64| if pairs > 0.0 { 2.0 * mass / (pairs * pairs) } else { 0.0 };
        Expected {
            within: sizes.iter().map(|size| ordered(*size) * share(self.congruence, within)).collect(),
            conflict: share(self.conflict, between),
            sizes: sizes.iter().map(|size| *size as f64).collect(),
        }
    }
}

/// Congruence and conflict of a pair as expected by the sizes of groups.
struct Expected {
    /// e_c.
    within: Vec<f64>,
    /// ‖F‖ / B².
    conflict: f64,
    sizes: Vec<f64>,
}

impl Expected {
    /// f_cd.
    fn between(&self, one: usize, other: usize) -> f64 {
        self.sizes[one] * self.sizes[other] * self.conflict
    }

    /// What a pair in these groups adds to the sum beyond a pair with neither congruence nor conflict.
    fn excess(&self, pair: &Pair, a: usize, b: usize) -> f64 {
        if a == b {
            let expected = self.within[a];
            (pair.congruence - expected).abs() - expected + pair.conflict
        } else {
            let expected = self.between(a, b);
            (pair.conflict - expected).abs() - expected + pair.congruence
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: usize, b: usize, congruence: f64, conflict: f64) -> Pair {
        Pair { a, b, congruence, conflict }
    }

    /// The formula word by word, over all ordered pairs.
    fn naive(contrast: &Contrast, partition: &Partition) -> f64 {
        let n = contrast.nodes;
        let (mut c, mut f) = (vec![vec![0.0; n]; n], vec![vec![0.0; n]; n]);
        for pair in contrast.pairs() {
            (c[pair.a][pair.b], c[pair.b][pair.a]) = (pair.congruence, pair.congruence);
            (f[pair.a][pair.b], f[pair.b][pair.a]) = (pair.conflict, pair.conflict);
        }
        let norm = |m: &[Vec<f64>]| m.iter().flatten().sum::<f64>();
        let size = |group: usize| partition.sizes()[group] as f64;
        let w: f64 = (0..partition.count()).map(|group| size(group) * (size(group) - 1.0)).sum();
        let b = (n * (n - 1)) as f64 - w;
        let mut sum = 0.0;
        for i in 0..n {
            for j in (0..n).filter(|j| *j != i) {
                let (p, q) = (partition.groups()[i], partition.groups()[j]);
                sum += if p == q {
                    (c[i][j] - size(p) * (size(p) - 1.0) / w * norm(&c) / w).abs() + f[i][j]
                } else {
                    c[i][j] + (f[i][j] - size(p) * size(q) / b * norm(&f) / b).abs()
                };
            }
        }
        0.5 * sum / (norm(&c) + norm(&f))
    }

    #[test]
    fn sparse_sums_are_those_of_the_formula() {
        let pairs = [pair(0, 1, 2.0, 0.0), pair(0, 3, 0.5, 1.0), pair(1, 2, 0.0, 3.0), pair(2, 4, 1.5, 0.25)];
        let contrast = Contrast::new(5, pairs);
        for names in [[0, 0, 1, 1, 1], [0, 0, 0, 0, 1], [0, 1, 2, 1, 0], [0, 1, 2, 3, 4]] {
            let partition = Partition::new(&names);
            let found = contrast.polarization(&partition).expect("congruence and conflict");
            assert!((found - naive(&contrast, &partition)).abs() < 1e-12, "{names:?}");
        }
    }

    #[test]
    fn order_tells_camps_from_their_contrary() {
        let pairs = [pair(0, 1, 1.0, 0.0), pair(2, 3, 1.0, 0.0), pair(0, 2, 0.0, 1.0), pair(1, 3, 0.0, 1.0)];
        let contrast = Contrast::new(4, pairs);
        assert_eq!(contrast.order(&Partition::new(&[0, 0, 1, 1])), Some(1.0));
        assert_eq!(contrast.order(&Partition::new(&[0, 1, 0, 1])), Some(0.0));
        assert_eq!(contrast.order(&Partition::new(&[0, 0, 0, 0])), Some(0.5));
    }

    #[test]
    fn without_ties_or_groups_there_is_none() {
        assert_eq!(Contrast::new(3, []).polarization(&Partition::new(&[0, 0, 1])), None);
        let one = Contrast::new(3, [pair(0, 1, 1.0, 0.0)]);
        assert_eq!(one.polarization(&Partition::new(&[0, 0, 0])), None);
        assert!(one.polarization(&Partition::new(&[0, 1, 2])).is_some());
    }
}
