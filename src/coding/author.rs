//! Who writes a text that takes sides itself: the author of an opinion piece, the newspaper of an unsigned editorial,
//! the writers of letters to the editor. What nobody else in it says is theirs.

use std::ops::Range;

use super::{
    cast::{Cast, Holder},
    interview,
    page::Page,
};
use crate::lexicon::Class;

/// How often somebody must say "I" outside quotations for a text to be their own, if it does not end with a line on
/// its author.
const FIRST_PERSON: usize = 3;
/// How far from its beginning a text may say that it is an editorial, or name its author, in lines with words.
const HEAD: usize = 6;
/// How letters to the editor begin, where each begins so.
const LETTER: &str = "To the Editor";
/// What stands above the reply to an editorial.
const REPLY: &str = "opposing view";

/// The authors of a text, each with the sentences that are theirs. `free` says whether a word is nobody else's.
pub(super) fn authors(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    free: impl Fn(usize) -> bool,
) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let addressed = letters(page, cast);
    if !addressed.is_empty() {
        return addressed;
    }
    let lines = lines(text);
    let signed = signed_letters(page, cast, &lines);
    if !signed.is_empty() {
        return signed;
    }
    let answers = interview::answers(page, cast, &lines, &free);
    if !answers.is_empty() {
        return answers;
    }
    // An editorial may have a reply below it: each is a piece by itself.
    let reply = lines.iter().position(|line| text[line.clone()].to_lowercase().contains(REPLY));
    let mut found = Vec::new();
    for part in [&lines[..reply.unwrap_or(lines.len())], &lines[reply.unwrap_or(lines.len())..]] {
        if let Some(piece) = editorial(page, cast, part).or_else(|| column(page, cast, part, reply.is_some(), &free)) {
            found.push(piece);
        }
    }
    found
}

/// The lines of a text that have words, in bytes, without the space around them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
        let begins = start + line.len() - line.trim_start_matches(mark).len();
        let written = line.trim_matches(mark);
        if !written.is_empty() {
            lines.push(begins..begins + written.len());
        }
        start += line.len();
    }
    lines
}

/// The sentences that begin within some bytes.
pub(super) fn sentences(page: &Page<'_>, bytes: Range<usize>) -> Vec<Range<usize>> {
    let all = &page.words.sentences;
    let before = |at: usize| all.partition_point(|sentence| (page.words.words[sentence.start].start as usize) < at);
    let first = before(bytes.start);
    all[first..before(bytes.end).max(first)].to_vec()
}

/// A signed opinion piece: a byline, and somebody who says "I" or of whom the last line tells what they are.
fn column(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    lines: &[Range<usize>],
    is_reply: bool,
    free: &impl Fn(usize) -> bool,
) -> Option<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let (place, name) = lines.iter().take(HEAD).enumerate().find_map(|(place, line)| {
        let written = &text[line.clone()];
        let name = written.strip_prefix("By ").or_else(|| written.strip_prefix("BY ")).filter(|name| is_name(name))?;
        Some((place, line.end - name.len()..line.end))
    })?;
    let body = &lines[place + 1..];
    let last = body.last()?.clone();
    let surname = text[name.clone()].rsplit(' ').next()?;
    let closing = &text[last.clone()];
    let head: String = closing.split(' ').take(5).collect::<Vec<_>>().join(" ");
    let describes = closing.starts_with("The writer ")
        || closing.starts_with("The author ")
        || head.to_lowercase().contains(&surname.to_lowercase());
    let own = sentences(page, body[0].start..if describes { last.start } else { last.end });
    let first_person = own.iter().cloned().flatten().filter(|word| is_i(page, *word) && free(*word));
    if !is_reply && !describes && first_person.take(FIRST_PERSON).count() < FIRST_PERSON {
        return None;
    }
    let holder = cast.author(page.words.within(name))?;
    Some((holder, own))
}

/// An unsigned editorial: what the head of the text says is "Editorial" or somebody's "View", and whose.
fn editorial(page: &Page<'_>, cast: &mut Cast<'_, '_>, lines: &[Range<usize>]) -> Option<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let head = &lines[..lines.len().min(HEAD)];
    let marked = head.iter().position(|line| marks_editorial(&text[line.clone()]))?;
    // "The Kenosha Sentinel" in a line by itself says it in full.
    let alone = head.iter().position(|line| {
        let written = &text[line.clone()];
        written.starts_with("The ") && !marks_editorial(written) && is_title(written, 2..=5)
    });
    let named = head.iter().find_map(|line| newspaper(text, line));
    let name = alone.map(|place| head[place].clone()).or(named)?;
    let holder = cast.newspaper(page.words.within(name));
    // The lines of the head that are no sentence of the piece.
    let body = (marked.max(alone.unwrap_or(0)) + 1..lines.len())
        .find(|place| text[lines[*place].clone()].ends_with(['.', '!', '?', '”', '"']))?;
    let own = sentences(page, lines[0].start..lines[lines.len() - 1].end);
    let headline = page.words.words.get(own.first()?.start)?.start as usize;
    let own = own.into_iter().filter(|sentence| {
        let start = page.words.words[sentence.start].start as usize;
        start >= lines[body].start || start == headline && marked != 0
    });
    Some((holder?, own.collect()))
}

/// Whether a line at the head of a text says that it is the paper's own opinion.
fn marks_editorial(line: &str) -> bool {
    let lower = line.to_lowercase();
    let view = ["'s view", "’s view", "our view", "the view of"].iter().any(|view| lower.contains(view));
    line.len() < 120
        && (lower.contains("editorial board")
            || lower == "editorial"
            || lower.contains("editorial:")
            || lower.starts_with("editorial |")
            || lower.starts_with("opinion | editorial")
            || (view && (lower.contains(':') || lower.len() < 30)))
}

/// The name of a newspaper in such a line, in bytes: "By the Editorial Board of The Washington Post", "Sentinel
/// editorial:", "USA TODAY's View:".
fn newspaper(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let written = &text[line.clone()];
    let lower = written.to_ascii_lowercase();
    if let Some(at) = lower.find("editorial board of ") {
        let start = line.start + at + "editorial board of ".len();
        return is_title(&text[start..line.end], 1..=5).then_some(start..line.end);
    }
    let end = ["editorial board", "editorial:", "'s view", "’s view"].iter().find_map(|mark| lower.find(mark))?;
    let before = &written[..end];
    let start = if lower.starts_with("by ") { 3 } else { 0 };
    let name = before.get(start..)?.trim();
    let start = line.start + start + before.get(start..)?.len() - before.get(start..)?.trim_start().len();
    (is_title(name, 1..=5) && !name.eq_ignore_ascii_case("the")).then_some(start..start + name.len())
}

pub(super) fn is_i(page: &Page<'_>, word: usize) -> bool {
    page.class(word).any(Class::SPEAKER) && matches!(page.words.letters(word), "I" | "my" | "My" | "me")
}

/// Words with capitals and nothing else, as many as a range says.
fn is_title(text: &str, words: std::ops::RangeInclusive<usize>) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    words.contains(&parts.len())
        && parts.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        })
}

/// Two to four words with capitals and nothing else: a reporter's line goes on with a post or a paper.
fn is_name(text: &str) -> bool {
    is_title(text, 2..=4)
}

/// Letters to the editor: the sentences from each address to the line in capitals that signs it.
fn letters(page: &Page<'_>, cast: &mut Cast<'_, '_>) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let mut letters = Vec::new();
    for (at, _) in text.match_indices(LETTER) {
        let body = at + LETTER.len();
        let end = text[body..].find(LETTER).map_or(text.len(), |next| body + next);
        let mut start = body;
        for line in text[body..end].split_inclusive('\n') {
            let name = line.trim();
            let signed = is_name(name) && !name.chars().any(char::is_lowercase);
            if signed {
                let begins = start + line.len() - line.trim_start().len();
                let holder = cast.author(page.words.within(begins..begins + name.len()));
                letters.extend(holder.map(|holder| (holder, sentences(page, body..begins))));
                break;
            }
            start += line.len();
        }
    }
    letters
}

/// Letters below a heading that says so, each signed with a name and a place: "Priya Raman, Irvine".
fn signed_letters(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    lines: &[Range<usize>],
) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let heading = lines.first().map(|line| text[line.clone()].to_lowercase()).unwrap_or_default();
    if !(heading.starts_with("letter") || heading.contains("letters to the editor") || heading.contains("readers on")) {
        return Vec::new();
    }
    let mut letters = Vec::new();
    let mut start = lines[0].end;
    for line in &lines[1..] {
        let Some(name) = signature(text, line) else { continue };
        let holder = cast.author(page.words.within(name));
        letters.extend(holder.map(|holder| (holder, sentences(page, start..line.start))));
        start = line.end;
    }
    letters
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
