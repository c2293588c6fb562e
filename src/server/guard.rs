//! What stands around every request: its number, who may ask, how long it may take to arrive, and the headers of its
//! answer. No handler has to think of any of it.

use std::{
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicU32, Ordering},
    time::Instant,
};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt as _;
use tracing::Instrument as _;

use super::{
    access::{self, Coder, Shown},
    error::{Client, Failure},
    hosts,
    listen::Peer,
    state::AppState,
};

/// Nothing is fetched from elsewhere and nothing runs but our own files.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The outermost layer.
pub(super) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let client = Client::new(request.method(), request.uri(), request.headers());
    let number = number();
    let origin = request.headers().get(header::ORIGIN).cloned();
    // A token in an address is nobody's business.
    let shown = if client.address.starts_with("/login") { "/login" } else { &client.address };
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let span = tracing::info_span!("request", id = number, ?peer, method = %client.method, address = shown);
    let answer = AssertUnwindSafe(answered(&state, request, next)).catch_unwind().instrument(span.clone()).await;
    let response = answer.unwrap_or_else(|_| Failure::ours(&"a handler panicked").into_response());
    let mut response = span.in_scope(|| told(response, &client, &number));
    headers(response.headers_mut(), &number);
    hosts::share(&state.configuration().cors, origin.as_ref(), response.headers_mut());
    tracing::info!(
        parent: &span,
        status = response.status().as_u16(),
        milliseconds = begun.elapsed().as_secs_f64() * 1000.0,
        "answered"
    );
    response
}

async fn answered(state: &AppState, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Err(failure) = may_ask(state, &mut parts) {
        return failure.into_response();
    }
    if parts.method == Method::OPTIONS && parts.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
        return hosts::preflight(&parts.headers);
    }
    let body = match received(state, body).await {
        Ok(body) => body,
        Err(failure) => return failure.into_response(),
    };
    // HEAD is answered as GET, and its body not sent.
    if parts.method == Method::HEAD {
        parts.method = Method::GET;
    }
    let wanted = parts.headers.get(header::IF_NONE_MATCH).cloned();
    let key = key(&parts);
    let revision = state.snapshot().revision.clone();
    if let Some(found) = key.as_ref().and_then(|key| state.answers().find(&revision, key, wanted.as_ref())) {
        return found;
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    match key {
        // What was made while the case changed may be of either state.
        Some(key) if state.snapshot().revision == revision => {
            state.answers().put(&revision, key, response, wanted.as_ref()).await
        }
        _ => response,
    }
}

/// What an answer depends on, beside the snapshot.
fn key(parts: &Parts) -> Option<String> {
    if parts.method != Method::GET {
        return None;
    }
    let accept = parts.headers.get(header::ACCEPT).map_or(&b""[..], HeaderValue::as_bytes);
    let coder = parts.extensions.get::<Coder>().map_or("", |coder| coder.0.as_str());
    Some(format!("{coder}\n{}\n{}", parts.uri, String::from_utf8_lossy(accept)))
}

/// Whether this request may be asked here, and by whom it is.
fn may_ask(state: &AppState, parts: &mut Parts) -> Result<(), Failure> {
    let configuration = state.configuration();
    hosts::check(&parts.headers, &parts.uri, configuration)?;
    let shown = access::shown(state, &parts.headers);
    let by_header = matches!(shown, Shown::Header(_));
    match shown {
        Shown::Header(name) | Shown::Cookie(name) => {
            parts.extensions.insert(Coder(name));
        }
        Shown::Wrong => return Err(access::not_logged_in()),
        Shown::Nobody => {}
    }
    if configuration.reading_needs_a_token()
        && parts.extensions.get::<Coder>().is_none()
        && !open_to_all(&parts.uri)
        && parts.method != Method::OPTIONS
    {
        return Err(access::not_logged_in());
    }
    // A browser sends the cookie along whoever makes it ask; a header it does not.
    if changes_something(&parts.method, &parts.uri) && !by_header {
        hosts::same_origin(&parts.headers)?;
    }
    Ok(())
}

/// What one needs to log in.
fn open_to_all(uri: &Uri) -> bool {
    uri.path() == "/login" || uri.path().starts_with(crate::assets::FOLDER)
}

/// Whether a request may change anything. A query may be sent by POST, and changes nothing.
fn changes_something(method: &Method, uri: &Uri) -> bool {
    let query = *method == Method::POST && uri.path().trim_end_matches('/') == "/sparql";
    // Graphs are never changed here: whoever asks for it is told so.
    let graph = uri.path() == "/graphs" || uri.path().starts_with("/graphs/");
    !(query || graph || [Method::GET, Method::HEAD, Method::OPTIONS].contains(method))
}

/// The whole body, if it comes in time and is not too large.
async fn received(state: &AppState, body: Body) -> Result<Body, Failure> {
    let limits = &state.configuration().limits;
    if http_body_is_empty(&body) {
        return Ok(body);
    }
    match tokio::time::timeout(limits.body_time, to_bytes(body, limits.body)).await {
        Ok(Ok(bytes)) => Ok(Body::from(bytes)),
        Ok(Err(error)) if is_too_large(&error) => {
            Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the request has more than {} bytes", limits.body)))
        }
        Ok(Err(_)) => Err(Failure::bad_request("the request's body broke off")),
        Err(_) => Err(Failure::new(
            StatusCode::REQUEST_TIMEOUT,
            format!("the request's body did not come within {} s", limits.body_time.as_secs_f32()),
        )),
    }
}

fn http_body_is_empty(body: &Body) -> bool {
    use axum::body::HttpBody as _;
    body.is_end_stream()
}

fn is_too_large(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.to_string().contains("length limit"))
}

/// A failure in the form that the client accepts; any other answer as it is.
fn told(mut response: Response, client: &Client, number: &str) -> Response {
    let failure = match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure,
        // Not ours yet: an unknown address, or an argument that was refused.
        None if is_bare_error(&response) => Failure::of_status(response.status(), ""),
        None => return response,
    };
    tracing::debug!(status = failure.status().as_u16(), message = failure.message(), "refused");
    if failure.status() == StatusCode::UNAUTHORIZED && client.is_a_browser() {
        return access::see_other(&access::login_address(client));
    }
    let mut written = failure.written(client, number);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        written.headers_mut().insert(header::ALLOW, allow.clone());
    }
    written
}

fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let text =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    (status.is_client_error() || status.is_server_error()) && text
}

/// What every answer says.
fn headers(headers: &mut HeaderMap, number: &str) {
    let mut unless_said = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    unless_said(header::CONTENT_SECURITY_POLICY, POLICY);
    unless_said(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless_said(header::REFERRER_POLICY, "same-origin");
    unless_said(header::X_FRAME_OPTIONS, "DENY");
    unless_said(header::CACHE_CONTROL, "no-store");
    unless_said(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    unless_said(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if let Ok(number) = HeaderValue::from_str(number) {
        headers.insert(REQUEST_ID, number);
    }
}

/// A number for each request, told apart from those of earlier runs by its first half.
fn number() -> String {
    static RUN: std::sync::LazyLock<u32> = std::sync::LazyLock::new(|| getrandom::u32().unwrap_or_default());
    static COUNT: AtomicU32 = AtomicU32::new(1);
    format!("{:08x}-{}", *RUN, COUNT.fetch_add(1, Ordering::Relaxed))
}
