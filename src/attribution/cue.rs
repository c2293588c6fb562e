//! Cues: the words that may signal that somebody says, thinks, wants or judges something, and how likely each does here.

use std::sync::OnceLock;

use super::feature::{Class, Sink, Template as T};
use super::lexicon::{Lexicon, WordId};
use super::phrase::PhraseKind;
use super::tag::Tag;
use super::token::Kind;
use super::view::{View, bucket};
use super::weights::Weights;

const CUE_WORDS: &str = include_str!("data/cue-words.tsv");

/// How often each word was part of a cue in the training articles, as a number from 0 (never) to 7 (mostly).
#[derive(Debug)]
pub struct CueWords {
    priors: Vec<u8>,
}

impl CueWords {
    /// The table that ships with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<CueWords> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let lexicon = Lexicon::shipped();
            let mut priors = vec![0; lexicon.len()];
            for line in CUE_WORDS.lines().filter(|line| !line.starts_with('#')) {
                let mut parts = line.split('\t');
                let (Some(word), Some(cues), Some(times)) = (parts.next(), parts.next(), parts.next()) else {
                    continue;
                };
                if let (Ok(cues), Ok(times)) = (cues.parse::<f32>(), times.parse::<f32>()) {
                    priors[lexicon.find(word).0 as usize] = step(cues / (times + 2.0));
                }
            }
            priors[0] = 0;
            Self { priors }
        })
    }

    /// The prior of a word, from 0 to 7.
    #[must_use]
    pub fn prior(&self, word: WordId) -> u8 {
        self.priors.get(word.0 as usize).copied().unwrap_or(0)
    }
}

fn step(share: f32) -> u8 {
    const STEPS: [f32; 7] = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7];
    STEPS.iter().take_while(|&&step| share >= step).count() as u8
}

/// The verbs around a cue that belong to it: "has not been", "will".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first token of the group.
    pub start: usize,
    /// Bits: 1 passive, 2 infinitive, 4 modal, 8 negated, 16 perfect, 32 progressive.
    pub form: u8,
}

impl Group {
    /// Whether the cue is passive.
    #[must_use]
    pub fn is_passive(self) -> bool {
        self.form & 1 != 0
    }

    /// Whether the cue is an infinitive.
    #[must_use]
    pub fn is_infinitive(self) -> bool {
        self.form & 2 != 0
    }
}

/// The verb group that ends with the cue at `cue`.
#[must_use]
pub fn group(view: &View<'_>, cue: usize) -> Group {
    let mut start = cue;
    let mut form = 0;
    let tag = view.tag(cue);
    while start > 0 {
        let token = &view.tokens[start - 1];
        match token.tag {
            Tag::To if start == cue || form & 2 == 0 => form |= 2,
            Tag::Modal => form |= 4,
            Tag::Adverb => {
                if matches!(view.lexicon.text(token.word), "not" | "n't" | "never") {
                    form |= 8;
                }
            }
            _ if view.is_auxiliary(token) => match view.lexicon.text(view.lexicon.lemma(token.word)) {
                "be" if tag == Tag::VerbIng => form |= 32,
                "be" if tag == Tag::VerbParticiple || tag == Tag::VerbPast => form |= 1,
                "have" => form |= 16,
                _ => {}
            },
            _ => break,
        }
        start -= 1;
    }
    Group { start, form }
}

/// Whether the token at `at` is worth judging as a cue.
#[must_use]
pub fn is_candidate(view: &View<'_>, cues: &CueWords, at: usize) -> bool {
    let token = &view.tokens[at];
    match token.kind {
        Kind::Word => {}
        Kind::Colon => {
            return (1..10).contains(&at) && at + 1 < view.tokens.len() && !view.has_finite(0, at);
        }
        _ => return false,
    }
    let prior = cues.prior(token.word);
    match token.tag {
        tag if tag.is_verb() => {
            !view.is_auxiliary(token)
                && (prior > 0 || touches_quotation(view, at) || view.word(at + 1) == view.lexicon.that())
        }
        Tag::Noun | Tag::Nouns => prior > 1,
        Tag::Adjective | Tag::Name => prior > 1,
        _ => false,
    }
}

fn touches_quotation(view: &View<'_>, at: usize) -> bool {
    if !view.quotations {
        return false;
    }
    let near = at.saturating_sub(3)..(at + 4).min(view.tokens.len());
    view.tokens[near].iter().any(|token| token.kind == Kind::Quotation)
}

/// The nearest noun phrase before a verb group and how it is joined to it.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// 0 none, otherwise the phrase's kind + 1.
    pub kind: u8,
    /// 0 adjacent, 1 a comma between, 2 a relative pronoun, 3 other words.
    pub gap: u8,
    /// The head's lemma.
    pub head: WordId,
}

/// The nearest noun phrase before `start`.
#[must_use]
pub fn subject(view: &View<'_>, start: usize) -> Subject {
    let Some(phrase) = view.phrases_until(start).checked_sub(1).map(|index| view.phrases[index]) else {
        return Subject { kind: 0, gap: 3, head: WordId::UNKNOWN };
    };
    let gap = match start - phrase.end as usize {
        _ if phrase.kind == PhraseKind::Relative => 2,
        0 => 0,
        1 if view.tag(start - 1) == Tag::Comma => 1,
        _ => 3,
    };
    let head = if phrase.kind == PhraseKind::Name { WordId::UNKNOWN } else { view.lemma(phrase.head as usize) };
    Subject { kind: phrase.kind as u8 + 1, gap, head }
}

/// The bit of [`quotations`] that says the next block opens with a quotation to which this sentence leads.
pub const NEXT_BLOCK: u8 = 16;

/// Quotations near a cue, as bits: 1 right before (a comma aside), 2 right after (a mark aside), 4 earlier, 8 later, and [`NEXT_BLOCK`].
#[must_use]
pub fn quotations(view: &View<'_>, group: Group, cue: usize) -> u8 {
    let mut bits = 0;
    if view.quotations {
        bits = quotations_inside(view, group, cue);
    }
    if view.next_quote.is_some() && !view.has_finite(cue + 1, view.tokens.len()) {
        bits |= NEXT_BLOCK;
    }
    bits
}

fn quotations_inside(view: &View<'_>, group: Group, cue: usize) -> u8 {
    let full =
        |at: usize| view.token(at).is_some_and(|token| token.kind == Kind::Quotation && view.is_full_quotation(token));
    let mut bits = 0;
    if group.start > 0 && full(group.start - 1)
        || group.start > 1 && view.tag(group.start - 1) == Tag::Comma && full(group.start - 2)
    {
        bits |= 1;
    }
    if full(cue + 1) || matches!(view.tag(cue + 1), Tag::Comma | Tag::Colon) && full(cue + 2) {
        bits |= 2;
    }
    let before = group.start.saturating_sub(8)..group.start;
    if before.into_iter().any(full) {
        bits |= 4;
    }
    if (cue + 1..(cue + 16).min(view.tokens.len())).any(full) {
        bits |= 8;
    }
    bits
}

/// Puts the features of the cue candidate at `at`.
pub fn describe(view: &View<'_>, cues: &CueWords, at: usize, sink: &mut impl Sink) {
    describe_word(view, cues, at, sink);
    describe_context(view, cues, at, sink);
}

/// Features of the word by itself.
#[inline(always)]
fn describe_word(view: &View<'_>, cues: &CueWords, at: usize, sink: &mut impl Sink) {
    let (word, lemma, tag) = (view.word(at), view.lemma(at), view.tag(at));
    sink.flag(T::CueBias);
    sink.one(T::CueWord, word);
    sink.one(T::CueLemma, lemma);
    sink.two(T::CueLemmaTag, lemma, tag);
    sink.two(T::CuePrior, cues.prior(word), tag);
}

/// Features of the word in its sentence.
#[inline(always)]
fn describe_context(view: &View<'_>, cues: &CueWords, at: usize, sink: &mut impl Sink) {
    let group = group(view, at);
    let (lemma, tag) = (view.lemma(at), view.tag(at));
    let prior = cues.prior(view.word(at));
    let (before, next) = (view.before(group.start, 1), view.class(at + 1));
    sink.two(T::CueLemmaNext, lemma, next);
    sink.three(T::CueTagAround, tag, before, next);
    sink.three(T::CueTwoAfter, tag, next, view.class(at + 2));
    sink.two(T::CuePriorNext, prior, next);
    sink.two(T::CuePriorBefore, prior, before);
    sink.two(T::CueGroup, tag, group.form);
    sink.two(T::CueLemmaGroup, lemma, group.form);
    let subject = subject(view, group.start);
    sink.three(T::CueSubject, subject.kind, subject.gap, tag);
    sink.three(T::CuePriorSubject, prior, subject.kind, subject.gap);
    sink.one(T::CueSubjectHead, subject.head);
    let quotes = quotations(view, group, at);
    sink.two(T::CueQuotes, quotes, prior);
    sink.two(T::CueQuotesLemma, quotes, lemma);
    describe_object(view, at, lemma, sink);
    let place = u8::from(view.quoted) | u8::from(view.heading) << 1 | bucket(group.start).min(3) << 2;
    sink.one(T::CuePlace, place);
}

/// A word that by itself scores less is not looked at in its sentence.
const LEAST_WORD: f32 = -4.0;

/// The ln odds that the token at `at` is a cue; `None` if the word alone makes it hopeless.
#[must_use]
pub fn score(view: &View<'_>, cues: &CueWords, weights: &Weights, at: usize) -> Option<f32> {
    let word = weights.score(|sink| describe_word(view, cues, at, sink));
    (word > LEAST_WORD).then(|| word + weights.score(|sink| describe_context(view, cues, at, sink)))
}

#[inline(always)]
fn describe_object(view: &View<'_>, at: usize, lemma: WordId, sink: &mut impl Sink) {
    let object = view.phrases.get(view.phrase_from(at + 1));
    let near = object.filter(|phrase| phrase.start as usize <= at + 2);
    sink.one(T::CueObject, near.map_or(WordId::UNKNOWN, |phrase| view.lemma(phrase.head as usize)));
    let that =
        (at + 1..(at + 7).min(view.tokens.len())).any(|at| view.class(at) == Class::of_word(view.lexicon.that()));
    sink.two(T::CueThat, that, lemma);
}
