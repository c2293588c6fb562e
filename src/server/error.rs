//! Why a request was not answered, for people and programs: a page, JSON
//! ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) or text, as the client asks.
//!
//! A handler returns `Result<_, Failure>`. The guard (`guard.rs`) turns a failure into what the client accepts and adds
//! the request's number, which the log has too.

use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{negotiation::Accept, pages};

/// Why a request was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    status: StatusCode,
    message: String,
    remedy: Option<String>,
    place: Option<(usize, usize)>,
    retry_after: Option<u32>,
    allow: Option<&'static str>,
}

impl Failure {
    /// A failure with this status; `message` is one sentence without a full stop.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), remedy: None, place: None, retry_after: None, allow: None }
    }

    /// 400: the request cannot be understood.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 403: understood and refused.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 409: the file has changed underneath.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, message)
    }

    /// 500: our mistake. What went wrong is logged, not told.
    pub(crate) fn ours(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong in stancegraph itself")
            .remedy("the server's log has the details under the request's number; please report it")
    }

    /// Says what to do.
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Names the line and column of what was sent that it is about, both from 1.
    pub(crate) fn at(mut self, line: usize, column: usize) -> Self {
        self.place = Some((line, column));
        self
    }

    /// Says after how many seconds to try again.
    pub(crate) fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Says which methods would do.
    pub(crate) fn allow(mut self, methods: &'static str) -> Self {
        self.allow = Some(methods);
        self
    }

    pub(crate) const fn status(&self) -> StatusCode {
        self.status
    }

    /// Of an answer that somebody else has made: a rejected extractor, an unknown address.
    pub(super) fn of_status(status: StatusCode, text: &str) -> Self {
        let message = match status {
            StatusCode::NOT_FOUND => "there is nothing at this address",
            StatusCode::METHOD_NOT_ALLOWED => "this address does not take that method",
            StatusCode::PAYLOAD_TOO_LARGE => "the request is too large",
            _ if text.is_empty() => status.canonical_reason().unwrap_or("the request was not answered"),
            _ => text,
        };
        Self::new(status, message)
    }

    /// The answer in the form that the client accepts.
    pub(super) fn written(&self, client: &Client, request: &str) -> Response {
        const OFFERED: [&str; 4] = ["text/plain", "text/html", "application/problem+json", "application/json"];
        let (media_type, body) = match client.accept.best(&OFFERED) {
            Some(1) => ("text/html; charset=utf-8", pages::failure(self, request).into_string()),
            Some(2 | 3) => ("application/problem+json", self.problem(request).to_string()),
            _ => ("text/plain; charset=utf-8", self.text(request)),
        };
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(methods) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(methods));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"stancegraph\""));
        }
        response
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn remedy_text(&self) -> Option<&str> {
        self.remedy.as_deref()
    }

    /// Line and column, both from 1.
    pub(crate) const fn place(&self) -> Option<(usize, usize)> {
        self.place
    }

    fn problem(&self, request: &str) -> serde_json::Value {
        let mut problem = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "detail": self.message,
            "request": request,
        });
        if let Some(remedy) = &self.remedy {
            problem["remedy"] = json!(remedy);
        }
        if let Some((line, column)) = self.place {
            problem["line"] = json!(line);
            problem["column"] = json!(column);
        }
        problem
    }

    fn text(&self, request: &str) -> String {
        let mut text = format!("error: {}\n", self.message);
        if let Some((line, column)) = self.place {
            text.push_str(&format!("  --> line {line}, column {column}\n"));
        }
        if let Some(remedy) = &self.remedy {
            text.push_str(&format!("  = help: {remedy}\n"));
        }
        text.push_str(&format!("  = request: {request}\n"));
        text
    }
}

/// The failure travels with the answer until the guard writes it.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What of a request decides the form of its answer.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) accept: Accept,
    pub(super) method: Method,
    /// Path and query.
    pub(super) address: String,
}

impl Client {
    pub(super) fn new(method: &Method, uri: &axum::http::Uri, headers: &HeaderMap) -> Self {
        let address = uri.path_and_query().map_or("/", |address| address.as_str()).to_owned();
        Self { accept: Accept::of(headers), method: method.clone(), address }
    }

    /// Whether a person looks at a page.
    pub(super) fn is_a_browser(&self) -> bool {
        self.accept.names("text/html") && (self.method == Method::GET || self.method == Method::HEAD)
    }
}
