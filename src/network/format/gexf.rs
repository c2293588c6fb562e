//! [GEXF 1.3](https://gexf.net/), Gephi's own format, with attributes and, for windows, time.

use std::io::{self, Write};

use super::{Listed, NodeColumn, node_columns, number_text, value_text, xml::Xml};
use crate::network::graph::Node;

/// Writes a network as GEXF with all that is known of nodes and edges.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_gexf(network: &dyn Listed, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    // GEXF has no attributes of a graph: what holds of the whole is told in its description.
    let facts = network.facts().iter().map(|(name, value)| format!("; {name} {}", value_text(value)));
    open(&mut xml, &format!("{}{}", network.title(), facts.collect::<String>()))?;
    xml.open("graph", &[("defaultedgetype", "undirected"), ("mode", "static")])?;
    let columns = node_columns(network.nodes());
    declare_nodes(&mut xml, &columns)?;
    let edge_columns = network.edge_attributes();
    xml.open("attributes", &[("class", "edge"), ("mode", "static")])?;
    for (number, (name, kind)) in edge_columns.iter().enumerate() {
        xml.empty("attribute", &[("id", &number.to_string()), ("title", name), ("type", kind.xml_name())])?;
    }
    xml.close("attributes")?;
    write_nodes(&mut xml, network.nodes(), &columns)?;
    xml.open("edges", &[])?;
    for (index, edge) in network.edges().enumerate() {
        let (id, source, target) = (index.to_string(), edge.source.to_string(), edge.target.to_string());
        let weight = number_text(edge.weight);
        xml.open("edge", &[("id", &id), ("source", &source), ("target", &target), ("weight", &weight)])?;
        xml.open("attvalues", &[])?;
        for (number, value) in edge.values.iter().enumerate() {
            if let Some(value) = value {
                xml.empty("attvalue", &[("for", &number.to_string()), ("value", &value_text(value))])?;
            }
        }
        xml.close("attvalues")?;
        xml.close("edge")?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.end()
}

pub(super) fn open(xml: &mut Xml<'_>, title: &str) -> io::Result<()> {
    let schema = "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd";
    xml.open(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", schema),
            ("version", "1.3"),
        ],
    )?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], "stancegraph")?;
    xml.text("description", &[], title)?;
    xml.close("meta")
}

pub(super) fn declare_nodes(xml: &mut Xml<'_>, columns: &[NodeColumn<'_>]) -> io::Result<()> {
    xml.open("attributes", &[("class", "node"), ("mode", "static")])?;
    for (number, column) in columns.iter().enumerate() {
        let (id, kind) = (number.to_string(), column.kind.xml_name());
        xml.empty("attribute", &[("id", &id), ("title", &column.name), ("type", kind)])?;
    }
    xml.close("attributes")
}

pub(super) fn write_nodes<'n>(xml: &mut Xml<'_>, nodes: &'n [Node], columns: &[NodeColumn<'n>]) -> io::Result<()> {
    xml.open("nodes", &[])?;
    for (index, node) in nodes.iter().enumerate() {
        xml.open("node", &[("id", &index.to_string()), ("label", &node.label)])?;
        xml.open("attvalues", &[])?;
        for (number, column) in columns.iter().enumerate() {
            if let Some(value) = column.of(node) {
                xml.empty("attvalue", &[("for", &number.to_string()), ("value", &value_text(&value))])?;
            }
        }
        xml.close("attvalues")?;
        xml.close("node")?;
    }
    xml.close("nodes")
}
