//! What is refused, in which words, and what is kept all the same.

use std::sync::LazyLock;

use super::*;
use crate::{case::built_in_codebook, model::Stance};
use proptest::prelude::*;
use serde_json::json;

const TEXT: &str = "“We will never build a back door,” Tim Cook said.\n“Never,” he said. The FBI wants one.\n";

fn checked(answer: Value) -> Checked {
    static CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| built_in_codebook().merged);
    check("news", TEXT, answer.as_object().expect("an object"), &CODEBOOK)
}

/// The findings, without the document's name.
fn faults(answer: Value) -> Vec<String> {
    let strip = |finding: &Diagnostic| finding.message.strip_prefix("news: ").expect("the document's name").to_owned();
    checked(answer).refused.iter().map(strip).collect()
}

fn statement(more: Value) -> Value {
    let mut item = json!({"actor": "apple", "proposition": "provider-access", "stance": "oppose",
        "modality": "own-words", "quote": "We will never build a back door"});
    for (field, value) in more.as_object().expect("an object") {
        item[field] = value.clone();
    }
    json!({"statements": [item]})
}

#[test]
fn words_become_offsets_and_offsets_are_verified() {
    let found = checked(json!({"attributions": [
        {"content": "We will never build a back door", "source": "Tim Cook", "cue": "said"},
        {"content": [[51, 56]], "source": ["he"], "cue": [62, 66]},
    ]}));
    assert_eq!(found.refused, []);
    let [one, two] = found.attributions.as_slice() else { panic!("{found:?}") };
    let spans = |one: &[(usize, usize)]| one.iter().copied().map(Span::from).collect::<Vec<_>>();
    assert_eq!((&one.content, &one.source, &one.cue), (&spans(&[(1, 32)]), &spans(&[(35, 43)]), &spans(&[(44, 48)])));
    assert_eq!((&two.source, &two.cue), (&spans(&[(59, 61)]), &spans(&[(62, 66)])));
    assert_eq!(found.statements, None);
}

#[test]
fn each_fault_names_the_field() {
    let attribution = |item: Value| faults(json!({"attributions": [item]}));
    assert_eq!(
        attribution(json!({"content": [[12, 900]]})),
        ["attributions[0]: content: 12-900 does not lie in the text, which has 87 characters"]
    );
    assert_eq!(attribution(json!({"content": [[3, 3]]})).len(), 1);
    assert_eq!(
        attribution(json!({"content": [[-1, 3]]})),
        ["attributions[0]: content: `[-1,3]` is no pair of offsets"]
    );
    assert_eq!(
        attribution(json!({"content": "said"})),
        ["attributions[0]: content: “said” stands in the text more than once"]
    );
    assert_eq!(attribution(json!({"content": "sad"})), ["attributions[0]: content: “sad” does not stand in the text"]);
    assert_eq!(attribution(json!({})), ["attributions[0]: content: it is empty"]);
    assert_eq!(attribution(json!(["x"])), ["attributions[0]: `[\"x\"]` is no object"]);
    assert_eq!(attribution(json!({"content": [[0, 9], [5, 12]]})), ["attributions[0]: content: 0-9 and 5-12 overlap"]);
    assert!(
        attribution(json!({"content": [[1, 9]], "kind": "shouted"}))[0]
            .starts_with("attributions[0]: kind: `shouted` is not")
    );
    assert_eq!(faults(json!({"attributions": 7})), ["attributions: it is no list"]);
    assert_eq!(faults(json!({"error": "overloaded"})), ["error: the reader could not read it: overloaded"]);
}

#[test]
fn ids_are_the_codebooks_or_introduced() {
    assert_eq!(faults(statement(json!({}))), Vec::<String>::new());
    assert_eq!(faults(statement(json!({"actor": "aple"}))), ["statements[0]: actor: the codebook has no actor `aple`"]);
    assert_eq!(
        faults(statement(json!({"actor": "aple", "actor_label": "Aple", "actor_kind": "company"}))),
        Vec::<String>::new()
    );
    assert_eq!(
        faults(statement(json!({"proposition": "peace"}))),
        ["statements[0]: proposition: the codebook has no proposition `peace`"]
    );
    assert!(
        faults(statement(json!({"stance": "against"})))[0]
            .starts_with("statements[0]: stance: `against` is not a stance")
    );
    assert_eq!(
        faults(statement(
            json!({"targets": ["fbi", "nobody"], "frames": ["privacy", "spite"], "confidence": 7, "attribution": 3})
        )),
        [
            "statements[0].targets: the codebook has no actor `nobody`; it is left out",
            "statements[0].frames: there is no frame `spite`; it is left out",
            "statements[0].attribution: 3 is no attribution that was kept; it stands without one",
            "statements[0].confidence: 7 is left out",
        ]
    );
    assert_eq!(
        faults(json!({"facts": [{"event": "x", "property": "occurred", "value": true, "quote": "FBI"}]})),
        ["facts[0]: event: there is no event `x`"]
    );
}

#[test]
fn what_the_shapes_ask_for_is_asked_here() {
    assert_eq!(faults(statement(json!({"stance": "conditional"}))), ["statements[0]: leaning: it is missing"]);
    assert_eq!(faults(statement(json!({"stance": "conditional", "leaning": "support"}))), Vec::<String>::new());
    assert_eq!(
        faults(statement(
            json!({"leaning": "support", "utterance": "u", "frames": ["privacy"], "frames_rejected": ["privacy"]})
        )),
        [
            "statements[0].leaning: the stance is oppose; it is left out",
            "statements[0].frames: `privacy` is rejected as well; it is left out",
            "statements[0].utterance: there is no utterance `u`; it is left out",
        ]
    );
    let found = checked(statement(json!({}))).statements.expect("statements");
    assert_eq!(found[0].form, Some(Form::Argue));
}

#[test]
fn who_is_heard_and_who_ascribes_must_agree() {
    assert_eq!(
        faults(statement(json!({"modality": "alleged"}))),
        ["statements[0]: ascribed_by: it is missing, and the modality is alleged"]
    );
    assert_eq!(
        faults(statement(json!({"modality": "alleged", "ascribed_by": "apple"}))),
        ["statements[0]: ascribed_by: `apple` is the actor"]
    );
    assert_eq!(
        faults(statement(json!({"ascribed_by": "fbi"}))),
        ["statements[0].ascribed_by: the modality is own-words, so `fbi` is left out"]
    );
}

#[test]
fn what_refers_to_something_refused_stands_by_itself() {
    let found = checked(json!({
        "attributions": [{"content": "gone"}, {"content": "Never", "within": 0}, {"content": [[1, 8]], "within": 3},
            {"content": [[4, 8]], "within": 2}],
        "statements": [{"actor": "fbi", "proposition": "provider-access", "stance": "support",
            "modality": "unattributed", "quote": "The FBI wants one", "attribution": 1}],
    }));
    assert_eq!(found.attributions.iter().map(|found| found.within).collect::<Vec<_>>(), [None, None, None]);
    assert_eq!(found.statements.expect("statements")[0].attribution, Some(0));
    assert_eq!(found.refused.len(), 4, "{:?}", found.refused);
}

#[test]
fn a_quote_that_differs_only_in_print_is_taken() {
    let found = checked(statement(json!({"evidence": [[0, 34]], "quote": "\"We will never build\n a back door,\""})));
    assert_eq!(found.refused, []);
    assert_eq!(found.statements.expect("statements")[0].stance, Stance::Oppose);
    assert_eq!(faults(statement(json!({"evidence": [[0, 3]]}))).len(), 1);
}

const VALUES: [&str; 9] = ["apple", "oppose", "own-words", "provider-access", "he", "Never", "direct", "x\u{202e}", ""];
const FIELDS: [&str; 17] = [
    "attributions",
    "statements",
    "facts",
    "content",
    "source",
    "cue",
    "evidence",
    "quote",
    "actor",
    "proposition",
    "stance",
    "modality",
    "attribution",
    "within",
    "speaker",
    "confidence",
    "kind",
];

/// Any JSON, often with the names and values that mean something.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-2_i64..100).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        proptest::sample::select(&VALUES[..]).prop_map(Value::from),
        (0_u8..90, 0_u8..90).prop_map(|(start, end)| json!([[start, end]])),
    ];
    leaf.prop_recursive(4, 60, 6, |inner| {
        let named = (proptest::sample::select(&FIELDS[..]), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::from),
            prop::collection::vec(named, 0..8).prop_map(|fields| {
                fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_comes_what_is_kept_lies_in_the_text(
        attributions in prop::collection::vec(any_json(), 0..4),
        statements in any_json(),
        facts in any_json(),
    ) {
        let found = checked(json!({"attributions": attributions, "statements": [statements], "facts": [facts]}));
        let length = TEXT.chars().count();
        for item in &found.attributions {
            prop_assert!(!item.content.is_empty());
            prop_assert!(item.within.is_none_or(|outer| outer < found.attributions.len()));
            for span in item.content.iter().chain(&item.source).chain(&item.cue) {
                prop_assert!(span.start < span.end && span.end <= length);
            }
        }
        prop_assert!(found.attributions.len() + found.refused.len() >= attributions.len());
    }
}
