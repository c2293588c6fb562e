//! Who asks a server elsewhere. What is secret is never shown, in messages or in debugging output.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Address, RemoteError};

/// The variable with a user's name.
const USER: &str = "STANCEGRAPH_ENDPOINT_USER";
/// The variable with the user's password.
const PASSWORD: &str = "STANCEGRAPH_ENDPOINT_PASSWORD";
/// The variable with a token.
const TOKEN: &str = "STANCEGRAPH_ENDPOINT_TOKEN";

/// What a server is told of who asks.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Nothing.
    #[default]
    None,
    /// A user's name and password.
    Basic {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// A token.
    Bearer(String),
}

impl Credentials {
    /// Those of the environment: `STANCEGRAPH_ENDPOINT_TOKEN`, or `STANCEGRAPH_ENDPOINT_USER` and
    /// `STANCEGRAPH_ENDPOINT_PASSWORD`. `variable` gives the value of a variable that is set.
    ///
    /// # Errors
    /// One without the other, both kinds, or characters that no header can hold.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Self, RemoteError> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let wrong = |what: String, remedy: &str| Err(RemoteError::Credentials(what, remedy.to_owned()));
        for name in [USER, PASSWORD, TOKEN] {
            if set(name).is_some_and(|value| value.chars().any(char::is_control)) {
                return wrong(format!("{name} holds control characters"), "set it without a line break at its end");
            }
        }
        match (set(TOKEN), set(USER), set(PASSWORD)) {
            (None, None, None) => Ok(Self::None),
            (Some(token), None, None) => Ok(Self::Bearer(token)),
            (None, Some(user), password) if !user.contains(':') => {
                Ok(Self::Basic { user, password: password.unwrap_or_default() })
            }
            (None, Some(_), _) => wrong(format!("{USER} holds a colon, which no user name may"), "set the name alone"),
            (None, None, Some(_)) => wrong(format!("{PASSWORD} is set, {USER} is not"), "set both"),
            (Some(_), ..) => {
                wrong(format!("{TOKEN} is set, and {USER} or {PASSWORD} as well"), "set the token or the other two")
            }
        }
    }

    /// What stands in the header `Authorization`, if anything; refused where it could be read on the way, unless
    /// `over_http`.
    ///
    /// # Errors
    /// The address is neither `https` nor on this machine.
    pub(super) fn header(&self, address: &Address, over_http: bool) -> Result<Option<String>, RemoteError> {
        let header = match self {
            Self::None => return Ok(None),
            Self::Basic { user, password } => format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))),
            Self::Bearer(token) => format!("Bearer {token}"),
        };
        if address.is_plain() && !address.is_loopback() && !over_http {
            return Err(RemoteError::Credentials(
                format!("{address} is not https: credentials could be read on the way"),
                "name its https address, or allow it with --credentials-over-http on a network that you trust"
                    .to_owned(),
            ));
        }
        Ok(Some(header))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "Credentials::None",
            Self::Basic { .. } => "Credentials::Basic(..)",
            Self::Bearer(_) => "Credentials::Bearer(..)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(set: &[(&str, &str)]) -> Result<Credentials, RemoteError> {
        let of = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Credentials::from_environment(of)
    }

    #[test]
    fn half_of_them_or_both_kinds_are_refused() {
        assert_eq!(from(&[]), Ok(Credentials::None));
        assert_eq!(from(&[(TOKEN, "t")]), Ok(Credentials::Bearer("t".to_owned())));
        let basic = Credentials::Basic { user: "ann".to_owned(), password: "p:w".to_owned() };
        assert_eq!(from(&[(USER, "ann"), (PASSWORD, "p:w")]), Ok(basic));
        for wrong in [
            &[(PASSWORD, "secret")][..],
            &[(USER, "a:b"), (PASSWORD, "secret")],
            &[(TOKEN, "secret"), (USER, "ann")],
            &[(TOKEN, "secret\r\nX: y")],
        ] {
            let error = from(wrong).expect_err("refused");
            assert!(!format!("{error} {} {error:?}", error.remedy()).contains("secret"), "{error}");
        }
    }

    #[test]
    fn they_are_not_sent_where_they_can_be_read() {
        let token = Credentials::Bearer("secret".to_owned());
        let header = |address: &str, over_http| {
            token.header(&Address::parse(address).expect("an address"), over_http).map(|header| header.is_some())
        };
        assert_eq!(header("https://example.org/", false), Ok(true));
        assert_eq!(header("http://127.0.0.1:1/", false), Ok(true));
        assert!(header("http://example.org/", false).is_err());
        assert_eq!(header("http://example.org/", true), Ok(true));
        assert!(!format!("{token:?}").contains("secret"));
    }
}
