//! Queries that are made to hurt: each is answered in time with an error, and others are answered meanwhile.

use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::running::Running;

/// The deadline that the server is given.
const DEADLINE: Duration = Duration::from_millis(500);
/// How much later an answer may come.
const SLACK: Duration = Duration::from_millis(500);

fn repeat(times: usize, of: impl Fn(usize) -> String) -> String {
    (0..times).map(of).collect()
}

/// `?a0 ?b0 ?c0 . ?a1 ?b1 ?c1 . …`: everything with everything.
fn product(times: usize) -> String {
    repeat(times, |n| format!("?a{n} ?b{n} ?c{n} . "))
}

/// `VALUES` of so many variables with so many values each.
fn values(variables: usize, each: usize) -> String {
    repeat(variables, |n| format!("VALUES ?v{n} {{ {} }} ", repeat(each, |value| format!("{value} "))))
}

/// A string of 2^times characters.
fn doubled(times: usize) -> String {
    let steps = repeat(times, |n| format!("BIND(CONCAT(?s{n}, ?s{n}) AS ?s{}) ", n + 1));
    format!("BIND(\"x\" AS ?s0) {steps}")
}

fn nested(times: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

/// Queries with as many patterns as are allowed, in each shape that is planned in another way.
fn longest() -> Vec<(&'static str, String)> {
    const MOST: usize = 128;
    let chain = repeat(MOST, |n| format!("?n{n} ?p{n} ?n{} . ", n + 1));
    let each = |open: &str, close: &str| repeat(MOST, |n| format!("{open}?n{n} ?p{n} ?n{}{close} ", n + 1));
    vec![
        ("longest, apart", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(MOST))),
        ("longest, ordered", format!("SELECT * {{ {} }} ORDER BY ?c127", product(MOST))),
        ("longest, in a chain", format!("SELECT (COUNT(*) AS ?n) {{ {chain} }}")),
        (
            "longest, around one",
            format!("SELECT (COUNT(*) AS ?n) {{ {} }}", repeat(MOST, |n| format!("?s ?p{n} ?o{n} . "))),
        ),
        ("longest, in graphs", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", each("GRAPH ?g { ", " }"))),
        ("longest, optional", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", each("OPTIONAL { ", " }"))),
        ("longest, in groups", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", each("{ ", " }"))),
        ("longest, united", format!("SELECT * {{ {{}} {} }}", each("UNION { ", " }"))),
        (
            "longest, not there",
            format!("SELECT (COUNT(*) AS ?n) {{ {} FILTER NOT EXISTS {{ {} }} }}", product(4), product(MOST - 4)),
        ),
        (
            "longest, in steps",
            format!("SELECT (COUNT(*) AS ?n) {{ ?a {} ?b }}", vec!["(!<x:x>|^!<x:x>)"; 64].join("/")),
        ),
    ]
}

/// Fifty of them, each with a name.
fn bombs() -> Vec<(&'static str, String)> {
    let all = product(4);
    let any = "(!<x:x>|^!<x:x>)";
    // A filter on all of them cannot be asked earlier than after the last.
    let together = "CONCAT(STR(?c0), STR(?c1), STR(?c2), STR(?c3))";
    let mut bombs = vec![
        ("product, ordered", format!("SELECT * {{ {all} }} ORDER BY ?c0 ?c1")),
        ("product, counted", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(6))),
        ("product, distinct", format!("SELECT DISTINCT ?c0 ?c1 ?c2 ?c3 {{ {all} }}")),
        ("product, grouped", format!("SELECT ?c0 ?c1 (COUNT(*) AS ?n) {{ {all} }} GROUP BY ?c0 ?c1")),
        ("product, filtered", format!("SELECT * {{ {all} FILTER(REGEX({together}, \"zzz\")) }}")),
        ("product, never", format!("ASK {{ {all} FILTER({together} = \"no\") }}")),
        ("product, described", format!("DESCRIBE * {{ {all} }}")),
        ("product, constructed", format!("CONSTRUCT {{ ?a0 ?b1 ?c2 }} {{ {all} }}")),
        (
            "product, optional",
            format!("SELECT (COUNT(*) AS ?n) {{ {} }}", repeat(6, |n| format!("OPTIONAL {{ ?a{n} ?b{n} ?c{n} }} "))),
        ),
        ("product, minus", format!("SELECT (COUNT(*) AS ?n) {{ {all} MINUS {{ ?a0 ?q ?c3 }} }}")),
        (
            "product, not exists",
            format!(
                "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER NOT EXISTS {{ {all} FILTER(?c0 = ?o && ?c3 = \"no\") }} }}"
            ),
        ),
        ("product, within", format!("SELECT * {{ {{ SELECT * {{ {all} }} ORDER BY ?c2 }} FILTER(?c0 = 1) }}")),
        (
            "products, united",
            format!(
                "SELECT (SUM(?n) AS ?m) {{ {} }}",
                repeat(4, |n| format!("{}{{ {all} BIND({n} AS ?n) }}", if n == 0 { "" } else { " UNION " }))
            ),
        ),
        ("product, averaged", format!("SELECT (AVG(STRLEN(STR(?c0))) AS ?m) {{ {} }}", product(5))),
        ("values, ordered", format!("SELECT * {{ {} }} ORDER BY RAND()", values(6, 60))),
        ("values, counted", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", values(8, 60))),
        ("values, distinct", format!("SELECT DISTINCT * {{ {} }}", values(5, 100))),
        ("values, never", format!("ASK {{ {} FILTER(?v0 + ?v1 + ?v2 + ?v3 + ?v4 < 0) }}", values(5, 100))),
        ("values, joined", format!("SELECT (MAX(?v0 * ?v1 * ?v2) AS ?m) {{ {} ?s ?p ?o }}", values(5, 90))),
        ("string, doubled", format!("SELECT (STRLEN(?s40) AS ?n) {{ {} }}", doubled(40))),
        ("string, given", format!("SELECT ?s28 {{ {} }}", doubled(28))),
        ("string, hashed", format!("SELECT (SHA512(?s29) AS ?h) {{ {} }}", doubled(29))),
        ("string, replaced", format!("SELECT (STRLEN(REPLACE(?s22, \"x\", ?s12)) AS ?n) {{ {} }}", doubled(22))),
        (
            "string, encoded",
            format!("SELECT (ENCODE_FOR_URI(REPLACE(?s27, \"x\", \"é\")) AS ?u) {{ {} }}", doubled(27)),
        ),
        ("string, collected", format!("SELECT (GROUP_CONCAT(STR(?c0)) AS ?g) {{ {all} }}")),
        ("expression, repeated", "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), \"((a{99}){99}){99}\")) }".to_owned()),
        ("path, everything", format!("SELECT (COUNT(*) AS ?n) {{ ?a {any}* ?b . ?c {any}* ?d . ?e {any}* ?f }}")),
        ("path, and again", format!("SELECT (COUNT(*) AS ?n) {{ ?a ({any}+/{any}+)+ ?b . ?b ({any}*/{any}*)* ?c }}")),
        (
            "path, in stars",
            format!("ASK {{ ?a {} ?b . ?c {any}+ ?d FILTER(?b = \"no\" && ?d = \"no\") }}", nested(40, "(", any, ")*")),
        ),
        ("path, in steps", format!("SELECT (COUNT(*) AS ?n) {{ ?a {} ?b }}", vec![any; 30].join("/"))),
        ("groups, 1,000 deep", format!("ASK {}", nested(1000, "{", "", "}"))),
        (
            "groups, 40 deep",
            format!("SELECT (COUNT(*) AS ?n) {{ {} {} }}", nested(40, "{ OPTIONAL ", "{ ?s ?p ?o }", "}"), product(5)),
        ),
        ("parentheses, 1,000 deep", format!("ASK {{ FILTER {} }}", nested(1000, "(", "1", ")"))),
        ("parentheses, 60 deep", format!("SELECT * {{ ?s ?p ?o FILTER {} {all} }}", nested(60, "(", "1=1", ")"))),
        ("nodes, 1,000 deep", format!("ASK {{ {} ?p ?o }}", nested(1000, "[ ?p ", "1", " ]"))),
        ("brackets in disguise", format!("ASK {}", nested(1000, "\\u007B", "", "\\u007D"))),
        ("nots, 20,000", format!("ASK {{ FILTER({}true) }}", "!".repeat(20_000))),
        ("sums, 10,000", format!("ASK {{ FILTER(1{} = 1) }}", "+1".repeat(10_000))),
        ("unions, 5,000", format!("ASK {{ {{}}{} }}", "UNION{}".repeat(5_000))),
        ("binds, 2,000", format!("SELECT * {{ {} }}", repeat(2_000, |n| format!("BIND(1 AS ?x{n}) ")))),
        ("too long", format!("ASK {{ ?s ?p \"{}\" }}", "x".repeat(70_000))),
        ("another server", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }".to_owned()),
    ];
    bombs.extend(longest());
    bombs
}

#[test]
fn fifty_bombs_hurt_nobody() {
    let running = Running::start(&["--deadline", "0.5", "--memory", "512", "--workers", "6"]);
    running.query("ASK {}").send().expect(200);
    assert!(bombs().len() >= 50);
    let (done, slowest_page) = (AtomicBool::new(false), AtomicU64::new(0));
    // A machine that is busy otherwise is late with everything: what a page takes tells by how much.
    let late = || SLACK.max(4 * Duration::from_millis(slowest_page.load(Ordering::Relaxed)));
    let mut faults = Vec::new();
    let (good, away) = thread::scope(|scope| {
        let asks = scope.spawn(|| {
            let (mut good, mut away) = (0, 0);
            while !done.load(Ordering::Relaxed) {
                // Pages never wait for queries; a query may be told to come again while processes are replaced.
                let begun = Instant::now();
                running.get("/glossary").expect(200);
                slowest_page.fetch_max(begun.elapsed().as_millis() as u64, Ordering::Relaxed);
                let begun = Instant::now();
                let answer = running.query("SELECT * { ?s a sg:Statement }").send();
                match answer.status {
                    200 => good += 1,
                    503 => away += 1,
                    _ => panic!("a good question is not answered: {answer:?}"),
                }
                assert!(begun.elapsed() < DEADLINE + late(), "a good question took {:?}", begun.elapsed());
                thread::sleep(Duration::from_millis(20));
            }
            (good, away)
        });
        for (name, bomb) in bombs() {
            let begun = Instant::now();
            let answer = running.query(&bomb).send();
            let took = begun.elapsed();
            if took > DEADLINE + late() {
                faults.push(format!("{name}: answered after {took:?} where {:?} are allowed", DEADLINE + late()));
            }
            if ![400, 413, 503].contains(&answer.status) || !answer.body.starts_with("error: ") {
                faults.push(format!("{name}: {} {}", answer.status, &answer.body[..answer.body.len().min(200)]));
            }
        }
        done.store(true, Ordering::Relaxed);
        asks.join().expect("good questions are answered")
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(good > bombs().len() / 2 && good > 4 * away, "{good} good questions were answered, {away} sent away");
    // Those that were killed have been replaced, and none is left over.
    let begun = Instant::now();
    while let Some(children) = running.children().filter(|children| *children != 6) {
        assert!(begun.elapsed() < Duration::from_secs(20), "{children} processes");
        thread::sleep(Duration::from_millis(100));
    }
    running.query("ASK {}").send().expect(200);
}

#[test]
fn each_limit_has_its_status() {
    let running = Running::start(&["--rows", "50", "--deadline", "2", "--memory", "512"]);
    let ask = |query: &str| running.query(query).send();
    ask("SELECT * { ?s ?p ?o } LIMIT 50").expect(200);
    ask("SELECT * { ?s ?p ?o } LIMIT 51").expect(413).expect_body("more than 50 rows");
    ask("CONSTRUCT WHERE { ?s ?p ?o }").expect(413);
    ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }").expect(400).expect_body("SERVICE");
    ask(&format!("ASK {{ {} }}", product(129))).expect(400).expect_body("129 patterns; 128 are allowed");
    ask(&format!("ASK {}", nested(65, "{", "", "}"))).expect(400).expect_body("deeper than 64");
    let slow = ask(&format!("SELECT (COUNT(*) AS ?n) {{ {} FILTER(?c0 != ?c1 + ?c2 + ?c3) }}", product(4)));
    slow.expect(503).expect_body("did not end within 2 s");
    // Time enough to want too much.
    let running = Running::start(&["--deadline", "60", "--memory", "512"]);
    let doubled = running.query(&format!("SELECT (STRLEN(?s40) AS ?n) {{ {} }}", doubled(40))).send();
    doubled.expect(503).expect_body("512 MiB");
}

#[test]
fn when_all_are_at_work_the_answer_says_so() {
    let running = Running::start(&["--deadline", "1.5", "--workers", "1"]);
    let bomb = format!("SELECT (COUNT(*) AS ?n) {{ {} }}", values(8, 60));
    let first = running.query(&bomb);
    let first = thread::spawn(move || first.send());
    thread::sleep(Duration::from_millis(100));
    let others: Vec<_> = (0..24)
        .map(|_| {
            let request = running.query(&bomb);
            thread::spawn(move || request.send())
        })
        .collect();
    let answers: Vec<_> = others.into_iter().map(|other| other.join().expect("an answer")).collect();
    assert!(answers.iter().all(|answer| answer.status == 503), "{answers:?}");
    let busy = answers.iter().find(|answer| answer.body.contains("at work")).expect("somebody was sent away");
    assert!(busy.header("retry-after").is_some(), "{busy:?}");
    first.join().expect("an answer").expect(503);
}
