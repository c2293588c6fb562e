//! The actors that annotations name, with the best label and kind that the annotations give them.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Term, Triple, vocab::rdf};

use super::names::Names;
use crate::{
    diagnostic::Diagnostic,
    model::{ActorKind, AnnotationSet, FactProperty, FactValue, Slug},
    vocab::terms::class,
};

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
        let others = found.addressees.iter().chain(&found.targets).chain(&found.spokesperson).chain(&found.ascribed_by);
        for other in others {
            actors.entry(other).or_default();
        }
    }
    for found in &set.facts {
        if let Some(holder) = &found.asserted_by {
            actors.entry(holder).or_default();
        }
        if let (FactProperty::Agent | FactProperty::Addressee, FactValue::Id(id)) = (found.property, &found.value) {
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

/// The actors that annotations name, with the label and the kind that they have in a graph unless a codebook knows them:
/// those of the first set that names them. The sets are in the order of their text.
#[must_use]
pub fn described_actors(sets: &[AnnotationSet]) -> BTreeMap<Slug, (String, ActorKind)> {
    let mut described = BTreeMap::new();
    for (id, label, kind) in sets.iter().flat_map(provisional_actors) {
        described.entry(id).or_insert((label, kind));
    }
    described
}

/// Actors that a file names although neither the codebook nor the file itself says who they are: slips of the pen.
///
/// The findings are about the resource that names them, by its IRI in [`Diagnostic::label`].
pub(super) fn strangers(triples: &[Triple], names: &Names<'_>) -> Vec<Diagnostic> {
    let described: BTreeSet<String> = triples
        .iter()
        .filter(|triple| triple.predicate == rdf::TYPE && triple.object == Term::from(class::ACTOR))
        .map(|triple| triple.subject.to_string())
        .collect();
    let mut seen = BTreeSet::new();
    triples
        .iter()
        .filter_map(|triple| {
            let Term::NamedNode(node) = &triple.object else {
                return None;
            };
            let id = Names::id_of("actor", node.as_str())?;
            let known = names.knows_actor(&id) || described.contains(&node.to_string());
            let subject = triple.subject.to_string();
            (!known && seen.insert((subject.clone(), id.clone()))).then_some((subject, id))
        })
        .map(|(subject, id)| {
            let subject = subject.trim_matches(['<', '>']);
            let message = format!("{subject} names the actor `{id}`, whom nobody knows");
            let help = match names.nearest_actor(&id) {
                Some(near) => format!("did you mean `{near}`? otherwise add it to codebook.toml"),
                None => "add it to codebook.toml".to_owned(),
            };
            Diagnostic::error("unknown-actor", message).label(subject).help(help)
        })
        .collect()
}
