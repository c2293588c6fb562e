//! `/graphs`: the [SPARQL 1.1 Graph Store Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/), for reading.

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfSerializer},
    model::Triple,
};

use super::{error::Failure, negotiation::Accept, state::AppState};
use crate::rdf;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
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
    let kind = HeaderValue::from_str(&content_type(GRAPH_TYPES[at])).expect("a media type of ours");
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
