//! A graph on another machine: a SPARQL 1.1 endpoint that answers, a graph store that takes graphs.
//!
//! The only module that opens connections, and only to the address that the user names: see [`Address`] for what is
//! refused, [`Client`] for how often and how long it tries. Queries, documents and pages cannot get here.

mod address;
mod client;
mod credentials;
mod dataset;
mod endpoint;
mod error;
mod graph_store;
pub mod push;
mod tls;

pub use address::Address;
pub use client::{Client, Patience, Reply};
pub use credentials::Credentials;
pub use endpoint::{Endpoint, RemoteCase};
pub use error::RemoteError;
pub use graph_store::GraphStore;
