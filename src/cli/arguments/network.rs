//! What `network` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::GraphOptions;

/// Options of `network`.
#[derive(Debug, Args)]
#[command(after_help = "Statements come from the case, or from a table with the columns document, date, person, \
    organization, concept, agreement.\n\n  \
    stancegraph network --aggregation congruence --normalization average --duplicates document -o network.graphml\n  \
    stancegraph network --statements statements.csv --mode two --format csv\n  \
    stancegraph network --statements statements.csv --window 3m --format edges")]
pub struct NetworkOptions {
    /// A table of statements (CSV) instead of the case; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["coder", "conditional", "date_of", "store", "endpoint"], help_heading = "Statements")]
    pub statements: Option<PathBuf>,
    /// What separates the table's fields: one character, or tab
    #[arg(long, value_name = "SIGN", default_value = ",", requires = "statements", help_heading = "Statements")]
    pub separator: String,
    /// A column that the table calls otherwise, such as concept=Category; may be given several times
    #[arg(long = "column", value_name = "COLUMN=NAME", requires = "statements", help_heading = "Statements")]
    pub columns: Vec<String>,
    /// The scale of the table's agreement, such as -2:2 [default: yes and no, or the numbers that occur]
    #[arg(
        long,
        value_name = "MIN:MAX",
        requires = "statements",
        allow_hyphen_values = true,
        help_heading = "Statements"
    )]
    pub scale: Option<String>,
    /// Where the graph is
    #[command(flatten)]
    pub graph: GraphOptions,
    /// One coder's annotations instead of the current ones
    #[arg(long, value_name = "NAME", help_heading = "Statements")]
    pub coder: Option<String>,
    /// Where conditional stances stand [default: leaning; with --shares: middle]
    #[arg(long, value_name = "PLACE", help_heading = "Statements")]
    pub conditional: Option<NetworkConditional>,
    /// Which date counts
    #[arg(long, value_name = "DATE", default_value = "document", help_heading = "Statements")]
    pub date_of: NetworkDateOf,
    /// Only from this date on: 2015-11-30, 2015-11 or 2015
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    pub from: Option<String>,
    /// Only up to this date, which counts too
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    pub to: Option<String>,
    /// Only statements of this actor, by id or label; may be given several times
    #[arg(long = "actor", value_name = "NAME", help_heading = "Filters")]
    pub actors: Vec<String>,
    /// Only statements on this proposition, by id or label; may be given several times
    #[arg(long = "proposition", value_name = "NAME", help_heading = "Filters")]
    pub propositions: Vec<String>,
    /// Only statements in this voice: own-words, reported, alleged, unattributed; may be given several times
    #[arg(long = "modality", value_name = "VOICE", help_heading = "Filters")]
    pub modalities: Vec<String>,
    /// Only statements where an organization, person, actor, proposition, document, source, form, modality or kind is
    /// this, such as kind=company; may be given several times
    #[arg(long, value_name = "VARIABLE=NAME", help_heading = "Filters")]
    pub only: Vec<String>,
    /// No statements where it is this
    #[arg(long, value_name = "VARIABLE=NAME", help_heading = "Filters")]
    pub except: Vec<String>,
    /// Identical statements (same node, link and stance) count once in each
    #[arg(long, value_name = "SPAN", default_value = "include", help_heading = "Filters")]
    pub duplicates: NetworkDuplicates,
    /// One kind of node, two, or the statements themselves
    #[arg(long, value_name = "MODE", default_value = "one", help_heading = "Network")]
    pub mode: NetworkMode,
    /// What the nodes are
    #[arg(long, value_name = "VARIABLE", default_value = "actor", help_heading = "Network")]
    pub nodes: NetworkNodes,
    /// What links the nodes of one mode: a variable as in --only [default: proposition; for propositions: actor]
    #[arg(long, value_name = "VARIABLE", help_heading = "Network")]
    pub through: Option<String>,
    /// How stances make the weight of an edge [default: congruence; with --mode two: subtract]
    #[arg(long, value_name = "RULE", help_heading = "Network")]
    pub aggregation: Option<NetworkAggregation>,
    /// What weights are divided by
    #[arg(long, value_name = "RULE", default_value = "none", help_heading = "Network")]
    pub normalization: NetworkNormalization,
    /// A network for each window of this width: 31d, 5w, 3m, 1y, events:51 (even widths are one wider)
    #[arg(long, value_name = "WIDTH", help_heading = "Network")]
    pub window: Option<String>,
    /// How much statements count away from a window's centre
    #[arg(long, value_name = "KERNEL", default_value = "uniform", requires = "window", help_heading = "Network")]
    pub kernel: NetworkKernel,
    /// Only edges of at least this weight, whatever its sign
    #[arg(long, value_name = "WEIGHT", help_heading = "Output")]
    pub min_weight: Option<f64>,
    /// Only the so many heaviest edges
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub top: Option<usize>,
    /// Which nodes without an edge are shown
    #[arg(long, value_name = "WHICH", default_value = "keep", help_heading = "Output")]
    pub isolates: NetworkIsolates,
    /// What to measure
    #[command(flatten)]
    pub measuring: super::MeasuringOptions,
    /// The file's format [default: by the ending of --output, otherwise csv; of measures on a terminal: table]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<NetworkFormat>,
    /// Write to a file; - is standard output. With --window, graphml and pajek write a folder
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// Where conditional stances stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkConditional {
    /// Nowhere: they are left out
    Drop,
    /// Where they lean; without a leaning they are left out
    Leaning,
    /// Between support and opposition, on a scale of three
    Middle,
}

/// Which date counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkDateOf {
    /// The document's
    Document,
    /// The statement's own, if it is known
    Statement,
}

/// Within what identical statements count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkDuplicates {
    /// Each statement counts
    Include,
    /// A document
    Document,
    /// An ISO week
    Week,
    /// A month
    Month,
    /// A year
    Year,
    /// Everything; with --window, each window
    All,
}

/// What a network's nodes and edges are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkMode {
    /// Nodes linked where they take a stance on the same
    One,
    /// Nodes linked to propositions by statements
    Two,
    /// A row for each statement that counts, with all variables
    Events,
}

/// What nodes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkNodes {
    /// Organisations
    Organization,
    /// Persons
    Person,
    /// Organisations, and persons who speak for none
    Actor,
    /// Propositions
    #[value(alias = "concept")]
    Proposition,
}

/// How stances make weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkAggregation {
    /// All statements alike
    Ignore,
    /// One mode: how often they agree
    Congruence,
    /// One mode: how often they disagree
    Conflict,
    /// One mode: congruence less conflict; two modes: support less opposition
    Subtract,
    /// Two modes: 1 support, 2 opposition, 3 both
    Combine,
}

/// What weights are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkNormalization {
    /// Nothing
    None,
    /// One mode: the mean number of statements of the two
    Average,
    /// One mode: what either says
    Jaccard,
    /// One mode: the lengths of the two vectors
    Cosine,
    /// One mode: the product of the numbers of statements, which DNA calls cosine
    DnaCosine,
    /// Two modes: the statements of the actor
    Activity,
    /// Two modes: the statements on the proposition
    Prominence,
}

/// How much a statement counts by its distance from the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkKernel {
    /// All alike
    Uniform,
    /// Less in proportion to the distance
    Triangular,
    /// Less in proportion to its square
    Epanechnikov,
    /// As the normal distribution, half a window being one standard deviation
    Gaussian,
}

/// Which nodes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkIsolates {
    /// None
    Drop,
    /// Those with a statement that counts
    Keep,
    /// All there are, even those that filters take all statements from
    All,
}

/// A format of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkFormat {
    /// For reading: measures, shares and series only
    Table,
    /// A matrix with labels in the first row and column
    Csv,
    /// A list of edges with all that is known of them
    Edges,
    /// For Gephi, networkx, igraph, visone
    Graphml,
    /// For Gephi; with --window, dynamic
    Gexf,
    /// For Pajek: labels and weights only
    Pajek,
    /// Node-link JSON, for networkx and D3
    Json,
    /// For Graphviz, with groups
    Dot,
    /// A picture: the network with its communities or coalitions
    Svg,
    /// The same in pixels
    Png,
    /// The same on one A4 page
    Pdf,
    /// The same on a page with a table of all edges
    Html,
}
