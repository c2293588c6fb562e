//! The division into camps: congruence within, conflict between, beyond what chance would have.

use rayon::prelude::*;

use super::{
    Contrast, Division, LEAST_GAIN, STARTS,
    trial::{best_of_all, can_try_all},
};
use crate::network::measures::{
    Partition, Ties,
    objective::{CHANNELS, Objective, dot},
    random::Random,
};

impl Contrast {
    /// Polarization of the actors in these groups: the modularity of congruence and conflict together, as a share of the
    /// greatest that so many groups can have. `None` without congruence and conflict, or with a single group.
    ///
    /// With C and F the matrices of congruence and conflict, c_i and f_i their row sums, ‖·‖ the sum of a matrix's
    /// entries, and k the number of groups:
    ///
    /// P = Σ_within [C_ij − c_i c_j / ‖C‖ − (F_ij − f_i f_j / ‖F‖)] / ((‖C‖ + ‖F‖) (1 − 1/k)),
    ///
    /// the sum over ordered pairs in the same group, an actor and itself included (where C and F are 0). The numerator
    /// and ‖C‖ + ‖F‖ are the signed modularity of Gómez, Jensen and Arenas 2009 (Physical Review E 80, 016114); modularity as
    /// a measure of polarization is that of Waugh, Pei, Fowler, Mucha and Porter 2009 (arXiv:0907.3509). Two perfect
    /// camps of equal weight have 1, groups at random 0, and the contrary of camps less than 0.
    ///
    /// # Panics
    ///
    /// Where the partition is not of these actors.
    #[must_use]
    pub fn polarization(&self, partition: &Partition) -> Option<f64> {
        assert_eq!(partition.groups().len(), self.nodes, "a group for each actor");
        let defined = self.mass() > 0.0 && partition.count() > 1;
        defined.then(|| {
            let (ties, objective) = self.objective();
            objective.quality(&ties, partition) / (1.0 - (partition.count() as f64).recip())
        })
    }

    /// The division into `groups` groups, none empty, with the greatest [`Self::polarization`]. `None` without congruence
    /// and conflict, with fewer than two groups, or with fewer actors than groups.
    ///
    /// All divisions are tried where there are few ([`EXACT_PARTITIONS`](super::EXACT_PARTITIONS)). Otherwise the search
    /// starts from random divisions and moves one actor after the other to its best group until no move is better; it
    /// keeps the best result, of equals the first. `seed` decides where it starts.
    #[must_use]
    pub fn most_polarized(&self, groups: usize, seed: u64) -> Option<Division> {
        if groups < 2 || self.nodes < groups || self.mass() == 0.0 {
            return None;
        }
        let (ties, objective) = self.objective();
        let exact = can_try_all(self.nodes, groups);
        let found = if exact {
            let value = |of: &[usize], sizes: &[usize]| within(&ties, &objective, of, sizes.len());
            best_of_all(self.nodes, groups, false, LEAST_GAIN * objective.scale, &value)?
        } else {
            let found: Vec<(f64, Vec<usize>)> = (0..STARTS)
                .into_par_iter()
                .map(|start| {
                    let found = settle(&ties, &objective, groups, &mut Random::new(seed, start));
                    (within(&ties, &objective, &found, groups), found)
                })
                .collect();
            let least = LEAST_GAIN * objective.scale;
            let better = |a: (f64, Vec<usize>), b: (f64, Vec<usize>)| if b.0 > a.0 + least { b } else { a };
            found.into_iter().reduce(better)?.1
        };
        let partition = Partition::new(&found);
        let polarization = self.polarization(&partition)?;
        Some(Division { order: self.order(&partition)?, partition, polarization, exact })
    }

    fn objective(&self) -> (Ties, Objective) {
        let net = self.pairs.iter().map(|pair| (pair.a, pair.b, pair.congruence - pair.conflict));
        let ties = Ties::from_pairs(self.nodes, net.filter(|pair| pair.2 != 0.0));
        let mut strengths = vec![[0.0; CHANNELS]; self.nodes];
        for pair in &self.pairs {
            for node in [pair.a, pair.b] {
                strengths[node][0] += pair.congruence;
                strengths[node][2] += pair.conflict;
            }
        }
        (ties, Objective::of_strengths(strengths, None, 1.0))
    }
}

/// What the objective sums over ordered pairs in the same group.
fn within(ties: &Ties, objective: &Objective, groups: &[usize], count: usize) -> f64 {
    let mut totals = vec![[0.0; CHANNELS]; count];
    for (strength, group) in objective.strengths.iter().zip(groups) {
        for (total, value) in totals[*group].iter_mut().zip(strength) {
            *total += value;
        }
    }
    let observed: f64 = ties.pairs().filter(|(a, b, _)| groups[*a] == groups[*b]).map(|pair| 2.0 * pair.2).sum();
    observed - totals.iter().map(|total| dot(&objective.expects(total), total)).sum::<f64>()
}

/// Moves actors of a random division to their best groups until no move is better; the last of a group stays.
fn settle(ties: &Ties, objective: &Objective, count: usize, random: &mut Random) -> Vec<usize> {
    let nodes = ties.nodes();
    let mut order: Vec<usize> = (0..nodes).collect();
    random.shuffle(&mut order);
    let mut groups = vec![0; nodes];
    let (mut sizes, mut totals) = (vec![0_usize; count], vec![[0.0; CHANNELS]; count]);
    for (place, node) in order.iter().enumerate() {
        groups[*node] = place % count;
        sizes[place % count] += 1;
        add(&mut totals[place % count], &objective.strengths[*node], 1.0);
    }
    random.shuffle(&mut order);
    loop {
        let mut moved = false;
        for &node in &order {
            let own = groups[node];
            if sizes[own] == 1 {
                continue;
            }
            let mut toward = vec![0.0; count];
            ties.of(node).iter().for_each(|&(other, weight)| toward[groups[other as usize]] += weight);
            let strength = objective.strengths[node];
            add(&mut totals[own], &strength, -1.0);
            let expects = objective.expects(&strength);
            let gain = |group: usize| toward[group] - dot(&expects, &totals[group]);
            let mut best = own;
            for group in 0..count {
                if gain(group) > gain(best) + LEAST_GAIN * objective.scale {
                    best = group;
                }
            }
            add(&mut totals[best], &strength, 1.0);
            if best != own {
                (groups[node], moved) = (best, true);
                sizes[own] -= 1;
                sizes[best] += 1;
            }
        }
        if !moved {
            return groups;
        }
    }
}

fn add(total: &mut [f64; CHANNELS], strength: &[f64; CHANNELS], factor: f64) {
    for (total, value) in total.iter_mut().zip(strength) {
        *total += factor * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::polarization::fixture::{camps, pair, random_contrast};

    #[test]
    fn two_perfect_camps_are_wholly_polarized_and_their_contrary_is_not() {
        let contrast = camps(8);
        let of = |names: [usize; 8]| contrast.polarization(&Partition::new(&names)).expect("groups");
        let (camps, mixed) = (of([0, 1, 0, 1, 0, 1, 0, 1]), of([0, 0, 1, 1, 0, 0, 1, 1]));
        assert!((camps - 1.0).abs() < 1e-12 && mixed < 0.0, "{camps} {mixed}");
    }

    #[test]
    fn consensus_is_not_polarized() {
        let pairs = (0..9).flat_map(|a| (a + 1..9).map(move |b| pair(a, b, 1.0, 0.0)));
        let found = Contrast::new(9, pairs).most_polarized(2, 1).expect("groups");
        assert!(found.polarization <= 0.0, "{found:?}");
    }

    #[test]
    fn camps_are_found_by_trying_all_and_by_moving() {
        for nodes in [8, 40] {
            let found = camps(nodes).most_polarized(2, 1).expect("camps");
            let expected: Vec<usize> = (0..nodes).map(|node| node % 2).collect();
            assert_eq!((&found.partition, found.exact), (&Partition::new(&expected), nodes == 8));
            assert!((found.polarization - 1.0).abs() < 1e-12 && (found.order - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn moving_finds_what_trying_all_finds_on_small_networks() {
        let mut equal = 0;
        for seed in 0..40 {
            let contrast = random_contrast(6 + (seed % 5) as usize, seed);
            let (ties, objective) = contrast.objective();
            for groups in [2, 3] {
                let exact = contrast.most_polarized(groups, 1).expect("small");
                assert!(exact.exact && exact.partition.count() == groups);
                let settled = (0..STARTS)
                    .map(|start| settle(&ties, &objective, groups, &mut Random::new(1, start)))
                    .filter_map(|found| contrast.polarization(&Partition::new(&found)))
                    .fold(f64::MIN, f64::max);
                assert!(settled <= exact.polarization + 1e-9, "nothing is better than the best");
                equal += usize::from(settled > exact.polarization - 1e-9);
            }
        }
        assert!(equal >= 78, "moving finds the best in {equal} of 80");
    }
}
