//! Tables for spreadsheets: the quiz, the cards, and the sheet into which a teacher types what the class coded.

use crate::lesson::{coding::CodingExercise, pack::Pack, passage::Citation, quiz::Answer, sheets::letter};

fn cited(citations: &[Citation]) -> String {
    let all: Vec<String> =
        citations.iter().map(|citation| format!("[{}] {}", citation.source, citation.label)).collect();
    all.join("; ")
}

fn wording(citations: &[Citation]) -> String {
    let mut all: Vec<&str> = citations
        .iter()
        .map(|citation| match citation.wording {
            crate::lesson::Wording::Verbatim => "verbatim",
            crate::lesson::Wording::Mixed => "mixed",
            crate::lesson::Wording::Summary => "summary",
        })
        .collect();
    all.dedup();
    all.join("; ")
}

/// A text that a spreadsheet would read as a formula gets an apostrophe in front, which it does not show.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text.to_owned() }
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let written = writer
        .write_record(head)
        .and_then(|()| rows.map(|row| writer.write_record(row)).collect::<Result<Vec<()>, _>>());
    written.expect("writing to memory, with rows as long as the head");
    let bytes = writer.into_inner().expect("writing to memory");
    String::from_utf8(bytes).expect("only text was written")
}

pub(super) fn quiz(pack: &Pack) -> String {
    const HEAD: [&str; 11] =
        ["number", "kind", "question", "a", "b", "c", "d", "right", "because", "sources", "wording"];
    table(
        &HEAD,
        pack.quiz.iter().map(|item| {
            let (answers, right) = match &item.answer {
                Answer::Choice { choices, right } => (choices, letter(*right).to_string()),
                Answer::Order { things, right } => {
                    (things, right.iter().map(|at| letter(*at).to_string()).collect::<Vec<_>>().join(" "))
                }
            };
            let mut row = vec![item.number.to_string(), item.kind.name().to_owned(), cell(&item.prompt)];
            row.extend((0..4).map(|at| answers.get(at).map(|answer| cell(answer)).unwrap_or_default()));
            row.extend([right, cell(&item.why), cited(&item.citations), wording(&item.citations)]);
            row
        }),
    )
}

pub(super) fn cards(pack: &Pack) -> String {
    const HEAD: [&str; 8] = ["card", "words", "source", "wording", "actor", "proposition", "stance", "voice"];
    table(
        &HEAD,
        pack.cards.iter().map(|card| {
            let citations = std::slice::from_ref(&card.passage.citation);
            vec![
                card.number.to_string(),
                cell(&card.passage.shown()),
                cited(citations),
                wording(citations),
                cell(&card.actor.label),
                cell(&card.proposition),
                card.stance.to_owned(),
                card.voice.name().to_owned(),
            ]
        }),
    )
}

/// A row for each student, four columns for each passage; the first row is the key.
pub(super) fn results(coding: &CodingExercise) -> String {
    let mut head = vec!["coder".to_owned()];
    let mut key = vec!["key".to_owned()];
    for item in &coding.items {
        head.extend(["who", "what", "side", "voice"].map(|code| format!("{} {code}", item.number)));
        // A bare + or - would be taken for a formula by a spreadsheet: the key says it in letters that are accepted, too.
        let side = match item.stance {
            '+' => "for",
            '-' => "against",
            _ => "depends",
        };
        key.extend([item.actor.to_string(), item.proposition.to_string(), side.to_owned(), item.voice.to_string()]);
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    table(&head, [key].into_iter())
}
