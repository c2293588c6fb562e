//! Contents: which words of the sentence are what the source says.
//!
//! A content stands after the cue, before it, on both sides ("A," he said, "B"), or is the quotation that opens the
//! next paragraph.  Each border is chosen by a learned score of its own; a candidate's score is their sum.

use super::cue::{Group, NEXT_BLOCK};
use super::feature::{Class, Sink, Template as T};
use super::holder::{Holder, Side};
use super::tag::Tag;
use super::token::Kind;
use super::view::{View, bucket};
use super::weights::Weights;

/// On which side of the cue the content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Way {
    /// After the cue.
    Right,
    /// Before the cue.
    Left,
    /// Before and after.
    Both,
    /// The quotation that opens the next block.
    Next,
}

/// The ways among which a learned score chooses; [`Way::Next`] is a matter of layout.
pub const WAYS: [Way; 3] = [Way::Right, Way::Left, Way::Both];

/// A cue with its source, between which and around which the content is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The token of the cue.
    pub cue: usize,
    /// Its verb group.
    pub group: Group,
    /// The side of the source.
    pub side: Side,
    /// The first token of cue and source.
    pub left: usize,
    /// The token after the last of cue and source.
    pub right: usize,
    /// Quotations near the cue, as in [`super::cue::quotations`].
    pub quotes: u8,
}

impl Anchor {
    /// The anchor of a cue and its source.
    #[must_use]
    pub fn new(cue: usize, group: Group, holder: &Holder, quotes: u8) -> Self {
        let (left, right) = match holder.side {
            Side::Before => (holder.start.min(group.start), cue + 1),
            Side::After => (group.start, holder.end.max(cue + 1)),
        };
        Self { cue, group, side: holder.side, left, right, quotes }
    }
}

/// A chosen content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Content {
    /// Where it stands.
    pub way: Way,
    /// Its parts, as places in the sentence's tokens; an empty part is none.  Both are empty if the way is [`Way::Next`].
    pub parts: [(usize, usize); 2],
    /// ln P(content | cue, source) as the chooser sees it.
    pub score: f32,
}

/// ln of the probability of a choice without alternatives.
const SURE: f32 = -0.05;
/// A way this much worse than the best is not followed.
const WORTHWHILE: f32 = 1.5;
/// How far after the cue a content may begin, in tokens.
const START_REACH: usize = 12;
/// The most places where a content before the cue may begin.
const LEFT_STARTS: usize = 10;

/// The first token at which a content after the cue may begin: marks right after the cue are passed over.
#[must_use]
pub fn first_start(view: &View<'_>, anchor: &Anchor) -> usize {
    let mut at = anchor.right;
    while view.token(at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Dash)) {
        at += 1;
    }
    at
}

/// The token after the last one that a content before the cue may have: marks before the cue are left out.
#[must_use]
pub fn left_end(view: &View<'_>, anchor: &Anchor) -> usize {
    let mut at = anchor.left;
    while at > 0 && view.tokens[at - 1].tag.is_punctuation() {
        at -= 1;
    }
    at
}

/// The token after the last of the sentence, its full stop left out.
#[must_use]
pub fn last_end(view: &View<'_>) -> usize {
    let mut end = view.tokens.len();
    while end > 0 && view.tokens[end - 1].kind == Kind::Stop {
        end -= 1;
    }
    end
}

/// Appends the places where a content after the cue may begin.
pub fn starts(view: &View<'_>, anchor: &Anchor, found: &mut Vec<usize>) {
    let first = first_start(view, anchor);
    let end = last_end(view).min(first + START_REACH);
    for at in first..end {
        let token = &view.tokens[at];
        let begins = token.kind == Kind::Quotation
            || matches!(token.tag, Tag::To | Tag::Wh | Tag::WhAdverb | Tag::VerbIng | Tag::Possessive | Tag::Pronoun)
            || token.tag == Tag::Preposition
            || is_mark(view.tokens[at - 1].kind)
            || (matches!(
                token.tag,
                Tag::Determiner | Tag::Name | Tag::Noun | Tag::Nouns | Tag::Adjective | Tag::Number
            ) && !matches!(
                view.tag(at - 1),
                Tag::Determiner | Tag::Name | Tag::Noun | Tag::Nouns | Tag::Adjective | Tag::Number | Tag::Possessive
            ));
        if at == first || begins && !is_mark(token.kind) {
            found.push(at);
        }
    }
}

fn is_mark(kind: Kind) -> bool {
    matches!(kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Bracket)
}

/// Appends the places where a content that begins at `start` may end.
pub fn ends(view: &View<'_>, start: usize, found: &mut Vec<usize>) {
    let last = last_end(view);
    for end in start + 1..=last {
        if end == last || may_end(view, end) {
            found.push(end);
        }
    }
}

fn may_end(view: &View<'_>, end: usize) -> bool {
    let (before, next) = (&view.tokens[end - 1], &view.tokens[end]);
    if is_mark(before.kind) || before.tag == Tag::Determiner {
        return false;
    }
    match next.kind {
        Kind::Quotation | Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Bracket | Kind::Ellipsis => {
            true
        }
        _ if before.kind == Kind::Quotation => true,
        Kind::Word => {
            matches!(
                next.tag,
                Tag::Conjunction
                    | Tag::Preposition
                    | Tag::To
                    | Tag::Wh
                    | Tag::WhAdverb
                    | Tag::VerbIng
                    | Tag::Adverb
                    | Tag::Pronoun
            ) || (next.tag == Tag::Name
                && before.tag != Tag::Name
                && !matches!(before.tag, Tag::Preposition | Tag::Adjective | Tag::Conjunction))
        }
        _ => false,
    }
}

/// Appends the places where a content before the cue may begin.
pub fn left_starts(view: &View<'_>, anchor: &Anchor, found: &mut Vec<usize>) {
    let end = left_end(view, anchor);
    if end == 0 {
        return;
    }
    found.push(0);
    for at in (1..end).rev() {
        let before = &view.tokens[at - 1];
        let here = &view.tokens[at];
        let begins = is_mark(before.kind)
            || matches!(before.tag, Tag::Conjunction | Tag::Quote)
            || here.kind == Kind::Quotation
            || before.tag == Tag::Preposition && here.tag != Tag::Other && view.has_finite(at, end);
        if begins && !is_mark(here.kind) {
            found.push(at);
            if found.len() > LEFT_STARTS {
                break;
            }
        }
    }
}

/// Puts the features of a way.
#[inline(always)]
pub fn describe_way(view: &View<'_>, anchor: &Anchor, way: Way, sink: &mut impl Sink) {
    let side = way as u8;
    let lemma = view.lemma(anchor.cue);
    let right = view.class(anchor.right);
    let left = view.before(anchor.left, 1);
    let start = first_start(view, anchor);
    let left_end = left_end(view, anchor);
    sink.two(T::WayRight, side, right);
    sink.three(T::WayRightTwo, side, right, view.class(anchor.right + 1));
    sink.two(T::WayLeft, side, left);
    sink.three(T::WayBoth, side, left, right);
    sink.three(T::WayLemma, side, lemma, right);
    sink.three(T::WayLemmaLeft, side, lemma, left);
    sink.three(T::WayQuotes, side, anchor.side as u8, anchor.quotes);
    let last = last_end(view);
    let shape = |from: usize, to: usize| bucket(to.saturating_sub(from)) << 1 | u8::from(view.has_finite(from, to));
    sink.three(T::WayShape, side, shape(0, left_end), shape(start, last));
    sink.three(T::WayGroup, side, anchor.group.form, right);
    let ending = if left_end > 0 { view.ending(left_end - 1) } else { 5 };
    sink.three(T::WayEnding, side, ending, right);
    sink.three(T::WayLemmaQuotes, side, lemma, anchor.quotes);
}

/// Puts the features of a place where a content before the cue may begin.
#[inline(always)]
pub fn describe_left(view: &View<'_>, anchor: &Anchor, at: usize, sink: &mut impl Sink) {
    let end = left_end(view, anchor);
    let (before, first) = (view.before(at, 1), view.class(at));
    let place = bucket(at).min(4);
    let quotes = quotation_state(view, at, end);
    let shape = bucket(end - at) << 1 | u8::from(view.has_finite(at, end));
    let earlier = u8::from(view.has_finite(0, at));
    sink.two(T::LeftBefore, before, view.before(at, 2));
    sink.two(T::LeftFirst, before, first);
    sink.two(T::LeftPlace, place, quotes);
    sink.two(T::LeftPlaceBefore, place, before);
    sink.two(T::LeftShape, shape, earlier);
    sink.two(T::LeftShapeBefore, shape << 1 | earlier, before);
    sink.two(T::LeftQuote, quotes, first);
}

/// Bits: 1 the content begins with a quotation, 2 it ends with one, 4 there is one inside, 8 one before the content.
fn quotation_state(view: &View<'_>, at: usize, end: usize) -> u8 {
    if !view.quotations {
        return 0;
    }
    let is_quotation = |at: usize| view.token(at).is_some_and(|token| token.kind == Kind::Quotation);
    u8::from(is_quotation(at))
        | u8::from(end > 0 && is_quotation(end - 1)) << 1
        | u8::from((at + 1..end.saturating_sub(1)).any(is_quotation)) << 2
        | u8::from((0..at).any(is_quotation)) << 3
}

/// What lies before and after each place where a content may begin.
#[derive(Clone, Copy, Debug)]
pub struct StartContext {
    from: usize,
    /// For each place what lies between the first possible start and it, as bits: 1 phrase, 2 preposition, 4 "that",
    /// 8 verb, 16 comma, 32 quotation, 64 "to".
    passed: [u8; START_REACH],
    /// For each place what comes after it within reach, as bits: 1 "that", 2 quotation, 4 colon, 8 "to".
    ahead: [u8; START_REACH],
}

impl StartContext {
    /// The context of an anchor's contents.
    #[must_use]
    pub fn new(view: &View<'_>, anchor: &Anchor) -> Self {
        let from = first_start(view, anchor);
        let tokens = &view.tokens[from.min(view.tokens.len())..(from + START_REACH).min(view.tokens.len())];
        let mut context = Self { from, passed: [0; START_REACH], ahead: [0; START_REACH] };
        let that = view.lexicon.that();
        let mut bits = 0;
        for (slot, token) in context.passed.iter_mut().zip(tokens) {
            *slot = bits;
            bits |= match token.tag {
                Tag::Pronoun | Tag::Noun | Tag::Nouns | Tag::Name => 1,
                Tag::Preposition if token.word == that => 4,
                Tag::Preposition => 2,
                Tag::To => 64,
                Tag::Comma => 16,
                Tag::Quote => 32,
                tag if tag.is_verb() || tag == Tag::Modal => 8,
                _ => 0,
            };
        }
        bits = 0;
        for (slot, token) in context.ahead.iter_mut().zip(tokens).rev() {
            *slot = bits;
            bits |= match token.tag {
                Tag::Preposition if token.word == that => 1,
                Tag::Quote => 2,
                Tag::Colon if token.kind == Kind::Colon => 4,
                Tag::To => 8,
                _ => 0,
            };
        }
        context
    }
}

/// Puts the features of a place where a content after the cue may begin.
#[inline(always)]
pub fn describe_start(view: &View<'_>, anchor: &Anchor, context: &StartContext, at: usize, sink: &mut impl Sink) {
    let class = view.class(at);
    let lemma = view.lemma(anchor.cue);
    let distance = (at - context.from).min(9) as u8;
    let (passed, ahead) = (context.passed[at - context.from], context.ahead[at - context.from]);
    sink.two(T::StartClass, class, distance);
    sink.two(T::StartLemma, class, lemma);
    sink.two(T::StartNext, class, view.class(at + 1));
    sink.two(T::StartPassed, passed, class);
    sink.two(T::StartPassedLemma, passed, lemma);
    sink.three(T::StartAheadPassed, ahead, passed, distance.min(3));
}

/// What does not change from one possible end to the next.
#[derive(Clone, Copy, Debug)]
pub struct EndContext {
    start: usize,
    first: Class,
    lemma: super::lexicon::WordId,
    tag: Tag,
    side: u8,
    last: usize,
    /// What was seen up to the last end described.
    seen: usize,
    commas: u8,
    quotation: bool,
}

impl EndContext {
    /// The context of a content that begins at `start`.
    #[must_use]
    pub fn new(view: &View<'_>, anchor: &Anchor, start: usize) -> Self {
        let (lemma, tag) = (view.lemma(anchor.cue), view.tag(anchor.cue));
        Self {
            start,
            first: view.class(start),
            lemma,
            tag,
            side: anchor.side as u8,
            last: last_end(view),
            seen: start,
            commas: 0,
            quotation: false,
        }
    }

    /// Takes in the tokens up to an end; ends come in order.
    fn advance(&mut self, view: &View<'_>, end: usize) {
        for token in &view.tokens[self.seen..end] {
            self.commas += u8::from(token.tag == Tag::Comma && self.commas < 3);
            self.quotation |= token.kind == Kind::Quotation;
        }
        self.seen = end;
    }
}

/// Puts the features of a place where a content may end; ends of one context are described in order.
#[inline(always)]
pub fn describe_end(view: &View<'_>, context: &mut EndContext, end: usize, borders_left: usize, sink: &mut impl Sink) {
    context.advance(view, end);
    let next = if end >= context.last { Class::EDGE } else { view.class(end) };
    let second = if end >= context.last { Class::EDGE } else { view.class(end + 1) };
    let third = if end >= context.last { Class::EDGE } else { view.class(end + 2) };
    let finite = view.has_finite(context.start, end);
    let finite_after = view.has_finite(end, context.last);
    let length = bucket(end - context.start);
    sink.two(T::EndNext, next, u8::from(context.first == Class::of_tag(Tag::Quote)));
    sink.two(T::EndAround, view.before(end, 1), next);
    sink.two(T::EndTwo, next, second);
    sink.three(T::EndThree, next, second, third);
    sink.two(T::EndLemma, next, context.lemma);
    sink.two(T::EndStart, next, context.first);
    sink.three(T::EndFinite, next, finite, finite_after);
    sink.two(T::EndLength, next, length);
    sink.three(T::EndShape, context.first, length << 1 | u8::from(finite), u8::from(end >= context.last));
    sink.two(T::EndLeft, borders_left.min(5) as u8, next);
    sink.two(T::EndTag, next, context.tag);
    sink.two(T::EndSide, context.side, next);
    if end < context.last {
        sink.two(T::EndCommas, next, context.commas);
        sink.one(T::EndWord, view.word(end + usize::from(view.tokens[end].tag == Tag::Comma)));
    }
    sink.two(T::EndQuote, u8::from(context.quotation) | view.ending(end - 1) << 1, next);
}

/// Scratch space, kept to spare allocations.
#[derive(Default, Debug)]
pub struct Scratch {
    places: Vec<usize>,
    scores: Vec<f32>,
}

/// Chooses the best content of an anchor; `None` if there is nothing around it.
pub fn choose(view: &View<'_>, anchor: &Anchor, weights: &Weights, scratch: &mut Scratch) -> Option<Content> {
    if anchor.quotes & NEXT_BLOCK != 0 {
        // "The post went on:" leads nowhere but to the quotation below.
        return Some(Content { way: Way::Next, parts: [(0, 0); 2], score: SURE });
    }
    let mut ways = [f32::NEG_INFINITY; 3];
    let left = left_end(view, anchor) > 0;
    let right = first_start(view, anchor) < last_end(view);
    for way in WAYS {
        let possible = is_possible(way, left, right);
        if possible {
            ways[way as usize] = weights.score(|sink| describe_way(view, anchor, way, sink));
        }
    }
    let total = log_sum(&ways);
    // A way much worse than the best is not worth the search for its borders.
    let top = ways.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut after = None;
    let mut before = None;
    let mut best: Option<Content> = None;
    for way in WAYS {
        let score = ways[way as usize];
        if !score.is_finite() || score < top - WORTHWHILE {
            continue;
        }
        let mut content = Content { way, parts: [(0, 0); 2], score: score - total };
        if matches!(way, Way::Left | Way::Both) {
            let (part, score) = *before.get_or_insert_with(|| choose_left(view, anchor, weights, scratch));
            content.parts[0] = part;
            content.score += score;
        }
        if matches!(way, Way::Right | Way::Both) {
            let (part, score) = *after.get_or_insert_with(|| choose_right(view, anchor, weights, scratch));
            content.parts[1] = part;
            content.score += score;
        }
        if best.is_none_or(|best| content.score > best.score) {
            best = Some(content);
        }
    }
    best
}

/// Whether there is text where a way looks for it.
#[must_use]
pub fn is_possible(way: Way, left: bool, right: bool) -> bool {
    match way {
        Way::Right => right,
        Way::Left => left,
        Way::Both => left && right,
        Way::Next => false,
    }
}

type Part = ((usize, usize), f32);

fn choose_left(view: &View<'_>, anchor: &Anchor, weights: &Weights, scratch: &mut Scratch) -> Part {
    scratch.places.clear();
    left_starts(view, anchor, &mut scratch.places);
    let Scratch { places, scores } = scratch;
    let (at, score) = best(places, scores, |at| weights.score(|sink| describe_left(view, anchor, at, sink)));
    ((at, left_end(view, anchor)), score)
}

fn choose_right(view: &View<'_>, anchor: &Anchor, weights: &Weights, scratch: &mut Scratch) -> Part {
    scratch.places.clear();
    starts(view, anchor, &mut scratch.places);
    let Scratch { places, scores } = scratch;
    let context = StartContext::new(view, anchor);
    let (start, first) =
        best(places, scores, |at| weights.score(|sink| describe_start(view, anchor, &context, at, sink)));
    places.clear();
    ends(view, start, places);
    let mut context = EndContext::new(view, anchor, start);
    let mut left = places.len();
    let (end, second) = best(places, scores, |end| {
        left -= 1;
        weights.score(|sink| describe_end(view, &mut context, end, left, sink))
    });
    ((start, end), first + second)
}

/// The place with the best score, and the logarithm of its share in all.
fn best(places: &[usize], scores: &mut Vec<f32>, mut score: impl FnMut(usize) -> f32) -> (usize, f32) {
    scores.clear();
    scores.extend(places.iter().map(|&place| score(place)));
    let mut top = 0;
    for index in 1..scores.len() {
        if scores[index] > scores[top] {
            top = index;
        }
    }
    (places[top], scores[top] - log_sum(scores))
}

/// ln of the sum of exponentials.
#[must_use]
pub fn log_sum(scores: &[f32]) -> f32 {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if !top.is_finite() {
        return top;
    }
    top + scores.iter().map(|score| (score - top).exp()).sum::<f32>().ln()
}
