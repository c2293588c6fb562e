//! The pages for coding. **Here the workplace is mounted**: pages that only coders see, and what they do.
//!
//! - Whose request it is: an argument [`super::access::Coder`]; without a token the answer is 401, or for a browser the
//!   page to log in. On a server that is read-only it is 403.
//! - A decision: `async fn decide(State(state): State<AppState>, Coder(name): Coder, Form(decision): Form<Decision>) ->
//!   Result<Response, Failure> { state.write(move |snapshot| …).await?; Ok(see_other("/code/…")) }`. The closure writes
//!   whole files with [`crate::case::write_annotations`]. One writer works at a time, on a snapshot that is as new as the
//!   files; if what the coder saw has changed, answer [`super::error::Failure::conflict`].
//! - The guard has refused by then what a page of another origin asks for; nothing more is to be done for that.
//! - Do not wrap these pages in [`super::answers::keep`] unless they depend on nothing but the snapshot and the coder.

use axum::Router;

use super::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
}
