//! Names of what statements refer to, for formats that tell names.

use std::collections::BTreeMap;

use crate::{
    case::Case,
    model::{ActorKind, AnnotationSet, Slug, Statement},
};

/// Names and kinds of actors: those of the codebook, and those that annotations bring themselves.
pub(super) struct Labels<'c> {
    case: &'c Case,
    provisional: BTreeMap<&'c Slug, (&'c str, Option<ActorKind>)>,
}

impl<'c> Labels<'c> {
    pub(super) fn new(case: &'c Case, sets: &'c [AnnotationSet]) -> Self {
        let mut provisional = BTreeMap::new();
        for set in sets {
            for found in &set.statements {
                if let Some(label) = &found.actor_label {
                    provisional.entry(&found.actor).or_insert((label.as_str(), found.actor_kind));
                }
            }
            for found in &set.attributions {
                if let (Some(speaker), Some(label)) = (&found.speaker, &found.speaker_label) {
                    provisional.entry(speaker).or_insert((label.as_str(), None));
                }
            }
        }
        Self { case, provisional }
    }

    pub(super) fn actor(&self, id: &Slug) -> String {
        match (self.case.codebooks.merged.actors.get(id), self.provisional.get(id)) {
            (Some(actor), _) => actor.label.clone(),
            (None, Some((label, _))) => (*label).to_owned(),
            (None, None) => id.as_str().replace('-', " "),
        }
    }

    /// Its kind; a provisional actor that nobody describes is taken for a person, as in the graph.
    pub(super) fn kind(&self, id: &Slug) -> ActorKind {
        let known = self.case.codebooks.merged.actors.get(id).map(|actor| actor.kind);
        known.or_else(|| self.provisional.get(id)?.1).unwrap_or(ActorKind::Person)
    }

    pub(super) fn is_person(&self, id: &Slug) -> bool {
        matches!(self.kind(id), ActorKind::Person | ActorKind::Expert | ActorKind::Legislator)
    }

    pub(super) fn proposition(&self, id: &Slug) -> String {
        let known = self.case.codebooks.merged.propositions.get(id);
        known.map_or_else(|| id.as_str().replace('-', " "), |proposition| proposition.label.clone())
    }

    pub(super) fn frame(&self, id: &Slug) -> String {
        let known = self.case.codebooks.merged.frames.get(id);
        known.map_or_else(|| id.as_str().replace('-', " "), |frame| frame.label.clone())
    }
}

/// Each statement with its set, by document, then place, then id.
pub(super) fn in_order(sets: &[AnnotationSet]) -> Vec<(&AnnotationSet, &Statement)> {
    let mut all: Vec<_> =
        sets.iter().flat_map(|set| set.statements.iter().map(move |statement| (set, statement))).collect();
    all.sort_by(|(a, x), (b, y)| {
        let key = |set: &AnnotationSet| (set.document.clone(), set.coder.name.clone());
        a.document
            .cmp(&b.document)
            .then_with(|| x.evidence.cmp(&y.evidence))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| x.id.cmp(&y.id))
    });
    all
}
