//! A server is killed while people code: every decision that it acknowledged is there when it is started again.

use std::{
    collections::BTreeSet,
    fs,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use stancegraph::review::digest_of;

use super::killing::{Chance, Watch, clean, leftovers, rounds, seed};
use crate::{
    fixture::CaseFixture,
    server::{
        coding::{coding, page, token, try_post},
        running::Running,
    },
};

/// Who codes at once.
const CODERS: [&str; 2] = ["ann", "bob"];
/// How many sentences there are to code.
const SENTENCES: usize = 60;
/// Within so much of what happens to the files the server is killed.
const MOMENTS: usize = 60;

/// An article of which each sentence can be coded.
fn article() -> CaseFixture {
    let tokens: String = CODERS.iter().map(|name| format!("{name} {}\n", token(name))).collect();
    let text: String = (0..SENTENCES).map(|number| format!("Acme said no for the {number}th time. ")).collect();
    CaseFixture::new().file("tokens", tokens).document("article", &format!("{text}\n"))
}

/// Codes sentence after sentence until the server is gone, and notes what it acknowledged. Each fifth brings an actor
/// with it, so that two files are written.
fn code(running: &Running, coder: &str, begin: usize, acknowledged: &Mutex<BTreeSet<String>>, gone: &AtomicBool) {
    let file = running.fixture.path(&format!("annotations/{coder}/article.ttl"));
    for number in begin..SENTENCES {
        let (quote, note) = (format!("no for the {number}th time"), format!("{coder} heard {number}."));
        let seen = digest_of(fs::read(&file).ok().as_deref());
        let mut fields = coding(&seen, &quote);
        fields.push(("note", &note));
        let body = format!("Body {coder} {number}");
        if number % 5 == 0 {
            fields.retain(|(name, _)| *name != "actor");
            // Also when a server that was killed has added the actor and not come to the statement.
            fields.extend([("new-actor", body.as_str()), ("new-actor-kind", "ngo")]);
        }
        if gone.load(Ordering::Relaxed) {
            return;
        }
        match try_post(running, coder, &fields) {
            Some(answer) if answer.status == 303 => drop(acknowledged.lock().expect("no panic").insert(note)),
            Some(answer) => panic!("{coder}, {number}: {answer:?}"),
            None => return,
        }
    }
}

#[test]
fn a_killed_server_has_kept_every_decision_that_it_acknowledged() {
    let mut chance = Chance::of("serve");
    let fixture = Arc::new(article());
    let acknowledged: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let arguments = ["--token-file", "tokens", "--public"];
    let (mut killed, mut all) = (0, 0);
    let mut served = Arc::clone(&fixture);
    for round in 0..rounds(6) {
        let what = format!("round {round}, KILLS_SEED={}", seed());
        let mut running = Running::again(Arc::clone(&served), &arguments);
        // What was acknowledged before the kill is on the page again.
        for coder in CODERS {
            let page = page(&running, coder, "/code/article");
            let count = acknowledged.lock().expect("no panic").iter().filter(|note| note.starts_with(coder)).count();
            let there = |count| page.contains(&format!("Your statements: {count}"));
            assert!(count == 0 || there(count) || there(count + 1), "{what}: {coder} has not {count} statements");
        }
        let begin = |coder: &str| {
            let text = fs::read_to_string(served.path(&format!("annotations/{coder}/article.ttl"))).unwrap_or_default();
            text.matches("sg:evidence").count()
        };
        let begins = CODERS.map(begin);
        let mut watch = Watch::over(&served.path(""));
        let moment = 1 + chance.below(MOMENTS);
        let later = Duration::from_micros(chance.below(2_000) as u64);
        let gone = AtomicBool::new(false);
        let id = running.process().id().to_string();
        thread::scope(|scope| {
            for (coder, begin) in CODERS.iter().zip(begins) {
                let (running, acknowledged, gone) = (&running, &acknowledged, &gone);
                scope.spawn(move || code(running, coder, begin, acknowledged, gone));
            }
            for _ in 0..20_000 {
                if watch.look() >= moment {
                    thread::sleep(later);
                    let done = std::process::Command::new("kill").args(["-KILL", &id]).status().expect("kill");
                    killed += usize::from(done.success());
                    break;
                }
                thread::sleep(Duration::from_micros(500));
            }
            gone.store(true, Ordering::Relaxed);
        });
        drop(running);
        clean(&served.path(""));
        let mut unknown = 0;
        let acknowledged_now = acknowledged.lock().expect("no panic").clone();
        for coder in CODERS {
            let text = fs::read_to_string(served.path(&format!("annotations/{coder}/article.ttl"))).unwrap_or_default();
            let mine = acknowledged_now.iter().filter(|note| note.starts_with(coder));
            for note in mine.clone() {
                assert!(text.contains(&format!("\"{note}\"")), "{what}: {note} was acknowledged and is not there");
            }
            // One may have been written and not yet acknowledged.
            unknown += text.matches("sg:evidence").count() - mine.count();
        }
        assert!(unknown <= CODERS.len(), "{what}: {unknown} statements that nobody was told of");
        all += acknowledged_now.len();
        // What was written and not acknowledged counts from now on, and a case that is coded through is begun anew.
        if begins.iter().any(|begin| begin + 15 > SENTENCES) {
            served = Arc::new(article());
            acknowledged.lock().expect("no panic").clear();
        } else {
            let mut known = acknowledged.lock().expect("no panic");
            for coder in CODERS {
                let text =
                    fs::read_to_string(served.path(&format!("annotations/{coder}/article.ttl"))).unwrap_or_default();
                let start = format!("{coder} heard ");
                known.extend(text.split('"').filter(|words| words.starts_with(&start)).map(str::to_owned));
            }
        }
    }
    // The next writer sweeps.
    let mut running = Running::again(Arc::clone(&served), &arguments);
    running.end();
    assert_eq!(leftovers(&served.path("")), Vec::<std::path::PathBuf>::new());
    assert!(killed > 0 && all > 0, "{killed} killed, {all} acknowledged");
}
