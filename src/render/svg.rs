//! A picture as SVG text. Everything passes through one escaping writer, so no label can break out.

use std::fmt::Write as _;

use super::font::{FAMILY, Fonts, Weight};
use super::ink;
use super::shape::{Anchor, Group, Pen, Picture, Shape, Step, Words};
use crate::diagram::text::is_hidden;

/// What the SVG is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A file of its own, opened in some viewer with some font.
    File,
    /// Part of an HTML page that also has the table.
    Inline,
    /// Input of the PNG converter: nothing that only a pointer or script would use.
    Pixels,
    /// Input of the PDF converter: as for PNG, with bold words as outlines.
    ///
    /// svg2pdf numbers fonts in the order of a hash map, so that two of them would make the bytes
    /// of a file vary from run to run.
    Page,
}

impl Use {
    fn is_print(self) -> bool {
        matches!(self, Self::Pixels | Self::Page)
    }
}

/// Writes a picture at its own size.
pub(super) fn write(picture: &Picture, fonts: &Fonts, purpose: Use) -> String {
    let size = format!("width=\"{}\" height=\"{}\"", number(picture.width), number(picture.height));
    write_sized(picture, fonts, purpose, &size)
}

/// Writes a picture with the given `width` and `height` attributes of its root.
pub(super) fn write_sized(picture: &Picture, fonts: &Fonts, purpose: Use, size: &str) -> String {
    let mut writer = Writer { out: String::new(), fonts, purpose, name: picture.name };
    writer.root(picture, size);
    writer.out
}

/// A length or coordinate with at most two decimals.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    match short {
        "" | "-0" => "0".to_owned(),
        _ => short.to_owned(),
    }
}

/// Escapes text for element content and for attributes in double quotes; drops what XML forbids.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_hidden(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

struct Writer<'a> {
    out: String,
    fonts: &'a Fonts,
    purpose: Use,
    name: &'static str,
}

impl Writer<'_> {
    fn root(&mut self, picture: &Picture, size: &str) {
        let (width, height) = (number(picture.width), number(picture.height));
        // An image hides the links in it from assistive technology; on a page they should be found.
        let role = match self.purpose {
            Use::Inline => "group",
            Use::File | Use::Pixels | Use::Page => "img",
        };
        let name = self.name;
        self.put(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} viewBox=\"0 0 {width} {height}\" \
             role=\"{role}\" aria-labelledby=\"{name}-title {name}-desc\" \
             font-family=\"{FAMILY}\">\n"
        ));
        self.element("title", &format!(" id=\"{name}-title\""), &picture.title);
        self.element("desc", &format!(" id=\"{name}-desc\""), &picture.alternative);
        self.put(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n", ink::PAPER));
        self.shapes(&picture.shapes);
        self.put("</svg>\n");
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn element(&mut self, name: &str, attributes: &str, text: &str) {
        self.put(&format!("<{name}{attributes}>{}</{name}>\n", escape(text)));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.put(&format!(" {name}=\"{}\"", escape(value)));
    }

    fn shapes(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            self.shape(shape);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { at, radius, fill, pen } => {
                let (x, y, w, h) = (number(at.x), number(at.y), number(at.w), number(at.h));
                self.put(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""));
                if *radius > 0.0 {
                    self.attribute("rx", &number(*radius));
                }
                self.paint(*fill, *pen);
            }
            Shape::Path { steps, fill, pen } => {
                self.put(&format!("<path d=\"{}\"", data(steps)));
                self.paint(*fill, *pen);
            }
            Shape::Words(words) => self.words(words),
            Shape::Group(group) => self.group(group),
            Shape::Moved(x, y, shapes) => {
                self.put(&format!("<g transform=\"translate({} {})\">\n", number(*x), number(*y)));
                self.shapes(shapes);
                self.put("</g>\n");
            }
            Shape::Turned(x, y, shapes) => {
                self.put(&format!("<g transform=\"translate({} {}) rotate(-90)\">\n", number(*x), number(*y)));
                self.shapes(shapes);
                self.put("</g>\n");
            }
        }
    }

    /// Fill and stroke, and the element's end.
    fn paint(&mut self, fill: Option<&str>, pen: Option<Pen>) {
        self.attribute("fill", fill.unwrap_or("none"));
        if let Some(pen) = pen {
            self.attribute("stroke", pen.ink);
            self.attribute("stroke-width", &number(pen.width));
            if let Some((stroke, gap)) = pen.dash {
                self.attribute("stroke-dasharray", &format!("{} {}", number(stroke), number(gap)));
            }
            if pen.round {
                self.attribute("stroke-linecap", "round");
            }
        }
        self.put("/>\n");
    }

    fn words(&mut self, words: &Words) {
        if self.purpose == Use::Page && words.weight == Weight::Bold {
            return self.outlined(words);
        }
        self.put(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"",
            number(words.x),
            number(words.y),
            number(words.size),
            words.ink
        ));
        if words.weight == Weight::Bold {
            self.attribute("font-weight", "700");
        }
        match words.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.attribute("text-anchor", "middle"),
            Anchor::End => self.attribute("text-anchor", "end"),
        }
        // A viewer without the font sets the line in another one: hold it to the measured width, so
        // that nothing overlaps. Our own converters have the font.
        if !self.purpose.is_print() && self.fonts.covers(&words.text) {
            let width = self.fonts.width(&words.text, words.size, words.weight);
            self.attribute("textLength", &number(width));
            self.attribute("lengthAdjust", "spacingAndGlyphs");
        }
        self.put(&format!(">{}</text>\n", escape(&words.text)));
    }

    fn outlined(&mut self, words: &Words) {
        let width = self.fonts.width(&words.text, words.size, words.weight);
        let left = match words.anchor {
            Anchor::Start => words.x,
            Anchor::Middle => words.x - width / 2.0,
            Anchor::End => words.x - width,
        };
        let steps = self.fonts.outlines(&words.text, words.size, words.weight, left, words.y);
        self.put(&format!("<path d=\"{}\"", data(&steps)));
        self.paint(Some(words.ink), None);
    }

    fn group(&mut self, group: &Group) {
        if self.purpose.is_print() {
            return self.shapes(&group.shapes);
        }
        self.put(&format!("<g class=\"{}\"", group.class));
        if let Some(id) = &group.id {
            self.attribute("id", id);
        }
        for (key, value) in &group.data {
            self.attribute(&format!("data-{key}"), value);
        }
        if let Some([from, to]) = group.ends.as_ref().filter(|_| self.purpose == Use::Inline) {
            self.attribute("data-ends", &format!("{from} {to}"));
        }
        self.put(">\n");
        if let Some(tooltip) = &group.tooltip {
            self.element("title", "", tooltip);
        }
        let link = self.link_of(group);
        if let Some(link) = &link {
            self.put("<a");
            self.attribute("href", link);
            // A line without words would be a link without a name.
            if let Some(tooltip) = group.tooltip.as_ref().filter(|_| !has_words(&group.shapes)) {
                self.attribute("aria-label", tooltip);
            }
            self.put(">\n");
        }
        if !group.reach.is_empty() {
            self.put(&format!(
                "<path d=\"{}\" fill=\"none\" stroke=\"#000\" stroke-opacity=\"0\" \
                 stroke-width=\"11\"/>\n",
                data(&group.reach)
            ));
        }
        self.shapes(&group.shapes);
        if link.is_some() {
            self.put("</a>\n");
        }
        self.put("</g>\n");
    }

    /// Where a group leads: to its evidence, else, on a page, to its row of the table.
    fn link_of(&self, group: &Group) -> Option<String> {
        let own = group.link.as_ref().map(|link| link.as_str().to_owned());
        match (own, group.row, self.purpose) {
            (Some(link), ..) => Some(link),
            (None, Some(row), Use::Inline) => Some(format!("#{}", row_id(self.name, row))),
            _ => None,
        }
    }
}

/// Whether anything in it can be read.
fn has_words(shapes: &[Shape]) -> bool {
    shapes.iter().any(|shape| match shape {
        Shape::Words(_) => true,
        Shape::Group(group) => has_words(&group.shapes),
        Shape::Moved(_, _, shapes) | Shape::Turned(_, _, shapes) => has_words(shapes),
        Shape::Rect { .. } | Shape::Path { .. } => false,
    })
}

/// The id of a row (from 0) of a drawing's table on a page.
#[must_use]
pub fn row_id(name: &str, row: usize) -> String {
    format!("{name}-row-{}", row + 1)
}

/// The `d` attribute of a path.
fn data(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        let numbers: &[f64] = match step {
            Step::Move(x, y) => &[*x, *y],
            Step::Line(x, y) => &[*x, *y],
            Step::Curve(a, b, c, d, x, y) => &[*a, *b, *c, *d, *x, *y],
            Step::Close => &[],
        };
        let letter = match step {
            Step::Move(..) => 'M',
            Step::Line(..) => 'L',
            Step::Curve(..) => 'C',
            Step::Close => 'Z',
        };
        let numbers: Vec<String> = numbers.iter().map(|n| number(*n)).collect();
        write!(out, "{letter}{}", numbers.join(" ")).expect("writing to a string does not fail");
    }
    out
}
