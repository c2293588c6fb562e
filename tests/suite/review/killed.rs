//! A writer that is killed at any moment: what it acknowledged is there, and no file is torn.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
    time::Duration,
};

use stancegraph::{
    case::{errors, read_case},
    review::Action,
};

use super::{Coder, accept, small};

const DOCUMENT: &str = "article";
/// Where the writer finds its case.
const CASE: &str = "STANCEGRAPH_TEST_KILLED_CASE";
const ROUNDS: u64 = 20;

/// Not a test: the writer, which this binary starts itself, accepts and takes back until it is killed.
#[test]
#[ignore = "started by the test below"]
fn the_writer() {
    let Ok(dir) = std::env::var(CASE) else { return };
    let ann = Coder::at(dir.as_ref(), "ann", "ann", DOCUMENT);
    let mut stdout = std::io::stdout();
    let mut say = |verb: &str, id: &str| {
        writeln!(stdout, "\nack {verb} {id}").and_then(|()| stdout.flush()).expect("somebody listens");
    };
    loop {
        for id in ann.open() {
            ann.act(accept(&id)).expect("an open suggestion");
            say("accept", &id);
        }
        let decided: Vec<String> = ann.sheet().set.decisions.iter().map(|made| made.about.clone()).collect();
        for id in decided {
            ann.act(Action::Withdraw { about: id.clone() }).expect("a decision");
            say("withdraw", &id);
        }
    }
}

#[test]
fn a_killed_writer_loses_nothing_that_it_acknowledged() {
    let case = small();
    let mut state = 0x5eed_u64;
    let mut acknowledged = 0_u64;
    for round in 0..ROUNDS {
        let folder = case.path("annotations/ann");
        let _ = fs::remove_dir_all(&folder);
        let mut writer = Command::new(std::env::current_exe().expect("this binary"))
            .args(["--exact", "review::killed::the_writer", "--ignored", "--nocapture"])
            .env(CASE, case.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this binary starts");
        let mut lines = BufReader::new(writer.stdout.take().expect("a pipe")).lines();
        // It is at work once it has acknowledged something; the kill comes at any moment after that.
        let first = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("ack accept"));
        let first = first.expect("the writer did not start");
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis(state >> 33 & 0x1ff));
        writer.kill().expect("it runs");
        writer.wait().expect("it ends");
        // What the pipe holds was said before the end.
        let said: Vec<String> = std::iter::once(first).chain(lines.map_while(Result::ok)).collect();
        let mut expected = BTreeSet::new();
        for line in &said {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["ack", "accept", id] if id.len() == 16 => drop(expected.insert(id.to_owned())),
                ["ack", "withdraw", id] if id.len() == 16 => drop(expected.remove(id)),
                _ => continue,
            }
            acknowledged += 1;
        }
        let (read, found) = read_case(&case.path("")).expect("the case reads");
        assert!(errors(&found).is_empty(), "round {round}: {found:#?}");
        let there: BTreeSet<String> =
            read.of_coder("ann").flat_map(|set| &set.decisions).map(|made| made.about.clone()).collect();
        // One decision may have been written and not yet acknowledged.
        let apart = there.symmetric_difference(&expected).count();
        assert!(apart <= 1, "round {round}: {apart} decisions apart from what was acknowledged");
        // The next writer goes on from there, and sweeps.
        let ann = Coder::at(&case.path(""), "ann", "ann", DOCUMENT);
        let next = match ann.open().first() {
            Some(id) => accept(id),
            None => Action::Withdraw { about: there.first().expect("all that was suggested is decided").clone() },
        };
        ann.act(next).expect("the lock of the dead holds nobody up");
        let left: Vec<_> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "round {round}: {left:?}");
    }
    assert!(acknowledged >= ROUNDS, "each writer acknowledged something");
}
