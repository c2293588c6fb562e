//! What a server is told: where it listens, who may read and code, and how much anybody may ask of it.

use std::{net::IpAddr, time::Duration};

use super::coders::Coders;

/// What a server is told when it is started.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The address to listen at.
    pub address: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Nobody codes.
    pub read_only: bool,
    /// Everybody may read, from anywhere.
    pub public: bool,
    /// Names of hosts under which the server is reached, beside `localhost` and addresses in numbers.
    pub allowed_hosts: Vec<String>,
    /// Origins whose pages may read answers: `https://example.org`, or `*`.
    pub cors: Vec<String>,
    /// Who may code, and how they show it.
    pub coders: Coders,
    /// How much anybody may ask.
    pub limits: Limits,
}

/// How much anybody may ask of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long a SPARQL query may take, from its arrival.
    pub deadline: Duration,
    /// The memory of a process that runs SPARQL queries, in bytes.
    pub memory: u64,
    /// The rows or triples of an answer.
    pub rows: usize,
    /// The size of an answer, in bytes.
    pub answer: usize,
    /// The triple patterns and paths of a SPARQL query.
    pub patterns: usize,
    /// How many processes run SPARQL queries.
    pub workers: usize,
    /// The size of a request's body, in bytes.
    pub body: usize,
    /// How long a request's head may take to arrive, and how long a connection may be idle.
    pub header_time: Duration,
    /// How long a request's body may take to arrive, and how long an answer may stand without being read.
    pub body_time: Duration,
    /// Connections from one address. Unless set, those from this machine are not counted: a proxy has many.
    pub connections_per_address: Option<usize>,
    /// Connections in all.
    pub connections: usize,
}

/// Connections from one other machine, unless set.
pub(super) const CONNECTIONS_PER_ADDRESS: usize = 50;

impl Default for Limits {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(5),
            memory: 1 << 30,
            rows: 10_000,
            answer: 32 << 20,
            // The longest question of the catalogue has 100.
            patterns: 128,
            workers: 3,
            body: 2 << 20,
            header_time: Duration::from_secs(5),
            body_time: Duration::from_secs(10),
            connections_per_address: None,
            // Half of the files that a process may have open on most systems.
            connections: 512,
        }
    }
}

/// Why a server is not started as it was told to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsafe {
    /// Others could reach it, and nothing says who may do what.
    #[error("{0}, so others could read this case and code it")]
    Open(String),
}

impl Unsafe {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Open(_) => {
                "give coders tokens with --token-file FILE, or let everybody read and nobody code with --read-only --public"
            }
        }
    }
}

impl Configuration {
    /// Whether others than the people at this machine can reach the server, and how.
    fn reach(&self) -> Option<String> {
        if !self.address.is_loopback() {
            return Some(format!("{} can be reached from other machines", self.address));
        }
        let host = self.allowed_hosts.first()?;
        Some(format!("the server answers to the name {host}"))
    }

    /// Refuses what would let anybody write.
    ///
    /// # Errors
    /// [`Unsafe`] says why.
    pub fn check(&self) -> Result<(), Unsafe> {
        match self.reach() {
            Some(reason) if !(self.coders.are_named() || self.read_only && self.public) => Err(Unsafe::Open(reason)),
            _ => Ok(()),
        }
    }

    /// Whether one has to log in to read.
    pub(super) fn reading_needs_a_token(&self) -> bool {
        self.coders.are_named() && !self.public
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn configuration(address: &str) -> Configuration {
        Configuration {
            address: address.parse().expect("an address"),
            port: 0,
            read_only: false,
            public: false,
            allowed_hosts: Vec::new(),
            cors: Vec::new(),
            coders: Coders::none(),
            limits: Limits::default(),
        }
    }

    #[test]
    fn what_others_reach_needs_tokens_or_is_read_only_and_public() {
        let named = Coders::parse("ann 0123456789abcdef").expect("a token");
        assert_eq!(configuration("127.0.0.1").check(), Ok(()));
        assert_eq!(configuration("::1").check(), Ok(()));
        for open in ["0.0.0.0", "192.0.2.1", "::"] {
            let base = configuration(open);
            assert!(base.check().is_err(), "{open}");
            assert!(Configuration { read_only: true, ..base.clone() }.check().is_err(), "{open}");
            assert!(Configuration { public: true, ..base.clone() }.check().is_err(), "{open}");
            assert_eq!(Configuration { read_only: true, public: true, ..base.clone() }.check(), Ok(()));
            assert_eq!(Configuration { coders: named.clone(), ..base }.check(), Ok(()));
        }
        let proxied = Configuration { allowed_hosts: vec!["case.example".to_owned()], ..configuration("127.0.0.1") };
        assert!(proxied.check().is_err());
        assert_eq!(Configuration { coders: named, ..proxied }.check(), Ok(()));
    }
}
