//! What servers do wrong, and what is made of it.

use std::{
    collections::BTreeMap,
    io::Write as _,
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

use stancegraph::{
    query::{Answer, run},
    remote::{Client, Credentials, Endpoint, GraphStore, Patience, RemoteError},
};

use super::{
    TestServer, address, client, endpoint, impatient,
    server::Fault::{self, Answer as Says, CutOff, Hangup, Stall},
    store,
};
use crate::fixture::CaseFixture;

const BUSY: Fault = Says(503, "", "later");

fn ask(endpoint: &Endpoint) -> Result<Answer, String> {
    run(endpoint, "ASK { ?s ?p ?o }", &BTreeMap::new()).map_err(|error| error.to_string())
}

#[test]
fn what_passes_is_tried_again() {
    let server = TestServer::start();
    for passing in [vec![BUSY, BUSY], vec![Hangup], vec![CutOff], vec![Says(429, "Retry-After: 0\r\n", ""), Hangup]] {
        let tries = passing.len() + 1;
        server.next(passing);
        assert_eq!(ask(&endpoint(&server)), Ok(Answer::Boolean(false)));
        assert_eq!(server.asked().len(), tries);
    }
}

#[test]
fn what_does_not_pass_is_given_up() {
    let server = TestServer::start();
    server.next([BUSY, BUSY, BUSY]);
    let error = ask(&endpoint(&server)).expect_err("busy");
    assert!(error.ends_with("/query is busy (503), tried 3 times"), "{error}");
    server.next([Says(500, "Content-Type: text/plain\r\n", "out of order")]);
    let error = ask(&endpoint(&server)).expect_err("out of order");
    assert!(error.ends_with("refuses (500): out of order"), "{error}");
    assert_eq!(server.asked().len(), 4, "what is refused is not tried again");
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port");
    let absent = Endpoint::raw(client(impatient()), address(&format!("http://{nobody}/")));
    let error = ask(&absent).expect_err("nobody");
    assert!(error.ends_with("nobody listens there, tried 3 times"), "{error}");
}

#[test]
fn a_server_says_how_long_to_wait() {
    let server = TestServer::start();
    server.next([Says(503, "Retry-After: 1\r\n", "")]);
    let patience = Patience { longest_wait: Duration::from_secs(5), ..impatient() };
    let begun = Instant::now();
    assert!(ask(&Endpoint::raw(client(patience), address(&server.query()))).is_ok());
    assert!(begun.elapsed() >= Duration::from_secs(1));
    server.next([Says(503, "Retry-After: 86400\r\n", "")]);
    assert!(ask(&endpoint(&server)).is_ok(), "nobody waits for a day");
}

#[test]
fn a_server_that_says_nothing_is_left() {
    let server = TestServer::start();
    server.next([Stall(Duration::from_secs(30))]);
    let patience = Patience { answer: Duration::from_millis(300), ..impatient() };
    let error = ask(&Endpoint::raw(client(patience), address(&server.query()))).expect_err("silence");
    assert!(error.ends_with("did not answer within 0.3 seconds"), "{error}");
    assert_eq!(server.asked().len(), 1, "it is still at work on the first");
}

#[test]
fn rubbish_is_no_answer() {
    let server = TestServer::start();
    let json = "Content-Type: application/sparql-results+json\r\n";
    for (headers, text, told) in [
        ("Content-Type: text/html\r\n", "<h1>It works!</h1>", "it sends text/html"),
        ("Content-Type: application/sparql-results+xml\r\n", "<sparql/>", "it sends application/sparql-results+xml"),
        ("", "{}", "it does not say what it sends"),
        (json, "{\"head\": {}, \"boo", "did not answer with results as JSON"),
        (json, "[1, 2, 3]", "did not answer with results as JSON"),
    ] {
        server.next([Says(200, headers, text)]);
        let error = ask(&endpoint(&server)).expect_err(text);
        assert!(error.contains(told), "{error}");
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let there = format!("http://{}/", listener.local_addr().expect("its address"));
    thread::spawn(move || {
        listener.incoming().flatten().try_for_each(|mut stream| stream.write_all(b"SSH-2.0\r\n\r\n"))
    });
    assert!(ask(&Endpoint::raw(client(impatient()), address(&there))).is_err());
}

#[test]
fn no_answer_is_read_without_end() {
    let server = TestServer::start();
    let patience = Patience { most: 10, ..impatient() };
    let error = ask(&Endpoint::raw(client(patience), address(&server.query()))).expect_err("long");
    assert!(error.contains("is longer than"), "{error}");
}

#[test]
fn an_answer_that_the_server_cut_is_none() {
    let server = TestServer::start();
    let cut = "Content-Type: application/sparql-results+json\r\nX-SPARQL-MaxRows: 10000\r\n";
    server.next([Says(200, cut, "{\"head\": {}, \"boolean\": true}")]);
    let error = ask(&endpoint(&server)).expect_err("a part");
    assert!(error.ends_with("has cut its answer off at a limit of its own"), "{error}");
}

#[test]
fn redirects_lead_to_no_other_server() {
    let (server, other) = (TestServer::start(), TestServer::start());
    let secret = || Client::new(Credentials::Bearer("secret".to_owned()), false, impatient());
    let to_other: &'static str = Box::leak(format!("Location: {}?secret\r\n", other.query()).into_boxed_str());
    server.next([Says(307, to_other, "")]);
    let error = ask(&Endpoint::raw(secret(), address(&server.query()))).expect_err("elsewhere");
    assert!(error.contains("points to another server") && !error.contains("secret"), "{error}");
    assert!(other.asked().is_empty());
    server.asked();
    // Within the server the question goes along, with who asks.
    server.next([Says(308, "Location: /query\r\n", "")]);
    assert_eq!(ask(&Endpoint::raw(secret(), address(&server.query()))), Ok(Answer::Boolean(false)));
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|one| one.method == "POST" && one.authorization.as_deref() == Some("Bearer secret")));
    server.next(std::iter::repeat_n(Says(307, "Location: /query\r\n", ""), 10));
    assert!(ask(&endpoint(&server)).is_err(), "round in circles");
}

#[test]
fn a_store_that_refuses_is_told_of() {
    let server = TestServer::start();
    server.next([Says(401, "", "")]);
    let error = store(&server).put("http://example.org/g", b"").expect_err("refused");
    assert!(error.remedy().contains("STANCEGRAPH_ENDPOINT_USER"));
    let wrong = GraphStore::new(client(impatient()), address(&server.query().replace("query", "nowhere")));
    let error = wrong.put("http://example.org/g", b"").expect_err("not there");
    assert!(matches!(&error, RemoteError::Refused { status: 404, said, .. } if said == "no such thing"), "{error}");
}

#[test]
fn the_command_sends_credentials_of_the_environment_and_shows_none() {
    let server = TestServer::start();
    server.next([Says(403, "", "")]);
    let told = |fixture: CaseFixture, endpoint: &str, words: &str| {
        let fixture = fixture.run(["query", "positions", "--endpoint", endpoint]).expect_exit(2).expect_stderr(words);
        assert!(!fixture.stderr().contains("s3cret"), "{}", fixture.stderr());
    };
    let user = CaseFixture::empty().env("STANCEGRAPH_ENDPOINT_USER", "ann");
    told(user.env("STANCEGRAPH_ENDPOINT_PASSWORD", "s3cret"), &server.query(), "refuses (403)");
    assert_eq!(server.asked()[0].authorization.as_deref(), Some("Basic YW5uOnMzY3JldA=="));
    let token = CaseFixture::empty().env("STANCEGRAPH_ENDPOINT_TOKEN", "s3cret");
    told(token, "http://192.0.2.1/sparql", "credentials could be read on the way");
    told(CaseFixture::empty(), "http://ann:s3cret@127.0.0.1/sparql", "holds a user name or a password");
}
