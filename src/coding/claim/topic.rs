//! What "the order", "such a bill" and "that decision" point back to.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    super::{
        page::Page,
        rules::{Meaning, Rules},
    },
    Claimer, Terminal,
    prune::longest_only,
};
use crate::{
    lexicon::WordList,
    model::{Form, Sign, Slug},
};

/// What was spoken of, for "the order" and "such a bill".
#[derive(Debug, Clone)]
pub(super) struct Topic {
    pub(super) proposition: Slug,
    pub(super) positive: bool,
    pub(super) sentence: usize,
}

/// What was last spoken of, last demanded, and last put into a law.
#[derive(Debug, Clone, Default)]
pub(in crate::coding) struct Topics {
    any: Option<Topic>,
    demand: Option<Topic>,
    law: Option<Topic>,
    /// What somebody was last said to hold or do.
    deed: Option<Topic>,
    /// What the words last expressed, whether anybody took a stand on it or not.
    last: Option<Topic>,
    /// What the document speaks of most.
    dominant: Option<Topic>,
    /// By proposition, how much of what the patterns find.
    shares: FxHashMap<Slug, f32>,
}

/// How much farther than this, in sentences, nothing points back to what was last spoken of.
const MEMORY: usize = 8;
/// How sure it is that "the bill" means what the document speaks of most.
const DOMINANT: f64 = 0.62;

static LAW: WordList = WordList::new(
    "bill act law legislation charter rules rule amendment regulation proposal directive powers measure draft",
);
static DEED: WordList = WordList::new("decision move step choice stance ruling announcement refusal");
static DEMAND: WordList = WordList::new("order demand request directive ultimatum ruling notice requirement mandate");

impl Topics {
    /// Topics of a document before its first sentence: only what it speaks of most is known.
    pub(in crate::coding) fn of(page: &Page<'_>, rules: &Rules) -> Self {
        let mut weights: FxHashMap<&Slug, (f64, f64)> = FxHashMap::default();
        for (number, finds) in page.finds.iter().enumerate() {
            for find in longest_only(finds, rules) {
                let (proposition, positive) = match find.what {
                    Meaning::Wording(entry) => (&rules.wording(entry).proposition, rules.wording(entry).sign),
                    Meaning::Pragmatic(entry) => (&rules.pragmatic(entry).proposition, Sign::Support),
                    _ => continue,
                };
                // "encryption" is said wherever its weakening is meant; headline and lead say what it is about.
                let common = proposition.as_str() == COMMON;
                let weight = if common { 0.2 } else { 1.0 } * if number < 3 { 2.0 } else { 1.0 };
                let entry = weights.entry(proposition).or_default();
                entry.0 += weight;
                entry.1 += if positive == Sign::Support { weight } else { -weight };
            }
        }
        let total: f64 = weights.values().map(|(weight, _)| weight).sum();
        let shares =
            weights.iter().map(|(id, (weight, _))| ((*id).clone(), (weight / total.max(1e-9)) as f32)).collect();
        let most = weights.into_iter().max_by(|(a, (x, _)), (b, (y, _))| x.total_cmp(y).then_with(|| b.cmp(a)));
        let dominant = most.map(|(proposition, (_, sign))| Topic {
            proposition: proposition.clone(),
            positive: sign >= 0.0,
            sentence: 0,
        });
        Self { dominant, shares, ..Self::default() }
    }

    /// The proposition that the document speaks of most.
    pub(in crate::coding) fn dominant(&self) -> Option<Slug> {
        self.dominant.as_ref().map(|topic| topic.proposition.clone())
    }

    /// How much of the document the lexicon's patterns find to be about each proposition.
    pub(in crate::coding) fn shares(&self, propositions: &[Slug]) -> Vec<f32> {
        propositions.iter().map(|id| self.shares.get(id).copied().unwrap_or(0.0)).collect()
    }
}

/// The proposition whose words are said in passing in every text of the field.
const COMMON: &str = "strong-encryption";

impl Claimer<'_, '_, '_> {
    /// Notes what was spoken of, so that later words can point back to it.
    pub(super) fn remember(&mut self, terminal: &Terminal, before: usize, sentence: usize) {
        let made = &self.claims[before..];
        let topic = |positive: bool| Some(Topic { proposition: terminal.proposition.clone(), positive, sentence });
        let is_law = |word: usize| LAW.contains(&self.page.lower(word));
        let first = self.page.sentence(terminal.words.start).start;
        let before = terminal.words.start.saturating_sub(12).max(first);
        let named_here = self.topics.law.as_ref().is_some_and(|law| law.sentence == sentence);
        // "a bill that would compel companies to decrypt": the bill stands before the words.
        let names_law =
            terminal.words.clone().any(is_law) || (!named_here && (before..terminal.words.start).any(is_law));
        // A bill that speaks of encryption is mostly one against it.
        if names_law && terminal.proposition.as_str() != COMMON {
            // "This bill is a back door by another name": the bill is for what the words are against.
            self.topics.law = topic(terminal.positive || terminal.pragmatic.is_some());
        }
        if let Some(demand) = made
            .iter()
            .find(|claim| matches!(claim.form, Some(Form::Demand | Form::Order | Form::Legislate | Form::Threaten)))
        {
            self.topics.demand = topic(demand.positive);
        }
        if let Some(claim) = made.last() {
            self.topics.deed = topic(claim.positive);
        }
        if terminal.proposition.as_str() != COMMON || (!made.is_empty() && !names_law) {
            self.topics.any = topic(true);
        }
        // After "it refused to unlock it", "it would be wrong" may mean either.
        let one_way = made.iter().all(|claim| claim.positive);
        self.topics.last = topic(terminal.positive || terminal.pragmatic.is_some()).filter(|_| one_way);
    }

    /// What words that point back mean: a bill the last bill, a demand the last demand, else what was last spoken of,
    /// else what the document speaks of most; and how sure that is.
    pub(super) fn topic(&self, words: &Range<usize>, number: usize) -> Option<(Topic, f64)> {
        let near = self.named_topic(words).filter(|topic| number - topic.sentence <= MEMORY);
        match near {
            Some(topic) => {
                let age = i32::try_from(number - topic.sentence).unwrap_or(i32::MAX);
                Some((topic.clone(), 0.8 * 0.95f64.powi(age)))
            }
            None => self.topics.dominant.clone().map(|topic| (topic, DOMINANT)),
        }
    }

    /// What "it" and "this" at the head of a verdict mean: what was last expressed, here or in the sentence before.
    pub(super) fn pronoun_topic(&self, number: usize) -> Option<Topic> {
        self.topics.last.clone().filter(|topic| number - topic.sentence <= 1)
    }

    fn named_topic(&self, words: &Range<usize>) -> Option<&Topic> {
        let last = self.page.lower(words.end - 1);
        let is = |list: &WordList| list.contains(last.trim_end_matches('s')) || list.contains(&last);
        let by_noun = if is(&DEMAND) { self.topics.demand.as_ref() } else { None };
        let by_law = if is(&LAW) { self.topics.law.as_ref() } else { None };
        let by_deed = if is(&DEED) { self.topics.deed.as_ref() } else { None };
        by_deed.or(by_noun).or(by_law).or(self.topics.any.as_ref())
    }

    /// "the bill on data retention": the words say themselves what they point to.
    pub(super) fn is_spelled_out(&self, words: &Range<usize>, number: usize) -> bool {
        self.page.finds[number].iter().any(|find| {
            let start = find.found.words.start;
            matches!(find.what, Meaning::Wording(_))
                && start >= words.end
                && start <= words.end + 5
                && self.connected(words.end, start, &[])
        })
    }
}
