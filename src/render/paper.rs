//! Pixels and pages: our own SVG through resvg and svg2pdf, with the embedded font and no other.

use resvg::{tiny_skia, usvg};

use super::RenderError;
use super::font::Fonts;
use super::shape::{Picture, Shape};
use super::svg::{self, Use, number};

/// Pixels to each CSS pixel: sharp when printed 15 cm wide, and on dense screens.
const SCALE: f32 = 2.0;
/// The most pixels a PNG may have on a side; larger ones exhaust viewers' memory.
const MOST_PIXELS: u32 = 16_000;
/// A4 in millimetres, the short side first.
const A4: (f64, f64) = (210.0, 297.0);
/// Margin that printers and copiers cannot reach, in millimetres.
const EDGE: f64 = 9.0;
/// Millimetres to a CSS pixel.
const PIXEL: f64 = 25.4 / 96.0;
/// The smallest text that survives a photocopier, in points.
const SMALLEST: f64 = 6.0;
/// The resolution that makes svg2pdf's point a CSS pixel's three quarters.
const DPI: f32 = 96.0;

/// The picture as PNG.
///
/// # Errors
/// When it is too large, or our SVG is refused.
pub(super) fn png(picture: &Picture, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let fault = |message: String| RenderError::Convert { format: "PNG", message };
    let tree = tree(&svg::write(picture, fonts, Use::Pixels), &Fonts::files()).map_err(fault)?;
    let size = tree.size();
    let side = |length: f32| (length * SCALE).ceil().clamp(1.0, 1e9) as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    if width.max(height) > MOST_PIXELS {
        return Err(RenderError::TooLarge { width, height });
    }
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or(RenderError::TooLarge { width, height })?;
    let scale = tiny_skia::Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| fault(error.to_string()))
}

/// The picture on one A4 page, upright or lying, whichever shows it larger.
///
/// # Errors
/// When our SVG is refused.
pub(super) fn pdf(picture: &Picture, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let fault = |message: String| RenderError::Convert { format: "PDF", message };
    let tree = tree(&on_page(picture, fonts), &Fonts::files()[..1]).map_err(fault)?;
    let page = svg2pdf::PageOptions { dpi: DPI };
    svg2pdf::to_pdf(&tree, svg2pdf::ConversionOptions::default(), page).map_err(|error| fault(error.to_string()))
}

/// What to say when the smallest text of the picture gets too small on A4.
pub(super) fn legibility(picture: &Picture) -> Option<String> {
    let (_, scale) = fit(picture);
    // A CSS pixel is three quarters of a point.
    let points = smallest(&picture.shapes) * scale * 0.75;
    (points < SMALLEST).then(|| {
        format!(
            "on A4 the smallest text is {points:.1} points high, less than a photocopier keeps \
             ({SMALLEST}): filter, or print on A3"
        )
    })
}

/// The largest scale at which a picture of a size (CSS pixels) fits on A4; small ones are not blown
/// up much.
pub(super) fn scale(width: f64, height: f64) -> f64 {
    scale_on(A4, width, height).max(scale_on((A4.1, A4.0), width, height))
}

fn scale_on(page: (f64, f64), width: f64, height: f64) -> f64 {
    let room = |side: f64, length: f64| (side - 2.0 * EDGE) / (length * PIXEL);
    room(page.0, width).min(room(page.1, height)).min(1.2)
}

/// Page (width and height in millimetres) and scale for a picture.
fn fit(picture: &Picture) -> ((f64, f64), f64) {
    let (upright, lying) = (A4, (A4.1, A4.0));
    let best = scale(picture.width, picture.height);
    if scale_on(upright, picture.width, picture.height) < best { (lying, best) } else { (upright, best) }
}

/// The picture's SVG set into the middle of a page's width, at its top.
fn on_page(picture: &Picture, fonts: &Fonts) -> String {
    let ((width, height), scale) = fit(picture);
    let left = (width - picture.width * PIXEL * scale) / 2.0;
    let size = format!(
        "x=\"{}mm\" y=\"{}mm\" width=\"{}mm\" height=\"{}mm\"",
        number(left),
        number(EDGE),
        number(picture.width * PIXEL * scale),
        number(picture.height * PIXEL * scale)
    );
    let inner = svg::write_sized(picture, fonts, Use::Page, &size);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\">\n\
         {inner}</svg>\n"
    )
}

fn smallest(shapes: &[Shape]) -> f64 {
    shapes.iter().fold(f64::INFINITY, |least, shape| {
        least.min(match shape {
            Shape::Words(words) => words.size,
            Shape::Group(group) => smallest(&group.shapes),
            Shape::Moved(_, _, inner) | Shape::Turned(_, _, inner) => smallest(inner),
            Shape::Rect { .. } | Shape::Path { .. } => f64::INFINITY,
        })
    })
}

/// Parses our SVG with some font files and no other.
fn tree(svg: &str, files: &[&[u8]]) -> Result<usvg::Tree, String> {
    let mut options = usvg::Options { font_family: "Noto Sans".to_owned(), dpi: DPI, ..usvg::Options::default() };
    for file in files {
        options.fontdb_mut().load_font_data(file.to_vec());
    }
    usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())
}
