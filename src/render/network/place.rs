//! Gives the boxes of a network their places: members of a group together in a frame, strong ties short, no overlap.

use super::improve::{self, Table};
use super::route::{self, Way};
use super::spread::together;
use super::stress::{Distances, Point, scatter};
use crate::render::paper;
use crate::render::shape::Area;

/// Room between frames, and between boxes in no group.
const FRAME_GAP: (f64, f64) = (44.0, 38.0);
/// Room between a frame and its boxes.
const INSET: f64 = 14.0;
/// Boxes are wider than high, hence so is the plane.
const WIDER: f64 = 1.35;
/// Beginnings that are settled, and how many of the best are looked at from all sides.
const STARTS: (u64, usize) = (12, 4);
/// How many of the arrangements that makes are improved.
const FINISHED: usize = 3;
/// What printing at half the size costs, against one box before every line.
const SMALL: f64 = 0.8;
/// Turns as (cosine, sine), of which no rounding is left to the machine.
const TURNS: [(f64, f64); 6] = [(1.0, 0.0), (0.8, 0.6), (0.6, 0.8), (0.0, 1.0), (-0.6, 0.8), (-0.8, 0.6)];

/// What has to be placed.
pub(super) struct Parts<'a> {
    /// The sizes of the boxes.
    pub(super) sizes: &'a [(f64, f64)],
    /// The group of each.
    pub(super) groups: &'a [Option<usize>],
    /// The width and the height, with the room around it, of a group's heading in a frame of a width.
    pub(super) heading: &'a dyn Fn(usize, f64) -> (f64, f64),
    /// The least width of each group's frame, for its heading.
    pub(super) least: &'a [f64],
    /// Two boxes, and how much it matters that the line between them can be followed, 0 to 1.
    pub(super) ties: &'a [(usize, usize, f64)],
    /// How long each line should be, as a multiple of the shortest.
    pub(super) lengths: &'a [f64],
    /// Room between boxes of a group (sideways, up and down), in which lines and their words run.
    pub(super) gap: (f64, f64),
}

/// Where everything stands; lengths in CSS pixels, origin top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    pub(super) boxes: Vec<Area>,
    /// One frame for each group.
    pub(super) frames: Vec<Area>,
    /// One for each tie.
    pub(super) ways: Vec<Way>,
}

/// Places everything in a few ways and returns the one that reads best.
pub(super) fn place(parts: &Parts<'_>) -> Places {
    let n = parts.sizes.len();
    let mean = parts.sizes.iter().map(|(w, h)| f64::midpoint(*w, *h)).sum::<f64>() / n.max(1) as f64;
    let unit = mean + parts.gap.1;
    let ties: Vec<(usize, usize, f64)> =
        parts.ties.iter().zip(parts.lengths).map(|((a, b, _), length)| (*a, *b, length * unit)).collect();
    let wanted = Distances::new(n, &ties, parts.groups, unit * 1.2);
    let mut settled: Vec<(f64, Vec<Point>)> = (1..=STARTS.0)
        .map(|seed| {
            let mut places = scatter(n, unit * (n as f64).sqrt() * 1.5, seed);
            wanted.settle(&mut places);
            (wanted.stress(&places), places)
        })
        .collect();
    settled.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut arranged: Vec<(f64, Arrangement)> = Vec::new();
    for (_, places) in settled.iter().take(STARTS.1) {
        for (cos, sin) in TURNS {
            let turned: Vec<Point> =
                places.iter().map(|(x, y)| ((x * cos - y * sin) * WIDER, x * sin + y * cos)).collect();
            let arrangement = arrange(parts, &turned);
            arranged.push((cost(parts, &arrangement), arrangement));
        }
    }
    arranged.sort_by(|a, b| a.0.total_cmp(&b.0));
    let finished = arranged.into_iter().take(FINISHED).map(|(_, arrangement)| {
        let arrangement = improved(parts, arrangement);
        (cost(parts, &arrangement), arrangement)
    });
    let (_, best) = finished.min_by(|a, b| a.0.total_cmp(&b.0)).expect("there is at least one start and one turn");
    let headings: Vec<Area> = best
        .frames
        .iter()
        .enumerate()
        .map(|(group, frame)| {
            let (w, h) = (parts.heading)(group, frame.w);
            Area { w, h, ..*frame }
        })
        .collect();
    let ways = parts.ties.iter().map(|(from, to, _)| route::between(&best.boxes, *from, *to, &headings)).collect();
    Places { boxes: best.boxes, frames: best.frames, ways }
}

/// Boxes and frames before there are lines.
struct Arrangement {
    boxes: Vec<Area>,
    frames: Vec<Area>,
}

/// Makes the lines of an arrangement easier to follow.
fn improved(parts: &Parts<'_>, mut arrangement: Arrangement) -> Arrangement {
    let rooms: Vec<Area> = arrangement
        .frames
        .iter()
        .enumerate()
        .map(|(group, frame)| {
            let (_, top) = (parts.heading)(group, frame.w);
            Area { x: frame.x + INSET, y: frame.y + top, w: frame.w - 2.0 * INSET, h: frame.h - top - INSET }
        })
        .collect();
    Table { boxes: &mut arrangement.boxes, groups: parts.groups, rooms: &rooms, ties: parts.ties, gap: parts.gap }
        .improve();
    arrangement
}

/// One arrangement: boxes within their groups first, then the groups as boxes.
fn arrange(parts: &Parts<'_>, places: &[Point]) -> Arrangement {
    let units = units(parts, places);
    let mut centers: Vec<Point> = units.iter().map(|unit| unit.center).collect();
    let sizes: Vec<(f64, f64)> = units.iter().map(|unit| unit.size).collect();
    together(&mut centers, &sizes, FRAME_GAP);
    let mut boxes = vec![Area::default(); parts.sizes.len()];
    let mut frames = vec![Area::default(); parts.least.len()];
    for (unit, center) in units.iter().zip(&centers) {
        let (left, top) = (center.0 - unit.size.0 / 2.0, center.1 - unit.size.1 / 2.0);
        if let Some(group) = unit.group {
            frames[group] = Area { x: left, y: top, w: unit.size.0, h: unit.size.1 };
        }
        for (node, area) in &unit.boxes {
            boxes[*node] = Area { x: left + area.x, y: top + area.y, ..*area };
        }
    }
    let all = || boxes.iter().chain(&frames);
    let (left, top) = (all().map(|a| a.x).fold(f64::MAX, f64::min), all().map(|a| a.y).fold(f64::MAX, f64::min));
    for area in boxes.iter_mut().chain(&mut frames) {
        area.x -= left;
        area.y -= top;
    }
    Arrangement { boxes, frames }
}

/// A frame with its boxes, or a box alone.
struct Unit {
    group: Option<usize>,
    center: Point,
    size: (f64, f64),
    /// The boxes, counted from the unit's top left corner.
    boxes: Vec<(usize, Area)>,
}

fn units(parts: &Parts<'_>, places: &[Point]) -> Vec<Unit> {
    let mut units = Vec::new();
    for group in 0..parts.least.len() {
        let members: Vec<usize> = (0..places.len()).filter(|node| parts.groups[*node] == Some(group)).collect();
        units.push(frame(parts, group, &members, places));
    }
    for (node, place) in places.iter().enumerate().filter(|(node, _)| parts.groups[*node].is_none()) {
        let (w, h) = parts.sizes[node];
        let area = Area { x: 0.0, y: 0.0, w, h };
        units.push(Unit { group: None, center: *place, size: (w, h), boxes: vec![(node, area)] });
    }
    units
}

fn frame(parts: &Parts<'_>, group: usize, members: &[usize], places: &[Point]) -> Unit {
    let mut inside: Vec<Point> = members.iter().map(|node| places[*node]).collect();
    let n = inside.len().max(1) as f64;
    let center = (inside.iter().map(|p| p.0).sum::<f64>() / n, inside.iter().map(|p| p.1).sum::<f64>() / n);
    let sizes: Vec<(f64, f64)> = members.iter().map(|node| parts.sizes[*node]).collect();
    together(&mut inside, &sizes, parts.gap);
    let corner = |at: usize| (inside[at].0 - sizes[at].0 / 2.0, inside[at].1 - sizes[at].1 / 2.0);
    let all = || 0..inside.len();
    let left = all().map(|at| corner(at).0).fold(f64::MAX, f64::min);
    let top = all().map(|at| corner(at).1).fold(f64::MAX, f64::min);
    let right = all().map(|at| corner(at).0 + sizes[at].0).fold(f64::MIN, f64::max);
    let bottom = all().map(|at| corner(at).1 + sizes[at].1).fold(f64::MIN, f64::max);
    let width = (right - left + 2.0 * INSET).max(parts.least[group]);
    let (_, heading) = (parts.heading)(group, width);
    let shift = (width - (right - left)) / 2.0;
    let boxes = members
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let (x, y) = corner(at);
            let (w, h) = sizes[at];
            (*node, Area { x: x - left + shift, y: y - top + heading, w, h })
        })
        .collect();
    Unit { group: Some(group), center, size: (width, bottom - top + heading + INSET), boxes }
}

/// How hard an arrangement is to read: lines behind boxes, lines across lines, small print.
fn cost(parts: &Parts<'_>, arrangement: &Arrangement) -> f64 {
    let tangle = improve::tangle(&arrangement.boxes, parts.ties) / parts.ties.len().max(1) as f64;
    let (width, height) = extent(&arrangement.boxes, &arrangement.frames);
    // What stands around takes about as much as in other pictures.
    let small = 1.0 / paper::scale(width + 36.0, height + 190.0);
    tangle + small * SMALL
}

/// Width and height of all boxes and frames.
pub(super) fn extent(boxes: &[Area], frames: &[Area]) -> (f64, f64) {
    let all = || boxes.iter().chain(frames);
    (all().map(|a| a.x + a.w).fold(0.0, f64::max), all().map(|a| a.y + a.h).fold(0.0, f64::max))
}
