//! One question: parsed, checked, evaluated, written. The answer is whole or it is none.

use std::{
    io::{self, Write},
    sync::mpsc,
    thread,
    time::Duration,
};

use oxigraph::{
    model::{GraphName, NamedNode},
    sparql::{
        CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator,
        results::{QueryResultsFormat, QueryResultsSerializer},
    },
    store::Store,
};
use spargebra::{Query, SparqlParser};

use super::{
    super::{
        graphs::{GRAPH_TYPES, written},
        negotiation::Accept,
    },
    message::{Question, Verdict},
};
use crate::{
    query::{check_algebra, check_text},
    vocab::PREFIXES,
};

/// The formats of rows and of yes or no, by media type, ours first.
const ROW_TYPES: [(&str, QueryResultsFormat); 7] = [
    ("application/sparql-results+json", QueryResultsFormat::Json),
    ("application/sparql-results+xml", QueryResultsFormat::Xml),
    ("text/csv", QueryResultsFormat::Csv),
    ("text/tab-separated-values", QueryResultsFormat::Tsv),
    ("application/json", QueryResultsFormat::Json),
    ("application/xml", QueryResultsFormat::Xml),
    ("text/xml", QueryResultsFormat::Xml),
];

/// Answers a question. The body is empty unless the verdict is an answer.
pub(super) fn evaluate(store: &Store, question: &Question) -> (Verdict, Vec<u8>) {
    match answered(store, question) {
        Ok((media_type, body)) => (Verdict::Answer { media_type: media_type.to_owned() }, body),
        Err(verdict) => (verdict, Vec::new()),
    }
}

fn answered(store: &Store, question: &Question) -> Result<(&'static str, Vec<u8>), Verdict> {
    let query = checked(question)?;
    let token = CancellationToken::new();
    let _clock = Clock::start(&token, Duration::from_millis(question.milliseconds));
    let mut prepared = SparqlEvaluator::new().with_cancellation_token(token.clone()).for_query(query);
    // What the request names takes the place of what the query names.
    if !question.default_graphs.is_empty() || !question.named_graphs.is_empty() {
        let node = |iri: &String| {
            NamedNode::new(iri).map_err(|error| Verdict::Refused {
                message: format!("`{iri}` cannot name a graph: {error}"),
                remedy: "name graphs by their whole addresses".to_owned(),
            })
        };
        let default = question.default_graphs.iter().map(node).collect::<Result<Vec<_>, _>>()?;
        let named = question.named_graphs.iter().map(node).collect::<Result<Vec<_>, _>>()?;
        prepared.dataset_mut().set_default_graph(default.into_iter().map(GraphName::from).collect());
        prepared.dataset_mut().set_available_named_graphs(named.into_iter().map(Into::into).collect());
    }
    let fail = |error: QueryEvaluationError| match error {
        QueryEvaluationError::Cancelled => Verdict::Deadline,
        error => Verdict::Failed { message: error.to_string() },
    };
    match prepared.on_store(store).execute().map_err(fail)? {
        QueryResults::Boolean(value) => {
            let (media_type, format) = row_type(&question.accept)?;
            let mut body = QueryResultsSerializer::from_format(format)
                .serialize_boolean_to_writer(Vec::new(), value)
                .map_err(|error| too_large(&error))?;
            body.push(b'\n');
            Ok((media_type, body))
        }
        QueryResults::Solutions(solutions) => {
            let (media_type, format) = row_type(&question.accept)?;
            let body = Bounded { bytes: Vec::new(), most: question.bytes };
            let mut writer = QueryResultsSerializer::from_format(format)
                .serialize_solutions_to_writer(body, solutions.variables().to_vec())
                .map_err(|error| too_large(&error))?;
            for (row, solution) in solutions.enumerate() {
                let solution = solution.map_err(fail)?;
                if row >= question.rows {
                    return Err(Verdict::TooManyRows);
                }
                writer.serialize(solution.iter()).map_err(|error| too_large(&error))?;
            }
            let body = writer.finish().map_err(|error| too_large(&error))?;
            Ok((media_type, body.bytes))
        }
        QueryResults::Graph(found) => {
            let Some(at) = Accept::parse(&question.accept).best(&GRAPH_TYPES) else {
                return Err(Verdict::NotAcceptable { offered: GRAPH_TYPES[..4].join(", ") });
            };
            let mut triples = Vec::new();
            for triple in found {
                triples.push(triple.map_err(fail)?);
                if triples.len() > question.rows {
                    return Err(Verdict::TooManyRows);
                }
            }
            let body = written(at, triples, &question.prefixes)
                .map_err(|error| Verdict::Failed { message: error.to_string() })?;
            if body.len() > question.bytes { Err(Verdict::TooLarge) } else { Ok((GRAPH_TYPES[at], body)) }
        }
    }
}

/// The query, if it is one and asks for nothing that is refused.
fn checked(question: &Question) -> Result<Query, Verdict> {
    let limit = |error: crate::query::LimitError| Verdict::Refused {
        message: error.to_string(),
        remedy: error.remedy().to_owned(),
    };
    check_text(&question.query).map_err(limit)?;
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in PREFIXES {
        parser = parser.with_prefix(prefix, namespace).expect("the vocabularies' namespaces are IRIs");
    }
    if let Ok(based) = parser.clone().with_base_iri(&question.base) {
        parser = based;
    }
    let query = parser.parse_query(&question.query).map_err(|error| syntax(&error.to_string()))?;
    check_algebra(&query, question.patterns).map_err(limit)?;
    Ok(query)
}

/// The parser says `error at 1:7: expected …`.
fn syntax(text: &str) -> Verdict {
    let placed = text.strip_prefix("error at ").and_then(|rest| rest.split_once(": "));
    let place = placed.and_then(|(place, message)| {
        let (line, column) = place.split_once(':')?;
        Some(((line.parse().ok()?, column.parse().ok()?), message))
    });
    match place {
        Some((place, message)) => Verdict::Syntax { message: expected(message), place: Some(place) },
        None => Verdict::Syntax { message: text.to_owned(), place: None },
    }
}

/// What the parser expected, in as far as it is words; it lists every letter that a name may go on with as well.
fn expected(message: &str) -> String {
    if message.contains("Prefix not found") {
        return "a prefix that is used here is not declared".to_owned();
    }
    let words: Vec<&str> = message
        .trim_start_matches("expected ")
        .trim_start_matches("one of ")
        .split(", ")
        .map(str::trim)
        .filter(|word| word.len() > 2 && word.starts_with('"') && word.ends_with('"'))
        .take(12)
        .collect();
    if words.is_empty() { "this cannot stand here".to_owned() } else { format!("expected {}", words.join(" or ")) }
}

fn row_type(accept: &str) -> Result<(&'static str, QueryResultsFormat), Verdict> {
    let types = ROW_TYPES.map(|(media_type, _)| media_type);
    let best = Accept::parse(accept).best(&types);
    best.map(|at| ROW_TYPES[at]).ok_or_else(|| Verdict::NotAcceptable { offered: types[..4].join(", ") })
}

/// Writing to memory fails for one reason only.
fn too_large(_: &io::Error) -> Verdict {
    Verdict::TooLarge
}

/// Memory that takes no more than it may.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Cancels the evaluation at the deadline, so that most queries that take too long end without ending the process.
struct Clock {
    _ends: mpsc::Sender<()>,
}

impl Clock {
    fn start(token: &CancellationToken, deadline: Duration) -> Self {
        let (ends, ended) = mpsc::channel();
        let token = token.clone();
        // Without a thread the server's own clock remains.
        let _ = thread::Builder::new().stack_size(64 << 10).spawn(move || {
            if ended.recv_timeout(deadline) == Err(mpsc::RecvTimeoutError::Timeout) {
                token.cancel();
            }
        });
        Self { _ends: ends }
    }
}

#[cfg(test)]
mod tests;
