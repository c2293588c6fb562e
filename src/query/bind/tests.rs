//! Tests of binding: at every level of a query, and what is refused.

use oxigraph::{
    io::RdfFormat,
    sparql::{QueryResults, SparqlEvaluator},
    store::Store,
};
use spargebra::SparqlParser;

use super::*;

const DATA: &str = r#"@prefix : <http://example.org/> .
    :a :says :x . :a :says :y . :b :says :x . :c :likes :a ."#;

fn rows(query: &str, name: &str, value: &str) -> Result<Vec<String>, BindError> {
    let store = Store::new().expect("a store in memory");
    store.load_from_slice(RdfFormat::Turtle, DATA).expect("valid Turtle");
    let parsed = SparqlParser::new().parse_query(query).expect("valid SPARQL");
    let node = NamedNode::new_unchecked(format!("http://example.org/{value}"));
    let values = BTreeMap::from([(name.to_owned(), Term::from(node))]);
    let bound = bind(parsed, &values)?;
    let results = SparqlEvaluator::new().for_query(bound).on_store(&store).execute().expect("a query that runs");
    let QueryResults::Solutions(solutions) = results else {
        unreachable!("only SELECT is tested");
    };
    let mut rows: Vec<String> = solutions
        .map(|solution| {
            solution
                .expect("a solution")
                .iter()
                .map(|(variable, term)| format!("{variable}={term}"))
                .collect::<Vec<_>>()
                .join(" ")
                .replace("http://example.org/", "")
                .replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "")
        })
        .collect();
    rows.sort();
    Ok(rows)
}

#[test]
fn a_projected_parameter_is_bound_in_the_answer() {
    let found = rows("SELECT ?who ?what { ?who <http://example.org/says> ?what }", "who", "b");
    assert_eq!(found, Ok(vec!["?who=<b> ?what=<x>".to_owned()]));
}

#[test]
fn a_parameter_reaches_into_sub_selects_that_do_not_project_it() {
    let query = "SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?who <http://example.org/says> ?what } } }";
    assert_eq!(rows(query, "who", "a"), Ok(vec!["?n=\"2\"".to_owned()]));
}

#[test]
fn grouping_by_a_parameter_keeps_groups_apart_from_nothing() {
    let query = "SELECT ?who (COUNT(*) AS ?n) { ?who <http://example.org/says> ?what } GROUP BY ?who";
    assert_eq!(rows(query, "who", "a"), Ok(vec!["?who=<a> ?n=\"2\"".to_owned()]));
    assert_eq!(rows(query, "who", "nobody"), Ok(vec![]), "no group of no rows");
}

#[test]
fn filters_exists_and_bound_see_the_value() {
    let query = "SELECT ?x { ?x <http://example.org/likes>|<http://example.org/says> ?y \
                 FILTER(BOUND(?who) && NOT EXISTS { ?x <http://example.org/likes> ?who }) }";
    assert_eq!(rows(query, "who", "a"), Ok(vec!["?x=<a>".to_owned(), "?x=<a>".to_owned(), "?x=<b>".to_owned()]));
}

#[test]
fn what_cannot_be_bound_is_said() {
    let says = "SELECT ?a { ?a <http://example.org/says> ?b }";
    assert_eq!(rows(says, "who", "a"), Err(BindError::Unused("who".into())));
    let assigned = "SELECT ?a { BIND(1 AS ?who) ?a ?p ?who }";
    assert_eq!(rows(assigned, "who", "a"), Err(BindError::Assigned("who".into())));
    let service = "SELECT ?who { SERVICE <http://example.org/sparql> { ?who ?p ?o } }";
    assert_eq!(rows(service, "who", "a"), Err(BindError::Service));
}
