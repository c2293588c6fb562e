//! Running a query on a case's graph.

use std::collections::BTreeMap;

use oxigraph::model::Term;
use spargebra::SparqlParser;

use super::{
    answer::Answer,
    bind::{BindError, bind},
    catalogue::CatalogueQuery,
    graph::SparqlGraph,
    limits::{LimitError, check_text},
    parameter::{ParameterError, nearest, resolve},
};
use crate::vocab::PREFIXES;

/// Why a query was not answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is not SPARQL.
    #[error("not valid SPARQL: {0}")]
    Syntax(String),
    /// It is too long or nested too deep.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// A parameter cannot be bound.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// There is no such parameter.
    #[error("the query `{query}` has no parameter `{name}`")]
    UnknownParameter {
        /// The query's name.
        query: String,
        /// What the user gave.
        name: String,
        /// Those it has, nearest first.
        known: Vec<String>,
    },
    /// A value was not accepted.
    #[error("parameter `{name}`: {source}")]
    Value {
        /// The parameter.
        name: String,
        /// Why.
        source: ParameterError,
    },
    /// It could not be evaluated.
    #[error("the query could not be evaluated: {0}")]
    Evaluation(String),
    /// Who was asked did not answer.
    #[error("{message}")]
    Unreachable {
        /// Who, and why not.
        message: String,
        /// What can be done about it.
        remedy: Option<String>,
    },
}

impl QueryError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        let did_you_mean =
            |words: &[String]| (!words.is_empty()).then(|| format!("did you mean {}?", words.join(", ")));
        match self {
            Self::UnknownParameter { known, .. } if known.is_empty() => Some("it takes no parameters".to_owned()),
            Self::UnknownParameter { known, .. } => Some(format!("it takes {}", known.join(", "))),
            Self::Value { source, .. } => did_you_mean(&source.nearest),
            Self::Bind(BindError::Unused(_)) => {
                Some("write the parameter as a variable in the query, such as ?actor".to_owned())
            }
            Self::Unreachable { remedy, .. } => remedy.clone(),
            _ => None,
        }
    }
}

/// Runs SPARQL text with these values bound.
///
/// The vocabularies' prefixes (`sg:`, `prov:`, `oa:` ...) need not be declared.
///
/// # Errors
/// [`QueryError`].
pub fn run(graph: &dyn SparqlGraph, text: &str, values: &BTreeMap<String, Term>) -> Result<Answer, QueryError> {
    check_text(text)?;
    // A long chain of operators recurses as deep as it is long; the server's own processes have as much.
    let deep = std::thread::Builder::new().stack_size(STACK);
    std::thread::scope(|scope| {
        let asked = deep.spawn_scoped(scope, || evaluate(graph, text, values));
        let failed = |why: String| Err(QueryError::Evaluation(why));
        match asked {
            Ok(asked) => asked.join().unwrap_or_else(|_| failed("it ended without an answer".to_owned())),
            Err(error) => failed(error.to_string()),
        }
    })
}

/// The stack that a query of the user's own is evaluated on, in bytes; what is not used takes no memory.
const STACK: usize = 1 << 30;

fn evaluate(graph: &dyn SparqlGraph, text: &str, values: &BTreeMap<String, Term>) -> Result<Answer, QueryError> {
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in PREFIXES {
        parser = parser.with_prefix(prefix, namespace).expect("the vocabularies' namespaces are IRIs");
    }
    let query = parser.parse_query(text).map_err(|error| QueryError::Syntax(error.to_string()))?;
    graph.answer(bind(query, values)?)
}

impl CatalogueQuery {
    /// Runs the query with what the user gave for its parameters, and its defaults for the rest.
    ///
    /// # Errors
    /// [`QueryError`].
    pub fn run(&self, graph: &dyn SparqlGraph, given: &BTreeMap<String, String>) -> Result<Answer, QueryError> {
        let header = self.header();
        if let Some(name) = given.keys().find(|name| header.params.iter().all(|p| p.name != **name)) {
            let names = || header.params.iter().map(|p| p.name.clone());
            let near = nearest(name, names());
            return Err(QueryError::UnknownParameter {
                query: self.name.to_owned(),
                name: name.clone(),
                known: if near.is_empty() { names().collect() } else { near },
            });
        }
        let mut values = BTreeMap::new();
        for parameter in &header.params {
            let Some(value) = given.get(&parameter.name).or(parameter.default.as_ref()) else {
                continue;
            };
            // An empty value leaves an optional parameter open although it has a default.
            if value.is_empty() && parameter.optional {
                continue;
            }
            values.insert(parameter.name.clone(), resolve(graph, parameter, value)?);
        }
        check_text(self.text)?;
        evaluate(graph, self.text, &values)
    }
}
