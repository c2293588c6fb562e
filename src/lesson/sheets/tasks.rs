//! Sheets to work on: cards, source criticism, quiz, coding, each with its key.

use super::{Block, Cell, Desk, Quotation, Reader, Run, Sheet, Table, letter, plain};
use crate::lesson::{cards::ROOM, coding::CodingExercise, quiz::Answer};

pub(super) fn cards(desk: &Desk<'_>) -> Sheet {
    if desk.pack.cards.is_empty() {
        return desk.sheet("cards", Reader::Class, Vec::new());
    }
    let question = desk.say("cards.question");
    let cards = desk
        .pack
        .cards
        .iter()
        .map(|card| {
            let title = desk.texts.say("cards.card", &[("number", &card.number.to_string())]);
            (title, desk.quote_within(&card.passage, desk.room(ROOM).max(120)), question.clone())
        })
        .collect();
    desk.sheet("cards", Reader::Class, vec![desk.text("cards.lead", &[]), Block::Cards(cards)])
}

pub(super) fn cards_key(desk: &Desk<'_>) -> Sheet {
    if desk.pack.cards.is_empty() {
        return desk.sheet("cards-key", Reader::Teacher, Vec::new());
    }
    let rows = desk
        .pack
        .cards
        .iter()
        .map(|card| {
            vec![
                Cell::head(card.number.to_string()),
                Cell::strong(&card.actor.label),
                Cell::text(&card.proposition),
                Cell::text(format!("{} {}", desk.sign(card.stance), desk.say(&format!("stance.{}.verb", card.stance)))),
                Cell {
                    runs: vec![
                        Run::Plain(format!("{} ", card.how)),
                        Run::Cite(format!("[{}]", card.passage.citation.source)),
                    ],
                    ..Cell::default()
                },
            ]
        })
        .collect();
    let head = ["card", "who", "on", "side", "voice"].map(|column| desk.say(&format!("cards.key-{column}"))).to_vec();
    let table = Table { widths: vec![8, 24, 22, 18, 28], head, rows, ..Table::default() };
    desk.sheet("cards-key", Reader::Teacher, vec![Block::Table(table)])
}

pub(super) fn criticism(desk: &Desk<'_>) -> Sheet {
    let criticism = &desk.pack.criticism;
    if criticism.chains.is_empty() {
        return desk.sheet("criticism", Reader::Class, Vec::new());
    }
    let rows = criticism
        .chains
        .iter()
        .map(|chain| {
            let mut quote = desk.quote_within(&chain.passage, desk.room(220));
            quote.words = format!("{}  {}", chain.letter, quote.words);
            vec![Cell::quoted(quote), Cell::default(), Cell::default(), Cell::default()]
        })
        .collect();
    let head =
        ["passage", "who", "hands", "count"].map(|column| desk.say(&format!("criticism.column-{column}"))).to_vec();
    let mut blocks = vec![
        desk.fields(&["name", "date"]),
        desk.text("criticism.lead", &[]),
        desk.text("criticism.task-1", &[]),
        Block::Table(Table { widths: vec![48, 18, 22, 12], head, rows, to_fill: true, signs: false }),
    ];
    if let Some(label) = &criticism.same_words {
        blocks.push(desk.text("criticism.task-2", &[("label", label)]));
        blocks.extend(criticism.variants.iter().map(|variant| Block::Quote(desk.quote(&variant.passage))));
        blocks.push(desk.lines("criticism.task-3", &[], 3));
    }
    desk.sheet("criticism", Reader::Class, blocks)
}

pub(super) fn criticism_key(desk: &Desk<'_>) -> Sheet {
    let criticism = &desk.pack.criticism;
    if criticism.chains.is_empty() {
        return desk.sheet("criticism-key", Reader::Teacher, Vec::new());
    }
    let rows = criticism
        .chains
        .iter()
        .map(|chain| {
            let stance = desk.say(&format!("stance.{}.verb", chain.stance));
            vec![
                Cell::head(chain.letter.to_string()),
                Cell {
                    runs: vec![
                        Run::Strong(chain.actor.label.clone()),
                        Run::Plain(format!(" {stance} “{}”; {} ", chain.proposition, chain.how)),
                        Run::Cite(desk.cite(&chain.passage.citation)),
                    ],
                    ..Cell::default()
                },
                Cell::text(&chain.through),
                Cell::text(chain.hands.to_string()),
            ]
        })
        .collect();
    let head = vec![
        String::new(),
        desk.say("criticism.column-who"),
        desk.say("criticism.key-chain"),
        desk.say("criticism.column-count"),
    ];
    let table = Table { widths: vec![6, 46, 34, 14], head, rows, ..Table::default() };
    let blocks = vec![Block::Table(table), desk.text("criticism.key-note", &[])];
    desk.sheet("criticism-key", Reader::Teacher, blocks)
}

pub(super) fn quiz(desk: &Desk<'_>) -> Sheet {
    let items = &desk.pack.quiz;
    if items.is_empty() {
        return desk.sheet("quiz", Reader::Class, Vec::new());
    }
    let mut blocks = vec![desk.fields(&["name", "class", "date"]), desk.text("quiz.lead", &[])];
    for item in items {
        let mut prompt = plain(&item.prompt);
        if let (true, Answer::Choice { .. }, [citation]) = (item.open_source, &item.answer, item.citations.as_slice()) {
            prompt.push(Run::Cite(format!(" {}", desk.cite(citation))));
        }
        let (answers, order) = match &item.answer {
            Answer::Choice { choices, .. } => (choices.clone(), None),
            Answer::Order { things, .. } => (things.clone(), Some(desk.say("quiz.answer-lines"))),
        };
        blocks.push(Block::Question { number: item.number, prompt, answers, order });
    }
    blocks.push(desk.text("quiz.points", &[("n", &items.len().to_string())]));
    desk.sheet("quiz", Reader::Class, blocks)
}

pub(super) fn quiz_key(desk: &Desk<'_>) -> Sheet {
    if desk.pack.quiz.is_empty() {
        return desk.sheet("quiz-key", Reader::Teacher, Vec::new());
    }
    let rows = desk
        .pack
        .quiz
        .iter()
        .map(|item| {
            let answer = match &item.answer {
                Answer::Choice { choices, right } => {
                    format!("{}  {}", letter(*right), choices.get(*right).map_or("", String::as_str))
                }
                Answer::Order { right, .. } => {
                    right.iter().map(|at| letter(*at).to_string()).collect::<Vec<_>>().join(" → ")
                }
            };
            let cited: Vec<String> = item.citations.iter().map(|citation| desk.cite(citation)).collect();
            vec![
                Cell::head(item.number.to_string()),
                Cell::strong(answer),
                Cell::text(&item.why),
                Cell::cite(cited.join("; ")),
            ]
        })
        .collect();
    let mut head = vec![String::new()];
    head.extend(["answer", "why", "source"].map(|column| desk.say(&format!("quiz.key-{column}"))));
    let table = Table { widths: vec![6, 26, 40, 28], head, rows, ..Table::default() };
    desk.sheet("quiz-key", Reader::Teacher, vec![Block::Table(table)])
}

pub(super) fn coding(desk: &Desk<'_>) -> Vec<Sheet> {
    desk.pack.coding.iter().flat_map(|exercise| [coding_form(desk, exercise), coding_key(desk, exercise)]).collect()
}

/// The beginning of a passage, enough to find it.
fn beginning(quote: &Quotation) -> String {
    crate::diagram::evidence::shorten(&quote.words, 60)
}

fn coding_form(desk: &Desk<'_>, exercise: &CodingExercise) -> Sheet {
    let numbered = |labels: Vec<(String, String)>| -> Block {
        let items =
            labels.into_iter().map(|(code, label)| vec![Run::Strong(format!("{code}  ")), Run::Plain(label)]).collect();
        Block::List { numbered: false, items }
    };
    let actors = exercise.actors.iter().zip(1..).map(|(actor, n): (_, usize)| (n.to_string(), actor.label.clone()));
    let propositions =
        exercise.propositions.iter().zip('A'..='Z').map(|(on, letter)| (letter.to_string(), on.sentence.clone()));
    let rows = exercise
        .items
        .iter()
        .map(|item| {
            let mut cells = vec![
                Cell::head(item.number.to_string()),
                Cell::text(lines(item.lines)),
                Cell::text(beginning(&desk.quote(&item.passage))),
            ];
            cells.resize(7, Cell::default());
            cells
        })
        .collect();
    let head = ["item", "lines", "passage", "who", "what", "stance", "voice"]
        .map(|column| desk.say(&format!("coding.column-{column}")))
        .to_vec();
    let kind = if exercise.source.summary { "coding.text-summary" } else { "coding.text-full" };
    let blocks = vec![
        desk.fields(&["name", "date"]),
        desk.text("coding.lead", &[]),
        desk.text("coding.text-heading", &[("citation", &exercise.source.citation)]),
        Block::Text(vec![Run::Cite(format!("[{}] {}", exercise.source.number, desk.say(kind)))]),
        Block::Numbered(exercise.lines.clone()),
        Block::PageBreak,
        desk.heading("coding.who-heading"),
        numbered(actors.collect()),
        desk.heading("coding.what-heading"),
        numbered(propositions.collect()),
        desk.heading("coding.codes-heading"),
        desk.text("coding.codes-stance", &[]),
        desk.text("coding.codes-voice", &[]),
        Block::Table(Table { widths: vec![7, 11, 40, 10, 12, 10, 10], head, rows, to_fill: true, signs: false }),
        desk.lines("coding.more", &[], 3),
    ];
    desk.sheet("coding", Reader::Class, blocks)
}

fn lines((first, last): (usize, usize)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

fn coding_key(desk: &Desk<'_>, exercise: &CodingExercise) -> Sheet {
    let rows = exercise
        .items
        .iter()
        .map(|item| {
            let actor = exercise.actors.get(item.actor.wrapping_sub(1)).map_or("", |actor| actor.label.as_str());
            let on = exercise.propositions.iter().zip('A'..='Z').find(|(_, letter)| *letter == item.proposition);
            vec![
                Cell::head(item.number.to_string()),
                Cell::text(format!("{}  {actor}", item.actor)),
                Cell::text(format!("{}  {}", item.proposition, on.map_or("", |(on, _)| on.short.as_str()))),
                Cell::strong(item.stance.to_string()),
                Cell {
                    runs: vec![Run::Strong(format!("{}  ", item.voice)), Run::Plain(item.how.clone())],
                    ..Cell::default()
                },
                Cell::quoted(desk.quote_within(&item.passage, 120)),
            ]
        })
        .collect();
    let head = ["item", "who", "what", "stance", "voice", "passage"]
        .map(|column| desk.say(&format!("coding.column-{column}")))
        .to_vec();
    let settled = if exercise.settled { "coding.key-settled" } else { "coding.key-machine" };
    let blocks = vec![
        Block::Text(plain(exercise.source.citation.clone())),
        desk.text(settled, &[]),
        Block::Table(Table { widths: vec![6, 19, 17, 7, 18, 33], head, rows, ..Table::default() }),
        desk.text("coding.key-class", &[]),
    ];
    desk.sheet("coding-key", Reader::Teacher, blocks)
}
