//! Signs, line ends and hatching as shapes: they look the same in every viewer and in grey.

use super::ink;
use super::shape::{Area, Pen, Shape, Step};
use crate::diagram::scene::{Head, Mark, Sign, Stroke};

/// Radius of a badge beside text of 11 to 13 pixels.
pub(super) const BADGE: f64 = 6.5;

/// A badge around (x, y): a disc with plus, a square with minus, a diamond with plus over minus.
pub(super) fn badge(mark: Mark, x: f64, y: f64, r: f64) -> Vec<Shape> {
    let colour = ink::line(mark.tone, false);
    let (fill, sign) = if mark.hollow { (ink::PAPER, colour) } else { (colour, ink::PAPER) };
    let frame = Pen::solid(colour, r * 0.2);
    let body = |radius: f64, half: f64| Shape::Rect {
        at: Area { x: x - half, y: y - half, w: 2.0 * half, h: 2.0 * half },
        radius,
        fill: Some(fill),
        pen: Some(frame),
    };
    let arm = r * 0.58;
    let pen = Pen::solid(sign, r * 0.3);
    match mark.sign {
        Sign::Plus => vec![
            body(r * 0.95, r * 0.95),
            stroke(&[(x - arm, y), (x + arm, y)], pen),
            stroke(&[(x, y - arm), (x, y + arm)], pen),
        ],
        Sign::Minus => vec![body(r * 0.15, r * 0.88), stroke(&[(x - arm, y), (x + arm, y)], pen)],
        Sign::PlusMinus => {
            let big = r * 1.3;
            let (arm, above, below) = (r * 0.42, y - r * 0.22, y + r * 0.52);
            let pen = Pen::solid(sign, r * 0.24);
            vec![
                polygon(&[(x - big, y), (x, y - big), (x + big, y), (x, y + big)], Some(fill), Some(frame)),
                stroke(&[(x - arm, above), (x + arm, above)], pen),
                stroke(&[(x, above - arm), (x, above + arm)], pen),
                stroke(&[(x - arm, below), (x + arm, below)], pen),
            ]
        }
        Sign::Dot => vec![body(r * 0.6, r * 0.6)],
    }
}

/// The end of a line at `tip`, coming from `from`; returns the shapes and where the line should stop.
pub(super) fn head(stroke_of: Stroke, tip: (f64, f64), from: (f64, f64)) -> (Vec<Shape>, (f64, f64)) {
    let pen = ink::pen(stroke_of);
    let (dx, dy) = direction(from, tip);
    let at = |back: f64, side: f64| (tip.0 - dx * back - dy * side, tip.1 - dy * back + dx * side);
    let size = 4.0 + pen.width;
    match stroke_of.head {
        Head::Arrow => {
            let points = [tip, at(size * 1.7, size * 0.75), at(size * 1.7, -size * 0.75)];
            (vec![polygon(&points, Some(pen.ink), None)], at(size * 1.5, 0.0))
        }
        Head::Bar => {
            let bar = Pen::solid(pen.ink, pen.width.max(2.2));
            // A little before the box, else the bar would vanish in its frame.
            let back = 4.0;
            // Shorter than the room between lines, else neighbours' bars would join.
            let half = size.min(5.5);
            (vec![stroke(&[at(back, half), at(back, -half)], bar)], at(back, 0.0))
        }
        Head::Diamond => {
            let points = [tip, at(size, size * 0.65), at(size * 2.0, 0.0), at(size, -size * 0.65)];
            let frame = Pen::solid(pen.ink, 1.2);
            (vec![polygon(&points, Some(ink::PAPER), Some(frame))], at(size * 2.0, 0.0))
        }
    }
}

/// The unit vector from one point to another; to the right when they coincide.
fn direction(from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 1e-6 { (1.0, 0.0) } else { (dx / length, dy / length) }
}

/// A short horizontal line with its end, as a legend shows it; `width` CSS pixels from (x, y).
pub(super) fn sample_line(stroke_of: Stroke, x: f64, y: f64, width: f64) -> Vec<Shape> {
    let tip = (x + width, y);
    let (mut shapes, stop) = head(stroke_of, tip, (x, y));
    shapes.insert(0, stroke(&[(x, y), stop], ink::pen(stroke_of)));
    if stroke_of.head == Head::Bar {
        // What the bar stops at, so that the sample reads like the picture.
        shapes.push(stroke(&[(tip.0, y - 6.0), (tip.0, y + 6.0)], Pen::solid(ink::RULE, 1.0)));
    }
    shapes
}

/// Diagonal lines across an area, `step` CSS pixels apart.
pub(super) fn hatch(area: Area, step: f64, pen: Pen) -> Shape {
    let mut steps = Vec::new();
    let mut offset = step;
    while offset < area.w + area.h {
        // The line x + y = offset inside the area.
        let (x0, y0) = (offset.min(area.w), (offset - area.w).max(0.0));
        let (x1, y1) = ((offset - area.h).max(0.0), offset.min(area.h));
        steps.push(Step::Move(area.x + x0, area.y + y0));
        steps.push(Step::Line(area.x + x1, area.y + y1));
        offset += step;
    }
    Shape::Path { steps, fill: None, pen: Some(pen) }
}

/// A line through points.
pub(super) fn stroke(points: &[(f64, f64)], pen: Pen) -> Shape {
    Shape::Path { steps: open(points), fill: None, pen: Some(pen) }
}

/// A closed shape through points.
pub(super) fn polygon(points: &[(f64, f64)], fill: Option<&'static str>, pen: Option<Pen>) -> Shape {
    let mut steps = open(points);
    steps.push(Step::Close);
    Shape::Path { steps, fill, pen }
}

fn open(points: &[(f64, f64)]) -> Vec<Step> {
    points
        .iter()
        .enumerate()
        .map(|(at, (x, y))| match at {
            0 => Step::Move(*x, *y),
            _ => Step::Line(*x, *y),
        })
        .collect()
}
