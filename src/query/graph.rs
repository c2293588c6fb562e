//! What can be asked: anything that answers SPARQL.

use oxigraph::{sparql::SparqlEvaluator, store::Store};
use spargebra::Query;

use super::{answer::Answer, run::QueryError};

/// A graph that answers SPARQL: a store of this process, or a server somewhere else.
///
/// Its default graph is the merge of the current and the derived triples, each once, as [`crate::store::CaseGraph`]
/// has it; its named graphs are those of the coders and the two that are merged.
pub trait SparqlGraph: Sync {
    /// Answers a query, completely or not at all.
    ///
    /// # Errors
    /// [`QueryError::Evaluation`] and [`QueryError::Unreachable`].
    fn answer(&self, query: Query) -> Result<Answer, QueryError>;
}

impl SparqlGraph for Store {
    fn answer(&self, query: Query) -> Result<Answer, QueryError> {
        let evaluation = |error: oxigraph::sparql::QueryEvaluationError| QueryError::Evaluation(error.to_string());
        let results = SparqlEvaluator::new().for_query(query).on_store(self).execute().map_err(evaluation)?;
        Answer::read(results).map_err(evaluation)
    }
}
