//! What all our HTML pages share: head, style, tables. No script, no network, one file.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::svg::row_id;
use crate::diagram::Quote;
use crate::diagram::table::{Cell, Table};
use crate::diagram::text::visible;

const STYLE: &str = include_str!("page.css");
/// Nothing is fetched and nothing runs, whatever a label may contain.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// A whole page around `body`.
pub(super) fn shell(language: &str, title: &str, body: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang=(visible(language)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (visible(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    }
    .into_string()
}

/// A drawing's table; each row can be linked to as `<name>-row-<n>`.
pub(super) fn table(name: &str, table: &Table) -> Markup {
    html! {
        div.scroll {
            table {
                caption { (table.caption) }
                thead {
                    tr { @for heading in &table.headings { th scope="col" { (heading) } } }
                }
                tbody {
                    @for (at, row) in table.rows.iter().enumerate() {
                        tr id=(row_id(name, at)) {
                            @for (column, cell) in row.iter().enumerate() {
                                (table_cell(cell, column == 0))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table_cell(cell: &Cell, first: bool) -> Markup {
    let content = match cell {
        Cell::Text(words) => html! { (words) },
        Cell::Number(number) => return html! { td.number { (number) } },
        Cell::Figure(figure) => return html! { td.number { (figure) } },
        Cell::Linked(words, link) => html! { a href=(link.as_str()) { (words) } },
        Cell::Quoted(quote) => quotation(quote),
    };
    if first {
        html! { th scope="row" { (content) } }
    } else {
        html! { td { (content) } }
    }
}

/// A quotation with its source.
fn quotation(quote: &Quote) -> Markup {
    html! {
        @if !quote.text.is_empty() { q { (visible(&quote.text)) } " " }
        @if quote.summary { span.small { "(from a summary) " } }
        @if !quote.source.is_empty() {
            cite.source {
                @match &quote.link {
                    Some(link) => { a href=(link.as_str()) { (visible(&quote.source)) } },
                    None => { (visible(&quote.source)) },
                }
            }
        }
    }
}

/// SVG that our own writer has made, set into a page as it is.
pub(super) fn figure(svg: &str, caption: &Markup) -> Markup {
    html! {
        figure {
            div.scroll { (PreEscaped(svg)) }
            figcaption { (caption) }
        }
    }
}
