//! A network in Graphviz's language: an undirected graph for `fdp`, which respects groups, or `neato`.

use graphviz_rust::dot_structures::{Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::{WRAP, attribute, id, legend, look, sign, title, wrapped};
use crate::diagram::Drawing;
use crate::diagram::network::{Knot, Tie, Web};
use crate::diagram::scene::Line;
use crate::render::ink;

/// Writes a network with all its nodes and ties. Ties that our own picture leaves out are there and invisible: they
/// keep their weight.
pub(in crate::render) fn write(web: &Web, drawing: &Drawing) -> String {
    let mut stmts = head(drawing);
    let inside =
        |group: Option<usize>| -> Vec<Stmt> { web.knots.iter().filter(|knot| knot.group == group).map(node).collect() };
    for (at, group) in web.groups.iter().enumerate() {
        let mut body: Vec<Stmt> = [
            attribute("label", &group.label),
            attribute("fontsize", "11"),
            attribute("style", "rounded,filled"),
            attribute("fillcolor", ink::GROUND),
            attribute("color", ink::RULE),
        ]
        .into_iter()
        .map(Stmt::from)
        .collect();
        body.extend(inside(Some(at)));
        stmts.push(Stmt::Subgraph(Subgraph { id: Id::Plain(format!("cluster_{}", group.id)), stmts: body }));
    }
    stmts.extend(inside(None));
    // Where our picture is a matrix, no line was chosen: all are drawn.
    let all = web.grid.is_some();
    stmts.extend(web.ties.iter().map(|tie| edge(web, tie, all || tie.drawn)));
    stmts.push(legend(drawing));
    let graph = Graph::Graph { id: Id::Plain(drawing.kind.to_owned()), strict: false, stmts };
    // The statements above are undirected, which the printer has to be told.
    let mut out = graph.print(PrinterContext::default().with_semi());
    out.push('\n');
    out
}

fn head(drawing: &Drawing) -> Vec<Stmt> {
    let font = attribute("fontname", "Noto Sans, Arial, Helvetica");
    let graph = vec![
        attribute("label", &title(drawing)),
        attribute("labelloc", "t"),
        attribute("fontsize", "18"),
        attribute("layout", "fdp"),
        attribute("overlap", "prism"),
        attribute("splines", "true"),
        attribute("start", "1"),
        attribute("K", "1.2"),
        attribute("outputorder", "edgesfirst"),
        attribute("tooltip", &drawing.caption.title),
        font.clone(),
    ];
    let node = vec![
        attribute("margin", "0.1,0.05"),
        attribute("style", "filled"),
        attribute("fillcolor", ink::PAPER),
        font.clone(),
    ];
    let edge = vec![attribute("fontsize", "10"), font];
    vec![GraphAttributes::Graph(graph).into(), GraphAttributes::Node(node).into(), GraphAttributes::Edge(edge).into()]
}

fn node(knot: &Knot) -> Stmt {
    let size = 11.0 + 4.0 * (f64::from(knot.share) / 1000.0).sqrt();
    let mut attributes = vec![
        attribute("label", &wrapped(&format!("{} ({})", knot.label, knot.count), WRAP)),
        attribute("fontsize", &format!("{size:.1}")),
        attribute("tooltip", &knot.tooltip),
    ];
    attributes.extend(look(knot.outline));
    Node::new(id(&knot.id), attributes).into()
}

fn edge(web: &Web, tie: &Tie, drawn: bool) -> Stmt {
    let sign = if tie.badge { tie.sense.mark().map_or("", |mark| sign(mark.sign)) } else { "" };
    let pen = ink::tie(tie.sense, tie.share);
    let style = match (drawn, tie.sense.line()) {
        (false, _) => "invis",
        (true, Line::Solid) => "solid",
        (true, Line::Dashed) => "dashed",
        (true, Line::Dotted) => "dotted",
    };
    let weight = tie.data.iter().find(|(name, _)| *name == "weight").map_or("", |(_, weight)| weight);
    let mut attributes = vec![attribute("id", &tie.id)];
    // An invisible line's label would take room.
    if drawn {
        attributes.push(attribute("label", &format!("{sign}{}", tie.label)));
        attributes.push(attribute("fontcolor", ink::words(tie.sense.tone())));
        attributes.push(attribute("color", pen.ink));
        attributes.push(attribute("penwidth", &format!("{:.1}", pen.width)));
    }
    attributes.push(attribute("style", style));
    // Not `weight`, which Graphviz reads as the strength of a spring and refuses below 0.
    attributes.push(attribute("stance_weight", weight));
    attributes.push(attribute("tooltip", &tie.tooltip));
    attributes.push(attribute("labeltooltip", &tie.tooltip));
    let end = |node: usize| Vertex::N(NodeId(Id::Plain(web.knots[node].id.clone()), None));
    Stmt::Edge(Edge { ty: EdgeTy::Pair(end(tie.from), end(tie.to)), attributes })
}
