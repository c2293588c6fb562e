//! What the queries that compare cases answer, on cases that are shipped.

use std::{collections::BTreeSet, sync::OnceLock};

use stancegraph::{
    case::{Case, read_case},
    query::{ACROSS, Answer, AnswerFormat, CatalogueQuery, TableStyle, find, write_answer},
    store::{CaseGraph, View},
    vocab::NAMESPACE,
};

use crate::{golden::golden, rust_code::root};

/// The cases that are compared, in the order in which they are given.
const FOLDERS: [&str; 4] = ["blackberry-pakistan-2015", "apple-fbi-2016", "uk-ghost-user-2018", "eu-chat-control-2022"];

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        FOLDERS
            .iter()
            .map(|folder| {
                let (case, findings) = read_case(&root().join("seeds").join(folder)).expect("a shipped case");
                assert_eq!(findings, [], "{folder} has findings");
                case
            })
            .collect()
    })
}

fn graph() -> &'static CaseGraph {
    static GRAPH: OnceLock<CaseGraph> = OnceLock::new();
    GRAPH.get_or_init(|| {
        let viewed: Vec<_> = cases().iter().map(|case| (case, View::Current)).collect();
        CaseGraph::build_all(&viewed).expect("the shipped rules")
    })
}

fn ask(query: &CatalogueQuery, given: &[(&str, &str)]) -> Answer {
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    query.run(graph().store(), &given).expect("an answer")
}

fn query(name: &str) -> &'static CatalogueQuery {
    find(name).expect("a query of the catalogue")
}

/// Addresses of the cases, their codebooks and the vocabulary are short.
fn readable(csv: &str) -> String {
    let mut text = csv.replace("\r\n", "\n");
    for (case, folder) in cases().iter().zip(FOLDERS) {
        text = text.replace(&case.manifest.base, &format!("{folder}:"));
        for base in &case.codebooks.bases {
            text = text.replace(base.as_str(), "codebook:");
        }
    }
    text.replace(NAMESPACE, "sg:")
}

#[test]
fn the_answers_are_the_golden_ones() {
    let style = TableStyle { prefixes: &[], width: None, hide_links: false };
    for query in ACROSS {
        let mut csv = Vec::new();
        write_answer(&ask(query, &[]), AnswerFormat::Csv, &style, &mut csv).expect("memory to write to");
        let csv = String::from_utf8(csv).expect("CSV is UTF-8");
        assert!(csv.lines().count() > 1, "{} answers nothing", query.file);
        golden(&format!("answers/across/{}.csv", query.name), readable(&csv));
    }
}

#[test]
fn each_case_is_one_row() {
    let answer = ask(query("cases"), &[]);
    let titles: BTreeSet<String> = answer.records().map(|row| row.text_or_empty("caseTitle")).collect();
    let expected: BTreeSet<String> = cases().iter().map(|case| case.manifest.title.clone()).collect();
    assert_eq!(titles, expected);
}

#[test]
fn optional_parameters_narrow_the_answers() {
    for (name, actor, proposition) in
        [("over-time", "UK Government", "client-side-scanning"), ("elsewhere", "signal", "client-side-scanning")]
    {
        let all = ask(query(name), &[]).records().count();
        let of_actor = ask(query(name), &[("actor", actor)]);
        assert!(of_actor.records().count() <= all);
        assert!(of_actor.records().all(|row| row.text_or_empty("actorLabel").to_lowercase() == actor.to_lowercase()));
        let on = ask(query(name), &[("proposition", proposition)]);
        assert!(on.records().count() <= all);
        assert!(on.records().all(|row| row.id("proposition") == Some(proposition)));
    }
}

/// The three stances of the government of the United Kingdom are a change and a denial of one.
#[test]
fn a_change_is_told_in_order() {
    let answer = ask(query("over-time"), &[("actor", "uk-government")]);
    let told: Vec<(String, String)> =
        answer.records().map(|row| (row.text_or_empty("date"), row.text_or_empty("stanceLabel"))).collect();
    let expected = [("2023-08", "support"), ("2023-09-06", "conditional"), ("2023-09-12", "support")];
    assert_eq!(told, expected.map(|(date, stance)| (date.to_owned(), stance.to_owned())));
}

/// One case by itself holds what it holds together with others: nothing is lost where cases meet.
#[test]
fn cases_keep_their_statements_together() {
    let count = |graph: &CaseGraph| {
        let query = "SELECT ?statement WHERE { ?statement a sg:Statement } ORDER BY ?statement";
        let answer = stancegraph::query::run(graph.store(), query, &Default::default()).expect("an answer");
        answer.records().count()
    };
    let apart: usize =
        cases().iter().map(|case| count(&CaseGraph::build(case, &View::Current).expect("the shipped rules"))).sum();
    assert_eq!(count(graph()), apart);
}
