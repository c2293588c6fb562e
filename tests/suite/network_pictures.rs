//! Networks as pictures: what is drawn, how it is told, and when it is a matrix.

use crate::fixture::CaseFixture;

/// Three who agree, two who oppose them, and one whom nobody answers.
const STATEMENTS: &str = "document,date,person,organization,concept,agreement\n\
    Monday,2015-11-30,,BlackBerry,back doors,no\n\
    Monday,2015-11-30,,Open-Xchange,back doors,no\n\
    Tuesday,2015-12-01,,Open-Xchange,leaving a market,yes\n\
    Tuesday,2015-12-01,,BlackBerry,leaving a market,yes\n\
    Tuesday,2015-12-01,,Pakistan Telecommunication Authority,back doors,yes\n\
    Tuesday,2015-12-01,,Government of Pakistan,back doors,yes\n\
    Friday,2015-12-04,,Government of Pakistan,leaving a market,no\n\
    Friday,2015-12-04,,Access Now,back doors,no\n\
    Friday,2015-12-04,,Mobilink,roaming charges,yes\n";

#[track_caller]
fn statements() -> CaseFixture {
    CaseFixture::empty().file("debate.csv", STATEMENTS)
}

#[test]
fn a_network_of_a_table_is_drawn_in_coalitions() {
    statements()
        .run(["network", "--statements", "debate.csv", "--aggregation", "subtract", "-o", "coalitions.svg"])
        .expect_exit(0)
        .expect_no_stdout()
        .run(["network", "--statements", "debate.csv", "--aggregation", "subtract", "-o", "coalitions.dot"])
        .expect_exit(0)
        .expect_file("coalitions.svg", "networks/coalitions.svg")
        .expect_file("coalitions.dot", "networks/coalitions.dot");
}

#[test]
fn a_page_has_the_picture_and_all_of_it_as_a_table() {
    let run =
        statements().run(["network", "--statements", "debate.csv", "--mode", "two", "--format", "html"]).expect_exit(0);
    let page = run.stdout();
    for words in [
        "<h1>Who stands where on what</h1>",
        "<td>supports</td>",
        "<td>opposes</td>",
        "Open-Xchange opposes: “back doors” (−1)",
        "debate.csv",
    ] {
        assert!(page.contains(words), "{words} is not on the page");
    }
    assert!(page.contains("href=\"#network-row-1\""), "a line leads to its row");
}

#[test]
fn the_shipped_case_is_drawn_with_its_sources() {
    for (kind, lead) in [
        ("congruence", "Who agrees with whom: BlackBerry and Pakistan, 2015"),
        ("conflict", "Who disagrees with whom: BlackBerry and Pakistan, 2015"),
        ("coalitions", "Who sides with whom, and against whom: BlackBerry and Pakistan, 2015"),
    ] {
        let run = CaseFixture::shipped().run(["diagram", kind]).expect_exit(0);
        let svg = run.stdout();
        assert!(svg.contains(&format!("<title id=\"{kind}-title\">{lead}</title>")), "{kind}");
        assert!(svg.contains("The Drum") && svg.contains("one of each per document"), "{kind} has no sources");
    }
}

#[test]
fn a_line_tells_what_two_agree_and_disagree_on() {
    let run = statements()
        .run(["network", "--statements", "debate.csv", "--aggregation", "subtract", "--format", "svg"])
        .expect_exit(0);
    let svg = run.stdout();
    for words in [
        "BlackBerry and Open-Xchange agree (2). Agree on: “back doors” and “leaving a market”, agreeing 2",
        "BlackBerry and Government of Pakistan disagree (−2). Agreeing 0, disagree on: “back doors” and “leaving a market”",
    ] {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn filters_apply_and_are_told() {
    let run = CaseFixture::shipped().run(["diagram", "coalitions", "--proposition", "bulk-monitoring"]).expect_exit(0);
    assert!(run.stdout().contains("only “"), "the filter is not in the subtitle");
    CaseFixture::shipped()
        .run(["diagram", "coalitions", "--min-evidence", "40"])
        .expect_exit(2)
        .expect_stderr("there is nothing to draw: no lines between two is left; loosen the filters");
}

#[test]
fn groups_are_as_fine_as_one_asks_and_the_picture_says_so() {
    let coarse = ["network", "--statements", "debate.csv", "--aggregation", "congruence", "--format", "svg"];
    let run = statements().run(coarse).expect_exit(0).expect_stdout("in 2 communities");
    assert!(!run.stdout().contains("resolution"), "what was not asked for needs no words");
    let mut fine = coarse.to_vec();
    fine.extend(["--resolution", "9", "--seed", "5"]);
    run.run_all(&fine)
        .expect_exit(0)
        .expect_stdout("in 1 community")
        .expect_stdout("seed 5,")
        .expect_stdout("resolution 9)")
        .run(["network", "--statements", "debate.csv", "--resolution=-1", "--format", "svg"])
        .expect_exit(2)
        .expect_stderr("a resolution of -1 divides nothing");
}

#[test]
fn what_cannot_be_drawn_says_what_can() {
    statements()
        .run(["network", "--statements", "debate.csv", "--window", "3d", "-o", "windows.svg"])
        .expect_exit(2)
        .expect_stderr("a picture shows one network, and there is one for each window")
        .run(["network", "--statements", "debate.csv", "--mode", "events", "-o", "events.svg"])
        .expect_exit(2)
        .expect_stderr("use --format csv")
        .run(["network", "--statements", "debate.csv", "-o", "network.bmp"])
        .expect_exit(2)
        .expect_stderr("dot, svg, png, pdf, html");
}

#[test]
fn a_crowd_becomes_a_matrix_and_dot_keeps_the_graph() {
    let rows: String = (0..70)
        .map(|at| format!("d{at},2015-11-30,,Actor {at},topic {},{}\n", at % 9, if at % 3 == 0 { "yes" } else { "no" }))
        .collect();
    let table = format!("document,date,person,organization,concept,agreement\n{rows}");
    let run = CaseFixture::empty()
        .file("crowd.csv", table)
        .run(["network", "--statements", "crowd.csv", "-o", "crowd.svg"])
        .expect_exit(0)
        .expect_stderr("70 boxes are more than one can read on a page (60): this is a matrix");
    let run = run.run(["network", "--statements", "crowd.csv", "--format", "dot"]).expect_exit(0);
    assert!(run.text("crowd.svg").contains("class=\"cell\""));
    assert!(run.stdout().starts_with("graph network {") && run.stdout().contains("--"));
}
