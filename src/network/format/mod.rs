//! Networks as files of other programs.
//!
//! Each writer takes anything that [lists](Listed) nodes and edges: a [`Graph`] with whatever measures have been added
//! to it, or a [`Network`] as it comes from the loom.

mod csv;
mod events;
mod gexf;
mod graphml;
mod json;
mod measured;
mod pajek;
mod series;
mod sheet;
mod xml;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::{
    graph::{Graph, Node, NodeKind, Value},
    weave::Network,
};

use self::csv::has_ids;
pub use self::{
    csv::{write_edges, write_matrix},
    events::write_events,
    gexf::write_gexf,
    graphml::write_graphml,
    json::write_json,
    measured::Measured,
    pajek::{PajekNotes, write_pajek},
    series::{EdgeSeries, Series},
    sheet::{Sheet, four_decimals},
};

/// What a value is, for formats that declare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Yes or no.
    Flag,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// Words.
    Text,
}

impl ValueType {
    const fn of(value: &Value) -> Self {
        match value {
            Value::Text(_) => Self::Text,
            Value::Number(_) => Self::Number,
            Value::Count(_) => Self::Count,
            Value::Flag(_) => Self::Flag,
        }
    }

    /// The type that holds values of both.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Count | Self::Number, Self::Count | Self::Number) => Self::Number,
            _ => Self::Text,
        }
    }

    /// Its name in GraphML and GEXF.
    const fn xml_name(self) -> &'static str {
        match self {
            Self::Flag => "boolean",
            Self::Count => "long",
            Self::Number => "double",
            Self::Text => "string",
        }
    }
}

/// An edge as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedEdge {
    /// Index of a node.
    pub source: usize,
    /// Index of a node.
    pub target: usize,
    /// The weight.
    pub weight: f64,
    /// What is known of it, in the order of [`Listed::edge_attributes`].
    pub values: Vec<Option<Value>>,
}

/// Something that lists nodes and edges.
pub trait Listed {
    /// What it shows, in words.
    fn title(&self) -> &str;
    /// The nodes, sorted by kind, then label.
    fn nodes(&self) -> &[Node];
    /// The names and types of what is known of edges beside their weights.
    fn edge_attributes(&self) -> Vec<(String, ValueType)>;
    /// The edges, sorted by source, then target.
    fn edges(&self) -> Box<dyn Iterator<Item = ListedEdge> + '_>;
    /// What holds of the whole, by name.
    fn facts(&self) -> &[(String, Value)] {
        &[]
    }
}

impl Listed for Graph {
    fn title(&self) -> &str {
        &self.title
    }

    fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn edge_attributes(&self) -> Vec<(String, ValueType)> {
        attribute_types(self.edges.iter().map(|edge| &edge.attributes))
    }

    fn edges(&self) -> Box<dyn Iterator<Item = ListedEdge> + '_> {
        let names = self.edge_attributes();
        Box::new(self.edges.iter().map(move |edge| ListedEdge {
            source: edge.source,
            target: edge.target,
            weight: edge.weight,
            values: names.iter().map(|(name, _)| edge.attributes.get(name).cloned()).collect(),
        }))
    }
}

impl Listed for Network {
    fn title(&self) -> &str {
        &self.title
    }

    fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn edge_attributes(&self) -> Vec<(String, ValueType)> {
        let names = Self::edge_attributes(self).iter();
        names.zip(self.edge_types()).map(|(name, kind)| ((*name).to_owned(), kind)).collect()
    }

    fn edges(&self) -> Box<dyn Iterator<Item = ListedEdge> + '_> {
        Box::new(self.rows.iter().enumerate().flat_map(move |(source, links)| {
            links.iter().map(move |link| ListedEdge {
                source,
                target: link.target as usize,
                weight: link.weight,
                values: self.edge_values(link).map(Some).collect(),
            })
        }))
    }
}

impl Network {
    /// The types of [`Network::edge_attributes`].
    fn edge_types(&self) -> Vec<ValueType> {
        self.edge_values(&super::congruence::Link {
            target: 0,
            shared: 0,
            weight: 0.0,
            agreeing: 0.0,
            disagreeing: 0.0,
        })
        .map(|value| ValueType::of(&value))
        .collect()
    }
}

/// All attributes that occur, with a type that holds all their values.
fn attribute_types<'a>(maps: impl Iterator<Item = &'a BTreeMap<String, Value>>) -> Vec<(String, ValueType)> {
    let mut types: BTreeMap<&str, ValueType> = BTreeMap::new();
    for (name, value) in maps.flatten() {
        let found = ValueType::of(value);
        types.entry(name).and_modify(|known| *known = known.with(found)).or_insert(found);
    }
    types.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect()
}

/// A column of what is known of nodes: its name, its type, and its value for each node.
pub(super) struct NodeColumn<'n> {
    pub(super) name: String,
    pub(super) kind: ValueType,
    value: Box<dyn Fn(&'n Node) -> Option<Value> + 'n>,
}

impl<'n> NodeColumn<'n> {
    pub(super) fn of(&self, node: &'n Node) -> Option<Value> {
        (self.value)(node)
    }
}

/// What is known of nodes beside their labels: the id if it is another, the mode in a two-mode network (also as
/// `bipartite`, 0 or 1, as networkx wants it), the number of statements, and their attributes.
pub(super) fn node_columns(nodes: &[Node]) -> Vec<NodeColumn<'_>> {
    let mut columns: Vec<NodeColumn<'_>> = Vec::new();
    if nodes.iter().any(|node| node.id != node.label) {
        let value = Box::new(|node: &Node| Some(Value::Text(node.id.clone())));
        columns.push(NodeColumn { name: "identifier".to_owned(), kind: ValueType::Text, value });
    }
    if nodes.windows(2).any(|pair| pair[0].kind != pair[1].kind) {
        let value = Box::new(|node: &Node| Some(Value::Text(kind_name(node.kind).to_owned())));
        columns.push(NodeColumn { name: "mode".to_owned(), kind: ValueType::Text, value });
        let value = Box::new(|node: &Node| Some(Value::Count(u64::from(node.kind != NodeKind::Actor))));
        columns.push(NodeColumn { name: "bipartite".to_owned(), kind: ValueType::Count, value });
    }
    let value = Box::new(|node: &Node| Some(Value::Count(node.statements)));
    columns.push(NodeColumn { name: "statements".to_owned(), kind: ValueType::Count, value });
    for (name, kind) in attribute_types(nodes.iter().map(|node| &node.attributes)) {
        // A name that is taken gets a sign behind it, so that nothing is lost.
        let mut free = name.clone();
        while free == "label" || columns.iter().any(|column| column.name == free) {
            free.push('_');
        }
        let value = Box::new(move |node: &Node| node.attributes.get(&name).cloned());
        columns.push(NodeColumn { name: free, kind, value });
    }
    columns
}

/// What a node stands for, as files say it.
pub(super) const fn kind_name(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Actor => "actor",
        NodeKind::Proposition => "proposition",
        NodeKind::Statement => "statement",
    }
}

/// A value as text: numbers in the shortest form that reads back as the same number.
pub fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number_text(*number),
        Value::Count(count) => count.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// A number in the shortest form that reads back as the same number, without exponent, 0 without sign.
pub(super) fn number_text(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// Writes text.
pub(super) fn put(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())
}
