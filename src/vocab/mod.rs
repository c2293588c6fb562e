//! Namespaces and terms: the one place where IRIs of vocabularies stand in the code.
//!
//! [`terms`] is generated from `ontology/stancegraph.ttl`; `tests/suite/vocabulary.rs` fails when the two drift apart.

pub mod external;
pub mod terms;

use oxigraph::model::NamedNode;

use crate::model::ClosedList;

/// The namespace of stancegraph's own terms, prefix `sg:`.
pub const NAMESPACE: &str = "https://w3id.org/stancegraph#";

/// The ontology as it is shipped, in Turtle.
pub const ONTOLOGY: &str = include_str!("../../ontology/stancegraph.ttl");

/// The SHACL shapes as they are shipped, in Turtle.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// The prefixes that we write and that queries may use without declaring them.
pub const PREFIXES: [(&str, &str); 13] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("sg", NAMESPACE),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The individual of a closed list's term: `sg:Support` for [`crate::model::Stance::Support`].
#[must_use]
pub fn individual<T: ClosedList>(term: T) -> NamedNode {
    NamedNode::new_unchecked(format!("{NAMESPACE}{}", term.local_name()))
}

/// The term of a closed list behind an individual's IRI.
#[must_use]
pub fn term_of<T: ClosedList>(iri: &str) -> Option<T> {
    T::from_local_name(iri.strip_prefix(NAMESPACE)?)
}
