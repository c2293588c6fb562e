//! Pages above several cases: which there are, who speaks in which, where an actor stands in each.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::{Planned, SiteFile, files::Files};
use crate::{
    diagram::{
        Stance,
        survey::{Filters, Survey},
        text::{count, visible},
    },
    pages::{
        address::{Address, Addressing, Representation},
        shell::{Sheet, Shell},
        view::{Named, PositionView},
        writer::{Writer, date_words, mark},
    },
};

/// What stands above several cases.
pub(super) struct Across<'a> {
    cases: &'a [Planned<'a>],
    /// Who or what is in several cases, and in which (places in `cases`).
    actors: BTreeMap<String, Shared>,
    propositions: BTreeMap<String, Shared>,
}

#[derive(Default)]
struct Shared {
    label: String,
    cases: BTreeSet<usize>,
}

/// Pages above all cases: nothing of a case is there, only our own files.
struct Above {
    root: String,
}

impl Addressing for Above {
    fn href(&self, _: &Address, _: Representation) -> Option<String> {
        None
    }
    fn asset(&self, name: &str) -> String {
        format!("{}assets/{name}", self.root)
    }
    fn answers(&self) -> bool {
        false
    }
    fn frame(&self) -> (String, String) {
        (self.root.clone(), ".html".to_owned())
    }
}

impl<'a> Across<'a> {
    pub(super) fn new(cases: &'a [Planned<'a>]) -> Self {
        let (mut actors, mut propositions): (BTreeMap<String, Shared>, BTreeMap<String, Shared>) = Default::default();
        for (at, planned) in cases.iter().enumerate() {
            let reading = planned.case.reading;
            for row in &reading.survey.statements {
                for party in &row.counts_for {
                    let shared = actors.entry(party.id.clone()).or_default();
                    shared.label = reading.actor_label(&party.id);
                    shared.cases.insert(at);
                }
                let shared = propositions.entry(row.topic.id.clone()).or_default();
                shared.label.clone_from(&row.topic.sentence);
                shared.cases.insert(at);
            }
        }
        Self { cases, actors, propositions }
    }

    /// Whether something is compared across cases.
    pub(super) fn has(&self, address: &Address) -> bool {
        let shared = match address {
            Address::Actor(id) => self.actors.get(id),
            Address::Proposition(id) => self.propositions.get(id),
            _ => None,
        };
        shared.is_some_and(|shared| shared.cases.len() > 1)
    }

    /// All of them.
    pub(super) fn pages(&self) -> Vec<SiteFile> {
        let mut made = vec![
            SiteFile { path: "index.html".to_owned(), bytes: self.index().into_bytes() },
            SiteFile { path: "search.html".to_owned(), bytes: self.search().into_bytes() },
        ];
        for (id, shared) in self.actors.iter().filter(|(_, shared)| shared.cases.len() > 1) {
            let page = self.actor(id, shared);
            made.push(SiteFile { path: format!("actors/{id}.html"), bytes: page.into_bytes() });
        }
        for (id, shared) in self.propositions.iter().filter(|(_, shared)| shared.cases.len() > 1) {
            let page = self.proposition(id, shared);
            made.push(SiteFile { path: format!("propositions/{id}.html"), bytes: page.into_bytes() });
        }
        made
    }

    fn page(&self, root: &str, sheet: &Sheet<'_>) -> String {
        let addressing = Above { root: root.to_owned() };
        let above = format!("{root}index.html");
        Shell {
            addressing: &addressing,
            case: if sheet.title == TITLE { TITLE } else { "Across cases" },
            language: "en",
            colophon: &format!("Made with stancegraph {}.", env!("CARGO_PKG_VERSION")),
            coding: None,
            above: (sheet.title != TITLE).then_some(above.as_str()),
        }
        .page(sheet)
    }

    /// A writer for what is told of a case on a page that lies `root` below the site's folder.
    fn files(&self, at: usize, root: &str) -> Files<'_> {
        let case = &self.cases[at];
        Files { plan: &case.plan, base: format!("{root}{}/", case.case.name), root: root.to_owned(), across: None }
    }

    fn index(&self) -> String {
        let shared = |all: &BTreeMap<String, Shared>, folder: &str| {
            let mut several: Vec<(&String, &Shared)> =
                all.iter().filter(|(_, shared)| shared.cases.len() > 1).collect();
            several.sort_by_key(|(id, shared)| {
                (std::cmp::Reverse(shared.cases.len()), shared.label.clone(), (*id).clone())
            });
            html! {
                @if several.is_empty() { p { "There is none." } }
                ul {
                    @for (id, shared) in several {
                        li {
                            a href={ (folder) "/" (id) ".html" } { (visible(&shared.label)) }
                            span.small { " in " (cases(shared.cases.len())) }
                        }
                    }
                }
            }
        };
        let main = html! {
            section aria-labelledby="cases" {
                h2 id="cases" { "Cases" }
                ul.plain { @for planned in self.cases { li { (entry(planned)) } } }
                p { a href="search.html" { "Search all cases" } }
                @if let Some(first) = self.cases.first() {
                    p { a href={ (first.case.name) "/guide.html" } { "For teachers: how to use a case in a lesson" } }
                }
            }
            section aria-labelledby="actors" { h2 id="actors" { "Actors in several cases" } (shared(&self.actors, "actors")) }
            section aria-labelledby="propositions" {
                h2 id="propositions" { "Propositions debated in several cases" }
                (shared(&self.propositions, "propositions"))
            }
        };
        self.page("", &Sheet::new(TITLE, None, main))
    }

    fn search(&self) -> String {
        let indexes: Vec<String> =
            self.cases.iter().map(|planned| format!("{}/search-index.js", planned.case.name)).collect();
        let main = html! {
            (crate::pages::sheet::in_browser())
            // The indexes of the cases, and what looks into them.
            @for index in &indexes { script defer src=(index) {} }
            script defer src="assets/search.js" {}
        };
        self.page("", &Sheet::new("Search all cases", None, main))
    }

    /// Where an actor stands in each case, in the order of time.
    fn actor(&self, id: &str, shared: &Shared) -> String {
        let main = html! {
            p { "Where it stands, case by case; the cases in the order of their documents." }
            @for at in self.in_time(&shared.cases) {
                @let reading = self.cases[at].case.reading;
                @let files = self.files(at, "../");
                @let writer = Writer::new(reading, &files);
                @let positions = PositionView::all(reading, &Filters { actors: vec![id.to_owned()], ..Filters::default() });
                section aria-labelledby={ "case-" (at) } {
                    h2 id={ "case-" (at) } {
                        (writer.link(&Address::Case, &reading.case.manifest.title))
                        @if let Some(time) = time(&reading.survey) { span.small { " · " (time) } }
                    }
                    ul.plain {
                        @for position in &positions { li { (line(&writer, position, &position.proposition)) } }
                    }
                    p { (writer.link(&Address::Actor(id.to_owned()), "All that this case has of it")) }
                }
            }
        };
        let sheet =
            Sheet { kicker: Some(html! { "Actor across cases" }), ..Sheet::new(shared.label.clone(), None, main) };
        self.page("../", &sheet)
    }

    /// Who stands where on a proposition in each case.
    fn proposition(&self, id: &str, shared: &Shared) -> String {
        let main = html! {
            p { "Who supports it and who opposes it, case by case; the cases in the order of their documents." }
            @for at in self.in_time(&shared.cases) {
                @let reading = self.cases[at].case.reading;
                @let files = self.files(at, "../");
                @let writer = Writer::new(reading, &files);
                @let filters = Filters { propositions: vec![id.to_owned()], ..Filters::default() };
                @let positions = PositionView::all(reading, &filters);
                section aria-labelledby={ "case-" (at) } {
                    h2 id={ "case-" (at) } {
                        (writer.link(&Address::Case, &reading.case.manifest.title))
                        @if let Some(time) = time(&reading.survey) { span.small { " · " (time) } }
                    }
                    div.sides {
                        @for stance in Stance::ALL {
                            @if positions.iter().any(|position| position.stance == stance.name()) {
                                div {
                                    h3 { (stance.word()) }
                                    ul.plain {
                                        @for position in positions.iter().filter(|position| position.stance == stance.name()) {
                                            li { (line(&writer, position, &position.actor)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    p { (writer.link(&Address::Proposition(id.to_owned()), "All that this case has on it")) }
                }
            }
        };
        let sheet = Sheet {
            kicker: Some(html! { "Proposition across cases" }),
            ..Sheet::new(shared.label.clone(), None, main)
        };
        self.page("../", &sheet)
    }

    /// Cases by the dates of their documents; those without dates last.
    fn in_time(&self, cases: &BTreeSet<usize>) -> Vec<usize> {
        let first = |at: &usize| dates(&self.cases[*at].case.reading.survey).into_iter().next();
        let mut sorted: Vec<usize> = cases.iter().copied().collect();
        sorted.sort_by_key(|at| (first(at).is_none(), first(at), *at));
        sorted
    }
}

/// The title of the page of all cases.
const TITLE: &str = "All cases";

/// A position in a line: the thing that the page is not about, with the words.
fn line(writer: &Writer<'_>, position: &PositionView, thing: &Named) -> Markup {
    html! {
        (mark(&position.stance))
        @if thing == &position.actor { (writer.actor(thing)) } @else { strong { (position.stance) } " " (writer.proposition(thing)) }
        span.small { " · " (visible(&position.voice)) ", " (position.tally()) }
        @if let Some(quote) = &position.quote { blockquote { "“" (visible(quote)) "” " @if let Some(source) = &position.source { cite.source { (visible(source)) } } } }
    }
}

fn entry(planned: &Planned<'_>) -> Markup {
    let reading = planned.case.reading;
    let tally = Survey::tally(&reading.survey.statements);
    let number = |number: usize, one, many| count(u32::try_from(number).unwrap_or(u32::MAX), one, many);
    html! {
        a href={ (planned.case.name) "/index.html" } { (visible(&reading.case.manifest.title)) }
        @if let Some(description) = &reading.case.manifest.description { br; (visible(description)) }
        br;
        span.small {
            (number(reading.case.documents.len(), "document", "documents")) ", "
            (number(tally.statements, "statement", "statements")) " by " (number(tally.actors, "actor", "actors"))
            @if let Some(time) = time(&reading.survey) { " · " (time) }
        }
    }
}

fn cases(number: usize) -> String {
    count(u32::try_from(number).unwrap_or(u32::MAX), "case", "cases")
}

/// The dates of the documents, in order.
fn dates(survey: &Survey) -> Vec<String> {
    let mut dates: Vec<String> =
        survey.documents.iter().filter_map(|document| crate::pages::view::date_text(document.date)).collect();
    dates.sort();
    dates
}

/// From when to when the documents are.
fn time(survey: &Survey) -> Option<String> {
    let dates = dates(survey);
    let (first, last) = (date_words(dates.first()?), date_words(dates.last()?));
    Some(if first == last { first } else { format!("{first} to {last}") })
}
