//! From what a user types for a parameter (an id, a label, an alias) to the RDF term that is bound.

use oxigraph::{
    model::{Literal, NamedNode, NamedNodeRef, Term, vocab::rdf, vocab::xsd},
    store::Store,
};

use super::header::{Parameter, ParameterType};
use crate::{
    model::{ActorKind, ClosedList, Date, Form, Modality, Stance},
    vocab::{
        external as ext, individual,
        terms::{class, property},
    },
};

/// Why a value was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {wanted} `{value}` in this case")]
pub struct ParameterError {
    /// What the user typed.
    pub value: String,
    /// What was wanted.
    pub wanted: &'static str,
    /// What the user may have meant, nearest first.
    pub nearest: Vec<String>,
}

/// Finds the term that a value stands for.
///
/// # Errors
/// [`ParameterError`] with what is nearest.
pub fn resolve(store: &Store, parameter: &Parameter, value: &str) -> Result<Term, ParameterError> {
    use ParameterType as T;
    let wanted = parameter.kind.words();
    let literal = |accepted: Option<Literal>| {
        accepted.map(Term::from).ok_or_else(|| ParameterError { value: value.to_owned(), wanted, nearest: Vec::new() })
    };
    match parameter.kind {
        T::Proposition => resource(store, class::PROPOSITION, value, wanted),
        T::Actor => resource(store, class::ACTOR, value, wanted),
        T::Issue => resource(store, class::ISSUE, value, wanted),
        T::Frame => resource(store, class::FRAME, value, wanted),
        T::Document => resource(store, class::DOCUMENT, value, wanted),
        T::Event => resource(store, class::EVENT, value, wanted),
        T::Coder => resource(store, class::CODER, value, wanted),
        T::Stance => closed::<Stance>(value),
        T::Form => closed::<Form>(value),
        T::Modality => closed::<Modality>(value),
        T::Kind => closed::<ActorKind>(value),
        T::Date => literal(value.parse::<Date>().ok().map(|date| Literal::new_simple_literal(date.to_string()))),
        T::Integer => literal(
            value.parse::<i64>().ok().map(|number| Literal::new_typed_literal(number.to_string(), xsd::INTEGER)),
        ),
        T::String => literal(Some(Literal::new_simple_literal(value))),
    }
}

fn closed<T: ClosedList>(value: &str) -> Result<Term, ParameterError> {
    T::from_id(value).map(|term| individual(term).into()).map_err(|error| ParameterError {
        value: error.found,
        wanted: error.what,
        nearest: nearest(value, error.known.into_iter().map(str::to_owned)),
    })
}

/// A resource of a class by its IRI, its id, or one of its names.
fn resource(store: &Store, class: NamedNodeRef<'_>, value: &str, wanted: &'static str) -> Result<Term, ParameterError> {
    let all = names(store, class);
    let exact = |test: &dyn Fn(&Named) -> bool| all.iter().find(|named| test(named)).map(|named| named.node.clone());
    let folded = value.to_lowercase();
    exact(&|named| named.node.as_str() == value)
        .or_else(|| exact(&|named| named.id() == value))
        .or_else(|| exact(&|named| named.labels.iter().any(|label| label == value)))
        .or_else(|| exact(&|named| named.labels.iter().any(|l| l.to_lowercase() == folded)))
        .map(Term::from)
        .ok_or_else(|| ParameterError {
            value: value.to_owned(),
            wanted,
            nearest: nearest(
                value,
                all.iter().flat_map(|named| std::iter::once(named.id().to_owned()).chain(named.labels.iter().cloned())),
            ),
        })
}

struct Named {
    node: NamedNode,
    labels: Vec<String>,
}

impl Named {
    fn id(&self) -> &str {
        self.node.as_str().rsplit('/').next().unwrap_or_default()
    }
}

/// Everything of a class with its names, in order of IRIs.
fn names(store: &Store, class: NamedNodeRef<'_>) -> Vec<Named> {
    const LABELS: [NamedNodeRef<'_>; 5] =
        [ext::LABEL, ext::PREF_LABEL, ext::ALT_LABEL, ext::TITLE, property::SHORT_LABEL];
    let default = oxigraph::model::GraphNameRef::DefaultGraph;
    let mut found: Vec<Named> = store
        .quads_for_pattern(None, Some(rdf::TYPE), Some(class.into()), None)
        .flatten()
        .filter_map(|quad| match quad.subject {
            oxigraph::model::NamedOrBlankNode::NamedNode(node) => Some(node),
            _ => None,
        })
        .map(|node| Named {
            labels: LABELS
                .iter()
                .flat_map(|label| {
                    store.quads_for_pattern(Some(node.as_ref().into()), Some(*label), None, Some(default))
                })
                .flatten()
                .filter_map(|quad| match quad.object {
                    Term::Literal(literal) => Some(literal.value().to_owned()),
                    _ => None,
                })
                .collect(),
            node,
        })
        .collect();
    found.sort_by(|a, b| a.node.as_str().cmp(b.node.as_str()));
    found.dedup_by(|a, b| a.node == b.node);
    found
}

/// The three nearest words, if they are near at all.
pub(crate) fn nearest(word: &str, known: impl Iterator<Item = String>) -> Vec<String> {
    let word = word.to_lowercase();
    let mut scored: Vec<(f64, String)> = known
        .map(|candidate| (strsim::jaro_winkler(&word, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, word)| word).collect()
}
