//! The clause in which something is said to have been said, without what was said.

use std::ops::Range;

use super::{
    super::{page::Page, voice::Voices},
    expression::Expression,
    noun,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
};

/// Verbs of bringing out a text: "a letter dated", "in remarks published", "an interview that aired".
static PUBLISHED: WordList = WordList::new(
    "dated published released posted issued sent recorded aired broadcast filed written delivered tweeted unveiled \
    submitted taped signed distributed circulated printed uploaded",
);
/// Participles of speaking: "speaking at a conference", "asked about it".
static SPEAKING: WordList =
    WordList::new("speaking testifying appearing talking writing addressing asked pressed questioned interviewed");
/// Prepositions after which an expression of time belongs to what they govern: "after the attack on Tuesday".
static STRONG: WordList = WordList::new(
    "after following before since until till about over against despite amid regarding concerning as than because \
    without under between among like unlike per except toward towards",
);
/// Prepositions that can govern the time, too, unless an occasion of speaking has been named before them.
static WEAK: WordList = WordList::new("for from by with into");
/// Words that begin a clause and nothing else.
static CLAUSES: WordList = WordList::new("if unless because although though whereas whether once so while");
/// Prepositions that begin the circumstances of speaking.
static CIRCUMSTANCES: WordList = WordList::new("in at during on via through");
/// What may stand before the circumstances.
static OPENING: WordList =
    WordList::new("but and then yet so also just only earlier later still meanwhile again first");

/// An act of speech in its sentence.
pub(super) struct Frame<'a, 't> {
    pub(super) page: &'a Page<'t>,
    pub(super) voices: &'a Voices,
    /// The voice that reports it; none for the document's own.
    pub(super) level: Option<usize>,
    pub(super) sentence: Range<usize>,
    /// The words of who speaks, of what signals it, and of what is said.
    pub(super) source: &'a [Range<usize>],
    pub(super) cue: &'a [Range<usize>],
    pub(super) content: &'a [Range<usize>],
}

fn among(ranges: &[Range<usize>], word: usize) -> bool {
    ranges.iter().any(|range| range.contains(&word))
}

impl Frame<'_, '_> {
    /// Whether "yesterday" is the day before the document's: not in the words that somebody is quoted with.
    pub(super) fn is_of_the_document(&self) -> bool {
        let mut level = self.level;
        // They may nest, but hardly deeper.
        for _ in 0..8 {
            let Some(no) = level.filter(|no| self.voices.attribution(*no).is_some()) else { return true };
            let voice = &self.voices.list[no];
            if !voice.indirect {
                return false;
            }
            level = voice.within;
        }
        false
    }

    /// Whether the cue is in the past tense.
    pub(super) fn is_past(&self, cue: &Range<usize>) -> bool {
        cue.clone().any(|word| matches!(self.page.tag(word), Tag::VerbPast | Tag::VerbParticiple))
    }

    /// The words of an expression of time, with the preposition before what it describes, if they belong to the act.
    pub(super) fn holds(&self, found: &Expression) -> Option<Range<usize>> {
        let words = found.words.clone();
        let outside = |word: usize| !among(self.content, word) && self.voices.at(word) == self.level;
        let in_sentence = self.sentence.start <= words.start && words.end <= self.sentence.end;
        if !in_sentence || !words.clone().all(outside) {
            return None;
        }
        if let Some(source) = self.source.iter().find(|source| source.start <= words.start && words.end <= source.end) {
            return (self.is_of_document(source, found) || self.ends_source(source, &words)).then_some(words);
        }
        if words.clone().any(|word| among(self.source, word)) {
            return None;
        }
        let words = if found.describes { self.occasion(&words)?..words.end } else { words };
        if self.modifies_next(found) {
            return None;
        }
        let first = self.cue.first()?.start;
        let belongs = if words.clone().any(|word| among(self.cue, word)) {
            true
        } else if words.start > first {
            self.follows(&words)
        } else {
            self.precedes(&words, first)
        };
        belongs.then_some(words)
    }

    /// "the Tuesday night shooting" where nothing showed it before: a noun goes on behind it.
    fn modifies_next(&self, found: &Expression) -> bool {
        let next = found.words.end;
        !found.describes
            && next < self.sentence.end
            && self.page.border(next) == Border::Space
            && self.page.tag(next) == Tag::Noun
            && self.page.class(next) == Class::default()
            && !noun::is_of_speech(self.page, next)
            && !among(self.content, next)
            && !among(self.cue, next)
            && !among(self.source, next)
    }

    /// Where "in", "at" or "during" stands before an occasion: "at Tuesday's hearing".
    fn occasion(&self, words: &Range<usize>) -> Option<usize> {
        let first = words.start.saturating_sub(5).max(self.sentence.start);
        let mut word = words.start;
        while word > first && self.page.border(word) == Border::Space {
            word -= 1;
            let lower = self.page.lower(word);
            if CIRCUMSTANCES.contains(&lower) {
                return (lower != "on").then_some(word);
            }
            let class = self.page.class(word);
            let goes_on = class.any(Class::DETERMINER.or(Class::POSSESSIVE))
                || class == Class::default()
                    && (self.page.tag(word) == Tag::Adjective || self.page.words.words[word].genitive);
            if !goes_on {
                return None;
            }
        }
        None
    }

    /// "said Tim Cook on Tuesday", where the reader takes the day for a part of who speaks.
    fn ends_source(&self, source: &Range<usize>, words: &Range<usize>) -> bool {
        let behind_cue = self.cue.iter().any(|cue| cue.end == source.start);
        let apposed = (source.start + 1..words.start).any(|word| self.page.border(word) == Border::Comma)
            && self.page.border(words.start) != Border::Comma;
        behind_cue
            && source.end == words.end
            && source.start < words.start
            && !apposed
            && self.seen(source.start..words.start, true).is_some_and(|seen| !seen.governed)
    }

    /// "a letter dated 12 March 2015", "a statement on Tuesday": where a text is the source, its date is that of its words.
    fn is_of_document(&self, source: &Range<usize>, found: &Expression) -> bool {
        let names = |word: usize| {
            let class = self.page.class(word);
            !class.any(Class::PREPOSITION.or(Class::RELATIVE).or(Class::CONJUNCTION))
                && !self.page.tag(word).is_finite()
        };
        if found.describes {
            return (source.start..found.words.start).all(names) && noun::is_document(self.page, found.words.end - 1);
        }
        let head = (source.start..found.words.start).find(|&word| !names(word) || self.ends_noun(word));
        head.is_some_and(|head| {
            noun::is_document(self.page, head)
                && self.seen(head..found.words.start, true).is_some_and(|seen| !seen.governed)
        })
    }

    /// Whether a noun phrase has its head at a word.
    fn ends_noun(&self, word: usize) -> bool {
        self.page.tag(word).is_nominal()
            && !(self.page.tag(word + 1).is_nominal() && self.page.border(word + 1) == Border::Space)
    }

    /// Whether an expression behind the cue belongs to it: "said in an interview on Tuesday".
    fn follows(&self, words: &Range<usize>) -> bool {
        let Some(cue) = self.cue.iter().filter(|cue| cue.end <= words.start).max_by_key(|cue| cue.end) else {
            return false;
        };
        let between = cue.end..words.start;
        self.page.border(words.start) < Border::Break
            && self.passes_content(between.clone())
            && self.seen(between, false).is_some_and(|seen| !seen.governed)
    }

    /// Whether an expression before the cue belongs to it: "On Tuesday, Cook said", "Cook on Tuesday said".
    fn precedes(&self, words: &Range<usize>, cue: usize) -> bool {
        let helps = |word: usize| {
            self.page.class(word).any(Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION))
                || self.page.lower(word).ends_with("ly")
        };
        let mut verb = cue;
        while verb > words.end && helps(verb - 1) && self.page.border(verb) < Border::Break {
            verb -= 1;
        }
        let between = words.end..verb;
        let joins = |word: usize| self.page.class(word).any(Class::CONJUNCTION) && !among(self.source, word);
        // "In 2013, hackers backing the president broke in".
        let participle = verb == cue && self.page.tag(cue) == Tag::VerbIng;
        let broken = participle || self.page.border(verb) >= Border::Break || between.clone().any(joins);
        if broken || !self.passes_content(between.clone()) || self.seen(between.clone(), false).is_none() {
            return false;
        }
        let foreign = |word: usize| among(self.content, word) || self.voices.at(word) != self.level;
        let begins =
            |word: usize| word == self.sentence.start || self.page.border(word) >= Border::Break || foreign(word - 1);
        let mut first = words.start;
        while !begins(first) && !among(self.source, first - 1) {
            first -= 1;
        }
        // "Cook on Tuesday said": nothing else stands there.
        let behind_source = !begins(first);
        if behind_source && !between.is_empty() {
            return false;
        }
        while first < words.start && OPENING.contains(&self.page.lower(first)) {
            first += 1;
        }
        if first == words.start {
            return true;
        }
        let opens = |word: usize| {
            let lower = self.page.lower(word);
            CIRCUMSTANCES.contains(&lower) || SPEAKING.contains(&lower)
        };
        opens(first)
            && self.seen(first..words.start, true).is_some_and(|seen| !seen.governed && (seen.speech || seen.place))
    }

    /// Whether what is said, where it stands between, is a quotation or has no verb that could have the time for itself.
    fn passes_content(&self, mut between: Range<usize>) -> bool {
        let Some(first) = between.clone().find(|&word| among(self.content, word)) else { return true };
        let quoted = |word: usize| self.page.between(word).contains(['"', '“', '”', '‘', '«', '»', '„']);
        let behind = between.clone().rev().find(|&word| among(self.content, word)).map_or(first, |last| last + 1);
        // "referred to an announcement on Tuesday": of the announcement; "issued a statement on Tuesday": of both.
        let brings_out = self.cue.iter().cloned().flatten().any(|word| PUBLISHED.contains(&self.page.lower(word)));
        let has_own = |word: usize| {
            self.page.tag(word).is_verb()
                || self.page.tag(word) == Tag::Modal
                || noun::is_of_speech(self.page, word) && !brings_out
                || self.page.lower(word) == "announcement"
        };
        quoted(first) && quoted(behind) || !between.any(|word| among(self.content, word) && has_own(word))
    }

    /// What stands among some words beside what is said and who says it; `None` if a clause begins among them, which
    /// would have the time for itself. With `all`, the words of who says it are looked at, too.
    fn seen(&self, words: Range<usize>, all: bool) -> Option<Seen> {
        let mut seen = Seen { speech: false, governed: false, place: true };
        let mut circumstance = true;
        for word in words.clone() {
            if among(self.content, word) || among(self.cue, word) || !all && among(self.source, word) {
                // "according to a poll released Monday".
                seen.speech |= among(self.source, word) && noun::is_document(self.page, word);
                continue;
            }
            let (lower, class, tag) = (self.page.lower(word), self.page.class(word), self.page.tag(word));
            // With the first of its words a clause begins.
            if self.page.border(word) >= Border::Break && !(all && word == words.start) {
                return None;
            }
            if SPEAKING.contains(&lower) || PUBLISHED.contains(&lower) && seen.speech {
                (seen.speech, seen.governed, circumstance) = (true, false, true);
                continue;
            }
            if noun::is_of_speech(self.page, word) {
                seen.speech = true;
                seen.governed &= !circumstance;
                continue;
            }
            let published =
                || seen.speech && (word + 1..word + 4).any(|next| PUBLISHED.contains(&self.page.lower(next)));
            let clause = class.any(Class::RELATIVE)
                || matches!(tag, Tag::Wh | Tag::WhAdverb)
                || tag.is_finite()
                || CLAUSES.contains(&lower);
            if clause && !published() || !clause && tag.is_verb() || class.any(Class::CONTRAST) {
                return None;
            }
            if class.any(Class::PREPOSITION) || lower == "to" {
                circumstance = CIRCUMSTANCES.contains(&lower) || self.is_audience(word);
                seen.governed |= STRONG.contains(&lower) && !circumstance || WEAK.contains(&lower) && !seen.speech;
            }
            seen.place &= class.any(Class::PREPOSITION.or(Class::DETERMINER)) || tag == Tag::Name;
        }
        Some(seen)
    }

    /// "before a Senate committee": who listens.
    fn is_audience(&self, before: usize) -> bool {
        static AUDIENCE: WordList = WordList::new(
            "committee subcommittee panel audience crowd judge court jury lawmakers legislators reporters parliament \
            congress senate council commission supporters students group",
        );
        self.page.lower(before) == "before"
            && (before + 1..self.sentence.end.min(before + 7)).any(|word| AUDIENCE.contains(&self.page.lower(word)))
    }
}

/// What stands between an act of speech and an expression of time.
struct Seen {
    /// A word of speaking: "at a hearing".
    speech: bool,
    /// A noun that may have the time for itself: "after the attack".
    governed: bool,
    /// Nothing but a place: "in Rome".
    place: bool,
}
