//! Reading and writing Turtle, with the place of a mistake and in one fixed order.

use std::ops::Range;

use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer},
    model::{Quad, Triple, vocab::rdf},
};

use crate::vocab::PREFIXES;

/// Where and why a text is not Turtle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not valid Turtle: {message}")]
pub struct SyntaxError {
    /// What the parser says.
    pub message: String,
    /// The bytes it is about, if known.
    pub bytes: Option<Range<usize>>,
}

/// Reads Turtle. Named graphs and other formats are refused.
///
/// # Errors
/// [`SyntaxError`] at the first mistake.
pub fn parse_turtle(text: &str, base: &str) -> Result<Vec<Triple>, SyntaxError> {
    let parser = RdfParser::from_format(RdfFormat::Turtle)
        .with_base_iri(base)
        .map_err(|error| SyntaxError { message: format!("the base `{base}` is not an IRI: {error}"), bytes: None })?
        .without_named_graphs();
    parser.for_slice(text.as_bytes()).map(|quad| quad.map(Triple::from)).collect::<Result<_, _>>().map_err(|error| {
        SyntaxError {
            // The parser counts bytes, and may stop within a character.
            bytes: error.location().map(|place| {
                let (start, end) = (place.start.offset as usize, place.end.offset as usize);
                text.floor_char_boundary(start)..text.ceil_char_boundary(end)
            }),
            message: error.to_string(),
        }
    })
}

/// Writes triples as Turtle: sorted, one block a resource, its types first, the same bytes for the same triples.
///
/// `own` are prefixes beside the vocabularies' own, such as one for each kind of thing of a case.
///
/// # Panics
/// If a prefix's namespace is not an IRI: they come from checked base IRIs.
#[must_use]
pub fn write_turtle(mut triples: Vec<Triple>, own: &[(String, String)]) -> String {
    sort(&mut triples);
    triples.dedup();
    let used = |namespace: &str| {
        triples.iter().any(|t| {
            t.predicate.as_str().starts_with(namespace)
                || t.subject.to_string()[1..].starts_with(namespace)
                || matches!(&t.object, oxigraph::model::Term::NamedNode(n) if n.as_str().starts_with(namespace))
                || matches!(&t.object, oxigraph::model::Term::Literal(l) if l.datatype().as_str().starts_with(namespace) && l.language().is_none())
        })
    };
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    let shared = PREFIXES.iter().map(|&(p, n)| (p.to_owned(), n.to_owned()));
    for (prefix, namespace) in shared.chain(own.iter().cloned()) {
        if used(&namespace) {
            serializer = serializer.with_prefix(prefix, namespace).expect("namespaces are checked IRIs");
        }
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in &triples {
        writer.serialize_triple(triple).expect("writing to memory cannot fail");
    }
    let bytes = writer.finish().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("Turtle is UTF-8")
}

/// The order of everything we write: by subject, types first, then by property and value.
pub(crate) fn sort(triples: &mut [Triple]) {
    triples.sort_by_cached_key(|t| {
        (t.subject.to_string(), t.predicate != rdf::TYPE, t.predicate.as_str().to_owned(), t.object.to_string())
    });
}

/// A format for quads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuadFormat {
    /// TriG.
    Trig,
    /// N-Quads.
    Nquads,
    /// JSON-LD, expanded.
    Jsonld,
}

/// Writes quads, sorted by graph and then as [`write_turtle`] does, the same bytes for the same quads.
///
/// # Panics
/// If a prefix's namespace is not an IRI: they come from checked base IRIs.
#[must_use]
pub fn write_quads(mut quads: Vec<Quad>, format: QuadFormat, own: &[(String, String)]) -> String {
    quads.sort_by_cached_key(|quad| {
        (
            quad.graph_name.to_string(),
            quad.subject.to_string(),
            quad.predicate != rdf::TYPE,
            quad.predicate.as_str().to_owned(),
            quad.object.to_string(),
        )
    });
    quads.dedup();
    let mut serializer = RdfSerializer::from_format(match format {
        QuadFormat::Trig => RdfFormat::TriG,
        QuadFormat::Nquads => RdfFormat::NQuads,
        QuadFormat::Jsonld => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
    });
    let shared = PREFIXES.iter().map(|&(p, n)| (p.to_owned(), n.to_owned()));
    for (prefix, namespace) in shared.chain(own.iter().cloned()) {
        serializer = serializer.with_prefix(prefix, namespace).expect("namespaces are checked IRIs");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for quad in &quads {
        writer.serialize_quad(quad).expect("writing to memory cannot fail");
    }
    let bytes = writer.finish().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("RDF formats are UTF-8")
}

/// Writes triples as N-Triples, sorted.
#[must_use]
pub fn write_ntriples(triples: &[Triple]) -> String {
    let mut lines: Vec<String> = triples.iter().map(|triple| format!("{triple} .\n")).collect();
    lines.sort();
    lines.dedup();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_mistake_lies_between_characters() {
        for text in ["@\u{feff}fix a: <b> .", "<a> <b> \u{1f511} .", "<a> <b> \"é", "é", "<\u{fffd}"] {
            let error = parse_turtle(text, "https://example.org/").expect_err("no Turtle");
            assert!(error.bytes.is_some_and(|bytes| text.get(bytes).is_some()), "{text:?}");
        }
    }
}
