//! Who takes somebody else's side shares its stance.

use std::{collections::BTreeMap, ops::Range};

use rustc_hash::FxHashMap;

use super::{
    super::{
        cast::Holder,
        explain::Factor,
        negation,
        rules::Meaning,
        subject::{self, Subject},
    },
    Claim, Claimer,
};
use crate::model::{Commitment, Form, Sign, Slug};

/// How sure it is that who takes another's side shares its stance.
const ALLIED: f64 = 0.6;

impl Claimer<'_, '_, '_> {
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
                        echo: None,
                        moved: None,
                        judged: false,
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
