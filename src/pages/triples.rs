//! The graph that a CONSTRUCT answers, as a picture: resources and values as boxes, properties as arrows.

use std::collections::BTreeMap;

use oxigraph::model::{NamedOrBlankNode, Term, Triple};

use crate::{
    diagram::{
        Caption, Drawing, LEGIBLE_EDGES,
        evidence::shorten,
        scene::{Body, Column, Edge, Entry, Head, Line, Node, Outline, Sample, Scene, Stroke, Tone},
        table::{Cell, Table},
        text::visible,
    },
    query::shortened,
    vocab::PREFIXES,
};

/// The longest text in a box (characters).
const LONGEST: usize = 60;

/// Draws triples; `None` if there are none, or more than can be read.
pub(super) fn draw(triples: &[Triple], prefixes: &[(String, String)]) -> Option<Drawing> {
    if triples.is_empty() || triples.len() > LEGIBLE_EDGES {
        return None;
    }
    let mut sorted: Vec<&Triple> = triples.iter().collect();
    sorted.sort_by_cached_key(|triple| triple.to_string());
    sorted.dedup();
    let shared = PREFIXES.iter().map(|&(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()));
    let prefixes: Vec<(String, String)> = shared.chain(prefixes.iter().cloned()).collect();
    let name = |iri: &str| visible(&shortened(iri, &prefixes));
    let mut scene = Scene::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut table =
        Table { caption: "Triples".to_owned(), headings: vec!["Subject", "Property", "Value"], rows: Vec::new() };
    for (row, triple) in sorted.iter().enumerate() {
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => (node.to_string(), name(node.as_str()), Outline::Round),
            NamedOrBlankNode::BlankNode(node) => (node.to_string(), node.to_string(), Outline::Round),
        };
        let object = match &triple.object {
            Term::NamedNode(node) => (node.to_string(), name(node.as_str()), Outline::Round),
            Term::BlankNode(node) => (node.to_string(), node.to_string(), Outline::Round),
            // The same value of two things is not one thing.
            Term::Literal(value) => (format!("{row} {value}"), visible(value.value()), Outline::Box),
        };
        let property = name(triple.predicate.as_str());
        table.rows.push([&subject.1, &property, &object.1].into_iter().map(|words| Cell::text(words)).collect());
        let [from, to] = [subject, object].map(|(key, label, outline)| {
            *places.entry(key).or_insert_with(|| {
                scene.nodes.push(Node {
                    id: format!("n{}", scene.nodes.len() + 1),
                    label: shorten(if label.is_empty() { "(empty)" } else { &label }, LONGEST),
                    note: None,
                    outline,
                    cluster: None,
                    column: Column::Free,
                    tooltip: label,
                    link: None,
                    data: Vec::new(),
                });
                scene.nodes.len() - 1
            })
        });
        scene.edges.push(Edge {
            id: format!("e{}", row + 1),
            from,
            to,
            stroke: Stroke { tone: Tone::Neutral, line: Line::Solid, head: Head::Arrow, faint: false, weight: 1 },
            mark: None,
            tooltip: format!("{} {property} {}", scene.nodes[from].tooltip, scene.nodes[to].tooltip),
            label: property,
            note: None,
            link: None,
            row,
            data: Vec::new(),
        });
    }
    let sentences: Vec<&str> = scene.edges.iter().map(|edge| edge.tooltip.as_str()).collect();
    Some(Drawing {
        kind: "triples",
        caption: Caption { title: "The graph that is answered".to_owned(), ..Caption::default() },
        alternative: format!("{}.", sentences.join(". ")),
        table,
        legend: vec![
            Entry { sample: Sample::Node(Outline::Round), text: "a resource".to_owned() },
            Entry { sample: Sample::Node(Outline::Box), text: "a value".to_owned() },
        ],
        advice: Vec::new(),
        body: Body::Graph(scene),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::parse_turtle;

    #[test]
    fn resources_are_one_box_each_and_values_their_own() {
        let text = "@prefix : <http://example.org/> . :a :knows :b ; :age 3 . :b :knows :a ; :age 3 .";
        let triples = parse_turtle(text, "http://example.org/").expect("Turtle");
        let drawing = draw(&triples, &[("ex".to_owned(), "http://example.org/".to_owned())]).expect("a drawing");
        let Body::Graph(scene) = &drawing.body else {
            panic!("no graph");
        };
        assert_eq!((scene.nodes.len(), scene.edges.len(), drawing.table.rows.len()), (4, 4, 4));
        assert_eq!(scene.edges[0].label, "ex:age");
        assert!(crate::render::inline(&drawing).expect("a picture").contains("ex:knows"));
        assert!(draw(&[], &[]).is_none());
    }
}
