//! What a query answers, read completely before anything is shown: an answer is whole or it is an error.

use oxigraph::{
    model::{Term, Triple},
    sparql::{
        QueryEvaluationError, QueryResults, Variable,
        results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput},
    },
};

use crate::rdf::parse_turtle;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Rows of a SELECT.
    Rows {
        /// The columns.
        variables: Vec<Variable>,
        /// One value a column, `None` where nothing is bound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Yes or no of an ASK.
    Boolean(bool),
    /// The triples of a CONSTRUCT or DESCRIBE.
    Graph(Vec<Triple>),
}

impl Answer {
    /// Reads results to their end.
    ///
    /// # Errors
    /// What the evaluation says.
    pub fn read(results: QueryResults<'_>) -> Result<Self, QueryEvaluationError> {
        Ok(match results {
            QueryResults::Boolean(value) => Self::Boolean(value),
            QueryResults::Graph(triples) => Self::Graph(triples.collect::<Result<_, _>>()?),
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let rows = solutions
                    .map(|solution| Ok(solution?.values().to_vec()))
                    .collect::<Result<_, QueryEvaluationError>>()?;
                Self::Rows { variables, rows }
            }
        })
    }

    /// Reads an answer that was written as SPARQL JSON (rows, yes or no) or as Turtle (a graph).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(media_type: &str, bytes: &[u8]) -> Result<Self, String> {
        if media_type.starts_with("text/turtle") {
            let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
            return parse_turtle(text, crate::vocab::NAMESPACE).map(Self::Graph).map_err(|error| error.to_string());
        }
        let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
        match parser.for_slice(bytes).map_err(|error| error.to_string())? {
            SliceQueryResultsParserOutput::Boolean(value) => Ok(Self::Boolean(value)),
            SliceQueryResultsParserOutput::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let rows = solutions
                    .map(|solution| Ok(solution.map_err(|error| error.to_string())?.values().to_vec()))
                    .collect::<Result<_, String>>()?;
                Ok(Self::Rows { variables, rows })
            }
        }
    }

    /// The rows as maps from column to value, for code that asks by name; none unless it is a SELECT's answer.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let (variables, rows): (&[Variable], &[Vec<Option<Term>>]) = match self {
            Self::Rows { variables, rows } => (variables, rows),
            _ => (&[], &[]),
        };
        rows.iter().map(move |row| Record { variables, row })
    }
}

/// One row, asked by column.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    variables: &'a [Variable],
    row: &'a [Option<Term>],
}

impl<'a> Record<'a> {
    /// The value of a column, if it is bound.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&'a Term> {
        let index = self.variables.iter().position(|v| v.as_str() == column)?;
        self.row.get(index)?.as_ref()
    }

    /// The text of a literal or the address of a resource.
    #[must_use]
    pub fn text(&self, column: &str) -> Option<&'a str> {
        match self.get(column)? {
            Term::Literal(literal) => Some(literal.value()),
            Term::NamedNode(node) => Some(node.as_str()),
            Term::BlankNode(_) => None,
        }
    }

    /// The text, empty where nothing is bound.
    #[must_use]
    pub fn text_or_empty(&self, column: &str) -> String {
        self.text(column).unwrap_or_default().to_owned()
    }

    /// A whole number, 0 where nothing is bound or it is none.
    #[must_use]
    pub fn number(&self, column: &str) -> u32 {
        self.text(column).and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Whether a boolean is true.
    #[must_use]
    pub fn flag(&self, column: &str) -> bool {
        self.text(column) == Some("true")
    }

    /// What follows the last `/` or `#` of a resource's address: its id.
    #[must_use]
    pub fn id(&self, column: &str) -> Option<&'a str> {
        let text = self.text(column)?;
        Some(text.rsplit(['/', '#']).next().unwrap_or(text))
    }
}
