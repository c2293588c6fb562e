//! Claims: who is for or against what, as the words of one sentence have it.
//!
//! Words that express a proposition are taken together with the cues that stand before them (or, for verdicts,
//! behind them) as far as the clause reaches. From the inside out the sign is multiplied: "refused to help the FBI
//! unlock" is *unlock* (+) x *help* (+) x *refused* (-). Wherever a cue has an actor as its subject, that actor
//! makes a claim with the sign so far; what nobody in the sentence holds is the speaker's, if the words judge at all.

use std::ops::Range;

use super::{
    cast::{Cast, Holder, is_human},
    explain::Factor,
    negation,
    page::{Find, Page},
    rules::{Meaning, Rules},
    subject::{self, Subject},
    voice::Voices,
};
use crate::{
    attribution::tag::Tag,
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
}

/// The words of a proposition, or words that point back to one.
struct Terminal {
    words: Range<usize>,
    proposition: Slug,
    positive: bool,
    /// A pragmatic rule needs no cue.
    pragmatic: Option<usize>,
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

/// What was spoken of, for "the order" and "such a bill".
#[derive(Debug, Clone)]
pub(super) struct Topic {
    proposition: Slug,
    positive: bool,
    sentence: usize,
}

/// What was last spoken of, last demanded, and last put into a law.
#[derive(Debug, Clone, Default)]
pub(super) struct Topics {
    any: Option<Topic>,
    demand: Option<Topic>,
    law: Option<Topic>,
    /// What somebody was last said to hold or do.
    deed: Option<Topic>,
}

const LAW: &str =
    " bill act law legislation charter rules rule amendment regulation proposal directive powers ";
const DEED: &str = " decision move step choice stance ruling announcement refusal ";
const DEMAND: &str = " order demand request directive ultimatum ruling notice requirement mandate ";

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
    pub(super) fn sentence(&mut self, number: usize) {
        let finds = longest_only(&self.page.finds[number]);
        if finds.is_empty() {
            return;
        }
        let all = &self.page.finds[number];
        let finds: Vec<Find> = finds
            .into_iter()
            .filter(|find| !self.is_verdict_on_another(find, all) && !self.is_torn(find))
            .collect();
        let links = self.links(all_cues(&finds, all).as_slice());
        for find in &finds {
            if let Some(terminal) = self.terminal(find, number) {
                let before = self.claims.len();
                self.claim(&terminal, &links);
                if !matches!(find.what, Meaning::Anaphor) {
                    self.remember(&terminal, before, number);
                }
            }
        }
    }

    /// Notes what was spoken of, so that later words can point back to it.
    fn remember(&mut self, terminal: &Terminal, before: usize, sentence: usize) {
        let made = &self.claims[before..];
        let topic = |positive: bool| {
            Some(Topic {
                proposition: terminal.proposition.clone(),
                positive,
                sentence,
            })
        };
        let names_law = terminal
            .words
            .clone()
            .any(|word| LAW.contains(&format!(" {} ", self.page.lower(word))));
        if names_law {
            self.topics.law = topic(terminal.positive);
        }
        if let Some(demand) = made.iter().find(|claim| {
            matches!(
                claim.form,
                Some(Form::Demand | Form::Order | Form::Legislate | Form::Threaten)
            )
        }) {
            self.topics.demand = topic(demand.positive);
        }
        if let Some(claim) = made.last() {
            self.topics.deed = topic(claim.positive);
        }
        if !made.is_empty() || names_law || terminal.proposition.as_str() != "strong-encryption" {
            self.topics.any = topic(true);
        }
    }

    /// What words that point back mean: a bill the last bill, a demand the last demand, else what was last spoken of.
    fn topic(&self, words: &Range<usize>) -> Option<&Topic> {
        let last = format!(" {} ", self.page.lower(words.end - 1).trim_end_matches('s'));
        let last_plain = format!(" {} ", self.page.lower(words.end - 1));
        let is = |list: &str| list.contains(&last) || list.contains(&last_plain);
        let by_noun = if is(DEMAND) {
            self.topics.demand.as_ref()
        } else {
            None
        };
        let by_law = if is(LAW) {
            self.topics.law.as_ref()
        } else {
            None
        };
        let by_deed = if is(DEED) {
            self.topics.deed.as_ref()
        } else {
            None
        };
        by_deed.or(by_noun).or(by_law).or(self.topics.any.as_ref())
    }

    fn links(&self, finds: &[Find]) -> Vec<Link> {
        let mut links = Vec::new();
        for find in finds {
            let Meaning::Cue(entry) = find.what else {
                continue;
            };
            let negator = negation::negator(self.page, find.found.words.start);
            let negated = match self.rules.index.negation(find.found.pattern) {
                Negation::Flip => negator.is_some(),
                Negation::Drop if negator.is_some() => continue,
                Negation::Drop | Negation::Ignore => false,
            };
            links.push(Link {
                words: find.found.words.clone(),
                entry,
                negated,
                pattern: find.found.pattern,
            });
        }
        links
    }

    fn terminal(&self, find: &Find, number: usize) -> Option<Terminal> {
        let words = find.found.words.clone();
        let (proposition, positive, pragmatic, confidence) = match find.what {
            Meaning::Wording(entry) => {
                let wording = self.rules.wording(entry);
                (
                    wording.proposition.clone(),
                    wording.sign == Sign::Support,
                    None,
                    0.9,
                )
            }
            Meaning::Pragmatic(entry) => {
                let rule = self.rules.pragmatic(entry);
                (
                    rule.proposition.clone(),
                    rule.stance == Stance::Support,
                    Some(entry),
                    0.9,
                )
            }
            Meaning::Anaphor => {
                if self.is_spelled_out(&words, number) {
                    return None;
                }
                let topic = self
                    .topic(&words)
                    .filter(|topic| number - topic.sentence <= 8)?;
                let age = (number - topic.sentence) as i32;
                (
                    topic.proposition.clone(),
                    topic.positive,
                    None,
                    0.8 * 0.95f64.powi(age),
                )
            }
            _ => return None,
        };
        let negator = negation::negator(self.page, words.start)
            .filter(|at| !self.has_cue_between(*at, words.start, find));
        if negator.is_some_and(|at| negation::is_contrast(self.page, at)) {
            return None;
        }
        let flips =
            negator.is_some() && self.rules.index.negation(find.found.pattern) == Negation::Flip;
        if negator.is_some() && self.rules.index.negation(find.found.pattern) == Negation::Drop {
            return None;
        }
        let mut factor = Factor::new(
            find.what,
            self.rules.text(find.found.pattern),
            self.named(find),
        );
        factor.turns = flips;
        factor.positive = Some(positive);
        Some(Terminal {
            words,
            proposition,
            positive: positive != flips,
            pragmatic,
            confidence,
            factor,
        })
    }

    /// "the bill on data retention": the words say themselves what they point to.
    fn is_spelled_out(&self, words: &Range<usize>, number: usize) -> bool {
        self.page.finds[number].iter().any(|find| {
            let start = find.found.words.start;
            matches!(find.what, Meaning::Wording(_))
                && start >= words.end
                && start <= words.end + 5
                && self.connected(words.end, start, &[])
        })
    }

    fn has_cue_between(&self, from: usize, to: usize, own: &Find) -> bool {
        let number = self.page.words.sentence_of(to);
        self.page.finds[number].iter().any(|find| {
            matches!(find.what, Meaning::Cue(_))
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
        if chain
            .iter()
            .any(|link| self.rules.cue(link.entry).polarity == Dimension::Unclear)
        {
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
        let verdict = self
            .verdict(terminal, links, voice)
            .filter(|verdict| !self.is_about_another(terminal, verdict));
        if let Some(verdict) = verdict {
            let mut judged = state.clone();
            self.follow(verdict, terminal, voice, &mut judged);
            for link in chain
                .iter()
                .filter(|link| self.rules.cue(link.entry).polarity == Dimension::Neutral)
            {
                self.follow(link, terminal, voice, &mut judged);
            }
            self.by_voice(voice, &chain, &mut judged, terminal);
            state.judged_elsewhere = true;
        }
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

    /// "would not place servers in India": what somebody will or will not do.
    fn intention(&mut self, terminal: &Terminal, voice: Option<usize>, state: &mut State) {
        let start = terminal.words.start;
        if terminal.pragmatic.is_some() || !self.page.tag(start).is_verb() {
            return;
        }
        let group = subject::group(self.cast, start);
        let refuses = terminal.factor.turns;
        let meant = group.intends
            && !group.deontic
            && !group.passive
            && (refuses || group.future || voice.is_some());
        if !meant {
            return;
        }
        state.form = Some(if refuses {
            Form::Refuse
        } else {
            Form::Announce
        });
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

    /// The verdict behind a proposition: "back doors are dangerous".
    fn verdict<'l>(
        &self,
        terminal: &Terminal,
        links: &'l [Link],
        voice: Option<usize>,
    ) -> Option<&'l Link> {
        links.iter().find(|link| {
            self.rules.cue(link.entry).wording == Place::Before
                && link.words.start >= terminal.words.end
                && self.voices.at(link.words.start) == voice
                && link.words.start - terminal.words.end <= 10
                && self.same_clause(terminal.words.end, link.words.start)
        })
    }

    /// Whether a match runs from one person's words into another's, or into a clause of its own.
    fn is_torn(&self, find: &Find) -> bool {
        let words = &find.found.words;
        let speaks = match find.what {
            Meaning::Pragmatic(entry) => self.rules.pragmatic(entry).holder == CueHolder::Speaker,
            Meaning::Wording(_) => true,
            _ => false,
        };
        let participle = (words.start + 1..words.end).any(|word| {
            self.page.border(word) == Border::Comma
                && (self.page.tag(word) == Tag::VerbIng
                    || self.page.class(word).any(Class::RELATIVE))
        });
        speaks && (participle || self.voices.at(words.start) != self.voices.at(words.end - 1))
    }

    /// Whether other words that express a proposition stand nearer to the verdict.
    fn is_about_another(&self, terminal: &Terminal, verdict: &Link) -> bool {
        let number = self.page.words.sentence_of(terminal.words.start);
        self.page.finds[number].iter().any(|find| {
            let words = &find.found.words;
            matches!(find.what, Meaning::Wording(_))
                && words.start >= terminal.words.end
                && words.end <= verdict.words.start
        })
    }

    /// Whether what looks like a stance of its own is the verdict on something else: "tracing would break encryption".
    fn is_verdict_on_another(&self, find: &Find, finds: &[Find]) -> bool {
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

    /// Whether nothing between two places begins a new clause; coordinated predicates do not.
    fn same_clause(&self, from: usize, to: usize) -> bool {
        (from..=to).all(|word| {
            let class = self.page.class(word);
            self.page.border(word) < Border::Break
                && (word == to || !class.any(Class::CONTRAST.or(Class::CONDITION)))
        })
    }

    fn is_question(&self, word: usize) -> bool {
        let sentence = self.page.sentence(word);
        let end = self.page.words.words[sentence.end - 1].end as usize;
        self.page.words.text[end..]
            .trim_start_matches(['”', '"', '\'', '’'])
            .starts_with('?')
    }

    /// Whether the words lie in an if-clause.
    fn condition_before(&self, word: usize) -> Commitment {
        let sentence = self.page.sentence(word);
        let condition = (sentence.start..word)
            .rev()
            .take(14)
            .take_while(|at| self.page.border(at + 1) < Border::Comma)
            .any(|at| self.page.class(at).any(Class::CONDITION));
        if condition {
            Commitment::Conditional
        } else {
            Commitment::Asserted
        }
    }

    /// The cues that govern a proposition, the nearest first, then the verdicts behind it.
    fn chain<'l>(&self, terminal: &Terminal, links: &'l [Link]) -> Vec<&'l Link> {
        let mut chain: Vec<&Link> = Vec::new();
        let voice = self.voices.at(terminal.words.start);
        let mut start = terminal.words.start;
        for link in links.iter().rev() {
            if link.words.start >= terminal.words.start
                || self.rules.cue(link.entry).wording == Place::Before
            {
                continue;
            }
            let overlap = link.words.end > start;
            if !overlap
                && (!self.connected(link.words.end, start, links)
                    || self.noun_clause_ends(link, start))
            {
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
    fn connected(&self, from: usize, to: usize, links: &[Link]) -> bool {
        if to.saturating_sub(from) > LONGEST_STEP {
            return false;
        }
        for word in from..=to {
            let class = self.page.class(word);
            if word < to && class.any(Class::CONTRAST) {
                return false;
            }
            let border = self.page.border(word);
            if border >= Border::Break
                || (word < to && border == Border::Comma && self.starts_sentence(word))
            {
                return false;
            }
            if word < to && class.any(Class::CONJUNCTION) && self.starts_clause(word + 1, links) {
                return false;
            }
            let transparent = matches!(
                self.page.lower(word).as_str(),
                "because" | "as" | "so" | "whether"
            );
            if word < to
                && class.any(Class::CLAUSE.or(Class::CONDITION))
                && (border == Border::Comma || !transparent)
            {
                return false;
            }
        }
        true
    }

    /// Whether a noun ("its demand for access") is the subject of a verb of its own before `to`: then what follows
    /// is no longer its object.
    fn noun_clause_ends(&self, link: &Link, to: usize) -> bool {
        if !self.page.tag(link.words.start).is_nominal() {
            return false;
        }
        (link.words.end..to)
            .take_while(|word| {
                !self
                    .page
                    .class(*word)
                    .any(Class::RELATIVE.or(Class::CLAUSE))
            })
            .any(|word| self.page.tag(word).is_finite())
    }

    /// "..., there is", "..., they want": a new clause after a comma.
    fn starts_sentence(&self, word: usize) -> bool {
        matches!(
            self.page.lower(word).as_str(),
            "there" | "it" | "they" | "he" | "she" | "we" | "i" | "this"
        )
    }

    /// Whether a verb with a tense follows a conjunction.
    fn starts_clause(&self, word: usize, links: &[Link]) -> bool {
        let class = self.page.class(word);
        let pronoun = matches!(
            self.page.lower(word).as_str(),
            "he" | "she" | "it" | "they" | "we" | "i" | "you"
        );
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

    fn pragmatic(
        &mut self,
        entry: usize,
        terminal: &Terminal,
        voice: Option<usize>,
        state: &mut State,
    ) {
        let rule = self.rules.pragmatic(entry).clone();
        state.judged = true;
        state.form = rule.form;
        if let Some(commitment) = rule.commitment {
            state.commitment = commitment;
        }
        if rule.holder != CueHolder::Subject {
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

    fn follow(
        &mut self,
        link: &Link,
        terminal: &Terminal,
        voice: Option<usize>,
        state: &mut State,
    ) {
        let cue = self.rules.cue(link.entry).clone();
        if state.anybody && cue.holder == CueHolder::Subject && !self.judges_others(link.entry) {
            // "announced that they want": what others want is not announced for.
            state.broken = true;
            return;
        }
        let turns = (cue.polarity == Dimension::Oppose) != link.negated;
        if cue.polarity != Dimension::Neutral || link.negated {
            state.positive ^= turns;
        }
        if let Some(commitment) = cue.commitment {
            state.commitment = commitment;
        }
        let form = form_of(&cue, link.negated);
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
            CueHolder::Nobody => {}
            CueHolder::Speaker => {
                state.judged |= cue.polarity != Dimension::Neutral;
                state.form = state.form.or(form);
            }
            CueHolder::Subject => self.by_subject(link, &cue, form, terminal, voice, state),
        }
    }

    fn by_subject(
        &mut self,
        link: &Link,
        cue: &crate::lexicon::Cue,
        form: Option<Form>,
        terminal: &Terminal,
        voice: Option<usize>,
        state: &mut State,
    ) {
        let group = subject::group(self.cast, link.words.start);
        let own_cue = voice.is_some_and(|no| self.voices.list[no].is_cued_by(&link.words));
        if group.passive {
            let open = self.page.class(link.words.end).any(Class::TO)
                || self.page.class(link.words.end - 1).any(Class::TO);
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
        if group.unreal {
            confidence *= 0.9;
        }
        state.confidence *= confidence;
        state.form = form;
        state.words.start = state.words.start.min(group.start);
        if cue.polarity == Dimension::Neutral && (!state.judged || state.anybody) {
            return;
        }
        self.emit(
            &holders,
            state,
            terminal,
            voice,
            cue.speech || own_cue,
            "cue",
        );
    }

    /// What nobody in the sentence holds is the speaker's, if there is a judgement.
    fn by_voice(
        &mut self,
        voice: Option<usize>,
        chain: &[&Link],
        state: &mut State,
        terminal: &Terminal,
    ) {
        let Some(no) = voice else { return };
        let cue_link = self
            .cue_of_voice(no)
            .filter(|_| self.reaches(no, state.words.start))
            .filter(|(words, entry, _)| {
                chain.iter().all(|link| link.words != *words)
                    && (!state.anybody || self.judges_others(*entry))
            });
        if state.anybody && cue_link.is_none() {
            return;
        }
        if let Some((words, entry, negated)) = cue_link {
            let cue = self.rules.cue(entry);
            let turns = (cue.polarity == Dimension::Oppose) != negated;
            state.positive ^= turns;
            state.judged = true;
            state.form = form_of(cue, negated).or(state.form);
            let mut factor = Factor::new(
                Meaning::Cue(entry),
                "",
                self.page.words.slice(words).to_owned(),
            );
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
            if terminal.pragmatic.is_some() {
                "pragmatic"
            } else {
                "speaker"
            },
        );
    }

    /// Whether the head of what an attribution reports is in one clause with a word of it.
    fn reaches(&self, voice: usize, word: usize) -> bool {
        let content = self.voices.list[voice]
            .content
            .iter()
            .find(|range| range.contains(&word));
        let start = content
            .map_or(word, |range| range.start)
            .max(self.page.sentence(word).start);
        if start < word && self.page.lower(start) == "and" {
            return false;
        }
        self.connected(start + 1, word.max(start + 1), &[])
    }

    /// Whether a cue takes a stand on what others want: "criticised the demand", not "announced that they want".
    fn judges_others(&self, entry: usize) -> bool {
        let cue = self.rules.cue(entry);
        cue.polarity == Dimension::Oppose
            || matches!(cue.form, Some(Form::Praise | Form::Argue | Form::Comply))
    }

    /// The attitude that the cue of an attribution expresses itself: "demanded that", "refused to".
    fn cue_of_voice(&self, no: usize) -> Option<(Range<usize>, usize, bool)> {
        let voice = &self.voices.list[no];
        let at = voice.cue.first()?.start;
        let sentence = self.page.words.sentence_of(at);
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
    fn voice_cued_within(&self, words: &Range<usize>, holders: &[Holder]) -> Option<usize> {
        self.voices.list.iter().position(|voice| {
            voice.is_cued_by(words)
                && voice
                    .holders
                    .iter()
                    .any(|speaker| holders.iter().any(|holder| holder.actor == speaker.actor))
        })
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
            let own = voice.is_some_and(|no| {
                self.voices.list[no]
                    .holders
                    .iter()
                    .any(|speaker| speaker.actor == holder.actor)
            });
            let spokesperson = voice
                .filter(|_| own)
                .and_then(|no| {
                    self.voices.list[no]
                        .holders
                        .iter()
                        .find(|speaker| speaker.actor == holder.actor)
                })
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

/// The form of a cue; what is not promised or demanded is refused.
fn form_of(cue: &crate::lexicon::Cue, negated: bool) -> Option<Form> {
    match (cue.form, negated) {
        (Some(Form::Promise | Form::Offer | Form::Comply), true) => Some(Form::Refuse),
        (Some(Form::Refuse), true) => Some(Form::Comply),
        (Some(Form::Demand | Form::Order | Form::Praise), true) => Some(Form::Argue),
        (form, _) => form,
    }
}

/// The cues among the finds that count, and those verdicts that a stance of its own would have hidden.
fn all_cues(finds: &[Find], all: &[Find]) -> Vec<Find> {
    let kept = |cue: &Find| finds.iter().any(|find| find.found == cue.found);
    let free = |cue: &Find| {
        finds.iter().all(|find| {
            !matches!(find.what, Meaning::Pragmatic(_))
                || find.found.words.end <= cue.found.words.start
                || cue.found.words.end <= find.found.words.start
        })
    };
    all.iter()
        .filter(|find| matches!(find.what, Meaning::Cue(_)) && (kept(find) || free(find)))
        .filter(|cue| kept(cue) || !within_longer(cue, all))
        .cloned()
        .collect()
}

/// Whether a longer cue takes this one in.
fn within_longer(cue: &Find, all: &[Find]) -> bool {
    all.iter().any(|other| {
        matches!(other.what, Meaning::Cue(_))
            && other.found.words != cue.found.words
            && other.found.words.start <= cue.found.words.start
            && cue.found.words.end <= other.found.words.end
    })
}

/// Of finds within longer ones of their own kind keeps the longer; a pragmatic rule takes in cues and wordings.
fn longest_only(finds: &[Find]) -> Vec<Find> {
    let weight = |find: &Find| match find.what {
        Meaning::Pragmatic(_) => 3,
        Meaning::Wording(_) => 2,
        Meaning::Anaphor => 2,
        Meaning::Cue(_) => 1,
        _ => 0,
    };
    let covered = |find: &Find, at: usize| {
        finds.iter().enumerate().any(|(other_at, other)| {
            let holds = other.found.words.start <= find.found.words.start
                && find.found.words.end <= other.found.words.end;
            let crosses = other.found.words.start < find.found.words.end
                && find.found.words.start < other.found.words.end;
            if crosses
                && matches!(other.what, Meaning::Pragmatic(_))
                && matches!(find.what, Meaning::Wording(_))
            {
                return true;
            }
            let both_wordings = matches!(other.what, Meaning::Wording(_))
                && matches!(find.what, Meaning::Wording(_));
            if crosses
                && both_wordings
                && other.found.words.start < find.found.words.start
                && other.found.words.end < find.found.words.end
            {
                return true;
            }
            let longer = other.found.words.len() > find.found.words.len();
            let stronger = weight(other) > weight(find)
                || (weight(other) == weight(find) && (longer || other_at < at));
            other_at != at
                && weight(other) > 0
                && holds
                && stronger
                && (longer || other.found.words == find.found.words)
        })
    };
    finds
        .iter()
        .enumerate()
        .filter(|(at, find)| weight(find) > 0 && !covered(find, *at))
        .map(|(_, find)| find.clone())
        .collect()
}
