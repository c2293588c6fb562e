//! Dates as newspapers give them: to the day, the month or the year.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar date of day, month or year precision, optionally marked uncertain (`?`) or approximate (`~`), or an
/// interval between two (`2014-11/2015-11`: on some day from the first to the second, which both count).
///
/// This is level 0 of the [Extended Date/Time Format](https://www.loc.gov/standards/datetime/) (ISO 8601-2) and the
/// qualifiers of its level 1. Order is by year, then month, then day, less precise first.
///
/// ```
/// use stancegraph::model::Date;
/// let july: Date = "2015-07".parse()?;
/// assert!(july.contains("2015-07-24".parse()?));
/// assert_eq!("2015-11-31".parse::<Date>().unwrap_err().to_string(), "`2015-11-31` is not a date: November 2015 has 30 days");
/// # Ok::<(), stancegraph::model::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
    qualifier: Option<Qualifier>,
    /// Year, month and day of an interval's end.
    until: Option<(u16, Option<u8>, Option<u8>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Qualifier {
    Uncertain,
    Approximate,
}

/// Why a text is not a [`Date`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a date: {why}")]
pub struct DateError {
    found: String,
    why: String,
}

/// English month names, January first.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// A date from its parts, `None` if there is no such day.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let valid = match (month, day) {
            (None, None) => true,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => (1..=12).contains(&m) && (1..=days_in(year, m)).contains(&d),
            (None, Some(_)) => false,
        };
        (valid && year <= 9999).then_some(Self { year, month, day, qualifier: None, until: None })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// Whether it is a plain date: neither uncertain nor approximate nor an interval.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        self.qualifier.is_none() && self.until.is_none()
    }

    /// Whether `other` falls within this date: a month holds its days, a day only itself.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        if let Some(until) = self.until {
            let day = (other.year, other.month, other.day);
            // Less precise dates sort before the days they hold, so the end is met by its own days too.
            let end = (until.0, until.1.or(Some(12)), until.2.or(Some(31)));
            return (self.year, self.month, self.day) <= day && day <= end;
        }
        self.year == other.year
            && (self.month.is_none() || self.month == other.month)
            && (self.day.is_none() || self.day == other.day)
    }

    /// The date as people write it: "30 November 2015", "July 2015", "2012".
    #[must_use]
    pub fn words(self) -> String {
        if let Some((year, month, day)) = self.until {
            let plain = |year, month, day| Self { year, month, day, qualifier: None, until: None };
            let start = plain(self.year, self.month, self.day);
            return format!("{} to {}", start.words(), plain(year, month, day).words());
        }
        let month = self.month.map(|m| MONTHS[usize::from(m) - 1]);
        let date = match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        };
        match self.qualifier {
            None => date,
            Some(Qualifier::Uncertain) => format!("{date} (uncertain)"),
            Some(Qualifier::Approximate) => format!("about {date}"),
        }
    }
}

/// The days of a month of the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = |why: String| DateError { found: text.to_owned(), why };
        let shape = || {
            fail("write 2015-11-30, 2015-11 or 2015, with ? if uncertain or ~ if approximate, or two with / between them".into())
        };
        if let Some((start, end)) = text.split_once('/') {
            let (start, end): (Self, Self) = (start.parse()?, end.parse()?);
            if !start.is_plain() || !end.is_plain() {
                return Err(shape());
            }
            if end < start {
                return Err(fail("the interval ends before it begins".into()));
            }
            return Ok(Self { until: Some((end.year, end.month, end.day)), ..start });
        }
        let (body, qualifier) = match text.as_bytes().last() {
            Some(b'?') => (&text[..text.len() - 1], Some(Qualifier::Uncertain)),
            Some(b'~') => (&text[..text.len() - 1], Some(Qualifier::Approximate)),
            _ => (text, None),
        };
        let mut parts = body.split('-');
        let mut number = |digits: usize| -> Result<Option<u16>, DateError> {
            let Some(part) = parts.next() else {
                return Ok(None);
            };
            if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(shape());
            }
            part.parse().map(Some).map_err(|_| shape())
        };
        let year = number(4)?.ok_or_else(shape)?;
        let month = number(2)?.map(|m| m as u8);
        let day = number(2)?.map(|d| d as u8);
        if parts.next().is_some() {
            return Err(shape());
        }
        if let Some(m) = month
            && !(1..=12).contains(&m)
        {
            return Err(fail(format!("there is no month {m}")));
        }
        if let (Some(m), Some(d)) = (month, day)
            && !(1..=days_in(year, m)).contains(&d)
        {
            let name = MONTHS[usize::from(m) - 1];
            return Err(fail(format!("{name} {year} has {} days", days_in(year, m))));
        }
        Ok(Self { year, month, day, qualifier, until: None })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((year, month, day)) = self.until {
            let mut start = *self;
            start.until = None;
            let end = Self { year, month, day, ..start };
            return write!(f, "{start}/{end}");
        }
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        match self.qualifier {
            None => Ok(()),
            Some(Qualifier::Uncertain) => f.write_str("?"),
            Some(Qualifier::Approximate) => f.write_str("~"),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn precision_is_kept_and_compared() {
        let year: Date = "2015".parse().expect("a year");
        let day: Date = "2015-12-30".parse().expect("a day");
        assert!(year.contains(day) && !day.contains(year));
        assert_eq!(day.words(), "30 December 2015");
        let interval: Date = "2014-11/2015-11".parse().expect("an interval");
        assert!(interval.contains(Date::new(2015, Some(11), Some(30)).expect("a day")));
        assert!(!interval.contains(day) && interval.words() == "November 2014 to November 2015");
        assert_eq!(interval.to_string(), "2014-11/2015-11");
        assert_eq!("2012~".parse::<Date>().expect("about").words(), "about 2012");
    }

    #[test]
    fn there_is_no_30_february() {
        assert!("2015-02-29".parse::<Date>().is_err());
        assert!("2016-02-29".parse::<Date>().is_ok());
        for bad in ["", "15", "2015-1", "2015-13", "2015-00", "2015-11-30-1", "2015/11", "٢٠١٥"] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_are_inverse(y in 0u16..9999, m in proptest::option::of(1u8..=12), d in proptest::option::of(1u8..=28)) {
            let date = Date::new(y, m, m.and(d)).expect("valid parts");
            prop_assert_eq!(date.to_string().parse::<Date>().expect("own output"), date);
        }
    }
}
