//! A page of its own for one drawing: the picture, then the same data as a table with its quotations.

use maud::html;

use super::page;
use crate::diagram::Drawing;
use crate::diagram::text::visible;

/// The page; `svg` is the drawing as our writer or Graphviz has made it.
pub(super) fn page(drawing: &Drawing, svg: &str) -> String {
    let caption = &drawing.caption;
    let body = html! {
        a.skip href="#table" { "Skip to the table" }
        header {
            h1 { (visible(&caption.title)) }
            @if let Some(subtitle) = &caption.subtitle { p.lead { (visible(subtitle)) } }
        }
        main {
            (page::figure(svg, &html! {
                "Each line and sign leads to its evidence; hold the pointer over it to read who says so."
            }))
            section aria-labelledby="table" {
                h2 id="table" { "The same as a table" }
                (page::table(drawing.kind, &drawing.table))
            }
            @if !caption.sources.is_empty() {
                section aria-labelledby="sources" {
                    h2 id="sources" { "Sources" }
                    ul { @for line in &caption.sources { li { (visible(line)) } } }
                }
            }
        }
    };
    page::shell("en", &caption.title, &body)
}
