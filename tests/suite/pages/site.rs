//! `stancegraph site`: files that lead to each other and to nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::html::Page;
use crate::fixture::CaseFixture;

/// The files of a folder by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("a folder").flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Where a relative link on a page leads.
fn target(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop().expect("links stay in the folder");
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Checks every page and follows every link.
#[track_caller]
fn check(files: &BTreeMap<String, Vec<u8>>) -> usize {
    let pages: BTreeMap<&String, Page> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, Page::read(path, std::str::from_utf8(bytes).expect("UTF-8"))))
        .collect();
    let mut reached: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
    for (path, page) in &pages {
        page.check();
        for href in page.links() {
            if href.starts_with("http://") || href.starts_with("https://") {
                continue;
            }
            let (file, fragment) = href.split_once('#').unwrap_or((&href, ""));
            assert!(!file.starts_with('/') && !file.contains('?'), "{path}: {href} needs a server");
            let file = if file.is_empty() { (*path).clone() } else { target(path, file) };
            assert!(files.contains_key(&file), "{path}: {href} leads to {file}, which is not there");
            if !fragment.is_empty() {
                assert!(pages[&file].ids().contains(fragment), "{path}: {href}: no {fragment} there");
            }
            reached.insert(file);
        }
    }
    let lost: Vec<&&String> = pages.keys().filter(|path| !reached.contains(**path)).collect();
    assert!(lost.is_empty(), "nothing leads to {lost:?}");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js")) {
        let text = String::from_utf8_lossy(bytes);
        for fetch in ["fetch(", "XMLHttpRequest", "@import", "url(http", "import("] {
            assert!(!text.contains(fetch), "{path} fetches something: {fetch}");
        }
    }
    pages.len()
}

#[test]
fn a_site_of_one_case_is_whole() {
    let made = CaseFixture::shipped().run(["site", "--out", "site"]).expect_exit(0).expect_stderr("of 1 case");
    let before = files(&made.path("site"));
    assert!(check(&before) > 150);
    for wanted in [
        "index.html",
        "case.ttl",
        "actors/blackberry.html",
        "actors/blackberry.ttl",
        "propositions/bulk-monitoring.html",
        "documents/drum-pulls-out.html",
        "diagrams/positions.html",
        "diagrams/positions.pdf",
        "diagrams/matrix.csv",
        "diagrams/positions--actor-blackberry.html",
        "questions/who-opposes--proposition-provider-access.html",
        "questions/stances.csv",
        "search.html",
        "search-index.js",
    ] {
        assert!(before.contains_key(wanted), "{wanted} is missing");
    }
}

#[test]
fn a_site_of_two_cases_compares_them() {
    // The same case twice: whatever is in one is in both.
    let made = CaseFixture::new()
        .document("article", "“We will not open our messages,” Acme said. The Ministry wants them open.\n")
        .coded(
            "ann",
            "article",
            &[
                ("acme", "oppose", "access", "We will not open our messages"),
                ("ministry", "support", "access", "The Ministry wants them open"),
            ],
        )
        .run(["site", ".", ".", "--out", "site"])
        .expect_exit(0)
        .expect_stderr("of 2 cases");
    let found = files(&made.path("site"));
    assert!(check(&found) > 100);
    let page = |path: &str| String::from_utf8(found[path].clone()).expect("UTF-8");
    assert!(
        page("index.html").contains("Acme and the Ministry") && page("search.html").contains("case-2/search-index.js")
    );
    // The same cases, the same bytes; somebody's file is left alone, an old page of ours is taken away.
    let again = made.file("site/notes.txt", "mine").run(["site", ".", ".", "--out", "site"]).expect_exit(0);
    let mut after = files(&again.path("site"));
    assert_eq!(after.remove("notes.txt"), Some(b"mine".to_vec()));
    assert!(after == found, "a site made again differs");
    let one = files(&again.run(["site", "--out", "site"]).expect_exit(0).path("site"));
    assert!(
        one.contains_key("actors/acme.html") && !one.contains_key("case/index.html") && one.contains_key("notes.txt")
    );
    for folder in ["case", "case-2"] {
        assert!(page("actors/acme.html").contains(&format!("../{folder}/actors/acme.html")));
        assert!(page("propositions/access.html").contains(&format!("../{folder}/index.html")));
        assert!(page(&format!("{folder}/actors/acme.html")).contains("The same in other cases"));
    }
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    CaseFixture::new()
        .file("mine/letter.txt", "Dear Ann")
        .run(["site", "--out", "mine"])
        .expect_exit(2)
        .expect_stderr("holds no site of stancegraph")
        .expect_unchanged();
}
