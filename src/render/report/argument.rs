//! The words themselves: statements by proposition, disagreements of fact, words against deeds.

use maud::{Markup, html};

use super::glance::sign;
use super::{
    Answer, Claim, Contradiction, Debate, Disagreement, Passage, Report, Saying, proposition_anchor, source_anchor,
    statement_anchor,
};
use crate::diagram::When;
use crate::diagram::text::visible;

/// Each proposition with the statements on it.
pub(super) fn propositions(report: &Report) -> Markup {
    if report.propositions.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="words" {
            h2 id="words" { "In their words" }
            p { "The marked words are the evidence; what stands around them is their context." }
            @for debate in &report.propositions { (proposition(report, debate)) }
        }
    }
}

fn proposition(report: &Report, debate: &Debate) -> Markup {
    html! {
        h3 id=(proposition_anchor(&debate.id)) { (visible(&debate.label)) }
        @if debate.statements.is_empty() { p.small { "No statement was found." } }
        @for saying in &debate.statements { (statement(report, saying)) }
    }
}

fn statement(report: &Report, saying: &Saying) -> Markup {
    html! {
        div class={ "saying " (saying.stance.name()) } id=(statement_anchor(&saying.id)) {
            p {
                span class={ "mark " (saying.stance.name()) } {
                    span.sign aria-hidden="true" { (sign(saying.stance)) }
                }
                strong { (visible(&saying.actor)) }
                " " (saying.stance.predicate())
                @if let Some(person) = &saying.spokesperson { ", through " (visible(person)) }
                span.small { " · " (details(saying)) }
                @if let Some(link) = &saying.link {
                    " " a.small href=(link.as_str()) { "the coding" }
                }
            }
            blockquote { p { (passage(&saying.passage)) } }
            p.source { (source(report, &saying.source)) }
            @if !saying.also.is_empty() { (also(report, saying)) }
        }
    }
}

/// The same speech act in other documents, each with its own words.
fn also(report: &Report, saying: &Saying) -> Markup {
    html! {
        details {
            summary {
                "The same also in "
                @for (at, other) in saying.also.iter().enumerate() {
                    @if at > 0 { "; " }
                    (name(report, &other.source))
                }
            }
            @for other in &saying.also {
                blockquote id=(statement_anchor(&other.id)) {
                    p { (passage(&other.passage)) }
                    p.source { (source(report, &other.source)) }
                }
            }
        }
    }
}

fn details(saying: &Saying) -> String {
    let mut parts = vec![visible(&saying.voice)];
    parts.push(visible(&saying.form));
    if saying.date != When::Unknown {
        parts.push(saying.date.to_string());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The evidence marked within its context.
fn passage(passage: &Passage) -> Markup {
    html! {
        @if !passage.prefix.is_empty() { (visible(&passage.prefix)) (space_after(&passage.prefix)) }
        mark { (visible(&passage.exact)) }
        @if !passage.suffix.is_empty() { (space_before(&passage.suffix)) (visible(&passage.suffix)) }
        @if passage.summary { span.small { " (summary)" } }
    }
}

/// The space that trimming took from the end of a prefix.
fn space_after(text: &str) -> &'static str {
    if text.ends_with(char::is_whitespace) { " " } else { "" }
}

/// The space that trimming took from the start of a suffix.
fn space_before(text: &str) -> &'static str {
    if text.starts_with(char::is_whitespace) { " " } else { "" }
}

/// The short name of a source.
fn name(report: &Report, id: &str) -> String {
    let known = report.sources.iter().find(|source| source.id == id);
    visible(known.map_or(id, |source| &source.label))
}

/// The short names of sources, each leading to its entry.
fn sources(report: &Report, ids: &[String]) -> Markup {
    html! {
        @for (at, id) in ids.iter().enumerate() {
            @if at > 0 { "; " }
            (source(report, id))
        }
    }
}

/// The short name of a source, leading to its entry.
fn source(report: &Report, id: &str) -> Markup {
    let known = report.sources.iter().find(|source| source.id == id);
    html! {
        cite {
            @match known {
                Some(source) => { a href={ "#" (source_anchor(id)) } { (visible(&source.label)) } },
                None => { (visible(id)) },
            }
        }
    }
}

/// Questions of fact with their different answers.
pub(super) fn disagreements(report: &Report) -> Markup {
    if report.disagreements.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="disagree" {
            h2 id="disagree" { "Where the sources disagree" }
            @for disagreement in &report.disagreements { (question(report, disagreement)) }
        }
    }
}

fn question(report: &Report, disagreement: &Disagreement) -> Markup {
    html! {
        h3 { (visible(&disagreement.question)) }
        ul.plain {
            @for given in &disagreement.answers { li { (answer(report, given)) } }
        }
        @if let Some(note) = &disagreement.note { p.small { (visible(note)) } }
    }
}

fn answer(report: &Report, answer: &Answer) -> Markup {
    html! {
        strong { (visible(&answer.value)) }
        span.source {
            " – "
            @for (at, telling) in answer.tellings.iter().enumerate() {
                @if at > 0 { "; " }
                @if let Some(by) = &telling.by { (visible(by)) " in " }
                (source(report, &telling.source))
            }
        }
        @if let Some(words) = &answer.passage { blockquote { (passage(words)) } }
    }
}

/// Words beside deeds.
pub(super) fn deeds(report: &Report) -> Markup {
    if report.deeds.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="deeds" {
            h2 id="deeds" { "Words and deeds" }
            p { "What an actor says of itself, beside what others report that it did." }
            @for contradiction in &report.deeds { (contrast(report, contradiction)) }
        }
    }
}

fn contrast(report: &Report, contradiction: &Contradiction) -> Markup {
    html! {
        h3 {
            (visible(&contradiction.actor)) " on “"
            (visible(&contradiction.proposition).trim_end_matches('.')) "”"
        }
        div.sides {
            div { h4 { "It says" } (claims(report, &contradiction.words)) }
            div { h4 { "Others report" } (claims(report, &contradiction.deeds)) }
        }
    }
}

fn claims(report: &Report, claims: &[Claim]) -> Markup {
    html! {
        ul.plain {
            @for claim in claims {
                li {
                    (visible(&claim.text))
                    @if let Some(words) = &claim.passage { blockquote { (passage(words)) } }
                    span.source {
                        " "
                        @if let Some(by) = &claim.by { (visible(by)) ", in " }
                        (sources(report, &claim.sources))
                    }
                }
            }
        }
    }
}
