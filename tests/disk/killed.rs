//! `store build` killed at any moment: the old store is there or the new one, and nothing that the next build does not sweep.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::program::{Random, build, case, number, program, run, text, written};

/// How many triples the default graph has.
fn triples(store: &Path) -> String {
    let answer = written(&["query", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--store", text(store)]);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_killed_build_leaves_the_old_store_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, other) = (folder.path().join("store"), folder.path().join("other"));
    let (one, two) = (case("blackberry-pakistan-2015"), case("apple-fbi-2016"));
    build(&other, std::slice::from_ref(&two));
    let of_two = triples(&other);
    let begun = Instant::now();
    build(&store, std::slice::from_ref(&one));
    let long = begun.elapsed() + Duration::from_millis(50);
    let of_one = triples(&store);
    assert_ne!(of_one, of_two);
    let (rounds, seed) = (number("DISK_ROUNDS", 20), number("DISK_SEED", 1));
    let mut random = Random(seed);
    let (mut now, mut new, mut old) = (of_one.clone(), 0, 0);
    for round in 0..rounds {
        let (next, source) = if now == of_one { (&of_two, &two) } else { (&of_one, &one) };
        let mut child = program(&["store", "build", text(&store), "--case", text(source), "--quiet"])
            .spawn()
            .expect("the program can be run");
        thread::sleep(long.mul_f64(random.below(1000) as f64 / 1000.0));
        // SIGKILL. It may have ended by itself.
        let _ = child.kill();
        child.wait().expect("it has ended");
        let found = triples(&store);
        assert!(found == now || found == *next, "round {round} of seed {seed}: {found}");
        let checked = run(&["store", "check", text(&store)]);
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert_eq!(checked.status.code(), Some(0), "round {round} of seed {seed}: {said}");
        if found == now {
            old += 1
        } else {
            new += 1
        }
        now = found;
    }
    assert!(rounds < 10 || old > 0, "{old} left the old store, {new} the new one");
    build(&store, &[one]);
    let mut names: Vec<String> = fs::read_dir(&store)
        .expect("a store")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 2, "nothing is left: {names:?}");
    assert!(names[0].starts_with("graph-") && names[1] == "store.json", "{names:?}");
}

#[test]
fn a_killed_first_build_leaves_no_store_and_is_swept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    let source = case("blackberry-pakistan-2015");
    let mut child = program(&["store", "build", text(&store), "--case", text(&source)]).spawn().expect("the program");
    let begun = Instant::now();
    while !store.join("graph-1").join("rocksdb").exists() && begun.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    child.wait().expect("it has ended");
    let asked = run(&["query", "actors", "--store", text(&store)]);
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert_eq!(asked.status.code(), Some(2));
    assert!(said.contains("there is no store in") && said.contains("store build"), "{said}");
    build(&store, &[source]);
    assert_eq!(fs::read_dir(&store).expect("a store").count(), 2);
}
