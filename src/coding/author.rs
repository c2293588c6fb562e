//! Who writes a text that speaks in the first person: the author of an opinion piece, the writers of letters to the
//! editor. What nobody else in it says is theirs.

use std::ops::Range;

use super::{
    cast::{Cast, Holder},
    page::Page,
};
use crate::lexicon::Class;

/// How often somebody must say "I" outside quotations for a text to be their own.
const FIRST_PERSON: usize = 3;
/// How far from the beginning of a text a byline may stand, in lines.
const BYLINE: usize = 6;
/// How letters to the editor begin.
const LETTER: &str = "To the Editor";

/// The authors of a text, each with the sentences that are theirs. `free` says whether a word is nobody else's.
pub(super) fn authors(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    free: impl Fn(usize) -> bool,
) -> Vec<(Holder, Vec<Range<usize>>)> {
    let letters = letters(page, cast);
    if !letters.is_empty() {
        return letters;
    }
    let first_person = page.words.sentences.iter().cloned().flatten().filter(|word| is_i(page, *word) && free(*word));
    if first_person.take(FIRST_PERSON).count() < FIRST_PERSON {
        return Vec::new();
    }
    let Some((name, end)) = byline(page.words.text) else { return Vec::new() };
    let words = page.words.within(name);
    let Some(holder) = cast.author(words) else { return Vec::new() };
    let own = page.words.sentences.iter().filter(|sentence| page.words.words[sentence.start].start as usize >= end);
    vec![(holder, own.cloned().collect())]
}

fn is_i(page: &Page<'_>, word: usize) -> bool {
    page.class(word).any(Class::SPEAKER) && matches!(page.words.letters(word), "I" | "my" | "My" | "me")
}

/// The name in a line "By Walter Hendricks" near the beginning, in bytes, and the end of the line.
fn byline(text: &str) -> Option<(Range<usize>, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n').take(BYLINE * 2) {
        let end = start + line.len();
        let name = line.trim_end().strip_prefix("By ").or_else(|| line.trim_end().strip_prefix("BY "));
        if let Some(name) = name.filter(|name| is_name(name)) {
            return Some((start + 3..start + 3 + name.len(), end));
        }
        start = end;
    }
    None
}

/// Two to four words with capitals and nothing else: a reporter's line goes on with a post or a paper.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        })
}

/// Letters to the editor: the sentences from each address to the line in capitals that signs it.
fn letters(page: &Page<'_>, cast: &mut Cast<'_, '_>) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let mut letters = Vec::new();
    for (at, _) in text.match_indices(LETTER) {
        let body = at + LETTER.len();
        let end = text[body..].find(LETTER).map_or(text.len(), |next| body + next);
        let mut start = body;
        for line in text[body..end].split_inclusive('\n') {
            let name = line.trim();
            let signed = is_name(name) && !name.chars().any(char::is_lowercase);
            if signed {
                let begins = start + line.len() - line.trim_start().len();
                let holder = cast.author(page.words.within(begins..begins + name.len()));
                let within = |sentence: &&Range<usize>| {
                    let first = page.words.words[sentence.start].start as usize;
                    first >= body && first < begins
                };
                let own = page.words.sentences.iter().filter(within).cloned().collect();
                letters.extend(holder.map(|holder| (holder, own)));
                break;
            }
            start += line.len();
        }
    }
    letters
}
