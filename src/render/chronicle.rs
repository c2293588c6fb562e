//! A time line as shapes: dates run down the page, lanes stand beside each other.

use super::font::{Fonts, LEADING, Weight};
use super::graph::base_line;
use super::ink;
use super::marks::{self, BADGE};
use super::shape::{Anchor, Area, Group, Pen, Piece, Shape, Words};
use crate::diagram::When;
use crate::diagram::text::capital;
use crate::diagram::timeline::{Card, Chronicle, Moment};

/// The width aimed at: A4 upright, scaled down a little (CSS pixels).
const PAGE: f64 = 1000.0;
/// Lanes are never narrower, nor wider.
const LANE: (f64, f64) = (148.0, 260.0);
/// A lane of events is so many times as wide: events have longer names than propositions; so is the last one, in
/// which several actors may stand.
const EVENTS: f64 = 1.5;
const LAST: f64 = 1.25;
const DATES: f64 = 118.0;
/// Where the axis runs.
const AXIS: f64 = 106.0;
const LABEL: f64 = 11.5;
const NOTE: f64 = 10.0;
const HEAD: f64 = 12.0;
const PAD: f64 = 6.0;
const ROW_GAP: f64 = 12.0;
const CARD_GAP: f64 = 6.0;
/// Left of a card's text: its badge.
const BADGE_ROOM: f64 = 2.6 * BADGE + 4.0;

/// Size, weight and colour of words.
type Style = (f64, Weight, &'static str);

fn line(x: f64, top: f64, text: &str, (size, weight, ink): Style, anchor: Anchor) -> Shape {
    Shape::Words(Words { x, y: base_line(top, size), text: text.to_owned(), size, weight, anchor, ink })
}

struct Page<'a> {
    name: &'a str,
    fonts: &'a Fonts,
    /// Left edges of the lanes, and the right edge of the last.
    edges: Vec<f64>,
    shapes: Vec<Shape>,
    y: f64,
}

/// A card with its text broken into lines.
struct Fitted<'a> {
    card: &'a Card,
    lines: Vec<String>,
    notes: Vec<String>,
    height: f64,
}

/// The shapes of a time line; `name` prefixes ids.
pub(super) fn draw(name: &str, chronicle: &Chronicle, fonts: &Fonts) -> Piece {
    let mut page = Page { name, fonts, edges: edges(chronicle), shapes: Vec::new(), y: 0.0 };
    page.headings(&chronicle.lanes);
    let axis_top = page.y;
    let mut dots = Vec::new();
    let (loose, dated): (Vec<&Moment>, Vec<&Moment>) =
        chronicle.rows.iter().partition(|moment| moment.when == When::Unknown);
    for moment in dated {
        page.gap(moment);
        dots.push((page.y, moment.when));
        page.moment(moment);
    }
    let axis = [(AXIS, axis_top), (AXIS, page.y)];
    for moment in loose {
        page.loose(moment);
    }
    let mut shapes = vec![marks::stroke(&axis, Pen::solid(ink::RULE, 1.2))];
    shapes.extend(dots.into_iter().map(|(y, when)| dot(y + PAD + 7.0, when)));
    shapes.append(&mut page.shapes);
    Piece { width: page.right(), height: page.y, shapes }
}

/// The left edges of the lanes, and the right edge of the last.
fn edges(chronicle: &Chronicle) -> Vec<f64> {
    let lanes = chronicle.lanes.len().max(1);
    let wide = chronicle.events.min(lanes) as f64;
    let shares = lanes as f64 + wide * (EVENTS - 1.0) + (LAST - 1.0);
    let lane = ((PAGE - DATES) / shares).clamp(LANE.0, LANE.1).floor();
    let mut edges = vec![DATES];
    let mut right = DATES;
    for at in 0..lanes {
        right += match at {
            at if at < chronicle.events => (lane * EVENTS).floor(),
            at if at + 1 == lanes => (lane * LAST).floor(),
            _ => lane,
        };
        edges.push(right);
    }
    edges
}

/// The dot of a date on the axis: filled for a day, hollow for anything vaguer.
fn dot(y: f64, when: When) -> Shape {
    let filled = matches!(when, When::Day(..));
    Shape::Rect {
        at: Area { x: AXIS - 4.0, y: y - 4.0, w: 8.0, h: 8.0 },
        radius: 4.0,
        fill: Some(if filled { ink::TEXT } else { ink::PAPER }),
        pen: Some(Pen::solid(ink::TEXT, 1.2)),
    }
}

impl Page<'_> {
    fn lanes(&self) -> usize {
        self.edges.len() - 1
    }

    fn left(&self, lane: usize) -> f64 {
        self.edges[lane]
    }

    fn width(&self, lane: usize) -> f64 {
        self.edges[lane + 1] - self.edges[lane]
    }

    fn right(&self) -> f64 {
        self.edges[self.lanes()]
    }

    fn words(&mut self, x: f64, top: f64, text: &str, style: Style) {
        self.shapes.push(line(x, top, text, style, Anchor::Start));
    }

    /// Words that end before the axis.
    fn date(&mut self, top: f64, text: &str, style: Style) {
        self.shapes.push(line(AXIS - 12.0, top, text, style, Anchor::End));
    }

    fn headings(&mut self, lanes: &[String]) {
        let mut most: f64 = 0.0;
        for (at, heading) in lanes.iter().enumerate() {
            let limit = self.width(at) - 2.0 * PAD;
            let lines = self.fonts.wrap(heading, HEAD, Weight::Bold, limit);
            for (row, line) in lines.iter().enumerate() {
                let top = PAD + row as f64 * HEAD * LEADING;
                self.words(self.left(at) + PAD, top, line, (HEAD, Weight::Bold, ink::TEXT));
            }
            most = most.max(lines.len() as f64 * HEAD * LEADING);
        }
        self.y = most + 2.0 * PAD;
        self.rule();
        self.y += ROW_GAP / 2.0;
    }

    fn rule(&mut self) {
        let line = [(0.0, self.y), (self.right(), self.y)];
        self.shapes.push(marks::stroke(&line, Pen::solid(ink::RULE, 1.2)));
    }

    /// What has no date, below the axis and across all lanes: each card goes where most room is left.
    fn loose(&mut self, moment: &Moment) {
        self.rule();
        self.y += ROW_GAP / 2.0;
        let date = capital(&moment.when.to_string());
        self.words(PAD, self.y, &date, (LABEL, Weight::Bold, ink::TEXT));
        self.y += LABEL * LEADING + PAD;
        let columns = (self.right() / 200.0).floor().max(1.0);
        let width = self.right() / columns;
        let mut bottoms = vec![self.y; columns as usize];
        let cards: Vec<Fitted<'_>> = moment.cards.iter().map(|card| self.fit(card, width)).collect();
        for fitted in &cards {
            let (at, y) = bottoms.iter().copied().enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, self.y));
            let area = Area { x: width * at as f64 + 1.0, y, w: width - 8.0, h: fitted.height };
            let group = self.card(fitted, area);
            self.shapes.push(Shape::Group(group));
            bottoms[at] = y + fitted.height + CARD_GAP;
        }
        self.y = bottoms.into_iter().fold(self.y, f64::max) + ROW_GAP / 2.0;
    }

    /// What passed since the date before, or that the dates below are not known.
    fn gap(&mut self, moment: &Moment) {
        if let Some(gap) = &moment.gap {
            self.date(self.y, gap, (NOTE, Weight::Regular, ink::MUTED));
            self.y += NOTE * LEADING + ROW_GAP / 2.0;
        }
    }

    fn moment(&mut self, moment: &Moment) {
        let cards: Vec<Fitted<'_>> = moment.cards.iter().map(|card| self.fit(card, self.width(card.lane))).collect();
        let date = moment.when.to_string();
        let lines = self.fonts.wrap(&date, LABEL, Weight::Bold, AXIS - 14.0);
        for (row, line) in lines.iter().enumerate() {
            let top = self.y + PAD + row as f64 * LABEL * LEADING;
            self.date(top, line, (LABEL, Weight::Bold, ink::TEXT));
        }
        let mut height = lines.len() as f64 * LABEL * LEADING + 2.0 * PAD;
        for lane in 0..self.lanes() {
            let mut y = self.y;
            for fitted in cards.iter().filter(|fitted| fitted.card.lane == lane) {
                let area = Area { x: self.left(lane) + 4.0, y, w: self.width(lane) - 8.0, h: fitted.height };
                let group = self.card(fitted, area);
                self.shapes.push(Shape::Group(group));
                y += fitted.height + CARD_GAP;
            }
            height = height.max(y - self.y - CARD_GAP);
        }
        self.y += height + ROW_GAP;
    }

    /// A card broken into lines for a column of a width.
    fn fit<'c>(&self, card: &'c Card, width: f64) -> Fitted<'c> {
        let limit = width - 2.0 * PAD - BADGE_ROOM - 8.0;
        let lines = self.fonts.wrap(&card.label, LABEL, Weight::Regular, limit);
        let notes =
            if card.note.is_empty() { Vec::new() } else { self.fonts.wrap(&card.note, NOTE, Weight::Regular, limit) };
        let text = lines.len() as f64 * LABEL + notes.len() as f64 * NOTE;
        Fitted { card, lines, notes, height: text * LEADING + 2.0 * PAD }
    }

    fn card(&self, fitted: &Fitted<'_>, area: Area) -> Group {
        let card = fitted.card;
        let pen = Pen {
            dash: card.disputed.then_some((5.0, 3.0)),
            ..Pen::solid(ink::RULE, if card.disputed { 1.4 } else { 0.8 })
        };
        let mut shapes = vec![Shape::Rect { at: area, radius: 0.0, fill: Some(ink::PAPER), pen: Some(pen) }];
        let middle = area.y + PAD + LABEL * LEADING / 2.0;
        let badge_x = area.x + PAD + BADGE * 1.3;
        shapes.extend(marks::badge(card.mark, badge_x, middle, BADGE));
        let mut top = area.y + PAD;
        let body = fitted.lines.iter().map(|line| (line, LABEL, ink::TEXT));
        for (line, size, ink) in body.chain(fitted.notes.iter().map(|n| (n, NOTE, ink::MUTED))) {
            shapes.push(Shape::Words(Words {
                x: area.x + PAD + BADGE_ROOM,
                y: base_line(top, size),
                text: line.clone(),
                size,
                weight: Weight::Regular,
                anchor: Anchor::Start,
                ink,
            }));
            top += size * LEADING;
        }
        Group {
            class: "card",
            id: Some(format!("{}-i{}", self.name, card.row + 1)),
            tooltip: Some(card.tooltip.clone()),
            link: card.link.clone(),
            row: Some(card.row),
            shapes,
            ..Group::default()
        }
    }
}
