//! A disk that is full or cannot be written: a message that names the file, exit code 2, everything as it was, and the
//! same command again when there is room.
//!
//! The disk is a small one in memory, in a name space of its own, in which this test binary is started once more. Where
//! it cannot be mounted, that is said and the test left out; `FAULTS_ON_DISK=required` makes that a failure.

use std::{
    fs,
    io::{self, Write as _},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

use stancegraph::review::digest_of;

use super::{
    articles,
    killing::{Tree, clean, leftovers, torn, tree},
};
use crate::{
    fixture::CaseFixture,
    server::{
        coding::{coding, page, post, token},
        running::Running,
    },
};

/// Where the inner tests find the folder that they mount on.
const PLACE: &str = "STANCEGRAPH_TEST_DISK";
/// What the inner tests say when they may not mount.
const NO_MOUNT: &str = "no disk can be mounted";
/// The size of the disk, in KiB.
const SIZE: usize = 1024;

/// Runs a test of this module in a name space of its own.
#[track_caller]
fn inside(test: &str) {
    let folder = tempfile::tempdir().expect("room for a temporary folder");
    let run = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount"])
        .arg(std::env::current_exe().expect("this binary"))
        .args(["--exact", &format!("faults::disk::{test}"), "--ignored", "--nocapture"])
        .env(PLACE, folder.path())
        .output();
    let said = match &run {
        Ok(output) => format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
        Err(error) => error.to_string(),
    };
    match run {
        Ok(output) if output.status.success() && said.contains("1 passed") => {}
        Ok(_) if said.contains("panicked") && !said.contains(NO_MOUNT) => panic!("{said}"),
        _ if std::env::var_os("FAULTS_ON_DISK").is_some() => panic!("it must be tested here: {said}"),
        // Past the capturing of tests: what is left out is said.
        _ => drop(writeln!(io::stderr(), "faults::disk::{test} is left out: {said}")),
    }
}

/// A small disk, mounted; unmounted with the name space.
struct Disk(PathBuf);

impl Disk {
    fn mount() -> Option<Self> {
        let place = PathBuf::from(std::env::var_os(PLACE)?);
        let options = format!("size={SIZE}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&place).status();
        assert!(mounted.is_ok_and(|status| status.success()), "{NO_MOUNT}");
        Some(Self(place))
    }

    fn holds(&self, files: &Tree) {
        for entry in fs::read_dir(&self.0).expect("the disk").flatten() {
            let path = entry.path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("our own file");
        }
        for (path, bytes) in files {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("room");
            fs::write(path, bytes).expect("room");
        }
    }

    /// Fills it but for so many pages of memory.
    fn fill(&self, pages: usize) {
        let mut file = fs::File::create(self.0.join(FILL)).expect("room");
        while file.write_all(&[0; 4096]).is_ok() {}
        let length = file.metadata().expect("our own file").len();
        file.set_len(length.saturating_sub(4096 * pages as u64)).expect("our own file");
    }

    fn free(&self) {
        fs::remove_file(self.0.join(FILL)).expect("our own file");
    }

    /// Everything on it but what fills it.
    fn files(&self) -> Tree {
        let mut files = tree(&self.0);
        files.remove(Path::new(FILL));
        files
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0).status();
        assert!(done.is_ok_and(|status| status.success()), "{NO_MOUNT}");
    }
}

const FILL: &str = "fill";

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the built program");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What writes, and what is beside the case for it.
fn writers() -> (CaseFixture, Vec<Vec<&'static str>>) {
    let fixture = articles().run(["--case", "case", "export", "--format", "csv", "-o", "table.csv"]);
    let fixture =
        fixture.run(["--case", "case", "annotate", "case/documents", "--format", "jsonl", "-o", "lines.jsonl"]);
    let fixture = fixture.expect_exit(0).file("long.txt", "Many words, Acme said. ".repeat(2_000));
    let verbs = [
        "--case case add long.txt",
        "--case case annotate",
        "import table.csv --into case --coder carl",
        "import lines.jsonl --into case --coder carl",
        "--case case export -o out.ttl",
        "--case case query positions --format csv -o out.csv",
        "--case case diagram positions -o out.svg",
        "--case case network -o out.graphml",
        "--case case annotate case/documents --format nquads -o out.nq",
        "--case case lesson --proposition access --out pack",
        "--case case check --seal",
        "init other",
    ];
    (fixture, verbs.iter().map(|verb| verb.split(' ').collect()).collect())
}

#[test]
fn a_full_disk_keeps_what_was_there_and_says_what_was_not_written() {
    inside("on_a_full_disk");
}

#[test]
#[ignore = "started by the test above"]
fn on_a_full_disk() {
    let Some(disk) = Disk::mount() else { return };
    let (fixture, verbs) = writers();
    let before = tree(&fixture.path(""));
    for verb in verbs {
        disk.holds(&before);
        let (code, said) = run(&disk.0, &verb);
        assert!(matches!(code, Some(0 | 1)), "{verb:?}: {said}");
        let after = disk.files();
        let mut refused = 0;
        for pages in [0, 2] {
            disk.holds(&before);
            disk.fill(pages);
            let (code, said) = run(&disk.0, &verb);
            let now = disk.files();
            assert_eq!(torn(&now, &before, &after), Vec::<PathBuf>::new(), "{verb:?}, {pages} pages: {said}");
            assert_eq!(leftovers(&disk.0), Vec::<PathBuf>::new(), "{verb:?}, {pages} pages: {said}");
            clean(&disk.0.join("case"));
            if code == Some(2) {
                refused += 1;
                let is_named = said.contains("cannot write ") && said.contains("No space left");
                assert!(is_named && said.contains("free space"), "{verb:?}, {pages} pages: {said}");
                // When there is room, the same command does the rest.
                disk.free();
                let (code, said) = run(&disk.0, &verb);
                assert!(matches!(code, Some(0 | 1)), "{verb:?}, {pages} pages: {said}");
            }
            assert_eq!(torn(&disk.files(), &after, &after), Vec::<PathBuf>::new(), "{verb:?}, {pages} pages");
        }
        assert!(refused > 0, "{verb:?} always found room");
    }
}

#[test]
fn a_site_on_a_full_disk_has_whole_pages() {
    inside("a_site");
}

#[test]
#[ignore = "started by the test above"]
fn a_site() {
    let Some(disk) = Disk::mount() else { return };
    disk.holds(&tree(&articles().path("")));
    disk.fill(16);
    let verb = ["--case", "case", "site", "--out", "site"];
    let (code, said) = run(&disk.0, &verb);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("cannot write site/") && said.contains("No space left"), "{said}");
    assert_eq!(leftovers(&disk.0), Vec::<PathBuf>::new());
    let part = disk.files();
    disk.free();
    disk.remount("size=20m");
    let (code, said) = run(&disk.0, &verb);
    assert_eq!(code, Some(0), "{said}");
    let whole = disk.files();
    let differ: Vec<&PathBuf> = part.keys().filter(|path| !path.ends_with(".stancegraph-site")).collect();
    assert!(differ.iter().all(|path| part.get(*path) == whole.get(*path)), "a page is torn");
}

#[test]
fn a_server_on_a_full_disk_reads_on_and_writes_when_there_is_room() {
    inside("a_server");
}

#[test]
#[ignore = "started by the test above"]
fn a_server() {
    let Some(disk) = Disk::mount() else { return };
    let tokens = format!("ann {}\n", token("ann"));
    let case = CaseFixture::new()
        .file("tokens", tokens)
        .document("article", "“We will not open our messages,” Acme said. The Ministry wants them open.\n");
    disk.holds(&tree(&case.path("")));
    let fixture = Arc::new(CaseFixture::empty().within(disk.0.to_str().expect("a path of ours")));
    let running = Running::again(Arc::clone(&fixture), &["--token-file", "tokens", "--public"]);
    let file = fixture.path("annotations/ann/article.ttl");
    let seen = || digest_of(fs::read(&file).ok().as_deref());
    post(&running, "ann", &coding(&seen(), "We will not open our messages")).expect(303);
    let written = fs::read(&file).expect("a decision");
    let typed = |seen: &str| {
        let mut fields = coding(seen, "The Ministry wants them open");
        fields.retain(|(name, _)| *name != "actor");
        fields.extend([("note", "typed for long"), ("new-actor", "A Body"), ("new-actor-kind", "ngo")]);
        post(&running, "ann", &fields)
    };
    for (pages, how, status, words) in
        [(0, "rw", 507, "No space left"), (1, "rw", 507, "No space left"), (0, "ro", 503, "Read-only")]
    {
        disk.fill(pages);
        disk.remount(how);
        let answer = typed(&seen()).expect(status).expect_body("typed for long").expect_body(words);
        answer.expect_body("the old contents are intact");
        assert_eq!(fs::read(&file).expect("a decision"), written);
        running.get("/documents/article").expect(200);
        running.query("SELECT * { ?s ?p ?o } LIMIT 1").send().expect(200);
        assert!(page(&running, "ann", "/code/article").contains("Your statements: 1"));
        assert_eq!(leftovers(&disk.0), Vec::<PathBuf>::new());
        clean(&disk.0);
        disk.remount("rw");
        disk.free();
    }
    typed(&seen()).expect(303);
    assert!(page(&running, "ann", "/code/article").contains("Your statements: 2"));
    clean(&disk.0);
}

#[test]
fn a_disk_that_cannot_be_written_is_read_and_nothing_is_said_to_be_done() {
    inside("on_a_disk_for_reading");
}

#[test]
#[ignore = "started by the test above"]
fn on_a_disk_for_reading() {
    let Some(disk) = Disk::mount() else { return };
    let (fixture, verbs) = writers();
    disk.holds(&tree(&fixture.path("")));
    let before = disk.files();
    disk.remount("ro");
    for verb in verbs {
        let (code, said) = run(&disk.0, &verb);
        assert_eq!(code, Some(2), "{verb:?}: {said}");
        assert!(said.contains("cannot write ") && said.contains("Read-only file system"), "{verb:?}: {said}");
    }
    for verb in ["check", "query positions --format csv", "export", "annotate --explain"] {
        let verb: Vec<&str> = ["--case", "case"].into_iter().chain(verb.split(' ')).collect();
        let (code, said) = run(&disk.0, &verb);
        assert_eq!(code, Some(0), "{verb:?}: {said}");
    }
    assert_eq!(disk.files(), before);
}

#[test]
fn whoever_reads_has_gone_or_is_full() {
    let case = articles().within("case");
    let file = case.path("documents/refusal.md").to_string_lossy().into_owned();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("a device that is full");
    for verb in [
        "export",
        "export --format csv",
        "query positions",
        "query",
        "check --format json",
        "annotate --explain",
        "diagram positions --format svg",
        "network --format csv",
        "vocabulary",
        "completions bash",
        "man",
        "lesson --show-texts",
        "lesson --out pack --proposition access",
        &format!("annotate {file}"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
            .args(verb.split(' '))
            .current_dir(case.path(""))
            .stdin(Stdio::null())
            .stdout(full())
            .output()
            .expect("the built program");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{verb}: {said}");
        assert!(said.contains("cannot write standard output"), "{verb}: {said}");
    }
}

/// Nobody, on most systems: the administrator may read and write everything.
const NOBODY: u32 = 65_534;

#[test]
fn what_may_not_be_read_or_written_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = articles().within("case");
    let mode = |path: &str, mode: u32| {
        fs::set_permissions(case.path(path), fs::Permissions::from_mode(mode)).expect("our own file");
    };
    mode("..", 0o755);
    let is_root = fs::metadata(case.path("")).is_ok_and(|_| rustix::process::geteuid().is_root());
    let program = case.path("../program");
    fs::copy(env!("CARGO_BIN_EXE_stancegraph"), &program).expect("room for the program");
    mode("../program", 0o755);
    let run = |arguments: &str| {
        let mut command = Command::new(&program);
        command.args(arguments.split(' ')).current_dir(case.path("")).stdin(Stdio::null());
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().expect("the built program");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for name in [
        "case.toml",
        "codebook.toml",
        "documents/refusal.md",
        "annotations/ann/refusal.ttl",
        "annotations/ann",
        "annotations",
        "documents",
    ] {
        let usual = fs::metadata(case.path(name)).expect("a file").permissions().mode();
        mode(name, 0o000);
        for verb in ["check", "query positions", "export"] {
            let (code, said) = run(verb);
            assert_eq!(code, Some(2), "{name}, {verb}: {said}");
            assert!(said.contains("Permission denied") && said.contains(name), "{name}, {verb}: {said}");
        }
        mode(name, usual);
    }
    fs::write(case.path("new.txt"), "New words.\n").expect("room");
    for folder in ["", "documents", "annotations", "annotations/ann"] {
        mode(folder, 0o555);
    }
    let before = tree(&case.path(""));
    for verb in ["add new.txt", "annotate", "check --seal", "export -o out.ttl"] {
        let (code, said) = run(verb);
        assert_eq!(code, Some(2), "{verb}: {said}");
        assert!(said.contains("cannot write") && said.contains("Permission denied"), "{verb}: {said}");
    }
    assert_eq!(tree(&case.path("")), before);
    for folder in ["", "documents", "annotations", "annotations/ann"] {
        mode(folder, 0o755);
    }
}
