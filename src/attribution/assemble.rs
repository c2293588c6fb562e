//! From proposals to attributions: what fits together is kept, the rest of a speaker's quotations is joined, nesting is noted.

use std::ops::Range;

use super::content::Way;
use super::cue::CueWords;
use super::floor::Floor;
use super::layout::{self, Label};
use super::phrase::PhraseKind;
use super::propose::{self, Proposal, Proposer};
use super::token::Kind;
use super::view::View;
use super::weights::Weights;
use super::{Directness, Found, Reading};

/// How sure the reader must be of what it reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Attributions less probable than this are dropped.
    pub least: f32,
    /// Attributions inside another's content, in the same sentence, are kept only if they would be this probable by themselves.
    pub least_nested: f32,
    /// The same for attributions inside a quotation.
    pub least_quoted: f32,
}

impl Default for Options {
    /// `least` is where F1 is best on held-out articles; the others keep only what is plain, because the articles that
    /// the reader is measured on mark no attribution inside another.
    fn default() -> Self {
        Self { least: 0.34, least_nested: 0.8, least_quoted: 0.9 }
    }
}

impl Options {
    /// Options that report doubtful nested attributions too, for a coder that judges them by what they are about.
    #[must_use]
    pub fn thorough() -> Self {
        Self { least_nested: 0.3, least_quoted: 0.3, ..Self::default() }
    }
}

/// Nested attributions never claim more: the articles that confidence was calibrated on mark none.
const MOST_NESTED: f32 = 0.85;
/// How sure a speaker's label or a signature makes.
const LAYOUT: f32 = 0.85;
/// Contents that share at least this much of their length are the same.
const SAME: f32 = 0.5;

/// The attributions of a reading.
#[must_use]
pub fn attributions(reading: &Reading<'_>, weights: &Weights, cues: &CueWords, options: Options) -> Vec<Found> {
    let mut assembler = Assembler {
        reading,
        options,
        proposer: Proposer::new(weights, cues),
        found: Vec::new(),
        floor: Floor::new(reading.quotes.len()),
        proposals: Vec::new(),
        labels: layout::labels(reading),
        labelled: None,
    };
    for sentence in 0..reading.sentences.len() {
        assembler.sentence(sentence);
    }
    assembler.floor.finish(&mut assembler.found);
    assembler.found
}

struct Assembler<'a> {
    reading: &'a Reading<'a>,
    options: Options,
    proposer: Proposer<'a>,
    found: Vec<Found>,
    floor: Floor,
    proposals: Vec<Proposal>,
    labels: Vec<Option<Label>>,
    /// The block whose label was read last, and the attribution it made.
    labelled: Option<(u32, usize)>,
}

/// A proposal for a nested attribution.
struct Judged<'p> {
    proposal: &'p Proposal,
    /// How probable it would be if nothing were around it.
    confidence: f32,
    doubtful: bool,
}

impl Assembler<'_> {
    fn sentence(&mut self, index: usize) {
        let reading = self.reading;
        let sentence = reading.sentences[index];
        let mut view = reading.view(index);
        if self.labels[sentence.block as usize].is_some() {
            let outer = self.label(index);
            self.nested(&view, index, outer);
        } else if let Some(quote) = sentence.quote {
            let Some(outer) = self.floor.speaker_of(quote, &reading.quotes) else {
                return;
            };
            view.next_quote = None;
            self.nested(&view, index, outer);
        } else if is_quotation_only(&view) {
            let block = &reading.blocks[sentence.block as usize];
            self.floor.go_on(&view, block, &reading.quotes, &mut self.found);
        } else if !self.signature(&view, index) {
            self.running(&view, index);
        }
    }

    /// The attribution of a labelled block, made when its first sentence is seen.
    fn label(&mut self, index: usize) -> usize {
        let block = self.reading.sentences[index].block;
        if let Some((_, outer)) = self.labelled.filter(|(labelled, _)| *labelled == block) {
            return outer;
        }
        if let Some(Label { name, colon, content }) = self.labels[block as usize].clone() {
            self.push(index, vec![name], vec![colon], vec![content], "speaker-label", LAYOUT);
        }
        let outer = self.found.len() - 1;
        self.labelled = Some((block, outer));
        outer
    }

    /// An attribution by a signature, if the sentence has one.
    fn signature(&mut self, view: &View<'_>, index: usize) -> bool {
        let Some((dash, name)) = layout::signature(view) else {
            return false;
        };
        let content = if dash == 0 {
            let Some(orphan) = self.floor.take_orphan() else {
                return false;
            };
            orphan
        } else {
            bytes(view, 0, dash)
        };
        self.push(
            index,
            vec![bytes(view, name.start, name.end)],
            vec![view.tokens[dash].range()],
            vec![content],
            "quote-dash-np",
            LAYOUT,
        );
        let at = self.found.len() - 1;
        for token in view.tokens[..dash].iter().filter(|token| token.kind == Kind::Quotation) {
            self.floor.give(token.quote, at);
        }
        self.floor.fall_silent();
        true
    }

    fn push(
        &mut self,
        index: usize,
        source: Vec<Range<usize>>,
        cue: Vec<Range<usize>>,
        content: Vec<Range<usize>>,
        rule: &'static str,
        confidence: f32,
    ) {
        let directness = directness(self.reading, &content, None);
        let sentence = index as u32;
        self.found.push(Found {
            source,
            cue,
            content,
            directness,
            within: None,
            doubtful: false,
            rule,
            confidence,
            sentence,
            proposal: None,
        });
    }

    /// A sentence of the running text.
    fn running(&mut self, view: &View<'_>, index: usize) {
        let first = self.found.len();
        self.propose(view);
        let proposals = std::mem::take(&mut self.proposals);
        let kept = self.choose(view, &proposals);
        for &(confidence, proposal) in &kept {
            self.add(view, index, proposal, confidence, None);
        }
        self.nested_among(view, index, first, &proposals, &kept);
        let silent = kept.is_empty();
        self.proposals = proposals;
        if silent && self.goes_on(view, index) {
            return;
        }
        let speaks = |found: &Found| {
            found.directness != Directness::Indirect && found.within.is_none() && has_quotation(view, found)
        };
        let speaking = (first..self.found.len()).rev().find(|&at| speaks(&self.found[at]));
        if let Some(speaking) = speaking {
            self.join_rest(view, speaking);
        }
        self.floor.take(speaking, view, &self.reading.quotes, &mut self.found);
    }

    /// "A," she said. "B" was the reason: a sentence without a cue that begins with a quotation goes on in the speaker's words.
    fn goes_on(&mut self, view: &View<'_>, index: usize) -> bool {
        let block = &self.reading.blocks[self.reading.sentences[index].block as usize];
        let begins =
            view.tokens.first().is_some_and(|token| token.kind == Kind::Quotation && view.is_full_quotation(token));
        if !begins || view.tokens[0].start == block.start {
            return false;
        }
        self.floor.go_on(view, block, &self.reading.quotes, &mut self.found)
    }

    /// "A," he told a crowd on Monday, "B": quotations later in the sentence that nobody else speaks belong to its speaker.
    fn join_rest(&mut self, view: &View<'_>, speaking: usize) {
        let Some(proposal) = self.found[speaking].proposal else {
            return;
        };
        if !matches!(proposal.content.way, Way::Left | Way::Both) {
            return;
        }
        for token in &view.tokens[proposal.cue..] {
            let free = token.kind == Kind::Quotation
                && view.is_full_quotation(token)
                && self.floor.speaker_of(token.quote, &[]).is_none();
            let content = &mut self.found[speaking].content;
            if free && content.last().is_some_and(|last| last.end <= token.start as usize) {
                content.push(token.range());
                self.floor.give(token.quote, speaking);
            }
        }
    }

    /// The proposals that are kept, best first where they conflict, in the order of their cues.
    fn choose<'p>(&self, view: &View<'_>, proposals: &'p [Proposal]) -> Vec<(f32, &'p Proposal)> {
        let confidence = |proposal| propose::confidence(view, &self.proposer, proposal);
        let mut ranked: Vec<(f32, &Proposal)> =
            proposals.iter().map(|proposal| (confidence(proposal), proposal)).collect();
        ranked.retain(|(confidence, _)| *confidence >= self.options.least);
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cue.cmp(&b.1.cue)));
        let mut kept: Vec<(f32, &Proposal)> = Vec::new();
        for (confidence, proposal) in ranked {
            if kept.iter().all(|(_, other)| !conflict(other, proposal)) {
                kept.push((confidence, proposal));
            }
        }
        kept.sort_by_key(|(_, proposal)| proposal.cue);
        kept
    }

    fn propose(&mut self, view: &View<'_>) {
        let mut proposals = std::mem::take(&mut self.proposals);
        proposals.clear();
        self.proposer.sentence(view, &mut proposals);
        self.proposals = proposals;
    }

    /// Attributions inside what `outer` says.
    fn nested(&mut self, view: &View<'_>, index: usize, outer: usize) {
        // Judged as if it stood by itself, not inside a quotation.
        let view = &View { quoted: false, ..*view };
        self.propose(view);
        let proposals = std::mem::take(&mut self.proposals);
        let named = proposals.iter().filter(|proposal| names_somebody(view, proposal));
        let mut kept: Vec<&Proposal> = Vec::new();
        for judged in self.plain_first(view, named, self.options.least_quoted, Options::default().least_quoted) {
            if kept.iter().all(|other| !conflict(other, judged.proposal)) {
                kept.push(judged.proposal);
                self.add_nested(view, index, &judged, outer);
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
        kept: &[(f32, &Proposal)],
    ) {
        let free = proposals.iter().filter(|proposal| kept.iter().all(|(_, other)| other.cue != proposal.cue));
        for judged in self.plain_first(view, free, self.options.least_nested, Options::default().least_nested) {
            let proposal = judged.proposal;
            let cue = view.tokens[proposal.cue].range();
            let (_, content) = self.ranges(view, proposal);
            let outer = (first..self.found.len()).rev().find(|&at| {
                let found = &self.found[at];
                holds(&found.content, &cue) && content.iter().all(|range| holds(&found.content, range))
            });
            let Some(outer) = outer else { continue };
            let fits = |found: &Found| found.proposal.as_ref().is_none_or(|other| !conflict(other, proposal));
            if self.found[first..].iter().all(fits) {
                self.add_nested(view, index, &judged, outer);
            }
        }
    }

    /// Those of at least some confidence, each judged as if nothing were around it. The plain ones come first, so that
    /// a doubtful one never takes the place of one that is reported without it.
    fn plain_first<'p>(
        &self,
        view: &View<'_>,
        proposals: impl Iterator<Item = &'p Proposal>,
        least: f32,
        plain: f32,
    ) -> Vec<Judged<'p>> {
        let mut judged: Vec<Judged<'p>> = proposals
            .map(|proposal| {
                let confidence = propose::confidence(view, &self.proposer, &Proposal { covered: 0, ..*proposal });
                Judged { proposal, confidence, doubtful: confidence < plain }
            })
            .filter(|judged| judged.confidence >= least)
            .collect();
        judged.sort_by_key(|judged| judged.doubtful);
        judged
    }

    fn add_nested(&mut self, view: &View<'_>, index: usize, judged: &Judged<'_>, outer: usize) {
        let before = self.found.len();
        self.add(view, index, judged.proposal, judged.confidence.min(MOST_NESTED), Some(outer));
        for found in &mut self.found[before..] {
            found.doubtful = judged.doubtful;
        }
    }

    fn ranges(&self, view: &View<'_>, proposal: &Proposal) -> (Range<usize>, Vec<Range<usize>>) {
        let source = bytes(view, proposal.holder.start, proposal.holder.end);
        (source, content_ranges(self.reading, view, proposal))
    }

    fn add(&mut self, view: &View<'_>, index: usize, proposal: &Proposal, confidence: f32, within: Option<usize>) {
        let (source, content) = self.ranges(view, proposal);
        if content.is_empty() {
            return;
        }
        if within.is_none() {
            self.give_quotations(view, proposal);
        }
        let directness = directness(self.reading, &content, self.reading.sentences[index].quote);
        let cue = vec![bytes(view, proposal.group.start.min(proposal.cue), proposal.cue + 1)];
        let (source, rule, sentence) = (vec![source], proposal.rule.name(), index as u32);
        self.found.push(Found {
            source,
            cue,
            content,
            directness,
            within,
            doubtful: false,
            rule,
            confidence,
            sentence,
            proposal: Some(*proposal),
        });
    }

    /// Notes that the quotations of a proposal belong to the attribution that is made of it next.
    fn give_quotations(&mut self, view: &View<'_>, proposal: &Proposal) {
        let at = self.found.len();
        let [left, right] = proposal.content.parts;
        for token in view.tokens[left.0..left.1].iter().chain(&view.tokens[right.0..right.1]) {
            if token.kind == Kind::Quotation {
                self.floor.give(token.quote, at);
            }
        }
        if let Some(quote) = view.next_quote.filter(|_| proposal.content.way == Way::Next) {
            self.floor.give(quote, at);
        }
    }
}

/// Whether the source is named or described: "I think" inside a quotation adds no holder to the one who is quoted.
fn names_somebody(view: &View<'_>, proposal: &Proposal) -> bool {
    matches!(view.phrases[proposal.holder.first].kind, PhraseKind::Name | PhraseKind::Determined | PhraseKind::Bare)
}

/// The bytes of a content's parts.
#[must_use]
pub fn content_ranges(reading: &Reading<'_>, view: &View<'_>, proposal: &Proposal) -> Vec<Range<usize>> {
    if proposal.content.way == Way::Next {
        let quote = view.next_quote.map(|quote| &reading.quotes[quote as usize]);
        return quote.map(|quote| quote.start as usize..quote.end as usize).into_iter().collect();
    }
    let parts = proposal.content.parts.iter().filter(|(start, end)| start < end);
    parts.map(|&(start, end)| bytes(view, start, end)).collect()
}

fn bytes(view: &View<'_>, start: usize, end: usize) -> Range<usize> {
    view.tokens[start].start as usize..view.tokens[end - 1].end as usize
}

/// Whether a sentence is quotations and marks only.
#[must_use]
pub fn is_quotation_only(view: &View<'_>) -> bool {
    view.quotations
        && view
            .tokens
            .iter()
            .all(|token| matches!(token.kind, Kind::Quotation | Kind::Stop | Kind::Ellipsis | Kind::Dash))
}

fn has_quotation(view: &View<'_>, found: &Found) -> bool {
    let leads_on = found.proposal.as_ref().is_some_and(|proposal| proposal.content.way == Way::Next);
    let full = |token: &super::token::Token| token.kind == Kind::Quotation && view.is_full_quotation(token);
    leads_on || view.tokens.iter().any(|token| full(token) && holds(&found.content, &token.range()))
}

fn holds(content: &[Range<usize>], inner: &Range<usize>) -> bool {
    content.iter().any(|range| range.start <= inner.start && inner.end <= range.end)
}

/// Whether two proposals cannot both be right: they have the same cue, or nearly the same content.
fn conflict(one: &Proposal, other: &Proposal) -> bool {
    if one.cue == other.cue {
        return true;
    }
    if one.content.way == Way::Next || other.content.way == Way::Next {
        return one.content.way == other.content.way;
    }
    let length = |parts: &[(usize, usize); 2]| parts.iter().map(|(start, end)| end - start).sum::<usize>();
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
#[must_use]
pub fn directness(reading: &Reading<'_>, content: &[Range<usize>], depth: Option<u32>) -> Directness {
    let mut whole = 0;
    let mut quoted = 0;
    for range in content {
        whole += range.len();
        let mut index = reading.quotes.partition_point(|quote| (quote.start as usize) < range.start);
        while let Some(quote) = reading.quotes.get(index).filter(|quote| (quote.start as usize) < range.end) {
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
