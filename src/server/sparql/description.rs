//! What the service says of itself: the [SPARQL 1.1 Service Description](https://www.w3.org/TR/sparql11-service-description/).

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple, vocab::rdf};

use super::super::snapshot::Snapshot;
use crate::store::StoreError;

/// How many named graphs of a store on disk are described; where there are more, none is.
const MOST_GRAPHS: u64 = 1000;

/// The namespace of service descriptions.
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
/// The names of formats.
const FORMATS: &str = "http://www.w3.org/ns/formats/";
const VOID_TRIPLES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://rdfs.org/ns/void#triples");
const TITLE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/title");

/// The formats that answers come in.
const RESULT_FORMATS: [&str; 8] = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
];

fn term(namespace: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{namespace}{name}"))
}

/// The description of the service at this server; `address` is the server's own, without a path.
///
/// # Errors
/// [`StoreError`] if a store on disk cannot be read.
pub(super) fn triples(snapshot: &Snapshot, address: &str) -> Result<Vec<Triple>, StoreError> {
    let endpoint = NamedNode::new(format!("{address}/sparql"));
    let endpoint = endpoint.unwrap_or_else(|_| NamedNode::new_unchecked("http://localhost/sparql"));
    let part = |name: &str| NamedNode::new_unchecked(format!("{}#{name}", endpoint.as_str()));
    let (service, dataset, default) = (part("service"), part("dataset"), part("default-graph"));
    let sd = |name: &str| term(SD, name);
    let mut triples = Vec::new();
    let mut say = |subject: &NamedNode, predicate: NamedNode, object: Term| {
        triples.push(Triple::new(subject.clone(), predicate, object));
    };
    let kind = || NamedNode::from(rdf::TYPE);
    say(&service, kind(), sd("Service").into());
    say(&service, sd("endpoint"), endpoint.clone().into());
    say(&service, sd("supportedLanguage"), sd("SPARQL11Query").into());
    for format in RESULT_FORMATS {
        say(&service, sd("resultFormat"), term(FORMATS, format).into());
    }
    say(&service, sd("defaultDataset"), dataset.clone().into());
    say(&dataset, kind(), sd("Dataset").into());
    say(&dataset, TITLE.into(), Literal::new_simple_literal(&*snapshot.case.manifest.title).into());
    say(&dataset, sd("defaultGraph"), default.clone().into());
    let count = |number: usize| Term::from(Literal::from(i64::try_from(number).unwrap_or(i64::MAX)));
    say(&default, kind(), sd("Graph").into());
    let of_default = match &snapshot.disk {
        Some(disk) => usize::try_from(disk.manifest().default_graph.triples).unwrap_or(usize::MAX),
        None => snapshot.graph.default_triples().len(),
    };
    say(&default, VOID_TRIPLES.into(), count(of_default));
    // There may be a graph for each of millions of documents.
    let named = match &snapshot.disk {
        Some(disk) if disk.manifest().named_graphs > MOST_GRAPHS => Vec::new(),
        _ => snapshot.graph.graph_names(),
    };
    for (number, name) in named.into_iter().enumerate() {
        let of_graph = snapshot.graph.triples_at_most(Some(&name), usize::MAX)?.map_or(0, |triples| triples.len());
        let (named, graph) = (part(&format!("named-{}", number + 1)), part(&format!("graph-{}", number + 1)));
        say(&dataset, sd("namedGraph"), named.clone().into());
        say(&named, kind(), sd("NamedGraph").into());
        say(&named, sd("graph"), graph.clone().into());
        say(&graph, kind(), sd("Graph").into());
        say(&graph, VOID_TRIPLES.into(), count(of_graph));
        say(&named, sd("name"), name.into());
    }
    Ok(triples)
}
