//! What the graph says of one thing, as RDF: the thing itself and what cannot be understood without it.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Term, Triple, vocab::rdf};

use super::{
    address::{Address, Representation},
    error::PageError,
    reading::Reading,
};
use crate::{
    model::Slug,
    rdf::{QuadFormat, write_quads, write_turtle},
    vocab::{
        external as ext,
        terms::{class, property},
    },
};

/// Describes what has the address, as text.
pub(super) fn describe(reading: &Reading, address: &Address, form: Representation) -> Result<String, PageError> {
    let triples = triples(reading, address)?;
    let prefixes = reading.case.prefixes();
    Ok(match form {
        Representation::JsonLd => {
            let default = oxigraph::model::GraphName::DefaultGraph;
            let quads = triples.into_iter().map(|triple| triple.in_graph(default.clone())).collect();
            write_quads(quads, QuadFormat::Jsonld, &prefixes)
        }
        _ => write_turtle(triples, &prefixes),
    })
}

/// What the graph says of what has the address.
///
/// # Errors
/// [`PageError`] if there is no such thing, or it has no RDF of its own.
pub fn triples(reading: &Reading, address: &Address) -> Result<Vec<Triple>, PageError> {
    let triples = match address {
        Address::Case => reading.graph.default_triples(),
        Address::Actor(id) => about(reading, &node(reading, "actor", id)?, &[property::ACTOR]),
        Address::Proposition(id) => about(reading, &node(reading, "proposition", id)?, &[property::PROPOSITION]),
        Address::Document(id) => {
            about(reading, &node(reading, "document", id)?, &[property::IN_DOCUMENT, ext::HAS_SOURCE])
        }
        Address::Statement(id) => about(reading, &node(reading, "statement", id)?, &[]),
        Address::Event(id) => about(reading, &node(reading, "event", id)?, &[property::EVENT]),
        _ => return Err(PageError::Form("RDF")),
    };
    if triples.is_empty() {
        return Err(PageError::Missing("the graph says nothing of it".to_owned()));
    }
    Ok(triples)
}

fn node(reading: &Reading, kind: &str, id: &str) -> Result<NamedNode, PageError> {
    let missing = || PageError::Missing(format!("the case has no {kind} `{id}`"));
    let slug: Slug = id.parse().map_err(|_| missing())?;
    let names = reading.case.names();
    let (known, node) = match kind {
        "actor" => (reading.has_actor(id), names.actor(&slug)),
        "proposition" => (reading.case.codebooks.merged.propositions.contains_key(&slug), names.proposition(&slug)),
        "document" => (reading.case.documents.contains_key(&slug), names.document(&slug)),
        "event" => (reading.case.codebooks.merged.events.contains_key(&slug), names.event(&slug)),
        _ => (reading.coded(id).is_some(), names.statement(id)),
    };
    known.then_some(node).ok_or_else(missing)
}

/// What is said of a thing, of what points to it by these properties, and of the passages behind any of them.
fn about(reading: &Reading, thing: &NamedNode, pointing: &[oxigraph::model::NamedNodeRef<'_>]) -> Vec<Triple> {
    let store = reading.graph.store();
    let default = Some(GraphNameRef::DefaultGraph);
    let mut wanted: Vec<NamedOrBlankNode> = vec![thing.clone().into()];
    for property in pointing {
        let found = store.quads_for_pattern(None, Some(*property), Some(thing.as_ref().into()), default);
        wanted.extend(found.flatten().map(|quad| quad.subject));
    }
    let mut seen: BTreeSet<String> = wanted.iter().map(ToString::to_string).collect();
    let mut triples = Vec::new();
    while let Some(subject) = wanted.pop() {
        for quad in store.quads_for_pattern(Some(subject.as_ref()), None, None, default).flatten() {
            // Evidence and its selectors belong to what they are evidence of.
            let evidence = [
                property::EVIDENCE,
                ext::HAS_SELECTOR,
                property::CONTENT_SPAN,
                property::CUE_SPAN,
                property::SOURCE_SPAN,
            ];
            let follows = evidence.contains(&quad.predicate.as_ref())
                || (quad.predicate.as_ref() == ext::WAS_DERIVED_FROM && is_attribution(reading, &quad.object));
            if let (true, Term::NamedNode(node)) = (follows, &quad.object)
                && seen.insert(node.to_string())
            {
                wanted.push(node.clone().into());
            }
            triples.push(Triple::from(quad));
        }
    }
    triples
}

fn is_attribution(reading: &Reading, term: &Term) -> bool {
    let Term::NamedNode(node) = term else {
        return false;
    };
    let types = reading.graph.store().quads_for_pattern(
        Some(node.as_ref().into()),
        Some(rdf::TYPE),
        Some(class::ATTRIBUTION.into()),
        Some(GraphNameRef::DefaultGraph),
    );
    types.flatten().next().is_some()
}
