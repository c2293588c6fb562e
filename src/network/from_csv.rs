//! A table of statements from comma-separated values.

use std::io::Read;

use super::{
    graph::Value,
    statement_csv::{Column, CsvError, CsvLayout, StatementReader},
    table::{Detail, EMPTY, Entry, Table, TableBuilder, Variable},
};

/// Reads a CSV table of statements: see [`super::statement_csv`]. `file` is what messages call it.
///
/// The actor is the column `actor` where it is filled, otherwise the organisation, otherwise the person. With
/// `keep_details` the table remembers ids, places and words.
///
/// # Errors
/// [`CsvError`] with the first line that cannot be understood.
pub fn read_table(input: impl Read, file: &str, layout: &CsvLayout, keep_details: bool) -> Result<Table, CsvError> {
    let mut rows = StatementReader::new(input, file, layout)?;
    let scaled = rows.has(Column::Agreement);
    let mut table = TableBuilder::new(keep_details);
    while let Some(row) = rows.next_row()? {
        let holder = [row.actor, row.organization, row.person].into_iter().find(|name| !name.is_empty());
        let actor = table.code(Variable::Actor, holder.unwrap_or_default());
        let kind = table.code(Variable::Kind, row.kind);
        if kind != EMPTY
            && let Some(actor) = table.describe(Variable::Actor, actor)
            && !actor.attributes.contains_key("kind")
        {
            actor.attributes.insert("kind".to_owned(), Value::Text(row.kind.to_owned()));
        }
        let codes = [
            table.code(Variable::Organization, row.organization),
            table.code(Variable::Person, row.person),
            actor,
            table.code(Variable::Proposition, row.concept),
            table.code(Variable::Document, row.document),
            table.code(Variable::Source, row.source),
            table.code(Variable::Form, row.form),
            table.code(Variable::Modality, row.modality),
            kind,
        ];
        let detail = if keep_details {
            Detail { id: row.id.to_owned(), start: row.start, end: row.end, text: row.text.to_owned() }
        } else {
            Detail::default()
        };
        table.push(Entry { codes, time: row.date, agreement: row.agreement, detail });
    }
    Ok(table.finish(scaled))
}
