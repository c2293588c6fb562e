//! A reader of GIFT written from the rules of the format alone, and the quiz held against it.
//!
//! <https://docs.moodle.org/en/GIFT_format>: questions are parted by empty lines; `//` begins a comment line; `::name::`, then
//! `[format]`, then text with the answers in braces; `=` right, `~` wrong, ` -> ` parts what is matched, `#` begins the
//! feedback of an answer and `####` that of the question; a backslash takes the meaning of `~ = # { } :` and of itself.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use crate::fixture::CaseFixture;

#[derive(Debug, PartialEq)]
pub(super) enum Answers {
    Choice { right: Vec<String>, wrong: Vec<String> },
    Matching(Vec<(String, String)>),
}

#[derive(Debug)]
pub(super) struct Question {
    pub(super) name: String,
    pub(super) format: String,
    pub(super) text: String,
    pub(super) answers: Answers,
    pub(super) feedback: String,
}

/// A character that means something, or one that is text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Mark(char),
    Text(char),
}

fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => signs.push(Sign::Text('\n')),
                Some(escaped) => signs.push(Sign::Text(escaped)),
                None => panic!("a backslash ends the text: {text}"),
            },
            '~' | '=' | '#' | '{' | '}' | ':' => signs.push(Sign::Mark(c)),
            c => signs.push(Sign::Text(c)),
        }
    }
    signs
}

fn text(signs: &[Sign]) -> String {
    let text: String = signs
        .iter()
        .map(|sign| match sign {
            Sign::Text(c) => *c,
            Sign::Mark(c) => panic!("{c} is not escaped in {signs:?}"),
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn find(signs: &[Sign], mark: &str) -> Option<usize> {
    let wanted: Vec<Sign> = mark.chars().map(Sign::Mark).collect();
    signs.windows(wanted.len()).position(|window| window == wanted)
}

pub(super) fn questions(file: &str) -> Vec<Question> {
    let lines: Vec<&str> = file.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    lines
        .join("\n")
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty() && !block.starts_with("$CATEGORY:"))
        .map(question)
        .collect()
}

fn question(block: &str) -> Question {
    let signs = signs(block);
    assert_eq!(find(&signs, "::"), Some(0), "a name: {block}");
    let rest = &signs[2..];
    let end = find(rest, "::").expect("the end of the name");
    let (name, rest) = (text(&rest[..end]), &rest[end + 2..]);
    let open = find(rest, "{").expect("answers");
    let close = find(rest, "}").expect("the end of the answers");
    assert_eq!(close + 1, rest.len(), "nothing follows the answers: {block}");
    let head = text(&rest[..open]);
    let (format, prompt) = head.strip_prefix('[').and_then(|head| head.split_once(']')).expect("a format");
    let body = &rest[open + 1..close];
    let feedback = find(body, "####").expect("feedback");
    let mut answers: Vec<(char, String)> = Vec::new();
    let mut start = None;
    for (at, sign) in body[..feedback].iter().enumerate() {
        if let Sign::Mark(mark @ ('=' | '~')) = sign {
            if let Some((mark, from)) = start.replace((*mark, at + 1)) {
                answers.push((mark, text(&body[from..at])));
            }
        } else if start.is_none() {
            assert!(matches!(sign, Sign::Text(c) if c.is_whitespace()), "text before the answers: {block}");
        }
    }
    let (mark, from) = start.expect("an answer");
    answers.push((mark, text(&body[from..feedback])));
    let matching = answers.iter().all(|(mark, answer)| *mark == '=' && answer.contains("->"));
    Question {
        name,
        format: format.to_owned(),
        text: prompt.to_owned(),
        answers: if matching {
            let pair = |answer: &str| {
                let (left, right) = answer.split_once("->").expect("an arrow");
                assert!(!right.contains("->"), "one arrow only: {answer}");
                (left.trim().to_owned(), right.trim().to_owned())
            };
            Answers::Matching(answers.iter().map(|(_, answer)| pair(answer)).collect())
        } else {
            let of = |wanted: char| {
                let these = answers.iter().filter(|(mark, _)| *mark == wanted);
                // A weight stands before the text.
                these.map(|(_, a)| a.trim_start_matches("%100%").trim_start_matches("%0%").to_owned()).collect()
            };
            Answers::Choice { right: of('='), wrong: of('~') }
        },
        feedback: text(&body[feedback + 4..]),
    }
}

/// Text as the reader has it.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Holds the quiz of a pack against what a reader of GIFT makes of it.
#[track_caller]
pub(super) fn same(pack: &Value, file: &str) {
    let read = questions(file);
    let quiz = pack["quiz"].as_array().expect("a quiz");
    assert_eq!(read.len(), quiz.len());
    let names: BTreeSet<&str> = read.iter().map(|question| question.name.as_str()).collect();
    assert_eq!(names.len(), read.len(), "Moodle knows questions by their names");
    for (question, item) in read.iter().zip(quiz) {
        assert_eq!(question.format, "plain");
        let prompt = plain(item["prompt"].as_str().expect("a question"));
        assert!(question.text.starts_with(&prompt), "{} / {prompt}", question.text);
        assert!(question.feedback.starts_with(&plain(item["why"].as_str().expect("a reason"))));
        let label = item["citations"][0]["label"].as_str().expect("a source");
        assert!(question.feedback.contains(&plain(label)), "{} has no source", question.feedback);
        let strings = |value: &Value| -> Vec<String> {
            value.as_array().expect("a list").iter().map(|one| plain(one.as_str().expect("text"))).collect()
        };
        match &question.answers {
            Answers::Choice { right, wrong } => {
                let choices = strings(&item["answer"]["choice"]["choices"]);
                let at = item["answer"]["choice"]["right"].as_u64().expect("an index") as usize;
                assert_eq!(right, &[choices[at].clone()], "one right answer");
                let others: Vec<String> =
                    choices.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| c.clone()).collect();
                assert_eq!(wrong, &others);
            }
            Answers::Matching(pairs) => {
                let things = strings(&item["answer"]["order"]["things"]);
                let right = item["answer"]["order"]["right"].as_array().expect("a list");
                assert!(pairs.len() >= 3, "Moodle wants three pairs");
                for (place, ((thing, number), at)) in pairs.iter().zip(right).enumerate() {
                    assert_eq!(thing, &things[at.as_u64().expect("an index") as usize].replace("->", "→"));
                    assert_eq!(number, &(place + 1).to_string());
                }
            }
        }
    }
}

#[test]
fn moodle_reads_the_quiz_that_is_printed() {
    for seed in ["1", "2", "3"] {
        let fixture = CaseFixture::shipped()
            .run(["lesson", "--minutes", "90", "--seed", seed, "--format", "gift", "--out", "pack"])
            .expect_exit(0);
        let read = |name: &str| fs::read_to_string(fixture.path(&format!("pack/{name}"))).expect("a file of the pack");
        let pack: Value = serde_json::from_str(&read("pack.json")).expect("JSON");
        same(&pack, &read("quiz.gift.txt"));
    }
}
