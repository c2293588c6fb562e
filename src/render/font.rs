//! The embedded font: how wide text is, where it wraps, which characters it lacks.

use std::collections::BTreeSet;

use ttf_parser::{Face, OutlineBuilder};

use super::RenderError;
use super::shape::Step;
use crate::diagram::Drawing;
use crate::diagram::scene::Body;
use crate::diagram::table::Cell;

/// Line height as a multiple of the font size.
pub(super) const LEADING: f64 = 1.3;

/// The font's family name and what a browser may use instead.
pub(super) const FAMILY: &str = "Noto Sans, Open Sans, Segoe UI, Helvetica Neue, Arial, sans-serif";

/// A cut of the embedded font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The faces of the embedded font.
pub(super) struct Fonts {
    regular: Face<'static>,
    bold: Face<'static>,
}

impl Fonts {
    /// Reads the embedded font.
    pub(super) fn load() -> Result<Self, RenderError> {
        Ok(Self { regular: face(notosans::REGULAR_TTF)?, bold: face(notosans::BOLD_TTF)? })
    }

    /// The font files, the regular cut first, for those who set text themselves.
    pub(super) fn files() -> [&'static [u8]; 2] {
        [notosans::REGULAR_TTF, notosans::BOLD_TTF]
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The width of a line in CSS pixels at a font size in CSS pixels.
    pub(super) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let face = self.face(weight);
        let units: f64 = text.chars().map(|c| advance(face, c)).sum();
        units * size / f64::from(face.units_per_em())
    }

    /// Breaks text into lines no wider than `limit` CSS pixels, words longer than that included.
    pub(super) fn wrap(&self, text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let candidate = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&candidate, size, weight) <= limit {
                line = candidate;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = self.split_word(word, size, weight, limit, &mut lines);
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// As [`Self::wrap`], with lines of nearly equal length: no word alone on the last one.
    pub(super) fn balance(&self, text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
        let widest = self.wrap(text, size, weight, limit);
        // Never narrower than the longest word, which would be broken for nothing.
        let longest = text.split_whitespace().map(|word| self.width(word, size, weight)).fold(0.0, f64::max);
        let (mut low, mut high) = ((limit / 3.0).max(longest).min(limit), limit);
        for _ in 0..8 {
            let middle = f64::midpoint(low, high);
            if self.wrap(text, size, weight, middle).len() > widest.len() {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.wrap(text, size, weight, high)
    }

    /// The widest of several lines, in CSS pixels.
    pub(super) fn widest(&self, lines: &[String], size: f64, weight: Weight) -> f64 {
        lines.iter().map(|line| self.width(line, size, weight)).fold(0.0, f64::max)
    }

    /// Pushes full lines of a word too long for one and returns what is left of it.
    fn split_word(&self, word: &str, size: f64, weight: Weight, limit: f64, lines: &mut Vec<String>) -> String {
        let mut line = String::new();
        for c in word.chars() {
            line.push(c);
            if line.chars().count() > 1 && self.width(&line, size, weight) > limit {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        line
    }

    /// The outlines of a line whose base line starts at (x, y).
    pub(super) fn outlines(&self, text: &str, size: f64, weight: Weight, x: f64, y: f64) -> Vec<Step> {
        let face = self.face(weight);
        let mut pen =
            Outliner { steps: Vec::new(), x, y, scale: size / f64::from(face.units_per_em()), last: (0.0, 0.0) };
        for c in text.chars() {
            if let Some(glyph) = face.glyph_index(c) {
                face.outline_glyph(glyph, &mut pen);
            }
            pen.x += advance(face, c) * pen.scale;
        }
        pen.steps
    }

    /// Whether the font has every character of a line.
    pub(super) fn covers(&self, text: &str) -> bool {
        text.chars().all(|c| self.has(c))
    }

    fn has(&self, c: char) -> bool {
        c.is_whitespace() || self.regular.glyph_index(c).is_some()
    }
}

/// Collects a glyph's outline, scaled and moved; the font's y axis points up.
struct Outliner {
    steps: Vec<Step>,
    x: f64,
    y: f64,
    scale: f64,
    /// The last point, in the picture's coordinates.
    last: (f64, f64),
}

impl Outliner {
    fn place(&self, x: f32, y: f32) -> (f64, f64) {
        let (x, y) = (f64::from(x) * self.scale, f64::from(y) * self.scale);
        (self.x + x, self.y - y)
    }
}

impl OutlineBuilder for Outliner {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.place(x, y);
        self.steps.push(Step::Move(self.last.0, self.last.1));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.place(x, y);
        self.steps.push(Step::Line(self.last.0, self.last.1));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x0, y0), (cx, cy), (x, y)) = (self.last, self.place(x1, y1), self.place(x, y));
        // The cubic curve that is the same as the quadratic one.
        let toward = |from: f64, to: f64| from + (to - from) * 2.0 / 3.0;
        self.steps.push(Step::Curve(toward(x0, cx), toward(y0, cy), toward(x, cx), toward(y, cy), x, y));
        self.last = (x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((ax, ay), (bx, by)) = (self.place(x1, y1), self.place(x2, y2));
        self.last = self.place(x, y);
        self.steps.push(Step::Curve(ax, ay, bx, by, self.last.0, self.last.1));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

fn face(data: &'static [u8]) -> Result<Face<'static>, RenderError> {
    Face::parse(data, 0).map_err(|error| RenderError::Font { message: error.to_string() })
}

/// The advance of a character in font units; that of "m" where the font has no glyph, so that the
/// reader's own font finds room.
fn advance(face: &Face<'_>, c: char) -> f64 {
    let glyph = face.glyph_index(c).or_else(|| face.glyph_index('m'));
    let units = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
    f64::from(units.unwrap_or(face.units_per_em()))
}

/// One warning that lists the characters of a drawing which the embedded font cannot show.
pub(super) fn missing_glyphs(fonts: &Fonts, drawing: &Drawing) -> Option<String> {
    let missing: BTreeSet<char> =
        texts(drawing).iter().flat_map(|text| text.chars()).filter(|c| !fonts.has(*c)).collect();
    if missing.is_empty() {
        return None;
    }
    let shown: Vec<String> = missing.iter().take(12).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    let rest = missing.len().saturating_sub(shown.len());
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    Some(format!(
        "the embedded font has no glyph for {}{more}: PNG and PDF show boxes there, SVG and HTML \
         use the reader's own fonts",
        shown.join(", ")
    ))
}

/// All words that the picture shows.
fn texts(drawing: &Drawing) -> Vec<String> {
    let caption = &drawing.caption;
    let mut texts = vec![caption.title.clone()];
    texts.extend(caption.subtitle.clone());
    texts.extend(caption.sources.iter().cloned());
    match &drawing.body {
        Body::Graph(scene) => {
            texts.extend(scene.clusters.iter().map(|cluster| cluster.label.clone()));
            for node in &scene.nodes {
                texts.push(node.label.clone());
                texts.extend(node.note.clone());
            }
            for edge in &scene.edges {
                texts.push(edge.label.clone());
                texts.extend(edge.note.clone());
            }
        }
        Body::Web(web) => {
            texts.extend(web.groups.iter().map(|group| group.label.clone()));
            texts.extend(web.knots.iter().map(|knot| knot.label.clone()));
        }
        Body::Matrix(_) | Body::Chronicle(_) | Body::Chart(_) => {
            for cell in drawing.table.rows.iter().flatten() {
                if let Cell::Text(words) | Cell::Linked(words, _) = cell {
                    texts.push(words.clone());
                }
            }
        }
    }
    texts
}
