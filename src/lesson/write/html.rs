//! The whole pack on one page: nothing is fetched, nothing runs; what is ticked is printed.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    diagram::text::visible,
    lesson::{
        pack::Pack,
        sheets::{Block, Cell, Quotation, Reader, Run, Sheet, Table, letter},
        texts::Texts,
    },
};

const STYLE: &str = include_str!("lesson.css");
/// Nothing is fetched and nothing runs, whatever a label may contain.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
/// From this many rows on a table may be cut between two of them; its head is repeated.
const LONG: usize = 7;

pub(super) fn page(pack: &Pack, sheets: &[Sheet], texts: &Texts) -> String {
    let style = format!("{STYLE}{}", pages(pack, sheets));
    html! {
        (DOCTYPE)
        html lang=(pack.language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("stancegraph ", env!("CARGO_PKG_VERSION")));
                title { (pack.case) ": " (pack.proposition.short) }
                style { (PreEscaped(style)) }
            }
            body {
                header.desk {
                    h1 { (pack.case) }
                    p.motion { (pack.proposition.sentence) }
                    (chooser(sheets, texts))
                }
                main { @for sheet in sheets { (one(pack, sheet, texts)) } }
            }
        }
    }
    .into_string()
}

/// The groups of sheets in the order of the pack.
fn groups(sheets: &[Sheet]) -> Vec<&Sheet> {
    let mut groups: Vec<&Sheet> = Vec::new();
    for sheet in sheets {
        if groups.iter().all(|known| known.group != sheet.group) {
            groups.push(sheet);
        }
    }
    groups
}

fn chooser(sheets: &[Sheet], texts: &Texts) -> Markup {
    html! {
        form.choose autocomplete="off" {
            p { (texts.say("ui.choose", &[])) }
            @for planned in [true, false] {
                fieldset {
                    legend { (texts.say(if planned { "ui.for-this-lesson" } else { "ui.more" }, &[])) }
                    @for sheet in groups(sheets).into_iter().filter(|sheet| sheet.planned == planned) {
                        span.pick {
                            label {
                                input type="checkbox" id={ "p-" (sheet.group) } checked[planned];
                                " " (texts.say(&format!("names.{}", sheet.group), &[]))
                            }
                            " " a href={ "#s-" (sheet.name) } aria-label=(sheet.title) { "↓" }
                        }
                    }
                }
            }
        }
    }
}

/// For each sheet a kind of page with its running head; for each group the rule that keeps it from the printer.
fn pages(pack: &Pack, sheets: &[Sheet]) -> String {
    let mut css = format!("@page {{ @bottom-left {{ content: {}; }} }}\n", quoted(&pack.case));
    for (sheet, number) in sheets.iter().zip(1..) {
        let size = if sheet.wide { "size: landscape; " } else { "" };
        css.push_str(&format!(
            "@page s{number} {{ {size}@top-left {{ content: {}; }} }}\n#s-{} {{ page: s{number}; }}\n",
            quoted(&sheet.title),
            sheet.name
        ));
    }
    css.push_str("@media print {\n");
    for sheet in groups(sheets) {
        let group = sheet.group;
        css.push_str(&format!("  body:has(#p-{group}:not(:checked)) .g-{group} {{ display: none; }}\n"));
    }
    css.push_str("}\n");
    css
}

/// A string of CSS: everything but letters and digits as its number, so that it can end neither the string nor the
/// style.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in visible(text).chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    out.push('"');
    out
}

fn one(pack: &Pack, sheet: &Sheet, texts: &Texts) -> Markup {
    let reader = match sheet.reader {
        Reader::Teacher => "ui.for-teacher",
        Reader::Class => "ui.for-class",
    };
    html! {
        section class={ "sheet g-" (sheet.group) @if sheet.wide { " wide" } } id={ "s-" (sheet.name) }
            aria-labelledby={ "h-" (sheet.name) } {
            p.running { (pack.case) span.reader { (texts.say(reader, &[])) } }
            h2 id={ "h-" (sheet.name) } { (sheet.title) }
            @for kept in kept(sheet) {
                @match kept {
                    [one] => { (part(one)) },
                    many => { div.keep { @for block in many { (part(block)) } } },
                }
            }
        }
    }
}

/// The blocks of a guide in the pieces that belong on one page: a question with everything about it.
fn kept(sheet: &Sheet) -> Vec<&[Block]> {
    let heads = |block: &Block| matches!(block, Block::Heading(_));
    if sheet.group != "discussion" {
        return sheet.blocks.chunks(1).collect();
    }
    sheet.blocks.chunk_by(|_, next| !heads(next)).collect()
}

/// The longest answers of which two stand side by side (characters).
const SHORT_ANSWER: usize = 44;

fn part(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h3 { (visible(text)) } },
        Block::Text(text) => html! { p { (runs(text)) } },
        Block::Motion(text) => html! { p.motion { (visible(text)) } },
        Block::List { numbered: true, items } => html! { ol { @for item in items { li { (runs(item)) } } } },
        Block::List { numbered: false, items } => html! { ul { @for item in items { li { (runs(item)) } } } },
        Block::Table(rows) => table(rows),
        Block::Quote(quote) => quotation(quote),
        Block::Note(heading, paragraphs) => html! {
            aside.note {
                p { strong { (visible(heading)) } }
                @for paragraph in paragraphs { p { (runs(paragraph)) } }
            }
        },
        Block::Cards(cards) => html! {
            div.cards {
                @for (title, quote, question) in cards {
                    div.card {
                        p.number { (visible(title)) }
                        (quotation(quote))
                        p.blanks { (visible(question)) }
                    }
                }
            }
        },
        Block::Lines(text, lines) => html! {
            div.write {
                p { (runs(text)) }
                @for _ in 0..*lines { div.line {} }
            }
        },
        Block::Fields(names) => html! {
            p.fields { @for name in names { span { (visible(name)) ":" span.blank {} } } }
        },
        Block::Numbered(lines) => numbered(lines),
        Block::PageBreak => html! { div.break {} },
        Block::Figure(svg, alternative) => html! {
            figure { (PreEscaped(svg)) figcaption.hidden { (visible(alternative)) } }
        },
        Block::Question { number, prompt, answers, order } => html! {
            div.question {
                p { strong { (number) } "  " (runs(prompt)) }
                ol.answers.two[order.is_none() && answers.iter().all(|a| a.chars().count() <= SHORT_ANSWER)] {
                    @for (at, answer) in answers.iter().enumerate() {
                        li { @if order.is_none() { span.box aria-hidden="true" {} } strong { (letter(at)) } "  " (visible(answer)) }
                    }
                }
                @if let Some(order) = order {
                    p { (visible(order)) " " @for at in 0..answers.len() { @if at > 0 { " → " } span.blank.short {} } }
                }
            }
        },
    }
}

fn numbered(lines: &[String]) -> Markup {
    let mut number = 0;
    html! {
        div.numbered role="list" {
            @for line in lines {
                @if line.is_empty() {
                    div.gap {}
                } @else {
                    div.text role="listitem" {
                        span.count { ({ number += 1; number }) }
                        span { (visible(line)) }
                    }
                }
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    html! {
        table.long[table.rows.len() >= LONG].fill[table.to_fill].signs[table.signs] {
            @if !table.widths.is_empty() {
                colgroup { @for width in &table.widths { col style={ "width: " (width) "%" }; } }
            }
            @if !table.head.is_empty() {
                thead { tr { @for name in &table.head { th scope="col" { (visible(name)) } } } }
            }
            tbody { @for row in &table.rows { tr { @for cell in row { (table_cell(cell)) } } } }
        }
    }
}

fn table_cell(cell: &Cell) -> Markup {
    let inside = html! {
        (runs(&cell.runs))
        @if let Some(quote) = &cell.quote {
            span.words { (visible(&quote.words)) } " " span.cite { (visible(&quote.cite)) }
        }
    };
    if cell.heads {
        html! { th scope="row" { (inside) } }
    } else {
        html! { td.hatched[cell.hatched] { (inside) } }
    }
}

fn quotation(quote: &Quotation) -> Markup {
    html! {
        blockquote {
            p { (visible(&quote.words)) }
            p.cite { (visible(&quote.cite)) }
        }
    }
}

fn runs(runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @match run {
                Run::Plain(words) => { (spaced(words)) },
                Run::Strong(words) => { strong { (spaced(words)) } },
                Run::Cite(words) => { span.cite { (spaced(words)) } },
                Run::Link(words, address) => { a href=(address) { (spaced(words)) } },
            }
        }
    }
}

/// Visible text that keeps the spaces at its ends: runs are put together.
fn spaced(text: &str) -> String {
    let before = if text.starts_with(' ') { " " } else { "" };
    let after = if text.len() > 1 && text.ends_with(' ') { " " } else { "" };
    format!("{before}{}{after}", visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_string_or_the_style() {
        assert_eq!(quoted("a\"} </style>"), "\"a\\22 \\7d  \\3c \\2f style\\3e \"");
    }

    #[test]
    fn runs_keep_their_distance() {
        let text = [Run::Strong("A".to_owned()), Run::Plain(" b ".to_owned()), Run::Cite("[1]".to_owned())];
        assert_eq!(runs(&text).into_string(), "<strong>A</strong> b <span class=\"cite\">[1]</span>");
    }
}
