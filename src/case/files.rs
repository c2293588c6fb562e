//! Reading and writing single files so that a crash, a full disk or a second program loses nothing.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::CaseError;

/// How temporary files begin, so that a later run can tell leftovers of a crash from people's files.
const TEMPORARY: &str = ".stancegraph-";

/// The largest file of a case that is read, in bytes.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Reads a file of a case. Anything but a regular file is refused: a link could lead out of the case.
///
/// # Errors
/// [`CaseError::Read`] names the file.
pub fn read_file(path: &Path) -> Result<Vec<u8>, CaseError> {
    let fail = |source| CaseError::Read { path: path.to_owned(), source };
    let metadata = fs::symlink_metadata(path).map_err(fail)?;
    if metadata.is_symlink() {
        return Err(link(path));
    }
    if !metadata.is_file() {
        return Err(fail(io::Error::other("it is not a file")));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(fail(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!(
                "it has {} bytes, more than the {} MiB a file of a case may have",
                metadata.len(),
                MAX_FILE_BYTES >> 20
            ),
        )));
    }
    fs::read(path).map_err(fail)
}

/// What is said of a link: it could lead out of the case.
pub(super) fn link(path: &Path) -> CaseError {
    CaseError::Read {
        path: path.to_owned(),
        source: io::Error::other("it is a symbolic link; a case holds its files itself"),
    }
}

/// Writes a file as a whole or not at all: to a temporary name in the same folder, synced, then renamed into place,
/// and the folder synced. A file that has these bytes already is left alone.
///
/// # Errors
/// [`CaseError::Write`] names the file; what was there before is still there.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), CaseError> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    write_atomically(path, bytes).map_err(|source| CaseError::Write { path: path.to_owned(), source })
}

/// Removes a file and syncs its folder, which goes too when nothing is left in it.
///
/// # Errors
/// [`CaseError::Write`] names the file.
pub fn remove_file(path: &Path) -> Result<(), CaseError> {
    let fail = |source| CaseError::Write { path: path.to_owned(), source };
    fs::remove_file(path).map_err(fail)?;
    let folder = folder_of(path);
    sync_folder(folder).map_err(fail)?;
    // It stays if anything else is in it.
    let _ = fs::remove_dir(folder);
    Ok(())
}

fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A file that is being written under a temporary name in its folder, and is there when it is finished; dropped before,
/// it leaves nothing behind.
#[derive(Debug)]
pub struct NewFile {
    temporary: tempfile::NamedTempFile,
    path: PathBuf,
}

impl NewFile {
    /// A new file in place of the one of this name, if there is one; its folder is made.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let folder = folder_of(path);
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Temporary files are private by default; a case is shared like any other folder, within the user's umask.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        Ok(Self { temporary: builder.tempfile_in(folder)?, path: path.to_owned() })
    }

    /// Syncs the file, renames it into place, and syncs the folder.
    ///
    /// # Errors
    /// The disk is full, or a folder has the name.
    pub fn finish(self) -> io::Result<()> {
        self.temporary.as_file().sync_all()?;
        self.temporary.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(folder_of(&self.path))
    }
}

impl io::Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the rename itself durable. Not every system lets a folder be opened; there the rename is as safe as it gets.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder) {
        Ok(folder) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

/// Removes temporary files that a killed run left in a folder; returns how many.
pub fn sweep_leftovers(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(TEMPORARY))
        .filter(|entry| fs::remove_file(entry.path()).is_ok())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_contents() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.ttl");
        write_file(&path, b"old").expect("room");
        // A folder cannot be replaced by a file: the rename fails after the bytes were written.
        let blocked = folder.path().join("b.ttl");
        fs::create_dir(&blocked).expect("room");
        assert!(matches!(write_file(&blocked, b"new"), Err(CaseError::Write { .. })));
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        assert_eq!(sweep_leftovers(folder.path()), 0, "no temporary is left");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink("/etc/hostname", &link).expect("room");
        let error = read_file(&link).expect_err("a link");
        assert!(matches!(error, CaseError::Read { .. }));
    }
}
