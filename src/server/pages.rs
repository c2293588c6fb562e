//! The pages for reading: what `crate::pages` makes of the snapshot, at the addresses that it knows.
//!
//! - Beside its page a thing has data and RDF: by the address's ending (`/actors/blackberry.ttl`), or by what the client
//!   accepts.
//! - Whatever depends on nothing but the snapshot and the address is kept ([`super::answers::keep`]).
//! - Style sheets and scripts: files in `src/assets/`, linked to with [`crate::assets::path`]. The policy of the guard
//!   forbids inline scripts and styles (`style="…"` as well) and anything from another server.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use maud::{DOCTYPE, Markup, html};

use super::{answers::keep, error::Failure, graphs, negotiation::Accept, snapshot::Snapshot, sparql, state::AppState};
use crate::{
    assets,
    pages::{self, Address, Fault, PageError, Representation, Writer},
    query::Answer,
    store::disk::{Manifest, Source},
};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/", get(page)).route("/{page}", get(page)).route("/{page}/{id}", get(page))
}

/// Whatever the pages have at an address, in the form that its ending or the client asks for.
async fn page(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    let Some((address, form)) = Address::parse(uri.path(), uri.query().unwrap_or_default()) else {
        return Err(Failure::of_status(StatusCode::NOT_FOUND, ""));
    };
    let accept = Accept::of(&headers);
    if let Address::Ask(asked) = &address
        && let Some(query) = asked.get("query").map(str::to_owned)
    {
        return ask(&state, query, form).await.map(keep);
    }
    let read_only = state.configuration().read_only;
    state.read(move |snapshot| answer(snapshot, read_only, &address, form, &accept, &headers)).await.map(keep)
}

/// A question of somebody's own: answered by a process of its own, as at `/sparql`.
async fn ask(state: &AppState, text: String, form: Representation) -> Result<Response, Failure> {
    let accept = match form {
        Representation::Page => "application/sparql-results+json, text/turtle",
        Representation::Csv => "text/csv",
        Representation::Json => "application/sparql-results+json",
        Representation::Turtle => "text/turtle",
        Representation::JsonLd => "application/ld+json",
        _ => return Err(Failure::new(StatusCode::NOT_ACCEPTABLE, "an answer has no such form")),
    };
    let query = sparql::Query { text: text.clone(), ..sparql::Query::default() };
    let answer = sparql::ask(state, query, accept).await;
    if form != Representation::Page {
        let (media_type, body) = answer?;
        let kind = HeaderValue::from_str(&graphs::content_type(&media_type)).map_err(|error| Failure::ours(&error))?;
        return Ok(([(header::CONTENT_TYPE, kind)], body).into_response());
    }
    let status = answer.as_ref().map_or_else(Failure::status, |_| StatusCode::OK);
    let answer = answer
        .map_err(|failure| Fault {
            message: failure.message().to_owned(),
            place: failure.place(),
            remedy: failure.remedy_text().map(str::to_owned),
        })
        .and_then(|(media_type, body)| {
            Answer::parse(&media_type, &body).map_err(|message| Fault { message, place: None, remedy: None })
        });
    let read_only = state.configuration().read_only;
    let page = state
        .read(move |snapshot| {
            let reading = snapshot.readings.current().map_err(|error| Failure::ours(&error))?;
            let writer = Writer { coding: coding(read_only), ..Writer::new(&reading, snapshot.readings.addressing()) };
            Ok(writer.ask_page(&text, Some(&answer)))
        })
        .await?;
    let kind = HeaderValue::from_static(Representation::Page.media_type());
    Ok((status, [(header::CONTENT_TYPE, kind)], page).into_response())
}

/// What a client may have of a thing that has RDF, the page first.
const OFFERED: [&str; 7] = [
    "text/html",
    "text/turtle",
    "application/ld+json",
    "application/n-triples",
    "application/rdf+xml",
    "application/json",
    "application/xhtml+xml",
];

/// Where one codes, if anybody does.
const fn coding(read_only: bool) -> Option<&'static str> {
    if read_only { None } else { Some("/code") }
}

fn answer(
    snapshot: &Snapshot,
    read_only: bool,
    address: &Address,
    form: Representation,
    accept: &Accept,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let addressing = snapshot.readings.addressing();
    if !snapshot.readings.have_files() {
        let form =
            if accept.best(&OFFERED) == Some(5) && form == Representation::Page { Representation::Json } else { form };
        if addressing.href(address, form).is_none() {
            return Err(Failure::not_found(
                "this server has a graph and not the documents it was made of, so it has no such page",
            )
            .remedy("ask /questions or /sparql; the pages of texts are where the case is served from its files"));
        }
    }
    let reading = snapshot.readings.of(address).map_err(failed)?;
    let writer = Writer { coding: coding(read_only), ..Writer::new(&reading, addressing) };
    let told = match (&snapshot.disk, &snapshot.elsewhere) {
        (Some(disk), _) => Some(told_of(disk.manifest())),
        (None, Some(address)) => Some(vec![("A copy of what is at".to_owned(), address.clone())]),
        (None, None) => None,
    };
    if let (Some(told), Address::Case) = (told, address) {
        let page = writer.graph_page(&told);
        let kind = HeaderValue::from_static(Representation::Page.media_type());
        return Ok(([(header::CONTENT_TYPE, kind)], page).into_response());
    }
    let form = match (form, accept.best(&OFFERED)) {
        (Representation::Page, Some(1..=4)) if has_rdf(address) => {
            let triples = pages::triples(&reading, address).map_err(failed)?;
            return graphs::described(headers, triples, &reading.case.prefixes());
        }
        (Representation::Page, Some(5)) => Representation::Json,
        (form, _) => form,
    };
    let answered = writer.answer(address, form).map_err(failed)?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(answered.media_type))], answered.body).into_response())
}

/// What is known of a store on disk, by name.
fn told_of(manifest: &Manifest) -> Vec<(String, String)> {
    let mut told = vec![
        ("Triples, current and derived".to_owned(), manifest.default_graph.triples.to_string()),
        ("Named graphs".to_owned(), manifest.named_graphs.to_string()),
    ];
    let sources = manifest.sources.len();
    told.extend(manifest.sources.iter().take(20).map(|source| match source {
        Source::Case { base, .. } => ("Made of the case".to_owned(), base.clone()),
        Source::Part { path, .. } => {
            // A name says enough to those who know the file, and where it lay is nobody's business.
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            ("Made of the part".to_owned(), name.to_owned())
        }
    }));
    if sources > 20 {
        told.push(("Made of".to_owned(), format!("{} more", sources - 20)));
    }
    told
}

const fn has_rdf(address: &Address) -> bool {
    matches!(
        address,
        Address::Case
            | Address::Actor(_)
            | Address::Proposition(_)
            | Address::Document(_)
            | Address::Statement(_)
            | Address::Event(_)
    )
}

/// Why there is no page, as the guard tells it.
pub(super) fn failed(error: PageError) -> Failure {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match error {
        PageError::Failed(message) => Failure::ours(&message),
        // A file of what filters left empty: there is nothing to send.
        PageError::Nothing(message) => Failure::not_found(message),
        error => {
            let failure = Failure::new(status, error.to_string());
            match error.remedy() {
                Some(remedy) => failure.remedy(remedy),
                None => failure,
            }
        }
    }
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
