//! What `network --measures`, `--shares` and `--series` say, and what they refuse.

use crate::fixture::CaseFixture;

const STATEMENTS: &str = include_str!("../../cases/networks/statements.csv");

fn debate() -> CaseFixture {
    CaseFixture::empty().file("statements.csv", STATEMENTS)
}

#[test]
fn the_shipped_case_has_two_camps() {
    CaseFixture::shipped()
        .run(["network", "--measures", "--format", "table"])
        .expect_exit(0)
        .run(["network", "--measures", "--aggregation", "subtract", "--normalization", "average"])
        .expect_exit(0)
        .run(["network", "--mode", "two", "--measures", "--format", "table"])
        .expect_exit(0)
        .run(["network", "--shares", "proposition", "--format", "table"])
        .expect_exit(0)
        .run(["network", "--shares", "actor,proposition"])
        .expect_exit(0)
        .expect_unchanged()
        .expect_transcript("networks/measures/shipped-case");
}

#[test]
fn measures_follow_a_debate() {
    let from = ["network", "--statements", "statements.csv", "--nodes", "organization"];
    let [verb, option, file, nodes, organization] = from;
    debate()
        .run([
            verb,
            option,
            file,
            nodes,
            organization,
            "--window",
            "181d",
            "--to",
            "2009-07",
            "--series",
            "nodes,density,mean-weight,polarization,order,conflict-share,dna-polarization",
        ])
        .expect_exit(0)
        .run([verb, option, file, nodes, organization, "--shares", "week", "--to", "2009-01", "--format", "json"])
        .expect_exit(0)
        .run([verb, option, file, nodes, organization, "--window", "1y", "--measures"])
        .expect_exit(0)
        .expect_transcript("networks/measures/debate");
}

#[test]
fn files_carry_the_measures_along() {
    debate()
        .run(["network", "--statements", "statements.csv", "--measures", "--format", "json"])
        .expect_exit(0)
        .expect_stdout("\"community\":")
        .expect_stdout("\"modularity\":")
        .run(["network", "--statements", "statements.csv", "--measures", "--format", "graphml"])
        .expect_exit(0)
        .expect_stdout("for=\"node\" attr.name=\"community\" attr.type=\"long\"")
        .expect_stdout("for=\"graph\" attr.name=\"polarization\" attr.type=\"double\"")
        .run(["network", "--statements", "statements.csv", "--measures", "--format", "gexf"])
        .expect_exit(0)
        .expect_stdout("title=\"betweenness\" type=\"double\"")
        .expect_stdout("; modularity ");
}

#[test]
fn a_series_is_drawn() {
    let run = |format: &str| {
        let series = ["--window", "181d", "--series", "polarization,nodes", "--format", format];
        debate().run_all(&[&["network", "--statements", "statements.csv"][..], &series].concat()).expect_exit(0)
    };
    run("svg").expect_stdout("<svg").expect_stdout("Polarization, nodes").expect_stdout("2 camps");
    run("html").expect_stdout("Each value with its window");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let measures = |seed: &str| {
        debate().run(["network", "--statements", "statements.csv", "--measures", "--seed", seed, "--format", "table"])
    };
    let first = measures("3").expect_exit(0).stdout();
    assert_eq!(first, measures("3").stdout());
    assert!(first.lines().any(|line| line.split_whitespace().eq(["seed", "3"])), "{first}");
}

#[test]
fn what_cannot_be_measured_is_refused_with_a_remedy() {
    let mut fixture = debate();
    for arguments in [
        &["--shares", "beauty"][..],
        &["--shares", "actor", "--window", "31d"],
        &["--measures", "--format", "pajek"],
        &["--measures", "--format", "svg"],
        &["--measures", "--mode", "events"],
        &["--measures", "--resolution", "-1"],
        &["--measures", "--window", "31d", "--format", "gexf"],
        &["--series", "balance", "--window", "31d"],
        &["--series", "order", "--window", "31d", "--mode", "two"],
        &["--shares", "actor", "--format", "graphml"],
        &["--format", "table"],
        &["--series", "density"],
        &["--series", "beauty", "--window", "31d"],
        &["--measures", "--camps", "1"],
        &["--measures", "--shares", "actor"],
    ] {
        let all: Vec<&str> =
            ["network", "--statements", "statements.csv"].into_iter().chain(arguments.iter().copied()).collect();
        fixture = fixture.run_all(&all).expect_exit(2).expect_no_stdout();
    }
    fixture.expect_unchanged().expect_transcript("networks/measures/refused");
}

#[test]
fn nothing_to_measure_is_no_failure() {
    let none = "document,date,person,organization,concept,agreement\n";
    let one = format!("{none}d,2015-11-30,,\"=cmd|' /C calc'!A1\",\"\u{1b}[31maccess\",yes\n");
    CaseFixture::empty()
        .file("none.csv", none)
        .file("one.csv", one)
        .run(["network", "--statements", "none.csv", "--measures", "--format", "table"])
        .expect_exit(0)
        .run(["network", "--statements", "one.csv", "--measures", "--format", "table"])
        .expect_exit(0)
        .run(["network", "--statements", "one.csv", "--mode", "two", "--measures", "--format", "table"])
        .expect_exit(0)
        .run(["network", "--statements", "none.csv", "--shares", "proposition"])
        .expect_exit(0)
        .expect_transcript("networks/measures/nothing");
}
