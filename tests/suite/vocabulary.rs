//! The vocabulary: the ontology, the constants made from it, and every use of its terms.

mod terms;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Term, Triple, vocab::rdf};
use stancegraph::{
    model::{
        ActorKind, ClosedList, Commitment, DecisionKind, Directness, EventType, FactProperty, Form, Modality, Sign,
        Stance, TextKind,
    },
    rdf::parse_turtle,
    vocab::{NAMESPACE, ONTOLOGY},
};

use crate::rust_code::files_in;

const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn ontology() -> Vec<Triple> {
    parse_turtle(ONTOLOGY, NAMESPACE).expect("the ontology is Turtle")
}

/// The values of a term's property, by the term's local name.
fn values<'t>(triples: &'t [Triple], name: &str, property: &str) -> Vec<&'t Term> {
    let subject = format!("<{NAMESPACE}{name}>");
    triples
        .iter()
        .filter(|triple| triple.subject.to_string() == subject && triple.predicate.as_str() == property)
        .map(|triple| &triple.object)
        .collect()
}

/// The local names of everything that the ontology declares, by having a type.
fn declared(triples: &[Triple]) -> BTreeSet<String> {
    triples
        .iter()
        .filter(|triple| triple.predicate == rdf::TYPE)
        .filter_map(|triple| local_name(&triple.subject.to_string()))
        .collect()
}

fn local_name(iri: &str) -> Option<String> {
    let iri = iri.trim_start_matches('<').trim_end_matches('>');
    Some(iri.strip_prefix(NAMESPACE)?.to_owned())
}

#[test]
fn the_constants_are_made_from_the_ontology() {
    let path = crate::rust_code::root().join("src/vocab/terms.rs");
    let expected = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw();
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(terms::generate(&ontology()), expected);
}

#[test]
fn every_term_is_explained() {
    let triples = ontology();
    let needed = [
        ("label", format!("{RDFS}label")),
        ("comment", format!("{RDFS}comment")),
        ("example", format!("{SKOS}example")),
        ("source", "http://purl.org/dc/terms/source".to_owned()),
        ("isDefinedBy", format!("{RDFS}isDefinedBy")),
    ];
    let mut faults = Vec::new();
    for name in declared(&triples) {
        for (what, property) in &needed {
            let found = values(&triples, &name, property);
            let english = |term: &&Term| match term {
                Term::Literal(literal) => literal.language() == Some("en") && !literal.value().trim().is_empty(),
                _ => true,
            };
            if found.is_empty() || !found.iter().all(english) {
                faults.push(format!("sg:{name} has no {what}, or none in English"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Each term of a list is an individual of the class with the id as its notation, and `all` says that the class has no others.
fn assert_list<T: ClosedList + std::fmt::Debug>(triples: &[Triple], class: &str, all: bool) {
    let class = Term::from(oxigraph::model::NamedNode::new_unchecked(format!("{NAMESPACE}{class}")));
    for term in T::ALL {
        let name = term.local_name();
        assert!(values(triples, name, rdf::TYPE.as_str()).contains(&&class), "{term:?}: sg:{name} is not a {class}");
        let notations = values(triples, name, &format!("{SKOS}notation"));
        assert!(
            notations.iter().any(|found| matches!(found, Term::Literal(l) if l.value() == term.id())),
            "{term:?}: sg:{name} has not the notation {}",
            term.id()
        );
        assert_eq!(T::from_local_name(name), Some(*term));
        assert_eq!(T::from_id(term.id()), Ok(*term));
    }
    let declared = triples.iter().filter(|triple| triple.predicate == rdf::TYPE && triple.object == class).count();
    assert!(!all || declared == T::ALL.len(), "{class} has terms that {} lacks", T::WHAT);
}

#[test]
fn closed_lists_are_those_of_the_ontology() {
    let triples = ontology();
    assert_list::<ActorKind>(&triples, "ActorKind", true);
    assert_list::<Commitment>(&triples, "Commitment", true);
    assert_list::<DecisionKind>(&triples, "DecisionKind", true);
    assert_list::<Directness>(&triples, "Directness", true);
    assert_list::<EventType>(&triples, "EventType", true);
    assert_list::<FactProperty>(&triples, "FactProperty", true);
    assert_list::<Form>(&triples, "Form", true);
    assert_list::<Modality>(&triples, "Modality", true);
    assert_list::<Stance>(&triples, "Stance", true);
    assert_list::<TextKind>(&triples, "TextKind", true);
    // A deed speaks for or against, never on a condition.
    assert_list::<Sign>(&triples, "Stance", false);
}

/// The `sg:` terms that a text uses, by prefix or in full, with their lines. Comments are left out.
fn used(text: &str) -> Vec<(String, usize)> {
    let mut terms = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with('#') {
            continue;
        }
        for start in ["sg:", NAMESPACE] {
            for (at, _) in line.match_indices(start) {
                let inside_word = line[..at].ends_with(|c: char| c.is_alphanumeric());
                let name: String = line[at + start.len()..]
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                if !name.is_empty() && !inside_word {
                    terms.push((name, index + 1));
                }
            }
        }
    }
    terms
}

#[test]
fn every_term_that_is_used_is_declared() {
    let declared = declared(&ontology());
    let mut seen = BTreeMap::new();
    for folder in ["queries", "ontology", "seeds", "tests/cases"] {
        for file in files_in(folder) {
            if !file.path.ends_with(".rq") && !file.path.ends_with(".ttl") {
                continue;
            }
            for (name, line) in used(&file.text) {
                if !declared.contains(&name) {
                    seen.entry(name).or_insert(format!("{}:{line}", file.path));
                }
            }
        }
    }
    assert!(seen.is_empty(), "not in ontology/stancegraph.ttl: {seen:#?}");
}
