//! Answers as a table for people: labels instead of addresses, addresses shortened, wrapped to the width there is.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, LineStyle, Table, presets};
use oxigraph::{model::Term, sparql::Variable};

use super::format::TableStyle;

/// Writes rows as a table. A column `actor` is left out where a column `actorLabel` says the same in words.
///
/// # Errors
/// If it cannot be written.
pub fn write_table(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    style: &TableStyle<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names: Vec<&str> = variables.iter().map(Variable::as_str).collect();
    let mut shown: Vec<usize> =
        (0..names.len()).filter(|&column| !names.contains(&format!("{}Label", names[column]).as_str())).collect();
    let is_link = |column: usize| {
        let mut terms = rows.iter().filter_map(|row| row[column].as_ref()).peekable();
        terms.peek().is_some() && terms.all(|term| matches!(term, Term::NamedNode(_)))
    };
    if style.hide_links && !shown.iter().all(|&column| is_link(column)) {
        shown.retain(|&column| !is_link(column));
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    if let Some(width) = style.width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table.set_header(shown.iter().map(|&column| heading(names[column])));
    for row in rows {
        table.add_row(
            shown
                .iter()
                .map(|&column| row[column].as_ref().map(|term| words(term, style.prefixes)).unwrap_or_default()),
        );
    }
    writeln!(out, "{}", table.trim_fmt())?;
    let count = rows.len();
    writeln!(out, "{count} {}", if count == 1 { "row" } else { "rows" })
}

/// `actorLabel` reads "actor", `bestQuote` "best quote".
pub(crate) fn heading(name: &str) -> String {
    let name = name.strip_suffix("Label").unwrap_or(name);
    let mut words = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// A term as people read it.
fn words(term: &Term, prefixes: &[(String, String)]) -> String {
    let text = match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => shortened(node.as_str(), prefixes),
        Term::BlankNode(node) => node.to_string(),
    };
    printable(&text)
}

/// Text on one line, its control characters shown, so that no text can rewrite the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// `sg:Support` is a term and reads "support"; anything else is shortened by its prefix.
pub(crate) fn shortened(iri: &str, prefixes: &[(String, String)]) -> String {
    if let Some(term) = iri.strip_prefix(crate::vocab::NAMESPACE) {
        return heading(term).replace(' ', "-");
    }
    prefixes
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(&**namespace)?)))
        .unwrap_or_else(|| iri.to_owned())
}
