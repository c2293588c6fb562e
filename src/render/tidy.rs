//! Puts what ELK has placed into straight columns: boxes of the first column, words on lines.
//!
//! Clusters take room for the gates their lines pass through, so that boxes of one column start at
//! different places; and words on lines are centred. Both read better as columns with one left edge.

use super::layout::{PADDING, Placed, heading_height};
use super::shape::{Area, Step};
use crate::diagram::scene::{Column, Scene};

/// Aligns boxes and words; returns for each edge the left and right of the column of its words.
pub(super) fn columns(placed: &mut Placed, scene: &Scene) -> Vec<(f64, f64)> {
    align_first(placed, scene);
    fit_clusters(placed, scene);
    align_labels(placed)
}

/// Moves the clustered boxes of the first column to one left edge, the rightmost: lines get shorter.
fn align_first(placed: &mut Placed, scene: &Scene) {
    let moves = |at: usize| {
        let node = &scene.nodes[at];
        node.cluster.is_some() && node.column == Column::First
    };
    let nodes = placed.nodes.iter().enumerate();
    let left = nodes.filter(|(at, _)| moves(*at)).map(|(_, (area, _))| area.x).fold(0.0, f64::max);
    for (at, (area, _)) in placed.nodes.iter_mut().enumerate() {
        if moves(at) {
            area.x = left;
        }
    }
    for (edge, route) in scene.edges.iter().zip(&mut placed.edges) {
        let (area, _) = &placed.nodes[edge.from];
        if let (true, Some(Step::Move(x, _))) = (moves(edge.from), route.path.first_mut()) {
            *x = area.x + area.w;
        }
    }
}

/// Draws each cluster's border close around its boxes.
fn fit_clusters(placed: &mut Placed, scene: &Scene) {
    for (at, (area, lines)) in placed.clusters.iter_mut().enumerate() {
        let nodes = scene.nodes.iter().zip(&placed.nodes);
        let inside: Vec<Area> =
            nodes.filter(|(node, _)| node.cluster == Some(at)).map(|(_, (area, _))| *area).collect();
        let Some(first) = inside.first() else {
            continue;
        };
        let edge = |pick: fn(f64, f64) -> f64, of: fn(&Area) -> f64| inside.iter().map(of).fold(of(first), pick);
        let (left, right) = (edge(f64::min, |a| a.x) - PADDING, edge(f64::max, |a| a.x + a.w) + PADDING);
        let (top, bottom) = (edge(f64::min, |a| a.y) - heading_height(lines), edge(f64::max, |a| a.y + a.h) + PADDING);
        *area = Area { x: left, y: top, w: right - left, h: bottom - top };
    }
}

/// Moves words that stand above each other to one left edge.
fn align_labels(placed: &mut Placed) -> Vec<(f64, f64)> {
    let mut order: Vec<usize> = (0..placed.edges.len()).collect();
    order.sort_by(|a, b| placed.edges[*a].label.x.total_cmp(&placed.edges[*b].label.x));
    let mut extents = vec![(0.0, 0.0); placed.edges.len()];
    let mut column: Vec<usize> = Vec::new();
    let mut extent = (0.0, f64::NEG_INFINITY);
    let mut close = |column: &[usize], extent: (f64, f64), placed: &mut Placed| {
        for at in column {
            placed.edges[*at].label.x = extent.0;
            extents[*at] = extent;
        }
    };
    for at in order {
        let label = placed.edges[at].label;
        if label.x >= extent.1 {
            close(&column, extent, placed);
            column.clear();
            extent = (label.x, label.x + label.w);
        }
        column.push(at);
        extent.1 = extent.1.max(label.x + label.w);
    }
    close(&column, extent, placed);
    extents
}

/// Moves everything so that nothing lies left of or above the origin, and takes the size anew.
pub(super) fn trim(placed: &mut Placed) {
    let areas = || {
        let clusters = placed.clusters.iter().map(|(area, _)| *area);
        let nodes = placed.nodes.iter().map(|(area, _)| *area);
        clusters.chain(nodes).chain(placed.edges.iter().map(|route| route.label))
    };
    let points = placed.edges.iter().flat_map(|route| super::smooth::points(&route.path));
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, 0.0_f64, 0.0_f64);
    let corners = areas().flat_map(|a| [(a.x, a.y), (a.x + a.w, a.y + a.h)]);
    for (x, y) in corners.chain(points) {
        (left, top) = (left.min(x), top.min(y));
        (right, bottom) = (right.max(x), bottom.max(y));
    }
    // Half a pen's width, so that no frame is cut.
    let (dx, dy) = (2.0 - left, 2.0 - top);
    placed.clusters.iter_mut().for_each(|(area, _)| shift(area, dx, dy));
    placed.nodes.iter_mut().for_each(|(area, _)| shift(area, dx, dy));
    for route in &mut placed.edges {
        shift(&mut route.label, dx, dy);
        route.path.iter_mut().for_each(|step| shift_step(step, dx, dy));
    }
    placed.width = right + dx + 2.0;
    placed.height = bottom + dy + 2.0;
}

fn shift(area: &mut Area, dx: f64, dy: f64) {
    area.x += dx;
    area.y += dy;
}

fn shift_step(step: &mut Step, dx: f64, dy: f64) {
    match step {
        Step::Move(x, y) | Step::Line(x, y) => {
            *x += dx;
            *y += dy;
        }
        Step::Curve(a, b, c, d, x, y) => {
            for along in [a, c, x] {
                *along += dx;
            }
            for down in [b, d, y] {
                *down += dy;
            }
        }
        Step::Close => {}
    }
}
