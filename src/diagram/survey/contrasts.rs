//! Words of an actor beside deeds that others report of it, told once however many documents repeat them.

use std::collections::BTreeMap;

use super::{FactRow, StatementRow, Survey, phrases::merged};
use crate::diagram::text::capital;

/// An actor's words on a proposition beside its deeds that bear on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contrast<'s> {
    /// The actor's name.
    pub actor: &'s str,
    /// The proposition as a sentence, or the events in words.
    pub about: String,
    /// What the actor says: its stances first, then what it denies.
    pub words: Vec<Telling<'s>>,
    /// What others report that it did.
    pub deeds: Vec<Telling<'s>>,
}

/// Something told, with all statements or facts that tell it; the first tells it best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling<'s> {
    /// What is told, in words: "opposes it".
    pub text: String,
    /// Who tells it.
    pub findings: Vec<Finding<'s>>,
}

/// A statement or a reported fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding<'s> {
    /// A statement.
    Statement(&'s StatementRow),
    /// A reported fact.
    Fact(&'s FactRow),
}

impl<'s> Finding<'s> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'s str {
        match self {
            Self::Statement(statement) => &statement.id,
            Self::Fact(fact) => &fact.id,
        }
    }

    /// The document's id.
    #[must_use]
    pub fn document(self) -> &'s str {
        match self {
            Self::Statement(statement) => &statement.document,
            Self::Fact(fact) => &fact.document,
        }
    }
}

/// The contrasts by actor and proposition.
#[must_use]
pub fn contrasts(survey: &Survey) -> Vec<Contrast<'_>> {
    let mut groups: BTreeMap<(&str, &str), Vec<(&str, &str)>> = BTreeMap::new();
    for row in &survey.contradictions {
        let about = row.sentence.as_deref().unwrap_or_default();
        let group = groups.entry((&row.actor, about)).or_default();
        group.push((&row.words, &row.deed));
    }
    groups
        .into_iter()
        .map(|((actor, sentence), pairs)| {
            let mut words: Vec<&str> = pairs.iter().map(|(words, _)| *words).collect();
            let mut deeds: Vec<&str> = pairs.iter().map(|(_, deed)| *deed).collect();
            for list in [&mut words, &mut deeds] {
                list.sort_unstable();
                list.dedup();
            }
            let deeds = reports(survey, &deeds, "");
            Contrast {
                actor,
                about: if sentence.is_empty() {
                    deeds.first().map(|deed| deed.text.clone()).unwrap_or_default()
                } else {
                    sentence.to_owned()
                },
                words: stances(survey, &words).into_iter().chain(reports(survey, &words, "denies: ")).collect(),
                deeds,
            }
        })
        .collect()
}

/// The statements among findings, one telling for each speech act.
fn stances<'s>(survey: &'s Survey, ids: &[&str]) -> Vec<Telling<'s>> {
    let mut acts: BTreeMap<&str, Vec<&StatementRow>> = BTreeMap::new();
    for statement in ids.iter().filter_map(|id| survey.statement(id)) {
        acts.entry(statement.speech()).or_default().push(statement);
    }
    let mut tellings: Vec<Vec<&StatementRow>> = acts.into_values().collect();
    for statements in &mut tellings {
        statements.sort_by_key(|statement| statement.quality());
    }
    tellings.sort_by_key(|statements| {
        let first = statements.first().map(|s| s.quality());
        (std::cmp::Reverse(statements.len()), first)
    });
    tellings
        .into_iter()
        .map(|statements| Telling {
            text: statements.first().map(|s| s.stance.predicate().to_owned()).unwrap_or_default(),
            findings: statements.into_iter().map(Finding::Statement).collect(),
        })
        .collect()
}

/// The facts among findings: what the same words say of several events is one telling.
fn reports<'s>(survey: &'s Survey, ids: &[&str], lead: &str) -> Vec<Telling<'s>> {
    let mut passages: BTreeMap<String, Vec<&FactRow>> = BTreeMap::new();
    for fact in ids.iter().filter_map(|id| survey.fact(id)) {
        let words = fact.quote.to_lowercase();
        passages.entry(words).or_default().push(fact);
    }
    passages
        .into_values()
        .map(|facts| {
            let mut labels: Vec<&str> =
                facts.iter().filter_map(|fact| survey.event(&fact.event)).map(|event| event.label.as_str()).collect();
            labels.sort_unstable();
            labels.dedup();
            let label = merged(&labels).unwrap_or_else(|| labels.join("; "));
            let mut findings: Vec<Finding<'_>> = Vec::new();
            for fact in facts {
                if findings.iter().all(|known| known.document() != fact.document) {
                    findings.push(Finding::Fact(fact));
                }
            }
            Telling { text: if lead.is_empty() { capital(&label) } else { format!("{lead}{label}") }, findings }
        })
        .collect()
}
