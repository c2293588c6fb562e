//! A case as it was at one moment: what every answer is made from.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::{Instant, SystemTime},
};

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};

use crate::{
    case::{self, Case, CaseError, read_case},
    diagnostic::Diagnostic,
    pages::Readings,
    store::{CaseGraph, StoreError, View},
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
    pub(super) files: Files,
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
    /// They changed again and again while they were read.
    #[error("the files of the case change faster than they can be read")]
    Restless,
}

impl Snapshot {
    /// Reads a case when nobody is writing it.
    pub(super) fn read(dir: &Path) -> Result<Self, SnapshotError> {
        for _ in 0..5 {
            let begun = Instant::now();
            let (case, findings) = read_case(dir)?;
            tracing::debug!(took = ?begun.elapsed(), "the files are read");
            let files = Files::of(dir, &case);
            let errors = case::errors(&findings);
            if !errors.is_empty() {
                return Err(CaseError::Invalid(errors).into());
            }
            let graph = CaseGraph::build(&case, &View::Current)?;
            let revision = files.digest();
            tracing::debug!(took = ?begun.elapsed(), revision, "there is a snapshot");
            // What was written meanwhile may be in one and not in the other.
            if Files::of(dir, &case) == files {
                let case = Arc::new(case);
                let readings = Readings::new(Arc::clone(&case), graph.clone());
                return Ok(Self { case, graph, readings, revision, findings, files, quads: OnceLock::new() });
            }
        }
        Err(SnapshotError::Restless)
    }

    /// All of its graph as N-Quads, for processes that evaluate queries. Written when it is first asked for.
    pub(super) fn quads(&self) -> Bytes {
        self.quads.get_or_init(|| self.graph.quads_text().into()).clone()
    }
}

/// The files of a case and what tells that one has changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Files(BTreeMap<PathBuf, Option<Stamp>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// A file that is replaced by another has another number, however quick it was. 0 where there are none.
    number: u64,
}

impl Files {
    /// The files of a case and those its codebooks are in.
    pub(super) fn of(dir: &Path, case: &Case) -> Self {
        let lexicons = case.codebooks.lexicons.iter().map(|lexicon| &lexicon.path);
        let further = case.codebooks.files.iter().map(|(path, _)| path).chain(lexicons);
        let further = further.filter(|path| !path.starts_with("<built-in>"));
        let mut files = Self::in_case(dir);
        files.0.extend(further.map(|path| (path.clone(), stamp(path))));
        files
    }

    /// The same files again, and those that have come to the case.
    pub(super) fn again(&self, dir: &Path) -> Self {
        let mut files = Self::in_case(dir);
        let further = self.0.keys().filter(|path| !path.starts_with(dir));
        files.0.extend(further.map(|path| (path.clone(), stamp(path))));
        files
    }

    fn in_case(dir: &Path) -> Self {
        let mut files = BTreeMap::new();
        for name in ["case.toml", "codebook.toml"] {
            let path = dir.join(name);
            files.insert(path.clone(), stamp(&path));
        }
        listed(&dir.join("documents"), "md", &mut files);
        for coder in fs::read_dir(dir.join("annotations")).into_iter().flatten().flatten() {
            listed(&coder.path(), "ttl", &mut files);
        }
        Self(files)
    }

    /// A digest of their names and contents.
    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        for path in self.0.keys() {
            let bytes = fs::read(path).unwrap_or_default();
            hash.update(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn listed(folder: &Path, ending: &str, files: &mut BTreeMap<PathBuf, Option<Stamp>>) {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == ending) && !hidden(path));
    files.extend(wanted.map(|path| (path.clone(), stamp(&path))));
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata: io::Result<fs::Metadata> = fs::symlink_metadata(path);
    let metadata = metadata.ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let number = 0;
    Some(Stamp { bytes: metadata.len(), modified: metadata.modified().ok(), number })
}
