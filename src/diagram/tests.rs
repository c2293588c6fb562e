//! What a drawing promises before it is laid out: links that are safe, words that are right.

use super::evidence::shorten;
use super::relations::{Attitude, Form};
use super::scene::Body;
use super::text::{list, visible};
use super::*;

#[test]
fn only_harmless_links_pass() {
    for good in ["https://example.org/a?b=c:d", "HTTP://example.org", "#e1", "documents/a.html", "a#b:c"] {
        assert!(Link::new(good).is_some(), "{good}");
    }
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "\\\\host\\share",
        "mailto:a@b",
        "",
    ] {
        assert_eq!(Link::new(bad), None, "{bad}");
    }
}

#[test]
fn hidden_characters_are_shown() {
    assert_eq!(visible("a\u{200B}b\u{2066}c"), "a\u{FFFD}b\u{FFFD}c");
    assert_eq!(visible("\t x \r\n y "), "x y");
}

#[test]
fn words_are_joined_and_cut_like_words() {
    let words = |n: usize| ["A", "B", "C"][..n].iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    assert_eq!(list(&words(3)), "A, B and C");
    assert_eq!(list(&words(1)), "A");
    assert_eq!(shorten("a short one", 20), "a short one");
    assert_eq!(shorten("one two three four", 12), "one two…");
}

#[test]
fn dates_keep_their_precision() {
    assert_eq!(When::parse("2015-11-30"), When::Day(2015, 11, 30));
    assert_eq!(When::parse("2015-11-30T10:00:00Z"), When::Day(2015, 11, 30));
    assert_eq!(When::parse("2015-07"), When::Month(2015, 7));
    assert_eq!(When::parse("2012~"), When::Year(2012));
    for odd in ["", "July", "2015-13", "2015-02-99", "15-07-01", "2015-07-01-02"] {
        assert_eq!(When::parse(odd), When::Unknown, "{odd}");
    }
    assert_eq!(When::Month(2015, 7).to_string(), "July 2015");
}

#[test]
fn a_time_line_runs_from_vague_to_precise_and_ends_with_the_unknown() {
    let drawing = timeline::draw(&fixtures::timeline()).expect("the fixture is well formed");
    let Body::Chronicle(chronicle) = drawing.body else {
        panic!("a time line is a chronicle");
    };
    let dates: Vec<String> = chronicle.rows.iter().map(|row| row.when.to_string()).collect();
    assert_eq!(dates.first().map(String::as_str), Some("2012"));
    assert_eq!(dates.last().map(String::as_str), Some("date unknown"));
    assert_eq!(chronicle.rows[1].gap.as_deref(), Some("3 years later"));
    assert_eq!(chronicle.lanes.len(), 5, "actors beyond the fifth lane share one");
    assert!(drawing.advice[0].contains("share the last lane"));
}

#[test]
fn names_of_the_vocabulary_are_read_in_any_spelling() {
    assert_eq!(Stance::from_name("https://w3id.org/stancegraph#Oppose"), Some(Stance::Oppose));
    assert_eq!(Grade::from_name("own-words"), Some(Grade::Stated));
    assert_eq!(Grade::from_name("sg:OwnWords"), Some(Grade::Stated));
    assert_eq!(Form::from_name("sg:Criticise"), Some(Form::Criticise));
    assert_eq!(Form::Praise.usual_attitude(), Attitude::Friendly);
    assert_eq!(Stance::from_name("maybe"), None);
}

#[test]
fn a_position_names_those_who_allege_it() {
    let input = fixtures::blackberry();
    let voice = |actor: &str, proposition: &str, stance| {
        let mut found = input.positions.iter();
        found.find(|p| p.actor == actor && p.proposition == proposition && p.stance == stance).map(Position::voice)
    };
    let alleged = voice("government-of-pakistan", "bulk-monitoring", Stance::Support);
    assert_eq!(alleged.as_deref(), Some("alleged by BlackBerry"));
    let many = voice("government-of-pakistan", "provider-access", Stance::Support);
    assert_eq!(many.as_deref(), Some("alleged by BlackBerry and 2 others"));
    let own = voice("blackberry", "bulk-monitoring", Stance::Oppose);
    assert_eq!(own.as_deref(), Some("own words"));
}

#[test]
fn a_matrix_has_a_cell_for_each_pair_and_says_where_nothing_was_found() {
    let input = fixtures::blackberry();
    let matrix = matrix::cells(&input).expect("the fixture is well formed");
    let rows: Vec<&matrix::Row> = matrix.groups.iter().flat_map(|group| &group.rows).collect();
    assert_eq!(rows.len(), input.actors.len());
    assert!(rows.iter().all(|row| row.cells.len() == input.propositions.len()));
    let pakistan = rows.iter().find(|row| row.actor.label == "Government of Pakistan");
    let pakistan = pakistan.expect("Pakistan's government is an actor");
    assert!(pakistan.cells[0].only_alleged());
    assert_eq!(pakistan.cells[3].marks.len(), 2, "support and a condition");
    assert!(pakistan.cells[6].tooltip.ends_with(matrix::NO_EVIDENCE));
}

#[test]
fn the_text_alternative_tells_every_position() {
    let drawing = positions::draw(&fixtures::small()).expect("the fixture is well formed");
    assert!(drawing.alternative.contains(
        "BlackBerry opposes: “The state should be able to monitor all traffic of a service, not \
         only named suspects” (own words, 2 utterances in 5 documents)."
    ));
    assert_eq!(drawing.table.rows.len(), 2);
}

#[test]
fn faults_of_the_input_are_named() {
    let empty = positions::draw(&Positions::default()).expect_err("there is nothing to draw");
    assert!(empty.to_string().contains("loosen the filters"));
    let mut stray = fixtures::small();
    stray.positions[0].actor = "nobody".to_owned();
    let stray = positions::draw(&stray).expect_err("nobody is no actor");
    assert_eq!(stray.to_string(), "a position names `nobody`, which is not among the actors");
    let mut twice = fixtures::small();
    twice.actors.push(twice.actors[0].clone());
    let twice = matrix::draw(&twice).expect_err("an id is used twice");
    assert!(matches!(twice, DiagramError::Twice { among: "actors", .. }));
}

#[test]
fn a_crowd_brings_advice() {
    let drawing = positions::draw(&fixtures::crowd()).expect("the fixture is well formed");
    assert!(drawing.advice[0].starts_with("80 lines are more than one can read"));
}
