//! The quotations that a file of annotations claims, so that they can be compared with the text.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNodeRef, Term, Triple};

use crate::{model::Span, vocab::external as ext};

/// A passage as a file of annotations gives it: where it should be, and which words should be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedQuote {
    /// The IRI of the span.
    pub iri: String,
    /// Where it should be, in code points.
    pub span: Span,
    /// The words that should be there.
    pub exact: String,
    /// The words before.
    pub prefix: String,
    /// The words after.
    pub suffix: String,
}

/// The quotations of a file of annotations, by place. Spans without both selectors are left out.
#[must_use]
pub fn claimed_quotes(triples: &[Triple]) -> Vec<ClaimedQuote> {
    let mut values: BTreeMap<(String, NamedNodeRef<'_>), &Term> = BTreeMap::new();
    for triple in triples {
        values.insert((iri_of(&triple.subject.to_string()), triple.predicate.as_ref()), &triple.object);
    }
    let text = |subject: &str, property| match values.get(&(subject.to_owned(), property)) {
        Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
        _ => None,
    };
    let selectors = triples.iter().filter(|triple| triple.predicate == ext::HAS_SELECTOR);
    let mut by_span: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for triple in selectors {
        by_span.entry(iri_of(&triple.subject.to_string())).or_default().push(iri_of(&triple.object.to_string()));
    }
    let mut quotes: Vec<_> = by_span
        .into_iter()
        .filter_map(|(iri, selectors)| {
            let find = |property| selectors.iter().find_map(|selector| text(selector, property));
            Some(ClaimedQuote {
                span: Span::new(find(ext::START)?.parse().ok()?, find(ext::END)?.parse().ok()?),
                exact: find(ext::EXACT)?,
                prefix: find(ext::PREFIX).unwrap_or_default(),
                suffix: find(ext::SUFFIX).unwrap_or_default(),
                iri,
            })
        })
        .collect();
    quotes.sort_by_key(|quote| quote.span);
    quotes
}

fn iri_of(term: &str) -> String {
    term.trim_start_matches('<').trim_end_matches('>').to_owned()
}
