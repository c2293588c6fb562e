//! All measures of a network at once: a row for each node, and what holds of the whole.

use super::{
    Balance, Brokerage, Communities, Eigenvector, Frustration, Length, Partition, Search, Sign, Ties, balance,
    betweenness, brokerage, communities, eigenvector, frustration, sides,
};
use crate::network::graph::{Graph, Node, NodeKind, Value};

/// What is measured of one node.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeMeasures {
    /// How many ties it has.
    pub degree: usize,
    /// The sum of the weights of its ties.
    pub strength: f64,
    /// The sum of its positive weights.
    pub positive: f64,
    /// The sum of its negative weights, without the sign.
    pub negative: f64,
    /// See [`betweenness()`]; over positive ties, of length 1 / weight.
    pub betweenness: f64,
    /// See [`eigenvector()`]; over positive ties.
    pub eigenvector: f64,
    /// The number of its component, from 0, the largest first; ties of any sign connect.
    pub component: usize,
    /// The number of its community or coalition, from 0, the largest first.
    pub community: usize,
    /// How it stands between communities.
    pub brokerage: Brokerage,
}

/// The nodes of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mode {
    /// What they stand for.
    pub kind: NodeKind,
    /// How many there are.
    pub nodes: usize,
    /// Their mean degree; 0 without nodes.
    pub mean_degree: f64,
    /// Their mean strength; 0 without nodes.
    pub mean_strength: f64,
}

/// The measures of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// How groups were looked for.
    pub search: Search,
    /// The nodes, in the order of the graph.
    pub nodes: Vec<NodeMeasures>,
    /// The kinds of node, in order: one, or two in a two-mode network.
    pub modes: Vec<Mode>,
    /// Whether each tie joins nodes of different kinds.
    pub two_mode: bool,
    /// Whether there are ties of negative weight.
    pub signed: bool,
    /// How many ties there are.
    pub ties: usize,
    /// Ties as a share of the pairs that could have one; `None` where no pair could.
    pub density: Option<f64>,
    /// How many nodes each component has.
    pub components: Vec<usize>,
    /// The communities; coalitions in a signed network.
    pub communities: Communities,
    /// Of a signed network: how far its triangles are balanced.
    pub balance: Option<Balance>,
    /// Of a signed network: the frustration of the coalitions.
    pub frustration: Option<Frustration>,
    /// How many nodes are outside the component that eigenvector centrality is about.
    pub outside: usize,
    /// Whether eigenvector centrality came to rest.
    pub converged: bool,
}

impl Measures {
    /// Measures a network.
    #[must_use]
    pub fn of(graph: &Graph, search: &Search) -> Self {
        let (all, positive) = (Ties::new(graph, Sign::Any), Ties::new(graph, Sign::Positive));
        let negative = Ties::new(graph, Sign::Negative);
        let (sides, signed) = (sides(graph), negative.count() > 0);
        let components = Partition::new(&all.components());
        let communities = communities(&all, sides.as_deref(), search);
        let Eigenvector { values: central, outside, converged, .. } = eigenvector(&positive);
        let between = betweenness(&positive, Length::InverseWeight);
        let brokers = brokerage(&positive, &communities.partition);
        let (degrees, strengths) = (all.degrees(), all.strengths());
        let (plus, minus) = (positive.strengths(), negative.strengths());
        let nodes: Vec<NodeMeasures> = (0..all.nodes())
            .map(|node| NodeMeasures {
                degree: degrees[node],
                strength: strengths[node],
                positive: plus[node],
                negative: minus[node],
                betweenness: between[node],
                eigenvector: central[node],
                component: components.groups()[node],
                community: communities.partition.groups()[node],
                brokerage: brokers[node],
            })
            .collect();
        Self {
            search: *search,
            modes: modes(graph, &nodes),
            nodes,
            two_mode: sides.is_some(),
            signed,
            ties: all.count(),
            density: density(graph),
            components: components.sizes().to_vec(),
            balance: signed.then(|| balance(&all)),
            frustration: signed.then(|| frustration(&all, &communities.partition)),
            communities,
            outside,
            converged,
        }
    }

    /// The measures of a node by the names that tables and exported attributes give them; components and communities
    /// are numbered from 1.
    ///
    /// # Panics
    ///
    /// Where there is no such node.
    #[must_use]
    pub fn values(&self, node: usize) -> Vec<(&'static str, Value)> {
        let of = &self.nodes[node];
        let count = |count: usize| Value::Count(count as u64);
        let mut values = vec![("degree", count(of.degree)), ("strength", Value::Number(of.strength))];
        if self.signed {
            values.push(("strength_positive", Value::Number(of.positive)));
            values.push(("strength_negative", Value::Number(of.negative)));
        }
        values.extend([
            ("betweenness", Value::Number(of.betweenness)),
            ("eigenvector", Value::Number(of.eigenvector)),
            ("component", count(of.component + 1)),
            ("community", count(of.community + 1)),
            ("participation", Value::Number(of.brokerage.participation)),
            ("coordinator", Value::Count(of.brokerage.coordinator)),
            ("itinerant", Value::Count(of.brokerage.itinerant)),
            ("gatekeeper", Value::Count(of.brokerage.gatekeeper)),
            ("liaison", Value::Count(of.brokerage.liaison)),
        ]);
        values
    }

    /// Writes the measures to the attributes of the nodes, so that formats with attributes carry them along.
    ///
    /// # Panics
    ///
    /// Where these are not the nodes that were measured.
    pub fn annotate(&self, nodes: &mut [Node]) {
        assert_eq!(nodes.len(), self.nodes.len(), "the measures of these nodes");
        for (index, node) in nodes.iter_mut().enumerate() {
            node.attributes.extend(self.values(index).into_iter().map(|(name, value)| (name.to_owned(), value)));
        }
    }
}

fn modes(graph: &Graph, nodes: &[NodeMeasures]) -> Vec<Mode> {
    let mut kinds: Vec<NodeKind> = graph.nodes.iter().map(|node| node.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .into_iter()
        .map(|kind| {
            let of_kind = || graph.nodes.iter().zip(nodes).filter(|(node, _)| node.kind == kind).map(|pair| pair.1);
            let count = of_kind().count();
            Mode {
                kind,
                nodes: count,
                mean_degree: of_kind().map(|node| node.degree as f64).sum::<f64>() / count as f64,
                mean_strength: of_kind().map(|node| node.strength).sum::<f64>() / count as f64,
            }
        })
        .collect()
}

/// How many pairs of nodes could have a tie: all of one mode, one of each of two modes.
#[must_use]
pub fn possible_ties(graph: &Graph) -> usize {
    let nodes = graph.nodes.len();
    match sides(graph) {
        Some(sides) => {
            let second: usize = sides.iter().sum();
            second * (nodes - second)
        }
        None => nodes * nodes.saturating_sub(1) / 2,
    }
}

/// The share of possible ties that there are (Wasserman and Faust 1994, Social Network Analysis, 4.2.3), 0 to 1; `None`
/// where no tie is possible.
#[must_use]
pub fn density(graph: &Graph) -> Option<f64> {
    let possible = possible_ties(graph);
    (possible > 0).then(|| Ties::new(graph, Sign::Any).count() as f64 / possible as f64)
}

/// The mean weight over all pairs that could have a tie, those without one as 0; `None` where no tie is possible.
#[must_use]
pub fn mean_weight(graph: &Graph) -> Option<f64> {
    let possible = possible_ties(graph);
    (possible > 0).then(|| graph.edges.iter().map(|edge| edge.weight).sum::<f64>() / possible as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::fixture::{one_mode, two_mode};

    #[test]
    fn attributes_carry_the_measures_and_leave_others_alone() {
        let mut graph = one_mode(4, &[(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)]);
        graph.nodes[0].attributes.insert("country".to_owned(), Value::Text("Pakistan".to_owned()));
        let measures = Measures::of(&graph, &Search::default());
        measures.annotate(&mut graph.nodes);
        let of = &graph.nodes[0].attributes;
        assert_eq!(of["country"], Value::Text("Pakistan".to_owned()));
        assert_eq!((&of["degree"], &of["component"]), (&Value::Count(2), &Value::Count(1)));
        assert_eq!(graph.nodes[3].attributes["community"], Value::Count(2));
        assert!(!of.contains_key("strength_negative"), "signs stand apart only where there are two");
    }

    #[test]
    fn a_signed_network_tells_of_balance() {
        let graph = one_mode(4, &[(0, 1, 1.0), (2, 3, 1.0), (0, 2, -1.0), (1, 2, -1.0)]);
        let measures = Measures::of(&graph, &Search::default());
        assert_eq!(measures.communities.partition.groups(), [0, 0, 1, 1]);
        assert_eq!(measures.balance.and_then(|balance| balance.share()), Some(1.0));
        assert_eq!(measures.frustration.map(|frustration| frustration.ties), Some(0));
        assert_eq!((measures.nodes[2].positive, measures.nodes[2].negative), (1.0, 2.0));
        assert!(measures.values(0).iter().any(|value| value.0 == "strength_negative"));
    }

    #[test]
    fn modes_are_told_apart() {
        let graph = two_mode(3, 2, &[(0, 0, 1.0), (1, 0, 2.0), (2, 1, 1.0)]);
        let measures = Measures::of(&graph, &Search::default());
        assert!(measures.two_mode);
        let modes: Vec<_> = measures.modes.iter().map(|mode| (mode.kind, mode.nodes, mode.mean_degree)).collect();
        assert_eq!(modes, [(NodeKind::Actor, 3, 1.0), (NodeKind::Proposition, 2, 1.5)]);
        assert_eq!(measures.density, Some(0.5));
        assert_eq!(mean_weight(&graph), Some(4.0 / 6.0));
    }

    #[test]
    fn an_empty_network_has_no_density() {
        let measures = Measures::of(&Graph::default(), &Search::default());
        assert_eq!((measures.density, measures.ties, measures.modes.len()), (None, 0, 0));
        assert_eq!(density(&one_mode(1, &[])), None);
    }
}
