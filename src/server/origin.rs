//! Where a server's graph comes from: a case's files, a store on disk, or an endpoint elsewhere.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use super::snapshot::{Snapshot, SnapshotError};
use crate::{
    case::{Stamps, git_is_at_work},
    remote::Endpoint,
    store::disk::MANIFEST,
};

/// Where a server's graph comes from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A case's folder.
    Case(PathBuf),
    /// The folder of a store on disk; its server is a reader without files.
    Store(PathBuf),
    /// An endpoint, whose graphs are copied from time to time; its server is a reader without files, too.
    Endpoint(Arc<Elsewhere>),
}

/// An endpoint, and how often its graphs are copied.
#[derive(Debug)]
pub struct Elsewhere {
    endpoint: Endpoint,
    every: Duration,
    since: Instant,
}

impl Elsewhere {
    /// An endpoint whose graphs are copied at most once in so long.
    #[must_use]
    pub fn new(endpoint: Endpoint, every: Duration) -> Self {
        Self { endpoint, every, since: Instant::now() }
    }

    /// What stands for the files: it changes when it is time to copy again.
    fn period(&self) -> Stamps {
        let periods = self.since.elapsed().as_secs_f64() / self.every.as_secs_f64().max(1.0);
        Stamps::of_file(Path::new(&format!("<endpoint>/{}", periods as u64)))
    }
}

impl Origin {
    /// The folder.
    pub(super) fn dir(&self) -> &Path {
        match self {
            Self::Case(dir) | Self::Store(dir) => dir,
            Self::Endpoint(_) => Path::new("."),
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
            Self::Endpoint(elsewhere) => Snapshot::of_endpoint(&elsewhere.endpoint, elsewhere.period()),
        }
    }

    /// The files as they are, to be held against `known`, and whether git is changing them.
    pub(super) fn files_now(&self, known: &Stamps) -> (Stamps, bool) {
        match self {
            Self::Case(dir) => (known.again(dir), git_is_at_work(dir)),
            // The one file of a store that changes when the store does.
            Self::Store(dir) => (Stamps::of_file(&dir.join(MANIFEST)), false),
            Self::Endpoint(elsewhere) => (elsewhere.period(), false),
        }
    }
}
