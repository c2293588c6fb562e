//! What "the order", "such a bill" and "that decision" point back to.

use std::ops::Range;

use super::{super::rules::Meaning, Claimer, Terminal};
use crate::model::{Form, Slug};

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
}

const LAW: &str =
    " bill act law legislation charter rules rule amendment regulation proposal directive powers measure draft ";
const DEED: &str = " decision move step choice stance ruling announcement refusal ";
const DEMAND: &str = " order demand request directive ultimatum ruling notice requirement mandate ";

impl Claimer<'_, '_, '_> {
    /// Notes what was spoken of, so that later words can point back to it.
    pub(super) fn remember(&mut self, terminal: &Terminal, before: usize, sentence: usize) {
        let made = &self.claims[before..];
        let topic = |positive: bool| Some(Topic { proposition: terminal.proposition.clone(), positive, sentence });
        let is_law = |word: usize| LAW.contains(&format!(" {} ", self.page.lower(word)));
        let first = self.page.sentence(terminal.words.start).start;
        let before = terminal.words.start.saturating_sub(12).max(first);
        let named_here = self.topics.law.as_ref().is_some_and(|law| law.sentence == sentence);
        // "a bill that would compel companies to decrypt": the bill stands before the words.
        let names_law =
            terminal.words.clone().any(is_law) || (!named_here && (before..terminal.words.start).any(is_law));
        if names_law {
            self.topics.law = topic(terminal.positive);
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
        if !made.is_empty() || names_law || terminal.proposition.as_str() != "strong-encryption" {
            self.topics.any = topic(true);
        }
    }

    /// What words that point back mean: a bill the last bill, a demand the last demand, else what was last spoken of.
    pub(super) fn topic(&self, words: &Range<usize>) -> Option<&Topic> {
        let last = format!(" {} ", self.page.lower(words.end - 1).trim_end_matches('s'));
        let last_plain = format!(" {} ", self.page.lower(words.end - 1));
        let is = |list: &str| list.contains(&last) || list.contains(&last_plain);
        let by_noun = if is(DEMAND) { self.topics.demand.as_ref() } else { None };
        let by_law = if is(LAW) { self.topics.law.as_ref() } else { None };
        let by_deed = if is(DEED) { self.topics.deed.as_ref() } else { None };
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
