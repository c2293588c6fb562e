//! Who asks: the coder of a request, by cookie or by token, and the page to log in.

use axum::{
    Router,
    extract::{FromRequestParts, OptionalFromRequestParts, RawForm, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use super::{
    error::{Client, Failure},
    pages,
    state::AppState,
};
use crate::model::Slug;

/// The coder whose request it is, as an argument of a handler; without one the answer is 401, or the page to log in.
/// Take `Option<Coder>` where it only matters for what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coder(pub(crate) Slug);

impl FromRequestParts<AppState> for Coder {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        if state.configuration().read_only {
            return Err(Failure::forbidden("this server was started with --read-only: nobody codes here"));
        }
        parts.extensions.get::<Self>().cloned().ok_or_else(not_logged_in)
    }
}

impl OptionalFromRequestParts<AppState> for Coder {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &AppState) -> Result<Option<Self>, Failure> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// 401. A browser is shown the page to log in.
pub(super) fn not_logged_in() -> Failure {
    Failure::new(StatusCode::UNAUTHORIZED, "this needs a coder's token")
        .remedy("log in at /login, or send the header `Authorization: Bearer TOKEN`")
}

/// How a request showed whose it is.
pub(super) enum Shown {
    /// By a header that no page of somebody else can make a browser send.
    Header(Slug),
    /// By a cookie, which a browser sends whoever asks it to.
    Cookie(Slug),
    /// Not at all.
    Nobody,
    /// By a token that is not known.
    Wrong,
}

/// Whose request it is.
pub(super) fn shown(state: &AppState, headers: &HeaderMap) -> Shown {
    let coders = &state.configuration().coders;
    let field = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some((scheme, token)) = field(header::AUTHORIZATION).and_then(|value| value.split_once(' ')) {
        let known = scheme.eq_ignore_ascii_case("bearer").then(|| coders.of_token(token.trim())).flatten();
        return known.map_or(Shown::Wrong, |name| Shown::Header(name.clone()));
    }
    let name = cookie_name(state);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let token = pairs.find_map(|(key, value)| (key == name).then_some(value));
    token.and_then(|token| coders.of_token(token)).map_or(Shown::Nobody, |name| Shown::Cookie(name.clone()))
}

/// Cookies do not know ports: two servers at one machine must not take each other's away.
fn cookie_name(state: &AppState) -> String {
    format!("stancegraph-{}", state.port())
}

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/login", get(form).post(log_in)).route("/logout", post(log_out))
}

/// The page to log in. The link that is printed at start brings the token along.
async fn form(
    State(state): State<AppState>,
    coder: Option<Coder>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = query.unwrap_or_default();
    let next = next_of(query.as_bytes());
    match field(query.as_bytes(), "token") {
        Some(token) => enter(&state, &headers, &token, &next),
        None if state.configuration().read_only && !state.configuration().reading_needs_a_token() => {
            Err(Failure::forbidden("this server was started with --read-only: nobody codes here"))
        }
        None => Ok(pages::html(&pages::log_in(coder.as_ref().map(|coder| coder.0.as_str()), &next, None))),
    }
}

async fn log_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let next = next_of(&body);
    let token = field(&body, "token").unwrap_or_default();
    enter(&state, &headers, token.trim(), &next)
}

fn enter(state: &AppState, headers: &HeaderMap, token: &str, next: &str) -> Result<Response, Failure> {
    if state.configuration().coders.of_token(token).is_none() {
        tracing::warn!("a wrong token was given at /login");
        let page = pages::log_in(None, next, Some("That token is not known. Check that it is all there."));
        return Ok((StatusCode::UNAUTHORIZED, pages::html(&page)).into_response());
    }
    let secure = headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    // A month: as long as a course's exercise.
    let cookie = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000{}",
        cookie_name(state),
        if secure { "; Secure" } else { "" }
    );
    Ok(redirect(next, &cookie))
}

async fn log_out(State(state): State<AppState>) -> Response {
    redirect("/", &format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", cookie_name(&state)))
}

fn redirect(to: &str, cookie: &str) -> Response {
    let mut response = see_other(to);
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// 303: look there. `to` is an address on this server.
pub(crate) fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Where a browser that has to log in is sent.
pub(super) fn login_address(client: &Client) -> String {
    let next: String = form_urlencoded::byte_serialize(client.address.as_bytes()).collect();
    format!("/login?next={next}")
}

fn field(form: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(form).find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

/// Where to go afterwards: an address on this server and nowhere else.
fn next_of(form: &[u8]) -> String {
    let next = field(form, "next").unwrap_or_default();
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if own && next.is_ascii() { next } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::next_of;

    #[test]
    fn logging_in_leads_nowhere_else() {
        assert_eq!(next_of(b"next=/documents/a%3Fb=c"), "/documents/a?b=c");
        for foreign in ["https://evil.example/", "//evil.example", "/%5C%5Cevil.example", "", "/a%0D%0ASet-Cookie:x"] {
            assert_eq!(next_of(format!("next={foreign}").as_bytes()), "/", "{foreign}");
        }
    }
}
