//! Letters to the editor: whose each is by the line that signs it, or whom its writer speaks for.

use std::ops::Range;

use super::{
    author::{is_name, sentences},
    cast::{Cast, Holder},
    page::Page,
};

/// How letters to the editor begin, where each begins so.
const LETTER: &str = "To the Editor";
/// What a line says that introduces letters, in lower case.
const INTRODUCES: [&str; 6] = ["selection", "replies", "letters", "responses", "responded", "readers"];

/// The letters of a text, each with its writer and the sentences that are theirs. `lines` are those that have words.
pub(super) fn letters(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    lines: &[Range<usize>],
) -> Vec<(Holder, Vec<Range<usize>>)> {
    let addressed = addressed(page, cast);
    if addressed.is_empty() { signed(page, cast, lines) } else { addressed }
}

/// The sentences from each address to the line in capitals that signs it.
fn addressed(page: &Page<'_>, cast: &mut Cast<'_, '_>) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let mut letters = Vec::new();
    // Most texts speak of no editor with a capital.
    if !page.words.words.iter().any(|word| word.capital && text[word.start as usize..].starts_with("Editor")) {
        return letters;
    }
    for (at, _) in text.match_indices(LETTER) {
        let body = at + LETTER.len();
        let end = text[body..].find(LETTER).map_or(text.len(), |next| body + next);
        let mut start = body;
        for line in text[body..end].split_inclusive('\n') {
            let name = name_behind_title(line.trim());
            if is_name(name) && !name.chars().any(char::is_lowercase) {
                let begins = start + line.trim_end().len() - name.len();
                let own = without_references(page, sentences(page, body..begins));
                letters.extend(writer(page, cast, begins..begins + name.len(), &own).map(|holder| (holder, own)));
                break;
            }
            start += line.len();
        }
    }
    letters
}

/// "(THE REV.) ALDEN PRUITT": without what stands in brackets.
fn name_behind_title(line: &str) -> &str {
    line.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(line, |(_, name)| name)
}

/// Letters below a heading that says so, each signed with a name and a place: "Priya Raman, Irvine".
fn signed(page: &Page<'_>, cast: &mut Cast<'_, '_>, lines: &[Range<usize>]) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let heading = lines.first().map(|line| text[line.clone()].to_lowercase()).unwrap_or_default();
    if !(heading.starts_with("letter") || heading.contains("letters to the editor") || heading.contains("readers on")) {
        return Vec::new();
    }
    let mut letters = Vec::new();
    let introduces = |line: &&Range<usize>| {
        let lower = text[(*line).clone()].to_lowercase();
        lower.contains("editorial") && INTRODUCES.iter().any(|word| lower.contains(word))
    };
    let mut start = lines.get(1).filter(introduces).unwrap_or(&lines[0]).end;
    let body = lines.partition_point(|line| line.start < start);
    for line in &lines[body..] {
        let Some(name) = signature(text, line) else {
            // "The writer teaches competition law.", "Captain, U.S. Navy (ret.)" below a name.
            let below = text[start..line.start].trim().is_empty() && !letters.is_empty();
            if below && (text[line.clone()].starts_with("The writer ") || !ends_sentence(&text[line.clone()])) {
                start = line.end;
            }
            continue;
        };
        let own = without_references(page, sentences(page, start..line.start));
        letters.extend(writer(page, cast, name, &own).map(|holder| (holder, own)));
        start = line.end;
    }
    letters
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', ')']).ends_with(['.', '?', '!']) && !line.ends_with("(ret.)")
}

/// A letter without the title of what it is about: 'Re "Apple Has No Good Reason" (editorial, Feb. 21):'.
fn without_references(page: &Page<'_>, mut own: Vec<Range<usize>>) -> Vec<Range<usize>> {
    while own.first().is_some_and(|sentence| page.words.letters(sentence.start) == "Re") {
        own.remove(0);
    }
    own
}

/// Who holds what a letter says: the body on whose behalf it is written ("As president of the League, I write on behalf
/// of its members"), else the person who signs it.
fn writer(page: &Page<'_>, cast: &mut Cast<'_, '_>, name: Range<usize>, own: &[Range<usize>]) -> Option<Holder> {
    let person = cast.author(page.words.within(name))?;
    let behalf = own.iter().take(6).find_map(|sentence| {
        let at = sentence.clone().find(|&word| {
            let on_behalf_of = ["on", "behalf", "of"];
            (word..).zip(on_behalf_of).all(|(at, part)| page.lower(at) == part) && writes(page, sentence.start..word)
        })?;
        cast.body_named_in(at + 3..sentence.end).or_else(|| cast.body_named_in(sentence.start..at))
    });
    Some(match behalf {
        Some(body) => Holder { spokesperson: Some(person.speaker().clone()), ..body },
        None => person,
    })
}

/// Whether "I write", "we speak" ends some words.
fn writes(page: &Page<'_>, words: Range<usize>) -> bool {
    let Some(verb) = words.end.checked_sub(1).filter(|verb| *verb > words.start) else { return false };
    let speaks = matches!(page.lower(verb).as_str(), "write" | "writing" | "speak" | "speaking");
    speaks && words.rev().take(3).any(|word| matches!(page.lower(word).as_str(), "i" | "we"))
}

/// The name in a line that is nothing but a name and a place, in bytes.
fn signature(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    const TITLES: [&str; 8] = ["Judge", "Dr.", "Rev.", "Prof.", "Mr.", "Ms.", "Mrs.", "Sgt."];
    let written = &text[line.clone()];
    let (signed, place) = written.split_once(',')?;
    let signed = signed.trim_end_matches("(ret.)").trim_end();
    let title = TITLES.iter().find(|title| signed.starts_with(**title)).map_or(0, |title| title.len() + 1);
    let name = signed.get(title..)?;
    let short = place.split_whitespace().count() <= 5 && place.trim().starts_with(char::is_uppercase);
    (is_name(name) && short).then_some(line.start + title..line.start + signed.len())
}
