//! The pages for reading. **Here the reading pages are mounted**: handlers that take what they need from the snapshot,
//! render it with the pure functions of `crate::pages`, and return [`html`] inside [`super::answers::keep`].
//!
//! - A handler that renders: `async fn actor(State(state): State<AppState>, Path(id): Path<String>) ->
//!   Result<Response, Failure> { state.read(move |snapshot| …).await.map(|page| keep(html(&page))) }`.
//! - What does not exist: `Failure::not_found(…).remedy(…)`; a wrong filter in the address: `Failure::bad_request(…)`.
//! - Who is logged in: an argument `Option<Coder>` ([`super::access::Coder`]); what is kept is kept for each coder apart.
//! - Style sheets and scripts: files in `src/assets/`, linked to with [`crate::assets::path`]. The policy of the guard
//!   forbids inline scripts and styles (`style="…"` as well) and anything from another server.
//! - RDF of a resource: [`super::graphs::described`] negotiates Turtle, JSON-LD and the others.

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use maud::{DOCTYPE, Markup, html};

use super::{answers::keep, error::Failure, state::AppState, state::Current};
use crate::assets;

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/", get(home))
}

/// A stand-in until the page of a case takes its place.
async fn home(State(_): State<AppState>, Current(snapshot): Current) -> Response {
    let title = &snapshot.case.manifest.title;
    let page = shell(title, &html! { h1 { (title) } p { "Questions go to " a href="/sparql" { "/sparql" } "." } });
    keep(html(&page))
}

/// A page as an answer.
pub(crate) fn html(page: &Markup) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], page.0.clone()).into_response()
}

/// A whole page around `body`.
fn shell(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href=(assets::path("pages.css"));
            }
            body { main { (body) } }
        }
    }
}

/// The page that says why a request was not answered.
pub(super) fn failure(failure: &Failure, request: &str) -> Markup {
    let status = failure.status();
    let title = status.canonical_reason().unwrap_or("Not answered");
    shell(
        title,
        &html! {
            h1 { (title) }
            p { (failure.message()) "." }
            @if let Some((line, column)) = failure.place() { p { "Line " (line) ", column " (column) "." } }
            @if let Some(remedy) = failure.remedy_text() { p { (remedy) "." } }
            p { a href="/" { "To the case" } }
            footer { (status.as_u16()) ", request " (request) }
        },
    )
}

/// The page to log in. `next` is where to go afterwards, `fault` what was wrong with the last try.
pub(super) fn log_in(coder: Option<&str>, next: &str, fault: Option<&str>) -> Markup {
    shell(
        "Log in to code",
        &html! {
            h1 { "Log in to code" }
            @if let Some(name) = coder {
                p { "You are logged in as " strong { (name) } "." }
                form method="post" action="/logout" { button { "Log out" } }
            }
            @if let Some(fault) = fault { p role="alert" { (fault) } }
            form method="post" action="/login" {
                input type="hidden" name="next" value=(next);
                label for="token" { "Your token" }
                input #token type="password" name="token" autocomplete="current-password" required autofocus;
                button { "Log in" }
            }
            p { "Whoever runs this server has given you a token, or the program has printed it when it was started." }
        },
    )
}
