//! `stancegraph serve`, asked over HTTP as anybody would ask it.

mod bombs;
mod coding;
mod connections;
mod graphs;
mod live;
mod pages;
mod protocol;
mod running;
mod trust;
