//! What `store` can be told, and `--store` of the verbs that ask a graph.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::EndpointOptions;

/// Where a graph is, if not in a case.
#[derive(Debug, Args)]
pub struct GraphOptions {
    /// Ask the graph on disk that `stancegraph store build` has made, instead of a case
    #[arg(long, value_name = "DIR", conflicts_with = "endpoint")]
    pub store: Option<PathBuf>,
    /// Where the graph is, if on another machine
    #[command(flatten)]
    pub remote: EndpointOptions,
}

/// Options of `store`.
#[derive(Debug, Args)]
pub struct StoreOptions {
    /// What to do with it
    #[command(subcommand)]
    pub verb: StoreVerb,
}

/// What to do with a store.
#[derive(Debug, Subcommand)]
pub enum StoreVerb {
    /// Build a store of cases and of parts; the one that is there is replaced when the new one is whole
    Build(StoreBuildOptions),
    /// Read all of a store and hold it against what was written
    Check(StoreCheckOptions),
}

/// Options of `store build`.
#[derive(Debug, Args)]
#[command(after_help = "Of cases, or of many texts that belong to none:\n  \
    stancegraph store build positions --case cases/one --case cases/another\n  \
    stancegraph annotate corpus.jsonl --format nquads -o part-1.nq && stancegraph store build positions part-1.nq")]
pub struct StoreBuildOptions {
    /// The store's folder
    pub dir: PathBuf,
    /// Files that `annotate --format nquads` wrote, also compressed (.nq.gz); without any, the case
    #[arg(value_name = "PART")]
    pub parts: Vec<PathBuf>,
    /// The codebook that the parts were coded against [default: the built-in encryption-policy]
    #[arg(long, value_name = "FILE", requires = "parts")]
    pub codebook: Option<PathBuf>,
    /// What it is called [default: as the first case; of parts, the folder's name]
    #[arg(long)]
    pub title: Option<String>,
}

/// Options of `store check`.
#[derive(Debug, Args)]
pub struct StoreCheckOptions {
    /// The store's folder
    pub dir: PathBuf,
}
