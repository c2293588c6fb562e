//! Each promise of the threat model is held by a test that is there.

use std::{collections::BTreeSet, fs};

use crate::rust_code::{files_in, root};

/// The names of all tests and of the modules that hold them: `server::bombs`, `server::bombs::fifty_bombs_hurt_nobody`.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files_in("tests/suite").iter().filter(|file| file.path.ends_with(".rs")) {
        let module = file.path.trim_start_matches("tests/suite/").trim_end_matches(".rs").replace('/', "::");
        let mut lines = file.text.lines().map(str::trim);
        let mut tested = false;
        while let Some(line) = lines.next() {
            if line == "#[test]" {
                let function = lines.by_ref().find_map(|line| line.strip_prefix("fn "));
                let name = function.and_then(|text| text.split(['(', '<']).next()).expect("a function after #[test]");
                found.insert(format!("{module}::{name}"));
                tested = true;
            } else if let Some(tables) = line.strip_prefix("tables! {") {
                found.extend(
                    tables.split_whitespace().filter(|name| *name != "}").map(|name| format!("{module}::{name}")),
                );
            }
        }
        // A module with tests stands for all of them, and so does what holds such modules.
        let mut parts: Vec<&str> = module.split("::").collect();
        while tested && !parts.is_empty() {
            found.insert(parts.join("::"));
            parts.pop();
        }
    }
    found
}

#[test]
fn each_promise_names_a_test_that_is_there() {
    let page = fs::read_to_string(root().join("docs/threat-model.md")).expect("the threat model");
    let promises = page.split("## What is promised").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows: Vec<&str> =
        promises.expect("what is promised").lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 20, "{} promises", rows.len());
    let tests = tests();
    for row in rows {
        let holds = row.trim_end_matches('|').rsplit('|').next().expect("a cell");
        let named: Vec<&str> = holds.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test: {row}");
        for name in named {
            assert!(tests.contains(name), "there is no test `{name}`: {row}");
        }
    }
}
