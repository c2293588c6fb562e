//! Networks: who agrees with whom, as nodes and lines or, where there are too many, as a matrix.

mod grid;
mod groups;
mod of_case;
mod reading;
mod rows;
mod thin;
mod web;
mod woven;

pub use of_case::{CaseNetworkError, of_case};
pub use reading::{Reading, Sense, weight_text};
pub use web::{Filled, Grid, Heading, Knot, Share, Tie, Web};
pub use woven::{About, documents, draw_woven};

use groups::{Groups, letter, name};
use thin::{Plan, Reason, Weighed, plan};

use super::scene::{Body, Cluster, Drawing, Entry, Outline, Sample};
use super::text::{count, list};
use super::{Caption, DiagramError};
use crate::network::{Edge, Graph, Node, NodeKind};

/// What a network is drawn from.
#[derive(Debug, Clone)]
pub struct Network<'a> {
    /// The kind's name on the command line, which prefixes ids: "congruence".
    pub kind: &'static str,
    /// Title, what was counted, sources and settings.
    pub caption: Caption,
    /// The network; a tie of a node with itself is left out.
    pub graph: &'a Graph,
    /// What its weights mean.
    pub reading: Reading,
    /// For each node the number of its group, if groups were looked for; otherwise empty.
    pub groups: Vec<Option<usize>>,
    /// What the groups are, in the singular and the plural: ("community", "communities").
    pub group_names: (&'static str, &'static str),
}

/// A network with what all its pictures need.
struct Laid<'a> {
    input: &'a Network<'a>,
    /// The edges, those of the greatest size first.
    edges: Vec<&'a Edge>,
    /// Which nodes have a tie.
    tied: Vec<bool>,
    groups: Groups,
    /// The size of the greatest weight.
    greatest: f64,
}

impl Laid<'_> {
    fn graph(&self) -> &Graph {
        self.input.graph
    }

    fn share(&self, weight: f64) -> Share {
        share(weight.abs(), self.greatest)
    }

    fn sense(&self, edge: &Edge) -> Sense {
        self.input.reading.sense(edge.weight)
    }

    /// Whether all nodes are propositions.
    fn propositions(&self) -> bool {
        self.graph().nodes.iter().all(|node| node.kind == NodeKind::Proposition)
    }

    /// How many nodes have a tie.
    fn places(&self) -> usize {
        self.tied.iter().filter(|tied| **tied).count()
    }

    /// The nodes without a tie, as a line of words.
    fn apart(&self) -> Option<String> {
        let names: Vec<String> = (0..self.tied.len())
            .filter(|node| !self.tied[*node])
            .map(|node| {
                let node = &self.graph().nodes[node];
                format!("{} ({})", name(node), node.statements)
            })
            .collect();
        (!names.is_empty()).then(|| format!("Without a line: {}.", list(&names)))
    }
}

/// Draws a network.
///
/// # Errors
/// When it has no tie, or a tie names a node that is not there.
pub fn draw(input: &Network<'_>) -> Result<Drawing, DiagramError> {
    let laid = lay(input)?;
    let weighed: Vec<Weighed> =
        laid.edges.iter().map(|edge| Weighed { from: edge.source, to: edge.target, sense: laid.sense(edge) }).collect();
    let (plan, drawn) = plan(laid.places(), &weighed);
    let grid = matches!(plan, Plan::Matrix(_)).then(|| grid::fill(&laid));
    let (grid, left_out) = grid.map_or((None, 0), |(grid, left_out)| (Some(grid), left_out));
    let web = Web {
        groups: (0..laid.groups.members.len())
            .map(|at| Cluster { id: format!("g{}", at + 1), label: laid.groups.heading(at, input.graph) })
            .collect(),
        knots: knots(&laid),
        ties: laid
            .edges
            .iter()
            .zip(&drawn)
            .enumerate()
            .map(|(at, (edge, drawn))| tie(&laid, at, edge, *drawn))
            .collect(),
        apart: laid.apart(),
        grid,
    };
    Ok(Drawing {
        kind: input.kind,
        caption: caption(&laid, plan, &drawn),
        alternative: alternative(&laid),
        table: rows::table(&laid),
        legend: legend(&laid, &web),
        advice: advice(&laid, plan, &drawn, left_out),
        body: Body::Web(web),
    })
}

fn lay<'a>(input: &'a Network<'a>) -> Result<Laid<'a>, DiagramError> {
    let nodes = &input.graph.nodes;
    let mut tied = vec![false; nodes.len()];
    let mut edges: Vec<&Edge> = Vec::new();
    for edge in &input.graph.edges {
        for end in [edge.source, edge.target] {
            if end >= nodes.len() {
                return Err(DiagramError::Unknown { place: "a line", id: end.to_string(), among: "nodes" });
            }
        }
        if edge.source != edge.target {
            (tied[edge.source], tied[edge.target]) = (true, true);
            edges.push(edge);
        }
    }
    if edges.is_empty() {
        return Err(DiagramError::Empty { what: "lines between two" });
    }
    edges.sort_by(|a, b| {
        let by_size = b.weight.abs().total_cmp(&a.weight.abs());
        by_size.then((a.source, a.target).cmp(&(b.source, b.target)))
    });
    let groups = Groups::new(input.graph, &input.groups, &tied);
    let greatest = edges.first().map_or(0.0, |edge| edge.weight.abs());
    Ok(Laid { input, edges, tied, groups, greatest })
}

/// A part of a whole in thousandths.
fn share(part: f64, whole: f64) -> Share {
    // A cast saturates, and what is no number becomes 0.
    if whole > 0.0 { (part / whole * 1000.0).round().clamp(0.0, 1000.0) as Share } else { 0 }
}

fn knots(laid: &Laid<'_>) -> Vec<Knot> {
    let nodes = &laid.graph().nodes;
    let most = nodes.iter().map(|node| node.statements).max().unwrap_or(0);
    let mut numbers = [0_usize; 3];
    nodes
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let (kind, prefix, outline) = match node.kind {
                NodeKind::Actor => (0, 'a', Outline::Box),
                NodeKind::Proposition => (1, 'p', Outline::Round),
                NodeKind::Statement => (2, 's', Outline::Sheet),
            };
            numbers[kind] += 1;
            let group = laid.groups.of[at];
            let mut data = vec![("statements", node.statements.to_string())];
            data.extend(group.map(|group| ("group", letter(group))));
            Knot {
                id: format!("{prefix}{}", numbers[kind]),
                label: name(node),
                count: node.statements.to_string(),
                share: share(node.statements as f64, most as f64),
                outline,
                group,
                tied: laid.tied[at],
                tooltip: node_tooltip(laid, at, node),
                data,
            }
        })
        .collect()
}

fn node_tooltip(laid: &Laid<'_>, at: usize, node: &Node) -> String {
    let ties = laid.edges.iter().filter(|edge| edge.source == at || edge.target == at).count();
    let mut parts = vec![statements(node.statements), counted(ties, "line", "lines")];
    parts.extend(laid.groups.of[at].map(|group| format!("{} {}", laid.input.group_names.0, letter(group))));
    parts.extend(rows::attributes(&node.attributes));
    format!("{}: {}", name(node), parts.join(", "))
}

fn tie(laid: &Laid<'_>, at: usize, edge: &Edge, drawn: bool) -> Tie {
    let reading = laid.input.reading;
    Tie {
        id: format!("t{}", at + 1),
        from: edge.source,
        to: edge.target,
        sense: laid.sense(edge),
        share: if reading.has_amounts() { laid.share(edge.weight) } else { 500 },
        label: if reading.has_amounts() { weight_text(edge.weight.abs()) } else { String::new() },
        badge: reading.is_signed(),
        drawn,
        tooltip: rows::tooltip(laid, edge),
        row: at,
        data: vec![("weight", edge.weight.to_string())],
    }
}

fn statements(number: u64) -> String {
    count(u32::try_from(number).unwrap_or(u32::MAX), "statement", "statements")
}

fn counted(number: usize, singular: &str, plural: &str) -> String {
    count(u32::try_from(number).unwrap_or(u32::MAX), singular, plural)
}

/// Who is in the picture: "7 actors", "7 actors and 5 propositions".
fn who(laid: &Laid<'_>) -> String {
    let of = |kind: NodeKind| laid.graph().nodes.iter().filter(|node| node.kind == kind).count();
    let mut parts = Vec::new();
    for (kind, singular, plural) in [
        (NodeKind::Actor, "actor", "actors"),
        (NodeKind::Proposition, "proposition", "propositions"),
        (NodeKind::Statement, "statement", "statements"),
    ] {
        if of(kind) > 0 {
            parts.push(counted(of(kind), singular, plural));
        }
    }
    list(&parts)
}

fn caption(laid: &Laid<'_>, plan: Plan, drawn: &[bool]) -> Caption {
    let mut caption = laid.input.caption.cleaned();
    let mut parts = vec![who(laid)];
    let groups = laid.groups.members.len();
    if groups > 0 {
        let (singular, plural) = laid.input.group_names;
        parts[0].push_str(&format!(" in {}", counted(groups, singular, plural)));
    }
    parts.push(match plan {
        Plan::All => counted(drawn.len(), "line", "lines"),
        Plan::Strongest(each) => {
            let shown = drawn.iter().filter(|drawn| **drawn).count();
            format!("{shown} of {} lines: {}", drawn.len(), rule(laid, each))
        }
        Plan::Matrix(_) => counted(drawn.len(), "pair with a tie", "pairs with a tie"),
    });
    parts.extend(caption.subtitle);
    caption.subtitle = Some(parts.join(" · "));
    caption
}

/// Which lines are drawn when not all are.
fn rule(laid: &Laid<'_>, each: usize) -> String {
    let whose = match (laid.input.reading.is_one_mode(), laid.propositions()) {
        (true, false) => "each actor’s",
        (true, true) => "each proposition’s",
        (false, _) => "of each actor and proposition the",
    };
    let sign = if laid.input.reading.is_signed() { " of each sign" } else { "" };
    match each {
        1 => format!("{whose} strongest{sign}"),
        each => format!("{whose} {each} strongest{sign}"),
    }
}

fn advice(laid: &Laid<'_>, plan: Plan, drawn: &[bool], left_out: usize) -> Vec<String> {
    let mut advice = match plan {
        Plan::All => Vec::new(),
        Plan::Strongest(each) => {
            let shown = drawn.iter().filter(|drawn| **drawn).count();
            let (all, rule) = (drawn.len(), rule(laid, each));
            vec![format!(
                "{shown} of {all} lines are drawn, {rule} (of equal ones the first by name); the table of the HTML page has all"
            )]
        }
        Plan::Matrix(Reason::Nodes(nodes)) => vec![format!(
            "{nodes} boxes are more than one can read on a page ({}): this is a matrix; filter by actor or proposition for a picture with lines",
            thin::MOST_NODES
        )],
        Plan::Matrix(Reason::Lines(shown, all)) => vec![format!(
            "{all} lines are more than one can follow, and {shown} of them would mislead: this is a matrix; filter for a picture with lines"
        )],
    };
    if left_out > 0 {
        advice.push(format!(
            "the matrix leaves out the {left_out} with the fewest statements; the table of the HTML page has all"
        ));
    }
    advice
}

/// The picture in sentences: who stands together, and the strongest ties.
fn alternative(laid: &Laid<'_>) -> String {
    const STRONGEST: usize = 5;
    let mut sentences = vec![format!("A network of {} with {}.", who(laid), counted(laid.edges.len(), "tie", "ties"))];
    for (group, members) in laid.groups.members.iter().enumerate() {
        let names: Vec<String> = members.iter().map(|node| name(&laid.graph().nodes[*node])).collect();
        sentences.push(format!(
            "{} {}: {}.",
            super::text::capital(laid.input.group_names.0),
            letter(group),
            list(&names)
        ));
    }
    for edge in laid.edges.iter().take(STRONGEST) {
        sentences.push(format!("{}.", rows::sentence(laid, edge)));
    }
    if laid.edges.len() > STRONGEST {
        sentences.push("All ties stand in the table.".to_owned());
    }
    sentences.extend(laid.apart());
    sentences.join(" ")
}

fn legend(laid: &Laid<'_>, web: &Web) -> Vec<Entry> {
    let reading = laid.input.reading;
    let entry = |sample, text: String| Entry { sample, text };
    let mut entries = Vec::new();
    for sense in Sense::ALL.into_iter().filter(|sense| web.ties.iter().any(|tie| tie.sense == *sense)) {
        let text = reading.legend(sense, laid.propositions()).to_owned();
        entries.push(match web.grid {
            None => entry(Sample::Tie(sense, 600, reading.is_signed()), text),
            Some(_) => entry(Sample::Share(sense, 700), text),
        });
    }
    let (most, least) = (laid.edges.first(), laid.edges.last());
    if let (true, Some(most), Some(least)) = (reading.has_amounts(), most, least) {
        let (most, least) = (weight_text(most.weight.abs()), weight_text(least.weight.abs()));
        let range = if most == least { most } else { format!("{least} to {most}") };
        let how = if web.grid.is_some() { "the larger the square" } else { "the wider the line" };
        entries.push(entry(Sample::Nothing, format!("{how}, the greater the weight ({range})")));
    }
    if web.grid.is_some() {
        entries.push(entry(Sample::Blank, "empty: no tie".to_owned()));
    } else {
        for (outline, text) in [(Outline::Box, "actor"), (Outline::Round, "proposition"), (Outline::Sheet, "statement")]
        {
            if web.knots.iter().any(|knot| knot.tied && knot.outline == outline) {
                entries.push(entry(Sample::Node(outline), text.to_owned()));
            }
        }
        if !web.groups.is_empty() {
            entries.push(entry(Sample::Frame, format!("{}, named after its largest", laid.input.group_names.0)));
        }
    }
    entries.push(entry(Sample::Nothing, "Numbers after names count statements.".to_owned()));
    entries
}

#[cfg(test)]
mod tests;
