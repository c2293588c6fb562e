//! Two coders side by side, and their work into the settled coding.

use stancegraph::{
    case::read_case,
    model::{DecisionKind, Form},
    review::{Action, Coding, agreed, compare, progress, suggested_takings},
};

use super::{Coder, accept, reject, revise, slug, small, turned};
use crate::fixture::CaseFixture;

const DOCUMENT: &str = "article";

/// Ann and Bob have decided on the same suggestions: of four, two alike, one otherwise, and one that both reject.
fn coded() -> CaseFixture {
    let case = small();
    let ann = Coder::at(&case.path(""), "ann", "ann", DOCUMENT);
    let bob = Coder::at(&case.path(""), "bob", "bob", DOCUMENT);
    let open = ann.open();
    for coder in [&ann, &bob] {
        coder.act(accept(&open[0])).expect("open");
        coder.act(accept(&open[1])).expect("open");
        coder.act(reject(&open[3])).expect("open");
    }
    ann.act(accept(&open[2])).expect("open");
    let coding = bob.coding(&open[2]);
    let otherwise = Coding { stance: turned(coding.stance), leaning: None, form: Form::Warn, ..coding };
    bob.act(revise(&open[2], otherwise)).expect("open");
    case
}

#[test]
fn two_coders_stand_side_by_side() {
    let case = coded();
    let (read, _) = read_case(&case.path("")).expect("a case");
    let (ann, bob) = (read.of_coder("ann").next().expect("ann"), read.of_coder("bob").next().expect("bob"));
    let comparison = compare(&[(ann, bob)]);
    let pairs = &comparison.documents[0];
    assert_eq!(pairs.len(), 3);
    assert_eq!(pairs.iter().filter(|pair| pair.agrees()).count(), 2);
    let differing = pairs.iter().find(|pair| !pair.agrees()).expect("one");
    let codes: Vec<&str> = differing.differences.iter().map(|difference| difference.code).collect();
    assert_eq!(codes, ["stance", "form"]);
    let stance = &comparison.scores.agreement[0];
    assert_eq!((stance.code, stance.units), ("stance", 3));
    assert!((stance.observed - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn agreements_are_settled_in_one_step_and_differences_one_by_one() {
    let case = coded();
    let reviewer = Coder::at(&case.path(""), "eve", "reviewed", DOCUMENT);
    let sheet = reviewer.sheet();
    let (ann, bob) = (sheet.of_coder("ann").expect("ann"), sheet.of_coder("bob").expect("bob"));
    let open = reviewer.open().len();
    reviewer.act(agreed(&sheet, ann, bob).expect("two agree")).expect("agreements");
    let set = reviewer.sheet().set;
    assert_eq!(set.statements.len(), 2);
    let count = |kind| set.decisions.iter().filter(|made| made.kind == kind).count();
    // Each of the two statements comes from ann, from bob and from the machine.
    assert_eq!((count(DecisionKind::Accept), count(DecisionKind::Reject)), (6, 1));
    assert!(set.decisions.iter().all(|made| made.by == Some(slug("eve"))));
    assert_eq!(reviewer.open().len(), open - 3, "what both took over or threw out is no longer open");
    let sheet = reviewer.sheet();
    assert!(agreed(&sheet, ann, bob).is_none(), "nothing is settled twice");
    // The one that differs: bob is right.
    let comparison = compare(&[(ann, bob)]);
    let pair = comparison.documents[0].iter().find(|pair| !pair.agrees()).expect("one");
    let (first, second) = (pair.first.expect("ann's"), pair.second.expect("bob's"));
    let taking = suggested_takings(&sheet, (bob, &second.id), Some((ann, &first.id)));
    reviewer.act(Action::Take { taking, coding: None, reason: None }).expect("one of the two");
    let set = reviewer.sheet().set;
    let made = |id: &str| set.decisions.iter().find(|made| made.about == id).map(|made| made.kind);
    assert_eq!((made(&second.id), made(&first.id)), (Some(DecisionKind::Accept), Some(DecisionKind::Revise)));
    reviewer.act(Action::Complete { keep_facts: true }).expect("done");
    let case = case.run(["check"]).expect_exit(0);
    let (read, _) = read_case(&case.path("")).expect("a case");
    let progress = progress(&read, &slug("reviewed"));
    let document = progress.documents.iter().find(|found| found.document == *DOCUMENT).expect("the document");
    assert!(document.complete);
    assert_eq!((document.statements, document.decided), (3, [0, 7, 2, 1]));
}
