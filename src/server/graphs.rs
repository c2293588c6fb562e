//! `/graphs`: the [SPARQL 1.1 Graph Store Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/), for reading.
//!
//! A graph is asked for by its address (`?graph=…`), as `?default`, or directly: `/graphs/reviewed/an-article` is the
//! graph `<base>graph/reviewed/an-article`.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfSerializer},
    model::{NamedNode, Triple},
};

use super::{answers::keep, error::Failure, negotiation::Accept, snapshot::Snapshot, state::AppState};
use crate::{rdf, store::StoreError};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/graphs", get(indirect).fallback(refused))
        .route("/graphs/", get(indirect).fallback(refused))
        .route("/graphs/{*name}", get(direct).fallback(refused))
}

/// The most triples of a graph on disk that are given at once.
const MOST_TRIPLES: usize = 200_000;

/// Which graph.
enum Which {
    Default,
    Named(String),
}

/// `?graph=…` or `?default`.
async fn indirect(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let fields: Vec<_> = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let which = match &fields[..] {
        [(name, value)] if name == "default" && value.is_empty() => Which::Default,
        [(name, value)] if name == "graph" => Which::Named(value.clone()),
        [] => {
            return Err(Failure::bad_request("the request does not say which graph")
                .remedy("write ?default or ?graph=ADDRESS; /sparql lists the graphs of this case"));
        }
        _ => return Err(Failure::bad_request("the request names more than one graph")),
    };
    graph(&state, which, headers).await
}

/// A graph of the case by the end of its address.
async fn direct(
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let base = state.snapshot().case.manifest.base.clone();
    graph(&state, Which::Named(format!("{base}graph/{name}")), headers).await
}

async fn graph(state: &AppState, which: Which, headers: HeaderMap) -> Result<Response, Failure> {
    let answer = move |snapshot: &Snapshot| {
        // A case is in memory already; a graph on disk may be larger than that.
        let most = if snapshot.disk.is_some() { MOST_TRIPLES } else { usize::MAX };
        let fail = |error: StoreError| Failure::ours(&error);
        let triples = match which {
            Which::Default => snapshot.graph.triples_at_most(None, most).map_err(fail)?,
            Which::Named(address) => {
                let name = NamedNode::new(&address);
                let name =
                    name.map_err(|error| Failure::bad_request(format!("`{address}` names no graph: {error}")))?;
                let triples = snapshot.graph.triples_at_most(Some(&name), most).map_err(fail)?;
                let is_there =
                    || snapshot.graph.store().contains_named_graph(&name).map_err(|error| fail(error.into()));
                if triples.as_ref().is_some_and(Vec::is_empty) && !is_there()? {
                    return Err(Failure::not_found(format!("this case has no graph `{address}`"))
                        .remedy("/sparql lists the graphs of this case"));
                }
                triples
            }
        };
        let Some(triples) = triples else {
            return Err(Failure::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("the graph has more than {MOST_TRIPLES} triples"),
            )
            .remedy("ask /sparql for some of them"));
        };
        described(&headers, triples, &snapshot.prefixes())
    };
    state.read(answer).await.map(keep)
}

/// PUT, POST, DELETE, PATCH.
async fn refused() -> Failure {
    Failure::forbidden(
        "graphs cannot be changed here: the files of the case are the truth, and the graphs are made of them",
    )
    .remedy("code in the pages of this server, or bring annotations in with `stancegraph import`")
    .allow("GET, HEAD, OPTIONS")
}

/// The formats of a graph, by media type, ours first.
pub(super) const GRAPH_TYPES: [&str; 6] = [
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/json",
    "text/plain",
];

/// Triples in the format that the client accepts: Turtle, N-Triples, JSON-LD or RDF/XML.
///
/// # Errors
/// 406 if none of them will do.
pub(crate) fn described(
    headers: &HeaderMap,
    triples: Vec<Triple>,
    prefixes: &[(String, String)],
) -> Result<Response, Failure> {
    let Some(at) = Accept::of(headers).best(&GRAPH_TYPES) else {
        return Err(Failure::new(StatusCode::NOT_ACCEPTABLE, "a graph cannot be had in any format that was asked for")
            .remedy(format!("accept one of {}", GRAPH_TYPES[..4].join(", "))));
    };
    let body = written(at, triples, prefixes).map_err(|error| Failure::ours(&error))?;
    let kind = HeaderValue::from_str(&content_type(GRAPH_TYPES[at])).map_err(|error| Failure::ours(&error))?;
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

/// A media type with its character set where it needs one.
pub(super) fn content_type(media_type: &str) -> String {
    let needs = media_type.starts_with("text/");
    if needs { format!("{media_type}; charset=utf-8") } else { media_type.to_owned() }
}

/// Triples in the format with this place in [`GRAPH_TYPES`], always in the same order.
pub(super) fn written(at: usize, triples: Vec<Triple>, prefixes: &[(String, String)]) -> std::io::Result<Vec<u8>> {
    let format = match at {
        0 => return Ok(rdf::write_turtle(triples, prefixes).into_bytes()),
        1 | 5 => return Ok(rdf::write_ntriples(&triples).into_bytes()),
        2 | 4 => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        _ => RdfFormat::RdfXml,
    };
    let mut triples = triples;
    rdf::sort(&mut triples);
    triples.dedup();
    let mut writer = RdfSerializer::from_format(format).for_writer(Vec::new());
    for triple in &triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

/// The server's own address as the client knows it, without a path.
pub(super) fn own_address(headers: &HeaderMap) -> String {
    let field = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = if field("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{}", field("host").unwrap_or("localhost"))
}
