//! Claims: who is for or against what, as the words of one sentence have it.
//!
//! Words that express a proposition are taken together with the cues that stand before them (or, for verdicts,
//! behind them) as far as the clause reaches. From the inside out the sign is multiplied: "refused to help the FBI
//! unlock" is *unlock* (+) x *help* (+) x *refused* (-). Wherever a cue has an actor as its subject, that actor
//! makes a claim with the sign so far; what nobody in the sentence holds is the speaker's, if the words judge at all.

mod again;
mod alliance;
mod authored;
mod chain;
mod holder;
mod judge;
mod learned;
mod likewise;
mod owned;
mod prune;
mod roll;
mod telling;
mod topic;

use std::ops::Range;

pub use again::{FirstLook, second_look};
pub use learned::{Candidate, Told};
use prune::{all_cues, longest_only};
pub(super) use topic::Topics;

use super::{
    cast::{Cast, Holder, is_human},
    explain::Factor,
    negation,
    page::{Find, Page},
    rules::{Meaning, Rules},
    voice::Voices,
};
use crate::{
    lexicon::{Border, Class, CueHolder, Dimension, Negation, Place},
    model::{Commitment, Form, Sign, Slug, Stance},
};

/// What an actor is found to hold in one sentence.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) holder: Holder,
    pub(super) proposition: Slug,
    /// For it, or against it.
    pub(super) positive: bool,
    pub(super) form: Option<Form>,
    /// Whether the holder is heard to speak: by an attribution, or by a cue that is an act of speech.
    pub(super) speech: bool,
    pub(super) commitment: Commitment,
    /// From the first to the last word of what was matched.
    pub(super) words: Range<usize>,
    /// The attribution it lies in, or is the cue of.
    pub(super) voice: Option<usize>,
    /// Whether the attribution's speaker is the holder.
    pub(super) own: bool,
    pub(super) rule: &'static str,
    pub(super) confidence: f64,
    pub(super) factors: Vec<Factor>,
    /// For a rule's find, how much the words that examples taught speak for its sign, in logarithms of the odds.
    pub(super) echo: Option<f32>,
    /// The proposition that the rule found, where what the document is about says that it is another.
    pub(super) moved: Option<Slug>,
    /// Whether its confidence is that of all that speaks for it in the document.
    pub(super) judged: bool,
}

impl Claim {
    /// Whether its words only point back to something that was spoken of before: "welcomed the decision".
    fn points_back(&self) -> bool {
        self.factors.first().is_some_and(|factor| factor.table == "anaphor")
    }
}

/// The words of a proposition, or words that point back to one.
struct Terminal {
    words: Range<usize>,
    proposition: Slug,
    positive: bool,
    /// A pragmatic rule needs no cue.
    pragmatic: Option<usize>,
    /// Whether the words point back to something: "the order".
    is_anaphor: bool,
    /// Whether the words judge by themselves: "encryption helps criminals".
    is_judgement: bool,
    confidence: f64,
    factor: Factor,
}

/// A cue on the way from a proposition outwards.
struct Link {
    words: Range<usize>,
    entry: usize,
    negated: bool,
    pattern: usize,
}

/// How many words may stand between one link and the next.
const LONGEST_STEP: usize = 16;

/// Finds the claims of a document, sentence by sentence.
pub(super) struct Claimer<'c, 'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) rules: &'p Rules,
    pub(super) cast: &'c mut Cast<'p, 't>,
    pub(super) voices: &'c Voices,
    pub(super) topics: Topics,
    pub(super) claims: Vec<Claim>,
}

impl Claimer<'_, '_, '_> {
    /// Finds the claims of the whole document.
    pub(super) fn document(&mut self) {
        self.rules();
        self.learned();
        // "Privacy watchdogs warn EU against plan": the text below says who they are.
        let page = self.page;
        self.claims.retain(|claim| {
            let unnamed = claim.holder.label.as_ref().is_some_and(|label| label.starts_with(char::is_lowercase));
            !(unnamed && page.is_headline(claim.words.start))
        });
    }

    /// What the document's actors may hold, with what speaks for it.
    pub(super) fn weighed(&mut self) -> Vec<Candidate> {
        self.rules();
        self.candidates()
    }

    /// What is told of each actor, in passages.
    pub(super) fn heard(&mut self) -> Vec<Told> {
        self.rules();
        self.told()
    }

    fn rules(&mut self) {
        for number in 0..self.page.finds.len() {
            self.sentence(number);
        }
        self.owned();
        self.ally();
    }

    fn sentence(&mut self, number: usize) {
        let finds = longest_only(&self.page.finds[number], self.rules);
        if finds.is_empty() {
            return;
        }
        let all = &self.page.finds[number];
        let counts = |find: &&Find| !self.is_verdict_on_another(find, all) && !self.is_torn(find);
        let finds: Vec<Find> = finds.into_iter().filter(counts).cloned().collect();
        let links = self.links(all_cues(&finds, all).as_slice());
        let mut judged: Vec<usize> = Vec::new();
        for find in &finds {
            if let Some(terminal) = self.terminal(find, number) {
                let before = self.claims.len();
                let voice = self.voices.at(terminal.words.start);
                judged.extend(self.verdict(&terminal, &links, voice).map(|link| link.words.start));
                self.claim(&terminal, &links);
                if !matches!(find.what, Meaning::Anaphor) {
                    self.remember(&terminal, before, number);
                }
            }
        }
        self.verdicts_on_pronouns(number, &links, &judged);
    }

    /// "It would set a dangerous precedent": a verdict on what was last spoken of.
    fn verdicts_on_pronouns(&mut self, number: usize, links: &[Link], judged: &[usize]) {
        for link in links.iter().filter(|link| self.rules.cue(link.entry).wording == Place::Before) {
            if judged.contains(&link.words.start) || self.voices.at(link.words.start).is_none() {
                continue;
            }
            let Some(pronoun) = self.pronoun_before(link.words.start) else { continue };
            let Some(topic) = self.pronoun_topic(number) else { continue };
            let factor = Factor::new(Meaning::Anaphor, "", self.page.words.slice(pronoun..pronoun + 1).to_owned());
            let terminal = Terminal {
                words: pronoun..pronoun + 1,
                proposition: topic.proposition,
                positive: topic.positive,
                pragmatic: None,
                is_anaphor: true,
                is_judgement: false,
                confidence: 0.7,
                factor,
            };
            self.claim(&terminal, links);
        }
    }

    /// The "it", "this" or "that" that is the subject of what begins at a word.
    fn pronoun_before(&self, start: usize) -> Option<usize> {
        let first = self.page.sentence(start).start;
        let mut word = start;
        while word > first && start - word < 4 && self.page.border(word) <= Border::Quote {
            word -= 1;
            let class = self.page.class(word);
            if class.any(Class::NEUTER) && !class.any(Class::POSSESSIVE)
                || matches!(self.page.lower(word).as_str(), "this" | "that")
            {
                return Some(word);
            }
            if !class.any(Class::AUXILIARY.or(Class::MODAL).or(Class::ADVERB)) {
                return None;
            }
        }
        None
    }

    fn terminal(&self, find: &Find, number: usize) -> Option<Terminal> {
        let words = find.found.words.clone();
        let (proposition, positive, pragmatic, confidence) = match find.what {
            Meaning::Wording(entry) => {
                let wording = self.rules.wording(entry);
                (wording.proposition.clone(), wording.sign == Sign::Support, None, 0.9)
            }
            Meaning::Pragmatic(entry) => {
                let rule = self.rules.pragmatic(entry);
                (rule.proposition.clone(), rule.stance == Stance::Support, Some(entry), 0.9)
            }
            Meaning::Anaphor => {
                if self.is_spelled_out(&words, number) {
                    return None;
                }
                let (topic, confidence) = self.topic(&words, number)?;
                (topic.proposition, topic.positive, None, confidence)
            }
            _ => return None,
        };
        let negator =
            negation::negator(self.page, words.start).filter(|at| !self.has_cue_between(*at, words.start, find));
        if negator.is_some_and(|at| negation::is_contrast(self.page, at)) {
            return None;
        }
        let flips = negator.is_some() && self.rules.index.negation(find.found.pattern) == Negation::Flip;
        if negator.is_some() && self.rules.index.negation(find.found.pattern) == Negation::Drop {
            return None;
        }
        let mut factor = Factor::new(find.what, self.rules.text(find.found.pattern), self.named(find));
        factor.turns = flips;
        factor.positive = Some(positive);
        let is_judgement = pragmatic.is_some_and(|entry| self.rules.pragmatic(entry).holder == CueHolder::Speaker);
        Some(Terminal {
            words,
            proposition,
            positive: positive != flips,
            pragmatic,
            is_anaphor: matches!(find.what, Meaning::Anaphor),
            is_judgement,
            confidence,
            factor,
        })
    }

    fn has_cue_between(&self, from: usize, to: usize, own: &Find) -> bool {
        let number = self.page.sentence_of(to);
        self.page.finds[number].iter().any(|find| {
            matches!(find.what, Meaning::Cue(entry) if self.rules.cue(entry).wording != Place::Before)
                && find.found.words.start <= to
                && find.found.words.end > from
                && find.found.words != own.found.words
                && find.found.words.start < own.found.words.start
        })
    }

    /// The words that a match names, gaps left out.
    fn named(&self, find: &Find) -> String {
        let range = &find.found.words;
        let mut text = String::new();
        for (bit, word) in range.clone().enumerate() {
            if bit >= 64 || find.found.named & (1 << bit) != 0 {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(self.page.words.letters(word));
            } else if !text.ends_with('…') {
                text.push_str(" …");
            }
        }
        text
    }

    /// Follows the cues from a proposition outwards and makes the claims they amount to.
    fn claim(&mut self, terminal: &Terminal, links: &[Link]) {
        if self.is_question(terminal.words.start) {
            return;
        }
        let chain = self.chain(terminal, links);
        if chain.iter().any(|link| self.rules.cue(link.entry).polarity == Dimension::Unclear) {
            return;
        }
        let voice = self.voices.at(terminal.words.start);
        let mut state = State {
            positive: terminal.positive,
            judged: false,
            form: None,
            commitment: self.condition_before(terminal.words.start),
            words: terminal.words.clone(),
            confidence: terminal.confidence,
            factors: vec![terminal.factor.clone()],
            anybody: false,
            broken: false,
            judged_elsewhere: false,
        };
        self.cast.speaker = voice
            .map(|no| &self.voices.list[no])
            .filter(|voice| voice.indirect)
            .and_then(|voice| voice.holders.first().cloned());
        let verdict = self.verdict(terminal, links, voice).filter(|verdict| !self.is_about_another(terminal, verdict));
        if let Some(verdict) = verdict {
            let mut judged = state.clone();
            self.follow(verdict, terminal, voice, &mut judged);
            for link in chain.iter().filter(|link| self.rules.cue(link.entry).polarity == Dimension::Neutral) {
                self.follow(link, terminal, voice, &mut judged);
            }
            self.by_voice(voice, &chain, &mut judged, terminal);
            state.judged_elsewhere = true;
        }
        self.of_agents(terminal, links, voice, &state);
        if let Some(entry) = terminal.pragmatic {
            self.pragmatic(entry, terminal, voice, &mut state);
        }
        for link in &chain {
            if state.broken {
                return;
            }
            self.follow(link, terminal, voice, &mut state);
        }
        if state.broken {
            return;
        }
        if !state.judged && !state.anybody && !state.judged_elsewhere {
            self.intention(terminal, voice, &mut state);
        }
        if !state.judged_elsewhere {
            self.by_voice(voice, &chain, &mut state, terminal);
        }
    }

    fn emit(
        &mut self,
        holders: &[Holder],
        state: &mut State,
        terminal: &Terminal,
        voice: Option<usize>,
        speech: bool,
        rule: &'static str,
    ) {
        state.anybody = true;
        let voice = voice.or_else(|| self.voice_cued_within(&state.words, holders));
        for holder in holders {
            let own = voice
                .is_some_and(|no| self.voices.list[no].holders.iter().any(|speaker| speaker.actor == holder.actor));
            let spokesperson = voice
                .filter(|_| own)
                .and_then(|no| self.voices.list[no].holders.iter().find(|speaker| speaker.actor == holder.actor))
                .and_then(|speaker| speaker.spokesperson.clone());
            let mut holder = holder.clone();
            if holder.spokesperson.is_none() {
                holder.spokesperson = spokesperson;
            }
            let person = holder.spokesperson.is_some() || is_human(holder.kind);
            self.cast.note(state.words.start, &holder, person);
            let guessed = if holder.guessed { 0.88 } else { 1.0 };
            self.claims.push(Claim {
                proposition: terminal.proposition.clone(),
                positive: state.positive,
                form: state.form,
                speech,
                commitment: state.commitment,
                words: state.words.clone(),
                voice,
                own,
                rule,
                confidence: state.confidence * guessed,
                factors: state.factors.clone(),
                echo: None,
                moved: None,
                judged: false,
                holder,
            });
        }
    }
}

/// What is gathered on the way outwards.
#[derive(Clone)]
struct State {
    positive: bool,
    judged: bool,
    form: Option<Form>,
    commitment: Commitment,
    words: Range<usize>,
    confidence: f64,
    factors: Vec<Factor>,
    anybody: bool,
    /// The words do not hang together after all.
    broken: bool,
    /// A verdict behind the words is the speaker's judgement on them.
    judged_elsewhere: bool,
}
