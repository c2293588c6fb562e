//! What the shape of a network says: who is central, who belongs together, who links camps, how divided all are.
//!
//! Each file holds one measure, its formula and where it comes from. They read a [`Graph`](super::Graph), or the
//! [`Ties`] made of it, and know nothing of statements or files.

mod balance;
mod betweenness;
mod brokers;
mod communities;
mod eigenvector;
#[cfg(test)]
pub(crate) mod fixture;
mod louvain;
mod objective;
mod partition;
pub mod polarization;
pub(crate) mod random;
mod report;
mod ties;

pub use balance::{Balance, balance};
pub use betweenness::{Length, betweenness};
pub use brokers::{Brokerage, brokerage};
pub use communities::{Communities, EXACT_NODES, Search, communities, least_frustrated};
pub use eigenvector::{Eigenvector, eigenvector};
pub use objective::{Frustration, frustration, modularity};
pub use partition::Partition;
pub use report::{Measures, Mode, NodeMeasures, density, mean_weight, possible_ties};
pub use ties::{Sign, Ties, sides};
