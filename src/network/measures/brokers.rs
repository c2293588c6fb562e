//! Brokers: who links the members of different coalitions.

use super::{Partition, Ties};

/// How a node stands between others who have no tie to each other, by their groups.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Brokerage {
    /// All three in one group.
    pub coordinator: u64,
    /// The two others in one group, the broker in another (also called consultant).
    pub itinerant: u64,
    /// The broker in the group of one of the two: gatekeeper and representative, which are one without direction.
    pub gatekeeper: u64,
    /// All three in different groups.
    pub liaison: u64,
    /// 1 − Σ over groups of (strength toward the group / strength)²: 0 where all ties go to one group, towards 1 where
    /// they are spread evenly; 0 without ties.
    pub participation: f64,
}

impl Brokerage {
    /// How many pairs of others it stands between, in whatever role.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.coordinator + self.itinerant + self.gatekeeper + self.liaison
    }
}

/// The brokerage of each node, over ties of positive weight.
///
/// Roles: Gould and Fernandez 1989 (Sociological Methodology 19, 89–126), without direction; a pair counts once.
/// Participation coefficient: Guimerà and Amaral 2005 (Nature 433, 895–900), weighted.
#[must_use]
pub fn brokerage(ties: &Ties, partition: &Partition) -> Vec<Brokerage> {
    let groups = partition.groups();
    let mut near = vec![false; ties.nodes()];
    let mut counts = vec![0_u64; partition.count()];
    let mut toward = vec![0.0; partition.count()];
    (0..ties.nodes())
        .map(|node| {
            let own = groups[node];
            for &(other, weight) in ties.of(node) {
                near[other as usize] = true;
                counts[groups[other as usize]] += 1;
                toward[groups[other as usize]] += weight;
            }
            // All pairs of neighbours by their groups ...
            let pairs = |count: u64| count * count.saturating_sub(1) / 2;
            let degree = ties.of(node).len() as u64;
            let outside = degree - counts[own];
            let alike: u64 = counts.iter().map(|count| pairs(*count)).sum();
            let mut found = Brokerage {
                coordinator: pairs(counts[own]),
                itinerant: alike - pairs(counts[own]),
                gatekeeper: counts[own] * outside,
                liaison: pairs(outside) - (alike - pairs(counts[own])),
                participation: participation(&toward),
            };
            // ... less those that have a tie themselves and need no broker.
            for &(first, _) in ties.of(node) {
                for &(second, _) in ties.of(first as usize).iter().filter(|tie| tie.0 > first) {
                    if !near[second as usize] {
                        continue;
                    }
                    let (a, b) = (groups[first as usize], groups[second as usize]);
                    match (a == own, b == own, a == b) {
                        (true, true, _) => found.coordinator -= 1,
                        (true, false, _) | (false, true, _) => found.gatekeeper -= 1,
                        (_, _, true) => found.itinerant -= 1,
                        (_, _, false) => found.liaison -= 1,
                    }
                }
            }
            for &(other, _) in ties.of(node) {
                near[other as usize] = false;
                counts[groups[other as usize]] = 0;
                toward[groups[other as usize]] = 0.0;
            }
            found
        })
        .collect()
}

fn participation(toward: &[f64]) -> f64 {
    let strength: f64 = toward.iter().sum();
    if strength == 0.0 {
        return 0.0;
    }
    1.0 - toward.iter().map(|part| (part / strength).powi(2)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::{Sign, fixture::one_mode};

    #[test]
    fn each_role_is_told_by_the_three_groups() {
        // A star: 0 in the middle, 1 and 2 in its group, 3 and 4 in the second, 5 in the third.
        let star: Vec<_> = (1..6).map(|leaf| (0, leaf, 1.0)).collect();
        let ties = Ties::new(&one_mode(6, &star), Sign::Any);
        let found = brokerage(&ties, &Partition::new(&[0, 0, 0, 1, 1, 2]));
        let roles = |b: &Brokerage| (b.coordinator, b.itinerant, b.gatekeeper, b.liaison);
        assert_eq!(roles(&found[0]), (1, 1, 6, 2));
        assert_eq!(found[0].total(), 10);
        assert!((found[0].participation - (1.0 - 9.0 / 25.0)).abs() < 1e-12);
        assert_eq!(found[1], Brokerage::default());
    }

    #[test]
    fn who_are_tied_need_no_broker() {
        let pairs = [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (1, 2, 1.0), (2, 3, 1.0)];
        let ties = Ties::new(&one_mode(4, &pairs), Sign::Any);
        let found = brokerage(&ties, &Partition::new(&[0, 0, 1, 1]));
        // Of the neighbours 1, 2, 3 of node 0 only 1 and 3 are strangers, one in each group.
        assert_eq!((found[0].total(), found[0].gatekeeper), (1, 1));
    }
}
