//! The page of one statement: its words, how it was coded, through whose hands it came.

use maud::{Markup, html};

use crate::{
    diagram::text::visible,
    pages::{
        address::{Address, Representation},
        shell::{Section, Sheet},
        view::{Hand, Named, StatementView},
        writer::{Writer, date_words, listed, mark, passage},
    },
};

/// One line of what is known: its name, and what to say.
type Line = (&'static str, Option<Markup>);

impl Writer<'_> {
    pub(in crate::pages) fn statement_page(&self, view: &StatementView) -> String {
        let here = Address::Statement(view.id.clone());
        let title = format!("{} {} “{}”", view.actor.label, view.verb(), view.proposition.label);
        let main = html! {
            div class={ "saying " (view.stance) } {
                blockquote { p.lead { (passage(view)) } }
                p.source {
                    (self.place(&view.document, &format!("t-{}", view.id)))
                    @if view.summary { " · the text is a summary in our own words; only what stands in quotation marks is the source’s" }
                }
            }
            section aria-labelledby="coded" {
                h2 id="coded" { "How it was coded" }
                dl.facts {
                    @for (name, value) in self.coding_lines(view) {
                        @if let Some(value) = value { dt { (name) } dd { (value) } }
                    }
                }
            }
            section aria-labelledby="hands" {
                h2 id="hands" { "Through whose hands it reached you" }
                ol.hands { @for hand in &view.hands { li { (self.hand(hand)) } } }
            }
            @if !view.also.is_empty() {
                section aria-labelledby="also" {
                    h2 id="also" { "The same speech act in other documents" }
                    ul { @for other in &view.also { li { (self.link(&Address::Statement(other.id.clone()), &other.label)) } } }
                }
            }
        };
        self.page(&Sheet {
            kicker: Some(html! { "Statement in " (self.document(&view.document)) }),
            forms: self.forms(&here, &[Representation::Json, Representation::Turtle, Representation::JsonLd]),
            ..Sheet::new(title, Some(Section::Documents), main)
        })
    }

    fn coding_lines(&self, view: &StatementView) -> Vec<Line> {
        let text = |text: String| Some(html! { (text) });
        let some_actors = |actors: &[Named]| (!actors.is_empty()).then(|| self.actors(actors));
        let names =
            |names: &[Named]| (!names.is_empty()).then(|| listed(names, |name| html! { (visible(&name.label)) }));
        let confidence = view.confidence.map(|sure| format!(", {:.0} % sure", sure * 100.0)).unwrap_or_default();
        let by = if view.machine {
            format!("{} (a program{confidence})", view.coder)
        } else {
            format!("{}{confidence}", view.coder)
        };
        vec![
            ("Who", Some(html! { (self.actor(&view.actor)) " (" (view.kind.replace('-', " ")) ")" })),
            ("Through", view.spokesperson.as_deref().and_then(|person| text(visible(person)))),
            (
                "Stance",
                Some(
                    html! { (mark(&view.stance)) (view.stance) @if let Some(leaning) = &view.leaning { ", leaning to " (leaning) } },
                ),
            ),
            ("If", view.condition.as_deref().and_then(|condition| text(visible(condition)))),
            ("On", Some(html! { (self.link(&Address::Proposition(view.proposition.id.clone()), &view.sentence)) })),
            ("In whose voice", text(visible(&view.voice))),
            ("Said by", some_actors(&view.ascribed_by)),
            ("Kind of speech", view.form.as_deref().and_then(|form| text(form.replace('-', " ")))),
            ("How firmly", text(view.commitment.clone())),
            ("Spoken to", some_actors(&view.addressees)),
            ("Spoken about", some_actors(&view.targets)),
            ("Reasons given", names(&view.frames)),
            ("Reasons rejected", names(&view.frames_rejected)),
            ("When", view.date.as_deref().and_then(|date| text(date_words(date)))),
            ("Speech act", view.utterance.as_ref().and_then(|utterance| text(visible(&utterance.label)))),
            ("Coded by", text(by)),
            ("Rule", view.rule.as_ref().map(|rule| html! { code { (visible(rule)) } })),
            ("Remark", view.note.as_deref().and_then(|note| text(visible(note)))),
            ("Id", Some(html! { code { (view.id) } })),
        ]
    }

    fn hand(&self, hand: &Hand) -> Markup {
        html! {
            @match &hand.actor {
                Some(actor) => { (self.link(&Address::Actor(actor.id.clone()), &hand.label)) },
                None => { (visible(&hand.label)) },
            }
            @if let Some(directness) = &hand.directness {
                span.small {
                    " (" (how_passed_on(directness))
                    @if let Some(cue) = &hand.cue { ", “" (visible(cue)) "”" }
                    @if let Some(work) = &hand.work { ", in " (visible(work)) }
                    ")"
                }
            }
        }
    }
}

/// How words are passed on, in a word that readers know.
pub(super) fn how_passed_on(directness: &str) -> &'static str {
    match directness {
        "direct" => "quoted",
        "mixed" => "partly quoted",
        _ => "paraphrased",
    }
}
