//! A server's graphs, written over the [Graph Store Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/).

use ureq::http::Method;

use super::{Address, Client, RemoteError, client::Message};

/// A graph store that takes graphs.
#[derive(Debug)]
pub struct GraphStore {
    client: Client,
    address: Address,
}

impl GraphStore {
    /// The store at an address.
    #[must_use]
    pub const fn new(client: Client, address: Address) -> Self {
        Self { client, address }
    }

    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> &Address {
        &self.address
    }

    /// Replaces a graph with these N-Triples.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn put(&self, graph: &str, triples: &[u8]) -> Result<(), RemoteError> {
        self.send(&Method::PUT, Some(graph), "application/n-triples", triples)
    }

    /// Adds N-Triples to a graph; what is there already stays there once.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn post(&self, graph: &str, triples: &[u8]) -> Result<(), RemoteError> {
        self.send(&Method::POST, Some(graph), "application/n-triples", triples)
    }

    /// Adds N-Quads, each to its own graph: no part of the protocol, but many servers take it.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn post_quads(&self, quads: &[u8]) -> Result<(), RemoteError> {
        self.send(&Method::POST, None, "application/n-quads", quads)
    }

    /// Takes a graph away, if it is there.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn delete(&self, graph: &str) -> Result<(), RemoteError> {
        match self.send(&Method::DELETE, Some(graph), "application/n-triples", &[]) {
            Err(RemoteError::Refused { status: 404, .. }) => Ok(()),
            other => other,
        }
    }

    fn send(&self, method: &Method, graph: Option<&str>, kind: &str, body: &[u8]) -> Result<(), RemoteError> {
        let named = graph.map(|graph| {
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.append_pair("graph", graph);
            form.finish()
        });
        let message = Message { method, parameters: named.as_deref(), accept: "*/*", content_type: Some(kind), body };
        self.client.send(&self.address, message).map(|_| ())
    }
}
