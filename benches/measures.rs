//! How long measures take, on a synthetic network: `cargo bench --bench measures`.
//!
//! 2,000 actors in ten groups with 100,000 ties of weights from 1/3 to 3, seven in ten of them within a group; the
//! generator is seeded.

use std::{collections::BTreeMap, hint::black_box};

use divan::Bencher;
use stancegraph::network::{
    Edge, Graph, Node, NodeKind,
    measures::{
        Length, Search, Sign, Ties, balance, betweenness, brokerage, communities, eigenvector,
        polarization::{Contrast, Pair},
    },
};

const NODES: usize = 2_000;
const TIES: usize = 100_000;
const GROUPS: usize = 10;

fn main() {
    divan::main();
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
fn draw(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 33) as usize) % below
}

/// With `signed`, ties between groups are negative, and one in ten of all is the other way round.
fn graph(signed: bool) -> Graph {
    let mut state = 7;
    let mut ties = BTreeMap::new();
    while ties.len() < TIES {
        let a = draw(&mut state, NODES);
        let step = draw(&mut state, NODES / GROUPS) * GROUPS;
        let b = if draw(&mut state, 10) < 7 { (a + step) % NODES } else { draw(&mut state, NODES) };
        let weight = (1 + draw(&mut state, 9)) as f64 / 3.0;
        let opposed = (a % GROUPS != b % GROUPS) != (draw(&mut state, 10) == 0);
        if a != b {
            ties.insert((a.min(b), a.max(b)), if signed && opposed { -weight } else { weight });
        }
    }
    let node = |index: usize| {
        let label = format!("n{index:04}");
        Node { id: label.clone(), label, kind: NodeKind::Actor, statements: 1, attributes: BTreeMap::new() }
    };
    let edge = |((source, target), weight)| Edge { source, target, weight, attributes: BTreeMap::new() };
    Graph { title: String::new(), nodes: (0..NODES).map(node).collect(), edges: ties.into_iter().map(edge).collect() }
}

fn ties(signed: bool) -> Ties {
    Ties::new(&graph(signed), Sign::Any)
}

#[divan::bench(args = [Length::Step, Length::InverseWeight], sample_count = 5)]
fn between(bencher: Bencher, length: Length) {
    let ties = ties(false);
    bencher.bench_local(|| betweenness(black_box(&ties), length));
}

#[divan::bench(sample_count = 10)]
fn eigen(bencher: Bencher) {
    let ties = ties(false);
    bencher.bench_local(|| eigenvector(black_box(&ties)));
}

/// Ten starts of Louvain.
#[divan::bench(args = [false, true], sample_count = 10)]
fn louvain(bencher: Bencher, signed: bool) {
    let ties = ties(signed);
    bencher.bench_local(|| communities(black_box(&ties), None, &Search::default()));
}

#[divan::bench(sample_count = 10)]
fn triangles(bencher: Bencher) {
    let ties = ties(true);
    bencher.bench_local(|| balance(black_box(&ties)));
}

#[divan::bench(sample_count = 10)]
fn brokers(bencher: Bencher) {
    let ties = ties(false);
    let groups = communities(&ties, None, &Search::default()).partition;
    bencher.bench_local(|| brokerage(black_box(&ties), &groups));
}

fn contrast() -> Contrast {
    let pair = |edge: &Edge| Pair {
        a: edge.source,
        b: edge.target,
        congruence: edge.weight.max(0.0),
        conflict: (-edge.weight).max(0.0),
    };
    Contrast::new(NODES, graph(true).edges.iter().map(pair))
}

/// Twenty starts.
#[divan::bench(sample_count = 5)]
fn camps(bencher: Bencher) {
    let contrast = contrast();
    bencher.bench_local(|| black_box(&contrast).most_polarized(2, 1));
}

/// Four starts.
#[divan::bench(args = [false, true], sample_count = 3)]
fn camps_as_in_dna(bencher: Bencher, balanced: bool) {
    let contrast = contrast();
    bencher.bench_local(|| black_box(&contrast).most_polarized_as_in_dna(2, balanced, 1));
}
