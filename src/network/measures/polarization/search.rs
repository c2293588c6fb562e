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

/// How many moves are tried together.
const BATCHES: [usize; 3] = [64, 16, 4];

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
                while (!balanced && climber.move_best()) || climber.exchange() {}
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
            let other = groups[pair.other(node)];
            expected.excess(pair, to, other) - expected.excess(pair, groups[node], other)
        };
        self.0[node].iter().map(change).sum()
    }
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
        LEAST_GAIN * (self.contrast.congruence + self.contrast.conflict)
    }

    /// Moves the actor whose move raises polarization most, and with it those next best whose move to the same group
    /// raises it further; says whether any does.
    ///
    /// What is expected depends on the sizes of groups only, and these are the same whichever actor goes from one group
    /// to another: so the sum is taken once for each two groups and each actor's move is a difference to it.
    fn move_best(&mut self) -> bool {
        let now = self.contrast.deviation(&self.groups, &self.sizes);
        let mut best: Option<(f64, usize, Vec<(f64, usize)>)> = None;
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
                if best.as_ref().is_none_or(|best| first.0 > best.0 + self.least()) {
                    best = Some((first.0, to, gains));
                }
            }
        }
        let Some((gain, to, gains)) = best else {
            return false;
        };
        // Moves change what the next ones gain: how many together are best is tried.
        let mut together = (gain, 1);
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
