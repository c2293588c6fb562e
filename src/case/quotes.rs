//! Quotations that no longer stand where the annotations say, and where they went.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    diagnostic::{Diagnostic, line_and_column},
    model::{AnnotationSet, Document, Offsets, Span},
    rdf::ClaimedQuote,
};

/// A quotation that is elsewhere now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where the annotations say it is.
    pub from: Span,
    /// Where it is, if it was found.
    pub to: Option<Span>,
}

/// The quotations whose words are not at their offsets.
pub(super) fn moved(document: &Document, quotes: &[ClaimedQuote]) -> Vec<(usize, Moved)> {
    let offsets = Offsets::new(&document.text);
    quotes
        .iter()
        .enumerate()
        .filter(|(_, quote)| offsets.slice(quote.span) != Some(&quote.exact))
        .map(|(index, quote)| {
            let to = find_again(&document.text, quote).map(|bytes| offsets.span(bytes));
            (index, Moved { from: quote.span, to })
        })
        .collect()
}

/// Finds words again, preferring the place with the most of the old context around it. Two places that fit
/// equally well are none: a guess would put words in somebody's mouth.
pub(crate) fn find_again(text: &str, quote: &ClaimedQuote) -> Option<Range<usize>> {
    if quote.exact.is_empty() {
        return None;
    }
    let mut candidates: Vec<(usize, usize)> = text
        .match_indices(&quote.exact)
        .map(|(byte, _)| {
            let end = byte + quote.exact.len();
            let before = common(text[..byte].chars().rev(), quote.prefix.chars().rev());
            let after = common(text[end..].chars(), quote.suffix.chars());
            (before + after, byte)
        })
        .collect();
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    match candidates.as_slice() {
        [] => None,
        [(best, _), (second, _), ..] if best == second => None,
        [(_, byte), ..] => Some(*byte..byte + quote.exact.len()),
    }
}

fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// The findings about moved quotations, in the words of a person.
pub(super) fn findings(document: &Document, quotes: &[ClaimedQuote], moved: &[(usize, Moved)]) -> Vec<Diagnostic> {
    let offsets = Offsets::new(&document.text);
    moved
        .iter()
        .map(|(index, place)| {
            let quote = &quotes[*index];
            let words = shortened(&quote.exact);
            let finding = Diagnostic::error(
                "moved-quote",
                format!(
                    "the words “{words}” no longer stand at {}-{} of {}",
                    place.from.start, place.from.end, document.slug
                ),
            )
            .label(quote.iri.clone());
            match place.to {
                Some(to) => {
                    let byte = offsets.byte_of(to.start).unwrap_or_default();
                    let (line, _) = line_and_column(&document.text, byte);
                    finding.help(format!(
                        "they stand at {}-{} now (line {line} of the text); `stancegraph check --repair` moves them",
                        to.start, to.end
                    ))
                }
                None => finding.help(
                    "they were not found again, or in several places: undo the edit of the document, or code the passage anew",
                ),
            }
        })
        .collect()
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(48).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short.replace('\n', " ")
}

/// Moves the spans of a set to where their words are now; returns how many moved.
///
/// Ids stay: the find is the same, only the text around it was edited.
pub fn repair(set: &mut AnnotationSet, moved: &[Moved]) -> usize {
    let places: BTreeMap<Span, Span> = moved.iter().filter_map(|place| Some((place.from, place.to?))).collect();
    let mut count = 0;
    let mut shift = |spans: &mut Vec<Span>| {
        for span in spans.iter_mut() {
            if let Some(to) = places.get(span) {
                *span = *to;
                count += 1;
            }
        }
        spans.sort_unstable();
    };
    for found in &mut set.attributions {
        shift(&mut found.source);
        shift(&mut found.cue);
        shift(&mut found.content);
    }
    for found in &mut set.statements {
        shift(&mut found.evidence);
    }
    for found in &mut set.facts {
        shift(&mut found.evidence);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(exact: &str, prefix: &str, suffix: &str) -> ClaimedQuote {
        ClaimedQuote {
            iri: String::new(),
            span: Span::new(0, 1),
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        }
    }

    #[test]
    fn context_decides_between_equal_words() {
        let text = "He said no. She said no.";
        assert_eq!(find_again(text, &quote("no", "She said ", ".")), Some(21..23));
        assert_eq!(find_again(text, &quote("no", "", "")), None, "no guess");
        assert_eq!(find_again(text, &quote("yes", "", "")), None);
    }
}
