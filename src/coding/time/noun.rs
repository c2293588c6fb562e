//! Nouns of what somebody says something in: at a hearing, in a letter.

use super::super::page::Page;
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
};

/// What is written or printed, and so can be a source by itself.
static DOCUMENTS: WordList = WordList::new(
    "statement statements letter letters post posts tweet tweets essay editorial editorials article articles column memo \
    memorandum email emails mail mails message messages filing filings brief briefs motion lawsuit complaint suit \
    petition report reports paper study survey poll announcement release blog note notes ruling decision order judgment \
    judgement opinion verdict indictment affidavit document documents transcript submission declaration resolution \
    communique bulletin advisory notice declaration interview story analysis audit assessment review",
);
/// On what occasion somebody speaks.
static OCCASIONS: WordList = WordList::new(
    "hearing hearings interviews speech speeches conference briefing testimony meeting meetings debate debates call \
    address remarks comments appearance panel session summit rally rallies forum event reception dinner lunch breakfast \
    hall broadcast show program programme podcast video deposition discussion conversation talk lecture keynote \
    convention gathering fundraiser exchange response reply posting ad advertisement book arguments proceedings",
);

/// Whether a word names what somebody says something in.
pub(super) fn is_of_speech(page: &Page<'_>, word: usize) -> bool {
    // ", meeting with him in July".
    let verb = page.tag(word) == Tag::VerbIng && page.border(word) >= Border::Comma;
    !verb && (is_document(page, word) || OCCASIONS.contains(&page.lower(word)))
}

/// Whether a word names a text.
pub(super) fn is_document(page: &Page<'_>, word: usize) -> bool {
    DOCUMENTS.contains(&page.lower(word))
}

/// The end of the noun phrase that goes on at a word, if its head is one of speech: the "Senate hearing" of "Tuesday's
/// Senate hearing".
pub(super) fn described(page: &Page<'_>, from: usize, end: usize) -> Option<usize> {
    let nominal = |word: usize| {
        page.border(word) <= Border::Quote
            && page.class(word) == Class::default()
            && (page.tag(word).is_nominal() || page.tag(word) == Tag::Adjective)
    };
    let last = (from..end.min(from + 5)).take_while(|word| nominal(*word)).last()?;
    is_of_speech(page, last).then_some(last + 1)
}
