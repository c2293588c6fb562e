//! What stands around every picture: title and subtitle above, legend and sources below.

use super::font::{Fonts, LEADING, Weight};
use super::graph::{base_line, outline};
use super::ink;
use super::marks::{self, BADGE};
use super::network;
use super::shape::{Anchor, Area, Pen, Picture, Piece, Shape, Words};
use crate::diagram::Drawing;
use crate::diagram::scene::{Entry, Sample};

/// Room around the page.
const MARGIN: f64 = 18.0;
/// The narrowest page: a title must find room above a small picture.
const NARROWEST: f64 = 540.0;
const TITLE: f64 = 20.0;
const SUBTITLE: f64 = 12.5;
const LEGEND: f64 = 11.0;
const SOURCE: f64 = 10.0;

/// How much stands around a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Title, legend and sources: a file of its own.
    Full,
    /// The legend only: part of a page that says the rest.
    Bare,
}

/// Words from top to bottom, and the height reached.
struct Column<'a> {
    fonts: &'a Fonts,
    width: f64,
    y: f64,
    shapes: Vec<Shape>,
}

impl Column<'_> {
    fn text(&mut self, text: &str, size: f64, weight: Weight, ink: &'static str) {
        for line in self.fonts.wrap(text, size, weight, self.width) {
            self.shapes.push(words(MARGIN, self.y, line, size, weight, ink));
            self.y += size * LEADING;
        }
    }

    fn gap(&mut self, height: f64) {
        self.y += height;
    }

    fn rule(&mut self) {
        self.shapes.push(marks::stroke(&[(MARGIN, self.y), (MARGIN + self.width, self.y)], Pen::solid(ink::RULE, 0.6)));
    }
}

fn words(x: f64, top: f64, text: String, size: f64, weight: Weight, ink: &'static str) -> Shape {
    Shape::Words(Words { x, y: base_line(top, size), text, size, weight, anchor: Anchor::Start, ink })
}

/// The page: a body with everything around it.
pub(super) fn around(drawing: &Drawing, body: Piece, fonts: &Fonts, extent: Extent) -> Picture {
    let width = body.width.max(NARROWEST);
    let mut column = Column { fonts, width, y: MARGIN * 0.8, shapes: Vec::new() };
    if extent == Extent::Full {
        column.text(&drawing.caption.title, TITLE, Weight::Bold, ink::TEXT);
        if let Some(subtitle) = &drawing.caption.subtitle {
            column.text(subtitle, SUBTITLE, Weight::Regular, ink::MUTED);
        }
        column.gap(12.0);
    }
    let left = MARGIN + (width - body.width) / 2.0;
    column.shapes.push(Shape::Moved(left, column.y, body.shapes));
    column.gap(body.height + 14.0);
    legend(&mut column, &drawing.legend);
    if extent == Extent::Full {
        sources(&mut column, &drawing.caption.sources);
    }
    Picture {
        width: width + 2.0 * MARGIN,
        height: column.y + MARGIN * 0.6,
        name: drawing.kind,
        title: drawing.caption.title.clone(),
        alternative: drawing.alternative.clone(),
        shapes: column.shapes,
    }
}

fn sources(column: &mut Column<'_>, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    column.gap(6.0);
    column.rule();
    column.gap(5.0);
    for (at, line) in lines.iter().enumerate() {
        let text = if at == 0 { format!("Sources: {line}") } else { line.clone() };
        column.text(&text, SOURCE, Weight::Regular, ink::MUTED);
    }
}

/// The legend's entries, as many beside each other as fit.
fn legend(column: &mut Column<'_>, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    column.rule();
    column.gap(6.0);
    let height = LEGEND * LEADING + 5.0;
    let mut x = 0.0;
    for entry in entries {
        let sample = sample_width(entry.sample);
        let text = column.fonts.width(&entry.text, LEGEND, Weight::Regular);
        if x > 0.0 && x + sample + text > column.width {
            x = 0.0;
            column.gap(height);
        }
        let at = (MARGIN + x, column.y);
        column.shapes.extend(sample_shapes(entry.sample, at));
        // An entry longer than the page wraps under itself.
        let lines = column.fonts.wrap(&entry.text, LEGEND, Weight::Regular, column.width - sample);
        for (row, line) in lines.iter().enumerate() {
            if row > 0 {
                column.gap(LEGEND * LEADING);
            }
            column.shapes.push(words(MARGIN + x + sample, column.y, line.clone(), LEGEND, Weight::Regular, ink::TEXT));
        }
        x += sample + text + 22.0;
    }
    column.gap(height);
}

/// The room before an entry's words.
fn sample_width(sample: Sample) -> f64 {
    match sample {
        Sample::Line(_, None) => 54.0,
        Sample::Line(_, Some(_)) => 76.0,
        Sample::Tie(..) => 56.0,
        Sample::Node(_) | Sample::Hatched | Sample::Blank | Sample::Frame => 34.0,
        Sample::Badge(_) | Sample::Share(..) => 24.0,
        Sample::Nothing => 0.0,
    }
}

fn sample_shapes(sample: Sample, (x, top): (f64, f64)) -> Vec<Shape> {
    let middle = top + LEGEND * LEADING / 2.0;
    let cell = Area { x, y: middle - 7.0, w: 26.0, h: 14.0 };
    match sample {
        Sample::Line(stroke, mark) => {
            let mut shapes = marks::sample_line(stroke, x, middle, 46.0);
            if let Some(mark) = mark {
                shapes.extend(marks::badge(mark, x + 62.0, middle, BADGE));
            }
            shapes
        }
        Sample::Node(look) => outline(look, cell),
        Sample::Badge(mark) => marks::badge(mark, x + 9.0, middle, BADGE),
        Sample::Hatched => vec![marks::hatch(cell, 5.0, Pen::solid(ink::HATCH, 0.8)), frame(cell)],
        Sample::Blank => vec![frame(cell)],
        Sample::Tie(sense, share, badge) => network::sample(sense, share, badge, (x, middle), 46.0),
        Sample::Share(sense, share) => network::square(sense, share, (x + 9.0, middle), 14.0),
        Sample::Frame => {
            vec![Shape::Rect { at: cell, radius: 5.0, fill: Some(ink::GROUND), pen: Some(Pen::solid("#b4b4b4", 1.0)) }]
        }
        Sample::Nothing => Vec::new(),
    }
}

fn frame(at: Area) -> Shape {
    Shape::Rect { at, radius: 0.0, fill: None, pen: Some(Pen::solid(ink::RULE, 0.8)) }
}
