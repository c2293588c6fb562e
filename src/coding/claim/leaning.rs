//! Which way somebody leans who takes no stand in so many words: by the reasons given, by whose side is taken.

use std::{collections::BTreeMap, ops::Range};

use rustc_hash::FxHashMap;

use super::{
    super::{
        cast::Holder,
        explain::Factor,
        negation,
        page::Find,
        rules::Meaning,
        statement::is_rejected,
        subject::{self, Subject},
    },
    Claim, Claimer,
};
use crate::{
    lexicon::Class,
    model::{ActorKind, Commitment, Form, Sign, Slug},
};

/// How sure one reason makes it, and how much each further one adds.
const ONE_REASON: f64 = 0.5;
const MORE_REASON: f64 = 0.04;
/// How sure it is that who takes another's side shares its stance.
const ALLIED: f64 = 0.6;

/// The reasons that somebody gives on one topic.
struct Lean {
    holder: Holder,
    voice: usize,
    words: Range<usize>,
    support: u32,
    oppose: u32,
    factors: Vec<Factor>,
}

impl Claimer<'_, '_, '_> {
    /// For those who speak but take no stand: where all their reasons speak for one side of what they talk about.
    pub(super) fn lean(&mut self, topics: &[Option<Slug>]) {
        let mut leans: BTreeMap<(Slug, Slug), Lean> = BTreeMap::new();
        for (number, finds) in self.page.finds.iter().enumerate() {
            let Some(topic) = topics.get(number).and_then(Option::as_ref) else { continue };
            for find in finds {
                self.weigh(number, find, topic, &mut leans);
            }
        }
        for ((actor, proposition), lean) in leans {
            if (lean.support > 0) == (lean.oppose > 0) || self.claims.iter().any(|claim| claim.holder.actor == actor) {
                continue;
            }
            let reasons = lean.support.max(lean.oppose);
            self.claims.push(Claim {
                confidence: ONE_REASON + MORE_REASON * f64::from(reasons.min(4) - 1),
                positive: lean.support > 0,
                form: Some(Form::Argue),
                speech: true,
                commitment: Commitment::Asserted,
                words: lean.words,
                voice: Some(lean.voice),
                own: true,
                rule: "reasons",
                factors: lean.factors,
                holder: lean.holder,
                proposition,
            });
        }
    }

    fn weigh(&self, number: usize, find: &Find, topic: &Slug, leans: &mut BTreeMap<(Slug, Slug), Lean>) {
        let Meaning::Reason(entry) = find.what else { return };
        let words = find.found.words.clone();
        let Some(voice) = self.voices.at(words.start) else { return };
        // "the National Security Agency" gives no reason.
        if self.page.mention_at(words.start).is_some_and(|mention| !mention.description) {
            return;
        }
        let side = self.rules.leaning(topic, &self.rules.reason(entry).frame);
        if side == 0 || self.is_question(words.start) {
            return;
        }
        let doubtful = is_rejected(self.page, number, words.start)
            || negation::negator(self.page, words.start).is_some()
            // "Privacy is not absolute."
            || (words.end..words.end + 3).any(|word| self.page.class(word).any(Class::NEGATION))
            || self.is_conceded(words.start);
        let text = self.page.words.slice(words.clone()).to_owned();
        for holder in self.voices.list[voice].holders.iter().filter(|holder| holder.kind != ActorKind::Press) {
            let lean = leans.entry((holder.actor.clone(), topic.clone())).or_insert_with(|| Lean {
                holder: holder.clone(),
                voice,
                words: words.clone(),
                support: 0,
                oppose: 0,
                factors: Vec::new(),
            });
            // What is conceded or denied counts for neither side, and against the certainty of both.
            lean.support += u32::from(side > 0 || doubtful);
            lean.oppose += u32::from(side < 0 || doubtful);
            let mut factor = Factor::new(find.what, self.rules.text(find.found.pattern), text.clone());
            factor.positive = Some(side > 0);
            lean.factors.push(factor);
        }
    }

    /// "While privacy matters, ...": a clause that grants the other side something.
    fn is_conceded(&self, word: usize) -> bool {
        let sentence = self.page.sentence(word);
        (sentence.start..word).any(|at| {
            matches!(
                self.page.lower(at).as_str(),
                "while"
                    | "although"
                    | "though"
                    | "despite"
                    | "acknowledge"
                    | "acknowledged"
                    | "acknowledging"
                    | "balance"
                    | "balancing"
            )
        })
    }

    /// Who sides with somebody whose stance the document tells shares it.
    pub(super) fn ally(&mut self) {
        let page = self.page;
        let stances = self.stances();
        for finds in &page.finds {
            for find in finds {
                let Meaning::Alliance(entry) = find.what else { continue };
                let Some((_, other)) = find.found.slots.first().cloned() else { continue };
                let start = find.found.words.start;
                let negated = negation::negator(page, start).is_some();
                if negated || self.is_question(start) {
                    continue;
                }
                let same = self.rules.alliance(entry).sign == Sign::Support;
                let Some(other) = self.cast.resolve(other).into_iter().next() else { continue };
                let Some((proposition, positive)) = stances.get(&other.actor).cloned() else { continue };
                let voice = self.voices.at(start);
                let holders = match voice {
                    // "Apple is right": who says so.
                    Some(no) if find.found.slots.first().is_some_and(|(_, words)| words.start == start) => {
                        self.voices.list[no].holders.clone()
                    }
                    _ => self.who_sides(start, &find.found.words, voice),
                };
                for holder in holders {
                    if holder.actor == other.actor {
                        continue;
                    }
                    let text = page.words.slice(find.found.words.clone()).to_owned();
                    let own =
                        voice.is_none_or(|no| self.voices.list[no].holders.iter().any(|one| one.actor == holder.actor));
                    self.claims.push(Claim {
                        proposition: proposition.clone(),
                        positive: positive == same,
                        form: Some(if same { Form::Argue } else { Form::Criticise }),
                        speech: true,
                        commitment: Commitment::Asserted,
                        words: find.found.words.clone(),
                        voice: voice
                            .or_else(|| self.voice_cued_within(&find.found.words, std::slice::from_ref(&holder))),
                        own: own && voice.is_some(),
                        rule: "alliance",
                        confidence: ALLIED * if holder.guessed { 0.88 } else { 1.0 },
                        factors: vec![Factor::new(find.what, self.rules.text(find.found.pattern), text)],
                        holder,
                    });
                }
            }
        }
    }

    /// The proposition on which each actor's stance is clearest, and that stance.
    fn stances(&self) -> FxHashMap<Slug, (Slug, bool)> {
        let mut sums: BTreeMap<(&Slug, &Slug), f64> = BTreeMap::new();
        for claim in &self.claims {
            let signed = if claim.positive { claim.confidence } else { -claim.confidence };
            *sums.entry((&claim.holder.actor, &claim.proposition)).or_default() += signed;
        }
        let mut best: FxHashMap<Slug, (Slug, bool)> = FxHashMap::default();
        let mut weights: FxHashMap<&Slug, f64> = FxHashMap::default();
        for ((actor, proposition), sum) in sums {
            let known = weights.entry(actor).or_default();
            if sum.abs() > *known {
                *known = sum.abs();
                best.insert(actor.clone(), (proposition.clone(), sum > 0.0));
            }
        }
        best
    }

    /// Whose words or deed it is to take a side.
    fn who_sides(&mut self, start: usize, words: &Range<usize>, voice: Option<usize>) -> Vec<Holder> {
        let group = subject::group(self.cast, start);
        match group.subject {
            Subject::Actors(holders) => holders,
            Subject::Speaker => voice.map(|no| self.voices.list[no].holders.clone()).unwrap_or_default(),
            Subject::Shared => subject::main_subject(self.cast, start).unwrap_or_default(),
            Subject::Thing | Subject::Nothing => {
                match self.voices.cued_by(words).or(voice.map(|no| &self.voices.list[no])) {
                    Some(voice) => voice.holders.clone(),
                    None => subject::main_subject(self.cast, start).unwrap_or_default(),
                }
            }
        }
    }
}
