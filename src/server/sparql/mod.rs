//! `/sparql`: the [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/).

use axum::Router;

use super::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
}
