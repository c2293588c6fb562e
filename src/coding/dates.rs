//! Dates in a text: "30 November", "December 30, 2015", "July", "Wednesday"; what lacks a year takes it from the document.

use std::ops::Range;

use crate::{lexicon::Words, model::Date};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What the words of a date say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parts {
    pub(super) year: Option<u16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

/// The word after the last of a date that begins at a word.
pub(super) fn end_of_date(words: &Words<'_>, at: usize) -> Option<usize> {
    read(words, at).map(|(_, end)| end)
}

/// The date that stands in a range of words. Without a year it is the one that the document's date makes likely:
/// `future` tells whether the text speaks of what is to come.
pub(super) fn date_in(words: &Words<'_>, range: Range<usize>, published: Option<Date>, future: bool) -> Option<Date> {
    let (parts, _) = range.clone().find_map(|at| read(words, at))?;
    let year = parts.year.or_else(|| likely_year(parts, published?, future))?;
    Date::new(year, parts.month, parts.day)
}

/// The year that puts the date nearest to the document's, before or after it.
fn likely_year(parts: Parts, published: Date, future: bool) -> Option<u16> {
    let month = parts.month?;
    let now = published.month()?;
    let year = published.year();
    match (future, month < now) {
        // "by January", written in November: the next one. Written in July, "in June": this year's.
        (true, true) if now - month > 6 => Some(year + 1),
        (false, false) if month > now && month - now > 1 => Some(year - 1),
        _ => Some(year),
    }
}

/// What a date says that begins at a word, with the word behind it.
pub(super) fn read(words: &Words<'_>, at: usize) -> Option<(Parts, usize)> {
    let first = words.letters(at);
    if let Some(month) = month(first) {
        return after_month(words, at, month);
    }
    let day = day(first)?;
    if let Some(month) = month(words.letters(at + 1)) {
        let parts = Parts { day: Some(day), month: Some(month), year: None };
        return Some(with_year(words, parts, at + 2));
    }
    None
}

fn after_month(words: &Words<'_>, at: usize, month: u8) -> Option<(Parts, usize)> {
    // "May" and "March" are also a verb, a surname and a walk: they need a number beside them.
    let needs_number = matches!(month, 3 | 5) && words.letters(at).len() == FULL[usize::from(month) - 1].len();
    let parts = Parts { month: Some(month), ..Parts::default() };
    match day(words.letters(at + 1)) {
        Some(day) => Some(with_year(words, Parts { day: Some(day), ..parts }, at + 2)),
        None => {
            let (parts, end) = with_year(words, parts, at + 1);
            (!needs_number || parts.year.is_some()).then_some((parts, end))
        }
    }
}

fn with_year(words: &Words<'_>, parts: Parts, at: usize) -> (Parts, usize) {
    match words.letters(at).parse::<u16>() {
        Ok(year) if (1900..2100).contains(&year) => (Parts { year: Some(year), ..parts }, at + 1),
        _ => (parts, at),
    }
}

/// The month that a word names, in full or in short, from 1.
pub(super) fn month(word: &str) -> Option<u8> {
    if !matches!(word.as_bytes().first()?, b'J' | b'F' | b'M' | b'A' | b'S' | b'O' | b'N' | b'D') {
        return None;
    }
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let place = FULL
        .iter()
        .position(|full| is(full))
        .or_else(|| MONTHS.iter().position(|short| is(short)))
        .or_else(|| is("sept").then_some(8))?;
    u8::try_from(place + 1).ok()
}

/// 1 to 31, also "30th".
fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| ordinal && (1..=31).contains(day))
}
