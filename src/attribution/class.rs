//! The class of a token: the coarse view of a word or mark that most features share.

use super::feature::Class;
use super::lexicon::WordId;
use super::quote::Quote;
use super::tag::{TAGS, Tag, by_tag};
use super::token::{Kind, Token, shape};

/// The class of a token: a function word by itself, any other by its part of speech.
#[must_use]
pub fn of(token: &Token, quotes: &[Quote]) -> Class {
    match token.kind {
        Kind::Word if is_function(token) => Class::of_word(token.word),
        Kind::Dash => Class::DASH,
        Kind::Semicolon => Class::SEMICOLON,
        Kind::Ellipsis => Class::ELLIPSIS,
        Kind::Quotation if !is_full(token, &quotes[token.quote as usize]) => Class::FRAGMENT,
        _ => Class::of_tag(token.tag),
    }
}

fn is_function(token: &Token) -> bool {
    (token.word != WordId::UNKNOWN) & (FUNCTION[token.tag as usize] & (ALWAYS | token.shape & shape::AUXILIARY) != 0)
}

/// Bits of a tag: whether a word with it is a function word, always or if it is an auxiliary.
const FUNCTION: [u8; TAGS.len()] = by_tag!(function);
const ALWAYS: u8 = 1;

const fn function(tag: Tag) -> u8 {
    match tag {
        Tag::Determiner
        | Tag::Pronoun
        | Tag::Possessive
        | Tag::Modal
        | Tag::Preposition
        | Tag::To
        | Tag::Conjunction
        | Tag::Wh
        | Tag::WhAdverb
        | Tag::Particle
        | Tag::Existential
        | Tag::Genitive
        | Tag::Adverb => ALWAYS,
        tag if tag.is_verb() => shape::AUXILIARY,
        _ => 0,
    }
}

/// Whether a quotation reads as a sentence or more: it begins with a capital and has several words, is long, or ends with a mark.
fn is_full(token: &Token, quote: &Quote) -> bool {
    let ended = matches!(quote.ending, Kind::Comma | Kind::Stop | Kind::Dash);
    (token.shape & shape::CAPITAL != 0 && quote.words >= 4) || quote.words >= 12 || ended
}
