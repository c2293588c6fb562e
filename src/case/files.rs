//! Reading and writing single files so that a crash, a full disk or a second program loses nothing.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::{
    CaseError,
    new_file::{NewFile, folder_of, sync_folder},
};

/// The largest file of a case that is read, in bytes.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Reads a file of a case. Anything but a regular file is refused: a link could lead out of the case, and a pipe may
/// never end.
///
/// # Errors
/// [`CaseError::Read`] names the file.
pub fn read_file(path: &Path) -> Result<Vec<u8>, CaseError> {
    let fail = |source| CaseError::Read { path: path.to_owned(), source };
    let metadata = fs::symlink_metadata(path).map_err(fail)?;
    if metadata.is_symlink() {
        return Err(link(path));
    }
    fit(&metadata).map_err(fail)?;
    let file = open_as_it_is(File::options().read(true), path).map_err(fail)?;
    // It may have become another since.
    let length = file.metadata().and_then(|metadata| fit(&metadata)).map_err(fail)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(fail(too_large(bytes.len() as u64)));
    }
    Ok(bytes)
}

/// Opens a file without following a link and without waiting for the other end of a pipe.
pub(super) fn open_as_it_is(options: &mut fs::OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}

/// The length of what can be read as a file of a case.
fn fit(metadata: &fs::Metadata) -> io::Result<u64> {
    match metadata.len() {
        _ if !metadata.is_file() => Err(io::Error::other("it is not a file")),
        length if length > MAX_FILE_BYTES => Err(too_large(length)),
        length => Ok(length),
    }
}

fn too_large(length: u64) -> io::Error {
    let most = MAX_FILE_BYTES >> 20;
    let message = format!("it has {length} bytes, more than the {most} MiB a file of a case may have");
    io::Error::new(io::ErrorKind::FileTooLarge, message)
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
    write_together(&[(path.to_owned(), Some(bytes))])
}

/// Writes a file that must not be there yet, as a whole or not at all.
///
/// # Errors
/// [`CaseError::Taken`] if something has the name, [`CaseError::Write`] if it cannot be written.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> Result<(), CaseError> {
    match staged(path, bytes).and_then(NewFile::finish_new) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(CaseError::Taken(path.to_owned())),
        result => result.map_err(|source| CaseError::Write { path: path.to_owned(), source }),
    }
}

/// Writes files that belong together, or removes those for which there are no bytes: all of them are on the disk under
/// temporary names before the first is put in place, so that a full disk changes nothing. A kill in between leaves the
/// first ones in place: they must be fit to stand alone.
///
/// # Errors
/// [`CaseError::Write`] names the file that could not be written; all are as they were.
pub fn write_together(files: &[(PathBuf, Option<&[u8]>)]) -> Result<(), CaseError> {
    let named = |path: &Path| {
        let path = path.to_owned();
        move |source| CaseError::Write { path, source }
    };
    let mut ready = Vec::new();
    for (path, bytes) in files {
        let new = match bytes {
            Some(bytes) if read_file(path).is_ok_and(|old| old == *bytes) => {
                // A run that was stopped may have put it there and not come to this.
                sync_folder(folder_of(path)).map_err(named(path))?;
                continue;
            }
            Some(_) if path.is_dir() => return Err(named(path)(io::ErrorKind::IsADirectory.into())),
            Some(bytes) => Some(staged(path, bytes).map_err(named(path))?),
            None => None,
        };
        ready.push((path, new));
    }
    for (path, new) in ready {
        match new {
            Some(new) => new.finish_unsynced().and_then(|()| sync_folder(folder_of(path))).map_err(named(path))?,
            None => remove_file(path)?,
        }
    }
    Ok(())
}

/// A file that is on the disk and not yet in its place.
fn staged(path: &Path, bytes: &[u8]) -> io::Result<NewFile> {
    let mut file = NewFile::create(path)?;
    file.write_all(bytes)?;
    file.sync()?;
    Ok(file)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::sweep_leftovers;

    #[test]
    fn a_failed_write_leaves_the_old_contents() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.ttl");
        write_file(&path, b"old").expect("room");
        // A folder cannot be replaced by a file, and what belongs together is written together.
        let blocked = folder.path().join("b.ttl");
        fs::create_dir(&blocked).expect("room");
        assert!(matches!(write_file(&blocked, b"new"), Err(CaseError::Write { .. })));
        let both = [(path.clone(), Some(&b"new"[..])), (blocked, Some(&b"new"[..]))];
        assert!(matches!(write_together(&both), Err(CaseError::Write { .. })));
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "no temporary is left");
        assert_eq!(sweep_leftovers(folder.path()), 0);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_pipes_not_waited_for() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink("/etc/hostname", &link).expect("room");
        assert!(matches!(read_file(&link), Err(CaseError::Read { .. })));
        assert!(open_as_it_is(File::options().read(true), &link).is_err());
        let pipe = folder.path().join("pipe.md");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(matches!(read_file(&pipe), Err(CaseError::Read { .. })));
            assert!(open_as_it_is(File::options().read(true), &pipe).is_ok(), "it does not wait");
        }
    }
}
