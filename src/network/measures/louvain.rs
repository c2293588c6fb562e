//! The Louvain method: climb a quality of partitions by moving nodes, then whole groups.

use super::{
    Partition, Ties,
    objective::{CHANNELS, Objective, Strength, dot},
    random::Random,
};

/// A gain counts from here on, as a part of the objective's scale: below is rounding.
pub(crate) const LEAST_GAIN: f64 = 1e-12;

/// A network whose nodes are groups of the network below.
struct Level {
    ties: Ties,
    strengths: Vec<Strength>,
}

/// Climbs from single nodes to a partition that no move of a node or a group betters (Blondel, Guillaume, Lambiotte and
/// Lefebvre 2008, Journal of Statistical Mechanics P10008), then moves single nodes again until that ends as well
/// (Rotta and Noack 2011, Journal of Experimental Algorithmics 16, 2.3).
///
/// `random` decides in which order nodes are visited; of equal gains a node takes the lowest number of a group, and
/// stays where it is if no group is better.
pub(crate) fn climb(ties: &Ties, objective: &Objective, random: &mut Random) -> Partition {
    let nodes = ties.nodes();
    let mut groups: Vec<usize> = (0..nodes).collect();
    if objective.scale == 0.0 {
        return Partition::new(&groups);
    }
    let bottom = Level { ties: ties.clone(), strengths: objective.strengths.clone() };
    loop {
        let mut moved = move_nodes(&bottom, objective, &mut groups, random);
        loop {
            let partition = Partition::new(&groups);
            let level = gather(&bottom, &partition);
            let mut above: Vec<usize> = (0..partition.count()).collect();
            let climbed = move_nodes(&level, objective, &mut above, random);
            groups = partition.groups().iter().map(|group| above[*group]).collect();
            if !climbed {
                break;
            }
            moved = true;
        }
        // Moves can tear a community in two. Its parts apart are better where ties only attract; where they repel as
        // well, strangers may belong together.
        let torn = !objective.joins_strangers && split(ties, &mut groups);
        if !moved && !torn {
            return Partition::new(&groups);
        }
    }
}

/// The network of the groups. Ties within a group move with it and are left out.
fn gather(level: &Level, partition: &Partition) -> Level {
    let mut strengths = vec![[0.0; CHANNELS]; partition.count()];
    for (strength, group) in level.strengths.iter().zip(partition.groups()) {
        for (total, value) in strengths[*group].iter_mut().zip(strength) {
            *total += value;
        }
    }
    let mut pairs: Vec<(usize, usize, f64)> = level
        .ties
        .pairs()
        .map(|(a, b, weight)| (partition.groups()[a], partition.groups()[b], weight))
        .filter(|(a, b, _)| a != b)
        .map(|(a, b, weight)| (a.min(b), a.max(b), weight))
        .collect();
    // Stable, so that sums are made in the order of the nodes.
    pairs.sort_by_key(|&(a, b, _)| (a, b));
    pairs.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    Level { ties: Ties::from_pairs(partition.count(), pairs.into_iter()), strengths }
}

/// Moves nodes to the best group until no move is better; says whether any was.
fn move_nodes(level: &Level, objective: &Objective, groups: &mut [usize], random: &mut Random) -> bool {
    let nodes = level.ties.nodes();
    let mut totals = vec![[0.0; CHANNELS]; nodes];
    let mut sizes = vec![0_usize; nodes];
    for node in 0..nodes {
        sizes[groups[node]] += 1;
        for (total, value) in totals[groups[node]].iter_mut().zip(&level.strengths[node]) {
            *total += value;
        }
    }
    let mut order: Vec<usize> = (0..nodes).collect();
    random.shuffle(&mut order);
    // The weight of the ties between a node and each group.
    let mut toward = vec![0.0; nodes];
    let mut seen = vec![false; nodes];
    let mut candidates = Vec::new();
    let mut any = false;
    loop {
        let mut moves = 0;
        for &node in &order {
            let own = groups[node];
            candidates.clear();
            for &(other, weight) in level.ties.of(node) {
                let group = groups[other as usize];
                if !std::mem::replace(&mut seen[group], true) {
                    candidates.push(group);
                }
                toward[group] += weight;
            }
            sizes[own] -= 1;
            for (total, value) in totals[own].iter_mut().zip(&level.strengths[node]) {
                *total -= value;
            }
            let expects = objective.expects(&level.strengths[node]);
            let gain = |group: usize| toward[group] - dot(&expects, &totals[group]);
            let least = LEAST_GAIN * objective.scale;
            let (mut best, mut best_gain) = (own, if sizes[own] == 0 { 0.0 } else { gain(own) });
            let mut consider = |group: usize, value: f64| {
                let equal = (value - best_gain).abs() <= least;
                // A tie between groups goes to the lower number, but not against staying.
                if value > best_gain + least || (equal && best != own && group < best) {
                    (best, best_gain) = (group, value);
                }
            };
            if objective.joins_strangers {
                (0..nodes).filter(|group| sizes[*group] > 0).for_each(|group| consider(group, gain(group)));
            } else {
                candidates.iter().for_each(|group| consider(*group, gain(*group)));
            }
            // Alone again, where nothing draws: in a group of its own.
            if best_gain < -least
                && let Some(empty) = sizes.iter().position(|size| *size == 0)
            {
                best = empty;
            }
            for group in candidates.drain(..) {
                (toward[group], seen[group]) = (0.0, false);
            }
            sizes[best] += 1;
            for (total, value) in totals[best].iter_mut().zip(&level.strengths[node]) {
                *total += value;
            }
            if best != own {
                groups[node] = best;
                moves += 1;
            }
        }
        if moves == 0 {
            return any;
        }
        any = true;
    }
}

/// Gives each connected part of a group a name of its own, by positive ties; says whether any was in parts.
fn split(ties: &Ties, groups: &mut [usize]) -> bool {
    let before = Partition::new(groups);
    let within = ties.pairs().filter(|(a, b, weight)| *weight > 0.0 && before.together(*a, *b));
    let parts = Ties::from_pairs(ties.nodes(), within).components();
    let torn = Partition::new(&parts).count() > before.count();
    if torn {
        groups.copy_from_slice(&parts);
    }
    torn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::{Sign, fixture::one_mode};

    #[test]
    fn a_torn_group_falls_apart() {
        let ties = Ties::new(&one_mode(4, &[(0, 1, 1.0), (2, 3, 1.0)]), Sign::Any);
        let mut groups = [0, 0, 0, 0];
        assert!(split(&ties, &mut groups));
        assert_eq!(Partition::new(&groups), Partition::new(&[0, 0, 1, 1]));
        assert!(!split(&ties, &mut groups));
    }

    #[test]
    fn groups_become_nodes_and_keep_their_strength() {
        let graph = one_mode(4, &[(0, 1, 1.0), (1, 2, 2.0), (0, 3, 0.5), (2, 3, 1.0)]);
        let ties = Ties::new(&graph, Sign::Any);
        let objective = Objective::modularity(&ties, None, 1.0);
        let bottom = Level { ties, strengths: objective.strengths.clone() };
        let above = gather(&bottom, &Partition::new(&[0, 0, 1, 1]));
        assert_eq!(above.ties.pairs().collect::<Vec<_>>(), [(0, 1, 2.5)]);
        assert_eq!((above.strengths[0][0], above.strengths[1][0]), (4.5, 4.5));
    }
}
