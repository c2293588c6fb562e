//! Mistakes in `case.toml` and in codebooks.

use crate::fixture::CaseFixture;

/// `check` finds it, other verbs refuse to work on it, and nothing is written.
#[track_caller]
fn found(fixture: CaseFixture, name: &str) {
    fixture
        .run(["check"])
        .expect_exit(1)
        .expect_unchanged()
        .expect_transcript(&format!("bad-input/{name}"))
        .run(["query", "actors"])
        .expect_exit(2)
        .expect_no_stdout()
        .expect_unchanged();
}

#[test]
fn an_unknown_field_is_shown_with_those_there_are() {
    let more = "[[actor]]\nid = \"other\"\nlabel = \"Other\"\nkind = \"company\"\ncolour = \"red\"\n";
    found(CaseFixture::new().codebook(more), "unknown-field");
}

#[test]
fn a_wrong_value_is_shown_with_those_there_are() {
    let more = "[[actor]]\nid = \"Big Co\"\nlabel = \"Other\"\nkind = \"company\"\n";
    found(CaseFixture::new().codebook(more), "bad-id");
    let more = "[[actor]]\nid = \"other\"\nlabel = \"Other\"\nkind = \"firm\"\n";
    found(CaseFixture::new().codebook(more), "unknown-kind");
}

#[test]
fn codebooks_that_extend_each_other_are_shown() {
    let fixture = CaseFixture::new()
        .edit("codebook.toml", |text| text.replace("format = 1\n", "format = 1\nextends = [\"shared/a.toml\"]\n"))
        .file("shared/a.toml", "format = 1\nid = \"a\"\nextends = [\"b.toml\"]\n")
        .file("shared/b.toml", "format = 1\nid = \"b\"\nextends = [\"a.toml\"]\n");
    found(fixture, "extends-cycle");
    let itself = CaseFixture::new()
        .edit("codebook.toml", |text| text.replace("format = 1\n", "format = 1\nextends = [\"codebook.toml\"]\n"));
    itself.run(["check"]).expect_exit(1).expect_stdout("extends itself");
}

#[test]
fn a_codebook_that_is_not_there_is_said() {
    let fixture = CaseFixture::new()
        .edit("case.toml", |text| format!("{text}extends = [\"encryption-polcy\", \"../no/such.toml\"]\n"));
    found(fixture, "no-codebook");
}

/// What reads nobody's secrets: a mistake in what a case extends is shown with its line.
const SECRET: &str = "password = \"xyzzy\"\n";

#[test]
fn what_a_case_extends_lies_in_it_or_beside_it() {
    for (outside, named) in
        [("../../keys.toml", "extends"), ("../.keys/keys.toml", "extends"), ("../../keys.tsv", "learned")]
    {
        let file = if named == "extends" { "case.toml" } else { "codebook.toml" };
        let line =
            if named == "extends" { format!("extends = [\"{outside}\"]") } else { format!("learned = \"{outside}\"") };
        let case = CaseFixture::empty()
            .file("cases/one/case.toml", "format = 1\ntitle = \"T\"\nbase = \"https://example.org/case/one/\"\n")
            .file("cases/one/codebook.toml", "format = 1\n")
            .edit(&format!("cases/one/{file}"), |text| format!("{text}{line}\n"))
            .file("cases/one/x", "")
            .file(&format!("cases/one/{outside}"), SECRET)
            .run(["--case", "cases/one", "check"])
            .expect_exit(1)
            .expect_stdout(&format!("`{outside}` lies neither in this case nor beside it"))
            .expect_stdout(&format!("`{named}` reaches the folder of the case"));
        assert!(!case.stdout().contains("xyzzy"), "{}", case.stdout());
    }
    for beside in ["shared.toml", "deep/in/it.toml", "../beside.toml", "../shared/x.toml"] {
        CaseFixture::new()
            .edit("case.toml", |text| format!("{text}extends = [\"{beside}\"]\n"))
            .file(beside, "format = 1\nid = \"shared\"\n")
            .run(["check"])
            .expect_exit(0);
    }
}

#[test]
#[cfg(unix)]
fn a_link_beside_a_case_leads_nowhere_else() {
    let case = CaseFixture::empty().file("keys.toml", SECRET).file("cases/one/codebook.toml", "format = 1\n").file(
        "cases/one/case.toml",
        "format = 1\ntitle = \"T\"\nbase = \"https://example.org/case/one/\"\nextends = [\"x.toml\"]\n",
    );
    std::os::unix::fs::symlink("../../keys.toml", case.path("cases/one/x.toml")).expect("a link");
    let case =
        case.run(["--case", "cases/one", "check"]).expect_exit(1).expect_stdout("`x.toml` lies neither in this case");
    assert!(!case.stdout().contains("xyzzy"), "{}", case.stdout());
}

#[test]
fn a_table_beside_a_codebook_is_meant_before_one_of_the_program() {
    let name = "encryption-policy.learned.tsv";
    let case = CaseFixture::new()
        .edit("codebook.toml", |text| text.replace("format = 1\n", &format!("format = 1\nlearned = \"{name}\"\n")));
    case.run(["check"])
        .expect_exit(0)
        .file(name, "no table of weights\n")
        .run(["check"])
        .expect_exit(1)
        .expect_stdout("learned-table")
        .expect_stdout(&format!("{name}:1:1"));
}

#[test]
fn two_actors_with_one_name_are_shown() {
    let more = "[[actor]]\nid = \"other\"\nlabel = \"Other\"\nkind = \"company\"\naliases = [\"Acme Ltd\"]\n";
    found(CaseFixture::new().codebook(more), "two-actors-one-alias");
    let apart = format!("{more}only-with = \"Pakistan\"\n");
    CaseFixture::new().codebook(&apart).run(["check"]).expect_exit(0);
}

#[test]
fn two_entries_with_one_id_are_shown() {
    let more = "[[actor]]\nid = \"acme\"\nlabel = \"Another\"\nkind = \"company\"\n";
    found(CaseFixture::new().codebook(more), "two-actors-one-id");
}

#[test]
fn references_to_nobody_are_shown_with_the_nearest() {
    let fixture = CaseFixture::new()
        .codebook(
            "[[membership]]\nperson = \"jane\"\norganization = \"acmee\"\nrole = \"director\"\n\n\
             [[proposition]]\nid = \"narrow\"\nlabel = \"N\"\nbroader = \"acess\"\nissue = \"privacy\"\n",
        )
        .edit("case.toml", |text| {
            format!(
                "{text}\n[[event]]\nid = \"order\"\ntype = \"order\"\nlabel = \"the order\"\nparticipants = [\"acme\", \"minstry\"]\n\
                 revises = \"no-event\"\nbears-on = [{{ proposition = \"acces\", sign = \"support\" }}]\n\n\
                 [[work]]\nid = \"post\"\nlabel = \"the post\"\nauthor = \"nobody\"\n\n\
                 [[utterance]]\nid = \"words\"\nlabel = \"the words\"\nwork = \"pst\"\n"
            )
        });
    found(fixture, "unknown-references");
}

#[test]
fn propositions_that_are_broader_than_themselves_are_shown() {
    let more = "[[proposition]]\nid = \"one\"\nlabel = \"One\"\nbroader = \"two\"\n\n\
                [[proposition]]\nid = \"two\"\nlabel = \"Two\"\nbroader = \"one\"\n";
    found(CaseFixture::new().codebook(more), "broader-cycle");
}

#[test]
fn an_office_that_ends_before_it_begins_is_shown() {
    let more = "[[actor]]\nid = \"jane\"\nlabel = \"Jane\"\nkind = \"person\"\n\n\
                [[membership]]\nperson = \"jane\"\norganization = \"acme\"\nrole = \"director\"\nfrom = \"2015\"\nto = \"2014-05\"\n";
    found(CaseFixture::new().codebook(more), "backwards");
}

#[test]
fn a_manifest_that_cannot_be_used_ends_all_work() {
    let edited = |change: fn(String) -> String| CaseFixture::new().edit("case.toml", change);
    found(edited(|text| text.replace("title = ", "title ")), "manifest-syntax");
    found(edited(|text| text.replace("format = 1", "format = 7")), "manifest-format");
    found(edited(|text| text.replace("acme/\"", "acme\"")), "manifest-base");
    found(edited(|text| text.replace("title = ", "titel = ")), "manifest-field");
    let latin = CaseFixture::new().file("case.toml", b"format = 1\ntitle = \"caf\xe9\"\n");
    found(latin, "manifest-not-utf8");
}

#[test]
fn a_codebook_that_is_not_utf8_is_shown() {
    let fixture = CaseFixture::new().file("codebook.toml", b"format = 1\n# caf\xe9\n");
    found(fixture, "codebook-not-utf8");
}
