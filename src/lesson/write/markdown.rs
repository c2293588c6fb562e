//! The sheets as Markdown, to be edited with whatever a teacher writes with. Nothing of the case is read as markup.

use crate::lesson::{
    pack::Pack,
    sheets::{Block, Cell, Quotation, Run, Sheet, Table, letter},
    texts::Texts,
};

/// The sheets with their files' names, numbered in the order of the pack.
pub(super) fn named(sheets: &[Sheet]) -> Vec<(String, &Sheet)> {
    sheets.iter().zip(1..).map(|(sheet, number)| (format!("{number:02}-{}.md", sheet.name), sheet)).collect()
}

pub(super) fn figure_name(sheet: &str, at: usize) -> String {
    if at == 0 { format!("{sheet}.svg") } else { format!("{sheet}-{}.svg", at + 1) }
}

/// What is in the folder, and for which lesson.
pub(super) fn index(pack: &Pack, named: &[(String, &Sheet)], texts: &Texts) -> String {
    let mut out = format!("# {}\n\n**{}**\n", escaped(&pack.case), escaped(&pack.proposition.sentence));
    for planned in [true, false] {
        let key = if planned { "ui.for-this-lesson" } else { "ui.more" };
        out.push_str(&format!("\n## {}\n\n", escaped(&crate::diagram::text::capital(&texts.say(key, &[])))));
        for (name, sheet) in named.iter().filter(|(_, sheet)| sheet.planned == planned) {
            out.push_str(&format!("- [{}]({name})\n", escaped(&sheet.title)));
        }
    }
    out
}

pub(super) fn sheet(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n", escaped(&sheet.title));
    let mut figures = 0;
    for block in &sheet.blocks {
        out.push('\n');
        if let Block::Figure(_, alternative) = block {
            out.push_str(&format!("![{}]({})\n", escaped(alternative), figure_name(&sheet.name, figures)));
            figures += 1;
        } else {
            write(block, &mut out);
        }
    }
    out
}

fn write(block: &Block, out: &mut String) {
    match block {
        Block::Heading(text) => out.push_str(&format!("## {}\n", escaped(text))),
        Block::Text(text) => out.push_str(&format!("{}\n", paragraph(text))),
        Block::Motion(text) => out.push_str(&format!("> **{}**\n", escaped(text))),
        Block::List { numbered, items } => {
            for (item, number) in items.iter().zip(1..) {
                let mark = if *numbered { format!("{number}.") } else { "-".to_owned() };
                out.push_str(&format!("{mark} {}\n", runs(item)));
            }
        }
        Block::Table(rows) => table(rows, out),
        Block::Quote(quote) => out.push_str(&format!("> {}  \n> {}\n", escaped(&quote.words), escaped(&quote.cite))),
        Block::Note(heading, paragraphs) => {
            out.push_str(&format!("> **{}**\n", escaped(heading)));
            for paragraph in paragraphs {
                out.push_str(&format!(">\n> {}\n", runs(paragraph)));
            }
        }
        Block::Cards(cards) => {
            for (title, quote, question) in cards {
                out.push_str(&format!("### {}\n\n", escaped(title)));
                write(&Block::Quote(quote.clone()), out);
                out.push_str(&format!("\n{}\n\n", escaped(question)));
            }
            out.pop();
        }
        Block::Lines(text, lines) => {
            out.push_str(&format!("{}\n", paragraph(text)));
            for _ in 0..*lines {
                out.push_str("\n\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n");
            }
        }
        Block::Fields(names) => {
            let fields: Vec<String> =
                names.iter().map(|name| format!("{}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_", escaped(name))).collect();
            out.push_str(&format!("{}\n", fields.join("   ")));
        }
        Block::Numbered(lines) => {
            // Indented, so that it is shown as it is; the numbers stand in front.
            let mut number = 0;
            for line in lines {
                if line.is_empty() {
                    out.push_str("    \n");
                } else {
                    number += 1;
                    out.push_str(&format!("    {number:>3}  {line}\n"));
                }
            }
        }
        Block::PageBreak => out.push_str("---\n"),
        Block::Figure(..) => {}
        Block::Question { number, prompt, answers, order } => {
            out.push_str(&format!("**{number}**  {}\n\n", runs(prompt)));
            for (at, answer) in answers.iter().enumerate() {
                out.push_str(&format!("- {}) {}\n", letter(at), escaped(answer)));
            }
            if let Some(order) = order {
                let blanks = vec!["\\_\\_\\_"; answers.len()].join(" → ");
                out.push_str(&format!("\n{} {blanks}\n", escaped(order)));
            }
        }
    }
}

fn table(table: &Table, out: &mut String) {
    let columns = table.head.len().max(table.rows.iter().map(Vec::len).max().unwrap_or(0));
    let mut row = |cells: Vec<String>| out.push_str(&format!("| {} |\n", cells.join(" | ")));
    let mut head: Vec<String> = table.head.iter().map(|name| escaped(name)).collect();
    head.resize(columns, String::new());
    row(head);
    row(vec!["---".to_owned(); columns]);
    for cells in &table.rows {
        row(cells.iter().map(cell).collect());
    }
}

fn cell(cell: &Cell) -> String {
    let mut words = runs(&cell.runs);
    if let Some(Quotation { words: quoted, cite }) = &cell.quote {
        words.push_str(&format!("{} *({})*", escaped(quoted), escaped(cite)));
    }
    if cell.heads && !words.starts_with("**") && !words.is_empty() { format!("**{words}**") } else { words }
}

fn runs(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Plain(words) => escaped(words),
            Run::Cite(words) => around(words, "*"),
            Run::Strong(words) => around(words, "**"),
            Run::Link(words, address) => format!("[{}](<{}>)", escaped(words), address.replace(['<', '>', '\n'], "")),
        })
        .collect()
}

/// A paragraph: what would begin a list or a heading does not.
fn paragraph(text: &[Run]) -> String {
    let words = runs(text);
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    match words.chars().nth(digits) {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &words[..digits], &words[digits..]),
        Some('-' | '+') if digits == 0 => format!("\\{words}"),
        _ => words,
    }
}

/// Marks stand close to the words, or they mean nothing.
fn around(words: &str, mark: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let before = &words[..words.len() - words.trim_start().len()];
    let after = &words[words.trim_end().len()..];
    format!("{before}{mark}{}{mark}{after}", escaped(inner))
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '!' | '&' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_case_is_markup() {
        assert_eq!(escaped("<b>*x*</b> [a](b) | `c`"), "\\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\| \\`c\\`");
        assert_eq!(paragraph(&[Run::Plain("1. not a list".to_owned())]), "1\\. not a list");
        assert_eq!(paragraph(&[Run::Plain("- nor this".to_owned())]), "\\- nor this");
        assert_eq!(runs(&[Run::Strong(" a* ".to_owned())]), " **a\\*** ");
    }
}
