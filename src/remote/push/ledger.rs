//! What is noted on the server of the graphs that were pushed: `<graph> dcterms:identifier "N sha256:…"` in the graph
//! `graph/pushed` of the case, of which the greatest N counts. Nothing is ever taken away from it but with all.

use std::collections::BTreeMap;

use super::Portion;
use crate::remote::{Endpoint, GraphStore, RemoteError, endpoint::number};

/// How the name of the graph ends.
const LEDGER: &str = "graph/pushed";
/// What is noted before a graph is replaced.
const REPLACING: &str = "replacing";

/// What a server has of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    pub(super) triples: u64,
    /// The number of the last note, and what it says.
    note: Option<(u64, String)>,
}

impl Known {
    /// Whether it is all there.
    pub(super) fn is(&self, portion: &Portion) -> bool {
        self.triples == portion.triples() && self.note.as_ref().is_some_and(|(_, digest)| digest == portion.digest())
    }

    fn next(&self) -> u64 {
        self.note.as_ref().map_or(1, |(number, _)| number + 1)
    }
}

/// The name of the ledger of a case.
pub(super) fn ledger(base: &str) -> String {
    format!("{base}{LEDGER}")
}

/// What a server has of these graphs, which belong to one case.
pub(super) fn known(endpoint: &Endpoint, base: &str, graphs: &[&str]) -> Result<BTreeMap<String, Known>, RemoteError> {
    let mut known = counted(endpoint, graphs)?;
    let values = values(graphs);
    let ledger = ledger(base);
    let notes = endpoint.select(&format!(
        "SELECT ?graph ?note WHERE {{ GRAPH <{ledger}> {{ ?graph dcterms:identifier ?note }} VALUES ?graph {{ {values} }} }}"
    ))?;
    for row in notes.records() {
        let (Some(graph), Some(note)) = (row.text("graph"), row.text("note")) else { continue };
        let Some((number, digest)) = note.split_once(' ') else { continue };
        let Ok(number) = number.parse::<u64>() else { continue };
        let entry = known.entry(graph.to_owned()).or_default();
        if entry.note.as_ref().is_none_or(|(last, _)| number > *last) {
            entry.note = Some((number, digest.to_owned()));
        }
    }
    Ok(known)
}

/// How many triples a server has of these graphs.
pub(super) fn counted(endpoint: &Endpoint, graphs: &[&str]) -> Result<BTreeMap<String, Known>, RemoteError> {
    let mut known = BTreeMap::new();
    if let [graph] = graphs {
        // The one form that every server counts quickly, however large the graph.
        let counted =
            endpoint.select(&format!("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))?;
        let triples = number(&counted, "n").unwrap_or(0);
        known.insert((*graph).to_owned(), Known { triples, note: None });
        return Ok(known);
    }
    let counted = endpoint.select(&format!(
        "SELECT ?graph (COUNT(*) AS ?n) WHERE {{ VALUES ?graph {{ {} }} GRAPH ?graph {{ ?s ?p ?o }} }} GROUP BY ?graph",
        values(graphs)
    ))?;
    for row in counted.records() {
        let (Some(graph), Some(triples)) = (row.text("graph"), row.text("n").and_then(|n| n.parse().ok())) else {
            continue;
        };
        known.insert(graph.to_owned(), Known { triples, note: None });
    }
    Ok(known)
}

/// Notes that graphs are about to be replaced: what is there counts no longer, whatever its number of triples.
pub(super) fn note_replacing(
    store: &GraphStore,
    base: &str,
    graphs: &[&Portion],
    known: &mut BTreeMap<String, Known>,
) -> Result<(), RemoteError> {
    let lines = graphs.iter().map(|portion| {
        let entry = known.entry(portion.graph().to_owned()).or_default();
        let number = entry.next();
        entry.note = Some((number, REPLACING.to_owned()));
        line(portion.graph(), number, REPLACING)
    });
    let text: String = lines.collect();
    if text.is_empty() { Ok(()) } else { store.post(&ledger(base), text.as_bytes()) }
}

/// Notes that graphs are there.
pub(super) fn note(
    store: &GraphStore,
    base: &str,
    graphs: &[&Portion],
    known: &BTreeMap<String, Known>,
) -> Result<(), RemoteError> {
    let number = |portion: &Portion| known.get(portion.graph()).map_or(1, Known::next);
    let lines = graphs.iter().map(|portion| line(portion.graph(), number(portion), portion.digest()));
    let text: String = lines.collect();
    if text.is_empty() { Ok(()) } else { store.post(&ledger(base), text.as_bytes()) }
}

fn line(graph: &str, number: u64, what: &str) -> String {
    format!("<{graph}> <http://purl.org/dc/terms/identifier> \"{number} {what}\" .\n")
}

fn values(graphs: &[&str]) -> String {
    graphs.iter().map(|graph| format!("<{graph}>")).collect::<Vec<_>>().join(" ")
}
