//! The page of an event, and what the sources disagree on.

use maud::{Markup, html};

use crate::{
    diagram::text::{capital, visible},
    pages::{
        address::{Address, Representation},
        shell::{Section, Sheet},
        view::{Contrast, ContrastTelling, Dispute, EventEntry, EventView, FactView},
        writer::{Writer, date_words, listed, mark, web},
    },
};

impl Writer<'_> {
    pub(in crate::pages) fn event_page(&self, view: &EventView) -> String {
        let here = Address::Event(view.id.clone());
        let main = html! {
            @if view.outside { p { "Known only from outside the documents of this case." } }
            dl.facts {
                @if let Some(date) = &view.date { dt { "When" } dd { (date_words(date)) } }
                @if !view.participants.is_empty() { dt { "Who took part" } dd { (self.actors(&view.participants)) } }
                @if let Some(instrument) = &view.instrument { dt { "By" } dd { (visible(instrument)) } }
                @if let Some(revised) = &view.revises { dt { "Changes" } dd { (self.event(revised)) } }
                @if let Some(answered) = &view.in_response_to { dt { "Answers" } dd { (self.event(answered)) } }
                @if !view.led_to.is_empty() { dt { "Led to" } dd { (listed(&view.led_to, |event| self.event(event))) } }
                @for (proposition, sign) in &view.bears_on {
                    dt { "Speaks" } dd {
                        (mark(sign)) @if sign == "support" { "for " } @else { "against " } (self.proposition(proposition))
                    }
                }
                @if !view.sources.is_empty() { dt { "Sources" } dd { (listed(&view.sources, |source| web(source, source))) } }
            }
            @if !view.disputes.is_empty() {
                section aria-labelledby="disagree" {
                    h2 id="disagree" { "Where the sources disagree" }
                    @for dispute in &view.disputes { (self.dispute(dispute)) }
                }
            }
            @if !view.told.is_empty() {
                section aria-labelledby="told" {
                    h2 id="told" { "What each source says" }
                    @for telling in &view.told {
                        h3 { (capital(&telling.property.replace('-', " "))) }
                        ul.plain { @for fact in &telling.facts { li { (self.fact(fact)) } } }
                    }
                }
            }
        };
        self.page(&Sheet {
            kicker: Some(html! { "Event · " (visible(&view.kind.replace('-', " "))) }),
            forms: self.forms(&here, &[Representation::Json]),
            ..Sheet::new(capital(&view.label), Some(Section::Events), main)
        })
    }

    fn fact(&self, fact: &FactView) -> Markup {
        html! {
            strong { (visible(&fact.value_label)) } " – "
            @if let Some(holder) = &fact.holder { (self.actor(holder)) " in " }
            (self.place(&fact.document, &format!("t-{}", fact.id)))
            @if !fact.quote.is_empty() { blockquote { "“" (visible(&fact.quote)) "”" } }
        }
    }

    /// A question of fact with its different answers.
    pub(super) fn dispute(&self, dispute: &Dispute) -> Markup {
        html! {
            h3 { (visible(&dispute.question)) }
            ul.plain {
                @for answer in &dispute.answers {
                    li {
                        strong { (visible(&answer.value)) }
                        span.source {
                            " – "
                            (listed(&answer.facts, |fact| html! {
                                @if let Some(holder) = &fact.holder { (self.actor(holder)) " in " }
                                (self.place(&fact.document, &format!("t-{}", fact.id)))
                            }))
                        }
                        @if let Some(first) = answer.facts.iter().min_by_key(|fact| (fact.quote.len().abs_diff(90), &fact.id)) {
                            blockquote { "“" (visible(&first.quote)) "”" }
                        }
                    }
                }
            }
            @if let Some(note) = &dispute.note { p.small { (visible(note)) } }
        }
    }

    /// Words beside deeds, under a heading of a level (2 to 4).
    pub(super) fn contrast(&self, contrast: &Contrast, level: u8) -> Markup {
        let title = html! { (visible(&contrast.actor)) " on “" (visible(&contrast.about).trim_end_matches('.')) "”" };
        let sides = [("It says", &contrast.words), ("Others report", &contrast.deeds)];
        html! {
            @if level <= 2 { h2 { (title) } } @else { h3 { (title) } }
            div.sides {
                @for (name, tellings) in sides {
                    div {
                        @if level <= 2 { h3 { (name) } } @else { h4 { (name) } }
                        ul.plain { @for telling in tellings { li { (self.telling(telling)) } } }
                    }
                }
            }
        }
    }

    fn telling(&self, telling: &ContrastTelling) -> Markup {
        html! {
            (visible(&telling.text))
            blockquote { "“" (visible(&telling.quote)) "”" }
            span.source {
                @if telling.statements.is_empty() {
                    (listed(&telling.documents, |document| self.document(document)))
                } @else {
                    (listed(&telling.statements, |statement| self.link(&Address::Statement(statement.id.clone()), &statement.label)))
                }
            }
        }
    }

    /// Events as a list.
    pub(super) fn event_list(&self, events: &[EventEntry]) -> Markup {
        html! {
            ul.plain {
                @for event in events {
                    li {
                        (self.link(&Address::Event(event.id.clone()), &capital(&event.label)))
                        span.small {
                            " · " (event.kind.replace('-', " "))
                            @if let Some(date) = &event.date { " · " (date_words(date)) }
                            " · " (event.documents) @if event.documents == 1 { " document" } @else { " documents" }
                            @if event.disputed { " · the sources disagree" }
                            @if event.outside { " · not in the documents" }
                        }
                    }
                }
            }
        }
    }
}
