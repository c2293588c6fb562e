//! What the queries that compare cases answer, on cases that are shipped.

use std::collections::BTreeSet;

use stancegraph::{
    case::{Case, read_case},
    query::{ACROSS, Answer, AnswerFormat, Record, TableStyle, find, write_answer},
    store::{CaseGraph, View, current_sets},
    vocab::NAMESPACE,
};

use crate::{golden::golden, rust_code::root};

/// The cases that are compared, in the order in which they are given: not all there are, since each takes its time.
const FOLDERS: [&str; 5] =
    ["clipper-chip-1993", "uae-blackberry-2010", "blackberry-pakistan-2015", "apple-fbi-2016", "uk-ghost-user-2018"];

fn cases() -> Vec<Case> {
    let read = |folder: &&str| {
        let (case, findings) = read_case(&root().join("seeds").join(folder)).expect("a shipped case");
        assert_eq!(findings, [], "{folder} has findings");
        case
    };
    FOLDERS.iter().map(read).collect()
}

fn ask(graph: &CaseGraph, name: &str, given: &[(&str, &str)]) -> Answer {
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    find(name).expect("a query of the catalogue").run(graph.store(), &given).expect("an answer")
}

/// Addresses of the cases, their codebooks and the vocabulary are short.
fn readable(csv: &str, cases: &[Case]) -> String {
    let mut text = csv.replace("\r\n", "\n");
    for (case, folder) in cases.iter().zip(FOLDERS) {
        text = text.replace(&case.manifest.base, &format!("{folder}:"));
        for base in &case.codebooks.bases {
            text = text.replace(base.as_str(), "codebook:");
        }
    }
    text.replace(NAMESPACE, "sg:")
}

/// One test, because the graph of so many cases takes a while to derive.
#[test]
fn several_cases_are_compared() {
    let cases = cases();
    let viewed: Vec<_> = cases.iter().map(|case| (case, View::Current)).collect();
    let graph = CaseGraph::build_all(&viewed).expect("the shipped rules");
    answers_are_the_golden_ones(&graph, &cases);
    each_case_is_one_row(&graph, &cases);
    optional_parameters_narrow(&graph);
    a_change_is_told_in_order(&graph);
}

fn answers_are_the_golden_ones(graph: &CaseGraph, cases: &[Case]) {
    let style = TableStyle { prefixes: &[], width: None, hide_links: false };
    for query in ACROSS {
        let mut csv = Vec::new();
        write_answer(&ask(graph, query.name, &[]), AnswerFormat::Csv, &style, &mut csv).expect("memory to write to");
        let csv = String::from_utf8(csv).expect("CSV is UTF-8");
        assert!(csv.lines().count() > 1, "{} answers nothing", query.file);
        golden(&format!("answers/across/{}.csv", query.name), readable(&csv, cases));
    }
}

fn each_case_is_one_row(graph: &CaseGraph, cases: &[Case]) {
    let answer = ask(graph, "cases", &[]);
    let titles: BTreeSet<String> = answer.records().map(|row| row.text_or_empty("caseTitle")).collect();
    let expected: BTreeSet<String> = cases.iter().map(|case| case.manifest.title.clone()).collect();
    assert_eq!(titles, expected);
    let count = |row: &Record<'_>| row.text_or_empty("statements").parse::<usize>().expect("a number");
    let statements: usize = answer.records().map(|row| count(&row)).sum();
    let current =
        |case: &Case| current_sets(case, &View::Current).iter().map(|set| set.statements.len()).sum::<usize>();
    assert_eq!(statements, cases.iter().map(current).sum::<usize>(), "a statement is lost where cases meet");
}

fn optional_parameters_narrow(graph: &CaseGraph) {
    for (name, actor, proposition) in
        [("over-time", "UK Government", "client-side-scanning"), ("elsewhere", "BlackBerry", "provider-access")]
    {
        let all = ask(graph, name, &[]).records().count();
        let of_actor = ask(graph, name, &[("actor", actor)]);
        assert!((1..all).contains(&of_actor.records().count()), "{name}");
        assert!(of_actor.records().all(|row| row.text_or_empty("actorLabel") == actor), "{name}");
        let on = ask(graph, name, &[("proposition", proposition)]);
        assert!((1..all).contains(&on.records().count()), "{name}");
        assert!(on.records().all(|row| row.id("proposition") == Some(proposition)), "{name}");
    }
}

/// The three stances of the government of the United Kingdom: a change, and the denial of one.
fn a_change_is_told_in_order(graph: &CaseGraph) {
    let answer = ask(graph, "over-time", &[("actor", "uk-government")]);
    let told: Vec<(String, String)> =
        answer.records().map(|row| (row.text_or_empty("date"), row.text_or_empty("stanceLabel"))).collect();
    let expected = [("2023-08", "support"), ("2023-09-06", "conditional"), ("2023-09-12", "support")];
    assert_eq!(told, expected.map(|(date, stance)| (date.to_owned(), stance.to_owned())));
}
