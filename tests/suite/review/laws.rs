//! Laws that hold for any sequence of decisions.

use std::{collections::BTreeMap, fs, path::PathBuf};

use proptest::prelude::*;
use stancegraph::{
    case::{errors, read_case},
    model::{Form, Offsets, Span},
    review::{Action, Coding, ReviewError},
    store::validate_case,
};

use super::{Coder, accept, next, reject, revise, slug, small, turned};
use crate::fixture::CaseFixture;

const DOCUMENT: &str = "article";

/// What somebody wants to do, without knowing what is there.
#[derive(Debug, Clone, Copy)]
enum Wish {
    Accept(usize),
    Revise(usize),
    Reject(usize),
    Add(usize, usize),
    Edit(usize),
    Delete(usize),
    Withdraw(usize),
    Complete(bool),
    Reopen,
}

fn wish() -> impl Strategy<Value = Wish> {
    let number = 0..40_usize;
    prop_oneof![
        3 => number.clone().prop_map(Wish::Accept),
        2 => number.clone().prop_map(Wish::Revise),
        2 => number.clone().prop_map(Wish::Reject),
        2 => (number.clone(), 1..60_usize).prop_map(|(from, length)| Wish::Add(from, length)),
        2 => number.clone().prop_map(Wish::Edit),
        1 => number.clone().prop_map(Wish::Delete),
        2 => number.prop_map(Wish::Withdraw),
        1 => any::<bool>().prop_map(Wish::Complete),
        1 => Just(Wish::Reopen),
    ]
}

/// The action that the wish is here and now.
fn action(coder: &Coder, wish: Wish) -> Action {
    let sheet = coder.sheet();
    let suggestions = sheet.suggestions("auto");
    let suggested = |number: usize| suggestions[number % suggestions.len()].statement;
    let own = |number: usize| sheet.set.statements.get(number % sheet.set.statements.len().max(1));
    let changed = |coding: Coding| Coding {
        stance: turned(coding.stance),
        leaning: None,
        condition: None,
        form: next(coding.form),
        commitment: next(coding.commitment),
        ..coding
    };
    let nothing = "0000000000000000".to_owned();
    match wish {
        Wish::Accept(number) => accept(&suggested(number).id),
        Wish::Revise(number) => revise(&suggested(number).id, changed(Coding::of(suggested(number)))),
        Wish::Reject(number) => reject(&suggested(number).id),
        Wish::Add(from, length) => {
            let last = Offsets::new(&sheet.document().text).len();
            let span = Span::new(from.min(last - 1), (from + length).min(last));
            let statement = crate::fixture::statement(slug("acme"), slug("access"));
            Action::Add {
                coding: Box::new(Coding { evidence: vec![span], form: Form::Announce, ..Coding::of(&statement) }),
            }
        }
        Wish::Edit(number) => match own(number) {
            Some(found) => Action::Edit { id: found.id.clone(), coding: Box::new(changed(Coding::of(found))) },
            None => Action::Delete { id: nothing },
        },
        Wish::Delete(number) => Action::Delete { id: own(number).map_or(nothing, |found| found.id.clone()) },
        Wish::Withdraw(number) => Action::Withdraw { about: suggested(number).id.clone() },
        Wish::Complete(keep_facts) => Action::Complete { keep_facts },
        Wish::Reopen => Action::Reopen,
    }
}

fn files(case: &CaseFixture) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![case.path("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.file_type().expect("a type").is_dir() {
                true => folders.push(entry.path()),
                false => {
                    files.insert(entry.path(), fs::read(entry.path()).expect("a file"));
                }
            }
        }
    }
    files
}

/// How many sequences; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

proptest! {
    // A case is read and validated with each step: the sequences are few.
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(cases()) })]
    #[test]
    fn any_decisions_leave_a_clean_case_and_can_be_undone_to_the_byte(
        wishes in prop::collection::vec(wish(), 4..14),
        settled in any::<bool>(),
    ) {
        let case = small();
        let into = if settled { "reviewed" } else { "ann" };
        let coder = Coder::at(&case.path(""), "ann", into, DOCUMENT);
        let mut states = vec![files(&case)];
        for wish in wishes {
            match coder.act(action(&coder, wish)) {
                Ok(done) => {
                    prop_assert_eq!(&coder.sheet().digest, &done.digest);
                    let now = files(&case);
                    if states.last() != Some(&now) {
                        states.push(now);
                    }
                }
                Err(ReviewError::Refused(_)) => {
                    prop_assert_eq!(states.last(), Some(&files(&case)), "refused, and yet written");
                }
                Err(other) => return Err(TestCaseError::fail(format!("{wish:?}: {other}"))),
            }
        }
        let (read, found) = read_case(&case.path("")).expect("it reads");
        prop_assert!(errors(&found).is_empty(), "{:#?}", found);
        let violations = validate_case(&read).expect("the shapes");
        prop_assert!(violations.is_empty(), "{:#?}", violations);
        let last = states.len() - 1;
        for state in states[..last].iter().rev() {
            coder.undo().expect("a step is left");
            prop_assert_eq!(state, &files(&case), "undone to the byte");
        }
        prop_assert!(coder.undo().is_err());
        for state in &states[1..] {
            coder.redo().expect("a step is left");
            prop_assert_eq!(state, &files(&case), "done again to the byte");
        }
    }
}
