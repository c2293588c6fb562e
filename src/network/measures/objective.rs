//! What a good partition is: the modularities, and frustration, as one form that one search can climb.

use super::{Partition, Ties};

/// Strength by sign and side: positive ties of the first side's nodes, of the second's, negative ties of each.
pub(crate) const CHANNELS: usize = 4;

/// A node's or a group's strengths by channel.
pub(crate) type Strength = [f64; CHANNELS];

/// A quality of partitions, Q = Σ over ordered pairs (i, j) in the same group of (w_ij − k_i M k_j), divided by `scale`.
///
/// w are the signed weights, k the strengths by sign and side, and M says what is expected of two nodes by chance:
///
/// - **Modularity** (Newman 2004, Physical Review E 70, 056131; resolution γ after Reichardt and Bornholdt 2006,
///   Physical Review E 74, 016110): w_ij − γ k_i k_j / 2m over 2m.
/// - **Signed modularity** (Gómez, Jensen and Arenas 2009, Physical Review E 80, 016114):
///   w_ij − γ (k⁺_i k⁺_j / 2m⁺ − k⁻_i k⁻_j / 2m⁻) over 2m⁺ + 2m⁻. Without negative ties it is modularity.
/// - **Two-mode modularity** (Barber 2007, Physical Review E 76, 066102): only nodes of different sides expect ties,
///   γ k_i d_j / m. With negative ties its signs are taken apart in the same way.
/// - **Frustration**: nothing is expected; Q is the weight of positive ties within minus that of negative ties within,
///   over the total. A partition with greatest Q has least frustration (Doreian and Mrvar 1996, Social Networks 18,
///   149–168).
#[derive(Debug, Clone)]
pub(crate) struct Objective {
    expected: [[f64; CHANNELS]; CHANNELS],
    /// What the sum is divided by: the absolute weight of all ties, counted from both ends.
    pub(crate) scale: f64,
    /// The strengths of each node.
    pub(crate) strengths: Vec<Strength>,
    /// Whether two nodes without a tie may belong together: where negative ties are fewer than expected.
    pub(crate) joins_strangers: bool,
}

impl Objective {
    /// Modularity of whichever form the network asks for: `sides` for two modes, negative weights for a signed network.
    pub(crate) fn modularity(ties: &Ties, sides: Option<&[usize]>, resolution: f64) -> Self {
        Self::of_strengths(Self::frustration(ties, sides).strengths, sides, resolution)
    }

    /// Modularity by strengths alone.
    pub(crate) fn of_strengths(strengths: Vec<Strength>, sides: Option<&[usize]>, resolution: f64) -> Self {
        let mut made = Self::expecting_nothing(strengths);
        for sign in 0..2 {
            let (one, other) = (2 * sign, 2 * sign + 1);
            let total: f64 = made.strengths.iter().map(|strength| strength[one] + strength[other]).sum();
            if total == 0.0 {
                continue;
            }
            // Positive ties make their ends expect one; negative ties the contrary.
            let direction = if sign == 0 { resolution } else { -resolution };
            if sides.is_some() {
                // m is half of the total of both ends.
                made.expected[one][other] = direction * 2.0 / total;
                made.expected[other][one] = direction * 2.0 / total;
            } else {
                made.expected[one][one] = direction / total;
            }
            made.joins_strangers |= sign == 1;
        }
        made
    }

    /// The objective that a partition of least frustration maximises.
    pub(crate) fn frustration(ties: &Ties, sides: Option<&[usize]>) -> Self {
        let mut strengths = vec![[0.0; CHANNELS]; ties.nodes()];
        for (node, strength) in strengths.iter_mut().enumerate() {
            let side = sides.map_or(0, |sides| sides[node]);
            for (_, weight) in ties.of(node) {
                strength[2 * usize::from(*weight < 0.0) + side] += weight.abs();
            }
        }
        Self::expecting_nothing(strengths)
    }

    fn expecting_nothing(strengths: Vec<Strength>) -> Self {
        let scale = strengths.iter().flatten().sum();
        Self { expected: [[0.0; CHANNELS]; CHANNELS], scale, strengths, joins_strangers: false }
    }

    /// k M: what a node or group expects of each channel.
    pub(crate) fn expects(&self, strength: &Strength) -> Strength {
        let mut sum = [0.0; CHANNELS];
        for (row, factor) in self.expected.iter().zip(strength) {
            for (total, value) in sum.iter_mut().zip(row) {
                *total += factor * value;
            }
        }
        sum
    }

    /// The quality of a partition; 0 in a network without ties.
    pub(crate) fn quality(&self, ties: &Ties, partition: &Partition) -> f64 {
        if self.scale == 0.0 {
            return 0.0;
        }
        let mut groups = vec![[0.0; CHANNELS]; partition.count()];
        for (strength, group) in self.strengths.iter().zip(partition.groups()) {
            for (total, value) in groups[*group].iter_mut().zip(strength) {
                *total += value;
            }
        }
        let within = ties.pairs().filter(|(a, b, _)| partition.together(*a, *b)).map(|pair| 2.0 * pair.2).sum::<f64>();
        let expected: f64 = groups.iter().map(|group| dot(&self.expects(group), group)).sum();
        (within - expected) / self.scale
    }
}

/// The sum of products.
pub(crate) fn dot(a: &Strength, b: &Strength) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The modularity of a partition: Newman's for one mode, that of Gómez et al. with negative ties, Barber's for two
/// modes (`sides`); see the module. 0 in a network without ties.
///
/// It lies between −1 and 1.
#[must_use]
pub fn modularity(ties: &Ties, sides: Option<&[usize]>, partition: &Partition, resolution: f64) -> f64 {
    Objective::modularity(ties, sides, resolution).quality(ties, partition)
}

/// What contradicts a partition into coalitions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frustration {
    /// The weight of positive ties between groups and of negative ties within, the latter absolute (the line index of
    /// imbalance of a partition, weighted: Doreian and Mrvar 1996 with equal penalties).
    pub weight: f64,
    /// The same by number of ties.
    pub ties: usize,
    /// `weight` as a share of the absolute weight of all ties, 0 to 1; 0 in a network without ties.
    pub share: f64,
}

/// How frustrated the ties of a partition are.
#[must_use]
pub fn frustration(ties: &Ties, partition: &Partition) -> Frustration {
    let (mut weight, mut count, mut total) = (0.0, 0, 0.0);
    for (a, b, value) in ties.pairs() {
        total += value.abs();
        if partition.together(a, b) != (value > 0.0) {
            weight += value.abs();
            count += 1;
        }
    }
    Frustration { weight, ties: count, share: if total > 0.0 { weight / total } else { 0.0 } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::{
        Sign,
        fixture::{one_mode, two_mode},
        sides,
    };

    /// Two triangles, joined by one tie.
    const BARBELL: [(usize, usize, f64); 7] =
        [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0), (3, 4, 1.0), (3, 5, 1.0), (4, 5, 1.0), (2, 3, 1.0)];

    #[test]
    fn two_triangles_have_the_modularity_of_the_textbook() {
        // 6 of 7 ties within, each group half of the strength: 6/7 − 1/2.
        let ties = Ties::new(&one_mode(6, &BARBELL), Sign::Any);
        let partition = Partition::new(&[0, 0, 0, 1, 1, 1]);
        assert!((modularity(&ties, None, &partition, 1.0) - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
        assert!((modularity(&ties, None, &partition, 0.5) - (6.0 / 7.0 - 0.25)).abs() < 1e-12);
        assert!(modularity(&ties, None, &Partition::new(&[0; 6]), 1.0).abs() < 1e-12);
    }

    #[test]
    fn negative_ties_between_groups_add_to_signed_modularity() {
        let with = |weight| {
            let mut pairs = BARBELL;
            pairs[6].2 = weight;
            let ties = Ties::new(&one_mode(6, &pairs), Sign::Any);
            modularity(&ties, None, &Partition::new(&[0, 0, 0, 1, 1, 1]), 1.0)
        };
        // By hand for −1: within 12, expected of positive ties 2 · 36/12, of negative ones 2 · 1/2, over 14.
        assert!((with(-1.0) - (12.0 - 6.0 + 1.0) / 14.0).abs() < 1e-12);
        assert!(with(-1.0) > with(1.0));
    }

    #[test]
    fn two_modes_expect_ties_only_between_them() {
        // Two separate pairs, actor and proposition each: Barber's modularity is 1 − 2 · (1 · 1) / 4.
        let graph = two_mode(2, 2, &[(0, 0, 1.0), (1, 1, 1.0)]);
        let (ties, sides) = (Ties::new(&graph, Sign::Any), sides(&graph));
        let partition = Partition::new(&[0, 1, 0, 1]);
        assert!((modularity(&ties, sides.as_deref(), &partition, 1.0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn frustration_counts_friends_apart_and_foes_together() {
        let ties = Ties::new(&one_mode(3, &[(0, 1, 2.0), (0, 2, -1.0), (1, 2, 0.5)]), Sign::Any);
        let apart = frustration(&ties, &Partition::new(&[0, 0, 1]));
        assert_eq!(apart, Frustration { weight: 0.5, ties: 1, share: 0.5 / 3.5 });
        let together = frustration(&ties, &Partition::new(&[0, 0, 0]));
        assert_eq!((together.weight, together.ties), (1.0, 1));
        // What frustrates and what the objective counts sum to the total of positive weight.
        let objective = Objective::frustration(&ties, None);
        for names in [[0, 0, 1], [0, 0, 0], [0, 1, 2], [0, 1, 0]] {
            let partition = Partition::new(&names);
            let within = objective.quality(&ties, &partition) * objective.scale / 2.0;
            assert!((within + frustration(&ties, &partition).weight - 2.5).abs() < 1e-12);
        }
    }
}
