//! Which side somebody takes by the words that examples taught, where no rule says so.
//!
//! Whatever is told of somebody is weighed in passages: the words of an attribution with its cue, and, in the
//! document's own voice, what stands behind an actor as the subject of a verb. Three things are asked of each: does it
//! take a stand at all; on what, given what the document is about; and in which camp is who says so. An actor's
//! passages are added up, with what the rules found of the same actor; then `judge` says how probable it is that a
//! person would find the same.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{
        cast::Holder,
        explain::Factor,
        feature::{Weighed, describe, describe_holder},
    },
    Claim, Claimer,
    judge::{Evidence, judge, sigmoid},
    telling::Passage,
};
use crate::{
    lexicon::{KnownFeature, Learned, softmax},
    model::{ActorKind, Commitment, Form, Slug},
};

/// How much what the whole document is about says of what one passage is about.
const CONTEXT: f32 = 1.4;
/// What every proposition has in a document beforehand.
const SMALLEST: f32 = 0.02;
/// Passages less probably about a proposition than this say nothing of it.
const ABOUT: f32 = 0.05;
/// How sure the examples must be of another proposition for a rule's find to be moved there ...
const SURE: f32 = 0.6;
/// ... and how many times more the document must be about that.
const STRAY: f32 = 5.0;
/// How much the patterns of the lexicon say of what a document is about, beside the examples.
const PATTERNS: f32 = 0.5;
/// How much the examples' sign weighs for a rule's find.
const ECHO: f32 = 0.4;
/// How much it weighs whether a rule's proposition is what the passage and the document are about.
const FITS: f32 = 0.3;
/// How much more for words that only point back to something: "welcomed the decision".
const POINTING: f32 = 2.0;
/// How much it counts that an agency is against what it says it does not want.
const DENIED: f64 = 0.3;
/// The words of an explanation.
const SHOWN: usize = 4;

/// What is gathered of one actor on one proposition.
struct Sum {
    holder: Holder,
    evidence: Evidence,
    /// The passages that say most against it and for it, and how much.
    best: [Option<(usize, f32)>; 2],
}

/// What somebody in a document may hold, with the numbers by which it is decided whether he does.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Whose stance it would be.
    pub actor: Slug,
    /// On what.
    pub proposition: Slug,
    /// For it, or against it.
    pub positive: bool,
    /// What is weighed, by name.
    pub features: Vec<(String, f64)>,
}

/// What a document tells of an actor in one passage, as the models see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of whom.
    pub actor: Slug,
    /// What the models see of its words and of its actor.
    pub features: Vec<String>,
}

impl Claimer<'_, '_, '_> {
    /// What is told of each actor, passage by passage, for the program that learns from coded texts.
    pub(super) fn told(&mut self) -> Vec<Told> {
        let passages = self.passages();
        let mut told = Vec::new();
        for passage in &passages {
            let mut features = Vec::new();
            let words = passage.words.iter().copied();
            let mut put = |parts: &[&str]| features.push(parts.concat());
            describe(self.page, self.rules, self.cast.setting.roster, words, &mut put);
            for holder in &passage.holders {
                let mut features = features.clone();
                describe_holder(holder.kind, &mut |parts| features.push(parts.concat()));
                told.push(Told { actor: holder.actor.clone(), features });
            }
        }
        told
    }

    /// Weighs what the rules found, and adds claims for those who speak or act, on what they most probably speak of.
    pub(super) fn learned(&mut self) {
        let Some(taught) = self.rules.lexicon.learned.clone() else { return };
        let learned = taught.learned();
        let weighed = Weighed::new(self.page, self.rules, self.cast.setting.roster, learned);
        let context = self.context(learned, &weighed);
        let passages = self.passages();
        let sums = self.sums(learned, &weighed, &context, &passages);
        // What a rule found, too, is as probable as all that speaks for it makes it.
        let mut told: FxHashSet<(Slug, usize)> = FxHashSet::default();
        self.claims.retain_mut(|claim| {
            let place = learned.propositions().iter().position(|id| *id == claim.proposition);
            let key = place.map(|place| (claim.holder.actor.clone(), place));
            let Some((key, sum)) = key.and_then(|key| sums.get(&key).map(|sum| (key, sum))) else { return true };
            let verdict = sum.evidence.verdict().filter(|_| claim.positive == sum.evidence.positive());
            let Some(probability) = verdict else { return false };
            (claim.confidence, claim.judged) = (probability, true);
            told.insert(key);
            true
        });
        for (key, sum) in sums {
            let proposition = &learned.propositions()[key.1];
            let Some(probability) = sum.evidence.verdict().filter(|_| self.is_of_codebook(proposition)) else {
                continue;
            };
            if told.contains(&key) {
                continue;
            }
            let Some((passage, _)) = sum.best[usize::from(sum.evidence.positive())] else { continue };
            let passage = &passages[passage];
            let factors = factors_of(&weighed, &passage.words, &sum.holder, key.1);
            self.claims.push(Claim {
                confidence: probability,
                positive: sum.evidence.positive(),
                form: Some(Form::Argue),
                speech: passage.voice.is_some(),
                commitment: Commitment::Asserted,
                words: passage.shown.clone(),
                voice: passage.voice,
                own: passage.voice.is_some(),
                rule: "examples",
                factors,
                echo: None,
                moved: None,
                judged: true,
                holder: sum.holder,
                proposition: proposition.clone(),
            });
        }
    }

    /// What [`Self::learned`] weighs, for the program that learns how.
    pub(super) fn candidates(&mut self) -> Vec<Candidate> {
        let Some(taught) = self.rules.lexicon.learned.clone() else { return Vec::new() };
        let learned = taught.learned();
        let weighed = Weighed::new(self.page, self.rules, self.cast.setting.roster, learned);
        let context = self.context(learned, &weighed);
        let passages = self.passages();
        let sums = self.sums(learned, &weighed, &context, &passages);
        let candidate = |((actor, number), sum): ((Slug, usize), Sum)| Candidate {
            actor,
            proposition: learned.propositions()[number].clone(),
            positive: sum.evidence.positive(),
            features: sum.evidence.features().map(|(name, value)| (name.into_owned(), value)).collect(),
        };
        sums.into_iter().map(candidate).collect()
    }

    /// What is gathered of each actor on each proposition: of the passages, and of the rules' finds.
    fn sums(
        &mut self,
        learned: &Learned,
        weighed: &Weighed<'_>,
        context: &Context,
        passages: &[Passage],
    ) -> BTreeMap<(Slug, usize), Sum> {
        let mut sums: BTreeMap<(Slug, usize), Sum> = BTreeMap::new();
        let sentences = self.page.words.sentences.len();
        let new = |holder: &Holder, proposition: usize| Sum {
            holder: holder.clone(),
            evidence: Evidence::new(
                holder,
                learned.propositions()[proposition].clone(),
                context.shares[proposition],
                context.of_examples[proposition],
            )
            .in_text_of(sentences),
            best: [None; 2],
        };
        let (mut features, mut subjects) = (Vec::new(), Vec::new());
        let mut portraits: FxHashMap<Slug, Vec<KnownFeature>> = FxHashMap::default();
        for (number, passage) in passages.iter().enumerate() {
            weighed.features(passage.words.iter().copied(), &mut features);
            let own = features.len();
            let stand = learned.stand(&features) * passage.weight;
            learned.subjects(&features, &mut subjects);
            let alone = subjects.clone();
            context.applied_to(&mut subjects);
            let sentence = self.page.sentence_of(passage.words[0]);
            for holder in &passage.holders {
                features.truncate(own);
                features.extend(weighed.feature_of_holder(holder.kind));
                portraits.entry(holder.actor.clone()).or_default().extend(&features);
                for (proposition, share) in subjects.iter().enumerate() {
                    let share = share * stand;
                    if share < ABOUT {
                        continue;
                    }
                    let side = learned.side(&features, proposition) * share;
                    let sum =
                        sums.entry((holder.actor.clone(), proposition)).or_insert_with(|| new(holder, proposition));
                    let near = context.near(sentence, proposition);
                    sum.evidence.add_passage(passage.telling, share, side, alone[proposition], near);
                    let best = &mut sum.best[usize::from(side > 0.0)];
                    if best.is_none_or(|(_, best)| side.abs() > best) {
                        *best = Some((number, side.abs()));
                    }
                }
            }
        }
        for number in 0..self.claims.len() {
            let Some(place) = self.weigh_rule(number, learned, weighed, context) else { continue };
            let claim = &self.claims[number];
            let sum = sums.entry((claim.holder.actor.clone(), place)).or_insert_with(|| new(&claim.holder, place));
            sum.evidence.add_find(claim);
        }
        weigh_portraits(learned, portraits, &mut sums);
        // In which camp somebody's words are altogether, and how much of them is about each.
        let mut all: FxHashMap<Slug, (f32, f32)> = FxHashMap::default();
        for ((actor, proposition), sum) in &sums {
            let (camp, about) = all.entry(actor.clone()).or_default();
            *camp += learned.turn(*proposition) * sum.evidence.sign();
            *about += sum.evidence.about();
        }
        let topic = (0..context.shares.len())
            .max_by(|a, b| context.shares[*a].total_cmp(&context.shares[*b]))
            .unwrap_or_default();
        for ((actor, proposition), sum) in &mut sums {
            let (camp, about) = all[actor];
            sum.evidence.camp = camp * learned.turn(*proposition);
            sum.evidence.share = sum.evidence.about() / (about + 0.1);
            sum.evidence.topic = *proposition == topic;
            sum.evidence.lean(sum.holder.kind, learned.turn(*proposition));
        }
        judge(sums.iter_mut().map(|((actor, _), sum)| (actor, &mut sum.evidence)));
        sums
    }

    /// Lets the examples look at what a rule found: how far the words of its passage speak for its sign, and whether
    /// they are about another proposition. Says which it is about in the end.
    fn weigh_rule(
        &mut self,
        number: usize,
        learned: &Learned,
        weighed: &Weighed<'_>,
        context: &Context,
    ) -> Option<usize> {
        let (mut features, mut subjects) = (Vec::new(), Vec::new());
        let claim = &self.claims[number];
        let place = learned.propositions().iter().position(|id| *id == claim.proposition)?;
        let sentence = self.page.sentence(claim.words.start);
        let voice = self.voices.at(claim.words.end - 1);
        let words = sentence.filter(|word| claim.words.contains(word) || self.voices.at(*word) == voice);
        weighed.features(words, &mut features);
        learned.subjects(&features, &mut subjects);
        context.applied_to(&mut subjects);
        features.extend(weighed.feature_of_holder(claim.holder.kind));
        let likeliest = (0..subjects.len()).max_by(|a, b| subjects[*a].total_cmp(&subjects[*b])).unwrap_or(place);
        let points_back = claim.points_back();
        let neighbour = !points_back
            && learned.turn(likeliest) == learned.turn(place)
            && subjects[likeliest] > SURE
            && context.shares[likeliest] > STRAY * context.shares[place]
            && self.is_of_codebook(&learned.propositions()[likeliest]);
        // "We don't want a back door": an agency that says so means that it wants something else of the kind.
        let denies = !claim.positive
            && claim.holder.kind == ActorKind::Agency
            && learned.turn(place) > 0.0
            && claim.factors.iter().any(|factor| factor.negated);
        let moved = neighbour.then(|| claim.proposition.clone());
        let place = if neighbour { likeliest } else { place };
        let side = learned.side(&features, place);
        let echo = if claim.positive { side } else { -side };
        // Words that only point back to something say nothing of it themselves.
        let fits = if points_back {
            POINTING * ((context.shares[place] + 0.01) / 0.1).ln().clamp(-3.0, 0.0)
        } else {
            // A pattern that is a stance by itself says what it is about.
            let least = if claim.rule == "pragmatic" { -0.5 } else { -3.0 };
            ((subjects[place] + 0.01) / 0.2).ln().clamp(least, 1.0)
        };
        let odds =
            (claim.confidence / (1.0 - claim.confidence)).ln() + f64::from(ECHO * echo.clamp(-6.0, 6.0) + FITS * fits);
        let most = if denies { DENIED } else { 0.95 };
        let claim = &mut self.claims[number];
        claim.confidence = sigmoid(odds).min(most);
        claim.echo = Some(echo);
        claim.moved = moved;
        claim.proposition = learned.propositions()[place].clone();
        Some(place)
    }

    fn is_of_codebook(&self, proposition: &Slug) -> bool {
        self.cast.setting.codebook.propositions.contains_key(proposition)
    }

    /// What the document is about, by the mean of its sentences that take a stand.
    fn context(&self, learned: &Learned, weighed: &Weighed<'_>) -> Context {
        let mut sums = vec![0.0; learned.propositions().len()];
        let mut sentences = Vec::with_capacity(sums.len() * self.page.words.sentences.len());
        let mut count = 0.0;
        let (mut features, mut subjects) = (Vec::new(), Vec::new());
        for sentence in &self.page.words.sentences {
            weighed.features(sentence.clone(), &mut features);
            let stand = learned.stand(&features);
            count += stand;
            learned.subjects(&features, &mut subjects);
            for (sum, share) in sums.iter_mut().zip(&subjects) {
                *sum += share * stand;
                sentences.push(share * stand);
            }
        }
        sums.iter_mut().for_each(|sum| *sum /= count.max(1e-6));
        let of_examples = sums.clone();
        // What the lexicon's patterns find says it too.
        let found = self.topics.shares(learned.propositions());
        let weight = PATTERNS;
        for (sum, found) in sums.iter_mut().zip(found) {
            *sum = sum.max(1e-4).powf(1.0 - weight) * (found + 0.01).powf(weight);
        }
        let total: f32 = sums.iter().sum();
        sums.iter_mut().for_each(|sum| *sum /= total);
        Context::new(sums, of_examples, sentences)
    }
}

/// Weighs what each actor holds by all that the document tells of it, by the features of its passages.
fn weigh_portraits(
    learned: &Learned,
    portraits: FxHashMap<Slug, Vec<KnownFeature>>,
    sums: &mut BTreeMap<(Slug, usize), Sum>,
) {
    let mut scores = Vec::new();
    for (actor, mut features) in portraits {
        let mut own = sums.range_mut((actor.clone(), 0)..=(actor, usize::MAX)).peekable();
        // Of most actors there is nothing to be weighed.
        if own.peek().is_none() {
            continue;
        }
        features.sort_unstable();
        features.dedup();
        learned.held(&features, &mut scores);
        own.for_each(|((_, proposition), sum)| sum.evidence.held = scores[*proposition]);
    }
}

/// The words that weighed most.
fn factors_of(weighed: &Weighed<'_>, words: &[usize], holder: &Holder, proposition: usize) -> Vec<Factor> {
    let mut found: Vec<(&str, f32)> =
        weighed.weights(words, holder.kind, proposition).filter(|(_, weight)| *weight != 0.0).collect();
    found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(b.0)));
    found.truncate(SHOWN);
    found.into_iter().map(|(name, weight)| Factor::learned(name.to_owned(), weight > 0.0)).collect()
}

/// What a document is about.
struct Context {
    /// By proposition, how much of it.
    shares: Vec<f32>,
    /// The same by the examples alone.
    of_examples: Vec<f32>,
    /// The same sentence by sentence.
    sentences: Vec<f32>,
    /// What that adds to the logarithm of how much a passage is about one.
    weights: Vec<f32>,
}

impl Context {
    fn new(shares: Vec<f32>, of_examples: Vec<f32>, sentences: Vec<f32>) -> Self {
        let weights = shares.iter().map(|share| CONTEXT * (share + SMALLEST).ln()).collect();
        Self { shares, of_examples, sentences, weights }
    }

    /// How much a sentence, the two before it and the one behind it are about a proposition.
    fn near(&self, sentence: usize, proposition: usize) -> f32 {
        let rows = self.sentences.chunks_exact(self.shares.len());
        let rows = rows.skip(sentence.saturating_sub(2)).take(sentence.min(2) + 2);
        rows.map(|row| row[proposition]).sum::<f32>() / 4.0
    }

    /// Turns what a passage is about by itself into what it is about in its document.
    fn applied_to(&self, subjects: &mut [f32]) {
        for (share, weight) in subjects.iter_mut().zip(&self.weights) {
            *share = (*share + 1e-9).ln() + weight;
        }
        softmax(subjects);
    }
}
