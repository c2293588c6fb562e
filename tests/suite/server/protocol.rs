//! The SPARQL 1.1 Protocol: each test of the W3C's list (`sparql11/protocol`) by its name there, on graphs of a case.
//! Those for updates are refused, which is what is promised of them here.

use super::running::{BASE, Request, Response, Running, encoded};

const QUERY: &str = "application/sparql-query";
const FORM: &str = "application/x-www-form-urlencoded";

fn graph(coder: &str) -> String {
    format!("{BASE}graph/{coder}/article")
}

/// In whose graph this coder's run is.
fn ran(coder: &str) -> String {
    format!("?{coder} prov:wasGeneratedBy <{BASE}run/{coder}>")
}

fn parameters(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

#[track_caller]
fn expect_true(response: Response) {
    let response = response.expect(200).expect_header("content-type", "application/sparql-results+json");
    assert!(response.body.contains("\"boolean\":true"), "{response:?}");
}

struct Service(Running);

impl Service {
    fn get(&self, pairs: &[(&str, &str)]) -> Request {
        self.0.ask("GET", &format!("/sparql/?{}", parameters(pairs)))
    }

    fn post(&self, pairs: &[(&str, &str)], kind: &str, body: &str) -> Request {
        let request = self.0.ask("POST", &format!("/sparql/?{}", parameters(pairs)));
        if kind.is_empty() { request.body(body) } else { request.header("Content-Type", kind).body(body) }
    }
}

#[test]
fn queries_of_the_w3c_list() {
    let service = Service(Running::start(&[]));
    let (ann, bob, data0) = (graph("ann"), graph("bob"), "http://kasei.us/2009/09/sparql/data/data0.rdf");
    let none = [("default-graph-uri", data0)];
    // query_post_form, query_get
    expect_true(service.post(&none, FORM, "query=ASK%20%7B%7D").send());
    expect_true(service.get(&[("query", "ASK {}"), none[0]]).send());
    // query_dataset_default_graphs_get, query_dataset_default_graphs_post
    let both = [("default-graph-uri", &*ann), ("default-graph-uri", &*bob)];
    let ask = format!("ASK {{ {} . {} }}", ran("ann"), ran("bob"));
    expect_true(service.get(&[("query", &*ask), both[0], both[1]]).send());
    expect_true(service.post(&both, QUERY, &ask).send());
    let one = service.post(&both[..1], QUERY, &ask).send().expect(200);
    assert!(one.body.contains("false"), "one graph is not both: {one:?}");
    // query_dataset_named_graphs_post, query_dataset_named_graphs_get
    let named = [("named-graph-uri", &*ann), ("named-graph-uri", &*bob)];
    let ask = format!("ASK {{ GRAPH ?g1 {{ {} }} GRAPH ?g2 {{ {} }} }}", ran("ann"), ran("bob"));
    expect_true(service.post(&named, QUERY, &ask).send());
    expect_true(service.get(&[("query", &*ask), named[0], named[1]]).send());
    // query_dataset_full
    let current = format!("{BASE}graph/current");
    let full = [("default-graph-uri", &*current), named[0], named[1]];
    let ask = format!("ASK {{ ?actor a sg:Actor GRAPH ?g1 {{ {} }} GRAPH ?g2 {{ {} }} }}", ran("ann"), ran("bob"));
    expect_true(service.post(&full, QUERY, &ask).send());
    // query_multiple_dataset: the request's dataset comes before the query's
    let ask = format!("ASK FROM <{data0}> {{ GRAPH ?g1 {{ {} }} GRAPH ?g2 {{ {} }} }}", ran("ann"), ran("bob"));
    expect_true(service.post(&named, QUERY, &ask).send());
    // query_post_direct
    expect_true(service.post(&none, QUERY, "ASK {}").send());
}

#[test]
fn content_types_of_the_w3c_list() {
    let service = Service(Running::start(&[]));
    let ask = |query: &str, accept: &str| {
        let request = service.post(&[], QUERY, query);
        if accept.is_empty() { request.send() } else { request.accept(accept).send() }
    };
    // query_content_type_select, _ask
    for (accept, kind, part) in [
        ("", "application/sparql-results+json", "\"value\":\"1\""),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<literal"),
        ("text/csv", "text/csv; charset=utf-8", "value\r\n1"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?value\n1"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml", "<literal"),
    ] {
        ask("SELECT (1 AS ?value) {}", accept).expect(200).expect_header("content-type", kind).expect_body(part);
    }
    ask("ASK {}", "application/sparql-results+xml").expect(200).expect_body("<boolean>true</boolean>");
    // query_content_type_describe, _construct
    for (accept, kind, part) in [
        ("", "text/turtle; charset=utf-8", "<https://example.org/case/acme/s>"),
        ("application/n-triples", "application/n-triples", "<https://example.org/case/acme/s> <https://"),
        ("application/ld+json", "application/ld+json", "\"@id\""),
        ("application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
    ] {
        let answer = ask("CONSTRUCT { <s> <https://example.org/p> 1 } WHERE {}", accept);
        answer.expect(200).expect_header("content-type", kind).expect_body(part);
    }
    ask("DESCRIBE <http://example.org/>", "").expect(200).expect_header("content-type", "text/turtle; charset=utf-8");
    ask("SELECT * {}", "text/turtle").expect(406).expect_body("application/sparql-results+json");
    ask("DESCRIBE <http://example.org/>", "text/csv").expect(406).expect_body("text/turtle");
}

#[test]
fn bad_requests_of_the_w3c_list() {
    let service = Service(Running::start(&[]));
    let running = &service.0;
    // bad_query_method
    let put =
        running.ask("PUT", "/sparql?query=ASK%7B%7D").header("Authorization", &format!("Bearer {}", running.token()));
    assert_eq!(put.send().expect(405).header("allow").map(|allow| allow.contains("POST")), Some(true));
    // bad_multiple_queries
    service.get(&[("query", "ASK {}"), ("query", "SELECT * {}")]).send().expect(400);
    service.post(&[], FORM, "query=ASK%7B%7D&query=ASK%7B%7D").send().expect(400);
    // bad_query_wrong_media_type, _missing_form_type, _missing_direct_type
    service.post(&[], "text/plain", "ASK {}").send().expect(415).expect_body("application/sparql-query");
    service.post(&[], "", "query=ASK%20%7B%7D").send().expect(415);
    service.post(&[], "", "ASK {}").send().expect(415);
    // bad_query_non_utf8
    let latin = running.ask("POST", "/sparql").header("Content-Type", QUERY).body(b"ASK { ?s ?p \"\xe9\" }");
    latin.send().expect(400).expect_body("UTF-8");
    // bad_query_syntax: with the place
    let syntax = service.post(&[], QUERY, "ASK\n{ ?s ?p").send().expect(400);
    syntax.clone().expect_body("line 2, column");
    let json = service.post(&[], QUERY, "ASK\n{ ?s ?p").accept("application/json").send().expect(400);
    json.expect_header("content-type", "application/problem+json").expect_body("\"line\":2");
    // bad_update_get
    service.get(&[("update", "CLEAR ALL")]).send().expect(400);
}

#[test]
fn updates_of_the_w3c_list_are_refused_with_the_reason() {
    let service = Service(Running::start(&[]));
    const UPDATE: &str = "application/sparql-update";
    let refused = |response: Response| {
        response.expect(403).expect_body("the files of the case are the truth").expect_body("stancegraph import");
    };
    let using = [("using-graph-uri", "http://example.org/g"), ("using-named-graph-uri", "http://example.org/h")];
    // update_post_form, update_post_direct, update_dataset_*, update_base_uri
    refused(service.post(&[], FORM, "update=CLEAR%20ALL").send());
    refused(service.post(&[], UPDATE, "CLEAR ALL").send());
    for dataset in [&using[..1], &using[1..], &using[..]] {
        refused(service.post(dataset, UPDATE, "INSERT DATA { <a> <b> <c> }").send());
    }
    refused(service.post(&[], UPDATE, "BASE <http://example.org/> INSERT DATA { <a> <b> <c> }").send());
    // bad_update_syntax, bad_update_dataset_conflict: refused as any update
    refused(service.post(&[], UPDATE, "INSERT DATA {").send());
    refused(service.post(&using, UPDATE, "WITH <http://example.org/g> DELETE WHERE { ?s ?p ?o }").send());
    // bad_multiple_updates, bad_update_missing_form_type, bad_update_wrong_media_type, bad_update_non_utf8
    service.post(&[], FORM, "update=CLEAR%20ALL&update=CLEAR%20ALL").send().expect(400);
    service.post(&[], "", "update=CLEAR%20ALL").send().expect(415);
    service.post(&[], "text/plain", "CLEAR ALL").send().expect(415);
    let latin =
        service.0.ask("POST", "/sparql").header("Content-Type", UPDATE).body(b"INSERT DATA { <a> <b> \"\xe9\" }");
    latin.send().expect(400);
    // An update where a query should be is no query.
    service.post(&[], QUERY, "CLEAR ALL").send().expect(400);
    assert_eq!(service.0.fixture.changed(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn the_service_describes_itself() {
    let service = Service(Running::start(&["--cors", "https://app.example"]));
    let running = &service.0;
    let description = running.get("/sparql").expect(200).expect_header("content-type", "text/turtle; charset=utf-8");
    for part in
        ["SPARQL11Query", "graph/ann/article>", "graph/current>", "SPARQL_Results_JSON", "Acme and the Ministry"]
    {
        description.clone().expect_body(part);
    }
    assert!(!description.body.contains("SPARQL11Update"));
    running.ask("GET", "/sparql").accept("application/ld+json").send().expect(200).expect_body("\"@id\"");
    // HEAD says what GET says, without the body.
    let head = running.ask("HEAD", "/sparql?query=ASK%7B%7D").send().expect(200);
    assert_eq!(head.header("content-type"), Some("application/sparql-results+json"));
    assert_eq!(head.body, "");
    // Pages of an origin that is allowed may ask; those of another may not.
    let preflight = |origin: &str| {
        let request = running.ask("OPTIONS", "/sparql").header("Origin", origin);
        let request = request.header("Access-Control-Request-Method", "POST");
        request.header("Access-Control-Request-Headers", "content-type").send().expect(204)
    };
    let allowed = preflight("https://app.example").expect_header("access-control-allow-origin", "https://app.example");
    allowed.expect_header("access-control-allow-headers", "content-type");
    assert_eq!(preflight("https://other.example").header("access-control-allow-origin"), None);
    let asked = running.query("ASK {}").header("Origin", "https://app.example").send().expect(200);
    assert_eq!(asked.header("access-control-allow-origin"), Some("https://app.example"));
    assert_eq!(asked.header("access-control-allow-credentials"), None);
}

#[test]
fn the_same_question_to_the_same_files_is_answered_from_memory() {
    let running = Running::start(&[]);
    let path = format!("/sparql?query={}", encoded("SELECT * { ?s a sg:Statement }"));
    let first = running.get(&path).expect(200);
    let tag = first.header("etag").expect("a tag").to_owned();
    let again = running.ask("GET", &path).header("If-None-Match", &tag).send().expect(304);
    assert_eq!(again.body, "");
    let csv = running.ask("GET", &path).accept("text/csv").header("If-None-Match", &tag).send();
    csv.expect(200).expect_header("vary", "Accept, Cookie, Authorization").expect_body("statement/");
}
