//! How long a case takes from its files to a graph that can be asked: `cargo bench --bench start`. Every command waits
//! for it.

use std::{collections::BTreeMap, hint::black_box, path::PathBuf};

use divan::Bencher;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use stancegraph::{
    attribution,
    case::{Case, built_in_codebook, read_case},
    query,
    store::{CaseGraph, RULES, View, annotation_quads},
};

fn main() {
    divan::main();
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/blackberry-pakistan-2015")
}

fn case() -> Case {
    read_case(&folder()).expect("the shipped case").0
}

#[divan::bench]
fn codebook() {
    black_box(built_in_codebook());
}

#[divan::bench]
fn read() {
    black_box(read_case(&folder()).expect("the shipped case"));
}

#[divan::bench]
fn texts(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| {
        for document in case.documents.values() {
            black_box(attribution::prepare(&document.text).quotes.len());
        }
    });
}

#[divan::bench]
fn quads(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| annotation_quads(&case));
}

#[divan::bench]
fn graph(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| CaseGraph::build(&case, &View::Current).expect("the shipped rules"));
}

#[divan::bench(args = RULES.iter().map(|rule| rule.name))]
fn rule(bencher: Bencher<'_, '_>, name: &str) {
    let graph = CaseGraph::build(&case(), &View::Current).expect("the shipped rules");
    let rule = RULES.iter().find(|rule| rule.name == name).expect("a rule");
    bencher.bench_local(|| {
        let query = SparqlEvaluator::new().parse_query(rule.text).expect("SPARQL");
        match query.on_store(graph.store()).execute().expect("an answer") {
            QueryResults::Graph(triples) => triples.count(),
            _ => 0,
        }
    });
}

#[divan::bench(args = query::CATALOGUE.iter().map(|query| query.name))]
fn question(bencher: Bencher<'_, '_>, name: &str) {
    let graph = CaseGraph::build(&case(), &View::Current).expect("the shipped rules");
    let question = query::find(name).expect("a question");
    let usual = BTreeMap::from([("actor".to_owned(), "blackberry".to_owned())]);
    bencher.bench_local(|| {
        let none = BTreeMap::new();
        let answer = question.run(graph.store(), &none);
        answer.or_else(|_| question.run(graph.store(), &usual)).expect("an answer")
    });
}
