//! Noun phrases without their complements: "the former minister", "Ann Lee", "who", "their".

use super::tag::Tag;
use super::token::{Kind, Token};

/// What kind of noun phrase it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum PhraseKind {
    /// A personal pronoun.
    Pronoun,
    /// A relative or question word: who, which.
    Relative,
    /// Headed by a name.
    Name,
    /// With a determiner or possessive pronoun.
    Determined,
    /// Common nouns without a determiner.
    Bare,
    /// A determiner or quantity by itself: some, many, both.
    Quantity,
    /// A possessive pronoun by itself, which owns the phrase after it.
    Possessor,
}

/// A noun phrase; offsets are places in the token slice it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The first token.
    pub start: u32,
    /// The token after the last.
    pub end: u32,
    /// The token of the head noun.
    pub head: u32,
    /// What kind it is.
    pub kind: PhraseKind,
    /// Whether a possessive 's follows.
    pub genitive: bool,
}

/// Appends the noun phrases of a sentence's tokens to `phrases`, in order.
pub fn phrases(tokens: &[Token], phrases: &mut Vec<Phrase>) {
    let mut at = 0;
    while at < tokens.len() {
        match phrase_at(tokens, at) {
            Some(phrase) => {
                at = phrase.end as usize;
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
}

fn phrase_at(tokens: &[Token], start: usize) -> Option<Phrase> {
    let single =
        |kind| Some(Phrase { start: start as u32, end: start as u32 + 1, head: start as u32, kind, genitive: false });
    match tokens[start].tag {
        Tag::Pronoun => single(PhraseKind::Pronoun),
        Tag::Wh => single(PhraseKind::Relative),
        Tag::Possessive => single(PhraseKind::Possessor),
        Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number => grow(tokens, start),
        Tag::VerbIng | Tag::VerbParticiple | Tag::Adverb
            if tokens.get(start + 1).is_some_and(|next| next.tag.is_nominal())
                && tokens[start].tag != Tag::Adverb
                && follows_article(tokens, start) =>
        {
            grow(tokens, start)
        }
        _ => None,
    }
}

fn follows_article(tokens: &[Token], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1].tag, Tag::Possessive | Tag::Genitive)
}

fn grow(tokens: &[Token], start: usize) -> Option<Phrase> {
    let mut end = start;
    let mut head = None;
    let mut name = false;
    while end < tokens.len() {
        let tag = tokens[end].tag;
        match tag {
            Tag::Noun | Tag::Nouns | Tag::Name => {
                head = Some(end);
                name = tag == Tag::Name;
            }
            Tag::Number => head = head.or(Some(end)),
            Tag::Adjective => {}
            // "some", "all the": a determiner only at the beginning, or after another.
            Tag::Determiner if end == start || tokens[end - 1].tag == Tag::Determiner => {}
            Tag::VerbIng | Tag::VerbParticiple | Tag::Adverb if goes_on(tokens, start, end) => {}
            Tag::VerbIng if inside_title(tokens, end) => {}
            Tag::Conjunction if joins_names(tokens, start, end) => {}
            Tag::Quote if short_quotation(tokens, end) && end > start && head.is_none() => head = Some(end),
            _ => break,
        }
        end += 1;
    }
    if end == start {
        return None;
    }
    let genitive = tokens.get(end).is_some_and(|next| next.tag == Tag::Genitive);
    let kind = match (tokens[start].tag, head) {
        (_, Some(_)) if name => PhraseKind::Name,
        (Tag::Determiner, Some(_)) => PhraseKind::Determined,
        (_, Some(_)) => PhraseKind::Bare,
        (_, None) => PhraseKind::Quantity,
    };
    let head = head.unwrap_or(end - 1) as u32;
    Some(Phrase { start: start as u32, end: end as u32, head, kind, genitive })
}

/// A participle or adverb inside a phrase: "the alleged plot", "a very old man".
fn goes_on(tokens: &[Token], start: usize, at: usize) -> bool {
    let determined = tokens[start..at]
        .iter()
        .all(|token| matches!(token.tag, Tag::Determiner | Tag::Adjective | Tag::Adverb | Tag::Number));
    let next = tokens.get(at + 1).map_or(Tag::Other, |token| token.tag);
    determined
        && match tokens[at].tag {
            Tag::Adverb => matches!(next, Tag::Adjective | Tag::VerbParticiple | Tag::VerbIng),
            _ => next.is_nominal() || next == Tag::Adjective,
        }
}

/// "chief operating officer Ann Lee": between a noun and a noun that a name follows.
fn inside_title(tokens: &[Token], at: usize) -> bool {
    let tag = |at: usize| tokens.get(at).map_or(Tag::Other, |token| token.tag);
    at > 0 && tag(at - 1) == Tag::Noun && matches!(tag(at + 1), Tag::Noun | Tag::Nouns) && tag(at + 2) == Tag::Name
}

/// "Johnson & Johnson".
fn joins_names(tokens: &[Token], start: usize, at: usize) -> bool {
    at > start
        && tokens[at].kind == Kind::Other
        && tokens[at - 1].tag == Tag::Name
        && tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Name)
}

fn short_quotation(tokens: &[Token], at: usize) -> bool {
    tokens[at].kind == Kind::Quotation && tokens[at].end - tokens[at].start < 40
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::read;

    fn found(text: &str) -> Vec<&str> {
        let reading = read(text);
        let tokens = &reading.stream[reading.sentences[0].range()];
        let mut list = Vec::new();
        phrases(tokens, &mut list);
        list.iter()
            .map(|p| &text[tokens[p.start as usize].start as usize..tokens[p.end as usize - 1].end as usize])
            .collect()
    }

    #[test]
    fn phrases_are_cut_at_verbs_prepositions_and_possessives() {
        assert_eq!(
            found("The former minister told the paper’s reporters in London that they had won."),
            ["The former minister", "the paper", "reporters", "London", "they"]
        );
    }
}
