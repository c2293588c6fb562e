//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Who stands where on a policy question, who says so, and in which words.
#[derive(Debug, Parser)]
#[command(name = "stancegraph", version, arg_required_else_help = true)]
#[command(after_help = "Begin with `stancegraph demo`, or make a case of your own:\n  \
    stancegraph init my-case && stancegraph --case my-case add article.txt && stancegraph --case my-case annotate\n\n\
    Exit codes: 0 done, 1 findings (check, evaluate), 2 could not do it.")]
pub struct Arguments {
    /// The case's folder [default: the nearest folder upwards with a case.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub case: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Colour messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// See what it does: the shipped case, checked, answered and drawn in a folder of its own
    Demo(DemoOptions),
    /// Make a new case
    Init(InitOptions),
    /// Add documents to the case: text, Markdown with front matter, saved web pages
    Add(AddOptions),
    /// Read texts: who says what, who stands where; in a case, write annotations/auto/
    Annotate(AnnotateOptions),
    /// Check the case's files, its quotations and what coders wrote
    Check(CheckOptions),
    /// Ask the case: a question of the catalogue, or SPARQL; without a name, list the questions
    Query(QueryOptions),
    /// Measure a coder against another, or attributions against gold
    Evaluate(EvaluateOptions),
    /// Draw the case: who wants what, who does what to whom, who passes on whose words, what happened when
    Diagram(DiagramOptions),
    /// Write the case as RDF
    Export(ExportOptions),
    /// Bring annotations into a case
    Import(ImportOptions),
    /// Print the vocabulary
    Vocabulary(VocabularyOptions),
    /// Print completions for a shell
    Completions(CompletionsOptions),
    /// Print the manual page, or write one for each command
    Man(ManOptions),
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// The folder; run again, only the demo's own files in it are replaced
    #[arg(long, value_name = "DIR", default_value = "stancegraph-demo")]
    pub out: PathBuf,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitOptions {
    /// The new case's folder
    pub dir: PathBuf,
    /// What the case is called, such as "BlackBerry and Pakistan, 2015"
    #[arg(long)]
    pub title: Option<String>,
}

/// Options of `add`.
#[derive(Debug, Args)]
pub struct AddOptions {
    /// Files to add (.txt, .md, .html)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The document's id [default: made of the file's name]
    #[arg(long)]
    pub id: Option<String>,
    /// Its headline
    #[arg(long)]
    pub title: Option<String>,
    /// Who published it
    #[arg(long)]
    pub publisher: Option<String>,
    /// Who wrote it; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    pub authors: Vec<String>,
    /// When it was published: 2015-11-30, 2015-11 or 2015
    #[arg(long)]
    pub date: Option<String>,
    /// Where it can be read
    #[arg(long)]
    pub url: Option<String>,
    /// The text is a summary in your own words, not the source itself
    #[arg(long)]
    pub summary: bool,
    /// Take out control characters and bidirectional controls instead of refusing them
    #[arg(long)]
    pub clean: bool,
}

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
    pub reader: super::reader_options::ReaderOptions,
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
}

/// How to show findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For reading
    Text,
    /// One JSON object with all findings
    Json,
}

/// Options of `query`.
#[derive(Debug, Args)]
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

/// Options of `diagram`.
#[derive(Debug, Args)]
pub struct DiagramOptions {
    /// What to draw
    #[arg(value_name = "KIND")]
    pub kind: DiagramKind,
    /// Only this actor, by id, label or alias; may be given several times
    #[arg(long = "actor", value_name = "NAME")]
    pub actors: Vec<String>,
    /// Only this proposition, by id or label; may be given several times
    #[arg(long = "proposition", value_name = "NAME")]
    pub propositions: Vec<String>,
    /// Only statements in this voice: own-words, reported, alleged, unattributed; may be given several times
    #[arg(long = "modality", value_name = "VOICE")]
    pub modalities: Vec<String>,
    /// Only what rests on at least so many utterances (sources: attributions; timeline: documents)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_evidence: u32,
    /// Draw one coder's annotations instead of the current ones
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// The file's format [default: the ending of --output, otherwise svg]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DiagramFormat>,
    /// What places the boxes
    #[arg(long, value_name = "ENGINE", default_value = "builtin")]
    pub engine: DiagramEngine,
    /// Write to a file; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiagramKind {
    /// Who supports and who opposes what
    Positions,
    /// Who demands of, refuses, criticises, praises, warns whom
    Relations,
    /// Through whose hands the words came
    Sources,
    /// What happened and who spoke when
    Timeline,
    /// Actors by propositions, a sign in each cell
    Matrix,
}

/// A format of drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiagramFormat {
    /// Graphviz's language; not for matrix and timeline
    Dot,
    /// With tooltips and links
    Svg,
    /// Pixels
    Png,
    /// One A4 page
    Pdf,
    /// A page with the same data as a table
    Html,
}

/// What places the boxes of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiagramEngine {
    /// The program itself
    Builtin,
    /// An installed Graphviz
    Graphviz,
}

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
