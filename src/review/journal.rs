//! What was written in this run of the program, so that it can be undone and done again: whole files, byte for byte.

use std::{path::PathBuf, sync::Arc};

use crate::model::Slug;

/// How much the journal remembers, in bytes of file contents; the oldest steps are forgotten first.
const ROOM: usize = 64 << 20;

/// The contents of a file; nothing if it is not there.
pub(super) type Contents = Option<Arc<[u8]>>;

/// Who worked on what: each undoes their own steps only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bench {
    pub(super) by: Slug,
    pub(super) document: Slug,
    pub(super) into: Slug,
}

/// What became of one file.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Relative to the case.
    pub(super) path: PathBuf,
    pub(super) before: Contents,
    pub(super) after: Contents,
}

/// One action as it was written.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) bench: Bench,
    pub(super) changes: Vec<Change>,
    undone: bool,
}

impl Step {
    fn size(&self) -> usize {
        let length = |contents: &Contents| contents.as_ref().map_or(0, |bytes| bytes.len());
        self.changes.iter().map(|change| length(&change.before) + length(&change.after)).sum()
    }
}

/// The steps of everybody, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Journal {
    steps: Vec<Step>,
}

impl Journal {
    /// Notes what was written. What the person had undone on that bench can no longer be done again.
    pub(super) fn note(&mut self, bench: Bench, changes: Vec<Change>) {
        self.steps.retain(|step| step.bench != bench || !step.undone);
        self.steps.push(Step { bench, changes, undone: false });
        let mut size: usize = self.steps.iter().map(Step::size).sum();
        let mut forget = 0;
        while size > ROOM && forget + 1 < self.steps.len() {
            size -= self.steps[forget].size();
            forget += 1;
        }
        self.steps.drain(..forget);
    }

    /// The place of the step that is to be undone, or done again.
    pub(super) fn next(&self, bench: &Bench, again: bool) -> Option<usize> {
        let fits = |step: &Step| step.bench == *bench && step.undone == again;
        if again { self.steps.iter().position(fits) } else { self.steps.iter().rposition(fits) }
    }

    pub(super) fn step(&self, place: usize) -> &Step {
        &self.steps[place]
    }

    pub(super) fn turn(&mut self, place: usize) {
        let step = &mut self.steps[place];
        step.undone = !step.undone;
    }
}
