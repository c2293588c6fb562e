//! Validation: does what each coder wrote keep to the SHACL shapes in `ontology/shapes.ttl`?

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    Graph, Term, Triple,
    vocab::{rdf, rdfs},
};
use shacl_rust::validation::dataset::ValidationDataset;

use super::graph::{StoreError, Texts, shared_triples};
use crate::{
    case::{Case, encoded},
    model::{AnnotationSet, Slug},
    rdf::parse_turtle,
    vocab,
};

/// A resource that does not keep to a shape.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// Whose annotations it is in; nobody's if it is in the codebook or the case itself.
    pub coder: Option<Slug>,
    /// The IRI of the resource.
    pub focus: String,
    /// What is wrong and what to do about it, in plain words.
    pub message: String,
}

/// Validates each coder's annotations together with the codebook, the case and the ontology, before inference.
///
/// # Errors
/// [`StoreError`] if the shipped shapes or ontology are broken.
pub fn validate_case(case: &Case) -> Result<Vec<Violation>, StoreError> {
    let shared = shared_triples(case)?;
    let names = case.names();
    let texts = Texts::of(case);
    let mut violations = validate(None, &shared)?;
    let known: BTreeMap<String, String> =
        violations.iter().map(|violation| (violation.focus.clone(), violation.message.clone())).collect();
    for coder in case.coders() {
        let mut data = shared.clone();
        let sets: Vec<_> = case.of_coder(coder.as_str()).cloned().collect();
        data.extend(texts.triples_of_all(&sets, &names));
        let of_coder = validate(Some(coder.clone()), &data)?;
        violations.extend(of_coder.into_iter().filter(|found| known.get(&found.focus) != Some(&found.message)));
    }
    violations.sort();
    violations.dedup();
    Ok(violations)
}

/// Validates one coder's annotations of one document, as they would be written.
///
/// # Errors
/// [`StoreError`] if the shipped shapes or ontology are broken.
pub fn validate_set(case: &Case, set: &AnnotationSet) -> Result<Vec<Violation>, StoreError> {
    // Also of a document that nobody has coded yet.
    let Some(document) = case.documents.get(&set.document) else { return Ok(Vec::new()) };
    let own = encoded(set, document, &case.names());
    let subjects: BTreeSet<String> = own.iter().map(|triple| plain(&triple.subject.to_string())).collect();
    // What the annotations name must be of the right class; whether a whole codebook is well-formed is not asked here.
    let named: BTreeSet<String> = own.iter().map(|triple| triple.object.to_string()).collect();
    let needed = |triple: &Triple| match triple.predicate.as_ref() {
        rdf::TYPE => named.contains(&triple.subject.to_string()),
        predicate => predicate == rdfs::SUB_CLASS_OF,
    };
    let mut data: Vec<Triple> = shared_triples(case)?.into_iter().filter(needed).collect();
    data.extend(own);
    let mut violations = validate(Some(set.coder.name.clone()), &data)?;
    violations.retain(|found| subjects.contains(&found.focus));
    violations.sort();
    violations.dedup();
    Ok(violations)
}

fn plain(term: &str) -> String {
    term.trim_start_matches('<').trim_end_matches('>').to_owned()
}

fn validate(coder: Option<Slug>, data: &[Triple]) -> Result<Vec<Violation>, StoreError> {
    let broken = |message: String| StoreError::Shipped { what: "shapes", message };
    let shapes = parse_turtle(vocab::SHAPES, vocab::NAMESPACE).map_err(|e| broken(e.message))?;
    let graph = |triples: &[Triple]| triples.iter().cloned().collect::<Graph>();
    let dataset =
        ValidationDataset::from_graphs(graph(data), graph(&shapes)).map_err(|error| broken(error.to_string()))?;
    let shapes = shacl_rust::parse_shapes(dataset.shapes_graph()).map_err(|error| broken(error.to_string()))?;
    let report = shacl_rust::validate(&dataset, &shapes);
    Ok(report
        .get_results()
        .iter()
        .map(|result| Violation {
            coder: coder.clone(),
            focus: plain(&result.focus_node().to_string()),
            message: in_plain_words(result),
        })
        .collect())
}

/// What the shape says, and which value it is about. What the validator says of itself comes first, in general terms,
/// and is left out.
fn in_plain_words(result: &shacl_rust::ValidationResult<'_>) -> String {
    let message = result.messages().last().cloned().unwrap_or_default();
    let value = result.value().map(|value| value.into_owned());
    match value {
        Some(Term::NamedNode(node)) if result.focus_node() != node.as_ref().into() => {
            let id = node.as_str().rsplit(['/', '#']).next().unwrap_or_default();
            format!("{message} Found: `{id}`.")
        }
        Some(Term::Literal(literal)) => format!("{message} Found: \"{}\".", literal.value()),
        _ => message,
    }
}
