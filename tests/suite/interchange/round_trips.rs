//! What a format can hold comes back the same.

use std::{collections::BTreeMap, path::Path};

use proptest::prelude::*;
use stancegraph::{
    case::{Case, Manifest, read_case, read_codebook_file},
    interchange::{Import, Options, Target, table, web_annotation},
    model::{AnnotationSet, Date, Document, Modality, Stance, Statement},
};

use crate::{fixture::CaseFixture, round_trips::any, rust_code::root};

/// A case with one document and the shared codebook.
fn case(document: &Document) -> Case {
    let file = root().join("seeds/codebooks/encryption-policy.toml");
    let (codebooks, _) = read_codebook_file(&file).expect("the shared codebook");
    let manifest: Manifest =
        toml::from_str("format = 1\ntitle = \"Any\"\nbase = \"https://example.org/case/any/\"\n").expect("a manifest");
    Case {
        dir: "any".into(),
        manifest,
        codebooks,
        documents: BTreeMap::from([(document.slug.clone(), document.clone())]),
        annotations: Vec::new(),
        moved: BTreeMap::new(),
    }
}

/// Statements as a case may have them: the shapes' rules kept, actors of the codebook, lists in order.
fn whole(mut set: AnnotationSet) -> AnnotationSet {
    for found in &mut set.statements {
        if found.actor.as_str().starts_with("p-") {
            found.actor = "apple".parse().expect("an id");
        }
        (found.actor_label, found.actor_kind, found.attribution) = (None, None, None);
        let tidy = |text: &mut Option<String>| {
            *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        };
        tidy(&mut found.condition);
        tidy(&mut found.note);
        if found.stance != Stance::Conditional {
            (found.leaning, found.condition) = (None, None);
        } else if found.leaning.is_none_or(|leaning| leaning == Stance::Conditional) {
            found.leaning = Some(Stance::Oppose);
        }
        match found.modality {
            Modality::Reported | Modality::Alleged => {
                found.ascribed_by.get_or_insert("reuters".parse().expect("an id"));
            }
            _ => found.ascribed_by = None,
        }
        found.spokesperson = found.spokesperson.take().filter(|person| *person != found.actor);
        found.form.get_or_insert(stancegraph::model::Form::Argue);
        for list in [&mut found.addressees, &mut found.targets, &mut found.frames, &mut found.frames_rejected] {
            list.sort();
        }
    }
    set
}

fn target() -> Target {
    Target::open(Path::new("a-folder-that-is-not-there"), None).expect("nothing is there")
}

/// Without ids, in the order of their places.
fn bare(statements: impl IntoIterator<Item = Statement>) -> Vec<String> {
    let mut bare: Vec<String> =
        statements.into_iter().map(|found| format!("{:?}", Statement { id: String::new(), ..found })).collect();
    bare.sort();
    bare
}

/// Few cases, as debug builds are slow; more with `PROPTEST_CASES`.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(24, |_| usual.cases),
        failure_persistence: None,
        ..usual
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn web_annotations_are_read_back((document, set) in any::annotated()) {
        let set = whole(set);
        let case = case(&document);
        let json = web_annotation::collection(&case, std::slice::from_ref(&set), "ann");
        let target = target();
        let mut import = Import::new(&target);
        import.shelf.place(document);
        if set.statements.is_empty() {
            return Ok(());
        }
        web_annotation::read(json.as_bytes(), &Options::new("x"), &mut import).expect("own JSON");
        prop_assert_eq!(import.report.left_out(), 0, "{}", import.report.text("x"));
        let coder = &set.coder.name;
        let coders: Vec<&str> = import.statements.keys().map(|(coder, _)| coder.as_str()).collect();
        prop_assert_eq!(coders, [if *coder == "auto" { "coder-auto" } else { coder.as_str() }]);
        let read = import.statements.into_values().flatten();
        prop_assert_eq!(bare(read), bare(set.statements));
    }

    #[test]
    fn tables_are_read_back((document, set) in any::annotated()) {
        let mut set = whole(set);
        for found in &mut set.statements {
            found.evidence.truncate(1);
        }
        let case = case(&document);
        let (table, report) = table::dna_csv(&case, std::slice::from_ref(&set));
        let target = target();
        let mut import = Import::new(&target);
        import.shelf.place(document);
        table::read(table.as_bytes(), "x.csv", &Options::new("x.csv"), &mut import).expect("own table");
        prop_assert_eq!(import.report.left_out(), 0, "{}", import.report.text("x"));
        let read: Vec<Statement> = import.statements.values().flatten().cloned().collect();
        let mut names = |found: &Statement| {
            let mut name = |id| {
                let known = case.codebooks.merged.actors.get(id).map(|actor| actor.label.clone());
                known.or_else(|| import.registry.new_actor(id).map(|actor| actor.label.clone()))
            };
            let people = [Some(&found.actor), found.spokesperson.as_ref(), found.ascribed_by.as_ref()];
            let people = people.map(|id| id.and_then(&mut name));
            let label = case.codebooks.merged.propositions.get(&found.proposition).map(|entry| entry.label.clone());
            let label = label.or_else(|| Some(import.registry.new_proposition(&found.proposition)?.label.clone()));
            // A table has plain dates only.
            let date = found.date.and_then(|date| Date::new(date.year(), date.month(), date.day()));
            let manner = (found.stance, found.leaning, &found.condition, found.form, found.modality);
            format!("{people:?} {label:?} {manner:?} {date:?} {:?} {:?}", found.evidence, found.note)
        };
        let mut expected: Vec<String> = set.statements.iter().map(&mut names).collect();
        let mut found: Vec<String> = read.iter().map(&mut names).collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
        prop_assert!(report.entries().iter().all(|(code, _)| *code == "date"));
    }
}

/// The statements of a case without their ids: actors and propositions by name.
fn statements(folder: &Path) -> Vec<String> {
    let (case, found) = read_case(folder).expect("a case");
    assert_eq!(found, [], "findings in {}", folder.display());
    let name = |id| case.codebooks.merged.actors.get(id).map_or_else(|| format!("{id}"), |actor| actor.label.clone());
    let mut all = Vec::new();
    for set in case.of_coder("reviewed") {
        for found in &set.statements {
            let mut others: Vec<String> = found
                .addressees
                .iter()
                .chain(&found.targets)
                .map(name)
                .chain(found.spokesperson.iter().map(name))
                .collect();
            others.sort();
            all.push(format!(
                "{} {} {} {:?} {:?} {:?} {:?} {others:?} {:?} {:?} {:?}",
                set.document,
                name(&found.actor),
                case.codebooks.merged.propositions[&found.proposition].label,
                (found.stance, found.leaning, &found.condition, found.form, found.modality, found.commitment),
                found.ascribed_by.as_ref().map(name),
                found.utterance,
                found.date,
                found.frames,
                found.evidence,
                found.note,
            ));
        }
    }
    all.sort();
    all
}

#[test]
fn the_shipped_case_comes_back_from_web_annotations() {
    let fixture = CaseFixture::shipped()
        .run(["export", "--format", "webannotation", "-o", "../out.jsonld"])
        .expect_exit(0)
        .run(["import", "../out.jsonld", "--into", "../again", "--documents", "documents"])
        .expect_exit(0)
        .run(["--case", "../again", "check"])
        .expect_exit(0);
    let (there, again) = (statements(&fixture.path("")), statements(&fixture.path("../again")));
    assert_eq!(there.len(), 70);
    assert_eq!(there, again);
}

#[test]
fn the_shipped_case_comes_back_from_a_table() {
    let fixture = CaseFixture::shipped()
        .run(["export", "--format", "dna-csv", "-o", "../out.csv"])
        .expect_exit(0)
        .run(["import", "../out.csv", "--into", "../again", "--documents", "documents"])
        .expect_exit(0)
        .run(["--case", "../again", "check"])
        .expect_exit(0)
        .run(["--case", "../again", "export", "--format", "dna-csv", "-o", "../again.csv"])
        .expect_exit(0);
    // Ids are made anew from the ids of actors, which the table does not have.
    let rows = |path: &str| -> Vec<String> {
        let text = fixture.text(path);
        let mut rows: Vec<String> =
            text.lines().map(|row| row.split_once(',').unwrap_or_default().1.to_owned()).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows("../out.csv"), rows("../again.csv"));
}
