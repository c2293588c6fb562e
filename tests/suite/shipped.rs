//! The shipped case, read once and made into a graph once for all tests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, OnceLock},
};

use stancegraph::{
    case::{Case, read_case},
    query::{Answer, find},
    store::{CaseGraph, View},
};

use crate::rust_code::root;

/// The folder of the shipped case, from the root of the repository.
pub(crate) const FOLDER: &str = "seeds/blackberry-pakistan-2015";

/// The shipped case; reading it has no findings.
pub(crate) fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let (case, findings) = read_case(&root().join(FOLDER)).expect("the shipped case");
        assert_eq!(findings, [], "the shipped case has findings");
        case
    })
}

/// Its graph, with what the rules derive.
pub(crate) fn graph() -> &'static CaseGraph {
    static GRAPH: OnceLock<CaseGraph> = OnceLock::new();
    GRAPH.get_or_init(|| CaseGraph::build(case(), &View::Current).expect("the shipped rules"))
}

/// The answer of a query of the catalogue on the shipped case. Each question is asked once in all tests.
#[track_caller]
pub(crate) fn answer(name: &str, given: &[(&str, &str)]) -> Answer {
    type Asked = Mutex<BTreeMap<String, Answer>>;
    static ASKED: Asked = Asked::new(BTreeMap::new());
    let asked = || ASKED.lock().expect("no test fails while it asks");
    let key = format!("{name} {given:?}");
    if let Some(answer) = asked().get(&key) {
        return answer.clone();
    }
    let answer = run(name, given);
    asked().insert(key, answer.clone());
    answer
}

#[track_caller]
fn run(name: &str, given: &[(&str, &str)]) -> Answer {
    let query = find(name).expect("a query of the catalogue");
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    query.run(graph().store(), &given).expect("an answer")
}

/// A row of an answer by column: ids instead of addresses, empty where nothing is bound.
pub(crate) type Row = BTreeMap<String, String>;

/// The rows of an answer of the catalogue on the shipped case.
#[track_caller]
pub(crate) fn rows(name: &str, given: &[(&str, &str)]) -> Vec<Row> {
    answer_rows(&answer(name, given))
}

/// The rows of an answer.
#[track_caller]
pub(crate) fn answer_rows(answer: &Answer) -> Vec<Row> {
    let Answer::Rows { variables, .. } = answer else {
        panic!("the answer has no rows");
    };
    let columns: Vec<&str> = variables.iter().map(|column| column.as_str()).collect();
    answer
        .records()
        .map(|record| {
            columns
                .iter()
                .map(|column| {
                    let text = record.text_or_empty(column);
                    let is_address = text.starts_with("https://w3id.org/stancegraph");
                    let value = if is_address { record.id(column).unwrap_or_default().to_owned() } else { text };
                    ((*column).to_owned(), value)
                })
                .collect()
        })
        .collect()
}

/// The rows in which these columns have these values.
pub(crate) fn matching<'r>(rows: &'r [Row], wanted: &[(&str, &str)]) -> Vec<&'r Row> {
    rows.iter()
        .filter(|row| wanted.iter().all(|(column, value)| row.get(*column).is_some_and(|found| found == value)))
        .collect()
}

/// The values of a column, each once, in order.
pub(crate) fn column<'r>(rows: &[&'r Row], name: &str) -> Vec<&'r str> {
    let mut values: Vec<&str> = rows.iter().map(|row| &*row[name]).collect();
    values.sort_unstable();
    values.dedup();
    values
}
