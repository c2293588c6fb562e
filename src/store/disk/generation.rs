//! The builds in a store's folder: which is read, which may go.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{DiskError, files, manifest};

/// The engine's files within a build.
pub(super) const ENGINE: &str = "rocksdb";
/// The table of graphs within a build.
pub(super) const GRAPHS: &str = "graphs.tsv";
/// The file that readers hold locked.
pub(super) const IN_USE: &str = "in-use";
/// How the folders of builds begin.
const PREFIX: &str = "graph-";

/// The folder of a build.
pub(super) fn folder(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("{PREFIX}{generation}"))
}

/// Which build a folder of this name is.
fn number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(PREFIX)?;
    digits.parse().ok().filter(|number: &u64| number.to_string() == digits)
}

/// Why a build cannot be held.
#[derive(Debug)]
pub(super) enum Held {
    /// It is being removed.
    Going,
    /// The file that is locked is not there.
    Missing(PathBuf),
}

/// Holds a build, so that no other one removes it; `None` where the file system knows no locks.
pub(super) fn hold(folder: &Path) -> Result<Option<File>, Held> {
    let path = folder.join(IN_USE);
    let Ok(file) = File::open(&path) else { return Err(Held::Missing(path)) };
    match file.try_lock_shared() {
        // Whoever removes the build removes this file, too.
        Ok(()) if path.exists() => Ok(Some(file)),
        Ok(()) => Err(Held::Missing(path)),
        Err(TryLockError::WouldBlock) => Err(Held::Going),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Makes the folder of a new build, behind all that are there.
pub(super) fn create(dir: &Path) -> Result<(u64, PathBuf), DiskError> {
    let last = numbers(dir)?.into_iter().max().unwrap_or(0);
    // What cannot be read any more still keeps its number.
    let named = manifest::Manifest::read(dir).map_or(0, |(manifest, _)| manifest.generation);
    let generation = last.max(named) + 1;
    let folder = folder(dir, generation);
    let fail = |error| DiskError::write(&folder, error);
    fs::create_dir(&folder).map_err(fail)?;
    File::create_new(folder.join(IN_USE)).map_err(fail)?;
    Ok((generation, folder))
}

fn numbers(dir: &Path) -> Result<Vec<u64>, DiskError> {
    Ok(files::entries(dir)?.iter().filter_map(|entry| number(&entry.file_name().to_string_lossy())).collect())
}

/// Removes the builds that are not the current one and that nobody reads. Who builds holds the folder's lock.
pub(super) fn sweep(dir: &Path, current: Option<u64>) -> Result<(), DiskError> {
    for number in numbers(dir)? {
        if Some(number) != current {
            remove(&folder(dir, number));
        }
    }
    files::sync(dir).map_err(|error| DiskError::write(dir, error))
}

/// Removes a build that came to nothing.
pub(super) fn sweep_one(folder: &Path) {
    remove(folder);
}

/// Removes a build unless somebody reads it. What cannot be removed now is left to the next.
fn remove(folder: &Path) {
    let path = folder.join(IN_USE);
    let held = match OpenOptions::new().read(true).open(&path) {
        Ok(file) => match file.try_lock() {
            Err(TryLockError::WouldBlock) => return,
            _ => Some(file),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) => return,
    };
    // First the file that readers look for.
    let _ = fs::remove_file(&path);
    let _ = fs::remove_dir_all(folder);
    drop(held);
}

/// Whether a folder may become a store, or is one: nothing is in it but what is ours.
///
/// # Errors
/// [`DiskError::Foreign`] names what is not.
pub(super) fn is_ours(dir: &Path) -> Result<(), DiskError> {
    for entry in files::entries(dir)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name == manifest::NAME || name.starts_with(".stancegraph") || number(&name).is_some();
        if !ours {
            return Err(DiskError::Foreign { dir: dir.to_owned(), name });
        }
    }
    Ok(())
}
