//! Communities and coalitions: the best partition of a network that can be found.

use rayon::prelude::*;

use super::{
    Partition, Ties,
    louvain::{LEAST_GAIN, climb},
    objective::{CHANNELS, Objective, dot, modularity},
    random::Random,
};

/// Up to how many nodes all partitions are tried: there are 115,975 of ten nodes.
pub const EXACT_NODES: usize = 10;

/// How many times the search starts anew; the best result is kept, of equals the first.
const STARTS: u64 = 10;

/// How to look for groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// The seed: the same seed finds the same groups.
    pub seed: u64,
    /// γ of modularity: above 1 for more and smaller groups, below 1 for fewer and larger ones.
    pub resolution: f64,
}

impl Default for Search {
    fn default() -> Self {
        Self { seed: 1, resolution: 1.0 }
    }
}

/// A partition that was found, and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// Which node is in which group.
    pub partition: Partition,
    /// Its modularity; see [`modularity`] for which.
    pub modularity: f64,
    /// Whether all partitions were tried, so that none is better.
    pub exact: bool,
}

/// The partition of greatest modularity: by all partitions up to [`EXACT_NODES`] nodes, else by the Louvain method from
/// ten seeded starts.
///
/// Which modularity depends on the network: Newman's for one mode, that of Gómez et al. for signed ties (so that groups
/// are coalitions: allies within, opponents between), Barber's for two modes. A node without ties is a group of its own.
#[must_use]
pub fn communities(ties: &Ties, sides: Option<&[usize]>, search: &Search) -> Communities {
    let (partition, exact) = best(ties, &Objective::modularity(ties, sides, search.resolution), search.seed);
    let modularity = modularity(ties, sides, &partition, search.resolution);
    Communities { partition, modularity, exact }
}

/// The partition of least frustration, of any number of groups, and whether all partitions were tried.
///
/// It is the blockmodel of structural balance (Davis 1967, Human Relations 20, 181–187; Doreian and Mrvar 1996, Social
/// Networks 18, 149–168), also known as correlation clustering.
#[must_use]
pub fn least_frustrated(ties: &Ties, seed: u64) -> (Partition, bool) {
    best(ties, &Objective::frustration(ties, None), seed)
}

fn best(ties: &Ties, objective: &Objective, seed: u64) -> (Partition, bool) {
    if ties.nodes() <= EXACT_NODES {
        return (exact(ties, objective), true);
    }
    let found: Vec<(Partition, f64)> = (0..STARTS)
        .into_par_iter()
        .map(|start| {
            let partition = climb(ties, objective, &mut Random::new(seed, start));
            let quality = objective.quality(ties, &partition);
            (partition, quality)
        })
        .collect();
    let better = |a: (Partition, f64), b: (Partition, f64)| if b.1 > a.1 + LEAST_GAIN { b } else { a };
    let (partition, _) = found.into_iter().reduce(better).expect("more than one start");
    (partition, false)
}

/// Tries all partitions. Of equally good ones it keeps that with most groups, so that nodes are together for a reason.
fn exact(ties: &Ties, objective: &Objective) -> Partition {
    let mut trial = Trial {
        ties,
        objective,
        groups: Vec::new(),
        totals: Vec::new(),
        value: 0.0,
        best: (0..ties.nodes()).collect(),
        best_value: f64::NEG_INFINITY,
    };
    trial.place(0);
    Partition::new(&trial.best)
}

struct Trial<'t> {
    ties: &'t Ties,
    objective: &'t Objective,
    groups: Vec<usize>,
    totals: Vec<[f64; CHANNELS]>,
    value: f64,
    best: Vec<usize>,
    best_value: f64,
}

impl Trial<'_> {
    /// Puts the node into a new group, then into each that is there, and goes on with the next.
    fn place(&mut self, node: usize) {
        if node == self.ties.nodes() {
            if self.value > self.best_value + LEAST_GAIN * self.objective.scale {
                (self.best_value, self.best) = (self.value, self.groups.clone());
            }
            return;
        }
        let strength = self.objective.strengths[node];
        let expects = self.objective.expects(&strength);
        let before = self.value;
        for group in (0..=self.totals.len()).rev() {
            let fresh = group == self.totals.len();
            if fresh {
                self.totals.push([0.0; CHANNELS]);
            }
            let kept = self.totals[group];
            let toward: f64 = self
                .ties
                .of(node)
                .iter()
                .filter(|(other, _)| self.groups.get(*other as usize) == Some(&group))
                .map(|tie| tie.1)
                .sum();
            self.value = before + toward - dot(&expects, &kept);
            for (total, value) in self.totals[group].iter_mut().zip(strength) {
                *total += value;
            }
            self.groups.push(group);
            self.place(node + 1);
            self.groups.pop();
            self.totals[group] = kept;
            if fresh {
                self.totals.pop();
            }
        }
        self.value = before;
    }
}
