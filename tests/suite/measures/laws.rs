//! What holds of the measures of any network, on networks that proptest makes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stancegraph::network::{
    Edge, Graph, Node, NodeKind,
    measures::{
        EXACT_NODES, Length, Measures, Partition, Search, Sign, Ties, betweenness, communities, frustration,
        least_frustrated, modularity,
    },
};

fn graph(nodes: usize, ties: impl IntoIterator<Item = (usize, usize, f64)>) -> Graph {
    let nodes: Vec<Node> = (0..nodes)
        .map(|index| {
            let label = format!("n{index:03}");
            Node { id: label.clone(), label, kind: NodeKind::Actor, statements: 1, attributes: BTreeMap::new() }
        })
        .collect();
    let ties: BTreeMap<(usize, usize), f64> =
        ties.into_iter().filter(|tie| tie.0 != tie.1).map(|(a, b, weight)| ((a.min(b), a.max(b)), weight)).collect();
    let edges = ties
        .into_iter()
        .map(|((source, target), weight)| Edge { source, target, weight, attributes: BTreeMap::new() })
        .collect();
    Graph { title: String::new(), nodes, edges }
}

/// Networks of up to `most` nodes whose weights are quarters, so that sums are exact.
fn networks(most: usize, signed: bool) -> impl Strategy<Value = Graph> {
    let least = if signed { -8_i32 } else { 1 };
    (1..=most).prop_flat_map(move |nodes| {
        let tie = (0..nodes, 0..nodes, (least..=8).prop_filter("a tie has a weight", |weight| *weight != 0));
        prop::collection::vec(tie, 0..3 * nodes)
            .prop_map(move |ties| graph(nodes, ties.into_iter().map(|(a, b, w)| (a, b, f64::from(w) / 4.0))))
    })
}

/// A network with its nodes in another order, and for each node its new place.
fn shuffled(most: usize) -> impl Strategy<Value = (Graph, Graph, Vec<usize>)> {
    networks(most, false).prop_flat_map(|original| {
        let places: Vec<usize> = (0..original.nodes.len()).collect();
        Just(places).prop_shuffle().prop_map(move |places| {
            let ties = original.edges.iter().map(|edge| (places[edge.source], places[edge.target], edge.weight));
            (original.clone(), graph(places.len(), ties), places)
        })
    })
}

fn names(most: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..4_usize, most)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

proptest! {
    // All partitions of ten nodes are tried in most cases, which takes its time without optimisation.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn modularity_and_frustration_stay_within_their_bounds(graph in networks(14, true), names in names(14), gamma in 0.1..3.0) {
        let ties = Ties::new(&graph, Sign::Any);
        let partition = Partition::new(&names[..graph.nodes.len()]);
        let value = modularity(&ties, None, &partition, 1.0);
        prop_assert!((-1.0..=1.0).contains(&value));
        prop_assert!((0.0..=1.0).contains(&frustration(&ties, &partition).share));
        // Whatever is found is no worse than all apart, and than any other partition where all are tried.
        let search = Search { resolution: gamma, ..Search::default() };
        let found = communities(&ties, None, &search);
        let apart = Partition::new(&(0..graph.nodes.len()).collect::<Vec<_>>());
        prop_assert!(found.modularity >= modularity(&ties, None, &apart, gamma) - 1e-9);
        prop_assert_eq!(found.exact, graph.nodes.len() <= EXACT_NODES);
        if found.exact {
            prop_assert!(found.modularity >= modularity(&ties, None, &partition, gamma) - 1e-9);
            let (calm, _) = least_frustrated(&ties, 1);
            prop_assert!(frustration(&ties, &calm).weight <= frustration(&ties, &partition).weight + 1e-9);
        }
    }

    #[test]
    fn communities_hang_together_and_repeat_under_their_seed(graph in networks(40, false), seed in 0..5_u64) {
        let ties = Ties::new(&graph, Sign::Any);
        let search = Search { seed, ..Search::default() };
        let found = communities(&ties, None, &search);
        prop_assert_eq!(&found, &communities(&ties, None, &search));
        let components = ties.components();
        for (a, group) in found.partition.groups().iter().enumerate() {
            for (b, other) in found.partition.groups().iter().enumerate() {
                prop_assert!(group != other || components[a] == components[b]);
            }
        }
    }

    #[test]
    fn the_order_of_nodes_does_not_matter((one, other, places) in shuffled(12)) {
        let (a, b) = (Measures::of(&one, &Search::default()), Measures::of(&other, &Search::default()));
        for (node, place) in places.iter().enumerate() {
            let (x, y) = (&a.nodes[node], &b.nodes[*place]);
            prop_assert!(close(x.betweenness, y.betweenness), "{} {}", x.betweenness, y.betweenness);
            prop_assert!(close(x.strength, y.strength) && x.degree == y.degree);
            prop_assert!((x.eigenvector - y.eigenvector).abs() < 1e-6);
        }
        prop_assert_eq!(&a.components, &b.components);
        if a.communities.exact {
            prop_assert!(close(a.communities.modularity, b.communities.modularity));
        }
    }

    #[test]
    fn in_a_tree_betweenness_counts_the_pairs_a_node_parts(parents in prop::collection::vec(any::<prop::sample::Index>(), 2..30)) {
        let nodes = parents.len() + 1;
        let ties = parents.iter().enumerate().map(|(child, parent)| (parent.index(child + 1), child + 1, 1.0));
        let tree = graph(nodes, ties);
        let ties = Ties::new(&tree, Sign::Any);
        let pairs = ((nodes - 1) * (nodes - 2)) as f64 / 2.0;
        for (node, found) in betweenness(&ties, Length::Step).into_iter().enumerate() {
            // Without the node the tree falls into parts; each pair in different parts passes through it.
            let kept = tree.edges.iter().filter(|edge| edge.source != node && edge.target != node);
            let rest = Ties::new(&graph(nodes, kept.map(|edge| (edge.source, edge.target, 1.0))), Sign::Any);
            let components = rest.components();
            let parted = (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b)))
                .filter(|(a, b)| *a != node && *b != node && components[*a] != components[*b])
                .count();
            prop_assert!(close(found, parted as f64 / pairs), "{found} {parted}");
        }
    }

    #[test]
    fn weights_all_alike_make_no_difference_to_betweenness(network in networks(15, false), weight in 0.01..50.0) {
        let ties = network.edges.iter().map(|edge| (edge.source, edge.target, weight));
        let alike = Ties::new(&graph(network.nodes.len(), ties), Sign::Any);
        let (long, steps) = (betweenness(&alike, Length::InverseWeight), betweenness(&alike, Length::Step));
        prop_assert!(long.iter().zip(&steps).all(|(a, b)| close(*a, *b)), "{long:?} {steps:?}");
    }
}
