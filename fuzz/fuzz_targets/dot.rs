//! Any labels in a diagram: the DOT has as many nodes and lines as the diagram, and says of them what it says.

#![no_main]

#[path = "../../tests/suite/dot_reader.rs"]
mod dot_reader;

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    diagram::{
        Actor, Body, Caption, Drawing, Grade, Link, Position, Positions, Proposition, Quote, Stance,
        network::{Network, Reading, draw as draw_network},
        positions,
    },
    network::{Edge, Graph, Node, NodeKind},
    render::{Engine, Format, render},
};

/// Separates one text from the next.
const NEXT: char = '\u{1}';

fn dot_of(drawing: &Drawing) -> dot_reader::Dot {
    let rendered = render(drawing, Format::Dot, Engine::Builtin).expect("a graph can be written");
    let text = String::from_utf8(rendered.bytes).expect("DOT is UTF-8");
    dot_reader::read(&text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// Line breaks are put in for want of a layout.
fn on_one_line(text: &str) -> String {
    text.replace('\n', " ")
}

fuzz_target!(|input: &str| {
    let mut texts = input.split(NEXT).map(str::to_owned);
    let mut text = || texts.next().unwrap_or_default();
    let caption = Caption { title: text(), subtitle: Some(text()), sources: vec![text()] };
    let actors: Vec<Actor> = ["one", "two"]
        .map(|id| Actor { id: id.to_owned(), label: text(), kind: text(), link: Link::new(&text()) })
        .into();
    let proposition = Proposition { id: "p".to_owned(), label: text(), link: Link::new(&text()) };
    let drawn: Vec<Position> = actors
        .iter()
        .map(|actor| Position {
            actor: actor.id.clone(),
            proposition: "p".to_owned(),
            stance: Stance::Oppose,
            grade: Grade::Alleged,
            utterances: 1,
            documents: 1,
            ascribed_by: vec![text()],
            quote: Some(Quote { text: text(), source: text(), link: Link::new(&text()), summary: false }),
            link: Link::new(&text()),
        })
        .collect();
    let names = [text(), text()];
    let input = Positions { caption: caption.clone(), actors, propositions: vec![proposition], positions: drawn };
    let drawing = positions::draw(&input).expect("there is something to draw");
    let Body::Graph(scene) = &drawing.body else { panic!("positions are a graph") };
    let dot = dot_of(&drawing);
    assert_eq!((dot.nodes.len(), dot.edges.len()), (scene.nodes.len() + 1, scene.edges.len()), "and the legend");
    assert_eq!(dot.clusters.len(), scene.clusters.len());
    for node in &scene.nodes {
        let (_, found) = dot.nodes.iter().find(|(id, _)| *id == node.id).expect("each node is there");
        let label = node.note.as_ref().map_or_else(|| node.label.clone(), |note| format!("{} {note}", node.label));
        assert_eq!(on_one_line(&found["label"]), label);
        assert_eq!(found["tooltip"], node.tooltip);
        assert_eq!(found.get("URL").map(String::as_str), node.link.as_ref().map(Link::as_str));
    }
    for (edge, (from, to, found)) in scene.edges.iter().zip(&dot.edges) {
        assert_eq!((from, to), (&scene.nodes[edge.from].id, &scene.nodes[edge.to].id));
        assert_eq!(found["tooltip"], edge.tooltip);
        let url = found.get("URL").map(String::as_str);
        assert_eq!(url, edge.link.as_ref().map(Link::as_str));
        assert!(url.is_none_or(|url| !url.to_lowercase().starts_with("javascript:")));
    }

    let node = |label: &String| Node {
        id: label.clone(),
        label: label.clone(),
        kind: NodeKind::Actor,
        statements: 1,
        attributes: Default::default(),
    };
    let edge = Edge { source: 0, target: 1, weight: 1.0, attributes: Default::default() };
    let graph = Graph { title: caption.title.clone(), nodes: names.iter().map(node).collect(), edges: vec![edge] };
    let network = Network {
        kind: "congruence",
        caption,
        graph: &graph,
        reading: Reading::Agreement,
        groups: Vec::new(),
        group_names: ("community", "communities"),
    };
    let drawing = draw_network(&network).expect("there is something to draw");
    let dot = dot_of(&drawing);
    assert_eq!((dot.nodes.len(), dot.edges.len()), (3, 1), "two nodes and the legend");
});
