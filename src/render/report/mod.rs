//! The page of a whole case: who wants what, in which words, where the sources disagree.
//!
//! One file without script or network that prints well; every claim on it leads to a passage and
//! every passage to its source.

mod argument;
mod context;
mod fill;
mod glance;
mod input;

pub use context::around;
pub use input::{
    Also, Answer, Claim, Contradiction, Debate, Disagreement, Epilogue, Passage, Report, Saying, Source, Telling,
};

use maud::{Markup, html};

pub use crate::diagram::survey::{proposition_anchor, source_anchor, statement_anchor};

use super::font::{Fonts, missing_glyphs};
use super::{RenderError, Rendered, page, svg};
use crate::diagram::text::visible;
use crate::diagram::{Drawing, matrix, positions, timeline};

/// Writes the page.
///
/// # Errors
/// When the positions or the time line are at fault, or their pictures cannot be laid out.
pub fn page(report: &Report) -> Result<Rendered, RenderError> {
    let fonts = Fonts::load()?;
    let cells = matrix::cells(&report.positions)?;
    let graph = positions::draw(&report.positions)?;
    let mut warnings = graph.advice.clone();
    warnings.extend(missing_glyphs(&fonts, &graph));
    let graph_part = graph_section(&graph, &fonts)?;
    let time_part = match report.timeline.as_ref().filter(|line| !line.items.is_empty()) {
        Some(line) => Some(time_section(&timeline::draw(line)?, &fonts)?),
        None => None,
    };
    let body = html! {
        a.skip href="#glance" { "Skip to the positions" }
        header {
            h1 { (visible(&report.title)) }
            @for paragraph in &report.lead { p.lead { (visible(paragraph)) } }
        }
        (contents(report))
        main {
            section aria-labelledby="glance" {
                h2 id="glance" { "Who wants what, at a glance" }
                (glance::table(&cells, &report.positions))
            }
            (graph_part)
            (argument::propositions(report))
            (argument::disagreements(report))
            (argument::deeds(report))
            @if let Some(part) = &time_part { (part) }
            (sources(report))
            (epilogue(report))
        }
        @if !report.colophon.is_empty() { footer { p.small { (visible(&report.colophon)) } } }
    };
    Ok(Rendered { bytes: super::page::shell(&report.language, &report.title, &body).into_bytes(), warnings })
}

/// Links to the sections that the page has.
fn contents(report: &Report) -> Markup {
    let parts = [
        (true, "glance", "Positions"),
        (true, "diagram", "Diagram"),
        (!report.propositions.is_empty(), "words", "In their words"),
        (!report.disagreements.is_empty(), "disagree", "Where the sources disagree"),
        (!report.deeds.is_empty(), "deeds", "Words and deeds"),
        (report.timeline.as_ref().is_some_and(|line| !line.items.is_empty()), "time", "Time line"),
        (!report.sources.is_empty(), "sources", "Sources"),
        (report.epilogue.is_some(), "epilogue", "What happened next"),
    ];
    html! {
        nav aria-label="On this page" {
            ul {
                @for (_, id, name) in parts.iter().filter(|part| part.0) {
                    li { a href={ "#" (id) } { (name) } }
                }
            }
        }
    }
}

fn graph_section(drawing: &Drawing, fonts: &Fonts) -> Result<Markup, RenderError> {
    let picture = super::picture(drawing, fonts, super::frame::Extent::Bare)?;
    let svg = svg::write(&picture, fonts, svg::Use::Inline);
    Ok(html! {
        section aria-labelledby="diagram" {
            h2 id="diagram" { "The same as a diagram" }
            (page::figure(&svg, &html! { "Each line leads to the words behind it." }))
            details {
                summary { "The diagram as a table, with quotations" }
                (page::table(drawing.kind, &drawing.table))
            }
        }
    })
}

fn time_section(drawing: &Drawing, fonts: &Fonts) -> Result<Markup, RenderError> {
    let picture = super::picture(drawing, fonts, super::frame::Extent::Bare)?;
    let svg = svg::write(&picture, fonts, svg::Use::Inline);
    Ok(html! {
        section aria-labelledby="time" {
            h2 id="time" { "What happened when" }
            (page::figure(&svg, &html! { "Hollow dots on the line: the exact day is not known." }))
            details {
                summary { "The time line as a table" }
                (page::table(drawing.kind, &drawing.table))
            }
        }
    })
}

fn sources(report: &Report) -> Markup {
    if report.sources.is_empty() {
        return html! {};
    }
    let summaries = report.sources.iter().any(|source| source.summary);
    html! {
        section aria-labelledby="sources" {
            h2 id="sources" { "Sources" }
            @if summaries {
                p {
                    "Where a text is marked as a summary, its words are ours and only what stands in "
                    "quotation marks is the source’s; read the source before you quote it."
                }
            }
            ol.sources {
                @for source in &report.sources {
                    li id=(source_anchor(&source.id)) {
                        @match &source.link {
                            Some(link) => { a href=(link.as_str()) { (visible(&source.citation)) } },
                            None => { (visible(&source.citation)) },
                        }
                        @if source.summary { span.small { " (here: a summary in our own words)" } }
                        @if let Some(note) = &source.note { br; span.small { (visible(note)) } }
                    }
                }
            }
        }
    }
}

fn epilogue(report: &Report) -> Markup {
    let Some(epilogue) = &report.epilogue else {
        return html! {};
    };
    html! {
        aside aria-labelledby="epilogue" {
            h2 id="epilogue" { "What happened next" }
            p.small { "From outside the sources above." }
            @for paragraph in &epilogue.paragraphs { p { (visible(paragraph)) } }
            ul.source {
                @for (citation, link) in &epilogue.references {
                    li {
                        @match link {
                            Some(link) => { a href=(link.as_str()) { (visible(citation)) } },
                            None => { (visible(citation)) },
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
