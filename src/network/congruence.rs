//! One-mode networks: how often two nodes take the same stance on the same thing, or opposite ones.
//!
//! With `x_ijk` the statements of node `i` on `j` at the place `k` of a scale of width `R`, for two nodes `a` and `b`:
//!
//! - total `T = Σ_j (Σ_k x_ajk)(Σ_k x_bjk)`, the weight of *ignore*
//! - distance `D = Σ_j Σ_k Σ_k' x_ajk x_bjk' |k − k'| / R`, the weight of *conflict*
//! - *congruence* is `T − D`, *subtract* `T − 2D`
//!
//! Divided, with `n_a = Σ_jk x_ajk`, by `(n_a + n_b) / 2` (*average*), by
//! `Σ_jk x_ajk 1(x_bjk = 0) + Σ_jk x_bjk 1(x_ajk = 0) + Σ_jk x_ajk x_bjk` (*jaccard*), by `n_a n_b` (*dna-cosine*), or
//! by `√(s(a, a) s(b, b))` (*cosine*), where `s` is the aggregation itself between a node and itself. For yes and no
//! that is the cosine of the vectors whose product the weight is; it is between −1 and 1. Conflict is divided by what
//! congruence is, as a node does not contradict itself by saying one thing.
//!
//! The formulas are those of the [manual](https://github.com/leifeld/dna) of Discourse Network Analyzer, but for
//! cosine. Each row is computed by itself over the columns it has a cell in: memory grows with the pairs that are not
//! zero, and each sum has one order whatever the number of threads.

use rayon::prelude::*;

use super::{
    incidence::{Incidence, MANY},
    recipe::{Aggregation, Normalization, Recipe},
    table::Scale,
};

/// An edge on its way, from the row whose list it is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The other end: a code of the nodes' variable, later the index of a node.
    pub target: u32,
    /// On how many things both take a stance; in two modes, how many statements there are.
    pub shared: u32,
    /// After aggregation and normalisation.
    pub weight: f64,
    /// One mode: pairs of statements that agree. Two modes: statements in support.
    pub agreeing: f64,
    /// One mode: pairs of statements that disagree. Two modes: statements in opposition.
    pub disagreeing: f64,
}

/// What two nodes have in common.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    /// `T`
    total: f64,
    /// `D R`, a whole number where counts are.
    distance: f64,
    /// `Σ (x + y − x y)` over all `j`, `k` where both are not 0: what Jaccard's denominator is less than `n_a + n_b`.
    overlap: f64,
    /// On how many `j`.
    shared: u32,
}

/// What a node has in common with itself.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    /// `n`
    statements: f64,
    total: f64,
    distance: f64,
}

/// The links of each row to rows of a higher code.
pub(super) fn links(incidence: &Incidence, recipe: &Recipe, scale: Scale) -> Vec<Vec<Link>> {
    // With one or two values of the scale, nearly always yes and no, a cell is two numbers.
    match incidence.levels.as_slice() {
        [] | [_] => with(incidence, recipe, scale, &pairs(incidence), |a, b| (a[0] * b[0], 0.0)),
        [low, high] => {
            let step = f64::from(*high) - f64::from(*low);
            with(incidence, recipe, scale, &pairs(incidence), move |a, b| {
                ((a[0] + a[1]) * (b[0] + b[1]), step * (a[0] * b[1] + a[1] * b[0]))
            })
        }
        levels => {
            let cells: Vec<&[(u32, f64)]> = (0..incidence.row_of.len()).map(|cell| incidence.entries(cell)).collect();
            let place = |k: u32| f64::from(levels[k as usize]);
            with(incidence, recipe, scale, &cells, |a, b| {
                let (mut total, mut distance) = (0.0, 0.0);
                for (k, x) in *a {
                    for (l, y) in *b {
                        total += x * y;
                        distance += x * y * (place(*k) - place(*l)).abs();
                    }
                }
                (total, distance)
            })
        }
    }
}

/// The counts of each cell at the lower and the higher of two levels.
fn pairs(incidence: &Incidence) -> Vec<[f64; 2]> {
    (0..incidence.row_of.len())
        .map(|cell| {
            let mut pair = [0.0; 2];
            for (level, count) in incidence.entries(cell) {
                pair[*level as usize] = *count;
            }
            pair
        })
        .collect()
}

/// What [`Normalization::Jaccard`] needs to know of two cells.
trait Overlap {
    fn overlap(&self, other: &Self) -> f64;
}

const fn overlap(x: f64, y: f64) -> f64 {
    if x > 0.0 && y > 0.0 { x + y - x * y } else { 0.0 }
}

impl Overlap for [f64; 2] {
    fn overlap(&self, other: &Self) -> f64 {
        overlap(self[0], other[0]) + overlap(self[1], other[1])
    }
}

impl Overlap for &[(u32, f64)] {
    fn overlap(&self, other: &Self) -> f64 {
        let at = |level: u32| other.iter().find(|(theirs, _)| *theirs == level).map_or(0.0, |(_, count)| *count);
        self.iter().map(|(level, count)| overlap(*count, at(*level))).sum()
    }
}

/// Total and distance of two cells are what `product` says.
fn with<C: Overlap + Sync>(
    incidence: &Incidence,
    recipe: &Recipe,
    scale: Scale,
    cells: &[C],
    product: impl Fn(&C, &C) -> (f64, f64) + Sync,
) -> Vec<Vec<Link>> {
    let rows = incidence.rows();
    let own: Vec<Own> = (0..rows)
        .map(|row| {
            let mut own = Own::default();
            for &cell in incidence.cells_of_row(row) {
                let (total, distance) = product(&cells[cell as usize], &cells[cell as usize]);
                own.total += total;
                own.distance += distance;
                own.statements += incidence.entries(cell as usize).iter().map(|(_, count)| count).sum::<f64>();
            }
            own
        })
        .collect();
    let weigh =
        Weigh { aggregation: recipe.aggregation, normalization: recipe.normalization, width: scale.width(), own };
    let jaccard = recipe.normalization == Normalization::Jaccard;
    let row = |scratch: &mut Scratch, row: usize| {
        if jaccard {
            common::<true, C>(incidence, cells, &product, row, scratch);
        } else {
            common::<false, C>(incidence, cells, &product, row, scratch);
        }
        scratch.take(row, |target, common| weigh.link(row, target, common))
    };
    if incidence.row_of.len() < MANY {
        let mut scratch = Scratch::new(rows);
        (0..rows).map(|index| row(&mut scratch, index)).collect()
    } else {
        (0..rows).into_par_iter().map_init(|| Scratch::new(rows), row).collect()
    }
}

/// Adds up what a row has in common with each row after it.
fn common<const JACCARD: bool, C: Overlap>(
    incidence: &Incidence,
    cells: &[C],
    product: &impl Fn(&C, &C) -> (f64, f64),
    row: usize,
    scratch: &mut Scratch,
) {
    for &cell in incidence.cells_of_row(row) {
        let cell = cell as usize;
        let end = incidence.column_starts[incidence.column_of[cell] as usize + 1] as usize;
        let mine = &cells[cell];
        for (theirs, &target) in cells[cell + 1..end].iter().zip(&incidence.row_of[cell + 1..end]) {
            let (total, distance) = product(mine, theirs);
            let common = &mut scratch.common[target as usize];
            if common.shared == 0 {
                scratch.touched.push(target);
            }
            common.shared += 1;
            common.total += total;
            common.distance += distance;
            if JACCARD {
                common.overlap += mine.overlap(theirs);
            }
        }
    }
}

/// Room for one row.
struct Scratch {
    common: Vec<Common>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(rows: usize) -> Self {
        Self { common: vec![Common::default(); rows], touched: Vec::new() }
    }

    /// The links of a row in the order of their targets; the room is empty again.
    fn take(&mut self, row: usize, mut link: impl FnMut(u32, Common) -> Option<Link>) -> Vec<Link> {
        let mut links = Vec::with_capacity(self.touched.len());
        let mut take = |target: u32, common: &mut Common| {
            if common.shared > 0 {
                links.extend(link(target, std::mem::take(common)));
            }
        };
        // Sorting what was touched costs about ten comparisons each; looking at all rows, one.
        if self.touched.len() * 10 > self.common.len() - row {
            for (target, common) in (row as u32 + 1..).zip(&mut self.common[row + 1..]) {
                take(target, common);
            }
        } else {
            self.touched.sort_unstable();
            for target in &self.touched {
                take(*target, &mut self.common[*target as usize]);
            }
        }
        self.touched.clear();
        links
    }
}

/// From what two nodes have in common to the weight of their edge.
struct Weigh {
    aggregation: Aggregation,
    normalization: Normalization,
    width: f64,
    own: Vec<Own>,
}

impl Weigh {
    /// `None` for a weight of 0.
    fn link(&self, row: usize, target: u32, common: Common) -> Option<Link> {
        let (a, b) = (&self.own[row], &self.own[target as usize]);
        // Products of counts and places are whole numbers: one rounding, and none for yes and no.
        let conflict = self.of_width(common.distance);
        let congruence = self.of_width(common.total * self.width - common.distance);
        let weight = match self.aggregation {
            Aggregation::Ignore | Aggregation::Combine => common.total,
            Aggregation::Congruence => congruence,
            Aggregation::Conflict => conflict,
            Aggregation::Subtract => congruence - conflict,
        };
        let weight = match self.normalization {
            Normalization::None | Normalization::Activity | Normalization::Prominence => weight,
            Normalization::Average => ratio(weight, (a.statements + b.statements) / 2.0),
            Normalization::Jaccard => ratio(weight, a.statements + b.statements - common.overlap),
            Normalization::DnaCosine => ratio(weight, a.statements * b.statements),
            Normalization::Cosine => ratio(weight, (self.length(a) * self.length(b)).sqrt()),
        };
        (weight != 0.0).then_some(Link {
            target,
            shared: common.shared,
            weight,
            agreeing: congruence,
            disagreeing: conflict,
        })
    }

    fn of_width(&self, distance: f64) -> f64 {
        if self.width == 1.0 { distance } else { distance / self.width }
    }

    /// `s(a, a)`
    fn length(&self, own: &Own) -> f64 {
        let distance = self.of_width(own.distance);
        match self.aggregation {
            Aggregation::Ignore | Aggregation::Combine => own.total,
            Aggregation::Congruence | Aggregation::Conflict => own.total - distance,
            Aggregation::Subtract => own.total - 2.0 * distance,
        }
    }
}

fn ratio(weight: f64, denominator: f64) -> f64 {
    if denominator > 0.0 { weight / denominator } else { 0.0 }
}
