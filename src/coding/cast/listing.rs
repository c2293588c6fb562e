//! Lists of names: "Apple Computer, Sun Microsystems and the Lotus Development Corp."

use std::ops::Range;

use super::{Cast, kind::heads_organisation, kind::is_calendar};
use crate::lexicon::{Border, Class, WordList};

/// The most names of one list that are read.
const MOST: usize = 24;
/// How far from the beginning of a sentence its verb is looked for, in words.
const REACH: usize = 40;
/// The most words of one name in a list.
const LONGEST: usize = 8;

impl Cast<'_, '_> {
    /// The names of a phrase that is a list of names, not all of which the codebook knows.
    pub(super) fn listed(&self, phrase: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let and = self.last_and(phrase)?;
        let mut items: Vec<Range<usize>> = Vec::new();
        let mut start = phrase.start;
        for comma in (phrase.start + 1..and).filter(|word| self.page.border(*word) == Border::Comma) {
            items.push(start..comma);
            start = comma;
        }
        if start < and {
            items.push(start..and);
        }
        let behind = and + 1..phrase.end;
        let others = self.are_others(&behind);
        if items.len() > MOST || !items.iter().all(|item| self.is_listed_name(item)) {
            return None;
        }
        if others {
            return Some(items);
        }
        let end = (behind.start + 1..behind.end)
            .find(|word| self.page.border(*word) >= Border::Comma || self.page.class(*word).any(Class::PREPOSITION))
            .unwrap_or(behind.end);
        let last = behind.start..end;
        // "the Center for Law and Policy", "the Privacy and Civil Liberties Board" are one name.
        let whole = |item: &Range<usize>| {
            self.page.mentions_in(item).any(|mention| !mention.description)
                || heads_organisation(&self.page.lower(item.end - 1))
        };
        let linked = items[0].clone().any(|word| matches!(self.page.lower(word).as_str(), "of" | "for" | "on"));
        let one_name = items.len() == 1
            && (linked || !whole(&items[0]) && last.clone().any(|word| heads_organisation(&self.page.lower(word))))
            && !self.page.class(last.start).any(Class::DETERMINER)
            && self.page.mention_at(last.start).is_none();
        // "and Priti Patel, the home secretary": what is said of a person goes with them.
        let described = end < behind.end && self.page.border(end) >= Border::Comma && self.full_name(&last).is_some();
        if one_name || described || !self.is_listed_name(&last) {
            return None;
        }
        items.push(last);
        (items.len() > 1).then_some(items)
    }

    /// Takes in the names before a phrase that belong to the same list: readers often take its end for the whole.
    pub(in crate::coding) fn with_list(&self, phrase: Range<usize>) -> Range<usize> {
        let first = self.page.sentence(phrase.start).start;
        if self.last_and(&phrase).is_none() {
            return phrase;
        }
        let mut start = phrase.start;
        for _ in 0..MOST {
            if start <= first || self.page.border(start) != Border::Comma {
                break;
            }
            let mut item = start;
            while item > first
                && start - item < LONGEST
                && (item == start || self.page.border(item) <= Border::Quote)
                && self.is_of_listed_name(item - 1)
            {
                item -= 1;
            }
            if item == start || !self.is_listed_name(&(item..start)) {
                break;
            }
            let opens = item == first || self.page.border(item) >= Border::Comma;
            let before = item.checked_sub(1).map(|word| self.page.class(word)).unwrap_or_default();
            if !opens && before.any(Class::PREPOSITION.or(Class::POSSESSIVE).or(Class::TO)) {
                break;
            }
            start = item;
        }
        start..phrase.end
    }

    /// Notes the lists of names that are subjects.
    pub(super) fn meet_lists(&mut self) {
        for number in 0..self.page.words.sentences.len() {
            let sentence = self.page.words.sentences[number].clone();
            let limit = sentence.end.min(sentence.start + REACH);
            let Some(verb) = (sentence.start..limit).find(|word| self.page.tag(*word).is_finite()) else { continue };
            let Some(phrase) = self.phrase_ending(verb) else { continue };
            if let Some(names) = self.listed(&self.with_list(phrase)) {
                self.lists.push((verb, names));
            }
        }
    }

    /// Whom "they", "the companies" and "the two services" mean, if the sentence before began with a list.
    pub(super) fn list_before(&self, phrase: &Range<usize>) -> Option<Vec<Range<usize>>> {
        static BODIES: WordList = WordList::new(
            "companies firms services groups organizations organisations bodies countries governments agencies apps \
            senators lawmakers ministers providers two three",
        );
        let they = phrase.len() == 1 && self.page.lower(phrase.start) == "they";
        let bodies = (2..=3).contains(&phrase.len())
            && matches!(self.page.lower(phrase.start).as_str(), "the" | "both" | "these" | "those")
            && BODIES.contains(&self.page.lower(phrase.end - 1))
            && self.page.mentions_in(phrase).next().is_none();
        if !they && !bodies {
            return None;
        }
        let own = self.page.words.sentence_of(phrase.start);
        let (verb, names) = self.lists.iter().rev().find(|(verb, _)| *verb <= phrase.start)?;
        let near = own - self.page.words.sentence_of(*verb) <= 1;
        let since = self.spoke_before(phrase.start).next().is_some_and(|(at, ..)| *at > *verb);
        (near && !since).then(|| names.clone())
    }

    /// The "and" before the last name of a list, outside of known names.
    fn last_and(&self, phrase: &Range<usize>) -> Option<usize> {
        let relative = phrase.clone().find(|word| self.page.class(*word).any(Class::RELATIVE)).unwrap_or(phrase.end);
        (phrase.start + 1..relative).rev().find(|word| {
            matches!(self.page.lower(*word).as_str(), "and" | "or") && self.page.mention_at(*word).is_none()
        })
    }

    /// "ten others", "14 other companies", "dozens more".
    fn are_others(&self, words: &Range<usize>) -> bool {
        words.clone().take(3).any(|word| matches!(self.page.lower(word).as_str(), "others" | "other" | "more"))
    }

    fn is_of_listed_name(&self, word: usize) -> bool {
        self.page.is_capital(word)
            || self.page.mention_at(word).is_some()
            || matches!(self.page.lower(word).as_str(), "of" | "for" | "the" | "on")
    }

    /// Whether some words are one name and nothing else.
    fn is_listed_name(&self, item: &Range<usize>) -> bool {
        static FORMS: WordList = WordList::new("inc corp ltd llc co plc");
        let start = item.start + usize::from(self.page.class(item.start).any(Class::DETERMINER));
        if start >= item.end || item.len() > LONGEST || self.page.is_title_case(start) {
            return false;
        }
        let known = self.page.mentions_in(item).any(|mention| !mention.description);
        let last = self.page.lower(item.end - 1);
        let headed = heads_organisation(&last) || FORMS.contains(last.trim_end_matches('.'));
        let named = self.page.class(start) == Class::default()
            && self.page.is_capital(start)
            && !is_calendar(&self.page.lower(start))
            && !self.in_role(item.end - 1);
        let written_so = (start..item.end).all(|word| self.is_of_listed_name(word));
        let placed = self.in_country(start) && self.page.mention_at(start).is_none() && item.end - start > 2;
        written_so && (known || headed || named) && !placed
    }
}
