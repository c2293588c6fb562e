//! The forms of speech acts: sentences of our own with the form that each should have, and what `evaluate --forms` prints.

use std::collections::BTreeMap;

use stancegraph::{
    evaluation::forms_of_class,
    model::{ClosedList as _, Form},
    vocab::ONTOLOGY,
};

use crate::{fixture::CaseFixture, rust_code::root};

fn sentences(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/cases/forms").join(name)).expect("sentences with their forms")
}

#[test]
fn each_sentence_has_its_form_and_deeds_have_none() {
    CaseFixture::empty()
        .file("sentences.jsonl", sentences("sentences.jsonl") + &sentences("deeds.jsonl"))
        .run(["evaluate", "--forms", "sentences.jsonl", "--errors", "9", "--min-f1", "0.95"])
        .expect_exit(0)
        .expect_no_stderr()
        .expect_transcript("forms/evaluate");
}

#[test]
fn what_cannot_be_scored_is_said() {
    CaseFixture::empty()
        .file(
            "plover.json",
            r#"[{"id": "1", "event": "DOCUMENT"}, {"id": "2", "event": "REJECT", "text": "She praised it."}]"#,
        )
        .run(["evaluate", "--forms", "plover.json", "--min-f1", "0.5"])
        .expect_exit(1)
        .expect_stderr("1 of 2 entries")
        .file("deeds.jsonl", sentences("deeds.jsonl"))
        .run(["evaluate", "--forms", "deeds.jsonl"])
        .expect_exit(2)
        .file("broken.jsonl", "{\"id\": \"1\", \"form\": \"deny\", \"text\": \"No.\"}\n{\"id\": 2}\n")
        .run(["evaluate", "--forms", "broken.jsonl"])
        .expect_exit(2)
        .expect_stderr("broken.jsonl:2")
        .run(["evaluate", "--forms", "deeds.jsonl", "--coder", "ann"])
        .expect_exit(2)
        .expect_no_stdout()
        .expect_transcript("forms/faults");
}

/// The PLOVER codes of the ontology's forms, by form.
fn codes_of_the_ontology() -> BTreeMap<&'static str, &'static str> {
    let blocks = ONTOLOGY.split("\n\n").filter(|block| block.contains(" a sg:Form ;"));
    blocks
        .filter_map(|block| {
            let name = block.trim_start().strip_prefix("sg:")?.split_whitespace().next()?;
            let code = block.split("sg:ploverCode \"").nth(1)?.split('"').next()?;
            Some((name, code))
        })
        .collect()
}

#[test]
fn forms_are_right_for_the_classes_that_the_ontology_names() {
    let codes = codes_of_the_ontology();
    assert!(codes.len() >= 10, "{codes:?}");
    for (name, code) in codes {
        let form = Form::from_local_name(name).expect("a form of the ontology");
        // Who complies may do so without a word: PLOVER's CONCEDE is a class of deeds.
        if code != "CONCEDE" {
            assert!(forms_of_class(code).expect("a verbal class").contains(&form), "{name} {code}");
        }
    }
}
