//! Texts that are no texts, too much text, and text that shows itself as other text.

use crate::fixture::CaseFixture;

/// Adding this file is refused, and nothing is written.
#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>) -> CaseFixture {
    CaseFixture::new().file(name, bytes).run(["add", name]).expect_exit(2).expect_no_stdout().expect_unchanged()
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_place() {
    refused("latin.txt", b"The first line.\nA caf\xe9.\n").expect_transcript("bad-input/not-utf8");
}

#[test]
fn an_empty_text_is_refused() {
    refused("empty.txt", "").expect_transcript("bad-input/empty");
    refused("blank.txt", " \n\t\n").expect_stderr("there is no text in it");
    refused("page.html", "").expect_stderr("error");
    refused("head.md", "+++\ntitle = \"T\"\n+++\n\n").expect_stderr("no text");
}

#[test]
fn ten_megabytes_on_one_line_are_refused() {
    refused("long.txt", "word ".repeat(2 << 20)).expect_transcript("bad-input/ten-megabytes");
}

#[test]
fn three_megabytes_on_one_line_are_a_document() {
    CaseFixture::new()
        .file("long.txt", "word ".repeat(600 << 10))
        .run(["add", "long.txt"])
        .expect_exit(0)
        .run(["check"])
        .expect_exit(0);
}

#[test]
fn control_characters_are_refused_unless_taken_out() {
    let escape = "Acme said \u{1b}[2Jnothing.\n";
    refused("escape.txt", escape).expect_transcript("bad-input/control-character");
    refused("nul.txt", "Acme\0 said.\n").expect_stderr("NUL");
    let fixture = CaseFixture::new()
        .file("escape.txt", escape)
        .run(["add", "--clean", "escape.txt"])
        .expect_exit(0)
        .expect_stderr("took out 1 character");
    assert!(fixture.text("documents/escape.md").contains("Acme said [2Jnothing."));
}

#[test]
fn text_that_runs_backwards_is_refused_unless_taken_out() {
    let backwards = "Acme said \u{202e}on\u{202c}.\n";
    refused("bidi.txt", backwards).expect_transcript("bad-input/bidirectional");
    refused("isolate.txt", "a\u{2066}b\u{2069}c\n").expect_stderr("U+2066");
    CaseFixture::new()
        .file("bidi.txt", backwards)
        .run(["add", "--clean", "bidi.txt"])
        .expect_exit(0)
        .expect_stderr("took out 2 characters");
}

#[test]
fn words_in_other_scripts_are_not_refused() {
    CaseFixture::new()
        .file("urdu.txt", "پاکستان نے بلیک بیری کو حکم دیا۔ 👍🏽\n")
        .run(["add", "urdu.txt", "--id", "urdu"])
        .expect_exit(0)
        .run(["check"])
        .expect_exit(0);
}

#[test]
fn unbalanced_quotation_marks_are_accepted() {
    let texts = [
        "“We will not,” Acme said. “Never, it added.\n\nThe end.\n",
        "\"One, \"two, \"three said Acme.\n",
        "Acme” said so”.\n",
        "‘It’s “theirs’, Acme said”.\n",
    ];
    let mut fixture = CaseFixture::new();
    for (number, text) in texts.iter().enumerate() {
        let name = format!("text-{number}");
        let file = format!("{name}.txt");
        fixture = fixture.file(&file, text).run(["add", &file]).expect_exit(0);
        fixture = fixture.coded("ann", &name, &[("acme", "oppose", "access", "Acme")]);
    }
    fixture.run(["check"]).expect_exit(0).expect_unchanged();
}

#[test]
fn documents_of_the_case_are_held_to_the_same() {
    CaseFixture::new()
        .file("documents/latin.md", b"+++\ntitle = \"T\"\n+++\n\nA caf\xe9.\n")
        .file("documents/bidi.md", "+++\ntitle = \"T\"\n+++\n\nA\u{202e}b.\n")
        .file("documents/no-head.md", "Just a text.\n")
        .file("documents/no-text.md", "+++\ntitle = \"T\"\n+++\n")
        .file("documents/bad-key.md", "+++\ntitle = \"T\"\npublsher = \"X\"\n+++\n\nText.\n")
        .file("documents/bad-date.md", "+++\ndate = \"2015-11-31\"\n+++\n\nText.\n")
        .file("documents/Bad Name.md", "+++\ntitle = \"T\"\n+++\n\nText.\n")
        .run(["check"])
        .expect_exit(1)
        .expect_unchanged()
        .expect_transcript("bad-input/documents");
}

#[test]
fn names_cannot_leave_the_folder() {
    CaseFixture::new()
        .file("a.txt", "Words.\n")
        .run(["add", "a.txt", "--id", "../../escape"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["add", "a.txt", "--id", "/tmp/escape"])
        .expect_exit(2)
        .expect_unchanged()
        .stdin("{\"id\": \"../../escape\"}\n")
        .run(["import", "-", "--into", ".", "--coder", "ann"])
        .expect_exit(2)
        .expect_unchanged()
        .stdin("{\"id\": \"a\"}\n")
        .run(["import", "-", "--into", ".", "--coder", "../escape"])
        .expect_exit(2)
        .expect_unchanged()
        .file("...txt", "Other words.\n")
        .run(["add", "...txt"])
        .expect_exit(0)
        .expect_transcript("bad-input/names");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_case() {
    use std::os::unix::fs::symlink;
    let secret = "+++\ntitle = \"Secret\"\n+++\n\nSecret words.\n";
    let fixture = CaseFixture::new().document("own", "Own words.\n").file("../outside/secret.md", secret);
    symlink("../../outside/secret.md", fixture.path("documents/secret.md")).expect("a link");
    let fixture = fixture.run(["check"]).expect_exit(2).expect_unchanged();
    std::fs::remove_file(fixture.path("documents/secret.md")).expect("the link");
    let fixture = fixture.file("annotations/ann/.keep", "");
    symlink("../../outside", fixture.path("annotations/bob")).expect("a link");
    let fixture = fixture
        .run(["check"])
        .expect_exit(2)
        .expect_unchanged()
        .stdin("{\"id\": \"own\"}\n")
        .run(["import", "-", "--into", ".", "--coder", "bob"])
        .expect_exit(2)
        .expect_unchanged();
    std::fs::remove_file(fixture.path("annotations/bob")).expect("the link");
    std::fs::remove_dir_all(fixture.path("documents")).expect("the folder");
    symlink("../outside", fixture.path("documents")).expect("a link");
    fixture
        .file("a.txt", "Words.\n")
        .run(["add", "a.txt"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("bad-input/links");
}
