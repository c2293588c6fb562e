//! The ways of lines between boxes: straight, or bent a little where a straight line would pass behind another box.

use super::stress::{Point, length};
use crate::render::shape::{Area, Step};

/// How far a line may be bent away from a straight one (CSS pixels), in the order in which they are tried.
const BENDS: [f64; 9] = [0.0, 9.0, 18.0, 30.0, 45.0, 62.0, 84.0, 110.0, 140.0];
/// But no further than this share of its length.
const MOST_BENT: f64 = 0.3;
/// Where along the line it is bent most.
const BULGES: [f64; 3] = [0.5, 0.25, 0.75];
/// Points of a curve that are looked at.
const SAMPLES: usize = 32;
/// Room that a line keeps from boxes it does not end at (CSS pixels).
const CLEAR: f64 = 4.0;

/// A bent line from the border of one box to that of another: a quadratic curve.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub(super) start: Point,
    pub(super) bend: Point,
    pub(super) end: Point,
    /// How many boxes it passes behind.
    pub(super) behind: usize,
}

impl Way {
    /// The place at a share of the way, 0 to 1.
    pub(super) fn at(&self, t: f64) -> Point {
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        (a * self.start.0 + b * self.bend.0 + c * self.end.0, a * self.start.1 + b * self.bend.1 + c * self.end.1)
    }

    /// Places along the way, both ends included.
    pub(super) fn points(&self) -> impl Iterator<Item = Point> + '_ {
        (0..=SAMPLES).map(|step| self.at(step as f64 / SAMPLES as f64))
    }

    /// The way as a path.
    pub(super) fn steps(&self) -> Vec<Step> {
        let toward = |from: f64, to: f64| from + (to - from) * 2.0 / 3.0;
        let ((x0, y0), (bx, by), (x, y)) = (self.start, self.bend, self.end);
        let start = Step::Move(x0, y0);
        let off = ((x - x0) * (by - y0) - (y - y0) * (bx - x0)).abs();
        if off < 0.5 {
            return vec![start, Step::Line(x, y)];
        }
        vec![start, Step::Curve(toward(x0, bx), toward(y0, by), toward(x, bx), toward(y, by), x, y)]
    }
}

/// The way between two boxes that passes behind the fewest of the others, and of what else lies on top, and bends least.
pub(super) fn between(boxes: &[Area], from: usize, to: usize, on_top: &[Area]) -> Way {
    let (a, b) = (boxes[from].center(), boxes[to].center());
    let others: Vec<Area> = boxes
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != from && *at != to)
        .map(|(_, area)| *area)
        .chain(on_top.iter().copied())
        .filter(|area| may_meet(area, a, b))
        .collect();
    let far = length(a, b);
    let mut best: Option<Way> = None;
    for bend in BENDS.into_iter().filter(|bend| *bend <= MOST_BENT * far) {
        for (bulge, side) in BULGES.into_iter().flat_map(|bulge| [(bulge, 1.0), (bulge, -1.0)]) {
            let straight = bend == 0.0;
            // A quadratic curve goes half as far as its control point.
            let (along, aside) = (bulge, 2.0 * side * bend / far.max(1.0));
            let way = clipped(&boxes[from], &boxes[to], control(a, b, along, aside), &others);
            if best.as_ref().is_none_or(|best| way.behind < best.behind) {
                let done = way.behind == 0;
                best = Some(way);
                if done {
                    return best.expect("it was just set");
                }
            }
            if straight {
                break;
            }
        }
    }
    best.expect("there is at least one bend")
}

/// Whether a box may be met by any of the bent lines between two places.
fn may_meet(area: &Area, a: Point, b: Point) -> bool {
    let slack = length(a, b) * MOST_BENT + CLEAR;
    let (left, right) = (a.0.min(b.0) - slack, a.0.max(b.0) + slack);
    let (top, bottom) = (a.1.min(b.1) - slack, a.1.max(b.1) + slack);
    area.x < right && area.x + area.w > left && area.y < bottom && area.y + area.h > top
}

/// A place beside the line from one place to another: a share along it and one of its length aside.
fn control(a: Point, b: Point, along: f64, aside: f64) -> Point {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    (a.0 + dx * along - dy * aside, a.1 + dy * along + dx * aside)
}

/// The curve between the middles of two boxes, cut where it leaves the one and enters the other.
fn clipped(from: &Area, to: &Area, middle: Point, others: &[Area]) -> Way {
    let (a, b) = (from.center(), to.center());
    let whole = Way { start: a, bend: middle, end: b, behind: 0 };
    let (t0, t1) = (leaves(&whole, from, false), leaves(&whole, to, true));
    let (t0, t1) = if t0 < t1 { (t0, t1) } else { (0.0, 1.0) };
    // The part of a quadratic curve between two of its places is one again.
    let lerp = |p: Point, q: Point, t: f64| (p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t);
    let bend = lerp(lerp(a, middle, t0), lerp(middle, b, t0), t1);
    let mut way = Way { start: whole.at(t0), bend, end: whole.at(t1), behind: 0 };
    way.behind = others.iter().filter(|area| way.points().any(|point| holds(area, point, CLEAR))).count();
    way
}

/// The share of the way at which a curve leaves a box it starts in, or (`backwards`) enters the one it ends in.
fn leaves(way: &Way, area: &Area, backwards: bool) -> f64 {
    let (mut inside, mut outside) = if backwards { (1.0, 0.0) } else { (0.0, 1.0) };
    // Halving finds the border because a line bent so little crosses it once.
    for _ in 0..24 {
        let t = f64::midpoint(inside, outside);
        if holds(area, way.at(t), 0.0) {
            inside = t;
        } else {
            outside = t;
        }
    }
    outside
}

/// Whether a place lies in a box with some room around it.
pub(super) fn holds(area: &Area, (x, y): Point, room: f64) -> bool {
    x > area.x - room && x < area.x + area.w + room && y > area.y - room && y < area.y + area.h + room
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(x: f64, y: f64) -> Area {
        Area { x, y, w: 60.0, h: 30.0 }
    }

    #[test]
    fn a_free_line_is_straight_from_border_to_border() {
        let way = between(&[area(0.0, 0.0), area(200.0, 0.0)], 0, 1, &[]);
        assert_eq!(way.behind, 0);
        assert!((way.start.0 - 60.0).abs() < 0.01 && (way.end.0 - 200.0).abs() < 0.01, "{way:?}");
        assert_eq!(way.steps().len(), 2);
        assert!(matches!(way.steps()[1], Step::Line(..)));
    }

    #[test]
    fn a_line_bends_around_a_box_in_its_way() {
        let boxes = [area(0.0, 0.0), area(400.0, 0.0), area(200.0, 0.0)];
        let way = between(&boxes, 0, 1, &[]);
        assert_eq!(way.behind, 0);
        assert!(way.points().all(|point| !holds(&boxes[2], point, 1.0)));
        assert!(matches!(way.steps()[1], Step::Curve(..)));
    }
}
