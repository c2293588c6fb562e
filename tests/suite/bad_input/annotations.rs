//! Annotations that are not Turtle, lead nowhere, or whose words have moved.

use crate::fixture::CaseFixture;

const FILE: &str = "annotations/ann/refusal.ttl";

#[track_caller]
fn coded() -> CaseFixture {
    CaseFixture::new().document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n").coded(
        "ann",
        "refusal",
        &[("acme", "oppose", "access", "We will not hand over the keys")],
    )
}

#[track_caller]
fn found(fixture: CaseFixture, name: &str) {
    fixture
        .run(["check"])
        .expect_exit(1)
        .expect_unchanged()
        .expect_transcript(&format!("bad-input/{name}"))
        .run(["query", "statements"])
        .expect_exit(2)
        .expect_no_stdout()
        .expect_unchanged();
}

#[test]
fn a_mistake_in_turtle_is_shown_where_it_is() {
    let fixture = coded().edit(FILE, |text| text.replacen(" ;\n", "\n", 1));
    found(fixture, "turtle-syntax");
}

#[test]
fn annotations_that_are_not_utf8_are_refused() {
    found(coded().file(FILE, b"# caf\xe9\n"), "turtle-not-utf8");
}

#[test]
fn annotations_of_a_document_that_is_gone_are_shown() {
    let fixture = coded();
    std::fs::remove_file(fixture.path("documents/refusal.md")).expect("the document");
    found(fixture, "document-gone");
}

#[test]
fn values_that_do_not_exist_are_shown_with_those_there_are() {
    let fixture = coded().edit(FILE, |text| text.replace("sg:stance sg:Oppose", "sg:stance sg:Against"));
    found(fixture, "unknown-stance");
    let fixture = coded().edit(FILE, |text| text.replace("\tsg:modality sg:OwnWords ;\n", ""));
    found(fixture, "no-modality");
}

#[test]
fn references_to_nobody_are_shown() {
    let fixture = coded().edit(FILE, |text| text.replace("case-act:acme", "case-act:nobody"));
    found(fixture, "nobody");
    let fixture = coded().edit(FILE, |text| text.replace("case-prop:access", "case-prop:acces"));
    found_by_shapes(fixture, "no-proposition");
}

/// What the shapes find does not keep the case from being asked.
#[track_caller]
fn found_by_shapes(fixture: CaseFixture, name: &str) {
    fixture.run(["check"]).expect_exit(1).expect_unchanged().expect_transcript(&format!("bad-input/{name}"));
}

#[test]
fn a_span_without_its_block_is_shown() {
    let fixture = coded().edit(FILE, |text| {
        text.split_inclusive(" .\n").filter(|block| !block.contains("oa:TextPositionSelector ;")).collect()
    });
    found(fixture, "no-selector");
}

#[test]
fn words_that_moved_are_found_again_and_repaired() {
    coded()
        .edit("documents/refusal.md", |text| text.replace("“We will", "KARACHI, Monday. “We will"))
        .run(["check"])
        .expect_exit(1)
        .expect_unchanged()
        .run(["query", "statements"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["check", "--repair"])
        .expect_exit(0)
        .run(["check"])
        .expect_exit(0)
        .run(["check", "--repair"])
        .expect_exit(0)
        .expect_unchanged()
        .run(["query", "statements", "-p", "actor=acme", "--format", "table"])
        .expect_exit(0)
        .expect_transcript("bad-input/moved-quote");
}

#[test]
fn words_that_stand_in_two_places_are_not_guessed() {
    CaseFixture::new()
        .document("no", "No. “No,” said Acme.\n")
        .coded("ann", "no", &[("acme", "oppose", "access", "No. “No,”")])
        // The words are there twice, each with half of their old surroundings.
        .edit("documents/no.md", |text| text.replace("No. “No,” said", "So. No. “No,” x No. “No,” y"))
        .run(["check"])
        .expect_exit(1)
        .expect_unchanged()
        .run(["check", "--repair"])
        .expect_exit(1)
        .expect_unchanged()
        .expect_transcript("bad-input/ambiguous-quote");
}

#[test]
fn words_that_were_changed_are_not_found_again() {
    coded()
        .edit("documents/refusal.md", |text| text.replace("hand over", "surrender"))
        .run(["check", "--repair"])
        .expect_exit(1)
        .expect_unchanged()
        .expect_transcript("bad-input/changed-quote");
}

#[test]
fn lines_that_do_not_fit_the_text_are_refused() {
    let statement = |more: &str| {
        format!(
            "{{\"id\": \"refusal\", \"statements\": [{{\"actor\": \"acme\", \"proposition\": \"access\", \"stance\": \"oppose\", \
             \"modality\": \"own-words\", {more}}}]}}\n"
        )
    };
    let mut fixture = coded();
    for line in [
        "not json\n".to_owned(),
        "{\"id\": \"nowhere\"}\n".to_owned(),
        statement("\"evidence\": [[0, 9999]]"),
        statement("\"evidence\": [[5, 5]]"),
        statement("\"evidence\": []"),
        statement("\"evidence\": [[1, 8]], \"quote\": \"We won't\""),
        statement("\"evidence\": [[1, 8]], \"attribution\": 3"),
        statement("\"evidence\": [[1, 8]], \"stance\": \"against\""),
        "{\"id\": \"refusal\", \"facts\": [{\"event\": \"order\", \"property\": \"date\", \"value\": true, \"evidence\": [[1, 3]]}]}\n".to_owned(),
    ] {
        fixture = fixture
            .stdin(line)
            .run(["import", "-", "--into", ".", "--coder", "bob"])
            .expect_exit(2)
            .expect_no_stdout()
            .expect_unchanged();
    }
    fixture
        .stdin(format!("{}not json\n", statement("\"evidence\": [[1, 8]]")))
        .run(["import", "-", "--into", ".", "--coder", "bob"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("bad-input/json-lines");
}
