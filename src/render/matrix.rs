//! A matrix as shapes: a grid with badges, made to be read across a classroom and off a copier.

use super::font::{Fonts, LEADING, Weight};
use super::graph::base_line;
use super::ink;
use super::marks::{self, BADGE};
use super::shape::{Anchor, Area, Group, Pen, Piece, Shape, Words};
use crate::diagram::Grade;
use crate::diagram::matrix::{Cell, CellMark, Heading, Matrix};
use crate::diagram::scene::Mark;

/// The width a matrix aims at: A4 lying, at full size (CSS pixels).
const PAGE: f64 = 1000.0;
/// Columns are never narrower, nor wider.
const COLUMN: (f64, f64) = (82.0, 150.0);
const ACTOR_WIDTH: f64 = 190.0;
const LABEL: f64 = 12.5;
const HEAD: f64 = 11.0;
const COUNT: f64 = 12.0;
const PAD: f64 = 7.0;
/// Room for a badge and its number.
const MARK_WIDTH: f64 = 2.0 * BADGE + 24.0;
const MARK_HEIGHT: f64 = 21.0;
/// Font size of a voice other than the actor's own, and the room it takes after a number.
const VOICE: f64 = 10.0;
const VOICE_WIDTH: f64 = 50.0;

/// The measures of one matrix.
struct Grid<'a> {
    name: &'a str,
    fonts: &'a Fonts,
    /// Width of the first column and of each other.
    first: f64,
    column: f64,
    columns: usize,
    shapes: Vec<Shape>,
    y: f64,
}

/// The shapes of a matrix; `name` prefixes ids.
pub(super) fn draw(name: &str, matrix: &Matrix, fonts: &Fonts) -> Piece {
    let columns = matrix.columns.len();
    let share = (PAGE - ACTOR_WIDTH) / columns.max(1) as f64;
    let mut grid = Grid {
        name,
        fonts,
        first: ACTOR_WIDTH,
        column: share.clamp(COLUMN.0, COLUMN.1).floor(),
        columns,
        shapes: Vec::new(),
        y: 0.0,
    };
    grid.headings(&matrix.columns);
    for (at, group) in matrix.groups.iter().enumerate() {
        grid.group_heading(&group.heading);
        for (row_at, row) in group.rows.iter().enumerate() {
            let id = format!("{name}-r{}-{}", at + 1, row_at + 1);
            grid.row(&id, &row.actor, &row.cells);
        }
    }
    grid.rule(grid.y, 1.2);
    Piece { width: grid.width(), height: grid.y + 1.0, shapes: grid.shapes }
}

impl Grid<'_> {
    fn width(&self) -> f64 {
        self.first + self.column * self.columns as f64
    }

    /// The left edge of a column (from 0).
    fn left(&self, column: usize) -> f64 {
        self.first + self.column * column as f64
    }

    fn rule(&mut self, y: f64, width: f64) {
        let line = [(0.0, y), (self.width(), y)];
        self.shapes.push(marks::stroke(&line, Pen::solid(ink::RULE, width)));
    }

    fn words(&mut self, x: f64, top: f64, text: &str, style: (f64, Weight, &'static str)) {
        let (size, weight, ink) = style;
        self.shapes.push(Shape::Words(Words {
            x,
            y: base_line(top, size),
            text: text.to_owned(),
            size,
            weight,
            anchor: Anchor::Start,
            ink,
        }));
    }

    /// The propositions, standing on a common base line.
    fn headings(&mut self, columns: &[Heading]) {
        let limit = self.column - 2.0 * PAD;
        let wrapped: Vec<Vec<String>> =
            columns.iter().map(|heading| self.fonts.wrap(&heading.label, HEAD, Weight::Regular, limit)).collect();
        let most = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        let height = most as f64 * HEAD * LEADING + 2.0 * PAD;
        for (at, (lines, heading)) in wrapped.iter().zip(columns).enumerate() {
            let x = self.left(at) + PAD;
            let mut top = height - PAD - lines.len() as f64 * HEAD * LEADING;
            let start = self.shapes.len();
            for line in lines {
                self.words(x, top, line, (HEAD, Weight::Regular, ink::TEXT));
                top += HEAD * LEADING;
            }
            let shapes = self.shapes.split_off(start);
            self.shapes.push(Shape::Group(Group {
                class: "heading",
                id: Some(format!("{}-c{}", self.name, at + 1)),
                tooltip: Some(heading.label.clone()),
                link: heading.link.clone(),
                shapes,
                ..Group::default()
            }));
        }
        self.y = height;
        self.rule(height, 1.2);
    }

    fn group_heading(&mut self, heading: &str) {
        let height = HEAD * LEADING + 6.0;
        let at = Area { x: 0.0, y: self.y, w: self.width(), h: height };
        self.shapes.push(Shape::Rect { at, radius: 0.0, fill: Some(ink::GROUND), pen: None });
        self.words(PAD, self.y + 3.0, heading, (HEAD, Weight::Bold, ink::MUTED));
        self.y += height;
        self.rule(self.y, 0.6);
    }

    fn row(&mut self, id: &str, actor: &Heading, cells: &[Cell]) {
        let limit = self.first - 2.0 * PAD;
        let lines = self.fonts.wrap(&actor.label, LABEL, Weight::Regular, limit);
        let text = lines.len() as f64 * LABEL * LEADING;
        let marks_high = cells.iter().map(|cell| self.stacked(cell) as f64 * MARK_HEIGHT).fold(MARK_HEIGHT, f64::max);
        let height = (text.max(marks_high) + 9.0).ceil();
        let mut top = self.y + (height - text) / 2.0;
        let start = self.shapes.len();
        for line in &lines {
            self.words(PAD, top, line, (LABEL, Weight::Regular, ink::TEXT));
            top += LABEL * LEADING;
        }
        let shapes = self.shapes.split_off(start);
        self.shapes.push(Shape::Group(Group {
            class: "actor",
            id: Some(id.to_owned()),
            tooltip: Some(actor.label.clone()),
            link: actor.link.clone(),
            shapes,
            ..Group::default()
        }));
        for (column, cell) in cells.iter().enumerate() {
            let area = Area { x: self.left(column), y: self.y, w: self.column, h: height };
            let group = self.cell(&format!("{id}-{}", column + 1), cell, area);
            self.shapes.push(Shape::Group(group));
        }
        self.y += height;
        self.rule(self.y, 0.6);
    }

    /// How many marks of a cell stand above each other.
    fn stacked(&self, cell: &Cell) -> usize {
        let beside = ((self.column - 8.0) / mark_width(cell)).floor().max(1.0) as usize;
        cell.marks.len().div_ceil(beside)
    }

    fn cell(&self, id: &str, cell: &Cell, area: Area) -> Group {
        // An own ground, so that a pointer finds the cell and its frame prints.
        let mut shapes =
            vec![Shape::Rect { at: area, radius: 0.0, fill: Some(ink::PAPER), pen: Some(Pen::solid("#c8c8c8", 0.6)) }];
        if cell.only_alleged() {
            shapes.push(marks::hatch(area, 6.0, Pen::solid(ink::HATCH, 0.8)));
        }
        let stacked = self.stacked(cell).max(1);
        let beside = cell.marks.len().div_ceil(stacked);
        let (x, y) = area.center();
        let width = mark_width(cell);
        for (at, mark) in cell.marks.iter().enumerate() {
            let (column, line) = (at % beside.max(1), at / beside.max(1));
            let left = x + (column as f64 - beside as f64 / 2.0) * width;
            let middle = y + (line as f64 + 0.5 - stacked as f64 / 2.0) * MARK_HEIGHT;
            shapes.extend(self.mark(*mark, left + width / 2.0, middle));
        }
        Group {
            class: "cell",
            id: Some(id.to_owned()),
            tooltip: Some(cell.tooltip.clone()),
            link: cell.link.clone(),
            row: cell.row,
            data: cell.data.clone(),
            reach: Vec::new(),
            ends: None,
            shapes,
        }
    }

    /// A badge, its number and whose voice it is if not the actor's, on a plate that keeps hatching away.
    fn mark(&self, mark: CellMark, center: f64, y: f64) -> Vec<Shape> {
        let count = mark.utterances.to_string();
        let number = self.fonts.width(&count, COUNT, Weight::Regular);
        let voice = match mark.grade {
            Grade::Stated => "",
            grade => grade.voice(),
        };
        let after = match voice {
            "" => 0.0,
            voice => 4.0 + self.fonts.width(voice, VOICE, Weight::Regular),
        };
        let width = 2.0 * BADGE + 5.0 + number + after;
        let x = center - width / 2.0;
        let mut shapes = vec![Shape::Rect {
            at: Area { x: x - 4.0, y: y - MARK_HEIGHT / 2.0 + 1.0, w: width + 8.0, h: MARK_HEIGHT - 2.0 },
            radius: 4.0,
            fill: Some(ink::PAPER),
            pen: None,
        }];
        let badge = Mark::of(mark.stance, mark.grade);
        shapes.extend(marks::badge(badge, x + BADGE, y, BADGE));
        shapes.push(Shape::Words(Words {
            x: x + 2.0 * BADGE + 5.0,
            y: base_line(y - COUNT * LEADING / 2.0, COUNT),
            text: count,
            size: COUNT,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            ink: ink::TEXT,
        }));
        if !voice.is_empty() {
            shapes.push(Shape::Words(Words {
                x: x + 2.0 * BADGE + 5.0 + number + 4.0,
                y: base_line(y - COUNT * LEADING / 2.0, COUNT),
                text: voice.to_owned(),
                size: VOICE,
                weight: Weight::Regular,
                anchor: Anchor::Start,
                ink: ink::MUTED,
            }));
        }
        shapes
    }
}

/// The room each mark of a cell takes.
fn mark_width(cell: &Cell) -> f64 {
    let voiced = cell.marks.iter().any(|mark| mark.grade != Grade::Stated);
    MARK_WIDTH + if voiced { VOICE_WIDTH } else { 0.0 }
}
