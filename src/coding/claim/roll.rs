//! Lists of those who are on a side, and those whose draft it is: "Signatories include", "backed by Apple and Google",
//! "a bill by Representative Lyle Trosclair".

use std::ops::Range;

use super::{
    super::cast::Holder,
    Claimer,
    telling::{Passage, Telling},
};
use crate::lexicon::{Border, Class, WordList};

/// How much it counts to stand in a list of those who share a stance.
const ROLL: f32 = 0.6;
/// How far behind its first words the names of a list may reach, in words.
const LONGEST: usize = 60;
/// The most words of one name in a list, with what is said of it.
const NAME: usize = 9;

/// Names in a sentence, and the words that tell what those who are named hold.
struct Roll {
    names: Range<usize>,
    /// Whether the sentence before tells it.
    before: bool,
}

impl Claimer<'_, '_, '_> {
    /// Who stands in a list in a sentence, or has a draft there, is weighed by what the sentence says, or the one
    /// before it where this one only names them.
    pub(super) fn roll(&mut self, number: usize) -> Option<Passage> {
        let sentence = self.page.words.sentences[number].clone();
        if self.page.is_title_case(sentence.start) {
            return None;
        }
        let roll = self
            .signed(&sentence)
            .or_else(|| self.members(number))
            .or_else(|| self.supporters(number))
            .or_else(|| self.drafted(&sentence))?;
        let names = roll.names.clone();
        let holders = self.named_one_by_one(names.clone());
        let words: Vec<usize> = if roll.before {
            self.page.words.sentences[number - 1].clone().collect()
        } else {
            sentence
                .clone()
                .filter(|word| !names.contains(word) || names.end == sentence.end && names.len() > NAME)
                .collect()
        };
        let last = names.end.checked_sub(1).filter(|_| !holders.is_empty() && !words.is_empty())?;
        let shown = sentence.start..if roll.before { last + 1 } else { sentence.end };
        Some(Passage { holders, voice: None, telling: Telling::Roll, words, shown, weight: ROLL })
    }

    /// "The group includes Whitfield Diffie and Ronald Rivest", "Among them are".
    fn members(&self, number: usize) -> Option<Roll> {
        static HOLD: WordList = WordList::new(
            "include includes included including are were is was bears bear bore carries carried names lists",
        );
        static ROLLS: WordList = WordList::new(
            "signatories signers signatory group groups coalition authors members critics opponents supporters backers \
            sponsors cosponsors others them those letter brief allies skeptics",
        );
        let sentence = self.page.words.sentences[number].clone();
        let lower = |word: usize| self.page.lower(word);
        let verb = sentence.clone().take(14).find(|word| {
            let first = sentence.start.max(word.saturating_sub(5));
            HOLD.contains(&lower(*word)) && (first..*word).any(|before| ROLLS.contains(&lower(before)))
        })?;
        // "The largest brief bears the names of Amazon, Cisco and seven others".
        let of = (verb + 1..sentence.end.min(verb + 4)).find(|word| lower(*word) == "of");
        let first = of.unwrap_or(verb) + 1;
        (number > 0).then(|| Roll { names: first..sentence.end.min(verb + LONGEST), before: true })
    }

    /// "He had the support of the California District Attorneys Association".
    fn supporters(&self, number: usize) -> Option<Roll> {
        let sentence = self.page.words.sentences[number].clone();
        let lower = |word: usize| self.page.lower(word);
        let of = (sentence.start + 3..sentence.end).find(|word| {
            self.page.class(*word).any(Class::PREPOSITION)
                && lower(*word) == "of"
                && matches!(lower(word - 1).as_str(), "support" | "backing" | "blessing" | "endorsement")
                && matches!(lower(word - 2).as_str(), "the" | "full" | "quiet" | "strong" | "broad")
                && (sentence.start..*word)
                    .rev()
                    .take(6)
                    .any(|at| matches!(lower(at).as_str(), "had" | "has" | "have" | "won"))
        })?;
        (number > 0).then(|| Roll { names: of + 1..sentence.end.min(of + LONGEST), before: true })
    }

    /// "backed by Apple and Google", "a bill by Senator Leahy"; "46 organizations have signed a letter: the A.C.L.U.,
    /// the National Rifle Association".
    fn signed(&self, sentence: &Range<usize>) -> Option<Roll> {
        static SIGNED: WordList = WordList::new(
            "signed joined backed supported sponsored cosponsored endorsed opposed introduced drafted written authored \
            proposed championed pushed filed offered",
        );
        let lower = |word: usize| self.page.lower(word);
        let by = (sentence.start + 1..sentence.end).find(|word| {
            if !self.page.class(*word).any(Class::PREPOSITION) {
                return false;
            }
            let link = lower(*word);
            let before = || lower(word - 1);
            link == "by" && SIGNED.contains(&before()) || matches!(link.as_str(), "by" | "from") && is_draft(&before())
        });
        let behind_colon = || {
            let opens =
                |word: &usize| self.page.border(*word) >= Border::Break && self.page.between(*word).starts_with(':');
            let list = |word: &usize| {
                let commas = (word + 1..sentence.end).filter(|at| self.page.border(*at) == Border::Comma).count();
                commas > 1 && (self.page.is_capital(*word) || self.page.is_capital(word + 1))
            };
            (sentence.start + 3..sentence.end).find(opens).filter(list)
        };
        let from = by.map(|by| by + 1).or_else(behind_colon)?;
        Some(Roll { names: from..sentence.end.min(from + LONGEST), before: false })
    }

    /// "Wyden's amendment would".
    fn drafted(&self, sentence: &Range<usize>) -> Option<Roll> {
        let draft = (sentence.start + 1..sentence.end).find(|word| {
            let named = || self.page.mention_at(word - 1).is_none_or(|mention| !mention.description);
            self.page.words.words[word - 1].genitive && is_draft(&self.page.lower(*word)) && named()
        })?;
        let first = (sentence.start..draft).rev().take(4).take_while(|word| self.page.is_capital(*word)).last()?;
        Some(Roll { names: first..draft, before: false })
    }

    /// Everybody whose name stands at the head of an item of a list.
    fn named_one_by_one(&mut self, list: Range<usize>) -> Vec<Holder> {
        let page = self.page;
        let joins = |word: usize| matches!(page.lower(word).as_str(), "and" | "with" | "both");
        let starts = |word: &usize| *word == list.start || page.border(*word) >= Border::Comma || joins(word - 1);
        let heads: Vec<usize> = list.clone().filter(starts).collect();
        let mut found: Vec<Holder> = Vec::new();
        for (place, &head) in heads.iter().enumerate() {
            let end = heads.get(place + 1).copied().unwrap_or(list.end).min(head + NAME);
            let goes_on =
                |word: &usize| *word > head && page.class(*word).any(Class::RELATIVE) || page.tag(*word).is_finite();
            let end = (head..end).find(goes_on).unwrap_or(end);
            let name = head + usize::from(page.class(head).any(Class::DETERMINER));
            if name >= end || !page.is_capital(name) {
                continue;
            }
            for holder in self.cast.resolve(head..end - usize::from(joins(end - 1))) {
                if !holder.guessed && found.iter().all(|other| other.actor != holder.actor) {
                    found.push(holder);
                }
            }
        }
        found
    }
}

/// What somebody drafts and others vote on.
fn is_draft(word: &str) -> bool {
    static DRAFTS: WordList =
        WordList::new("bill bills amendment measure legislation proposal draft motion resolution");
    DRAFTS.contains(word)
}
