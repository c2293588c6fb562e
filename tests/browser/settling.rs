//! Two coders side by side, and what becomes of it.

use stancegraph::{
    model::DecisionKind,
    review::{Action, Coding, Taking},
};

use crate::served::{DOCUMENT, Served};

fn take(about: &str) -> Action {
    Action::Take { taking: Taking::of(about), coding: None, reason: None }
}

#[test]
fn two_coders_are_settled_where_they_agree_and_where_they_do_not() {
    let served = Served::uncoded();
    let suggested = served.suggested();
    for coder in ["ann", "bob"] {
        served.decide(coder, take(&suggested[0]));
        served.decide(coder, take(&suggested[1]));
    }
    served.decide("ann", take(&suggested[2]));
    let other = {
        let set = served.coded("auto").expect("the machine");
        let found = set.statements.iter().find(|found| found.id == suggested[2]).expect("a suggestion");
        Coding { note: None, commitment: stancegraph::model::Commitment::Predicted, ..Coding::of(found) }
    };
    served
        .decide("bob", Action::Take { taking: Taking::of(&suggested[2]), coding: Some(Box::new(other)), reason: None });
    let browser = served.logged_in("eve", "/code");
    let compared = format!("{}/code/compare?first=ann&second=bob", served.origin);
    let document = format!("{compared}&document={DOCUMENT}");
    // The last that Bob decided is the pair they differ in.
    browser.open_until(&document, "main", "As bob has it");
    browser.open(&compared);
    assert!(browser.text("main").contains("Krippendorff"), "{}", browser.text("main"));
    browser.open(&document);
    browser.click("button[value='settle']");
    browser.wait_for("#said", "settled");
    let set = served.coded("reviewed").expect("a settled coding");
    assert_eq!(set.statements.len(), 2);
    assert!(set.decisions.iter().all(|made| made.by.as_ref().is_some_and(|by| by == "eve")));
    // The third is as Bob has it: the second of the two buttons.
    let script =
        "return [...document.querySelectorAll('.pair button')].some((one) => one.innerText === 'As bob has it');";
    browser.wait("a choice", script);
    browser.click(".pair form:nth-of-type(2) button[value='take']");
    browser.wait("the last pair is settled", "return document.querySelectorAll(\".pair button\").length === 0;");
    let set = served.coded("reviewed").expect("a settled coding");
    assert_eq!(set.statements.len(), 3);
    let count = |kind| set.decisions.iter().filter(|made| made.kind == kind).count();
    // Two from ann, bob and the machine each; the third from bob as it is, from the two others with another code.
    assert_eq!((count(DecisionKind::Accept), count(DecisionKind::Revise)), (7, 2));
    served.check();
}
