//! What is asked of a server is what is asked of the files.

use std::{collections::BTreeMap, time::Duration};

use stancegraph::{
    case::read_case,
    diagram::survey::Survey,
    network::gather::{Gathering, gather_from},
    query::{ACROSS, CATALOGUE, QueryError, SparqlGraph, run},
    remote::{Endpoint, Patience, RemoteError},
    store::{CaseGraph, View},
};

use super::{TestServer, address, client, impatient, server::Fault::Answer as Says};
use crate::{
    fixture::CaseFixture,
    server::running::{BASE, Running, coded},
    shipped,
};

/// A server that holds a graph.
fn holding(graph: &CaseGraph) -> (TestServer, Endpoint) {
    let server = TestServer::start();
    let mut loader = server.data.bulk_loader();
    loader.load_quads(graph.named_quads()).expect("room in memory");
    loader.commit().expect("room in memory");
    let opened = Endpoint::open(client(impatient()), address(&server.query()), None).expect("a case");
    (server, opened)
}

/// A server that holds the shipped case.
fn served() -> (TestServer, Endpoint) {
    holding(shipped::graph())
}

#[test]
fn the_catalogue_drawings_and_networks_are_those_of_the_files() {
    let (server, endpoint) = served();
    let files = shipped::graph().store();
    let none = BTreeMap::new();
    for query in CATALOGUE.iter().chain(ACROSS) {
        let told = query.run(files, &none).expect("an answer of the files");
        assert_eq!(query.run(&endpoint, &none).expect("an answer of the server"), told, "{}", query.name);
    }
    assert!(Survey::of(&endpoint).expect("a survey") == Survey::of(files).expect("a survey"));
    let how = Gathering { keep_details: true, ..Gathering::default() };
    assert!(gather_from(&endpoint, how).expect("a table") == gather_from(files, how).expect("a table"));
    // Everything is asked in the body, as a form, of graphs by name.
    let asked = server.asked();
    assert!(asked.iter().all(|one| one.method != "GET"));
    let queries: Vec<String> = asked
        .iter()
        .filter(|one| one.target == "/query")
        .map(|one| form_urlencoded::parse(one.body.as_bytes()).map(|(_, value)| value.into_owned()).collect())
        .collect();
    let placed = |query: &String| query.contains(" FROM <") || query.contains("GRAPH ");
    assert!(queries.len() > 40);
    assert!(queries.iter().all(placed), "{:?}", queries.iter().find(|query| !placed(query)));
}

#[test]
fn names_are_resolved_there() {
    let (_server, endpoint) = served();
    let given = |value: &str| BTreeMap::from([("proposition".to_owned(), value.to_owned())]);
    let query = stancegraph::query::find("who-opposes").expect("a question");
    let files = shipped::graph().store();
    for name in ["bulk-monitoring", "Monitoring all traffic", "monitoring ALL traffic"] {
        let found = query.run(&endpoint, &given(name)).expect(name);
        assert_eq!(found, query.run(files, &given(name)).expect(name));
    }
    let error = query.run(&endpoint, &given("bulk-monitorign")).expect_err("a slip");
    assert_eq!(error.remedy().as_deref(), Some("did you mean bulk-monitoring?"));
}

#[test]
fn questions_of_ones_own_see_the_same_graphs() {
    let (_server, endpoint) = served();
    let files = shipped::graph().store();
    let none = BTreeMap::new();
    for text in [
        "ASK { ?p a sg:Position }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?s { ?s sg:actor|sg:target ?a . FILTER EXISTS { ?s sg:inDocument/sg:sourceLabel ?l } } ORDER BY ?s ?a",
        "SELECT ?p { ?p a sg:Proposition ; sg:narrowerThan* ?q } ORDER BY ?p ?q",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a sg:Statement } ?s sg:quote ?q } GROUP BY ?g ORDER BY ?g",
        "SELECT ?s { GRAPH ?g { ?s a sg:Statement } MINUS { ?s sg:quote ?q ; ^sg:bestStatement [] } } ORDER BY ?s ?g",
        "SELECT (COUNT(DISTINCT ?s) AS ?n) FROM sg: WHERE { ?s ?p ?o }",
    ] {
        assert_eq!(run(&endpoint, text, &none).expect(text), run(files, text, &none).expect(text), "{text}");
    }
    let error = run(&endpoint, "SELECT ?g { GRAPH ?g { ?s a sg:Statement } ?s sg:narrowerThan* ?p }", &none);
    assert!(matches!(error, Err(QueryError::Unreachable { .. })), "a path may lead from one graph into another");
}

#[test]
fn what_several_cases_share_is_there_once() {
    let one = coded();
    let other = coded().edit("case.toml", |text| text.replace(BASE, "https://example.org/case/other/"));
    let cases = [&one, &other].map(|case| read_case(&case.path("")).expect("a case").0);
    let graph = CaseGraph::build_all(&[(&cases[0], View::Current), (&cases[1], View::Current)]).expect("a graph");
    let (_server, endpoint) = holding(&graph);
    assert_eq!(endpoint.cases().len(), 2);
    let none = BTreeMap::new();
    for name in ["cases", "positions", "statements", "propositions", "actors"] {
        let query = stancegraph::query::find(name).expect("a question");
        let told = query.run(graph.store(), &none).expect("an answer of the files");
        assert_eq!(query.run(&endpoint, &none).expect("an answer of the server"), told, "{name}");
    }
    let text =
        "SELECT ?c ?l { ?c rdfs:subClassOf* ?d . OPTIONAL { ?c rdfs:label ?l } FILTER (?c = sg:Statement) } LIMIT 1";
    assert!(run(&endpoint, text, &BTreeMap::new()).is_ok(), "a path of any length can be asked of several, too");
}

#[test]
fn a_server_without_a_case_says_so() {
    let server = TestServer::start();
    let opened = Endpoint::open(client(impatient()), address(&server.query()), None);
    assert!(matches!(opened, Err(RemoteError::NoCase { .. })));
    let (server, _) = served();
    let other = Endpoint::open(client(impatient()), address(&server.query()), Some("https://example.org/other/"));
    assert!(matches!(other, Err(RemoteError::NoCase { .. })));
}

#[test]
fn what_a_query_is_not_about_is_not_asked() {
    // SERVICE is refused before anything is sent.
    let (server, endpoint) = served();
    server.asked();
    let text = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }";
    assert!(run(&endpoint as &dyn SparqlGraph, text, &BTreeMap::new()).is_err());
    assert!(server.asked().is_empty());
}

#[test]
fn our_own_server_answers_the_whole_catalogue() {
    // With the limits that it has if it is not told otherwise, but that of time: the machine may be busy.
    let server = Running::on(CaseFixture::shipped(), &["--read-only", "--deadline", "300"]);
    let there = address(&format!("http://{}/sparql", server.address));
    let patient = Patience { answer: Duration::from_secs(300), ..impatient() };
    let endpoint = Endpoint::open(client(patient), there, None).expect("a case");
    let (files, none) = (shipped::graph().store(), BTreeMap::new());
    for query in CATALOGUE.iter().chain(ACROSS) {
        let told = query.run(files, &none).expect("an answer of the files");
        let found = query.run(&endpoint, &none).unwrap_or_else(|error| panic!("{}: {error}", query.name));
        assert_eq!(found, told, "{}", query.name);
    }
}

#[test]
fn a_copy_is_asked_here() {
    let case = read_case(&coded().path("")).expect("a case").0;
    let (server, _) = holding(&CaseGraph::build(&case, &View::Current).expect("a graph"));
    server.asked();
    let url = server.query();
    let ask = |more: &[&str]| {
        let arguments = [&["query", "positions", "--format", "csv", "--endpoint", &url], more].concat();
        CaseFixture::empty().run_all(&arguments).expect_exit(0).stdout()
    };
    let there = ask(&[]);
    assert!(server.asked().iter().any(|one| one.body.contains("sg%3APosition") || one.body.contains("Position")));
    assert_eq!(ask(&["--endpoint-copy"]), there);
    let asked = server.asked();
    assert_eq!(asked.len(), 2, "which cases there are, and all of their triples: {asked:?}");
    assert!(asked.iter().all(|one| !one.body.contains("Position")), "the question itself is not sent");
}

#[test]
fn truth_is_told_in_one_way() {
    let server = TestServer::start();
    let rows = "{\"head\":{\"vars\":[\"a\",\"b\",\"c\",\"d\"]},\"results\":{\"bindings\":[{\
        \"a\":{\"type\":\"typed-literal\",\"datatype\":\"http://www.w3.org/2001/XMLSchema#boolean\",\"value\":\"1\"},\
        \"b\":{\"type\":\"typed-literal\",\"datatype\":\"http://www.w3.org/2001/XMLSchema#boolean\",\"value\":\"0\"},\
        \"c\":{\"type\":\"typed-literal\",\"datatype\":\"http://www.w3.org/2001/XMLSchema#integer\",\"value\":\"1\"},\
        \"d\":{\"type\":\"literal\",\"value\":\"1\"}}]}}";
    server.next([Says(200, "Content-Type: application/sparql-results+json\r\n", rows)]);
    let answer = run(&super::endpoint(&server), "SELECT * { ?a ?b ?c , ?d }", &BTreeMap::new()).expect("rows");
    let row = answer.records().next().expect("a row");
    assert!(row.flag("a") && !row.flag("b"));
    assert_eq!(["a", "b", "c", "d"].map(|name| row.text_or_empty(name)), ["true", "false", "1", "1"]);
}

#[test]
fn a_reader_serves_a_copy() {
    let (server, _) = served();
    let reader = Running::on(CaseFixture::empty(), &["--endpoint", &server.query()]);
    let answer = reader.get("/questions/positions").body;
    assert!(answer.contains("BlackBerry"), "{answer}");
    let about = reader.get("/").body;
    assert!(about.contains(&server.query()), "{about}");
    server.asked();
    let rows = reader.get("/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fs%20a%20sg%3AStatement%20%7D");
    assert!(rows.body.contains("\"n\""), "{}", rows.body);
    assert!(server.asked().is_empty(), "strangers' queries are answered from the copy");
}
