//! A network as shapes: boxes in the frames of their groups, lines between them, and the words on the lines.

mod grid;
mod improve;
mod place;
mod route;
mod spread;
mod stress;
mod words;

use super::font::{Fonts, LEADING, Weight};
use super::graph::{base_line, outline};
use super::ink;
use super::marks::{self, BADGE};
use super::shape::{Anchor, Area, Group, Pen, Piece, Shape, Words};
use crate::diagram::network::{Knot, Sense, Tie, Web};
use crate::diagram::scene::Outline;
use place::{Parts, Places};
use route::Way;

/// Font sizes of names, from that of the least to that of the most active.
const NAME: (f64, f64) = (11.5, 15.5);
/// The widest that a name of the least size may be before it is wrapped.
const NAME_WIDTH: f64 = 104.0;
/// The same for propositions, which are sentences.
const SENTENCE_WIDTH: f64 = 190.0;
/// Font size of the number after a name, as a share of the name's.
const COUNT: f64 = 0.8;
const COUNT_GAP: f64 = 4.0;
const INSET: (f64, f64) = (7.0, 4.0);
const HEADING: f64 = 11.0;
const ON_LINE: f64 = 10.0;
const APART: f64 = 11.0;
/// Room within frames.
const PADDING: f64 = 9.0;
/// Past this number of lines their numbers are left out: signs alone can still be told apart.
const NUMBERED: usize = 45;
/// Room between boxes of a group (sideways, up and down), for lines with numbers and without.
const GAP_WITH_NUMBERS: (f64, f64) = (40.0, 32.0);
const GAP: (f64, f64) = (24.0, 20.0);

/// A name broken into lines, with the size of its box.
struct Block {
    lines: Vec<String>,
    /// Whether the number stands on a line of its own.
    below: bool,
    size: f64,
    w: f64,
    h: f64,
}

/// Everything with its place.
struct Placed<'a> {
    /// The nodes that are drawn.
    knots: Vec<(&'a Knot, Block)>,
    /// The lines that are drawn.
    ties: Vec<&'a Tie>,
    headings: Vec<(Area, Vec<String>)>,
    places: Places,
    words: Vec<Option<Area>>,
}

/// The shapes of a network; `name` prefixes ids.
pub(super) fn draw(name: &str, web: &Web, fonts: &Fonts) -> Piece {
    let mut piece = match &web.grid {
        Some(grid) => grid::draw(name, grid, fonts),
        None => lines(name, web, fonts),
    };
    if let Some(apart) = &web.apart {
        let width = piece.width.max(480.0);
        let mut y = piece.height + 12.0;
        for line in fonts.wrap(apart, APART, Weight::Regular, width) {
            piece.shapes.push(text(0.0, y, line, (APART, Weight::Regular, ink::TEXT), Anchor::Start));
            y += APART * LEADING;
        }
        (piece.width, piece.height) = (width, y);
    }
    piece
}

fn lines(name: &str, web: &Web, fonts: &Fonts) -> Piece {
    let placed = placed(web, fonts);
    let ends = |tie: &Tie| [tie.from, tie.to].map(|end| format!("{name}-{}", web.knots[end].id));
    let mut shapes = Vec::new();
    for frame in &placed.places.frames {
        let pen = Some(Pen::solid("#b4b4b4", 1.0));
        shapes.push(Shape::Rect { at: *frame, radius: 12.0, fill: Some(ink::GROUND), pen });
    }
    // Lines first and words last, so that no line crosses out a name or a number.
    for (tie, way) in placed.ties.iter().zip(&placed.places.ways).rev() {
        shapes.push(Shape::Group(Group { ends: Some(ends(tie)), ..line_group(name, tie, way) }));
    }
    for (plate, lines) in &placed.headings {
        shapes.extend(heading_shapes(*plate, lines));
    }
    for ((knot, block), area) in placed.knots.iter().zip(&placed.places.boxes) {
        shapes.push(Shape::Group(box_group(name, knot, block, *area, fonts)));
    }
    for (tie, area) in placed.ties.iter().zip(&placed.words) {
        if let Some(area) = area {
            let words = words_group(tie, *area, numbered(&placed.ties));
            shapes.push(Shape::Group(Group { ends: Some(ends(tie)), ..words }));
        }
    }
    let (width, height) = bounds(&placed);
    Piece { width: width + 2.0, height: height + 2.0, shapes: vec![Shape::Moved(1.0, 1.0, shapes)] }
}

/// Right and bottom of everything; bent lines may run outside of all boxes.
fn bounds(placed: &Placed<'_>) -> (f64, f64) {
    let (mut right, mut bottom) = place::extent(&placed.places.boxes, &placed.places.frames);
    for (x, y) in placed.places.ways.iter().flat_map(|way| way.points().collect::<Vec<_>>()) {
        (right, bottom) = (right.max(x + 3.0), bottom.max(y + 3.0));
    }
    for area in placed.words.iter().flatten() {
        (right, bottom) = (right.max(area.x + area.w), bottom.max(area.y + area.h));
    }
    (right, bottom)
}

/// Whether lines carry their weights as numbers.
fn numbered(ties: &[&Tie]) -> bool {
    ties.len() <= NUMBERED
}

fn placed<'a>(web: &'a Web, fonts: &Fonts) -> Placed<'a> {
    let knots: Vec<(&Knot, Block)> =
        web.knots.iter().filter(|knot| knot.tied).map(|knot| (knot, block(knot, fonts))).collect();
    let mut place_of = vec![0; web.knots.len()];
    for (place, node) in (0..web.knots.len()).filter(|node| web.knots[*node].tied).enumerate() {
        place_of[node] = place;
    }
    let ties: Vec<&Tie> = web.ties.iter().filter(|tie| tie.drawn).collect();
    let ends: Vec<(usize, usize, f64)> =
        ties.iter().map(|tie| (place_of[tie.from], place_of[tie.to], f64::from(tie.share) / 1000.0)).collect();
    let lengths: Vec<f64> = ties.iter().map(|tie| pull(tie)).collect();
    let with_numbers = numbered(&ties);
    let wrap =
        |group: usize, width: f64| fonts.wrap(&web.groups[group].label, HEADING, Weight::Bold, width - 2.0 * PADDING);
    let heading = |group: usize, width: f64| {
        let lines = wrap(group, width);
        let wide = fonts.widest(&lines, HEADING, Weight::Bold) + 2.0 * PADDING;
        (wide, lines.len() as f64 * HEADING * LEADING + 1.6 * PADDING)
    };
    let least: Vec<f64> = web.groups.iter().map(|group| least_width(&group.label, fonts)).collect();
    let sizes: Vec<(f64, f64)> = knots.iter().map(|(_, block)| (block.w, block.h)).collect();
    let groups: Vec<Option<usize>> = knots.iter().map(|(knot, _)| knot.group).collect();
    let places = place::place(&Parts {
        sizes: &sizes,
        groups: &groups,
        heading: &heading,
        least: &least,
        ties: &ends,
        lengths: &lengths,
        gap: if with_numbers { GAP_WITH_NUMBERS } else { GAP },
    });
    let headings: Vec<(Area, Vec<String>)> = places
        .frames
        .iter()
        .enumerate()
        .map(|(at, frame)| {
            let lines = wrap(at, frame.w);
            (heading_place(frame, &lines, &places.ways, fonts), lines)
        })
        .collect();
    let taken: Vec<Area> = places.boxes.iter().copied().chain(headings.iter().map(|(plate, _)| *plate)).collect();
    let wanted: Vec<Option<(f64, f64)>> = ties.iter().map(|tie| words_size(tie, with_numbers, fonts)).collect();
    let words = words::place(&places.ways, &wanted, &taken);
    let mut placed = Placed { knots, ties, headings, places, words };
    into_view(&mut placed);
    placed
}

/// Moves everything so that neither a bent line nor its words leave the picture at the left or above.
fn into_view(placed: &mut Placed<'_>) {
    let (mut left, mut top) = (0.0_f64, 0.0_f64);
    for (x, y) in placed.places.ways.iter().flat_map(|way| way.points().collect::<Vec<_>>()) {
        (left, top) = (left.min(x - 3.0), top.min(y - 3.0));
    }
    for area in placed.words.iter().flatten() {
        (left, top) = (left.min(area.x), top.min(area.y));
    }
    let places = &mut placed.places;
    let areas = places.boxes.iter_mut().chain(&mut places.frames);
    let headings = placed.headings.iter_mut().map(|(area, _)| area);
    for area in areas.chain(headings).chain(placed.words.iter_mut().flatten()) {
        area.x -= left;
        area.y -= top;
    }
    for way in &mut places.ways {
        for point in [&mut way.start, &mut way.bend, &mut way.end] {
            point.0 -= left;
            point.1 -= top;
        }
    }
}

/// How long a line should be, as a multiple of the shortest: who agree strongly stand close.
fn pull(tie: &Tie) -> f64 {
    let slack = 1.0 - f64::from(tie.share) / 1000.0;
    match tie.sense {
        Sense::For | Sense::Neither => 1.0 + 0.6 * slack,
        Sense::Both => 1.6,
        Sense::Against => 2.0,
    }
}

/// The least width of a frame: that of the longest word of its heading, and some room for more.
fn least_width(heading: &str, fonts: &Fonts) -> f64 {
    let words = heading.split(' ').map(|word| fonts.width(word, HEADING, Weight::Bold));
    words.fold(150.0, f64::max).min(260.0) + 2.0 * PADDING
}

fn block(knot: &Knot, fonts: &Fonts) -> Block {
    let grown = NAME.0 + (NAME.1 - NAME.0) * (f64::from(knot.share) / 1000.0).sqrt();
    let (size, limit) = match knot.outline {
        // Sentences in large type would leave no room for anything else.
        Outline::Round => (NAME.0, SENTENCE_WIDTH),
        _ => (grown, NAME_WIDTH * grown / NAME.0),
    };
    // A long word is not broken for the sake of a narrow box.
    let longest = knot.label.split(' ').map(|word| fonts.width(word, size, Weight::Regular)).fold(0.0, f64::max);
    let lines = fonts.balance(&knot.label, size, Weight::Regular, limit.max(longest.min(190.0) + 1.0));
    let widest = fonts.widest(&lines, size, Weight::Regular);
    let count = fonts.width(&knot.count, size * COUNT, Weight::Regular) + COUNT_GAP;
    let last = lines.last().map_or(0.0, |line| fonts.width(line, size, Weight::Regular));
    let below = last + count > widest.max(limit) && lines.len() > 1;
    let text = if below { widest } else { widest.max(last + count) };
    let rows = lines.len() + usize::from(below);
    Block { w: text.max(30.0) + 2.0 * INSET.0, h: rows as f64 * size * LEADING + 2.0 * INSET.1, lines, below, size }
}

fn words_size(tie: &Tie, with_number: bool, fonts: &Fonts) -> Option<(f64, f64)> {
    let number = if with_number { fonts.width(&tie.label, ON_LINE, Weight::Regular) } else { 0.0 };
    let badge = if tie.badge && tie.sense.mark().is_some() { 2.2 * BADGE } else { 0.0 };
    let gap = if number > 0.0 && badge > 0.0 { 2.0 } else { 0.0 };
    (number + badge > 0.0).then_some((number + badge + gap + 4.0, (ON_LINE * LEADING).max(badge)))
}

fn text(x: f64, top: f64, text: String, style: (f64, Weight, &'static str), anchor: Anchor) -> Shape {
    let (size, weight, ink) = style;
    Shape::Words(Words { x, y: base_line(top, size), text, size, weight, anchor, ink })
}

/// Where in its frame a heading hides the fewest lines: left, right or in the middle at the top.
fn heading_place(frame: &Area, lines: &[String], ways: &[Way], fonts: &Fonts) -> Area {
    let w = fonts.widest(lines, HEADING, Weight::Bold) + 4.0;
    let room = (frame.w - 2.0 * PADDING + 4.0 - w).max(0.0);
    let plate = |share: f64| Area {
        x: frame.x + PADDING - 2.0 + room * share,
        y: frame.y + PADDING * 0.6,
        w,
        h: lines.len() as f64 * HEADING * LEADING,
    };
    let hidden = |plate: &Area| ways.iter().filter(|way| way.points().any(|at| route::holds(plate, at, 1.0))).count();
    [0.0, 1.0, 0.5].map(plate).into_iter().min_by_key(hidden).expect("there are three places")
}

/// A group's heading on a plate, for lines may run below it.
fn heading_shapes(plate: Area, lines: &[String]) -> Vec<Shape> {
    let mut shapes = vec![Shape::Rect { at: plate, radius: 3.0, fill: Some(ink::GROUND), pen: None }];
    let style = (HEADING, Weight::Bold, ink::MUTED);
    for (at, line) in lines.iter().enumerate() {
        let top = plate.y + at as f64 * HEADING * LEADING;
        shapes.push(text(plate.x + 2.0, top, line.clone(), style, Anchor::Start));
    }
    shapes
}

fn line_group(name: &str, tie: &Tie, way: &Way) -> Group {
    let steps = way.steps();
    let pen = ink::tie(tie.sense, tie.share);
    Group {
        class: "edge",
        id: Some(format!("{name}-{}", tie.id)),
        tooltip: Some(tie.tooltip.clone()),
        row: Some(tie.row),
        data: tie.data.clone(),
        reach: steps.clone(),
        shapes: vec![Shape::Path { steps, fill: None, pen: Some(pen) }],
        ..Group::default()
    }
}

fn box_group(name: &str, knot: &Knot, block: &Block, area: Area, fonts: &Fonts) -> Group {
    let mut shapes = outline(knot.outline, area);
    let (center, size) = (area.center().0, block.size);
    let mut top = area.y + INSET.1;
    let count = fonts.width(&knot.count, size * COUNT, Weight::Regular);
    let muted = (size * COUNT, Weight::Regular, ink::MUTED);
    for (at, line) in block.lines.iter().enumerate() {
        let width = fonts.width(line, size, Weight::Regular);
        let beside = at + 1 == block.lines.len() && !block.below;
        let whole = if beside { width + COUNT_GAP + count } else { width };
        let left = center - whole / 2.0;
        shapes.push(text(left, top, line.clone(), (size, Weight::Regular, ink::TEXT), Anchor::Start));
        if beside {
            // On the base line of the name.
            let drop = size * LEADING * (1.0 - COUNT) / 2.0 + 0.36 * size * (1.0 - COUNT);
            shapes.push(text(left + width + COUNT_GAP, top + drop, knot.count.clone(), muted, Anchor::Start));
        }
        top += size * LEADING;
    }
    if block.below {
        shapes.push(text(center, top, knot.count.clone(), muted, Anchor::Middle));
    }
    Group {
        class: "node",
        id: Some(format!("{name}-{}", knot.id)),
        tooltip: Some(knot.tooltip.clone()),
        data: knot.data.clone(),
        shapes,
        ..Group::default()
    }
}

fn words_group(tie: &Tie, area: Area, with_number: bool) -> Group {
    let mut shapes = vec![Shape::Rect { at: area, radius: 4.0, fill: Some(ink::PAPER), pen: None }];
    let mut x = area.x + 2.0;
    let middle = area.y + area.h / 2.0;
    if let (true, Some(mark)) = (tie.badge, tie.sense.mark()) {
        shapes.extend(marks::badge(mark, x + 1.1 * BADGE, middle, BADGE * 0.85));
        x += 2.2 * BADGE + 2.0;
    }
    if with_number {
        let style = (ON_LINE, Weight::Regular, ink::words(tie.sense.tone()));
        shapes.push(text(x, middle - ON_LINE * LEADING / 2.0, tie.label.clone(), style, Anchor::Start));
    }
    Group { class: "edge", tooltip: Some(tie.tooltip.clone()), row: Some(tie.row), shapes, ..Group::default() }
}

/// A line as a legend shows it, `width` CSS pixels from (x, y).
pub(super) fn sample(sense: Sense, share: u16, badge: bool, (x, y): (f64, f64), width: f64) -> Vec<Shape> {
    let mut shapes = vec![marks::stroke(&[(x, y), (x + width, y)], ink::tie(sense, share))];
    if let (true, Some(mark)) = (badge, sense.mark()) {
        shapes.extend(marks::badge(mark, x + width / 2.0, y, BADGE * 0.85));
    }
    shapes
}

pub(super) use grid::square;

#[cfg(test)]
mod tests;
