//! Tests of how what several documents say becomes one graph.

use std::collections::BTreeMap;

use super::*;
use crate::{
    case::Codebooks,
    model::{
        Attribution, Coder, Directness, Document, FactProperty, FactValue, ReportedFact, Run, Slug, Span, TextKind,
    },
    store::validate_case,
};

fn slug(text: &str) -> Slug {
    text.parse().expect("an id")
}

fn document(id: &str) -> (Slug, Document) {
    let text = "civil society groups said no.".to_owned();
    let title = id.to_owned();
    let document = Document {
        slug: slug(id),
        title,
        publisher: None,
        authors: Vec::new(),
        date: None,
        url: None,
        licence: None,
        language: None,
        text_kind: TextKind::Full,
        source_note: None,
        text,
    };
    (slug(id), document)
}

/// What a coder found in a document: a speaker whom no codebook knows, under this name.
fn coded(document: &str, label: &str) -> AnnotationSet {
    let attribution = Attribution {
        id: format!("at-{document}"),
        source: vec![Span::new(0, 20)],
        cue: vec![Span::new(21, 25)],
        content: vec![Span::new(26, 28)],
        directness: Directness::Indirect,
        speaker: Some(slug("civil-society-groups")),
        speaker_label: Some(label.to_owned()),
        candidates: Vec::new(),
        speaks_for: None,
        role: None,
        work: None,
        within: None,
        rule: None,
        confidence: None,
    };
    AnnotationSet {
        document: slug(document),
        coder: Coder { name: slug("ann"), machine: false },
        run: Run { name: slug("ann"), coder_version: None, codebook_digest: None, command: None },
        complete: false,
        attributions: vec![attribution],
        statements: Vec::new(),
        facts: Vec::new(),
        decisions: Vec::new(),
    }
}

fn case(base: &str, annotations: Vec<AnnotationSet>) -> Case {
    Case {
        dir: "case".into(),
        manifest: toml::from_str(&format!("format = 1\ntitle = \"T\"\nbase = \"{base}\"")).expect("a manifest"),
        codebooks: Codebooks::default(),
        documents: BTreeMap::from([document("a"), document("b")]),
        annotations,
        moved: BTreeMap::new(),
    }
}

fn count(graph: &CaseGraph, predicate: oxigraph::model::NamedNodeRef<'_>, ending: &str) -> usize {
    let of_actor = |triple: &&Triple| triple.predicate == predicate && triple.subject.to_string().ends_with(ending);
    graph.default_triples().iter().filter(of_actor).count()
}

#[test]
fn an_actor_that_two_documents_describe_differently_has_one_name_and_one_kind() {
    let case = case(
        "https://example.org/case/t/",
        vec![coded("a", "civil society groups"), coded("b", "Civil society groups and experts")],
    );
    assert_eq!(validate_case(&case).expect("the shipped shapes"), []);
    let graph = CaseGraph::build(&case, &View::Current).expect("the shipped rules");
    assert_eq!(count(&graph, rdfs::LABEL, "actor/civil-society-groups>"), 1);
    assert_eq!(count(&graph, property::KIND, "actor/civil-society-groups>"), 1);
}

/// Whether two documents that give an event these dates disagree.
#[track_caller]
fn dates_disagree(one: &str, other: &str) -> bool {
    let dated = |document: &str, date: &str| {
        let mut set = coded(document, "civil society groups");
        set.facts.push(ReportedFact {
            id: format!("on-{document}"),
            event: slug("meeting"),
            property: FactProperty::Date,
            value: FactValue::Date(date.parse().expect("a date")),
            asserted_by: None,
            evidence: vec![Span::new(0, 20)],
            attribution: None,
            rule: None,
            confidence: None,
        });
        set
    };
    let case = case("https://example.org/case/t/", vec![dated("a", one), dated("b", other)]);
    let graph = CaseGraph::build(&case, &View::Current).expect("the shipped rules");
    graph.default_triples().iter().any(|triple| triple.predicate == property::CONFLICTS_WITH)
}

#[test]
fn dates_disagree_where_they_cannot_both_be_right() {
    assert!(dates_disagree("2019-05-22", "2019-05-30"), "the 22nd is a day, not a season");
    assert!(dates_disagree("2019-05-23", "2019-05-24"));
    assert!(!dates_disagree("2019-05", "2019-05-22"));
    assert!(!dates_disagree("2019-05-01/2019-05-23", "2019-05-22"));
}

#[test]
fn cases_of_their_own_addresses_stay_apart_in_one_graph() {
    let one = case("https://example.org/case/one/", vec![coded("a", "civil society groups")]);
    let two = case("https://example.org/case/two/", vec![coded("a", "Civil society groups")]);
    let graph = CaseGraph::build_all(&[(&one, View::Current), (&two, View::Current)]).expect("the shipped rules");
    assert_eq!(count(&graph, rdfs::LABEL, "actor/civil-society-groups>"), 2);
    assert_eq!(count(&graph, property::IN_CASE, "document/a>"), 2);
    let empty = CaseGraph::build_all(&[]).expect("the shipped rules");
    assert!(empty.default_triples().is_empty());
}
