//! Calls of the system that fail at random: writing, syncing, renaming, opening, reading, listing.
//!
//! `fiu-run` of libfiu makes them fail. `.ci/full` runs these tests: `cargo test -- --ignored faults::failing`.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{
    articles,
    killing::{clean, copy, leftovers, rounds, torn, tree},
};

/// What fails, with which error of the system, and how likely.
const FAILURES: [(&str, u32, f64); 12] = [
    // No space left, input/output error, interrupted, too many open files.
    ("posix/io/rw/write", 28, 0.4),
    ("posix/io/rw/write", 5, 0.2),
    ("posix/io/rw/write", 4, 0.3),
    ("posix/io/rw/write/reduce", 0, 0.3),
    ("posix/io/sync/fsync", 5, 0.3),
    ("posix/io/sync/fsync", 4, 0.3),
    ("posix/io/dir/rename", 28, 0.5),
    ("posix/io/oc/open", 24, 0.05),
    ("posix/io/oc/open", 5, 0.02),
    ("posix/io/rw/read", 5, 0.05),
    ("posix/io/rw/read", 4, 0.2),
    ("posix/io/dir/readdir", 5, 0.1),
];

fn failing(folder: &Path, (point, error, likely): (&str, u32, f64), arguments: &[&str]) -> (Option<i32>, String) {
    let control = format!("enable_random name={point},probability={likely},failinfo={error}");
    let output = Command::new("fiu-run")
        .args(["-x", "-f", "", "-c", &control, env!("CARGO_BIN_EXE_stancegraph")])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("fiu-run: apt-get install fiu-utils");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
#[ignore = "needs fiu-run, takes minutes: .ci/full"]
fn whatever_call_fails_nothing_is_torn_and_nothing_is_said_to_be_done() {
    let fixture =
        articles().run(["--case", "case", "annotate", "case/documents", "--format", "jsonl", "-o", "l.jsonl"]);
    let fixture = fixture.expect_exit(0).file("new.txt", "New words, Acme said.\n");
    let before = tree(&fixture.path(""));
    let verbs = [
        "--case case add new.txt",
        "--case case annotate",
        "import l.jsonl --into case --coder carl",
        "--case case export -o out.ttl",
        "--case case diagram positions -o out.svg",
        "--case case lesson --proposition access --out pack --format csv",
        "--case case check --seal",
        "init other",
    ];
    let (mut refused, mut done) = (0, 0);
    for verb in verbs {
        let arguments: Vec<&str> = verb.split(' ').collect();
        let run = |folder: &Path| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_stancegraph"));
            command.args(&arguments).current_dir(folder).stdin(Stdio::null()).output().expect("the built program")
        };
        let whole = copy(&fixture.path(""));
        let output = run(whole.path());
        assert!(output.status.success(), "{verb}: {}", String::from_utf8_lossy(&output.stderr));
        let after = tree(whole.path());
        for failure in FAILURES {
            for round in 0..rounds(10) / 3 {
                let what = format!("{verb}, {failure:?}, round {round}");
                let folder = copy(&fixture.path(""));
                let (code, said) = failing(folder.path(), failure, &arguments);
                // A linker that cannot open a library ends with 127, before there is a program.
                assert!(matches!(code, Some(0..=2 | 127)), "{what}: {code:?} {said}");
                assert!(!said.contains("panicked"), "{what}: {said}");
                assert_eq!(torn(&tree(folder.path()), &before, &after), Vec::<PathBuf>::new(), "{what}: {said}");
                if code == Some(0) {
                    assert_eq!(torn(&tree(folder.path()), &after, &after), Vec::<PathBuf>::new(), "{what}: {said}");
                    done += 1;
                } else {
                    refused += 1;
                }
                clean(&folder.path().join("case"));
                run(folder.path());
                assert_eq!(torn(&tree(folder.path()), &after, &after), Vec::<PathBuf>::new(), "{what}: the next run");
                assert_eq!(leftovers(folder.path()), Vec::<PathBuf>::new(), "{what}: the next run");
            }
        }
    }
    assert!(refused > 30 && done > 30, "{refused} refused, {done} done");
}

#[test]
#[ignore = "needs fiu-run, takes minutes: .ci/full"]
fn whatever_call_fails_no_answer_is_wrong() {
    let fixture = articles().run(["--case", "case", "query", "positions", "--format", "csv"]);
    let fixture = fixture.expect_exit(0);
    let right = fixture.stdout();
    let mut refused = 0;
    for failure in FAILURES {
        for round in 0..rounds(10) {
            let (point, error, likely) = failure;
            let control = format!("enable_random name={point},probability={likely},failinfo={error}");
            let output = Command::new("fiu-run")
                .args(["-x", "-f", "", "-c", &control, env!("CARGO_BIN_EXE_stancegraph")])
                .args(["--case", "case", "query", "positions", "--format", "csv"])
                .current_dir(fixture.path(""))
                .stdin(Stdio::null())
                .output()
                .expect("fiu-run: apt-get install fiu-utils");
            let said = String::from_utf8_lossy(&output.stderr);
            let what = format!("{failure:?}, round {round}: {said}");
            assert!(!said.contains("panicked"), "{what}");
            match output.status.code() {
                Some(0) => assert_eq!(String::from_utf8_lossy(&output.stdout), right, "{what}"),
                Some(2 | 127) => refused += 1,
                code => panic!("{code:?}, {what}"),
            }
        }
    }
    assert!(refused > 10, "{refused} refused");
}
