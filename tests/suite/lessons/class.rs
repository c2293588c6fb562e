//! What a class coded: agreement and the key, from a table and from folders.

use crate::fixture::CaseFixture;

const RESULTS: &str = "coder,1 who,1 what,1 side,1 voice,2 who,2 what,2 side,2 voice\n\
                       key,1,A,for,o,2,B,against,a\n\
                       Ada,1,a,+,o,2,B,-,a\n\
                       Ben,1,A,support,own words,2,A,against,o\n\
                       Cem,2,A,−,o,2,B,?,\n\
                       \n";

#[test]
fn a_table_of_a_class_is_measured() {
    CaseFixture::empty()
        .file("results.csv", RESULTS)
        .run(["evaluate", "--class", "results.csv"])
        .expect_exit(0)
        .run(["evaluate", "--class", "results.csv", "--min-f1", "0.9"])
        .expect_exit(1)
        .run(["evaluate", "--class", "results.csv", "--format", "json"])
        .expect_exit(0)
        .expect_unchanged()
        .expect_transcript("lessons/class");
}

#[test]
fn a_table_with_semicolons_and_a_mark_of_order_is_the_same() {
    let semicolons = format!("\u{feff}{}", RESULTS.replace(',', ";"));
    CaseFixture::empty()
        .file("results.csv", semicolons)
        .run(["evaluate", "--class", "results.csv"])
        .expect_exit(0)
        .expect_stdout("3 coders, 2 passages");
}

#[test]
fn the_table_of_a_pack_can_be_filled_in() {
    let fixture = CaseFixture::shipped().run(["lesson", "--format", "csv", "--out", "pack"]).expect_exit(0);
    let key = std::fs::read_to_string(fixture.path("pack/coding-results.csv")).expect("the table");
    let row = key.lines().nth(1).expect("the key").replacen("key", "Ada", 1);
    fixture
        .run(["evaluate", "--class", "pack/coding-results.csv"])
        .expect_exit(2)
        .expect_stderr("nobody of the class has coded anything")
        .file("filled.csv", format!("{key}{row}\n"))
        .run(["evaluate", "--class", "filled.csv", "--min-f1", "1"])
        .expect_exit(0);
}

#[test]
fn bad_tables_name_the_place() {
    CaseFixture::empty()
        .file("side.csv", "coder,1 side\nAda,maybe\n")
        .run(["evaluate", "--class", "side.csv"])
        .expect_exit(2)
        .file("twice.csv", "coder,1 side\nAda,+\nAda,-\n")
        .run(["evaluate", "--class", "twice.csv"])
        .expect_exit(2)
        .file("nobody.csv", "coder,1 side\n,+\n")
        .run(["evaluate", "--class", "nobody.csv"])
        .expect_exit(2)
        .file("other.csv", "name,answer\nAda,+\n")
        .run(["evaluate", "--class", "other.csv"])
        .expect_exit(2)
        .run(["evaluate", "--class", "missing.csv"])
        .expect_exit(2)
        .expect_transcript("lessons/class-refused");
}

#[test]
fn folders_of_students_are_measured_against_the_settled_coding() {
    let text = "“We will not hand over the keys,” Acme said. The ministry demands the keys of all.\n";
    let (refusal, demand) = ("We will not hand over the keys", "The ministry demands the keys");
    CaseFixture::new()
        .document("article", text)
        .coded(
            "reviewed",
            "article",
            &[("acme", "oppose", "access", refusal), ("ministry", "support", "access", demand)],
        )
        .coded("ada", "article", &[("acme", "oppose", "access", refusal), ("ministry", "support", "access", demand)])
        .coded("ben", "article", &[("acme", "support", "access", "hand over the keys")])
        .run(["evaluate", "--class"])
        .expect_exit(0)
        .run(["evaluate", "--class", "--coders", "ada"])
        .expect_exit(0)
        .run(["evaluate", "--class", "--coders", "eve"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("lessons/class-folders");
}
