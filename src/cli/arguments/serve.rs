//! What `serve` can be told.

use std::{net::IpAddr, path::PathBuf};

use clap::Args;

use super::GraphOptions;

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// Where the graph is
    #[command(flatten)]
    pub graph: GraphOptions,
    /// After how many seconds the graphs of --endpoint are copied again
    #[arg(long, value_name = "SECONDS", default_value_t = 300, requires = "endpoint")]
    pub refresh: u64,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8017)]
    pub port: u16,
    /// The address to listen at; others than this machine's need --token-file or --read-only --public
    #[arg(long, value_name = "A", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Nobody codes
    #[arg(long)]
    pub read_only: bool,
    /// Everybody may read without a token
    #[arg(long)]
    pub public: bool,
    /// Who may code: a file with a line `name token` for each coder
    #[arg(long, value_name = "F", conflicts_with = "coder")]
    pub token_file: Option<PathBuf>,
    /// Your name as a coder, without --token-file [default: your name on this machine]
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// A name under which the server is reached, such as behind a proxy; may be given several times
    #[arg(long = "allow-host", value_name = "NAME")]
    pub allow_hosts: Vec<String>,
    /// An origin whose pages may read answers, such as https://example.org, or *; may be given several times
    #[allow(rustdoc::bare_urls, reason = "the words are the help text, too")]
    #[arg(long, value_name = "ORIGIN")]
    pub cors: Vec<String>,
    /// How many seconds a SPARQL query may take
    #[arg(long, value_name = "SECONDS", default_value_t = 5.0)]
    pub deadline: f64,
    /// How much memory a SPARQL query may take, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub memory: u64,
    /// How many rows or triples an answer may have
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub rows: usize,
    /// How many processes run SPARQL queries
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub workers: usize,
    /// How many connections one address may have [default: 50; this machine's own are not counted]
    #[arg(long, value_name = "N")]
    pub connections_per_address: Option<usize>,
}

/// Options of the hidden command that evaluates queries for a server.
#[derive(Debug, Args)]
pub struct WorkerOptions {
    /// The most memory it may have, in bytes
    #[arg(long)]
    pub memory: u64,
}
