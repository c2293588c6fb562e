//! The actors that annotations name, with the best label and kind that the annotations give them.

use std::collections::BTreeMap;

use crate::model::{ActorKind, AnnotationSet, FactProperty, FactValue, Slug};

/// Every actor that a set names, with a label and a kind for those that no codebook knows.
///
/// The label is the one a statement gives, or the words that name the speaker, or the id in words.
pub(super) fn provisional_actors(set: &AnnotationSet) -> Vec<(Slug, String, ActorKind)> {
    let mut actors: BTreeMap<&Slug, (Option<&str>, Option<ActorKind>)> = BTreeMap::new();
    for found in &set.statements {
        let known = actors.entry(&found.actor).or_default();
        known.0 = known.0.or(found.actor_label.as_deref());
        known.1 = known.1.or(found.actor_kind);
    }
    for found in &set.attributions {
        if let Some(speaker) = &found.speaker {
            let known = actors.entry(speaker).or_default();
            known.0 = known.0.or(found.speaker_label.as_deref());
        }
        for other in found.candidates.iter().chain(&found.speaks_for) {
            actors.entry(other).or_default();
        }
    }
    for found in &set.statements {
        let others = found
            .addressees
            .iter()
            .chain(&found.targets)
            .chain(&found.spokesperson)
            .chain(&found.ascribed_by);
        for other in others {
            actors.entry(other).or_default();
        }
    }
    for found in &set.facts {
        if let Some(holder) = &found.asserted_by {
            actors.entry(holder).or_default();
        }
        if let (FactProperty::Agent | FactProperty::Addressee, FactValue::Id(id)) =
            (found.property, &found.value)
        {
            actors.entry(id).or_default();
        }
    }
    actors
        .into_iter()
        .map(|(id, (label, kind))| {
            (
                id.clone(),
                label.map_or_else(|| id.as_str().replace('-', " "), str::to_owned),
                kind.unwrap_or(ActorKind::Person),
            )
        })
        .collect()
}
