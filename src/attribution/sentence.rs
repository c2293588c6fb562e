//! Sentences: of the running text with each quotation read as one token, and again of what is inside a quotation.

use std::sync::OnceLock;

use super::block::Block;
use super::class;
use super::feature::Class;
use super::lexicon::{Lexicon, WordId};
use super::quote::Quote;
use super::tag::Tag;
use super::token::{Kind, Token, shape};

/// A sentence, of the running text or inside a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Its tokens, quotations read as one: a half-open range of places in the reading's `stream`.
    pub tokens: (u32, u32),
    /// The block it lies in.
    pub block: u32,
    /// The quotation it is inside of.
    pub quote: Option<u32>,
    /// Whether there is a quotation in it.
    pub quotations: bool,
}

impl Sentence {
    /// The places of its tokens in the reading's `stream`.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.tokens.0 as usize..self.tokens.1 as usize
    }
}

/// Quotations with fewer words hold no sentence of their own.
const FEWEST_WORDS: u32 = 4;

/// Longer sentences, in tokens, are cut: a list or a text without full stops must not make the reader slow.
const LONGEST: usize = 250;

/// Cuts a text into sentences.
pub(crate) struct Splitter<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) quotes: &'a [Quote],
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) speech: &'a SpeechVerbs,
    pub(crate) stream: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
}

impl Splitter<'_> {
    /// The sentences of a block's running text and then of its quotations; `next_quote` is the first quote not yet passed.
    pub(crate) fn block(&mut self, index: u32, block: &Block, (start, end): (u32, u32), next_quote: &mut usize) {
        let first_quote = *next_quote;
        while *next_quote < self.quotes.len() && self.quotes[*next_quote].tokens.0 < end {
            *next_quote += 1;
        }
        self.layer(start as usize, end as usize, first_quote, index, None);
        debug_assert!(block.end >= block.start);
        for quote in first_quote..*next_quote {
            if self.quotes[quote].words >= FEWEST_WORDS {
                let inner = self.quotes[quote].inner();
                self.layer(inner.start, inner.end, quote + 1, index, Some(quote as u32));
            }
        }
    }

    fn layer(&mut self, start: usize, end: usize, mut next: usize, block: u32, quote: Option<u32>) {
        let first = self.stream.len();
        let mut at = start;
        while at < end {
            while next < self.quotes.len() && (self.quotes[next].tokens.0 as usize) < at {
                next += 1;
            }
            match self.quotes.get(next) {
                Some(inner) if inner.tokens.0 as usize == at && inner.tokens.1 as usize <= end => {
                    self.stream.push(self.masked(next, inner));
                    at = (inner.tokens.1 as usize).max(at + 1);
                    next += 1;
                }
                inner => {
                    let quote = inner.map_or(end, |inner| (inner.tokens.0 as usize).min(end));
                    let upto = quote.max(at + 1);
                    self.stream.extend_from_slice(&self.tokens[at..upto]);
                    at = upto;
                }
            }
        }
        self.cut(first, block, quote);
    }

    fn masked(&self, index: usize, quote: &Quote) -> Token {
        let first = self.tokens[quote.inner()].first();
        let capital = first.is_some_and(Token::is_capital);
        Token {
            start: quote.start,
            end: quote.end,
            word: WordId::UNKNOWN,
            lemma: WordId::UNKNOWN,
            class: Class::EDGE,
            finite_before: 0,
            kind: Kind::Quotation,
            tag: Tag::Quote,
            shape: if capital { shape::CAPITAL } else { 0 } | shape::SPACE_BEFORE | shape::SPACE_AFTER,
            quote: index as u32,
        }
    }

    fn cut(&mut self, first: usize, block: u32, quote: Option<u32>) {
        let end = self.stream.len();
        let mut start = first;
        for at in first..end {
            if at + 1 - start >= LONGEST || self.ends_at(at, end) {
                self.add(start, at + 1, block, quote);
                start = at + 1;
            }
        }
        if start < end {
            self.add(start, end, block, quote);
        }
    }

    fn add(&mut self, start: usize, end: usize, block: u32, quote: Option<u32>) {
        if let Some(word) = self.stream[start..end].iter_mut().find(|token| token.is_word()) {
            word.shape |= shape::SENTENCE_START;
        }
        let mut finite = 0;
        let mut quotations = false;
        for token in &mut self.stream[start..end] {
            quotations |= token.kind == Kind::Quotation;
            token.class = class::of(token, self.quotes);
            token.finite_before = finite;
            finite += u16::from(token.tag.is_finite());
        }
        let (first, last) = (self.stream[start], self.stream[end - 1]);
        self.sentences.push(Sentence {
            start: first.start,
            end: last.end,
            tokens: (start as u32, end as u32),
            block,
            quote,
            quotations,
        });
    }

    fn ends_at(&self, at: usize, end: usize) -> bool {
        let token = &self.stream[at];
        let next = (at + 1 < end).then(|| &self.stream[at + 1]);
        match token.kind {
            Kind::Stop => next
                .is_none_or(|next| !matches!(next.kind, Kind::Stop | Kind::Bracket | Kind::Comma) && !is_small(next)),
            Kind::Bracket => {
                at > 0 && self.stream[at - 1].kind == Kind::Stop && next.is_some_and(|next| !is_small(next))
            }
            Kind::Quotation => next.is_some_and(|next| self.quote_ends_sentence(at, next, end)),
            _ if token.shape & shape::ABBREVIATION != 0 => {
                next.is_some_and(|next| self.abbreviation_ends_sentence(token, next))
            }
            _ => false,
        }
    }

    /// Whether a sentence ends with the quotation at `at`: its own last mark says so, and no "he said" follows.
    fn quote_ends_sentence(&self, at: usize, next: &Token, end: usize) -> bool {
        let quote = &self.quotes[self.stream[at].quote as usize];
        if quote.ending != Kind::Stop || quote.words < 2 {
            return false;
        }
        match next.kind {
            Kind::Quotation => true,
            Kind::Word | Kind::Number => {
                next.is_capital() && !self.speech_follows(at + 1, end) || next.kind == Kind::Number
            }
            _ => false,
        }
    }

    /// "Ann Lee asked", "said Ann": a speech verb within a few words and before any other mark.
    fn speech_follows(&self, start: usize, end: usize) -> bool {
        let ahead = &self.stream[start..end.min(start + 7)];
        for (index, token) in ahead.iter().enumerate() {
            if !token.is_word() {
                return false;
            }
            if self.speech.contains(token.word) {
                // "“Why?” The minister said that ..." tells a new thing; "“Why?” the minister said." closes the old.
                let after = self.stream.get(start + index + 1);
                return after.is_none_or(|after| {
                    !after.is_word() || after.tag == Tag::Preposition && self.lexicon.text(after.word) != "that"
                });
            }
        }
        false
    }

    fn abbreviation_ends_sentence(&self, token: &Token, next: &Token) -> bool {
        let title = self.stream_is_title(token);
        !title
            && next.is_capital()
            && matches!(
                next.tag,
                Tag::Determiner
                    | Tag::Pronoun
                    | Tag::Possessive
                    | Tag::Preposition
                    | Tag::Conjunction
                    | Tag::Wh
                    | Tag::WhAdverb
                    | Tag::Adverb
                    | Tag::Existential
            )
    }

    fn stream_is_title(&self, token: &Token) -> bool {
        TITLES.contains(&self.lexicon.text(token.word))
    }
}

const TITLES: [&str; 14] =
    ["mr.", "mrs.", "ms.", "dr.", "sen.", "rep.", "gov.", "gen.", "lt.", "col.", "sgt.", "rev.", "prof.", "st."];

fn is_small(token: &Token) -> bool {
    token.kind == Kind::Word && !token.is_capital()
}

/// The commonest verbs of speaking: enough to see that "“Why?” she asked" goes on.
pub(crate) struct SpeechVerbs(Vec<WordId>);

impl SpeechVerbs {
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<SpeechVerbs> = OnceLock::new();
        let words = "said says say asked asks wrote writes told tells added adds replied wondered shouted demanded continued tweeted \
                     noted declared responded explained insisted argued concluded joked recalled";
        SHIPPED.get_or_init(|| {
            let lexicon = Lexicon::shipped();
            Self(words.split_whitespace().map(|word| lexicon.find(word)).filter(|&id| id != WordId::UNKNOWN).collect())
        })
    }

    pub(crate) fn contains(&self, word: WordId) -> bool {
        word != WordId::UNKNOWN && self.0.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use crate::attribution::read;

    fn sentences(text: &str) -> Vec<&str> {
        let reading = read(text);
        let outer = reading.sentences.iter().filter(|s| s.quote.is_none());
        outer.map(|s| &text[s.start as usize..s.end as usize]).collect()
    }

    #[test]
    fn abbreviations_end_no_sentence_but_may() {
        assert_eq!(
            sentences("Mr. Obi met Sen. Roy in Washington, D.C. He left. No. 10 was silent."),
            ["Mr. Obi met Sen. Roy in Washington, D.C.", "He left.", "No. 10 was silent."]
        );
    }

    #[test]
    fn a_quotation_is_one_token() {
        assert_eq!(
            sentences("“It is late. It is dark,” she said. “Go.” They went."),
            ["“It is late. It is dark,” she said.", "“Go.”", "They went."]
        );
        assert_eq!(
            sentences("“Is it late?” Ann asked. “It is dark now.” They went."),
            ["“Is it late?” Ann asked.", "“It is dark now.”", "They went."]
        );
    }
}
