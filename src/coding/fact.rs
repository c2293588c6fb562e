//! Facts: what a document says of the events that the codebook or the case declares.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{
    cast::{Cast, Setting},
    dates,
    explain::{Explanation, Factor},
    negation,
    page::{Find, Page},
    rules::Meaning,
    subject::{self, Subject},
    voice::Voices,
};
use crate::model::{FactProperty, FactValue, ReportedFact, Slug};

/// A fact whose evidence is still in words.
#[derive(Debug)]
pub(super) struct FactDraft {
    pub(super) fact: ReportedFact,
    pub(super) evidence: Range<usize>,
    pub(super) explanation: Explanation,
}

/// Finds the facts of a document.
pub(super) fn facts<'p, 't>(
    page: &'p Page<'t>,
    cast: &mut Cast<'p, 't>,
    voices: &Voices,
    setting: &Setting<'_>,
) -> Vec<FactDraft> {
    let mut found = Vec::new();
    for finds in &page.finds {
        for trigger in finds {
            let Meaning::Trigger(event) = trigger.what else {
                continue;
            };
            let mut teller =
                Teller { page, cast, voices, setting, trigger, event: setting.rules.events[event].clone() };
            teller.occurred(&mut found);
            teller.agent(&mut found);
            for find in finds {
                teller.property(find, &mut found);
            }
        }
    }
    dedupe(found)
}

/// The same fact told twice by the same holder counts once, with its first evidence.
fn dedupe(found: Vec<FactDraft>) -> Vec<FactDraft> {
    let mut seen = FxHashSet::default();
    let mut kept = Vec::new();
    for draft in found {
        let fact = &draft.fact;
        // Numbers have no order of their own; written out they have.
        let value = format!("{:?}", fact.value);
        if seen.insert((fact.event.clone(), fact.property, value, fact.asserted_by.clone())) {
            kept.push(draft);
        }
    }
    kept
}

struct Teller<'a, 'p, 't> {
    page: &'p Page<'t>,
    cast: &'a mut Cast<'p, 't>,
    voices: &'a Voices,
    setting: &'a Setting<'a>,
    trigger: &'a Find,
    event: Slug,
}

impl Teller<'_, '_, '_> {
    fn push(
        &self,
        property: FactProperty,
        value: FactValue,
        evidence: Range<usize>,
        find: &Find,
        confidence: f64,
        found: &mut Vec<FactDraft>,
    ) {
        let voice = self.voices.at(self.trigger.found.words.start);
        let asserted_by = voice.and_then(|no| self.voices.list[no].holders.first()).map(|holder| holder.actor.clone());
        let words = self.page.words.slice(find.found.words.clone()).to_owned();
        let rule = format!("fact-{property}");
        let explanation = Explanation {
            rule: rule.clone(),
            factors: vec![
                Factor::new(
                    self.trigger.what,
                    self.setting.rules.text(self.trigger.found.pattern),
                    self.page.words.slice(self.trigger.found.words.clone()).to_owned(),
                ),
                Factor::new(find.what, self.setting.rules.text(find.found.pattern), words),
            ],
            ..Explanation::default()
        };
        let fact = ReportedFact {
            id: String::new(),
            event: self.event.clone(),
            property,
            value,
            asserted_by,
            evidence: Vec::new(),
            attribution: voice.and_then(|no| self.voices.attribution(no)),
            rule: Some(rule),
            confidence: Some(confidence),
        };
        found.push(FactDraft { fact, evidence, explanation });
    }

    fn occurred(&self, found: &mut Vec<FactDraft>) {
        let words = self.trigger.found.words.clone();
        let denied = negation::negator(self.page, words.start).is_some();
        self.push(FactProperty::Occurred, FactValue::Boolean(!denied), words, self.trigger, 0.75, found);
    }

    fn agent(&mut self, found: &mut Vec<FactDraft>) {
        let words = self.trigger.found.words.clone();
        let group = subject::group(self.cast, words.start);
        let holders = if group.passive {
            subject::agent(self.cast, words.end)
        } else {
            match group.subject {
                Subject::Actors(holders) => Some(holders),
                Subject::Speaker => self.voices.at(words.start).map(|no| self.voices.list[no].holders.clone()),
                _ => None,
            }
        };
        let participants = &self.setting.codebook.events[&self.event].participants;
        for holder in holders.into_iter().flatten() {
            // Who takes part has been declared: whoever else stands beside the trigger did something else.
            if !participants.is_empty() && !participants.contains(&holder.actor) {
                continue;
            }
            self.push(
                FactProperty::Agent,
                FactValue::Id(holder.actor),
                group.start.min(words.start)..words.end,
                self.trigger,
                0.7,
                found,
            );
        }
    }

    /// A property whose words stand in the sentence of the trigger.
    fn property(&mut self, find: &Find, found: &mut Vec<FactDraft>) {
        match find.what {
            Meaning::Fact(entry) => {
                let property = self.setting.rules.fact(entry).property;
                self.told(property, find, found);
            }
            Meaning::Trigger(other) if self.setting.rules.events[other] != self.event && self.answers(find) => {
                let event = self.setting.rules.events[other].clone();
                self.push(FactProperty::InResponseTo, FactValue::Id(event), find.found.words.clone(), find, 0.6, found);
            }
            Meaning::Reason(entry) if self.gives_reason(find) => {
                let frame = self.setting.rules.reason(entry).frame.clone();
                self.push(FactProperty::Reason, FactValue::Id(frame), find.found.words.clone(), find, 0.6, found);
            }
            _ => {}
        }
    }

    fn told(&mut self, property: FactProperty, find: &Find, found: &mut Vec<FactDraft>) {
        let Some((_, words)) = find.found.slots.first().cloned() else {
            return;
        };
        match property {
            FactProperty::Date | FactProperty::EffectiveDate => {
                let future = property == FactProperty::EffectiveDate;
                if let Some(date) = dates::date_in(&self.page.words, words, self.setting.date, future) {
                    self.push(property, FactValue::Date(date), find.found.words.clone(), find, 0.7, found);
                }
            }
            FactProperty::Agent | FactProperty::Addressee => {
                for holder in self.cast.resolve_each(words) {
                    self.push(property, FactValue::Id(holder.actor), find.found.words.clone(), find, 0.65, found);
                }
            }
            FactProperty::Number => {
                let number =
                    words.clone().find_map(|word| self.page.words.letters(word).replace(',', "").parse::<f64>().ok());
                if let Some(number) = number {
                    self.push(property, FactValue::Number(number), find.found.words.clone(), find, 0.6, found);
                }
            }
            FactProperty::Occurred | FactProperty::Reason | FactProperty::InResponseTo => {}
        }
    }

    /// "after", "in response to" before another event's words.
    fn answers(&self, other: &Find) -> bool {
        let start = other.found.words.start;
        let window = start.saturating_sub(4)..start;
        other.found.words.start > self.trigger.found.words.start
            && window
                .into_iter()
                .any(|word| matches!(self.page.lower(word).as_str(), "after" | "response" | "following" | "answer"))
    }

    /// "for", "because of", "due to", "over", "owing to" before a reason, behind the trigger or close before it.
    fn gives_reason(&self, reason: &Find) -> bool {
        let start = reason.found.words.start;
        let near = start.abs_diff(self.trigger.found.words.end) < 20;
        let window = start.saturating_sub(3)..start + 1;
        near && window
            .into_iter()
            .any(|word| matches!(self.page.lower(word).as_str(), "for" | "because" | "due" | "over" | "owing"))
    }
}
