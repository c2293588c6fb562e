//! `stancegraph serve`, asked over HTTP as anybody would ask it.

mod bombs;
pub(crate) mod coding;
mod connections;
mod graphs;
mod live;
mod pages;
mod protocol;
pub(crate) mod running;
mod trust;
