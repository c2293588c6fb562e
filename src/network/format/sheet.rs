//! A table of results, as comma-separated values, JSON, or for reading on a terminal.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, presets};

use super::{json::json_value, put, value_text};
use crate::{network::graph::Value, query::printable};

/// Rows of values under names. A column whose name ends in `share` holds parts of 1, which tables for reading show as
/// percent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// As many values as there are columns; `None` where there is none.
    pub rows: Vec<Vec<Option<Value>>>,
}

impl Sheet {
    /// Puts another table below, with the same values before each of its rows. Columns are told by their names: a column
    /// that only one of the two has is empty in the rows of the other.
    pub fn append(&mut self, names: &[&str], values: &[String], below: Self) {
        let before = || names.iter().map(|name| (*name).to_owned());
        for column in before().chain(below.columns.iter().cloned()) {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
        self.rows.iter_mut().for_each(|row| row.resize(self.columns.len(), None));
        let place = |name: &String| self.columns.iter().position(|column| column == name).expect("it was added");
        let places: Vec<usize> = before().chain(below.columns.iter().cloned()).map(|name| place(&name)).collect();
        for row in below.rows {
            let texts = values.iter().map(|value| Some(Value::Text(value.clone())));
            let mut placed = vec![None; self.columns.len()];
            texts.chain(row).zip(&places).for_each(|(value, place)| placed[*place] = value);
            self.rows.push(placed);
        }
    }

    /// The same without the columns of ids, which programs need and readers do not.
    #[must_use]
    pub fn without_ids(&self) -> Self {
        let kept = |name: &String| name != "id" && !name.ends_with("_id");
        let row = |row: &Vec<Option<Value>>| {
            self.columns.iter().zip(row).filter(|(name, _)| kept(name)).map(|(_, value)| value.clone()).collect()
        };
        Self {
            columns: self.columns.iter().filter(|name| kept(name)).cloned().collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    /// Writes comma-separated values, numbers in full.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = ::csv::Writer::from_writer(out);
        table.write_record(&self.columns)?;
        for row in &self.rows {
            table.write_record(row.iter().map(|value| value.as_ref().map(value_text).unwrap_or_default()))?;
        }
        table.flush()
    }

    /// Writes a JSON array with an object for each row, one a line.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        put(out, "[")?;
        let mut separator = "\n";
        for row in &self.rows {
            put(out, separator)?;
            let values = row.iter().map(|value| value.as_ref().map_or(serde_json::Value::Null, json_value));
            let object: serde_json::Map<_, _> = self.columns.iter().cloned().zip(values).collect();
            put(out, &serde_json::Value::Object(object).to_string())?;
            separator = ",\n";
        }
        put(out, "\n]\n")
    }

    /// Writes a table for reading, within a width in columns of text if there is one: numbers with four decimals,
    /// shares as percent, control characters shown.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_table(&self, width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        table.set_header(self.columns.iter().map(|name| printable(&name.replace('_', " "))));
        for row in &self.rows {
            let cells = self.columns.iter().zip(row).map(|(name, value)| match value {
                Some(Value::Number(number)) if name.ends_with("share") => right(format!("{:.1} %", 100.0 * number)),
                Some(Value::Number(number)) => right(four_decimals(*number)),
                Some(Value::Count(count)) => right(count.to_string()),
                Some(value) => Cell::new(printable(&value_text(value))),
                None => Cell::new(""),
            });
            table.add_row(cells);
        }
        writeln!(out, "{}", table.trim_fmt())
    }
}

/// A number for reading. What rounds to 0 has no sign.
#[must_use]
pub fn four_decimals(number: f64) -> String {
    let text = format!("{number:.4}");
    if text == "-0.0000" { "0.0000".to_owned() } else { text }
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("memory");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn tables_below_each_other_keep_their_columns() {
        let sheet = |name: &str| Sheet { columns: vec![name.to_owned()], rows: vec![vec![Some(Value::Count(1))]] };
        let mut all = Sheet::default();
        all.append(&["window"], &["w1".to_owned()], sheet("degree"));
        all.append(&["window"], &["w2".to_owned()], sheet("camp"));
        let csv = written(|out| all.write_csv(out));
        assert_eq!(csv, "window,degree,camp\nw1,1,\nw2,,1\n");
    }

    #[test]
    fn tables_are_for_reading_and_files_are_exact() {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let sheet = Sheet {
            columns: ["label", "oppose_share", "degree"].map(str::to_owned).to_vec(),
            rows: vec![
                vec![text("=A1, \u{1b}[31m"), Some(Value::Number(1.0 / 3.0)), Some(Value::Count(12))],
                vec![text("B"), None, Some(Value::Count(3))],
            ],
        };
        let csv = written(|out| sheet.write_csv(out));
        assert_eq!(csv, "label,oppose_share,degree\n\"=A1, \u{1b}[31m\",0.3333333333333333,12\nB,,3\n");
        let json = written(|out| sheet.write_json(out));
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read[1], serde_json::json!({ "label": "B", "oppose_share": null, "degree": 3 }));
        let table = written(|out| sheet.write_table(None, out));
        let ids = Sheet { columns: ["actor", "actor_id", "degree"].map(str::to_owned).to_vec(), ..sheet.clone() };
        assert_eq!(ids.without_ids().columns, ["actor", "degree"]);
        assert_eq!(ids.without_ids().rows[1], [text("B"), Some(Value::Count(3))]);
        assert!(table.contains("oppose share") && table.contains("33.3 %") && !table.contains('\u{1b}'), "{table}");
    }
}
