//! A graph on disk, for more than memory holds: built once with a bulk loader, and from then on only read.
//!
//! A store is a folder:
//!
//! - `store.json`: what it holds, what it was built of, and its files with their digests ([`Manifest`]). Its replacement is
//!   the one moment at which a new build takes the place of the old one.
//! - `graph-N/`: the Nth build. In it `rocksdb/`, the engine's files; `graphs.tsv`, the number of triples and a digest
//!   for each graph; `in-use`, which whoever reads the build holds locked, so that no later build removes it.
//! - `.stancegraph.lock`: there while somebody builds.
//!
//! What a killed build leaves is a `graph-N` that `store.json` does not name: the next build sweeps it.
//!
//! Every byte is checked at each opening ([`DiskStore::open`]), and what the engine makes of them by
//! [`DiskStore::verify`]. A damaged table must never be asked: once a block of it cannot be read, oxigraph's iterators give
//! the same error again and again, and an evaluation that collects errors takes all memory there is. The engine itself is behind the feature `rocksdb`; everything else here is
//! not, and works on any [`oxigraph::store::Store`].

mod build;
mod digest;
mod engine;
mod error;
mod files;
mod fill;
mod generation;
mod manifest;
mod parts;

pub use build::{Built, Watch, build};
pub use engine::available;
pub use error::DiskError;
pub use fill::{Sources, corpus_triples};
pub use manifest::{GraphCount, Manifest, NAME as MANIFEST, Source};
pub use parts::read_parts;

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::Duration,
};

use oxigraph::store::Store;

use files::Depth;

/// How often an opening begins anew because a build took another's place meanwhile.
const ATTEMPTS: u32 = 20;
/// How long it waits before it does.
const PAUSE: Duration = Duration::from_millis(25);

/// A store that is open for reading. Any number of programs may have one open, also while another builds it anew.
#[derive(Clone)]
pub struct DiskStore {
    store: Store,
    manifest: Manifest,
    revision: String,
    dir: PathBuf,
    /// Held as long as the engine has its files open; without locks on the file system there is none.
    _in_use: Option<std::sync::Arc<File>>,
}

impl DiskStore {
    /// Opens the store in a folder and checks its files: `store.json` against its own digest, that each file is there and no
    /// other is, and each byte of them.
    ///
    /// # Errors
    /// [`DiskError`] names the folder or the file.
    pub fn open(dir: &Path) -> Result<Self, DiskError> {
        Self::opened(dir, Depth::Whole)
    }

    /// Opens a store for a process with limits of its own, where another one has just checked it: of large files only the
    /// size and the end are looked at.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_checked(dir: &Path) -> Result<Self, DiskError> {
        Self::opened(dir, Depth::Ends)
    }

    fn opened(dir: &Path, depth: Depth) -> Result<Self, DiskError> {
        engine::available()?;
        for _ in 0..ATTEMPTS {
            let (manifest, revision) = Manifest::read(dir)?;
            let folder = generation::folder(dir, manifest.generation);
            let held = match generation::hold(&folder) {
                Ok(held) => held,
                Err(generation::Held::Going) => {
                    std::thread::sleep(PAUSE);
                    continue;
                }
                Err(generation::Held::Missing(file)) => {
                    // Either it has just been replaced, or it is gone.
                    if Manifest::read(dir)?.1 == revision {
                        return Err(DiskError::missing(file));
                    }
                    continue;
                }
            };
            if Manifest::read(dir)?.1 != revision {
                continue;
            }
            files::check(&folder, &manifest.files, depth)?;
            let store = engine::open(&folder.join(generation::ENGINE))?;
            let in_use = held.map(std::sync::Arc::new);
            return Ok(Self { store, manifest, revision, dir: dir.to_owned(), _in_use: in_use });
        }
        Err(DiskError::Restless(dir.to_owned()))
    }

    /// The store, for queries.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The graph, as others have it in memory. The store is to be kept as long as it is used.
    #[must_use]
    pub fn graph(&self) -> super::CaseGraph {
        super::CaseGraph::of_store(self.store.clone())
    }

    /// What it holds and what it was built of.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Names this build: another one has another revision.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Reads everything: each file against its digest, each index of the engine against the others, the number and the
    /// digest of each graph's triples against `graphs.tsv`.
    ///
    /// # Errors
    /// [`DiskError`] names the file or the graph.
    pub fn verify(&self) -> Result<(), DiskError> {
        let folder = generation::folder(&self.dir, self.manifest.generation);
        files::check(&folder, &self.manifest.files, Depth::Whole)?;
        let fail = |error: oxigraph::store::StorageError| DiskError::engine(&folder, &error);
        self.store.validate().map_err(fail)?;
        let table = folder.join(generation::GRAPHS);
        digest::compare(&self.store, &self.manifest, &table).map_err(|error| error.in_folder(&folder))
    }
}

#[cfg(test)]
mod tests;
