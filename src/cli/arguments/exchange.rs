//! What `export` and `import` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `export`.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "ttl")]
    pub format: ExportFormat,
    /// Export one coder's annotations instead of the current ones
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// Leave out what the rules derive
    #[arg(long)]
    pub asserted: bool,
    /// Write to a file; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A format of RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Turtle: the current graph
    Ttl,
    /// N-Triples: the current graph
    Nt,
    /// TriG: all graphs, each coder's apart
    Trig,
    /// N-Quads: all graphs, each coder's apart
    Nq,
    /// JSON-LD: all graphs, each coder's apart
    Jsonld,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// Files to import; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The case to import into
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// What the files are
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub from: ImportFormat,
    /// Whose annotations they are: the folder under annotations/
    #[arg(long, value_name = "NAME")]
    pub coder: String,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// Annotations as JSON lines, as `annotate --format jsonl` writes them
    Jsonl,
}
