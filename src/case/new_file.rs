//! A file that is being written: nobody sees it before it is whole, and what a killed run leaves of one is swept.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// How temporary files begin, so that a later run can tell leftovers of a crash from people's files.
const TEMPORARY: &str = ".stancegraph-tmp-";

/// How often a temporary file is made anew that a sweeper took for a leftover before it was locked.
const ATTEMPTS: usize = 100;

/// A file that is being written under a temporary name in its folder, and is there when it is finished; dropped before,
/// it leaves nothing behind.
///
/// The temporary file is locked for as long as its writer lives, so that whoever sweeps the folder leaves it alone.
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
        for _ in 0..ATTEMPTS {
            let temporary = builder.tempfile_in(folder)?;
            // Where a file system has no locks, sweepers get none either and leave everything alone.
            if temporary.as_file().lock().is_err() || still_there(temporary.as_file(), temporary.path()) {
                keep_permissions(path, temporary.as_file());
                return Ok(Self { temporary, path: path.to_owned() });
            }
        }
        Err(io::Error::other("its temporary files are removed as soon as they are made"))
    }

    /// Brings what was written to the disk.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.temporary.as_file().sync_all()
    }

    /// Syncs the file, renames it into place, and syncs the folder.
    ///
    /// # Errors
    /// The disk is full, or a folder has the name.
    pub fn finish(self) -> io::Result<()> {
        self.sync()?;
        let folder = folder_of(&self.path).to_owned();
        self.finish_unsynced()?;
        sync_folder(&folder)
    }

    /// The same for a name that nothing may have yet.
    ///
    /// # Errors
    /// As for [`NewFile::finish`]; [`io::ErrorKind::AlreadyExists`] if something has the name.
    pub(super) fn finish_new(self) -> io::Result<()> {
        self.sync()?;
        self.temporary.persist_noclobber(&self.path).map_err(|error| error.error)?;
        sync_folder(folder_of(&self.path))
    }

    /// Renames the file into place: whole for everybody who looks, whatever is killed. Only what can be made again is
    /// written so, as a power cut may take it away.
    ///
    /// # Errors
    /// As for [`NewFile::finish`].
    pub fn finish_unsynced(self) -> io::Result<()> {
        self.temporary.persist(&self.path).map(drop).map_err(|error| error.error)
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

/// Who could read and write the file that is replaced can do so afterwards.
fn keep_permissions(replaced: &Path, new: &File) {
    if let Ok(metadata) = fs::symlink_metadata(replaced)
        && metadata.is_file()
    {
        // It is somebody else's file where this fails, and stays as private as a new one.
        let _ = new.set_permissions(metadata.permissions());
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes renames in a folder durable. Not every system lets a folder be opened; there they are as safe as they get.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder) {
        Ok(folder) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

/// Whether the path still names this very file.
#[cfg(unix)]
pub(super) fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => held.ino() == named.ino() && held.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(super) fn still_there(_file: &File, _path: &Path) -> bool {
    true
}

/// Removes temporary files that a killed run left in a folder; returns how many. What a living program writes stays.
pub fn sweep_leftovers(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(TEMPORARY))
        .filter(|entry| sweep(&entry.path()))
        .count()
}

/// Removes a temporary file, or a lock, if its owner is dead: a living one holds its lock.
fn sweep(path: &Path) -> bool {
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    // Held until it is removed, and removed only if it still is what was opened: whoever comes in between makes another.
    File::open(path)
        .is_ok_and(|file| file.try_lock().is_ok() && still_there(&file, path) && fs::remove_file(path).is_ok())
}

/// Removes what killed runs left in the folders of a case, their lock included; returns how many files.
pub fn sweep_case(dir: &Path) -> usize {
    let lock = usize::from(sweep(&dir.join(super::write_lock::NAME)));
    let coders = fs::read_dir(dir.join("annotations")).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = ["", "documents", "annotations"].into_iter().map(|folder| dir.join(folder));
    let folders = folders.chain(coders.filter(|path| !path.is_symlink() && path.is_dir()));
    lock + folders.map(|folder| sweep_leftovers(&folder)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn leftovers(folder: &Path) -> usize {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(TEMPORARY)).count()
    }

    #[test]
    fn what_is_being_written_is_not_swept_and_what_a_dead_run_left_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.ttl");
        fs::write(folder.path().join(format!("{TEMPORARY}dead")), "half").expect("room");
        let mut file = NewFile::create(&path).expect("room");
        assert_eq!((sweep_leftovers(folder.path()), leftovers(folder.path())), (1, 1));
        file.write_all(b"whole").expect("room");
        file.finish().expect("its temporary is there");
        assert_eq!(fs::read(&path).expect("a file"), b"whole");
        assert_eq!(leftovers(folder.path()), 0);
    }

    #[test]
    fn writers_and_sweepers_do_not_harm_each_other() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::thread::scope(|scope| {
            let writers: Vec<_> = (0..4)
                .map(|writer| {
                    let path = folder.path().join(format!("{writer}.ttl"));
                    scope.spawn(move || {
                        for round in 0..50 {
                            let mut file = NewFile::create(&path).expect("room");
                            write!(file, "{round}").expect("room");
                            file.finish_unsynced().expect("nobody swept it");
                        }
                    })
                })
                .collect();
            while !writers.iter().all(std::thread::ScopedJoinHandle::is_finished) {
                sweep_leftovers(folder.path());
            }
        });
        for writer in 0..4 {
            let path = folder.path().join(format!("{writer}.ttl"));
            assert_eq!(fs::read_to_string(path).expect("a file"), "49");
        }
        assert_eq!(leftovers(folder.path()), 0);
    }

    #[test]
    fn what_is_there_is_not_replaced_by_what_must_be_new() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "mine").expect("room");
        let file = NewFile::create(&path).expect("room");
        let error = file.finish_new().expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("a file"), b"mine");
        assert_eq!(leftovers(folder.path()), 0);
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_file_stays_the_same() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.ttl");
        fs::write(&path, "old").expect("room");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("our own file");
        NewFile::create(&path).expect("room").finish().expect("room");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
    }
}
