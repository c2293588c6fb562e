//! A network as comma-separated values: a matrix, or a list of edges.
//!
//! Exact, for other programs: no sign is put before a field that a spreadsheet might take for a formula.

use std::io::{self, Write};

use super::{Listed, ListedEdge, number_text, value_text};
use crate::network::graph::Node;

/// The rows and columns of a matrix: all nodes both ways in a one-mode network, otherwise the first kind by the rest.
pub(super) struct Sides {
    pub(super) rows: std::ops::Range<usize>,
    pub(super) columns: std::ops::Range<usize>,
}

impl Sides {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let first = nodes.first().map(|node| node.kind);
        let split = nodes.partition_point(|node| Some(node.kind) == first);
        if split == nodes.len() {
            Self { rows: 0..split, columns: 0..split }
        } else {
            Self { rows: 0..split, columns: split..nodes.len() }
        }
    }
}

/// Writes the matrix of weights with labels in the first row and column; a one-mode matrix is symmetric with a
/// diagonal of 0.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_matrix(network: &dyn Listed, out: &mut dyn Write) -> io::Result<()> {
    let nodes = network.nodes();
    let sides = Sides::of(nodes);
    let mut table = ::csv::Writer::from_writer(out);
    let corner = std::iter::once("");
    table.write_record(corner.chain(nodes[sides.columns.clone()].iter().map(|node| node.label.as_str())))?;
    write_rows(network, &sides, &[], &mut table)?;
    table.flush()
}

/// The rows of a matrix, each behind `before` and its label.
pub(super) fn write_rows<W: Write>(
    network: &dyn Listed,
    sides: &Sides,
    before: &[String],
    table: &mut ::csv::Writer<W>,
) -> io::Result<()> {
    let nodes = network.nodes();
    let mut neighbours: Vec<Vec<(usize, f64)>> = vec![Vec::new(); sides.rows.len()];
    for ListedEdge { source, target, weight, .. } in network.edges() {
        if let Some(row) = neighbours.get_mut(source) {
            row.push((target, weight));
        }
        // The other triangle; in a two-mode matrix no row is a target.
        if let Some(row) = neighbours.get_mut(target) {
            row.push((source, weight));
        }
    }
    let mut weights = vec![0.0; sides.columns.len()];
    for (row, near) in sides.rows.clone().zip(&neighbours) {
        for (column, weight) in near {
            weights[column - sides.columns.start] = *weight;
        }
        for field in before {
            table.write_field(field)?;
        }
        table.write_field(&nodes[row].label)?;
        for weight in &weights {
            if *weight == 0.0 {
                table.write_field("0")?;
            } else {
                table.write_field(number_text(*weight))?;
            }
        }
        table.write_record(None::<&[u8]>)?;
        for (column, _) in near {
            weights[column - sides.columns.start] = 0.0;
        }
    }
    Ok(())
}

/// Writes one row for each edge: the labels of its ends, its weight and all that is known of it. Where nodes have ids
/// beside their labels, those are in columns of their own.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_edges(network: &dyn Listed, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    let ids = has_ids(network.nodes());
    table.write_record(edge_header(network, ids))?;
    write_edge_rows(network, ids, &[], &mut table)?;
    table.flush()
}

/// Whether a node's id is another than its label.
pub(super) fn has_ids(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.id != node.label)
}

pub(super) fn edge_header(network: &dyn Listed, ids: bool) -> Vec<String> {
    let ids: &[&str] = if ids { &["source_id", "target_id"] } else { &[] };
    let fixed = ["source", "target", "weight"].iter().chain(ids).map(|name| (*name).to_owned());
    fixed.chain(network.edge_attributes().into_iter().map(|(name, _)| name)).collect()
}

pub(super) fn write_edge_rows<W: Write>(
    network: &dyn Listed,
    ids: bool,
    before: &[String],
    table: &mut ::csv::Writer<W>,
) -> io::Result<()> {
    let nodes = network.nodes();
    for edge in network.edges() {
        let (source, target) = (&nodes[edge.source], &nodes[edge.target]);
        for field in before {
            table.write_field(field)?;
        }
        for field in [&source.label, &target.label, &number_text(edge.weight)] {
            table.write_field(field)?;
        }
        if ids {
            table.write_field(&source.id)?;
            table.write_field(&target.id)?;
        }
        for value in &edge.values {
            table.write_field(value.as_ref().map(value_text).unwrap_or_default())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    Ok(())
}
