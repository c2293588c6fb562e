//! The division into groups that polarizes most.

use rayon::prelude::*;

use super::{Contrast, Expected, Pair};
use crate::network::measures::{Partition, random::Random};

/// Up to how many ways of naming the groups (groups to the power of actors less one) all are tried: two groups of
/// eighteen actors.
pub const EXACT_PARTITIONS: usize = 1 << 17;

/// How many random starts the search makes; fewer where a start takes long.
const STARTS: usize = 20;

/// Starts among more than this many actors are cut to a few.
const MANY: usize = 300;

/// A step counts from here on, as a part of all congruence and conflict: below is rounding.
const LEAST_GAIN: f64 = 1e-12;

/// The most polarized division that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Which actor is in which group.
    pub partition: Partition,
    /// Its polarization.
    pub polarization: f64,
    /// Its order, see [`Contrast::order`].
    pub order: f64,
    /// Whether all divisions were tried, so that none is better.
    pub exact: bool,
}

impl Contrast {
    /// The division into `groups` groups, none empty, with the greatest polarization; `balanced` groups differ by one
    /// actor at most, as DNA's genetic search has them. `None` without congruence and conflict, with fewer than two
    /// groups, or with fewer actors than groups.
    ///
    /// All divisions are tried where there are few ([`EXACT_PARTITIONS`]). Otherwise the search climbs from random
    /// balanced divisions by the best move of one actor (not where balanced) or the best exchange of two until none is
    /// better, and keeps the best result, of equals the first. `seed` decides where it starts.
    #[must_use]
    pub fn most_polarized(&self, groups: usize, balanced: bool, seed: u64) -> Option<Best> {
        if groups < 2 || self.nodes < groups || self.congruence + self.conflict == 0.0 {
            return None;
        }
        let ways = u32::try_from(self.nodes - 1).ok().and_then(|power| groups.checked_pow(power));
        let exact = ways.is_some_and(|ways| ways <= EXACT_PARTITIONS);
        let found = if exact {
            let mut trial = Trial { contrast: self, count: groups, balanced, best: None };
            trial.place(&mut Vec::new(), &mut Vec::new());
            trial.best?.1
        } else {
            self.climb(groups, balanced, seed)
        };
        let partition = Partition::new(&found);
        let polarization = self.polarization(&partition)?;
        let order = self.order(&partition)?;
        Some(Best { partition, polarization, order, exact })
    }

    fn climb(&self, count: usize, balanced: bool, seed: u64) -> Vec<usize> {
        let starts = if self.nodes > MANY { STARTS / 5 } else { STARTS };
        let near = Neighbours::new(self);
        let found: Vec<(f64, Vec<usize>)> = (0..starts)
            .into_par_iter()
            .map(|start| {
                let mut groups: Vec<usize> = (0..self.nodes).map(|node| node % count).collect();
                Random::new(seed, start as u64).shuffle(&mut groups);
                let mut sizes = vec![0; count];
                groups.iter().for_each(|group| sizes[*group] += 1);
                let mut climber = Climber { contrast: self, near: &near, groups, sizes };
                while (!balanced && climber.move_one()) || climber.exchange() {}
                (self.deviation(&climber.groups, &climber.sizes), climber.groups)
            })
            .collect();
        let least = LEAST_GAIN * (self.congruence + self.conflict);
        let better = |a: (f64, Vec<usize>), b: (f64, Vec<usize>)| if b.0 > a.0 + least { b } else { a };
        found.into_iter().reduce(better).expect("more than one start").1
    }
}

/// Tries all divisions, each once: a node's group is at most one above those before it.
struct Trial<'c> {
    contrast: &'c Contrast,
    count: usize,
    balanced: bool,
    best: Option<(f64, Vec<usize>)>,
}

impl Trial<'_> {
    fn place(&mut self, groups: &mut Vec<usize>, sizes: &mut Vec<usize>) {
        let left = self.contrast.nodes - groups.len();
        // Each group must still get a member.
        if left < self.count - sizes.len() {
            return;
        }
        if left == 0 {
            let value = self.contrast.deviation(groups, sizes);
            let least = LEAST_GAIN * (self.contrast.congruence + self.contrast.conflict);
            if self.best.as_ref().is_none_or(|best| value > best.0 + least) {
                self.best = Some((value, groups.clone()));
            }
            return;
        }
        let most = if self.balanced { self.contrast.nodes.div_ceil(self.count) } else { self.contrast.nodes };
        for group in 0..self.count.min(sizes.len() + 1) {
            let fresh = group == sizes.len();
            if fresh {
                sizes.push(0);
            }
            if sizes[group] < most && self.can_fill(sizes, group, left - 1) {
                sizes[group] += 1;
                groups.push(group);
                self.place(groups, sizes);
                groups.pop();
                sizes[group] -= 1;
            }
            if fresh {
                sizes.pop();
            }
        }
    }

    /// Whether balanced groups can still be filled when one more goes to `group` and `left` nodes remain.
    fn can_fill(&self, sizes: &[usize], group: usize, left: usize) -> bool {
        if !self.balanced {
            return true;
        }
        let least = self.contrast.nodes / self.count;
        let size = |index: usize| sizes.get(index).copied().unwrap_or_default() + usize::from(index == group);
        (0..self.count).map(|index| least.saturating_sub(size(index))).sum::<usize>() <= left
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
            let other = groups[if pair.a == node { pair.b } else { pair.a }];
            expected.excess(pair, to, other) - expected.excess(pair, groups[node], other)
        };
        self.0[node].iter().map(change).sum()
    }
}

struct Climber<'c> {
    contrast: &'c Contrast,
    near: &'c Neighbours,
    groups: Vec<usize>,
    sizes: Vec<usize>,
}

impl Climber<'_> {
    fn least(&self) -> f64 {
        LEAST_GAIN * (self.contrast.congruence + self.contrast.conflict)
    }

    /// Moves the actor whose move raises polarization most; says whether any does.
    ///
    /// What is expected depends on the sizes of groups only, and these are the same whichever actor goes from one group
    /// to another: so the sum is taken once for each two groups and each actor's move is a difference to it.
    fn move_one(&mut self) -> bool {
        let now = self.contrast.deviation(&self.groups, &self.sizes);
        let mut best: Option<(f64, usize, usize)> = None;
        for from in 0..self.sizes.len() {
            for to in (0..self.sizes.len()).filter(|to| *to != from && self.sizes[from] > 1) {
                let mut sizes = self.sizes.clone();
                (sizes[from], sizes[to]) = (sizes[from] - 1, sizes[to] + 1);
                let expected = self.contrast.expected(&sizes);
                let base = self.contrast.deviation(&self.groups, &sizes) - now;
                for node in (0..self.groups.len()).filter(|node| self.groups[*node] == from) {
                    let gain = base + self.near.change(&expected, &self.groups, node, to);
                    if gain > self.least() && best.is_none_or(|best| gain > best.0 + self.least()) {
                        best = Some((gain, node, to));
                    }
                }
            }
        }
        if let Some((_, node, to)) = best {
            self.sizes[self.groups[node]] -= 1;
            self.sizes[to] += 1;
            self.groups[node] = to;
        }
        best.is_some()
    }

    /// Exchanges the two actors of different groups whose exchange raises polarization most; says whether any does.
    fn exchange(&mut self) -> bool {
        let expected = self.contrast.expected(&self.sizes);
        let mut best: Option<(f64, usize, usize)> = None;
        for one in 0..self.sizes.len() {
            for other in one + 1..self.sizes.len() {
                let gains = |from: usize, to: usize| {
                    let members = (0..self.groups.len()).filter(|node| self.groups[*node] == from);
                    let gain = |node| (self.near.change(&expected, &self.groups, node, to), node);
                    let mut gains: Vec<(f64, usize)> = members.map(gain).collect();
                    gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                    gains
                };
                let (left, right) = (gains(one, other), gains(other, one));
                // A pair that is exchanged stays between the groups, while each gain has it moved within.
                let mend = |pair: &Pair| {
                    2.0 * expected.excess(pair, one, other)
                        - expected.excess(pair, one, one)
                        - expected.excess(pair, other, other)
                };
                let crosses = |pair: &&Pair| {
                    let (a, b) = (self.groups[pair.a], self.groups[pair.b]);
                    (a.min(b), a.max(b)) == (one, other)
                };
                let most = self.contrast.pairs.iter().filter(crosses).map(mend).fold(0.0, f64::max);
                let mut known = vec![0.0; self.groups.len()];
                for &(gain, node) in &left {
                    let mended = |pair: &Pair| (if pair.a == node { pair.b } else { pair.a }, mend(pair));
                    let tied: Vec<(usize, f64)> = self.near.0[node].iter().map(mended).collect();
                    tied.iter().for_each(|(near, mend)| known[*near] = *mend);
                    for &(more, partner) in &right {
                        let floor = best.map_or(self.least(), |best| best.0 + self.least());
                        // Gains only fall from here on.
                        if gain + more + most <= floor {
                            break;
                        }
                        let total = gain + more + known[partner];
                        if total > floor {
                            best = Some((total, node, partner));
                        }
                    }
                    tied.iter().for_each(|(near, _)| known[*near] = 0.0);
                }
            }
        }
        if let Some((_, node, partner)) = best {
            self.groups.swap(node, partner);
        }
        best.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random_contrast(nodes: usize, seed: u64) -> Contrast {
        let mut random = Random::new(seed, 99);
        let mut pairs = Vec::new();
        for a in 0..nodes {
            for b in a + 1..nodes {
                let weight = |random: &mut Random| random.below(7).saturating_sub(3) as f64 / 2.0;
                pairs.push(Pair { a, b, congruence: weight(&mut random), conflict: weight(&mut random) });
            }
        }
        Contrast::new(nodes, pairs)
    }

    #[test]
    fn the_climb_finds_what_trying_all_finds_on_small_networks() {
        let mut equal = 0;
        for seed in 0..40 {
            let contrast = random_contrast(6 + (seed % 5) as usize, seed);
            for (groups, balanced) in [(2, true), (2, false), (3, true), (3, false)] {
                let exact = contrast.most_polarized(groups, balanced, 1).expect("small");
                assert!(exact.exact && exact.partition.count() == groups);
                let climbed = Partition::new(&contrast.climb(groups, balanced, 1));
                let value = contrast.polarization(&climbed).expect("groups");
                assert!(value <= exact.polarization + 1e-9, "nothing is better than the best");
                equal += usize::from(value > exact.polarization - 1e-9);
            }
        }
        assert!(equal >= 156, "the climb finds the best in {equal} of 160");
    }

    #[test]
    fn two_camps_are_found_in_a_network_too_large_to_try_all() {
        let mut pairs = Vec::new();
        for a in 0..40 {
            for b in a + 1..40 {
                let same = a % 2 == b % 2;
                pairs.push(Pair { a, b, congruence: f64::from(u8::from(same)), conflict: f64::from(u8::from(!same)) });
            }
        }
        let camps: Vec<usize> = (0..40).map(|node| node % 2).collect();
        let contrast = Contrast::new(40, pairs);
        let order = |best: Best| (best.exact, best.order);
        for balanced in [true, false] {
            let found = contrast.most_polarized(2, balanced, 1).expect("camps");
            let of_camps = contrast.polarization(&Partition::new(&camps)).expect("camps");
            assert!(found.polarization >= of_camps - 1e-12, "{} < {of_camps}", found.polarization);
            assert_eq!(found, contrast.most_polarized(2, balanced, 1).expect("camps"), "the seed decides");
            assert!(!order(found).0);
        }
    }

    #[test]
    fn balanced_groups_differ_by_one_at_most() {
        for nodes in [5, 7, 8, 25] {
            let contrast = random_contrast(nodes, 3);
            for groups in 2..5 {
                let found = contrast.most_polarized(groups, true, 1).expect("enough actors");
                let sizes = found.partition.sizes();
                assert_eq!(sizes.len(), groups);
                assert!(sizes[0] - sizes[groups - 1] <= 1, "{sizes:?}");
            }
        }
    }

    #[test]
    fn too_few_actors_have_no_groups() {
        assert_eq!(random_contrast(2, 1).most_polarized(3, false, 1), None);
        assert_eq!(Contrast::new(5, []).most_polarized(2, false, 1), None);
    }
}
