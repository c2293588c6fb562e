//! What a drawn network promises before it is laid out.

use super::*;
use crate::diagram::fixtures::networks::{Kind, network, node, stances};
use crate::diagram::scene::Body;
use crate::network::Value;
use std::collections::BTreeMap;

fn input<'a>(graph: &'a Graph, groups: &[Option<usize>], reading: Reading) -> Network<'a> {
    let caption = Caption { title: reading.lead(false).to_owned(), ..Caption::default() };
    let group_names = ("community", "communities");
    Network { kind: "congruence", caption, graph, reading, groups: groups.to_vec(), group_names }
}

fn web(drawing: &Drawing) -> &Web {
    match &drawing.body {
        Body::Web(web) => web,
        other => panic!("{other:?}"),
    }
}

/// Actors A, B, C ... with these ties.
fn graph(actors: usize, ties: &[(usize, usize, f64)]) -> Graph {
    let nodes = (0..actors).map(|at| node(groups::letter(at), NodeKind::Actor, at as u64 + 1)).collect();
    let edges = ties
        .iter()
        .map(|(source, target, weight)| Edge {
            source: *source,
            target: *target,
            weight: *weight,
            attributes: BTreeMap::from([("agreeing".to_owned(), Value::Count(3))]),
        })
        .collect();
    Graph { title: "test".to_owned(), nodes, edges }
}

#[test]
fn ties_are_told_in_words_strongest_first() {
    let graph = graph(3, &[(0, 1, 0.5), (0, 2, -2.0)]);
    let drawing = draw(&input(&graph, &[], Reading::Balance)).expect("there are ties");
    let web = web(&drawing);
    assert_eq!(web.ties[0].tooltip, "A and C disagree (−2). Agreeing 3");
    assert_eq!(web.ties[1].tooltip, "A and B agree (0.5). Agreeing 3");
    assert_eq!((web.ties[0].share, web.ties[1].share), (1000, 250));
    assert_eq!((web.ties[0].sense, web.ties[1].sense), (Sense::Against, Sense::For));
    assert!(web.ties.iter().all(|tie| tie.badge && tie.drawn));
    let rows: Vec<String> = drawing.table.rows.iter().map(|row| format!("{row:?}")).collect();
    assert!(rows[0].contains("disagree") && rows[0].contains("−2"), "{rows:?}");
    assert_eq!(drawing.caption.subtitle.as_deref(), Some("3 actors · 2 lines"));
}

#[test]
fn who_has_no_tie_is_named() {
    let graph = graph(4, &[(0, 1, 1.0)]);
    let drawing = draw(&input(&graph, &[], Reading::Agreement)).expect("there are ties");
    assert_eq!(web(&drawing).apart.as_deref(), Some("Without a line: C (3) and D (4)."));
    assert_eq!(drawing.table.rows.len(), 3, "one tie and two without");
}

#[test]
fn groups_stand_by_size_with_letters_and_names() {
    let graph = graph(6, &[(0, 1, 1.0), (2, 3, 1.0), (3, 4, 1.0), (0, 5, 1.0)]);
    // Group 4 is the larger one, 9 has one member, and C is in none.
    let given = [Some(0), Some(0), None, Some(4), Some(4), Some(4)];
    let drawing = draw(&input(&graph, &given, Reading::Agreement)).expect("there are ties");
    let web = web(&drawing);
    let labels: Vec<&str> = web.groups.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["A: F, E and D", "B: B and A"]);
    let of: Vec<Option<usize>> = web.knots.iter().map(|knot| knot.group).collect();
    assert_eq!(of, [Some(1), Some(1), None, Some(0), Some(0), Some(0)]);
    assert!(drawing.alternative.contains("Community A: F, E and D."), "{}", drawing.alternative);
}

#[test]
fn strange_input_is_refused_or_harmless() {
    let empty = Graph::default();
    assert_eq!(
        draw(&input(&empty, &[], Reading::Agreement)).err(),
        Some(DiagramError::Empty { what: "lines between two" })
    );
    let loose = graph(2, &[(0, 7, 1.0)]);
    assert!(matches!(draw(&input(&loose, &[], Reading::Agreement)), Err(DiagramError::Unknown { .. })));
    let odd = graph(3, &[(0, 1, f64::NAN), (1, 1, 5.0), (1, 2, f64::INFINITY)]);
    let groups = [Some(usize::MAX), Some(3), Some(3), Some(3), Some(3)];
    let drawing = draw(&input(&odd, &groups, Reading::Balance)).expect("there are ties");
    assert_eq!(web(&drawing).ties.len(), 2, "a tie with itself is none");
}

#[test]
fn a_crowd_becomes_a_matrix_and_says_so() {
    let (graph, groups) = network(90, 4, 0.1, Kind::Signed, 9);
    let drawing = draw(&input(&graph, &groups, Reading::Balance)).expect("there are ties");
    let grid = web(&drawing).grid.as_ref().expect("a matrix");
    assert!(
        drawing.advice[0].starts_with("90 boxes are more than one can read on a page (60)"),
        "{:?}",
        drawing.advice
    );
    assert_eq!((grid.rows.len(), grid.rows == grid.columns), (90, true));
    assert_eq!(grid.cells.len(), 2 * graph.edges.len());
    let begin: Vec<&str> = grid.rows.iter().filter_map(|row| row.begins.as_deref()).collect();
    assert_eq!(begin, ["Community A", "Community B", "Community C", "Community D"]);
    for cell in &grid.cells {
        let mirrored = grid.cells.iter().any(|other| (other.row, other.column) == (cell.column, cell.row));
        assert!(mirrored, "row {} column {}", cell.row, cell.column);
    }
}

#[test]
fn a_matrix_of_more_than_it_can_hold_leaves_out_the_least_and_says_so() {
    let (graph, groups) = network(200, 3, 0.1, Kind::Congruence, 2);
    let drawing = draw(&input(&graph, &groups, Reading::Agreement)).expect("there are ties");
    assert_eq!(web(&drawing).grid.as_ref().map(|grid| grid.rows.len()), Some(grid::MOST));
    assert!(drawing.advice[1].contains("leaves out the 50 with the fewest statements"), "{:?}", drawing.advice);
}

#[test]
fn two_modes_put_actors_down_and_propositions_across() {
    let graph = stances(70, 3);
    let drawing = draw(&input(&graph, &[], Reading::Stance)).expect("there are ties");
    let grid = web(&drawing).grid.as_ref().expect("a matrix");
    assert_eq!((grid.columns.len(), grid.cells.len(), grid.numbers), (5, graph.edges.len(), true));
}

#[test]
fn thinned_lines_are_counted_and_their_rule_is_told() {
    let (graph, groups) = network(30, 3, 0.25, Kind::Congruence, 7);
    let drawing = draw(&input(&graph, &groups, Reading::Agreement)).expect("there are ties");
    let drawn = web(&drawing).ties.iter().filter(|tie| tie.drawn).count();
    let subtitle = drawing.caption.subtitle.unwrap_or_default();
    assert!(drawn < graph.edges.len());
    assert!(
        subtitle.contains(&format!("{drawn} of {} lines: each actor’s 3 strongest", graph.edges.len())),
        "{subtitle}"
    );
    assert_eq!(drawing.table.rows.len(), graph.edges.len() + web_apart(&graph), "the table has all");
}

fn web_apart(graph: &Graph) -> usize {
    let tied = |at: usize| graph.edges.iter().any(|edge| edge.source == at || edge.target == at);
    (0..graph.nodes.len()).filter(|at| !tied(*at)).count()
}
