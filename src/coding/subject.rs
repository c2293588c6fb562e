//! Whose attitude a cue expresses: the subject of a verb, the owner of a noun, the agent of a passive.

use std::ops::Range;

use super::{
    cast::{Cast, Holder},
    page::Page,
};
use crate::lexicon::{Border, Class, WordList};

/// What stands in the subject's place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// Actors.
    Actors(Vec<Holder>),
    /// "we", "I": who speaks.
    Speaker,
    /// A thing, or somebody who is no actor: "the bill".
    Thing,
    /// Nothing: an infinitive, a noun without an owner.
    Nothing,
    /// The same as that of the verb before: "and refused".
    Shared,
}

/// What is known about the verb group of a cue.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) subject: Subject,
    /// "was ordered".
    pub(super) passive: bool,
    /// "would", "could".
    pub(super) unreal: bool,
    /// "will".
    pub(super) future: bool,
    /// "should", "must", "has to": somebody else's will.
    pub(super) deontic: bool,
    /// "will", "would": the word, if there is one.
    pub(super) intends: bool,
    /// "can", "cannot".
    pub(super) able: bool,
    /// Whether an auxiliary or modal verb stands before it.
    pub(super) finite: bool,
    /// Where the noun phrase of the subject begins.
    pub(super) start: usize,
}

static BE: WordList = WordList::new("be is are was were been being am 's 're 'm get gets got");
/// Words between "to" and a subject that leave the subject alone: "is willing to".
static READY: WordList = WordList::new(
    "willing unwilling able unable ready prepared going likely expected set determined happy glad eager content \
    free due about reluctant keen committed",
);

/// Finds the subject of the verb or noun that begins at `start`.
pub(super) fn group(cast: &mut Cast<'_, '_>, start: usize) -> Group {
    let sentence = cast.page.sentence(start);
    let mut group = Group {
        subject: Subject::Nothing,
        passive: false,
        unreal: false,
        future: false,
        finite: false,
        deontic: false,
        intends: false,
        able: false,
        start,
    };
    let mut at = start;
    let participle = is_participle(cast.page, start);
    while at > sentence.start {
        match cast.page.border(at) {
            Border::Break => match cast.page.before_bracket(at, sentence.start) {
                Some(before) => {
                    at = before;
                    continue;
                }
                None => return group,
            },
            Border::Comma => {
                group.subject = after_comma(cast, &sentence, at, start);
                return group;
            }
            _ => {}
        }
        let word = at - 1;
        let class = cast.page.class(word);
        if class.any(Class::TO) {
            let Some(before) = raising(cast.page, word, sentence.start) else {
                return group;
            };
            group.deontic |= matches!(
                cast.page.lower(before).as_str(),
                "have" | "has" | "had" | "need" | "needs" | "ought" | "needed"
            );
            group.finite = true;
            at = before;
            continue;
        }
        if class.any(Class::RELATIVE) {
            group.subject = relative(cast, word);
            return group;
        }
        if skippable(cast.page, word) {
            group.finite |= class.any(Class::AUXILIARY.or(Class::MODAL));
            group.unreal |= class.any(Class::UNREAL);
            let lower = cast.page.lower(word);
            group.future |= matches!(lower.as_str(), "will" | "'ll" | "wo");
            group.intends |= matches!(lower.as_str(), "will" | "'ll" | "wo" | "would" | "'d");
            group.able |= matches!(lower.as_str(), "can" | "ca" | "could" | "cannot");
            // "Ofcom will be able to require": it may, which is no will of its own.
            group.deontic |= matches!(lower.as_str(), "should" | "must" | "ought" | "able");
            if at == start || group.passive {
                group.passive |= participle && BE.contains(&lower);
            } else {
                group.passive |= participle && BE.contains(&lower) && adverbs_only(cast.page, at, start);
            }
            at = word;
            continue;
        }
        group.subject = noun_before(cast, at, class);
        if let Some(phrase) = cast.phrase_ending(at) {
            group.start = phrase.start;
        }
        return group;
    }
    group
}

fn adverbs_only(page: &Page<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|word| page.class(word).any(Class::ADVERB) || page.lower(word).ends_with("ly"))
}

fn is_participle(page: &Page<'_>, word: usize) -> bool {
    static IRREGULAR: WordList =
        WordList::new("sought told forbidden fought withdrawn upheld given made taken built seen left broken let");
    let lower = page.lower(word);
    lower.ends_with("ed") || IRREGULAR.contains(&lower)
}

/// Words between a subject and its verb.
fn skippable(page: &Page<'_>, word: usize) -> bool {
    if page.mention_at(word).is_some() {
        return false;
    }
    let class = page.class(word);
    if class.any(Class::GENITIVE) && page.lower(word) == "'s" {
        return true;
    }
    let lower = page.lower(word);
    class.any(Class::AUXILIARY.or(Class::MODAL).or(Class::ADVERB))
        || (class.any(Class::NEGATION) && lower != "no" && lower != "without")
        || (lower.len() > 4 && lower.ends_with("ly") && !page.is_capital(word))
        || READY.contains(&lower)
}

/// For "decided to", "is willing to": the place before which the subject stands.
fn raising(page: &Page<'_>, to: usize, first: usize) -> Option<usize> {
    let mut before = to.checked_sub(1).filter(|word| *word >= first && page.border(to) <= Border::Quote)?;
    if page.class(before).any(Class::NEGATION) && before > first {
        // "decided not to".
        before -= 1;
    }
    let lower = page.lower(before);
    let fits = page.class(before).any(Class::RAISING.or(Class::AUXILIARY).or(Class::MODAL)) || READY.contains(&lower);
    fits.then_some(before)
}

/// "Apple, which opposes": the noun before the relative pronoun.
pub(super) fn relative(cast: &mut Cast<'_, '_>, pronoun: usize) -> Subject {
    let phrase = cast.antecedent_ending(pronoun);
    let found = phrase.map(|phrase| with_joined(cast, phrase)).map(|phrase| cast.resolve(phrase)).unwrap_or_default();
    if !found.is_empty() {
        return Subject::Actors(found);
    }
    // "the UAE and India, all countries that": the names stand before the comma.
    let comma = (pronoun.saturating_sub(3)..pronoun).find(|word| cast.page.border(*word) == Border::Comma);
    let names = comma.and_then(|comma| cast.antecedent_ending(comma)).map(|phrase| with_joined(cast, phrase));
    let found = names.map(|phrase| cast.resolve(phrase)).unwrap_or_default();
    if found.is_empty() { Subject::Thing } else { Subject::Actors(found) }
}

fn resolve_ending(cast: &mut Cast<'_, '_>, end: usize) -> Subject {
    let Some(phrase) = cast.phrase_ending(end) else {
        return Subject::Thing;
    };
    let phrase = with_joined(cast, phrase);
    let found = cast.resolve(phrase);
    if found.is_empty() { Subject::Thing } else { Subject::Actors(found) }
}

/// Takes in names joined by "and" or commas before a phrase: "the UAE, Saudi Arabia and India".
fn with_joined(cast: &Cast<'_, '_>, phrase: Range<usize>) -> Range<usize> {
    let mut start = phrase.start;
    loop {
        let mut end = start;
        let mut linked = end > 0 && cast.page.border(end) == Border::Comma;
        if end > 0 && matches!(cast.page.lower(end - 1).as_str(), "and" | "or") {
            end -= 1;
            linked = true;
        }
        // "Ron Wyden of Oregon and Mark Udall".
        let of = cast.state_ending(end).map(|state| state.start).and_then(|state| state.checked_sub(1));
        let end = of.filter(|of| linked && cast.page.lower(*of) == "of").unwrap_or(end);
        let before = cast
            .page
            .mentions_before(end)
            .next()
            .filter(|mention| linked && mention.words.end == end && !mention.description);
        match before {
            Some(mention) => {
                let article =
                    mention.words.start.checked_sub(1).filter(|word| cast.page.class(*word).any(Class::DETERMINER));
                start = article.unwrap_or(mention.words.start);
            }
            None => return cast.with_list(start..phrase.end),
        }
    }
}

fn noun_before(cast: &mut Cast<'_, '_>, at: usize, class: Class) -> Subject {
    let word = at - 1;
    let lower = cast.page.lower(word);
    if matches!(lower.as_str(), "we" | "i" | "our" | "my") {
        return Subject::Speaker;
    }
    if class.any(Class::CONJUNCTION) {
        return Subject::Shared;
    }
    let pronoun = Class::PERSONAL.or(Class::NEUTER).or(Class::PLURAL);
    if class.any(pronoun) {
        if matches!(lower.as_str(), "him" | "them" | "us") {
            return Subject::Thing;
        }
        let found = cast.resolve(word..at);
        return if found.is_empty() { Subject::Thing } else { Subject::Actors(found) };
    }
    if class.any(Class::DETERMINER.or(Class::PREPOSITION).or(Class::CLAUSE).or(Class::LISTENER)) {
        return if class.any(Class::LISTENER) || matches!(lower.as_str(), "this" | "that" | "these" | "those") {
            Subject::Thing
        } else {
            Subject::Nothing
        };
    }
    resolve_ending(cast, at)
}

/// A comma before the verb: "Tim Cook, Apple's chief executive, opposes"; ", demanding that"; ", and refused".
fn after_comma(cast: &mut Cast<'_, '_>, sentence: &Range<usize>, at: usize, start: usize) -> Subject {
    if cast.page.lower(start).ends_with("ing") && at == start {
        return Subject::Shared;
    }
    let nearest = at.saturating_sub(25).max(sentence.start);
    let mut comma = at - 1;
    while comma > nearest {
        let bracket = cast.page.before_bracket(comma, sentence.start).is_some();
        if (cast.page.border(comma) == Border::Comma || bracket)
            && let Some(phrase) = cast.phrase_ending(comma)
        {
            let found = cast.resolve(phrase.start..at);
            if !found.is_empty() {
                return Subject::Actors(found);
            }
        }
        comma -= 1;
    }
    Subject::Shared
}

/// Who stands after "by" behind a passive.
pub(super) fn agent(cast: &mut Cast<'_, '_>, after: usize) -> Option<Vec<Holder>> {
    let sentence = cast.page.sentence(after.saturating_sub(1));
    let by = (after..sentence.end.min(after + 14)).find(|word| cast.page.lower(*word) == "by")?;
    named_after(cast, by + 1)
}

/// Who is named from a word on, up to the end of the noun phrase.
pub(super) fn named_after(cast: &mut Cast<'_, '_>, start: usize) -> Option<Vec<Holder>> {
    let sentence = cast.page.sentence(start.saturating_sub(1));
    let end = (start..sentence.end.min(start + 9))
        .find(|word| {
            let class = cast.page.class(*word);
            let listed = cast.page.mention_at(*word).is_some() || cast.is_country(*word);
            (cast.page.border(*word) > Border::Quote
                && *word > start
                && !(cast.page.border(*word) == Border::Comma && listed))
                || class.any(Class::CLAUSE.or(Class::RELATIVE).or(Class::AUXILIARY).or(Class::MODAL).or(Class::TO))
        })
        .unwrap_or(sentence.end.min(start + 9));
    let found = cast.resolve(start..end);
    (!found.is_empty()).then_some(found)
}

/// The nearest actor that heads the clause before a word: what a verb without a subject of its own shares.
pub(super) fn main_subject(cast: &mut Cast<'_, '_>, before: usize) -> Option<Vec<Holder>> {
    let sentence = cast.page.sentence(before);
    let candidates: Vec<usize> = cast
        .page
        .mentions_in(&(sentence.start..before))
        .filter(|mention| !cast.page.words.words[mention.words.end - 1].genitive)
        .map(|mention| mention.words.end)
        .chain(super::page::nouns_in(&cast.page.groups, &(sentence.start..before)).map(|noun| noun.words.end))
        .collect();
    let first = candidates.into_iter().min()?;
    let phrase = cast.phrase_ending(first)?;
    let before_phrase = phrase.start.checked_sub(1).filter(|word| *word >= sentence.start);
    if before_phrase.is_some_and(|word| cast.page.class(word).any(Class::PREPOSITION)) {
        return None;
    }
    let phrase = with_following(cast, phrase, before);
    let found = cast.resolve(phrase);
    (!found.is_empty()).then_some(found)
}

/// Takes in names joined by commas or "and" behind a phrase, before a word.
fn with_following(cast: &Cast<'_, '_>, phrase: Range<usize>, before: usize) -> Range<usize> {
    let mut end = phrase.end;
    loop {
        let joined = end < before && cast.page.lower(end) == "and";
        let next = end + usize::from(joined);
        if next >= before || (!joined && cast.page.border(next) != Border::Comma) {
            return phrase.start..end;
        }
        match cast.page.mention_at(next).filter(|mention| mention.words.start == next && !mention.description) {
            Some(mention) if mention.words.end <= before => end = mention.words.end,
            _ => return phrase.start..end,
        }
    }
}
