//! The parts of a source: name, role, organisation's name in front, appositions, so that "BlackBerry chief operating
//! officer Marty Beard" gives a person and a role at once.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::phrase::{Phrase, PhraseKind};
use super::tag::Tag;
use super::token::{Kind, Token};
use super::{Found, Reading};

/// The parts of a source; all ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The noun phrase that the source is headed by, without what follows it.
    pub head: Option<Range<usize>>,
    /// The kind of that noun phrase.
    pub kind: Option<PhraseKind>,
    /// A name in the head: the last run of names, titles left out.
    pub name: Option<Range<usize>>,
    /// The words before the name in the same phrase: "chief operating officer", "Sen.", "the former minister".
    pub role: Option<Range<usize>>,
    /// A name before the role: "BlackBerry" in "BlackBerry chief operating officer Marty Beard".
    pub affiliation: Option<Range<usize>>,
    /// What is put after the head between commas: "CEO of Open-Xchange".
    pub appositions: Vec<Range<usize>>,
    /// Prepositional complements of the head: "of the Human Rights Council".
    pub complements: Vec<Range<usize>>,
}

/// The parts of an attribution's source.
#[must_use]
pub fn of(reading: &Reading<'_>, found: &Found) -> Source {
    match found.source.first() {
        Some(range) => parse(reading, found.sentence as usize, range),
        None => Source::default(),
    }
}

/// The parts of the source at a byte range of a sentence.
#[must_use]
pub fn parse(reading: &Reading<'_>, sentence: usize, range: &Range<usize>) -> Source {
    let view = reading.view(sentence);
    let start = view.tokens.partition_point(|token| (token.end as usize) <= range.start);
    let end = view.tokens.partition_point(|token| (token.start as usize) < range.end);
    if start >= end {
        return Source::default();
    }
    let phrases: Vec<Phrase> = view
        .phrases
        .iter()
        .copied()
        .filter(|phrase| phrase.start as usize >= start && phrase.end as usize <= end)
        .collect();
    let mut source = Source::default();
    let Some(first) = phrases.first() else {
        return source;
    };
    let head_end = head_end(view.tokens, &phrases, end);
    let head_start = first.start as usize;
    source.kind = Some(first.kind);
    source.head = Some(bytes(view.tokens, head_start, head_end));
    split_head(view.tokens, view.lexicon, head_start, head_end, &mut source);
    split_rest(view.tokens, head_end, end, &mut source);
    source
}

fn bytes(tokens: &[Token], start: usize, end: usize) -> Range<usize> {
    tokens[start].start as usize..tokens[end - 1].end as usize
}

/// "Democracy Corps’ Stan Greenberg": the head goes on over possessive endings.
fn head_end(tokens: &[Token], phrases: &[Phrase], end: usize) -> usize {
    let mut last = phrases[0];
    for next in &phrases[1..] {
        if !(last.genitive && next.start == last.end + 1) {
            break;
        }
        last = *next;
    }
    (last.end as usize).min(end).min(tokens.len())
}

/// Finds name, role and affiliation inside the head.
fn split_head(tokens: &[Token], lexicon: &Lexicon, start: usize, end: usize, source: &mut Source) {
    let is_name = |at: usize| tokens[at].tag == Tag::Name && !is_title(&tokens[at], lexicon);
    let Some(last) = (start..end).rev().find(|&at| is_name(at)) else {
        return;
    };
    if last + 1 != end {
        // "the Pakistani government", "White House officials": the name is no person's, the phrase is a description.
        let first = (start..end).find(|&at| is_name(at)).unwrap_or(last);
        source.affiliation = Some(bytes(tokens, first, last + 1));
        source.role = Some(bytes(tokens, last + 1, end));
        return;
    }
    let first = (start..=last).rev().take_while(|&at| is_name(at)).last().unwrap_or(last);
    source.name = Some(bytes(tokens, first, end));
    if first == start {
        return;
    }
    let leading = (start..first).take_while(|&at| is_name(at)).count();
    let role_start = start + leading + usize::from(tokens[start + leading].tag == Tag::Genitive);
    if leading > 0 {
        source.affiliation = Some(bytes(tokens, start, start + leading));
    }
    if role_start < first {
        source.role = Some(bytes(tokens, role_start, first));
    }
}

/// Words before a name that are no part of it.
const TITLES: [&str; 40] = [
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "sen.",
    "rep.",
    "gov.",
    "gen.",
    "lt.",
    "col.",
    "sgt.",
    "rev.",
    "prof.",
    "president",
    "senator",
    "representative",
    "governor",
    "secretary",
    "minister",
    "prime",
    "chairman",
    "chairwoman",
    "chief",
    "director",
    "officer",
    "executive",
    "mayor",
    "judge",
    "justice",
    "attorney",
    "general",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "professor",
    "king",
    "queen",
    "pope",
    "ceo",
    "deputy",
];

fn is_title(token: &Token, lexicon: &Lexicon) -> bool {
    TITLES.contains(&lexicon.text(token.word))
}

/// Cuts what follows the head into appositions and complements.
fn split_rest(tokens: &[Token], head_end: usize, end: usize, source: &mut Source) {
    let mut start = head_end;
    let mut apposition = false;
    for at in head_end..=end {
        if at < end && tokens[at].kind != Kind::Comma {
            continue;
        }
        if start < at {
            let part = bytes(tokens, start, at);
            if apposition { source.appositions.push(part) } else { source.complements.push(part) }
        }
        apposition = true;
        start = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::prepare;

    fn parsed(text: &str, source: &str) -> (Source, impl Fn(&Option<Range<usize>>) -> String) {
        let reading = prepare(text);
        let start = text.find(source).expect("the source is in the text");
        let owned = text.to_owned();
        (parse(&reading, 0, &(start..start + source.len())), move |range| {
            range.clone().map_or(String::new(), |range| owned[range].to_owned())
        })
    }

    #[test]
    fn a_role_and_an_organisation_before_a_name() {
        let (source, text) = parsed(
            "Northwind chief operating officer Ann Lee said it was late.",
            "Northwind chief operating officer Ann Lee",
        );
        assert_eq!(text(&source.affiliation), "Northwind");
        assert_eq!(text(&source.role), "chief operating officer");
        assert_eq!(text(&source.name), "Ann Lee");
    }

    #[test]
    fn an_apposition_after_a_name() {
        let (source, text) =
            parsed("Tom Obi, head of the Harbour Union, said it was late.", "Tom Obi, head of the Harbour Union");
        assert_eq!(text(&source.name), "Tom Obi");
        assert_eq!(source.appositions.len(), 1);
        assert_eq!(text(&source.appositions.first().cloned()), "head of the Harbour Union");
    }
}
