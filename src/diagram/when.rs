//! Dates of any precision: a day, a month, a year, or unknown.

use std::fmt;

use crate::model::MONTHS;

/// A date as precise as the source has it (years of the common era).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum When {
    /// A calendar day.
    Day(i32, u8, u8),
    /// Some day in a month.
    Month(i32, u8),
    /// Some day in a year.
    Year(i32),
    /// Not known.
    #[default]
    Unknown,
}

impl When {
    /// Reads "2015-11-30", "2015-07", "2015" (XSD and EDTF spelling); a time of day, a time zone and
    /// EDTF's `~` and `?` are passed over, anything else is unknown.
    pub fn parse(text: &str) -> Self {
        let date = text.trim().split(['T', '+', 'Z', '~', '?', '%']).next();
        let parts: Vec<&str> = date.unwrap_or_default().split('-').collect();
        let number = |at: usize, most: u8| -> Option<u8> {
            let n = parts.get(at)?.parse::<u8>().ok()?;
            (1..=most).contains(&n).then_some(n)
        };
        let Some(year) = parts.first().filter(|y| y.len() == 4).and_then(|y| y.parse::<i32>().ok()) else {
            return Self::Unknown;
        };
        match (parts.len(), number(1, 12), number(2, 31)) {
            (1, ..) => Self::Year(year),
            (2, Some(month), _) => Self::Month(year, month),
            (3, Some(month), Some(day)) => Self::Day(year, month, day),
            _ => Self::Unknown,
        }
    }

    /// The year, if known.
    pub fn year(self) -> Option<i32> {
        match self {
            Self::Day(year, ..) | Self::Month(year, _) | Self::Year(year) => Some(year),
            Self::Unknown => None,
        }
    }

    /// A key that sorts dates by time, the vaguer before the more precise, unknown last.
    pub(super) fn key(self) -> (i32, u8, u8) {
        match self {
            Self::Day(year, month, day) => (year, month, day),
            Self::Month(year, month) => (year, month, 0),
            Self::Year(year) => (year, 0, 0),
            Self::Unknown => (i32::MAX, 0, 0),
        }
    }

    /// The same for the end of a month or year.
    pub(super) const fn last(self) -> (i32, u8, u8) {
        match self {
            Self::Day(year, month, day) => (year, month, day),
            Self::Month(year, month) => (year, month, u8::MAX),
            Self::Year(year) => (year, u8::MAX, u8::MAX),
            Self::Unknown => (i32::MAX, u8::MAX, u8::MAX),
        }
    }

    /// Months since year 0 where the month is known, else those of the year's start.
    fn months(self) -> Option<i32> {
        let (_, month, _) = self.key();
        Some(self.year()? * 12 + i32::from(month.max(1)) - 1)
    }

    /// The time that passes between two dates in words, when it is long enough to be worth saying.
    pub(super) fn gap_to(self, later: Self) -> Option<String> {
        let months = later.months()? - self.months()?;
        match months {
            i32::MIN..=2 => None,
            3..=23 => Some(format!("{months} months later")),
            _ => Some(format!("{} years later", months / 12)),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |month: u8| MONTHS[usize::from(month.clamp(1, 12)) - 1];
        match *self {
            Self::Day(year, month, day) => write!(f, "{day} {} {year}", name(month)),
            Self::Month(year, month) => write!(f, "{} {year}", name(month)),
            Self::Year(year) => write!(f, "{year}"),
            Self::Unknown => f.write_str("date unknown"),
        }
    }
}
