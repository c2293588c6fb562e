//! What the words and signs mean.

use maud::{Markup, html};

use crate::pages::{
    shell::Sheet,
    writer::{Writer, mark},
};

/// Words with what they mean here.
const WORDS: [(&str, &str); 14] = [
    ("Actor", "A person or organisation: a company, a government, a regulator, a court, an association, an expert."),
    ("Proposition", "A sentence that one can be for or against."),
    ("Statement", "One actor takes one stance on one proposition in one document."),
    ("Stance", "Where the actor stands: it supports, it opposes, or it is for or against on a condition."),
    (
        "Speech act",
        "Something said once, however many documents report it. Numbers count speech acts unless they say otherwise.",
    ),
    ("Own words", "The actor or its spokesperson says so, and the document relates it, quoted or paraphrased."),
    ("Reported", "A third party that is named says that the actor holds it."),
    ("Alleged", "An opponent says that the actor holds it. The actor itself may never have said so."),
    ("Unattributed", "The document says so on its own account, without any speech act."),
    ("Spokesperson", "Whoever speaks for an organisation by office."),
    (
        "Attribution",
        "A passage in which somebody is said to have said something. One may lie within another: A reports that B says that C wants.",
    ),
    ("Event", "Something that was done. Deeds are not words: what somebody did is no statement."),
    (
        "Fact",
        "What one document says of one property of an event: its date, who did it, whether it happened. Documents may disagree.",
    ),
    (
        "Position",
        "What the statements of one actor on one proposition add up to. It rests on the best voice there is: own words before reports before allegations.",
    ),
];

impl Writer<'_> {
    pub(in crate::pages) fn glossary_page(&self) -> String {
        let main = html! {
            section aria-labelledby="signs" {
                h2 id="signs" { "Signs" }
                dl.facts {
                    dt { (mark("support")) } dd { "supports: in the text " span.c.support.l1 { "a solid line" } ", in diagrams a solid line with an arrow" }
                    dt { (mark("oppose")) } dd { "opposes: in the text " span.c.oppose.l1 { "a dashed line" } ", in diagrams a dashed line with a bar" }
                    dt { (mark("conditional")) } dd { "on a condition: in the text " span.c.conditional.l1 { "a dotted line" } ", in diagrams a dotted line with a diamond" }
                    dt { "hatched, lighter" } dd { "only alleged: nobody heard the actor say so itself" }
                    dt { span.c.fact.l1 { "a wavy line" } } dd { "says something of an event" }
                    dt { "–" } dd { "no evidence found; that is not the same as no opinion" }
                }
            }
            section aria-labelledby="words" {
                h2 id="words" { "Words" }
                (words())
            }
            section aria-labelledby="summaries" {
                h2 id="summaries" { "Summaries" }
                p {
                    "Some documents are kept as a summary in the case’s own words, because the source’s text may not be copied. "
                    "Each page says so. Only what stands in quotation marks is then the source’s; read the source before you quote it."
                }
            }
        };
        self.page(&Sheet::new("What the words and signs mean", None, main))
    }
}

fn words() -> Markup {
    html! { dl.facts { @for (word, meaning) in WORDS { dt { (word) } dd { (meaning) } } } }
}
