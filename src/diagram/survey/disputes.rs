//! On what the sources disagree, as questions in plain English with the answers that they give.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    EventRow, FactRow, Survey, distinct,
    phrases::{date_words, merged},
};
use crate::diagram::text::capital;

/// A question of fact that the sources answer differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute<'s> {
    /// The events it is about (ids); several if the sources say the same of them.
    pub events: Vec<&'s str>,
    /// The property asked for: "effective-date".
    pub property: &'s str,
    /// The question: "When does the order take effect?"
    pub question: String,
    /// The answers, those of most documents first.
    pub readings: Vec<Reading<'s>>,
    /// Which differences a declared revision explains.
    pub note: Option<String>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<'s> {
    /// The answer in words: "30 November 2015".
    pub value: String,
    /// Who gives it, in which words.
    pub facts: Vec<&'s FactRow>,
}

impl Reading<'_> {
    /// How many documents give the answer (a count).
    #[must_use]
    pub fn documents(&self) -> u32 {
        distinct(self.facts.iter().map(|fact| fact.document.as_str()))
    }

    /// Everything that makes two answers the same: value, documents, holders.
    fn shape(&self) -> (&str, BTreeSet<(&str, Option<&str>)>) {
        let facts = self.facts.iter().map(|fact| {
            let holder = fact.holder.as_ref().map(|holder| holder.id.as_str());
            (fact.document.as_str(), holder)
        });
        (&self.value, facts.collect())
    }
}

/// The questions, those that are about most documents first.
#[must_use]
pub fn disputes(survey: &Survey) -> Vec<Dispute<'_>> {
    let mut groups: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for conflict in &survey.conflicts {
        for id in [&conflict.fact, &conflict.other] {
            if let Some(fact) = survey.fact(id) {
                let group = groups.entry((&fact.event, &fact.property)).or_default();
                group.insert(&fact.id);
            }
        }
    }
    let mut found: Vec<Dispute<'_>> = Vec::new();
    for ((event, property), facts) in groups {
        let readings = readings(survey, &facts);
        let alike = found.iter_mut().find(|other| {
            other.property == property
                && other.readings.iter().map(Reading::shape).eq(readings.iter().map(Reading::shape))
                && label(survey, &other.events, Some(event)).is_some()
        });
        match alike {
            Some(other) => other.events.push(event),
            None => found.push(Dispute {
                events: vec![event],
                property,
                question: String::new(),
                note: note(survey, &facts),
                readings,
            }),
        }
    }
    for dispute in &mut found {
        dispute.question = question(survey, dispute);
    }
    found.sort_by_key(|dispute| {
        let documents: u32 = dispute.readings.iter().map(Reading::documents).sum();
        (std::cmp::Reverse(documents), dispute.question.clone())
    });
    found
}

fn readings<'s>(survey: &'s Survey, facts: &BTreeSet<&'s str>) -> Vec<Reading<'s>> {
    let mut by_value: BTreeMap<String, Vec<&FactRow>> = BTreeMap::new();
    for fact in facts.iter().filter_map(|id| survey.fact(id)) {
        by_value.entry(value_words(fact)).or_default().push(fact);
    }
    let mut readings: Vec<Reading<'_>> = by_value.into_iter().map(|(value, facts)| Reading { value, facts }).collect();
    readings.sort_by_key(|reading| std::cmp::Reverse(reading.documents()));
    readings
}

/// The value of a fact in words.
#[must_use]
pub fn value_words(fact: &FactRow) -> String {
    match fact.property.as_str() {
        "date" | "effective-date" => date_words(&fact.value),
        _ => fact.value_label.clone(),
    }
}

/// What explains which differences.
fn note(survey: &Survey, facts: &BTreeSet<&str>) -> Option<String> {
    let mut explained: BTreeMap<&str, BTreeSet<[String; 2]>> = BTreeMap::new();
    for conflict in &survey.conflicts {
        let (Some(fact), Some(other)) = (survey.fact(&conflict.fact), survey.fact(&conflict.other)) else {
            continue;
        };
        if let Some(explanation) = &conflict.explanation
            && facts.contains(fact.id.as_str())
        {
            let mut pair = [fact, other];
            pair.sort_by(|a, b| a.value.cmp(&b.value));
            explained.entry(explanation).or_default().insert(pair.map(value_words));
        }
    }
    let sentences: Vec<String> = explained
        .into_iter()
        .map(|(explanation, pairs)| {
            let pairs: Vec<String> = pairs.into_iter().map(|[one, two]| format!("{one} and {two}")).collect();
            format!("{} explains the difference between {}.", capital(explanation), pairs.join(", and between "))
        })
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The labels of events in one breath, with one more.
fn label(survey: &Survey, events: &[&str], more: Option<&str>) -> Option<String> {
    let labels: Vec<&str> = events
        .iter()
        .copied()
        .chain(more)
        .filter_map(|id| survey.event(id))
        .map(|event| event.label.as_str())
        .collect();
    merged(&labels)
}

fn question(survey: &Survey, dispute: &Dispute<'_>) -> String {
    let what = label(survey, &dispute.events, None)
        .unwrap_or_else(|| dispute.events.first().copied().unwrap_or_default().to_owned());
    let event = dispute.events.first().and_then(|id| survey.event(id));
    let kind = event.map_or("", |event: &EventRow| event.kind.as_str());
    match (dispute.property, kind) {
        ("occurred", _) => format!("Did this happen: {what}?"),
        ("date", _) => format!("When did this happen: {what}?"),
        ("effective-date", "exit" | "acquisition" | "access" | "disclosure") => {
            format!("When is this to happen: {what}?")
        }
        ("effective-date", "extension") => format!("Until when: {what}?"),
        ("effective-date", _) => format!("When does {what} take effect?"),
        ("agent", "order" | "ruling") => format!("Who gave {what}?"),
        ("agent", "ban") => format!("Who imposed {what}?"),
        ("agent", "extension" | "deadline") => format!("Who set {what}?"),
        ("agent", _) => format!("Whose doing was {what}?"),
        ("addressee", _) => format!("To whom was {what} addressed?"),
        ("reason", _) => format!("What was the reason for {what}?"),
        ("number", _) => format!("How many: {what}?"),
        ("in-response-to", _) => format!("What did {what} answer?"),
        (property, _) => format!("{}: {what}?", capital(&property.replace('-', " "))),
    }
}
