//! What people call actors and propositions, and whom they mean by a name.

use std::collections::BTreeMap;

use crate::{
    diagram::text::visible,
    model::{Actor, Proposition, Slug, Statement},
    review::Sheet,
};

/// The names of everybody and everything that a document's coders can choose.
pub(super) struct Labels<'s> {
    sheet: &'s Sheet,
    /// Actors that no codebook has but somebody's annotations name.
    provisional: BTreeMap<&'s Slug, String>,
}

impl<'s> Labels<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        let known = &sheet.case.codebooks.merged.actors;
        let mut provisional: BTreeMap<&Slug, String> = BTreeMap::new();
        for found in sheet.case.annotations.iter().flat_map(|set| &set.statements) {
            if let Some(label) = found.actor_label.as_ref().filter(|_| !known.contains_key(&found.actor)) {
                provisional.insert(&found.actor, label.clone());
            }
        }
        let named = sheet.case.annotations.iter().flat_map(|set| &set.statements).flat_map(|found| {
            found.spokesperson.iter().chain(&found.ascribed_by).chain(&found.addressees).chain(&found.targets)
        });
        for actor in named.filter(|actor| !known.contains_key(*actor)) {
            provisional.entry(actor).or_insert_with(|| actor.as_str().replace('-', " "));
        }
        Self { sheet, provisional }
    }

    /// What an actor is called.
    pub(super) fn actor(&self, id: &Slug) -> String {
        match self.sheet.case.codebooks.merged.actors.get(id) {
            Some(actor) => visible(&actor.label),
            None => self.provisional.get(id).map_or_else(|| id.as_str().replace('-', " "), |label| visible(label)),
        }
    }

    /// The names of several, joined by commas.
    pub(super) fn actors<'i>(&self, ids: impl IntoIterator<Item = &'i Slug>) -> String {
        ids.into_iter().map(|id| self.actor(id)).collect::<Vec<_>>().join(", ")
    }

    /// The short name of a proposition.
    pub(super) fn proposition(&self, id: &Slug) -> String {
        let known = self.sheet.case.codebooks.merged.propositions.get(id);
        known.map_or_else(|| id.as_str().replace('-', " "), |found| visible(found.short_label()))
    }

    /// What a frame is called.
    pub(super) fn frame(&self, id: &Slug) -> String {
        let known = self.sheet.case.codebooks.merged.frames.get(id);
        known.map_or_else(|| id.as_str().replace('-', " "), |found| visible(&found.label))
    }

    /// Everybody who can be chosen, by name; beside it what else texts call them.
    pub(super) fn all_actors(&self) -> Vec<(String, String)> {
        let known = self.sheet.case.codebooks.merged.actors.values();
        let mut all: Vec<_> = known.map(|actor| (visible(&actor.label), visible(&actor.aliases.join(", ")))).collect();
        all.extend(self.provisional.values().map(|label| (visible(label), "named in the text".to_owned())));
        all.sort();
        all.dedup_by(|a, b| a.0 == b.0);
        all
    }

    /// Everything one can be for or against: the short name, and the sentence.
    pub(super) fn all_propositions(&self) -> Vec<(String, String)> {
        let known = self.sheet.case.codebooks.merged.propositions.values();
        known.map(|found| (visible(found.short_label()), visible(&found.label))).collect()
    }

    /// Whom somebody means: by id, by name, or by another name that only one actor has; upper and lower case alike.
    pub(super) fn find_actor(&self, name: &str, new: &[Actor]) -> Option<Slug> {
        let name = name.trim();
        let known = || self.sheet.case.codebooks.merged.actors.values().map(|entry| &entry.value).chain(new);
        if let Some(actor) = known().find(|actor| actor.id == *name || same(&actor.label, name)) {
            return Some(actor.id.clone());
        }
        if let Some((id, _)) = self.provisional.iter().find(|(id, label)| ***id == *name || same(label, name)) {
            return Some((*id).clone());
        }
        let mut called = known().filter(|actor| actor.aliases.iter().any(|alias| same(alias, name)));
        let first = called.next()?;
        called.next().is_none().then(|| first.id.clone())
    }

    /// Which proposition somebody means: by id, short name or sentence.
    pub(super) fn find_proposition(&self, name: &str, new: &[Proposition]) -> Option<Slug> {
        let name = name.trim();
        let known = self.sheet.case.codebooks.merged.propositions.values().map(|entry| &entry.value).chain(new);
        known
            .into_iter()
            .find(|found| found.id == *name || same(found.short_label(), name) || same(&found.label, name))
            .map(|found| found.id.clone())
    }

    /// The words of a statement as the document has them.
    pub(super) fn words(&self, found: &Statement) -> String {
        quoted(&self.sheet.document().text, &found.evidence)
    }
}

/// The words of several passages, joined by an ellipsis.
pub(super) fn quoted(text: &str, spans: &[crate::model::Span]) -> String {
    let offsets = crate::model::Offsets::new(text);
    spans.iter().filter_map(|&span| offsets.slice(span)).collect::<Vec<_>>().join(BETWEEN)
}

/// What stands between two passages of one statement.
pub(super) const BETWEEN: &str = " … ";

fn same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}
