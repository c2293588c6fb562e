//! The page of an actor.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::{
    diagram::{kinds::singular, text::visible},
    pages::{
        address::{Address, Parameters, Representation},
        shell::{Section, Sheet},
        view::{ActorView, Agreement, StatementView},
        writer::{About, Writer, date_words, listed, web},
    },
};

impl Writer<'_> {
    pub(in crate::pages) fn actor_page(&self, view: &ActorView) -> String {
        let here = Address::Actor(view.id.clone());
        let main = html! {
            (self.who(view))
            (self.elsewhere(&here))
            (self.positions_of(view))
            (self.words_of(view))
            @if !view.contrasts.is_empty() {
                section aria-labelledby="deeds" {
                    h2 id="deeds" { "Words and deeds" }
                    p { "What it says of itself, beside what others report that it did." }
                    @for contrast in &view.contrasts { (self.contrast(contrast, 3)) }
                }
            }
            (self.agreements(view))
            (self.others(view))
            @if !view.events.is_empty() {
                section aria-labelledby="events" {
                    h2 id="events" { "In what it took part" }
                    (self.event_list(&view.events))
                }
            }
        };
        self.page(&Sheet {
            kicker: Some(html! {
                "Actor" @if !view.kind.is_empty() { " · " (singular(&view.kind)) }
                @if let Some(country) = &view.country { " · " (visible(country)) }
            }),
            forms: self.forms(&here, &[Representation::Json, Representation::Turtle, Representation::JsonLd]),
            ..Sheet::new(view.label.clone(), Some(Section::Actors), main)
        })
    }

    fn who(&self, view: &ActorView) -> Markup {
        html! {
            @if let Some(note) = &view.note { p { (visible(note)) } }
            dl.facts {
                @if !view.aliases.is_empty() {
                    dt { "Also called" } dd { (listed(&view.aliases, |alias| html! { (visible(alias)) })) }
                }
                @if let Some(whole) = &view.part_of { dt { "Part of" } dd { (self.actor(whole)) } }
                @if !view.parts.is_empty() { dt { "Its parts" } dd { (self.actors(&view.parts)) } }
                @for role in &view.roles {
                    @if role.person.id == view.id {
                        dt { "Role" } dd { (visible(&role.role)) ", " (self.actor(&role.organization)) (years(&role.from, &role.to)) }
                    } @else {
                        dt { "Spokesperson" } dd { (self.actor(&role.person)) ", " (visible(&role.role)) (years(&role.from, &role.to)) }
                    }
                }
                @if let Some(item) = &view.wikidata {
                    dt { "Wikidata" } dd { (web(&format!("https://www.wikidata.org/wiki/{item}"), item)) }
                }
                @if !view.sources.is_empty() {
                    dt { "Sources" } dd { (listed(&view.sources, |source| web(source, source))) }
                }
                @if !view.declared { dt { "Named by" } dd { "a text; no codebook declares it" } }
            }
        }
    }

    fn positions_of(&self, view: &ActorView) -> Markup {
        let drawing = Address::Drawing("positions".to_owned(), Parameters::none().with("actor", &view.id));
        html! {
            section aria-labelledby="positions" {
                h2 id="positions" { "Where it stands" }
                @if view.positions.is_empty() {
                    p { "No position was found." }
                } @else {
                    (self.position_table(&view.positions, About::Actor))
                    p.small {
                        @if self.href(&drawing).is_some() { (self.link(&drawing, "The same as a diagram")) " · " }
                        (self.question("actor", "actor", &view.id, "The same as a question"))
                    }
                }
            }
        }
    }

    /// Its statements by proposition; a line of a diagram leads to one of these headings.
    fn words_of(&self, view: &ActorView) -> Markup {
        let mut by_proposition: BTreeMap<&str, Vec<StatementView>> = BTreeMap::new();
        for statement in &view.statements {
            by_proposition.entry(&statement.proposition.id).or_default().push(statement.clone());
        }
        let mut groups: Vec<Vec<StatementView>> = by_proposition.into_values().collect();
        groups.sort_by_key(|statements| std::cmp::Reverse(statements.len()));
        html! {
            @if !groups.is_empty() {
                section aria-labelledby="words" {
                    h2 id="words" { "In which words" }
                    p { "The marked words are the evidence; what stands around them is their context." }
                    @for statements in &groups {
                        @if let Some(first) = statements.first() {
                            h3 id={ "on-" (first.proposition.id) } {
                                (self.link(&Address::Proposition(first.proposition.id.clone()), &first.sentence))
                            }
                            (self.sayings(statements, About::Neither))
                        }
                    }
                }
            }
        }
    }

    fn agreements(&self, view: &ActorView) -> Markup {
        html! {
            @if !view.agreements.is_empty() {
                section aria-labelledby="agree" {
                    h2 id="agree" { "Who agrees with it, who does not" }
                    div.scroll tabindex="0" role="group" aria-labelledby="agree" {
                        table {
                            caption { "On how many propositions, in own words; in brackets where one side is only reported or alleged." }
                            thead { tr {
                                th scope="col" { "Actor" } th scope="col" { "Agree" } th scope="col" { "Disagree" }
                                th scope="col" { "They agree on" } th scope="col" { "They disagree on" }
                            } }
                            tbody { @for row in &view.agreements { (self.agreement(row)) } }
                        }
                    }
                }
            }
        }
    }

    fn agreement(&self, row: &Agreement) -> Markup {
        let number = |own: u32, said: u32| if said > 0 { format!("{own} ({said})") } else { own.to_string() };
        html! {
            tr {
                th scope="row" { (self.actor(&row.other)) }
                td.number { (number(row.agree, row.agree_reported)) }
                td.number { (number(row.disagree, row.disagree_reported)) }
                td { (visible(&row.agree_on)) }
                td { (visible(&row.disagree_on)) }
            }
        }
    }

    fn others(&self, view: &ActorView) -> Markup {
        let parts = [
            ("through", "What it says for others", &view.spoken_through),
            ("about", "What others say to it or about it", &view.spoken_of),
            ("ascribes", "What it says of others’ positions", &view.ascribes),
        ];
        html! {
            @for (id, title, statements) in parts {
                @if !statements.is_empty() {
                    section aria-labelledby=(id) {
                        h2 id=(id) { (title) }
                        (self.brief(statements))
                    }
                }
            }
        }
    }

    /// Statements in a line each.
    pub(super) fn brief(&self, statements: &[StatementView]) -> Markup {
        html! {
            ul.plain {
                @for statement in statements {
                    li {
                        (self.actor(&statement.actor)) " "
                        (self.link(&Address::Statement(statement.id.clone()), statement.verb())) " "
                        (self.proposition(&statement.proposition)) ": “" (visible(&statement.quote)) "” "
                        span.source { (self.place(&statement.document, &format!("t-{}", statement.id))) }
                    }
                }
            }
        }
    }
}

fn years(from: &Option<String>, to: &Option<String>) -> String {
    match (from.as_deref().map(date_words), to.as_deref().map(date_words)) {
        (Some(from), Some(to)) => format!(" ({from} to {to})"),
        (Some(from), None) => format!(" (from {from})"),
        (None, Some(to)) => format!(" (until {to})"),
        (None, None) => String::new(),
    }
}
