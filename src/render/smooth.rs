//! Replaces a detour by a plain curve through the label wherever that touches nothing.
//!
//! ELK leads lines through gates in cluster borders, which bends them more than a reader needs: an
//! edge that has its label between its ends looks best as two curves that start and end level.

use super::layout::Placed;
use super::shape::{Area, Step};
use crate::diagram::Scene;

/// Points at which a curve is tried against obstacles.
const SAMPLES: usize = 40;
/// How near a line may come to what it passes (CSS pixels).
const CLEARANCE: f64 = 2.0;
/// The least room for a curve between a box and words (CSS pixels).
const ROOM: f64 = 16.0;
/// Steps up to this are levelled (CSS pixels).
const SNAP: f64 = 3.0;

/// Straightens all routes that can be; `columns` are the left and right of the column in which the
/// words of each edge stand.
pub(super) fn routes(placed: &mut Placed, scene: &Scene, columns: &[(f64, f64)]) {
    for (at, column) in columns.iter().enumerate() {
        let route = &placed.edges[at];
        match plain(&route.path, route.label, *column) {
            Some(plain) if is_free(placed, scene, at, &plain) => placed.edges[at].path = plain,
            _ => level_end(&mut placed.edges[at].path),
        }
    }
}

/// Lets a curve end level, so that its arrow meets the box square.
fn level_end(path: &mut [Step]) {
    if let Some(Step::Curve(ax, _, bx, by, x, y)) = path.last_mut() {
        let half = f64::midpoint(*ax, *x);
        (*bx, *by) = (half, *y);
    }
}

/// The plain way, if the column of the words lies between the ends of the line. It is level all
/// across the column, so that it meets none of the words above and below.
fn plain(path: &[Step], label: Area, (left, right): (f64, f64)) -> Option<Vec<Step>> {
    let (Some(Step::Move(x0, y0)), Some(last)) = (path.first(), path.last()) else {
        return None;
    };
    let (x1, y1) = match *last {
        Step::Line(x, y) | Step::Curve(_, _, _, _, x, y) => (x, y),
        Step::Move(..) | Step::Close => return None,
    };
    let middle = label.y + label.h / 2.0;
    let (near, far) = if *x0 + ROOM <= left && right + ROOM <= x1 {
        (left, right)
    } else if *x0 - ROOM >= right && left - ROOM >= x1 {
        (right, left)
    } else {
        return None;
    };
    // A step of a pixel or two looks like a mistake: level it by moving where the line meets the box.
    let snap = |y: f64| {
        if (y - middle).abs() <= SNAP { middle } else { y }
    };
    let (y0, y1) = (snap(*y0), snap(y1));
    let level = |from: (f64, f64), to: (f64, f64)| {
        let half = f64::midpoint(from.0, to.0);
        Step::Curve(half, from.1, half, to.1, to.0, to.1)
    };
    Some(vec![
        Step::Move(*x0, y0),
        level((*x0, y0), (near, middle)),
        Step::Line(far, middle),
        level((far, middle), (x1, y1)),
    ])
}

fn is_free(placed: &Placed, scene: &Scene, edge: usize, path: &[Step]) -> bool {
    let (from, to) = (scene.edges[edge].from, scene.edges[edge].to);
    let home = |node: usize| scene.nodes[node].cluster;
    let nodes = placed.nodes.iter().enumerate();
    let nodes = nodes.filter(|(at, _)| *at != from && *at != to);
    let labels = placed.edges.iter().enumerate();
    let labels = labels.filter(|(at, _)| *at != edge);
    let clusters = placed.clusters.iter().enumerate();
    let clusters = clusters.filter(|(at, _)| home(from) != Some(*at) && home(to) != Some(*at));
    let obstacles: Vec<Area> = nodes
        .map(|(_, (area, _))| *area)
        .chain(labels.map(|(_, route)| route.label))
        .chain(clusters.map(|(_, (area, _))| *area))
        .collect();
    points(path).iter().all(|point| obstacles.iter().all(|area| !touches(area, *point)))
}

fn touches(area: &Area, (x, y): (f64, f64)) -> bool {
    x > area.x - CLEARANCE
        && x < area.x + area.w + CLEARANCE
        && y > area.y - CLEARANCE
        && y < area.y + area.h + CLEARANCE
}

/// Points along a path, near enough to each other that no box slips between them.
pub(super) fn points(path: &[Step]) -> Vec<(f64, f64)> {
    let mut at = (0.0, 0.0);
    let mut points = Vec::new();
    for step in path {
        match *step {
            Step::Move(x, y) => at = (x, y),
            Step::Line(x, y) => {
                points.extend(sampled(|t| (mix(at.0, x, t), mix(at.1, y, t))));
                at = (x, y);
            }
            Step::Curve(ax, ay, bx, by, x, y) => {
                let (x0, y0) = at;
                points.extend(sampled(|t| (bezier([x0, ax, bx, x], t), bezier([y0, ay, by, y], t))));
                at = (x, y);
            }
            Step::Close => {}
        }
    }
    points
}

fn sampled(point: impl Fn(f64) -> (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    (0..=SAMPLES).map(move |n| point(n as f64 / SAMPLES as f64))
}

fn mix(from: f64, to: f64, t: f64) -> f64 {
    from + (to - from) * t
}

fn bezier([a, b, c, d]: [f64; 4], t: f64) -> f64 {
    let s = 1.0 - t;
    s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
}
