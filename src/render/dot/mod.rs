//! A scene in Graphviz's language, with every word quoted by us: the printer escapes nothing.

pub(super) mod web;

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::ink;
use crate::diagram::evidence::Link;
use crate::diagram::scene::{self, Head, Line, Outline, Sign, Stroke};
use crate::diagram::text::is_hidden;
use crate::diagram::{Drawing, Scene};

/// Characters to a line of a label, for Graphviz does not wrap.
const WRAP: usize = 34;
/// The same for legend and sources.
const SMALL_WRAP: usize = 60;

/// Writes a scene, with title, legend and sources, as DOT.
pub(super) fn write(scene: &Scene, drawing: &Drawing) -> String {
    let mut stmts = head(drawing);
    stmts.extend(nodes(scene));
    stmts.extend(scene.edges.iter().map(|edge| edge_stmt(scene, edge)));
    stmts.push(legend(drawing));
    let graph = Graph::DiGraph { id: Id::Plain(drawing.kind.to_owned()), strict: false, stmts };
    let mut out = graph.print(PrinterContext::default().with_semi());
    out.push('\n');
    out
}

/// A quoted string. The order matters: the backslash first, else our own would be doubled.
/// Graphviz reads character references in any string, hence the ampersand.
pub(super) fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            '\0' => {}
            c if is_hidden(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// Breaks a label at words.
fn wrapped(text: &str, limit: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + word.chars().count() >= limit {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(quote(value)))
}

fn link(attributes: &mut Vec<Attribute>, tooltip: &str, link: Option<&Link>) {
    attributes.push(attribute("tooltip", tooltip));
    if let Some(link) = link {
        attributes.push(attribute("URL", link.as_str()));
    }
}

/// Title and subtitle.
fn title(drawing: &Drawing) -> String {
    let caption = &drawing.caption;
    match &caption.subtitle {
        Some(subtitle) => format!("{}\n{subtitle}", caption.title),
        None => caption.title.clone(),
    }
}

fn head(drawing: &Drawing) -> Vec<Stmt> {
    let font = attribute("fontname", "Noto Sans, Arial, Helvetica");
    let graph = vec![
        attribute("label", &title(drawing)),
        attribute("labelloc", "t"),
        attribute("rankdir", "LR"),
        attribute("fontsize", "18"),
        attribute("ranksep", "1.1"),
        attribute("nodesep", "0.22"),
        attribute("tooltip", &drawing.caption.title),
        font.clone(),
    ];
    let node = vec![
        attribute("fontsize", "12"),
        attribute("margin", "0.12,0.06"),
        attribute("style", "filled"),
        attribute("fillcolor", ink::PAPER),
        font.clone(),
    ];
    let edge = vec![attribute("fontsize", "10"), font];
    vec![GraphAttributes::Graph(graph).into(), GraphAttributes::Node(node).into(), GraphAttributes::Edge(edge).into()]
}

fn nodes(scene: &Scene) -> Vec<Stmt> {
    let inside = |cluster: Option<usize>| -> Vec<Stmt> {
        scene.nodes.iter().filter(|node| node.cluster == cluster).map(node_stmt).collect()
    };
    let mut stmts: Vec<Stmt> = Vec::new();
    for (at, cluster) in scene.clusters.iter().enumerate() {
        let mut body: Vec<Stmt> = [
            attribute("label", &cluster.label),
            attribute("fontsize", "11"),
            attribute("style", "filled"),
            attribute("color", ink::GROUND),
        ]
        .into_iter()
        .map(Stmt::from)
        .collect();
        body.extend(inside(Some(at)));
        stmts.push(Stmt::Subgraph(Subgraph { id: Id::Plain(format!("cluster_{}", cluster.id)), stmts: body }));
    }
    stmts.extend(inside(None));
    stmts
}

fn id(name: &str) -> NodeId {
    NodeId(Id::Plain(name.to_owned()), None)
}

fn node_stmt(node: &scene::Node) -> Stmt {
    let label = match &node.note {
        Some(note) => format!("{}\n{}", wrapped(&node.label, WRAP), wrapped(note, WRAP)),
        None => wrapped(&node.label, WRAP),
    };
    let mut attributes = vec![attribute("label", &label)];
    attributes.extend(look(node.outline));
    link(&mut attributes, &node.tooltip, node.link.as_ref());
    Node::new(id(&node.id), attributes).into()
}

fn look(outline: Outline) -> Vec<Attribute> {
    match outline {
        Outline::Box => vec![attribute("shape", "box")],
        Outline::Round => vec![attribute("shape", "box"), attribute("style", "rounded,filled")],
        Outline::Sheet => vec![attribute("shape", "note")],
        Outline::Work => vec![attribute("shape", "component")],
    }
}

fn edge_stmt(scene: &Scene, edge: &scene::Edge) -> Stmt {
    let sign = edge.mark.map_or("", |mark| sign(mark.sign));
    let mut label = format!("{sign}{}", edge.label);
    if let Some(note) = &edge.note {
        label.push('\n');
        label.push_str(&wrapped(note, WRAP));
    }
    let mut attributes = vec![
        attribute("id", &edge.id),
        attribute("label", &label),
        attribute("fontcolor", ink::words(edge.stroke.tone)),
    ];
    attributes.extend(stroke(edge.stroke));
    attributes.push(attribute("labeltooltip", &edge.tooltip));
    link(&mut attributes, &edge.tooltip, edge.link.as_ref());
    pair(&scene.nodes[edge.from].id, &scene.nodes[edge.to].id, attributes)
}

fn pair(from: &str, to: &str, attributes: Vec<Attribute>) -> Stmt {
    Stmt::Edge(Edge { ty: EdgeTy::Pair(Vertex::N(id(from)), Vertex::N(id(to))), attributes })
}

/// The sign in a font; Graphviz draws no badges.
fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+ ",
        Sign::Minus => "− ",
        Sign::PlusMinus => "± ",
        Sign::Dot => "",
    }
}

fn stroke(stroke: Stroke) -> Vec<Attribute> {
    let style = match stroke.line {
        Line::Solid => "solid",
        Line::Dashed => "dashed",
        Line::Dotted => "dotted",
    };
    let arrow = match stroke.head {
        Head::Arrow => "normal",
        Head::Bar => "tee",
        Head::Diamond => "odiamond",
    };
    vec![
        attribute("color", ink::line(stroke.tone, stroke.faint)),
        attribute("style", style),
        attribute("arrowhead", arrow),
        attribute("penwidth", &format!("{:.1}", ink::pen(stroke).width)),
    ]
}

/// The legend and the source lines as one node of small type. In words only: samples of lines would
/// be edges, which Graphviz stretches across the whole picture.
fn legend(drawing: &Drawing) -> Stmt {
    let entries = drawing.legend.iter().map(|entry| entry.text.clone());
    let sources = drawing.caption.sources.iter().cloned();
    // `\l` ends a line that is set to the left.
    let label: String = entries
        .chain(sources)
        .flat_map(|line| {
            let wrapped = wrapped(&line, SMALL_WRAP);
            wrapped.split('\n').map(|part| escape(part) + "\\l").collect::<Vec<_>>()
        })
        .collect();
    let label = format!("\"{label}\"");
    let attributes = vec![
        Attribute(Id::Plain("label".to_owned()), Id::Escaped(label)),
        attribute("shape", "plaintext"),
        attribute("fontsize", "9"),
        attribute("tooltip", "Legend and sources"),
    ];
    Node::new(id("legend"), attributes).into()
}
