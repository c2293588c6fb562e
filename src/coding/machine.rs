//! What the machine coder found, as a set that a case can hold.

use crate::{
    case::Codebooks,
    model::{AnnotationSet, Coder as Who, Run, Slug, identity},
};

use super::{CODER_VERSION, Coded, codebook_digest};

/// The machine's run: named by its version and the codebook, without a clock, so that the same files give the same bytes.
#[must_use]
pub fn machine_run(codebooks: &Codebooks) -> Run {
    let digest = codebook_digest(codebooks);
    Run {
        name: Slug::from_text(&format!("auto-{digest}")),
        coder_version: Some(CODER_VERSION.to_owned()),
        codebook_digest: Some(digest),
        command: None,
    }
}

/// The machine's set for one document, ids assigned.
#[must_use]
pub fn machine_set(document: &Slug, coded: Coded, run: &Run) -> AnnotationSet {
    let mut set = nameless_machine_set(document, coded, run);
    identity::assign(&mut set);
    set
}

/// The same with the ids left empty, for formats that carry none.
#[must_use]
pub fn nameless_machine_set(document: &Slug, coded: Coded, run: &Run) -> AnnotationSet {
    AnnotationSet {
        document: document.clone(),
        coder: Who { name: Slug::from_text(Who::AUTO), machine: true },
        run: run.clone(),
        complete: false,
        attributions: coded.attributions,
        statements: coded.statements,
        facts: coded.facts,
        decisions: Vec::new(),
    }
}
