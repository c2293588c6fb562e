//! A case as it was at one moment: what every answer is made from.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Instant,
};

use axum::body::Bytes;

use crate::{
    case::{self, Case, CaseError, Stamps, case_without_files, read_case},
    diagnostic::Diagnostic,
    pages::Readings,
    store::{
        CaseGraph, StoreError, View,
        disk::{DiskError, DiskStore, MANIFEST},
    },
};

/// A case as it was at one moment, with its graph. It never changes; when a file does, another takes its place.
pub(crate) struct Snapshot {
    /// The case as its files gave it.
    pub(crate) case: Arc<Case>,
    /// Its graph: current and derived triples, and each coder's.
    pub(crate) graph: CaseGraph,
    /// The case made ready for its pages.
    pub(crate) readings: Readings,
    /// Names this state of the files: the same files have the same revision, in any run of the program.
    pub(crate) revision: String,
    /// Warnings about the files. A case with errors makes no snapshot.
    pub(crate) findings: Vec<Diagnostic>,
    /// What the files looked like.
    pub(super) files: Stamps,
    /// The store on disk, if the graph is in one.
    pub(crate) disk: Option<DiskStore>,
    quads: OnceLock<Bytes>,
}

/// Why a case could not be made into a snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The files cannot be used.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// Its graph could not be built.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store on disk cannot be used.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// They changed again and again while they were read.
    #[error("the files of the case change faster than they can be read")]
    Restless,
}

impl Snapshot {
    /// Reads a case when nobody is writing it. `known` are its files as they were read before, if they were.
    pub(super) fn read(dir: &Path, known: Option<&Stamps>) -> Result<Self, SnapshotError> {
        // Looked at before they are read: what is written meanwhile may be in one and not in the other.
        let mut before = known.map_or_else(|| Stamps::in_case(dir), |known| known.again(dir));
        for _ in 0..5 {
            let begun = Instant::now();
            let (case, findings) = read_case(dir)?;
            tracing::debug!(took = ?begun.elapsed(), "the files are read");
            let files = Stamps::of(dir, &case);
            if files != before {
                // Somebody has written, or codebooks lie elsewhere and are known only now.
                before = files;
                continue;
            }
            let errors = case::errors(&findings);
            if !errors.is_empty() {
                return Err(CaseError::Invalid(errors).into());
            }
            let graph = CaseGraph::build(&case, &View::Current)?;
            let revision = files.digest()?;
            tracing::debug!(took = ?begun.elapsed(), revision, "there is a snapshot");
            if Stamps::of(dir, &case) == files {
                let case = Arc::new(case);
                let readings = Readings::new(Arc::clone(&case), graph.clone());
                let quads = OnceLock::new();
                return Ok(Self { case, graph, readings, revision, findings, files, disk: None, quads });
            }
            before = Stamps::of(dir, &case);
        }
        Err(SnapshotError::Restless)
    }

    /// Opens a store on disk: a graph without files.
    pub(super) fn of_store(dir: &Path) -> Result<Self, SnapshotError> {
        // Asked before it is opened: what comes later is seen as a change.
        let files = Stamps::of_file(&dir.join(MANIFEST));
        let disk = DiskStore::open(dir)?;
        let manifest = disk.manifest();
        let case = Arc::new(case_without_files(dir, &manifest.title, &manifest.base));
        let graph = disk.graph();
        let readings = Readings::of_graph(Arc::clone(&case), graph.clone());
        let revision = disk.revision()[..16].to_owned();
        let quads = OnceLock::new();
        Ok(Self { case, graph, readings, revision, findings: Vec::new(), files, disk: Some(disk), quads })
    }

    /// The prefixes of Turtle.
    pub(super) fn prefixes(&self) -> Vec<(String, String)> {
        self.disk.as_ref().map_or_else(|| self.case.prefixes(), |disk| disk.manifest().prefixes.clone())
    }

    /// All of its graph as N-Quads, for processes that evaluate queries. Written when it is first asked for.
    pub(super) fn quads(&self) -> Bytes {
        self.quads.get_or_init(|| self.graph.quads_text().into()).clone()
    }
}
