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
    /// RDF: leave out what the rules derive
    #[arg(long)]
    pub asserted: bool,
    /// Write to a file; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A format of RDF, or of another program.
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
    /// A table: a row for each statement, with every variable, ids and names
    Csv,
    /// A table as Discourse Network Analyzer has it, which `import` and `network` read
    DnaCsv,
    /// W3C Web Annotation as JSON-LD
    #[value(name = "webannotation")]
    WebAnnotation,
    /// Argdown: propositions, who is for and against them, in which words
    Argdown,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// Files to import; - is standard input, for JSON lines
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The case to import into; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// What the files are [default: by their ending and contents]
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<ImportFormat>,
    /// Whose annotations they are: the folder under annotations/ [default: whom the file names]
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write everything that was left out or changed to a file; - is standard output
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The title of a case that is made [default: the folder's name]
    #[arg(long)]
    pub title: Option<String>,
    /// csv, webannotation: the folder with the documents' texts (.txt, .md), to hold quotations and offsets against
    #[arg(long, value_name = "DIR")]
    pub documents: Option<PathBuf>,
    /// csv, dna: what the file calls a column or variable, such as concept=Policy; may be given several times
    #[arg(long = "column", value_name = "OURS=THEIRS")]
    pub columns: Vec<String>,
    /// csv: what stands between two fields: a character, or tab
    #[arg(long, value_name = "CHAR", default_value = ",")]
    pub separator: String,
    /// The kind of an actor, or of all that the file calls so, such as Business=company; may be given several times
    #[arg(long = "kind", value_name = "NAME=KIND")]
    pub kinds: Vec<String>,
    /// csv, dna: the number of a scale of agreement that is neither for nor against [default: 0 if there are less]
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub neutral: Option<i64>,
    /// jsonl: replace what the coder has coded of these documents
    #[arg(long)]
    pub replace: bool,
}

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// A data base of Discourse Network Analyzer 3
    Dna,
    /// A table of statements: document, date, person, organization, concept, agreement, start, end, text
    Csv,
    /// W3C Web Annotation as JSON-LD, or annotations of Hypothesis
    #[value(name = "webannotation", alias = "hypothesis")]
    WebAnnotation,
    /// Annotations as JSON lines, as `annotate --format jsonl` writes them
    Jsonl,
}
