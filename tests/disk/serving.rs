//! `serve --store`: a reader without files.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::program::{build, case, program, run, text};

struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(store: &Path) -> Self {
        let mut child =
            program(&["serve", "--store", text(store), "--port", "0", "--workers", "1", "--deadline", "120"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program can be run");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.contains(':'), "it says where it is: {line}");
        Self { child, address }
    }

    /// The status and the text of an answer.
    fn get(&self, path: &str, accept: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a time");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, answer)
    }

    fn count(&self) -> String {
        let query = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D";
        let (status, answer) = self.get(query, "text/csv");
        assert_eq!(status, 200, "{answer}");
        answer.rsplit("\r\n\r\n").next().unwrap_or_default().trim().to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_graph_is_served_without_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    build(&store, &[case("blackberry-pakistan-2015")]);
    let served = Served::start(&store);
    let html = "text/html";
    let (status, home) = served.get("/", html);
    assert!(status == 200 && home.contains("BlackBerry") && home.contains("not the documents"), "{home}");
    assert!(!home.contains("href=\"/documents") && !home.contains("href=\"/code"), "a link that leads nowhere: {home}");
    let first = served.count();
    let csv = served.get("/questions/actors.csv", "*/*");
    assert!(csv.0 == 200 && csv.1.contains("BlackBerry"), "{csv:?}");
    let page = served.get("/questions/stances?proposition=provider-access", html);
    assert!(page.0 == 200 && page.1.contains("BlackBerry"), "{page:?}");
    let drawn = served.get("/diagrams/positions.svg", "*/*");
    assert!(drawn.0 == 200 && drawn.1.contains("<svg"), "{}", drawn.0);
    assert_eq!(served.get("/diagrams/coalitions", html).0, 200);
    let graph = served.get("/graphs?default", "application/n-triples");
    assert!(graph.0 == 200 && graph.1.matches(" .\n").count() > 1000, "{}", graph.0);
    let missing = served.get("/graphs?graph=https://example.org/none", "text/turtle");
    assert_eq!(missing.0, 404, "{missing:?}");
    assert_eq!(served.get("/sparql", "text/turtle").0, 200);
    for path in ["/documents", "/documents/d001", "/actors/blackberry", "/statements", "/search?q=a", "/case.json"] {
        let (status, said) = served.get(path, html);
        assert!(status == 404 && said.contains("not the documents"), "{path}: {status} {said}");
    }
    for path in ["/code", "/api/actors", "/review"] {
        assert_eq!(served.get(path, html).0, 404, "{path}");
    }
    // What is built anew is served, without a moment in which there is nothing.
    build(&store, &[case("apple-fbi-2016")]);
    let begun = Instant::now();
    while served.count() == first {
        assert!(begun.elapsed() < Duration::from_secs(60), "the new store is not served");
        thread::sleep(Duration::from_millis(200));
    }
    assert!(served.get("/", html).1.contains("Apple"));
}

#[test]
fn it_says_what_cannot_be_done() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    let said = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said(&["serve", "--store", text(&store), "--port", "0"]).contains("there is no store in"));
    let both = said(&["query", "actors", "--store", text(&store), "--case", text(&case("apple-fbi-2016"))]);
    assert!(both.contains("both say where the graph comes from"), "{both}");
    assert!(said(&["query", "actors", "--store", text(&store), "--coder", "ann"]).contains("one coder's"));
    assert!(said(&["serve", "--store", text(&store), "--coder", "ann"]).contains("nobody can code"));
    assert!(said(&["store", "check", text(&store)]).contains("there is no store in"));
}
