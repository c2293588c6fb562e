//! One writer at a time: who writes decisions into a case holds its lock for as long as that takes.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::CaseError;

/// The file that is locked. It is there only while somebody writes, so that git never sees it.
const NAME: &str = ".stancegraph.lock";

/// How often a lock that somebody else holds is tried again.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write into a case; given back when dropped, or by the system when its holder dies.
#[derive(Debug)]
pub struct WriteLock {
    file: File,
    path: PathBuf,
}

impl WriteLock {
    /// Takes the lock, waiting at most this long for whoever holds it.
    ///
    /// # Errors
    /// [`CaseError::Busy`] if somebody else still holds it, [`CaseError::Write`] if the folder cannot be written.
    pub fn take(dir: &Path, patience: Duration) -> Result<Self, CaseError> {
        let path = dir.join(NAME);
        let fail = |source: io::Error| CaseError::Write { path: path.clone(), source };
        let deadline = Instant::now() + patience;
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(fail)?;
            match file.try_lock() {
                // Its last holder may have removed the file between our opening and locking it: then it guards nothing.
                Ok(()) if is_there(&file, &path) => return Ok(Self { file, path }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                    return Err(CaseError::Busy(dir.to_owned()));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(source)) => return Err(fail(source)),
            }
        }
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // Removed while it is still held, so that nobody removes another's. Elsewhere than on Unix it stays, empty.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Whether the path still names this very file.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => held.ino() == named.ino() && held.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_there(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_do_not_write_at_once() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let held = WriteLock::take(dir.path(), Duration::ZERO).expect("nobody writes");
        let second = WriteLock::take(dir.path(), Duration::from_millis(30));
        assert!(matches!(second, Err(CaseError::Busy(_))), "{second:?}");
        drop(held);
        assert!(!dir.path().join(NAME).exists() || cfg!(not(unix)), "nothing is left");
        WriteLock::take(dir.path(), Duration::ZERO).expect("given back");
    }

    #[test]
    fn many_writers_lose_nothing() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let count = dir.path().join("count");
        fs::write(&count, "0").expect("room");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _held = WriteLock::take(dir.path(), Duration::from_secs(60)).expect("a turn");
                        let old: u32 = fs::read_to_string(&count).expect("a file").parse().expect("a number");
                        fs::write(&count, (old + 1).to_string()).expect("room");
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&count).expect("a file"), "160");
    }
}
