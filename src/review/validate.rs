//! Nothing is written that `check` would find fault with.

use std::collections::BTreeSet;

use super::{ReviewError, Sheet};
use crate::{
    case::{Codebooks, annotation_path, foreign_content},
    model::{AnnotationSet, Offsets, Slug, Statement},
    store,
};

/// Holds what would be written against the text, the codebook and the shapes.
pub(super) fn validate(sheet: &Sheet, set: &AnnotationSet) -> Result<(), ReviewError> {
    let mut faults = Vec::new();
    let offsets = Offsets::new(&sheet.document().text);
    let known = Known::new(sheet, set);
    for statement in &set.statements {
        for span in &statement.evidence {
            if span.is_empty() || span.end > offsets.len() {
                faults.push(format!("The text has no words from {} to {}: mark them again.", span.start, span.end));
            }
        }
        faults.extend(known.faults(statement));
    }
    if !faults.is_empty() {
        faults.dedup();
        return Err(ReviewError::Invalid(faults));
    }
    let violations = store::validate_set(&sheet.case, set)?;
    if violations.is_empty() {
        return Ok(());
    }
    let mut sentences: Vec<String> = violations.into_iter().map(|found| found.message).collect();
    sentences.sort();
    sentences.dedup();
    Err(ReviewError::Invalid(sentences))
}

/// Who and what a statement may name.
struct Known<'s> {
    codebooks: &'s Codebooks,
    /// Actors that no codebook has but somebody's annotations of the document describe.
    provisional: BTreeSet<&'s Slug>,
}

impl<'s> Known<'s> {
    fn new(sheet: &'s Sheet, set: &'s AnnotationSet) -> Self {
        let mut provisional = BTreeSet::new();
        for set in sheet.case.annotations.iter().chain(std::iter::once(set)) {
            provisional
                .extend(set.statements.iter().filter(|found| found.actor_label.is_some()).map(|found| &found.actor));
        }
        // What another coder names without a label is described in that coder's file by the words of its id.
        for set in &sheet.case.annotations {
            for found in &set.statements {
                provisional.extend(found.spokesperson.iter().chain(&found.ascribed_by));
                provisional.extend(found.addressees.iter().chain(&found.targets));
            }
        }
        Self { codebooks: &sheet.case.codebooks, provisional }
    }

    fn faults(&self, found: &Statement) -> Vec<String> {
        let codebook = &self.codebooks.merged;
        let mut faults = Vec::new();
        let others = found.spokesperson.iter().chain(&found.ascribed_by).chain(&found.addressees).chain(&found.targets);
        for actor in std::iter::once(&found.actor).chain(others) {
            if !codebook.actors.contains_key(actor) && !self.provisional.contains(actor) {
                faults.push(format!("There is no actor `{actor}`: choose one of the codebook, or add it."));
            }
        }
        if !codebook.propositions.contains_key(&found.proposition) {
            faults.push(format!(
                "There is no proposition `{}`: choose one of the codebook, or add it.",
                found.proposition
            ));
        }
        for frame in found.frames.iter().chain(&found.frames_rejected) {
            if !codebook.frames.contains_key(frame) {
                faults.push(format!("There is no frame `{frame}` in the codebook."));
            }
        }
        faults
    }
}

/// Whether writing the set anew would lose something that a person or another program put into its file.
pub(super) fn nothing_lost(sheet: &Sheet, text: &str) -> Result<(), ReviewError> {
    let path = annotation_path(&sheet.set.coder.name, &sheet.document);
    match foreign_content(&sheet.case, &sheet.set, text, false) {
        Some(example) => Err(ReviewError::Foreign { path, example }),
        None => Ok(()),
    }
}
