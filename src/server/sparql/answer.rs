//! From a query to its answer, or to why there is none.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    super::{
        error::Failure,
        graphs::content_type,
        state::AppState,
        worker::{Question, Reply, Trouble, Verdict},
    },
    request::Query,
};
use crate::query::check_text;

/// Asks a query of a stranger and returns the media type and the text of the answer.
///
/// `accept` is what will do, as in the header of that name. The pages ask in the same way, with
/// `application/sparql-results+json`.
///
/// # Errors
/// 400 for what is no query or refused, 406 for a format there is not, 413 for too many rows, 503 for too much time or
/// memory, or when all processes are at work.
pub(crate) async fn ask(state: &AppState, query: Query, accept: &str) -> Result<(String, Bytes), Failure> {
    // What can be seen without a parser needs no process.
    check_text(&query.text).map_err(|error| Failure::bad_request(error.to_string()).remedy(error.remedy()))?;
    let limits = state.configuration().limits;
    let snapshot = state.snapshot();
    let question = Question {
        query: query.text,
        default_graphs: query.default_graphs,
        named_graphs: query.named_graphs,
        accept: accept.to_owned(),
        base: snapshot.case.manifest.base.clone(),
        prefixes: snapshot.prefixes(),
        milliseconds: 0,
        rows: limits.rows,
        bytes: limits.answer,
        patterns: limits.patterns,
    };
    match state.pool().ask(question).await {
        Ok(Reply { verdict: Verdict::Answer { media_type }, body }) => Ok((media_type, body)),
        Ok(Reply { verdict, .. }) => Err(refused(verdict, state)),
        Err(trouble) => Err(broken(trouble, state)),
    }
}

/// The answer to a request.
pub(super) async fn respond(state: &AppState, query: Query, headers: &HeaderMap) -> Result<Response, Failure> {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let (media_type, body) = ask(state, query, &accept.collect::<Vec<_>>().join(",")).await?;
    let kind = HeaderValue::from_str(&content_type(&media_type)).map_err(|error| Failure::ours(&error))?;
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

fn refused(verdict: Verdict, state: &AppState) -> Failure {
    let limits = &state.configuration().limits;
    match verdict {
        Verdict::Syntax { message, place } => {
            let failure = Failure::bad_request(format!("not valid SPARQL: {message}"));
            match place {
                Some((line, column)) => failure.at(line, column),
                None => failure,
            }
        }
        Verdict::Refused { message, remedy } => Failure::bad_request(message).remedy(remedy),
        Verdict::NotAcceptable { offered } => {
            Failure::new(StatusCode::NOT_ACCEPTABLE, "the answer cannot be had in any format that was asked for")
                .remedy(format!("accept one of {offered}"))
        }
        Verdict::TooManyRows => {
            Failure::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the answer has more than {} rows", limits.rows))
                .remedy("ask for fewer with LIMIT, or fetch whole graphs from /graphs")
        }
        Verdict::TooLarge => {
            Failure::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the answer has more than {} MiB", limits.answer >> 20))
                .remedy("ask for less")
        }
        Verdict::Deadline => broken(Trouble::Deadline, state),
        Verdict::Failed { message } => Failure::bad_request(format!("the query could not be evaluated: {message}")),
        Verdict::Ready | Verdict::Answer { .. } => Failure::ours(&"a worker says what it was not asked"),
    }
}

fn broken(trouble: Trouble, state: &AppState) -> Failure {
    let limits = &state.configuration().limits;
    let unavailable = |message: String| Failure::new(StatusCode::SERVICE_UNAVAILABLE, message);
    match trouble {
        Trouble::Busy => unavailable("all processes that answer queries are at work".to_owned())
            .remedy("try again in a moment")
            .retry_after(u32::try_from(limits.deadline.as_secs()).unwrap_or(5).max(1)),
        Trouble::Deadline => unavailable(format!("the query did not end within {} s", limits.deadline.as_secs_f32()))
            .remedy("ask for less, or on your own machine with `stancegraph query -f FILE`"),
        Trouble::Memory => unavailable(format!("the query wants more than {} MiB of memory", limits.memory >> 20))
            .remedy("ask for less, or on your own machine with `stancegraph query -f FILE`"),
        Trouble::Nesting => Failure::bad_request("the query nests its operators too deep")
            .remedy("write it with fewer operators within operators"),
        Trouble::Died => unavailable("the process that evaluated the query ended before it had an answer".to_owned())
            .remedy("most likely it wanted too much memory; ask for less"),
    }
}
