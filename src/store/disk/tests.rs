//! Tests of stores on disk that need no engine: a store in memory is of the same type.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use oxigraph::store::Store;

use super::{
    files::{Depth, check, record},
    fill::{Sources, fill},
    generation, *,
};
use crate::{
    case::{Case, built_in_codebook, read_case},
    store::{CaseGraph, View},
};

const BASE: &str = "https://example.org/corpus/";

fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A part with one finding in each of some documents.
fn part(folder: &Path, name: &str, documents: &[(&str, &str)]) -> PathBuf {
    let mut text = String::new();
    for (document, label) in documents {
        let graph = format!("<{BASE}graph/auto/{document}>");
        let actor = format!("<{BASE}actor/civil-society-groups>");
        text.push_str(&format!(
            "{actor} <http://www.w3.org/2000/01/rdf-schema#label> \"{label}\" {graph} .\n\
             {actor} <https://w3id.org/stancegraph#provisional> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> {graph} .\n\
             <{BASE}document/{document}> <http://purl.org/dc/terms/title> \"{document}\" {graph} .\n"
        ));
    }
    let path = folder.join(name);
    if name.ends_with(".gz") {
        let file = File::create(&path).expect("room");
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
        packed.write_all(text.as_bytes()).expect("room");
        packed.finish().expect("room");
    } else {
        fs::write(&path, text).expect("room");
    }
    path
}

fn filled(cases: &[(&Case, View)], parts: &[PathBuf]) -> Result<(Store, u64), DiskError> {
    let store = Store::new().expect("memory");
    let read = AtomicU64::new(0);
    let watch = Watch { read: &|bytes| _ = read.fetch_add(bytes, Ordering::Relaxed), phase: &|_| () };
    let codebooks = built_in_codebook();
    fill(&store, &Sources { cases, parts, codebooks: &codebooks, title: None }, &watch)?;
    Ok((store, read.into_inner()))
}

/// Everything in a store, sorted.
fn text(store: &Store) -> Vec<String> {
    let mut lines: Vec<String> = store.iter().map(|quad| quad.expect("readable").to_string()).collect();
    lines.sort();
    lines
}

#[test]
fn cases_give_what_they_give_in_memory() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join("blackberry-pakistan-2015");
    let (case, _) = read_case(&folder).expect("the shipped case");
    let graph = CaseGraph::build(&case, &View::Current).expect("the shipped case");
    let (store, _) = filled(&[(&case, View::Current)], &[]).expect("the shipped case");
    assert!(text(graph.store()) == text(&store), "the two differ");
}

#[test]
fn a_part_that_is_given_twice_or_packed_changes_nothing() {
    let folder = temporary();
    let plain = part(folder.path(), "a.nq", &[("one", "Civil society"), ("two", "Others")]);
    let packed = part(folder.path(), "b.nq.gz", &[("one", "Civil society"), ("two", "Others")]);
    let (once, read) = filled(&[], std::slice::from_ref(&plain)).expect("a part");
    assert_eq!(read, fs::metadata(&plain).expect("a file").len(), "all of it is told");
    let (twice, _) = filled(&[], &[plain, packed]).expect("two parts");
    assert!(text(&once) == text(&twice), "the two differ");
}

#[test]
fn whom_no_codebook_knows_is_described_once() {
    let folder = temporary();
    let parts = [
        part(folder.path(), "a.nq", &[("one", "Civil society groups"), ("two", "civil society groups")]),
        part(folder.path(), "b.nq", &[("three", "CIVIL SOCIETY GROUPS")]),
    ];
    let (store, _) = filled(&[], &parts).expect("parts");
    let labels: Vec<String> = text(&store)
        .into_iter()
        .filter(|line| line.contains("civil-society-groups> <http://www.w3.org/2000"))
        .collect();
    let merged: Vec<&String> = labels.iter().filter(|line| !line.contains("/graph/auto/")).collect();
    assert_eq!(labels.len(), 5, "each document keeps its own: {labels:?}");
    assert!(merged.iter().all(|line| line.contains("\"Civil society groups\"")), "{merged:?}");
}

#[test]
fn a_part_with_a_mistake_is_named_with_line_and_remedy() {
    let folder = temporary();
    let good = format!("<{BASE}a> <{BASE}b> \"c\" <{BASE}graph/auto/one> .\n");
    let wrong: [(&str, String, u64, &str); 6] = [
        ("syntax", format!("{good}{good}<{BASE}a> <{BASE}b> .\n"), 3, "not N-Quads"),
        ("triple", format!("{good}\n# words\n<{BASE}a> <{BASE}b> \"c\" .\n"), 4, "without a graph"),
        ("export", format!("{good}<{BASE}a> <{BASE}b> \"c\" <{BASE}graph/current> .\n"), 2, "not the graph of a coder"),
        ("blank", format!("{good}_:a <{BASE}b> \"c\" <{BASE}graph/auto/one> .\n"), 2, "blank node"),
        ("cut", format!("{good}<{BASE}a> <{BASE}b> \"c"), 2, "not N-Quads"),
        (
            "long",
            format!("{good}<{BASE}a> <{BASE}b> \"{}\" <{BASE}graph/auto/one> .\n", "x".repeat(17 << 20)),
            2,
            "longer",
        ),
    ];
    for (name, text, wanted, words) in wrong {
        let path = folder.path().join(format!("{name}.nq"));
        fs::write(&path, text).expect("room");
        let error = filled(&[], std::slice::from_ref(&path)).err().expect(name);
        let DiskError::Part { file, line, message, .. } = &error else { panic!("{name}: {error}") };
        assert_eq!((file, *line), (&path, wanted), "{name}: {message}");
        assert!(message.contains(words), "{name}: {message}");
        assert!(error.remedy().is_some_and(|remedy| remedy.contains("nquads")), "{name}");
    }
    let bytes = fs::read(part(folder.path(), "whole.nq.gz", &[("one", "A")])).expect("a file");
    let cut = folder.path().join("cut.nq.gz");
    fs::write(&cut, &bytes[..bytes.len() - 12]).expect("room");
    assert!(matches!(filled(&[], &[cut]), Err(DiskError::Part { .. })));
    let empty = folder.path().join("empty.nq");
    fs::write(&empty, "").expect("room");
    assert!(matches!(filled(&[], &[empty]), Err(DiskError::Nothing(_))));
}

#[test]
fn digests_do_not_depend_on_the_order_and_notice_any_change() {
    let folder = temporary();
    let count = |documents: &[(&str, &str)]| {
        let (store, _) = filled(&[], &[part(folder.path(), "a.nq", documents)]).expect("a part");
        digest::default_graph(&store).expect("memory")
    };
    let one = count(&[("one", "A"), ("two", "A")]);
    assert_eq!(one, count(&[("two", "A"), ("one", "A")]));
    let other = count(&[("one", "A"), ("twe", "A")]);
    assert_eq!(one.triples, other.triples);
    assert_ne!(one.digest, other.digest);
}

fn manifest() -> Manifest {
    Manifest {
        format: manifest::FORMAT,
        program: "0.1.0".to_owned(),
        title: "A “title”\nin two lines".to_owned(),
        base: BASE.to_owned(),
        generation: 3,
        default_graph: GraphCount { triples: 2, digest: "00".to_owned() },
        named_graphs: 1,
        named_quads: 2,
        sources: vec![Source::Part { path: "a.nq".to_owned(), bytes: 3, sha256: "11".to_owned() }],
        prefixes: vec![("a".to_owned(), BASE.to_owned())],
        files: Vec::new(),
    }
}

#[test]
fn a_manifest_is_read_as_it_was_written_or_not_at_all() {
    let folder = temporary();
    let dir = folder.path();
    assert!(matches!(Manifest::read(dir), Err(DiskError::NoStore(_))));
    manifest().write(dir).expect("room");
    let (read, revision) = Manifest::read(dir).expect("as it was written");
    assert_eq!((read, revision.len()), (manifest(), 64));
    let path = dir.join("store.json");
    let bytes = fs::read(&path).expect("a file");
    serde_json::from_slice::<serde_json::Value>(&bytes).expect("it is JSON");
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x04;
        fs::write(&path, changed).expect("room");
        assert!(matches!(Manifest::read(dir), Err(DiskError::Damaged { .. })), "byte {at}");
        fs::write(&path, &bytes[..at]).expect("room");
        assert!(matches!(Manifest::read(dir), Err(DiskError::Damaged { .. })), "{at} bytes");
    }
    Manifest { format: 2, ..manifest() }.write(dir).expect("room");
    assert!(matches!(Manifest::read(dir), Err(DiskError::Newer { format: 2, .. })));
}

/// The folder of a build with a file of each kind.
fn build_folder(dir: &Path) -> (u64, PathBuf) {
    let (generation, folder) = generation::create(dir).expect("room");
    fs::create_dir(folder.join("rocksdb")).expect("room");
    fs::write(folder.join("rocksdb").join("MANIFEST-1"), vec![7; 200 << 10]).expect("room");
    fs::write(folder.join("rocksdb").join("1.sst"), vec![8; 200 << 10]).expect("room");
    fs::write(folder.join("graphs.tsv"), "a\t1\t2\n").expect("room");
    (generation, folder)
}

#[test]
fn files_that_are_not_as_they_were_are_named() {
    let dir = temporary();
    let (_, folder) = build_folder(dir.path());
    let records = record(&folder).expect("room");
    let names: Vec<&str> = records.iter().map(|record| &*record.name).collect();
    assert_eq!(names, ["graphs.tsv", "rocksdb/1.sst", "rocksdb/MANIFEST-1"]);
    fs::write(folder.join("rocksdb").join("LOG"), "what the engine says when it reads").expect("room");
    for depth in [Depth::Ends, Depth::Whole] {
        check(&folder, &records, depth).expect("as they were");
    }
    let table = folder.join("rocksdb").join("1.sst");
    let whole = fs::read(&table).expect("a file");
    let mut in_the_middle = whole.clone();
    in_the_middle[100] = 0;
    fs::write(&table, &in_the_middle).expect("room");
    check(&folder, &records, Depth::Ends).expect("the engine has checksums of its blocks");
    assert!(matches!(check(&folder, &records, Depth::Whole), Err(DiskError::Damaged { file, .. }) if file == table));
    for (name, position) in [("1.sst", (200 << 10) - 1), ("MANIFEST-1", 0)] {
        fs::write(&table, &whole).expect("room");
        let path = folder.join("rocksdb").join(name);
        let good = fs::read(&path).expect("a file");
        let mut changed = good.clone();
        changed[position] ^= 1;
        for bad in [&changed[..], &good[..good.len() - 1]] {
            fs::write(&path, bad).expect("room");
            let found = check(&folder, &records, Depth::Ends);
            assert!(matches!(found, Err(DiskError::Damaged { ref file, .. }) if *file == path), "{name}: {found:?}");
        }
        fs::remove_file(&path).expect("there");
        assert!(matches!(check(&folder, &records, Depth::Ends), Err(DiskError::Damaged { file, .. }) if file == path));
        fs::write(&path, &good).expect("room");
    }
    let stranger = folder.join("rocksdb").join("2.sst");
    fs::write(&stranger, "").expect("room");
    assert!(matches!(check(&folder, &records, Depth::Ends), Err(DiskError::Damaged { file, .. }) if file == stranger));
}

#[test]
fn builds_that_nobody_reads_are_swept() {
    let dir = temporary();
    let dir = dir.path();
    let builds: Vec<(u64, PathBuf)> = (0..3).map(|_| build_folder(dir)).collect();
    assert_eq!(builds.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3]);
    let read = generation::hold(&builds[0].1).expect("there").expect("locks are known here");
    generation::sweep(dir, Some(3)).expect("a folder");
    let there = || builds.iter().map(|(_, folder)| folder.exists()).collect::<Vec<_>>();
    assert_eq!(there(), [true, false, true], "one is read, one is the current one");
    drop(read);
    generation::sweep(dir, Some(3)).expect("a folder");
    assert_eq!(there(), [false, false, true]);
    assert!(matches!(generation::hold(&builds[1].1), Err(generation::Held::Missing(_))));
    generation::is_ours(dir).expect("nothing but ours");
    fs::write(dir.join("thesis.docx"), "").expect("room");
    assert!(matches!(generation::is_ours(dir), Err(DiskError::Foreign { name, .. }) if name == "thesis.docx"));
}

#[cfg(not(feature = "rocksdb"))]
#[test]
fn without_the_engine_it_is_said_how_to_get_one() {
    let dir = temporary();
    let error = DiskStore::open(dir.path()).err().expect("there is no engine");
    assert!(matches!(error, DiskError::NotBuiltIn));
    assert!(error.remedy().is_some_and(|remedy| remedy.contains("--features rocksdb") && remedy.contains("libclang")));
}
