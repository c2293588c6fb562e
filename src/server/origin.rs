//! Where a server's graph comes from: a case's files, or a store on disk.

use std::path::{Path, PathBuf};

use super::snapshot::{Snapshot, SnapshotError};
use crate::{
    case::{Stamps, git_is_at_work},
    store::disk::MANIFEST,
};

/// Where a server's graph comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A case's folder.
    Case(PathBuf),
    /// The folder of a store on disk; its server is a reader without files.
    Store(PathBuf),
}

impl Origin {
    /// The folder.
    pub(super) fn dir(&self) -> &Path {
        match self {
            Self::Case(dir) | Self::Store(dir) => dir,
        }
    }

    /// Whether there are files to read and to code, and not a graph alone.
    pub(super) const fn has_files(&self) -> bool {
        matches!(self, Self::Case(_))
    }

    /// What is there now. `known` are the files as they were read before, if they were.
    pub(super) fn read(&self, known: Option<&Stamps>) -> Result<Snapshot, SnapshotError> {
        match self {
            Self::Case(dir) => Snapshot::read(dir, known),
            Self::Store(dir) => Snapshot::of_store(dir),
        }
    }

    /// The files as they are, to be held against `known`, and whether git is changing them.
    pub(super) fn files_now(&self, known: &Stamps) -> (Stamps, bool) {
        match self {
            Self::Case(dir) => (known.again(dir), git_is_at_work(dir)),
            // The one file of a store that changes when the store does.
            Self::Store(dir) => (Stamps::of_file(&dir.join(MANIFEST)), false),
        }
    }
}
