//! Gives the parts of a scene their sizes and places: text is measured here, ELK does the placing.

use super::font::{Fonts, LEADING, Weight};
use super::marks::BADGE;
use super::shape::{Area, Step};
use super::{RenderError, elk, paper, smooth, tidy};
use crate::diagram::scene::{Edge, Node, Outline};
use crate::diagram::{LEGIBLE_EDGES, Scene};

/// Font size of labels in boxes (CSS pixels; 9.75 points at full size).
pub(super) const LABEL: f64 = 13.0;
/// Font size of second lines in boxes.
pub(super) const NOTE: f64 = 10.5;
/// Font size of words on lines.
pub(super) const ON_LINE: f64 = 11.5;
/// Font size of second lines on lines.
pub(super) const LINE_NOTE: f64 = 10.5;
/// Font size of a cluster's heading.
pub(super) const HEADING: f64 = 11.5;
/// Room between a box and its text, sideways and up and down.
pub(super) const INSET: (f64, f64) = (10.0, 5.0);
/// Room between a cluster and its nodes.
pub(super) const PADDING: f64 = 8.0;
/// Room between a badge and the words after it.
pub(super) const AFTER_BADGE: f64 = 4.0;
/// Room that each line needs where it meets a box, so that line ends do not touch.
const PER_LINE: f64 = 14.0;
/// The widest that words on a line may be, tried in turn; longer notes go below. Wide words make a
/// low picture, narrow ones a slim one.
const LABEL_WIDTHS: [f64; 2] = [230.0, 115.0];
/// Room between the words on a line and a note beside them.
pub(super) const AFTER_WORDS: f64 = 6.0;

/// Text broken into lines, with the size of its box.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    pub(super) notes: Vec<String>,
    /// Whether the (only) note stands after the (only) line instead of below it.
    pub(super) beside: bool,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// A scene with a place for everything; lengths in CSS pixels, origin top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) clusters: Vec<(Area, Vec<String>)>,
    pub(super) nodes: Vec<(Area, Block)>,
    pub(super) edges: Vec<Route>,
}

/// The way of an edge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Route {
    /// From the source's border to the target's.
    pub(super) path: Vec<Step>,
    pub(super) label: Area,
    pub(super) words: Block,
}

/// Sizes of everything, before it has a place.
pub(super) struct Sizes {
    /// Headings of clusters, wrapped.
    pub(super) clusters: Vec<Vec<String>>,
    pub(super) nodes: Vec<Block>,
    pub(super) labels: Vec<Block>,
}

/// Measures and places a scene in a few ways and returns the one that prints largest on A4.
///
/// # Errors
/// When the layout engine fails.
pub(super) fn place(scene: &Scene, fonts: &Fonts) -> Result<Placed, RenderError> {
    let mut best: Option<Placed> = None;
    let mut fault = None;
    // What is too large to be read on a page anyway is placed in one way only.
    let ways = match scene.edges.len() {
        0..=LEGIBLE_EDGES => usize::MAX,
        _ => 1,
    };
    for label_width in LABEL_WIDTHS.into_iter().take(ways) {
        let sizes = measure(scene, fonts, label_width);
        for strategy in elk::STRATEGIES.into_iter().take(ways) {
            match elk::place(scene, &sizes, strategy) {
                Ok(placed) => {
                    let placed = finish(placed, scene);
                    if best.as_ref().is_none_or(|best| scale(&placed) > scale(best) * 1.02) {
                        best = Some(placed);
                    }
                }
                Err(error) => fault = Some(error),
            }
        }
    }
    best.ok_or_else(|| fault.expect("without a layout there is an error"))
}

/// Columns and curves for what ELK has placed.
fn finish(mut placed: Placed, scene: &Scene) -> Placed {
    let columns = tidy::columns(&mut placed, scene);
    smooth::routes(&mut placed, scene, &columns);
    tidy::trim(&mut placed);
    placed
}

/// How large the picture can be printed on A4 with what stands around it.
fn scale(placed: &Placed) -> f64 {
    paper::scale(placed.width + 36.0, placed.height + 170.0)
}

/// The height of a cluster's heading with its margins.
pub(super) fn heading_height(lines: &[String]) -> f64 {
    lines.len() as f64 * HEADING * LEADING + PADDING
}

fn measure(scene: &Scene, fonts: &Fonts, label_width: f64) -> Sizes {
    let mut nodes: Vec<Block> =
        scene.nodes.iter().enumerate().map(|(at, node)| node_block(node, lines_at(scene, at), fonts)).collect();
    // Boxes of one look are equally wide: a column with straight edges reads as a list.
    for outline in [Outline::Box, Outline::Round, Outline::Sheet, Outline::Work] {
        let alike = |node: &Node| node.outline == outline;
        let width = scene
            .nodes
            .iter()
            .zip(&nodes)
            .filter(|(node, _)| alike(node))
            .map(|(_, block)| block.w)
            .fold(0.0, f64::max);
        for (_, block) in scene.nodes.iter().zip(&mut nodes).filter(|(n, _)| alike(n)) {
            block.w = width;
        }
    }
    let clusters = scene
        .clusters
        .iter()
        .enumerate()
        .map(|(at, cluster)| {
            let inside = scene.nodes.iter().zip(&nodes);
            let width =
                inside.filter(|(node, _)| node.cluster == Some(at)).map(|(_, block)| block.w).fold(60.0, f64::max);
            fonts.wrap(&cluster.label, HEADING, Weight::Bold, width)
        })
        .collect();
    Sizes { clusters, nodes, labels: scene.edges.iter().map(|edge| label_block(edge, label_width, fonts)).collect() }
}

/// How many lines meet a node at one side, at most: those that leave or those that enter, and on
/// the same side those that answer them.
fn lines_at(scene: &Scene, node: usize) -> usize {
    let answered = |edge: &&Edge| {
        let mut edges = scene.edges.iter();
        edges.any(|other| (other.from, other.to) == (edge.to, edge.from))
    };
    let leaving = || scene.edges.iter().filter(|edge| edge.from == node);
    let entering = || scene.edges.iter().filter(|edge| edge.to == node);
    let answers = leaving().filter(answered).count();
    let answers = answers.min(entering().filter(answered).count());
    leaving().count().max(entering().count()) + answers
}

fn node_block(node: &Node, lines_at_side: usize, fonts: &Fonts) -> Block {
    let limit = match node.outline {
        // Graphs of many columns have no clusters: what their boxes save makes the print larger.
        Outline::Box if node.cluster.is_none() => 112.0,
        Outline::Box => 150.0,
        Outline::Sheet | Outline::Work => 125.0,
        Outline::Round => 225.0,
    };
    // A long word is not broken for the sake of a narrow box.
    let word = |text: &str| fonts.width(text, LABEL, Weight::Regular);
    let longest = node.label.split(' ').map(word).fold(0.0, f64::max);
    let limit = f64::max(limit, longest.min(180.0) + 1.0);
    let lines = fonts.balance(&node.label, LABEL, Weight::Regular, limit);
    let notes = node.note.as_ref().map_or_else(Vec::new, |note| fonts.balance(note, NOTE, Weight::Regular, limit));
    let text = fonts.widest(&lines, LABEL, Weight::Regular).max(fonts.widest(&notes, NOTE, Weight::Regular));
    let height = lines.len() as f64 * LABEL * LEADING + notes.len() as f64 * NOTE * LEADING;
    Block {
        w: text.max(70.0) + 2.0 * INSET.0,
        h: (height + 2.0 * INSET.1).max(lines_at_side as f64 * PER_LINE + 6.0),
        lines,
        notes,
        beside: false,
    }
}

fn label_block(edge: &Edge, limit: f64, fonts: &Fonts) -> Block {
    let badge = badge_room(edge);
    let label = fonts.width(&edge.label, ON_LINE, Weight::Regular);
    let note = edge.note.as_deref().unwrap_or_default();
    let after = AFTER_WORDS + fonts.width(note, LINE_NOTE, Weight::Regular);
    let lines = vec![edge.label.clone()];
    let height = ON_LINE * LEADING + 4.0;
    if note.is_empty() || label + after <= limit {
        let notes: Vec<String> = edge.note.iter().cloned().collect();
        let tail = if notes.is_empty() { 0.0 } else { after };
        return Block { w: badge + label + tail + 10.0, h: height, beside: true, lines, notes };
    }
    let notes = fonts.balance(note, LINE_NOTE, Weight::Regular, limit);
    Block {
        w: badge + label.max(fonts.widest(&notes, LINE_NOTE, Weight::Regular)) + 10.0,
        h: height + notes.len() as f64 * LINE_NOTE * LEADING,
        beside: false,
        lines,
        notes,
    }
}

/// The room a badge takes before the words on a line.
pub(super) fn badge_room(edge: &Edge) -> f64 {
    match edge.mark {
        Some(_) => 2.6 * BADGE + AFTER_BADGE,
        None => 0.0,
    }
}
