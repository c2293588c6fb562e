//! Runs a case of a table and tells what went otherwise than it says.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::attack::{Attack, Table};
use crate::fixture::{CaseFixture, copy};

/// No case takes nearly as long; one that does hangs.
const LIMIT: Duration = Duration::from_secs(60);
/// The most that is said, in bytes: a message does not repeat all of a large input.
const LONGEST_TALK: usize = 40_000;
/// The largest file whose contents are compared; others are so only by their size.
const COMPARED: u64 = 16 << 20;

/// How a run ended.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The case that the attacks of a table begin with.
pub(super) fn prepare(table: &Table) -> tempfile::TempDir {
    let fixture = CaseFixture::new().document("own", "“We will not hand over the keys,” Acme said on Monday.\n").coded(
        "ann",
        "own",
        &[("acme", "oppose", "access", "We will not hand over the keys")],
    );
    let folder = tempfile::tempdir().expect("room for a temporary folder");
    let case = folder.path().join("case");
    copy(&fixture.path(""), &case);
    table.files.iter().for_each(|file| file.put(&case));
    if !table.before.is_empty() {
        let ended = run(&case, &table.before, &[], &BTreeMap::new()).expect("it ends");
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    }
    folder
}

/// Runs the program in a prepared case, where all must go well.
#[track_caller]
pub(super) fn succeed(prepared: &tempfile::TempDir, words: &[String]) {
    let ended = run(&prepared.path().join("case"), words, &[], &BTreeMap::new()).expect("it ends");
    assert_eq!(ended.code, Some(0), "{}", excerpt(words, &ended));
}

/// What is otherwise than the table says; nothing if all is well.
pub(super) fn faults(table: &Table, prepared: &tempfile::TempDir, attack: &Attack) -> Vec<String> {
    if attack.files.iter().any(|file| !file.is_possible()) {
        return Vec::new();
    }
    let folder = tempfile::tempdir().expect("room for a temporary folder");
    let case = folder.path().join("case");
    copy(&prepared.path().join("case"), &case);
    attack.files.iter().for_each(|file| file.put(&case));
    let mut faults = Vec::new();
    let first = (attack.run.as_ref().unwrap_or(&table.run), attack.exit.or(table.exit).unwrap_or(0));
    let further = attack.then.iter().map(|step| (&step.run, step.exit));
    let mut stdin = attack.stdin.as_ref().map(|contents| contents.bytes()).unwrap_or_default();
    let mut last = String::new();
    for (number, (words, exit)) in std::iter::once(first).chain(further).enumerate() {
        let before = tree(folder.path());
        let Some(ended) = run(&case, words, &std::mem::take(&mut stdin), &attack.env) else {
            return vec![format!("{words:.80?} did not end within {LIMIT:?}")];
        };
        let mut fault = |what: String| faults.push(format!("{what}\n{}", excerpt(words, &ended)));
        if ended.code != Some(exit) {
            fault(format!("exit code {:?} where {exit} is expected", ended.code));
        }
        if ended.stderr.contains("panicked at") {
            fault("a panic".to_owned());
        }
        if ended.stderr.len() > LONGEST_TALK {
            fault(format!("{} bytes of talk", ended.stderr.len()));
        }
        if let Some(c) = ended.stderr.chars().find(|&c| rewrites(c)) {
            fault(format!("{c:?} on standard error"));
        }
        if words.iter().any(|word| word == "check") && ended.stdout.chars().any(rewrites) {
            fault("findings that rewrite the terminal".to_owned());
        }
        if exit == 2 && tree(folder.path()) != before {
            fault("files changed, although it was refused".to_owned());
        }
        if number == 0 {
            let not_said = attack.says.iter().filter(|words| !ended.stderr.contains(*words));
            let not_out = attack.out.iter().filter(|words| !ended.stdout.contains(*words));
            for words in not_said.chain(not_out) {
                fault(format!("no {words:?}"));
            }
        }
        last = ended.stdout;
    }
    let text = attack.read.as_ref().map_or(last, |path| contents(&case.join(path)));
    for words in attack.has.iter().filter(|words| !text.contains(*words)) {
        faults.push(format!("no {words:?} in what it wrote"));
    }
    for words in attack.lacks.iter().filter(|words| text.contains(*words)) {
        let at = text.find(words.as_str()).unwrap_or_default();
        let around: String = text[text.floor_char_boundary(at.saturating_sub(60))..].chars().take(160).collect();
        faults.push(format!("{words:?} in what it wrote: {around:?}"));
    }
    faults
}

/// Characters that change what a terminal shows of the text around them.
fn rewrites(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn excerpt(words: &[String], ended: &Ended) -> String {
    let lines = |text: &str, sign: char| {
        let short = |line: &str| format!("    {sign} {}\n", line.chars().take(160).collect::<String>());
        text.lines().take(8).map(short).collect::<String>()
    };
    format!("    $ {words:.120?}\n{}{}", lines(&ended.stdout, ' '), lines(&ended.stderr, '!'))
}

/// Runs the program; nothing if it does not end. What takes all memory is ended by its limit, where there is a shell
/// that sets one.
fn run(case: &Path, words: &[String], stdin: &[u8], env: &BTreeMap<String, String>) -> Option<Ended> {
    let program = env!("CARGO_BIN_EXE_stancegraph");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 8000000; exec \"$0\" \"$@\"", program]);
        shell
    } else {
        Command::new(program)
    };
    let mut child = command
        .args(words)
        .current_dir(case)
        .env_remove("NO_COLOR")
        .envs(env)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the built program");
    let mut input = child.stdin.take().expect("a pipe");
    let (mut out, mut err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let begun = Instant::now();
    thread::scope(|scope| {
        // A program that ends without reading closes the pipe; that is its affair.
        scope.spawn(move || input.write_all(stdin).is_ok());
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let stdout = scope.spawn(move || {
            let mut bytes = Vec::new();
            out.read_to_end(&mut bytes).map(|_| text(bytes)).unwrap_or_default()
        });
        let stderr = scope.spawn(move || {
            let mut bytes = Vec::new();
            err.read_to_end(&mut bytes).map(|_| text(bytes)).unwrap_or_default()
        });
        let status = loop {
            match child.try_wait().expect("a child of ours") {
                Some(status) => break Some(status),
                None if begun.elapsed() > LIMIT => {
                    child.kill().expect("a child of ours");
                    child.wait().expect("a child of ours");
                    break None;
                }
                None => thread::sleep(Duration::from_millis(3)),
            }
        };
        let (stdout, stderr) = (stdout.join().expect("read"), stderr.join().expect("read"));
        status.map(|status| Ended { code: status.code(), stdout, stderr })
    })
}

/// Everything in a folder, by path; of links the target, of large files the size.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let metadata = fs::symlink_metadata(&path).expect("what was just listed");
            let bytes = if metadata.is_symlink() {
                fs::read_link(&path).expect("a link").to_string_lossy().as_bytes().to_vec()
            } else if metadata.is_dir() {
                open.push(path.clone());
                Vec::new()
            } else if metadata.is_file() && metadata.len() <= COMPARED {
                fs::read(&path).expect("a file to read")
            } else {
                metadata.len().to_string().into_bytes()
            };
            found.insert(path, bytes);
        }
    }
    found
}

/// A file, or all pages of a folder one after the other; nothing if it is not there.
fn contents(path: &Path) -> String {
    if !path.is_dir() {
        return fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    }
    let pages = tree(path).into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html"));
    pages.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}
