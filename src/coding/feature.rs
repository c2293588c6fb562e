//! Features of what somebody says, for the models that a codebook's examples taught.

use super::{names::Roster, page::Page};
use crate::lexicon::{Class, WordList};

/// Words that say nothing about a subject or a side by themselves.
static COMMON: WordList = WordList::new(
    "the a an its their his her our my your this that these those of to in on at for with by from as and \
    or be is are was were been being it he she they we i you has have had do does did will would could may might can s \
    t d re ve ll m 's 't 'd 're 've 'll 'm said says say which who whom there than then so also",
);
/// How many words behind a negation are marked by it.
const REACH: u32 = 4;

/// Calls `put` with the name of each feature of some words, each name once in a row: `u:` a word, `n:` a word behind a
/// negation, `b:` two words in a row; `*` for all. Words are cut to their stems, known actors stand for their kind.
pub(super) fn describe(
    page: &Page<'_>,
    roster: &Roster,
    words: impl Iterator<Item = usize>,
    put: &mut dyn FnMut(&str),
) {
    put("*");
    let mut name = String::new();
    let mut before = String::new();
    let mut stem = String::new();
    let (mut negated, mut passed) = (0u32, 0usize);
    for word in words {
        if word < passed {
            continue;
        }
        let class = page.class(word);
        stem.clear();
        if let Some(mention) = page.mention_at(word).filter(|mention| !mention.description && mention.actors.len() == 1)
        {
            passed = mention.words.end;
            let actor = &roster.actors[mention.actors[0]];
            stem.push('<');
            stem.push_str(crate::model::ClosedList::id(actor.kind));
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
        let mut tell = |prefix: &str, parts: [&str; 2]| {
            name.clear();
            name.push_str(prefix);
            name.push_str(parts[0]);
            name.push_str(parts[1]);
            put(&name);
        };
        tell("u:", [&stem, ""]);
        if negated > 0 {
            negated -= 1;
            tell("n:", [&stem, ""]);
        }
        if !before.is_empty() {
            before.push('_');
            tell("b:", [&before, &stem]);
        }
        before.clear();
        before.push_str(&stem);
    }
}

/// A word without common endings and cut to seven letters: enough to bring the forms of a word together.
fn stemmed(lower: &str) -> &str {
    const ENDINGS: [&str; 10] = ["ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s"];
    let long = |ending: &&&str| lower.chars().count() >= ending.len() + 4;
    let cut = ENDINGS.iter().filter(long).find_map(|ending| lower.strip_suffix(ending)).unwrap_or(lower);
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
