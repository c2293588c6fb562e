//! Under which names the server is asked, from which pages, and which others may read its answers.
//!
//! A page elsewhere can make a browser ask this server: by a name that suddenly leads here (DNS rebinding), or by a form
//! (cross-site request forgery). The first shows in `Host`, the second in `Origin` and `Sec-Fetch-Site`.

use std::net::{IpAddr, Ipv6Addr};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::{configuration::Configuration, error::Failure};

/// Refuses a request that does not mean this server. Addresses in numbers cannot be rebound and always mean it.
pub(super) fn check(headers: &HeaderMap, uri: &Uri, configuration: &Configuration) -> Result<(), Failure> {
    let mut fields = headers.get_all(header::HOST).iter();
    let field = fields.next().and_then(|value| value.to_str().ok()).or_else(|| uri.authority().map(|a| a.as_str()));
    let Some(host) = field.filter(|_| fields.next().is_none()).map(name_of) else {
        return Err(Failure::bad_request("the request does not say which host it means"));
    };
    let known = host.eq_ignore_ascii_case("localhost")
        || is_a_number(host)
        || configuration.allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host));
    if known {
        return Ok(());
    }
    Err(Failure::new(StatusCode::MISDIRECTED_REQUEST, "this server does not answer to that name")
        .remedy("start it with --allow-host NAME if it is meant to"))
}

/// The host without its port.
fn name_of(host: &str) -> &str {
    match host.rfind(']') {
        Some(end) => &host[..=end],
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    }
}

fn is_a_number(host: &str) -> bool {
    let six = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match six {
        Some(six) => six.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<IpAddr>().is_ok(),
    }
}

/// Refuses a change that a page of another origin asks for.
pub(super) fn same_origin(headers: &HeaderMap) -> Result<(), Failure> {
    let field = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let refuse = || {
        Err(Failure::forbidden("a page of another site asked for this change")
            .remedy("open the case in a tab of its own; a program sends `Authorization: Bearer TOKEN`"))
    };
    match field("sec-fetch-site") {
        Some("same-origin") | None => {}
        Some(_) => return refuse(),
    }
    match (field("origin"), field("host")) {
        (Some(origin), Some(host)) => {
            let same = origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
            if same { Ok(()) } else { refuse() }
        }
        // A browser that says neither cannot be told from one that is misused.
        (None, _) if field("sec-fetch-site").is_none() => refuse(),
        _ => Ok(()),
    }
}

/// Lets pages of allowed origins read an answer.
pub(super) fn share(allowed: &[String], origin: Option<&HeaderValue>, headers: &mut HeaderMap) {
    let Some(origin) = origin else { return };
    let any = allowed.iter().any(|one| one == "*");
    let named = allowed.iter().any(|one| one.as_bytes() == origin.as_bytes());
    if !any && !named {
        return;
    }
    // Never with credentials: what a coder may see is not for other pages.
    let value = if any { HeaderValue::from_static("*") } else { origin.clone() };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value);
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Retry-After, X-Request-Id, ETag, Link"),
    );
    if !any {
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
    }
}

/// What a browser asks before it lets a page of another origin ask. Only reading is offered; [`share`] says to whom.
pub(super) fn preflight(headers: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answer = response.headers_mut();
    answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST"));
    let wanted = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS);
    let wanted = wanted.cloned().unwrap_or(HeaderValue::from_static("Accept, Content-Type"));
    answer.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted);
    answer.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs =
            fields.iter().map(|(name, value)| ((*name).parse().expect("a name"), HeaderValue::from_static(value)));
        pairs.collect()
    }

    #[test]
    fn a_change_comes_from_a_page_of_this_server() {
        let fine = |fields: &[(&'static str, &'static str)]| same_origin(&headers(fields)).is_ok();
        let host = ("host", "127.0.0.1:8017");
        assert!(fine(&[host, ("origin", "http://127.0.0.1:8017")]));
        assert!(fine(&[host, ("origin", "http://127.0.0.1:8017"), ("sec-fetch-site", "same-origin")]));
        assert!(fine(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(fine(&[("host", "case.example"), ("origin", "https://case.example")]), "behind a proxy");
        assert!(!fine(&[host]));
        assert!(!fine(&[host, ("origin", "null")]));
        assert!(!fine(&[host, ("origin", "http://127.0.0.1:9999")]), "another port is another origin");
        assert!(!fine(&[host, ("origin", "http://localhost:8017")]));
        assert!(!fine(&[host, ("origin", "http://127.0.0.1:8017"), ("sec-fetch-site", "same-site")]));
        assert!(!fine(&[host, ("sec-fetch-site", "cross-site")]));
        assert!(!fine(&[host, ("sec-fetch-site", "none")]));
    }

    #[test]
    fn hosts_are_read_with_and_without_ports() {
        for (field, name) in [("a.example:80", "a.example"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("a", "a")] {
            assert_eq!(name_of(field), name);
        }
        assert!(is_a_number("127.0.0.1") && is_a_number("[::1]") && is_a_number("192.0.2.7"));
        assert!(!is_a_number("127.0.0.1.evil.example") && !is_a_number("") && !is_a_number("0x7f000001"));
    }
}
