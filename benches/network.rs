//! How long networks take, on synthetic debates: `cargo bench --bench network`.
//!
//! A few actors say most, and a few propositions are debated most (Zipf's law), as in newspapers. The generator is
//! seeded: each run measures the same statements. `dense` is the textbook way over full arrays, for comparison.

use std::hint::black_box;

use divan::Bencher;
use stancegraph::network::{
    recipe::{Aggregation, Duplicates, Mode, Normalization, Recipe},
    selection::{Filters, Selection, Wanted},
    table::{Detail, EMPTY, Entry, Table, TableBuilder, Variable},
    time::DAY,
    weave::{Loom, Network, Shown, Timing},
    window::{Kernel, WindowError},
};

fn main() {
    divan::main();
}

/// Statements, actors, propositions.
type Size = (usize, usize, usize);

const SMALL: Size = (10_000, 300, 100);
const LARGE: Size = (100_000, 2_000, 300);
const HUGE: Size = (1_000_000, 5_000, 500);
/// The cost curve.
const CURVE: [Size; 4] = [(1_000, 100, 50), SMALL, LARGE, HUGE];

/// SplitMix64: Sebastiano Vigna's generator, good enough to draw with and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A rank with a probability that falls with it: the density is nearly `1 / (rank + 3)`.
    fn zipf(&mut self, count: usize) -> usize {
        let (low, high) = (3.0_f64, count as f64 + 3.0);
        ((low * (high / low).powf(self.unit()) - low) as usize).min(count - 1)
    }
}

/// A debate of four years; a document holds about five statements, and an actor repeats itself in it now and then.
fn debate((statements, actors, propositions): Size) -> Table {
    let mut random = Random(42);
    let mut table = TableBuilder::new(false);
    let leaning: Vec<f64> = (0..actors).map(|_| random.unit()).collect();
    let mut codes = [EMPTY; Variable::ALL.len()];
    let mut agreement = 0;
    for number in 0..statements {
        let document = number / 5;
        if number % 5 == 0 || random.unit() > 0.2 {
            let (actor, proposition) = (random.zipf(actors), random.zipf(propositions));
            // Two camps with a seam, so that there is congruence and conflict.
            let support = if proposition.is_multiple_of(2) { leaning[actor] } else { 1.0 - leaning[actor] };
            agreement = i32::from(random.unit() < support);
            codes[Variable::Organization as usize] = table.code(Variable::Organization, &format!("actor {actor:05}"));
            codes[Variable::Proposition as usize] =
                table.code(Variable::Proposition, &format!("proposition {proposition:04}"));
        }
        codes[Variable::Document as usize] = table.code(Variable::Document, &format!("document {document:07}"));
        let time = (16_000 + (document * 1_461) as i64 * 5 / statements as i64) * DAY;
        table.push(Entry { codes, time: Some(time), agreement: Some(agreement), detail: Detail::default() });
    }
    table.finish(true)
}

const fn recipe(normalization: Normalization, duplicates: Duplicates) -> Recipe {
    Recipe {
        mode: Mode::One,
        nodes: Variable::Organization,
        through: Variable::Proposition,
        aggregation: Aggregation::Congruence,
        normalization,
        duplicates,
    }
}

fn select(table: &Table, recipe: &Recipe) -> Selection {
    let filters = Filters::resolve(table, &Wanted::default()).expect("no filters");
    Selection::of(table, recipe, &filters)
}

/// From the table to the finished network: selection, counting, pairs, normalisation, nodes.
fn whole(table: &Table, recipe: Recipe) -> Network {
    Loom { table, recipe, shown: Shown::default() }.network(&select(table, &recipe))
}

#[divan::bench(args = CURVE, sample_count = 10, sample_size = 1)]
fn congruence_average(bencher: Bencher, size: &Size) {
    let table = debate(*size);
    bencher
        .counter(divan::counter::ItemsCount::new(size.0))
        .bench_local(|| whole(black_box(&table), recipe(Normalization::Average, Duplicates::Include)));
}

#[divan::bench(args = CURVE, sample_count = 10, sample_size = 1)]
fn congruence_jaccard(bencher: Bencher, size: &Size) {
    let table = debate(*size);
    bencher.bench_local(|| whole(black_box(&table), recipe(Normalization::Jaccard, Duplicates::Include)));
}

#[divan::bench(args = CURVE, sample_count = 10, sample_size = 1)]
fn duplicates_by_document(bencher: Bencher, size: &Size) {
    let table = debate(*size);
    let selection = select(&table, &recipe(Normalization::None, Duplicates::Document));
    bencher.bench_local(|| black_box(&selection).without_duplicates(Duplicates::Document));
}

/// The textbook way: an array of all counts, and all pairs over all propositions.
#[divan::bench(args = [CURVE[0], SMALL, LARGE], sample_count = 3, sample_size = 1)]
fn dense_congruence_average(bencher: Bencher, size: &Size) {
    let table = debate(*size);
    bencher.bench_local(|| dense(black_box(&table)));
}

fn dense(table: &Table) -> Vec<Vec<f64>> {
    let (rows, columns) = (table.column(Variable::Organization), table.column(Variable::Proposition));
    let nodes = table.entities(Variable::Organization).len();
    let links = table.entities(Variable::Proposition).len();
    let mut counts = vec![vec![[0.0; 2]; links]; nodes];
    let mut statements = vec![0.0; nodes];
    for ((row, column), agreement) in rows.iter().zip(columns).zip(table.agreements()) {
        counts[*row as usize][*column as usize][agreement.unwrap_or(0) as usize] += 1.0;
        statements[*row as usize] += 1.0;
    }
    let mut matrix = vec![vec![0.0; nodes]; nodes];
    for a in 0..nodes {
        for b in 0..nodes {
            if a != b {
                let pairs = counts[a].iter().zip(&counts[b]);
                let congruence: f64 = pairs.map(|(x, y)| x[0] * y[0] + x[1] * y[1]).sum();
                matrix[a][b] = congruence / f64::midpoint(statements[a], statements[b]);
            }
        }
    }
    matrix
}

/// Windows of a month, each some days after the other, as many as fit.
fn sliding(table: &Table, width: &str, kernel: Kernel, days: Option<i64>) -> (usize, usize) {
    let recipe = recipe(Normalization::Average, Duplicates::Document);
    let loom = Loom { table, recipe, shown: Shown::default() };
    let start = 16_000 * DAY;
    let (from, before) = (days.map(|_| start), days.map(|days| start + days * DAY));
    let timing = Timing { width: width.parse().expect("a width"), kernel, from, before };
    let (mut count, mut edges) = (0, 0);
    loom.windows(&select(table, &recipe), &timing, |_, network| {
        count += 1;
        edges += network.edge_count();
        Ok::<_, WindowError>(())
    })
    .expect("windows");
    (count, edges)
}

/// 109 windows of 101 weeks over the four years.
#[divan::bench(args = [Kernel::Uniform, Kernel::Epanechnikov], sample_count = 10, sample_size = 1)]
fn windows_109_of_10k(bencher: Bencher, kernel: &Kernel) {
    let table = debate(SMALL);
    assert_eq!(sliding(&table, "101w", *kernel, None).0, 109);
    bencher.bench_local(|| sliding(black_box(&table), "101w", *kernel, None));
}

/// A window of a year for each day: the same statements again and again.
#[divan::bench(args = [SMALL, LARGE], sample_count = 3, sample_size = 1)]
fn windows_of_a_year_each_day(bencher: Bencher, size: &Size) {
    let table = debate(*size);
    bencher.bench_local(|| sliding(black_box(&table), "365d", Kernel::Uniform, Some(464)));
}
