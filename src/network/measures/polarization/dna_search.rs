//! The division of the greatest polarization as Discourse Network Analyzer measures it.

use rayon::prelude::*;

use super::{
    Contrast, Division, LEAST_GAIN, Pair, STARTS,
    dna::Expected,
    trial::{best_of_all, can_try_all},
};
use crate::network::measures::{Partition, random::Random};

/// Searches among more than this many actors start a few times only.
const MANY: usize = 300;

/// How many moves are tried together.
const BATCHES: [usize; 3] = [64, 16, 4];

impl Contrast {
    /// The division into `groups` groups, none empty, with the greatest [`Self::dna_polarization`]; `balanced` groups
    /// differ by one actor at most, as DNA's genetic search has them. `None` without congruence and conflict, with fewer
    /// than two groups, or with fewer actors than groups.
    ///
    /// All divisions are tried where there are few ([`EXACT_PARTITIONS`](super::EXACT_PARTITIONS)). Otherwise the search
    /// climbs from random balanced divisions by the best moves of actors (not where balanced) or the best exchange of
    /// two until none is better, and keeps the best result, of equals the first. `seed` decides where it starts.
    #[must_use]
    pub fn most_polarized_as_in_dna(&self, groups: usize, balanced: bool, seed: u64) -> Option<Division> {
        if groups < 2 || self.nodes < groups || self.mass() == 0.0 {
            return None;
        }
        let exact = can_try_all(self.nodes, groups);
        let found = if exact {
            let least = LEAST_GAIN * self.mass();
            let value = |of: &[usize], sizes: &[usize]| self.deviation(of, sizes);
            best_of_all(self.nodes, groups, balanced, least, &value)?
        } else {
            self.climb(groups, balanced, seed)
        };
        let partition = Partition::new(&found);
        let polarization = self.dna_polarization(&partition)?;
        Some(Division { order: self.order(&partition)?, partition, polarization, exact })
    }

    fn climb(&self, count: usize, balanced: bool, seed: u64) -> Vec<usize> {
        let starts = if self.nodes > MANY { STARTS / 5 } else { STARTS };
        let near = Neighbours::new(self);
        let found: Vec<(f64, Vec<usize>)> = (0..starts)
            .into_par_iter()
            .map(|start| {
                let mut groups: Vec<usize> = (0..self.nodes).map(|node| node % count).collect();
                Random::new(seed, start).shuffle(&mut groups);
                let mut sizes = vec![0; count];
                groups.iter().for_each(|group| sizes[*group] += 1);
                let mut climber = Climber { contrast: self, near: &near, groups, sizes };
                while (!balanced && climber.move_best()) || climber.exchange() {}
                (self.deviation(&climber.groups, &climber.sizes), climber.groups)
            })
            .collect();
        let least = LEAST_GAIN * self.mass();
        let better = |a: (f64, Vec<usize>), b: (f64, Vec<usize>)| if b.0 > a.0 + least { b } else { a };
        found.into_iter().reduce(better).expect("more than one start").1
    }
}

/// The pairs of each actor.
struct Neighbours(Vec<Vec<Pair>>);

impl Neighbours {
    fn new(contrast: &Contrast) -> Self {
        let mut near = vec![Vec::new(); contrast.nodes];
        for pair in &contrast.pairs {
            near[pair.a].push(*pair);
            near[pair.b].push(*pair);
        }
        Self(near)
    }

    /// How the sum changes when one node goes to another group and nothing else changes.
    fn change(&self, expected: &Expected, groups: &[usize], node: usize, to: usize) -> f64 {
        let change = |pair: &Pair| {
            let other = groups[pair.other(node)];
            expected.excess(pair, to, other) - expected.excess(pair, groups[node], other)
        };
        self.0[node].iter().map(change).sum()
    }
}

/// Actors of one group and what the sum gains by the move of each to another, the best first.
struct Moves {
    to: usize,
    gains: Vec<(f64, usize)>,
}

fn put(groups: &mut [usize], sizes: &mut [usize], node: usize, to: usize) {
    sizes[groups[node]] -= 1;
    sizes[to] += 1;
    groups[node] = to;
}

struct Climber<'c> {
    contrast: &'c Contrast,
    near: &'c Neighbours,
    groups: Vec<usize>,
    sizes: Vec<usize>,
}

impl Climber<'_> {
    fn least(&self) -> f64 {
        LEAST_GAIN * self.contrast.mass()
    }

    /// Moves the actor whose move raises polarization most, and with it those next best whose move to the same group
    /// raises it further; says whether any does.
    ///
    /// What is expected depends on the sizes of groups only, and these are the same whichever actor goes from one group
    /// to another: so the sum is taken once for each two groups and each actor's move is a difference to it.
    fn move_best(&mut self) -> bool {
        let now = self.contrast.deviation(&self.groups, &self.sizes);
        let mut best: Option<Moves> = None;
        for from in 0..self.sizes.len() {
            for to in (0..self.sizes.len()).filter(|to| *to != from && self.sizes[from] > 1) {
                let mut sizes = self.sizes.clone();
                (sizes[from], sizes[to]) = (sizes[from] - 1, sizes[to] + 1);
                let expected = self.contrast.expected(&sizes);
                let base = self.contrast.deviation(&self.groups, &sizes) - now;
                let members = (0..self.groups.len()).filter(|node| self.groups[*node] == from);
                let gain = |node| (base + self.near.change(&expected, &self.groups, node, to), node);
                let mut gains: Vec<(f64, usize)> = members.map(gain).filter(|gain| gain.0 > self.least()).collect();
                gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                gains.truncate((self.sizes[from] - 1).min(BATCHES[0]));
                let Some(first) = gains.first() else {
                    continue;
                };
                if best.as_ref().is_none_or(|best| first.0 > best.gains[0].0 + self.least()) {
                    best = Some(Moves { to, gains });
                }
            }
        }
        let Some(Moves { to, gains }) = best else {
            return false;
        };
        // Moves change what the next ones gain: how many together are best is tried.
        let mut together = (gains[0].0, 1);
        for size in BATCHES.into_iter().filter(|size| *size <= gains.len()) {
            let (mut groups, mut sizes) = (self.groups.clone(), self.sizes.clone());
            gains[..size].iter().for_each(|(_, node)| put(&mut groups, &mut sizes, *node, to));
            let gain = self.contrast.deviation(&groups, &sizes) - now;
            if gain > together.0 + self.least() {
                together = (gain, size);
            }
        }
        gains[..together.1].iter().for_each(|(_, node)| put(&mut self.groups, &mut self.sizes, *node, to));
        true
    }

    /// Exchanges actors of different groups, each time the two whose exchange raises polarization most, until none does;
    /// says whether any did.
    fn exchange(&mut self) -> bool {
        let expected = self.contrast.expected(&self.sizes);
        let mut any = false;
        for one in 0..self.sizes.len() {
            for other in one + 1..self.sizes.len() {
                any |= self.exchange_between(&expected, one, other);
            }
        }
        any
    }

    /// The exchanges between two groups. The sizes of groups stay, and with them what is expected: so an exchange changes
    /// the gains of neighbours only.
    fn exchange_between(&mut self, expected: &Expected, one: usize, other: usize) -> bool {
        let across = |group: usize| if group == one { other } else { one };
        let members: Vec<usize> =
            (0..self.groups.len()).filter(|node| [one, other].contains(&self.groups[*node])).collect();
        let mut gains = vec![0.0; self.groups.len()];
        for &node in &members {
            gains[node] = self.near.change(expected, &self.groups, node, across(self.groups[node]));
        }
        // Two that are exchanged stay in different groups, while each gain alone has them end up together.
        let mend = |pair: &Pair| {
            let apart = expected.excess(pair, one, other);
            2.0 * apart - expected.excess(pair, one, one) - expected.excess(pair, other, other)
        };
        let most = self.contrast.pairs.iter().map(mend).fold(0.0, f64::max);
        let mut mended = vec![0.0; self.groups.len()];
        let mut any = false;
        loop {
            let side = |group: usize| {
                let mut side: Vec<usize> = members.iter().copied().filter(|node| self.groups[*node] == group).collect();
                side.sort_by(|a, b| gains[*b].total_cmp(&gains[*a]).then(a.cmp(b)));
                side
            };
            let (left, right) = (side(one), side(other));
            let mut best: Option<(f64, usize, usize)> = None;
            for &node in &left {
                let floor = |best: &Option<(f64, usize, usize)>| best.map_or(0.0, |best| best.0) + self.least();
                // Gains only fall from here on, and from each partner to the next.
                if gains[node] + gains[right[0]] + most <= floor(&best) {
                    break;
                }
                for pair in &self.near.0[node] {
                    mended[pair.other(node)] = mend(pair);
                }
                for &partner in &right {
                    if gains[node] + gains[partner] + most <= floor(&best) {
                        break;
                    }
                    let total = gains[node] + gains[partner] + mended[partner];
                    if total > floor(&best) {
                        best = Some((total, node, partner));
                    }
                }
                for pair in &self.near.0[node] {
                    mended[pair.other(node)] = 0.0;
                }
            }
            let Some((_, node, partner)) = best else {
                return any;
            };
            any = true;
            self.groups.swap(node, partner);
            let around =
                [node, partner].into_iter().flat_map(|node| self.near.0[node].iter().map(move |pair| pair.other(node)));
            let mut changed: Vec<usize> = around.chain([node, partner]).collect();
            changed.sort_unstable();
            changed.dedup();
            for near in changed.into_iter().filter(|near| [one, other].contains(&self.groups[*near])) {
                gains[near] = self.near.change(expected, &self.groups, near, across(self.groups[near]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::polarization::fixture::{camps, random_contrast};

    #[test]
    fn the_climb_finds_what_trying_all_finds_on_small_networks() {
        let mut equal = 0;
        for seed in 0..40 {
            let contrast = random_contrast(6 + (seed % 5) as usize, seed);
            for (groups, balanced) in [(2, true), (2, false), (3, true), (3, false)] {
                let exact = contrast.most_polarized_as_in_dna(groups, balanced, 1).expect("small");
                assert!(exact.exact && exact.partition.count() == groups);
                let climbed = Partition::new(&contrast.climb(groups, balanced, 1));
                let value = contrast.dna_polarization(&climbed).expect("groups");
                assert!(value <= exact.polarization + 1e-9, "nothing is better than the best");
                equal += usize::from(value > exact.polarization - 1e-9);
            }
        }
        assert!(equal >= 156, "the climb finds the best in {equal} of 160");
    }

    #[test]
    fn a_network_too_large_to_try_all_is_climbed_alike_each_time() {
        let contrast = camps(40);
        for balanced in [true, false] {
            let found = contrast.most_polarized_as_in_dna(2, balanced, 1).expect("camps");
            assert_eq!(found, contrast.most_polarized_as_in_dna(2, balanced, 1).expect("camps"), "the seed decides");
            assert!(!found.exact);
        }
    }

    #[test]
    fn balanced_groups_differ_by_one_at_most() {
        for nodes in [5, 7, 8, 25] {
            let contrast = random_contrast(nodes, 3);
            for groups in 2..5 {
                let found = contrast.most_polarized_as_in_dna(groups, true, 1).expect("enough actors");
                let sizes = found.partition.sizes();
                assert_eq!(sizes.len(), groups);
                assert!(sizes[0] - sizes[groups - 1] <= 1, "{sizes:?}");
            }
        }
    }

    #[test]
    fn too_few_actors_have_no_groups() {
        assert_eq!(random_contrast(2, 1).most_polarized_as_in_dna(3, false, 1), None);
        assert_eq!(Contrast::new(5, []).most_polarized_as_in_dna(2, false, 1), None);
    }
}
