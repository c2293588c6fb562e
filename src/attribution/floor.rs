//! Who has the floor: quotations that follow an attribution belong to its speaker until somebody else speaks.

use std::ops::Range;

use super::Found;
use super::block::Block;
use super::quote::Quote;
use super::token::Kind;
use super::view::View;

/// The state of the conversation while the sentences of a text go by.
#[derive(Debug)]
pub(crate) struct Floor {
    /// The attribution that each quotation belongs to.
    speakers: Vec<Option<u32>>,
    /// The attribution whose speaker was quoted in the last running sentence.
    speaking: Option<usize>,
    /// Paragraphs of a quotation whose speaker is expected to be named at its end.
    pending: Vec<(u32, Range<usize>)>,
    /// The last paragraph of quotation that nobody spoke.
    orphan: Option<Range<usize>>,
}

impl Floor {
    pub(crate) fn new(quotes: usize) -> Self {
        Self { speakers: vec![None; quotes], speaking: None, pending: Vec::new(), orphan: None }
    }

    /// A quotation belongs to an attribution.
    pub(crate) fn give(&mut self, quote: u32, found: usize) {
        self.speakers[quote as usize] = Some(found as u32);
    }

    /// The attribution that a quotation, or one around it, belongs to.
    pub(crate) fn speaker_of(&self, quote: u32, quotes: &[Quote]) -> Option<usize> {
        let mut at = Some(quote);
        while let Some(quote) = at {
            if let Some(found) = self.speakers[quote as usize] {
                return Some(found as usize);
            }
            at = quotes.get(quote as usize).and_then(|quote| quote.parent);
        }
        None
    }

    /// The last quotation without a speaker.
    pub(crate) fn take_orphan(&mut self) -> Option<Range<usize>> {
        self.orphan.take()
    }

    /// Nobody speaks any more.
    pub(crate) fn fall_silent(&mut self) {
        self.speaking = None;
        self.orphan = None;
        self.pending.clear();
    }

    /// After a running sentence: `speaking` is the attribution that was quoted in it, if any.
    pub(crate) fn take(&mut self, speaking: Option<usize>, view: &View<'_>, quotes: &[Quote], found: &mut [Found]) {
        self.orphan = None;
        if !self.pending.is_empty() {
            let first = view.tokens.iter().find(|token| token.kind == Kind::Quotation);
            let continued = first.filter(|token| quotes[token.quote as usize].continues.is_some());
            let speaker = continued.and_then(|token| self.speaker_of(token.quote, quotes));
            self.settle(speaker.or(self.speaking), found);
        }
        self.speaking = speaking;
    }

    /// The text is over.
    pub(crate) fn finish(&mut self, found: &mut [Found]) {
        self.settle(self.speaking, found);
    }

    /// Gives the paragraphs that waited for a speaker to an attribution.
    fn settle(&mut self, speaker: Option<usize>, found: &mut [Found]) {
        let Some(speaker) = speaker else {
            return self.pending.clear();
        };
        // Neither the parts of a content nor the paragraphs that waited overlap among themselves.
        let known = found[speaker].content.clone();
        for (quote, range) in std::mem::take(&mut self.pending) {
            self.give(quote, speaker);
            let before = known.partition_point(|other| other.start < range.end);
            if known[..before].last().is_none_or(|other| other.end <= range.start) {
                found[speaker].content.push(range);
            }
        }
        found[speaker].content.sort_by_key(|range| range.start);
    }

    /// A sentence that is all or mostly quotation: its speaker is whoever was speaking, or will be named later.  Whether it has one.
    pub(crate) fn go_on(&mut self, view: &View<'_>, block: &Block, quotes: &[Quote], found: &mut [Found]) -> bool {
        let new_block = view.tokens[0].start == block.start;
        let Some(first) = view.tokens.iter().find(|token| token.kind == Kind::Quotation) else {
            return false;
        };
        let last = view.tokens.iter().rev().find(|token| token.kind != Kind::Stop).unwrap_or(first);
        let range = view.tokens[0].start as usize..last.end as usize;
        let quote = &quotes[first.quote as usize];
        if let Some(claimed) = self.speakers[first.quote as usize] {
            self.speaking = Some(claimed as usize);
            return true;
        }
        let whole_block = view.tokens.last().is_some_and(|token| token.end == block.end);
        if new_block && quote.continues.is_none() && !quote.closed && whole_block {
            // Opened anew and left open: the speaker is named where it closes.
            self.pending = vec![(first.quote, range)];
            return true;
        }
        if !self.pending.is_empty() {
            self.pending.push((first.quote, range));
            return true;
        }
        if new_block && quote.continues.is_none() && !whole_block {
            self.speaking = None;
        }
        let Some(speaking) = self.speaking else {
            self.orphan = Some(range);
            return false;
        };
        for token in view.tokens.iter().filter(|token| token.kind == Kind::Quotation) {
            self.give(token.quote, speaking);
        }
        let content = &mut found[speaking].content;
        if content.last().is_some_and(|last| last.end <= range.start) {
            content.push(range);
        }
        true
    }
}
