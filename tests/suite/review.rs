//! What coders decide: any sequence of it leaves a case that reads and checks clean, each step can be undone to the
//! byte, two writers do not harm each other, and a killed one loses nothing that it had acknowledged.

mod decisions;
mod killed;
mod laws;
mod settled;

use std::path::Path;

use stancegraph::{
    case::NewEntries,
    model::{ClosedList, Slug, Stance},
    review::{Action, Coding, Desk, Done, Request, ReviewError, Sheet, Signature, Taking},
};

fn slug(text: &str) -> Slug {
    text.parse().expect("an id")
}

/// Somebody at work on one document.
struct Coder {
    desk: Desk,
    by: Slug,
    into: Slug,
    document: Slug,
}

impl Coder {
    fn at(dir: &Path, by: &str, into: &str, document: &str) -> Self {
        Self { desk: Desk::new(dir), by: slug(by), into: slug(into), document: slug(document) }
    }

    #[track_caller]
    fn sheet(&self) -> Sheet {
        self.desk.sheet(&self.document, &self.into).expect("a document of the case")
    }

    fn request(&self, action: Action) -> Request {
        Request {
            signature: Signature { by: self.by.clone(), at: "2026-11-03T14:05:00Z".to_owned() },
            document: self.document.clone(),
            into: self.into.clone(),
            seen: self.sheet().digest,
            action,
            entries: NewEntries::default(),
        }
    }

    /// Acts on what is there now.
    fn act(&self, action: Action) -> Result<Done, ReviewError> {
        self.desk.act(&self.request(action))
    }

    fn undo(&self) -> Result<Done, ReviewError> {
        self.desk.undo(&self.by, &self.document, &self.into)
    }

    fn redo(&self) -> Result<Done, ReviewError> {
        self.desk.redo(&self.by, &self.document, &self.into)
    }

    /// The machine's suggestions that are open, the surest first.
    fn open(&self) -> Vec<String> {
        let sheet = self.sheet();
        let suggestions = sheet.suggestions("auto");
        suggestions.iter().filter(|found| found.verdict.is_none()).map(|found| found.statement.id.clone()).collect()
    }

    /// The codes of a statement of any coder.
    #[track_caller]
    fn coding(&self, id: &str) -> Coding {
        let sheet = self.sheet();
        let sets = sheet.case.annotations.iter();
        Coding::of(sets.flat_map(|set| &set.statements).find(|found| found.id == id).expect("a statement"))
    }
}

fn accept(about: &str) -> Action {
    Action::Take { taking: Taking::of(about), coding: None, reason: None }
}

fn revise(about: &str, coding: Coding) -> Action {
    Action::Take {
        taking: Taking::of(about),
        coding: Some(Box::new(coding)),
        reason: Some("heard otherwise".to_owned()),
    }
}

fn reject(about: &str) -> Action {
    Action::Reject { about: vec![about.to_owned()], reason: Some("not said".to_owned()) }
}

/// The other side.
fn turned(stance: Stance) -> Stance {
    match stance {
        Stance::Support => Stance::Oppose,
        Stance::Oppose | Stance::Conditional => Stance::Support,
    }
}

/// The term after this one in its list, so that a code can be changed without saying into what.
fn next<T: ClosedList>(term: T) -> T {
    let place = T::ALL.iter().position(|known| *known == term).unwrap_or_default();
    T::ALL[(place + 1) % T::ALL.len()]
}

/// A small case in which the machine suggests four statements in `article`.
fn small() -> crate::fixture::CaseFixture {
    crate::fixture::CaseFixture::new()
        .document(
            "article",
            "The Ministry of the Interior demanded access to all messages on Monday. “We will not open a door,” Acme \
             said. It would rather leave. The ministry warned that it would block Acme. Acme said it welcomes a court’s order.\n",
        )
        .coded(
            "auto",
            "article",
            &[
                ("ministry", "support", "access", "demanded access to all messages"),
                ("acme", "oppose", "access", "We will not open a door"),
                ("acme", "oppose", "access", "It would rather leave"),
                ("ministry", "support", "access", "warned that it would block Acme"),
                ("acme", "support", "access", "welcomes a court’s order"),
            ],
        )
}
