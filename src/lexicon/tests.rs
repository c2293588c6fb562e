//! What the pattern language promises.

use std::collections::BTreeMap;

use super::{Compiler, Match, Negation, NoSlots, Round, Slot, SlotReader, Words, parse};

/// The words of every match of a pattern in a text.
fn find(pattern: &str, text: &str) -> Vec<String> {
    find_all(&[pattern], text).into_iter().map(|(_, words)| words).collect()
}

fn find_all(patterns: &[&str], text: &str) -> Vec<(usize, String)> {
    let mut compiler = Compiler::default();
    for pattern in patterns {
        compiler.add(parse(pattern, &BTreeMap::new()).expect("the pattern is well-formed"), Round::First);
    }
    let index = compiler.finish();
    let words = Words::read(text, index.vocabulary());
    let mut found: Vec<Match> = Vec::new();
    for sentence in words.sentences.clone() {
        index.find(Round::First, &words, sentence, &NoSlots, &mut found);
    }
    found.into_iter().map(|found| (found.pattern, words.slice(found.words).to_owned())).collect()
}

/// Where a pattern is wrong, and the code of the mistake.
fn mistake(pattern: &str) -> (&'static str, String) {
    let diagnostic = parse(pattern, &BTreeMap::new()).expect_err("the pattern is wrong");
    let bytes = diagnostic.place.and_then(|place| place.bytes).expect("a mistake has a place");
    (diagnostic.code, pattern[bytes].to_owned())
}

#[test]
fn a_word_matches_in_all_its_forms_and_cases() {
    assert_eq!(
        find("monitor traffic", "They Monitored traffic; monitoring TRAFFIC goes on."),
        ["Monitored traffic", "monitoring TRAFFIC"]
    );
    assert_eq!(find("=monitoring", "They monitor. Monitoring goes on."), ["Monitoring"]);
}

#[test]
fn hyphens_quotation_marks_and_genitives_do_not_matter() {
    assert_eq!(find("end-to-end encryption", "“end-to-end” encryption, end to end encryption").len(), 2);
    assert_eq!(find("customer information", "our customers’ information, a customer's information").len(), 2);
    assert_eq!(find("will not comply", "It won't comply."), ["won't comply"]);
}

#[test]
fn alternatives_options_and_prefixes() {
    let pattern = "(build|create) [a] (back door|backdoor)";
    assert_eq!(find(pattern, "to build a back-door, creating backdoors"), ["build a back-door", "creating backdoors"]);
    assert_eq!(find("encrypt*", "encrypted, encryption, crypt"), ["encrypted", "encryption"]);
}

#[test]
fn gaps_are_limited_and_stay_in_the_sentence() {
    assert_eq!(find("monitor .. traffic", "monitor all of the traffic"), ["monitor all of the traffic"]);
    assert!(find("monitor ..2 traffic", "monitor all of the traffic").is_empty());
    assert!(find("monitor .. traffic", "They monitor. Traffic grows.").is_empty());
    assert!(find("monitor .. traffic", "They monitor; traffic grows.").is_empty());
    assert_eq!(find("monitor _ traffic", "monitor all traffic, monitor traffic"), ["monitor all traffic"]);
}

#[test]
fn abbreviations_end_no_sentence() {
    assert_eq!(find("ask ..9 access", "They asked Sen. Doe of the U.S. Senate for access.").len(), 1);
}

#[test]
fn a_rare_word_deep_in_the_pattern_finds_it_too() {
    let found = find_all(&["the .. of the clipper", "the law"], "the design of the Clipper and the law");
    assert_eq!(found, [(0, "the design of the Clipper".to_owned()), (1, "the law".to_owned())]);
}

#[test]
fn negation_is_said_in_braces() {
    let negation = |pattern: &str| parse(pattern, &BTreeMap::new()).expect("well-formed").negation;
    assert_eq!(negation("support"), Negation::Flip);
    assert_eq!(negation("{drop} trust"), Negation::Drop);
    assert_eq!(negation("{ignore} will not comply"), Negation::Ignore);
}

#[test]
fn mistakes_have_a_place() {
    assert_eq!(mistake("build (a|b"), ("pattern-bracket", "(".to_owned()));
    assert_eq!(mistake("build a]"), ("pattern-bracket", "]".to_owned()));
    assert_eq!(mistake("order <planet> to"), ("pattern-slot", "planet".to_owned()));
    assert_eq!(mistake("access ..99 messages"), ("pattern-gap", "..99".to_owned()));
    assert_eq!(mistake("@nowhere access"), ("pattern-list", "@nowhere".to_owned()));
    assert_eq!(mistake("{maybe} trust"), ("pattern-negation", "maybe".to_owned()));
    assert_eq!(mistake("[the] .."), ("pattern-empty", "[the] ..".to_owned()));
    assert_eq!(mistake("a || b"), ("pattern-bracket", "|".to_owned()));
}

#[test]
fn slots_are_filled_by_the_reader_and_remembered() {
    struct Two;
    impl SlotReader for Two {
        fn end(&self, slot: Slot, at: usize) -> Option<usize> {
            (slot == Slot::Actor).then_some(at + 2)
        }
    }
    let mut compiler = Compiler::default();
    compiler.add(parse("order <actor:addressee> to", &BTreeMap::new()).expect("well-formed"), Round::First);
    let index = compiler.finish();
    let words = Words::read("It ordered Jane Doe to leave.", index.vocabulary());
    let mut found = Vec::new();
    index.find(Round::First, &words, 0..words.words.len(), &Two, &mut found);
    let (place, filled) = found[0].slots[0].clone();
    assert_eq!(index.role(0, place), "addressee");
    assert_eq!(words.slice(filled), "Jane Doe");
}

#[test]
fn a_sentence_without_end_is_cut() {
    let index = Compiler::default().finish();
    let text = "said ".repeat(1000);
    let words = Words::read(&text, index.vocabulary());
    assert_eq!(words.sentences.iter().map(ExactSizeIterator::len).collect::<Vec<_>>(), [250, 250, 250, 250]);
}
