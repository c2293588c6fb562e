//! Bytes changed, files cut off or gone: found and named, and never a wrong answer.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use stancegraph::{
    query::{Answer, find},
    store::disk::{DiskError, DiskStore},
};

use crate::program::{Random, build, case, number, run, text};

/// All files of a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => files(&path, found),
            path => found.push(path),
        }
    }
    found.sort();
}

/// What may happen to a file, by name.
fn damages(bytes: &[u8], random: &mut Random) -> Vec<(String, Option<Vec<u8>>)> {
    let mut all = vec![("removed".to_owned(), None)];
    if bytes.is_empty() {
        all.push(("grown".to_owned(), Some(vec![0])));
        return all;
    }
    let length = bytes.len() as u64;
    for at in [0, length - 1, random.below(length), random.below(length)] {
        let mut changed = bytes.to_vec();
        changed[at as usize] ^= 1 << random.below(8);
        all.push((format!("byte {at} changed"), Some(changed)));
    }
    for left in [0, length / 2, length - 1] {
        all.push((format!("cut to {left} bytes"), Some(bytes[..left as usize].to_vec())));
    }
    all
}

/// What somebody is told who asks a store for its statements, and who has it checked: an answer or words.
fn told(store: &Path) -> (Result<Answer, String>, Result<(), String>) {
    let said = |error: DiskError| format!("{error}; {}", error.remedy().unwrap_or_default());
    let opened = match DiskStore::open(store) {
        Ok(opened) => opened,
        Err(error) => {
            let said = said(error);
            return (Err(said.clone()), Err(said));
        }
    };
    let statements = find("statements").expect("a question of the catalogue");
    let answer = statements.run(opened.store(), &BTreeMap::new()).map_err(|error| error.to_string());
    (answer, opened.verify().map_err(said))
}

#[test]
fn is_found_and_named_and_never_a_wrong_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let (right, checked) = told(&store);
    checked.expect("as it was written");
    let right = right.expect("an answer");
    assert!(right.records().count() > 10);
    let mut all = Vec::new();
    files(&store, &mut all);
    let mut random = Random(number("DISK_SEED", 1));
    let mut found = 0;
    for file in all {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let good = fs::read(&file).expect("a file");
        // The engine's log and the locks hold nothing; a lock that is gone would hold nobody.
        let log = name.starts_with("LOG") || name == "LOCK";
        for (what, bytes) in damages(&good, &mut random) {
            match &bytes {
                Some(bytes) => fs::write(&file, bytes).expect("room"),
                None => fs::remove_file(&file).expect("there"),
            }
            let (answer, checked) = told(&store);
            match checked {
                Ok(()) => assert!(log || name == "in-use" && bytes.is_some(), "{name}, {what}: nobody noticed"),
                Err(said) => {
                    // Without its manifest there is no store.
                    let named = said.contains(&name) || name == "store.json" && bytes.is_none();
                    assert!(named && said.contains("store build"), "{name}, {what}: {said}");
                    found += 1;
                }
            }
            if let Ok(answer) = answer {
                assert!(answer == right, "{name}, {what}: a wrong answer");
            }
            fs::write(&file, &good).expect("room");
        }
    }
    assert!(found > 100, "only {found} damages were found");
    assert_eq!(told(&store), (Ok(right), Ok(())), "mended");
}

#[test]
fn a_table_that_is_changed_in_its_middle_is_not_opened() {
    // Asked, it would never end: the engine gives the same error for each further row.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let mut all = Vec::new();
    files(&store, &mut all);
    let length = |path: &PathBuf| fs::metadata(path).expect("a file").len();
    let table = all.into_iter().filter(|path| path.extension().is_some_and(|end| end == "sst")).max_by_key(length);
    let table = table.expect("a table");
    assert!(length(&table) > 256 << 10, "only the end of it would be looked at");
    let mut bytes = fs::read(&table).expect("a file");
    bytes[100_000] ^= 1;
    fs::write(&table, bytes).expect("room");
    let name = table.file_name().expect("a name").to_string_lossy().into_owned();
    let said = DiskStore::open(&store).err().expect("damaged").to_string();
    assert!(said.contains(&name) && said.contains("its bytes have changed"), "{said}");
}

#[test]
fn ends_the_program_well() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let table = store.join("graph-1").join("graphs.tsv");
    fs::write(&table, "").expect("room");
    for (arguments, code) in [(["query", "actors", "--store"], 2), (["store", "check", "--quiet"], 1)] {
        let output = run(&[&arguments[..], &[text(&store)]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains("graphs.tsv is damaged: it has 0 bytes") && said.contains("store build"), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn leaves_nothing_behind_where_a_part_is_wrong() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, part) = (folder.path().join("store"), folder.path().join("part.nq"));
    fs::write(&part, "<http://a/b> <http://a/c> \"d\" .\n").expect("room");
    let first = run(&["store", "build", text(&store), text(&part)]);
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert_eq!(first.status.code(), Some(2));
    assert!(said.contains("part.nq:1: a triple without a graph") && said.contains("help"), "{said}");
    assert!(!store.exists(), "a folder is left");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let before = fs::read(store.join("store.json")).expect("a store");
    assert_eq!(run(&["store", "build", text(&store), text(&part)]).status.code(), Some(2));
    assert_eq!(fs::read(store.join("store.json")).expect("a store"), before);
    let mut names: Vec<String> = fs::read_dir(&store)
        .expect("a store")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["graph-1", "store.json"]);
    fs::write(folder.path().join("notes.txt"), "mine").expect("room");
    let foreign = run(&["store", "build", text(folder.path()), "--case", text(&case("blackberry-pakistan-2015"))]);
    assert_eq!(foreign.status.code(), Some(2), "a folder with other things in it is nobody's store");
    assert!(folder.path().join("notes.txt").exists());
}
