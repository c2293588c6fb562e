//! A file of a case is gone, cut, garbage, another's, or no file at all: each verb says so, names it, and ends in time.

use std::{
    fs,
    io::Read as _,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{articles, killing::copy};
use crate::fixture::CaseFixture;

/// So long a command may take, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a command said, and its exit code.
#[track_caller]
fn run(case: &Path, arguments: &[&str]) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
        .args(arguments)
        .current_dir(case)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the built program");
    let (mut out, mut talk) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let heard = thread::spawn(move || {
        let (mut said, mut data) = (String::new(), Vec::new());
        let _ = talk.read_to_string(&mut said);
        let _ = out.read_to_end(&mut data);
        (said, String::from_utf8_lossy(&data).into_owned())
    });
    let begun = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().expect("our own child") {
            break status.code();
        }
        if begun.elapsed() > PATIENCE {
            child.kill().expect("it runs");
            panic!("{arguments:?} hangs");
        }
        thread::sleep(Duration::from_millis(5));
    };
    let (said, data) = heard.join().expect("no panic");
    assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    (code.expect("it is not killed"), format!("{data}{said}"))
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Damage {
    Gone,
    Cut,
    Garbage,
    Folder,
    Pipe,
    Link,
    Anothers,
}

const DAMAGES: [Damage; 7] =
    [Damage::Gone, Damage::Cut, Damage::Garbage, Damage::Folder, Damage::Pipe, Damage::Link, Damage::Anothers];

impl Damage {
    fn befall(self, case: &Path, name: &str) {
        let path = case.join(name);
        let bytes = fs::read(&path).expect("a file");
        fs::remove_file(&path).expect("our own file");
        match self {
            Self::Gone => {}
            Self::Cut => fs::write(&path, &bytes[..bytes.len() / 2]).expect("room"),
            Self::Garbage => fs::write(&path, [0xff, 0, b'[', b'"', 0xfe, b'\n', b'<']).expect("room"),
            Self::Folder => fs::create_dir(&path).expect("room"),
            Self::Pipe => {
                let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo");
                assert!(made.success());
            }
            Self::Link => {
                let elsewhere = case.join("elsewhere");
                fs::write(&elsewhere, &bytes).expect("room");
                #[cfg(unix)]
                std::os::unix::fs::symlink(&elsewhere, &path).expect("room");
            }
            Self::Anothers => fs::write(&path, anothers(name)).expect("room"),
        }
    }
}

/// The same file of another case, which is sound in itself.
fn anothers(name: &str) -> String {
    let other = CaseFixture::new()
        .file("case.toml", "format = 1\ntitle = \"Another\"\nbase = \"https://example.org/case/another/\"\n")
        .edit("codebook.toml", |text| text.replace("acme", "guild").replace("Acme", "The Guild"))
        .document("refusal", "“Nobody gets a key,” the guild said.\n")
        .coded("ann", "refusal", &[("guild", "oppose", "access", "Nobody gets a key")]);
    other.text(name)
}

#[test]
fn whatever_becomes_of_a_file_is_said_and_named() {
    let fixture = articles();
    for name in ["case.toml", "codebook.toml", "documents/refusal.md", "annotations/ann/refusal.ttl"] {
        for damage in DAMAGES {
            if damage == Damage::Gone && name.starts_with("annotations") {
                // Nothing else tells that it was there: see the test of a sealed case.
                continue;
            }
            let folder = copy(&fixture.path("case"));
            damage.befall(folder.path(), name);
            let (code, said) = run(folder.path(), &["--case", ".", "check"]);
            assert!(code == 1 || code == 2, "{name}, {damage:?}: {said}");
            // What another case calls its own is found where this one's names are used.
            let file =
                if damage == Damage::Anothers || damage == Damage::Gone { "annotations/ann/refusal.ttl" } else { name };
            // A document is named by what rests on it.
            let document = name.starts_with("documents") && said.contains("refusal");
            let named = said.contains(file) || said.contains(name) || document;
            assert!(named, "{name}, {damage:?} is not named: {said}");
            let (code, told) = run(folder.path(), &["--case", ".", "query", "positions", "--format", "csv"]);
            assert!(code == 2 || told.contains("warning"), "{name}, {damage:?}: a query is answered: {told}");
        }
    }
}

#[test]
fn what_is_gone_is_missed_in_a_sealed_case() {
    for name in ["codebook.toml", "documents/threat.md", "annotations/bob/demand.ttl"] {
        let folder = copy(&articles().path("case"));
        let (code, said) = run(folder.path(), &["check", "--seal"]);
        assert_eq!(code, 0, "{said}");
        fs::remove_file(folder.path().join(name)).expect("our own file");
        let (code, said) = run(folder.path(), &["check"]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(&format!("{name} was there when the case was sealed")), "{said}");
        let (code, told) = run(folder.path(), &["query", "actors", "--format", "csv"]);
        let is_said = code == 2 || told.contains("was there when the case was sealed");
        assert!(is_said, "a query says nothing: {told}");
    }
}

#[test]
fn pipes_in_a_case_hold_nobody_up() {
    let folder = copy(&articles().path("case"));
    for name in ["glossary.toml", "annotations/ann.ttl", ".stancegraph-tmp-pipe", "documents/.hidden.md"] {
        let made = Command::new("mkfifo").arg(folder.path().join(name)).status().expect("mkfifo");
        assert!(made.success());
    }
    for arguments in [
        &["check"][..],
        &["annotate"],
        &["lesson", "--out", "pack", "--proposition", "access"],
        &["export", "-o", "out.ttl"],
    ] {
        run(folder.path(), arguments);
    }
    let lock = Command::new("mkfifo").arg(folder.path().join(".stancegraph.lock")).status().expect("mkfifo");
    assert!(lock.success());
    fs::write(folder.path().join("new.txt"), "New words.\n").expect("room");
    let (code, said) = run(folder.path(), &["add", "new.txt"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains(".stancegraph.lock"), "{said}");
}

#[test]
fn what_cannot_be_listed_is_not_nothing() {
    CaseFixture::new()
        .document("a", "Words.\n")
        .file("annotations", "not a folder\n")
        .run(["check"])
        .expect_exit(2)
        .expect_stderr("annotations")
        .run(["query", "positions"])
        .expect_exit(2)
        .expect_unchanged();
}

#[test]
fn a_slip_in_a_term_takes_nothing_away_silently() {
    let slip = |from: &'static str, to: &'static str| {
        articles()
            .edit("case/annotations/ann/refusal.ttl", |text| text.replacen(from, to, 1))
            .run(["--case", "case", "check"])
    };
    slip("sg:Statement ", "sg:Statemend ").expect_exit(1).expect_stdout("did you mean sg:Statement?");
    slip("<https://w3id.org/stancegraph#>", "<https://w3id.org/stanzegraph#>").expect_exit(1).expect_stdout("sg:");
    slip("<http://www.w3.org/ns/prov#>", "<http://www.w3.org/ns/prow#>").expect_exit(1).expect_stdout("prov:");
}

#[test]
fn repair_takes_nothing_away() {
    // One quotation has moved, and beside it stands what a program cannot write again.
    let moved = |more: &'static str| {
        articles()
            .edit("case/documents/refusal.md", |text| text.replace("“We will", "Again: “We will"))
            .edit("case/annotations/ann/refusal.ttl", |text| format!("{text}{more}"))
            .run(["--case", "case", "check", "--repair"])
    };
    moved("# ask Ann about this\n")
        .expect_exit(1)
        .expect_stderr("the comment `# ask Ann about this`")
        .expect_unchanged();
    moved("st:mine a sg:Statement ; sg:stance sg:Opose .\n")
        .expect_exit(1)
        .expect_stderr("left alone")
        .expect_unchanged();
    moved("\n").expect_exit(0).expect_stderr("moved 1 span");
}
