//! Holders: which words of the sentence name the source of a cue.

use super::cue::Group;
use super::feature::{Sink, Template as T};
use super::lexicon::WordId;
use super::phrase::{Phrase, PhraseKind};
use super::tag::{TAGS, Tag, by_tag};
use super::token::Kind;
use super::view::{View, bucket};
use super::weights::Weights;

/// On which side of the cue the source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Side {
    /// Before: Ann said.
    Before,
    /// After: said Ann.
    After,
}

/// A possible source: places in the sentence's tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The first token.
    pub start: usize,
    /// The token after the last.
    pub end: usize,
    /// The index of its first phrase.
    pub first: usize,
    /// The index of its last phrase.
    pub last: usize,
    /// The side of the cue.
    pub side: Side,
}

/// The reach of the search before the cue, in phrases.
const REACH: usize = 6;
/// The most phrases a source has.
const LONGEST: usize = 6;

/// Appends the possible sources of the cue at `cue` to `found`.
pub fn candidates(view: &View<'_>, cue: usize, group: Group, found: &mut Vec<Holder>) {
    before(view, cue, group, found);
    after(view, cue, found);
}

fn before(view: &View<'_>, cue: usize, group: Group, found: &mut Vec<Holder>) {
    let until = view.phrases_until(cue);
    let edge = trimmed(view, group.start);
    for first in until.saturating_sub(REACH)..until {
        let phrase = view.phrases[first];
        let start = phrase.start as usize;
        let mut ends_at_edge = false;
        for last in first..until.min(first + LONGEST) {
            let end = view.phrases[last].end as usize;
            ends_at_edge |= end == edge;
            found.push(Holder { start, end, first, last, side: Side::Before });
            if matches!(phrase.kind, PhraseKind::Pronoun | PhraseKind::Relative)
                || broken(view, start, end)
                || !goes_on(view, end, last)
            {
                break;
            }
        }
        // "research to be released next week by three economists": up to the verb group, whatever is between.
        if !ends_at_edge
            && edge > phrase.end as usize
            && edge - start < 40
            && matches!(phrase.kind, PhraseKind::Name | PhraseKind::Determined | PhraseKind::Bare)
        {
            found.push(Holder { start, end: edge, first, last: until - 1, side: Side::Before });
        }
    }
}

/// Whether a source may go on over what lies between a phrase and the next: not over a verb that carries a clause.
fn goes_on(view: &View<'_>, end: usize, last: usize) -> bool {
    view.phrases.get(last + 1).is_none_or(|next| !view.has_finite(end, next.start as usize))
}

/// A source holds no quotation that is a sentence, and no semicolon.
fn broken(view: &View<'_>, start: usize, end: usize) -> bool {
    view.tokens[start..end].iter().any(|token| matches!(token.kind, Kind::Semicolon | Kind::Colon))
}

fn trimmed(view: &View<'_>, edge: usize) -> usize {
    if edge > 0 && view.tag(edge - 1) == Tag::Comma { edge - 1 } else { edge }
}

fn after(view: &View<'_>, cue: usize, found: &mut Vec<Holder>) {
    let from = view.phrase_from(cue + 1);
    for first in from..view.phrases.len().min(from + 2) {
        let phrase = view.phrases[first];
        let start = phrase.start as usize;
        if start > cue + 5 {
            break;
        }
        for last in first..view.phrases.len().min(first + LONGEST) {
            let end = view.phrases[last].end as usize;
            if broken(view, start, end) {
                break;
            }
            found.push(Holder { start, end, first, last, side: Side::After });
            if matches!(phrase.kind, PhraseKind::Pronoun | PhraseKind::Relative) || !goes_on(view, end, last) {
                break;
            }
        }
        let stop = (start..view.tokens.len())
            .find(|&at| matches!(view.tokens[at].kind, Kind::Stop | Kind::Quotation | Kind::Semicolon));
        let stop = trimmed(view, stop.unwrap_or(view.tokens.len()));
        if stop > phrase.end as usize && stop - start < 40 && !broken(view, start, stop) {
            let last = view.phrases_until(stop).saturating_sub(1).max(first);
            if view.phrases[last].end as usize != stop || last >= first + LONGEST {
                found.push(Holder { start, end: stop, first, last, side: Side::After });
            }
        }
    }
}

/// What each tag is in a gap: which it is cannot be foretold, so that a table is faster than branches.
const GAP: [u8; TAGS.len()] = by_tag!(in_gap);

const fn in_gap(tag: Tag) -> u8 {
    match tag {
        Tag::Comma => 1,
        Tag::Quote => 2,
        Tag::Wh | Tag::WhAdverb => 4,
        Tag::Conjunction => 8,
        Tag::Modal => 16,
        tag if tag.is_verb() => 16,
        Tag::Colon | Tag::Stop | Tag::Punctuation => 32,
        _ => 0,
    }
}

/// What kind of gap lies between a source and its cue.
#[must_use]
pub fn gap(view: &View<'_>, holder: &Holder, cue: usize, group: Group) -> u8 {
    let (start, end) = match holder.side {
        Side::Before => (holder.end, group.start),
        Side::After => (cue + 1, holder.start),
    };
    if start >= end {
        return 0;
    }
    let between = &view.tokens[start..end];
    let bits = between.iter().fold(0, |bits, token| bits | GAP[token.tag as usize]);
    match bits {
        0 => 1,
        1 if between.len() == 1 => 2,
        1 => 3,
        bits if bits & 34 != 0 => 4,
        bits if bits & 4 != 0 => 5,
        bits if bits & 24 == 24 => 6,
        bits if bits & 16 != 0 => 7 + (bits & 1),
        _ => 9,
    }
}

/// What each tag is inside a source.
const INSIDE: [u8; TAGS.len()] = by_tag!(in_source);

const fn in_source(tag: Tag) -> u8 {
    match tag {
        Tag::Comma => 1,
        Tag::Wh | Tag::WhAdverb => 4,
        Tag::Preposition | Tag::To => 8,
        Tag::Conjunction => 16,
        Tag::Quote => 32,
        Tag::VerbIng | Tag::VerbParticiple | Tag::Verb => 64,
        tag if tag.is_finite() => 2,
        _ => 0,
    }
}

/// What is inside a source, as bits: 1 comma, 2 finite verb, 4 relative, 8 preposition, 16 conjunction, 32 quotation, 64 participle.
fn inside(view: &View<'_>, holder: &Holder) -> u8 {
    view.tokens[holder.start..holder.end].iter().fold(0, |bits, token| bits | INSIDE[token.tag as usize])
}

/// A cue as the features of sources see it.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The token of the cue.
    pub cue: usize,
    /// Its verb group.
    pub group: Group,
    /// Quotations near it.
    pub quotes: u8,
}

/// Puts the features of a possible source.
pub fn describe(view: &View<'_>, asked: &Asked, holder: &Holder, sink: &mut impl Sink) {
    describe_start(view, holder, sink);
    describe_place(view, asked, holder, sink);
    describe_whole(view, asked, holder, sink);
}

/// Features of where the source begins: they are the same for all that begin there.
#[inline(always)]
fn describe_start(view: &View<'_>, holder: &Holder, sink: &mut impl Sink) {
    let side = holder.side as u8;
    let first = view.phrases[holder.first];
    let kind = kind_of(&first);
    sink.three(T::SourceBefore, view.before(holder.start, 1), kind, side);
    sink.two(T::SourceHead, head(view, &first), side);
}

/// Features of how the source stands to the cue: before the cue they are the same for all that end at one place.
#[inline(always)]
fn describe_place(view: &View<'_>, asked: &Asked, holder: &Holder, sink: &mut impl Sink) {
    let Asked { cue, group, .. } = *asked;
    let side = holder.side as u8;
    let gap = gap(view, holder, cue, group);
    let last = view.phrases[holder.last];
    sink.three(T::SourceSkipped, side, gap, skipped(view, holder, cue));
    sink.two(T::SourceAfter, view.class(holder.end), side);
    sink.two(T::SourceLastHead, head(view, &last), gap | side << 4);
    sink.three(T::SourceLemma, view.lemma(cue), side, gap);
    sink.three(T::SourceTag, view.tag(cue), side, gap);
    let (near, far, distance) = match holder.side {
        Side::Before => (view.class(holder.end), view.before(group.start, 1), group.start.saturating_sub(holder.end)),
        Side::After => (view.class(cue + 1), view.before(holder.start, 1), holder.start - cue - 1),
    };
    if gap > 0 {
        sink.three(T::SourceGapWord, near, far, side);
    }
    if holder.side == Side::After {
        sink.two(T::SourceLink, far, view.lemma(cue));
    }
    sink.two(T::SourceDistance, bucket(distance), side);
}

/// Features of the whole source.
#[inline(always)]
fn describe_whole(view: &View<'_>, asked: &Asked, holder: &Holder, sink: &mut impl Sink) {
    let side = holder.side as u8;
    let gap = gap(view, holder, asked.cue, asked.group);
    let (first, last) = (view.phrases[holder.first], view.phrases[holder.last]);
    let kind = kind_of(&first);
    let inside = inside(view, holder);
    sink.three(T::SourceKindGap, side, gap, kind);
    sink.two(T::SourceInside, inside, gap | side << 4);
    sink.three(T::SourceNames, kind, kind_of(&last), gap | side << 4);
    if holder.last > holder.first {
        sink.two(T::SourceJoint, view.class(first.end as usize), kind);
    }
}

/// Candidates whose shared part scores this much below the best are not looked at as a whole.
const BEAM: f32 = 3.0;

/// Scores possible sources in the order of [`candidates`]: what neighbours share is summed once, and hopeless ones get
/// negative infinity.
pub fn score(view: &View<'_>, asked: &Asked, holders: &[Holder], weights: &Weights, scores: &mut Vec<f32>) {
    scores.clear();
    let mut start = (usize::MAX, 0.0);
    // Sources before the cue end at few places: one slot for each phrase, by its distance from the last.
    let mut places = [(usize::MAX, 0.0_f32); REACH + 1];
    let mut top = f32::NEG_INFINITY;
    for holder in holders {
        if start.0 != holder.start {
            start = (holder.start, weights.score(|sink| describe_start(view, holder, sink)));
        }
        let place = match holder.side {
            Side::Before => {
                let slot = &mut places[holder.last % (REACH + 1)];
                if slot.0 != holder.end {
                    *slot = (holder.end, weights.score(|sink| describe_place(view, asked, holder, sink)));
                }
                slot.1
            }
            Side::After => weights.score(|sink| describe_place(view, asked, holder, sink)),
        };
        top = top.max(start.1 + place);
        scores.push(start.1 + place);
    }
    for (score, holder) in scores.iter_mut().zip(holders) {
        if *score < top - BEAM {
            *score = f32::NEG_INFINITY;
        } else {
            *score += weights.score(|sink| describe_whole(view, asked, holder, sink));
        }
    }
}

fn kind_of(phrase: &Phrase) -> u8 {
    phrase.kind as u8 | u8::from(phrase.genitive) << 3
}

fn head(view: &View<'_>, phrase: &Phrase) -> WordId {
    let head = phrase.head as usize;
    if view.tag(head) == Tag::Name { WordId::UNKNOWN } else { view.word(head) }
}

/// Phrases between the source and the cue.
fn skipped(view: &View<'_>, holder: &Holder, cue: usize) -> u8 {
    let count = match holder.side {
        Side::Before => view.phrases_until(cue).saturating_sub(holder.last + 1),
        Side::After => holder.first.saturating_sub(view.phrase_from(cue + 1)),
    };
    count.min(5) as u8
}
