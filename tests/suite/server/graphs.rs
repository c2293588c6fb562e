//! The SPARQL 1.1 Graph Store Protocol: the tests for reading of the W3C's list (`sparql11/http-rdf-update`), and its
//! tests for writing, which are refused.

use super::running::{BASE, Running, encoded};

#[test]
fn graphs_are_read_by_address_directly_and_as_default() {
    let running = Running::start(&[]);
    let ann = encoded(&format!("{BASE}graph/ann/article"));
    // get_of_put__initial_state, get_of_put__graph_already_in_store, get_of_put__default_graph
    let indirect = running.get(&format!("/graphs?graph={ann}")).expect(200);
    assert_eq!(indirect.header("content-type"), Some("text/turtle; charset=utf-8"));
    let direct = running.get("/graphs/ann/article").expect(200);
    assert_eq!(direct.body, indirect.body);
    assert!(direct.body.contains("run:ann") && !direct.body.contains("run:bob"), "{direct:?}");
    let default = running.get("/graphs?default").expect(200);
    assert!(default.body.contains("run:ann") && default.body.contains("run:bob"));
    for (accept, kind) in [
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/plain", "text/plain; charset=utf-8"),
    ] {
        let answer = running.ask("GET", "/graphs?default").accept(accept).send();
        answer.expect(200).expect_header("content-type", kind);
    }
    running.ask("GET", "/graphs?default").accept("image/png").send().expect(406);
    // head_on_an_existing_graph, head_on_a_nonexisting_graph
    let head = running.ask("HEAD", &format!("/graphs?graph={ann}")).send().expect(200);
    assert_eq!((head.body.as_str(), head.header("content-type")), ("", Some("text/turtle; charset=utf-8")));
    running.ask("HEAD", "/graphs/nobody/article").send().expect(404);
    // get_of_delete__existing_graph: a graph that is not there
    running.get("/graphs?graph=http%3A%2F%2Fexample.org%2Fnone").expect(404).expect_body("/sparql lists");
    for (path, status) in
        [("/graphs", 400), ("/graphs?graph=not%20an%20address", 400), ("/graphs?default&graph=a:b", 400)]
    {
        running.get(path).expect(status);
    }
}

#[test]
fn graphs_are_not_written() {
    let running = Running::start(&[]);
    let authorization = format!("Bearer {}", running.token());
    // put__*, post__*, delete__*: each would change the case.
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        for path in ["/graphs?default", "/graphs/ann/article", "/graphs?graph=http%3A%2F%2Fexample.org%2Fnew"] {
            let request = running.ask(method, path).header("Authorization", &authorization);
            let request = request.header("Content-Type", "text/turtle").body("<a:a> <a:b> <a:c> .");
            let answer = request.send().expect(403).expect_body("the files of the case are the truth");
            assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
        }
    }
    assert_eq!(running.fixture.changed(), Vec::<std::path::PathBuf>::new());
}
