//! What expressions of time mean in a document of a date.

use crate::model::{
    Date,
    calendar::{date_from_days, days_from_date},
};

/// What an expression of time says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// "Nov. 30, 2015", "March 2015", "2014".
    Absolute(Date),
    /// "Nov. 30".
    DayOfYear { month: u8, day: u8 },
    /// "November", "last November".
    Month { month: u8, last: bool },
    /// "Tuesday", "last Tuesday"; days are counted from Monday, which is 0.
    Weekday { day: i64, last: bool },
    /// "today", "yesterday", "two days ago".
    DaysAgo(i64),
    /// "this week", "last week", "two weeks ago".
    WeeksAgo(i64),
    /// "this month", "last month".
    MonthsAgo(u16),
    /// "this year", "last year".
    YearsAgo(u16),
}

impl Meaning {
    /// Whether it says the year itself.
    pub(super) const fn is_absolute(self) -> bool {
        matches!(self, Self::Absolute(_))
    }

    /// Whether it is "today" or "tonight", which may as well mean nowadays.
    pub(super) const fn is_today(self) -> bool {
        matches!(self, Self::DaysAgo(0))
    }

    /// The date that is meant in a document of a date: of what an author of that day looks back on, the latest. `None`
    /// where the document's date, or that it has none, leaves it open. Only a date that says its year can lie behind
    /// the document's.
    pub(super) fn date(self, published: Option<Date>) -> Option<Date> {
        if let Self::Absolute(date) = self {
            return Some(date);
        }
        let published = published.filter(|date| date.is_plain())?;
        match self {
            Self::Absolute(date) => Some(date),
            Self::DayOfYear { month, day } => {
                let now = (published.month()?, published.day().unwrap_or(day));
                Date::new(year_of(published, (month, day) <= now, month, 3)?, Some(month), Some(day))
            }
            Self::Month { month, last } => {
                let now = published.month()?;
                // "last March" can be this year's and the year's before.
                let open = last && month <= now;
                let year = year_of(published, month <= now, month, u8::from(!last))?;
                Date::new(year, Some(month), None).filter(|_| !open)
            }
            Self::Weekday { day, last } => weekday(day_of(published)?, day, last),
            Self::DaysAgo(days) => date_of(day_of(published)? - days),
            Self::WeeksAgo(weeks) => within_month(day_of(published)?, weeks),
            Self::MonthsAgo(months) => {
                let month = (u16::from(published.month()?) + 12 * published.year()).checked_sub(1 + months)?;
                Date::new(month / 12, u8::try_from(month % 12 + 1).ok(), None)
            }
            Self::YearsAgo(years) => Date::new(published.year().checked_sub(years)?, None, None),
        }
    }
}

/// The year of a day or month without one: this year's, or the last year's if this year's is well ahead ("Dec. 2",
/// written in January). What lies only a little ahead is no time at which something was said.
fn year_of(published: Date, past: bool, month: u8, ahead: u8) -> Option<u16> {
    if past {
        return Some(published.year());
    }
    (month > published.month()? + ahead).then(|| published.year().checked_sub(1)).flatten()
}

/// The latest such day of the week. "last Friday" is that or the one of the week before: it is known only where both
/// are the same, whether weeks begin on a Sunday or on a Monday.
fn weekday(today: i64, day: i64, last: bool) -> Option<Date> {
    let now = weekday_of(today);
    let back = (now - day).rem_euclid(7);
    if !last {
        return date_of(today - back);
    }
    let back = if back == 0 { 7 } else { back };
    (back > now && back > (now + 1) % 7).then(|| date_of(today - back)).flatten()
}

/// The month in which all days of a week lie, whether it begins on a Sunday or on a Monday; of this week those up to
/// today.
fn within_month(today: i64, weeks: i64) -> Option<Date> {
    let monday = today - weekday_of(today) - 7 * weeks;
    let sunday = today - (weekday_of(today) + 1) % 7 - 7 * weeks;
    let first = date_of(monday.min(sunday))?;
    let last = date_of((monday.max(sunday) + 6).min(today))?;
    (first.month() == last.month()).then(|| Date::new(first.year(), first.month(), None)).flatten()
}

/// Days after Monday.
const fn weekday_of(day: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7)
}

fn day_of(date: Date) -> Option<i64> {
    Some(days_from_date(i64::from(date.year()), date.month()?, date.day()?))
}

fn date_of(day: i64) -> Option<Date> {
    let (year, month, day) = date_from_days(day);
    Date::new(u16::try_from(year).ok()?, Some(month), Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// What is meant in a document of a date, as text; "-" for nothing.
    fn means(meaning: Meaning, published: &str) -> String {
        meaning.date(Some(date(published))).map_or("-".to_owned(), |date| date.to_string())
    }

    #[test]
    fn a_weekday_is_the_latest_one() {
        let tuesday = Meaning::Weekday { day: 1, last: false };
        assert_eq!(means(tuesday, "2016-02-18"), "2016-02-16", "written on a Thursday");
        assert_eq!(means(tuesday, "2016-02-16"), "2016-02-16", "written on a Tuesday");
        assert_eq!(means(tuesday, "2016-02-15"), "2016-02-09", "written on a Monday");
        assert_eq!(means(tuesday, "2016-03-01"), "2016-03-01");
        assert_eq!(means(tuesday, "2016-02"), "-", "the day of the document is not known");
        assert_eq!(means(tuesday, "2016-02-16~"), "-", "nor is it sure");
    }

    #[test]
    fn last_tuesday_is_known_only_where_this_week_had_none_yet() {
        let tuesday = Meaning::Weekday { day: 1, last: true };
        assert_eq!(means(tuesday, "2016-02-15"), "2016-02-09", "written on a Monday");
        assert_eq!(means(tuesday, "2016-02-16"), "2016-02-09", "written on a Tuesday");
        assert_eq!(means(tuesday, "2016-02-18"), "-", "written on a Thursday");
        assert_eq!(means(Meaning::Weekday { day: 6, last: true }, "2016-02-16"), "-", "two days or nine ago");
    }

    #[test]
    fn days_and_months_without_a_year_are_the_latest_that_are_well_past() {
        let day = |month, day| Meaning::DayOfYear { month, day };
        assert_eq!(means(day(11, 30), "2015-12-01"), "2015-11-30");
        assert_eq!(means(day(12, 2), "2016-01-05"), "2015-12-02");
        assert_eq!(means(day(12, 2), "2015-11-30"), "-", "it is still to come, or a slip");
        assert_eq!(means(day(11, 30), "2015-11"), "2015-11-30");
        assert_eq!(means(day(11, 30), "2015"), "-");
        assert_eq!(means(day(2, 30), "2015-12-01"), "-", "there is no such day");
        let month = |month, last| Meaning::Month { month, last };
        assert_eq!(means(month(7, false), "2015-11-30"), "2015-07");
        assert_eq!(means(month(12, false), "2016-02-01"), "2015-12");
        assert_eq!(means(month(12, false), "2015-11-30"), "-");
        assert_eq!(means(month(12, true), "2015-11-30"), "2014-12");
        assert_eq!(means(month(3, true), "2015-11-30"), "-", "this year's or the last year's");
    }

    #[test]
    fn weeks_are_known_to_the_month_they_lie_in() {
        assert_eq!(means(Meaning::WeeksAgo(1), "2016-02-18"), "2016-02");
        assert_eq!(means(Meaning::WeeksAgo(1), "2016-03-03"), "2016-02");
        assert_eq!(means(Meaning::WeeksAgo(1), "2016-03-09"), "-", "of February and March");
        assert_eq!(means(Meaning::WeeksAgo(0), "2016-03-02"), "-", "of February and March");
        assert_eq!(means(Meaning::WeeksAgo(0), "2016-02-18"), "2016-02");
        assert_eq!(means(Meaning::MonthsAgo(1), "2016-01"), "2015-12");
        assert_eq!(means(Meaning::YearsAgo(1), "2016"), "2015");
        assert_eq!(means(Meaning::DaysAgo(1), "2016-03-01"), "2016-02-29");
    }

    fn meanings() -> impl Strategy<Value = Meaning> {
        prop_oneof![
            (1u8..=12, 1u8..=31).prop_map(|(month, day)| Meaning::DayOfYear { month, day }),
            (1u8..=12, any::<bool>()).prop_map(|(month, last)| Meaning::Month { month, last }),
            (0i64..7, any::<bool>()).prop_map(|(day, last)| Meaning::Weekday { day, last }),
            (0i64..=60).prop_map(Meaning::DaysAgo),
            (0i64..=60).prop_map(Meaning::WeeksAgo),
            (0u16..=12).prop_map(Meaning::MonthsAgo),
            (0u16..=3).prop_map(Meaning::YearsAgo),
        ]
    }

    proptest! {
        #[test]
        fn only_a_date_that_says_its_year_lies_behind_the_documents(
            meaning in meanings(), year in 1u16..3000, month in 1u8..=12, day in 1u8..=31, precision in 1usize..=3,
        ) {
            let (month, day) = ((precision > 1).then_some(month), (precision > 2).then_some(day));
            let published = Date::new(year, month, day);
            if let (Some(published), Some(meant)) = (published, meaning.date(published)) {
                prop_assert!(
                    meant <= published || published.contains(meant) || meant.contains(published),
                    "{meaning:?} in {published} is {meant}"
                );
            }
            prop_assert_eq!(meaning.date(None), None);
        }
    }
}
