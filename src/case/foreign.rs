//! What an annotation file says that would be lost if it were written anew from what was read of it.

use std::collections::BTreeSet;

use oxigraph::model::Triple;

use super::{Case, encoded};
use crate::{
    model::AnnotationSet,
    rdf::{Names, parse_turtle},
    vocab::external as ext,
};

/// Something in the text of an annotation file that writing the set would not write: a triple, or a comment. Nothing if
/// all of it would be there again, or if the text is no Turtle.
///
/// Spans whose words have moved are written with their new places: what is said of their old ones is not lost.
#[must_use]
pub fn foreign_content(case: &Case, set: &AnnotationSet, text: &str, moved: bool) -> Option<String> {
    let there = parse_turtle(text, &case.manifest.base).ok()?;
    let document = case.documents.get(&set.document)?;
    let ours: BTreeSet<String> = encoded(set, document, &case.names()).iter().map(ToString::to_string).collect();
    let lost = there
        .iter()
        .filter(|triple| !(is_described_elsewhere(triple) || moved && is_place(triple)))
        .map(ToString::to_string)
        .find(|triple| !ours.contains(triple));
    lost.or_else(|| comment(text).map(|comment| format!("the comment `{comment}`")))
}

/// An actor or an utterance that a codebook has come to declare is described there from now on.
fn is_described_elsewhere(triple: &Triple) -> bool {
    let subject = triple.subject.to_string();
    let iri = subject.trim_matches(['<', '>']);
    Names::id_of("actor", iri).or_else(|| Names::id_of("utterance", iri)).is_some()
}

/// Says where words stand, or which they are.
fn is_place(triple: &Triple) -> bool {
    let places = [ext::START, ext::END, ext::EXACT, ext::PREFIX, ext::SUFFIX, ext::HAS_SELECTOR, ext::HAS_SOURCE];
    let ours = places.iter().any(|property| triple.predicate == *property)
        || triple.predicate == crate::vocab::terms::property::VERBATIM
        || triple.predicate == oxigraph::model::vocab::rdf::TYPE;
    ours && triple.subject.to_string().contains("/span/")
}

/// The first comment of a Turtle text.
fn comment(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find(['#', '<', '"', '\'', '\\']) {
        let (sign, after) = (&rest[at..], &rest[at + 1..]);
        rest = match sign.as_bytes()[0] {
            b'#' => return Some(sign.lines().next().unwrap_or(sign).trim_end()),
            b'<' => after.split_once('>')?.1,
            // An escaped sign in a name.
            b'\\' => after.get(1..).unwrap_or_default(),
            _ => {
                let quote = &sign[..1];
                let long = quote.repeat(3);
                if sign.starts_with(&long) { past(&sign[3..], &long)? } else { past(after, quote)? }
            }
        };
    }
    None
}

/// What follows the end of a string.
fn past<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if sign == '\\' {
            escaped = true;
        } else if text[at..].starts_with(end) {
            return Some(&text[at + end.len()..]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_told_from_a_sign_in_a_string_an_address_or_a_name() {
        for none in [
            "@prefix sg: <https://w3id.org/stancegraph#> .\n",
            "a:b rdfs:comment \"# \\\" #\" , '#' , \"\"\"a \" # \\\"\"\" #\"\"\" .",
            "a:b\\#c a a:d .",
            "",
        ] {
            assert_eq!(comment(none), None, "{none}");
        }
        assert_eq!(comment("a:b a <c#d> . # ask Ann \na:c a a:d ."), Some("# ask Ann"));
        assert_eq!(comment("a:b a \"\" . #é"), Some("#é"));
    }
}
