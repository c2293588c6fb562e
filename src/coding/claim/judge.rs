//! How probable it is that a person who reads the document finds an actor on a side, from all that speaks for it.
//!
//! A logistic regression over some thirty numbers a person can read: how much of the actor's words is about the
//! proposition, how clearly they are on one side, whether a rule found the same, what the document and the sentences
//! around are about, what kind of actor it is. Then a second one, which sees besides what all else in the document is as
//! probable as by the first (`again`). Their weights, `judge.tsv`, are what `examples/learn_judge.rs` learns from coded practice texts; the
//! confidence of what examples say is its probability.

use std::{borrow::Cow, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::{
    super::cast::Holder,
    Claim,
    again::{FirstLook, second_look},
    telling::Telling,
};
use crate::model::{ActorKind, ClosedList, Slug};

/// What is less probable is left out: below it a find more costs more than it brings.
const LEAST: f64 = 0.3;
/// The same for what is against all else that the actor says: whoever is in one camp is seldom in the other, and a wrong
/// sign is worse than a miss.
const LEAST_AGAINST_CAMP: f64 = 0.6;
/// In a text of at most so many sentences ...
const BRIEF: usize = 6;
/// ... what a rule has found so surely is not dropped.
const PLAIN: f32 = 0.5;
/// What a rule's find weighs in the sign, beside the logarithm of the odds that the examples give.
const FIND: f32 = 6.0;
/// What a find counts that is neither the holder's own words nor a speech act.
const TOLD: f32 = 0.8;
/// No number counts for more than this.
const MOST: f32 = 6.0;
/// The name of the weight that every candidate has.
const ALWAYS: &str = "always";
/// What stands between a kind of actor and a proposition in the name of their weight.
const OF_KIND: &str = ":";

/// The weights at the first and at the second look.
static WEIGHTS: LazyLock<FxHashMap<&'static str, [f64; 2]>> = LazyLock::new(|| {
    let lines = include_str!("judge.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (name, weights) = line.split_once('\t')?;
            let (first, second) = weights.split_once('\t')?;
            Some((name, [first.parse().ok()?, second.parse().ok()?]))
        })
        .collect()
});

/// What speaks for an actor's stance on a proposition.
#[derive(Debug)]
pub(super) struct Evidence {
    proposition: Slug,
    /// How much of the document is about the proposition, and that by the examples alone.
    document: f32,
    document_of_examples: f32,
    /// How much of the actor's words is, in passages, and of the passage that is most.
    about: f32,
    most: f32,
    /// By itself, without regard to the document.
    alone: f32,
    /// How much the sentences around are.
    near: f32,
    /// The logarithm of the odds for support.
    side: f32,
    /// How much of it is told in each way.
    told: [f32; Telling::COUNT],
    /// The confidence of the rules' finds for and against, added up.
    finds: [f32; 2],
    /// How far the words of the finds speak for support.
    echo: f32,
    /// The confidence of the surest of them, against and for.
    surest: [f32; 2],
    rule: Option<&'static str>,
    points_back: bool,
    /// How far the actor is, in all it says, in the camp that supports the proposition.
    pub(super) camp: f32,
    /// How much of what the actor says, on whatever proposition, is about this one.
    pub(super) share: f32,
    /// How far the actor holds something on it by all that the document tells of the actor: the logarithm of the odds.
    pub(super) held: f32,
    /// Whether the document is about it more than about any other.
    pub(super) topic: bool,
    /// How many passages there are.
    count: f32,
    /// Which way those of the actor's kind mostly lean: above 0 towards support.
    lean: f32,
    kind: ActorKind,
    /// How probable it is that a person finds the same actor on the same side, after the second look.
    probability: f64,
    /// Whether the codebook does not have the actor, and whether it has one word for a name: "Chicago", "judge".
    new_actor: bool,
    one_word: bool,
    /// Whether it has no name at all: "some lawyers".
    unnamed: bool,
    /// Whether the document has only a few sentences.
    brief: bool,
}

impl Evidence {
    pub(super) fn new(holder: &Holder, proposition: Slug, document: f32, document_of_examples: f32) -> Self {
        Self {
            proposition,
            document,
            document_of_examples,
            about: 0.0,
            most: 0.0,
            alone: 0.0,
            near: 0.0,
            side: 0.0,
            told: [0.0; Telling::COUNT],
            finds: [0.0; 2],
            echo: 0.0,
            surest: [0.0; 2],
            rule: None,
            points_back: false,
            camp: 0.0,
            share: 0.0,
            held: 0.0,
            topic: false,
            count: 0.0,
            lean: 0.0,
            kind: holder.kind,
            probability: 0.0,
            new_actor: holder.label.is_some(),
            brief: false,
            unnamed: holder.label.as_ref().is_some_and(|label| label.starts_with(char::is_lowercase)),
            one_word: holder.label.is_some() && !holder.actor.as_str().contains('-'),
        }
    }

    /// The same in a document of so many sentences.
    pub(super) const fn in_text_of(mut self, sentences: usize) -> Self {
        self.brief = sentences <= BRIEF;
        self
    }

    /// How much of the actor's words is about the proposition, in passages.
    pub(super) const fn about(&self) -> f32 {
        self.about
    }

    /// Adds a passage: how much it is about the proposition in its document and alone, how far it is for it, and how
    /// much the sentences around it are about it.
    pub(super) fn add_passage(&mut self, telling: Telling, share: f32, side: f32, alone: f32, near: f32) {
        self.about += share;
        self.most = self.most.max(share);
        self.alone = self.alone.max(alone);
        self.near = self.near.max(near);
        self.side += side;
        self.told[telling as usize] += share;
        self.count += 1.0;
    }

    /// Says towards which side of it an actor's kind mostly leans, where the camp that wants to read messages is for it
    /// or, with `turn` below 0, against it.
    pub(super) fn lean(&mut self, kind: ActorKind, turn: f32) {
        self.lean = match kind {
            ActorKind::Agency | ActorKind::Government | ActorKind::Regulator => turn,
            ActorKind::Company | ActorKind::Ngo | ActorKind::TradeBody | ActorKind::Expert => -turn,
            _ => 0.0,
        };
    }

    /// Adds what a rule found.
    pub(super) fn add_find(&mut self, claim: &Claim) {
        let told = if claim.own || claim.speech { 1.0 } else { TOLD };
        self.finds[usize::from(claim.positive)] += claim.confidence as f32 * told;
        let surest = &mut self.surest[usize::from(claim.positive)];
        *surest = surest.max(claim.confidence as f32 * told);
        let echo = claim.echo.unwrap_or(0.0);
        self.echo += if claim.positive { echo } else { -echo };
        self.rule = Some(claim.rule);
        self.points_back |= claim.points_back();
    }

    /// How far all of it speaks for support, if it is above 0, or against.
    pub(super) fn sign(&self) -> f32 {
        self.side + FIND * (self.finds[1] - self.finds[0])
    }

    pub(super) fn positive(&self) -> bool {
        self.sign() > 0.0
    }

    /// The numbers that are weighed, by name.
    pub(super) fn features(&self) -> impl Iterator<Item = (Cow<'_, str>, f64)> {
        let sign = if self.positive() { 1.0 } else { -1.0 };
        let of_rule = |rule: &str| if self.rule == Some(rule) { 1.0 } else { 0.0 };
        let yes = |is: bool| if is { 1.0 } else { 0.0 };
        let told = |telling: Telling| self.told[telling as usize] / (self.about + 0.05);
        [
            (ALWAYS, 1.0),
            ("about", (self.about + 0.05).ln()),
            ("about-most", self.most),
            ("about-alone", (self.alone + 0.01).ln()),
            ("document", (self.document + 0.01).ln()),
            ("document-of-examples", (self.document_of_examples + 0.01).ln()),
            ("near", (self.near + 0.02).ln()),
            ("clear", self.sign().abs().min(MOST)),
            ("camp", (sign * self.camp).clamp(-MOST, MOST)),
            ("share", self.share),
            ("held", self.held.clamp(-MOST, MOST)),
            ("topic", yes(self.topic)),
            ("passages", (self.count + 1.0).ln()),
            ("leans-so", sign * self.lean),
            ("told-by-attitude", told(Telling::Attitude)),
            ("told-by-deed", told(Telling::Deed)),
            ("told-behind", told(Telling::Floor)),
            ("told-by-list", told(Telling::Roll)),
            ("new-actor", yes(self.new_actor)),
            ("new-actor-of-one-word", yes(self.one_word)),
            ("new-actor-without-name", yes(self.unnamed)),
            ("found", yes(self.rule.is_some())),
            ("found-cue", of_rule("cue")),
            ("found-pragmatic", of_rule("pragmatic")),
            ("found-speaker", of_rule("speaker")),
            ("found-pointing-back", yes(self.points_back)),
            ("found-surely", self.surest[usize::from(self.positive())]),
            ("found-torn", yes(self.side * (self.finds[1] - self.finds[0]) < 0.0)),
            ("found-echo", (sign * self.echo).clamp(-MOST, MOST)),
        ]
        .into_iter()
        .map(|(name, value)| (Cow::Borrowed(name), f64::from(value)))
        .chain([
            (Cow::Borrowed(self.proposition.as_str()), 1.0),
            // What those of a kind mostly speak of.
            (Cow::Owned([ClosedList::id(self.kind), OF_KIND, self.proposition.as_str()].concat()), 1.0),
        ])
    }

    /// How probable it is, if that is enough to be said.
    pub(super) fn verdict(&self) -> Option<f64> {
        let sign = if self.positive() { 1.0 } else { -1.0 };
        let least = if sign * self.camp < 0.0 { LEAST_AGAINST_CAMP } else { LEAST };
        // Of a text of a few sentences there is too little to weigh a rule's find by.
        let fits = sign * self.camp >= 0.0;
        let plain = self.brief && fits && self.surest[usize::from(self.positive())] >= PLAIN;
        if plain {
            return Some(self.probability.max(LEAST));
        }
        Some(self.probability).filter(|probability| *probability >= least)
    }

    /// The logarithm of the odds that a person finds the same actor on the same side of the proposition, by what is weighed
    /// of it alone: at the first look, and at the second.
    fn odds(&self) -> [f64; 2] {
        self.features().fold([0.0; 2], |odds, (name, value)| {
            let weights = weights(&name);
            [odds[0] + weights[0] * value, odds[1] + weights[1] * value]
        })
    }
}

/// Judges all that a document may tell, first each by itself, then with the others in view.
pub(super) fn judge<'e>(all: impl Iterator<Item = (&'e Slug, &'e mut Evidence)>) {
    let (mut evidence, mut looks) = (Vec::new(), Vec::new());
    for (actor, own) in all {
        let [first, second] = own.odds();
        looks.push(FirstLook {
            actor: actor.clone(),
            proposition: own.proposition.clone(),
            positive: own.positive(),
            probability: sigmoid(first),
        });
        evidence.push((own, second));
    }
    for ((own, odds), again) in evidence.into_iter().zip(second_look(&looks)) {
        let again: f64 = again.into_iter().map(|(name, value)| weights(name)[1] * value).sum();
        own.probability = sigmoid(odds + again);
    }
}

/// What a number of some name weighs at the first look and at the second.
fn weights(name: &str) -> [f64; 2] {
    WEIGHTS.get(name).copied().unwrap_or_default()
}

/// The probability that the logarithm of odds stands for.
pub(super) fn sigmoid(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence() -> Evidence {
        let actor = "acme".parse().expect("a slug");
        let kind = ActorKind::Company;
        let holder = Holder { actor, label: None, kind, spokesperson: None, role: None, guessed: false };
        Evidence::new(&holder, "provider-access".parse().expect("a slug"), 0.5, 0.5)
    }

    #[test]
    fn each_weight_is_of_something_that_is_weighed() {
        let propositions = include_str!("../../../seeds/codebooks/encryption-policy.toml");
        let evidence = evidence();
        let again = second_look(&[]);
        assert!(again.is_empty());
        let looks = [FirstLook {
            actor: "acme".parse().expect("a slug"),
            proposition: evidence.proposition.clone(),
            positive: true,
            probability: 0.5,
        }];
        let again = second_look(&looks)[0].map(|(name, _)| Cow::Borrowed(name));
        let names: Vec<Cow<'_, str>> = evidence.features().map(|(name, _)| name).chain(again).collect();
        assert!(names.iter().all(|name| WEIGHTS.contains_key(name.as_ref())), "{names:?}");
        for name in WEIGHTS.keys() {
            let of_kind =
                name.split_once(OF_KIND).is_some_and(|(kind, _)| ActorKind::ALL.iter().any(|own| own.id() == kind));
            let proposition = name.split_once(OF_KIND).map_or(*name, |(_, proposition)| proposition);
            let known = propositions.contains(&format!("id = \"{proposition}\""));
            assert!(names.iter().any(|own| own == name) || known && (of_kind || proposition == *name), "{name}");
        }
    }

    #[test]
    fn more_words_and_clearer_ones_make_a_stance_more_probable() {
        let (mut little, mut much) = (evidence(), evidence());
        little.add_passage(Telling::Said, 0.3, 0.5, 0.5, 0.2);
        much.add_passage(Telling::Said, 0.9, 4.0, 0.5, 0.2);
        assert!(little.odds()[0] < much.odds()[0]);
        assert!(much.positive());
    }
}
