//! The pack of the shipped case, file by file.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{fixture::CaseFixture, golden::golden};

/// The shipped case with its pack of ninety minutes.
fn shipped() -> CaseFixture {
    CaseFixture::shipped().run(["lesson", "--minutes", "90", "--out", "pack"]).expect_exit(0)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the pack's folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_shipped_case_makes_a_pack() {
    let fixture = shipped().expect_transcript("lessons/shipped");
    let folder = fixture.path("pack");
    let mut sheets = String::new();
    for name in names(&folder).iter().filter(|name| name.ends_with(".md")) {
        let text = fs::read_to_string(folder.join(name)).expect("a sheet");
        sheets.push_str(&format!("<!-- {name} -->\n\n{text}\n"));
    }
    golden("lessons/sheets.md", sheets);
    for name in ["quiz.gift.txt", "quiz.csv", "cards.csv", "coding-results.csv"] {
        golden(&format!("lessons/{name}"), fs::read_to_string(folder.join(name)).expect("a file of the pack"));
    }
}

#[test]
fn the_page_is_one_file_that_needs_nothing() {
    let fixture = shipped();
    let page = fs::read_to_string(fixture.path("pack/index.html")).expect("the page");
    for forbidden in ["<script", "javascript:", "src=", "@import", "url(", "<link", "<iframe"] {
        assert!(!page.contains(forbidden), "the page has {forbidden}");
    }
    // Addresses are for reading: nothing but links and the SVG's own namespace names the web.
    for (at, _) in page.match_indices("http") {
        let before = &page[..at];
        let quoted = before.ends_with("href=\"") || before.ends_with("xmlns=\"");
        assert!(quoted || before.ends_with('>') || before.ends_with(' '), "…{}", &before[before.len() - 40..]);
    }
    let mut ids = BTreeSet::new();
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.insert(id), "two elements have the id {id}");
    }
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(target), "nothing has the id {target}");
    }
    // Each sheet has a page of its own with its name at its head, and can be left out of the print.
    let mut outline = String::new();
    for section in page.split("<section ").skip(1) {
        let attribute = |name: &str| {
            let rest = section.split_once(&format!("{name}=\"")).expect("an attribute").1;
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let (id, class) = (attribute("id"), attribute("class"));
        assert!(page.contains(&format!("#{id} {{ page: s")), "{id} has no kind of page");
        let group = class.split(' ').find_map(|class| class.strip_prefix("g-")).expect("a group");
        assert!(page.contains(&format!("body:has(#p-{group}:not(:checked)) .g-{group}")), "{group} cannot be left out");
        outline.push_str(&format!("{id} ({class})\n"));
        for heading in ["h2", "h3"] {
            for text in section.split(&format!("<{heading}")).skip(1) {
                let text = text.split_once('>').and_then(|(_, rest)| rest.split('<').next()).unwrap_or_default();
                outline.push_str(&format!("  {heading} {text}\n"));
            }
        }
    }
    golden("lessons/page-outline.txt", outline);
}

#[test]
fn every_element_of_the_page_is_closed() {
    const VOID: [&str; 3] = ["meta", "input", "col"];
    let fixture = shipped();
    let page = fs::read_to_string(fixture.path("pack/index.html")).expect("the page");
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('!') || VOID.contains(&name) || tag.ends_with('/') {
            continue;
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> closes something else");
        } else {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

#[test]
fn a_short_plain_pack_says_less() {
    let fixture = CaseFixture::shipped()
        .run(["lesson", "--minutes", "20", "--level", "plain", "--format", "markdown", "--out", "pack"])
        .expect_exit(0);
    let folder = fixture.path("pack");
    assert!(!folder.join("index.html").exists() && !folder.join("quiz.csv").exists());
    golden("lessons/short-index.md", fs::read_to_string(folder.join("README.md")).expect("the index"));
    golden("lessons/short-glossary.md", fs::read_to_string(folder.join("04-glossary.md")).expect("the words"));
}

#[test]
fn what_a_teacher_edited_is_not_written_over() {
    CaseFixture::shipped()
        .run(["lesson", "--format", "markdown", "--out", "pack"])
        .expect_exit(0)
        .run(["lesson", "--format", "markdown", "--seed", "2", "--out", "pack"])
        .expect_exit(0)
        .edit("pack/01-plan.md", |text| format!("{text}\nMy own note.\n"))
        .run(["lesson", "--format", "markdown", "--out", "pack"])
        .expect_exit(2)
        .expect_stderr("01-plan.md was changed since it was written")
        .expect_unchanged()
        .run(["lesson", "--format", "markdown", "--out", "pack", "--force"])
        .expect_exit(0)
        .file("other/README.md", "mine")
        .run(["lesson", "--format", "markdown", "--out", "other"])
        .expect_exit(2)
        .expect_stderr("is there already")
        .expect_unchanged();
}

#[test]
fn a_smaller_pack_takes_away_what_it_has_not() {
    let fixture = CaseFixture::shipped()
        .run(["lesson", "--format", "csv", "--out", "pack"])
        .expect_exit(0)
        .file("pack/mine.txt", "stays")
        .run(["lesson", "--format", "gift", "--out", "pack"])
        .expect_exit(0);
    assert_eq!(names(&fixture.path("pack")), ["mine.txt", "pack.json", "quiz.gift.txt"]);
}

#[test]
fn what_cannot_be_taught_is_said() {
    CaseFixture::shipped()
        .run(["lesson", "--proposition", "servise-block"])
        .expect_exit(2)
        .run(["lesson", "--proposition", "key-escrow"])
        .expect_exit(2)
        .run(["lesson", "--actors", "blackbery"])
        .expect_exit(2)
        .run(["lesson", "--actors", "nokia"])
        .expect_exit(2)
        .run(["lesson", "--minutes", "30"])
        .expect_exit(2)
        .file("glossary.toml", "format = 1\n[[term]]\nterm = 3\n")
        .run(["lesson"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("lessons/refused");
    CaseFixture::new().run(["lesson"]).expect_exit(2).expect_stderr("the case has no statements").expect_unchanged();
}

#[test]
fn texts_of_ones_own_are_used_and_checked() {
    let english = include_str!("../../../src/lesson/texts/en.toml");
    let own = english.replacen("Plan of the lesson", "Ablauf der Stunde", 1);
    let fixture = CaseFixture::shipped()
        .file("own.toml", &own)
        .run(["lesson", "--texts", "own.toml", "--format", "markdown", "--out", "pack"])
        .expect_exit(0)
        .file("lost.toml", own.replacen("{sentence}", "", 1))
        .run(["lesson", "--texts", "lost.toml", "--out", "lost"])
        .expect_exit(2)
        .expect_stderr("needs the blank {sentence}")
        .run(["lesson", "--show-texts"])
        .expect_exit(0)
        .expect_stdout(english);
    let plan = fs::read_to_string(fixture.path("pack/01-plan.md")).expect("the plan");
    assert!(plan.starts_with("# Ablauf der Stunde\n"));
}

#[test]
fn a_case_without_review_says_that_nobody_checked() {
    CaseFixture::new()
        .document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n")
        .document("demand", "The ministry demands the keys of every provider, officials said.\n")
        .coded("ann", "refusal", &[("acme", "oppose", "access", "We will not hand over the keys")])
        .coded("ann", "demand", &[("ministry", "support", "access", "The ministry demands the keys")])
        .run(["lesson", "--minutes", "20", "--format", "markdown", "--out", "pack"])
        .expect_exit(0)
        .expect_stdout("nobody has checked it");
}

#[test]
fn who_says_both_is_asked_why() {
    let fixture = CaseFixture::new()
        .document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n")
        .document("consent", "“We shall hand over the keys after all,” Acme said on Friday.\n")
        .coded("ann", "refusal", &[("acme", "oppose", "access", "We will not hand over the keys")])
        .coded("ann", "consent", &[("acme", "support", "access", "We shall hand over the keys after all")])
        .run(["lesson", "--minutes", "90", "--format", "markdown", "--out", "pack"])
        .expect_exit(0);
    let sheet = |ending: &str| {
        let folder = fixture.path("pack");
        let name = names(&folder).into_iter().find(|name| name.ends_with(ending)).expect("the sheet");
        fs::read_to_string(folder.join(name)).expect("the sheet")
    };
    assert!(sheet("-discussion.md").contains("Has the position changed"));
    assert!(sheet("-brief-acme.md").contains("What changed: the world, the question, or your mind?"));
    // Both sides are Acme's: neither is a question of the quiz.
    let quiz = names(&fixture.path("pack")).into_iter().any(|name| name.ends_with("-quiz.md"));
    assert!(!quiz || !sheet("-quiz.md").contains("Where do the sources see Acme"));
}
