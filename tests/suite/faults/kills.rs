//! The program is killed while it writes: no file is torn, the case stays clean, and the next run finishes the work.

use super::{
    articles,
    killing::{Victim, rounds},
};
use crate::{fixture::CaseFixture, rust_code::root};

#[track_caller]
fn killed(name: &str, fixture: &CaseFixture, arguments: &[&str], case: Option<&str>, share: u64) {
    Victim { name, before: &fixture.path(""), arguments, case }.killed(rounds(share));
}

#[test]
fn annotate() {
    // What an earlier run has found, against another codebook: each file changes.
    let case = articles().run(["--case", "case", "annotate"]).expect_exit(0);
    let case = case.edit("case/codebook.toml", |text| format!("{text}\n# Nothing more.\n"));
    killed("annotate", &case, &["--case", "case", "annotate"], Some("case"), 8);
}

#[test]
fn add() {
    let case = articles().file("one.txt", "Nothing new, Acme said.\n").file("two.txt", "Nothing old, it added.\n");
    killed("add", &case, &["--case", "case", "add", "one.txt", "two.txt"], Some("case"), 6);
}

#[test]
fn import_of_json_lines() {
    let found =
        articles().run(["--case", "case", "annotate", "case/documents", "--format", "jsonl"]).expect_exit(0).stdout();
    let case = articles().file("lines.jsonl", found);
    let arguments = ["import", "lines.jsonl", "--into", "case", "--coder", "carl"];
    killed("import-jsonl", &case, &arguments, Some("case"), 6);
}

#[test]
fn import_of_a_data_base_into_a_new_case() {
    let debate = std::fs::read(root().join("tests/cases/interchange/dna/debate.dna")).expect("a file of the tests");
    let empty = CaseFixture::empty().file("debate.dna", debate);
    killed("import-dna", &empty, &["import", "debate.dna", "--into", "case"], Some("case"), 6);
}

#[test]
fn import_of_a_table_into_a_case() {
    let out = articles().run(["--case", "case", "export", "--format", "csv"]).expect_exit(0).stdout();
    let case = articles().file("table.csv", out);
    let arguments = ["import", "table.csv", "--into", "case", "--coder", "carl"];
    killed("import-csv", &case, &arguments, Some("case"), 5);
}

#[test]
fn init() {
    killed("init", &CaseFixture::empty().file("beside", "mine"), &["init", "case"], Some("case"), 6);
}

#[test]
fn site() {
    let made = articles().run(["--case", "case", "site", "--out", "site"]).expect_exit(0);
    let case = made.file("case/documents/threat.md", "+++\ntitle = \"New\"\n+++\n\nNothing happened.\n");
    killed("site", &case, &["--case", "case", "site", "--out", "site"], Some("case"), 2);
}

#[test]
fn lesson() {
    let lesson = ["--case", "case", "lesson", "--proposition", "access", "--out", "pack", "--format", "markdown,csv"];
    let made = articles().run_all(&lesson).expect_exit(0);
    let further = [&lesson[..], &["--seed", "7"]].concat();
    killed("lesson", &made, &further, Some("case"), 2);
}

#[test]
fn export_to_a_file() {
    let case = articles().file("out/case.ttl", "what was exported before");
    killed("export", &case, &["--case", "case", "export", "-o", "out/case.ttl"], Some("case"), 3);
}
