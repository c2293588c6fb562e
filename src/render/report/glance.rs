//! The matrix as an HTML table: signs with words for those who cannot see them.

use maud::{Markup, html};

use super::proposition_anchor;
use crate::diagram::matrix::{Cell, Heading, Matrix, NO_EVIDENCE};
use crate::diagram::positions::Positions;
use crate::diagram::{Grade, Stance};

/// The table; headings lead to the sections of their propositions.
pub(super) fn table(matrix: &Matrix, positions: &Positions) -> Markup {
    let columns = matrix.columns.len();
    html! {
        div.scroll {
            table.matrix style={ "min-width: " (10 + 7 * columns) "rem" } {
                caption {
                    "Signs: + supports, − opposes, ± conditional; the number counts utterances. "
                    "Hatched: only alleged by others. A dash: " (NO_EVIDENCE) "."
                }
                colgroup { col.actor; col span=(columns); }
                thead {
                    tr {
                        th scope="col" { "Actor" }
                        @for (heading, proposition) in matrix.columns.iter().zip(&positions.propositions) {
                            th scope="col" {
                                a href={ "#" (proposition_anchor(&proposition.id)) } { (heading.label) }
                            }
                        }
                    }
                }
                @for group in &matrix.groups {
                    tbody {
                        tr { th scope="rowgroup" colspan=(columns + 1) { (group.heading) } }
                        @for row in &group.rows {
                            tr {
                                th scope="row" { (actor(&row.actor)) }
                                @for cell in &row.cells { (table_cell(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn actor(heading: &Heading) -> Markup {
    html! {
        @match &heading.link {
            Some(link) => { a href=(link.as_str()) { (heading.label) } },
            None => { (heading.label) },
        }
    }
}

fn table_cell(cell: &Cell) -> Markup {
    if cell.marks.is_empty() {
        return html! {
            td.none title=(NO_EVIDENCE) { span aria-hidden="true" { "–" } span.hidden { (NO_EVIDENCE) } }
        };
    }
    let marks = html! {
        @for mark in &cell.marks {
            span class={ "mark " (mark.stance.name()) } {
                span.sign aria-hidden="true" { (sign(mark.stance)) }
                span.hidden { (mark.stance.word()) " " }
                (mark.utterances)
                @if mark.grade != Grade::Stated { span.small { " " (mark.grade.voice()) } }
            }
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

/// The sign of a stance in the reader's font.
pub(super) fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "+",
        Stance::Oppose => "−",
        Stance::Conditional => "±",
    }
}
