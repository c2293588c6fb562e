//! Annotations of other programs, and such as nobody should have written.

use super::*;
use crate::{
    ingest::FrontMatter,
    interchange::{Import, Options, Target},
    model::{ActorKind, Span, Stance},
};

fn target() -> Target {
    let folder = tempfile::tempdir().expect("room for a temporary folder");
    Target::open(&folder.path().join("case"), None).expect("nothing is there")
}

/// Reads annotations beside a document `d` with this text.
fn read_beside<'t>(target: &'t Target, text: &str, json: &str) -> Import<'t> {
    let mut import = Import::new(target);
    let data = FrontMatter { url: Some("https://example.org/d".to_owned()), ..FrontMatter::default() };
    import.shelf.place(data.into_document("d".parse().expect("an id"), text.to_owned()));
    read(json.as_bytes(), &Options::new("a.json"), &mut import).expect("annotations");
    import
}

#[test]
fn tags_of_hypothesis_make_statements() {
    let json = r#"{"total": 3, "rows": [
        {"id": "x1", "user": "acct:Ann.B@hypothes.is", "uri": "https://example.org/d", "text": "Sure of it.",
         "tags": ["organization: Acme", "person: Jane Doe", "proposition: Keys for all", "stance: oppose", "front page"],
         "target": [{"source": "https://example.org/d", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]"},
            {"type": "TextPositionSelector", "start": 4, "end": 12},
            {"type": "TextQuoteSelector", "exact": "will not", "prefix": "key ", "suffix": "."}]}]},
        {"id": "x2", "user": "acct:bob@hypothes.is", "text": "What?", "tags": ["unclear"], "target": [{"source": "https://example.org/d"}]},
        {"id": "x3", "tags": ["stance: oppose"], "target": [{"source": "https://example.org/d"}]}
    ]}"#;
    let target = target();
    let mut import = read_beside(&target, "\u{1f511}key will not.\n", json);
    let ((coder, document), statements) = import.statements.iter().next().expect("a statement");
    assert_eq!((coder.as_str(), document.as_str(), statements.len()), ("ann-b", "d", 1));
    let found = statements[0].clone();
    assert_eq!((found.stance, found.evidence), (Stance::Oppose, vec![Span::new(5, 13)]));
    assert_eq!(found.note.as_deref(), Some("Sure of it.; front page"));
    assert_eq!(found.actor.as_str(), "acme");
    let person = found.spokesperson.expect("a person");
    assert_eq!(import.registry.kind(&person), Some(ActorKind::Person));
    assert!(import.registry.new_actor(&found.actor).is_some());
    let report = import.report.text("a.json");
    assert!(report.contains("x2: unclear What?"), "{report}");
    assert!(report.contains("x3: there is no tag `proposition: ...`"), "{report}");
}

#[test]
fn what_is_not_whole_or_not_there_is_told() {
    let body = |more: &str| {
        format!(
            r#"{{"type": "sg:Statement", "sg:actor": {{"label": "Acme"}}, "sg:proposition": {{"label": "Keys"}} {more}}}"#
        )
    };
    let item = |id: &str, body: &str, target: &str| {
        format!(r#"{{"id": "{id}", "type": "Annotation", "body": {body}, "target": {target}}}"#)
    };
    let at = |selector: &str| format!(r#"{{"source": "https://example.org/d", "selector": {selector}}}"#);
    let oppose = body(r#", "sg:stance": {"id": "sg:Oppose"}"#);
    let place =
        |start: &str, end: &str| at(&format!(r#"{{"type": "TextPositionSelector", "start": {start}, "end": {end}}}"#));
    let items = [
        item("a1", &oppose, &place("0", "4")),
        item("a2", &oppose, &place("0", "99999999999999999999")),
        item("a3", &oppose, &place("-1", "4")),
        item("a4", &oppose, &place("1e300", "2e300")),
        item("a5", &oppose, &at(r#"{"type": "TextQuoteSelector", "exact": "nowhere"}"#)),
        item("a6", &oppose, "\"https://example.org/d\""),
        item("a7", &body(""), &place("0", "4")),
        item("a8", &body(r#", "sg:stance": "maybe""#), &place("0", "4")),
        item("a9", &body(r#", "sg:stance": "sg:Conditional""#), &place("0", "4")),
        item("a10", &body(r#", "sg:stance": "support", "sg:confidence": 7"#), &place("0", "4")),
        item("a11", &body(r#", "sg:stance": "support", "sg:modality": "alleged""#), &place("0", "4")),
        // The same id twice is two annotations: ours are named by what they hold.
        item("a1", &oppose, &at(r#"[{"type": "TextQuoteSelector", "exact": "text"}]"#)),
    ];
    let json =
        format!(r#"{{"type": "AnnotationPage", "next": "https://example.org/page2", "items": [{}]}}"#, items.join(","));
    let target = target();
    let import = read_beside(&target, "Some text.\n", &json);
    let spans: Vec<_> = import.statements.values().flatten().map(|found| found.evidence.clone()).collect();
    assert_eq!(spans, [vec![Span::new(0, 4)], vec![Span::new(5, 9)]]);
    assert_eq!(import.report.left_out(), 11);
    let report = import.report.text("a.json");
    for line in [
        "a2 in d: the place lies outside",
        "a3 in d: the place lies outside",
        "a4 in d: the place lies outside",
        "a5 in d: the words do not stand in the text",
        "- a6\n",
        "a7: it has no sg:stance",
        "a8: its sg:stance: `maybe` is not a stance",
        "a9: a conditional stance needs",
        "a10: its sg:confidence is not a number",
        "a11: sg:ascribedBy goes with",
        "https://example.org/page2",
    ] {
        assert!(report.contains(line), "no {line:?} in\n{report}");
    }
}

#[test]
fn what_holds_no_annotations_is_refused() {
    let target = target();
    let error = |json: &[u8]| read(json, &Options::new("x"), &mut Import::new(&target)).expect_err("no annotations");
    assert!(matches!(error(b"{}"), WebAnnotationError::None));
    assert!(matches!(error(b"[1, \"a\", null]"), WebAnnotationError::None));
    assert!(matches!(error(b"\xff\xfe"), WebAnnotationError::Json(_)));
    assert!(matches!(error("[".repeat(100_000).as_bytes()), WebAnnotationError::Json(_)));
    assert!(is_like(b"\xef\xbb\xbf {\"type\": \"AnnotationCollection\"}"));
    assert!(!is_like(b"document,person\n"));
}
