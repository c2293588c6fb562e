//! Building a store: beside the one that is there, and in its place only when everything is on the disk.

use std::{fs, io, path::Path, time::Duration};

use super::{
    DiskError, Manifest, Sources, digest, engine, files,
    fill::fill,
    generation::{self, ENGINE, GRAPHS},
    manifest::FORMAT,
};
use crate::case::{CaseError, WriteLock, sweep_leftovers};

/// What a build tells while it is at work.
pub struct Watch<'a> {
    /// So many bytes of the parts have been read since it was told last.
    pub read: &'a (dyn Fn(u64) + Sync),
    /// What it does now.
    pub phase: &'a (dyn Fn(&str) + Sync),
}

/// A store that has been built.
#[derive(Debug)]
pub struct Built {
    /// What it holds.
    pub manifest: Manifest,
    /// The size of its files, in bytes.
    pub bytes: u64,
}

/// Builds a store into a folder, which is made if need be. What was there before is replaced when the new one is whole
/// and on the disk, and not before; killed at any moment, it leaves the one or the other. Only one program builds into a
/// folder at a time.
///
/// # Errors
/// [`DiskError`]; the store that was there before is still there, and nothing is left behind.
pub fn build(dir: &Path, sources: &Sources<'_>, watch: &Watch<'_>) -> Result<Built, DiskError> {
    engine::available()?;
    if sources.cases.is_empty() && sources.parts.is_empty() {
        return Err(DiskError::Nothing("no case and no part is named".to_owned()));
    }
    // A part that is not there is said before hours are spent.
    for part in sources.parts {
        fs::File::open(part).map_err(|error| DiskError::read(part, error))?;
    }
    let new = match fs::create_dir(dir) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => false,
        Err(error) => return Err(DiskError::write(dir, error)),
    };
    let built = locked(dir, sources, watch);
    if new && built.is_err() {
        // It stays if anything is in it.
        let _ = fs::remove_dir(dir);
    }
    built
}

fn locked(dir: &Path, sources: &Sources<'_>, watch: &Watch<'_>) -> Result<Built, DiskError> {
    generation::is_ours(dir)?;
    let _alone = WriteLock::take(dir, Duration::ZERO, "store build").map_err(|error| match error {
        CaseError::Busy { dir, .. } => DiskError::Busy(dir),
        error => error.into(),
    })?;
    sweep_leftovers(dir);
    let current = || Manifest::read(dir).map(|(manifest, _)| manifest.generation);
    if let Ok(generation) = current() {
        generation::sweep(dir, Some(generation))?;
    }
    let (generation, folder) = generation::create(dir)?;
    let built = fresh(dir, generation, &folder, sources, watch);
    match &built {
        Ok(_) => generation::sweep(dir, Some(generation))?,
        Err(_) => generation::sweep_one(&folder),
    }
    built
}

fn fresh(
    dir: &Path,
    generation: u64,
    folder: &Path,
    sources: &Sources<'_>,
    watch: &Watch<'_>,
) -> Result<Built, DiskError> {
    let inside = folder.join(ENGINE);
    let in_folder = |error: DiskError| error.in_folder(folder);
    let store = engine::create(&inside)?;
    let filled = fill(&store, sources, watch).map_err(in_folder)?;
    (watch.phase)("putting it in order");
    engine::finish(store, &inside)?;
    files::tidy(folder);
    (watch.phase)("counting");
    // As it will be read: what is counted is what is on the disk.
    let store = engine::open(&inside)?;
    let default_graph = digest::default_graph(&store).map_err(|error| DiskError::engine(folder, &error))?;
    let (named_graphs, named_quads) = digest::write_table(&store, &folder.join(GRAPHS)).map_err(in_folder)?;
    drop(store);
    files::tidy(folder);
    (watch.phase)("syncing");
    let files = files::record(folder)?;
    let bytes = files.iter().map(|file| file.bytes).sum();
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        title: filled.title,
        base: filled.base,
        generation,
        default_graph,
        named_graphs,
        named_quads,
        sources: filled.sources,
        prefixes: filled.prefixes,
        files,
    };
    let sync = |folder: &Path| files::sync(folder).map_err(|error| DiskError::write(folder, error));
    sync(dir)?;
    sync(&files::parent(dir))?;
    manifest.write(dir)?;
    Ok(Built { manifest, bytes })
}
