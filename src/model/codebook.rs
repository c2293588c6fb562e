//! What coders code against: actors, issues, propositions, frames, events, works and utterances.

use std::collections::BTreeMap;

use super::{Actor, Event, Membership, Slug, Utterance, Work};
use serde::Deserialize;

/// A theme that propositions belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Issue {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub label: String,
    /// What it covers.
    #[serde(default)]
    pub definition: Option<String>,
}

/// A sentence that one can be for or against. Discourse Network Analyzer calls it a concept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Proposition {
    /// Its id.
    pub id: Slug,
    /// The sentence.
    pub label: String,
    /// A name of a few words for diagrams and matrices.
    #[serde(default)]
    pub short: Option<String>,
    /// The theme it belongs to.
    #[serde(default)]
    pub issue: Option<Slug>,
    /// The broader proposition: support for this one supports that one, opposition to that one opposes this one.
    #[serde(default)]
    pub broader: Option<Slug>,
    /// What falls under it and what does not.
    #[serde(default)]
    pub definition: Option<String>,
}

impl Proposition {
    /// The name for diagrams: the short one if there is one.
    #[must_use]
    pub fn short_label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

/// A reason given for or against something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Frame {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub label: String,
    /// What counts as this reason.
    #[serde(default)]
    pub definition: Option<String>,
    /// A sentence that gives it.
    #[serde(default)]
    pub example: Option<String>,
}

/// A codebook with everything it extends merged in. Each entry knows the base IRI it was declared under.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Codebook {
    /// Actors by id.
    pub actors: BTreeMap<Slug, Entry<Actor>>,
    /// Memberships, in order of person, organisation, beginning.
    pub memberships: Vec<Entry<Membership>>,
    /// Issues by id.
    pub issues: BTreeMap<Slug, Entry<Issue>>,
    /// Propositions by id.
    pub propositions: BTreeMap<Slug, Entry<Proposition>>,
    /// Frames by id.
    pub frames: BTreeMap<Slug, Entry<Frame>>,
    /// Events by id.
    pub events: BTreeMap<Slug, Entry<Event>>,
    /// Cited works by id.
    pub works: BTreeMap<Slug, Entry<Work>>,
    /// Declared utterances by id.
    pub utterances: BTreeMap<Slug, Entry<Utterance>>,
}

impl Codebook {
    /// Whether anything in it is named under this base IRI.
    #[must_use]
    pub fn has_base(&self, base: &str) -> bool {
        self.actors.values().any(|entry| *entry.base == *base)
            || self.memberships.iter().any(|entry| *entry.base == *base)
            || self.issues.values().any(|entry| *entry.base == *base)
            || self.propositions.values().any(|entry| *entry.base == *base)
            || self.frames.values().any(|entry| *entry.base == *base)
            || self.events.values().any(|entry| *entry.base == *base)
            || self.works.values().any(|entry| *entry.base == *base)
            || self.utterances.values().any(|entry| *entry.base == *base)
    }
}

/// An entry of a codebook with the base IRI of the codebook that declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<T> {
    /// The IRI under which the entry's own IRI is minted; ends in `/`.
    pub base: std::sync::Arc<str>,
    /// The entry.
    pub value: T,
}

impl<T> std::ops::Deref for Entry<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
