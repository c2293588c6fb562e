//! The class of a token: the coarse view of a word or mark that most features share.

use super::feature::Class;
use super::lexicon::WordId;
use super::quote::Quote;
use super::tag::Tag;
use super::token::{Kind, Token, shape};

/// The class of a token: a function word by itself, any other by its part of speech.
#[must_use]
pub fn of(token: &Token, quotes: &[Quote]) -> Class {
    match token.kind {
        Kind::Dash => Class::DASH,
        Kind::Semicolon => Class::SEMICOLON,
        Kind::Ellipsis => Class::ELLIPSIS,
        Kind::Quotation if !is_full(token, &quotes[token.quote as usize]) => Class::FRAGMENT,
        Kind::Word if is_function(token) => Class::of_word(token.word),
        _ => Class::of_tag(token.tag),
    }
}

fn is_function(token: &Token) -> bool {
    token.word != WordId::UNKNOWN
        && match token.tag {
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
            | Tag::Adverb => true,
            tag => token.shape & shape::AUXILIARY != 0 && tag.is_verb(),
        }
}

/// Whether a quotation reads as a sentence or more: it begins with a capital and has several words, is long, or ends with a mark.
fn is_full(token: &Token, quote: &Quote) -> bool {
    let ended = matches!(quote.ending, Kind::Comma | Kind::Stop | Kind::Dash);
    (token.shape & shape::CAPITAL != 0 && quote.words >= 4) || quote.words >= 12 || ended
}
