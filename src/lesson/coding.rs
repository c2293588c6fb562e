//! A document to code on paper: its text in numbered lines, passages to code, lists to code with, and the key.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    material::{Actor, Material, Proposition, Saying, Voice},
    passage::{Passage, Source},
    sides::how,
    texts::Texts,
};
use crate::diagram::{
    survey::{Party, StatementRow},
    text::visible,
};
use crate::model::ClosedList as _;

/// The most passages on a sheet (a count).
const ITEMS: usize = 8;
/// The fewest that are worth a sheet.
const FEWEST: usize = 3;
/// The most lines that fit on a page with what stands above them.
const PAGE: usize = 46;
/// The most characters that a passage may reach over: what lies far apart is hard to point at.
const REACH: usize = 400;
/// The width of a line of the text (characters): it is printed with a fixed pitch, so that every sheet has the same
/// lines.
const WIDTH: usize = 78;

/// The exercise with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodingExercise {
    /// The document.
    pub source: Source,
    /// Its text in lines; an empty one stands between paragraphs and has no number.
    pub lines: Vec<String>,
    /// Who can be meant, numbered from 1 in this order.
    pub actors: Vec<Actor>,
    /// What it can be about, lettered from A in this order.
    pub propositions: Vec<Proposition>,
    /// The passages, numbered from 1 in the order of the text.
    pub items: Vec<CodingItem>,
    /// Whether the key is a settled coding or the machine's suggestion.
    pub settled: bool,
}

/// A passage to code, with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodingItem {
    /// Its number, from 1.
    pub number: usize,
    /// The lines it stands in, from 1.
    pub lines: (usize, usize),
    /// The words.
    pub passage: Passage,
    /// The actor's number in the list.
    pub actor: usize,
    /// The proposition's letter.
    pub proposition: char,
    /// `+`, `-` or `?` for conditional.
    pub stance: char,
    /// `o` own words, `r` reported, `a` alleged, `u` unattributed.
    pub voice: char,
    /// The voice in words.
    pub how: String,
    /// The statement's id.
    pub statement: String,
}

/// The letter under which a sheet codes a voice.
pub(super) const fn voice_code(voice: Voice) -> char {
    match voice {
        Voice::Quoted | Voice::Retold => 'o',
        Voice::Reported => 'r',
        Voice::Unattributed => 'u',
        Voice::Alleged => 'a',
    }
}

/// Makes the exercise of the document that suits a sheet best; `None` where none has passages enough.
pub(super) fn coding(material: &Material<'_>, texts: &Texts) -> Option<CodingExercise> {
    let best = material
        .library
        .all()
        .iter()
        .map(|source| (source, clear(material, &source.id)))
        .filter(|(_, statements)| statements.len() >= FEWEST)
        .max_by_key(|(source, statements)| {
            let voices: BTreeSet<&str> = statements.iter().map(|statement| statement.modality.id()).collect();
            let stances: BTreeSet<&str> = statements.iter().map(|statement| statement.stance.name()).collect();
            let settled = material.settled(&source.id);
            let text = material.case.documents.get(source.id.as_str()).map_or("", |document| &document.text);
            let fits = wrapped(text, WIDTH).0.len() <= PAGE;
            let variety = statements.len().min(ITEMS) + voices.len() + stances.len();
            (settled, fits, variety, std::cmp::Reverse(source.number))
        });
    let (source, statements) = best?;
    let text = &material.case.documents.get(source.id.as_str())?.text;
    let (lines, starts) = wrapped(text, WIDTH);
    let actors = actors(&statements);
    let propositions: Vec<Proposition> = material.propositions.values().cloned().collect();
    let items = statements
        .iter()
        .take(ITEMS)
        .filter_map(|statement| {
            let passage = material.library.passage(&material.survey, &statement.id)?;
            let (first, last) = (passage.pieces.first()?.start, passage.pieces.last()?.end);
            let saying = saying(material, statement)?;
            Some(CodingItem {
                number: 0,
                lines: (line_of(&starts, first), line_of(&starts, last.saturating_sub(1))),
                actor: actors.iter().position(|actor| actor.id == statement.actor.id)? + 1,
                proposition: letter(propositions.iter().position(|on| on.id == statement.topic.id)?),
                stance: match statement.stance.name() {
                    "support" => '+',
                    "oppose" => '-',
                    _ => '?',
                },
                voice: voice_code(saying.voice),
                how: how(saying, texts),
                statement: statement.id.clone(),
                passage,
            })
        })
        .zip(1..)
        .map(|(item, number)| CodingItem { number, ..item })
        .collect();
    Some(CodingExercise {
        settled: material.settled(&source.id),
        source: source.clone(),
        lines,
        actors,
        propositions,
        items,
    })
}

fn letter(at: usize) -> char {
    ('A'..='Z').nth(at).unwrap_or('Z')
}

fn saying<'m>(material: &'m Material<'_>, statement: &StatementRow) -> Option<&'m Saying> {
    material.sayings.iter().find(|saying| saying.statements.contains(&statement.id))
}

/// The statements of a document whose passages no other statement shares, in the order of the text.
fn clear<'m>(material: &'m Material<'_>, document: &str) -> Vec<&'m StatementRow> {
    let of_document: Vec<(&StatementRow, Passage)> = material
        .survey
        .statements
        .iter()
        .filter(|statement| statement.document == document)
        .filter_map(|statement| Some((statement, material.library.passage(&material.survey, &statement.id)?)))
        .collect();
    let mut clear: Vec<(usize, &StatementRow)> = of_document
        .iter()
        .filter(|(statement, passage)| {
            of_document.iter().all(|(other, taken)| other.id == statement.id || !taken.overlaps(passage))
        })
        .filter_map(|(statement, passage)| {
            let (first, last) = (passage.pieces.first()?, passage.pieces.last()?);
            (last.end - first.start <= REACH).then_some((first.start, *statement))
        })
        .collect();
    clear.sort_by_key(|(start, statement)| (*start, &statement.id));
    clear.into_iter().map(|(_, statement)| statement).collect()
}

/// Whoever the statements have to do with, by name.
fn actors(statements: &[&StatementRow]) -> Vec<Actor> {
    let parties: BTreeSet<&Party> = statements
        .iter()
        .flat_map(|statement| {
            [&statement.actor]
                .into_iter()
                .chain(&statement.ascribers)
                .chain(&statement.addressees)
                .chain(&statement.targets)
        })
        .collect();
    let mut actors: Vec<Actor> = parties.into_iter().map(Actor::of).collect();
    actors.sort_by(|a, b| a.label.cmp(&b.label));
    actors.dedup_by(|a, b| a.id == b.id);
    actors
}

/// A text in lines of at most so many characters, and the code point at which each begins.
fn wrapped(text: &str, width: usize) -> (Vec<String>, Vec<usize>) {
    let (mut lines, mut starts) = (Vec::new(), Vec::new());
    let mut point = 0;
    for paragraph in text.split('\n') {
        let chars: Vec<char> = paragraph.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let rest = &chars[at..];
            let end = if rest.len() <= width {
                rest.len()
            } else {
                rest[..=width].iter().rposition(|c| c.is_whitespace()).filter(|end| *end > 0).unwrap_or(width)
            };
            let line: String = rest[..end].iter().collect();
            if !line.trim().is_empty() {
                lines.push(visible(&line));
                starts.push(point + at);
            }
            at += end;
            while chars.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
        }
        if chars.iter().all(|c| c.is_whitespace()) && lines.last().is_some_and(|line: &String| !line.is_empty()) {
            lines.push(String::new());
            starts.push(point);
        }
        point += chars.len() + 1;
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
        starts.pop();
    }
    // Only lines with text are numbered.
    let starts = lines.iter().zip(starts).filter(|(line, _)| !line.is_empty()).map(|(_, start)| start).collect();
    (lines, starts)
}

/// The number of the line in which a code point stands, from 1.
fn line_of(starts: &[usize], point: usize) -> usize {
    starts.partition_point(|start| *start <= point).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_begin() {
        let text = "one two three\n\nfour\nfive";
        let (lines, starts) = wrapped(text, 8);
        assert_eq!(lines, ["one two", "three", "", "four", "five"]);
        assert_eq!(starts, [0, 8, 15, 20]);
        for (point, line) in [(0, 1), (7, 1), (8, 2), (12, 2), (15, 3), (19, 3), (20, 4), (99, 4)] {
            assert_eq!(line_of(&starts, point), line, "{point}");
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_and_an_empty_text_has_no_lines() {
        assert_eq!(wrapped("abcdefghij", 4).0, ["abcd", "efgh", "ij"]);
        assert!(wrapped("\n\n", 4).0.is_empty());
    }
}
