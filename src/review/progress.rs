//! How far a coding has come, document by document.

use std::collections::BTreeSet;

use crate::{
    case::Case,
    model::{Coder, DecisionKind, Slug},
};

/// How far one coder has come with one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentProgress {
    /// The document.
    pub document: Slug,
    /// How many statements the machine suggests.
    pub suggested: usize,
    /// How many of them the coder has not decided on.
    pub open: usize,
    /// How many decisions of each kind there are: added, accepted, revised, rejected.
    pub decided: [usize; 4],
    /// How many statements the coder has.
    pub statements: usize,
    /// Whether the coder has marked the document complete.
    pub complete: bool,
}

/// How far one coder has come with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The coder.
    pub coder: Slug,
    /// Each document of the case, in order of their ids.
    pub documents: Vec<DocumentProgress>,
}

impl Progress {
    /// How many documents are complete.
    #[must_use]
    pub fn complete(&self) -> usize {
        self.documents.iter().filter(|document| document.complete).count()
    }
}

/// How far a coder has come with each document, also with those that the coder has not begun.
#[must_use]
pub fn progress(case: &Case, coder: &Slug) -> Progress {
    let of = |name: &str, document: &Slug| {
        case.annotations.iter().find(|set| set.coder.name == *name && set.document == *document)
    };
    let documents = case
        .documents
        .keys()
        .map(|document| {
            let suggested: Vec<&str> = of(Coder::AUTO, document)
                .map(|set| set.statements.iter().map(|found| &*found.id).collect())
                .unwrap_or_default();
            let set = of(coder.as_str(), document);
            let decisions = set.map(|set| &*set.decisions).unwrap_or_default();
            let about: BTreeSet<&str> = decisions.iter().map(|made| &*made.about).collect();
            let count = |kind| decisions.iter().filter(|made| made.kind == kind).count();
            DocumentProgress {
                document: document.clone(),
                open: suggested.iter().filter(|id| !about.contains(*id)).count(),
                suggested: suggested.len(),
                decided: [DecisionKind::Add, DecisionKind::Accept, DecisionKind::Revise, DecisionKind::Reject]
                    .map(count),
                statements: set.map_or(0, |set| set.statements.len()),
                complete: set.is_some_and(|set| set.complete),
            }
        })
        .collect();
    Progress { coder: coder.clone(), documents }
}
