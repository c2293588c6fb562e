//! Measures of windows of time: how polarization, density or the number of actors change.

use super::{
    graph::{Edge, Graph},
    measures::{
        Search, Sign, Ties, balance, communities, density, frustration, mean_weight,
        polarization::{Contrast, Pair},
        sides,
    },
    recipe::{Aggregation, Mode, Normalization, Recipe},
    selection::Selection,
    series::{Line, Series, Tick},
    time::DAY,
    weave::{Loom, Network, Shown, Timing},
    window::{Window, WindowError},
};

/// What can be followed over time: one number of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// How many statements count, after the removal of duplicates.
    Statements,
    /// How many nodes there are.
    Nodes,
    /// How many edges there are.
    Edges,
    /// Edges as a share of those that could be.
    Density,
    /// The mean weight over all pairs: mean congruence in a network of congruence.
    MeanWeight,
    /// How many connected components there are.
    Components,
    /// How many communities or coalitions there are.
    Communities,
    /// Their modularity.
    Modularity,
    /// The share of balanced triangles, in a signed network.
    Balance,
    /// The frustration of the coalitions, in a signed network.
    Frustration,
    /// The polarization of the most polarized division.
    Polarization,
    /// The order of that division.
    Order,
    /// Conflict as a share of congruence and conflict.
    ConflictShare,
    /// The greatest polarization as Discourse Network Analyzer measures it.
    DnaPolarization,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Statements,
        Self::Nodes,
        Self::Edges,
        Self::Density,
        Self::MeanWeight,
        Self::Components,
        Self::Communities,
        Self::Modularity,
        Self::Balance,
        Self::Frustration,
        Self::Polarization,
        Self::Order,
        Self::ConflictShare,
        Self::DnaPolarization,
    ];

    /// Its name on the command line and in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::Density => "density",
            Self::MeanWeight => "mean-weight",
            Self::Components => "components",
            Self::Communities => "communities",
            Self::Modularity => "modularity",
            Self::Balance => "balance",
            Self::Frustration => "frustration",
            Self::Polarization => "polarization",
            Self::Order => "order",
            Self::ConflictShare => "conflict-share",
            Self::DnaPolarization => "dna-polarization",
        }
    }

    /// The measure of a name; `actors` are nodes.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "actors" { "nodes" } else { name };
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// Whether it is measured on the pairs of [`contrast`], whatever the aggregation.
    #[must_use]
    pub const fn is_of_contrast(self) -> bool {
        matches!(self, Self::Polarization | Self::Order | Self::ConflictShare | Self::DnaPolarization)
    }

    /// Whether it needs ties of both signs.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Balance | Self::Frustration)
    }
}

/// What the most polarized division is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Camps {
    /// How many groups, at least two.
    pub groups: usize,
    /// Whether their sizes may differ by one at most; for polarization as in DNA only.
    pub balanced: bool,
}

impl Default for Camps {
    fn default() -> Self {
        Self { groups: 2, balanced: false }
    }
}

/// The recipe of the network that polarization is measured on: congruence and conflict by average activity, as
/// Discourse Network Analyzer has it, of the same nodes and links.
#[must_use]
pub const fn contrast_recipe(recipe: Recipe) -> Recipe {
    Recipe { mode: Mode::One, aggregation: Aggregation::Ignore, normalization: Normalization::Average, ..recipe }
}

/// Congruence and conflict side by side, from a network by [`contrast_recipe`].
///
/// Its weight is their sum, each divided by the same number, and its edges know in which proportion.
#[must_use]
pub fn contrast(network: &Network) -> Contrast {
    let pairs = network.rows.iter().enumerate().flat_map(|(a, links)| {
        links.iter().map(move |link| {
            let share = link.weight / (link.agreeing + link.disagreeing);
            Pair { a, b: link.target as usize, congruence: link.agreeing * share, conflict: link.disagreeing * share }
        })
    });
    Contrast::new(network.nodes.len(), pairs)
}

/// A line for each measure over all windows, and a tick for each window.
///
/// Nodes are those with a statement in the window. Edges that `loom` does not show do not count, except for
/// polarization, which sees all pairs.
///
/// # Errors
/// [`WindowError`] if there is no window.
pub fn trend(
    loom: &Loom<'_>,
    selection: &Selection,
    timing: &Timing,
    measures: &[Measure],
    search: &Search,
    division: Camps,
) -> Result<Series, WindowError> {
    let mut ticks = Vec::new();
    let mut lines: Vec<Line> =
        measures.iter().map(|measure| Line { label: measure.name().to_owned(), points: Vec::new() }).collect();
    loom.windows(selection, timing, |window, network| {
        ticks.push(tick(window));
        let found = Found::new(network, measures, search);
        for (line, measure) in lines.iter_mut().zip(measures).filter(|(_, measure)| !measure.is_of_contrast()) {
            line.points.push(found.value(*measure));
        }
        Ok::<_, WindowError>(())
    })?;
    if measures.iter().any(|measure| measure.is_of_contrast()) {
        let pairs = Loom { table: loom.table, recipe: contrast_recipe(loom.recipe), shown: Shown::default() };
        pairs.windows(selection, timing, |_, network| {
            let contrast = contrast(network);
            let mut camps = None;
            let mut of_camps =
                || camps.get_or_insert_with(|| contrast.most_polarized(division.groups, search.seed)).clone();
            for (line, measure) in lines.iter_mut().zip(measures).filter(|(_, measure)| measure.is_of_contrast()) {
                line.points.push(match measure {
                    Measure::Order => of_camps().map(|found| found.order),
                    Measure::ConflictShare => contrast.conflict_share(),
                    Measure::DnaPolarization => contrast
                        .most_polarized_as_in_dna(division.groups, division.balanced, search.seed)
                        .map(|found| found.polarization),
                    _ => of_camps().map(|found| found.polarization),
                });
            }
            Ok::<_, WindowError>(())
        })?;
    }
    let names: Vec<&str> = measures.iter().map(|measure| measure.name()).collect();
    Ok(Series {
        title: format!("{}: {}", names.join(", "), loom.recipe.words()),
        x_title: "middle of the window".to_owned(),
        x: ticks,
        lines,
    })
}

fn tick(window: &Window) -> Tick {
    let [number, centre, first, last] = window.texts();
    let position = if window.is_of_events() {
        window.number as f64
    } else {
        (window.centre + window.centre_before) as f64 / (2 * DAY) as f64
    };
    Tick { label: if window.is_of_events() { number } else { centre }, position, first, last }
}

/// What the measures of one window share.
struct Found {
    statements: u64,
    graph: Graph,
    ties: Ties,
    communities: Option<super::measures::Communities>,
}

impl Found {
    fn new(network: &Network, measures: &[Measure], search: &Search) -> Self {
        let graph = bare(network);
        let ties = Ties::new(&graph, Sign::Any);
        let grouped = [Measure::Communities, Measure::Modularity, Measure::Frustration];
        let communities = measures
            .iter()
            .any(|measure| grouped.contains(measure))
            .then(|| communities(&ties, sides(&graph).as_deref(), search));
        // In two modes each statement belongs to a node of each.
        let first = graph.nodes.first().map(|node| node.kind);
        let statements = graph.nodes.iter().filter(|node| Some(node.kind) == first).map(|node| node.statements).sum();
        Self { statements, graph, ties, communities }
    }

    fn value(&self, measure: Measure) -> Option<f64> {
        let groups = self.communities.as_ref().filter(|_| self.ties.count() > 0);
        match measure {
            Measure::Statements => Some(self.statements as f64),
            Measure::Nodes => Some(self.graph.nodes.len() as f64),
            Measure::Edges => Some(self.ties.count() as f64),
            Measure::Density => density(&self.graph),
            Measure::MeanWeight => mean_weight(&self.graph),
            Measure::Components => Some(self.ties.components().iter().max().map_or(0.0, |most| (most + 1) as f64)),
            Measure::Communities => self.communities.as_ref().map(|found| found.partition.count() as f64),
            Measure::Modularity => groups.map(|found| found.modularity),
            Measure::Balance => balance(&self.ties).share(),
            Measure::Frustration => groups.map(|found| frustration(&self.ties, &found.partition).share),
            Measure::Polarization | Measure::Order | Measure::ConflictShare | Measure::DnaPolarization => None,
        }
    }
}

/// The network as measures need it, without what else is known of its edges.
#[must_use]
pub fn bare(network: &Network) -> Graph {
    let edges = network.rows.iter().enumerate().flat_map(|(source, links)| {
        links.iter().map(move |link| Edge {
            source,
            target: link.target as usize,
            weight: link.weight,
            attributes: std::collections::BTreeMap::new(),
        })
    });
    Graph { title: network.title.clone(), nodes: network.nodes.clone(), edges: edges.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{
        from_csv::read_table,
        recipe::Duplicates,
        selection::{Filters, Wanted},
        statement_csv::CsvLayout,
        table::{Table, Variable},
        window::Kernel,
    };

    fn table() -> Table {
        let mut text = "document,date,organization,concept,agreement\n".to_owned();
        for day in 1..=9 {
            // Ann and Bob always agree, and disagree with Cid, who is silent after the fifth.
            for (who, stance) in [("Ann", "yes"), ("Bob", "yes"), ("Cid", "no")] {
                if who != "Cid" || day <= 5 {
                    text.push_str(&format!("d{day},2016-01-0{day},{who},access,{stance}\n"));
                }
            }
        }
        read_table(text.as_bytes(), "test.csv", &CsvLayout::default(), false).expect("statements")
    }

    fn of(aggregation: Aggregation, measures: &[Measure]) -> Series {
        let table = table();
        let recipe = Recipe {
            mode: Mode::One,
            nodes: Variable::Organization,
            through: Variable::Proposition,
            aggregation,
            normalization: Normalization::None,
            duplicates: Duplicates::Include,
        };
        let filters = Filters::resolve(&table, &Wanted::default()).expect("no filter");
        let selection = Selection::of(&table, &recipe, &filters);
        let loom = Loom { table: &table, recipe, shown: Shown::default() };
        let timing =
            Timing { width: "3d".parse().expect("a width"), kernel: Kernel::Uniform, from: None, before: None };
        trend(&loom, &selection, &timing, measures, &Search::default(), Camps::default()).expect("windows")
    }

    #[test]
    fn a_line_follows_the_debate() {
        let series =
            of(Aggregation::Subtract, &[Measure::Nodes, Measure::Order, Measure::Balance, Measure::MeanWeight]);
        let labels: Vec<&str> = series.x.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!((labels.len(), labels[0], labels[6]), (7, "2016-01-02", "2016-01-08"));
        assert_eq!((series.x[0].first.as_str(), series.x[0].last.as_str()), ("2016-01-01", "2016-01-03"));
        let line = |name: &str| &series.lines.iter().find(|line| line.label == name).expect("a line").points;
        assert_eq!(line("nodes")[..2], [Some(3.0), Some(3.0)]);
        assert_eq!(line("nodes")[6], Some(2.0));
        // Ann and Bob against Cid: all agreement within, all disagreement between; later nobody is left to oppose.
        assert_eq!(line("order")[0], Some(1.0));
        assert_eq!((line("balance")[0], line("balance")[6]), (Some(1.0), None));
        // 9 pairs of statements of Ann and Bob, less 9 with Cid for each of them, over three pairs.
        assert_eq!(line("mean-weight")[0], Some(-3.0));
        assert_eq!(line("mean-weight")[6], Some(9.0));
    }

    #[test]
    fn positions_are_the_middles_of_windows() {
        let series = of(Aggregation::Congruence, &[Measure::Density, Measure::Statements]);
        // 2016-01-02 is day 16,802; its middle is noon.
        assert!((series.x[0].position - 16_802.5).abs() < 1e-9);
        assert_eq!(series.lines[0].points[0], Some(1.0 / 3.0));
        assert_eq!((series.lines[1].points[0], series.lines[1].points[6]), (Some(9.0), Some(6.0)));
    }

    #[test]
    fn names_are_read_back() {
        for measure in Measure::ALL {
            assert_eq!(Measure::named(measure.name()), Some(measure));
        }
        assert_eq!(Measure::named("actors"), Some(Measure::Nodes));
        assert_eq!(Measure::named("beauty"), None);
    }
}
