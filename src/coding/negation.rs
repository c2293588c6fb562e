//! What a "not" reaches.

use super::page::Page;
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
};

/// How far before a word a negation is looked for.
const REACH: usize = 6;
/// Words that a negation passes through on its way to what it negates.
static OPEN: WordList = WordList::new(
    "willing going prepared ready able want plan intend be been any one asking seeking trying about need \
    to in of",
);

/// The word that negates what begins at `start`, if any.
pub(super) fn negator(page: &Page<'_>, start: usize) -> Option<usize> {
    let sentence = page.sentence(start);
    let mut word = start;
    while word > sentence.start && start - word < REACH && page.border(word) <= Border::Quote {
        word -= 1;
        let class = page.class(word);
        if class.any(Class::NEGATION) {
            return (!not_only(page, word)).then_some(word);
        }
        let lower = page.lower(word);
        if lower == "before" && is_rather_than(page, word, sentence.start) {
            return Some(word);
        }
        if matches!(lower.as_str(), "it" | "they" | "he" | "she" | "we" | "i")
            && word > sentence.start
            && page.lower(word - 1) == "before"
            && is_rather_than(page, word - 1, sentence.start)
        {
            return Some(word - 1);
        }
        if matches!(lower.as_str(), "than" | "of")
            && word > sentence.start
            && matches!(page.lower(word - 1).as_str(), "rather" | "instead")
        {
            return Some(word - 1);
        }
        if lower == "than" {
            // "would rather leave than weaken".
            let nearest = word.saturating_sub(12).max(sentence.start);
            return (nearest..word).find(|at| page.lower(*at) == "rather");
        }
        let passes = class.any(Class::AUXILIARY.or(Class::MODAL).or(Class::ADVERB).or(Class::TO).or(Class::DETERMINER))
            || page.tag(word) == Tag::Adjective
            || OPEN.contains(&lower)
            || lower.ends_with("ly");
        if !passes {
            return None;
        }
    }
    None
}

/// "would leave the country before it complied": it would not comply.
fn is_rather_than(page: &Page<'_>, before: usize, first: usize) -> bool {
    (before.saturating_sub(10).max(first)..before)
        .any(|word| matches!(page.lower(word).as_str(), "would" | "'d" | "sooner"))
}

/// Whether a negation only sets one thing against another: "a single case, not a general back door".
pub(super) fn is_contrast(page: &Page<'_>, negator: usize) -> bool {
    page.border(negator) == Border::Comma && page.lower(negator) == "not"
}

/// "not only", "not just": no negation.
fn not_only(page: &Page<'_>, word: usize) -> bool {
    matches!(page.lower(word + 1).as_str(), "only" | "just" | "merely" | "simply")
}
