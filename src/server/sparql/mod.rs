//! `/sparql`: the [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/) for queries. Updates are refused: the
//! files of the case are the truth.

mod answer;
mod description;
mod request;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};

use super::{answers::keep, error::Failure, graphs, state::AppState};

pub(crate) use answer::ask;
pub(crate) use request::Query;

pub(super) fn routes() -> Router<AppState> {
    let methods = || get(by_get).post(by_post);
    Router::new().route("/sparql", methods()).route("/sparql/", methods())
}

/// A query in the address; without one, what this service is.
async fn by_get(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let fields = request::fields(uri.query().unwrap_or_default().as_bytes())?;
    if fields.is_empty() {
        let snapshot = state.snapshot();
        let triples =
            description::triples(&snapshot, &graphs::own_address(&headers)).map_err(|error| Failure::ours(&error))?;
        return graphs::described(&headers, triples, &snapshot.prefixes()).map(keep);
    }
    let query = Query::of_get(fields)?;
    // The same question to the same files has the same answer.
    answer::respond(&state, query, &headers).await.map(keep)
}

/// A query in the body, as a form or as it is.
async fn by_post(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let query = Query::of_post(uri.query().unwrap_or_default(), &headers, &body)?;
    answer::respond(&state, query, &headers).await
}
