//! From what a user types for a parameter (an id, a label, an alias) to the RDF term that is bound.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, vocab::xsd};

use super::{
    answer::Record,
    graph::SparqlGraph,
    header::{Parameter, ParameterType},
    run::{QueryError, run},
};
use crate::{
    model::{ActorKind, ClosedList, Date, Form, Modality, Stance},
    vocab::{individual, terms::class},
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
/// [`QueryError::Value`] with what is nearest, and what the graph says if it cannot answer.
pub fn resolve(graph: &dyn SparqlGraph, parameter: &Parameter, value: &str) -> Result<Term, QueryError> {
    use ParameterType as T;
    let wanted = parameter.kind.words();
    let refused = |source: ParameterError| QueryError::Value { name: parameter.name.clone(), source };
    let literal = |accepted: Option<Literal>| {
        let error = || ParameterError { value: value.to_owned(), wanted, nearest: Vec::new() };
        accepted.map(Term::from).ok_or_else(|| refused(error()))
    };
    let resource = |class: NamedNodeRef<'_>| {
        let asked = Resource { graph, class, value };
        match asked.find()? {
            Some(node) => Ok(node.into()),
            None => Err(refused(ParameterError { value: value.to_owned(), wanted, nearest: asked.nearest()? })),
        }
    };
    match parameter.kind {
        T::Proposition => resource(class::PROPOSITION),
        T::Actor => resource(class::ACTOR),
        T::Issue => resource(class::ISSUE),
        T::Frame => resource(class::FRAME),
        T::Document => resource(class::DOCUMENT),
        T::Event => resource(class::EVENT),
        T::Coder => resource(class::CODER),
        T::Stance => closed::<Stance>(value).map_err(refused),
        T::Form => closed::<Form>(value).map_err(refused),
        T::Modality => closed::<Modality>(value).map_err(refused),
        T::Kind => closed::<ActorKind>(value).map_err(refused),
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

/// Everything of a class. Coders whose annotations are not the current ones stand only in their own graphs.
const MEMBERS: [&str; 2] = ["{ ?node a ?class }", "{ { ?node a ?class } UNION { GRAPH ?graph { ?node a ?class } } }"];

/// What a resource is called.
const LABELS: &str = "VALUES ?property { rdfs:label skos:prefLabel skos:altLabel dcterms:title sg:shortLabel } \
                      ?node ?property ?label";

/// How many names are looked through for what somebody may have meant.
const NAMES: usize = 50_000;

/// A resource of a class that is looked for by its IRI, its id, or one of its names.
struct Resource<'a> {
    graph: &'a dyn SparqlGraph,
    class: NamedNodeRef<'a>,
    value: &'a str,
}

impl Resource<'_> {
    /// The first in order of IRIs that has the IRI, or else the id, or else the name, or else the name in other letters.
    fn find(&self) -> Result<Option<NamedNode>, QueryError> {
        let value = || Literal::new_simple_literal(self.value);
        let ending = Literal::new_simple_literal(format!("/{}", self.value));
        let text = format!(
            "SELECT DISTINCT ?node WHERE {{ {} FILTER (STR(?node) = ?value || STRENDS(STR(?node), ?ending)) }}",
            self.members()
        );
        let named = self.ask(&text, &[("value", value()), ("ending", ending)])?;
        let exact = named.iter().find(|(node, _)| node.as_str() == self.value);
        if let Some((node, _)) = exact.or_else(|| named.iter().find(|(node, _)| id(node) == self.value)) {
            return Ok(Some(node.clone()));
        }
        let text = format!(
            "SELECT ?node ?label WHERE {{ ?node a ?class . {LABELS} \
             FILTER (STR(?label) = ?value || LCASE(STR(?label)) = ?folded) }}"
        );
        let folded = Literal::new_simple_literal(self.value.to_lowercase());
        let labelled = self.ask(&text, &[("value", value()), ("folded", folded)])?;
        let exact = labelled.iter().find(|(_, label)| label.as_deref() == Some(self.value));
        Ok(exact.or_else(|| labelled.first()).map(|(node, _)| node.clone()))
    }

    /// The ids and names that are nearest to what was typed.
    fn nearest(&self) -> Result<Vec<String>, QueryError> {
        let text = format!("SELECT ?node ?label WHERE {{ {} OPTIONAL {{ {LABELS} }} }} LIMIT {NAMES}", self.members());
        let all = self.ask(&text, &[])?;
        let names = all.iter().flat_map(|(node, label)| std::iter::once(id(node).to_owned()).chain(label.clone()));
        Ok(nearest(self.value, names))
    }

    fn members(&self) -> &'static str {
        MEMBERS[usize::from(self.class == class::CODER)]
    }

    /// Nodes with a name each, in order of IRIs.
    fn ask(&self, text: &str, values: &[(&str, Literal)]) -> Result<Vec<(NamedNode, Option<String>)>, QueryError> {
        let literals = values.iter().map(|(name, value)| ((*name).to_owned(), Term::from(value.clone())));
        let class = ("class".to_owned(), Term::from(self.class.into_owned()));
        let values: BTreeMap<String, Term> = literals.chain([class]).collect();
        let answer = run(self.graph, text, &values)?;
        let named = |row: Record<'_>| match row.get("node") {
            Some(Term::NamedNode(node)) => Some((node.clone(), row.text("label").map(str::to_owned))),
            _ => None,
        };
        let mut found: Vec<_> = answer.records().filter_map(named).collect();
        found.sort_by(|a, b| (a.0.as_str(), &a.1).cmp(&(b.0.as_str(), &b.1)));
        Ok(found)
    }
}

/// What follows the last `/` of an address.
fn id(node: &NamedNode) -> &str {
    node.as_str().rsplit('/').next().unwrap_or_default()
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
