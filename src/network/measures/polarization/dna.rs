//! Polarization as Discourse Network Analyzer measures it.
//!
//! The definition is that of its class `Polarization` and of `dna_polarization` in rDNA (Leifeld,
//! <https://github.com/leifeld/dna>): "the absolute differences between observed and expected congruence and conflict
//! within and between clusters", as a share of all congruence and conflict.
//!
//! **What it does not tell.** It sums departures from an expectation of equal congruence within groups and equal conflict
//! between them, whichever way they go: conflict within a group and congruence between groups *raise* it, and two
//! perfect camps of equal members have a low value, as nothing departs (see the tests). So the division that maximises
//! it need not be one into camps. It is here for comparison with published figures;
//! [`Contrast::polarization`] is the measure to use.

use super::{Contrast, Pair};
use crate::network::measures::Partition;

impl Contrast {
    /// Polarization as in DNA of the actors in these groups, 0 to 1; `None` without congruence and conflict, or with a
    /// single group.
    ///
    /// With C and F the matrices of congruence and conflict, ‖·‖ the sum of a matrix's entries, n the number of actors,
    /// n_c that of group c, W = Σ n_c (n_c − 1) the ordered pairs within groups, and B = n (n − 1) − W those between:
    ///
    /// P = ½ [ Σ_within (|C_ij − e_c| + F_ij) + Σ_between (C_ij + |F_ij − f_cd|) ] / (‖C‖ + ‖F‖),
    ///
    /// e_c = n_c (n_c − 1) / W · ‖C‖ / W for i and j in group c, f_cd = n_c n_d / B · ‖F‖ / B for i in c and j in d. Sums
    /// run over ordered pairs of different actors.
    ///
    /// # Panics
    ///
    /// Where the partition is not of these actors.
    #[must_use]
    pub fn dna_polarization(&self, partition: &Partition) -> Option<f64> {
        assert_eq!(partition.groups().len(), self.nodes, "a group for each actor");
        let defined = self.mass() > 0.0 && partition.count() > 1;
        defined.then(|| self.deviation(partition.groups(), partition.sizes()) / self.mass() / 2.0)
    }

    /// The sum of the formula's numerator, each pair once and without the ½.
    pub(super) fn deviation(&self, groups: &[usize], sizes: &[usize]) -> f64 {
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
    pub(super) fn expected(&self, sizes: &[usize]) -> Expected {
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
pub(super) struct Expected {
    /// e_c.
    within: Vec<f64>,
    /// ‖F‖ / B².
    conflict: f64,
    sizes: Vec<f64>,
}

impl Expected {
    /// f_cd.
    pub(super) fn between(&self, one: usize, other: usize) -> f64 {
        self.sizes[one] * self.sizes[other] * self.conflict
    }

    /// What a pair in these groups adds to the sum beyond a pair with neither congruence nor conflict.
    pub(super) fn excess(&self, pair: &Pair, a: usize, b: usize) -> f64 {
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
    use crate::network::measures::polarization::fixture::{camps, pair};

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
            let found = contrast.dna_polarization(&partition).expect("congruence and conflict");
            assert!((found - naive(&contrast, &partition)).abs() < 1e-12, "{names:?}");
        }
    }

    #[test]
    fn perfect_camps_have_less_of_it_than_their_contrary() {
        let contrast = camps(8);
        let of = |names: [usize; 8]| contrast.dna_polarization(&Partition::new(&names)).expect("groups");
        let (camps, mixed) = (of([0, 1, 0, 1, 0, 1, 0, 1]), of([0, 0, 1, 1, 0, 0, 1, 1]));
        assert!((camps - 0.25).abs() < 1e-12 && mixed > 0.5, "{camps} {mixed}");
    }

    #[test]
    fn without_ties_or_groups_there_is_none() {
        assert_eq!(Contrast::new(3, []).dna_polarization(&Partition::new(&[0, 0, 1])), None);
        let one = Contrast::new(3, [pair(0, 1, 1.0, 0.0)]);
        assert_eq!(one.dna_polarization(&Partition::new(&[0, 0, 0])), None);
        assert!(one.dna_polarization(&Partition::new(&[0, 1, 2])).is_some());
    }
}
