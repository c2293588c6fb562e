//! Shapes with coordinates: the one thing every picture format is written from.

use super::font::Weight;
use crate::diagram::Link;

/// A picture; lengths in CSS pixels, origin top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Prefix of ids, the drawing's kind.
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) alternative: String,
    pub(super) shapes: Vec<Shape>,
}

/// A part of a picture whose origin is its own top left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) shapes: Vec<Shape>,
}

/// Something with a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Rect {
        at: Area,
        radius: f64,
        fill: Option<&'static str>,
        pen: Option<Pen>,
    },
    Path {
        steps: Vec<Step>,
        fill: Option<&'static str>,
        pen: Option<Pen>,
    },
    Words(Words),
    Group(Group),
    /// Shapes moved by an offset (x, y).
    Moved(f64, f64, Vec<Shape>),
    /// Shapes moved by an offset and turned a quarter anticlockwise around it: what ran right runs up.
    Turned(f64, f64, Vec<Shape>),
}

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Area {
    /// The middle of the area.
    pub(super) fn center(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether two areas share more than a border.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.x + self.w > other.x + 0.01
            && other.x + other.w > self.x + 0.01
            && self.y + self.h > other.y + 0.01
            && other.y + other.h > self.y + 0.01
    }
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Move(f64, f64),
    Line(f64, f64),
    /// Two control points and the end.
    Curve(f64, f64, f64, f64, f64, f64),
    Close,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub(super) ink: &'static str,
    pub(super) width: f64,
    /// Lengths of stroke and gap.
    pub(super) dash: Option<(f64, f64)>,
    /// Round line ends.
    pub(super) round: bool,
}

impl Pen {
    /// An unbroken line.
    pub(super) fn solid(ink: &'static str, width: f64) -> Self {
        Self { ink, width, dash: None, round: false }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// The anchor's place on the base line.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) text: String,
    /// Font size.
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) anchor: Anchor,
    pub(super) ink: &'static str,
}

/// Which part of a line its place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Shapes that belong together: one mark with its tooltip, link and data.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Group {
    pub(super) class: &'static str,
    pub(super) id: Option<String>,
    pub(super) tooltip: Option<String>,
    pub(super) link: Option<Link>,
    /// The row of the drawing's table that says the same (an index).
    pub(super) row: Option<usize>,
    pub(super) data: Vec<(&'static str, String)>,
    /// The ids of the two marks that it joins, for scripts on a page.
    pub(super) ends: Option<[String; 2]>,
    /// A path along which the pointer finds the group although its line is thin.
    pub(super) reach: Vec<Step>,
    pub(super) shapes: Vec<Shape>,
}
