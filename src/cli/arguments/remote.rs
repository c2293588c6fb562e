//! What verbs that ask a server elsewhere can be told, and `push`.

use std::path::PathBuf;

use clap::Args;

/// Which SPARQL endpoint to ask.
#[derive(Debug, Args)]
pub struct EndpointOptions {
    /// Ask a SPARQL endpoint to which `stancegraph push` has put cases, instead of a case; credentials are taken from
    /// STANCEGRAPH_ENDPOINT_USER and _PASSWORD, or from STANCEGRAPH_ENDPOINT_TOKEN
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// Ask only the case of this base address, if the endpoint has several
    #[arg(long = "endpoint-case", value_name = "BASE", requires = "endpoint")]
    pub base: Option<String>,
    /// Copy the case's graphs from the endpoint and answer here, where the server's own answers differ or are slow
    #[arg(long = "endpoint-copy", requires = "endpoint")]
    pub copy: bool,
    /// How the endpoint is asked
    #[command(flatten)]
    pub how: ConnectionOptions,
}

/// How a server is asked.
#[derive(Debug, Args)]
pub struct ConnectionOptions {
    /// How many seconds a request to the endpoint may take [default: 60; push: 300]
    #[arg(long, value_name = "SECONDS", requires = "endpoint")]
    pub timeout: Option<f64>,
    /// Send credentials over http to another machine, too: whoever is on the way can read them
    #[arg(long, requires = "endpoint")]
    pub credentials_over_http: bool,
}

/// Options of `push`.
#[derive(Debug, Args)]
#[command(
    after_help = "A case, or texts that belong to none; killed or cut off, run it again and it goes on where it was:\n  \
    stancegraph push --endpoint http://localhost:7878/query\n  \
    stancegraph annotate corpus.jsonl --format nquads -o part-1.nq\n  \
    stancegraph push part-*.nq --derive --endpoint http://localhost:3030/ds/query --graph-store http://localhost:3030/ds/data\n\n\
    docs/remote.md has the addresses of Virtuoso, GraphDB, Stardog, Neptune, QLever, Fuseki and oxigraph."
)]
pub struct PushOptions {
    /// Files that `annotate --format nquads` wrote, also compressed (.nq.gz); without any, the case
    #[arg(value_name = "PART")]
    pub parts: Vec<PathBuf>,
    /// The SPARQL endpoint, which is asked what is there and what has arrived; credentials as for query --endpoint
    #[arg(long, value_name = "URL", required = true)]
    pub endpoint: Option<String>,
    /// Where the server takes graphs (Graph Store Protocol) [default: as oxigraph and Fuseki have it]
    #[arg(long, value_name = "URL")]
    pub graph_store: Option<String>,
    /// The codebook that the parts were coded against [default: the built-in encryption-policy]
    #[arg(long, value_name = "FILE", requires = "parts")]
    pub codebook: Option<PathBuf>,
    /// What the parts are called together
    #[arg(long, requires = "parts", default_value = "Corpus")]
    pub title: String,
    /// Have the server answer the rules, so that the parts' positions can be asked for; do it after the last part
    #[arg(long, requires = "parts")]
    pub derive: bool,
    /// Take away what is there of the case first
    #[arg(long)]
    pub anew: bool,
    /// Ask what is there and say what would be sent
    #[arg(long)]
    pub dry_run: bool,
    /// How the server is asked
    #[command(flatten)]
    pub how: ConnectionOptions,
}
