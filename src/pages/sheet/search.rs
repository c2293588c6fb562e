//! The page of search.

use maud::{Markup, html};

use super::lists::many;
use crate::{
    diagram::text::visible,
    pages::{
        address::{Address, Parameters, Representation},
        search::{Hit, Search},
        shell::{Section, Sheet},
        writer::Writer,
    },
};

/// Kinds of hits with their headings, in order.
const KINDS: [(&str, &str); 6] = [
    ("actor", "Actors"),
    ("proposition", "Propositions"),
    ("event", "Events"),
    ("document", "Documents"),
    ("statement", "Quotations"),
    ("text", "In the texts"),
];

impl Writer<'_> {
    pub(in crate::pages) fn search_page(&self, query: &str) -> String {
        let main = if self.addressing.answers() { self.answered(query) } else { in_browser() };
        let here = Address::Search(Parameters::none().with("q", query));
        let forms = if query.is_empty() { Vec::new() } else { self.forms(&here, &[Representation::Json]) };
        let title = if query.is_empty() { "Search".to_owned() } else { format!("Search: {query}") };
        // Without an answer there is the index, and a script that looks into it.
        let scripts: &[&str] = if self.addressing.answers() { &[] } else { &["search-index.js", "search.js"] };
        self.page(&Sheet { forms, scripts, ..Sheet::new(title, Some(Section::Search), main) })
    }

    fn answered(&self, query: &str) -> Markup {
        let search = Search::of(self.reading, query);
        html! {
            form.asking action="/search" method="get" role="search" aria-label="Search this case" {
                div.field {
                    label for="q" { "Words" }
                    input id="q" type="search" name="q" value=(query) size="30";
                }
                button type="submit" { "Find" }
                p.small { "In names, quotations and texts; each word begins a word there. Case and accents do not matter." }
            }
            @if !query.trim().is_empty() {
                p role="status" {
                    (many(search.found, "place", "places")) " with “" (visible(query)) "”"
                    @if search.found > search.hits.len() { "; the first " (search.hits.len()) " are shown" }
                    "."
                }
                @for (kind, heading) in KINDS {
                    @if search.hits.iter().any(|hit| hit.kind == kind) {
                        section aria-labelledby={ "hits-" (kind) } {
                            h2 id={ "hits-" (kind) } { (heading) }
                            ul.plain { @for hit in search.hits.iter().filter(|hit| hit.kind == kind) { li { (self.hit(hit)) } } }
                        }
                    }
                }
            }
        }
    }

    fn hit(&self, hit: &Hit) -> Markup {
        html! {
            (self.link(&hit.address(), &hit.title)) br;
            @for (at, piece) in hit.pieces.iter().enumerate() {
                @if at % 2 == 1 { mark { (visible(piece)) } } @else { (spaced(piece)) }
            }
        }
    }
}

/// Text made safe to show whose spaces at the ends are kept.
fn spaced(text: &str) -> String {
    let mut shown = visible(text);
    if text.starts_with(char::is_whitespace) && !shown.starts_with(' ') {
        shown.insert(0, ' ');
    }
    if text.ends_with(char::is_whitespace) && !shown.ends_with(' ') {
        shown.push(' ');
    }
    shown
}

/// What a script fills in where nobody answers.
pub(in crate::pages) fn in_browser() -> Markup {
    html! {
        form.asking role="search" aria-label="Search" id="search-form" {
            div.field {
                label for="q" { "Words" }
                input id="q" type="search" name="q" size="30" autocomplete="off";
            }
            p.small { "In names, quotations and texts; each word begins a word there. Case and accents do not matter." }
        }
        noscript { p { "Searching needs JavaScript; everything else here does without." } }
        p id="search-status" role="status" {}
        ul.plain id="search-hits" {}
    }
}
