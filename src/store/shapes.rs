//! Validation: does what each coder wrote keep to the SHACL shapes in `ontology/shapes.ttl`?

use std::collections::BTreeMap;

use oxigraph::model::{Graph, Term, Triple};
use shacl_rust::validation::dataset::ValidationDataset;

use super::graph::{StoreError, sets_triples, shared_triples};
use crate::{case::Case, model::Slug, rdf::parse_turtle, vocab};

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
    let mut violations = validate(None, &shared)?;
    let known: BTreeMap<String, String> =
        violations.iter().map(|violation| (violation.focus.clone(), violation.message.clone())).collect();
    for coder in case.coders() {
        let mut data = shared.clone();
        let sets: Vec<_> = case.of_coder(coder.as_str()).cloned().collect();
        data.extend(sets_triples(case, &sets, &names));
        let of_coder = validate(Some(coder.clone()), &data)?;
        violations.extend(of_coder.into_iter().filter(|found| known.get(&found.focus) != Some(&found.message)));
    }
    violations.sort();
    violations.dedup();
    Ok(violations)
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
            focus: result.focus_node().to_string().trim_start_matches('<').trim_end_matches('>').to_owned(),
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
