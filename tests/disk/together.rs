//! Several programs at one store: one builds, others read.

use std::{path::Path, thread, time::Duration};

use stancegraph::{
    case::WriteLock,
    query::{Answer, SparqlGraph, run as ask},
    store::disk::DiskStore,
};

use crate::program::{build, case, run, text};

fn count(graph: &dyn SparqlGraph) -> String {
    let query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }";
    let answer: Answer = ask(graph, query, &Default::default()).expect("an answer");
    answer.records().next().and_then(|row| row.text("n")).expect("a number").to_owned()
}

#[test]
fn a_second_builder_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let held = WriteLock::take(&store, Duration::ZERO, "the test").expect("nobody builds");
    let second = run(&["store", "build", text(&store), "--case", text(&case("apple-fbi-2016"))]);
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(2));
    assert!(said.contains(&format!("another program is building the store in {}", text(&store))), "{said}");
    assert!(said.contains("wait until it is done"), "{said}");
    assert_eq!(run(&["query", "actors", "--store", text(&store)]).status.code(), Some(0), "reading goes on");
    drop(held);
    build(&store, &[case("apple-fbi-2016")]);
}

#[test]
fn who_reads_keeps_what_was_opened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let (old, again) = (DiskStore::open(&store).expect("a store"), DiskStore::open(&store).expect("a second reader"));
    let before = count(old.store());
    build(&store, &[case("apple-fbi-2016")]);
    assert_eq!(count(old.store()), before, "it is the old one still");
    old.verify().expect("whole");
    let new = DiskStore::open(&store).expect("a store");
    assert_ne!(count(new.store()), before);
    assert_ne!(new.revision(), old.revision());
    assert!(store.join("graph-1").exists(), "somebody reads it");
    drop((old, again));
    build(&store, &[case("blackberry-pakistan-2015")]);
    assert!(!store.join("graph-1").exists(), "nobody reads it");
    assert!(store.join("graph-2").exists() && store.join("graph-3").exists());
    assert_eq!(count(new.store()), count(new.clone().store()));
}

#[test]
fn readers_come_and_go_while_it_is_built_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let known: Vec<String> = ["blackberry-pakistan-2015", "apple-fbi-2016"]
        .iter()
        .map(|name| {
            let other = folder.path().join(name);
            build(&other, &[case(name)]);
            count(DiskStore::open(&other).expect("a store").store())
        })
        .collect();
    let done = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut read = 0;
                    while !done.load(std::sync::atomic::Ordering::Relaxed) {
                        let opened = DiskStore::open(&store).expect("always one or the other");
                        assert!(known.contains(&count(opened.store())));
                        read += 1;
                    }
                    read
                })
            })
            .collect();
        for round in 0..4 {
            build(&store, &[case(["apple-fbi-2016", "blackberry-pakistan-2015"][round % 2])]);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        let read: i32 = readers.into_iter().map(|reader| reader.join().expect("it read to the end")).sum();
        assert!(read > 4, "they read {read} times");
    });
    build(&store, &[case("apple-fbi-2016")]);
    assert_eq!(std::fs::read_dir(&store).expect("a store").count(), 2, "all others are swept");
}

#[cfg(unix)]
#[test]
fn a_store_is_read_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let set = |mode: u32| {
        for path in [store.as_path(), &store.join("graph-1"), &store.join("graph-1").join("rocksdb")] {
            let path: &Path = path;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("ours");
        }
    };
    set(0o555);
    let asked = run(&["query", "actors", "--store", text(&store)]);
    let checked = run(&["store", "check", text(&store)]);
    set(0o755);
    assert_eq!(asked.status.code(), Some(0), "{}", String::from_utf8_lossy(&asked.stderr));
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stderr));
}
