//! Which side somebody takes by the words that examples taught, where no rule says so.

use std::{collections::BTreeMap, ops::Range};

use super::{
    super::{cast::Holder, explain::Factor, feature, spans::Spans},
    Claim, Claimer,
};
use crate::{
    lexicon::{Learned, key_of, softmax},
    model::{ActorKind, Commitment, Form, Slug},
};

/// How much what the whole document is about says of what one passage is about.
const CONTEXT: f32 = 1.0;
/// The weight of "about nothing" beforehand, whatever the document.
const NOTHING: f32 = 1.2;
/// What every proposition has in a document beforehand.
const SMALLEST: f32 = 0.02;
/// Passages less probably about a proposition than this say nothing of it.
const ABOUT: f32 = 0.15;
/// How much of somebody's words must be about a proposition, in passages.
const ENOUGH: f32 = 0.6;
/// The least sum of the logarithms of the odds for a side.
const CLEAR: f32 = 1.4;
/// The words of an explanation.
const SHOWN: usize = 4;

/// What is gathered of one actor's words on one proposition.
struct Sum {
    holder: Holder,
    voice: usize,
    words: Range<usize>,
    /// In how many passages, counted by how probably they are about the proposition.
    about: f32,
    /// The logarithm of the odds for support.
    side: f32,
    best: f32,
}

impl Claimer<'_, '_, '_> {
    /// Adds claims for those who speak, on what they most probably speak of.
    pub(super) fn learned(&mut self) {
        let Some(taught) = self.rules.lexicon.learned.clone() else { return };
        if self.voices.list.iter().all(|voice| voice.holders.is_empty()) {
            return;
        }
        let learned = taught.learned();
        let claims = Spans::new(self.claims.iter().map(|claim| claim.words.clone()));
        let context = self.context(learned);
        let mut sums: BTreeMap<(Slug, usize), Sum> = BTreeMap::new();
        for no in 0..self.voices.list.len() {
            if self.reports_others(no, &claims) {
                continue;
            }
            let features = self.features_of_voice(no);
            let subjects = in_context(learned.subjects(&features), &context);
            for (proposition, share) in subjects.iter().enumerate().take(learned.propositions().len()) {
                if *share < ABOUT {
                    continue;
                }
                let side = learned.side(&features, proposition) * share;
                for holder in self.voices.list[no].holders.iter().filter(|holder| holder.kind != ActorKind::Press) {
                    let Some(words) = self.voices.list[no].content.first().cloned() else { continue };
                    let sum = sums.entry((holder.actor.clone(), proposition)).or_insert_with(|| Sum {
                        holder: holder.clone(),
                        voice: no,
                        words: words.clone(),
                        about: 0.0,
                        side: 0.0,
                        best: 0.0,
                    });
                    sum.about += share;
                    sum.side += side;
                    if side.abs() > sum.best {
                        (sum.best, sum.voice, sum.words) = (side.abs(), no, words);
                    }
                }
            }
        }
        for ((actor, number), sum) in sums {
            let proposition = &learned.propositions()[number];
            if sum.about < ENOUGH || sum.side.abs() < CLEAR || !self.is_of_codebook(proposition) {
                continue;
            }
            if self.claims.iter().any(|claim| claim.holder.actor == actor && claim.proposition == *proposition) {
                continue;
            }
            let factors = self.factors_of(sum.voice, learned, number);
            let certain = f64::from(1.0 / (1.0 + (-sum.side.abs()).exp()));
            self.claims.push(Claim {
                confidence: (0.25 + 0.5 * certain * f64::from(sum.about.min(1.0))).min(0.75),
                positive: sum.side > 0.0,
                form: Some(Form::Argue),
                speech: true,
                commitment: Commitment::Asserted,
                words: sum.words,
                voice: Some(sum.voice),
                own: true,
                rule: "examples",
                factors,
                holder: sum.holder,
                proposition: proposition.clone(),
            });
        }
    }

    /// Whether the words of an attribution tell what somebody else holds: they do not speak for who says so.
    fn reports_others(&self, no: usize, claims: &Spans) -> bool {
        let voice = &self.voices.list[no];
        voice.content.iter().flat_map(|range| claims.overlapping(range)).any(|claim| {
            let actor = &self.claims[claim].holder.actor;
            voice.holders.iter().all(|holder| holder.actor != *actor)
        })
    }

    fn is_of_codebook(&self, proposition: &Slug) -> bool {
        self.cast.setting.codebook.propositions.contains_key(proposition)
    }

    /// What the document is about, by the mean of its sentences.
    fn context(&self, learned: &Learned) -> Vec<f32> {
        let mut sums = vec![0.0; learned.propositions().len() + 1];
        let sentences = &self.page.words.sentences;
        for sentence in sentences {
            let mut features = Vec::new();
            feature::describe(self.page, self.cast.setting.roster, sentence.clone(), &mut |parts| {
                features.push(key_of(parts))
            });
            for (sum, share) in sums.iter_mut().zip(learned.subjects(&features)) {
                *sum += share;
            }
        }
        let count = sentences.len().max(1) as f32;
        sums.iter_mut().for_each(|sum| *sum /= count);
        sums
    }

    /// The words of an attribution's cue and content, in order, without those of attributions within.
    fn words_of_voice(&self, no: usize) -> Vec<usize> {
        let voice = &self.voices.list[no];
        let content = voice.content.iter().cloned().flatten().filter(|word| self.voices.at(*word) == Some(no));
        let mut words: Vec<usize> = voice.cue.iter().cloned().flatten().chain(content).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    fn features_of_voice(&self, no: usize) -> Vec<u64> {
        let mut features = Vec::new();
        let words = self.words_of_voice(no).into_iter();
        feature::describe(self.page, self.cast.setting.roster, words, &mut |parts| features.push(key_of(parts)));
        features
    }

    /// The words that weighed most.
    fn factors_of(&self, no: usize, learned: &Learned, proposition: usize) -> Vec<Factor> {
        let mut weighed: Vec<(String, f32)> = Vec::new();
        let words = self.words_of_voice(no).into_iter();
        feature::describe(self.page, self.cast.setting.roster, words, &mut |parts| {
            let weight = learned.weight(key_of(parts), proposition);
            if weight != 0.0 && parts.len() > 1 {
                weighed.push((parts.concat(), weight));
            }
        });
        weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        weighed.truncate(SHOWN);
        let shown = |(name, weight): (String, f32)| Factor::learned(name, weight > 0.0);
        weighed.into_iter().map(shown).collect()
    }
}

/// What a passage is about, given what its document is about.
fn in_context(mut subjects: Vec<f32>, context: &[f32]) -> Vec<f32> {
    let none = subjects.len() - 1;
    for (class, share) in subjects.iter_mut().enumerate() {
        let beforehand = if class == none { NOTHING } else { context[class] + SMALLEST };
        *share = (*share + 1e-9).ln() + CONTEXT * beforehand.ln();
    }
    softmax(&mut subjects);
    subjects
}
