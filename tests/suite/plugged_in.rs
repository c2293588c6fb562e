//! A reader that is plugged in, well or badly behaved: what fits is kept, the rest is told, nothing hangs.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    sync::OnceLock,
};

use serde_json::Value;

use crate::{fixture::CaseFixture, rust_code::root};

/// `examples/stub_reader.rs`, which `cargo test` builds; `cargo test --test suite` alone does not.
fn stub() -> &'static PathBuf {
    static STUB: OnceLock<PathBuf> = OnceLock::new();
    STUB.get_or_init(|| {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_stancegraph"));
        let folder = program.parent().expect("the folder of the profile");
        let stub = folder.join("examples").join(format!("stub_reader{}", std::env::consts::EXE_SUFFIX));
        if !stub.is_file() {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["build", "--offline", "--example", "stub_reader"]).current_dir(root()).stderr(Stdio::null());
            if folder.ends_with("release") {
                cargo.arg("--release");
            }
            assert!(cargo.status().expect("cargo runs").success(), "examples/stub_reader.rs does not build");
        }
        stub
    })
}

/// The command that makes the stub behave in some way.
fn reader(mode: &str) -> String {
    format!("'{}' {mode}", stub().display())
}

const SAID: &str = "“We will not hand over the keys,” Acme said on Monday.\n";

/// A case of three documents, the second of which brings out the worst in a reader.
fn case() -> CaseFixture {
    CaseFixture::new().document("alpha", SAID).document("bad-news", SAID).document("zeta", SAID)
}

/// The documents a coder has annotations of.
fn annotated(fixture: &CaseFixture) -> Vec<String> {
    let folder = fixture.path("annotations/reader-stub-reader");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[track_caller]
fn badly(mode: &str, more: [&str; 2]) -> CaseFixture {
    let command = reader(mode);
    let fixture = case().run(["annotate", "--reader", &command, more[0], more[1]]).expect_exit(1);
    assert_eq!(annotated(&fixture), ["alpha.ttl", "zeta.ttl"], "{}", fixture.stderr());
    fixture.expect_stderr("2 of 3 documents read: 2 attributions")
}

#[test]
fn its_findings_are_a_coder_of_their_own_with_their_provenance() {
    let command = reader("hello");
    let fixture = case().run(["annotate", "--reader", &command]).expect_exit(0).expect_no_stdout();
    let fixture =
        fixture.expect_stderr("3 of 3 documents read: 3 attributions, 0 statements, 0 facts; nothing was refused");
    assert_eq!(annotated(&fixture), ["alpha.ttl", "bad-news.ttl", "zeta.ttl"]);
    let turtle = fixture.text("annotations/reader-stub-reader/alpha.ttl");
    let coded = "sg:coderVersion \"stub 7; statements by stancegraph 6\"";
    for part in ["prov:SoftwareAgent", coded, "sg:command \"", "sg:codebookDigest", "oa:exact \"Acme\""] {
        assert!(turtle.contains(part), "no {part} in\n{turtle}");
    }
    // The same again gives the same bytes, and a machine's findings may be written anew.
    let fixture = fixture.run(["annotate", "--reader", &command]).expect_exit(0).expect_unchanged();
    fixture.run(["check"]).expect_exit(0).run(["export", "--format", "nq"]).expect_stdout("reader-stub-reader");
}

#[test]
fn it_is_sent_the_codebook_and_all_that_is_known_of_a_document() {
    let command = reader("log log.jsonl");
    let fixture = CaseFixture::new()
        .file("documents/one.md", "+++\ntitle = \"One\"\ndate = \"2015-11-30\"\nlanguage = \"en\"\n+++\n\nText.\n")
        .run(["annotate", "--reader", &command])
        .expect_exit(0);
    let log = fixture.text("log.jsonl");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let [codebook, document] = lines.as_slice() else { panic!("{log}") };
    assert_eq!(codebook["protocol"], 1);
    assert_eq!(codebook["codebook"]["actors"][0]["id"], "acme");
    assert_eq!(codebook["codebook"]["actors"][0]["aliases"][0], "Acme Ltd");
    assert_eq!(codebook["codebook"]["propositions"][0]["id"], "access");
    let sent = r#"{"id":"one","text":"Text.\n","date":"2015-11-30","title":"One","language":"en"}"#;
    assert_eq!(*document, serde_json::from_str::<Value>(sent).expect("JSON"));
}

#[test]
fn statements_are_checked_against_the_codebook() {
    let quote = "\"We will not hand over the keys\"";
    let new = reader(&format!("codes new-actor access oppose {quote}"));
    let fixture = CaseFixture::new().document("alpha", SAID).run(["annotate", "--reader", &new]).expect_exit(0);
    let fixture = fixture.expect_stderr("1 statement").run(["check"]).expect_exit(0);
    let turtle = fixture.text("annotations/reader-stub-reader/alpha.ttl");
    assert!(turtle.contains("A New Actor") && !turtle.contains("by stancegraph"), "{turtle}");
    let wrong = reader(&format!("codes acme peace oppose {quote}"));
    let fixture = fixture.run(["annotate", "--reader", &wrong]).expect_exit(1);
    fixture.expect_stderr("alpha: statements[0]: proposition: the codebook has no proposition `peace`");
}

#[test]
fn what_does_not_fit_is_refused_item_by_item() {
    let command = reader("wrong");
    let fixture = case().run(["annotate", "--reader", &command]).expect_exit(1);
    let fixture = fixture
        .expect_stderr("bad-news: attributions[0]: content: 0-4000 does not lie in the text, which has 55 characters")
        .expect_stderr("bad-news: attributions[1]: content: “words that are not there” does not stand in the text")
        .expect_stderr("bad-news: statements[0]: actor: the codebook has no actor `nobody`")
        .expect_stderr("or give the words themselves instead of offsets")
        .expect_stderr("3 of 3 documents read: 2 attributions");
    assert_eq!(annotated(&fixture), ["alpha.ttl", "bad-news.ttl", "zeta.ttl"]);
}

#[test]
fn garbage_among_the_answers_is_told_and_passed_over() {
    badly("garbage", ["--jobs", "1"])
        .expect_stderr("`Here are the attributions you asked for:` is no JSON object")
        .expect_stderr("`{\"id\": 7}` has no \"id\"")
        .expect_stderr("bad-news: the reader gave no answer");
    badly("skip", ["--jobs", "1"]).expect_stderr("bad-news: the reader gave no answer");
}

#[test]
fn a_crash_costs_one_document() {
    let fixture = badly("crash", ["--jobs", "1"])
        .expect_stderr("bad-news: the reader ended with exit status: 3 before it had answered; it said:")
        .expect_stderr("line 5 of a trace")
        .expect_stderr("line 9 of a trace");
    assert!(!fixture.stderr().contains("line 4 of a trace"), "only the last lines are shown");
    badly("crash", ["--jobs", "3"]);
}

#[test]
fn a_reader_that_hangs_is_stopped_and_goes_on_with_the_next_document() {
    badly("hang", ["--reader-timeout", "3"]).expect_stderr("bad-news: the reader was silent for 3 s and was stopped");
}

#[test]
fn whoever_inherits_the_pipes_does_not_keep_us_waiting() {
    badly("grandchild", ["--reader-timeout", "30"]).expect_stderr("ended with exit status: 4");
}

#[test]
fn neither_side_waits_for_the_other() {
    // 36 MB of complaints before the first line is read.
    let noisy = reader("noisy");
    case().run(["annotate", "--reader", &noisy]).expect_exit(0);
    // More input than a pipe holds, and nobody who reads it.
    let deaf = reader("deaf");
    let long = SAID.repeat(20_000);
    let fixture = CaseFixture::new().document("long", &long);
    fixture
        .run(["annotate", "--reader", &deaf, "--reader-timeout", "0.3"])
        .expect_exit(2)
        .expect_stderr("the reader read none of 1 document")
        .expect_unchanged();
    let endless = reader("endless");
    case()
        .document("zeta-2", SAID)
        .run(["annotate", "--reader", &endless, "--reader-timeout", "0.3"])
        .expect_exit(2)
        .expect_stderr("died 3 times without an answer; not tried again: 1 document");
}

#[test]
fn answers_in_any_order_are_written_in_the_order_of_the_texts() {
    let lines: String =
        (0..40).map(|n| format!("{{\"id\": \"text {n}\", \"text\": \"“No,” Ann Lee said.\"}}\n")).collect();
    let run = |mode: &str, jobs: &str| {
        let command = reader(mode);
        let fixture = CaseFixture::empty().stdin(&lines);
        let fixture = fixture.run(["annotate", "-", "--input-format", "jsonl", "--reader", &command, "--jobs", jobs]);
        fixture.expect_exit(0).stdout()
    };
    let good = run("good", "1");
    let ids: Vec<String> = good
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(ids, (0..40).map(|n| format!("text {n}")).collect::<Vec<_>>());
    assert!(good.contains("\"speaker\":\"ann-lee\""), "speakers are found out: {good}");
    assert_eq!(run("backwards", "1"), good);
    assert_eq!(run("good", "3"), good);
}

#[test]
fn nobody_is_answered_twice() {
    let command = reader("twice");
    let fixture = CaseFixture::new().document("alpha", SAID).run(["annotate", "--reader", &command]).expect_exit(1);
    fixture
        .expect_stderr("alpha: it was answered before, or given up; this answer is left out")
        .expect_stderr("there is no document `stranger`");
}

#[test]
fn what_cannot_work_is_said_at_once() {
    let missing = case().run(["annotate", "--reader", "no-such-reader --fast"]).expect_exit(2).expect_unchanged();
    let fixture = missing.expect_stderr("cannot start the reader `no-such-reader`").expect_stderr("is it installed");
    let fixture = fixture.run(["annotate", "--reader", "read 'it"]).expect_exit(2).expect_stderr("not closed");
    let command = reader("good");
    let fixture = fixture.run(["annotate", "--reader", &command, "--coder", "reviewed"]).expect_exit(2);
    let fixture = fixture.run(["annotate", "--reader", &command, "--reader-timeout", "-1"]).expect_exit(2);
    let fixture = fixture.coded("ann", "alpha", &[("acme", "oppose", "access", "We will not")]);
    let fixture = fixture.run(["annotate", "--reader", &command, "--coder", "ann"]).expect_exit(2).expect_unchanged();
    fixture.expect_stderr("annotations/ann was not written by a program");
}
