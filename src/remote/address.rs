//! The address of a server, as far as we connect to it.

use std::fmt;

use ureq::http::Uri;

use super::RemoteError;

/// The address of a server: `http` or `https`, with a host and without credentials in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Uri);

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// It is none, of another scheme, or holds a user's name or password.
    pub fn parse(text: &str) -> Result<Self, RemoteError> {
        let wrong =
            |what: String| RemoteError::Address(what, "write it whole, such as http://localhost:7878/query".to_owned());
        if text.contains('@') && text.split(['?', '#']).next().is_some_and(|address| address.contains('@')) {
            return Err(RemoteError::Address(
                "the endpoint's address holds a user name or a password".to_owned(),
                "set STANCEGRAPH_ENDPOINT_USER and STANCEGRAPH_ENDPOINT_PASSWORD instead: addresses are shown and \
                 logged"
                    .to_owned(),
            ));
        }
        let uri: Uri = text.parse().map_err(|error| wrong(format!("`{text}` is not an address: {error}")))?;
        match (uri.scheme_str(), uri.host()) {
            (Some("http" | "https"), Some(host)) if !host.is_empty() => Ok(Self(uri)),
            (None, _) | (_, None | Some("")) => Err(wrong(format!("`{text}` is not a whole address"))),
            (Some(scheme), _) => Err(wrong(format!("`{scheme}:` is not a scheme that an endpoint has"))),
        }
    }

    /// The address as it is asked.
    #[must_use]
    pub fn whole(&self) -> String {
        self.0.to_string()
    }

    /// The address with further parameters behind `?`.
    #[must_use]
    pub fn with(&self, parameters: &str) -> String {
        let sign = if self.0.query().is_some() { '&' } else { '?' };
        format!("{}{sign}{parameters}", self.0)
    }

    /// Whether it is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        host == "localhost"
            || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
            || host.trim_matches(['[', ']']).parse::<std::net::Ipv6Addr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether what is sent there can be read on the way.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.scheme_str() != Some("https")
    }

    /// Where a redirect from here leads, if it stays with this server and is not less safe.
    pub(super) fn moved(&self, location: &str) -> Result<Self, String> {
        let there = if location.starts_with('/') && !location.starts_with("//") {
            let (scheme, host) = (self.0.scheme_str().unwrap_or_default(), self.0.authority());
            format!("{scheme}://{}{location}", host.map(ToString::to_string).unwrap_or_default())
        } else {
            location.to_owned()
        };
        let named = || there.split(['?', '#']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
        let Ok(new) = Self::parse(&there) else { return Err(named()) };
        let safe = self.is_plain() || !new.is_plain();
        let same_port = self.port() == new.port() || (self.port() == 80 && new.port() == 443);
        if self.host() == new.host() && same_port && safe { Ok(new) } else { Err(named()) }
    }

    fn host(&self) -> String {
        self.0.host().unwrap_or_default().to_ascii_lowercase()
    }

    fn port(&self) -> u16 {
        self.0.port_u16().unwrap_or(if self.is_plain() { 80 } else { 443 })
    }
}

/// Without what follows `?`, which may hold secrets.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        f.write_str(text.split('?').next().unwrap_or_default())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).expect("an address")
    }

    #[test]
    fn what_is_no_address_of_an_endpoint_is_refused() {
        for wrong in ["", "localhost:7878", "/query", "ftp://a/b", "file:///etc/passwd", "http://", "http://a b/"] {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
        let error = Address::parse("https://ann:secret@example.org/sparql").expect_err("credentials");
        assert!(!format!("{error} {}", error.remedy()).contains("secret"));
        assert!(Address::parse("http://example.org/sparql?user=a@b").is_ok());
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        for here in ["http://localhost/", "http://LOCALHOST:1/", "http://127.3.2.1/", "http://[::1]:80/"] {
            assert!(address(here).is_loopback(), "{here}");
        }
        for there in ["http://localhost.example.org/", "http://10.0.0.1/", "http://[::2]/", "https://example.org/"] {
            assert!(!address(there).is_loopback(), "{there}");
        }
    }

    #[test]
    fn redirects_stay_with_the_server() {
        let from = address("http://example.org/a");
        let to = |location: &str| from.moved(location).map(|there| there.whole());
        assert_eq!(to("/b?c"), Ok("http://example.org/b?c".to_owned()));
        assert_eq!(to("https://example.org/b"), Ok("https://example.org/b".to_owned()));
        assert_eq!(to("http://evil.example/b?token=1"), Err("http://evil.example/b".to_owned()));
        assert_eq!(to("//evil.example/b"), Err("//evil.example/b".to_owned()));
        assert_eq!(to("http://example.org:81/b"), Err("http://example.org:81/b".to_owned()));
        let safe = address("https://example.org/a");
        assert!(safe.moved("http://example.org/a").is_err(), "not from safe to plain");
    }

    #[test]
    fn parameters_are_not_shown() {
        let address = address("http://example.org/a?key=secret");
        assert_eq!(address.to_string(), "http://example.org/a");
        assert!(!format!("{address:?}").contains("secret"));
        assert_eq!(address.with("default"), "http://example.org/a?key=secret&default");
    }
}
