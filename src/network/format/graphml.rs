//! [GraphML](http://graphml.graphdrawing.org/), as Gephi, networkx, igraph, visone and yEd read it.

use std::io::{self, Write};

use super::{Listed, ValueType, node_columns, number_text, value_text, xml::Xml};

/// Writes a network as GraphML with all that is known of nodes and edges.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_graphml(network: &dyn Listed, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    let schema = "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", schema),
        ],
    )?;
    let nodes = network.nodes();
    let node_columns = node_columns(nodes);
    let edge_columns = network.edge_attributes();
    let mut key = |id: &str, of: &str, name: &str, kind: &str| {
        xml.empty("key", &[("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)])
    };
    key("title", "graph", "title", "string")?;
    for (number, (name, value)) in network.facts().iter().enumerate() {
        key(&format!("g{number}"), "graph", name, ValueType::of(value).xml_name())?;
    }
    key("label", "node", "label", "string")?;
    for (number, column) in node_columns.iter().enumerate() {
        key(&format!("n{number}"), "node", &column.name, column.kind.xml_name())?;
    }
    key("weight", "edge", "weight", "double")?;
    for (number, (name, kind)) in edge_columns.iter().enumerate() {
        key(&format!("e{number}"), "edge", name, kind.xml_name())?;
    }
    xml.open("graph", &[("id", "network"), ("edgedefault", "undirected")])?;
    xml.text("data", &[("key", "title")], network.title())?;
    for (number, (_, value)) in network.facts().iter().enumerate() {
        xml.text("data", &[("key", &format!("g{number}"))], &value_text(value))?;
    }
    for (index, node) in nodes.iter().enumerate() {
        xml.open("node", &[("id", &format!("v{index}"))])?;
        xml.text("data", &[("key", "label")], &node.label)?;
        for (number, column) in node_columns.iter().enumerate() {
            if let Some(value) = column.of(node) {
                xml.text("data", &[("key", &format!("n{number}"))], &value_text(&value))?;
            }
        }
        xml.close("node")?;
    }
    for (index, edge) in network.edges().enumerate() {
        let (source, target) = (format!("v{}", edge.source), format!("v{}", edge.target));
        xml.open("edge", &[("id", &format!("l{index}")), ("source", &source), ("target", &target)])?;
        xml.text("data", &[("key", "weight")], &number_text(edge.weight))?;
        for (number, value) in edge.values.iter().enumerate() {
            if let Some(value) = value {
                xml.text("data", &[("key", &format!("e{number}"))], &value_text(value))?;
            }
        }
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.end()
}
