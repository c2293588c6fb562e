//! A store on disk answers as the graph in memory does: every question of the catalogue, every drawing, every network.

use std::collections::BTreeMap;

use stancegraph::{
    case::{Case, built_in_codebook, read_case},
    diagram::survey::Survey,
    query::{ACROSS, Answer, CATALOGUE, CatalogueQuery, ParameterType, SparqlGraph},
    store::{
        CaseGraph, View,
        disk::{self, DiskStore, Sources, Watch},
    },
};

use crate::program::{build, case, cases, text, written};

fn built(folder: &std::path::Path, cases: &[Case]) -> (CaseGraph, DiskStore) {
    let viewed: Vec<(&Case, View)> = cases.iter().map(|case| (case, View::Current)).collect();
    let memory = CaseGraph::build_all(&viewed).expect("the shipped rules");
    let codebooks = built_in_codebook();
    let sources = Sources { cases: &viewed, parts: &[], codebooks: &codebooks, title: None };
    disk::build(folder, &sources, &Watch { read: &|_| (), phase: &|_| () }).expect("room");
    (memory, DiskStore::open(folder).expect("a store"))
}

/// Rows in an order of their own: where a question leaves it open, two graphs may choose differently.
fn sorted(answer: Answer) -> Answer {
    match answer {
        Answer::Rows { variables, mut rows } => {
            rows.sort_by_cached_key(|row| format!("{row:?}"));
            Answer::Rows { variables, rows }
        }
        Answer::Graph(mut triples) => {
            triples.sort_by_cached_key(ToString::to_string);
            Answer::Graph(triples)
        }
        boolean => boolean,
    }
}

/// The values that a question is asked with: its defaults, and some actors and propositions in turn.
fn asked(query: &CatalogueQuery, survey: &Survey) -> Vec<BTreeMap<String, String>> {
    let mut all = vec![BTreeMap::new()];
    for parameter in query.header().params {
        let values: Vec<&str> = match parameter.kind {
            ParameterType::Actor => survey.statements.iter().map(|row| &*row.actor.id).collect(),
            ParameterType::Proposition => survey.statements.iter().map(|row| &*row.topic.id).collect(),
            _ => continue,
        };
        let some = values.iter().step_by(values.len() / 4 + 1);
        all.extend(some.map(|value| BTreeMap::from([(parameter.name.clone(), (*value).to_owned())])));
    }
    all
}

fn compare(queries: &[CatalogueQuery], memory: &dyn SparqlGraph, disk: &dyn SparqlGraph, survey: &Survey) -> usize {
    let mut rows = 0;
    for query in queries {
        for given in asked(query, survey) {
            let (wanted, found) = (query.run(memory, &given), query.run(disk, &given));
            let wanted = wanted.map(sorted).map_err(|error| error.to_string());
            let found = found.map(sorted).map_err(|error| error.to_string());
            assert!(wanted == found, "{} with {given:?}: {wanted:?} in memory, {found:?} on disk", query.name);
            rows += wanted.map_or(0, |answer| answer.records().count());
        }
    }
    rows
}

#[test]
fn of_one_case() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (case, _) = read_case(&case("blackberry-pakistan-2015")).expect("the shipped case");
    let (memory, disk) = built(&folder.path().join("store"), &[case]);
    let survey = Survey::of(memory.store()).expect("an answer");
    assert!(survey == Survey::of(disk.store()).expect("an answer"), "the drawings differ");
    let rows = compare(CATALOGUE, memory.store(), disk.store(), &survey);
    assert!(rows > 1000, "only {rows} rows were compared");
    disk.verify().expect("it is as it was written");
}

#[test]
fn of_several_cases() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases: Vec<Case> = cases().iter().map(|dir| read_case(dir).expect("a shipped case").0).collect();
    let (memory, disk) = built(&folder.path().join("store"), &cases);
    let survey = Survey::of(memory.store()).expect("an answer");
    assert!(survey == Survey::of(disk.store()).expect("an answer"), "the drawings differ");
    let rows = compare(ACROSS, memory.store(), disk.store(), &survey);
    assert!(rows > 20, "only {rows} rows were compared");
    assert_eq!(disk.manifest().sources.len(), cases.len());
}

#[test]
fn of_the_program() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, case) = (folder.path().join("store"), case("blackberry-pakistan-2015"));
    build(&store, std::slice::from_ref(&case));
    let drawings = ["positions", "relations", "sources", "timeline", "matrix", "congruence", "conflict", "coalitions"];
    let mut commands: Vec<Vec<&str>> = drawings.map(|kind| vec!["diagram", kind]).to_vec();
    commands.push(vec!["network", "--mode", "two", "--format", "csv"]);
    commands.push(vec!["network", "--mode", "events", "--format", "csv"]);
    commands.push(vec!["network", "--aggregation", "congruence", "--normalization", "average", "--format", "graphml"]);
    commands.push(vec!["network", "--aggregation", "subtract", "--format", "svg", "--from", "2015"]);
    commands.push(vec!["query", "stances", "--param", "proposition=provider-access", "--format", "csv"]);
    commands.push(vec!["query", "stances", "--format", "table"]);
    commands.push(vec!["query", "-e", "DESCRIBE ?actor", "--param", "actor=BlackBerry", "--format", "ttl"]);
    for command in commands {
        let with =
            |option: [&'static str; 1], dir: &std::path::Path| written(&[&command[..], &option, &[text(dir)]].concat());
        let (wanted, found) = (with(["--case"], &case), with(["--store"], &store));
        assert!(!wanted.is_empty(), "{command:?}");
        assert!(wanted == found, "{command:?} differs");
    }
}

#[test]
fn of_parts_as_of_their_union() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dir = folder.path();
    let articles = [
        ("one", "The interior ministry demanded that BlackBerry hand over its keys. BlackBerry refused."),
        ("two", "\"We will not build a back door,\" BlackBerry said. Security experts warned against back doors."),
        ("three", "The Pakistan Telecommunication Authority said it would shut the servers down."),
    ];
    let lines = |which: &[usize]| -> String {
        let line = |&at: &usize| format!("{}\n", serde_json::json!({ "id": articles[at].0, "text": articles[at].1 }));
        which.iter().map(line).collect()
    };
    let part = |name: &str, which: &[usize]| {
        let (input, output) = (dir.join(format!("{name}.jsonl")), dir.join(format!("{name}.nq")));
        std::fs::write(&input, lines(which)).expect("room");
        written(&["annotate", text(&input), "--format", "nquads", "-o", text(&output)]);
        output
    };
    let (all, first, second) = (part("all", &[0, 1, 2]), part("first", &[0, 1]), part("second", &[1, 2]));
    let (once, twice) = (dir.join("once"), dir.join("twice"));
    written(&["store", "build", text(&once), text(&all), "--title", "Corpus"]);
    written(&["store", "build", text(&twice), text(&first), text(&second), text(&first), "--title", "Corpus"]);
    let (once, twice) = (DiskStore::open(&once).expect("a store"), DiskStore::open(&twice).expect("a store"));
    assert_eq!(once.manifest().default_graph, twice.manifest().default_graph);
    assert_eq!(once.manifest().named_quads, twice.manifest().named_quads);
    assert_eq!(once.manifest().named_graphs, 5, "three documents, the current graph, the derived one");
    let survey = Survey::of(once.store()).expect("an answer");
    assert!(!survey.statements.is_empty() && survey.documents.len() == 3, "{:?}", survey.documents);
    assert_eq!(survey.case.title, "Corpus");
    assert!(compare(CATALOGUE, once.store(), twice.store(), &survey) > 50);
}
