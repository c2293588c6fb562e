//! Sheets to argue with: role briefs and the worksheet of the structured controversy.

use super::{Block, Cell, Desk, Reader, Run, Sheet, Table, plain};
use crate::lesson::brief::Brief;

pub(super) fn briefs(desk: &Desk<'_>) -> Vec<Sheet> {
    desk.pack.briefs.iter().map(|brief| one(desk, brief)).collect()
}

/// How many lines a page of a brief holds, on Letter, which is shorter than A4 (measured on printed pages).
const PAGE: f64 = 46.0;

/// A brief is one page: what is least needed is left out until it fits.
fn one(desk: &Desk<'_>, brief: &Brief) -> Sheet {
    let mut brief = brief.clone();
    let mut sheet = laid_out(desk, &brief);
    for step in 0..9 {
        if lines(&sheet.blocks) <= PAGE {
            break;
        }
        match step {
            0 => brief.whys.iter_mut().for_each(|why| why.definition = None),
            1 => brief.record.truncate(2),
            2 => brief.quotes.truncate(2),
            3 => brief.wants.truncate(4),
            4 => brief.whys.truncate(2),
            5 => brief.against.truncate(1),
            6 => brief.record.truncate(1),
            7 => brief.quotes.truncate(1),
            _ => brief.wants.truncate(3),
        }
        sheet = laid_out(desk, &brief);
    }
    sheet
}

/// About how many lines blocks take on a brief's page.
fn lines(blocks: &[Block]) -> f64 {
    /// Characters to a line of the full width.
    const WIDTH: f64 = 108.0;
    let length = |runs: &[Run]| -> usize {
        runs.iter()
            .map(|run| match run {
                Run::Plain(words) | Run::Strong(words) | Run::Cite(words) | Run::Link(words, _) => {
                    words.chars().count()
                }
            })
            .sum()
    };
    let rows = |characters: usize, width: f64| (characters as f64 / width).ceil().max(1.0);
    let cell = |cell: &Cell, share: u8| rows(length(&cell.runs), WIDTH * f64::from(share) / 100.0);
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading(_) => 1.65,
            Block::Text(runs) => rows(length(runs), WIDTH) + 0.15,
            Block::Quote(quote) => {
                rows(quote.words.chars().count(), WIDTH) + 0.8 * rows(quote.cite.chars().count(), 130.0) + 0.2
            }
            Block::Note(_, paragraphs) => {
                paragraphs.iter().map(|runs| rows(length(runs), WIDTH) + 0.2).sum::<f64>() + 2.3
            }
            Block::Table(table) => {
                let height = |row: &Vec<Cell>| {
                    row.iter().zip(&table.widths).map(|(one, share)| cell(one, *share)).fold(1.0, f64::max) * 0.92
                        + 0.15
                };
                table.rows.iter().map(height).sum::<f64>() + 1.6
            }
            Block::List { items, .. } => items.iter().map(|item| rows(length(item), WIDTH) + 0.15).sum(),
            _ => 1.0,
        })
        .sum()
}

fn laid_out(desk: &Desk<'_>, brief: &Brief) -> Sheet {
    let mut blocks = vec![Block::Text(plain(&brief.who))];
    if let Some(note) = &brief.note {
        blocks.push(Block::Note(desk.say("note.heading"), vec![plain(note)]));
    }
    blocks.push(desk.heading("brief.wants-heading"));
    let rows = brief
        .wants
        .iter()
        .map(|want| {
            let mut question = plain(&want.proposition.sentence);
            if let Some(condition) = &want.condition {
                let condition = desk.texts.say("brief.condition", &[("condition", condition)]);
                question.push(Run::Strong(format!(" {condition}")));
            }
            let own = want.proposition.id == desk.pack.proposition.id;
            if own {
                question = question.into_iter().map(strong).collect();
            }
            let stance = desk.say(&format!("brief.stance.{}", want.stance));
            vec![
                Cell { runs: question, ..Cell::default() },
                Cell::strong(format!("{} {stance}", desk.sign(want.stance))),
                Cell {
                    runs: vec![Run::Plain(format!("{} ", want.how)), Run::Cite(format!("[{}]", want.citation.source))],
                    ..Cell::default()
                },
            ]
        })
        .collect();
    blocks.push(Block::Table(Table {
        widths: vec![56, 17, 27],
        head: ["on", "stance", "how"].map(|column| desk.say(&format!("brief.column-{column}"))).to_vec(),
        rows,
        ..Table::default()
    }));
    blocks.push(desk.heading("brief.whys-heading"));
    if brief.whys.is_empty() {
        blocks.push(desk.text("brief.whys-none", &[]));
    }
    for why in &brief.whys {
        let key = if why.rejected { "brief.why-rejected" } else { "brief.why-given" };
        let mut runs = vec![Run::Strong(desk.texts.say(key, &[("reason", &why.reason)]))];
        runs.extend(
            why.definition.iter().map(|definition| Run::Plain(format!(" ({})", definition.trim_end_matches('.')))),
        );
        blocks.push(Block::Text(runs));
        blocks.push(Block::Quote(desk.quote_within(&why.passage, desk.room(170))));
    }
    let own = brief.quotes.iter().any(|saying| saying.voice.own());
    blocks.push(desk.heading(if own { "brief.quotes-heading" } else { "brief.quotes-told-heading" }));
    // What stands under a reason is not printed twice.
    let printed: Vec<String> = brief.whys.iter().map(|why| why.passage.folded()).collect();
    let fresh: Vec<_> = brief.quotes.iter().filter(|saying| !printed.contains(&saying.passage.folded())).collect();
    let shown = if fresh.is_empty() { brief.quotes.iter().take(1).collect() } else { fresh };
    for saying in shown {
        let mut quote = desk.quote_within(&saying.passage, desk.room(200));
        quote.cite = desk.everywhere(saying);
        if let Some(speaker) = &saying.speaker {
            quote.cite = format!("{speaker} · {}", quote.cite);
        }
        blocks.push(Block::Quote(quote));
    }
    blocks.push(desk.heading("brief.against-heading"));
    if brief.against.is_empty() {
        blocks.push(desk.text("brief.against-none", &[]));
    }
    for said in &brief.against {
        blocks.push(Block::Text(vec![Run::Strong(said.who.clone()), Run::Plain(format!(" {}:", said.what))]));
        blocks.push(Block::Quote(desk.quote_within(&said.passage, desk.room(150))));
    }
    blocks.push(desk.heading("brief.record-heading"));
    if brief.record.is_empty() {
        blocks.push(desk.text("brief.record-none", &[]));
    }
    for deed in &brief.record {
        blocks.push(Block::Text(plain(format!("{}:", deed.text))));
        blocks.push(Block::Quote(desk.quote_within(&deed.passage, desk.room(150))));
    }
    blocks.push(desk.heading("brief.questions-heading"));
    let items = brief
        .questions
        .iter()
        .map(|question| vec![Run::Plain(format!("{} ", question.text)), Run::Cite(desk.numbers(&question.citations))]);
    blocks.push(Block::List { numbered: true, items: items.collect() });
    Sheet {
        name: format!("brief-{}", file_name(&brief.actor.id)),
        title: desk.texts.say("names.brief", &[("actor", &brief.actor.label)]),
        ..desk.sheet("briefs", Reader::Class, blocks)
    }
}

fn strong(run: Run) -> Run {
    match run {
        Run::Plain(words) => Run::Strong(words),
        other => other,
    }
}

/// An id as part of a file name, whatever a foreign graph may call its actors.
fn file_name(id: &str) -> String {
    crate::model::Slug::from_text(id).as_str().to_owned()
}

pub(super) fn worksheet(desk: &Desk<'_>) -> Sheet {
    let text = |key: &str| desk.text(&format!("worksheet.{key}"), &[]);
    let lines = |key: &str, n| desk.lines(&format!("worksheet.{key}"), &[], n);
    let reason = |n: &str| desk.lines("worksheet.reason", &[("n", n)], 3);
    let blocks = vec![
        desk.fields(&["name", "group", "date"]),
        Block::Motion(desk.pack.proposition.sentence.clone()),
        text("lead"),
        desk.heading("worksheet.prepare-heading"),
        text("prepare"),
        lines("position", 2),
        reason("1"),
        reason("2"),
        text("frame-prepare"),
        desk.heading("worksheet.present-heading"),
        text("present"),
        lines("heard", 4),
        lines("question", 2),
        desk.heading("worksheet.change-heading"),
        text("change"),
        lines("best-other", 4),
        lines("missing", 2),
        desk.heading("worksheet.synthesise-heading"),
        text("synthesise"),
        lines("agree", 3),
        lines("open", 3),
        lines("proposal", 3),
        text("frame-synthesise"),
    ];
    desk.sheet("worksheet", Reader::Class, blocks)
}
