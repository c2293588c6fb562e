//! A network with what was measured of it.

use super::{Listed, ListedEdge, Sheet, ValueType, has_ids, kind_name};
use crate::network::graph::{Node, Value};

/// A network whose nodes carry measures, with what holds of it as a whole.
pub struct Measured<'n> {
    /// The network that was measured.
    pub network: &'n dyn Listed,
    /// Its nodes, in its order, with measures among their attributes.
    pub nodes: Vec<Node>,
    /// What holds of the whole, by name.
    pub facts: Vec<(String, Value)>,
}

impl Listed for Measured<'_> {
    fn title(&self) -> &str {
        self.network.title()
    }

    fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn edge_attributes(&self) -> Vec<(String, ValueType)> {
        self.network.edge_attributes()
    }

    fn edges(&self) -> Box<dyn Iterator<Item = ListedEdge> + '_> {
        self.network.edges()
    }

    fn facts(&self) -> &[(String, Value)] {
        &self.facts
    }
}

impl Measured<'_> {
    /// A row for each node: its label, its id if any node has another than its label, its mode if there are two, its
    /// statements, and the measures of these names that any node has.
    #[must_use]
    pub fn sheet(&self, measures: &[&str]) -> Sheet {
        let ids = has_ids(&self.nodes);
        let modes = self.nodes.windows(2).any(|pair| pair[0].kind != pair[1].kind);
        let measures: Vec<&str> = measures
            .iter()
            .copied()
            .filter(|name| self.nodes.iter().any(|node| node.attributes.contains_key(*name)))
            .collect();
        let fixed = [("label", true), ("id", ids), ("mode", modes), ("statements", true)];
        let columns = fixed.into_iter().filter(|(_, shown)| *shown).map(|(name, _)| name);
        let rows = self.nodes.iter().map(|node| {
            let mut row = vec![Some(Value::Text(node.label.clone()))];
            row.extend(ids.then(|| Some(Value::Text(node.id.clone()))));
            row.extend(modes.then(|| Some(Value::Text(kind_name(node.kind).to_owned()))));
            row.push(Some(Value::Count(node.statements)));
            row.extend(measures.iter().map(|name| node.attributes.get(*name).cloned()));
            row
        });
        Sheet { rows: rows.collect(), columns: columns.chain(measures.iter().copied()).map(str::to_owned).collect() }
    }
}
