//! Networks of several windows in one file.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde_json::{Value as Json, json};

use super::{
    Listed, ListedEdge, ValueType,
    csv::{Sides, edge_header, write_edge_rows, write_rows},
    gexf, json as node_link, node_columns, number_text, put, value_text,
    xml::Xml,
};
use crate::network::{
    graph::{Graph, Node, NodeKind},
    time::time_text,
    weave::Network,
    window::Window,
};

/// The edges of window after window, each row with its window before it. Nothing is kept in memory.
pub struct EdgeSeries<W: Write> {
    rows: csv::Writer<W>,
    ids: bool,
    begun: bool,
}

impl<W: Write> EdgeSeries<W> {
    /// With `ids`, nodes have ids beside their labels.
    pub fn new(out: W, ids: bool) -> Self {
        Self { rows: csv::Writer::from_writer(out), ids, begun: false }
    }

    /// Writes the edges of the next window.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write(&mut self, window: &Window, network: &Network) -> io::Result<()> {
        if !self.begun {
            let header = edge_header(network, self.ids);
            self.rows.write_record(Window::TEXTS.into_iter().chain(header.iter().map(String::as_str)))?;
            self.begun = true;
        }
        write_edge_rows(network, self.ids, &window.texts(), &mut self.rows)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        self.rows.flush()
    }
}

/// The networks of all windows over the same nodes.
pub struct Series {
    title: String,
    nodes: Vec<Node>,
    attributes: Vec<(String, ValueType)>,
    windows: Vec<(Window, Vec<ListedEdge>)>,
}

impl Series {
    /// Puts the networks of windows together. `whole` is the network without windows, from which nodes have what is
    /// known of them; nodes that are in no window are left out.
    #[must_use]
    pub fn new(whole: &Network, windows: Vec<(Window, Network)>) -> Self {
        let key = |node: &Node| (node.kind, node.label.clone());
        let mut places: BTreeMap<(NodeKind, String), usize> =
            windows.iter().flat_map(|(_, network)| &network.nodes).map(|node| (key(node), 0)).collect();
        let mut nodes: BTreeMap<_, Node> = windows
            .iter()
            .flat_map(|(_, network)| &network.nodes)
            .chain(&whole.nodes)
            .map(|node| (key(node), node.clone()))
            .collect();
        nodes.retain(|key, _| places.contains_key(key));
        for (place, value) in places.values_mut().enumerate() {
            *value = place;
        }
        let attributes = Listed::edge_attributes(whole);
        let windows = windows.into_iter().map(|(window, network)| {
            let place = |index: usize| places[&key(&network.nodes[index])];
            let edges = network.edges().map(|edge| ListedEdge {
                source: place(edge.source),
                target: place(edge.target),
                ..edge
            });
            (window, edges.collect())
        });
        Self {
            title: whole.title.clone(),
            windows: windows.collect(),
            nodes: nodes.into_values().collect(),
            attributes,
        }
    }

    /// Matrices of the same rows and columns, one below the other, each row with its window before it.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_matrices(&self, out: &mut dyn Write) -> io::Result<()> {
        let sides = Sides::of(&self.nodes);
        let mut rows = csv::Writer::from_writer(out);
        let columns = self.nodes[sides.columns.clone()].iter().map(|node| node.label.as_str());
        rows.write_record(Window::TEXTS.into_iter().chain(std::iter::once("label")).chain(columns))?;
        for (window, edges) in &self.windows {
            let network = Frame { series: self, edges };
            write_rows(&network, &sides, &window.texts(), &mut rows)?;
        }
        rows.flush()
    }

    /// Node-link JSON of a multigraph: the key of an edge is the number of its window.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let ids = node_link::node_ids(&self.nodes);
        let of_window = |window: &Window| -> Vec<(String, Json)> {
            let texts = Window::TEXTS.iter().map(|name| (*name).to_owned()).zip(window.texts());
            texts
                .map(|(name, text)| if name == "window" { (name, window.number.into()) } else { (name, text.into()) })
                .collect()
        };
        let windows: Vec<Json> =
            self.windows.iter().map(|(window, _)| Json::Object(of_window(window).into_iter().collect())).collect();
        node_link::head(true, &json!({ "title": self.title, "windows": windows }), &self.nodes, &ids, out)?;
        let mut separator = "\n";
        for (window, edges) in &self.windows {
            for edge in edges {
                let mut object = node_link::edge_object(edge, &self.attributes, &ids);
                object.insert("key".to_owned(), window.number.into());
                object.extend(of_window(window));
                put(out, separator)?;
                put(out, &Json::Object(object).to_string())?;
                separator = ",\n";
            }
        }
        put(out, "\n]}\n")
    }

    /// Dynamic GEXF: an edge is there, and has its weight, while the central unit of a window lasts; windows of
    /// events are told by their numbers.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_gexf(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out)?;
        gexf::open(&mut xml, &self.title)?;
        let of_events = self.windows.first().is_some_and(|(window, _)| window.is_of_events());
        // Gephi reads times of the day under "date" as well; networkx knows no "dateTime".
        let time = if of_events { "double" } else { "date" };
        xml.open("graph", &[("defaultedgetype", "undirected"), ("mode", "dynamic"), ("timeformat", time)])?;
        let columns = node_columns(&self.nodes);
        gexf::declare_nodes(&mut xml, &columns)?;
        xml.open("attributes", &[("class", "edge"), ("mode", "dynamic")])?;
        xml.empty("attribute", &[("id", "weight"), ("title", "weight"), ("type", "double")])?;
        for (number, (name, kind)) in self.attributes.iter().enumerate() {
            xml.empty("attribute", &[("id", &number.to_string()), ("title", name), ("type", kind.xml_name())])?;
        }
        xml.close("attributes")?;
        gexf::write_nodes(&mut xml, &self.nodes, &columns)?;
        let mut pairs: BTreeMap<(usize, usize), Vec<(usize, &ListedEdge)>> = BTreeMap::new();
        for (place, (_, edges)) in self.windows.iter().enumerate() {
            for edge in edges {
                pairs.entry((edge.source, edge.target)).or_default().push((place, edge));
            }
        }
        xml.open("edges", &[])?;
        for (index, ((source, target), edges)) in pairs.iter().enumerate() {
            let (id, source, target) = (index.to_string(), source.to_string(), target.to_string());
            xml.open("edge", &[("id", &id), ("source", &source), ("target", &target)])?;
            xml.open("attvalues", &[])?;
            for (place, edge) in edges {
                let (start, end) = spell(&self.windows[*place].0);
                let mut value = |name: &str, value: &str| {
                    xml.empty("attvalue", &[("for", name), ("value", value), ("start", &start), ("end", &end)])
                };
                value("weight", &number_text(edge.weight))?;
                for (number, known) in edge.values.iter().enumerate() {
                    if let Some(known) = known {
                        value(&number.to_string(), &value_text(known))?;
                    }
                }
            }
            xml.close("attvalues")?;
            xml.open("spells", &[])?;
            for (place, _) in edges {
                let (start, end) = spell(&self.windows[*place].0);
                xml.empty("spell", &[("start", &start), ("end", &end)])?;
            }
            xml.close("spells")?;
            xml.close("edge")?;
        }
        xml.close("edges")?;
        xml.close("graph")?;
        xml.close("gexf")?;
        xml.end()
    }

    /// The windows one by one, as graphs over all nodes.
    pub fn graphs(&self) -> impl Iterator<Item = (&Window, Graph)> {
        self.windows.iter().map(|(window, edges)| {
            let edges = edges.iter().map(|edge| crate::network::graph::Edge {
                source: edge.source,
                target: edge.target,
                weight: edge.weight,
                attributes: self
                    .attributes
                    .iter()
                    .zip(&edge.values)
                    .filter_map(|((name, _), value)| Some((name.clone(), value.clone()?)))
                    .collect(),
            });
            (window, Graph { title: self.title.clone(), nodes: self.nodes.clone(), edges: edges.collect() })
        })
    }
}

/// When the edges of a window begin and end in a dynamic network; both ends count.
fn spell(window: &Window) -> (String, String) {
    if window.is_of_events() {
        return (window.number.to_string(), format!("{}.99", window.number));
    }
    let full = |seconds: i64| {
        let text = time_text(seconds);
        let text = text.trim_end_matches('Z');
        if text.contains('T') { text.to_owned() } else { format!("{text}T00:00:00") }
    };
    (full(window.centre), full(window.centre_before - 1))
}

/// One window over the nodes of all.
struct Frame<'s> {
    series: &'s Series,
    edges: &'s [ListedEdge],
}

impl Listed for Frame<'_> {
    fn title(&self) -> &str {
        &self.series.title
    }

    fn nodes(&self) -> &[Node] {
        &self.series.nodes
    }

    fn edge_attributes(&self) -> Vec<(String, ValueType)> {
        self.series.attributes.clone()
    }

    fn edges(&self) -> Box<dyn Iterator<Item = ListedEdge> + '_> {
        Box::new(self.edges.iter().cloned())
    }
}
