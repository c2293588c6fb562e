//! The pages as a browser and as programs ask for them.

use super::running::Running;

const STATEMENT: &str = "SELECT ?s { ?s a sg:Statement }";

#[test]
fn pages_are_answered_under_a_policy_that_they_keep() {
    let server = Running::start(&[]);
    for path in [
        "/",
        "/actors",
        "/actors/acme",
        "/propositions/access",
        "/documents/article",
        "/diagrams/positions",
        "/questions",
        "/questions/positions",
        "/ask",
        "/search?q=messages",
        "/glossary",
    ] {
        let page = server.ask("GET", path).accept("text/html").send().expect(200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!page.body.contains(" style=") && !page.body.contains("<style"), "{path}");
        for script in page.body.split("<script").skip(1) {
            assert!(script.trim_start().starts_with("src=\"/assets/") || script.contains("src=\"/assets/"), "{path}");
        }
        assert!(page.body.contains("/code"), "{path} does not lead to the workplace");
    }
    let style = server.get("/actors").body;
    let style = style.split("href=\"").find(|part| part.starts_with("/assets/pages.")).expect("a style sheet");
    server.get(style.split('"').next().unwrap_or_default()).expect(200).expect_body("--paper");
    server.get("/actors/nobody").expect(404);
    server
        .ask("GET", "/diagrams/positions?from=soon")
        .accept("text/html")
        .send()
        .expect(200)
        .expect_body("is not a date");
    server.get("/diagrams/positions.svg?from=soon").expect(400).expect_body("write 2015-11-30");
    assert!(!Running::start(&["--read-only"]).get("/").body.contains("/code"));
}

#[test]
fn a_thing_has_data_and_rdf_beside_its_page() {
    let server = Running::start(&[]);
    for (accept, kind) in [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
    ] {
        for path in ["/actors/acme", "/propositions/access", "/documents/article"] {
            let answer = server.ask("GET", path).accept(accept).send().expect(200);
            assert_eq!(answer.header("content-type"), Some(kind), "{path} as {accept}");
            assert!(answer.header("vary").is_some_and(|vary| vary.contains("Accept")), "{path}");
        }
    }
    server.get("/actors/acme.ttl").expect(200).expect_header("content-type", "text/turtle; charset=utf-8");
    server.get("/actors/acme.jsonld").expect(200).expect_header("content-type", "application/ld+json");
    server.get("/diagrams/positions.csv").expect(200).expect_body("Acme,opposes");
    server.get("/diagrams/matrix.dot").expect(406);
    let first = server.get("/actors").expect(200);
    let tag = first.header("etag").expect("a tag").to_owned();
    server.ask("GET", "/actors").header("If-None-Match", &tag).send().expect(304);
}

#[test]
fn the_interface_is_where_its_description_says() {
    let server = Running::start(&[]);
    let described = server.get("/api/openapi.json").expect(200).body;
    let described: serde_json::Value = serde_json::from_str(&described).expect("JSON");
    for path in described["paths"].as_object().expect("paths").keys() {
        let id = match path.split('/').nth(1) {
            Some("actors") => "acme",
            Some("propositions") => "access",
            Some("documents") => "article",
            Some("questions") => "positions",
            // What there is none of here.
            _ if path.contains("{id}") => continue,
            _ => "",
        };
        let path = format!("/api{}", path.replace("{id}", id));
        let answer =
            server.get(&format!("{path}{}", if path.ends_with("search") { "?q=acme" } else { "" })).expect(200);
        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    server.get("/api/actors/nobody").expect(404);
    server.get("/api/nothing").expect(404);
}

#[test]
fn a_question_of_ones_own_is_answered_on_a_page() {
    let server = Running::start(&[]);
    let ask = |query: &str, ending: &str| {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        server.ask("GET", &format!("/ask{ending}?query={query}")).accept("text/html").send()
    };
    ask(STATEMENT, "").expect(200).expect_body("2 rows").expect_body("/statements/");
    ask("ASK { ?s a sg:Statement }", "").expect(200).expect_body("Yes");
    ask("CONSTRUCT { ?s sg:stance ?o } WHERE { ?s sg:stance ?o }", "")
        .expect(200)
        .expect_body("triples")
        .expect_body("<svg");
    let fault = ask("SELECT ?s {\n ?s a }", "");
    fault.expect(400).expect_body("Line 2").expect_body("not valid SPARQL");
    ask(STATEMENT, ".csv").expect(200).expect_header("content-type", "text/csv; charset=utf-8");
    ask(STATEMENT, ".json").expect(200).expect_header("content-type", "application/sparql-results+json");
}
