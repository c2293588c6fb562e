//! Colours and line patterns: chosen for contrast on white paper, and told apart without colour.

use super::shape::Pen;
use crate::diagram::network::{Sense, Share};
use crate::diagram::scene::{Line, Stroke, Tone};

/// Text (contrast 17 on white).
pub(super) const TEXT: &str = "#1a1a1a";
/// Small text (contrast 7.5 on white, 6.8 on a cluster).
pub(super) const MUTED: &str = "#555555";
/// Rules and the frames of boxes.
pub(super) const RULE: &str = "#8a8a8a";
/// Hatching behind signs: seen on a copy, yet no hindrance to reading.
pub(super) const HATCH: &str = "#b0b0b0";
/// The ground of clusters and headings.
pub(super) const GROUND: &str = "#f3f3f3";
/// Paper.
pub(super) const PAPER: &str = "#ffffff";

/// The colour of a line or badge; contrast on white at least 3, also when faint.
pub(super) fn line(tone: Tone, faint: bool) -> &'static str {
    match (tone, faint) {
        (Tone::Support, false) => "#0072B2",
        (Tone::Support, true) => "#4C97C4",
        (Tone::Oppose, false) => "#D55E00",
        (Tone::Oppose, true) => "#D97C38",
        (Tone::Conditional, false) => "#666666",
        (Tone::Conditional, true) => "#8E8E8E",
        (Tone::Neutral, false) => "#333333",
        (Tone::Neutral, true) => "#808080",
    }
}

/// The colour of words in a tone; contrast on white at least 5.8.
pub(super) fn words(tone: Tone) -> &'static str {
    match tone {
        Tone::Support => "#005A8F",
        Tone::Oppose => "#A84A00",
        Tone::Conditional => "#555555",
        Tone::Neutral => TEXT,
    }
}

/// The pen for a line: the more evidence the wider, from 1.3 to 4 CSS pixels.
pub(super) fn pen(stroke: Stroke) -> Pen {
    let grown = 1.7 + 0.7 * f64::from(stroke.weight.max(1)).log2();
    let width = if stroke.faint { 1.3 } else { grown.min(4.0) };
    patterned(line(stroke.tone, stroke.faint), width, stroke.line)
}

/// The pen for a tie of a network: as wide as its share of the greatest weight, from 0.9 to 5.4 CSS pixels.
pub(super) fn tie(sense: Sense, share: Share) -> Pen {
    patterned(line(sense.tone(), false), 0.9 + 4.5 * f64::from(share) / 1000.0, sense.line())
}

fn patterned(ink: &'static str, width: f64, line: Line) -> Pen {
    let dash = match line {
        Line::Solid => None,
        Line::Dashed => Some((4.0 + 2.0 * width, 3.0 + width)),
        // Round caps turn a stroke of no length into a dot as wide as the line.
        Line::Dotted => Some((0.1, 2.0 + 1.6 * width)),
    };
    Pen { ink, width, dash, round: line == Line::Dotted }
}
