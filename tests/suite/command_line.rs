//! The command line: what is said, where it goes, and how it ends.

use clap::CommandFactory as _;
use stancegraph::{
    cli::Arguments,
    vocab::{ONTOLOGY, SHAPES},
};

use crate::fixture::CaseFixture;

/// Two documents and two coders who differ.
#[track_caller]
fn debated() -> CaseFixture {
    CaseFixture::new()
        .document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n")
        .document("demand", "The ministry demands the keys of every provider, officials said.\n")
        .coded("ann", "refusal", &[("acme", "oppose", "access", "We will not hand over the keys")])
        .coded("ann", "demand", &[("ministry", "support", "access", "The ministry demands the keys")])
        .coded("bob", "refusal", &[("acme", "support", "access", "hand over the keys")])
}

#[test]
fn help_tells_what_can_be_done() {
    CaseFixture::empty().run(["--help"]).expect_exit(0).expect_no_stderr().expect_transcript("command-line/help");
    CaseFixture::empty().run([]).expect_exit(2).expect_no_stdout().expect_stderr("Usage: stancegraph");
}

#[test]
fn each_verb_has_help() {
    let mut fixture = CaseFixture::empty();
    for verb in Arguments::command().get_subcommands() {
        assert!(verb.get_about().is_some(), "{} has no help", verb.get_name());
        fixture = fixture.run([verb.get_name(), "--help"]).expect_exit(0);
    }
    fixture.expect_transcript("command-line/help-of-verbs");
}

#[test]
fn init_makes_a_case_that_is_clean() {
    CaseFixture::empty()
        .run(["init", "my-case", "--title", "My \"first\" case"])
        .expect_exit(0)
        .expect_no_stdout()
        .run(["--case", "my-case", "check"])
        .expect_exit(0)
        .run(["init", "my-case"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("command-line/init")
        .expect_file("my-case/case.toml", "command-line/init-case.toml")
        .expect_file("my-case/codebook.toml", "command-line/init-codebook.toml");
}

#[test]
fn several_cases_are_asked_together_and_changed_one_by_one() {
    CaseFixture::empty()
        .run(["init", "one"])
        .run(["init", "two"])
        .run(["--case", "one", "query", "cases"])
        .expect_exit(0)
        .run(["query", "cases", "--case", "one", "--case", "two"])
        .expect_exit(0)
        .run(["check", "--case", "one", "--case", "two"])
        .expect_exit(2)
        .run(["query", "cases", "--case", "one", "--case", "one"])
        .expect_exit(2)
        .run(["init", "elsewhere/one"])
        .run(["query", "cases", "--case", "one", "--case", "elsewhere/one"])
        .expect_exit(2)
        .run(["query", "cases", "--case", "one", "--case", "nowhere"])
        .expect_exit(2)
        .run(["query", "acros"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("command-line/several-cases");
}

#[test]
fn add_takes_text_markdown_and_pages() {
    let paragraph = "<p>The regulator said on Tuesday that the company had until December to hand over the keys, \
                     and that it would not put the date off again.</p>";
    let page = format!(
        "<html lang='en'><head><title>Regulator sets a date</title></head><body><nav><a href='/'>Home</a></nav>\
         <script>alert(1)</script><article><h1>Regulator sets a date</h1>{}</article></body></html>",
        paragraph.repeat(6)
    );
    let markdown = "+++\ntitle = \"A *letter*\"\nauthors = [\"Ann\"]\ndate = \"2015-11\"\n+++\n\n# Not a heading\n";
    CaseFixture::new()
        .file("note.txt", "\u{feff}Acme “will not” do it.\r\nNever.\r\n")
        .file("letter.md", markdown)
        .file("page.html", page)
        .run(["add", "note.txt", "--publisher", "The Paper", "--date", "2015-11-30"])
        .expect_exit(0)
        .expect_no_stdout()
        .run(["add", "letter.md", "page.html"])
        .expect_exit(0)
        .run(["check"])
        .expect_exit(0)
        .expect_transcript("command-line/add")
        .expect_file("documents/note.md", "command-line/add-note.md")
        .expect_file("documents/letter.md", "command-line/add-letter.md")
        .expect_file("documents/page.md", "command-line/add-page.md");
}

#[test]
fn add_refuses_what_is_there_already() {
    CaseFixture::new()
        .file("a.txt", "The same words.\n")
        .file("b.txt", "The same\nwords.")
        .file("other/a.txt", "Other words.\n")
        .run(["add", "a.txt"])
        .expect_exit(0)
        .run(["add", "b.txt"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["add", "other/a.txt"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["add", "other/a.txt", "--id", "another"])
        .expect_exit(0)
        .run(["add", "a.txt", "other/a.txt", "missing.txt"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("command-line/add-twice");
}

#[test]
fn check_finds_the_case_from_below_and_says_what_it_holds() {
    debated()
        .run(["check"])
        .expect_exit(0)
        .expect_no_stdout()
        .expect_unchanged()
        .within("case/documents")
        .run(["check"])
        .expect_exit(0)
        .within("case")
        .run(["--quiet", "check"])
        .expect_exit(0)
        .expect_no_stderr()
        .expect_transcript("command-line/check");
}

#[test]
fn the_shipped_case_is_clean_and_annotated_as_the_machine_would() {
    CaseFixture::shipped()
        .run(["check"])
        .expect_exit(0)
        .expect_no_stdout()
        .expect_stderr("5 documents")
        .expect_stderr("no findings")
        .expect_unchanged()
        .run(["annotate"])
        .expect_exit(0)
        .expect_unchanged();
}

#[test]
fn findings_as_json_say_what_and_where() {
    let fixture = CaseFixture::new()
        .codebook("[[actor]]\nid = \"other\"\nlabel = \"Acme Ltd\"\nkind = \"company\"\n")
        .run(["check", "--format", "json"])
        .expect_exit(1)
        .expect_no_stderr();
    let report: serde_json::Value = serde_json::from_str(&fixture.stdout()).expect("JSON");
    assert_eq!(report["errors"], 1);
    assert_eq!(report["warnings"], 0);
    let finding = &report["findings"][0];
    assert_eq!(finding["code"], "duplicate-alias");
    assert_eq!((&finding["line"], &finding["column"]), (&21.into(), &9.into()));
    assert!(finding["path"].as_str().is_some_and(|path| path.ends_with("codebook.toml")));

    let clean = debated().run(["check", "--format", "json"]).expect_exit(0);
    let report: serde_json::Value = serde_json::from_str(&clean.stdout()).expect("JSON");
    assert_eq!(report["findings"], serde_json::json!([]));
}

#[test]
fn questions_are_listed_shown_and_asked() {
    debated()
        .run(["query"])
        .expect_exit(0)
        .run(["query", "who-opposes", "--show"])
        .expect_exit(0)
        .expect_transcript("command-line/query-list");
    debated()
        .run(["query", "positions", "--format", "table"])
        .expect_exit(0)
        .expect_no_stderr()
        .run(["query", "who-opposes", "--param", "proposition=access", "--format", "table"])
        .expect_exit(0)
        .run(["query", "who-opposes", "-p", "proposition=Access", "--format", "csv"])
        .expect_exit(0)
        .run(["query", "who-opposes", "-p", "proposition=access", "--coder", "bob", "--format", "table"])
        .expect_exit(0)
        .expect_unchanged()
        .expect_transcript("command-line/query-catalogue");
}

#[test]
fn sparql_is_asked_in_an_option_a_file_or_a_pipe() {
    let select = "SELECT ?label { ?actor a sg:Actor ; rdfs:label ?label } ORDER BY ?label";
    debated()
        .file("question.rq", select)
        .run(["query", "-e", select])
        .expect_exit(0)
        .run(["query", "-f", "question.rq"])
        .expect_exit(0)
        .stdin(select)
        .run(["query", "-"])
        .expect_exit(0)
        .run(["query", "-e", "ASK { ?actor rdfs:label \"Acme\"@en }", "--format", "table"])
        .expect_exit(0)
        .run(["query", "-e", "SELECT ?label { ?actor rdfs:label ?label }", "--param", "actor=Acme"])
        .expect_exit(0)
        .expect_transcript("command-line/query-sparql");
}

#[test]
fn answers_come_in_the_standard_formats() {
    let select = "SELECT ?actor ?label ?none { ?actor a sg:Actor ; rdfs:label ?label } ORDER BY ?label";
    let construct = "CONSTRUCT { ?actor rdfs:label ?label } { ?actor a sg:Actor ; rdfs:label ?label }";
    let mut fixture = debated();
    for format in ["table", "csv", "tsv", "json", "xml"] {
        fixture = fixture.run(["query", "-e", select, "--format", format]).expect_exit(0);
    }
    for format in ["ttl", "nt"] {
        fixture = fixture.run(["query", "-e", construct, "--format", format]).expect_exit(0);
    }
    fixture
        .run(["query", "-e", select, "--format", "nt"])
        .expect_exit(2)
        .expect_no_stdout()
        .run(["query", "-e", construct, "--format", "csv"])
        .expect_exit(2)
        .expect_no_stdout()
        .expect_transcript("command-line/query-formats");
}

#[test]
fn an_answer_goes_to_a_file_as_a_whole() {
    debated()
        .run(["query", "actors", "--format", "csv", "-o", "out/actors.csv"])
        .expect_exit(0)
        .expect_no_stdout()
        .expect_no_stderr()
        .expect_file("out/actors.csv", "command-line/query-actors.csv");
}

#[test]
fn the_vocabulary_is_printed_as_it_is_shipped() {
    let fixture = CaseFixture::empty().run(["vocabulary"]).expect_exit(0);
    assert_eq!(fixture.stdout(), ONTOLOGY);
    let fixture = fixture.run(["vocabulary", "--shapes"]).expect_exit(0);
    assert_eq!(fixture.stdout(), SHAPES);
    fixture
        .run(["vocabulary", "--format", "html"])
        .expect_exit(0)
        .expect_stdout("<!DOCTYPE html>")
        .expect_stdout("speaks for");
}

#[test]
fn shells_are_completed_and_the_manual_is_printed() {
    let mut fixture = CaseFixture::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        fixture = fixture.run(["completions", shell]).expect_exit(0).expect_no_stderr().expect_stdout("param");
    }
    let fixture = fixture
        .run(["man"])
        .expect_exit(0)
        .expect_stdout(".TH stancegraph 1")
        .run(["man", "--out", "pages"])
        .expect_exit(0);
    for verb in Arguments::command().get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let page = fixture.text(&format!("pages/stancegraph-{}.1", verb.get_name()));
        assert!(page.contains(".SH SYNOPSIS"), "{}", verb.get_name());
    }
}

#[test]
fn the_version_says_what_was_built() {
    CaseFixture::empty()
        .run(["-V"])
        .expect_exit(0)
        .expect_stdout(concat!("stancegraph ", env!("CARGO_PKG_VERSION"), "\n"))
        .run(["--version"])
        .expect_exit(0)
        .expect_stdout("target: ")
        .expect_stdout("features: ")
        .expect_no_stderr();
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    debated().run_to(["export", "--format", "nq"], writer.into()).expect_exit(0).expect_no_stderr();
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    const RED: &str = "\u{1b}[";
    let plain = |fixture: CaseFixture| {
        let said = fixture.stderr();
        assert!(!said.contains(RED), "{said:?}");
        fixture
    };
    let fixture = plain(debated().run(["query", "no-such-question"]).expect_exit(2));
    let fixture = plain(fixture.run(["--color", "never", "query", "no-such-question"]).expect_exit(2));
    let fixture = fixture.run(["--color", "always", "query", "no-such-question"]).expect_exit(2).expect_stderr(RED);
    plain(fixture.env("NO_COLOR", "1").run(["query", "no-such-question"]).expect_exit(2));
}

#[test]
fn without_a_case_the_way_to_one_is_told() {
    CaseFixture::empty()
        .run(["check"])
        .expect_exit(2)
        .run(["--case", "nowhere", "query", "actors"])
        .expect_exit(2)
        .run(["query", "actors", "--format", "pdf"])
        .expect_exit(2)
        .expect_transcript("command-line/no-case");
}

/// Whether there is an engine is a feature of the build; `tests/disk` has the rest.
#[cfg(not(feature = "rocksdb"))]
#[test]
fn without_the_engine_stores_say_how_to_get_it() {
    CaseFixture::empty()
        .run(["store", "build", "positions"])
        .expect_exit(2)
        .run(["query", "actors", "--store", "positions"])
        .expect_exit(2)
        .expect_transcript("command-line/no-engine");
}
