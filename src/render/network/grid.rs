//! A network as a matrix: filled squares for agreement, hollow ones for disagreement, as large as the weight.
//!
//! The manner of Hinton diagrams: sizes are read well in print and on a copy, where shades of grey are not.

use super::text;
use crate::diagram::network::{Filled, Grid, Heading, Sense, Share};
use crate::render::font::{Fonts, LEADING, Weight};
use crate::render::ink;
use crate::render::marks;
use crate::render::shape::{Anchor, Area, Group, Pen, Piece, Shape};

/// The width that the cells share (CSS pixels): A4 lying at full size.
const PAGE: f64 = 860.0;
/// The sides of cells, at least and at most; cells with numbers are wider.
const CELL: (f64, f64) = (10.0, 18.0);
const NUMBER_CELL: f64 = 46.0;
/// The longest that a row's and a column's heading may be.
const ROW_HEADING: f64 = 300.0;
const COLUMN_HEADING: f64 = 200.0;
const GAP: f64 = 5.0;
const LARGEST: f64 = 11.5;
/// The size of numbers in cells.
const NUMBER: f64 = 9.0;

struct Sheet<'a> {
    name: &'a str,
    fonts: &'a Fonts,
    grid: &'a Grid,
    /// Left and top of the cells.
    origin: (f64, f64),
    cell: (f64, f64),
    size: f64,
}

/// The shapes of a matrix; `name` prefixes ids.
pub(super) fn draw(name: &str, grid: &Grid, fonts: &Fonts) -> Piece {
    let side = (PAGE / grid.columns.len().max(grid.rows.len()).max(1) as f64).clamp(CELL.0, CELL.1);
    let cell = (if grid.numbers { NUMBER_CELL } else { side }, if grid.numbers { CELL.1 } else { side });
    let mut sheet = Sheet { name, fonts, grid, origin: (0.0, 0.0), cell, size: (side * 0.82).min(LARGEST) };
    let rows: Vec<String> = grid.rows.iter().map(|heading| sheet.row_words(heading)).collect();
    let columns: Vec<Vec<String>> = grid.columns.iter().map(|heading| sheet.column_words(heading)).collect();
    let width = |words: &String| fonts.width(words, sheet.size, Weight::Regular);
    sheet.origin = (
        rows.iter().map(width).fold(0.0, f64::max) + GAP,
        columns.iter().flatten().map(width).fold(0.0, f64::max) + GAP,
    );
    let mut shapes = sheet.ground();
    for (at, words) in rows.iter().enumerate() {
        shapes.push(sheet.row_heading(at, words));
    }
    for (at, lines) in columns.iter().enumerate() {
        shapes.push(sheet.column_heading(at, lines));
    }
    shapes.extend(grid.cells.iter().map(|cell| Shape::Group(sheet.filled(cell))));
    let right = sheet.group_names(&mut shapes);
    let (_, bottom) = sheet.corner(grid.rows.len(), 0);
    Piece { width: right + 1.0, height: bottom + 1.0, shapes }
}

impl Sheet<'_> {
    /// The top left corner of a cell.
    fn corner(&self, row: usize, column: usize) -> (f64, f64) {
        (self.origin.0 + column as f64 * self.cell.0, self.origin.1 + row as f64 * self.cell.1)
    }

    /// A heading on one line, its name cut where it is too long; the tooltip has all of it.
    fn row_words(&self, heading: &Heading) -> String {
        let tail = format!(" {}", heading.count);
        let room = ROW_HEADING - self.fonts.width(&tail, self.size, Weight::Regular);
        self.cut(&heading.label, room) + &tail
    }

    /// A heading on as many lines as the column is wide.
    fn column_words(&self, heading: &Heading) -> Vec<String> {
        let rows = (self.cell.0 / (self.size * 1.15)).floor().max(1.0) as usize;
        let mut lines = self.fonts.balance(&heading.label, self.size, Weight::Regular, COLUMN_HEADING);
        if lines.len() > rows {
            let rest = lines.split_off(rows - 1).join(" ");
            lines.push(self.cut(&rest, COLUMN_HEADING));
        }
        lines
    }

    fn cut(&self, words: &str, room: f64) -> String {
        if self.fonts.width(words, self.size, Weight::Regular) <= room {
            return words.to_owned();
        }
        let mut cut: String = words.to_owned();
        while !cut.is_empty() && self.fonts.width(&format!("{cut}…"), self.size, Weight::Regular) > room {
            cut.pop();
        }
        format!("{}…", cut.trim_end())
    }

    /// The grid: fine lines, bold ones between groups, the diagonal in grey where rows and columns are the same.
    fn ground(&self) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let (rows, columns) = (&self.grid.rows, &self.grid.columns);
        let (left, top) = self.corner(0, 0);
        let (right, bottom) = self.corner(rows.len(), columns.len());
        if self.is_square() {
            for at in 0..rows.len() {
                let (x, y) = self.corner(at, at);
                let at = Area { x, y, w: self.cell.0, h: self.cell.1 };
                shapes.push(Shape::Rect { at, radius: 0.0, fill: Some("#e6e6e6"), pen: None });
            }
        }
        let (fine, bold) = (Pen::solid("#d4d4d4", 0.5), Pen::solid(ink::TEXT, 1.1));
        let pen = |heading: Option<&Heading>| match heading {
            Some(heading) if heading.begins.is_none() => fine,
            _ => bold,
        };
        // Fine lines first, so that bold ones run through.
        let mut lines = Vec::new();
        for at in 0..=rows.len() {
            let pen = if at == 0 { bold } else { pen(rows.get(at)) };
            let y = self.corner(at, 0).1;
            lines.push((pen, [(left, y), (right, y)]));
        }
        for at in 0..=columns.len() {
            let pen = if at == 0 { bold } else { pen(columns.get(at)) };
            let x = self.corner(0, at).0;
            lines.push((pen, [(x, top), (x, bottom)]));
        }
        lines.sort_by(|a, b| a.0.width.total_cmp(&b.0.width));
        shapes.extend(lines.into_iter().map(|(pen, line)| marks::stroke(&line, pen)));
        shapes
    }

    /// Whether rows and columns are the same.
    fn is_square(&self) -> bool {
        self.grid.rows == self.grid.columns
    }

    fn row_heading(&self, at: usize, words: &str) -> Shape {
        let (x, y) = self.corner(at, 0);
        let top = y + (self.cell.1 - self.size * LEADING) / 2.0;
        let style = (self.size, Weight::Regular, ink::TEXT);
        let words = text(x - GAP, top, words.to_owned(), style, Anchor::End);
        self.heading(format!("{}-r{}", self.name, at + 1), &self.grid.rows[at], vec![words])
    }

    fn column_heading(&self, at: usize, lines: &[String]) -> Shape {
        let (x, y) = self.corner(0, at);
        let height = lines.len() as f64 * self.size * LEADING;
        let style = (self.size, Weight::Regular, ink::TEXT);
        let shapes = lines.iter().enumerate().map(|(line, words)| {
            let top = (self.cell.0 - height) / 2.0 + line as f64 * self.size * LEADING;
            text(GAP, top, words.clone(), style, Anchor::Start)
        });
        let turned = Shape::Turned(x, y, shapes.collect());
        self.heading(format!("{}-c{}", self.name, at + 1), &self.grid.columns[at], vec![turned])
    }

    fn heading(&self, id: String, heading: &Heading, shapes: Vec<Shape>) -> Shape {
        let tooltip = Some(format!("{} ({})", heading.label, heading.count));
        Shape::Group(Group { class: "heading", id: Some(id), tooltip, shapes, ..Group::default() })
    }

    fn filled(&self, cell: &Filled) -> Group {
        let (x, y) = self.corner(cell.row, cell.column);
        // An own ground, so that a pointer finds the cell.
        let at = Area { x, y, w: self.cell.0, h: self.cell.1 };
        let mut shapes = vec![Shape::Rect { at, radius: 0.0, fill: None, pen: None }];
        let side = self.cell.1;
        let middle = if self.grid.numbers { x + side * 0.55 } else { x + self.cell.0 / 2.0 };
        shapes.extend(square(cell.sense, cell.share, (middle, y + side / 2.0), side * 0.86));
        if self.grid.numbers {
            let style = (NUMBER, Weight::Regular, ink::words(cell.sense.tone()));
            let top = y + (side - NUMBER * LEADING) / 2.0;
            shapes.push(text(x + side * 1.15, top, cell.label.clone(), style, Anchor::Start));
        }
        Group { class: "cell", tooltip: Some(cell.tooltip.clone()), row: Some(cell.entry), shapes, ..Group::default() }
    }

    /// The groups' names right of the rows at which they begin; returns how far everything reaches.
    fn group_names(&self, shapes: &mut Vec<Shape>) -> f64 {
        let mut right = self.corner(0, self.grid.columns.len()).0;
        for (at, heading) in self.grid.rows.iter().enumerate() {
            if let Some(words) = &heading.begins {
                let (x, y) = self.corner(at, self.grid.columns.len());
                let style = (LARGEST.min(self.size * 1.2), Weight::Bold, ink::MUTED);
                right = right.max(x + 2.0 * GAP + self.fonts.width(words, style.0, Weight::Bold));
                shapes.push(text(x + 2.0 * GAP, y, words.clone(), style, Anchor::Start));
            }
        }
        // A heading of a row may be all there is to the right of a narrow matrix.
        right
    }
}

/// A sign in a cell around a place: a filled square for, a hollow one against, a diamond for both; `side` is that of
/// the greatest.
pub(in crate::render) fn square(sense: Sense, share: Share, (x, y): (f64, f64), side: f64) -> Vec<Shape> {
    let ink = ink::line(sense.tone(), false);
    let side = (side * (f64::from(share) / 1000.0).sqrt()).max(1.6);
    let area = |side: f64| Area { x: x - side / 2.0, y: y - side / 2.0, w: side, h: side };
    match sense {
        Sense::For | Sense::Neither => {
            vec![Shape::Rect { at: area(side), radius: 0.0, fill: Some(ink), pen: None }]
        }
        Sense::Against => {
            let pen = (side * 0.2).clamp(0.7, 1.8);
            let hollow = area((side - pen).max(0.6));
            vec![Shape::Rect { at: hollow, radius: 0.0, fill: Some(ink::PAPER), pen: Some(Pen::solid(ink, pen)) }]
        }
        Sense::Both => {
            let half = side * 0.62;
            vec![marks::polygon(&[(x - half, y), (x, y - half), (x + half, y), (x, y + half)], Some(ink), None)]
        }
    }
}
