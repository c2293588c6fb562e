//! What `diagram` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::GraphOptions;

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
    /// Only what rests on at least so many utterances (sources: attributions; timeline: documents; congruence, conflict,
    /// coalitions: propositions that both speak of)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_evidence: u32,
    /// Where the graph is
    #[command(flatten)]
    pub graph: GraphOptions,
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
    /// Who agrees with whom, in communities
    Congruence,
    /// Who disagrees with whom, between coalitions
    Conflict,
    /// Who sides with whom and against whom, in coalitions
    Coalitions,
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
