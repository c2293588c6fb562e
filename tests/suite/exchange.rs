//! Export and import: what goes out comes in again.

use std::collections::BTreeSet;

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::Quad,
};
use stancegraph::jsonl::line_of_annotations;

use crate::fixture::CaseFixture;

#[track_caller]
fn coded() -> CaseFixture {
    CaseFixture::new().document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n").coded(
        "ann",
        "refusal",
        &[("acme", "oppose", "access", "We will not hand over the keys")],
    )
}

/// The quads of an export, read by another reader than ours.
#[track_caller]
fn exported(format: &str, options: &[&str]) -> BTreeSet<String> {
    let fixture = match options {
        [] => coded().run(["export", "--format", format]),
        [one, ..] => coded().run(["export", "--format", format, one]),
    };
    let text = fixture.expect_exit(0).expect_no_stderr().stdout();
    let format = match format {
        "ttl" => RdfFormat::Turtle,
        "nt" => RdfFormat::NTriples,
        "trig" => RdfFormat::TriG,
        "nq" => RdfFormat::NQuads,
        _ => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
    };
    let quads: Vec<Quad> = RdfParser::from_format(format)
        .for_slice(text.as_bytes())
        .collect::<Result<_, _>>()
        .expect("own output is read by another reader");
    let lines: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), quads.len(), "something is written twice");
    assert!(!text.contains("_:"), "a blank node");
    lines
}

#[test]
fn formats_of_triples_hold_the_same() {
    let turtle = exported("ttl", &[]);
    assert_eq!(turtle, exported("nt", &[]));
}

#[test]
fn formats_of_quads_hold_the_same() {
    let quads = exported("nq", &[]);
    assert_eq!(quads, exported("trig", &[]));
    assert_eq!(quads, exported("jsonld", &[]));
    for graph in ["graph/current", "graph/inferred", "graph/ann/refusal"] {
        let graph = format!("<https://example.org/case/acme/{graph}>");
        assert!(quads.iter().any(|line| line.ends_with(&graph)), "no {graph}");
    }
}

#[test]
fn what_rules_derive_can_be_left_out() {
    let all = exported("ttl", &[]);
    let asserted = exported("ttl", &["--asserted"]);
    assert!(asserted.is_subset(&all) && asserted.len() < all.len());
    assert!(!asserted.iter().any(|line| line.contains("#type> <https://w3id.org/stancegraph#Position>")));
}

#[test]
fn the_same_case_is_exported_as_the_same_bytes() {
    for format in ["ttl", "trig", "nq", "jsonld"] {
        let export = || coded().run(["export", "--format", format]).expect_exit(0).stdout();
        assert_eq!(export(), export(), "{format}");
    }
}

#[test]
fn lines_of_annotations_are_imported() {
    let fixture = coded();
    let (case, _) = stancegraph::case::read_case(&fixture.path("")).expect("a case");
    let set = &case.annotations[0];
    let document = &case.documents[&set.document];
    let line = line_of_annotations("refusal", &document.text, set.clone(), &case.codebooks.merged);
    let line = serde_json::to_string(&line).expect("JSON");
    let fixture = fixture
        .stdin(format!("{line}\n\n"))
        .run(["import", "-", "--into", ".", "--coder", "carl", "--dry-run"])
        .expect_exit(0)
        .expect_no_stdout()
        .expect_unchanged()
        .file("ann.jsonl", &line)
        .run(["import", "ann.jsonl", "--into", ".", "--coder", "carl"])
        .expect_exit(0)
        .run(["check"])
        .expect_exit(0)
        .expect_transcript("exchange/import");
    let (again, _) = stancegraph::case::read_case(&fixture.path("")).expect("a case");
    let carl = again.of_coder("carl").next().expect("imported annotations");
    let ids = |set: &stancegraph::model::AnnotationSet| set.statements[0].id.clone();
    assert_ne!(ids(carl), ids(set), "an id tells who coded");
    assert_eq!(carl.statements[0].evidence, set.statements[0].evidence);
    assert_eq!(carl.statements[0].stance, set.statements[0].stance);
}
