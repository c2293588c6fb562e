//! What `query` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::GraphOptions;

/// Options of `query`.
#[derive(Debug, Args)]
#[command(after_help = "Several cases are asked together, and compared, with --case once for each:\n  \
    stancegraph query over-time --case cases/one --case cases/another")]
pub struct QueryOptions {
    /// A question of the catalogue; without one, the catalogue is listed
    #[arg(conflicts_with_all = ["expression", "file"])]
    pub name: Option<String>,
    /// SPARQL to run; the vocabularies' prefixes need not be declared
    #[arg(short = 'e', long = "expression", value_name = "SPARQL", conflicts_with = "file")]
    pub expression: Option<String>,
    /// A file with SPARQL to run; - is standard input
    #[arg(short = 'f', long = "file", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// A parameter's value: an id or a label; may be given several times
    #[arg(long = "param", short = 'p', value_name = "NAME=VALUE")]
    pub params: Vec<String>,
    /// Where the graph is
    #[command(flatten)]
    pub graph: GraphOptions,
    /// Look at one coder's annotations instead of the current ones
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// How to write the answer [default: table on a terminal, otherwise csv; ttl for graphs]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<QueryFormat>,
    /// Show the question's description and SPARQL instead of asking it
    #[arg(long, requires = "name")]
    pub show: bool,
    /// Write to a file; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to write an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// For reading: labels instead of addresses
    Table,
    /// SPARQL 1.1 CSV
    Csv,
    /// SPARQL 1.1 TSV
    Tsv,
    /// SPARQL 1.1 JSON
    Json,
    /// SPARQL XML
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
}
