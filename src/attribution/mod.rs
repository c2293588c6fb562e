//! Who said what in which span of a text, domain-free: a text in, attributions out.
//!
//! The flow: [`block`] drops page furniture; [`token`] finds words and marks, [`lexicon`] knows them, `tagger` gives
//! each its part of speech; [`quote`] pairs quotation marks; [`sentence`] cuts sentences with each quotation read as one
//! token, and again inside quotations; [`phrase`] finds noun phrases.  Then, in each sentence, [`cue`] judges which words
//! signal speech or attitude, [`holder`] chooses the source, [`content`] the content's borders, [`rule`] names the
//! pattern, [`propose`] judges the whole, and [`assemble`] keeps what fits together, joins the rest of a speaker's
//! quotations, and nests one attribution within another.
//!
//! Choices are sums of learned weights ([`weights`]) of readable features ([`feature`]).  Offsets are bytes inside and
//! Unicode code points at the border ([`offset`]).

pub mod assemble;
pub mod block;
pub mod class;
pub mod content;
pub mod cue;
pub mod feature;
mod floor;
pub mod holder;
pub mod layout;
pub mod lexicon;
pub mod offset;
pub mod phrase;
pub mod propose;
pub mod quote;
pub mod rule;
pub mod sentence;
pub mod source;
pub(crate) mod swar;
pub mod tag;
mod tagger;
pub mod token;
pub mod view;
pub mod weights;

use std::ops::Range;

use assemble::Options;
use block::{Block, BlockKind};
use cue::CueWords;
use lexicon::Lexicon;
use phrase::Phrase;
use quote::Quote;
use sentence::{Sentence, SpeechVerbs, Splitter};
use token::Token;
use view::View;
use weights::Weights;

/// Whether the content is the source's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Directness {
    /// Nearly all of it is inside quotation marks.
    Direct,
    /// Some of it is.
    Mixed,
    /// None of it is.
    Indirect,
}

impl Directness {
    /// The name in results.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// An attribution found in a text; all ranges are bytes of it, on character borders, in order and disjoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who says it.
    pub source: Vec<Range<usize>>,
    /// The words that signal it.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// Whether in the source's own words.
    pub directness: Directness,
    /// The attribution whose content this one lies in: an index into the same reading's attributions.
    pub within: Option<usize>,
    /// Nested, and less probable than [`Options::default`] asks for: only [`Options::thorough`] reports it.
    pub doubtful: bool,
    /// The name of the pattern: see [`rule::Rule`].
    pub rule: &'static str,
    /// How probable it is that a person would agree, from 0 to 1.
    pub confidence: f32,
    /// The sentence of the cue: an index into the reading's sentences.
    pub sentence: u32,
    /// The cue, source and content as the chooser saw them, for [`Reading::explain`]; `None` if layout alone made it.
    pub proposal: Option<propose::Proposal>,
}

impl PartialEq for propose::Proposal {
    fn eq(&self, other: &Self) -> bool {
        (self.cue, self.holder, self.content) == (other.cue, other.holder, other.content)
    }
}

/// What the reader sees in a text.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// Its lines, page furniture marked as such.
    pub blocks: Vec<Block>,
    /// The tokens of all blocks but furniture, in order.
    pub tokens: Vec<Token>,
    /// Each block's tokens: a half-open range of places in `tokens`.
    pub block_tokens: Vec<(u32, u32)>,
    /// The quotations, in order of their beginnings.
    pub quotes: Vec<Quote>,
    /// The tokens of all sentences, one sentence after the other, with each quotation read as one token.
    pub stream: Vec<Token>,
    /// The sentences: of each block those of its running text, then those of its quotations.
    pub sentences: Vec<Sentence>,
    /// The noun phrases of all sentences; their offsets count from their sentence's first token.
    pub phrases: Vec<Phrase>,
    /// Each sentence's phrases: a half-open range of places in `phrases`.
    pub sentence_phrases: Vec<(u32, u32)>,
    /// The attributions, in order of their sentences.
    pub attributions: Vec<Found>,
}

/// Reads a text and reports doubtful nested attributions too, for a coder that judges them by what they are about.
#[must_use]
pub fn read_thoroughly(text: &str) -> Reading<'_> {
    read_with(text, Weights::shipped(), Options::thorough())
}

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> Reading<'_> {
    read_with(text, Weights::shipped(), Options::default())
}

/// Reads a text with other weights or options than the usual.
#[must_use]
pub fn read_with<'t>(text: &'t str, weights: &Weights, options: Options) -> Reading<'t> {
    let mut reading = prepare(text);
    reading.attributions = assemble::attributions(&reading, weights, CueWords::shipped(), options);
    reading
}

/// Finds everything in a text but attributions.
#[must_use]
pub fn prepare(text: &str) -> Reading<'_> {
    let lexicon = Lexicon::shipped();
    let blocks = block::blocks(text);
    let (tokens, ranges) = tokens(text, &blocks, lexicon);
    let quotes = quote::quotes(text, &tokens, &blocks, &ranges);
    let mut splitter = Splitter {
        tokens: &tokens,
        quotes: &quotes,
        lexicon,
        speech: SpeechVerbs::shipped(),
        stream: Vec::with_capacity(tokens.len()),
        sentences: Vec::new(),
    };
    let mut next_quote = 0;
    for (index, block) in blocks.iter().enumerate() {
        splitter.block(index as u32, block, ranges[index], &mut next_quote);
    }
    let Splitter { stream, sentences, .. } = splitter;
    let mut phrases = Vec::with_capacity(stream.len() / 3);
    let mut sentence_phrases = Vec::with_capacity(sentences.len());
    for sentence in &sentences {
        let start = phrases.len() as u32;
        phrase::phrases(&stream[sentence.range()], &mut phrases);
        sentence_phrases.push((start, phrases.len() as u32));
    }
    Reading {
        text,
        blocks,
        tokens,
        block_tokens: ranges,
        quotes,
        stream,
        sentences,
        phrases,
        sentence_phrases,
        attributions: Vec::new(),
    }
}

/// The quotations that [`prepare`] finds, for those who want nothing else: marks need no parts of speech.
#[must_use]
pub fn quotations(text: &str) -> Vec<quote::Quote> {
    let blocks = block::blocks(text);
    let (tokens, ranges) = untagged(text, &blocks, Lexicon::shipped());
    quote::quotes(text, &tokens, &blocks, &ranges)
}

fn tokens(text: &str, blocks: &[Block], lexicon: &Lexicon) -> (Vec<Token>, Vec<(u32, u32)>) {
    let tagger = tagger::Tagger::shipped();
    let (mut tokens, ranges) = untagged(text, blocks, lexicon);
    for &(start, end) in &ranges {
        tagger.tag(text, &mut tokens[start as usize..end as usize]);
    }
    (tokens, ranges)
}

/// The tokens of all blocks without parts of speech, and which are whose.
fn untagged(text: &str, blocks: &[Block], lexicon: &Lexicon) -> (Vec<Token>, Vec<(u32, u32)>) {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut ranges = Vec::with_capacity(blocks.len());
    for block in blocks {
        let first = tokens.len();
        if block.kind != BlockKind::Furniture {
            token::tokenize(text, block.start as usize, block.end as usize, lexicon, &mut tokens);
        }
        ranges.push((first as u32, tokens.len() as u32));
    }
    (tokens, ranges)
}

impl Reading<'_> {
    /// A sentence as the choosers see it.
    #[must_use]
    pub fn view(&self, sentence: usize) -> View<'_> {
        let found = &self.sentences[sentence];
        let (start, end) = self.sentence_phrases[sentence];
        View {
            lexicon: Lexicon::shipped(),
            tokens: &self.stream[found.range()],
            phrases: &self.phrases[start as usize..end as usize],
            quotes: &self.quotes,
            quotations: found.quotations,
            quoted: found.quote.is_some(),
            heading: self.blocks[found.block as usize].kind == BlockKind::Heading,
            next_quote: self.next_quote(sentence),
        }
    }

    /// The quotation that opens the next block, if this is the last running sentence of its block and ends openly.
    fn next_quote(&self, sentence: usize) -> Option<u32> {
        let found = &self.sentences[sentence];
        let open = self.stream[found.range()]
            .last()
            .is_some_and(|token| matches!(token.kind, token::Kind::Colon | token::Kind::Comma));
        if !open || found.quote.is_some() {
            return None;
        }
        let index = self.quotes.partition_point(|quote| quote.start < found.end);
        let quote = self.quotes.get(index)?;
        let opens = quote.block > found.block
            && quote.start == self.blocks[quote.block as usize].start
            && self.blocks[found.block as usize + 1..quote.block as usize]
                .iter()
                .all(|block| block.kind == BlockKind::Furniture);
        opens.then_some(index as u32)
    }

    /// The features that decided about an attribution, heaviest first: name and weight.
    #[must_use]
    pub fn explain(&self, found: &Found, weights: &Weights) -> Vec<(String, f32)> {
        let view = self.view(found.sentence as usize);
        let mut keys = Vec::new();
        if let Some(proposal) = &found.proposal {
            propose::describe(&view, CueWords::shipped(), proposal, &mut keys);
            cue::describe(&view, CueWords::shipped(), proposal.cue, &mut keys);
        }
        let mut named: Vec<(String, f32)> = keys
            .into_iter()
            .map(|key| (feature::name(key, view.lexicon), weights.get(key)))
            .filter(|(_, weight)| *weight != 0.0)
            .collect();
        named.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        named
    }
}
