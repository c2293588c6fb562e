//! A change of a file is noticed, and pages are told.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use super::running::{Running, encoded};

/// The events of `/live` as they come.
struct Events(BufReader<TcpStream>);

impl Events {
    #[track_caller]
    fn of(running: &Running) -> Self {
        let mut stream = TcpStream::connect(running.address).expect("a server");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a socket");
        write!(stream, "GET /live HTTP/1.1\r\nHost: {}\r\n\r\n", running.address).expect("a connection");
        Self(BufReader::new(stream))
    }

    /// The next event: its kind and its data.
    #[track_caller]
    fn next(&mut self) -> (String, String) {
        let (mut kind, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).expect("an event in time"), 0, "the events have ended");
            if let Some(name) = line.strip_prefix("event: ") {
                kind = name.trim().to_owned();
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (kind, data.trim().to_owned());
            }
        }
    }
}

#[test]
fn a_change_is_served_and_told_and_a_mistake_is_told_and_not_served() {
    let mut running = Running::start(&[]);
    let titles = format!("/sparql?query={}", encoded("SELECT ?t { ?d a sg:Document ; dcterms:title ?t } ORDER BY ?t"));
    let titles = |running: &Running| running.ask("GET", &titles).accept("text/csv").send().expect(200).body;
    assert_eq!(titles(&running), "t\r\narticle\r\n");
    let mut events = Events::of(&running);
    let (kind, first) = events.next();
    assert_eq!(kind, "revision");
    std::fs::write(
        running.fixture.path("documents/second.md"),
        "+++\ntitle = \"Another\"\npublisher = \"The Paper\"\n+++\n\nNothing more.\n",
    )
    .expect("room");
    let (kind, second) = events.next();
    assert_eq!(kind, "revision");
    assert_ne!(first, second);
    assert_eq!(titles(&running), "t\r\nAnother\r\narticle\r\n");
    // A case that cannot be used is not served; what was served is served on.
    let codebook = running.fixture.path("codebook.toml");
    let good = std::fs::read_to_string(&codebook).expect("a codebook");
    std::fs::write(&codebook, format!("{good}\n[[actor]\n")).expect("room");
    let (kind, trouble) = events.next();
    assert_eq!(kind, "trouble");
    assert!(trouble.contains("message"), "{trouble}");
    assert_eq!(titles(&running), "t\r\nAnother\r\narticle\r\n");
    std::fs::write(&codebook, &good).expect("room");
    assert_eq!(events.next(), ("revision".to_owned(), second), "the same files have the same revision");
    // Whoever listens does not keep the server from ending.
    assert!(running.end() < Duration::from_secs(8));
}

#[test]
fn an_end_waits_for_what_is_being_answered() {
    let mut running = Running::start(&["--deadline", "3"]);
    let slow = running.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }");
    let asked = std::thread::spawn(move || slow.send());
    std::thread::sleep(Duration::from_millis(700));
    let begun = Instant::now();
    running.end();
    let answer = asked.join().expect("an answer");
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(begun.elapsed() < Duration::from_secs(8));
}
