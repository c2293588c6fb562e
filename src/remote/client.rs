//! Requests over HTTP: how long they may take, how often they are tried, what is not followed.

use std::{
    fmt, io,
    sync::OnceLock,
    thread,
    time::{Duration, SystemTime},
};

use ureq::{
    Agent, Error,
    http::{Method, Request, Response, StatusCode, header},
};

use super::{Address, Credentials, RemoteError, tls};

/// How patient a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often a request is tried when there is no connection, or the server is busy; at least once.
    pub tries: u32,
    /// How long is waited before the second try; each further wait is twice as long.
    pub first_wait: Duration,
    /// The longest wait, whatever a server asks for.
    pub longest_wait: Duration,
    /// How long a connection may take.
    pub connect: Duration,
    /// How long a request may take, its answer included.
    pub answer: Duration,
    /// The longest answer, in bytes.
    pub most: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 5,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            most: 256 << 20,
        }
    }
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Message<'a> {
    pub(super) method: &'a Method,
    /// What is added to the address behind `?`.
    pub(super) parameters: Option<&'a str>,
    pub(super) accept: &'a str,
    pub(super) content_type: Option<&'a str>,
    pub(super) body: &'a [u8],
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// What kind of text it is, without parameters, in lower case.
    pub media_type: String,
    /// The text.
    pub body: Vec<u8>,
}

/// Asks servers. Requests that it makes change nothing if they are made twice, so that each may be tried again.
pub struct Client {
    here: OnceLock<Agent>,
    there: OnceLock<Agent>,
    credentials: Credentials,
    over_http: bool,
    patience: Patience,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("patience", &self.patience).finish_non_exhaustive()
    }
}

/// The most redirects in a row.
const MOST_MOVES: usize = 3;

/// How much of a refusal is shown, in characters.
const SHOWN: usize = 200;

impl Client {
    /// A client with these credentials, which it sends over unencrypted connections to other machines only if told to.
    #[must_use]
    pub const fn new(credentials: Credentials, over_http: bool, patience: Patience) -> Self {
        Self { here: OnceLock::new(), there: OnceLock::new(), credentials, over_http, patience }
    }

    /// Sends a message until it is answered, or cannot be.
    pub(super) fn send(&self, address: &Address, message: Message<'_>) -> Result<Reply, RemoteError> {
        let mut tries = 1;
        loop {
            let (error, asked) = match self.once(address, message, tries) {
                Ok(reply) => return Ok(reply),
                Err(failed) => failed,
            };
            let again = matches!(error, RemoteError::Unreachable { .. } | RemoteError::Busy { .. });
            if !again || tries >= self.patience.tries {
                return Err(error);
            }
            let wait = asked.unwrap_or_else(|| self.patience.first_wait.saturating_mul(1 << (tries - 1).min(16)));
            let wait = wait.min(self.patience.longest_wait);
            tracing::debug!(%address, tries, ?wait, %error, "tried, and will be tried again");
            thread::sleep(wait);
            tries += 1;
        }
    }

    /// One try; an error comes with how long the server asks to wait.
    fn once(
        &self,
        address: &Address,
        message: Message<'_>,
        tries: u32,
    ) -> Result<Reply, (RemoteError, Option<Duration>)> {
        let mut address = address.clone();
        for _ in 0..=MOST_MOVES {
            let mut answered =
                self.request(&address, message).map_err(|error| (self.failed(&address, error, tries), None))?;
            let status = answered.status();
            let text = |name: header::HeaderName| answered.headers().get(name).and_then(|value| value.to_str().ok());
            if status.is_redirection()
                && let Some(location) = text(header::LOCATION)
            {
                let here = address.to_string();
                address = address.moved(location).map_err(|to| (RemoteError::Elsewhere { address: here, to }, None))?;
                continue;
            }
            if matches!(status.as_u16(), 429 | 502 | 503 | 504) {
                let wait = text(header::RETRY_AFTER).and_then(|after| retry_after(after, SystemTime::now()));
                return Err((RemoteError::Busy { address: address.to_string(), status: status.as_u16(), tries }, wait));
            }
            // Virtuoso says in its headers alone that an answer is only the beginning of one.
            let partial = ["x-sparql-maxrows", "x-sql-state"].iter().any(|name| answered.headers().contains_key(*name));
            if status.is_success() && partial {
                return Err((RemoteError::Partial { address: address.to_string() }, None));
            }
            let media_type = text(header::CONTENT_TYPE).unwrap_or_default();
            let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            let body = self.body(&mut answered).map_err(|error| (self.failed(&address, error, tries), None))?;
            if status.is_success() {
                return Ok(Reply { status: status.as_u16(), media_type, body });
            }
            let said = shown(&media_type, &body);
            return Err((RemoteError::Refused { address: address.to_string(), status: status.as_u16(), said }, None));
        }
        let to = address.to_string();
        Err((RemoteError::Elsewhere { address: to.clone(), to }, None))
    }

    fn request(&self, address: &Address, message: Message<'_>) -> Result<Response<ureq::Body>, Error> {
        tls::check(address).map_err(|error| Error::Other(Box::new(error)))?;
        let uri = message.parameters.map_or_else(|| address.whole(), |parameters| address.with(parameters));
        let mut request = Request::builder().method(message.method).uri(uri).header(header::ACCEPT, message.accept);
        if let Some(content_type) = message.content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let authorization = self.credentials.header(address, self.over_http);
        if let Some(authorization) = authorization.map_err(|error| Error::Other(Box::new(error)))? {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        self.agent(address).run(request.body(message.body)?)
    }

    fn body(&self, answered: &mut Response<ureq::Body>) -> Result<Vec<u8>, Error> {
        // Nothing follows, whatever the headers say.
        if answered.status() == StatusCode::NO_CONTENT {
            return Ok(Vec::new());
        }
        answered.body_mut().with_config().limit(self.patience.most).read_to_vec()
    }

    /// The agent for this machine goes through no proxy and needs no certificates unless it is `https`.
    fn agent(&self, address: &Address) -> &Agent {
        let here = address.is_loopback();
        let place = if here { &self.here } else { &self.there };
        place.get_or_init(|| {
            let config = Agent::config_builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .timeout_connect(Some(self.patience.connect))
                .timeout_global(Some(self.patience.answer))
                .user_agent(concat!("stancegraph/", env!("CARGO_PKG_VERSION")))
                .tls_config(tls::config());
            if here { config.proxy(None) } else { config }.build().new_agent()
        })
    }

    fn failed(&self, address: &Address, error: Error, tries: u32) -> RemoteError {
        let address = address.to_string();
        let unreachable = |reason: String| RemoteError::Unreachable { address: address.clone(), reason, tries };
        if let Error::Io(error) = &error
            && let Some(error) = tls::cause(error)
        {
            return tls::distrusted(address, error);
        }
        match error {
            Error::Rustls(error) => tls::distrusted(address, &error),
            Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                unreachable(format!("no connection within {} seconds", self.patience.connect.as_secs_f64()))
            }
            Error::Timeout(_) => RemoteError::Slow { address, limit: self.patience.answer },
            Error::BodyExceedsLimit(limit) => RemoteError::TooLarge { address, limit },
            Error::HostNotFound => unreachable("its name is not known".to_owned()),
            Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                unreachable("nobody listens there".to_owned())
            }
            Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                unreachable("the connection was cut off".to_owned())
            }
            Error::Other(error) => match error.downcast::<RemoteError>() {
                Ok(refused) => *refused,
                Err(error) => unreachable(error.to_string()),
            },
            Error::Protocol(error) => RemoteError::Rubbish { address, wanted: "HTTP", found: error.to_string() },
            Error::LargeResponseHeader(..) => {
                RemoteError::Rubbish { address, wanted: "HTTP", found: "its headers are too long".to_owned() }
            }
            error => unreachable(error.to_string()),
        }
    }
}

/// How long to wait: seconds, or until a time (RFC 9110, 10.2.3).
fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    text.parse().ok().map(Duration::from_secs).or_else(|| {
        let until = httpdate(text)?;
        Some(until.duration_since(now).unwrap_or_default())
    })
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that is written today.
fn httpdate(text: &str) -> Option<SystemTime> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [_, day, month, year, time, "GMT"] = parts[..] else { return None };
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|known| *known == month)? + 1;
    humantime::parse_rfc3339(&format!("{year}-{month:02}-{day:0>2}T{time}Z")).ok()
}

/// The beginning of a refusal as one line, if it is a text and not a page.
fn shown(media_type: &str, body: &[u8]) -> String {
    if media_type.contains("html") {
        return String::new();
    }
    let beginning = String::from_utf8_lossy(&body[..body.len().min(4 * SHOWN)]);
    let words = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|letter| !letter.is_control()).take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_to_wait() {
        let now = httpdate("Sun, 06 Nov 1994 08:49:37 GMT").expect("a date");
        assert_eq!(retry_after("7", now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:07 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now), Some(Duration::ZERO));
        for odd in ["", "soon", "-1", "Sun, 06 Foo 1994 08:49:37 GMT", "1994-11-06"] {
            assert_eq!(retry_after(odd, now), None, "{odd}");
        }
    }

    #[test]
    fn a_refusal_is_shown_as_one_short_line() {
        assert_eq!(shown("text/plain", b"no\n\x1b[31msuch  graph\n"), "no [31msuch graph");
        assert_eq!(shown("text/html", b"<h1>no</h1>"), "");
        assert_eq!(shown("text/plain", &[0xff; 5000]).chars().count(), SHOWN);
    }
}
