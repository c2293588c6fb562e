//! Bytes that change by themselves: what contradicts anything is found and named; with a seal, every byte is.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use stancegraph::{
    case::{Case, CaseError, read_case, seal},
    diagnostic::Diagnostic,
};

use super::{
    articles,
    killing::{Chance, seed, tree},
};
use crate::fixture::CaseFixture;

/// How often a file is damaged, unless `FLIPS` says otherwise.
const DAMAGES: usize = 1_200;

fn damages() -> usize {
    std::env::var("FLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(DAMAGES)
}

/// A case with all that a case can have, in the coders' and the machine's hands.
fn full() -> CaseFixture {
    articles()
        .file("case/glossary.toml", "format = 1\n\n[[term]]\nterm = \"key\"\nmeaning = \"What opens a message.\"\n")
        .run(["--case", "case", "annotate"])
        .expect_exit(0)
}

/// What damage does to a file: a bit is flipped, a byte is lost, zeros are where something was, the rest is gone.
fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    let at = chance.below(damaged.len());
    match chance.below(8) {
        0 => drop(damaged.remove(at)),
        1 => damaged.truncate(at),
        2 => {
            let end = damaged.len().min(at + 16);
            damaged[at..end].fill(0);
        }
        _ => damaged[at] ^= 1 << chance.below(8),
    }
    damaged
}

/// Everything that answers are made from.
fn meaning(case: &Case) -> String {
    format!("{:?} {:?} {:?} {:?}", case.manifest, case.codebooks.merged, case.documents, case.annotations)
}

/// What reading says of the files, and whether it names one of them.
fn said(result: Result<(Case, Vec<Diagnostic>), CaseError>) -> (Option<Case>, Vec<String>, Vec<PathBuf>) {
    let place = |found: &Diagnostic| found.place.as_ref().map(|place| place.path.clone());
    match result {
        Ok((case, found)) => {
            let places = found.iter().filter_map(place).collect();
            (Some(case), found.into_iter().map(|found| found.message).collect(), places)
        }
        Err(CaseError::Invalid(found)) => {
            (None, found.iter().map(|found| found.message.clone()).collect(), found.iter().filter_map(place).collect())
        }
        Err(CaseError::Read { path, source }) => (None, vec![source.to_string()], vec![path]),
        Err(error) => (None, vec![error.to_string()], Vec::new()),
    }
}

/// Damages files at random and has each result looked at: the file, its bytes as they were and as they are.
fn each_damage(name: &str, case: &Path, mut look: impl FnMut(&str, &Path, &[u8], &[u8])) {
    let files: Vec<(PathBuf, Vec<u8>)> =
        tree(case).into_iter().filter(|(path, bytes)| !bytes.is_empty() && !path.ends_with(".gitkeep")).collect();
    let mut chance = Chance::of(name);
    for round in 0..damages() {
        let (path, bytes) = &files[chance.below(files.len())];
        let damaged = damaged(bytes, &mut chance);
        if damaged == *bytes {
            continue;
        }
        let file = case.join(path);
        fs::write(&file, &damaged).expect("room");
        look(&format!("{}, round {round}, KILLS_SEED={}", path.display(), seed()), &file, bytes, &damaged);
        fs::write(&file, bytes).expect("room");
    }
}

#[test]
fn each_byte_of_a_sealed_case_is_watched() {
    let fixture = full();
    let dir = fixture.path("case");
    let (case, _) = read_case(&dir).expect("a case");
    seal(&case).expect("room");
    each_damage("sealed", &dir, |what, file, _, _| {
        let (_, messages, places) = said(read_case(&dir));
        assert!(!messages.is_empty(), "{what}: nothing is found");
        let is_seal = file.ends_with("case.sha256");
        assert!(is_seal || places.iter().any(|place| place == file), "{what}: {messages:?} is not about it");
    });
    let (_, found) = read_case(&dir).expect("a case");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn without_a_seal_what_is_not_found_takes_nothing_away() {
    let fixture = full();
    let dir = fixture.path("case");
    let (whole, _) = read_case(&dir).expect("a case");
    let (before, mut found, mut harmless, mut silent) = (meaning(&whole), 0, 0, 0);
    each_damage("unsealed", &dir, |what, file, bytes, damaged| {
        let (case, messages, places) = said(read_case(&dir));
        if file.ends_with("glossary.toml") {
            // It is read by `lesson` alone.
            return;
        }
        if !messages.is_empty() {
            found += 1;
            // A codebook or a manifest that names things otherwise is found where they are used.
            let elsewhere = ["case.toml", "codebook.toml"].iter().any(|name| file.ends_with(name));
            // A document that cannot be read leaves its annotations without one.
            let named = places.iter().any(|place| place == file);
            assert!(named || elsewhere || file.starts_with(dir.join("documents")), "{what}: {messages:?}");
            return;
        }
        let case = case.expect("it was read");
        if meaning(&case) == before {
            harmless += 1;
            return;
        }
        silent += 1;
        // One valid value in place of another. But all that was found is still there, resting on the same words.
        for (is, was) in case.annotations.iter().zip(&whole.annotations) {
            let counts = |set: &stancegraph::model::AnnotationSet| {
                (set.attributions.len(), set.statements.len(), set.facts.len(), set.decisions.len())
            };
            // Cut behind its head a file is one in which nothing was found: docs/reliability.md says so.
            if counts(is) == (0, 0, 0, 0) && bytes.starts_with(damaged) {
                continue;
            }
            assert_eq!(counts(is), counts(was), "{what}");
            let words = |set: &stancegraph::model::AnnotationSet| -> BTreeSet<_> {
                set.statements.iter().flat_map(|found| found.evidence.clone()).collect()
            };
            assert_eq!(words(is), words(was), "{what}");
        }
        assert_eq!(case.annotations.len(), whole.annotations.len(), "{what}");
        assert_eq!(case.documents.len(), whole.documents.len(), "{what}");
    });
    let all = found + harmless + silent;
    assert!(found * 2 > all, "{found} of {all} are found, {harmless} harmless, {silent} not found");
}
