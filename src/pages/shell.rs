//! What all pages share: head, way-finding, the choice of light or dark, the last line. No inline script or style: a
//! strict content security policy holds on every page.

use maud::{DOCTYPE, Markup, html};

use super::address::{Address, Addressing, Parameters, Representation};
use crate::diagram::text::visible;

/// A part of the site, for the way-finding at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The case as a whole.
    Case,
    /// Matrix, diagrams, time line, networks.
    Drawings,
    /// Actors.
    Actors,
    /// Propositions.
    Propositions,
    /// Documents and statements.
    Documents,
    /// Events and facts.
    Events,
    /// Questions.
    Questions,
    /// Search.
    Search,
    /// Coding.
    Coding,
}

/// What the shell of a case's pages knows.
#[derive(Clone, Copy)]
pub struct Shell<'a> {
    /// Where things are.
    pub addressing: &'a dyn Addressing,
    /// The case's title.
    pub case: &'a str,
    /// The language of the pages, as a BCP 47 tag.
    pub language: &'a str,
    /// The last line: program, licence.
    pub colophon: &'a str,
    /// Where the coding workplace is, where there is one.
    pub coding: Option<&'a str>,
    /// Where the page of all cases is, where there are several.
    pub above: Option<&'a str>,
}

/// One page, to be put into the shell.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// Its title, also its first heading.
    pub title: String,
    /// What stands above the first heading: the kind of thing it is.
    pub kicker: Option<Markup>,
    /// Which part of the site it belongs to.
    pub section: Option<Section>,
    /// Everything below the first heading.
    pub main: Markup,
    /// The same in other forms: their names and addresses.
    pub forms: Vec<(Representation, String)>,
    /// Scripts beyond the one that all pages have.
    pub scripts: &'a [&'a str],
    /// Whether it needs the whole width of the window.
    pub wide: bool,
}

impl Sheet<'_> {
    /// A page with a title and what stands below it.
    #[must_use]
    pub fn new(title: impl Into<String>, section: Option<Section>, main: Markup) -> Self {
        Self { title: title.into(), kicker: None, section, main, forms: Vec::new(), scripts: &[], wide: false }
    }
}

impl Shell<'_> {
    /// The whole page as HTML.
    #[must_use]
    pub fn page(&self, sheet: &Sheet<'_>) -> String {
        let title = visible(&sheet.title);
        let case = visible(self.case);
        let asset = |name: &str| self.addressing.asset(name);
        html! {
            (DOCTYPE)
            html lang=(visible(self.language)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    @if !self.addressing.answers() {
                        // A server says this in a header.
                        meta http-equiv="Content-Security-Policy" content=(POLICY);
                        // So it does this, and less strictly: a form of a page without a referrer comes from no origin.
                        meta name="referrer" content="no-referrer";
                    }
                    @if let Some(live) = self.addressing.live() { meta name="live" content=(live); }
                    title { @if title == case { (case) } @else { (title) " – " (case) } }
                    link rel="icon" href=(asset("icon.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(asset("pages.css"));
                    @for (form, href) in &sheet.forms {
                        link rel="alternate" type=(plain_type(*form)) href=(href);
                    }
                    // It sets the colours before anything is painted; the rest of it waits for the page.
                    script src=(asset("pages.js")) {}
                    @for script in sheet.scripts { script defer src=(asset(script)) {} }
                }
                body.wide[sheet.wide] {
                    a.skip href="#main" { "Skip to the content" }
                    (self.top(sheet.section, &case))
                    main id="main" tabindex="-1" {
                        div.heading {
                            @if let Some(kicker) = &sheet.kicker { p.kicker { (kicker) } }
                            h1 { (title) }
                        }
                        (sheet.main)
                        @if !sheet.forms.is_empty() { (forms(&sheet.forms)) }
                    }
                    (self.bottom())
                }
            }
        }
        .into_string()
    }

    fn top(&self, section: Option<Section>, case: &str) -> Markup {
        let drawing = |kind: &str| Address::Drawing(kind.to_owned(), Parameters::none());
        let parts = [
            (Section::Drawings, drawing("positions"), "Diagrams"),
            (Section::Propositions, Address::Propositions, "Propositions"),
            (Section::Actors, Address::Actors, "Actors"),
            (Section::Documents, Address::Documents, "Documents"),
            (Section::Events, Address::Events, "Events"),
            (Section::Questions, Address::Questions, "Questions"),
        ];
        let search = self.addressing.href(&Address::Search(Parameters::none()), Representation::Page);
        html! {
            header.top {
                @if let Some(above) = self.above { p.above { a href=(above) { "All cases" } } }
                p.case {
                    @match self.addressing.href(&Address::Case, Representation::Page) {
                        Some(href) => {
                            a href=(href) aria-current=[(section == Some(Section::Case)).then_some("page")] { (case) }
                        },
                        None => { (case) },
                    }
                }
                nav aria-label="Case" {
                    ul {
                        @for (part, address, name) in &parts {
                            @if let Some(href) = self.addressing.href(address, Representation::Page) {
                                li { a href=(href) aria-current=[(section == Some(*part)).then_some("true")] { (name) } }
                            }
                        }
                        @if let Some(href) = self.coding {
                            li { a href=(href) aria-current=[(section == Some(Section::Coding)).then_some("true")] { "Code" } }
                        }
                    }
                }
                @if let Some(href) = search {
                    @if self.addressing.answers() {
                        form.find role="search" action=(href) method="get" {
                            label for="find" { "Search" }
                            input id="find" type="search" name="q" autocomplete="off";
                            button type="submit" { "Find" }
                        }
                    } @else {
                        p.find { a href=(href) aria-current=[(section == Some(Section::Search)).then_some("page")] { "Search" } }
                    }
                }
            }
        }
    }

    fn bottom(&self) -> Markup {
        let page = |address| self.addressing.href(&address, Representation::Page);
        let (glossary, guide) = (page(Address::Glossary), page(Address::Guide));
        html! {
            footer.bottom {
                fieldset.colours {
                    legend { "Colours" }
                    @for (value, name) in [("auto", "As the device"), ("light", "Light"), ("dark", "Dark")] {
                        label {
                            input type="radio" name="colours" id={ "colours-" (value) } value=(value) checked[value == "auto"];
                            " " (name)
                        }
                    }
                }
                p {
                    @if let Some(href) = glossary { a href=(href) { "What the words and signs mean" } " · " }
                    @if let Some(href) = guide { a href=(href) { "For teachers" } " · " }
                    (visible(self.colophon))
                }
            }
        }
    }
}

/// What a page that is a file allows itself: its own files, and nothing else. Some browsers do not count a file's
/// neighbours as its own, hence the scheme.
const POLICY: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; \
                      base-uri 'none'; form-action 'none'";

/// The media type as it stands in a link: without parameters.
fn plain_type(form: Representation) -> &'static str {
    form.media_type().split(';').next().unwrap_or_default()
}

/// Links to the same in other forms.
fn forms(forms: &[(Representation, String)]) -> Markup {
    html! {
        nav.forms aria-label="This page in other forms" {
            "The same as "
            @for (at, (form, href)) in forms.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(href) type=(plain_type(*form)) { (name(*form)) }
            }
        }
    }
}

/// What people call a form.
fn name(form: Representation) -> &'static str {
    match form {
        Representation::Page => "HTML",
        Representation::Json => "JSON",
        Representation::Turtle => "Turtle",
        Representation::JsonLd => "JSON-LD",
        Representation::Svg => "SVG",
        Representation::Png => "PNG",
        Representation::Pdf => "PDF",
        Representation::Dot => "DOT",
        Representation::Csv => "CSV",
    }
}
