//! A line chart as shapes: lines told apart by colour, pattern and marker, each with its name at its end.

use super::font::{Fonts, LEADING, Weight};
use super::graph::base_line;
use super::ink;
use super::marks;
use super::shape::{Anchor, Area, Group, Pen, Piece, Shape, Step, Words};
use crate::diagram::chart::{Chart, Curve, LINES, Panel, Spot};

/// Width of the lines' room, and the height of one panel and of each of several (CSS pixels).
const WIDTH: f64 = 720.0;
const ONE: f64 = 300.0;
const EACH: f64 = 120.0;
const BETWEEN: f64 = 22.0;
const SIZE: f64 = 11.0;
/// Room for names right of the lines.
const NAMES: f64 = 170.0;
const MARKER: f64 = 4.0;
/// Markers to a line at most; more would hide its pattern.
const MARKERS: usize = 24;
/// Room between dates below the axis.
const APART: f64 = 18.0;
/// Colours with a contrast on white of at least 4, patterns, one for each style.
const STYLES: [(&str, Option<(f64, f64)>); LINES] = [
    ("#0072B2", None),
    ("#B24E00", Some((9.0, 4.0))),
    ("#333333", Some((0.1, 4.5))),
    ("#00664B", Some((16.0, 4.0))),
    ("#8A3F78", Some((4.0, 3.0))),
    ("#666666", Some((0.1, 8.0))),
];

struct Plot<'a> {
    chart: &'a Chart,
    name: &'a str,
    fonts: &'a Fonts,
    left: f64,
    top: f64,
    height: f64,
}

/// The shapes of a chart; `name` prefixes ids.
pub(super) fn draw(name: &str, chart: &Chart, fonts: &Fonts) -> Piece {
    let texts = chart.panels.iter().flat_map(|panel| &panel.y).map(|(_, text)| text);
    let left = texts.map(|text| fonts.width(text, SIZE, Weight::Regular)).fold(0.0, f64::max) + 8.0;
    let height = if chart.panels.len() == 1 { ONE } else { EACH };
    let mut shapes = Vec::new();
    let mut plot = Plot { chart, name, fonts, left, top: SIZE, height };
    for (at, panel) in chart.panels.iter().enumerate() {
        plot.panel(at, panel, &mut shapes);
        plot.top += height + BETWEEN;
    }
    let bottom = plot.top - BETWEEN;
    let below = plot.dates(bottom, &mut shapes);
    Piece { width: left + WIDTH + NAMES, height: below, shapes }
}

fn text(x: f64, top: f64, text: &str, (size, ink): (f64, &'static str), anchor: Anchor) -> Shape {
    let y = base_line(top, size);
    Shape::Words(Words { x, y, text: text.to_owned(), size, weight: Weight::Regular, anchor, ink })
}

impl Plot<'_> {
    fn x(&self, at: usize) -> f64 {
        let position = |at: usize| self.chart.x[at].0;
        let (first, last) = (position(0), position(self.chart.x.len() - 1));
        let share = if last > first { (position(at) - first) / (last - first) } else { 0.5 };
        // A little in from the axis, so that the first marker is whole.
        self.left + 8.0 + share * (WIDTH - 16.0)
    }

    fn y(&self, panel: &Panel, value: f64) -> f64 {
        let (low, high) = (panel.y[0].0, panel.y[panel.y.len() - 1].0);
        self.top + self.height * (1.0 - (value - low) / (high - low))
    }

    fn panel(&self, number: usize, panel: &Panel, shapes: &mut Vec<Shape>) {
        for (value, words) in &panel.y {
            let y = self.y(panel, *value);
            let pen =
                Pen::solid(if *value == 0.0 { ink::RULE } else { "#dddddd" }, if *value == 0.0 { 1.0 } else { 0.6 });
            shapes.push(marks::stroke(&[(self.left, y), (self.left + WIDTH, y)], pen));
            shapes.push(text(self.left - 6.0, y - SIZE * LEADING / 2.0, words, (SIZE, ink::MUTED), Anchor::End));
        }
        let axis = [(self.left, self.top), (self.left, self.top + self.height)];
        shapes.push(marks::stroke(&axis, Pen::solid(ink::RULE, 1.0)));
        for (at, curve) in panel.curves.iter().enumerate() {
            let id = format!("{}-{}-{}", self.name, number + 1, at + 1);
            shapes.push(Shape::Group(Group {
                class: "line",
                id: Some(id),
                tooltip: Some(curve.label.clone()),
                shapes: self.curve(panel, curve),
                ..Group::default()
            }));
        }
        self.names(panel, shapes);
    }

    fn curve(&self, panel: &Panel, curve: &Curve) -> Vec<Shape> {
        let (ink, dash) = STYLES[curve.style % LINES];
        let pen = Pen { ink, width: 1.8, dash, round: dash.is_some_and(|(stroke, _)| stroke < 1.0) };
        let place = |spot: &Spot| (self.x(spot.at), self.y(panel, spot.value));
        let mut shapes = Vec::new();
        for piece in curve.pieces.iter().filter(|piece| piece.len() > 1) {
            let points: Vec<(f64, f64)> = piece.iter().map(place).collect();
            shapes.push(marks::stroke(&points, pen));
        }
        let spots: Vec<&Spot> = curve.pieces.iter().flatten().collect();
        let every = spots.len().div_ceil(MARKERS).max(1);
        for (at, spot) in spots.iter().enumerate() {
            // A value alone between gaps has no line to be seen by.
            let alone = curve.pieces.iter().any(|piece| piece.len() == 1 && piece[0].at == spot.at);
            // Lines that run on each other show their markers in turn.
            let shown = (at + curve.style).is_multiple_of(every) || alone;
            let (x, y) = place(spot);
            let around = Area { x: x - 5.0, y: y - 5.0, w: 10.0, h: 10.0 };
            let mut inner = vec![Shape::Rect { at: around, radius: 5.0, fill: Some("none"), pen: None }];
            if shown {
                inner.extend(marker(curve.style, x, y));
            }
            shapes.push(Shape::Group(Group {
                class: "spot",
                tooltip: Some(spot.tooltip.clone()),
                row: Some(spot.row),
                reach: vec![Step::Move(x - 0.1, y), Step::Line(x + 0.1, y)],
                shapes: inner,
                ..Group::default()
            }));
        }
        shapes
    }

    /// The lines' names right of their last values, moved apart where they would lie on each other.
    fn names(&self, panel: &Panel, shapes: &mut Vec<Shape>) {
        let limit = NAMES - 34.0;
        let mut names: Vec<(f64, &Curve, Vec<String>)> = panel
            .curves
            .iter()
            .map(|curve| {
                let last = curve.pieces.last().and_then(|piece| piece.last());
                let y = last.map_or(self.top, |spot| self.y(panel, spot.value));
                (y, curve, self.fonts.wrap(&curve.label, SIZE, Weight::Regular, limit))
            })
            .collect();
        names.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.style.cmp(&b.1.style)));
        let tall = |lines: &Vec<String>| lines.len() as f64 * SIZE * LEADING;
        let mut lowest = self.top - SIZE;
        for (y, _, lines) in &mut names {
            *y = y.max(lowest + tall(lines) / 2.0);
            lowest = *y + tall(lines) / 2.0;
        }
        let mut highest = self.top + self.height + SIZE;
        for (y, _, lines) in names.iter_mut().rev() {
            *y = y.min(highest - tall(lines) / 2.0);
            highest = *y - tall(lines) / 2.0;
        }
        for (y, curve, lines) in &names {
            let (ink, dash) = STYLES[curve.style % LINES];
            let x = self.left + WIDTH + 6.0;
            let pen = Pen { ink, width: 1.8, dash, round: dash.is_some_and(|(stroke, _)| stroke < 1.0) };
            shapes.push(marks::stroke(&[(x, *y), (x + 22.0, *y)], pen));
            shapes.extend(marker(curve.style, x + 11.0, *y));
            for (row, line) in lines.iter().enumerate() {
                let top = y - tall(lines) / 2.0 + row as f64 * SIZE * LEADING;
                shapes.push(text(x + 27.0, top, line, (SIZE, ink::TEXT), Anchor::Start));
            }
        }
    }

    /// The axis of windows, with as many of their labels as find room; returns how far down it reaches.
    fn dates(&self, bottom: f64, shapes: &mut Vec<Shape>) -> f64 {
        shapes.push(marks::stroke(&[(self.left, bottom), (self.left + WIDTH, bottom)], Pen::solid(ink::RULE, 1.0)));
        let widest = self.chart.x.iter().map(|(_, label)| self.fonts.width(label, SIZE, Weight::Regular));
        let room = widest.fold(0.0, f64::max) + APART;
        let mut free = f64::NEG_INFINITY;
        for (at, (_, label)) in self.chart.x.iter().enumerate() {
            let x = self.x(at);
            if x < free {
                continue;
            }
            free = x + room;
            shapes.push(marks::stroke(&[(x, bottom), (x, bottom + 4.0)], Pen::solid(ink::RULE, 1.0)));
            let half = self.fonts.width(label, SIZE, Weight::Regular) / 2.0;
            let middle = x.max(half);
            shapes.push(text(middle, bottom + 5.0, label, (SIZE, ink::MUTED), Anchor::Middle));
        }
        let mut top = bottom + 5.0 + SIZE * LEADING + 2.0;
        for line in self.fonts.wrap(&self.chart.x_title, SIZE, Weight::Regular, WIDTH) {
            shapes.push(text(self.left + WIDTH / 2.0, top, &line, (SIZE, ink::TEXT), Anchor::Middle));
            top += SIZE * LEADING;
        }
        top
    }
}

/// The marker of a style.
fn marker(style: usize, x: f64, y: f64) -> Vec<Shape> {
    let style = style % LINES;
    let ink = STYLES[style].0;
    let r = MARKER;
    let square = |radius: f64, fill: &'static str| Shape::Rect {
        at: Area { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r },
        radius,
        fill: Some(fill),
        pen: Some(Pen::solid(ink, 1.4)),
    };
    let shape =
        |points: &[(f64, f64)], fill: &'static str| marks::polygon(points, Some(fill), Some(Pen::solid(ink, 1.4)));
    let triangle = [(x, y - r * 1.2), (x + r * 1.15, y + r * 0.9), (x - r * 1.15, y + r * 0.9)];
    let diamond = [(x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)];
    match style {
        0 => vec![square(r, ink)],
        1 => vec![square(0.0, ink::PAPER)],
        2 => vec![shape(&triangle, ink)],
        3 => vec![shape(&diamond, ink::PAPER)],
        4 => vec![square(r, ink::PAPER)],
        _ => vec![square(0.0, ink)],
    }
}
