//! The states of America, which newspapers name beside people and offices: they are no country and nobody's name.

use std::ops::Range;

use super::Cast;
use crate::lexicon::{Border, WordList};

impl Cast<'_, '_> {
    /// The state that begins at a word: "Georgia", "New Mexico", "West Virginia".
    pub(super) fn state_at(&self, word: usize) -> Option<Range<usize>> {
        static ONE: WordList = WordList::new(
            "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois \
            indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri \
            montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming",
        );
        if !self.page.is_capital(word) {
            return None;
        }
        let first = self.page.lower(word);
        let second = || self.page.lower(word + 1).as_str();
        let two = match first.as_str() {
            "new" => matches!(second(), "york" | "jersey" | "mexico" | "hampshire" | "england" | "orleans"),
            "north" | "south" => matches!(second(), "carolina" | "dakota"),
            "west" => second() == "virginia",
            "rhode" => second() == "island",
            _ => false,
        };
        if two && self.page.is_capital(word + 1) && self.page.border(word + 1) == Border::Space {
            return Some(word..word + 2);
        }
        ONE.contains(&first).then_some(word..word + 1)
    }

    /// The state that ends before a word.
    pub(in crate::coding) fn state_ending(&self, end: usize) -> Option<Range<usize>> {
        (1..=2).rev().filter_map(|length| self.state_at(end.checked_sub(length)?)).find(|state| state.end == end)
    }

    /// Whether some words are a place and nothing else: a state, with or without a city, or a shortened state ("Calif.").
    pub(super) fn is_place(&self, words: &Range<usize>) -> bool {
        static SHORT: WordList = WordList::new(
            "calif mass conn tex fla ariz minn mich wis tenn okla ala ark colo ill ind kan ky la md mo mont neb nev \
            pa va vt wash wyo d.c",
        );
        let named = |start: usize| self.state_at(start).is_some_and(|state| state.end == words.end);
        let short = words.len() == 1 && self.has_dot(words.start) && SHORT.contains(&self.page.lower(words.start));
        short || named(words.start)
    }

    /// Whether a full stop stands directly behind a word.
    fn has_dot(&self, word: usize) -> bool {
        self.page.words.text[self.page.words.words[word].end as usize..].starts_with('.')
    }

    /// Past "Cleveland-based", "San Francisco-based": where the name behind it begins; the same word if there is none.
    pub(super) fn past_seat(&self, word: usize, end: usize) -> usize {
        let hyphen = (word..end.min(word + 4)).find(|at| self.page.is_prefixed(*at));
        match hyphen {
            Some(hyphen) if self.is_seat_word(hyphen + 1) && hyphen + 2 < end => hyphen + 2,
            _ => word,
        }
    }

    /// The place where "Cleveland-based" begins if it ends before a word.
    pub(super) fn seat_ending(&self, end: usize, first: usize) -> Option<usize> {
        let hyphen = end.checked_sub(2).filter(|hyphen| *hyphen >= first && self.page.is_prefixed(*hyphen))?;
        if !self.is_seat_word(hyphen + 1) {
            return None;
        }
        let mut start = hyphen;
        while start > first && self.page.is_capital(start - 1) && self.page.border(start) == Border::Space {
            start -= 1;
        }
        Some(start)
    }

    fn is_seat_word(&self, word: usize) -> bool {
        matches!(self.page.lower(word).as_str(), "based" | "headquartered" | "area")
    }
}
