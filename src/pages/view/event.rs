//! An event: what was done, and what each source says of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Dispute, FactView, Named};
use crate::pages::reading::Reading;

/// What the sources say of one property of an event.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TellingView {
    /// The property: date, agent, ...
    pub property: String,
    /// What each says.
    pub facts: Vec<FactView>,
}

/// An event with everything that documents say of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EventView {
    /// Its id.
    pub id: String,
    /// What happened, as a noun phrase.
    pub label: String,
    /// Its type: order, ban, ...
    pub kind: String,
    /// When, where no source differs.
    pub date: Option<String>,
    /// Who took part.
    pub participants: Vec<Named>,
    /// By which instrument.
    pub instrument: Option<String>,
    /// The event it changes.
    pub revises: Option<Named>,
    /// The event it answers.
    pub in_response_to: Option<Named>,
    /// The events that answer or change it.
    pub led_to: Vec<Named>,
    /// The propositions it bears on, and which way (support, oppose).
    pub bears_on: Vec<(Named, String)>,
    /// Whether it is known only from outside the case's documents.
    pub outside: bool,
    /// Public pages that report it.
    pub sources: Vec<String>,
    /// What documents say of it.
    pub told: Vec<TellingView>,
    /// On what they disagree.
    pub disputes: Vec<Dispute>,
}

/// The order in which properties are told.
const PROPERTIES: [&str; 8] =
    ["occurred", "date", "effective-date", "agent", "addressee", "reason", "in-response-to", "number"];

impl EventView {
    /// An event by its id.
    #[must_use]
    pub fn of(reading: &Reading, id: &str) -> Option<Self> {
        let codebook = &reading.case.codebooks.merged;
        let event = codebook.events.get(id)?;
        let name = |id: &str| {
            let label = codebook.events.get(id).map_or_else(|| id.to_owned(), |event| event.label.clone());
            Named::new(id, label)
        };
        let facts: Vec<FactView> = reading
            .survey
            .facts
            .iter()
            .filter(|fact| fact.event == id)
            .filter_map(|fact| FactView::of(reading, &fact.id))
            .collect();
        Some(Self {
            id: id.to_owned(),
            label: event.label.clone(),
            kind: event.event_type.to_string(),
            date: event.date.map(|date| date.to_string()),
            participants: event
                .participants
                .iter()
                .map(|actor| Named::new(actor.as_str(), reading.actor_label(actor.as_str())))
                .collect(),
            instrument: event.instrument.clone(),
            revises: event.revises.as_ref().map(|id| name(id.as_str())),
            in_response_to: event.in_response_to.as_ref().map(|id| name(id.as_str())),
            led_to: codebook
                .events
                .values()
                .filter(|other| {
                    [&other.revises, &other.in_response_to]
                        .into_iter()
                        .flatten()
                        .any(|answered| answered.as_str() == id)
                })
                .map(|other| name(other.id.as_str()))
                .collect(),
            bears_on: event
                .bears_on
                .iter()
                .map(|bearing| {
                    let proposition = codebook.propositions.get(&bearing.proposition);
                    let label =
                        proposition.map_or_else(|| bearing.proposition.to_string(), |p| p.short_label().to_owned());
                    (Named::new(bearing.proposition.as_str(), label), bearing.sign.to_string())
                })
                .collect(),
            outside: event.outside_sources,
            sources: event.source.clone(),
            told: PROPERTIES
                .into_iter()
                .map(|property| TellingView {
                    property: property.to_owned(),
                    facts: facts.iter().filter(|fact| fact.property == property).cloned().collect(),
                })
                .filter(|telling| !telling.facts.is_empty())
                .collect(),
            disputes: Dispute::all(reading)
                .into_iter()
                .filter(|dispute| dispute.events.iter().any(|event| event.id == id))
                .collect(),
        })
    }
}
