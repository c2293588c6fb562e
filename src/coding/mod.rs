//! Attributions and a codebook in, statements and facts out.
//!
//! The flow for one document: [`page`] reads the words, finds the lexicon's patterns and the actors' names; [`cast`]
//! knows who is who; [`voice`] says whose words each passage is; [`claim`] multiplies cues, wordings and negations
//! ([`negation`], [`subject`]) into claims; [`statement`] puts them in somebody's voice, with reasons and partners;
//! [`fact`] collects what is said of events. Everything found carries an [`Explanation`].

mod author;
mod cast;
mod claim;
mod compile;
mod dates;
mod explain;
mod fact;
mod feature;
mod form;
mod interview;
mod letters;
mod lower;
mod machine;
mod measure;
mod names;
mod negation;
mod page;
mod passage;
mod rules;
mod spans;
mod statement;
mod subject;
#[cfg(test)]
mod tests;
mod time;
mod utterance;
mod voice;

pub use claim::{Candidate, FirstLook, Told, second_look};
pub use compile::{codebook_digest, compile};
pub use machine::{machine_run, machine_set, nameless_machine_set};
pub use utterance::assign_utterances;

use std::ops::Range;

pub use explain::{Explanation, Factor};
pub use voice::Heard;

use crate::{
    attribution::{self, Reading},
    diagnostic::Diagnostic,
    lexicon::Lexicon,
    model::{Attribution, Codebook, Date, Form, Offsets, ReportedFact, Span, Statement},
};

/// The coder's version: raised only when its output changes.
pub const CODER_VERSION: &str = "6";

/// One document to code.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'t> {
    /// The text.
    pub text: &'t str,
    /// When it was published, if that is known: relative dates and memberships need it.
    pub date: Option<Date>,
}

/// What the coder found in one document. Ids are left empty; spans count code points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// Who said what, with the speakers resolved, in the order of the input.
    pub attributions: Vec<Attribution>,
    /// Who stands where.
    pub statements: Vec<Statement>,
    /// What is said of events.
    pub facts: Vec<ReportedFact>,
    /// When each attribution's words were said, where the text tells; nothing unless the coder is asked for it, see
    /// [`Coder::telling_when`].
    pub said_on: Vec<Option<SaidOn>>,
    /// Why, for each statement.
    pub statement_reasons: Vec<Explanation>,
    /// Why, for each fact.
    pub fact_reasons: Vec<Explanation>,
}

/// When something was said, as the text tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidOn {
    /// The date.
    pub date: Date,
    /// The words that tell, in code points.
    pub words: Span,
}

/// What somebody does in saying something, whatever it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechAct {
    /// The kind of act.
    pub form: Form,
    /// The words that tell, in code points.
    pub words: Span,
    /// The pattern of the lexicon that they match.
    pub pattern: String,
    /// Whether they are negated: "did not agree" is a refusal.
    pub negated: bool,
}

impl Coded {
    /// Leaves out the attributions that are `doubtful` and that no statement, fact or kept attribution refers to.
    fn leave_out_unused(&mut self, doubtful: impl Fn(usize) -> bool) {
        let mut keep: Vec<bool> = (0..self.attributions.len()).map(|number| !doubtful(number)).collect();
        let statements = self.statements.iter().filter_map(|statement| statement.attribution);
        for used in statements.chain(self.facts.iter().filter_map(|fact| fact.attribution)) {
            keep[used] = true;
        }
        for number in (0..keep.len()).filter(|&number| keep[number]).collect::<Vec<_>>() {
            let mut outer = self.attributions[number].within;
            // Up to one that is kept already, so that a chain is climbed once.
            while let Some(next) = outer.filter(|&next| !keep[next]) {
                keep[next] = true;
                outer = self.attributions[next].within;
            }
        }
        let mut kept = 0;
        let places: Vec<usize> = keep
            .iter()
            .map(|&keep| {
                kept += usize::from(keep);
                kept.saturating_sub(1)
            })
            .collect();
        let mut kept = keep.iter();
        self.attributions.retain(|_| kept.next().copied().unwrap_or(true));
        let mut kept = keep.iter();
        self.said_on.retain(|_| kept.next().copied().unwrap_or(true));
        let references = self.attributions.iter_mut().map(|attribution| &mut attribution.within);
        let references = references.chain(self.statements.iter_mut().map(|statement| &mut statement.attribution));
        for reference in references.chain(self.facts.iter_mut().map(|fact| &mut fact.attribution)) {
            *reference = reference.map(|old| places[old]);
        }
    }
}

/// Codes documents against one codebook and lexicon.
#[derive(Debug)]
pub struct Coder {
    rules: rules::Rules,
    roster: names::Roster,
    codebook: Codebook,
    tells_when: bool,
}

impl Coder {
    /// Compiles a codebook and a lexicon.
    ///
    /// # Errors
    /// Every mistake in a pattern, with its place, and every reference to something the codebook lacks.
    pub fn new(codebook: &Codebook, lexicon: &Lexicon) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self {
            rules: rules::Rules::new(codebook, lexicon)?,
            roster: names::Roster::new(codebook),
            codebook: codebook.clone(),
            tells_when: false,
        })
    }

    /// The same coder, with the dates of attributions or without: statements bear theirs in any case.
    #[must_use]
    pub fn telling_when(self, tells_when: bool) -> Self {
        Self { tells_when, ..self }
    }

    /// Reads and codes one document. A doubtful nested attribution is kept only if something was coded from it.
    #[must_use]
    pub fn code(&self, input: &Input<'_>) -> Coded {
        let mut reading = attribution::read_thoroughly(input.text);
        let heard: Vec<Heard> = std::mem::take(&mut reading.attributions).into_iter().map(Heard::from).collect();
        self.code_heard(input, &reading, &heard)
    }

    /// The features of an example sentence for learning: those of its words without its holder's (bytes of the text),
    /// and the kind of the holder.
    #[must_use]
    pub fn features_of_example(&self, text: &str, holder: Range<usize>) -> Vec<String> {
        let reading = attribution::prepare(text);
        let page = page::Page::read(text, &reading, &self.rules, &self.roster);
        let held = page.words.within(holder);
        let mut names = Vec::new();
        let mut put = |parts: &[&str]| names.push(parts.concat());
        let setting = self.setting(None);
        let holder = cast::Cast::new(&page, &setting).resolve(held.clone()).into_iter().next();
        if let Some(holder) = holder {
            feature::describe_holder(holder.kind, &mut put);
        }
        let words = (0..page.words.words.len()).filter(|word| !held.contains(word));
        feature::describe(&page, &self.rules, &self.roster, words, &mut put);
        names
    }

    /// What the actors of a document may hold, with the numbers by which it is decided whether they do: what the program
    /// that learns to decide learns from.
    #[must_use]
    pub fn candidates(&self, input: &Input<'_>) -> Vec<Candidate> {
        self.claims_of(input, |claimer| claimer.weighed())
    }

    /// What a document tells of each actor, passage by passage: what the program that learns from coded texts learns
    /// from.
    #[must_use]
    pub fn told(&self, input: &Input<'_>) -> Vec<Told> {
        self.claims_of(input, |claimer| claimer.heard())
    }

    fn claims_of<T>(&self, input: &Input<'_>, ask: impl FnOnce(&mut claim::Claimer<'_, '_, '_>) -> Vec<T>) -> Vec<T> {
        let mut reading = attribution::read_thoroughly(input.text);
        let heard: Vec<Heard> = std::mem::take(&mut reading.attributions).into_iter().map(Heard::from).collect();
        let setting = self.setting(input.date);
        let page = page::Page::read(input.text, &reading, &self.rules, &self.roster);
        if !page.is_about_something() {
            return Vec::new();
        }
        let mut cast = cast::Cast::new(&page, &setting);
        let voices = voice::Voices::new(&heard, &page, &mut cast);
        ask(&mut self.claimer(&page, &mut cast, &voices))
    }

    fn claimer<'c, 'p, 't>(
        &'p self,
        page: &'p page::Page<'t>,
        cast: &'c mut cast::Cast<'p, 't>,
        voices: &'c voice::Voices,
    ) -> claim::Claimer<'c, 'p, 't> {
        let topics = claim::Topics::of(page, &self.rules);
        claim::Claimer { page, rules: &self.rules, cast, voices, topics, claims: Vec::new() }
    }

    fn setting(&self, date: Option<Date>) -> cast::Setting<'_> {
        cast::Setting { rules: &self.rules, roster: &self.roster, codebook: &self.codebook, date }
    }

    /// The speech act that a text of a sentence or two reports, of the first sentence that reports one. It is read as
    /// the forms of statements are, but needs no actor and no proposition.
    #[must_use]
    pub fn speech_act(&self, text: &str) -> Option<SpeechAct> {
        let reading = attribution::prepare(text);
        let page = page::Page::read_whole(text, &reading, &self.rules, &self.roster);
        let act = (0..page.finds.len()).find_map(|sentence| form::main_act(&page, &self.rules, sentence))?;
        Some(SpeechAct {
            form: act.form,
            words: Offsets::new(text).span(page.words.bytes(act.words)),
            pattern: self.rules.text(act.pattern).to_owned(),
            negated: act.negated,
        })
    }

    /// Codes one document on the attributions of any reader; `reading` is [`attribution::prepare`]'s or
    /// [`attribution::read`]'s of the same text, for the parts of speech and the page furniture. Of the doubtful ones
    /// those are kept that a statement rests on.
    #[must_use]
    pub fn code_heard(&self, input: &Input<'_>, reading: &Reading<'_>, heard: &[Heard]) -> Coded {
        let setting = self.setting(input.date);
        let page = page::Page::read(input.text, reading, &self.rules, &self.roster);
        let mut cast = cast::Cast::new(&page, &setting);
        let mut voices = voice::Voices::new(heard, &page, &mut cast);
        // Where no word is about a proposition, nobody takes a stand: most texts of a newspaper.
        let claims = if page.is_about_something() {
            let mut claimer = self.claimer(&page, &mut cast, &voices);
            claimer.document();
            claimer.claims
        } else {
            Vec::new()
        };
        let times = time::Times::new(&page, input.date);
        let mut drafts = statement::statements(&claims, &page, &mut cast, &voices, &times);
        let facts = fact::facts(&page, &mut cast, &voices, &setting);
        voices.resolve_doubtful(&mut cast);
        statement::rest_on_nested(&mut drafts, &voices);
        let offsets = Offsets::new(input.text);
        let span = |words: Range<usize>| offsets.span(page.words.bytes(words));
        let said_on = |no| times.of_voice(&voices, no).map(|told| SaidOn { date: told.date, words: span(told.words) });
        let mut coded = Coded {
            attributions: attributions(input.text, heard, &voices, &offsets),
            said_on: if self.tells_when { (0..heard.len()).map(said_on).collect() } else { Vec::new() },
            ..Coded::default()
        };
        for draft in drafts {
            let evidence = passage::passages(&page, draft.evidence).into_iter().map(span).collect();
            coded.statements.push(Statement { evidence, ..draft.statement });
            coded.statement_reasons.push(draft.explanation);
        }
        for draft in facts {
            coded.facts.push(ReportedFact { evidence: vec![span(draft.evidence)], ..draft.fact });
            coded.fact_reasons.push(draft.explanation);
        }
        coded.leave_out_unused(|number| heard[number].doubtful);
        coded
    }
}

fn attributions(text: &str, heard: &[Heard], voices: &voice::Voices, offsets: &Offsets<'_>) -> Vec<Attribution> {
    let spans =
        |ranges: &[Range<usize>]| -> Vec<Span> { ranges.iter().map(|range| offsets.span(range.clone())).collect() };
    heard
        .iter()
        .zip(&voices.list)
        .map(|(heard, voice)| {
            let holder = voice.holders.first();
            Attribution {
                id: String::new(),
                source: spans(&heard.source),
                cue: spans(&heard.cue),
                content: spans(&heard.content),
                directness: heard.directness,
                speaker: holder.map(|holder| holder.speaker().clone()),
                speaker_label: heard.source.first().and_then(|range| text.get(range.clone())).map(str::to_owned),
                candidates: if holder.is_none() { voice.candidates.clone() } else { Vec::new() },
                speaks_for: holder.filter(|holder| holder.spokesperson.is_some()).map(|holder| holder.actor.clone()),
                role: holder.and_then(|holder| holder.role.clone()),
                work: None,
                within: heard.within,
                rule: Some(heard.rule.clone()),
                confidence: Some(heard.confidence),
            }
        })
        .collect()
}
