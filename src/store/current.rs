//! Which annotations count: those of the settled coding, and the machine's as long as nobody has decided on them.

use std::collections::BTreeSet;

use crate::{
    case::Case,
    model::{AnnotationSet, Coder, Slug},
};

/// Whose annotations are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// The current ones: see [`current_sets`].
    #[default]
    Current,
    /// One coder's, whatever others decided.
    Coder(Slug),
}

/// The annotations that count, one set for each coder and document that has any.
///
/// For each document: what is in `reviewed`; beside it the machine's statements that no decision accepted, revised
/// or rejected, until the reviewed set is marked complete. Where a document has neither a reviewed set nor a
/// machine's, what people coded counts, so that a case coded by hand needs no review to be asked.
#[must_use]
pub fn current_sets(case: &Case, view: &View) -> Vec<AnnotationSet> {
    match view {
        View::Coder(coder) => case.of_coder(coder.as_str()).cloned().collect(),
        View::Current => case.documents.keys().flat_map(|document| current_of(case, document)).collect(),
    }
}

fn current_of(case: &Case, document: &Slug) -> Vec<AnnotationSet> {
    let sets = || case.annotations.iter().filter(move |set| set.document == *document);
    let reviewed = sets().find(|set| set.coder.name == *Coder::REVIEWED);
    // Only the built-in coder's: what other programs suggest counts once somebody has taken it over.
    let machine = sets().filter(|set| set.coder.name == *Coder::AUTO);
    let mut current: Vec<AnnotationSet> = reviewed.into_iter().cloned().collect();
    if !reviewed.is_some_and(|set| set.complete) {
        let decided: BTreeSet<&str> =
            reviewed.into_iter().flat_map(|set| &set.decisions).map(|decision| decision.about.as_str()).collect();
        current.extend(machine.map(|set| without_decided(set, &decided)));
    }
    if current.is_empty() {
        current.extend(sets().cloned());
    }
    current
}

fn without_decided(set: &AnnotationSet, decided: &BTreeSet<&str>) -> AnnotationSet {
    let mut set = set.clone();
    set.statements.retain(|statement| !decided.contains(statement.id.as_str()));
    set
}

#[cfg(test)]
mod tests;
