//! Who writes a text that takes sides itself: the author of an opinion piece, the newspaper of an unsigned editorial,
//! the writers of letters to the editor. What nobody else in it says is theirs.

use std::ops::Range;

use super::{
    cast::{Cast, Holder},
    interview, letters,
    page::Page,
};
use crate::lexicon::{Class, WordList};

/// How often somebody must say "I" outside quotations for a text to be their own, if it does not end with a line on
/// its author.
const FIRST_PERSON: usize = 3;
/// How far from its beginning a text may say that it is an editorial, or name its author, in lines with words.
const HEAD: usize = 6;
/// How many lines from its end it may say whose opinion it is.
const TAIL: usize = 3;
/// How often a text says "we" outside quotations that is a newspaper's own opinion, if nothing marks it.
const OURS: usize = 4;
/// What stands above the reply to an editorial.
const REPLY: &str = "opposing view";

/// The authors of a text, each with the sentences that are theirs. `free` says whether a word is nobody else's.
pub(super) fn authors(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    free: impl Fn(usize) -> bool,
) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let lines = lines(text);
    let letters = letters::letters(page, cast, &lines);
    if !letters.is_empty() {
        return letters;
    }
    let answers = interview::answers(page, cast, &lines, &free);
    if !answers.is_empty() {
        return answers;
    }
    // An editorial may have a reply below it: each is a piece by itself.
    let heads_reply = |line: &Range<usize>| {
        let mut parts = text.as_bytes()[line.clone()].windows(REPLY.len());
        line.len() < 80 && parts.any(|part| part.eq_ignore_ascii_case(REPLY.as_bytes()))
    };
    let reply = lines.iter().position(heads_reply);
    let mut found = Vec::new();
    for part in [&lines[..reply.unwrap_or(lines.len())], &lines[reply.unwrap_or(lines.len())..]] {
        let piece = editorial(page, cast, part)
            .or_else(|| column(page, cast, part, reply.is_some(), &free))
            .or_else(|| unmarked(page, cast, part, &free));
        found.extend(piece);
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
        let signed = written.strip_prefix("By ").or_else(|| written.strip_prefix("BY "))?;
        // "By Gordon Haverkamp, for the Cedar Valley Gazette".
        let name = signed.split([',', '|']).next().map(str::trim_end).filter(|name| is_name(name))?;
        let start = line.end - signed.len();
        Some((place, start..start + name.len()))
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
    let holder = if describes { cast.in_office_by(holder, page.words.within(last)) } else { holder };
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
    // "USA TODAY's editorial opinions are decided by its Editorial Board" may stand at the end.
    let tail = lines.len() - lines.len().min(TAIL);
    let closing = (tail..lines.len()).find(|place| closes_editorial(&text[lines[*place].clone()]));
    let named = named.or_else(|| newspaper(text, &lines[closing?]));
    let name = alone.map(|place| head[place].clone()).or(named).map(|name| page.words.within(name));
    let name = name.or_else(|| speaks_of_itself(page, lines))?;
    let holder = cast.newspaper(name);
    let lines = &lines[..closing.unwrap_or(lines.len())];
    // The lines of the head that are no sentence of the piece.
    let body = (marked.max(alone.unwrap_or(0)) + 1..lines.len())
        .find(|place| text[lines[*place].clone()].ends_with(['.', '!', '?', '”', '"']))?;
    let own = sentences(page, lines[0].start..lines[lines.len() - 1].end);
    let headline = page.words.words.get(own.first()?.start)?.start as usize;
    let own = own.into_iter().filter(|sentence| {
        let start = page.words.words[sentence.start].start as usize;
        start >= lines[body].start || start == headline && (marked != 0 || says_more(&text[lines[0].clone()]))
    });
    Some((holder?, own.collect()))
}

/// An editorial that nothing at its head marks: it says "we" outside quotations and calls the newspaper by its name.
fn unmarked(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    lines: &[Range<usize>],
    free: &impl Fn(usize) -> bool,
) -> Option<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    if lines.iter().take(HEAD).any(|line| text[line.clone()].starts_with("By ")) {
        return None;
    }
    let (first, last) = (lines.first()?, lines.last()?);
    let own = sentences(page, first.start..last.end);
    let speaks = |word: &usize| page.class(*word).any(Class::SPEAKER) && free(*word);
    let (mut ours, mut i) = (0, false);
    for word in own.iter().cloned().flatten().filter(speaks) {
        ours += usize::from(matches!(page.words.letters(word), "we" | "We" | "our" | "Our"));
        i |= is_i(page, word);
    }
    if i || ours < OURS {
        return None;
    }
    let name = speaks_of_itself(page, lines)?;
    Some((cast.newspaper(name)?, own))
}

/// The newspaper that a text names as its own: at the head of a sentence, as what says or thinks something.
fn speaks_of_itself(page: &Page<'_>, lines: &[Range<usize>]) -> Option<Range<usize>> {
    static PAPERS: WordList = WordList::new(
        "times post journal tribune herald courier ledger gazette sentinel news observer chronicle register star globe bee \
        press dispatch daily inquirer examiner telegraph record review banner bulletin",
    );
    let (first, last) = (lines.first()?, lines.last()?);
    sentences(page, first.start..last.end).into_iter().find_map(|sentence| {
        let start = sentence.start + usize::from(page.class(sentence.start).any(Class::DETERMINER));
        let end = (start..sentence.end).find(|word| !page.is_capital(*word)).unwrap_or(sentence.end);
        let paper = start > sentence.start
            && (1..=4).contains(&(end - start))
            && PAPERS.contains(&page.lower(end - 1))
            && (end < sentence.end && (page.tag(end).is_finite() || page.class(end).any(Class::AUXILIARY)));
        paper.then_some(start..end)
    })
}

/// Whether a line behind an editorial tells whose opinion it is.
fn closes_editorial(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["'s editorial ", "’s editorial "].iter().any(|mark| lower.contains(mark)) && lower.contains("editorial board")
}

/// "Our view: The police can live with a locked phone": whether a line says more than that it is an opinion.
fn says_more(line: &str) -> bool {
    line.split_once(':').is_some_and(|(_, more)| more.split_whitespace().count() >= 4)
}

/// Whether a line at the head of a text says that it is the paper's own opinion.
fn marks_editorial(line: &str) -> bool {
    if line.len() >= 120 {
        return false;
    }
    let lower = line.to_lowercase();
    // Most lines have neither word.
    if !lower.contains("editorial") && !lower.contains(" view") {
        return false;
    }
    let view = ["'s view", "’s view", "our view", "the view of"].iter().any(|view| lower.contains(view));
    lower.contains("editorial board")
        || lower == "editorial"
        || lower.contains("editorial:")
        || lower.starts_with("editorial |")
        || lower.starts_with("opinion | editorial")
        || (view && (lower.contains(':') || lower.len() < 30))
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
    let end = ["'s editorial ", "’s editorial ", "editorial board", "editorial:", "'s view", "’s view"]
        .iter()
        .find_map(|mark| lower.find(mark))?;
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
pub(super) fn is_name(text: &str) -> bool {
    is_title(text, 2..=4)
}
