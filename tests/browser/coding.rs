//! Coding: with one key, by keyboard alone, without scripts, and when the file has changed underneath.

use stancegraph::{
    model::{DecisionKind, Modality, Offsets, Stance},
    review::{Action, Taking},
};

use crate::{
    driver::{Browser, key},
    served::{DOCUMENT, Served},
};

fn workplace() -> String {
    format!("/code/{DOCUMENT}")
}

/// The suggestion that is the current one.
fn current(browser: &Browser) -> String {
    let found = browser.eval("return document.querySelector('.suggestions > [aria-current]')?.dataset.id ?? '';");
    found.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_suggestion_is_accepted_with_one_key_and_the_file_has_it() {
    let served = Served::uncoded();
    let suggested = served.suggested();
    let browser = served.logged_in("ann", &workplace());
    assert_eq!(current(&browser), suggested[0], "the surest comes first");
    browser.press(&["a"]);
    browser.wait_for("#said", "Accepted");
    let set = served.coded("ann").expect("a file");
    assert_eq!((set.statements.len(), set.decisions[0].kind), (1, DecisionKind::Accept));
    assert_eq!(set.decisions[0].about, suggested[0]);
    assert_eq!(current(&browser), suggested[1], "the next one is the current one");
    // Down one, up again, and thrown out.
    browser.press(&["j"]);
    assert_eq!(current(&browser), suggested[2]);
    browser.press(&["k", "x"]);
    browser.wait_for("#said", "Rejected");
    let text = std::fs::read_to_string(served.case().join(format!("annotations/ann/{DOCUMENT}.ttl"))).expect("a file");
    assert!(text.contains(&format!("sg:rejects st:{}", suggested[1])), "{text}");
    served.check();
    browser.press(&["u"]);
    browser.wait_for("#said", "Undone");
    assert_eq!(served.coded("ann").expect("a file").decisions.len(), 1);
    browser.press_with(key::SHIFT, &["U"]);
    browser.wait_for("#said", "Done again");
    assert_eq!(served.coded("ann").expect("a file").decisions.len(), 2);
}

#[test]
fn a_passage_is_coded_by_keyboard_alone() {
    let served = Served::uncoded();
    let browser = served.logged_in("ann", &workplace());
    // To the text, two words on, and three more marked.
    browser.press(&["t", key::RIGHT, key::RIGHT]);
    browser.press_with(key::SHIFT, &[key::RIGHT, key::RIGHT, key::RIGHT]);
    let marked = browser.eval("return getSelection().toString();");
    let marked = marked.as_str().expect("words").to_owned();
    assert_eq!(marked.split_whitespace().count(), 4, "{marked}");
    browser.press(&[key::ENTER]);
    browser.wait("the form", "return document.activeElement?.id === 'f-actor';");
    browser.press(&["BlackBerry", key::TAB, "Leave rather than weaken", key::TAB, key::DOWN]);
    browser.press_with(key::CONTROL, &[key::ENTER]);
    browser.wait_for("#said", "Written");
    let set = served.coded("ann").expect("a file");
    let [statement] = &set.statements[..] else { panic!("one statement") };
    assert_eq!((statement.actor.as_str(), statement.proposition.as_str()), ("blackberry", "market-exit"));
    assert_eq!((statement.stance, statement.modality), (Stance::Oppose, Modality::OwnWords));
    let (case, _) = stancegraph::case::read_case(&served.case()).expect("a case");
    let text = &case.documents[&set.document].text;
    assert_eq!(Offsets::new(text).slice(statement.evidence[0]), Some(&*marked), "the very words");
    served.check();
}

#[test]
fn what_is_refused_loses_nothing_that_was_typed() {
    let served = Served::uncoded();
    let browser = served.logged_in("ann", &format!("{}?new=1&spans=0-30", workplace()));
    browser.click("#f-actor");
    browser.press(&["Wire Guild", key::TAB, "Monitoring all traffic", key::TAB, key::SPACE]);
    browser.press_with(key::CONTROL, &[key::ENTER]);
    browser.wait_for(".fault", "nobody called “Wire Guild”");
    assert!(served.coded("ann").is_none());
    assert_eq!(browser.eval("return document.getElementById('f-proposition').value;"), "Monitoring all traffic");
    // Added in place, it goes through.
    browser.click("#f-new-actor");
    browser.press(&["Wire Guild", key::TAB, "ng"]);
    browser.press_with(key::CONTROL, &[key::ENTER]);
    browser.wait_for("#said", "Written");
    let codebook = std::fs::read_to_string(served.case().join("codebook.toml")).expect("a codebook");
    assert!(codebook.contains("label = \"Wire Guild\"") && codebook.contains("kind = \"ngo\""), "{codebook}");
    assert_eq!(served.coded("ann").expect("a file").statements[0].actor.as_str(), "wire-guild");
    served.check();
}

#[test]
fn a_file_that_changed_underneath_is_shown_and_not_written_over() {
    let served = Served::uncoded();
    let suggested = served.suggested();
    let browser = served.logged_in("ann", &workplace());
    let about = suggested[3].clone();
    served.decide("ann", Action::Take { taking: Taking::of(&about), coding: None, reason: None });
    browser.press(&["a"]);
    browser.wait_for(".fault", "has changed since you opened this page");
    browser.wait_for(".fault", "What you chose");
    browser.wait_for(".fault", "1 statement and 1 decision");
    assert_eq!(served.coded("ann").expect("a file").statements.len(), 1, "nothing was written over");
    browser.click(".fault button");
    browser.wait_for("#said", "Accepted");
    let set = served.coded("ann").expect("a file");
    let about: Vec<&str> = set.decisions.iter().map(|made| made.about.as_str()).collect();
    assert!(about.contains(&suggested[0].as_str()) && about.contains(&suggested[3].as_str()), "{about:?}");
    served.check();
}

#[test]
fn without_scripts_the_forms_do() {
    let served = Served::uncoded();
    let browser = served.logged_in("bob", "/code");
    browser.browser_command("Emulation.setScriptExecutionDisabled", serde_json::json!({"value": true}));
    browser.open(&format!("{}{}", served.origin, workplace()));
    browser.click(".suggestions > li button[value='accept']");
    browser.wait_to_be_at("said=accept");
    browser.click("#code-words");
    browser.wait_to_be_at("new=1");
    browser.click("#f-quote");
    let words = {
        let (case, _) = stancegraph::case::read_case(&served.case()).expect("a case");
        let text = case.documents.values().find(|found| found.slug == *DOCUMENT).expect("the document").text.clone();
        text.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
    };
    browser.press(&[&words, key::TAB, "BlackBerry", key::TAB, "Monitoring all traffic", key::TAB, key::SPACE]);
    browser.click("#code-form button[type='submit']");
    browser.wait_to_be_at("said=add");
    let set = served.coded("bob").expect("a file");
    let kinds: Vec<DecisionKind> = set.decisions.iter().map(|made| made.kind).collect();
    assert!(kinds.contains(&DecisionKind::Accept) && kinds.contains(&DecisionKind::Add), "{kinds:?}");
    served.check();
}
