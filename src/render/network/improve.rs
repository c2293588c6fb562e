//! Small changes to a placement that make its lines easier to follow: boxes swapped, nudged, groups mirrored.

use super::stress::{Point, length};
use crate::render::shape::Area;

/// Rounds through all changes; later ones find little.
const ROUNDS: usize = 4;
/// A round that gains less ends the search.
const ENOUGH: f64 = 0.01;
/// How far a box is nudged (CSS pixels).
const NUDGES: [f64; 2] = [12.0, 36.0];
/// The share of the room between boxes that they may give up.
const CLOSER: f64 = 0.7;
/// What one box before a line, one crossing, and a line as long as the average box is wide cost.
const BEHIND: f64 = 1.5;
const CROSSING: f64 = 0.05;
const LENGTH: f64 = 0.07;

/// Boxes that are moved about in the room that each has.
pub(super) struct Table<'a> {
    pub(super) boxes: &'a mut [Area],
    pub(super) groups: &'a [Option<usize>],
    /// The room for the boxes of each group, without its heading and border.
    pub(super) rooms: &'a [Area],
    /// Two boxes each, and how much it matters that the line between them can be followed, 0 to 1.
    pub(super) ties: &'a [(usize, usize, f64)],
    /// Room between boxes (sideways, up and down).
    pub(super) gap: (f64, f64),
}

impl Table<'_> {
    /// Makes changes as long as they lower the cost. Boxes stay apart and in their rooms; those in no group stay.
    pub(super) fn improve(&mut self) {
        for _ in 0..ROUNDS {
            let mut gained = 0.0;
            for group in 0..self.rooms.len() {
                let members: Vec<usize> = (0..self.boxes.len()).filter(|at| self.groups[*at] == Some(group)).collect();
                for (across, down) in [(true, false), (false, true), (true, true)] {
                    gained += self.attempt(&members, |table| table.mirror(&members, group, across, down));
                }
                for (at, one) in members.iter().enumerate() {
                    for other in &members[at + 1..] {
                        gained += self.attempt(&[*one, *other], |table| table.swap(*one, *other));
                    }
                }
                for one in &members {
                    for by in NUDGES {
                        for (x, y) in [(by, 0.0), (-by, 0.0), (0.0, by), (0.0, -by)] {
                            gained += self.attempt(&[*one], |table| table.nudge(*one, x, y));
                        }
                    }
                }
            }
            if gained < ENOUGH {
                break;
            }
        }
    }

    /// Makes a change to some boxes, takes it back unless it is allowed and lowers the cost, and returns by how much.
    fn attempt(&mut self, changed: &[usize], change: impl FnOnce(&mut Self)) -> f64 {
        let before: Vec<Area> = changed.iter().map(|at| self.boxes[*at]).collect();
        let cost = |table: &Self| tangle_of(table.boxes, table.ties, changed);
        let mut gain = 0.0;
        let old = cost(self);
        change(self);
        if self.fits(changed) {
            gain = old - cost(self);
        }
        if gain <= 1e-9 {
            for (at, area) in changed.iter().zip(before) {
                self.boxes[*at] = area;
            }
            return 0.0;
        }
        gain
    }

    fn nudge(&mut self, at: usize, x: f64, y: f64) {
        self.boxes[at].x += x;
        self.boxes[at].y += y;
    }

    fn mirror(&mut self, members: &[usize], group: usize, across: bool, down: bool) {
        let room = self.rooms[group];
        for at in members {
            let area = &mut self.boxes[*at];
            if across {
                area.x = 2.0 * room.x + room.w - area.x - area.w;
            }
            if down {
                area.y = 2.0 * room.y + room.h - area.y - area.h;
            }
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        let (a, b) = (self.boxes[one].center(), self.boxes[other].center());
        for (at, (x, y)) in [(one, b), (other, a)] {
            let area = &mut self.boxes[at];
            (area.x, area.y) = (x - area.w / 2.0, y - area.h / 2.0);
        }
    }

    /// Whether some boxes lie in their rooms and clear of all others.
    fn fits(&self, changed: &[usize]) -> bool {
        changed.iter().all(|at| {
            let area = &self.boxes[*at];
            let inside = self.groups[*at].is_none_or(|group| holds(&self.rooms[group], area));
            let (x, y) = (self.gap.0 * CLOSER, self.gap.1 * CLOSER);
            let wide = Area { x: area.x - x, y: area.y - y, w: area.w + 2.0 * x, h: area.h + 2.0 * y };
            // Boxes of other groups are out of reach in rooms of their own.
            let mut near = (0..self.boxes.len()).filter(|other| other != at && self.groups[*other] == self.groups[*at]);
            inside && !near.any(|other| wide.overlaps(&self.boxes[other]))
        })
    }
}

/// How hard lines between boxes are to follow, all of them taken as straight: they should be short, and meet neither
/// other boxes nor each other.
pub(super) fn tangle(boxes: &[Area], ties: &[(usize, usize, f64)]) -> f64 {
    let all: Vec<usize> = (0..boxes.len()).collect();
    tangle_of(boxes, ties, &all)
}

/// The part of [`tangle`] that depends on where some of the boxes stand.
fn tangle_of(boxes: &[Area], ties: &[(usize, usize, f64)], changed: &[usize]) -> f64 {
    let mut some = vec![false; boxes.len()];
    for at in changed {
        some[*at] = true;
    }
    let centers: Vec<Point> = boxes.iter().map(Area::center).collect();
    let width = boxes.iter().map(|area| area.w).sum::<f64>() / boxes.len().max(1) as f64;
    let mut cost = 0.0;
    for (at, (one, other, weight)) in ties.iter().enumerate() {
        let (a, b) = (centers[*one], centers[*other]);
        let touched = some[*one] || some[*other];
        let behind = |node: usize| node != *one && node != *other && passes(&boxes[node], a, b);
        let met = if touched {
            (0..boxes.len()).filter(|node| behind(*node)).count()
        } else {
            changed.iter().filter(|node| behind(**node)).count()
        };
        cost += BEHIND * (0.5 + weight) * met as f64;
        if !touched {
            continue;
        }
        cost += LENGTH * length(a, b) / width;
        for (next, (third, fourth, _)) in ties.iter().enumerate() {
            let meet = one == third || one == fourth || other == third || other == fourth;
            if next != at && !meet && cross(a, b, centers[*third], centers[*fourth]) {
                // A pair of lines that both depend on these boxes comes by twice.
                cost += if some[*third] || some[*fourth] { CROSSING / 2.0 } else { CROSSING };
            }
        }
    }
    cost
}

/// Whether a rectangle holds another.
fn holds(room: &Area, area: &Area) -> bool {
    area.x >= room.x - 0.01
        && area.y >= room.y - 0.01
        && area.x + area.w <= room.x + room.w + 0.01
        && area.y + area.h <= room.y + room.h + 0.01
}

/// Whether two straight lines cross.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |a: Point, b: Point, c: Point| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Whether a straight line passes through a rectangle (Liang and Barsky's clipping).
fn passes(area: &Area, a: Point, b: Point) -> bool {
    // Most boxes lie beside the line altogether.
    if area.x > a.0.max(b.0)
        || area.x + area.w < a.0.min(b.0)
        || area.y > a.1.max(b.1)
        || area.y + area.h < a.1.min(b.1)
    {
        return false;
    }
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in
        [(-dx, a.0 - area.x), (dx, area.x + area.w - a.0), (-dy, a.1 - area.y), (dy, area.y + area.h - a.1)]
    {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter < leave
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(x: f64, y: f64) -> Area {
        Area { x, y, w: 40.0, h: 20.0 }
    }

    #[test]
    fn a_line_meets_what_lies_on_it_only() {
        let (a, b) = ((0.0, 0.0), (200.0, 100.0));
        assert!(passes(&area(80.0, 40.0), a, b));
        assert!(!passes(&area(80.0, 0.0), a, b));
        assert!(!passes(&area(210.0, 100.0), a, b), "beyond the end");
        assert!(passes(&area(0.0, 90.0), (20.0, 0.0), (20.0, 200.0)), "straight down");
    }

    #[test]
    fn a_box_between_two_tied_ones_changes_places() {
        let mut boxes = [area(0.0, 0.0), area(80.0, 0.0), area(160.0, 0.0)];
        let room = Area { x: 0.0, y: 0.0, w: 200.0, h: 20.0 };
        let mut table =
            Table { boxes: &mut boxes, groups: &[Some(0); 3], rooms: &[room], ties: &[(0, 2, 1.0)], gap: (24.0, 20.0) };
        table.improve();
        assert!((boxes[0].x - boxes[2].x).abs() < 90.0, "{boxes:?}");
        assert!(boxes.iter().all(|at| holds(&room, at)));
    }
}
