//! A sentence as the choosers see it: tokens, noun phrases, and questions asked of them again and again.

use super::feature::Class;
use super::lexicon::{Lexicon, WordId};
use super::phrase::Phrase;
use super::quote::Quote;
use super::tag::Tag;
use super::token::{Kind, Token, shape};

/// A sentence with what is needed to judge its parts; places are offsets into `tokens`.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The words of the reader.
    pub lexicon: &'a Lexicon,
    /// The tokens, quotations read as one.
    pub tokens: &'a [Token],
    /// The noun phrases.
    pub phrases: &'a [Phrase],
    /// The quotations of the whole text.
    pub quotes: &'a [Quote],
    /// Whether there is a quotation among the tokens.
    pub quotations: bool,
    /// Whether the sentence is inside a quotation.
    pub quoted: bool,
    /// Whether the sentence is a heading.
    pub heading: bool,
    /// A quotation that opens the next block, when this sentence ends its own block.
    pub next_quote: Option<u32>,
}

impl View<'_> {
    /// The token at a place.
    #[must_use]
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The part of speech at a place; [`Tag::Other`] beyond the borders.
    #[must_use]
    pub fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Other, |token| token.tag)
    }

    /// The word at a place.
    #[must_use]
    pub fn word(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// The lemma at a place.
    #[must_use]
    pub fn lemma(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |token| token.lemma)
    }

    /// The class of the token `back` places before `at`.
    #[must_use]
    pub fn before(&self, at: usize, back: usize) -> Class {
        at.checked_sub(back).map_or(Class::EDGE, |at| self.class(at))
    }

    /// The class of a token: a function word by itself, any other by its part of speech.
    #[must_use]
    pub fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map_or(Class::EDGE, |token| token.class)
    }

    /// A form of be, have or do.
    #[must_use]
    pub fn is_auxiliary(&self, token: &Token) -> bool {
        token.shape & shape::AUXILIARY != 0 && token.tag.is_verb()
    }

    /// Whether a quotation reads as a sentence or more.
    #[must_use]
    pub fn is_full_quotation(&self, token: &Token) -> bool {
        token.class == Class::of_tag(Tag::Quote)
    }

    /// How the quotation at a place ends: 0 no quotation, 1 comma, 2 stop, 3 dash or ellipsis, 4 nothing.
    #[must_use]
    pub fn ending(&self, at: usize) -> u8 {
        let Some(token) = self.tokens.get(at).filter(|token| token.kind == Kind::Quotation) else {
            return 0;
        };
        match self.quotes[token.quote as usize].ending {
            Kind::Comma => 1,
            Kind::Stop => 2,
            Kind::Dash | Kind::Ellipsis => 3,
            _ => 4,
        }
    }

    /// Whether there is a verb that carries a clause in a range of places.
    #[must_use]
    pub fn has_finite(&self, start: usize, end: usize) -> bool {
        let Some(last) = end.min(self.tokens.len()).checked_sub(1).filter(|&last| last >= start) else {
            return false;
        };
        self.tokens[last].finite_before > self.tokens[start].finite_before || self.tokens[last].tag.is_finite()
    }

    /// The index of the first phrase that begins at or after a place.
    #[must_use]
    pub fn phrase_from(&self, at: usize) -> usize {
        self.phrases.partition_point(|phrase| (phrase.start as usize) < at)
    }

    /// The index after the last phrase that ends at or before a place.
    #[must_use]
    pub fn phrases_until(&self, at: usize) -> usize {
        self.phrases.partition_point(|phrase| phrase.end as usize <= at)
    }
}

/// A count as a small number: 0, 1, 2, 3-4, 5-7, 8-12, 13-20, more.
#[must_use]
pub fn bucket(count: usize) -> u8 {
    match count {
        0..=2 => count as u8,
        3..=4 => 3,
        5..=7 => 4,
        8..=12 => 5,
        13..=20 => 6,
        21..=32 => 7,
        _ => 8,
    }
}
