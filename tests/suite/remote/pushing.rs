//! What is pushed is there, once, whatever happened on the way.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use stancegraph::{
    case::read_case,
    remote::push::{How, PushError, Pusher, Report, push_case, push_parts},
    store::{CaseGraph, View, disk::Watch},
};

use super::{
    TestServer, endpoint,
    server::Fault::{self, Answer as Says, CutOff, Forgets, Hangup},
    store,
};
use crate::{faults::killing::rounds, fixture::CaseFixture, server::running::coded, shipped};

/// The graph of a small case: two coders' graphs and its own two.
fn small() -> CaseGraph {
    let (case, _) = read_case(&coded().path("")).expect("a case");
    CaseGraph::build(&case, &View::Current).expect("a graph")
}

fn push(server: &TestServer, graph: &CaseGraph, how: How) -> Result<Report, PushError> {
    let (asked, sent) = (endpoint(server), store(server));
    let mut pusher = Pusher::new(&asked, &sent, how, &|_| ());
    push_case(&mut pusher, graph)?;
    Ok(pusher.report().clone())
}

/// What a server should hold.
fn expected(graph: &CaseGraph) -> Vec<String> {
    let mut lines: Vec<String> = graph.named_quads().iter().map(ToString::to_string).collect();
    lines.sort();
    lines
}

#[test]
fn a_case_is_there_and_is_not_sent_twice() {
    let server = TestServer::start();
    let first = push(&server, shipped::graph(), How { dry_run: true, anew: false }).expect("a look");
    assert_eq!((first.total().sent, server.lines().len()), (22, 0), "nothing is sent");
    let first = push(&server, shipped::graph(), How::default()).expect("a push");
    assert_eq!(server.lines(), expected(shipped::graph()));
    assert_eq!((first.total().sent, first.total().there), (22, 0));
    assert_eq!(first.total().triples as usize, server.lines().len());
    server.asked();
    let second = push(&server, shipped::graph(), How::default()).expect("a push");
    assert_eq!((second.total().sent, second.total().there, second.total().replaced), (0, 22, 0));
    assert!(server.asked().iter().all(|one| one.target == "/query"), "it only looks");
}

#[test]
fn what_differs_is_replaced() {
    let (server, graph) = (TestServer::start(), small());
    push(&server, &graph, How::default()).expect("a push");
    let name = graph.graph_names().remove(0).into_string();
    let ending = format!(" <{name}>");
    let lines: Vec<String> = server.lines().into_iter().filter(|line| line.ends_with(&ending)).collect();
    let kept: String = lines.iter().skip(1).map(|line| line.replace(&ending, " .\n")).collect();
    let somebody = store(&server);
    // As many triples, but not the same.
    let swapped = format!("{kept}<http://example.org/a> <http://example.org/b> \"c\" .\n");
    somebody.put(&name, swapped.as_bytes()).expect("a change by somebody else");
    assert_eq!(server.count(&name), lines.len());
    let unseen = push(&server, &graph, How::default()).expect("a push");
    assert_eq!(unseen.total().replaced, 0, "with the number and the note unchanged it cannot be seen");
    somebody.put(&name, kept.as_bytes()).expect("another change");
    let seen = push(&server, &graph, How::default()).expect("a push");
    assert_eq!((seen.total().replaced, seen.total().there), (1, 3));
    assert_eq!(server.lines(), expected(&graph));
    let anew = push(&server, &graph, How { anew: true, dry_run: false }).expect("a push");
    assert_eq!(anew.total().there, 0);
    assert_eq!(server.lines(), expected(&graph));
}

#[test]
fn a_server_that_takes_no_quads_gets_graphs() {
    let (server, graph) = (TestServer::start(), small());
    server.without_quads();
    push(&server, &graph, How::default()).expect("a push");
    assert_eq!(server.lines(), expected(&graph));
    assert_eq!(server.asked().iter().filter(|one| one.method == "PUT").count(), 4);
}

#[test]
fn faults_on_the_way_leave_nothing_twice_and_nothing_out() {
    let graph = small();
    let refusal = Says(507, "", "the disk is full");
    let (mut failed, mut passed) = (0, 0);
    // A fault at each request in turn, on a server that has nothing; each push that fails is followed by another.
    for at in 0..14 {
        for fault in [CutOff, Hangup, Says(503, "Retry-After: 0\r\n", ""), refusal.clone()] {
            let server = TestServer::start();
            server.next(std::iter::repeat_n(Fault::None, at).chain([fault]));
            match push(&server, &graph, How::default()) {
                Ok(_) => passed += 1,
                Err(_) => {
                    failed += 1;
                    push(&server, &graph, How::default()).expect("a push");
                }
            }
            assert_eq!(server.lines(), expected(&graph), "a fault at request {at}");
        }
    }
    assert!(failed >= 8 && passed >= 24, "{failed} failed, {passed} passed");
}

#[test]
fn what_did_not_arrive_is_sent_again() {
    // As where a request of a push that was killed is still at work, and undoes what this one sends.
    let graph = small();
    for (quads, changes) in [(true, 3), (false, 6)] {
        for at in 0..20 {
            let server = TestServer::start();
            if !quads {
                server.without_quads();
            }
            server.next(std::iter::repeat_n(Fault::None, at).chain([Forgets]));
            push(&server, &graph, How::default()).expect("a push");
            assert_eq!(server.lines(), expected(&graph), "request {at} was forgotten");
            let sent = server.asked().iter().filter(|one| one.target != "/query").count();
            assert!(sent >= changes, "only {sent} changes");
        }
    }
    let server = TestServer::start();
    server.next(std::iter::repeat_n(Forgets, 100));
    let error = push(&server, &graph, How::default()).expect_err("it forgets everything").to_string();
    assert!(error.contains("triples, and the server counts 0"), "{error}");
}

#[test]
fn what_of_parts_did_not_arrive_is_sent_again() {
    let fixture = parts();
    for quads in [true, false] {
        let server = || {
            let server = TestServer::start();
            if !quads {
                server.without_quads();
            }
            server
        };
        let push = |server: &TestServer| {
            let (asked, sent) = (endpoint(server), store(server));
            let mut pusher = Pusher::new(&asked, &sent, How::default(), &|_| ());
            let watch = Watch { read: &|_| (), phase: &|_| () };
            push_parts(&mut pusher, &[fixture.path("part.nq")], &watch).expect("a push");
        };
        let whole = server();
        push(&whole);
        let changes = whole.asked().into_iter().enumerate().filter(|(_, one)| one.target != "/query");
        let changes: Vec<usize> = changes.map(|(at, _)| at).collect();
        assert!(changes.len() > if quads { 2 } else { 6 }, "{changes:?}");
        for at in changes {
            let server = server();
            server.next(std::iter::repeat_n(Fault::None, at).chain([Forgets]));
            push(&server);
            assert_eq!(server.lines(), whole.lines(), "request {at} was forgotten");
        }
    }
}

/// Texts that belong to no case, annotated.
fn parts() -> CaseFixture {
    CaseFixture::shipped().run(["annotate", "documents", "--format", "nquads", "-o", "part.nq"]).expect_exit(0)
}

#[test]
fn parts_are_pushed_and_derived() {
    let server = TestServer::start();
    let fixture = parts();
    let endpoint = server.query();
    let push = ["push", "part.nq", "part.nq", "--derive", "--title", "Texts", "--endpoint", &endpoint];
    let fixture = fixture.run(push).expect_exit(0).expect_stdout("graph/auto/*");
    let once = server.lines();
    let fixture = fixture.run(push).expect_exit(0);
    assert_eq!(server.lines(), once, "pushed twice, there once");
    fixture
        .run(["query", "positions", "--endpoint", &endpoint, "--format", "csv"])
        .expect_exit(0)
        .expect_stdout("BlackBerry");
}

#[test]
fn a_push_that_is_killed_goes_on_where_it_was() {
    let server = TestServer::start();
    let fixture = parts();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..rounds(6) {
        // Every other round begins from nothing; the others go on where the last one was killed.
        let anew = ["--anew"].into_iter().filter(|_| round % 2 == 1);
        let mut push = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
            .current_dir(fixture.path(""))
            .args(["push", "part.nq", "--derive", "--title", "Texts", "--quiet", "--endpoint", &server.query()])
            .args(anew)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis(seed >> 33 & 0x3ff));
        push.kill().expect("it can be killed, also if it has ended");
        push.wait().expect("it ends");
    }
    let endpoint = server.query();
    let last = ["push", "part.nq", "--derive", "--title", "Texts", "--endpoint", &endpoint];
    let fixture = fixture.run(last).expect_exit(0).run(last).expect_exit(0);
    let _ = fixture.expect_stdout("graph/inferred");
    let quiet = TestServer::start();
    let undisturbed = quiet.query();
    let once = ["push", "part.nq", "--derive", "--title", "Texts", "--endpoint", &undisturbed];
    let _ = parts().run(once).expect_exit(0);
    assert_eq!(server.lines(), quiet.lines());
}
