//! What `vocabulary`, `completions` and `man` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `vocabulary`.
#[derive(Debug, Args)]
pub struct VocabularyOptions {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "ttl")]
    pub format: VocabularyFormat,
    /// Print the SHACL shapes instead
    #[arg(long, conflicts_with = "format")]
    pub shapes: bool,
    /// Write to a file; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A format of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VocabularyFormat {
    /// Turtle
    Ttl,
    /// A page for reading
    Html,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsOptions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManOptions {
    /// A folder to write a page for each command into [default: print the main page]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
