//! Pictures of networks: nothing overlaps, nothing is cut, the same bytes each time, nothing breaks out.

use proptest::prelude::*;

use super::*;
use crate::diagram::fixtures::networks::{Kind, network, node};
use crate::diagram::network::{Network, Reading, draw as drawing_of};
use crate::diagram::scene::Body;
use crate::diagram::{Caption, Drawing};
use crate::network::{Edge, Graph, NodeKind};
use crate::render::{Engine, Format, render};

fn fonts() -> Fonts {
    Fonts::load().expect("the embedded font can be read")
}

fn drawn(graph: &Graph, groups: &[Option<usize>], reading: Reading) -> Drawing {
    let caption = Caption {
        title: format!("{}: a test", reading.lead(false)),
        subtitle: None,
        sources: vec!["A source".to_owned(), "Congruence of actors.".to_owned()],
    };
    let group_names = ("community", "communities");
    drawing_of(&Network { kind: "congruence", caption, graph, reading, groups: groups.to_vec(), group_names })
        .expect("there are ties")
}

fn web(drawing: &Drawing) -> &Web {
    match &drawing.body {
        Body::Web(web) => web,
        other => panic!("{other:?}"),
    }
}

/// Checks that boxes, headings and words on lines are clear of each other, boxes in their frames, all in the picture.
fn check(web: &Web) {
    let fonts = fonts();
    let placed = placed(web, &fonts);
    let (width, height) = bounds(&placed);
    let boxes = placed.places.boxes.iter().enumerate().map(|(at, area)| (placed.knots[at].0.label.clone(), *area));
    let headings = placed.headings.iter().map(|(area, lines)| (lines.join(" "), *area));
    let words = placed.words.iter().flatten().map(|area| ("words".to_owned(), *area));
    let areas: Vec<(String, Area)> = boxes.chain(headings).chain(words).collect();
    for (at, (name, area)) in areas.iter().enumerate() {
        assert!(area.x >= -0.01 && area.y >= -0.01, "{name} {area:?} lies outside");
        assert!(area.x + area.w <= width + 0.01 && area.y + area.h <= height + 0.01, "{name} {area:?} is cut");
        for (other, place) in &areas[at + 1..] {
            assert!(!area.overlaps(place), "{name} {area:?} and {other} {place:?}");
        }
    }
    for (at, frame) in placed.places.frames.iter().enumerate() {
        for ((knot, _), area) in placed.knots.iter().zip(&placed.places.boxes) {
            assert_eq!(frame.overlaps(area), knot.group == Some(at), "{} and frame {at}", knot.label);
        }
        for other in &placed.places.frames[at + 1..] {
            assert!(!frame.overlaps(other));
        }
    }
    for way in &placed.places.ways {
        for (x, y) in way.points() {
            assert!(x >= 0.0 && y >= 0.0 && x <= width && y <= height, "a line leaves the picture at {x}, {y}");
        }
    }
}

#[test]
fn boxes_headings_and_words_are_clear_of_each_other() {
    for (actors, communities, density) in [(2, 1, 1.0), (8, 2, 0.5), (15, 3, 0.4), (30, 3, 0.25)] {
        for (kind, reading) in [
            (Kind::Congruence, Reading::Agreement),
            (Kind::Conflict, Reading::Disagreement),
            (Kind::Signed, Reading::Balance),
        ] {
            let (graph, groups) = network(actors, communities, density, kind, 7);
            if !graph.edges.is_empty() {
                check(web(&drawn(&graph, &groups, reading)));
            }
        }
    }
}

#[test]
fn sixty_actors_find_room() {
    let (graph, groups) = network(60, 4, 0.08, Kind::Congruence, 7);
    let drawing = drawn(&graph, &groups, Reading::Agreement);
    assert!(web(&drawing).grid.is_none());
    check(web(&drawing));
}

proptest! {
    // Unoptimised layout is slow: few cases of moderate size here, and the sizes above.
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_network_is_drawn_clear(
        actors in 2_usize..26, communities in 1_usize..6, density in 0.02_f64..0.6, seed in 0_u64..1000, grouped: bool
    ) {
        let (graph, groups) = network(actors, communities, density, Kind::Signed, seed);
        let groups = if grouped { groups } else { Vec::new() };
        if !graph.edges.is_empty() {
            let drawing = drawn(&graph, &groups, Reading::Balance);
            if web(&drawing).grid.is_none() {
                check(web(&drawing));
            }
        }
    }
}

fn text(drawing: &Drawing, format: Format) -> String {
    let rendered = render(drawing, format, Engine::Builtin).expect("it can be written");
    String::from_utf8(rendered.bytes).expect("text formats are UTF-8")
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    for actors in [15, 90] {
        let (graph, groups) = network(actors, 3, 0.2, Kind::Signed, 5);
        let drawing = drawn(&graph, &groups, Reading::Balance);
        for format in [Format::Svg, Format::Html, Format::Dot] {
            assert_eq!(text(&drawing, format), text(&drawing, format), "{format:?}");
        }
    }
}

#[test]
fn signs_are_told_without_colour() {
    let (graph, groups) = network(8, 2, 0.5, Kind::Signed, 9);
    let svg = text(&drawn(&graph, &groups, Reading::Balance), Format::Svg);
    let negative = graph.edges.iter().filter(|edge| edge.weight < 0.0).count();
    // Each line against, and its sample in the legend.
    assert_eq!(svg.matches("stroke-dasharray").count(), negative + 1);
    assert!(svg.contains("disagree more than they agree"));
    assert!(svg.contains("<title>") && svg.contains("data-weight=\"-"));
}

#[test]
fn a_matrix_turns_its_columns_and_fills_its_cells() {
    let (graph, groups) = network(90, 4, 0.1, Kind::Signed, 9);
    let svg = text(&drawn(&graph, &groups, Reading::Balance), Format::Svg);
    assert_eq!(svg.matches("rotate(-90)").count(), 90);
    assert_eq!(svg.matches("class=\"cell\"").count(), 2 * graph.edges.len());
}

#[test]
fn hostile_labels_stay_words() {
    let labels = ["<script>alert(1)</script>", "a\" b\\N\n\u{202E}c", "", "x".repeat(300).as_str()].map(str::to_owned);
    let mut nodes: Vec<_> = labels.into_iter().map(|label| node(label, NodeKind::Actor, 1)).collect();
    nodes[0].attributes.insert("note\"]".to_owned(), crate::network::Value::Text("]]><b>&amp;".to_owned()));
    let tie = |source, target, weight| Edge { source, target, weight, attributes: nodes[0].attributes.clone() };
    let edges = vec![tie(0, 1, 1.0), tie(1, 2, -1.0), tie(2, 3, 0.5)];
    let graph = Graph { title: "</svg>".to_owned(), nodes: nodes.clone(), edges };
    let drawing = drawn(&graph, &[Some(0), Some(0), Some(1), Some(1)], Reading::Balance);
    check(web(&drawing));
    for format in [Format::Svg, Format::Html] {
        let written = text(&drawing, format);
        assert!(!written.contains("<script") && !written.contains('\u{202E}') && !written.contains("<b>"));
        assert_eq!(written.matches("</svg>").count(), 1);
    }
    let dot = text(&drawing, Format::Dot);
    let mut outside = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in dot.chars() {
        match (c, escaped) {
            ('"', false) => quoted = !quoted,
            _ if !quoted => outside.push(c),
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
    }
    assert!(!quoted && outside.is_ascii() && !outside.contains("script"), "{outside}");
    assert!(outside.contains("subgraph cluster_g1") && outside.contains("a1--a2") || outside.contains("a1 -- a2"));
}

#[test]
fn what_is_not_drawn_stays_in_dot_with_its_weight() {
    let (graph, groups) = network(30, 3, 0.25, Kind::Congruence, 7);
    let drawing = drawn(&graph, &groups, Reading::Agreement);
    let drawn = web(&drawing).ties.iter().filter(|tie| tie.drawn).count();
    let dot = text(&drawing, Format::Dot);
    assert_eq!(dot.matches("stance_weight=").count(), graph.edges.len());
    assert_eq!(dot.matches("\"invis\"").count(), graph.edges.len() - drawn);
}
