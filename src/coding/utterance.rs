//! One speech act that several documents report has one name: quotations of the same words by the same actor.

use std::collections::BTreeMap;

use crate::model::{AnnotationSet, Modality, Offsets, Slug, identity};

/// Gives statements of different documents the same utterance, where they rest on the same words of the same actor
/// on the same proposition. Statements that have an utterance already keep it.
///
/// `texts` are the documents' texts, in the order of `sets`. White space, punctuation and case do not count: printers
/// differ in them.
pub fn assign_utterances(sets: &mut [AnnotationSet], texts: &[&str]) {
    let mut told: BTreeMap<(Slug, Slug, String), Vec<(usize, usize)>> = BTreeMap::new();
    for (number, (set, text)) in sets.iter().zip(texts).enumerate() {
        let offsets = Offsets::new(text);
        for (index, statement) in set.statements.iter().enumerate() {
            let own = statement.modality == Modality::OwnWords;
            if statement.utterance.is_some() || !own {
                continue;
            }
            let words: String = statement
                .evidence
                .iter()
                .filter_map(|&span| offsets.slice(span))
                .flat_map(str::chars)
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect();
            told.entry((statement.actor.clone(), statement.proposition.clone(), words))
                .or_default()
                .push((number, index));
        }
    }
    for ((actor, _, words), places) in told {
        let documents: std::collections::BTreeSet<_> = places.iter().map(|(n, _)| n).collect();
        if documents.len() < 2 {
            continue;
        }
        // The words alone name it, so that a sentence on two propositions is one speech act.
        let id = identity::digest(["utterance", actor.as_str(), &words]);
        let utterance: Slug = format!("{actor}-{id}").parse().unwrap_or_else(|_| Slug::from_text(&id));
        for (number, index) in places {
            sets[number].statements[index].utterance = Some(utterance.clone());
        }
    }
}
