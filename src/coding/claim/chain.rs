//! Which cues govern a proposition: as far as the clause reaches.

use std::ops::Range;

use super::{
    super::{negation, page::Find, rules::Meaning},
    Claimer, LONGEST_STEP, Link, Terminal,
};
use crate::{
    lexicon::{Border, Class, CueHolder, Negation, Place},
    model::Commitment,
};

impl Claimer<'_, '_, '_> {
    pub(super) fn links(&self, finds: &[Find]) -> Vec<Link> {
        let mut links = Vec::new();
        for find in finds {
            let Meaning::Cue(entry) = find.what else {
                continue;
            };
            if self.is_compound(&find.found.words) {
                continue;
            }
            let negator = negation::negator(self.page, find.found.words.start);
            let negated = match self.rules.index.negation(find.found.pattern) {
                Negation::Flip => negator.is_some(),
                Negation::Drop if negator.is_some() => continue,
                Negation::Drop | Negation::Ignore => false,
            };
            links.push(Link { words: find.found.words.clone(), entry, negated, pattern: find.found.pattern });
        }
        links
    }

    /// Whether a single word is part of a compound: "end" in "end-to-end".
    fn is_compound(&self, words: &Range<usize>) -> bool {
        let text = self.page.words.text.as_bytes();
        let last = &self.page.words.words[words.end - 1];
        let first = &self.page.words.words[words.start];
        words.len() == 1
            && (text.get(last.end as usize) == Some(&b'-') || first.start > 0 && text[first.start as usize - 1] == b'-')
    }

    /// The cues that govern a proposition, the nearest first, then the verdicts behind it.
    pub(super) fn chain<'l>(&self, terminal: &Terminal, links: &'l [Link]) -> Vec<&'l Link> {
        let mut chain: Vec<&Link> = Vec::new();
        let voice = self.voices.at(terminal.words.start);
        let mut start = terminal.words.start;
        for link in links.iter().rev() {
            if link.words.start >= terminal.words.start || self.rules.cue(link.entry).wording == Place::Before {
                continue;
            }
            let overlap = link.words.end > start;
            if link.words.end >= terminal.words.end && !terminal.is_anaphor {
                // "called the plan mass surveillance": the words name the plan, they do not speak of surveillance.
                continue;
            }
            if !overlap && (!self.connected(link.words.end, start, links) || self.noun_clause_ends(link, start)) {
                break;
            }
            let same_voice = self.voices.at(link.words.start) == voice
                || voice.is_some_and(|no| self.voices.list[no].is_cued_by(&link.words));
            if !same_voice {
                break;
            }
            chain.push(link);
            start = link.words.start.min(start);
        }
        chain
    }

    /// Whether what stands between two places keeps them in one clause.
    pub(super) fn connected(&self, from: usize, to: usize, links: &[Link]) -> bool {
        if to.saturating_sub(from) > LONGEST_STEP {
            return false;
        }
        for word in from..=to {
            let class = self.page.class(word);
            if word < to && class.any(Class::CONTRAST) {
                return false;
            }
            let border = self.page.border(word);
            if border == Border::Comma && class.any(Class::RELATIVE) && word > from && word < to {
                // "withdraw the order, which requires": the clause only describes.
                return false;
            }
            if border >= Border::Break || (word < to && border == Border::Comma && self.starts_sentence(word)) {
                return false;
            }
            if word < to && class.any(Class::CONJUNCTION) && self.starts_clause(word + 1, links) {
                return false;
            }
            let transparent = matches!(self.page.lower(word).as_str(), "because" | "as" | "so" | "whether");
            if word < to && class.any(Class::CLAUSE.or(Class::CONDITION)) && (border == Border::Comma || !transparent) {
                return false;
            }
        }
        true
    }

    /// Whether a noun ("its demand for access") is the subject of a verb of its own before `to`: then what follows
    /// is no longer its object.
    pub(super) fn noun_clause_ends(&self, link: &Link, to: usize) -> bool {
        if !self.page.tag(link.words.start).is_nominal() {
            return false;
        }
        (link.words.end..to)
            .take_while(|word| !self.page.class(*word).any(Class::RELATIVE.or(Class::CLAUSE)))
            .any(|word| self.page.tag(word).is_finite())
    }

    /// "..., there is", "..., they want": a new clause after a comma.
    pub(super) fn starts_sentence(&self, word: usize) -> bool {
        matches!(self.page.lower(word).as_str(), "there" | "it" | "they" | "he" | "she" | "we" | "i" | "this")
    }

    /// Whether a verb with a tense follows a conjunction.
    pub(super) fn starts_clause(&self, word: usize, links: &[Link]) -> bool {
        let class = self.page.class(word);
        let pronoun = matches!(self.page.lower(word).as_str(), "he" | "she" | "it" | "they" | "we" | "i" | "you");
        let subject_and_verb = (word..word + 6)
            .take_while(|at| self.page.border(*at) < Border::Comma || *at == word)
            .take_while(|at| !self.page.class(*at).any(Class::RELATIVE.or(Class::TO)))
            .any(|at| self.page.tag(at).is_finite() && at > word);
        pronoun
            || subject_and_verb
            || class.any(Class::AUXILIARY.or(Class::MODAL))
            || links.iter().any(|link| {
                link.words.start >= word
                    && link.words.start <= word + 4
                    && self.rules.cue(link.entry).holder == CueHolder::Subject
                    && (self.page.class(word).any(Class::ADVERB)
                        || link.words.start == word
                        || self.page.is_capital(word)
                        || class.any(Class::DETERMINER))
                    && !self.page.lower(link.words.start).ends_with("ing")
            })
    }

    /// Whether nothing between two places begins a new clause; coordinated predicates do not.
    pub(super) fn same_clause(&self, from: usize, to: usize) -> bool {
        (from..=to).all(|word| {
            let class = self.page.class(word);
            self.page.border(word) < Border::Break && (word == to || !class.any(Class::CONTRAST.or(Class::CONDITION)))
        })
    }

    /// The verdict behind a proposition: "back doors are dangerous".
    pub(super) fn verdict<'l>(&self, terminal: &Terminal, links: &'l [Link], voice: Option<usize>) -> Option<&'l Link> {
        links.iter().find(|link| {
            self.rules.cue(link.entry).wording == Place::Before
                && self.rules.cue(link.entry).holder != CueHolder::Agent
                && link.words.start >= terminal.words.end
                && self.voices.at(link.words.start) == voice
                && link.words.start - terminal.words.end <= 10
                && self.same_clause(terminal.words.end, link.words.start)
                && !self.is_of_relative_clause(terminal.words.end, link.words.start)
        })
    }

    /// Whether a verdict has a subject of its own in a relative clause: "encryption that no one can break". In "a bill
    /// that would weaken encryption" it has none.
    fn is_of_relative_clause(&self, from: usize, verdict: usize) -> bool {
        let pronoun = (from..verdict).rev().find(|word| self.page.class(*word).any(Class::RELATIVE));
        pronoun.is_some_and(|at| (at + 1..verdict).any(|word| !self.page.class(word).any(Class::ADVERB)))
    }

    /// What names those who take a stand behind a proposition: "the plan is backed by Spain and Italy".
    pub(super) fn by_agents<'l>(&self, terminal: &Terminal, links: &'l [Link]) -> impl Iterator<Item = &'l Link> {
        links.iter().filter(|link| {
            self.rules.cue(link.entry).holder == CueHolder::Agent
                && link.words.start >= terminal.words.end
                && link.words.start - terminal.words.end <= 10
                && self.same_clause(terminal.words.end, link.words.start)
                && !self.is_about_another(terminal, link)
        })
    }

    /// Whether other words that express a proposition stand nearer to the verdict.
    pub(super) fn is_about_another(&self, terminal: &Terminal, verdict: &Link) -> bool {
        let number = self.page.sentence_of(terminal.words.start);
        self.page.finds[number].iter().any(|find| {
            let words = &find.found.words;
            matches!(find.what, Meaning::Wording(_))
                && words.start >= terminal.words.end
                && words.end <= verdict.words.start
        })
    }

    pub(super) fn is_question(&self, word: usize) -> bool {
        let sentence = self.page.sentence(word);
        let end = self.page.words.words[sentence.end - 1].end as usize;
        self.page.words.text[end..].trim_start_matches(['”', '"', '\'', '’']).starts_with('?')
    }

    /// Whether the words lie in an if-clause.
    pub(super) fn condition_before(&self, word: usize) -> Commitment {
        let sentence = self.page.sentence(word);
        let condition = (sentence.start..word)
            .rev()
            .take(14)
            .take_while(|at| self.page.border(at + 1) < Border::Comma)
            .any(|at| self.page.class(at).any(Class::CONDITION));
        if condition { Commitment::Conditional } else { Commitment::Asserted }
    }
}
