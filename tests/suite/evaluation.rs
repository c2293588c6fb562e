//! What `evaluate` prints: attributions against gold, two coders of a case, and how sure a reader may be of itself.

use crate::fixture::CaseFixture;

const TEXT: &str = r#"“It is late,” Ann Lee said. Tom Obi thinks it is dark. The mayor promised lamps. Nobody came."#;

/// The words of a source and of a content; what was found has a rule and a confidence, too.
type Attribution<'a> = (&'a str, &'a str, Option<(&'a str, f64)>);

/// A line of JSON with the places of words of [`TEXT`].
fn line(text: bool, attributions: &[Attribution<'_>]) -> String {
    let place = |words: &str| {
        let byte = TEXT.find(words).expect("the words are in the text");
        let start = TEXT[..byte].chars().count();
        [[start, start + words.chars().count()]]
    };
    let attributions: Vec<serde_json::Value> = attributions
        .iter()
        .map(|(source, content, found)| {
            let mut one = serde_json::json!({"source": place(source), "content": place(content)});
            if let Some((rule, confidence)) = found {
                one["rule"] = (*rule).into();
                one["confidence"] = (*confidence).into();
            }
            one
        })
        .collect();
    let mut line = serde_json::json!({"id": "evening", "attributions": attributions});
    if text {
        line["text"] = TEXT.into();
    }
    format!("{line}\n")
}

#[test]
fn attributions_are_scored_by_kind_rule_and_confidence() {
    let gold = line(
        true,
        &[("Ann Lee", "“It is late,”", None), ("Tom Obi", "it is dark", None), ("The mayor", "lamps", None)],
    );
    let found = line(
        false,
        &[
            ("Ann Lee", "It is late", Some(("quote-np-verb", 0.97))),
            ("Ann Lee", "it is dark", Some(("np-verb-clause", 0.75))),
            ("Tom Obi", "Nobody came", Some(("np-verb-clause", 0.41))),
        ],
    );
    CaseFixture::empty()
        .file("gold.jsonl", gold)
        .file("found.jsonl", found)
        .run(["evaluate", "gold.jsonl", "found.jsonl", "--errors", "20"])
        .expect_exit(0)
        .run(["evaluate", "gold.jsonl", "found.jsonl", "--format", "json"])
        .expect_exit(0)
        .run(["evaluate", "gold.jsonl", "found.jsonl", "--min-f1", "0.9"])
        .expect_exit(1)
        .expect_stderr("F1 33.3 is below 90.0")
        .run(["evaluate", "gold.jsonl"])
        .expect_exit(2)
        .expect_transcript("evaluation/attributions");
}

#[test]
fn coders_are_scored_by_stance_proposition_rule_and_confidence() {
    CaseFixture::shipped()
        .run(["evaluate", "--errors", "2"])
        .expect_exit(0)
        .expect_stdout("kappa: Cohen 1960; alpha, nominal: Krippendorff 2011")
        .expect_stdout("inverted signs 0 of")
        .expect_stdout("expected calibration error");
}
