//! A case as it was at one moment: what every answer is made from.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Instant,
};

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};

use crate::{
    case::{self, Case, CaseError, Stamps, case_without_files, read_case},
    diagnostic::Diagnostic,
    pages::Readings,
    remote::{Endpoint, RemoteError},
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
    /// The address of the endpoint, if the graph is a copy of one.
    pub(crate) elsewhere: Option<String>,
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
    /// The endpoint elsewhere cannot be read.
    #[error(transparent)]
    Remote(#[from] RemoteError),
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
                return Ok(Self {
                    case,
                    graph,
                    readings,
                    revision,
                    findings,
                    files,
                    disk: None,
                    elsewhere: None,
                    quads,
                });
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
        Ok(Self {
            case,
            graph,
            readings,
            revision,
            findings: Vec::new(),
            files,
            disk: Some(disk),
            elsewhere: None,
            quads,
        })
    }

    /// Copies the graphs of an endpoint. The same graphs have the same revision.
    pub(super) fn of_endpoint(endpoint: &Endpoint, files: Stamps) -> Result<Self, SnapshotError> {
        let graph = endpoint.copied()?;
        let (base, first) = endpoint
            .cases()
            .first_key_value()
            .ok_or_else(|| RemoteError::NoCase { address: endpoint.address().to_string() })?;
        let case = Arc::new(case_without_files(Path::new("."), &first.title, base));
        let text = graph.quads_text();
        let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        lines.sort_unstable();
        let mut hash = Sha256::new();
        for line in lines {
            hash.update(line);
        }
        let revision = hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let readings = Readings::of_graph(Arc::clone(&case), graph.clone());
        let elsewhere = Some(endpoint.address().to_string());
        let quads = OnceLock::from(Bytes::from(text));
        Ok(Self { case, graph, readings, revision, findings: Vec::new(), files, disk: None, elsewhere, quads })
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
