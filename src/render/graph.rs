//! A placed scene as shapes: clusters first, then lines, then boxes, then the words on the lines.

use super::font::{Fonts, LEADING, Weight};
use super::ink;
use super::layout::{
    AFTER_BADGE, AFTER_WORDS, Block, HEADING, INSET, LABEL, LINE_NOTE, NOTE, ON_LINE, PADDING, Placed, Route,
    badge_room,
};
use super::marks::{self, BADGE};
use super::shape::{Anchor, Area, Group, Pen, Piece, Shape, Step, Words};
use crate::diagram::Scene;
use crate::diagram::scene::{Edge, Node, Outline};

/// The shapes of a scene; `name` prefixes ids.
pub(super) fn draw(name: &str, placed: &Placed, scene: &Scene, fonts: &Fonts) -> Piece {
    let mut shapes = Vec::new();
    for (area, lines) in &placed.clusters {
        shapes.extend(cluster(*area, lines));
    }
    for (node, (area, block)) in scene.nodes.iter().zip(&placed.nodes) {
        shapes.push(Shape::Group(node_group(name, node, *area, block)));
    }
    for (edge, route) in scene.edges.iter().zip(&placed.edges) {
        let ends = [edge.from, edge.to].map(|end| format!("{name}-{}", scene.nodes[end].id));
        shapes.push(Shape::Group(Group { ends: Some(ends), ..edge_group(name, edge, route, fonts) }));
    }
    Piece { width: placed.width, height: placed.height, shapes }
}

fn cluster(area: Area, lines: &[String]) -> Vec<Shape> {
    let mut shapes =
        vec![Shape::Rect { at: area, radius: 0.0, fill: Some(ink::GROUND), pen: Some(Pen::solid("#c8c8c8", 0.8)) }];
    let mut y = area.y + PADDING * 0.6;
    for line in lines {
        shapes.push(Shape::Words(Words {
            x: area.x + PADDING,
            y: y + HEADING,
            text: line.clone(),
            size: HEADING,
            weight: Weight::Bold,
            anchor: Anchor::Start,
            ink: ink::MUTED,
        }));
        y += HEADING * LEADING;
    }
    shapes
}

fn node_group(name: &str, node: &Node, area: Area, block: &Block) -> Group {
    let mut shapes = outline(node.outline, area);
    let text = block.lines.len() as f64 * LABEL * LEADING + block.notes.len() as f64 * NOTE * LEADING;
    let mut y = area.y + (area.h - text) / 2.0;
    let centered = node.outline == Outline::Box;
    let (x, anchor) = if centered { (area.center().0, Anchor::Middle) } else { (area.x + INSET.0, Anchor::Start) };
    let sized = block.lines.iter().map(|line| (line, LABEL, ink::TEXT));
    for (line, size, ink) in sized.chain(block.notes.iter().map(|line| (line, NOTE, ink::MUTED))) {
        shapes.push(Shape::Words(Words {
            x,
            y: base_line(y, size),
            text: line.clone(),
            size,
            weight: Weight::Regular,
            anchor,
            ink,
        }));
        y += size * LEADING;
    }
    Group {
        class: "node",
        id: Some(format!("{name}-{}", node.id)),
        tooltip: Some(node.tooltip.clone()),
        link: node.link.clone(),
        data: node.data.clone(),
        shapes,
        ..Group::default()
    }
}

/// The base line of text whose line starts at `top`.
pub(super) fn base_line(top: f64, size: f64) -> f64 {
    // Ascenders of Noto Sans reach 0.76 of the size above the base line, descenders 0.24 below.
    top + size * (LEADING / 2.0 + 0.36)
}

/// The frame of a node.
pub(super) fn outline(outline: Outline, area: Area) -> Vec<Shape> {
    let pen = Pen::solid(ink::TEXT, 1.0);
    let rect = |radius: f64| Shape::Rect { at: area, radius, fill: Some(ink::PAPER), pen: Some(pen) };
    let (right, bottom) = (area.x + area.w, area.y + area.h);
    match outline {
        Outline::Box => vec![rect(0.0)],
        Outline::Round => vec![rect((area.h / 2.0).min(12.0))],
        Outline::Sheet => {
            let fold = 9.0_f64.min(area.h / 2.0);
            let corner = [(right - fold, area.y), (right - fold, area.y + fold), (right, area.y + fold)];
            vec![
                marks::polygon(
                    &[(area.x, area.y), corner[0], corner[2], (right, bottom), (area.x, bottom)],
                    Some(ink::PAPER),
                    Some(pen),
                ),
                marks::stroke(&corner, pen),
            ]
        }
        Outline::Work => vec![rect(0.0), marks::stroke(&[(area.x + 4.0, area.y), (area.x + 4.0, bottom)], pen)],
    }
}

fn edge_group(name: &str, edge: &Edge, route: &Route, fonts: &Fonts) -> Group {
    let mut shapes = line(edge, &route.path);
    shapes.push(Shape::Rect { at: route.label, radius: 3.0, fill: Some(ink::PAPER), pen: None });
    shapes.extend(label(edge, route.label, &route.words, fonts));
    Group {
        class: "edge",
        id: Some(format!("{name}-{}", edge.id)),
        tooltip: Some(edge.tooltip.clone()),
        link: edge.link.clone(),
        row: Some(edge.row),
        data: edge.data.clone(),
        reach: route.path.clone(),
        shapes,
        ..Group::default()
    }
}

/// The line and its end. The line stops where the end begins, so that a bar or diamond stays clear.
fn line(edge: &Edge, path: &[Step]) -> Vec<Shape> {
    let mut steps = path.to_vec();
    let Some((tip, before)) = ending(&steps) else {
        return Vec::new();
    };
    let (head, stop) = marks::head(edge.stroke, tip, before);
    match steps.last_mut() {
        Some(Step::Line(x, y) | Step::Curve(_, _, _, _, x, y)) => (*x, *y) = stop,
        _ => return Vec::new(),
    }
    let mut shapes = vec![Shape::Path { steps, fill: None, pen: Some(ink::pen(edge.stroke)) }];
    shapes.extend(head);
    shapes
}

/// The last point of a path and the one it comes from.
fn ending(steps: &[Step]) -> Option<((f64, f64), (f64, f64))> {
    let point = |step: &Step| match *step {
        Step::Move(x, y) | Step::Line(x, y) | Step::Curve(_, _, _, _, x, y) => Some((x, y)),
        Step::Close => None,
    };
    let [.., before, last] = steps else {
        return None;
    };
    let tip = point(last)?;
    let from = match *last {
        Step::Curve(_, _, x, y, _, _) if (x - tip.0).hypot(y - tip.1) > 0.5 => (x, y),
        _ => point(before)?,
    };
    Some((tip, from))
}

fn label(edge: &Edge, area: Area, block: &Block, fonts: &Fonts) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let room = badge_room(edge);
    let left = area.x + 5.0 + room;
    let mut y = area.y + 2.0;
    if let Some(mark) = edge.mark {
        let x = area.x + 5.0 + (room - AFTER_BADGE) / 2.0;
        shapes.extend(marks::badge(mark, x, y + ON_LINE * LEADING / 2.0, BADGE));
    }
    let mut put = |x: f64, base: f64, text: &str, size: f64, ink: &'static str| {
        shapes.push(Shape::Words(Words {
            x,
            y: base,
            text: text.to_owned(),
            size,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            ink,
        }));
    };
    let mut end = left;
    for line in &block.lines {
        put(left, base_line(y, ON_LINE), line, ON_LINE, ink::words(edge.stroke.tone));
        end = left + fonts.width(line, ON_LINE, Weight::Regular) + AFTER_WORDS;
        y += ON_LINE * LEADING;
    }
    for note in &block.notes {
        if block.beside {
            let base = base_line(y - ON_LINE * LEADING, ON_LINE);
            put(end, base, note, LINE_NOTE, ink::MUTED);
        } else {
            put(left, base_line(y, LINE_NOTE), note, LINE_NOTE, ink::MUTED);
            y += LINE_NOTE * LEADING;
        }
    }
    shapes
}
