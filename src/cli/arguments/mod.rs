//! What can be said on the command line: a file for each group of verbs.

mod case;
mod coding;
mod diagram;
mod documentation;
mod exchange;
mod lesson;
mod measuring;
mod network;
mod query;
mod remote;
mod serve;
mod site;
mod store;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(super) use case::{AddOptions, DemoOptions, InitOptions};
pub(super) use coding::{
    AnnotateFormat, AnnotateOptions, CheckFormat, CheckOptions, EvaluateFormat, EvaluateOptions, InputFormat,
};
pub(super) use diagram::{DiagramEngine, DiagramFormat, DiagramKind, DiagramOptions};
pub(super) use documentation::{CompletionsOptions, ManOptions, VocabularyFormat, VocabularyOptions};
pub(super) use exchange::{ExportFormat, ExportOptions, ImportFormat, ImportOptions};
pub(super) use lesson::{LessonFormat, LessonLevel, LessonMinutes, LessonOptions};
pub(super) use measuring::{MeasuringOptions, NetworkSeries};
pub(super) use network::{
    NetworkAggregation, NetworkConditional, NetworkDateOf, NetworkDuplicates, NetworkFormat, NetworkIsolates,
    NetworkKernel, NetworkMode, NetworkNodes, NetworkNormalization, NetworkOptions,
};
pub(super) use query::{QueryFormat, QueryOptions};
pub(super) use remote::{ConnectionOptions, EndpointOptions, PushOptions};
pub(super) use serve::{ServeOptions, WorkerOptions};
pub(super) use site::SiteOptions;
pub(super) use store::{GraphOptions, StoreBuildOptions, StoreCheckOptions, StoreOptions, StoreVerb};

/// Who stands where on a policy question, who says so, and in which words.
#[derive(Debug, Parser)]
#[command(name = "stancegraph", version, long_version = super::version::long(), arg_required_else_help = true)]
#[command(after_help = "Begin with `stancegraph demo`, or make a case of your own:\n  \
    stancegraph init my-case && stancegraph --case my-case add article.txt && stancegraph --case my-case annotate\n\n\
    Exit codes: 0 done, 1 findings (check, evaluate), 2 could not do it.")]
pub struct Arguments {
    /// The case's folder [default: the nearest folder upwards with a case.toml]
    #[arg(long = "case", global = true, value_name = "DIR")]
    pub cases: Vec<PathBuf>,
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
    /// Compute a network of actors or propositions: who agrees with whom, as a matrix or for Gephi, Pajek, networkx
    Network(Box<NetworkOptions>),
    /// Make a lesson pack: briefs, cards, worksheet, quiz, to print and for Moodle, each line with its source
    Lesson(LessonOptions),
    /// Write the case as RDF, as a table, as Web Annotation or as Argdown
    Export(ExportOptions),
    /// Bring documents and codings of other programs into a case, or make one of them
    Import(ImportOptions),
    /// Serve the case: pages to read, question and code it in the browser, and a SPARQL endpoint
    Serve(ServeOptions),
    /// Put the graphs of a case, or of many annotated texts, on a SPARQL server
    Push(Box<PushOptions>),
    /// Write the pages of one or more cases as files: a site for a USB stick or any web host
    Site(SiteOptions),
    /// Put cases and coded corpora into a graph on disk, for more than memory holds
    Store(StoreOptions),
    /// Print the vocabulary
    Vocabulary(VocabularyOptions),
    /// Evaluate queries for a server
    #[command(hide = true, name = crate::server::WORKER_COMMAND)]
    Worker(WorkerOptions),
    /// Print completions for a shell
    Completions(CompletionsOptions),
    /// Print the manual page, or write one for each command
    Man(ManOptions),
}
