//! Which of the matches in a sentence count.

use std::ops::Range;

use super::{
    super::{
        page::Find,
        rules::{Meaning, Rules},
    },
    Claimer,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, CueHolder, Place},
};

impl Claimer<'_, '_, '_> {
    /// Whether a match runs from one person's words into another's, or into a clause of its own.
    pub(super) fn is_torn(&self, find: &Find) -> bool {
        let words = &find.found.words;
        let speaks = match find.what {
            Meaning::Pragmatic(entry) => self.rules.pragmatic(entry).holder == CueHolder::Speaker,
            Meaning::Wording(_) => true,
            _ => false,
        };
        let participle = (words.start + 1..words.end).any(|word| {
            self.page.border(word) == Border::Comma
                && (self.page.tag(word) == Tag::VerbIng || self.page.class(word).any(Class::RELATIVE))
        });
        speaks && (participle || self.spans_clauses(find) || self.changes_voice(words))
    }

    /// Whether a gap of the pattern holds a word that begins a clause: "encryption until it can protect children".
    fn spans_clauses(&self, find: &Find) -> bool {
        let words = &find.found.words;
        words.clone().enumerate().any(|(bit, word)| {
            bit < 64
                && find.found.named & (1 << bit) == 0
                && matches!(
                    self.page.lower(word).as_str(),
                    "until" | "because" | "unless" | "while" | "although" | "though" | "whereas" | "if" | "but"
                )
        })
    }

    /// Whether the first words are somebody else's than the last. A paraphrase may begin a word late, with the
    /// "doors" of "does not oppose back doors".
    fn changes_voice(&self, words: &Range<usize>) -> bool {
        match (self.voices.at(words.start), self.voices.at(words.end - 1)) {
            (None, Some(no)) => !self.voices.list[no].indirect || self.voices.list[no].is_cued_by(words),
            (first, last) => first != last,
        }
    }

    /// Whether what looks like a stance of its own is the verdict on something else: "tracing would break encryption".
    pub(super) fn is_verdict_on_another(&self, find: &Find, finds: &[Find]) -> bool {
        let Meaning::Pragmatic(entry) = find.what else {
            return false;
        };
        let rule = self.rules.pragmatic(entry);
        let words = &find.found.words;
        rule.holder == CueHolder::Speaker
            && finds.iter().any(|other| match other.what {
                Meaning::Wording(wording) => {
                    self.rules.wording(wording).proposition != rule.proposition
                        && other.found.words.end <= words.start
                        && words.start - other.found.words.end <= 6
                        && self.same_clause(other.found.words.end, words.start)
                }
                _ => false,
            })
            && finds.iter().any(|other| match other.what {
                Meaning::Cue(cue) => {
                    self.rules.cue(cue).wording == Place::Before
                        && other.found.words.start < words.end
                        && words.start < other.found.words.end
                }
                _ => false,
            })
    }
}

/// The cues among the finds that count, and those verdicts that a stance of its own would have hidden.
///
/// What lies within the words of a proposition is no cue: the "end" of "end-to-end encryption".
pub(super) fn all_cues(finds: &[Find], all: &[Find]) -> Vec<Find> {
    let kept = |cue: &Find| finds.iter().any(|find| find.found == cue.found);
    let free = |cue: &Find| {
        finds.iter().all(|find| {
            !matches!(find.what, Meaning::Pragmatic(_) | Meaning::Wording(_))
                || find.found.words.end <= cue.found.words.start
                || cue.found.words.end <= find.found.words.start
        })
    };
    // One word turns a sign once, in however many tables it stands.
    let alone = |cue: &Find| {
        finds.iter().all(|find| {
            !matches!(find.what, Meaning::Cue(_))
                || find.found.words.end <= cue.found.words.start
                || cue.found.words.end <= find.found.words.start
        })
    };
    all.iter()
        .filter(|find| matches!(find.what, Meaning::Cue(_)) && (kept(find) || (free(find) && alone(find))))
        .filter(|cue| kept(cue) || !within_longer(cue, all))
        .cloned()
        .collect()
}

/// Whether a longer cue takes this one in.
pub(super) fn within_longer(cue: &Find, all: &[Find]) -> bool {
    all.iter().any(|other| {
        matches!(other.what, Meaning::Cue(_))
            && other.found.words != cue.found.words
            && other.found.words.start <= cue.found.words.start
            && cue.found.words.end <= other.found.words.end
    })
}

/// Of finds within longer ones of their own kind keeps the longer; a pragmatic rule takes in cues and wordings.
pub(super) fn longest_only<'f>(finds: &'f [Find], rules: &Rules) -> Vec<&'f Find> {
    let weight = |find: &Find| match find.what {
        Meaning::Pragmatic(_) => 3,
        Meaning::Wording(_) => 2,
        Meaning::Anaphor => 2,
        Meaning::Cue(_) => 1,
        _ => 0,
    };
    let heavy: Vec<&Find> = finds.iter().filter(|find| weight(find) > 0).collect();
    let covered = |find: &Find, at: usize| {
        heavy.iter().enumerate().any(|(other_at, &other)| {
            let crosses =
                other.found.words.start < find.found.words.end && find.found.words.start < other.found.words.end;
            if !crosses {
                return false;
            }
            let holds =
                other.found.words.start <= find.found.words.start && find.found.words.end <= other.found.words.end;
            if matches!(other.what, Meaning::Pragmatic(_)) && matches!(find.what, Meaning::Wording(_)) {
                return true;
            }
            let both_wordings = matches!(other.what, Meaning::Wording(_)) && matches!(find.what, Meaning::Wording(_));
            let both_pragmatic =
                matches!(other.what, Meaning::Pragmatic(_)) && matches!(find.what, Meaning::Pragmatic(_));
            if both_pragmatic && other.found.words.start < find.found.words.start && !holds {
                return true;
            }
            if both_wordings
                && other.found.words.start < find.found.words.start
                && other.found.words.end < find.found.words.end
            {
                return true;
            }
            if let (Meaning::Pragmatic(one), Meaning::Pragmatic(two)) = (find.what, other.what)
                && rules.pragmatic(one).proposition != rules.pragmatic(two).proposition
            {
                // Two stances in the same words: "would rather leave than weaken its encryption".
                return false;
            }
            let longer = other.found.words.len() > find.found.words.len();
            let stronger = weight(other) > weight(find) || (weight(other) == weight(find) && (longer || other_at < at));
            other_at != at && holds && stronger && (longer || other.found.words == find.found.words)
        })
    };
    heavy.iter().enumerate().filter(|(at, find)| !covered(find, *at)).map(|(_, find)| *find).collect()
}
