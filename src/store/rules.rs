//! The rules that derive positions, conflicts and contradictions: SPARQL CONSTRUCT files in `queries/rules/`.

use oxigraph::{
    model::Triple,
    sparql::{QueryResults, SparqlEvaluator},
    store::Store,
};

use super::graph::StoreError;

/// A rule by its file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The file's name without its ending: `07-positions`.
    pub name: &'static str,
    /// The SPARQL CONSTRUCT query.
    pub text: &'static str,
}

macro_rules! rules {
    ($($name:literal),+ $(,)?) => {
        /// The rules in the order in which they are applied. A test holds this list to the folder.
        pub const RULES: &[Rule] = &[$(Rule {
            name: $name,
            text: include_str!(concat!("../../queries/rules/", $name, ".rq")),
        }),+];
    };
}

rules![
    "01-quotes",
    "02-said-on",
    "03-held-by",
    "04-counts-for",
    "05-passed-through",
    "06-stances",
    "07-positions",
    "08-best-statement",
    "09-implied",
    "10-agreement",
    "11-responses",
    "12-conflicts",
    "13-disagreements",
    "14-contradictions",
];

/// What one rule derives from the default graph.
pub(super) fn derive(store: &Store, rule: &Rule) -> Result<Vec<Triple>, StoreError> {
    let fail = |message: String| StoreError::Rule {
        rule: rule.name,
        message,
    };
    let results = SparqlEvaluator::new()
        .parse_query(rule.text)
        .map_err(|error| fail(error.to_string()))?
        .on_store(store)
        .execute()
        .map_err(|error| fail(error.to_string()))?;
    match results {
        QueryResults::Graph(triples) => triples
            .collect::<Result<_, _>>()
            .map_err(|error| fail(error.to_string())),
        _ => Err(fail("it is not a CONSTRUCT query".to_owned())),
    }
}
