//! Node-link JSON, as networkx's `node_link_graph` and D3 read it.

use std::io::{self, Write};

use serde_json::{Map, Value as Json};

use super::{Listed, ListedEdge, kind_name, node_columns, put};
use crate::network::graph::{Node, Value};

/// Writes a network as node-link JSON, one node or edge a line; what holds of the whole stands beside the title. A node's id is its label; where an actor and a
/// proposition share one, the kind stands before it.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_json(network: &dyn Listed, out: &mut dyn Write) -> io::Result<()> {
    let ids = node_ids(network.nodes());
    let mut graph = Map::new();
    graph.insert("title".to_owned(), network.title().into());
    graph.extend(network.facts().iter().map(|(name, value)| (name.clone(), json_value(value))));
    head(false, &Json::Object(graph), network.nodes(), &ids, out)?;
    let names = network.edge_attributes();
    let mut separator = "\n";
    for edge in network.edges() {
        put(out, separator)?;
        put(out, &Json::Object(edge_object(&edge, &names, &ids)).to_string())?;
        separator = ",\n";
    }
    put(out, "\n]}\n")
}

/// Everything up to the first edge.
pub(super) fn head(
    multigraph: bool,
    graph: &Json,
    nodes: &[Node],
    ids: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    put(out, &format!("{{\"directed\": false, \"multigraph\": {multigraph}, \"graph\": {graph},\n\"nodes\": ["))?;
    let columns = node_columns(nodes);
    let mut separator = "\n";
    for (node, id) in nodes.iter().zip(ids) {
        let mut object = Map::new();
        object.insert("id".to_owned(), id.clone().into());
        object.insert("label".to_owned(), node.label.clone().into());
        for column in &columns {
            if let Some(value) = column.of(node) {
                object.insert(column.name.clone(), json_value(&value));
            }
        }
        put(out, separator)?;
        put(out, &Json::Object(object).to_string())?;
        separator = ",\n";
    }
    put(out, "\n],\n\"edges\": [")
}

/// A name for each node that no other has.
pub(super) fn node_ids(nodes: &[Node]) -> Vec<String> {
    let mut labels: Vec<&str> = nodes.iter().map(|node| node.label.as_str()).collect();
    labels.sort_unstable();
    let unique = labels.windows(2).all(|pair| pair[0] != pair[1]);
    let id = |node: &Node| {
        if unique { node.label.clone() } else { format!("{}: {}", kind_name(node.kind), node.label) }
    };
    nodes.iter().map(id).collect()
}

pub(super) fn edge_object(
    edge: &ListedEdge,
    names: &[(String, super::ValueType)],
    ids: &[String],
) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("source".to_owned(), ids[edge.source].clone().into());
    object.insert("target".to_owned(), ids[edge.target].clone().into());
    object.insert("weight".to_owned(), number(edge.weight));
    for ((name, _), value) in names.iter().zip(&edge.values) {
        if let Some(value) = value {
            object.insert(name.clone(), json_value(value));
        }
    }
    object
}

pub(super) fn json_value(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Number(value) => number(*value),
        Value::Count(count) => (*count).into(),
        Value::Flag(flag) => (*flag).into(),
    }
}

/// JSON has no infinities.
fn number(value: f64) -> Json {
    serde_json::Number::from_f64(value).map_or(Json::Null, Json::Number)
}
