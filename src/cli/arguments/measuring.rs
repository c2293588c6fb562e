//! What `network` can be told of measures.

use clap::{Args, ValueEnum};

/// What to measure of networks, and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Measures")]
pub struct MeasuringOptions {
    /// Measure the network: centrality, communities, brokers, balance, polarization. As a table, or with --format
    /// graphml, gexf or json as attributes in the network
    #[arg(long, conflicts_with_all = ["shares", "series"])]
    pub measures: bool,
    /// Instead of a network, how many statements support and oppose, for each of these together: a variable as in
    /// --only, or week, month, year; such as proposition or actor,year
    #[arg(long, value_name = "KEYS", value_delimiter = ',', conflicts_with = "series")]
    pub shares: Vec<String>,
    /// Instead of networks, these measures of each window
    #[arg(long, value_name = "MEASURES", value_delimiter = ',', requires = "window")]
    pub series: Vec<NetworkSeries>,
    /// Where the search for communities and camps starts: the same seed finds the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The resolution of modularity: above 1 for more communities, below 1 for fewer
    #[arg(long, value_name = "GAMMA", default_value_t = 1.0, allow_negative_numbers = true)]
    pub resolution: f64,
    /// How many camps polarization is measured between
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(2..=20))]
    pub camps: u8,
    /// For dna-polarization: groups of the same size
    #[arg(long)]
    pub balanced: bool,
}

/// One number of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkSeries {
    /// Statements that count
    Statements,
    /// Nodes with a statement
    #[value(alias = "actors")]
    Nodes,
    /// Edges
    Edges,
    /// Edges as a share of those that could be
    Density,
    /// The mean weight over all pairs, such as mean congruence
    MeanWeight,
    /// Connected components
    Components,
    /// Communities, or coalitions where edges have signs
    Communities,
    /// Their modularity
    Modularity,
    /// The share of balanced triangles; needs --aggregation subtract
    Balance,
    /// The share of weight that contradicts the coalitions; needs --aggregation subtract
    Frustration,
    /// How far agreement lies within camps and disagreement between them
    Polarization,
    /// The share of congruence within the camps and conflict between them
    Order,
    /// Conflict as a share of congruence and conflict
    ConflictShare,
    /// Polarization as in Discourse Network Analyzer
    DnaPolarization,
}
