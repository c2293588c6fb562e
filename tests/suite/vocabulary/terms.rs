//! Makes `src/vocab/terms.rs` of the ontology, laid out as rustfmt would.

use std::collections::BTreeMap;

use oxigraph::model::{Term, Triple, vocab::rdf};
use stancegraph::vocab::NAMESPACE;

use super::{RDFS, local_name, values};
use crate::rust_code::root;

const OWL_CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
const RDF_PROPERTY: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property";

/// The file's text.
pub(crate) fn generate(triples: &[Triple]) -> String {
    format!(
        "//! The terms of `ontology/stancegraph.ttl` as constants. Generated from it: change the ontology, not this file.\n\n\
         {}\n{}",
        module("class", "Classes.", &terms(triples, OWL_CLASS)),
        module("property", "Properties.", &terms(triples, RDF_PROPERTY)),
    )
}

/// The terms of a type with what they mean, by name.
fn terms(triples: &[Triple], class: &str) -> BTreeMap<String, String> {
    triples
        .iter()
        .filter(|triple| triple.predicate == rdf::TYPE)
        .filter(|triple| matches!(&triple.object, Term::NamedNode(node) if node.as_str() == class))
        .filter_map(|triple| local_name(&triple.subject.to_string()))
        .map(|name| {
            let comment = match values(triples, &name, &format!("{RDFS}comment")).first() {
                Some(Term::Literal(literal)) => first_sentence(literal.value()),
                _ => String::new(),
            };
            (name, comment)
        })
        .collect()
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |stop| stop + 1);
    text[..end].to_owned()
}

fn module(name: &str, about: &str, terms: &BTreeMap<String, String>) -> String {
    let width = line_width();
    let constants: Vec<String> = terms
        .iter()
        .map(|(term, comment)| {
            let declared = format!("    pub const {}: NamedNodeRef<'static> =", constant(term));
            let value = format!("NamedNodeRef::new_unchecked(\"{NAMESPACE}{term}\");");
            let line = format!("{declared} {value}");
            let code = if line.len() <= width { line } else { format!("{declared}\n        {value}") };
            format!("    /// {comment}\n{code}\n")
        })
        .collect();
    format!("/// {about}\npub mod {name} {{\n    use oxigraph::model::NamedNodeRef;\n\n{}}}\n", constants.join("\n"))
}

/// The longest line that `rustfmt.toml` allows.
fn line_width() -> usize {
    let config = std::fs::read_to_string(root().join("rustfmt.toml")).expect("how code is laid out");
    config.lines().find_map(|line| line.strip_prefix("max_width = ")?.parse().ok()).unwrap_or(100)
}

/// `speaksFor` becomes `SPEAKS_FOR`.
fn constant(name: &str) -> String {
    let mut constant = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !constant.is_empty() {
            constant.push('_');
        }
        constant.extend(c.to_uppercase());
    }
    constant
}
