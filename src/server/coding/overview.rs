//! The first page of the workplace: all documents, how far one has come, and how far the others.

use maud::{Markup, html};

use super::in_shell;
use crate::{
    assets,
    case::Case,
    diagram::text::visible,
    model::{Coder, Slug},
    review::{Progress, progress},
};

pub(super) fn page(case: &Case, by: &Slug) -> Markup {
    let mine = progress(case, by);
    let others: Vec<Progress> = coders(case, by).into_iter().map(|coder| progress(case, coder)).collect();
    let main = html! {
        link rel="stylesheet" href=(assets::path("coding.css"));
        p.measure {
            "You code as " strong { (by) } ": what you decide is written into " code { "annotations/" (by) "/" } "."
        }
        @if mine.documents.is_empty() {
            p { "The case has no documents yet: " code { "stancegraph add FILE" } " adds one." }
        } @else { (documents(case, &mine)) }
        @if !others.is_empty() { (everybody(&others, mine.documents.len())) }
        (comparing(case, by))
        form method="post" action="/logout" { p.buttons { button type="submit" { "Log out" } } }
    };
    in_shell(case, "Code", "Workplace", main)
}

fn documents(case: &Case, mine: &Progress) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Documents" {
            table {
                caption { (mine.complete()) " of " (mine.documents.len()) " documents are complete." }
                thead { tr {
                    th scope="col" { "Document" }
                    th scope="col" { "Suggestions open" }
                    th scope="col" { "Decided" }
                    th scope="col" { "Your statements" }
                    th scope="col" { "State" }
                    th scope="col" { "Settled coding" }
                } }
                tbody {
                    @for document in &mine.documents {
                        @let title = case.documents.get(&document.document).map_or("", |found| found.title.as_str());
                        @let id = &document.document;
                        tr {
                            th scope="row" { a href={ "/code/" (id) } { (visible(title)) } }
                            td.number { (document.open) " of " (document.suggested) }
                            td.number { (document.decided.iter().sum::<usize>()) }
                            td.number { (document.statements) }
                            td { @if document.complete { "complete" } @else if document.decided.iter().sum::<usize>() > 0 { "begun" } @else { "not begun" } }
                            td { a href={ "/code/" (id) "?into=" (Coder::REVIEWED) } { "Settle" span.hidden { " " (visible(title)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn everybody(others: &[Progress], documents: usize) -> Markup {
    html! {
        h2 { "The others" }
        div.scroll tabindex="0" role="group" aria-label="The others" {
            table {
                thead { tr {
                    th scope="col" { "Coder" }
                    th scope="col" { "Documents complete" }
                    th scope="col" { "Statements" }
                    th scope="col" { "Decisions" }
                } }
                tbody {
                    @for other in others {
                        tr {
                            th scope="row" { (other.coder) }
                            td.number { (other.complete()) " of " (documents) }
                            td.number { (other.documents.iter().map(|found| found.statements).sum::<usize>()) }
                            td.number { (other.documents.iter().flat_map(|found| found.decided).sum::<usize>()) }
                        }
                    }
                }
            }
        }
    }
}

/// Two coders to put side by side.
fn comparing(case: &Case, by: &Slug) -> Markup {
    let coders: Vec<&Slug> = case.coders();
    let first = coders.iter().find(|name| **name == by).or(coders.first()).copied();
    let second = coders.iter().rfind(|name| Some(**name) != first).copied();
    html! {
        @if coders.len() > 1 {
            h2 { "Two coders side by side" }
            form.filters method="get" action="/code/compare" {
                (choose("first", "First", &coders, first))
                (choose("second", "Second", &coders, second))
                button type="submit" { "Compare" }
            }
        }
    }
}

/// A choice of coders.
pub(super) fn choose(name: &str, label: &str, coders: &[&Slug], chosen: Option<&Slug>) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for coder in coders { option value=(coder.as_str()) selected[Some(*coder) == chosen] { (coder) } }
            }
        }
    }
}

fn coders<'c>(case: &'c Case, by: &Slug) -> Vec<&'c Slug> {
    case.coders().into_iter().filter(|name| *name != by && **name != *Coder::AUTO).collect()
}
