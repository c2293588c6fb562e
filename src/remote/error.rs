//! Why a server elsewhere did not do what it was asked.

use std::time::Duration;

use crate::query::QueryError;

/// Why a server elsewhere did not do what it was asked. No message holds a credential or what an address has behind `?`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// The address cannot be used.
    #[error("{0}")]
    Address(String, String),
    /// The credentials cannot be used, or not here.
    #[error("{0}")]
    Credentials(String, String),
    /// No connection, or it was cut off.
    #[error("cannot reach {address}: {reason}{}", tried(*.tries))]
    Unreachable {
        /// The address without what follows `?`.
        address: String,
        /// What went wrong.
        reason: String,
        /// How often it was tried.
        tries: u32,
    },
    /// It cannot show who it is, or nothing here could vouch for it.
    #[error("{address} cannot be trusted: {reason}")]
    Untrusted {
        /// The address.
        address: String,
        /// What is wrong.
        reason: String,
        /// What can be done about it.
        remedy: String,
    },
    /// It took too long.
    #[error("{address} did not answer within {} seconds", .limit.as_secs_f64())]
    Slow {
        /// The address.
        address: String,
        /// How long was waited.
        limit: Duration,
    },
    /// It says that it has too much to do.
    #[error("{address} is busy ({status}){}", tried(*.tries))]
    Busy {
        /// The address.
        address: String,
        /// 429, 502, 503 or 504.
        status: u16,
        /// How often it was tried.
        tries: u32,
    },
    /// It refuses.
    #[error("{address} refuses ({status}){}", words_of(.said))]
    Refused {
        /// The address.
        address: String,
        /// The status.
        status: u16,
        /// The beginning of what it said.
        said: String,
    },
    /// It points elsewhere.
    #[error("{address} points to another server, {to}, which is not followed")]
    Elsewhere {
        /// The address.
        address: String,
        /// Where it points, without what follows `?`.
        to: String,
    },
    /// The answer is longer than is read.
    #[error("the answer of {address} is longer than {} MiB", .limit >> 20)]
    TooLarge {
        /// The address.
        address: String,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// The answer is only a part of it.
    #[error("{address} has cut its answer off at a limit of its own")]
    Partial {
        /// The address.
        address: String,
    },
    /// It answers, but not what was asked for.
    #[error("{address} did not answer with {wanted}: {found}")]
    Rubbish {
        /// The address.
        address: String,
        /// What was wanted.
        wanted: &'static str,
        /// What came.
        found: String,
    },
    /// A query cannot be asked there.
    #[error("{0}")]
    Unfit(String, String),
    /// There is no case.
    #[error("{address} holds no case of stancegraph")]
    NoCase {
        /// The address.
        address: String,
    },
}

/// ", tried 4 times".
fn tried(tries: u32) -> String {
    if tries > 1 { format!(", tried {tries} times") } else { String::new() }
}

/// ": no such graph".
fn words_of(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}

impl RemoteError {
    /// What can be done about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Address(_, remedy)
            | Self::Credentials(_, remedy)
            | Self::Unfit(_, remedy)
            | Self::Untrusted { remedy, .. } => remedy.clone(),
            Self::Unreachable { .. } => {
                "see whether the server runs, and whether its address and port are right".to_owned()
            }
            Self::Slow { .. } => "give it more time with --timeout SECONDS, or ask for less".to_owned(),
            Self::Busy { .. } => "try again later".to_owned(),
            Self::Refused { status: 401 | 403, .. } => {
                "set STANCEGRAPH_ENDPOINT_USER and STANCEGRAPH_ENDPOINT_PASSWORD, or STANCEGRAPH_ENDPOINT_TOKEN, to \
                 credentials that may do this"
                    .to_owned()
            }
            Self::Refused { status: 404, .. } => {
                "docs/remote.md lists under which addresses servers answer queries and take graphs".to_owned()
            }
            Self::Refused { status: 405, .. } => {
                "this address does not take that kind of request: it may be read-only, or another one, see \
                 docs/remote.md"
                    .to_owned()
            }
            Self::Refused { .. } => "see what the server says, and its log".to_owned(),
            Self::Elsewhere { .. } => "name the other address yourself if you trust it".to_owned(),
            Self::TooLarge { .. } => "ask for less: name an actor, a proposition, or a LIMIT".to_owned(),
            Self::Partial { .. } => {
                "raise its limits, such as ResultSetMaxRows and MaxQueryExecutionTime of Virtuoso, or ask for less"
                    .to_owned()
            }
            Self::Rubbish { .. } => {
                "the address should be that of the SPARQL endpoint itself, not of its web page".to_owned()
            }
            Self::NoCase { .. } => {
                "put one there: stancegraph push --endpoint URL; or the address is that of another data set".to_owned()
            }
        }
    }
}

impl From<RemoteError> for QueryError {
    fn from(error: RemoteError) -> Self {
        Self::Unreachable { message: error.to_string(), remedy: Some(error.remedy()) }
    }
}
