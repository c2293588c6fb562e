//! Tests of which annotations count.

use std::collections::BTreeMap;

use super::*;
use crate::{
    case::Codebooks,
    model::{Commitment, Decision, DecisionKind, Document, Modality, Run, Span, Stance, Statement, TextKind},
};

fn slug(text: &str) -> Slug {
    text.parse().expect("an id")
}

/// A case with one document, `article`, and these annotations.
fn case(annotations: Vec<AnnotationSet>) -> Case {
    let article = Document {
        slug: slug("article"),
        title: "Article".to_owned(),
        publisher: None,
        authors: Vec::new(),
        date: None,
        url: None,
        licence: None,
        language: None,
        text_kind: TextKind::Full,
        source_note: None,
        text: "We will not.".to_owned(),
    };
    Case {
        dir: "case".into(),
        manifest: toml::from_str("format = 1\ntitle = \"T\"\nbase = \"https://example.org/case/t/\"")
            .expect("a manifest"),
        codebooks: Codebooks::default(),
        documents: BTreeMap::from([(article.slug.clone(), article)]),
        annotations,
        moved: BTreeMap::new(),
    }
}

/// What a coder found: statements by these ids.
fn coded(coder: &str, statements: &[&str]) -> AnnotationSet {
    AnnotationSet {
        document: slug("article"),
        coder: crate::model::Coder { name: slug(coder), machine: coder.starts_with(crate::model::Coder::AUTO) },
        run: Run { name: slug(coder), coder_version: None, codebook_digest: None, command: None },
        complete: false,
        attributions: Vec::new(),
        statements: statements.iter().map(|id| statement(id)).collect(),
        facts: Vec::new(),
        decisions: Vec::new(),
    }
}

fn statement(id: &str) -> Statement {
    Statement {
        id: id.to_owned(),
        actor: slug("acme"),
        actor_label: None,
        actor_kind: None,
        spokesperson: None,
        proposition: slug("access"),
        stance: Stance::Oppose,
        leaning: None,
        condition: None,
        form: None,
        modality: Modality::OwnWords,
        commitment: Commitment::Asserted,
        ascribed_by: None,
        addressees: Vec::new(),
        targets: Vec::new(),
        frames: Vec::new(),
        frames_rejected: Vec::new(),
        utterance: None,
        date: None,
        evidence: vec![Span::new(0, 11)],
        attribution: None,
        rule: None,
        confidence: None,
        note: None,
    }
}

/// The reviewed set with decisions on these statements.
fn reviewed(statements: &[&str], decided: &[(DecisionKind, &str)], complete: bool) -> AnnotationSet {
    let mut set = coded(Coder::REVIEWED, statements);
    set.complete = complete;
    set.decisions = decided
        .iter()
        .map(|(kind, about)| Decision {
            id: format!("on-{about}"),
            kind: *kind,
            about: (*about).to_owned(),
            result: None,
            reason: None,
            by: None,
            at: None,
        })
        .collect();
    set
}

/// `coder: statements` of each current set.
fn current(annotations: Vec<AnnotationSet>, view: &View) -> Vec<String> {
    current_sets(&case(annotations), view)
        .iter()
        .map(|set| {
            let ids: Vec<&str> = set.statements.iter().map(|s| s.id.as_str()).collect();
            format!("{}: {}", set.coder.name, ids.join(" "))
        })
        .collect()
}

#[test]
fn the_machine_counts_until_somebody_reviews() {
    let found = current(vec![coded("auto", &["a", "b"])], &View::Current);
    assert_eq!(found, ["auto: a b"]);
}

#[test]
fn what_was_decided_on_counts_no_more_and_the_rest_still_does() {
    let decided = [(DecisionKind::Accept, "a"), (DecisionKind::Revise, "b"), (DecisionKind::Reject, "c")];
    let sets = vec![coded("auto", &["a", "b", "c", "untouched"]), reviewed(&["a2", "b2", "new"], &decided, false)];
    assert_eq!(current(sets, &View::Current), ["reviewed: a2 b2 new", "auto: untouched"]);
}

#[test]
fn a_complete_review_is_all_that_counts() {
    let sets = vec![coded("auto", &["a", "untouched"]), reviewed(&["a2"], &[(DecisionKind::Accept, "a")], true)];
    assert_eq!(current(sets, &View::Current), ["reviewed: a2"]);
    let empty = vec![coded("auto", &["a"]), reviewed(&[], &[], true)];
    assert_eq!(current(empty, &View::Current), ["reviewed: "], "that there is nothing is a finding too");
}

#[test]
fn people_count_where_there_is_neither_review_nor_machine() {
    let people = || vec![coded("ann", &["a"]), coded("bob", &["b"])];
    assert_eq!(current(people(), &View::Current), ["ann: a", "bob: b"]);
    let mut with_machine = people();
    with_machine.push(coded("auto", &["m"]));
    assert_eq!(current(with_machine, &View::Current), ["auto: m"]);
    let mut with_review = people();
    with_review.push(reviewed(&["r"], &[], false));
    assert_eq!(current(with_review, &View::Current), ["reviewed: r"]);
}

#[test]
fn of_machines_only_the_built_in_one_counts_unasked() {
    let sets = vec![coded("auto", &["a"]), coded("auto-llm", &["b"])];
    assert_eq!(current(sets, &View::Current), ["auto: a"]);
}

#[test]
fn one_coder_is_seen_whatever_others_decided() {
    let sets = vec![coded("auto", &["a"]), reviewed(&[], &[(DecisionKind::Reject, "a")], true)];
    let view = View::Coder(slug("auto"));
    assert_eq!(current(sets, &view), ["auto: a"]);
}

#[test]
fn annotations_of_a_document_that_is_gone_do_not_count() {
    let mut set = coded("auto", &["a"]);
    set.document = slug("gone");
    assert!(current(vec![set], &View::Current).is_empty());
}
