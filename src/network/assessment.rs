//! A network and all that is measured of it, by name: what tables show and files carry.

use std::collections::BTreeMap;

use super::{
    graph::{Node, NodeKind, Value},
    measures::{
        Measures, Search,
        polarization::{Contrast, Division},
    },
    trend::{Camps, bare, contrast},
    weave::Network,
};

/// The names of the measures of nodes, in the order of tables. Which of them a network has depends on its kind.
pub const NODE_MEASURES: [&str; 14] = [
    "degree",
    "strength",
    "strength_positive",
    "strength_negative",
    "betweenness",
    "eigenvector",
    "component",
    "community",
    "camp",
    "participation",
    "coordinator",
    "itinerant",
    "gatekeeper",
    "liaison",
];

/// All measures of one network.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// What its ties say.
    pub measures: Measures,
    /// How divided its actors are; `None` in two modes, or where nothing is known of agreement.
    pub polarization: Option<Polarization>,
}

/// How divided actors are.
#[derive(Debug, Clone, PartialEq)]
pub struct Polarization {
    /// Conflict as a share of congruence and conflict; `None` without both, as all that follows.
    pub conflict_share: Option<f64>,
    /// The most polarized division.
    pub camps: Option<Division>,
    /// The most polarized division as Discourse Network Analyzer measures it.
    pub as_in_dna: Option<Division>,
    /// The camp of each actor who agrees or disagrees with anybody, by label.
    camp_of: BTreeMap<String, usize>,
}

impl Polarization {
    /// Of a network by [`contrast_recipe`](super::trend::contrast_recipe).
    #[must_use]
    pub fn of(pairs: &Network, search: &Search, wanted: Camps) -> Self {
        let contrast: Contrast = contrast(pairs);
        let camps = contrast.most_polarized(wanted.groups, search.seed);
        let groups = camps.iter().flat_map(|found| found.partition.groups());
        // Who has nothing in common with anybody, and nothing against, is in no camp.
        let mut bound = vec![false; pairs.nodes.len()];
        contrast.pairs().iter().for_each(|pair| (bound[pair.a], bound[pair.b]) = (true, true));
        let placed = pairs.nodes.iter().zip(groups).zip(bound).filter(|(_, bound)| *bound).map(|(placed, _)| placed);
        Self {
            conflict_share: contrast.conflict_share(),
            as_in_dna: contrast.most_polarized_as_in_dna(wanted.groups, wanted.balanced, search.seed),
            camp_of: placed.map(|(node, group)| (node.label.clone(), *group)).collect(),
            camps,
        }
    }
}

impl Assessment {
    /// Measures a network; `pairs` is the network by [`contrast_recipe`](super::trend::contrast_recipe) of the same
    /// statements, if there is one.
    #[must_use]
    pub fn of(network: &Network, pairs: Option<&Network>, search: &Search, wanted: Camps) -> Self {
        Self {
            measures: Measures::of(&bare(network), search),
            polarization: pairs.map(|pairs| Polarization::of(pairs, search, wanted)),
        }
    }

    /// The nodes that were measured, with their measures among their attributes.
    ///
    /// # Panics
    /// Where these are not the nodes that were measured.
    #[must_use]
    pub fn annotated(&self, nodes: &[Node]) -> Vec<Node> {
        let mut nodes = nodes.to_vec();
        self.measures.annotate(&mut nodes);
        for node in &mut nodes {
            let camp = self.polarization.as_ref().and_then(|found| found.camp_of.get(&node.label));
            if let Some(camp) = camp {
                node.attributes.insert("camp".to_owned(), Value::Count(*camp as u64 + 1));
            }
        }
        nodes
    }

    /// What holds of the whole network, by name; what is not defined is left out.
    #[must_use]
    pub fn facts(&self) -> Vec<(String, Value)> {
        let mut facts = Facts(Vec::new());
        let of = &self.measures;
        facts.count("nodes", of.nodes.len());
        facts.count("edges", of.ties);
        facts.number("density", of.density);
        if of.two_mode {
            for mode in &of.modes {
                let kind = if mode.kind == NodeKind::Proposition { "proposition" } else { "actor" };
                facts.count(&format!("nodes_{kind}"), mode.nodes);
                facts.number(&format!("mean_degree_{kind}"), Some(mode.mean_degree));
                facts.number(&format!("mean_strength_{kind}"), Some(mode.mean_strength));
            }
        }
        facts.count("components", of.components.len());
        facts.count("communities", of.communities.partition.count());
        facts.number("modularity", Some(of.communities.modularity));
        let kind = match (of.two_mode, of.signed) {
            (false, false) => "Newman",
            (false, true) => "signed",
            (true, false) => "two-mode",
            (true, true) => "two-mode, signed",
        };
        facts.text("modularity_kind", kind);
        facts.flag("communities_exact", of.communities.exact);
        facts.number("resolution", Some(of.search.resolution));
        facts.push("seed", Value::Count(of.search.seed));
        // In two modes there are no triangles.
        if let Some(balance) = of.balance.as_ref().filter(|_| !of.two_mode) {
            facts.push("triangles", Value::Count(balance.triangles));
            facts.number("balance", balance.share());
            facts.number("balance_weighted", balance.weighted);
        }
        facts.number("frustration", of.frustration.map(|found| found.share));
        if let Some(found) = &self.polarization {
            facts.number("conflict_share", found.conflict_share);
            if let Some(camps) = &found.camps {
                facts.number("polarization", Some(camps.polarization));
                facts.number("order", Some(camps.order));
                facts.count("camps", camps.partition.count());
                facts.flag("camps_exact", camps.exact);
            }
            facts.number("dna_polarization", found.as_in_dna.as_ref().map(|found| found.polarization));
        }
        if of.outside > 0 {
            facts.count("eigenvector_outside", of.outside);
        }
        facts.0
    }
}

struct Facts(Vec<(String, Value)>);

impl Facts {
    fn push(&mut self, name: &str, value: Value) {
        self.0.push((name.to_owned(), value));
    }

    fn count(&mut self, name: &str, count: usize) {
        self.push(name, Value::Count(count as u64));
    }

    fn number(&mut self, name: &str, number: Option<f64>) {
        if let Some(number) = number {
            self.push(name, Value::Number(number));
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.push(name, Value::Text(text.to_owned()));
    }

    fn flag(&mut self, name: &str, flag: bool) {
        self.push(name, Value::Flag(flag));
    }
}
