//! `stancegraph network` as it is used: transcripts, files, and what it says when it cannot.

use crate::fixture::CaseFixture;

const SMALL: &str = include_str!("../../cases/networks/small.csv");

/// A case with two documents and a debate.
#[track_caller]
fn debated() -> CaseFixture {
    CaseFixture::new()
        .document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n")
        .document("demand", "The ministry demands the keys of every provider, officials said.\n")
        .coded("ann", "refusal", &[("acme", "oppose", "access", "We will not hand over the keys")])
        .coded("ann", "demand", &[("ministry", "support", "access", "The ministry demands the keys")])
        .coded("bob", "refusal", &[("acme", "support", "access", "hand over the keys")])
}

#[track_caller]
fn small() -> CaseFixture {
    CaseFixture::empty().file("small.csv", SMALL)
}

#[test]
fn a_case_makes_networks() {
    debated()
        .run(["network", "--coder", "ann", "--aggregation", "conflict"])
        .expect_exit(0)
        .run(["network", "--coder", "ann", "--aggregation", "conflict", "--format", "edges"])
        .expect_exit(0)
        .run(["network", "--coder", "ann", "--mode", "two"])
        .expect_exit(0)
        .run(["network", "--coder", "ann", "--mode", "events"])
        .expect_exit(0)
        .run(["network", "--coder", "eve"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("networks/case");
}

#[test]
fn the_shipped_case_makes_networks() {
    CaseFixture::shipped()
        .run(["network", "--duplicates", "document", "--normalization", "average", "--top", "6", "--format", "edges"])
        .expect_exit(0)
        .run([
            "network",
            "--conditional",
            "middle",
            "--aggregation",
            "subtract",
            "--min-weight",
            "20",
            "--isolates",
            "drop",
        ])
        .expect_exit(0)
        .run(["network", "--mode", "two", "--nodes", "person", "--only", "modality=own-words"])
        .expect_exit(0)
        .expect_unchanged()
        .expect_transcript("networks/shipped");
}

#[test]
fn a_table_makes_networks() {
    small()
        .run(["network", "--statements", "small.csv", "--nodes", "organization"])
        .expect_exit(0)
        .run(["network", "--statements", "small.csv", "--duplicates", "document", "--format", "edges"])
        .expect_exit(0)
        .run(["network", "--statements", "small.csv", "--except", "actor=acme", "--verbose"])
        .expect_exit(0)
        .run([
            "network",
            "--statements",
            "small.csv",
            "--mode",
            "two",
            "--normalization",
            "activity",
            "--format",
            "edges",
        ])
        .expect_exit(0)
        .run(["network", "--statements", "small.csv", "--mode", "events", "--from", "2015-12", "--kernel", "uniform"])
        .expect_exit(2)
        .run(["network", "--statements", "small.csv", "--mode", "events", "--from", "2015-12"])
        .expect_exit(0)
        .stdin("who;what;says\nA;x;1\nB;x;-2\nC;x;\n")
        .run([
            "network",
            "--statements",
            "-",
            "--separator",
            ";",
            "--column",
            "actor=who",
            "--column",
            "concept=what",
            "--column",
            "agreement=says",
            "--scale",
            "-2:2",
        ])
        .expect_exit(0)
        .expect_transcript("networks/table");
}

#[test]
fn each_format_is_written() {
    let mut fixture = small();
    for (name, mode) in [("one", "one"), ("two", "two")] {
        for ending in ["csv", "graphml", "gexf", "net", "json"] {
            let file = format!("{name}.{ending}");
            fixture = fixture
                .run(["network", "--statements", "small.csv", "--mode", mode, "-o", &file])
                .expect_exit(0)
                .expect_no_stdout()
                .expect_file(&file, &format!("networks/{file}"));
        }
    }
    fixture.expect_transcript("networks/formats");
}

#[test]
fn windows_are_written_in_the_formats_that_have_a_place_for_time() {
    let mut fixture = small()
        .run(["network", "--statements", "small.csv", "--window", "3w", "--format", "edges"])
        .expect_exit(0)
        .run(["network", "--statements", "small.csv", "--window", "events:3", "--kernel", "triangular"])
        .expect_exit(0)
        .run(["network", "--statements", "small.csv", "--window", "1m", "--format", "graphml"])
        .expect_exit(2)
        .run(["network", "--statements", "small.csv", "--window", "1m", "--format", "pajek", "-o", "months"])
        .expect_exit(0)
        .expect_file("months/windows.csv", "networks/windows-list.csv")
        .expect_file("months/0002-2015-12-01.net", "networks/windows-month.net");
    for ending in ["json", "gexf"] {
        let file = format!("windows.{ending}");
        fixture = fixture
            .run(["network", "--statements", "small.csv", "--window", "1m", "-o", &file])
            .expect_exit(0)
            .expect_file(&file, &format!("networks/{file}"));
    }
    fixture.expect_transcript("networks/windows");
}

#[test]
fn what_cannot_be_done_is_said_with_a_remedy() {
    let mut fixture = small().file("bad.csv", "organization,concept,agreement\nA,x,1\nB,x,perhaps\n");
    let wrong: [&[&str]; 17] = [
        &["--statements", "missing.csv"],
        &["--statements", "bad.csv"],
        &["--statements", "small.csv", "--actor", "Acm"],
        &["--statements", "small.csv", "--only", "colour=red"],
        &["--statements", "small.csv", "--only", "kind"],
        &["--statements", "small.csv", "--column", "colour=kind"],
        &["--statements", "small.csv", "--column", "concept=Category"],
        &["--statements", "small.csv", "--separator", "::"],
        &["--statements", "small.csv", "--scale", "2"],
        &["--statements", "small.csv", "--from", "2016", "--to", "2015"],
        &["--statements", "small.csv", "--window", "3x"],
        &["--statements", "small.csv", "--window", "9y"],
        &["--statements", "small.csv", "--aggregation", "combine"],
        &["--statements", "small.csv", "--mode", "two", "--normalization", "jaccard"],
        &["--statements", "small.csv", "--nodes", "proposition", "--through", "proposition"],
        &["--statements", "small.csv", "--mode", "events", "--format", "gexf"],
        &["--statements", "small.csv", "-o", "network.xlsx"],
    ];
    for arguments in wrong {
        let all: Vec<&str> = std::iter::once("network").chain(arguments.iter().copied()).collect();
        fixture = match *all.as_slice() {
            [a, b, c] => fixture.run([a, b, c]),
            [a, b, c, d, e] => fixture.run([a, b, c, d, e]),
            [a, b, c, d, e, f, g] => fixture.run([a, b, c, d, e, f, g]),
            _ => panic!("{all:?}"),
        }
        .expect_exit(2)
        .expect_no_stdout()
        .expect_unchanged();
    }
    fixture.expect_transcript("networks/refused");
}
