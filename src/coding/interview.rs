//! Interviews in questions and answers: what stands between the questions is the voice of who is interviewed.
//!
//! The turns are told apart by labels ("Q:" and "A:", names, initials), by questions in bold type, or, where nothing
//! marks them, by short paragraphs that ask "you" and answers in the first person. An article that asks a question of
//! its readers here and there, or answers theirs, has no answers in the first person.

use std::ops::Range;

use super::{
    author::{is_i, sentences},
    cast::{Cast, Holder},
    page::Page,
};
use crate::lexicon::{Border, Class, WordList};

/// As many questions at least make an interview.
const QUESTIONS: usize = 3;
/// As many where nothing but their words marks them.
const UNMARKED: usize = 4;
/// Questions of more words are no questions, where nothing marks them.
const LONGEST: usize = 45;
/// Without a question mark they are shorter.
const LONGEST_REMARK: usize = 30;
/// Labels are no longer than this, in bytes.
const LABEL: usize = 40;

/// The answers of an interview, with who gives them. `free` says whether a word is nobody else's.
pub(super) fn answers(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    lines: &[Range<usize>],
    free: impl Fn(usize) -> bool,
) -> Vec<(Holder, Vec<Range<usize>>)> {
    let labelled = labelled(page, cast, lines);
    if !labelled.is_empty() {
        return labelled;
    }
    let Some(turns) = in_bold(page, lines, &free).or_else(|| unmarked(page, lines, &free)) else { return Vec::new() };
    let Some(first) = turns.iter().position(|turn| *turn == Turn::Question) else { return Vec::new() };
    let own = |turn: &usize| turns[*turn] == Turn::Answer;
    let told: Vec<Range<usize>> =
        (first..lines.len()).filter(own).flat_map(|turn| sentences(page, lines[turn].clone())).collect();
    interviewee(page, cast, &lines[..first], &lines[first..]).map(|holder| (holder, told)).into_iter().collect()
}

/// What a line of an interview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// What stands before the first question, and what is no turn at all.
    Frame,
    Question,
    Answer,
}

/// Questions in bold type, answers in the first person.
fn in_bold(page: &Page<'_>, lines: &[Range<usize>], free: &impl Fn(usize) -> bool) -> Option<Vec<Turn>> {
    let asks = |line: &Range<usize>| is_bold(page, line) && (is_asked(page, line) || addresses(page, line));
    let first = lines.iter().position(asks)?;
    let turns: Vec<Turn> = lines
        .iter()
        .enumerate()
        .map(|(number, line)| match (number < first, is_bold(page, line)) {
            (true, _) => Turn::Frame,
            (false, true) => Turn::Question,
            (false, false) => Turn::Answer,
        })
        .collect();
    let bold = lines[first..].iter().filter(|line| is_bold(page, line)).count();
    let asked = lines.iter().filter(|line| asks(line)).count();
    (asked >= QUESTIONS && asked * 2 > bold && is_answered(page, lines, &turns, free)).then_some(turns)
}

/// Short paragraphs that ask, and what follows each.
fn unmarked(page: &Page<'_>, lines: &[Range<usize>], free: &impl Fn(usize) -> bool) -> Option<Vec<Turn>> {
    // Most texts do not ask so often.
    if lines.iter().filter(|line| is_asked(page, line)).take(UNMARKED).count() < UNMARKED {
        return None;
    }
    let short = |line: &Range<usize>, most: usize| line.len() < most * 8 && words(page, line).len() <= most;
    let asks = |line: &Range<usize>| is_asked(page, line) && short(line, LONGEST);
    let says_i = |line: &Range<usize>| first_person(page, line, free);
    let remarks =
        |line: &Range<usize>| asks(line) || (short(line, LONGEST_REMARK) && addresses(page, line) && !says_i(line));
    // The first that says "you" or asks, with an answer in the first person behind it.
    let first = (0..lines.len().saturating_sub(1))
        .find(|&number| number > 0 && remarks(&lines[number]) && says_i(&lines[number + 1]))?;
    let mut turns = vec![Turn::Frame; first];
    for (number, line) in lines.iter().enumerate().skip(first) {
        let next = lines.get(number + 1);
        let answered = next.is_some_and(|next| !asks(next));
        let question = match turns.last() {
            // After a question comes an answer, however short.
            Some(Turn::Question) => false,
            _ => {
                answered
                    && (remarks(line) || (short(line, LONGEST_REMARK) && !says_i(line) && is_one_sentence(page, line)))
            }
        };
        turns.push(if question { Turn::Question } else { Turn::Answer });
    }
    let questions = || (first..lines.len()).filter(|number| turns[*number] == Turn::Question);
    let asked = questions().filter(|number| asks(&lines[*number])).count();
    let addressed = questions().filter(|number| addresses(page, &lines[*number])).count();
    let all = questions().count();
    (asked >= UNMARKED && addressed >= QUESTIONS && asked * 2 >= all && is_answered(page, lines, &turns, free))
        .then_some(turns)
}

/// Whether most answers are in the first person.
fn is_answered(page: &Page<'_>, lines: &[Range<usize>], turns: &[Turn], free: &impl Fn(usize) -> bool) -> bool {
    let (mut all, mut own) = (0, 0);
    for group in (0..lines.len()).collect::<Vec<_>>().chunk_by(|a, b| turns[*a] == turns[*b]) {
        if turns[group[0]] == Turn::Answer {
            all += 1;
            own += usize::from(group.iter().any(|number| first_person(page, &lines[*number], free)));
        }
    }
    all >= QUESTIONS && own * 5 >= all * 3
}

/// Whether a line is in bold type, or a heading, as Markdown writes them.
fn is_bold(page: &Page<'_>, line: &Range<usize>) -> bool {
    let (before, after) = (&page.words.text[..line.start], &page.words.text[line.end..]);
    before.ends_with("**") && after.starts_with("**") || before.ends_with("__") && after.starts_with("__")
}

fn words(page: &Page<'_>, line: &Range<usize>) -> Range<usize> {
    page.words.within(line.clone())
}

fn is_one_sentence(page: &Page<'_>, line: &Range<usize>) -> bool {
    sentences(page, line.clone()).len() == 1
}

fn is_asked(page: &Page<'_>, line: &Range<usize>) -> bool {
    page.words.text[line.clone()].trim_end_matches(['"', '”', ')']).ends_with('?')
}

fn addresses(page: &Page<'_>, line: &Range<usize>) -> bool {
    words(page, line).any(|word| matches!(page.lower(word).as_str(), "you" | "your" | "yours" | "yourself"))
}

fn first_person(page: &Page<'_>, line: &Range<usize>, free: &impl Fn(usize) -> bool) -> bool {
    words(page, line).any(|word| is_i(page, word) && free(word))
}

/// Turns that begin with a label: "Q:" and "A:", "Wired:" and "Castellanos-Hale:", "MCH:".
fn labelled(page: &Page<'_>, cast: &mut Cast<'_, '_>, lines: &[Range<usize>]) -> Vec<(Holder, Vec<Range<usize>>)> {
    let text = page.words.text;
    let labels: Vec<Option<Range<usize>>> = lines.iter().map(|line| label(text, line)).collect();
    let mut names: Vec<(&str, usize, usize)> = Vec::new();
    for (line, label) in lines.iter().zip(&labels).filter_map(|(line, label)| Some((line, label.clone()?))) {
        let asked = usize::from(is_asked(page, line));
        let full = names.len() >= 12;
        match names.iter_mut().find(|(name, ..)| *name == &text[label.clone()]) {
            Some((_, turns, questions)) => (*turns, *questions) = (*turns + 1, *questions + asked),
            None if !full => names.push((&text[label.clone()], 1, asked)),
            None => {}
        }
    }
    names.retain(|(_, turns, _)| *turns >= 2);
    let Some(first) = labels.iter().position(Option::is_some) else { return Vec::new() };
    let turns: usize = names.iter().map(|(_, turns, _)| turns).sum();
    let Some(asker) = names.iter().max_by_key(|(name, turns, questions)| (is_asker(name), questions * 8 / turns))
    else {
        return Vec::new();
    };
    let asks = is_asker(asker.0) || asker.2 * 2 >= asker.1;
    if names.len() < 2 || turns < 2 * QUESTIONS || turns * 2 < lines.len() - first || !asks {
        return Vec::new();
    }
    let asker = asker.0;
    let introduced = interviewee(page, cast, &lines[..first], &lines[first..]);
    let mut found: Vec<(Holder, Vec<Range<usize>>)> = Vec::new();
    let mut speaking: Option<Holder> = None;
    for (line, label) in lines.iter().zip(&labels).skip(first) {
        if let Some(label) = label.clone().filter(|label| names.iter().any(|(name, ..)| *name == &text[label.clone()]))
        {
            speaking = match &text[label.clone()] {
                name if name == asker || is_asker(name) => None,
                name => cast
                    .named(page.words.within(label.clone()))
                    .or_else(|| introduced.clone().filter(|holder| answers_to(name, holder))),
            };
        }
        let Some(holder) = &speaking else { continue };
        // The label goes with them: "A. I do" is one sentence.
        let own = sentences(page, line.clone());
        match found.iter_mut().find(|(known, _)| known.actor == holder.actor) {
            Some((_, told)) => told.extend(own),
            None => found.push((holder.clone(), own)),
        }
    }
    found
}

/// What stands before a colon at the beginning of a line, if it looks like a name; "Q." and "A." too.
fn label(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let written = &text[line.clone()];
    let end = match written.as_bytes() {
        [b'Q' | b'A', b'.', b' ' | b'*', ..] => 1,
        bytes => bytes.iter().take(LABEL + 1).position(|byte| *byte == b':')?,
    };
    let name = &written[..end];
    let part = |part: &str| {
        part.starts_with(char::is_uppercase)
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let is_name = !name.is_empty() && name.split(' ').count() <= 4 && name.split(' ').all(part);
    is_name.then_some(line.start..line.start + end)
}

fn is_asker(label: &str) -> bool {
    matches!(label, "Q" | "Question" | "QUESTION" | "Interviewer" | "INTERVIEWER")
}

/// Whether a label stands for somebody: "A", "MCH", "Castellanos-Hale".
fn answers_to(label: &str, holder: &Holder) -> bool {
    let initials = |name: &str| -> String { name.split([' ', '-']).filter_map(|part| part.chars().next()).collect() };
    let name = holder.label.clone().unwrap_or_else(|| holder.speaker().as_str().replace('-', " "));
    let (label, name) = (label.to_lowercase(), name.to_lowercase());
    matches!(label.as_str(), "a" | "answer") || label.replace('.', "") == initials(&name) || name.ends_with(&label)
}

/// Who is interviewed: whom the lines before the first question introduce, else those at the end.
fn interviewee(
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    head: &[Range<usize>],
    turns: &[Range<usize>],
) -> Option<Holder> {
    let tail = turns.len().saturating_sub(2);
    let name = introduced(page, head).or_else(|| introduced(page, &turns[tail..]))?;
    cast.named(name.clone()).or_else(|| cast.author(name))
}

/// The name that most speaks for somebody being introduced: at the head of a sentence, behind "for" or "with" ("Three
/// questions for Miriam Castellanos-Hale"), more than once.
fn introduced(page: &Page<'_>, lines: &[Range<usize>]) -> Option<Range<usize>> {
    static BEFORE: WordList = WordList::new("for with to meet");
    static BYLINE: WordList = WordList::new("by");
    let mut names: Vec<(Range<usize>, usize)> = Vec::new();
    for line in lines {
        for sentence in sentences(page, line.clone()) {
            let mut word = sentence.start;
            while word < sentence.end {
                let mut end = word;
                while end < sentence.end && is_of_name(page, end, end > word) {
                    end += 1;
                }
                let before = word.checked_sub(1).filter(|before| *before >= sentence.start);
                let signs = before.is_some_and(|before| BYLINE.contains(&page.lower(before)));
                if (2..=4).contains(&(end - word)) && !signs {
                    let behind = before.is_some_and(|before| BEFORE.contains(&page.lower(before)));
                    let heads =
                        word == sentence.start && (page.tag(end).is_finite() || page.border(end) == Border::Comma);
                    let points = 1 + 2 * usize::from(behind) + 3 * usize::from(heads);
                    let same = |name: &Range<usize>| page.words.slice(name.clone()) == page.words.slice(word..end);
                    let full = names.len() >= 20;
                    match names.iter_mut().find(|(name, _)| same(name)) {
                        Some((_, sum)) => *sum += points,
                        None if !full => names.push((word..end, points)),
                        None => {}
                    }
                }
                word = end.max(word + 1);
            }
        }
    }
    // Of equals the first.
    names.into_iter().rev().max_by_key(|(_, points)| *points).map(|(name, _)| name)
}

fn is_of_name(page: &Page<'_>, word: usize, inside: bool) -> bool {
    page.is_capital(word)
        && !page.class(word).any(Class::DETERMINER.or(Class::SPEAKER).or(Class::AUXILIARY).or(Class::MODAL))
        && (!inside || page.border(word) == Border::Space)
        && (inside || page.class(word) == Class::default())
}
