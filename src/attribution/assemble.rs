//! From proposals to attributions: what fits together is kept, quotations that follow are joined, nesting is noted.

use std::ops::Range;

use super::content::Way;
use super::cue::CueWords;
use super::phrase::PhraseKind;
use super::propose::{self, Proposal, Proposer};
use super::token::Kind;
use super::view::View;
use super::weights::Weights;
use super::{Directness, Found, Reading};

/// Proposals less probable than this are dropped.
pub const LEAST: f32 = 0.36;
/// Attributions inside another's content are kept only if they would be this probable by themselves.
pub const LEAST_NESTED: f32 = 0.75;
/// Nested attributions never claim more: the articles that confidence was calibrated on mark none.
const MOST_NESTED: f32 = 0.85;
/// Contents that share at least this much of their length are the same.
const SAME: f32 = 0.5;

/// The attributions of a reading.
#[must_use]
pub fn attributions(reading: &Reading<'_>, weights: &Weights, cues: &CueWords) -> Vec<Found> {
    let mut assembler = Assembler {
        reading,
        proposer: Proposer::new(weights, cues),
        found: Vec::new(),
        speakers: vec![None; reading.quotes.len()],
        proposals: Vec::new(),
        speaking: None,
        block: u32::MAX,
    };
    for sentence in 0..reading.sentences.len() {
        assembler.sentence(sentence);
    }
    assembler.found
}

struct Assembler<'a> {
    reading: &'a Reading<'a>,
    proposer: Proposer<'a>,
    found: Vec<Found>,
    /// The attribution that each quotation belongs to.
    speakers: Vec<Option<u32>>,
    proposals: Vec<Proposal>,
    /// The attribution whose speaker still has the floor: the last running sentence was quoted from it.
    speaking: Option<usize>,
    block: u32,
}

impl Assembler<'_> {
    fn sentence(&mut self, index: usize) {
        let reading = self.reading;
        let sentence = reading.sentences[index];
        let mut view = reading.view(index);
        if let Some(quote) = sentence.quote {
            let Some(outer) = self.speaker_of(quote) else {
                return;
            };
            view.quoted = false;
            view.next_quote = None;
            self.nested(&view, index, &[outer]);
            return;
        }
        let new_block = sentence.block != self.block;
        self.block = sentence.block;
        if is_quotation_only(&view) {
            self.go_on(&view, new_block);
            return;
        }
        self.speaking = None;
        self.running(&view, index);
    }

    /// A sentence that is only quotation: its speaker is whoever was speaking.
    fn go_on(&mut self, view: &View<'_>, new_block: bool) {
        let first = view
            .tokens
            .iter()
            .find(|token| token.kind == Kind::Quotation);
        let claimed = first.and_then(|token| self.speakers[token.quote as usize]);
        if let Some(claimed) = claimed {
            self.speaking = Some(claimed as usize);
        }
        let Some(speaking) = self.speaking else {
            return;
        };
        let continued = first.is_some_and(|token| {
            self.reading.quotes[token.quote as usize]
                .continues
                .is_some()
        });
        if new_block && !continued && !self.block_is_quotation(view) && claimed.is_none() {
            self.speaking = None;
            return;
        }
        let start = view.tokens.first().map_or(0, |token| token.start as usize);
        let end = view
            .tokens
            .iter()
            .rev()
            .find(|token| token.kind == Kind::Quotation)
            .map_or(start, |token| token.end as usize);
        for token in view
            .tokens
            .iter()
            .filter(|token| token.kind == Kind::Quotation)
        {
            self.speakers[token.quote as usize] = Some(speaking as u32);
        }
        let content = &mut self.found[speaking].content;
        if content.last().is_some_and(|last| last.end <= start) {
            content.push(start..end);
        }
    }

    /// Whether the block that a sentence begins is quotations and nothing else.
    fn block_is_quotation(&self, view: &View<'_>) -> bool {
        let block = &self.reading.blocks[self.block as usize];
        let only = view
            .tokens
            .iter()
            .all(|token| matches!(token.kind, Kind::Quotation | Kind::Stop));
        only && view
            .tokens
            .last()
            .is_some_and(|token| token.end == block.end)
    }

    fn speaker_of(&self, quote: u32) -> Option<usize> {
        let mut at = Some(quote);
        while let Some(quote) = at {
            if let Some(found) = self.speakers[quote as usize] {
                return Some(found as usize);
            }
            at = self.reading.quotes[quote as usize].parent;
        }
        None
    }

    fn running(&mut self, view: &View<'_>, index: usize) {
        let first = self.found.len();
        self.propose(view);
        let proposals = std::mem::take(&mut self.proposals);
        let mut ranked: Vec<(f32, &Proposal)> = proposals
            .iter()
            .map(|proposal| {
                (
                    propose::confidence(view, &self.proposer, proposal),
                    proposal,
                )
            })
            .collect();
        ranked.retain(|(confidence, _)| *confidence >= LEAST);
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cue.cmp(&b.1.cue)));
        let mut kept: Vec<(f32, &Proposal)> = Vec::new();
        for (confidence, proposal) in ranked {
            if kept.iter().all(|(_, other)| !conflict(other, proposal)) {
                kept.push((confidence, proposal));
            }
        }
        kept.sort_by_key(|(_, proposal)| proposal.cue);
        let chosen: Vec<usize> = kept.iter().map(|(_, proposal)| proposal.cue).collect();
        for (confidence, proposal) in kept {
            self.add(view, index, proposal, confidence, None);
        }
        self.nested_among(view, index, first, &proposals, &chosen);
        self.proposals = proposals;
        let speaks = |found: &Found| {
            found.directness != Directness::Indirect
                && found.within.is_none()
                && ends_with_quotation(view, found)
        };
        self.speaking = (first..self.found.len())
            .rev()
            .find(|&at| speaks(&self.found[at]));
    }

    fn propose(&mut self, view: &View<'_>) {
        self.proposals.clear();
        let mut proposals = std::mem::take(&mut self.proposals);
        self.proposer.sentence(view, &mut proposals);
        self.proposals = proposals;
    }

    /// Attributions inside a quotation that belongs to `outer`.
    fn nested(&mut self, view: &View<'_>, index: usize, outer: &[usize]) {
        self.propose(view);
        let proposals = std::mem::take(&mut self.proposals);
        let mut kept: Vec<&Proposal> = Vec::new();
        for proposal in &proposals {
            if !names_somebody(view, proposal) {
                continue;
            }
            let confidence = self.alone(view, proposal);
            if confidence >= LEAST_NESTED && kept.iter().all(|other| !conflict(other, proposal)) {
                kept.push(proposal);
                self.add(
                    view,
                    index,
                    proposal,
                    confidence.min(MOST_NESTED),
                    outer.first().copied(),
                );
            }
        }
        self.proposals = proposals;
    }

    /// Attributions of the same sentence inside the contents of those already found.
    fn nested_among(
        &mut self,
        view: &View<'_>,
        index: usize,
        first: usize,
        proposals: &[Proposal],
        chosen: &[usize],
    ) {
        for proposal in proposals
            .iter()
            .filter(|proposal| !chosen.contains(&proposal.cue))
        {
            let cue = view.tokens[proposal.cue].range();
            let outer = (first..self.found.len()).rev().find(|&at| {
                let found = &self.found[at];
                holds(&found.content, &cue)
                    && self
                        .ranges(view, proposal)
                        .1
                        .iter()
                        .all(|range| holds(&found.content, range))
            });
            let Some(outer) = outer else { continue };
            let confidence = self.alone(view, proposal);
            if confidence >= LEAST_NESTED
                && self.found[first..]
                    .iter()
                    .all(|found| !conflict(&found.proposal, proposal))
            {
                self.add(
                    view,
                    index,
                    proposal,
                    confidence.min(MOST_NESTED),
                    Some(outer),
                );
            }
        }
    }

    /// How probable a proposal would be if nothing were around it.
    fn alone(&self, view: &View<'_>, proposal: &Proposal) -> f32 {
        let alone = Proposal {
            covered: 0,
            ..*proposal
        };
        propose::confidence(view, &self.proposer, &alone)
    }

    fn ranges(&self, view: &View<'_>, proposal: &Proposal) -> (Range<usize>, Vec<Range<usize>>) {
        let source = bytes(view, proposal.holder.start, proposal.holder.end);
        (source, content_ranges(self.reading, view, proposal))
    }

    fn add(
        &mut self,
        view: &View<'_>,
        index: usize,
        proposal: &Proposal,
        confidence: f32,
        within: Option<usize>,
    ) {
        let (source, content) = self.ranges(view, proposal);
        if content.is_empty() {
            return;
        }
        let at = self.found.len() as u32;
        let [left, right] = proposal.content.parts;
        for token in view.tokens[left.0..left.1]
            .iter()
            .chain(&view.tokens[right.0..right.1])
        {
            if token.kind == Kind::Quotation && within.is_none() {
                self.speakers[token.quote as usize] = Some(at);
            }
        }
        if proposal.content.way == Way::Next {
            if let Some(quote) = view.next_quote {
                self.speakers[quote as usize] = Some(at);
            }
        }
        let depth = self.reading.sentences[index].quote;
        let directness = directness(self.reading, &content, depth);
        let cue = bytes(
            view,
            proposal.group.start.min(proposal.cue),
            proposal.cue + 1,
        );
        self.found.push(Found {
            source: vec![source],
            cue: vec![cue],
            content,
            directness,
            within,
            rule: proposal.rule.name(),
            confidence,
            sentence: index as u32,
            proposal: *proposal,
        });
    }
}

/// Whether the source is named or described: "I think" inside a quotation adds no holder to the one who is quoted.
fn names_somebody(view: &View<'_>, proposal: &Proposal) -> bool {
    matches!(
        view.phrases[proposal.holder.first].kind,
        PhraseKind::Name | PhraseKind::Determined | PhraseKind::Bare
    )
}

/// The bytes of a content's parts.
#[must_use]
pub fn content_ranges(
    reading: &Reading<'_>,
    view: &View<'_>,
    proposal: &Proposal,
) -> Vec<Range<usize>> {
    if proposal.content.way == Way::Next {
        let quote = view.next_quote.map(|quote| &reading.quotes[quote as usize]);
        return quote
            .map(|quote| quote.start as usize..quote.end as usize)
            .into_iter()
            .collect();
    }
    let parts = proposal
        .content
        .parts
        .iter()
        .filter(|(start, end)| start < end);
    parts.map(|&(start, end)| bytes(view, start, end)).collect()
}

fn bytes(view: &View<'_>, start: usize, end: usize) -> Range<usize> {
    view.tokens[start].start as usize..view.tokens[end - 1].end as usize
}

/// Whether a sentence is quotations and full stops only.
#[must_use]
pub fn is_quotation_only(view: &View<'_>) -> bool {
    view.tokens
        .iter()
        .any(|token| token.kind == Kind::Quotation)
        && view.tokens.iter().all(|token| {
            matches!(
                token.kind,
                Kind::Quotation | Kind::Stop | Kind::Ellipsis | Kind::Dash
            )
        })
}

fn ends_with_quotation(view: &View<'_>, found: &Found) -> bool {
    found.proposal.content.way == Way::Next
        || view.tokens.iter().any(|token| {
            token.kind == Kind::Quotation
                && view.is_full_quotation(token)
                && holds(&found.content, &token.range())
        })
}

fn holds(content: &[Range<usize>], inner: &Range<usize>) -> bool {
    content
        .iter()
        .any(|range| range.start <= inner.start && inner.end <= range.end)
}

/// Two proposals cannot both be right if their contents are nearly the same, or if one's content has the other's cue and the other way round.
fn conflict(one: &Proposal, other: &Proposal) -> bool {
    if one.cue == other.cue {
        return true;
    }
    if one.content.way == Way::Next || other.content.way == Way::Next {
        return one.content.way == other.content.way;
    }
    let length =
        |parts: &[(usize, usize); 2]| parts.iter().map(|(start, end)| end - start).sum::<usize>();
    let mut shared = 0;
    for a in &one.content.parts {
        for b in &other.content.parts {
            shared += a.1.min(b.1).saturating_sub(a.0.max(b.0));
        }
    }
    let union = length(&one.content.parts) + length(&other.content.parts) - shared;
    shared as f32 >= SAME * union as f32
}

/// How much of a content is inside quotation marks deeper than those of its own sentence.
fn directness(reading: &Reading<'_>, content: &[Range<usize>], depth: Option<u32>) -> Directness {
    let mut whole = 0;
    let mut quoted = 0;
    for range in content {
        whole += range.len();
        let mut index = reading
            .quotes
            .partition_point(|quote| (quote.start as usize) < range.start);
        while let Some(quote) = reading
            .quotes
            .get(index)
            .filter(|quote| (quote.start as usize) < range.end)
        {
            if quote.parent == depth {
                quoted += (quote.end as usize).min(range.end) - quote.start as usize;
            }
            index += 1;
        }
    }
    if quoted * 5 >= whole * 4 {
        Directness::Direct
    } else if quoted > 0 {
        Directness::Mixed
    } else {
        Directness::Indirect
    }
}
