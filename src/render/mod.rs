//! How to write a drawing: places, shapes, and the file formats DOT, SVG, PNG, PDF and HTML.
//!
//! A [`Drawing`] becomes a picture (shapes with coordinates in CSS pixels, origin top left), and the
//! picture becomes bytes. The same drawing gives the same bytes on every machine: text is measured
//! and set with an embedded font, and the layout runs inside the program.

mod chart;
mod chronicle;
mod dot;
mod elk;
mod font;
mod frame;
mod graph;
mod graphviz;
mod html;
mod ink;
mod layout;
mod marks;
mod matrix;
mod network;
mod page;
mod paper;
pub mod report;
mod shape;
mod smooth;
mod svg;
mod tidy;
mod vocabulary;

pub use svg::row_id;
pub use vocabulary::vocabulary_page;

use std::str::FromStr;

use crate::diagram::scene::Body;
use crate::diagram::{DiagramError, Drawing};
use font::Fonts;
use frame::Extent;

/// A file format for a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Graphviz's language; graphs only.
    Dot,
    /// Scalable vector graphics, with tooltips and links.
    Svg,
    /// A picture of pixels, 2 to each CSS pixel.
    Png,
    /// One A4 page.
    Pdf,
    /// A page with the picture, its legend and the same data as a table.
    Html,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Dot, Self::Svg, Self::Png, Self::Pdf, Self::Html];

    /// The name, which is also the file extension: "svg".
    pub fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }
}

impl FromStr for Format {
    type Err = RenderError;

    fn from_str(name: &str) -> Result<Self, RenderError> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| RenderError::UnknownName {
            what: "format",
            name: name.to_owned(),
            known: "dot, svg, png, pdf, html",
        })
    }
}

/// What places the nodes of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Engine {
    /// The layout inside the program: the same on every machine.
    #[default]
    Builtin,
    /// An installed Graphviz, called as `dot`.
    Graphviz,
}

impl FromStr for Engine {
    type Err = RenderError;

    fn from_str(name: &str) -> Result<Self, RenderError> {
        match name {
            "builtin" => Ok(Self::Builtin),
            "graphviz" => Ok(Self::Graphviz),
            _ => Err(RenderError::UnknownName { what: "engine", name: name.to_owned(), known: "builtin, graphviz" }),
        }
    }
}

/// A drawing as bytes, and what its reader should be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Findings that do not stop anything: missing glyphs, too many edges, text too small on paper.
    pub warnings: Vec<String>,
}

/// Why a drawing could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A graph format or engine was asked for a drawing that is no graph.
    #[error("a {kind} is not a graph and cannot be written as {wanted}")]
    NoGraph {
        /// The drawing's kind: "matrix".
        kind: &'static str,
        /// What was asked for: "DOT".
        wanted: &'static str,
    },
    /// A format's or engine's name is not known.
    #[error("there is no {what} `{name}`; there are {known}")]
    UnknownName {
        /// "format" or "engine".
        what: &'static str,
        /// The name given.
        name: String,
        /// The names that exist.
        known: &'static str,
    },
    /// Graphviz was asked for and is not there.
    #[error("Graphviz's program `dot` was not found")]
    GraphvizMissing,
    /// Graphviz was started and failed.
    #[error("Graphviz's program `dot` failed: {message}")]
    GraphvizFailed {
        /// What it wrote to standard error, or why it could not be run.
        message: String,
    },
    /// The nodes could not be placed.
    #[error("the layout failed: {message}")]
    Layout {
        /// The layout engine's words.
        message: String,
    },
    /// The embedded font could not be read.
    #[error("the embedded font cannot be read: {message}")]
    Font {
        /// The font reader's words.
        message: String,
    },
    /// Our own SVG could not be turned into pixels or a page.
    #[error("the picture could not be converted to {format}: {message}")]
    Convert {
        /// "PNG" or "PDF".
        format: &'static str,
        /// The converter's words.
        message: String,
    },
    /// The picture is larger than a bitmap may be.
    #[error("the picture is {width} x {height} pixels, too large for PNG")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The input of a page's diagram is at fault.
    #[error(transparent)]
    Diagram(#[from] DiagramError),
}

impl RenderError {
    /// What to do about it, if there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoGraph { .. } => Some("use --format svg, png, pdf or html with the built-in engine"),
            Self::GraphvizMissing => Some(
                "install Graphviz (Debian: apt-get install graphviz; macOS: brew install graphviz) \
                 or leave out --engine graphviz: the built-in layout needs nothing",
            ),
            Self::Layout { .. } => Some("filter by actor or proposition, or show the matrix"),
            Self::TooLarge { .. } => Some("use --format svg or pdf, or filter"),
            _ => None,
        }
    }
}

/// Writes a drawing in a format.
///
/// # Errors
/// When a matrix, time line or chart is asked for as DOT or from Graphviz, when Graphviz is asked for and
/// missing, or when layout or conversion fails.
pub fn render(drawing: &Drawing, format: Format, engine: Engine) -> Result<Rendered, RenderError> {
    let fonts = Fonts::load()?;
    // DOT is what Graphviz would read; it needs nobody to place anything.
    if engine == Engine::Builtin || format == Format::Dot {
        return write(drawing, format, &fonts, &mut Shapes::default());
    }
    let dot = dot_of(drawing, "a Graphviz picture")?;
    let mut warnings = drawing.advice.clone();
    warnings.extend(font::missing_glyphs(&fonts, drawing));
    Ok(Rendered { bytes: graphviz::run(&dot, drawing, format)?, warnings })
}

/// Writes a drawing in several formats with the built-in layout, which is the slow part and done once.
///
/// # Errors
/// As [`render`].
pub fn render_each(drawing: &Drawing, formats: &[Format]) -> Result<Vec<Rendered>, RenderError> {
    let fonts = Fonts::load()?;
    let mut shapes = Shapes::default();
    formats.iter().map(|format| write(drawing, *format, &fonts, &mut shapes)).collect()
}

/// A drawing as a piece of a page: an SVG without title and sources, whose marks lead to their evidence or else to the
/// row of the table beside it, see [`row_id`].
///
/// # Errors
/// If layout fails.
pub fn inline(drawing: &Drawing) -> Result<String, RenderError> {
    let fonts = Fonts::load()?;
    let bare = picture(drawing, &fonts, Extent::Bare)?;
    Ok(svg::write(&bare, &fonts, svg::Use::Inline))
}

/// Whether a drawing has boxes and lines, and so can be written as DOT.
#[must_use]
pub const fn is_graph(drawing: &Drawing) -> bool {
    matches!(drawing.body, Body::Graph(_) | Body::Web(_))
}

/// A picture that is laid out when it is first asked for.
#[derive(Default)]
struct Shapes(Option<shape::Piece>);

impl Shapes {
    /// The picture with as much around it as `extent` says.
    fn picture(&mut self, drawing: &Drawing, fonts: &Fonts, extent: Extent) -> Result<shape::Picture, RenderError> {
        let piece = match self.0.take() {
            Some(piece) => piece,
            None => body(drawing, fonts)?,
        };
        let picture = frame::around(drawing, piece.clone(), fonts, extent);
        self.0 = Some(piece);
        Ok(picture)
    }
}

fn write(drawing: &Drawing, format: Format, fonts: &Fonts, shapes: &mut Shapes) -> Result<Rendered, RenderError> {
    let mut warnings = drawing.advice.clone();
    if format != Format::Dot {
        warnings.extend(font::missing_glyphs(fonts, drawing));
    }
    let mut full = || shapes.picture(drawing, fonts, Extent::Full);
    let bytes = match format {
        Format::Dot => dot_of(drawing, "DOT")?.into_bytes(),
        Format::Svg => svg::write(&full()?, fonts, svg::Use::File).into_bytes(),
        Format::Png => paper::png(&full()?, fonts)?,
        Format::Pdf => {
            let picture = full()?;
            warnings.extend(paper::legibility(&picture));
            paper::pdf(&picture, fonts)?
        }
        Format::Html => {
            let bare = shapes.picture(drawing, fonts, Extent::Bare)?;
            let svg = svg::write(&bare, fonts, svg::Use::Inline);
            html::page(drawing, &svg).into_bytes()
        }
    };
    Ok(Rendered { bytes, warnings })
}

/// A drawing in Graphviz's language, or an error that names what was wanted.
fn dot_of(drawing: &Drawing, wanted: &'static str) -> Result<String, RenderError> {
    match &drawing.body {
        Body::Graph(scene) => Ok(dot::write(scene, drawing)),
        Body::Web(web) => Ok(dot::web::write(web, drawing)),
        Body::Matrix(_) | Body::Chronicle(_) | Body::Chart(_) => {
            Err(RenderError::NoGraph { kind: drawing.kind, wanted })
        }
    }
}

/// A drawing as shapes, with as much around it as `extent` says.
fn picture(drawing: &Drawing, fonts: &Fonts, extent: Extent) -> Result<shape::Picture, RenderError> {
    Ok(frame::around(drawing, body(drawing, fonts)?, fonts, extent))
}

/// A drawing as shapes, laid out, with nothing around it.
fn body(drawing: &Drawing, fonts: &Fonts) -> Result<shape::Piece, RenderError> {
    Ok(match &drawing.body {
        Body::Graph(scene) => graph::draw(drawing.kind, &layout::place(scene, fonts)?, scene, fonts),
        Body::Matrix(matrix) => matrix::draw(drawing.kind, matrix, fonts),
        Body::Chronicle(chronicle) => chronicle::draw(drawing.kind, chronicle, fonts),
        Body::Chart(chart) => chart::draw(drawing.kind, chart, fonts),
        Body::Web(web) => network::draw(drawing.kind, web, fonts),
    })
}

#[cfg(test)]
mod tests;
