//! The annotator's workplace, asked over HTTP: what its forms write, what they refuse, and who may send them.

use std::thread;

use super::running::{Response, Running, encoded};
use crate::fixture::CaseFixture;

/// How many code at once: a class.
const CLASS: usize = 30;

pub(crate) fn token(name: &str) -> String {
    format!("0123456789abcdef-{name}")
}

/// A server for these coders, on a case in which the machine suggests two statements.
fn serving(coders: &[&str]) -> Running {
    let tokens: String = coders.iter().map(|name| format!("{name} {}\n", token(name))).collect();
    let fixture = CaseFixture::new()
        .file("tokens", tokens)
        .document(
            "article",
            "“We will not open our messages,” Acme said. The Ministry wants them open. Acme said no, no.\n",
        )
        .coded(
            "auto",
            "article",
            &[
                ("acme", "oppose", "access", "We will not open our messages"),
                ("ministry", "support", "access", "The Ministry wants them open"),
            ],
        );
    Running::on(fixture, &["--token-file", "tokens", "--public"])
}

/// A form as a browser sends it from this server's own page.
pub(crate) fn post(running: &Running, coder: &str, fields: &[(&str, &str)]) -> Response {
    try_post(running, coder, fields).expect("an answer")
}

/// The same to a server that may be gone.
pub(crate) fn try_post(running: &Running, coder: &str, fields: &[(&str, &str)]) -> Option<Response> {
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    running
        .ask("POST", "/code/article")
        .form()
        .header("Cookie", &cookie(running, coder))
        .header("Origin", &format!("http://{}", running.address))
        .header("Sec-Fetch-Site", "same-origin")
        .body(body.join("&"))
        .try_send()
}

pub(crate) fn cookie(running: &Running, coder: &str) -> String {
    format!("stancegraph-{}={}", running.address.port(), token(coder))
}

pub(crate) fn page(running: &Running, coder: &str, path: &str) -> String {
    running.ask("GET", path).header("Cookie", &cookie(running, coder)).send().expect(200).body
}

/// The value of a hidden field of a page.
pub(crate) fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// A statement on these words, as the form sends it.
pub(crate) fn coding<'f>(seen: &'f str, quote: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("action", "add"),
        ("seen", seen),
        ("quote", quote),
        ("actor", "Acme Ltd"),
        ("proposition", "access"),
        ("stance", "oppose"),
        ("form", "refuse"),
        ("modality", "own-words"),
        ("commitment", "asserted"),
    ]
}

#[test]
fn who_has_no_token_or_comes_from_elsewhere_codes_nothing() {
    let running = serving(&["ann"]);
    running.ask("GET", "/code/article").accept("text/html").send().expect(303);
    let unknown = running.ask("POST", "/code/article").form().header("Origin", &format!("http://{}", running.address));
    unknown.body("action=complete&seen=none").send().expect(401);
    let foreign = running.ask("POST", "/code/article").form().header("Cookie", &cookie(&running, "ann"));
    foreign
        .header("Origin", "http://evil.example")
        .header("Sec-Fetch-Site", "cross-site")
        .body("action=complete&seen=none")
        .send()
        .expect(403);
    post(&running, "ann", &[("action", "complete"), ("seen", "none"), ("into", "bob")]).expect(403);
    assert!(!running.fixture.path("annotations/ann").exists() && !running.fixture.path("annotations/bob").exists());
}

#[test]
fn a_decision_is_on_the_disk_and_on_the_next_page() {
    let running = serving(&["ann"]);
    let before = page(&running, "ann", "/code/article?into=reviewed");
    let about = field(&before, "about");
    let decision = [("action", "reject"), ("into", "reviewed"), ("seen", "none"), ("about", about.as_str())];
    let answer = post(&running, "ann", &decision).expect(303);
    assert!(answer.header("location").is_some_and(|to| to.starts_with("/code/article?into=reviewed")), "{answer:?}");
    let text = running.fixture.text("annotations/reviewed/article.ttl");
    assert!(text.contains("sg:decidedBy coder:ann") && text.contains(&format!("sg:rejects st:{about}")), "{text}");
    running.get(&format!("/statements/{about}")).expect(404);
    assert!(page(&running, "ann", "/code").contains("Settle"));
}

#[test]
fn what_is_refused_comes_back_as_it_was_typed() {
    let running = serving(&["ann"]);
    let refused = |changes: &[(&'static str, &'static str)]| {
        let mut fields = coding("none", "We will not open our messages");
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        fields.push(("new-proposition-definition", "<b>my remark</b>"));
        let body = post(&running, "ann", &fields).expect(422).body;
        assert!(body.contains("&lt;b&gt;my remark&lt;/b&gt;"), "the remark is gone: {body}");
        body
    };
    for (changes, reason) in [
        (&[("actor", "Nobody We Know")][..], "nobody called “Nobody We Know”"),
        (&[("actor", "")], "Say whose stance it is"),
        (&[("proposition", "")], "Say what the stance is on"),
        (&[("stance", "")], "Choose the stance"),
        (&[("quote", "We will open")], "do not stand in the text"),
        (&[("quote", "no")], "give more of them"),
        (&[("quote", "")], "Mark the words"),
        (&[("modality", "alleged")], "who ascribes it"),
        (&[("stance", "conditional")], "which way it leans"),
        (&[("new-actor", "Guild")], "Choose the kind of actor"),
        (&[("date", "yesterday")], "yesterday"),
        (&[("note", "a\u{202e}b")], "invisible"),
    ] {
        let body = refused(changes);
        assert!(body.contains(reason), "no {reason:?} in {body}");
    }
    assert!(!running.fixture.path("annotations/ann").exists());
    // The place that was marked wins over words that stand in the text twice.
    let at = "“We will not open our messages,” Acme said. The Ministry wants them open. Acme said ".chars().count();
    let spans = format!("{at}-{}", at + 2);
    let mut fields = coding("none", "no");
    fields.push(("spans", &spans));
    post(&running, "ann", &fields).expect(303);
}

#[test]
fn a_form_whose_new_entries_are_there_already_is_taken_and_declares_nothing_twice() {
    // As if the server had ended between the codebook and the statement.
    let declared = "[[actor]]\nid = \"a-guild\"\nlabel = \"Guild\"\nkind = \"ngo\"\naliases = [\"The Guild\"]\n\n\
                    [[proposition]]\nid = \"a-ban\"\nlabel = \"It should be banned.\"\nshort = \"Ban\"\n";
    let running = serving(&["ann"]);
    let fixture = &running.fixture;
    let codebook = format!("{}\n{declared}", fixture.text("codebook.toml"));
    std::fs::write(fixture.path("codebook.toml"), &codebook).expect("room");
    let form = |kind: &'static str| {
        let mut fields = coding("none", "We will not open our messages");
        fields.retain(|(name, _)| !["actor", "proposition"].contains(name));
        fields.extend([("new-actor", "Guild"), ("new-actor-kind", kind), ("new-actor-aliases", "The Guild")]);
        fields.extend([("new-proposition", "It should be banned."), ("new-proposition-short", "Ban")]);
        fields
    };
    // Somebody else of that name is a mistake as ever.
    post(&running, "ann", &form("company")).expect(422);
    post(&running, "ann", &form("ngo")).expect(303);
    assert_eq!(fixture.text("codebook.toml"), codebook);
    let text = fixture.text("annotations/ann/article.ttl");
    assert!(text.contains("a-guild") && text.contains("a-ban"), "{text}");
}

#[test]
fn what_changed_underneath_is_shown_beside_what_was_typed() {
    let running = serving(&["ann"]);
    let mut fields = coding("none", "Acme said no");
    fields.push(("note", "typed for long"));
    post(&running, "ann", &coding("none", "We will not open our messages")).expect(303);
    let first = running.fixture.text("annotations/ann/article.ttl");
    let answer = post(&running, "ann", &fields).expect(409);
    let answer = answer.expect_body("has changed since you opened this page").expect_body("typed for long");
    let answer = answer.expect_body("What is there now");
    assert_eq!(running.fixture.text("annotations/ann/article.ttl"), first);
    // The form that came back carries what is there: sent again it goes on top.
    let seen = field(&answer.body, "seen");
    fields.retain(|(name, _)| *name != "seen");
    fields.push(("seen", &seen));
    post(&running, "ann", &fields).expect(303);
    assert!(running.fixture.text("annotations/ann/article.ttl").contains("typed for long"));
}

#[test]
fn a_class_codes_the_same_document_at_once() {
    let names: Vec<String> = (0..CLASS).map(|number| format!("student-{number:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let running = serving(&names);
    thread::scope(|scope| {
        for name in &names {
            let running = &running;
            scope.spawn(move || {
                post(running, name, &coding("none", "We will not open our messages")).expect(303);
                let page = page(running, name, "/code/article");
                assert!(page.contains("Your statements: 1"), "{name} does not see what {name} wrote");
            });
        }
    });
    for name in &names {
        assert!(running.fixture.text(&format!("annotations/{name}/article.ttl")).contains("sg:Add"), "{name}");
    }
    let (case, found) = stancegraph::case::read_case(&running.fixture.path("")).expect("a case");
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(stancegraph::store::validate_case(&case).expect("shapes"), []);
}
