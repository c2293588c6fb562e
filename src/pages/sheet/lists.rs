//! Pages that list what there is: actors, propositions, documents, statements, events.

use maud::{Markup, html};

use crate::{
    diagram::{kinds, text::visible},
    pages::{
        address::{Address, Representation},
        shell::{Section, Sheet},
        view::{ActorEntry, Contrast, Dispute, DocumentEntry, EventEntry, Heard, PropositionEntry, StatementView},
        writer::Writer,
    },
};

impl Writer<'_> {
    pub(in crate::pages) fn actors_page(&self, entries: &[ActorEntry]) -> String {
        let (heard, silent): (Vec<&ActorEntry>, Vec<&ActorEntry>) =
            entries.iter().partition(|entry| entry.heard.statements > 0);
        let list = |entries: &[&ActorEntry]| {
            let mut kinds: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
            kinds.dedup();
            html! {
                @for kind in kinds {
                    h3 { (kinds::heading(kind)) }
                    ul.cards {
                        @for entry in entries.iter().filter(|entry| entry.kind == kind) {
                            li {
                                (self.link(&Address::Actor(entry.id.clone()), &entry.label))
                                @if entry.heard.statements > 0 { br; span.small { (told(entry.heard)) } }
                            }
                        }
                    }
                }
            }
        };
        let main = html! {
            section aria-labelledby="heard" {
                h2 id="heard" { "Those whose position is told" }
                (list(&heard))
            }
            @if !silent.is_empty() {
                section aria-labelledby="others" {
                    h2 id="others" { "Those who speak for others, are spoken of, or take part" }
                    (list(&silent))
                }
            }
        };
        self.list_page("Actors", Address::Actors, Section::Actors, main)
    }

    pub(in crate::pages) fn propositions_page(&self, entries: &[PropositionEntry]) -> String {
        let (spoken, silent): (Vec<&PropositionEntry>, Vec<&PropositionEntry>) =
            entries.iter().partition(|entry| entry.heard.statements > 0);
        let main = html! {
            p { "Sentences that one can be for or against. The contested ones come first." }
            ul.plain {
                @for entry in spoken {
                    li {
                        (self.link(&Address::Proposition(entry.id.clone()), &entry.sentence)) br;
                        span.small { (sides(entry.heard)) }
                    }
                }
            }
            @if !silent.is_empty() {
                section aria-labelledby="silent" {
                    h2 id="silent" { "Nobody speaks of these here" }
                    ul { @for entry in silent { li { (self.link(&Address::Proposition(entry.id.clone()), &entry.sentence)) } } }
                }
            }
        };
        self.list_page("Propositions", Address::Propositions, Section::Propositions, main)
    }

    pub(in crate::pages) fn documents_page(&self, entries: &[DocumentEntry]) -> String {
        let main = html! {
            (self.document_list(entries))
            p { (self.link(&Address::Statements, "All statements in one list")) }
        };
        self.list_page("Documents", Address::Documents, Section::Documents, main)
    }

    /// Documents with what was found in each.
    pub(super) fn document_list(&self, entries: &[DocumentEntry]) -> Markup {
        html! {
            ul.plain {
                @for entry in entries {
                    li {
                        (self.link(&Address::Document(entry.id.clone()), &entry.title)) br;
                        span.small {
                            (visible(&entry.citation)) " · " (statements(entry.heard.statements))
                            @if entry.summary { " · here a summary in our own words" }
                        }
                    }
                }
            }
        }
    }

    pub(in crate::pages) fn statements_page(&self, views: &[StatementView]) -> String {
        let main = html! {
            p { (statements(views.len())) ", those whose words read best first." }
            (self.brief(views))
        };
        self.list_page("Statements", Address::Statements, Section::Documents, main)
    }

    pub(in crate::pages) fn events_page(
        &self,
        entries: &[EventEntry],
        disputes: &[Dispute],
        contrasts: &[Contrast],
    ) -> String {
        let main = html! {
            @if !disputes.is_empty() {
                section aria-labelledby="disagree" {
                    h2 id="disagree" { "Where the sources disagree" }
                    @for dispute in disputes { (self.dispute(dispute)) }
                }
            }
            @if !contrasts.is_empty() {
                section aria-labelledby="deeds" {
                    h2 id="deeds" { "Words and deeds" }
                    @for contrast in contrasts { (self.contrast(contrast, 3)) }
                }
            }
            section aria-labelledby="all" {
                h2 id="all" { "All events" }
                @if entries.is_empty() { p { "The case declares none." } }
                (self.event_list(entries))
            }
        };
        self.list_page("Events", Address::Events, Section::Events, main)
    }

    fn list_page(&self, title: &str, here: Address, section: Section, main: Markup) -> String {
        self.page(&Sheet {
            forms: self.forms(&here, &[Representation::Json]),
            ..Sheet::new(title, Some(section), main)
        })
    }
}

/// "3 statements".
pub(super) fn statements(number: usize) -> String {
    many(number, "statement", "statements")
}

/// A number of things in words.
pub(super) fn many(number: usize, singular: &str, plural: &str) -> String {
    crate::diagram::text::count(u32::try_from(number).unwrap_or(u32::MAX), singular, plural)
}

/// What is heard of an actor.
fn told(heard: Heard) -> String {
    let own = match (heard.own_words, heard.statements) {
        (0, _) => "none in own words".to_owned(),
        (own, all) if own == all => "own words".to_owned(),
        (own, _) => format!("{own} in own words"),
    };
    format!("{}, {own}", statements(heard.statements))
}

/// Who speaks of a proposition.
fn sides(heard: Heard) -> String {
    let mut parts = Vec::new();
    for (number, word) in [(heard.support, "for"), (heard.oppose, "against"), (heard.conditional, "on a condition")] {
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    let actors = many(heard.actors, "actor", "actors");
    format!("{}: {} · {actors}", statements(heard.statements), parts.join(", "))
}
