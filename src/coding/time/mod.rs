//! When something was said or done: "said on Tuesday", "in a letter dated 12 March 2015".
//!
//! [`expression`] finds the expressions of time of a text, [`meaning`] makes dates of them, and [`frame`] decides to which
//! act of speech one belongs. A wrong date is worse than none: an expression counts only if it stands in the clause of
//! the act and what stands between them lets it be nothing else's.

mod expression;
mod frame;
mod meaning;
mod noun;
#[cfg(test)]
mod tests;

use std::{cell::OnceCell, ops::Range};

use super::{page::Page, voice::Voices};
use crate::{attribution::tag::Tag, lexicon::Class, model::Date};
use expression::{Expression, expressions};
use frame::Frame;
use meaning::Meaning;

/// When something was said or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) date: Date,
    /// The words that tell.
    pub(super) words: Range<usize>,
}

/// The expressions of time of a text, asked which of them tell when something was said.
pub(super) struct Times<'p, 't> {
    page: &'p Page<'t>,
    published: Option<Date>,
    /// Looked for when somebody first asks: most texts have no statement to be dated.
    expressions: OnceCell<Vec<Expression>>,
}

/// How many words from what was said or done an expression of time may stand.
const NEAR: usize = 40;

impl<'p, 't> Times<'p, 't> {
    /// The expressions of time of a document that was published on a date.
    pub(super) fn new(page: &'p Page<'t>, published: Option<Date>) -> Self {
        Self { page, published, expressions: OnceCell::new() }
    }

    fn expressions(&self) -> &[Expression] {
        self.expressions.get_or_init(|| expressions(self.page))
    }

    /// When the words of a voice were said, if its attribution tells.
    pub(super) fn of_voice(&self, voices: &Voices, no: usize) -> Option<Told> {
        let voice = voices.list.get(no)?;
        let first = voice.cue.first()?;
        if self.expressions().is_empty() || is_to_come(self.page, first) {
            return None;
        }
        let frame = Frame {
            page: self.page,
            voices,
            level: voices.at(first.start),
            sentence: self.page.sentence(first.start),
            source: &voice.source,
            cue: &voice.cue,
            content: &voice.content,
        };
        self.nearest(&frame, first)
    }

    /// When something was done that the words of a claim tell in the past tense, if its clause tells.
    pub(super) fn of_deed(&self, voices: &Voices, words: &Range<usize>) -> Option<Told> {
        if self.expressions().is_empty() {
            return None;
        }
        let level = voices.at(words.start);
        let verb = words.clone().find(|&word| self.page.tag(word).is_finite() && voices.at(word) == level)?;
        if self.page.tag(verb) != Tag::VerbPast {
            return None;
        }
        // "was ordered", "had asked".
        let helps = self.page.class(verb).any(Class::AUXILIARY);
        let whole =
            (verb + 1..words.end.min(verb + 4)).find(|&word| helps && self.page.tag(word) == Tag::VerbParticiple);
        let cue = verb..whole.unwrap_or(verb) + 1;
        let subject = words.start..verb;
        let in_subject = self.near(&cue).find(|found| found.words.start > subject.start && found.words.end <= verb);
        // "A judge on Tuesday ordered".
        let subject = subject.start..in_subject.map_or(subject.end, |found| found.words.start);
        let frame = Frame {
            page: self.page,
            voices,
            level,
            sentence: self.page.sentence(verb),
            source: &[subject],
            cue: std::slice::from_ref(&cue),
            content: &[],
        };
        self.nearest(&frame, &cue)
    }

    /// The expressions of time near some words, in order.
    fn near(&self, words: &Range<usize>) -> impl Iterator<Item = &Expression> {
        let (from, to) = (words.start.saturating_sub(NEAR), words.end + NEAR);
        let first = self.expressions().partition_point(|found| found.words.start < from);
        self.expressions()[first..].iter().take_while(move |found| found.words.start < to)
    }

    /// The expression in a frame that stands nearest to its cue.
    fn nearest(&self, frame: &Frame<'_, '_>, cue: &Range<usize>) -> Option<Told> {
        let relative = frame.is_of_the_document();
        let distance = |words: &Range<usize>| match words.start.checked_sub(cue.end) {
            Some(behind) => behind,
            None => cue.start.saturating_sub(words.end),
        };
        let told = self.near(cue).filter(|found| relative || found.meaning.is_absolute()).filter_map(|found| {
            // "experts today say": nowadays.
            let nowadays = found.meaning.is_today() && !frame.is_past(cue);
            let told_of = !found.meaning.is_absolute() && self.is_of_a_story(frame, found);
            let words = frame.holds(found).filter(|_| !nowadays && !told_of)?;
            Some(Told { date: found.meaning.date(self.published)?, words })
        });
        told.min_by_key(|told| distance(&told.words))
    }
}

impl Times<'_, '_> {
    /// Whether an author who tells of a year before says "on Monday" of that year: "I was a student in 1993. On Monday
    /// he told us".
    fn is_of_a_story(&self, frame: &Frame<'_, '_>, found: &Expression) -> bool {
        let told_by_author = frame.level.is_some_and(|no| frame.voices.attribution(no).is_none());
        let words = &self.page.words;
        let begins = |word: usize| words.words[word].start as usize;
        let before = self.expressions().partition_point(|other| other.words.start < frame.sentence.start);
        // An expression near a cue may stand before its sentence, and before the others.
        let between = |other: &Expression| words.text.get(begins(other.words.start)..begins(found.words.start));
        let in_paragraph = |other: &&Expression| between(other).is_some_and(|text| !text.contains('\n'));
        let earlier = |other: &Expression| match (other.meaning, self.published) {
            (Meaning::Absolute(date), Some(published)) => date.year() < published.year(),
            _ => false,
        };
        // No paragraph of a story has more of them.
        let mut near = self.expressions()[before.saturating_sub(8)..before].iter().rev().take_while(in_paragraph);
        told_by_author && near.any(earlier)
    }
}

/// "will announce on Tuesday", "should say", "is expected to say": what has not been said yet.
fn is_to_come(page: &Page<'_>, cue: &Range<usize>) -> bool {
    let first = page.sentence(cue.start).start;
    let modal = |word: &usize| page.class(*word).any(Class::MODAL) && !page.class(*word).any(Class::AUXILIARY);
    let helps = Class::MODAL.or(Class::TO).or(Class::AUXILIARY).or(Class::ADVERB).or(Class::NEGATION);
    let before = (first..cue.start).rev().take(4).take_while(|word| page.class(*word).any(helps));
    cue.clone().any(|word| modal(&word))
        || before.into_iter().any(|word| modal(&word) || page.class(word).any(Class::TO))
}
