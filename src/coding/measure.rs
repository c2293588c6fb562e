//! Which way a bill, an amendment or a ruling goes: whether it gives the state more power over communications or less.
//!
//! "Voted against it" says nothing of a stance as long as nobody knows what "it" would do. Most articles say so once,
//! with the first mention ("a bill to end bulk collection", "the renewal bill", "an amendment that would require a
//! warrant"), and call it "the bill" ever after.

use super::page::Page;
use crate::lexicon::WordList;

static MEASURE: WordList = WordList::new(
    "bill bills legislation amendment amendments measure measures proposal proposals act law laws provision provisions \
     statute motion resolution renewal reauthorization extension program programme authority ruling injunction",
);
/// Those that say by themselves that a power stays or grows.
static RENEWAL: WordList = WordList::new("renewal reauthorization extension");
static LESS: WordList = WordList::new(
    "end ends ending ended ban bans banning bar bars barring forbid forbids forbidding prohibit prohibits prohibiting limit \
     limits limiting curb curbs curbing curtail curtails curtailing rein reins reining restrict restricts restricting reform \
     reforms reforming overhaul overhauls stop stops stopping halt halts halting block blocks blocking defund defunds \
     defunding protect protects protecting repeal repeals repealing strip strips stripping outlaw outlaws outlawing \
     prevent prevents preventing shield shields shielding narrow narrows narrowing warrant warrants",
);
static MORE: WordList = WordList::new(
    "renew renews renewing renewed reauthorize reauthorizes reauthorizing reauthorise extend extends extending expand \
     expands expanding compel compels compelling force forces forcing oblige obliges obliging mandate mandates mandating \
     require requires requiring order orders ordering allow allows allowing permit permits permitting authorize \
     authorizes authorizing let lets letting give gives giving empower empowers empowering broaden broadens \
     broadening widen widens widening strengthen strengthens strengthening make makes making",
);
/// What these are about, when it is given: "require a warrant".
static NEED: WordList = WordList::new("require requires requiring need needs needing demand demands demanding");
/// How far behind a measure the words may stand that say what it would do, in words.
const REACH: usize = 8;
/// How far before it: "the reform bill".
const BEFORE: usize = 2;
/// How far behind what it requires "a warrant" may stand.
const OBJECT: usize = 3;

/// The words of a page that name a measure, in order, each with whether it gives more power.
pub(super) fn measures(page: &Page<'_>) -> Vec<(usize, bool)> {
    let mut found: Vec<(usize, bool)> = Vec::new();
    for sentence in &page.words.sentences {
        for word in sentence.clone().filter(|word| MEASURE.contains(&page.lower(*word))) {
            let own = direction(page, word, sentence.end, sentence.start);
            if let Some(more) = own.or_else(|| found.last().map(|(_, more)| *more)) {
                found.push((word, more));
            }
        }
    }
    found
}

/// What the words around a measure say that it would do.
fn direction(page: &Page<'_>, measure: usize, end: usize, start: usize) -> Option<bool> {
    let behind = (measure + 1..end.min(measure + 1 + REACH)).find_map(|word| says(page, word, end));
    let before = || (start.max(measure.saturating_sub(BEFORE))..measure).rev().find_map(|word| says(page, word, end));
    let itself = || RENEWAL.contains(&page.lower(measure)).then_some(true);
    before().or_else(itself).or(behind)
}

fn says(page: &Page<'_>, word: usize, end: usize) -> Option<bool> {
    let lower = page.lower(word);
    if NEED.contains(&lower) {
        let object = word + 1..end.min(word + 1 + OBJECT);
        if object.into_iter().any(|word| matches!(page.lower(word).as_str(), "warrant" | "warrants")) {
            return Some(false);
        }
    }
    if LESS.contains(&lower) { Some(false) } else { MORE.contains(&lower).then_some(true) }
}
