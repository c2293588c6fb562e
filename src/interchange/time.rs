//! Points in time in seconds since 1970-01-01T00:00:00 UTC, and the calendar units that windows and duplicates count in.
//!
//! The calendar is the proleptic Gregorian one of ISO 8601; days have 86,400 seconds, as in Unix time.

pub use crate::model::calendar::{date_from_days, days_from_date};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The day a point in time lies on, counted from 1970-01-01.
#[must_use]
pub const fn day_of(seconds: i64) -> i64 {
    seconds.div_euclid(DAY)
}

/// The [ISO 8601](https://www.iso.org/iso-8601-date-and-time-format.html) week a day lies in, counted from the one of
/// 1970-01-01. Weeks begin on Monday, so two days share a week of a week-year exactly if they share this number.
#[must_use]
pub const fn week_of_day(day: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    (day + 3).div_euclid(7)
}

/// The month a day lies in, counted from January 1970.
#[must_use]
pub const fn month_of_day(day: i64) -> i64 {
    let (year, month, _) = date_from_days(day);
    (year - 1970) * 12 + month as i64 - 1
}

/// The year a day lies in.
#[must_use]
pub const fn year_of_day(day: i64) -> i64 {
    date_from_days(day).0
}

/// The first day of a month that is counted from January 1970.
#[must_use]
pub const fn first_day_of_month(month: i64) -> i64 {
    days_from_date(1970 + month.div_euclid(12), month.rem_euclid(12) as u8 + 1, 1)
}

/// A day as `2015-11-30`.
#[must_use]
pub fn day_text(day: i64) -> String {
    let (year, month, day) = date_from_days(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A point in time as `2015-11-30`, or `2015-11-30T08:15:00Z` if it is not midnight.
#[must_use]
pub fn time_text(seconds: i64) -> String {
    let (date, rest) = (day_text(day_of(seconds)), seconds.rem_euclid(DAY));
    match rest {
        0 => date,
        _ => format!("{date}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60),
    }
}

/// Reads `2015`, `2015-11`, `2015-11-30`, `2015-11-30T08:15:00Z` (also with a blank for the `T`, without seconds,
/// with an offset such as `+02:00`; without any it is UTC) or a whole number of seconds since 1970, UTC. Four digits
/// are a year. A month or a year means its first second.
///
/// `None` if it is none of these or there is no such day.
#[must_use]
pub fn parse_time(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && text.len() != 4 {
        return text.parse().ok().filter(|seconds: &i64| seconds.unsigned_abs() < 1 << 40);
    }
    let (date, clock) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)),
        None => (text, None),
    };
    let day = parse_date(date)?;
    match clock {
        None => Some(day * DAY),
        // A clock without a day would be the time of an unknown day.
        Some(_) if date.len() != 10 => None,
        Some(clock) => Some(day * DAY + parse_clock(clock)?),
    }
}

/// Days since 1970-01-01 of `2015-11-30`, `2015-11` or `2015`.
fn parse_date(text: &str) -> Option<i64> {
    let date: crate::model::Date = text.parse().ok()?;
    date.is_plain().then(|| first_day(date))
}

/// The first day of a date of any precision, counted from 1970-01-01; of an interval its beginning.
#[must_use]
pub fn first_day(date: crate::model::Date) -> i64 {
    days_from_date(i64::from(date.year()), date.month().unwrap_or(1), date.day().unwrap_or(1))
}

/// The day after the last one of a date of day, month or year precision, counted from 1970-01-01.
#[must_use]
pub fn day_after(date: crate::model::Date) -> i64 {
    let year = i64::from(date.year());
    match (date.month(), date.day()) {
        (_, Some(_)) => first_day(date) + 1,
        (Some(12), None) | (None, None) => days_from_date(year + 1, 1, 1),
        (Some(month), None) => days_from_date(year, month + 1, 1),
    }
}

/// Seconds since midnight UTC of `08:15`, `08:15:00`, `08:15:00.5`, each with `Z` or an offset.
fn parse_clock(text: &str) -> Option<i64> {
    let at = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(at);
    let offset = match zone.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), ..] => {
            let zone = &zone[1..];
            let (hours, minutes) = match zone.len() {
                5 => zone.split_once(':')?,
                4 => zone.split_at_checked(2)?,
                2 => (zone, "00"),
                _ => return None,
            };
            let seconds = two_digits(hours, 23)? * 3600 + two_digits(minutes, 59)? * 60;
            if *sign == b'+' { seconds } else { -seconds }
        }
        _ => return None,
    };
    let whole = match clock.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => clock,
    };
    let mut parts = whole.split(':');
    let hours = two_digits(parts.next()?, 23)?;
    let minutes = two_digits(parts.next()?, 59)?;
    let seconds = parts.next().map_or(Some(0), |part| two_digits(part, 59))?;
    parts.next().is_none().then_some(hours * 3600 + minutes * 60 + seconds - offset)
}

fn two_digits(text: &str, most: i64) -> Option<i64> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_however_tables_write_them() {
        let noon = 1_448_884_800;
        for text in [
            "1448884800",
            "2015-11-30T12:00:00Z",
            "2015-11-30 12:00",
            "2015-11-30T13:00:00+01:00",
            "2015-11-30T07:30:00-0430",
            "2015-11-30T12:00:00.25Z",
        ] {
            assert_eq!(parse_time(text), Some(noon), "{text}");
        }
        assert_eq!(parse_time("2015-11-30"), Some(noon - DAY / 2));
        assert_eq!(parse_time("2015"), Some(days_from_date(2015, 1, 1) * DAY));
        assert_eq!(parse_time("-86400"), Some(-DAY));
        assert_eq!(time_text(noon), "2015-11-30T12:00:00Z");
        assert_eq!(time_text(noon - DAY / 2), "2015-11-30");
        for bad in [
            "",
            "30.11.2015",
            "2015-02-29",
            "2015-11-30T25:00",
            "2015-11T10:00",
            "2015-11-30T1:00",
            "9e9",
            "2015-11-30T10:00:00.",
            "99999999999999",
        ] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }

    #[test]
    fn weeks_belong_to_their_week_year() {
        let week = |text: &str| week_of_day(day_of(parse_time(text).expect("a date")));
        // 2009-W53 holds the last days of December 2009 and the first of January 2010.
        assert_eq!(week("2009-12-28"), week("2010-01-03"));
        assert_ne!(week("2010-01-03"), week("2010-01-04"));
        // 2012-W01 begins in 2012, 2013-W01 on the last day of 2012.
        assert_eq!(week("2012-12-31"), week("2013-01-06"));
        assert_eq!(week("1969-12-29"), 0);
    }

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let after = |text: &str| day_text(day_after(text.parse().expect("a date")));
        assert_eq!(after("2016-02"), "2016-03-01");
        assert_eq!(after("2015-12"), "2016-01-01");
        assert_eq!(after("2015"), "2016-01-01");
        assert_eq!(after("2015-12-31"), "2016-01-01");
    }

    proptest! {
        #[test]
        fn days_and_dates_are_inverse(day in -1_000_000i64..2_000_000) {
            let (year, month, of_month) = date_from_days(day);
            prop_assert_eq!(days_from_date(year, month, of_month), day);
            prop_assert_eq!(date_from_days(day + 1) > (year, month, of_month), true);
            let first = first_day_of_month(month_of_day(day));
            prop_assert_eq!(date_from_days(first), (year, month, 1));
        }

        #[test]
        fn printed_times_are_read_back(seconds in 0i64..250_000_000_000) {
            prop_assert_eq!(parse_time(&time_text(seconds)), Some(seconds));
        }
    }
}
