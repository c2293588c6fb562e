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
    "02-quote-ranks",
    "03-said-on",
    "04-held-by",
    "05-counts-for",
    "06-passed-through",
    "07-stances",
    "08-positions",
    "09-best-statements",
    "10-implied",
    "11-agreement",
    "12-responses",
    "13-conflicts",
    "14-disagreements",
    "15-contradictions",
    "16-labels",
];

/// What one rule derives from the default graph.
pub(super) fn derive(store: &Store, rule: &Rule) -> Result<Vec<Triple>, StoreError> {
    let fail = |message: String| StoreError::Rule { rule: rule.name, message };
    let results = SparqlEvaluator::new()
        .parse_query(rule.text)
        .map_err(|error| fail(error.to_string()))?
        .on_store(store)
        .execute()
        .map_err(|error| fail(error.to_string()))?;
    match results {
        QueryResults::Graph(triples) => triples.collect::<Result<_, _>>().map_err(|error| fail(error.to_string())),
        _ => Err(fail("it is not a CONSTRUCT query".to_owned())),
    }
}
