//! Windows of time: a network for each step of a debate.

use std::{ops::Range, str::FromStr};

use super::{
    selection::{Observation, UNDATED},
    time::{DAY, day_of, first_day_of_month, month_of_day, time_text, week_of_day, year_of_day},
};

/// What a window's width is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days, UTC.
    Days,
    /// Weeks of ISO 8601, from Monday to Sunday.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
    /// Statements in the order of time; those made at the same second as the first or the last belong to it too.
    Events,
}

/// How wide a window is. It is centred on one unit and reaches `width / 2` units, rounded down, to either side, so
/// that the units are an odd number: `31d` and `30d` are both 31 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowWidth {
    /// How many units.
    pub width: u32,
    /// Which.
    pub unit: Unit,
}

impl FromStr for WindowWidth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || "write 30d, 4w, 6m, 1y or events:50".to_owned();
        let (number, unit) = match text.strip_prefix("events:") {
            Some(number) => (number, Unit::Events),
            None => {
                let unit = match text.chars().last() {
                    Some('d') => Unit::Days,
                    Some('w') => Unit::Weeks,
                    Some('m') => Unit::Months,
                    Some('y') => Unit::Years,
                    _ => return Err(shape()),
                };
                (&text[..text.len() - 1], unit)
            }
        };
        let width = number.parse().ok().filter(|width| (1..=1_000_000).contains(width)).ok_or_else(shape)?;
        Ok(Self { width, unit })
    }
}

/// How much a statement counts by its distance from the window's centre: 1 at the centre. The distance `z` is in days
/// (for windows of events, in statements), divided by half the window's width, so that it is below 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kernel {
    /// 1
    #[default]
    Uniform,
    /// `1 − |z|`
    Triangular,
    /// `1 − z²`
    Epanechnikov,
    /// `exp(−z² / 2)`
    Gaussian,
}

impl Kernel {
    /// The weight at a distance from the centre.
    #[must_use]
    pub fn at(self, z: f64) -> f64 {
        match self {
            Self::Uniform => 1.0,
            Self::Triangular => 1.0 - z.abs(),
            Self::Epanechnikov => 1.0 - z * z,
            Self::Gaussian => (z * z / -2.0).exp(),
        }
    }
}

/// One window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its number, from 1.
    pub number: usize,
    /// When its central unit begins, in seconds since 1970-01-01T00:00:00 UTC; for events the time of the central one.
    pub centre: i64,
    /// When it begins.
    pub from: i64,
    /// When it is over: the first second that is not in it.
    pub before: i64,
    /// When its central unit is over; for events one second after [`Self::centre`].
    pub centre_before: i64,
    /// The observations in it.
    pub observations: Range<usize>,
    /// The first and the last of what distances are counted in: days since 1970-01-01, or places of events.
    reach: (i64, i64),
    unit: Unit,
}

impl Window {
    /// Its number, its centre, and the first and last day or second that belong to it, as tables show them.
    #[must_use]
    pub fn texts(&self) -> [String; 4] {
        let last = if self.unit == Unit::Events { self.before - 1 } else { self.before - DAY };
        [self.number.to_string(), time_text(self.centre), time_text(self.from), time_text(last)]
    }

    /// The names of [`Self::texts`].
    pub const TEXTS: [&str; 4] = ["window", "centre", "from", "to"];

    /// Whether it is made of events, which may lie at any distance.
    #[must_use]
    pub fn is_of_events(&self) -> bool {
        self.unit == Unit::Events
    }

    /// How far an observation at a place of the list is from the centre: see [`Kernel`].
    #[must_use]
    pub fn distance(&self, place: usize, observation: &Observation) -> f64 {
        let at = if self.unit == Unit::Events { place as i64 } else { day_of(observation.time) };
        let (first, last) = self.reach;
        // Events at the same second as the last may lie beyond it.
        let at = at.clamp(first, last);
        (2 * at - first - last) as f64 / (last - first + 1) as f64
    }
}

/// There is not one whole window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WindowError {
    /// Why.
    pub message: String,
}

/// All windows that lie within the time of the observations, or from `from` up to, not including, `before`; each one
/// unit after the other. The observations are sorted by time and have one.
///
/// # Errors
/// [`WindowError`] if there is none.
pub fn windows(
    observations: &[Observation],
    width: WindowWidth,
    from: Option<i64>,
    before: Option<i64>,
) -> Result<Vec<Window>, WindowError> {
    debug_assert!(observations.iter().all(|observation| observation.time != UNDATED));
    let (Some(first), Some(last)) = (observations.first(), observations.last()) else {
        return Err(WindowError { message: "no statement has a date to lie in a window".to_owned() });
    };
    let half = i64::from(width.width / 2);
    let too_wide = |units: i64, what: &str| {
        let message = format!("the statements span {units} {what}, a window {}", 2 * half + 1);
        Err(WindowError { message })
    };
    if width.unit == Unit::Events {
        let count = observations.len() as i64;
        if count <= 2 * half {
            return too_wide(count, "statements");
        }
        return Ok((half..count - half).map(|centre| of_events(observations, centre, half)).collect());
    }
    let unit_of = |time: i64| index(width.unit, day_of(time));
    let first = unit_of(from.unwrap_or(first.time));
    let last = unit_of(before.map_or(last.time, |before| before - 1));
    if last - first < 2 * half {
        let what = match width.unit {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years | Unit::Events => "years",
        };
        return too_wide(last - first + 1, what);
    }
    let place = |time: i64| observations.partition_point(|observation| observation.time < time);
    Ok((1..)
        .zip(first + half..=last - half)
        .map(|(number, centre)| {
            let (start, end) = (first_day(width.unit, centre - half), first_day(width.unit, centre + half + 1));
            let (from, before) = (start * DAY, end * DAY);
            Window {
                number,
                centre: first_day(width.unit, centre) * DAY,
                centre_before: first_day(width.unit, centre + 1) * DAY,
                from,
                before,
                observations: place(from)..place(before),
                reach: (start, end - 1),
                unit: width.unit,
            }
        })
        .collect())
}

fn of_events(observations: &[Observation], centre: i64, half: i64) -> Window {
    let (first, last) = ((centre - half) as usize, (centre + half) as usize);
    let (from, until) = (observations[first].time, observations[last].time);
    let start = observations.partition_point(|observation| observation.time < from);
    let end = observations.partition_point(|observation| observation.time <= until);
    Window {
        number: (centre - half) as usize + 1,
        centre: observations[centre as usize].time,
        centre_before: observations[centre as usize].time + 1,
        from,
        before: until + 1,
        observations: start..end,
        reach: (centre - half, centre + half),
        unit: Unit::Events,
    }
}

/// The number of the unit a day lies in.
const fn index(unit: Unit, day: i64) -> i64 {
    match unit {
        Unit::Days | Unit::Events => day,
        Unit::Weeks => week_of_day(day),
        Unit::Months => month_of_day(day),
        Unit::Years => year_of_day(day),
    }
}

/// The first day of a unit.
const fn first_day(unit: Unit, index: i64) -> i64 {
    match unit {
        Unit::Days | Unit::Events => index,
        Unit::Weeks => index * 7 - 3,
        Unit::Months => first_day_of_month(index),
        Unit::Years => first_day_of_month((index - 1970) * 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_read() {
        assert_eq!("30d".parse(), Ok(WindowWidth { width: 30, unit: Unit::Days }));
        assert_eq!("events:50".parse(), Ok(WindowWidth { width: 50, unit: Unit::Events }));
        for bad in ["", "d", "0w", "-1m", "30", "30days", "events:", "1é", "9999999999y"] {
            assert!(bad.parse::<WindowWidth>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_unit_begins_on_its_first_day() {
        for unit in [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years] {
            for day in -800..800 {
                let first = first_day(unit, index(unit, day));
                assert!(first <= day && index(unit, first) == index(unit, day), "{unit:?} {day}");
                assert!(index(unit, first - 1) == index(unit, day) - 1, "{unit:?} {day}");
            }
        }
    }

    #[test]
    fn kernels_are_symmetric_and_one_at_the_centre() {
        for kernel in [Kernel::Uniform, Kernel::Triangular, Kernel::Epanechnikov, Kernel::Gaussian] {
            assert!((kernel.at(0.0) - 1.0).abs() < 1e-12);
            for z in [0.1, 0.5, 0.9] {
                assert!((kernel.at(z) - kernel.at(-z)).abs() < 1e-12 && kernel.at(z) > 0.0);
            }
        }
    }
}
