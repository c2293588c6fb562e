//! The JSON API under `/api/`. **Here it is mounted**: handlers return `Json` inside [`super::answers::keep`], and
//! `Failure` for what cannot be answered, which becomes `application/problem+json` for whoever accepts it.

use axum::Router;

use super::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
}
