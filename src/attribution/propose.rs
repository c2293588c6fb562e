//! Proposals: for each likely cue of a sentence the best source and content, and how sure the reader is of the whole.

use super::content::{self, Anchor, Content, Way};
use super::cue::{self, CueWords, Group};
use super::feature::{Class, Sink, Template as T};
use super::holder::{self, Asked, Holder, Side};
use super::lexicon::WordId;
use super::phrase::PhraseKind;
use super::rule::{self, Rule};
use super::tag::Tag;
use super::token::Kind;
use super::view::{View, bucket};
use super::weights::Weights;

/// A cue with its chosen source and content; places are offsets into the sentence's tokens.
#[derive(Clone, Copy, Debug)]
pub struct Proposal {
    /// The token of the cue.
    pub cue: usize,
    /// Its verb group.
    pub group: Group,
    /// ln odds that it is a cue.
    pub cue_score: f32,
    /// The source.
    pub holder: Holder,
    /// ln P(source).
    pub holder_score: f32,
    /// The content.
    pub content: Content,
    /// The pattern.
    pub rule: Rule,
    /// The best cue score of another proposal whose content holds this cue: 0 none, then rising.
    pub covered: u8,
    /// The best cue score of another proposal whose cue this content holds.
    pub covers: u8,
}

/// Cues less likely than this (ln odds) are not followed up.
const LEAST_CUE: f32 = -0.4;

/// What finding proposals needs, kept from sentence to sentence.
#[derive(Debug)]
pub struct Proposer<'w> {
    /// The learned weights.
    pub weights: &'w Weights,
    /// How often words are cues.
    pub cues: &'w CueWords,
    holders: Vec<Holder>,
    scores: Vec<f32>,
    scratch: content::Scratch,
}

impl<'w> Proposer<'w> {
    /// A proposer with these weights.
    #[must_use]
    pub fn new(weights: &'w Weights, cues: &'w CueWords) -> Self {
        Self { weights, cues, holders: Vec::new(), scores: Vec::new(), scratch: content::Scratch::default() }
    }

    /// Appends the proposals of a sentence, in the order of their cues.
    pub fn sentence(&mut self, view: &View<'_>, found: &mut Vec<Proposal>) {
        let first = found.len();
        for at in 0..view.tokens.len() {
            if cue::is_candidate(view, self.cues, at) {
                let score = cue::score(view, self.cues, self.weights, at);
                if let Some(score) = score.filter(|&score| score > LEAST_CUE) {
                    found.extend(self.follow(view, at, score));
                }
            }
        }
        cover(&mut found[first..]);
    }

    /// The best source and content of a cue.
    pub fn follow(&mut self, view: &View<'_>, at: usize, cue_score: f32) -> Option<Proposal> {
        let group = cue::group(view, at);
        let quotes = cue::quotations(view, group, at);
        let (holder, holder_score) = self.best_holder(view, at, group, quotes)?;
        let anchor = Anchor::new(at, group, &holder, quotes);
        let content = content::choose(view, &anchor, self.weights, &mut self.scratch)?;
        let rule = rule::of(view, at, group, &holder, &content);
        Some(Proposal { cue: at, group, cue_score, holder, holder_score, content, rule, covered: 0, covers: 0 })
    }

    fn best_holder(&mut self, view: &View<'_>, at: usize, group: Group, quotes: u8) -> Option<(Holder, f32)> {
        self.holders.clear();
        holder::candidates(view, at, group, &mut self.holders);
        holder::score(view, &Asked { cue: at, group, quotes }, &self.holders, self.weights, &mut self.scores);
        let best = (0..self.scores.len()).reduce(
            |best, index| {
                if self.scores[index] > self.scores[best] { index } else { best }
            },
        )?;
        Some((self.holders[best], self.scores[best] - content::log_sum(&self.scores)))
    }
}

/// Notes which proposals hold the cues of which.
fn cover(proposals: &mut [Proposal]) {
    for index in 0..proposals.len() {
        let cue = proposals[index].cue;
        for other in 0..proposals.len() {
            let parts = proposals[other].content.parts;
            if other != index && parts.iter().any(|&(start, end)| start <= cue && cue < end) {
                let (outer, inner) = (step(proposals[other].cue_score), step(proposals[index].cue_score));
                proposals[index].covered = proposals[index].covered.max(outer);
                proposals[other].covers = proposals[other].covers.max(inner);
            }
        }
    }
}

/// A score in ln odds as a number from 1 (below -2) to 10 (above 4).
fn step(score: f32) -> u8 {
    const STEPS: [f32; 9] = [-2.0, -1.2, -0.6, 0.0, 0.6, 1.2, 2.0, 3.0, 4.0];
    1 + STEPS.iter().take_while(|&&step| score >= step).count() as u8
}

/// A ln probability as a number from 0 to 7.
fn share(score: f32) -> u8 {
    const SHARES: [f32; 7] = [0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.93];
    let share = score.exp();
    SHARES.iter().take_while(|&&step| share >= step).count() as u8
}

/// Puts the features that decide whether a proposal is right.
pub fn describe(view: &View<'_>, cues: &CueWords, proposal: &Proposal, sink: &mut impl Sink) {
    let (cue, source, content) =
        (step(proposal.cue_score), share(proposal.holder_score), share(proposal.content.score));
    let (rule, way) = (proposal.rule as u8, proposal.content.way as u8);
    let lemma = view.lemma(proposal.cue);
    sink.flag(T::AcceptBias);
    sink.one(T::AcceptCue, cue);
    sink.one(T::AcceptSource, source);
    sink.one(T::AcceptContent, content);
    sink.two(T::AcceptCueSource, cue, source);
    sink.two(T::AcceptCueContent, cue, content);
    sink.two(T::AcceptSourceContent, source, content);
    sink.two(T::AcceptRule, rule, cue);
    sink.two(T::AcceptRuleContent, rule, content);
    sink.two(T::AcceptRuleSource, rule, source);
    sink.one(T::AcceptLemma, lemma);
    sink.two(T::AcceptLemmaWay, lemma, way);
    sink.two(T::AcceptCovered, proposal.covered, cue);
    sink.two(T::AcceptCoveredRule, proposal.covered, rule);
    sink.two(T::AcceptCovers, proposal.covers, cue);
    sink.two(T::AcceptPrior, cues.prior(view.word(proposal.cue)), cue);
    sink.two(T::AcceptGroup, proposal.group.form, cue);
    describe_source(view, proposal, sink);
    describe_content(view, proposal, way, sink);
    let place = u8::from(view.heading)
        | u8::from(proposal.holder.side == Side::After) << 1
        | bucket(proposal.group.start).min(4) << 2;
    sink.one(T::AcceptPlace, place);
}

#[inline(always)]
fn describe_source(view: &View<'_>, proposal: &Proposal, sink: &mut impl Sink) {
    let holder = &proposal.holder;
    let phrase = &view.phrases[holder.first];
    let gap = holder::gap(view, holder, proposal.cue, proposal.group);
    sink.two(T::AcceptKind, phrase.kind as u8, gap | (holder.side as u8) << 4);
    let head = if phrase.kind == PhraseKind::Name { WordId::UNKNOWN } else { view.word(phrase.head as usize) };
    sink.one(T::AcceptHead, head);
}

#[inline(always)]
fn describe_content(view: &View<'_>, proposal: &Proposal, way: u8, sink: &mut impl Sink) {
    let [left, right] = proposal.content.parts;
    let length = (left.1 - left.0) + (right.1 - right.0);
    let main = if right.1 > right.0 { right } else { left };
    let first = if proposal.content.way == Way::Next { Class::of_tag(Tag::Quote) } else { view.class(main.0) };
    let quotations = |(start, end): (usize, usize)| {
        view.tokens[start..end].iter().filter(|token| token.kind == Kind::Quotation).count()
    };
    let quoted = quotations(left) + quotations(right);
    let whole = quoted > 0 && quoted == length;
    sink.two(T::AcceptLength, bucket(length), way);
    sink.two(T::AcceptFirst, first, way);
    sink.two(T::AcceptAfter, view.class(main.1), way);
    sink.two(T::AcceptQuoted, u8::from(quoted > 0) + u8::from(whole), way);
    sink.two(T::AcceptTagFirst, view.tag(proposal.cue), first);
}

/// The probability that a proposal is right.
#[must_use]
pub fn confidence(view: &View<'_>, proposer: &Proposer<'_>, proposal: &Proposal) -> f32 {
    let score = proposer.weights.score(|sink| describe(view, proposer.cues, proposal, sink));
    1.0 / (1.0 + (-score).exp())
}
