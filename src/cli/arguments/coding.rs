//! What `annotate`, `check` and `evaluate` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `annotate`.
#[derive(Debug, Args)]
pub struct AnnotateOptions {
    /// Texts to read (.txt, .md, .html, .jsonl); - is standard input. Without any, the case's documents are read and
    /// annotations/auto/ is written
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The codebook to code against [default: the case's, or the built-in encryption-policy]
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// What the texts are [default: by their ending; standard input is text]
    #[arg(long, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
    /// How to write what was found [default: text on a terminal and with --explain, otherwise jsonl]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<AnnotateFormat>,
    /// Show the texts with what was found in them, by which rule and how sure; in a case, write nothing
    #[arg(long)]
    pub explain: bool,
    /// Somebody else's reader
    #[command(flatten)]
    pub reader: super::super::reader_options::ReaderOptions,
    /// The address under which N-Quads name texts that belong to no case
    #[arg(long, value_name = "IRI", default_value = "https://w3id.org/stancegraph/corpus/")]
    pub base: String,
    /// Write to a file; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// One text a file
    Text,
    /// One text a line, as {"id": ..., "text": ...}
    Jsonl,
}

/// How to write what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnnotateFormat {
    /// For reading
    Text,
    /// JSON lines, one a text
    Jsonl,
    /// N-Quads, one named graph a text
    Nquads,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// How to show findings
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
    /// Move quotations to where their words stand now
    #[arg(long)]
    pub repair: bool,
    /// Write digests of all files to case.sha256: from then on each byte that changes is found
    #[arg(long)]
    pub seal: bool,
}

/// How to show findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For reading
    Text,
    /// One JSON object with all findings
    Json,
}

/// Options of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateOptions {
    /// Gold attributions as JSON lines with "id", "text" and "attributions"
    #[arg(value_name = "GOLD")]
    pub gold_file: Option<PathBuf>,
    /// What was found, as `annotate --format jsonl` writes it
    #[arg(value_name = "PREDICTED")]
    pub predicted_file: Option<PathBuf>,
    /// The coder of the case to measure against
    #[arg(long, value_name = "NAME", default_value = "reviewed", conflicts_with = "gold_file")]
    pub gold: String,
    /// The coder of the case to measure
    #[arg(long, value_name = "NAME", default_value = "auto", conflicts_with = "gold_file")]
    pub coder: String,
    /// Measure the form of sentences instead: a JSON array or lines with "id", "text" and "form", or PLOVER's "event"
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold_file", "gold", "coder"])]
    pub forms: Option<PathBuf>,
    /// The codebook whose words tell the forms [default: the case's, or the built-in encryption-policy]
    #[arg(long, value_name = "FILE", requires = "forms")]
    pub codebook: Option<PathBuf>,
    /// Measure a class: the table of what it coded on paper, as `lesson` writes it to be filled in, or without a file the
    /// coders of the case; agreement of all, shares for each passage, and the key or --gold
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["gold_file", "forms", "coder"])]
    pub class: Option<Option<PathBuf>>,
    /// With --class: only these coders of the case, separated by commas [default: all that are no programs]
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "class")]
    pub coders: Vec<String>,
    /// Show this many of the worst errors with their text
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// How to show the figures
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: EvaluateFormat,
    /// Exit with 1 if F1 (of forms the share that is right) is below this, 0 to 1
    #[arg(long, value_name = "F1")]
    pub min_f1: Option<f64>,
}

/// How to show figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvaluateFormat {
    /// For reading, in percent
    Table,
    /// One JSON object, shares from 0 to 1
    Json,
}
