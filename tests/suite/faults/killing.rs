//! Kills a program at seeded moments of its writing, and holds what it leaves against what was and what should be.
//!
//! ```ignore
//! Victim { name: "annotate", before: &folder, arguments: &["--case", "case", "annotate"], case: Some("case") }
//!     .killed(rounds(5));
//! ```
//!
//! `KILLS=1000` kills as often in all, instead of 50 times; `KILLS_SEED=7` at other moments. The seed is in each
//! message, so that what failed can be seen again.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What the program calls its own: temporaries, its lock, its notes on what it is about to do.
const OURS: &str = ".stancegraph";

/// What is temporary among that.
const TEMPORARY: [&str; 2] = [".stancegraph-tmp-", ".stancegraph.lock"];

/// Files with their bytes, by their paths in a folder.
pub(crate) type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A seeded source of moments (SplitMix64).
pub(crate) struct Chance(u64);

impl Chance {
    /// The seed of the environment, or 1; each name has moments of its own.
    pub(crate) fn of(name: &str) -> Self {
        Self(name.bytes().fold(seed(), |mixed, byte| mixed.wrapping_mul(31).wrapping_add(u64::from(byte))))
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (bound.max(1) as u64)).expect("below a usize")
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// `KILLS_SEED`, or 1.
pub(crate) fn seed() -> u64 {
    number("KILLS_SEED", 1)
}

/// This many of 50 rounds, or as large a part of `KILLS`.
pub(crate) fn rounds(of_fifty: u64) -> usize {
    usize::try_from((number("KILLS", 50) * of_fifty).div_ceil(50)).expect("a number of rounds")
}

/// Every file below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                found.insert(path.strip_prefix(folder).expect("it is below").to_owned(), bytes);
            }
        }
    }
    found
}

/// A copy of a folder.
pub(crate) fn copy(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("room for a temporary folder");
    for (path, bytes) in tree(folder) {
        let path = copy.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("room");
        fs::write(path, bytes).expect("room");
    }
    copy
}

fn begins(path: &Path, with: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(with))
}

/// The temporaries in a folder.
pub(crate) fn leftovers(folder: &Path) -> Vec<PathBuf> {
    tree(folder).into_keys().filter(|path| TEMPORARY.iter().any(|start| begins(path, start))).collect()
}

/// Files that are neither as they were nor as they should become: torn.
pub(crate) fn torn(now: &Tree, before: &Tree, after: &Tree) -> Vec<PathBuf> {
    let paths = now.keys().chain(before.keys()).filter(|path| !begins(path, OURS));
    let whole = |path: &&PathBuf| now.get(*path) == before.get(*path) || now.get(*path) == after.get(*path);
    paths.filter(|path| !whole(path)).cloned().collect()
}

/// A case without findings, on reading and by the shapes.
#[track_caller]
pub(crate) fn clean(case: &Path) {
    let (case, found) = stancegraph::case::read_case(case).expect("the case reads");
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(stancegraph::store::validate_case(&case).expect("shapes"), []);
}

#[cfg(target_os = "linux")]
pub(crate) use linux::{Victim, Watch};

#[cfg(target_os = "linux")]
mod linux {
    use std::{
        collections::BTreeMap,
        ffi::OsStr,
        fs,
        mem::MaybeUninit,
        os::{fd::OwnedFd, unix::ffi::OsStrExt as _},
        path::{Path, PathBuf},
        process::{Child, Command, Stdio},
        thread,
        time::{Duration, Instant},
    };

    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};

    use super::{Chance, clean, copy, leftovers, seed, torn, tree};

    /// Counts what happens to the files below a folder, as it happens.
    pub(crate) struct Watch {
        inotify: OwnedFd,
        folders: BTreeMap<i32, PathBuf>,
        events: usize,
    }

    impl Watch {
        /// Watches a folder and all that are in it or come to it.
        pub(crate) fn over(folder: &Path) -> Self {
            let inotify = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).expect("inotify");
            let mut watch = Self { inotify, folders: BTreeMap::new(), events: 0 };
            watch.add(folder);
            watch
        }

        fn add(&mut self, folder: &Path) {
            let wanted = WatchFlags::CREATE
                | WatchFlags::MODIFY
                | WatchFlags::CLOSE_WRITE
                | WatchFlags::MOVED_TO
                | WatchFlags::DELETE
                | WatchFlags::ATTRIB;
            // It may be gone again.
            let Ok(number) = inotify::add_watch(&self.inotify, folder, wanted) else { return };
            self.folders.insert(number, folder.to_owned());
            let inner = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
            inner.filter(|path| path.is_dir()).for_each(|path| self.add(&path));
        }

        /// How much has happened until now.
        pub(crate) fn look(&mut self) -> usize {
            let mut room = [MaybeUninit::uninit(); 4096];
            let mut new = Vec::new();
            let mut reader = inotify::Reader::new(&self.inotify, &mut room);
            while let Ok(event) = reader.next() {
                self.events += 1;
                let is_new = event.events().contains(ReadFlags::CREATE | ReadFlags::ISDIR);
                if let (true, Some(name), Some(folder)) = (is_new, event.file_name(), self.folders.get(&event.wd())) {
                    new.push(folder.join(OsStr::from_bytes(name.to_bytes())));
                }
            }
            new.iter().for_each(|folder| self.add(folder));
            self.events
        }
    }

    /// How a run ended.
    struct Ended {
        /// Its exit code; nothing if it was killed.
        code: Option<i32>,
        /// How much had happened to its files.
        events: usize,
    }

    /// Kills a program when so much has happened below a folder, and a little later; it may end before.
    fn kill_at(child: &mut Child, watch: &mut Watch, event: usize, later: Duration) -> Ended {
        let begun = Instant::now();
        loop {
            let events = watch.look();
            if events >= event {
                thread::sleep(later);
                child.kill().expect("it runs or has ended");
            }
            if let Some(status) = child.try_wait().expect("our own child") {
                return Ended { code: status.code(), events: watch.look() };
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "it does not end");
            thread::sleep(Duration::from_micros(50));
        }
    }

    /// A command that writes into a folder, to be killed again and again.
    pub(crate) struct Victim<'v> {
        /// What is killed.
        pub(crate) name: &'v str,
        /// The folder as it is before; each round has a copy, in which the command runs.
        pub(crate) before: &'v Path,
        /// What the program is told.
        pub(crate) arguments: &'v [&'v str],
        /// The case in the folder, which is clean whatever happens, as soon as it is one.
        pub(crate) case: Option<&'v str>,
    }

    impl Victim<'_> {
        fn start(&self, folder: &Path) -> Child {
            Command::new(env!("CARGO_BIN_EXE_stancegraph"))
                .args(self.arguments)
                .current_dir(folder)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the built program")
        }

        fn run(&self, folder: &Path) -> Ended {
            let mut watch = Watch::over(folder);
            kill_at(&mut self.start(folder), &mut watch, usize::MAX, Duration::ZERO)
        }

        /// Kills it in so many rounds. After each, every file is as it was or as it becomes; the case is clean; and the
        /// same command, run again, comes to the same end as one that was never disturbed and leaves nothing behind.
        #[track_caller]
        pub(crate) fn killed(&self, rounds: usize) {
            let before = tree(self.before);
            let undisturbed = copy(self.before);
            let whole = self.run(undisturbed.path());
            assert!(matches!(whole.code, Some(0 | 1)), "{}: {:?}", self.name, whole.code);
            let after = tree(undisturbed.path());
            assert_eq!(leftovers(undisturbed.path()), Vec::<PathBuf>::new(), "{}", self.name);
            let mut chance = Chance::of(self.name);
            let mut killed = 0;
            for round in 0..rounds {
                let event = 1 + chance.below(whole.events);
                let later = Duration::from_micros(chance.below(400) as u64);
                let what = format!("{}, round {round}, event {event}, KILLS_SEED={}", self.name, seed());
                let folder = copy(self.before);
                let mut watch = Watch::over(folder.path());
                let ended = kill_at(&mut self.start(folder.path()), &mut watch, event, later);
                killed += usize::from(ended.code.is_none());
                assert_eq!(torn(&tree(folder.path()), &before, &after), Vec::<PathBuf>::new(), "{what}");
                if let Some(case) = self.case.map(|case| folder.path().join(case))
                    && case.join("case.toml").exists()
                {
                    clean(&case);
                }
                let again = self.run(folder.path());
                // What is done already is refused the second time: an article is there, a folder holds a case.
                assert!(matches!(again.code, Some(0..=2)), "{what}: {:?}", again.code);
                assert_eq!(leftovers(folder.path()), Vec::<PathBuf>::new(), "{what}");
                let left = tree(folder.path());
                let differ: Vec<_> =
                    after.keys().chain(left.keys()).filter(|p| left.get(*p) != after.get(*p)).collect();
                assert!(differ.is_empty(), "{what}: run again, it comes to another end: {differ:?}");
            }
            assert!(killed * 2 >= rounds, "{}: only {killed} of {rounds} were killed while they ran", self.name);
        }
    }
}
