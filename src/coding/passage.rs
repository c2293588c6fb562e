//! From the words that decided to a passage that a person can read: the clause around them.

use std::ops::Range;

use super::page::Page;
use crate::lexicon::Border;

/// How far a passage reaches beyond the words that decided, in words on each side.
const REACH: usize = 20;

/// The clauses around ranges of words, joined where they touch, in order.
///
/// A clause ends at a comma, a dash, a bracket or a quotation mark; a long one is cut at [`REACH`].
pub(super) fn passages(page: &Page<'_>, decided: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut clauses: Vec<Range<usize>> = decided.into_iter().map(|words| clause(page, words)).collect();
    clauses.sort_by_key(|clause| clause.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for clause in clauses {
        match joined.last_mut() {
            Some(last) if clause.start <= last.end => last.end = last.end.max(clause.end),
            _ => joined.push(clause),
        }
    }
    joined
}

/// Whether a word goes on with the clause of the one before it.
fn runs_on(page: &Page<'_>, word: usize) -> bool {
    match page.border(word) {
        Border::Space => true,
        // The apostrophe of "customers’ information" looks like the end of a quotation.
        Border::Quote => {
            let words = &page.words.words;
            let between = words[word - 1].end as usize..words[word].start as usize;
            page.words.letters(word - 1).ends_with(['s', 'S'])
                && matches!(page.words.text.get(between), Some("’ " | "' "))
        }
        _ => false,
    }
}

/// The clause around some words.
pub(super) fn clause(page: &Page<'_>, words: Range<usize>) -> Range<usize> {
    let first = words.start.saturating_sub(REACH);
    let mut start = words.start;
    while start > first && runs_on(page, start) {
        start -= 1;
    }
    let mut end = words.end;
    while end < words.end + REACH && runs_on(page, end) {
        end += 1;
    }
    start..end
}
