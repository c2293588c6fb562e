//! Organisations that a text names and no codebook knows: "the group" and "its director" may mean them though they have
//! not spoken yet.

use std::ops::Range;

use super::{
    Cast, Holder,
    employer::employs,
    kind::{heads_organisation, is_calendar},
};
use crate::lexicon::Border;

/// The most words of a name.
const LONGEST: usize = 10;
/// How far back such a name is remembered, in words.
const NEAR: usize = 90;

impl Cast<'_, '_> {
    /// Notes names that say that they are of a body, and those behind which the text says so.
    pub(super) fn meet_bodies(&mut self) {
        let mut bodies = Vec::new();
        for sentence in self.page.prose() {
            let mut word = sentence.start;
            while word < sentence.end {
                // Most words begin no name.
                if !self.page.is_capital(word) {
                    word += 1;
                    continue;
                }
                let run = self.name_from(word, sentence.end);
                if let Some(body) = self.unknown_body(&run, sentence.end) {
                    bodies.push((run.start, body));
                }
                word = run.end.max(word + 1);
            }
        }
        self.bodies = bodies;
    }

    /// The words from here on that may be one name.
    fn name_from(&self, start: usize, limit: usize) -> Range<usize> {
        // "the American Bankers Assn.".
        let country = self.in_country(start)
            && self.page.is_capital(start)
            && self.page.mention_at(start).is_none()
            && self.page.border(start + 1) == Border::Space;
        let mut end = if country && self.is_of_body(start + 1) { start + 1 } else { start };
        while end < limit
            && end - start < LONGEST
            && (self.is_of_body(end) || end > start && self.joins_name(end, limit))
            && (end == start || self.page.border(end) == Border::Space && !self.is_owner(end - 1))
        {
            end += 1;
        }
        start..end
    }

    /// "Tallowgate's": not "the Exporters' League".
    fn is_owner(&self, word: usize) -> bool {
        self.page.words.words[word].genitive && !self.page.lower(word).as_str().ends_with('s')
    }

    fn unknown_body(&self, run: &Range<usize>, limit: usize) -> Option<Holder> {
        let last = run.end.checked_sub(1).filter(|last| *last >= run.start)?;
        if is_calendar(&self.page.lower(run.start)) || self.is_law(last) || self.is_place(run) {
            return None;
        }
        let headed = run.len() >= 2
            && run.clone().any(|word| {
                let lower = self.page.lower(word);
                heads_organisation(&lower) && !matches!(lower.as_str(), "street" | "city" | "house" | "act" | "bill")
            });
        let body = if headed {
            self.body(run.clone())
        } else {
            let article = matches!(self.page.lower(run.end).as_str(), "a" | "an");
            article.then(|| self.name_before_kind(&(run.start..limit.min(run.end + 12)))).flatten()?
        };
        employs(body.kind).then_some(body)
    }

    /// Such names in some words, in order.
    pub(super) fn bodies_in(&self, words: &Range<usize>) -> impl DoubleEndedIterator<Item = &(usize, Holder)> {
        let first = self.bodies.partition_point(|(at, _)| *at < words.start);
        let end = self.bodies.partition_point(|(at, _)| *at < words.end);
        self.bodies[first..end.max(first)].iter()
    }

    /// The one named last before a word.
    pub(super) fn body_before(&self, word: usize, fits: impl Fn(&Holder) -> bool) -> Option<(usize, Holder)> {
        let near = word.saturating_sub(NEAR)..word;
        self.bodies_in(&near).rev().find(|(_, body)| fits(body)).cloned()
    }
}
