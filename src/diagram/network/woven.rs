//! From the statements that a recipe selects to a drawing: which weights, which groups, which words around them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Network, Reading, draw, weight_text};
use crate::diagram::evidence::shorten;
use crate::diagram::text::{capital, count, list, visible};
use crate::diagram::{Caption, DiagramError, Drawing};
use crate::network::{
    Graph, Value,
    measures::{Communities, Search, Sign, Ties, communities},
    recipe::{Aggregation, Mode, Recipe},
    selection::Selection,
    table::{Table, Variable},
    weave::Loom,
};

/// What the caller knows of the statements.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// What they are about, for the title: the case's title, or nothing.
    pub title: String,
    /// Which filters apply, in words.
    pub filters: Vec<String>,
    /// Where they come from, a line each.
    pub sources: Vec<String>,
    /// The fewest things that two have to take a stance on for a line between them (in two modes, the fewest
    /// statements).
    pub least_shared: u64,
    /// How communities and coalitions are looked for.
    pub search: Search,
}

impl Reading {
    /// What the weights of a recipe's network mean.
    pub fn of(recipe: &Recipe) -> Self {
        match (recipe.mode, recipe.aggregation) {
            (Mode::One, Aggregation::Congruence) => Self::Agreement,
            (Mode::One, Aggregation::Conflict) => Self::Disagreement,
            (Mode::One, Aggregation::Subtract) => Self::Balance,
            (Mode::One, _) => Self::Attention,
            (Mode::Two, Aggregation::Combine) => Self::Combined,
            (Mode::Two, Aggregation::Subtract) => Self::Stance,
            (Mode::Two, _) => Self::Statements,
        }
    }
}

/// The documents that selected statements stand in, by id.
pub fn documents<'t>(table: &'t Table, selection: &Selection) -> BTreeSet<&'t str> {
    let statements = selection.observations.iter().map(|observation| observation.statement as usize);
    statements.filter_map(|at| table.entity(Variable::Document, at)).map(|document| document.id.as_str()).collect()
}

/// Draws the network of selected statements; `kind` is its name on the command line.
///
/// # Errors
/// When no two nodes have a tie.
pub fn draw_woven(
    kind: &'static str,
    loom: &Loom<'_>,
    selection: &Selection,
    about: &About,
) -> Result<Drawing, DiagramError> {
    let mut graph = with_ties_of(loom.network(selection).graph(), about.least_shared);
    name_what_is_shared(&mut graph, loom, selection);
    let reading = Reading::of(&loom.recipe);
    let found = groups(loom, selection, &graph, &about.search);
    let counted = selection.without_duplicates().len();
    let documents = documents(loom.table, selection).len();
    let number = |n: usize, singular: &str, plural: &str| count(u32::try_from(n).unwrap_or(u32::MAX), singular, plural);
    let mut parts = vec![format!(
        "{} in {}",
        number(counted, "statement", "statements"),
        number(documents, "document", "documents")
    )];
    parts.extend(about.filters.iter().cloned());
    let lead = reading.lead(loom.recipe.nodes == Variable::Proposition);
    let mut sources = about.sources.clone();
    sources.push(settings(loom, &graph, &about.search, found.as_ref()));
    let caption = Caption {
        title: if about.title.is_empty() { lead.to_owned() } else { format!("{lead}: {}", about.title) },
        subtitle: Some(parts.join(" · ")),
        sources,
    };
    let signed = matches!(reading, Reading::Balance | Reading::Disagreement);
    draw(&Network {
        kind,
        caption,
        graph: &graph,
        reading,
        groups: found
            .map_or_else(Vec::new, |found| found.partition.groups().iter().map(|group| Some(*group)).collect()),
        group_names: if signed { ("coalition", "coalitions") } else { ("community", "communities") },
    })
}

/// The graph without ties that rest on less.
fn with_ties_of(mut graph: Graph, least: u64) -> Graph {
    graph.edges.retain(|edge| {
        let of = |name: &str| match edge.attributes.get(name) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        };
        of("shared").or_else(|| of("statements")).is_none_or(|count| count >= least)
    });
    graph
}

/// Adds to each tie of one mode what its ends take the same stance on, and what opposite ones.
fn name_what_is_shared(graph: &mut Graph, loom: &Loom<'_>, selection: &Selection) {
    if loom.recipe.mode == Mode::Two {
        return;
    }
    let (nodes, links) = (loom.table.entities(loom.recipe.nodes), loom.table.entities(loom.recipe.through));
    let mut said: BTreeMap<&str, BTreeMap<u32, BTreeSet<i32>>> = BTreeMap::new();
    for observation in &selection.observations {
        let of = said.entry(nodes[observation.row as usize].id.as_str()).or_default();
        of.entry(observation.column).or_default().insert(observation.level);
    }
    let names = match loom.recipe.nodes {
        Variable::Proposition => ["judged alike by", "judged oppositely by"],
        _ => ["agree on", "disagree on"],
    };
    for edge in &mut graph.edges {
        let (one, other) = (&graph.nodes[edge.source].id, &graph.nodes[edge.target].id);
        let (Some(one), Some(other)) = (said.get(one.as_str()), said.get(other.as_str())) else {
            continue;
        };
        let mut shared: [Vec<&str>; 2] = Default::default();
        for (column, levels) in one {
            let Some(others) = other.get(column) else {
                continue;
            };
            let label = links[*column as usize].label.as_str();
            if levels.intersection(others).next().is_some() {
                shared[0].push(label);
            }
            if levels.len() > 1 || others.len() > 1 || levels != others {
                shared[1].push(label);
            }
        }
        // Without a scale nothing is known of agreement.
        let known = loom.table.scale().is_some();
        for (name, labels) in names.into_iter().zip(shared).filter(|(_, labels)| known && !labels.is_empty()) {
            edge.attributes.insert(name.to_owned(), Value::Text(few(&labels)));
        }
    }
}

/// The first few names, cut, and how many more there are.
fn few(labels: &[&str]) -> String {
    const SHOWN: usize = 4;
    const LONGEST: usize = 70;
    let mut names: Vec<String> =
        labels.iter().take(SHOWN).map(|label| format!("“{}”", shorten(&visible(label), LONGEST))).collect();
    names.sort();
    if labels.len() > SHOWN {
        names.push(format!("{} more", labels.len() - SHOWN));
    }
    list(&names)
}

/// Who belongs together: communities of those who agree, coalitions of those who agree more than they disagree. Who
/// disagrees is shown between the same coalitions. Two modes have none.
fn groups(loom: &Loom<'_>, selection: &Selection, graph: &Graph, search: &Search) -> Option<Communities> {
    if loom.recipe.mode == Mode::Two {
        return None;
    }
    if loom.recipe.aggregation != Aggregation::Conflict {
        return Some(communities(&Ties::new(graph, Sign::Any), None, search));
    }
    let mut other = *loom;
    other.recipe.aggregation = Aggregation::Subtract;
    (other.shown.min_weight, other.shown.top) = (None, None);
    let balance = other.network(selection).graph();
    // Both have the nodes that have statements, unless those without a line were to be dropped.
    let same = balance.nodes.len() == graph.nodes.len()
        && balance.nodes.iter().zip(&graph.nodes).all(|(one, other)| one.id == other.id);
    same.then(|| communities(&Ties::new(&balance, Sign::Any), None, search))
}

/// How the network was made and grouped, in small type.
fn settings(loom: &Loom<'_>, graph: &Graph, search: &Search, found: Option<&Communities>) -> String {
    let mut words = format!("{}.", capital(&graph.title));
    if let Some(least) = loom.shown.min_weight {
        words.push_str(&format!(" Only weights of at least {}.", weight_text(least)));
    }
    if let Some(top) = loom.shown.top {
        words.push_str(&format!(" Only the {top} heaviest."));
    }
    if let Some(found) = found {
        let what = match loom.recipe.aggregation {
            Aggregation::Conflict | Aggregation::Subtract => "Coalitions of greatest modularity with signs",
            _ => "Communities of greatest modularity",
        };
        let how = if found.exact { "all divisions tried" } else { "the best of several searches" };
        // What was not asked for needs no words.
        let usual = Search::default();
        let seed = if search.seed == usual.seed { String::new() } else { format!(", seed {}", search.seed) };
        let resolution = if search.resolution == usual.resolution {
            String::new()
        } else {
            format!(", resolution {}", search.resolution)
        };
        words.push_str(&format!(" {what} ({}, {how}{seed}{resolution}).", weight_text(found.modularity)));
    }
    words
}
