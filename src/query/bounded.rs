//! A store that is asked with limits: for questions that others ask of a graph of any size.

use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use oxigraph::{
    sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator},
    store::Store,
};
use spargebra::Query;

use super::{answer::Answer, graph::SparqlGraph, run::QueryError};

/// A store that is asked for no longer than so long, and for no more than so many rows or triples.
#[derive(Clone, Copy)]
pub struct Bounded<'s> {
    /// The store.
    pub store: &'s Store,
    /// How long a question may take. It is looked at whenever a quad is read: sorting and products in memory go on.
    pub deadline: Duration,
    /// How many rows or triples an answer may have.
    pub rows: usize,
}

impl SparqlGraph for Bounded<'_> {
    fn answer(&self, query: Query) -> Result<Answer, QueryError> {
        let token = CancellationToken::new();
        let (_ends, ended) = mpsc::channel::<()>();
        let (clock, deadline) = (token.clone(), self.deadline);
        // It ends with the question, whose end of the channel is dropped then; without a thread there is no deadline.
        let _ = thread::Builder::new().stack_size(64 << 10).spawn(move || {
            if ended.recv_timeout(deadline) == Err(RecvTimeoutError::Timeout) {
                clock.cancel();
            }
        });
        let fail = |error: QueryEvaluationError| match error {
            QueryEvaluationError::Cancelled => {
                QueryError::Evaluation(format!("it did not end within {} s", self.deadline.as_secs_f32()))
            }
            error => QueryError::Evaluation(error.to_string()),
        };
        let too_many = || QueryError::Evaluation(format!("the answer has more than {} rows", self.rows));
        let results =
            SparqlEvaluator::new().with_cancellation_token(token).for_query(query).on_store(self.store).execute();
        match results.map_err(fail)? {
            QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
            QueryResults::Graph(found) => {
                let triples = found.take(self.rows + 1).collect::<Result<Vec<_>, _>>().map_err(fail)?;
                if triples.len() > self.rows { Err(too_many()) } else { Ok(Answer::Graph(triples)) }
            }
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let rows = solutions
                    .take(self.rows + 1)
                    .map(|solution| Ok(solution?.values().to_vec()))
                    .collect::<Result<Vec<_>, QueryEvaluationError>>()
                    .map_err(fail)?;
                if rows.len() > self.rows { Err(too_many()) } else { Ok(Answer::Rows { variables, rows }) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::query::run;

    #[test]
    fn a_question_that_takes_too_long_or_too_much_is_no_answer() {
        let store = Store::new().expect("memory");
        let quads = (0..300).map(|n| {
            let node = oxigraph::model::NamedNode::new_unchecked(format!("http://example.org/{n}"));
            oxigraph::model::Quad::new(node.clone(), node.clone(), node, oxigraph::model::GraphName::DefaultGraph)
        });
        store.extend(quads).expect("room");
        let bounded = Bounded { store: &store, deadline: Duration::from_millis(200), rows: 300 };
        let ask = |text: &str| run(&bounded, text, &BTreeMap::new()).map_err(|error| error.to_string());
        assert!(ask("SELECT ?s { ?s ?p ?o }").is_ok());
        let many = ask("SELECT ?s { { ?s ?p ?o } UNION { ?s ?p ?o } }").expect_err("too many");
        assert!(many.contains("more than 300 rows"), "{many}");
        let each = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER EXISTS { ?a ?b ?x . ?d ?e ?y . ?g ?h ?z }";
        let long = ask(&format!("SELECT (COUNT(*) AS ?n) {{ {each} }}")).expect_err("too long");
        assert!(long.contains("did not end"), "{long}");
    }
}
