//! Lists of what there is: actors, propositions, documents, events.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Dispute, Named};
use crate::{
    diagram::{Grade, survey::StatementRow},
    pages::reading::Reading,
};

/// How often somebody is heard, or something spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Heard {
    /// Statements.
    pub statements: usize,
    /// Of these in the actor's own words.
    pub own_words: usize,
    /// Speech acts.
    pub utterances: usize,
    /// Documents.
    pub documents: usize,
    /// Actors.
    pub actors: usize,
    /// Statements for.
    pub support: usize,
    /// Statements against.
    pub oppose: usize,
    /// Statements under a condition.
    pub conditional: usize,
}

impl Heard {
    /// Counts statements.
    pub fn of<'s>(statements: impl Iterator<Item = &'s StatementRow>) -> Self {
        use crate::diagram::Stance;
        let mut heard = Self::default();
        let (mut acts, mut documents, mut actors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for statement in statements {
            heard.statements += 1;
            heard.own_words += usize::from(statement.grade() == Grade::Stated);
            match statement.stance {
                Stance::Support => heard.support += 1,
                Stance::Oppose => heard.oppose += 1,
                Stance::Conditional => heard.conditional += 1,
            }
            acts.insert(statement.speech());
            documents.insert(&statement.document);
            actors.insert(&statement.actor.id);
        }
        (heard.utterances, heard.documents, heard.actors) = (acts.len(), documents.len(), actors.len());
        heard
    }
}

/// An actor in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActorEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its kind.
    pub kind: String,
    /// How often it is heard.
    pub heard: Heard,
}

impl ActorEntry {
    /// Everybody whom the case names: by kind, those who say most first.
    #[must_use]
    pub fn all(reading: &Reading) -> Vec<Self> {
        use crate::diagram::kinds::rank;
        let mut found: Vec<Self> = reading
            .parties()
            .values()
            .map(|party| Self {
                id: party.id.clone(),
                label: party.label.clone(),
                kind: party.kind.clone(),
                heard: Heard::of(reading.survey.statements.iter().filter(|row| row.actor.id == party.id)),
            })
            .collect();
        found.sort_by(|a, b| {
            rank(&a.kind)
                .cmp(&rank(&b.kind))
                .then(b.heard.statements.cmp(&a.heard.statements))
                .then_with(|| a.label.cmp(&b.label))
        });
        found
    }
}

/// A proposition in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PropositionEntry {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub label: String,
    /// The sentence.
    pub sentence: String,
    /// How often it is spoken of.
    pub heard: Heard,
}

impl PropositionEntry {
    /// All propositions: the contested ones first, then those most spoken of.
    #[must_use]
    pub fn all(reading: &Reading) -> Vec<Self> {
        let mut found: Vec<Self> = reading
            .case
            .codebooks
            .merged
            .propositions
            .values()
            .map(|proposition| {
                let id = proposition.id.as_str();
                Self {
                    id: id.to_owned(),
                    label: proposition.short_label().to_owned(),
                    sentence: proposition.label.clone(),
                    heard: Heard::of(reading.survey.statements.iter().filter(|row| row.topic.id == id)),
                }
            })
            .collect();
        found.sort_by_key(|entry| {
            let contested = entry.heard.support > 0 && entry.heard.oppose > 0;
            (std::cmp::Reverse((contested, entry.heard.utterances)), entry.label.clone())
        });
        found
    }
}

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentEntry {
    /// Its id.
    pub id: String,
    /// The headline.
    pub title: String,
    /// Authors, title, publisher and date, as far as they are known.
    pub citation: String,
    /// When it was published.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Whether the text is a summary in the case's own words.
    pub summary: bool,
    /// What is found in it.
    pub heard: Heard,
}

impl DocumentEntry {
    /// All documents, by date.
    #[must_use]
    pub fn all(reading: &Reading) -> Vec<Self> {
        let mut found: Vec<Self> = reading
            .survey
            .documents
            .iter()
            .map(|document| Self {
                id: document.id.clone(),
                title: document.title.clone(),
                citation: document.citation(),
                date: super::date_text(document.date),
                url: document.url.as_ref().map(|link| link.as_str().to_owned()),
                summary: document.summary,
                heard: Heard::of(reading.survey.statements.iter().filter(|row| row.document == document.id)),
            })
            .collect();
        found.sort_by_key(|entry| (entry.date.is_none(), entry.date.clone(), entry.title.clone()));
        found
    }
}

/// An event in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventEntry {
    /// Its id.
    pub id: String,
    /// What happened, as a noun phrase.
    pub label: String,
    /// Its type.
    pub kind: String,
    /// When, where no source differs.
    pub date: Option<String>,
    /// Who took part.
    pub participants: Vec<Named>,
    /// How many documents tell of it.
    pub documents: usize,
    /// Whether they disagree on something.
    pub disputed: bool,
    /// Whether it is known only from outside the case's documents.
    pub outside: bool,
}

impl EventEntry {
    /// All events: those with dates first, in time.
    #[must_use]
    pub fn all(reading: &Reading) -> Vec<Self> {
        let disputes = Dispute::all(reading);
        let mut found: Vec<Self> = reading
            .survey
            .events
            .iter()
            .map(|event| {
                let documents: BTreeSet<&str> = reading
                    .survey
                    .facts
                    .iter()
                    .filter(|fact| fact.event == event.id)
                    .map(|fact| fact.document.as_str())
                    .collect();
                Self {
                    id: event.id.clone(),
                    label: event.label.clone(),
                    kind: event.kind.clone(),
                    date: super::date_text(event.date),
                    participants: event.participants.iter().map(|id| Named::new(id, reading.actor_label(id))).collect(),
                    documents: documents.len(),
                    disputed: disputes.iter().any(|dispute| dispute.events.iter().any(|known| known.id == event.id)),
                    outside: event.outside,
                }
            })
            .collect();
        found.sort_by_key(|entry| (entry.outside, entry.date.is_none(), entry.date.clone(), entry.label.clone()));
        found
    }
}
