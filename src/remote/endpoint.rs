//! A [SPARQL 1.1 endpoint](https://www.w3.org/TR/sparql11-protocol/) as a graph that is asked.

use std::collections::BTreeMap;

use oxigraph::{
    model::{GraphName, Literal, NamedNode, Term, Triple, vocab::xsd},
    store::{StorageError, Store},
};
use spargebra::{Query, SparqlParser};
use ureq::http::Method;

use super::{Address, Client, RemoteError, client::Message, dataset};
use crate::{
    query::{Answer, QueryError, Record, SparqlGraph},
    store::CaseGraph,
    vocab,
};

/// The graphs that hold a case: there its description stands.
const CASES: &str = "SELECT DISTINCT ?graph ?title ?codebook WHERE { GRAPH ?graph { ?case a sg:Case ; dcterms:title ?title \
                     OPTIONAL { ?case sg:usesCodebook ?codebook } } }";

/// How a graph of current triples ends, and one of derived triples.
const CURRENT: &str = "graph/current";
const INFERRED: &str = "graph/inferred";

/// A case at an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemoteCase {
    /// Its title.
    pub title: String,
    /// The base IRIs of the codebooks it uses, in order.
    pub codebooks: Vec<String>,
}

/// An endpoint that holds one or more cases.
#[derive(Debug)]
pub struct Endpoint {
    client: Client,
    address: Address,
    /// The cases by their base IRIs.
    cases: BTreeMap<String, RemoteCase>,
    /// The graphs whose merge is asked.
    graphs: Vec<NamedNode>,
}

impl Endpoint {
    /// Connects, and finds which cases are there. With a `base`, only that case is asked.
    ///
    /// # Errors
    /// [`RemoteError`], also if there is no case.
    pub fn open(client: Client, address: Address, base: Option<&str>) -> Result<Self, RemoteError> {
        let mut endpoint = Self { client, address, cases: BTreeMap::new(), graphs: Vec::new() };
        let answer = endpoint.send(&parsed(CASES)?)?;
        for row in answer.records() {
            let Some(of) = row.text("graph").and_then(|graph| graph.strip_suffix(CURRENT)) else { continue };
            if base.is_none_or(|base| base == of) {
                let case = endpoint.cases.entry(of.to_owned()).or_default();
                case.title = row.text_or_empty("title");
                case.codebooks.extend(row.text("codebook").map(str::to_owned));
            }
        }
        if endpoint.cases.is_empty() {
            return Err(RemoteError::NoCase { address: endpoint.address.to_string() });
        }
        for case in endpoint.cases.values_mut() {
            case.codebooks.sort();
            case.codebooks.dedup();
        }
        let names = endpoint.cases.keys().flat_map(|base| [CURRENT, INFERRED].map(|name| format!("{base}{name}")));
        endpoint.graphs = names.map(NamedNode::new_unchecked).collect();
        Ok(endpoint)
    }

    /// One that asks for what is in graphs, not for cases.
    #[must_use]
    pub const fn raw(client: Client, address: Address) -> Self {
        Self { client, address, cases: BTreeMap::new(), graphs: Vec::new() }
    }

    /// The same endpoint, asked about the merge of these graphs.
    pub fn ask_about(&mut self, graphs: Vec<NamedNode>) {
        self.graphs = graphs;
    }

    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> &Address {
        &self.address
    }

    /// Its cases by their base IRIs.
    #[must_use]
    pub const fn cases(&self) -> &BTreeMap<String, RemoteCase> {
        &self.cases
    }

    /// Copies all graphs of its cases into an empty store, and the merge of the current and the derived triples into its
    /// default graph.
    ///
    /// # Errors
    /// [`RemoteError`], also if there is more than a client reads.
    pub fn copy_into(&self, store: &Store) -> Result<(), RemoteError> {
        let kept = |error: StorageError| RemoteError::Unfit(error.to_string(), String::new());
        for base in self.cases.keys() {
            let graphs = format!("{base}graph/");
            let answer = self.select(&format!(
                "SELECT ?graph ?s ?p ?o WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?graph), \"{graphs}\")) }}"
            ))?;
            let quads = answer.records().flat_map(|row| {
                let Some((triple, graph)) = quad(row) else { return Vec::new() };
                let merged = self.graphs.contains(&graph).then(|| triple.clone().in_graph(GraphName::DefaultGraph));
                std::iter::once(triple.in_graph(graph)).chain(merged).collect()
            });
            let mut loader = store.bulk_loader();
            loader.load_quads(quads).map_err(kept)?;
            loader.commit().map_err(kept)?;
        }
        Ok(())
    }

    /// A copy of its cases in memory, which answers as the files do wherever the server keeps what it was given.
    ///
    /// # Errors
    /// As [`Self::copy_into`].
    pub fn copied(&self) -> Result<CaseGraph, RemoteError> {
        let store = Store::new().map_err(|error| RemoteError::Unfit(error.to_string(), String::new()))?;
        self.copy_into(&store)?;
        Ok(CaseGraph::of_store(store))
    }

    /// Asks a query as it is.
    pub(super) fn send(&self, query: &Query) -> Result<Answer, RemoteError> {
        let graph = matches!(query, Query::Construct { .. } | Query::Describe { .. });
        let accept = if graph {
            "application/n-triples, text/turtle;q=0.9"
        } else {
            "application/sparql-results+json, application/json;q=0.5"
        };
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("query", &query.to_string());
        let body = form.finish();
        let reply = self.client.send(
            &self.address,
            Message {
                method: &Method::POST,
                parameters: None,
                accept,
                content_type: Some("application/x-www-form-urlencoded"),
                body: body.as_bytes(),
            },
        )?;
        let wanted = if graph { "N-Triples or Turtle" } else { "results as JSON" };
        let rubbish = |found: String| RemoteError::Rubbish { address: self.address.to_string(), wanted, found };
        // Results as XML are not read, whatever the server sends.
        let read_as = match (graph, reply.media_type.as_str()) {
            (true, "application/n-triples" | "text/turtle" | "text/plain" | "application/x-turtle") => "text/turtle",
            (false, "application/sparql-results+json" | "application/json" | "text/json") => {
                "application/sparql-results+json"
            }
            (_, "") => return Err(rubbish("it does not say what it sends".to_owned())),
            (_, other) => return Err(rubbish(format!("it sends {}", printable(other)))),
        };
        Answer::parse(read_as, &reply.body).map(plain).map_err(|error| rubbish(printable(&error)))
    }

    /// Asks the server's own prefixes' query.
    pub(super) fn select(&self, text: &str) -> Result<Answer, RemoteError> {
        self.send(&parsed(text)?)
    }
}

impl SparqlGraph for Endpoint {
    fn answer(&self, query: Query) -> Result<Answer, QueryError> {
        let query = dataset::about(query, &self.graphs)?;
        Ok(self.send(&query)?)
    }
}

/// Truth values in the form that is asked for by text everywhere: Virtuoso says `1` for `true`.
fn plain(mut answer: Answer) -> Answer {
    if let Answer::Rows { rows, .. } = &mut answer {
        for term in rows.iter_mut().flatten().flatten() {
            if let Term::Literal(literal) = term
                && literal.datatype() == xsd::BOOLEAN
                && let "0" | "1" = literal.value()
            {
                *literal = Literal::from(literal.value() == "1");
            }
        }
    }
    answer
}

/// A triple and its graph, as a row gives them.
fn quad(row: Record<'_>) -> Option<(Triple, NamedNode)> {
    let named = |column: &str| match row.get(column) {
        Some(Term::NamedNode(node)) => Some(node.clone()),
        _ => None,
    };
    Some((Triple::new(named("s")?, named("p")?, row.get("o")?.clone()), named("graph")?))
}

/// A query of our own, with the vocabularies' prefixes.
fn parsed(text: &str) -> Result<Query, RemoteError> {
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in vocab::PREFIXES {
        parser = parser.with_prefix(prefix, namespace).expect("the vocabularies' namespaces are IRIs");
    }
    parser.parse_query(text).map_err(|error| RemoteError::Unfit(error.to_string(), String::new()))
}

/// One line without control characters, cut.
fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

/// The number in a column of the only row.
pub(super) fn number(answer: &Answer, column: &str) -> Option<u64> {
    let Some(Term::Literal(literal)) = answer.records().next()?.get(column).cloned() else { return None };
    literal.value().parse().ok()
}
