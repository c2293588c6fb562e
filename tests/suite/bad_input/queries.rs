//! Questions that are none, that want more than they may, or that are spelt wrongly.

use crate::fixture::CaseFixture;

#[test]
fn an_unknown_question_suggests_the_nearest() {
    CaseFixture::new()
        .run(["query", "who-oposes"])
        .expect_exit(2)
        .run(["query", "zzz"])
        .expect_exit(2)
        .run(["query", "../../case"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("bad-input/unknown-question");
}

#[test]
fn an_unknown_parameter_or_value_suggests_the_nearest() {
    CaseFixture::new()
        .run(["query", "who-opposes", "--param", "propositon=access"])
        .expect_exit(2)
        .run(["query", "who-opposes", "--param", "proposition=acess"])
        .expect_exit(2)
        .run(["query", "actor", "--param", "actor=Acme Limited"])
        .expect_exit(2)
        .run(["query", "relations", "--param", "form=refuses"])
        .expect_exit(2)
        .run(["query", "timeline", "--param", "from=yesterday"])
        .expect_exit(2)
        .run(["query", "actor", "--param", "acme"])
        .expect_exit(2)
        .run(["query", "sources", "--coder", "nobody"])
        .expect_exit(2)
        .expect_no_stdout()
        .expect_unchanged()
        .expect_transcript("bad-input/unknown-parameter");
}

#[test]
fn a_value_is_never_read_as_sparql() {
    let mut fixture = CaseFixture::new();
    for value in [
        "actor=acme> ?p ?o } #",
        "actor=\" } UNION { ?s ?p ?o } #",
        "actor=https://example.org/case/acme/actor/acme> . ?s ?p ?o . <x",
    ] {
        fixture = fixture
            .run(["query", "actor", "--param", value])
            .expect_exit(2)
            .expect_no_stdout()
            .expect_stderr("there is no actor `");
    }
    let labelled = "SELECT ?actor { ?actor a sg:Actor ; rdfs:label ?label }";
    fixture
        .run(["query", "-e", labelled, "--param", "label=x\" } UNION { ?actor ?p ?o } #", "--format", "csv"])
        .expect_exit(0)
        .expect_unchanged()
        .expect_transcript("bad-input/injection");
}

#[test]
fn no_question_reaches_out_or_writes() {
    CaseFixture::new()
        .run(["query", "-e", "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"])
        .expect_exit(2)
        .run(["query", "-e", "SELECT * { { SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } } }"])
        .expect_exit(2)
        .run(["query", "-e", "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }"])
        .expect_exit(2)
        .run(["query", "-e", "LOAD <http://127.0.0.1:9/data.ttl>"])
        .expect_exit(2)
        .run(["query", "-e", "DELETE WHERE { ?s ?p ?o }"])
        .expect_exit(2)
        .run(["query", "-e", "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", "--format", "csv"])
        .expect_exit(0)
        .expect_unchanged()
        .expect_transcript("bad-input/service");
}

#[test]
fn a_mistake_in_sparql_is_shown_where_it_is() {
    CaseFixture::new()
        .file("question.rq", b"ASK { \xe9 }")
        .run(["query", "-e", "SELECT ?a {\n  ?a rdfs:label\n}"])
        .expect_exit(2)
        .run(["query", "-e", "SELECT ?a { ?a nope:label ?b }"])
        .expect_exit(2)
        .run(["query", "-e", ""])
        .expect_exit(2)
        .run(["query", "-f", "no-such-file.rq"])
        .expect_exit(2)
        .run(["query", "-f", "question.rq"])
        .expect_exit(2)
        .run(["query", "-e", "ASK { ?a ?b ?c }", "--param", "actor=acme"])
        .expect_exit(2)
        .run(["query", "-e", "ASK { BIND(1 AS ?n) }", "--param", "n=2"])
        .expect_exit(2)
        .expect_no_stdout()
        .expect_unchanged()
        .expect_transcript("bad-input/sparql");
}

#[test]
fn deep_nesting_and_long_queries_are_refused_before_they_are_parsed() {
    for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] {
        let (inside, outside) = (open.repeat(5_000), close.repeat(5_000));
        CaseFixture::new()
            .stdin(format!("ASK {{ ?s ?p {inside}1{outside} }}"))
            .run(["query", "-"])
            .expect_exit(2)
            .expect_stderr("nests brackets deeper than 64 levels");
    }
    CaseFixture::new()
        .stdin(format!("ASK {{ ?s ?p \"{}\" }}", "x".repeat(70_000)))
        .run(["query", "-"])
        .expect_exit(2)
        .expect_stderr("65536 are allowed");
}

#[test]
fn what_other_texts_say_cannot_rewrite_the_terminal() {
    let fixture = CaseFixture::new()
        .codebook("[[actor]]\nid = \"evil\"\nlabel = \"A\\u001b[2J\\u202eB\"\nkind = \"company\"\n")
        .run(["query", "-e", "SELECT ?label { ?a a sg:Actor ; rdfs:label ?label }", "--format", "table"])
        .expect_exit(0);
    let table = fixture.stdout();
    assert!(!table.contains('\u{1b}') && !table.contains('\u{202e}'), "{table:?}");
}
