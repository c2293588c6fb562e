//! Features of what somebody says, for the models that a codebook's examples taught.

use super::{names::Roster, page::Page};
use crate::{
    lexicon::{Class, WordList},
    model::{ActorKind, ClosedList},
};

/// Words that say nothing about a subject or a side by themselves.
static COMMON: WordList = WordList::new(
    "the a an its their his her our my your this that these those of to in on at for with by from as and \
    or be is are was were been being it he she they we i you has have had do does did will would could may might can s \
    t d re ve ll m 's 't 'd 're 've 'll 'm said says say which who whom there than then so also",
);
/// How many words behind a negation are marked by it.
const REACH: u32 = 4;

/// Calls `put` with the name, in parts, of each feature of some words, each name once in a row: `u:` a word, `n:` a word behind a
/// negation, `b:` two words in a row; `*` for all. The words are in order. Words are cut to their stems, known actors stand for their kind.
pub(super) fn describe(
    page: &Page<'_>,
    roster: &Roster,
    words: impl Iterator<Item = usize>,
    put: &mut impl FnMut(&[&str]),
) {
    put(&["*"]);
    let mut before = String::new();
    let mut stem = String::new();
    let (mut negated, mut passed) = (0u32, 0usize);
    let mut words = words.peekable();
    let mut mentions = page.mentions_from(words.peek().copied().unwrap_or(0)).peekable();
    for word in words {
        if word < passed {
            continue;
        }
        let class = page.class(word);
        stem.clear();
        while mentions.next_if(|mention| mention.words.end <= word).is_some() {}
        let here = mentions.peek().filter(|mention| mention.words.start <= word);
        if let Some(mention) = here.filter(|mention| !mention.description && mention.actors.len() == 1) {
            passed = mention.words.end;
            let actor = &roster.actors[mention.actors[0]];
            stem.push('<');
            stem.push_str(ClosedList::id(actor.kind));
        } else {
            let lower = page.lower(word);
            if class.any(Class::NEGATION) {
                negated = REACH + 1;
            }
            if !class.any(Class::NEGATION) && COMMON.contains(&lower) {
                continue;
            }
            stem.push_str(stemmed(&lower));
        }
        put(&["u:", &stem]);
        if negated > 0 {
            negated -= 1;
            put(&["n:", &stem]);
        }
        if !before.is_empty() {
            put(&["b:", &before, "_", &stem]);
        }
        before.clear();
        before.push_str(&stem);
    }
}

/// Calls `put` with the feature of who speaks: `k:` and the kind of actor.
pub(super) fn describe_holder(kind: ActorKind, put: &mut impl FnMut(&[&str])) {
    put(&["k:", ClosedList::id(kind)]);
}

/// A word without common endings and cut to seven letters: enough to bring the forms of a word together.
fn stemmed(lower: &str) -> &str {
    const ENDINGS: [&str; 10] = ["ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s"];
    let mut cut = lower;
    // What ends otherwise has none of them.
    if matches!(lower.as_bytes().last(), Some(b's' | b'n' | b'g' | b'y' | b'd')) {
        let length = lower.chars().count();
        let long = |ending: &&&str| length >= ending.len() + 4;
        cut = ENDINGS.iter().filter(long).find_map(|ending| lower.strip_suffix(ending)).unwrap_or(lower);
    }
    if cut.len() <= 7 {
        return cut;
    }
    cut.char_indices().nth(7).map_or(cut, |(end, _)| &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::stemmed;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [["weaken", "weakened"], ["encrypt", "encryption"], ["order", "orders"], ["scan", "scanning"]] {
            let stems = forms.map(stemmed);
            assert!(stems[0] == stems[1] || stems[1].starts_with(stems[0]), "{stems:?}");
        }
        assert_eq!(stemmed("überwachung"), "überwac");
    }
}
