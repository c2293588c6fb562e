//! Expressions of time: "Tuesday", "yesterday", "Nov. 30", "last month", "in 2014".

use std::ops::Range;

use super::{
    super::{dates, page::Page},
    meaning::Meaning,
    noun,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
    model::Date,
};

/// An expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    /// Its words, with the preposition: "on Tuesday"; with the noun that it describes: "Tuesday's hearing".
    pub(super) words: Range<usize>,
    pub(super) meaning: Meaning,
    /// Whether it describes a noun: "Tuesday's hearing", "a March 2015 letter".
    pub(super) describes: bool,
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
static PARTS_OF_DAY: WordList = WordList::new("morning afternoon evening night");
/// Before a day or month they say that it is not a certain one, or that it is still to come.
static NOT_ONE: WordList = WordList::new(
    "next every each any some another coming following previous same these those most many all other such whole entire \
    past than",
);
/// What may stand between a preposition and an expression of time.
static WITHIN: WordList = WordList::new("early earlier late later mid only just back");

/// The expressions of time of a text, in order.
pub(super) fn expressions(page: &Page<'_>) -> Vec<Expression> {
    let mut found = Vec::new();
    for sentence in &page.words.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            match read(page, at).filter(|(_, end)| *end <= sentence.end) {
                Some((meaning, end)) => {
                    found.extend(in_place(page, meaning, at..end, sentence));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// What begins at a word, with the word behind it.
fn read(page: &Page<'_>, at: usize) -> Option<(Meaning, usize)> {
    let letters = page.words.letters(at);
    match letters.as_bytes().first()? {
        // "USA TODAY", "Today": a newspaper and a broadcast, but at the head of a sentence.
        b'A'..=b'Z' => capital(page, at).or_else(|| {
            let begins = page.border(at) == Border::Sentence && !letters.ends_with(char::is_uppercase);
            begins.then(|| relative(page, at).or_else(|| ago(page, at))).flatten()
        }),
        b'0'..=b'9' => {
            let dated = dates::read(&page.words, at).and_then(|(parts, end)| Some((of_parts(parts)?, end)));
            dated.or_else(|| ago(page, at)).or_else(|| {
                let year = letters.parse().ok().filter(|year| (1900..2100).contains(year))?;
                Some((Meaning::Absolute(Date::new(year, None, None)?), at + 1))
            })
        }
        b'l' | b't' | b'y' => relative(page, at).or_else(|| ago(page, at)),
        b'a' | b'e' | b'f' | b'n' | b'o' | b's' => ago(page, at),
        _ => None,
    }
}

/// A day of the week or a month.
fn capital(page: &Page<'_>, at: usize) -> Option<(Meaning, usize)> {
    let letters = page.words.letters(at);
    let Some(day) = WEEKDAYS.iter().position(|name| *name == letters) else {
        let month = dates::month(letters)?;
        // "May" and "March" by themselves are judged by what stands before them.
        return Some(match dates::read(&page.words, at) {
            Some((parts, end)) => (of_parts(parts)?, end),
            None => (Meaning::Month { month, last: false }, at + 1),
        });
    };
    let mut end = at + 1;
    if PARTS_OF_DAY.contains(&page.lower(end)) && page.border(end) == Border::Space {
        end += 1;
    }
    // "Monday, Nov. 30".
    let dated =
        dates::read(&page.words, end).filter(|(parts, _)| page.border(end) <= Border::Comma && parts.day.is_some());
    match dated {
        Some((parts, end)) => Some((of_parts(parts)?, end)),
        None => Some((Meaning::Weekday { day: i64::try_from(day).ok()?, last: false }, end)),
    }
}

fn of_parts(parts: dates::Parts) -> Option<Meaning> {
    match (parts.year, parts.month, parts.day) {
        (Some(year), month, day) => Date::new(year, month, day).map(Meaning::Absolute),
        (None, Some(month), Some(day)) => Some(Meaning::DayOfYear { month, day }),
        (None, Some(month), None) => Some(Meaning::Month { month, last: false }),
        (None, None, _) => None,
    }
}

/// "yesterday", "this morning", "last week".
fn relative(page: &Page<'_>, at: usize) -> Option<(Meaning, usize)> {
    let next = page.lower(at + 1);
    let next = if page.border(at + 1) == Border::Space { next.as_str() } else { "" };
    match (page.lower(at).as_str(), next) {
        ("yesterday", part) => Some((Meaning::DaysAgo(1), at + 1 + usize::from(PARTS_OF_DAY.contains(part)))),
        ("today" | "tonight", _) => Some((Meaning::DaysAgo(0), at + 1)),
        ("this", "morning" | "afternoon" | "evening") => Some((Meaning::DaysAgo(0), at + 2)),
        ("last", "night") => Some((Meaning::DaysAgo(1), at + 2)),
        ("this", "week") => Some((Meaning::WeeksAgo(0), at + 2)),
        ("last", "week") => Some((Meaning::WeeksAgo(1), at + 2)),
        ("this", "month") => Some((Meaning::MonthsAgo(0), at + 2)),
        ("last", "month") => Some((Meaning::MonthsAgo(1), at + 2)),
        ("this", "year") => Some((Meaning::YearsAgo(0), at + 2)),
        ("last", "year") => Some((Meaning::YearsAgo(1), at + 2)),
        ("last", _) => match capital(page, at + 1)? {
            (Meaning::Weekday { day, .. }, end) => Some((Meaning::Weekday { day, last: true }, end)),
            (Meaning::Month { month, .. }, end) => Some((Meaning::Month { month, last: true }, end)),
            _ => None,
        },
        _ => None,
    }
}

/// "two days ago", "a week ago". Months and years ago are rounded, and left alone.
fn ago(page: &Page<'_>, at: usize) -> Option<(Meaning, usize)> {
    const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if page.lower(at + 2) != "ago" {
        return None;
    }
    let number = page.lower(at);
    let count = match number.as_str() {
        "a" => 1,
        word => match NUMBERS.iter().position(|known| *known == word) {
            Some(place) => i64::try_from(place + 1).ok()?,
            None => word.parse().ok().filter(|count| (1..=60).contains(count))?,
        },
    };
    match page.lower(at + 1).as_str() {
        "day" | "days" => Some((Meaning::DaysAgo(count), at + 3)),
        "week" | "weeks" => Some((Meaning::WeeksAgo(count), at + 3)),
        _ => None,
    }
}

/// An expression with what stands around it, unless that makes it no one time in the past: "since 2014", "next
/// Tuesday", "by Nov. 30", "Monday and Tuesday", "the Tuesday ruling".
fn in_place(page: &Page<'_>, meaning: Meaning, core: Range<usize>, sentence: &Range<usize>) -> Option<Expression> {
    let runs_on = |word: usize| word > sentence.start && page.border(word) == Border::Space;
    let mut start = core.start;
    while runs_on(start) && WITHIN.contains(&page.lower(start - 1)) {
        start -= 1;
    }
    let before = runs_on(start).then(|| page.lower(start - 1));
    let before = before.as_ref().map_or("", |word| word.as_str());
    if NOT_ONE.contains(before) || is_span(page, &core, sentence.start) {
        return None;
    }
    let described = noun::described(page, core.end, sentence.end);
    let owns = page.words.words[core.end - 1].genitive;
    let determined = runs_on(start)
        && (page.class(start - 1).any(Class::DETERMINER.or(Class::POSSESSIVE))
            || page.words.words[start - 1].genitive
            || page.tag(start - 1) == Tag::Adjective && page.class(start - 1) == Class::default());
    if owns || determined {
        // "at Tuesday's hearing", "in a March 2015 letter".
        let end = described?;
        return Some(Expression { words: start..end, meaning, describes: true });
    }
    let led = match (meaning, before) {
        (Meaning::Weekday { last, .. }, "on") => !last,
        (Meaning::DayOfYear { .. }, "on" | "of" | "dated") => true,
        (Meaning::Absolute(date), "on" | "dated") => date.day().is_some(),
        (Meaning::Absolute(date), "in") => date.day().is_none(),
        (Meaning::Month { last, .. }, "in") => !last,
        (Meaning::Absolute(date), "of") => date.month().is_some(),
        _ => false,
    };
    let preposition = runs_on(start) && (page.class(start - 1).any(Class::PREPOSITION) || before == "to");
    if preposition && !led {
        return None;
    }
    // "May", "April said", "2,015 people".
    let needs_it = match meaning {
        Meaning::Month { last, .. } => !last,
        Meaning::Absolute(date) => date.day().is_none(),
        _ => false,
    };
    (led || !needs_it).then(|| Expression { words: start - usize::from(led)..core.end, meaning, describes: false })
}

/// "Monday and Tuesday", "2014 to 2015", "Nov. 14-15": no one time.
fn is_span(page: &Page<'_>, words: &Range<usize>, first: usize) -> bool {
    let is_time = |at: usize| {
        let letters = page.words.letters(at);
        WEEKDAYS.contains(&letters)
            || dates::month(letters).is_some()
            || matches!(letters, "today" | "yesterday")
            || !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_digit())
    };
    let links = |at: usize| matches!(page.lower(at).as_str(), "and" | "or" | "to" | "through" | "until");
    let end = words.end;
    let follows = page.border(end) == Border::Space && links(end) && (is_time(end + 1) || is_time(end + 2));
    let hyphen = page.between(end).contains(['-', '–']) && is_time(end);
    let precedes = words.start >= first + 2
        && (links(words.start - 1) && is_time(words.start - 2)
            || page.lower(words.start - 1) == "on"
                && words.start >= first + 3
                && links(words.start - 2)
                && is_time(words.start - 3));
    follows || hyphen || precedes
}
