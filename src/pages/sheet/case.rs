//! The page of the case: what it is about, who wants what, where the sources disagree, who is missing.

use maud::{Markup, html};

use super::lists::{many, statements};
use crate::{
    diagram::{
        Grade, kinds,
        matrix::{self, Cell, NO_EVIDENCE},
        survey::Filters,
        text::visible,
    },
    pages::{
        address::{Address, Parameters, Representation},
        drawing,
        shell::{Section, Sheet},
        view::{CaseView, Epilogue, PropositionEntry, Silence},
        writer::{About, Writer, listed, mark, web},
    },
};

impl Writer<'_> {
    pub(in crate::pages) fn case_page(&self, view: &CaseView) -> String {
        let drawing = Address::Drawing("positions".to_owned(), Parameters::none());
        let main = html! {
            @if let Some(description) = &view.description { p.lead { (visible(description)) } }
            p {
                (statements(view.counts.statements)) " (" (many(view.counts.utterances, "speech act", "speech acts")) ") by "
                (many(view.counts.actors, "actor", "actors")) " on " (many(view.counts.propositions, "proposition", "propositions"))
                ", from " (many(view.counts.documents, "document", "documents")) "."
            }
            @if view.counts.statements == 0 {
                p { "Nothing is coded yet: " code { "stancegraph annotate" } " lets the machine read the documents." }
            } @else {
                section aria-labelledby="glance" {
                    h2 id="glance" { "Who wants what, at a glance" }
                    (self.matrix())
                }
                section aria-labelledby="diagram" {
                    h2 id="diagram" { "The same as a diagram" }
                    (self.drawn(&drawing))
                    p { (self.link(&drawing, "Filter it, take it along, see it as a table")) }
                }
                (self.contested(view))
            }
            @if !view.disputes.is_empty() {
                section aria-labelledby="disagree" {
                    h2 id="disagree" { "Where the sources disagree" }
                    @for dispute in &view.disputes { (self.dispute(dispute)) }
                }
            }
            @if !view.contrasts.is_empty() {
                section aria-labelledby="deeds" {
                    h2 id="deeds" { "Words and deeds" }
                    p { "What an actor says of itself, beside what others report that it did." }
                    @for contrast in &view.contrasts { (self.contrast(contrast, 3)) }
                }
            }
            (missing(&view.silences))
            section aria-labelledby="documents" {
                h2 id="documents" { "Documents" }
                (self.document_list(&view.documents))
            }
            @if let Some(epilogue) = &view.epilogue { (afterwards(epilogue)) }
            section aria-labelledby="coders" {
                h2 id="coders" { "Who coded it" }
                dl.facts { @for coder in &view.coders { dt { (visible(&coder.id)) } dd { (visible(&coder.label)) } } }
            }
        };
        self.page(&Sheet {
            forms: self.forms(&Address::Case, &[Representation::Json, Representation::Turtle, Representation::JsonLd]),
            ..Sheet::new(view.title.clone(), Some(Section::Case), main)
        })
    }

    /// Actors by propositions, as a table whose cells lead to the words.
    fn matrix(&self) -> Markup {
        let positions = self.reading.survey.matrix(&Filters::default(), &drawing::links(self.addressing));
        let Ok(cells) = matrix::cells(&positions) else {
            return html! { p { "There is no position to show." } };
        };
        let columns = cells.columns.len();
        html! {
            p.small {
                "Signs: + supports, − opposes, ± conditional; the number counts speech acts. "
                "Hatched: only alleged by others. A dash: " (NO_EVIDENCE) "."
            }
            div.scroll tabindex="0" role="group" aria-labelledby="glance" {
                table.matrix {
                    caption.hidden { "Actors by propositions" }
                    thead {
                        tr {
                            th scope="col" { "Actor" }
                            @for (heading, proposition) in cells.columns.iter().zip(&positions.propositions) {
                                th scope="col" { (self.link(&Address::Proposition(proposition.id.clone()), &heading.label)) }
                            }
                        }
                    }
                    @for group in &cells.groups {
                        tbody {
                            tr { th scope="rowgroup" colspan=(columns + 1) { (group.heading) } }
                            @for row in &group.rows {
                                tr {
                                    th scope="row" {
                                        @match &row.actor.link {
                                            Some(link) => { a href=(link.as_str()) { (row.actor.label) } },
                                            None => { (row.actor.label) },
                                        }
                                    }
                                    @for cell in &row.cells { (matrix_cell(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn contested(&self, view: &CaseView) -> Markup {
        let entry = |entry: &PropositionEntry| {
            html! {
                li {
                    (self.link(&Address::Proposition(entry.id.clone()), &entry.sentence)) br;
                    span.small { (entry.heard.support) " for, " (entry.heard.oppose) " against" }
                }
            }
        };
        html! {
            div.sides {
                section aria-labelledby="contested" {
                    h2 id="contested" { "Most contested" }
                    @if view.contested.is_empty() { p { "On no proposition are there voices on both sides." } }
                    ul.plain { @for known in view.contested.iter().take(5) { (entry(known)) } }
                }
                section aria-labelledby="newest" {
                    h2 id="newest" { "Said last" }
                    @if view.newest.is_empty() { p { "No statement has a date." } }
                    @for statement in &view.newest { (self.saying(statement, About::Neither)) }
                }
            }
        }
    }
}

fn matrix_cell(cell: &Cell) -> Markup {
    if cell.marks.is_empty() {
        return html! { td.none { span aria-hidden="true" { "–" } span.hidden { (NO_EVIDENCE) } } };
    }
    let marks = html! {
        @for known in &cell.marks {
            span.one {
                (mark(known.stance.name()))
                span.hidden { (known.stance.word()) " " }
                (known.utterances)
                @if known.grade != Grade::Stated { span.small { " " (known.grade.voice()) } }
            }
            " "
        }
    };
    html! {
        td.alleged[cell.only_alleged()] title=(cell.tooltip) {
            @match &cell.link {
                Some(link) => { a href=(link.as_str()) { (marks) } },
                None => { (marks) },
            }
        }
    }
}

/// Kinds of stakeholder of which nobody is heard.
fn missing(silences: &[Silence]) -> Markup {
    let absent: Vec<&Silence> = silences.iter().filter(|silence| silence.mentioned == 0).collect();
    let spoken_of: Vec<&Silence> = silences.iter().filter(|silence| silence.mentioned > 0).collect();
    let kind = |silence: &&Silence| kinds::heading(&silence.kind.replace(' ', "-")).to_lowercase();
    html! {
        @if !silences.is_empty() {
            section aria-labelledby="missing" {
                h2 id="missing" { "Who is missing" }
                @if !spoken_of.is_empty() {
                    p { "They play a part, but none states a position in its own words:" }
                    ul {
                        @for silence in spoken_of {
                            li { strong { (kinds::heading(&silence.kind.replace(' ', "-"))) } ": " (visible(&silence.actors)) span.small { " (" (silence.finding) ")" } }
                        }
                    }
                }
                @if !absent.is_empty() {
                    p { "Nobody at all is heard or spoken of among " (listed(&absent, |silence| html! { (kind(silence)) })) "." }
                }
            }
        }
    }
}

fn afterwards(epilogue: &Epilogue) -> Markup {
    html! {
        aside.after aria-labelledby="epilogue" {
            h2 id="epilogue" { "What happened next" }
            p.small { "From outside the documents." }
            p { (visible(&epilogue.text)) }
            ul.source { @for source in &epilogue.sources { li { (web(source, source)) } } }
        }
    }
}
