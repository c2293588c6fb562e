//! One writer at a time: who writes into a case holds its lock for as long as that takes, and says who it is.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{CaseError, files::open_as_it_is, new_file::still_there};

/// The file that is locked. It is there only while somebody writes, so that git never sees it.
pub(super) const NAME: &str = ".stancegraph.lock";

/// How often a lock that somebody else holds is tried again.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write into a case; given back when dropped, or by the system when its holder dies.
#[derive(Debug)]
pub struct WriteLock {
    file: File,
    path: PathBuf,
}

impl WriteLock {
    /// Takes the lock, waiting at most this long for whoever holds it. `who` is told to those who wait in vain: a verb
    /// of the program, or whose decision is written.
    ///
    /// # Errors
    /// [`CaseError::Busy`] if somebody else still holds it, [`CaseError::Write`] if the folder cannot be written.
    pub fn take(dir: &Path, patience: Duration, who: &str) -> Result<Self, CaseError> {
        let path = dir.join(NAME);
        let fail = |source: io::Error| CaseError::Write { path: path.clone(), source };
        let deadline = Instant::now() + patience;
        loop {
            let mut options = File::options();
            options.read(true).write(true).create(true).truncate(false);
            let file = open_as_it_is(&mut options, &path).map_err(fail)?;
            if !file.metadata().map_err(fail)?.is_file() {
                return Err(fail(io::Error::other("it is not a file")));
            }
            match file.try_lock() {
                // Its last holder may have removed the file between our opening and locking it: then it guards nothing.
                Ok(()) if still_there(&file, &path) => {
                    // The name is a courtesy, which a full disk may forbid.
                    let _ = file.set_len(0);
                    let _ = (&file).write_all(format!("{who} (process {})\n", std::process::id()).as_bytes());
                    return Ok(Self { file, path });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                    return Err(CaseError::Busy { dir: dir.to_owned(), holder: holder(&file) });
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

/// Who says in the file that it holds the lock.
fn holder(file: &File) -> Option<String> {
    let mut said = Vec::new();
    file.take(200).read_to_end(&mut said).ok()?;
    let said: String = String::from_utf8_lossy(&said).lines().next()?.chars().filter(|c| !c.is_control()).collect();
    (!said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_do_not_write_at_once() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let held = WriteLock::take(dir.path(), Duration::ZERO, "annotate").expect("nobody writes");
        let second = WriteLock::take(dir.path(), Duration::from_millis(30), "add").expect_err("somebody writes");
        let process = std::process::id();
        assert_eq!(
            second.to_string(),
            format!("`annotate` (process {process}) is writing into {}", dir.path().display())
        );
        drop(held);
        assert!(!dir.path().join(NAME).exists() || cfg!(not(unix)), "nothing is left");
        WriteLock::take(dir.path(), Duration::ZERO, "add").expect("given back");
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
                        let _held = WriteLock::take(dir.path(), Duration::from_secs(60), "a test").expect("a turn");
                        let old: u32 = fs::read_to_string(&count).expect("a file").parse().expect("a number");
                        fs::write(&count, (old + 1).to_string()).expect("room");
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&count).expect("a file"), "160");
    }

    #[test]
    fn who_sweeps_takes_the_lock_from_nobody_who_lives() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let count = dir.path().join("count");
        fs::write(&count, "0").expect("room");
        fs::write(dir.path().join(NAME), "annotate (process 1)\n").expect("room");
        assert_eq!(crate::case::sweep_case(dir.path()), 1, "its holder is dead");
        std::thread::scope(|scope| {
            let writers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        for _ in 0..40 {
                            let _held = WriteLock::take(dir.path(), Duration::from_secs(60), "a test").expect("a turn");
                            let old: u32 = fs::read_to_string(&count).expect("a file").parse().expect("a number");
                            fs::write(&count, (old + 1).to_string()).expect("room");
                        }
                    })
                })
                .collect();
            while !writers.iter().all(std::thread::ScopedJoinHandle::is_finished) {
                crate::case::sweep_case(dir.path());
            }
        });
        assert_eq!(fs::read_to_string(&count).expect("a file"), "160");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_leads_nowhere() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let elsewhere = dir.path().join("elsewhere");
        fs::write(&elsewhere, "mine").expect("room");
        std::os::unix::fs::symlink(&elsewhere, dir.path().join(NAME)).expect("room");
        let error = WriteLock::take(dir.path(), Duration::ZERO, "add").expect_err("a link");
        assert!(matches!(error, CaseError::Write { .. }), "{error}");
        assert_eq!(fs::read(&elsewhere).expect("a file"), b"mine");
    }
}
