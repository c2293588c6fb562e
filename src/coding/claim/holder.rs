//! Whose attitude it is: the subject of a cue, the speaker, or who says what they will do.

use std::ops::Range;

use super::{
    super::{
        cast::Holder,
        explain::Factor,
        form, negation,
        rules::Meaning,
        subject::{self, Subject},
    },
    Claimer, Link, State, Terminal,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, Cue, CueHolder, Dimension},
    model::Form,
};

impl Claimer<'_, '_, '_> {
    pub(super) fn pragmatic(&mut self, entry: usize, terminal: &Terminal, voice: Option<usize>, state: &mut State) {
        let rules = self.rules;
        let rule = rules.pragmatic(entry);
        state.judged = true;
        state.form = rule.form.or_else(|| form::of_words(self.page, self.rules, &terminal.words));
        if let Some(commitment) = rule.commitment {
            state.commitment = commitment;
        }
        if rule.holder != CueHolder::Subject {
            self.own_intention(terminal, voice, state);
            return;
        }
        let group = subject::group(self.cast, terminal.words.start);
        if group.passive {
            state.broken = true;
            return;
        }
        if self.page.lower(terminal.words.end - 1) == "by" {
            if let Some(holders) = subject::agent(self.cast, terminal.words.end - 1) {
                self.emit(&holders, state, terminal, voice, rule.speech, "pragmatic");
            }
            state.broken = true;
            return;
        }
        let holders = match (group.subject, voice) {
            (Subject::Actors(holders), _) => Some(holders),
            (Subject::Speaker, _) => None,
            (Subject::Shared, Some(_)) => subject::main_subject(self.cast, terminal.words.start)
                .filter(|found| found.iter().all(|holder| holder.label.is_none())),
            (_, Some(_)) => None,
            (_, None) => subject::main_subject(self.cast, terminal.words.start),
        };
        state.words.start = state.words.start.min(group.start);
        if let Some(holders) = holders {
            self.emit(&holders, state, terminal, voice, rule.speech, "pragmatic");
        }
    }

    fn worries(&self, words: &Range<usize>) -> bool {
        const WORRIES: [&str; 6] = ["concern", "worr", "fear", "alarm", "afraid", "troubl"];
        words.clone().any(|word| WORRIES.iter().any(|worry| self.page.lower(word).as_str().starts_with(worry)))
    }

    /// Whether "that" or "whether" makes what follows a clause: "rejected claims that encryption helps criminals".
    fn is_reported_clause(&self, from: usize, to: usize) -> bool {
        let said = |word: usize| matches!(self.page.lower(word).as_str(), "that" | "how" | "whether");
        (from.saturating_sub(1)..to).any(said)
    }

    /// "he would ban encrypted apps": what sounds like a warning is what the speaker means to do.
    fn own_intention(&mut self, terminal: &Terminal, voice: Option<usize>, state: &mut State) {
        if !matches!(self.page.lower(terminal.words.start).as_str(), "will" | "would" | "'ll") {
            return;
        }
        let group = subject::group(self.cast, terminal.words.start);
        let own = match &group.subject {
            Subject::Speaker => true,
            Subject::Actors(holders) => match voice {
                Some(no) => {
                    let speakers = &self.voices.list[no].holders;
                    holders.iter().all(|holder| speakers.iter().any(|speaker| speaker.actor == holder.actor))
                }
                None => true,
            },
            _ => false,
        };
        if own {
            state.positive = !state.positive;
            state.form = Some(Form::Announce);
        }
    }

    pub(super) fn follow(&mut self, link: &Link, terminal: &Terminal, voice: Option<usize>, state: &mut State) {
        let rules = self.rules;
        let cue = rules.cue(link.entry);
        if state.anybody && cue.holder == CueHolder::Subject && !self.judges_others(link.entry) {
            // "announced that they want": what others want is not announced for.
            state.broken = true;
            return;
        }
        // "cannot accept encryption that blinds the police": what is judged is rejected, not the judgement.
        // "is concerned about how encryption helps offenders": who worries about it holds it, too.
        let of_thing = terminal.is_judgement
            && (self.worries(&link.words) || !self.is_reported_clause(link.words.end, terminal.words.start));
        let turns = (cue.polarity == Dimension::Oppose) != link.negated && !of_thing;
        if cue.polarity != Dimension::Neutral || link.negated {
            state.positive ^= turns;
        }
        if let Some(commitment) = cue.commitment {
            state.commitment = commitment;
        }
        let form = form::of_cue(self.page, self.rules, &link.words, cue, link.negated);
        let mut factor = Factor::new(
            Meaning::Cue(link.entry),
            self.rules.text(link.pattern),
            self.page.words.slice(link.words.clone()).to_owned(),
        );
        factor.turns = turns;
        factor.negated = link.negated;
        state.factors.push(factor);
        state.confidence *= 0.97;
        state.words = state.words.start.min(link.words.start)..state.words.end.max(link.words.end);
        match cue.holder {
            CueHolder::Nobody | CueHolder::Agent => {}
            CueHolder::Speaker => {
                state.judged |= cue.polarity != Dimension::Neutral;
                state.form = state.form.or(form);
            }
            CueHolder::Subject => self.by_subject(link, cue, form, terminal, voice, state),
        }
    }

    /// "The plan is backed by Spain and opposed by Austria": those named behind the cues.
    pub(super) fn of_agents(&mut self, terminal: &Terminal, links: &[Link], voice: Option<usize>, state: &State) {
        let agents: Vec<&Link> = self.by_agents(terminal, links).collect();
        for link in agents {
            let Some(holders) = subject::named_after(self.cast, link.words.end) else { continue };
            let cue = self.rules.cue(link.entry);
            let turns = (cue.polarity == Dimension::Oppose) != link.negated;
            let mut claimed = state.clone();
            claimed.positive ^= turns;
            claimed.form = form::of_cue(self.page, self.rules, &link.words, cue, link.negated);
            claimed.words = state.words.start.min(link.words.start)..state.words.end.max(link.words.end);
            claimed.confidence *= 0.95;
            let mut factor = Factor::new(
                Meaning::Cue(link.entry),
                self.rules.text(link.pattern),
                self.page.words.slice(link.words.clone()).to_owned(),
            );
            factor.turns = turns;
            factor.negated = link.negated;
            claimed.factors.push(factor);
            let speech = cue.speech;
            self.emit(&holders, &mut claimed, terminal, voice, speech, "agent");
        }
    }

    pub(super) fn by_subject(
        &mut self,
        link: &Link,
        cue: &Cue,
        form: Option<Form>,
        terminal: &Terminal,
        voice: Option<usize>,
        state: &mut State,
    ) {
        if terminal.is_judgement && self.page.tag(link.words.start).is_nominal() {
            // "Facebook's plans would give predators a place to hide": nobody who plans says so.
            return;
        }
        let group = subject::group(self.cast, link.words.start);
        let own_cue = voice.is_some_and(|no| self.voices.list[no].is_cued_by(&link.words));
        if group.passive {
            let mut between = link.words.end.saturating_sub(1)..terminal.words.start;
            let open = between.clone().any(|word| self.page.class(word).any(Class::TO))
                && !between.any(|word| word >= link.words.end && self.page.tag(word).is_finite());
            if !open && terminal.words.start >= link.words.end {
                state.broken = true;
                return;
            }
            if let Some(holders) = subject::agent(self.cast, link.words.end) {
                state.form = form;
                self.emit(&holders, state, terminal, voice, cue.speech, "passive");
            }
            return;
        }
        let one_actor = matches!(&group.subject, Subject::Actors(holders) if holders.len() == 1 && holders[0].label.is_none() && !holders[0].guessed);
        if one_actor && !group.finite && self.page.tag(link.words.start) == Tag::Verb {
            // "demanded that Apple stop": a base form states nothing of its subject.
            return;
        }
        if self.is_awaited(link.words.start) {
            // "should boycott it until it agrees to help": who says so wants it to.
            state.judged = true;
            return;
        }
        if group.deontic {
            // "should refuse", "has to comply": that is not the subject's own will.
            return;
        }
        let mut confidence = 1.0;
        let holders = match group.subject {
            Subject::Actors(holders) => Some(holders),
            Subject::Speaker => {
                state.judged = true;
                state.form = form;
                state.words.start = state.words.start.min(group.start);
                return;
            }
            Subject::Shared => {
                confidence = 0.85;
                subject::main_subject(self.cast, link.words.start)
            }
            Subject::Thing | Subject::Nothing => None,
        };
        let holders = holders.or_else(|| {
            let cued = self.voices.cued_by(&link.words)?;
            (!cued.holders.is_empty()).then(|| cued.holders.clone())
        });
        let Some(holders) = holders else { return };
        // "hoped that member states would adopt them": what others hope of somebody.
        let speakers = voice.map(|no| &self.voices.list[no].holders);
        let hoped = group.unreal
            && speakers.is_some_and(|speakers| {
                holders.iter().all(|holder| speakers.iter().all(|one| one.actor != holder.actor))
            })
            && holders.iter().all(|holder| holder.label.is_some());
        if hoped {
            return;
        }
        if group.unreal {
            confidence *= 0.9;
        }
        state.confidence *= confidence;
        // "said that it may work only if": saying so leaves the form of what is said.
        let only_says = cue.polarity == Dimension::Neutral
            && form == Some(Form::Argue)
            && form::of_words(self.page, self.rules, &link.words).is_none();
        state.form = if only_says { state.form.or(form) } else { form };
        state.words.start = state.words.start.min(group.start);
        if cue.polarity == Dimension::Neutral && (!state.judged || state.anybody) {
            return;
        }
        self.emit(&holders, state, terminal, voice, cue.speech || own_cue, "cue");
    }

    /// Whether a verb stands in a clause of what somebody is to do first: "until the company agrees", "unless it helps".
    fn is_awaited(&self, verb: usize) -> bool {
        let first = self.page.sentence(verb).start;
        (first..verb)
            .rev()
            .take(8)
            .take_while(|word| self.page.border(word + 1) < Border::Comma && !self.page.tag(*word).is_finite())
            .any(|word| matches!(self.page.lower(word).as_str(), "until" | "unless"))
    }

    /// What nobody in the sentence holds is the speaker's, if there is a judgement.
    pub(super) fn by_voice(&mut self, voice: Option<usize>, chain: &[&Link], state: &mut State, terminal: &Terminal) {
        let Some(no) = voice else { return };
        let cue_link =
            self.cue_of_voice(no).filter(|_| self.reaches(no, state.words.start)).filter(|(words, entry, _)| {
                chain.iter().all(|link| link.words != *words) && (!state.anybody || self.judges_others(*entry))
            });
        if state.anybody && cue_link.is_none() {
            return;
        }
        if let Some((words, entry, negated)) = cue_link {
            let cue = self.rules.cue(entry);
            let turns = (cue.polarity == Dimension::Oppose) != negated;
            state.positive ^= turns;
            state.judged = true;
            state.form = form::of_cue(self.page, self.rules, &words, cue, negated).or(state.form);
            let mut factor = Factor::new(Meaning::Cue(entry), "", self.page.words.slice(words).to_owned());
            factor.turns = turns;
            factor.negated = negated;
            state.factors.push(factor);
        }
        if !state.judged {
            return;
        }
        let holders = self.voices.list[no].holders.clone();
        state.confidence *= self.voices.list[no].confidence.clamp(0.5, 1.0);
        self.emit(
            &holders,
            state,
            terminal,
            Some(no),
            true,
            if terminal.pragmatic.is_some() { "pragmatic" } else { "speaker" },
        );
    }

    /// Whether the head of what an attribution reports is in one clause with a word of it.
    pub(super) fn reaches(&self, voice: usize, word: usize) -> bool {
        let content = self.voices.list[voice].content.iter().find(|range| range.contains(&word));
        let start = content.map_or(word, |range| range.start).max(self.page.sentence(word).start);
        if start < word && self.page.lower(start) == "and" {
            return false;
        }
        self.connected(start + 1, word.max(start + 1), &[])
    }

    /// Whether a cue takes a stand on what others want: "criticised the demand", not "announced that they want".
    pub(super) fn judges_others(&self, entry: usize) -> bool {
        let cue = self.rules.cue(entry);
        cue.polarity == Dimension::Oppose || matches!(cue.form, Some(Form::Praise | Form::Argue | Form::Comply))
    }

    /// The attitude that the cue of an attribution expresses itself: "demanded that", "refused to".
    pub(super) fn cue_of_voice(&self, no: usize) -> Option<(Range<usize>, usize, bool)> {
        let voice = &self.voices.list[no];
        let at = voice.cue.first()?.start;
        let sentence = self.page.sentence_of(at);
        let find = self.page.finds.get(sentence)?.iter().find(|find| {
            matches!(find.what, Meaning::Cue(entry) if self.rules.cue(entry).holder == CueHolder::Subject && matches!(self.rules.cue(entry).polarity, Dimension::Support | Dimension::Oppose))
                && voice.is_cued_by(&find.found.words)
        })?;
        let Meaning::Cue(entry) = find.what else {
            return None;
        };
        let negated = negation::negator(self.page, find.found.words.start).is_some();
        Some((find.found.words.clone(), entry, negated))
    }

    /// The attribution whose cue lies in some words and whose speaker is one of the holders.
    pub(super) fn voice_cued_within(&self, words: &Range<usize>, holders: &[Holder]) -> Option<usize> {
        self.voices.all_cued_by(words).into_iter().find(|&no| {
            let speakers = &self.voices.list[no].holders;
            speakers.iter().any(|speaker| holders.iter().any(|holder| holder.actor == speaker.actor))
        })
    }

    /// "would not place servers in India": what somebody will or will not do.
    pub(super) fn intention(&mut self, terminal: &Terminal, voice: Option<usize>, state: &mut State) {
        let start = terminal.words.start;
        if terminal.pragmatic.is_some() || !self.page.tag(start).is_verb() {
            return;
        }
        let group = subject::group(self.cast, start);
        let refuses = terminal.factor.turns;
        let meant = (group.intends || (group.able && refuses))
            && !group.deontic
            && !group.passive
            && (refuses || group.future || voice.is_some());
        if !meant {
            return;
        }
        state.form = Some(if refuses { Form::Refuse } else { Form::Announce });
        state.confidence *= if refuses { 0.95 } else { 0.75 };
        let holders = match group.subject {
            Subject::Actors(holders) => holders,
            Subject::Speaker => {
                state.judged = true;
                return;
            }
            Subject::Shared => match voice {
                Some(no) => self.voices.list[no].holders.clone(),
                None => subject::main_subject(self.cast, start).unwrap_or_default(),
            },
            Subject::Thing | Subject::Nothing => return,
        };
        state.words.start = state.words.start.min(group.start);
        self.emit(&holders, state, terminal, voice, true, "intention");
    }
}
