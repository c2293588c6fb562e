//! Data bases of an invented debate: see `tests/cases/interchange/dna/make.py`.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::{
    interchange::{Import, Kinds, Options, Plan, Target, statement_csv::Column},
    model::{ActorKind, Offsets, Stance},
};

const DEBATE: &[u8] = include_bytes!("../../../tests/cases/interchange/dna/debate.dna");
const UTF_16: &[u8] = include_bytes!("../../../tests/cases/interchange/dna/debate-utf16.dna");
const SCALE: &[u8] = include_bytes!("../../../tests/cases/interchange/dna/scale.dna");
const DNA_2: &[u8] = include_bytes!("../../../tests/cases/interchange/dna/dna2.dna");

/// A case that will be made in a folder that is not there.
fn target() -> Target {
    let folder = tempfile::tempdir().expect("room for a temporary folder");
    Target::open(&folder.path().join("debate"), Some("A debate")).expect("nothing is there")
}

/// Coder, actor, spokesperson, stance and words of each statement.
fn told(import: &Import<'_>) -> Vec<String> {
    let mut told = Vec::new();
    for ((coder, document), statements) in &import.statements {
        let document = import.shelf.get(document).expect("a document of the shelf");
        let offsets = Offsets::new(&document.text);
        for found in statements {
            let words = offsets.slice(found.evidence[0]).expect("words of the document");
            let person = found.spokesperson.as_ref().map_or("-", |person| person.as_str());
            let actor = &found.actor;
            told.push(format!("{coder} {}: {actor} ({person}) {}: {words}", document.slug, found.stance));
        }
    }
    told
}

#[test]
fn statements_keep_their_words_coders_and_speakers() {
    let target = target();
    let mut import = Import::new(&target);
    read(DEBATE, &Options::new("debate.dna"), &mut import).expect("a data base of DNA 3");
    assert_eq!(
        told(&import),
        [
            "ann-example a-letter-to-the-ministry: acme-ltd (jane-doe) oppose: We will not hand over the keys",
            "ann-example a-letter-to-the-ministry: ministry-of-the-interior (john-roe) support: Keys belong to the state.",
            "ann-example a-letter-to-the-ministry: users-league (-) support: Nobody asked the users",
            "ann-example a-letter-to-the-ministry-2: ministry-of-the-interior (-) support: would not yield",
            "ann-example a-letter-to-the-ministry-2: jane-doe (-) oppose: Acme must comply",
            "coder-auto a-letter-to-the-ministry: acme-ltd (jane-doe) support: We will not hand over the keys",
        ]
    );
    let notes: Vec<_> = import.statements.values().flatten().filter_map(|found| found.note.clone()).collect();
    assert_eq!(notes, ["place: London"], "a variable of its own stays as a remark");
    assert_eq!(import.report.left_out(), 7);
}

#[test]
fn how_sqlite_stores_it_makes_no_difference() {
    let target = target();
    let files = |bytes| {
        let mut import = Import::new(&target);
        read(bytes, &Options::new("debate.dna"), &mut import).expect("a data base of DNA 3");
        format!("{:?}", Plan::new(&target, import).expect("a plan"))
    };
    assert_eq!(files(DEBATE), files(UTF_16));
}

#[test]
fn what_a_person_says_of_variables_kinds_and_coders_is_heard() {
    let target = target();
    let mut import = Import::new(&target);
    let columns = [
        (Column::Person, "speaker"),
        (Column::Organization, "Party"),
        (Column::Concept, "Policy"),
        (Column::Agreement, "Position"),
    ];
    let options = Options {
        columns: columns.map(|(column, name)| (column, name.to_owned())).to_vec(),
        kinds: Kinds::new(["The Front=party", "Three=expert"]).expect("kinds"),
        coder: Some("ann-b".parse().expect("an id")),
        ..Options::new("scale.dna")
    };
    read(SCALE, &options, &mut import).expect("a data base of DNA 3");
    let stances: Vec<Stance> = import.statements.values().flatten().map(|found| found.stance).collect();
    assert_eq!(stances, [Stance::Support, Stance::Oppose], "who does not mind has no stance");
    let notes: Vec<_> = import.statements.values().flatten().filter_map(|found| found.note.clone()).collect();
    assert_eq!(notes, ["Position: 2", "Position: -1"], "how strongly stays as a remark");
    assert!(import.statements.keys().all(|(coder, _)| *coder == "ann-b"));
    let front = "the-front".parse().expect("an id");
    assert_eq!(import.registry.kind(&front), Some(ActorKind::Party));
    let wing = "left-wing-of-the-front".parse().expect("an id");
    assert_eq!(import.registry.new_actor(&wing).and_then(|wing| wing.part_of.clone()), Some(front));
}

#[test]
fn other_data_bases_are_told_apart() {
    let target = target();
    let error = |bytes| read(bytes, &Options::new("x"), &mut Import::new(&target)).expect_err("not DNA 3");
    assert!(matches!(error(DNA_2), DnaError::Version(version) if version == "DNA 2.0 beta 25"));
    assert!(matches!(error(SCALE), DnaError::Variable(name) if name == "concept"));
    assert!(matches!(error(&DEBATE[..5000]), DnaError::Sqlite(SqliteError::Truncated { .. })));
    // The name of a table, as the schema has it, in other letters of the same length.
    let mut bytes = DEBATE.to_vec();
    let names: Vec<usize> =
        bytes.windows(10).enumerate().filter(|(_, w)| *w == b"STATEMENTS").map(|(at, _)| at).collect();
    for at in names {
        bytes[at..at + 10].copy_from_slice(b"UTTERANCES");
    }
    assert!(matches!(error(&bytes), DnaError::Other("STATEMENTS")));
}

#[test]
fn a_data_base_that_is_being_written_is_refused() {
    let folder = tempfile::tempdir().expect("room for a temporary folder");
    let path: PathBuf = folder.path().join("a.dna");
    fs::write(&path, DEBATE).expect("room");
    fs::write(folder.path().join("a.dna-wal"), b"").expect("room");
    assert!(read_file(&path).is_ok(), "an empty log holds nothing");
    for ending in ["wal", "journal"] {
        let beside = folder.path().join(format!("a.dna-{ending}"));
        fs::write(&beside, b"changes").expect("room");
        let error = read_file(&path).expect_err("changes beside it");
        assert!(error.to_string().starts_with(&format!("the file a.dna-{ending} beside it")), "{error}");
        fs::remove_file(&beside).expect("it is there");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(100, |_| ProptestConfig::default().cases),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_data_bases_are_refused_or_carried_over(
        changes in proptest::collection::vec((0..DEBATE.len(), any::<u8>()), 1..30),
    ) {
        let mut bytes = DEBATE.to_vec();
        for (at, value) in changes {
            bytes[at] = value;
        }
        let target = target();
        let mut import = Import::new(&target);
        if read(&bytes, &Options::new("x"), &mut import).is_ok() {
            prop_assert!(told(&import).len() <= 13);
            prop_assert!(Plan::new(&target, import).is_ok());
        }
    }
}
