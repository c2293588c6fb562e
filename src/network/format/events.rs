//! The statements themselves: a row for each that counts, with all its variables.

use std::io::{self, Write};

use crate::network::{
    selection::Observation,
    statement_csv::Column,
    table::{Detail, Scale, Table, Variable},
    time::time_text,
};

/// Writes statements as the comma-separated values that [`crate::network::from_csv`] reads, in the order given.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_events(table: &Table, observations: &[Observation], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    let columns: Vec<Column> =
        Column::ALL.into_iter().filter(|column| *column != Column::Agreement || table.scale().is_some()).collect();
    rows.write_record(columns.iter().map(|column| column.name()))?;
    let none = Detail::default();
    for observation in observations {
        let statement = observation.statement as usize;
        let detail = table.detail(statement).unwrap_or(&none);
        let label = |variable| table.entity(variable, statement).map(|entity| entity.label.clone());
        for column in &columns {
            let field = match column {
                Column::Document => label(Variable::Document),
                Column::Date => table.times()[statement].map(time_text),
                Column::Person => label(Variable::Person),
                Column::Organization => label(Variable::Organization),
                Column::Actor => label(Variable::Actor),
                Column::Concept => label(Variable::Proposition),
                Column::Agreement => table.agreements()[statement].map(|place| agreement(place, table.scale())),
                Column::Form => label(Variable::Form),
                Column::Modality => label(Variable::Modality),
                Column::Source => label(Variable::Source),
                Column::Kind => label(Variable::Kind),
                Column::Id => Some(detail.id.clone()),
                Column::Start => detail.start.map(|place| place.to_string()),
                Column::End => detail.end.map(|place| place.to_string()),
                Column::Text => Some(detail.text.clone()),
            };
            rows.write_field(field.unwrap_or_default())?;
        }
        rows.write_record(None::<&[u8]>)?;
    }
    rows.flush()
}

fn agreement(place: i32, scale: Option<Scale>) -> String {
    match (scale.is_some_and(Scale::is_yes_no), place) {
        (true, 1) => "yes".to_owned(),
        (true, 0) => "no".to_owned(),
        (_, place) => place.to_string(),
    }
}
