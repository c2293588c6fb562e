//! The measures of networks are those that networkx and the written formulas give.
//!
//! `tests/cases/networks/measures/golden.py` computed the expected values; see its first lines.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value as Json;
use stancegraph::network::{
    Edge, Graph, Node, NodeKind,
    measures::{
        Length, Partition, Search, Sign, Ties, balance, betweenness, brokerage, communities, eigenvector, frustration,
        least_frustrated, modularity,
        polarization::{Contrast, Pair},
        sides,
    },
};

const CLOSE: f64 = 1e-6;

fn folder() -> PathBuf {
    crate::rust_code::root().join("tests/cases/networks/measures")
}

fn rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder().join(name)).expect("a shipped case");
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn json(name: &str) -> Json {
    let text = fs::read_to_string(folder().join(name)).expect("a shipped case");
    serde_json::from_str(&text).expect("JSON")
}

struct Case {
    name: &'static str,
    graph: Graph,
    expected: Json,
}

impl Case {
    fn read(name: &'static str) -> Self {
        let expected = json(&format!("{name}.json"));
        let ties = rows(&format!("{name}.csv"));
        let two_mode = expected["two_mode"].as_bool().expect("a flag");
        let labels: Vec<&str> = expected["nodes"].as_array().expect("nodes").iter().filter_map(Json::as_str).collect();
        let mut nodes: Vec<Node> = labels
            .into_iter()
            .map(|label| {
                let proposition = two_mode && ties.iter().any(|tie| tie[1] == label);
                let kind = if proposition { NodeKind::Proposition } else { NodeKind::Actor };
                let (id, label) = (label.to_owned(), label.to_owned());
                Node { id, label, kind, statements: 1, attributes: BTreeMap::new() }
            })
            .collect();
        nodes.sort_by(|a, b| (a.kind, &a.label).cmp(&(b.kind, &b.label)));
        let place = |label: &str| nodes.iter().position(|node| node.label == label).expect("a node");
        let mut edges: Vec<Edge> = ties
            .iter()
            .map(|tie| Edge {
                source: place(&tie[0]),
                target: place(&tie[1]),
                weight: tie[2].parse().expect("a weight"),
                attributes: BTreeMap::new(),
            })
            .collect();
        edges.sort_by_key(|edge| (edge.source, edge.target));
        Self { name, graph: Graph { title: name.to_owned(), nodes, edges }, expected }
    }

    fn all() -> Vec<Self> {
        ["karate", "florentine", "women", "pieces", "camps", "few", "stances"].into_iter().map(Self::read).collect()
    }

    fn ties(&self, sign: Sign) -> Ties {
        Ties::new(&self.graph, sign)
    }

    fn given_groups(&self) -> Partition {
        let names: Vec<&str> = self
            .graph
            .nodes
            .iter()
            .map(|node| self.expected["groups"][&node.label].as_str().expect("a group"))
            .collect();
        let places: Vec<usize> =
            names.iter().map(|name| names.iter().position(|other| other == name).expect("itself")).collect();
        Partition::new(&places)
    }

    #[track_caller]
    fn assert_values(&self, measure: &str, found: &[f64]) {
        for (node, value) in self.graph.nodes.iter().zip(found) {
            self.assert_value(&self.expected[measure][&node.label], *value, &format!("{measure} of {}", node.label));
        }
    }

    #[track_caller]
    fn assert_value(&self, expected: &Json, found: f64, what: &str) {
        let expected = expected.as_f64().unwrap_or_else(|| panic!("{}: no {what} in the golden file", self.name));
        assert!((expected - found).abs() < CLOSE, "{}, {what}: {found}, networkx has {expected}", self.name);
    }
}

#[test]
fn nodes_are_as_central_as_networkx_has_them() {
    for case in Case::all() {
        let (all, positive) = (case.ties(Sign::Any), case.ties(Sign::Positive));
        case.assert_values("degree", &all.degrees().into_iter().map(|degree| degree as f64).collect::<Vec<_>>());
        case.assert_values("positive", &positive.strengths());
        case.assert_values("negative", &case.ties(Sign::Negative).strengths());
        case.assert_values("betweenness", &betweenness(&positive, Length::InverseWeight));
        case.assert_values("betweenness_steps", &betweenness(&positive, Length::Step));
        let found = eigenvector(&positive);
        assert!(found.converged);
        case.assert_values("eigenvector", &found.values);
        let sizes: Vec<Json> = Partition::new(&all.components()).sizes().iter().map(|size| (*size).into()).collect();
        assert_eq!(case.expected["components"], Json::Array(sizes), "{}", case.name);
    }
}

#[test]
fn partitions_are_as_good_as_the_formulas_say() {
    for case in Case::all() {
        let (ties, sides, groups) = (case.ties(Sign::Any), sides(&case.graph), case.given_groups());
        for (resolution, text) in [(1.0, "1.0"), (0.5, "0.5"), (2.0, "2.0")] {
            let found = modularity(&ties, sides.as_deref(), &groups, resolution);
            case.assert_value(&case.expected["modularity"][text], found, &format!("modularity at {text}"));
        }
        case.assert_value(&case.expected["frustration"], frustration(&ties, &groups).share, "frustration");
        let found = balance(&ties);
        let triangles = &case.expected["triangles"];
        assert_eq!(
            (triangles["count"].as_u64(), triangles["balanced"].as_u64()),
            (Some(found.triangles), Some(found.balanced))
        );
        if let Some(weighted) = found.weighted {
            case.assert_value(&triangles["weighted"], weighted, "weighted balance");
        }
    }
}

#[test]
fn brokers_stand_where_counting_all_triples_finds_them() {
    for case in Case::all() {
        let found = brokerage(&case.ties(Sign::Positive), &case.given_groups());
        for (node, found) in case.graph.nodes.iter().zip(found) {
            let expected = &case.expected["brokerage"][&node.label];
            for (role, count) in [
                ("coordinator", found.coordinator),
                ("itinerant", found.itinerant),
                ("gatekeeper", found.gatekeeper),
                ("liaison", found.liaison),
            ] {
                assert_eq!(expected[role].as_u64(), Some(count), "{}: {role} {}", case.name, node.label);
            }
            case.assert_value(&expected["participation"], found.participation, &node.label);
        }
    }
}

#[test]
fn communities_are_at_least_as_good_as_the_best_of_two_hundred_runs_of_networkx() {
    for case in Case::all() {
        let (ties, sides) = (case.ties(Sign::Any), sides(&case.graph));
        let found = communities(&ties, sides.as_deref(), &Search::default());
        let given = modularity(&ties, sides.as_deref(), &case.given_groups(), 1.0);
        assert!(found.modularity >= given - 1e-9, "{}: {} < {given}", case.name, found.modularity);
        if let Some(best) = case.expected["louvain"].as_f64() {
            assert!(found.modularity >= best - 1e-9, "{}: {} < {best}", case.name, found.modularity);
        }
        if found.exact {
            case.assert_value(&case.expected["best_modularity"], found.modularity, "best modularity");
            let (partition, exact) = least_frustrated(&ties, 1);
            assert!(exact);
            case.assert_value(&case.expected["least_frustration"], frustration(&ties, &partition).share, "frustration");
        }
    }
}

fn contrast(actors: usize, name: &str) -> Contrast {
    let number = |text: &str| text.parse::<f64>().expect("a number");
    let pairs = rows(name).into_iter().map(|row| Pair {
        a: row[0].parse().expect("an actor"),
        b: row[1].parse().expect("an actor"),
        congruence: number(&row[2]),
        conflict: number(&row[3]),
    });
    Contrast::new(actors, pairs)
}

#[test]
fn the_most_polarized_division_is_that_of_all_divisions() {
    for name in ["polarized", "sample"] {
        let expected = json(&format!("{name}.json"));
        let actors = expected["actors"].as_u64().expect("a number") as usize;
        let contrast = contrast(actors, &format!("{name}.csv"));
        for groups in [2, 3] {
            let expected = &expected[groups.to_string()];
            let assert_is = |measure: &str, found: f64| {
                let expected = expected[measure].as_f64().expect("a number");
                assert!((found - expected).abs() < CLOSE, "{name}, {groups} groups, {measure}: {found} {expected}");
            };
            let camps = contrast.most_polarized(groups, 1).expect("enough actors");
            assert_is("polarization", camps.polarization);
            assert_is("order", camps.order);
            for (balanced, measure) in [(false, "dna"), (true, "dna_balanced")] {
                let found = contrast.most_polarized_as_in_dna(groups, balanced, 1).expect("enough actors");
                assert_is(measure, found.polarization);
            }
        }
    }
}
