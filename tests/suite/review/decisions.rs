//! Single decisions, what they write, and what is refused.

use std::fs;

use stancegraph::{
    case::{NewEntries, annotation_path},
    model::{Actor, ActorKind, DecisionKind, Form, Modality, Proposition, Span},
    review::{Action, Coding, ReviewError, digest_of},
    store::{View, current_sets},
};

use super::{Coder, accept, reject, revise, slug, small, turned};
use crate::fixture::CaseFixture;

const DOCUMENT: &str = "article";

fn ann(case: &CaseFixture) -> Coder {
    Coder::at(&case.path(""), "ann", "ann", DOCUMENT)
}

/// A statement of our own on the first words of the document.
fn coding() -> Coding {
    let statement = crate::fixture::statement(slug("acme"), slug("access"));
    Coding { evidence: vec![Span::new(0, 20)], form: Form::Refuse, ..Coding::of(&statement) }
}

#[test]
fn an_accepted_suggestion_is_a_statement_of_ones_own_that_names_its_source() {
    let case = small();
    let ann = ann(&case);
    let about = ann.open()[0].clone();
    ann.act(accept(&about)).expect("an open suggestion");
    let set = ann.sheet().set;
    let [statement] = &set.statements[..] else { panic!("one statement: {set:#?}") };
    assert_eq!(Coding::of(statement), ann.coding(&about));
    assert_ne!(statement.id, about);
    assert_eq!((&statement.rule, statement.confidence), (&None, None), "a person is not 0.83 sure");
    let [decision] = &set.decisions[..] else { panic!("one decision") };
    assert_eq!(decision.kind, DecisionKind::Accept);
    assert_eq!(decision.result.as_ref(), Some(&statement.id));
    assert_eq!(decision.at.as_deref(), Some("2026-11-03T14:05:00Z"));
    let text = case.text("annotations/ann/article.ttl");
    assert!(text.contains(&format!("prov:wasRevisionOf st:{about}")), "{text}");
    assert!(text.contains("sg:decidedBy coder:ann"), "{text}");
    case.run(["check"]).expect_exit(0);
}

#[test]
fn a_corrected_stance_keeps_the_identity_and_other_words_do_not() {
    let case = small();
    let ann = ann(&case);
    ann.act(Action::Add { coding: Box::new(coding()) }).expect("a passage");
    let first = ann.sheet().set.statements[0].clone();
    let turn = Coding { stance: turned(first.stance), form: Form::Demand, ..coding() };
    ann.act(Action::Edit { id: first.id.clone(), coding: Box::new(turn) }).expect("one's own");
    let set = ann.sheet().set;
    assert_eq!(set.statements[0].id, first.id);
    assert_ne!(set.statements[0].stance, first.stance);
    let moved = Coding { evidence: vec![Span::new(0, 30)], ..coding() };
    ann.act(Action::Edit { id: first.id.clone(), coding: Box::new(moved) }).expect("one's own");
    let set = ann.sheet().set;
    assert_ne!(set.statements[0].id, first.id);
    assert_eq!((set.decisions[0].kind, &set.decisions[0].about), (DecisionKind::Add, &set.statements[0].id));
    case.run(["check"]).expect_exit(0);
}

#[test]
fn a_revision_says_what_it_came_from_and_a_rejection_why() {
    let case = small();
    let reviewer = Coder::at(&case.path(""), "ann", "reviewed", DOCUMENT);
    let about = reviewer.sheet().suggestions("auto").iter().map(|found| found.statement.id.clone()).collect::<Vec<_>>();
    let turn = |id: &str| {
        let coding = reviewer.coding(id);
        Coding { stance: turned(coding.stance), leaning: None, note: Some("as I read it".to_owned()), ..coding }
    };
    reviewer.act(reject(&about[0])).expect("open");
    reviewer.act(revise(&about[1], turn(&about[1]))).expect("open");
    let set = reviewer.sheet().set;
    let made = |id: &str| set.decisions.iter().find(|made| made.about == id).expect("a decision");
    assert_eq!(made(&about[0]).kind, DecisionKind::Reject);
    assert_eq!(made(&about[0]).by, Some(slug("ann")), "the settled coding says who");
    assert_eq!(made(&about[1]).kind, DecisionKind::Revise);
    let text = case.text("annotations/reviewed/article.ttl");
    assert!(text.contains(&format!("sg:rejects st:{}", about[0])), "{text}");
    assert!(text.contains("sg:decidedBy coder:ann"), "{text}");
    let case = case.run(["check"]).expect_exit(0);
    // What was rejected no longer counts.
    let (read, _) = stancegraph::case::read_case(&case.path("")).expect("a case");
    let counts = |id: &str| {
        current_sets(&read, &View::Current).iter().any(|set| set.statements.iter().any(|found| found.id == id))
    };
    assert!(!counts(&about[0]) && !counts(&about[1]));
}

#[test]
fn what_does_not_fit_is_refused_in_words_and_nothing_is_written() {
    let case = small();
    let ann = ann(&case);
    let about = ann.open()[0].clone();
    ann.act(accept(&about)).expect("open");
    let own = ann.sheet().set.statements[0].id.clone();
    let before = case.text("annotations/ann/article.ttl");
    let refused = |action: Action| match ann.act(action) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("it was written"),
    };
    let wrong = |change: fn(&mut Coding)| {
        let mut coding = coding();
        change(&mut coding);
        refused(Action::Add { coding: Box::new(coding) })
    };
    let cases = [
        (refused(accept(&about)), "decided on already (accept)"),
        (refused(reject(&own)), "edit or delete it"),
        (refused(accept("0123456789abcdef")), "no statement"),
        (refused(Action::Withdraw { about: "0123456789abcdef".to_owned() }), "nobody has decided"),
        (wrong(|coding| coding.evidence = vec![Span::new(5, 99_999)]), "no words from 5 to 99999"),
        (wrong(|coding| coding.evidence.clear()), "evidence"),
        (wrong(|coding| coding.actor = slug("nobody-we-know")), "no actor `nobody-we-know`"),
        (wrong(|coding| coding.proposition = slug("nothing")), "no proposition `nothing`"),
        (wrong(|coding| coding.frames = vec![slug("nothing")]), "no frame `nothing`"),
        (wrong(|coding| coding.modality = Modality::Alleged), "who ascribes it"),
        (wrong(|coding| coding.ascribed_by = Some(slug("ministry"))), "ascribed by nobody"),
        (wrong(|coding| coding.spokesperson = Some(slug("acme"))), "spokesperson"),
        (wrong(|coding| coding.stance = stancegraph::model::Stance::Conditional), "which way it leans"),
    ];
    for (message, expected) in cases {
        assert!(message.contains(expected), "{message:?} does not say {expected:?}");
    }
    assert_eq!(case.text("annotations/ann/article.ttl"), before);
}

#[test]
fn nobody_writes_into_anothers_annotations() {
    let case = small();
    for into in ["auto", "eve"] {
        let bob = Coder::at(&case.path(""), "bob", into, DOCUMENT);
        let error = bob.act(Action::Add { coding: Box::new(coding()) }).expect_err("not bob's");
        assert!(matches!(error, ReviewError::NotYours { .. }), "{error}");
    }
    let machine = Coder::at(&case.path(""), "auto", "auto", DOCUMENT);
    assert!(machine.act(Action::Add { coding: Box::new(coding()) }).is_err(), "the machine's name is nobody's");
}

#[test]
fn a_file_that_changed_underneath_is_not_written_over() {
    let case = small();
    let ann = ann(&case);
    let open = ann.open();
    let request = ann.request(accept(&open[0]));
    // Somebody else was quicker, from another program.
    Coder::at(&case.path(""), "ann", "ann", DOCUMENT).act(accept(&open[1])).expect("open");
    let before = case.text("annotations/ann/article.ttl");
    let there = digest_of(Some(before.as_bytes()));
    match ann.desk.act(&request).expect_err("it changed") {
        ReviewError::Conflict { path, seen, there: found } => {
            assert_eq!(path, annotation_path(&slug("ann"), &slug(DOCUMENT)));
            assert_eq!((seen.as_str(), found.as_str()), ("none", there.as_str()));
        }
        other => panic!("{other}"),
    }
    assert_eq!(case.text("annotations/ann/article.ttl"), before);
    // On top of what is there, it goes through.
    ann.act(accept(&open[0])).expect("seen now");
    assert_eq!(ann.sheet().set.statements.len(), 2);
}

#[test]
fn what_a_person_wrote_by_hand_into_the_file_is_never_dropped() {
    let case = small();
    let ann = ann(&case);
    let open = ann.open();
    ann.act(accept(&open[0])).expect("open");
    let own = ann.sheet().set.statements[0].id.clone();
    let case = case
        .edit("annotations/ann/article.ttl", |text| format!("{text}st:{own} <https://example.org/mood> \"angry\" .\n"));
    let error = ann.act(accept(&open[1])).expect_err("it would be lost");
    assert!(matches!(error, ReviewError::Foreign { .. }) && error.to_string().contains("mood"), "{error}");
    assert!(case.text("annotations/ann/article.ttl").contains("angry"));
}

#[test]
fn new_actors_and_propositions_stand_behind_what_the_codebook_has() {
    let case = small();
    let ann = ann(&case);
    let before = case.text("codebook.toml");
    let mut request = ann.request(Action::Add {
        coding: Box::new(Coding { actor: slug("wire-guild"), proposition: slug("no-logs"), ..coding() }),
    });
    request.entries = NewEntries {
        actors: vec![Actor {
            id: slug("wire-guild"),
            label: "Wire \"Guild\"".to_owned(),
            kind: ActorKind::Ngo,
            country: None,
            aliases: vec!["the Guild".to_owned()],
            only_with: None,
            descriptions: Vec::new(),
            part_of: None,
            wikidata: None,
            source: Vec::new(),
            note: None,
        }],
        propositions: vec![Proposition {
            id: slug("no-logs"),
            label: "Providers should keep no logs.".to_owned(),
            short: Some("No logs".to_owned()),
            issue: None,
            broader: None,
            definition: None,
        }],
        ..NewEntries::default()
    };
    ann.desk.act(&request).expect("new entries");
    let after = case.text("codebook.toml");
    assert!(after.starts_with(&before), "comments and order stay");
    assert!(after.contains("id = \"wire-guild\""), "{after}");
    let case = case.run(["check"]).expect_exit(0);
    // Once more, it is refused with the reason.
    let mut again = ann.request(Action::Add {
        coding: Box::new(Coding { actor: slug("wire-guild"), evidence: vec![Span::new(30, 40)], ..coding() }),
    });
    again.entries = request.entries.clone();
    let error = ann.desk.act(&again).expect_err("it is there already");
    assert!(matches!(error, ReviewError::Codebook(_)) && error.to_string().contains("wire-guild"), "{error}");
    ann.undo().expect("both files");
    assert_eq!(case.text("codebook.toml"), before);
    ann.redo().expect("both files");
    assert_eq!(case.text("codebook.toml"), after);
    // Somebody else uses the new actor: undoing leaves it where it is.
    let bob = Coder::at(&case.path(""), "bob", "bob", DOCUMENT);
    bob.act(Action::Add { coding: Box::new(Coding { actor: slug("wire-guild"), ..coding() }) }).expect("known now");
    let done = ann.undo().expect("the statement");
    assert!(done.remark.is_some_and(|remark| remark.contains("stays")));
    assert_eq!(case.text("codebook.toml"), after);
    case.run(["check"]).expect_exit(0);
}

#[test]
fn a_complete_document_keeps_the_facts_that_nobody_settles() {
    let case = CaseFixture::shipped();
    fs::remove_file(case.path("annotations/reviewed/drum-pulls-out.ttl")).expect("the settled coding");
    let reviewer = Coder::at(&case.path(""), "ann", "reviewed", "drum-pulls-out");
    let facts = reviewer.sheet().of_coder("auto").expect("the machine's").facts.len();
    assert!(facts > 0);
    reviewer.act(Action::Complete { keep_facts: true }).expect("a document");
    let set = reviewer.sheet().set;
    assert!(set.complete);
    assert_eq!(set.facts.len(), facts);
    let _case = case.run(["check"]).expect_exit(0);
    reviewer.act(Action::Reopen).expect("complete");
    assert!(!reviewer.sheet().set.complete);
}
