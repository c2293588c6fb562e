//! The page of a proposition.

use maud::{Markup, html};

use crate::{
    diagram::text::visible,
    pages::{
        address::{Address, Parameters, Representation},
        shell::{Section, Sheet},
        view::{PositionView, PropositionView, ReasonView},
        writer::{About, Writer, listed, mark},
    },
};

impl Writer<'_> {
    pub(in crate::pages) fn proposition_page(&self, view: &PropositionView) -> String {
        let here = Address::Proposition(view.id.clone());
        let drawing = Address::Drawing("positions".to_owned(), Parameters::none().with("proposition", &view.id));
        let main = html! {
            @if let Some(definition) = &view.definition { p { (visible(definition)) } }
            @if view.broader.is_some() || !view.narrower.is_empty() {
                dl.facts {
                    @if let Some(broader) = &view.broader {
                        dt { "Part of" } dd { (self.proposition(broader)) span.small { " (who supports this supports that)" } }
                    }
                    @if !view.narrower.is_empty() {
                        dt { "Includes" } dd { (listed(&view.narrower, |narrower| self.proposition(narrower))) }
                    }
                }
            }
            (self.elsewhere(&here))
            section aria-labelledby="positions" {
                h2 id="positions" { "Who supports it, who opposes it" }
                @if view.positions.is_empty() {
                    p { "No statement was found." }
                } @else {
                    (self.position_table(&view.positions, About::Proposition))
                    p.small {
                        @if self.href(&drawing).is_some() { (self.link(&drawing, "The same as a diagram")) " · " }
                        (self.question("stances", "proposition", &view.id, "The same as a question"))
                    }
                }
            }
            @if !view.reasons.is_empty() {
                section aria-labelledby="reasons" {
                    h2 id="reasons" { "For which reasons" }
                    div.sides {
                        @for (stance, title) in [("support", "For it"), ("oppose", "Against it"), ("conditional", "On a condition")] {
                            @if view.reasons.iter().any(|reason| reason.stance == stance) {
                                div { h3 { (title) } (self.reasons(view, stance)) }
                            }
                        }
                    }
                }
            }
            @if !view.statements.is_empty() {
                section aria-labelledby="words" {
                    h2 id="words" { "In which words" }
                    p { "The marked words are the evidence; what stands around them is their context." }
                    (self.sayings(&view.statements, About::Proposition))
                }
            }
        };
        self.page(&Sheet {
            kicker: Some(html! {
                "Proposition · " (visible(&view.label))
                @if let Some(issue) = &view.issue { " · " (visible(&issue.label)) }
            }),
            forms: self.forms(&here, &[Representation::Json, Representation::Turtle, Representation::JsonLd]),
            ..Sheet::new(view.sentence.clone(), Some(Section::Propositions), main)
        })
    }

    fn reasons(&self, view: &PropositionView, stance: &str) -> Markup {
        let these: Vec<&ReasonView> = view.reasons.iter().filter(|reason| reason.stance == stance).collect();
        html! {
            ul {
                @for reason in these {
                    li {
                        strong { (visible(&reason.frame.label)) }
                        @if reason.rejected { " is rejected" }
                        " – " (self.actors(&reason.actors))
                    }
                }
            }
        }
    }

    /// Positions as a table with the best words for each.
    pub(in crate::pages) fn position_table(&self, positions: &[PositionView], about: About) -> Markup {
        html! {
            div.scroll tabindex="0" role="group" aria-label="Positions" {
                table {
                    caption { "Positions, with the words behind them. One speech act counts once, however many documents report it." }
                    thead {
                        tr {
                            @if about != About::Actor { th scope="col" { "Actor" } }
                            th scope="col" { "Stance" }
                            @if about != About::Proposition { th scope="col" { "Proposition" } }
                            th scope="col" { "Whose voice" }
                            th scope="col" { "In which words" }
                        }
                    }
                    tbody { @for position in positions { (self.position_row(position, about)) } }
                }
            }
        }
    }

    fn position_row(&self, position: &PositionView, about: About) -> Markup {
        html! {
            tr class=(position.stance) {
                @if about != About::Actor { th scope="row" { (self.actor(&position.actor)) } }
                td.stance { (mark(&position.stance)) (crate::diagram::Stance::from_name(&position.stance).map_or("", |s| s.word())) }
                @if about != About::Proposition { td { (self.proposition(&position.proposition)) } }
                td { (visible(&position.voice)) span.small { ", " (position.tally()) } }
                td {
                    @if let Some(quote) = &position.quote { q { (visible(quote)) } " " }
                    @if let Some(source) = &position.source { cite.source { (visible(source)) } }
                }
            }
        }
    }
}
