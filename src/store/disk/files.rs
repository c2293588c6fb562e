//! The files of a build: their sizes and digests, written down when it is done and held against them later.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    DiskError,
    digest::hex,
    generation::{ENGINE, IN_USE},
};

/// How much of the end of a large file is looked at when a store is opened again, in bytes. A table of the engine has its
/// footer and its properties there, which have no checksums of their own; its blocks have.
const END: u64 = 64 << 10;

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its path within the build's folder, with `/`.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 digest of its last 64 KiB.
    pub end: String,
    /// The SHA-256 digest of all of it.
    pub sha256: String,
}

/// How much of the large files is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Their ends.
    Ends,
    /// All of them.
    Whole,
}

/// The files of a build, by name, all of them synced to the disk.
pub(super) fn record(folder: &Path) -> Result<Vec<FileRecord>, DiskError> {
    let mut records = Vec::new();
    for name in listed(folder)? {
        let path = folder.join(&name);
        let fail = |error| DiskError::write(&path, error);
        let mut file = File::open(&path).map_err(fail)?;
        file.sync_all().map_err(fail)?;
        let bytes = file.metadata().map_err(fail)?.len();
        let sha256 = whole(&mut file).map_err(fail)?;
        let end = end(&mut file, bytes).map_err(fail)?;
        records.push(FileRecord { name, bytes, end, sha256 });
    }
    for folder in [folder.join(ENGINE), folder.to_owned()] {
        sync(&folder).map_err(|error| DiskError::write(&folder, error))?;
    }
    Ok(records)
}

/// Holds the files of a build against how they were written.
///
/// # Errors
/// [`DiskError::Damaged`] names the first that is not as it was, or that has come.
pub(super) fn check(folder: &Path, records: &[FileRecord], depth: Depth) -> Result<(), DiskError> {
    if let Some(damaged) =
        records.par_iter().filter_map(|record| check_one(folder, record, depth).err()).find_first(|_| true)
    {
        return Err(damaged);
    }
    let known: BTreeSet<&str> = records.iter().map(|record| &*record.name).collect();
    match listed(folder)?.into_iter().find(|name| !known.contains(&**name)) {
        Some(stranger) => Err(DiskError::damaged(folder.join(stranger), "it does not belong to the store")),
        None => Ok(()),
    }
}

fn check_one(folder: &Path, record: &FileRecord, depth: Depth) -> Result<(), DiskError> {
    let path = folder.join(&record.name);
    let mut file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(DiskError::missing(path)),
        Err(error) => return Err(DiskError::read(&path, error)),
    };
    let fail = |error| DiskError::read(&path, error);
    let bytes = file.metadata().map_err(fail)?.len();
    if bytes != record.bytes {
        return Err(DiskError::damaged(path, format!("it has {bytes} bytes, and {} were written", record.bytes)));
    }
    let same = if depth == Depth::Whole || is_small(record) {
        whole(&mut file).map_err(fail)? == record.sha256
    } else {
        end(&mut file, bytes).map_err(fail)? == record.end
    };
    if !same {
        return Err(DiskError::damaged(path, "its bytes have changed since they were written"));
    }
    Ok(())
}

/// Whether a file is always read as a whole: all that the engine has no checksums of blocks for.
fn is_small(record: &FileRecord) -> bool {
    record.bytes <= END || record.name.starts_with(ENGINE) && !record.name.ends_with(".sst")
}

/// Files that the engine writes when it reads, and our own lock.
fn is_passing(name: &str) -> bool {
    name == IN_USE || name.strip_prefix(ENGINE).is_some_and(|name| name == "/LOCK" || name.starts_with("/LOG"))
}

/// Removes the engine's log of the build.
pub(super) fn tidy(folder: &Path) {
    for entry in fs::read_dir(folder.join(ENGINE)).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with("LOG") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn listed(folder: &Path) -> Result<BTreeSet<String>, DiskError> {
    let mut names = BTreeSet::new();
    for (within, folder) in [(String::new(), folder.to_owned()), (format!("{ENGINE}/"), folder.join(ENGINE))] {
        for entry in entries(&folder)? {
            let name = format!("{within}{}", entry.file_name().to_string_lossy());
            if name != ENGINE && !is_passing(&name) {
                names.insert(name);
            }
        }
    }
    Ok(names)
}

pub(super) fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, DiskError> {
    let fail = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => DiskError::missing(folder),
        _ => DiskError::read(folder, error),
    };
    fs::read_dir(folder).map_err(fail)?.collect::<io::Result<Vec<_>>>().map_err(fail)
}

fn whole(file: &mut File) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}

fn end(file: &mut File, bytes: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(bytes.saturating_sub(END)))?;
    let mut buffer = Vec::new();
    file.take(END).read_to_end(&mut buffer)?;
    Ok(hex(&Sha256::digest(&buffer)))
}

/// Makes what was created, renamed or removed in a folder durable. Not every system lets a folder be opened.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    match File::open(folder) {
        Ok(folder) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

/// The folder that a path is in.
pub(super) fn parent(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}
