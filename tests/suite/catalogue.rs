//! The catalogue of queries and the rules: what each file must be, and what it answers on the shipped case.

mod across;
mod leftover;

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, Term};
use spargebra::{Query, SparqlParser, algebra::GraphPattern};
use stancegraph::{
    query::{ACROSS, Answer, AnswerFormat, CATALOGUE, CatalogueQuery, TableStyle, bind, parse_header, write_answer},
    store::RULES,
    vocab::NAMESPACE,
};

use crate::{
    golden::golden,
    rust_code::files_in,
    shipped::{answer, case, graph},
};

/// The names of the files with SPARQL directly in a folder, without their ending.
fn files(folder: &str) -> Vec<String> {
    files_in(folder)
        .iter()
        .filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".rq"))
        .filter(|name| !name.contains('/'))
        .map(str::to_owned)
        .collect()
}

#[track_caller]
fn parsed(name: &str, text: &str) -> Query {
    SparqlParser::new().parse_query(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_committed_lists_are_the_folders() {
    let listed: Vec<_> = CATALOGUE.iter().map(|query| query.file).collect();
    assert_eq!(files("queries"), listed);
    let across: Vec<_> = ACROSS.iter().map(|query| query.file).collect();
    assert_eq!(files("queries/across"), across);
    let rules: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(files("queries/rules"), rules);
}

#[test]
fn files_are_numbered_and_named_after_their_query() {
    for (number, query) in (1..).zip(CATALOGUE) {
        assert_eq!(query.file, format!("{number:02}-{}", query.name));
    }
    for (number, query) in (1..).zip(ACROSS) {
        assert_eq!(query.file, format!("{number:02}-{}", query.name));
        assert!(CATALOGUE.iter().all(|other| other.name != query.name), "{} is the name of two queries", query.name);
    }
    for (number, rule) in (1..).zip(RULES) {
        assert!(rule.name.starts_with(&format!("{number:02}-")), "{}", rule.name);
    }
}

#[test]
fn headers_tell_what_a_query_answers() {
    let headers = CATALOGUE
        .iter()
        .chain(ACROSS)
        .map(|query| (query.file, query.text))
        .chain(RULES.iter().map(|rule| (rule.name, rule.text)));
    for (file, text) in headers {
        let header = parse_header(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(!header.summary.is_empty(), "{file} has no summary");
        assert!(!header.description.is_empty(), "{file} has no description");
    }
    for query in CATALOGUE.iter().chain(ACROSS) {
        assert!(!query.header().tags.is_empty(), "{} has no tags", query.file);
        for parameter in query.header().params {
            let name = &parameter.name;
            assert!(!parameter.description.is_empty(), "{}: {name} is not described", query.file);
            assert!(
                parameter.default.is_some() || parameter.optional,
                "{}: {name} has no default and is not optional",
                query.file
            );
        }
    }
}

#[test]
fn the_fifteen_questions_are_there() {
    let numbered: BTreeMap<u8, Vec<&str>> = CATALOGUE.iter().fold(BTreeMap::new(), |mut numbered, query| {
        if let Some(number) = query.header().question {
            numbered.entry(number).or_insert_with(Vec::new).push(query.name);
        }
        numbered
    });
    assert_eq!(numbered.keys().copied().collect::<Vec<_>>(), (1..=15).collect::<Vec<_>>());
    for (number, queries) in numbered {
        assert_eq!(queries.len(), 1, "question {number}: {queries:?}");
    }
}

/// What a SELECT is ordered by, below projection, DISTINCT and LIMIT.
fn is_ordered(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::OrderBy { expression, .. } => !expression.is_empty(),
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => is_ordered(inner),
        _ => false,
    }
}

#[test]
fn a_question_is_select_in_order_or_ask_and_a_rule_is_construct() {
    for query in CATALOGUE.iter().chain(ACROSS) {
        match parsed(query.file, query.text) {
            Query::Select { pattern, .. } => {
                assert!(is_ordered(&pattern), "{} has no ORDER BY", query.file);
            }
            Query::Ask { .. } => {}
            _ => panic!("{} is neither SELECT nor ASK", query.file),
        }
    }
    for rule in RULES {
        let query = parsed(rule.name, rule.text);
        assert!(matches!(query, Query::Construct { .. }), "{}", rule.name);
    }
}

/// Binding fails where the variable is assigned or does not occur, and leaves it nowhere without its value.
fn assert_binds(query: &CatalogueQuery, parameter: &str) {
    let marker = NamedNode::new_unchecked("http://example.org/marker");
    let values = BTreeMap::from([(parameter.to_owned(), Term::from(marker))]);
    let bound = bind(parsed(query.file, query.text), &values).unwrap_or_else(|error| panic!("{}: {error}", query.file));
    let left = leftover::unbound(&bound, parameter);
    assert!(left.is_empty(), "{}: ?{parameter} is left in {left:?}", query.file);
}

#[test]
fn each_parameter_is_bound_at_every_level() {
    for query in CATALOGUE.iter().chain(ACROSS) {
        for parameter in query.header().params {
            assert_binds(query, &parameter.name);
        }
    }
}

#[test]
fn each_question_answers_on_the_shipped_case() {
    for query in CATALOGUE {
        match answer(query.name, &[]) {
            Answer::Rows { rows, .. } => {
                assert!(!rows.is_empty(), "{} answers nothing", query.file)
            }
            Answer::Boolean(_) => {}
            Answer::Graph(_) => panic!("{} answers a graph", query.file),
        }
    }
}

/// Lines end as everywhere in the repository, and the addresses of the case, its codebook and the vocabulary are short.
fn readable(csv: &str) -> String {
    let manifest = &case().manifest;
    let mut text = csv.replace("\r\n", "\n").replace(&manifest.base, "case:");
    for base in &case().codebooks.bases {
        text = text.replace(base.as_str(), "codebook:");
    }
    text.replace(NAMESPACE, "sg:")
}

#[test]
fn the_answers_on_the_shipped_case_are_the_golden_ones() {
    let style = TableStyle { prefixes: &[], width: None, hide_links: false };
    for query in CATALOGUE {
        let mut csv = Vec::new();
        write_answer(&answer(query.name, &[]), AnswerFormat::Csv, &style, &mut csv).expect("memory to write to");
        let csv = String::from_utf8(csv).expect("CSV is UTF-8");
        golden(&format!("answers/{}.csv", query.name), readable(&csv));
    }
    let shipped: Vec<_> = CATALOGUE.iter().map(|query| query.name).collect();
    for file in files_in("tests/cases/answers").into_iter().filter(|file| !file.path.contains("/across/")) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let known = name.strip_suffix(".csv").is_some_and(|name| shipped.contains(&name));
        assert!(known, "{} is the answer of no query", file.path);
    }
}

#[test]
fn optional_parameters_narrow_the_answer() {
    // A value that fits, for each type of optional parameter.
    let value = |kind: &str| match kind {
        "actor" => Some("blackberry"),
        "proposition" => Some("bulk-monitoring"),
        "event" => Some("bes-shutdown-order"),
        "document" => Some("techjuice-exits"),
        "form" => Some("refuse"),
        "frame" => Some("privacy"),
        "stance" => Some("oppose"),
        "modality" => Some("own-words"),
        "kind of actor" => Some("company"),
        _ => None,
    };
    let count = |answer: &Answer| answer.records().count();
    for query in CATALOGUE {
        let all = count(&answer(query.name, &[]));
        for parameter in query.header().params.iter().filter(|p| p.optional) {
            if let Some(value) = value(parameter.kind.words()) {
                let some = count(&answer(query.name, &[(&parameter.name, value)]));
                assert!(some <= all, "{}: {some} rows with {}={value}, {all} without", query.file, parameter.name);
            }
        }
    }
    assert!(!graph().default_triples().is_empty());
}
