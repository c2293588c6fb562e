//! The matrix that stands in for a network with too many lines: who is alike stands together.

use std::cmp::Reverse;

use super::groups::{letter, name};
use super::{Filled, Grid, Heading, Laid, rows, weight_text};
use crate::diagram::text::capital;
use crate::network::NodeKind;

/// The most rows or columns that a picture can hold; of more, those with the most statements are shown.
pub(super) const MOST: usize = 150;
/// Columns up to which cells are wide enough for numbers.
const NUMBERED: usize = 24;
/// How full the cell of a code is drawn, in thousandths.
const OF_CODE: u16 = 600;

/// The matrix, and how many nodes with a tie it leaves out.
pub(super) fn fill(laid: &Laid<'_>) -> (Grid, usize) {
    let reading = laid.input.reading;
    let is_actor = |node: usize| laid.graph().nodes[node].kind == NodeKind::Actor;
    let (down, across) = if reading.is_one_mode() {
        let all = order(laid, |_| true);
        (all.clone(), all)
    } else {
        (order(laid, is_actor), order(laid, |node| !is_actor(node)))
    };
    let (row_of, column_of) = (places(laid, &down), places(laid, &across));
    let mut cells = Vec::new();
    for (entry, edge) in laid.edges.iter().enumerate() {
        for (one, other) in [(edge.source, edge.target), (edge.target, edge.source)] {
            if let (Some(row), Some(column)) = (row_of[one], column_of[other]) {
                cells.push(Filled {
                    row,
                    column,
                    sense: laid.sense(edge),
                    share: if reading.has_amounts() { laid.share(edge.weight) } else { OF_CODE },
                    label: weight_text(edge.weight),
                    tooltip: rows::tooltip(laid, edge),
                    entry,
                });
            }
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let shown = (0..laid.tied.len()).filter(|node| row_of[*node].is_some() || column_of[*node].is_some()).count();
    let grid = Grid {
        rows: headings(laid, &down),
        columns: headings(laid, &across),
        cells,
        numbers: across.len() <= NUMBERED && reading.has_amounts(),
    };
    (grid, laid.places() - shown)
}

/// The nodes with a tie that are wanted, by group and within it the most strongly tied first; of too many those with
/// the most statements.
fn order(laid: &Laid<'_>, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut nodes: Vec<usize> = (0..laid.tied.len()).filter(|node| laid.tied[*node] && wanted(*node)).collect();
    nodes.sort_by_key(|node| (Reverse(laid.graph().nodes[*node].statements), *node));
    nodes.truncate(MOST);
    let mut strength = vec![0.0; laid.tied.len()];
    for edge in &laid.edges {
        // What binds a node to its group counts; where there are no groups, everything does.
        if laid.groups.of[edge.source] == laid.groups.of[edge.target] {
            strength[edge.source] += edge.weight;
            strength[edge.target] += edge.weight;
        }
    }
    nodes.sort_by(|a, b| {
        let group = |node: usize| laid.groups.of[node].unwrap_or(usize::MAX);
        let by_group = group(*a).cmp(&group(*b));
        by_group.then(strength[*b].total_cmp(&strength[*a])).then(a.cmp(b))
    });
    nodes
}

/// For each node its place in a list.
fn places(laid: &Laid<'_>, list: &[usize]) -> Vec<Option<usize>> {
    let mut places = vec![None; laid.tied.len()];
    for (at, node) in list.iter().enumerate() {
        places[*node] = Some(at);
    }
    places
}

fn headings(laid: &Laid<'_>, list: &[usize]) -> Vec<Heading> {
    let grouped = !laid.groups.members.is_empty();
    let mut last = None;
    list.iter()
        .map(|node| {
            let group = laid.groups.of[*node];
            let begins = grouped && last != Some(group);
            last = Some(group);
            let words = || match group {
                Some(group) => format!("{} {}", capital(laid.input.group_names.0), letter(group)),
                None => format!("In no {}", laid.input.group_names.0),
            };
            Heading {
                label: name(&laid.graph().nodes[*node]),
                count: laid.graph().nodes[*node].statements.to_string(),
                begins: begins.then(words),
            }
        })
        .collect()
}
