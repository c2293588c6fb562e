//! A network as a table and in sentences: what tooltips, the table of a page and the text alternative say.

use std::collections::BTreeMap;

use super::groups::{letter, name};
use super::{Laid, statements, weight_text};
use crate::diagram::table::{Cell, Table};
use crate::diagram::text::{capital, visible};
use crate::network::{Edge, Value};

/// One row for each tie, the strongest first, then one for each node without a tie.
pub(super) fn table(laid: &Laid<'_>) -> Table {
    let ends = match (laid.input.reading.is_one_mode(), laid.propositions()) {
        (true, false) => ["Actor", "Other actor", "They"],
        (true, true) => ["Proposition", "Other proposition", "They"],
        (false, _) => ["Actor", "Proposition", "It"],
    };
    let mut table = Table {
        caption: "Each tie with its weight, the strongest first".to_owned(),
        headings: ends.into_iter().chain(["Weight", "Groups", "Details"]).collect(),
        rows: Vec::new(),
    };
    let nodes = &laid.graph().nodes;
    for edge in &laid.edges {
        table.push(vec![
            Cell::Text(name(&nodes[edge.source])),
            Cell::Text(name(&nodes[edge.target])),
            Cell::text(laid.input.reading.verb(laid.sense(edge), laid.propositions())),
            Cell::Figure(weight_text(edge.weight)),
            Cell::Text(groups(laid, edge)),
            Cell::Text(attributes(&edge.attributes).join(", ")),
        ]);
    }
    for (node, _) in nodes.iter().zip(&laid.tied).filter(|(_, tied)| !**tied) {
        let mut row = vec![Cell::Text(String::new()); table.headings.len()];
        row[0] = Cell::Text(name(node));
        row[2] = Cell::text("no tie");
        row[5] = Cell::Text(statements(node.statements));
        table.push(row);
    }
    table
}

/// The groups of a tie's ends: "A", "A–B".
fn groups(laid: &Laid<'_>, edge: &Edge) -> String {
    let of = |node: usize| laid.groups.of[node].map_or_else(|| "–".to_owned(), letter);
    match (laid.groups.of[edge.source], laid.groups.of[edge.target]) {
        (None, None) => String::new(),
        (one, other) if one == other => of(edge.source),
        _ => format!("{}–{}", of(edge.source), of(edge.target)),
    }
}

/// A tie in a sentence: "Apple and Google agree (2.5)".
pub(super) fn sentence(laid: &Laid<'_>, edge: &Edge) -> String {
    let (reading, nodes) = (laid.input.reading, &laid.graph().nodes);
    let (one, other) = (name(&nodes[edge.source]), name(&nodes[edge.target]));
    let verb = reading.verb(laid.sense(edge), laid.propositions());
    let amount = if reading.has_amounts() { format!(" ({})", weight_text(edge.weight)) } else { String::new() };
    if reading.is_one_mode() {
        format!("{one} and {other} {verb}{amount}")
    } else {
        format!("{one} {verb}: “{other}”{amount}")
    }
}

/// What a pointer held over a tie shows: the sentence and the figures behind it.
pub(super) fn tooltip(laid: &Laid<'_>, edge: &Edge) -> String {
    let details = attributes(&edge.attributes);
    let sentence = sentence(laid, edge);
    if details.is_empty() { sentence } else { format!("{sentence}. {}", capital(&details.join(", "))) }
}

/// Attributes as "name value"; a flag only when it is set.
pub(super) fn attributes(attributes: &BTreeMap<String, Value>) -> Vec<String> {
    attributes
        .iter()
        .filter_map(|(name, value)| {
            let name = visible(&name.replace('_', " "));
            Some(match value {
                Value::Text(words) if words.trim().is_empty() => return None,
                Value::Text(words) => format!("{name}: {}", visible(words)),
                Value::Number(number) => format!("{name} {}", weight_text(*number)),
                Value::Count(count) => format!("{name} {count}"),
                Value::Flag(true) => name,
                Value::Flag(false) => return None,
            })
        })
        .collect()
}
