//! Lines over time: what a series of windows shows of a network, as plain data for tables and drawings.

use super::{format::Sheet, graph::Value};

/// One place on the axis: a window of time, or of events.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// What is written there: the date in the middle of the window, a month, a year.
    pub label: String,
    /// Where it stands: days since 1970-01-01 of the window's middle, or the number of the window where windows count
    /// events. Strictly ascending within a series.
    pub position: f64,
    /// The first day of the window, ISO 8601; empty where there is none.
    pub first: String,
    /// The last day of the window, inclusive.
    pub last: String,
}

/// One line of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it shows ("polarization").
    pub label: String,
    /// A value for each tick; `None` where the measure is not defined (a density of fewer than two actors), which
    /// leaves a gap in the line.
    pub points: Vec<Option<f64>>,
}

/// Measures over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What it shows, in words.
    pub title: String,
    /// What the horizontal axis shows ("middle of windows of 90 days").
    pub x_title: String,
    /// The windows, in order.
    pub x: Vec<Tick>,
    /// The lines, in the order of the legend; each has as many points as there are ticks.
    pub lines: Vec<Line>,
}

impl Series {
    /// The least and the greatest value of all lines; `None` where there is no value at all.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        let values = || self.lines.iter().flat_map(|line| line.points.iter().flatten().copied());
        let (least, most) = (values().min_by(f64::total_cmp)?, values().max_by(f64::total_cmp)?);
        Some((least, most))
    }

    /// A table with a row for each tick: its label, its first and its last day, then a value for each line (`None`: not
    /// defined).
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let fixed = ["window", "from", "to"].map(str::to_owned);
        let row = |(index, tick): (usize, &Tick)| {
            let mut row: Vec<Option<Value>> =
                [&tick.label, &tick.first, &tick.last].map(|text| Some(Value::Text(text.clone()))).to_vec();
            row.extend(self.lines.iter().map(|line| line.points.get(index).copied().flatten().map(Value::Number)));
            row
        };
        Sheet {
            columns: fixed.into_iter().chain(self.lines.iter().map(|line| line.label.clone())).collect(),
            rows: self.x.iter().enumerate().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(label: &str, position: f64) -> Tick {
        Tick { label: label.to_owned(), position, first: label.to_owned(), last: label.to_owned() }
    }

    #[test]
    fn rows_keep_gaps_and_all_digits() {
        let series = Series {
            title: "Polarization".to_owned(),
            x_title: "windows of a day".to_owned(),
            x: vec![tick("2005-01-26", 12_809.0), tick("2005-01-27", 12_810.0)],
            lines: vec![Line { label: "polarization".to_owned(), points: vec![Some(1.0 / 3.0), None] }],
        };
        let mut bytes = Vec::new();
        series.sheet().write_csv(&mut bytes).expect("memory");
        let expected = "window,from,to,polarization\n\
            2005-01-26,2005-01-26,2005-01-26,0.3333333333333333\n\
            2005-01-27,2005-01-27,2005-01-27,\n";
        assert_eq!(String::from_utf8(bytes).expect("text"), expected);
        assert_eq!(series.range(), Some((1.0 / 3.0, 1.0 / 3.0)));
        assert_eq!(Series::default().range(), None);
    }
}
