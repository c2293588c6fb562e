//! Writing answers in the standard formats.

use std::io::{self, Write};

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::{answer::Answer, table::write_table};
use crate::rdf;

/// A format for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For reading.
    Table,
    /// [SPARQL 1.1 CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/).
    Csv,
    /// SPARQL 1.1 TSV.
    Tsv,
    /// [SPARQL 1.1 JSON](https://www.w3.org/TR/sparql11-results-json/).
    Json,
    /// [SPARQL XML](https://www.w3.org/TR/rdf-sparql-XMLres/).
    Xml,
    /// Turtle, for graphs.
    Ttl,
    /// N-Triples, for graphs.
    Nt,
}

/// Why an answer was not written.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// The format is not for this kind of answer.
    #[error("{format} cannot hold {what}")]
    Unfit {
        /// The format.
        format: &'static str,
        /// The kind of answer.
        what: &'static str,
        /// What would do.
        remedy: &'static str,
    },
    /// It could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// How an answer is shown as a table.
#[derive(Debug, Clone, Copy)]
pub struct TableStyle<'s> {
    /// Prefixes to shorten addresses with.
    pub prefixes: &'s [(String, String)],
    /// The width to fit into, in columns, if it should.
    pub width: Option<u16>,
    /// Whether columns of nothing but addresses are left out: catalogue queries have them for programs to follow.
    pub hide_links: bool,
}

/// Writes an answer.
///
/// # Errors
/// [`FormatError`].
pub fn write_answer(
    answer: &Answer,
    format: AnswerFormat,
    style: &TableStyle<'_>,
    out: &mut dyn Write,
) -> Result<(), FormatError> {
    match (answer, format) {
        (Answer::Graph(triples), AnswerFormat::Nt) => {
            out.write_all(rdf::write_ntriples(triples).as_bytes())?;
        }
        (Answer::Graph(triples), AnswerFormat::Ttl | AnswerFormat::Table) => {
            out.write_all(rdf::write_turtle(triples.clone(), style.prefixes).as_bytes())?;
        }
        (Answer::Graph(_), _) => {
            return Err(FormatError::Unfit {
                format: "a table of results",
                what: "the graph that a CONSTRUCT or DESCRIBE answers",
                remedy: "use --format ttl or --format nt, or ask with SELECT",
            });
        }
        (_, AnswerFormat::Ttl | AnswerFormat::Nt) => {
            return Err(FormatError::Unfit {
                format: "a graph",
                what: "the rows that a SELECT or ASK answers",
                remedy: "use --format table, csv, tsv, json or xml, or ask with CONSTRUCT",
            });
        }
        (Answer::Boolean(value), AnswerFormat::Table) => {
            writeln!(out, "{}", if *value { "yes" } else { "no" })?;
        }
        (Answer::Rows { variables, rows }, AnswerFormat::Table) => {
            write_table(variables, rows, style, out)?;
        }
        (_, AnswerFormat::Csv) => standard(answer, QueryResultsFormat::Csv, out)?,
        (_, AnswerFormat::Tsv) => standard(answer, QueryResultsFormat::Tsv, out)?,
        (_, AnswerFormat::Json) => standard(answer, QueryResultsFormat::Json, out)?,
        (_, AnswerFormat::Xml) => standard(answer, QueryResultsFormat::Xml, out)?,
    }
    Ok(())
}

fn standard(answer: &Answer, format: QueryResultsFormat, out: &mut dyn Write) -> io::Result<()> {
    let serializer = QueryResultsSerializer::from_format(format);
    match answer {
        Answer::Boolean(value) => {
            serializer.serialize_boolean_to_writer(&mut *out, *value)?;
        }
        Answer::Rows { variables, rows } => {
            let mut writer = serializer.serialize_solutions_to_writer(&mut *out, variables.clone())?;
            for row in rows {
                writer.serialize(
                    variables
                        .iter()
                        .zip(row)
                        .filter_map(|(variable, term)| Some((variable.as_ref(), term.as_ref()?.as_ref()))),
                )?;
            }
            writer.finish()?;
        }
        Answer::Graph(_) => {}
    }
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) || matches!(answer, Answer::Boolean(_)) {
        writeln!(out)?;
    }
    Ok(())
}
