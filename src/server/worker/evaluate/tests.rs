//! What comes of one question.

use oxigraph::model::{GraphNameRef, Literal, NamedNodeRef, QuadRef};

use super::*;

fn store() -> Store {
    let store = Store::new().expect("memory");
    let node = |id: &'static str| NamedNodeRef::new(id).expect("an IRI");
    let property = node("http://example.org/p");
    for number in 0..20 {
        let value = Literal::from(number);
        store
            .insert(QuadRef::new(node("http://example.org/a"), property, &value, GraphNameRef::DefaultGraph))
            .expect("memory");
    }
    let graph = node("http://example.org/g");
    store.insert(QuadRef::new(node("http://example.org/b"), property, graph, graph)).expect("memory");
    store
}

fn question(query: &str, accept: &str) -> Question {
    Question {
        query: query.to_owned(),
        default_graphs: Vec::new(),
        named_graphs: Vec::new(),
        accept: accept.to_owned(),
        base: "http://example.org/".to_owned(),
        prefixes: Vec::new(),
        milliseconds: 2_000,
        rows: 20,
        bytes: 10_000,
        patterns: 8,
    }
}

fn asked(question: &Question) -> (Verdict, String) {
    let (verdict, body) = evaluate(&store(), question);
    (verdict, String::from_utf8(body).expect("UTF-8"))
}

#[test]
fn an_answer_comes_in_the_format_asked_for() {
    let (verdict, body) = asked(&question("SELECT ?o { <a> <p> ?o } ORDER BY ?o LIMIT 2", "text/csv"));
    assert_eq!(verdict, Verdict::Answer { media_type: "text/csv".to_owned() });
    assert_eq!(body, "o\r\n0\r\n1\r\n");
    let (verdict, body) = asked(&question("ASK { <a> <p> 3 }", ""));
    assert_eq!(verdict, Verdict::Answer { media_type: "application/sparql-results+json".to_owned() });
    assert!(body.contains("true"), "{body}");
    let (verdict, body) = asked(&question("CONSTRUCT { <a> <p> 1 } {}", "application/n-triples"));
    assert_eq!(verdict, Verdict::Answer { media_type: "application/n-triples".to_owned() });
    assert!(body.starts_with("<http://example.org/a> "), "{body}");
    assert!(matches!(asked(&question("ASK {}", "image/png")).0, Verdict::NotAcceptable { .. }));
    assert!(matches!(asked(&question("DESCRIBE <a>", "text/csv")).0, Verdict::NotAcceptable { .. }));
}

#[test]
fn the_request_names_the_graphs() {
    let mut named = question("SELECT ?s { ?s <p> ?o }", "text/csv");
    named.default_graphs = vec!["http://example.org/g".to_owned()];
    assert_eq!(asked(&named).1, "s\r\nhttp://example.org/b\r\n");
    named.query = "SELECT ?s FROM <http://example.org/other> { ?s <p> ?o }".to_owned();
    assert_eq!(asked(&named).1, "s\r\nhttp://example.org/b\r\n", "the request's come before the query's");
    named.default_graphs = vec!["not an address".to_owned()];
    assert!(matches!(asked(&named).0, Verdict::Refused { .. }));
    let mut graphs = question("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", "text/csv");
    graphs.named_graphs = vec!["http://example.org/none".to_owned()];
    assert_eq!(asked(&graphs).1, "g\r\n");
}

#[test]
fn an_answer_is_whole_or_none() {
    let all = "SELECT * { ?s ?p ?o }";
    let with = |change: fn(&mut Question)| {
        let mut question = question(all, "text/csv");
        change(&mut question);
        asked(&question)
    };
    assert!(matches!(with(|_| {}).0, Verdict::Answer { .. }));
    assert_eq!(with(|question| question.rows = 19), (Verdict::TooManyRows, String::new()));
    assert_eq!(with(|question| question.bytes = 100), (Verdict::TooLarge, String::new()));
    assert_eq!(
        asked(&Question { rows: 19, ..question("CONSTRUCT WHERE { ?s ?p ?o }", "") }),
        (Verdict::TooManyRows, String::new())
    );
}

#[test]
fn what_is_refused_says_why() {
    let place = |text: &str| match asked(&question(text, "")).0 {
        Verdict::Syntax { place, .. } => place,
        other => panic!("{other:?}"),
    };
    assert_eq!(place("SELECT ?s\n{ ?s ?p }"), Some((2, 10)));
    assert!(place("INSERT DATA { <a> <b> <c> }").is_some());
    match asked(&question("ASK { ?s foo:bar ?o }", "")).0 {
        Verdict::Syntax { message, .. } => assert_eq!(message, "a prefix that is used here is not declared"),
        other => panic!("{other:?}"),
    }
    for (text, part) in [
        ("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("ASK { ?a ?b ?c, ?d, ?e, ?f, ?g, ?h, ?i, ?j, ?k }", "9 patterns"),
        ("ASK { FILTER EXISTS { ?a ?b ?c, ?d, ?e, ?f, ?g, ?h, ?i, ?j, ?k } }", "9 patterns"),
    ] {
        match asked(&question(text, "")).0 {
            Verdict::Refused { message, .. } => assert!(message.contains(part), "{message}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}
