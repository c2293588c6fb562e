//! Who is told to do or say as somebody did: "So did Patrick Leahy", "; nor does the union".

use std::ops::Range;

use super::{
    super::cast::Holder,
    Claimer,
    telling::{Passage, Telling},
};
use crate::lexicon::{Border, Class};

/// How much what is told of one counts for who does likewise.
const LIKEWISE: f32 = 0.8;
/// The most words between "so did" and the end of the name, and of the clause.
const NAME: usize = 12;

impl Claimer<'_, '_, '_> {
    /// Whoever does likewise in a sentence is weighed by what was told last before it.
    pub(super) fn likewise(&mut self, sentence: &Range<usize>, told: &[Passage]) -> Option<Passage> {
        let so = sentence.clone().find(|word| {
            let opens = *word == sentence.start || self.page.border(*word) >= Border::Break;
            let echo = || matches!(self.page.lower(*word).as_str(), "so" | "nor" | "neither");
            let verb = || {
                self.page.class(word + 1).any(Class::AUXILIARY.or(Class::MODAL))
                    || matches!(self.page.lower(word + 1).as_str(), "did" | "does" | "do")
            };
            opens && echo() && verb()
        })?;
        let start = so + 2;
        let limit = sentence.end.min(start + NAME);
        let end =
            (start..limit).find(|word| *word > start && self.page.border(*word) >= Border::Comma).unwrap_or(limit);
        // "So has the chance of a deal": somebody with a name, or "the company".
        if start >= end || !(start..end.min(start + 2)).any(|word| self.page.is_capital(word)) {
            return None;
        }
        let last = told.iter().filter(|told| told.words.last().is_some_and(|last| *last < so)).max_by_key(|told| {
            // Of several that end alike the longest tells most.
            (told.words[told.words.len() - 1], told.words.len())
        })?;
        let near = self.page.sentence_of(so) - self.page.sentence_of(last.words[last.words.len() - 1]) <= 1;
        let words = last.words.clone();
        let known: Vec<Holder> = last.holders.clone();
        let holders: Vec<Holder> = self
            .cast
            .resolve(start..end)
            .into_iter()
            .filter(|holder| !holder.guessed && known.iter().all(|other| other.actor != holder.actor))
            .collect();
        let shown = words[0].min(so)..end;
        (near && !holders.is_empty()).then_some(Passage {
            holders,
            voice: None,
            telling: Telling::Roll,
            words,
            shown,
            weight: LIKEWISE,
        })
    }
}
