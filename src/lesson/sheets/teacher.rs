//! The teacher's sheets: plan, guide for the discussion, observation sheet and rubric.

use super::{Block, Cell, Desk, Reader, Run, Sheet, Table, plain};
use crate::lesson::sides::Side;

pub(super) fn plan(desk: &Desk<'_>) -> Sheet {
    let pack = desk.pack;
    let mut blocks =
        vec![desk.text("plan.intro", &[("sentence", &pack.proposition.sentence)]), desk.text("plan.aim", &[])];
    let name = |sheet: &String| desk.say(&format!("names.{sheet}"));
    let rows = pack.plan.steps.iter().map(|step| {
        vec![
            Cell::head(format!("{}–{}", step.from, step.to)),
            Cell::strong(&step.name),
            Cell::text(&step.teacher),
            Cell::text(&step.class),
            Cell::cite(step.sheets.iter().map(name).collect::<Vec<_>>().join(", ")),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let headings = ["time", "step", "teacher", "class", "sheets"];
    blocks.push(Block::Table(Table {
        widths: vec![9, 13, 33, 27, 18],
        head: headings.iter().map(|column| desk.say(&format!("plan.heading-{column}"))).collect(),
        rows,
        ..Table::default()
    }));
    blocks.extend(honest(desk, &pack.sides, true));
    blocks.push(desk.heading("plan.print-heading"));
    let print = pack.plan.print.iter().filter(|name| *name != "coding" || pack.coding.is_some());
    blocks.push(Block::List {
        numbered: false,
        items: print
            .map(|sheet| {
                vec![Run::Strong(name(sheet)), Run::Plain(format!(": {}", desk.say(&format!("plan.copies.{sheet}"))))]
            })
            .collect(),
    });
    blocks.push(desk.heading("plan.fair-heading"));
    blocks.push(Block::List { numbered: false, items: desk.texts.rich_list("plan.fair", &[]) });
    desk.sheet("plan", Reader::Teacher, blocks)
}

/// The box that says what cannot be heard; `told` adds who is known from others alone.
pub(super) fn honest(desk: &Desk<'_>, sides: &[Side], told: bool) -> Option<Block> {
    let mut notes: Vec<Vec<Run>> = sides.iter().flat_map(|side| side.notes.iter().map(plain)).collect();
    if told {
        notes.extend(sides.iter().filter_map(|side| side.told.as_ref()).map(plain));
    }
    notes.extend(desk.pack.unreviewed.iter().map(plain));
    (!notes.is_empty()).then(|| Block::Note(desk.say("note.heading"), notes))
}

pub(super) fn discussion(desk: &Desk<'_>) -> Sheet {
    let mut blocks = vec![desk.text("discussion.lead", &[])];
    for (topic, number) in desk.pack.discussion.topics.iter().zip(1..) {
        blocks.push(Block::Heading(format!("{number}  {}", topic.question)));
        if !topic.evidence.is_empty() {
            blocks.push(desk.text("discussion.board-heading", &[]));
            blocks.extend(topic.evidence.iter().map(|passage| Block::Quote(desk.quote(passage))));
        }
        if !topic.answers.is_empty() {
            blocks.push(desk.text("discussion.answers-heading", &[]));
            let items = topic.answers.iter().map(|(value, citations)| {
                let told: Vec<String> = citations.iter().map(|citation| desk.cite(citation)).collect();
                vec![Run::Strong(value.clone()), Run::Plain(" ".to_owned()), Run::Cite(told.join("; "))]
            });
            blocks.push(Block::List { numbered: false, items: items.collect() });
        }
        blocks.push(Block::Text(vec![
            Run::Strong(desk.say("discussion.listen-heading")),
            Run::Plain(format!(" {}", topic.listen)),
        ]));
    }
    let epilogue = &desk.pack.background.epilogue_sources;
    if !epilogue.is_empty() {
        let items = epilogue.iter().map(|source| match source.starts_with("http") {
            true => vec![Run::Link(source.clone(), source.clone())],
            false => plain(source),
        });
        blocks.push(desk.text("discussion.afterwards-sources", &[]));
        blocks.push(Block::List { numbered: false, items: items.collect() });
    }
    desk.sheet("discussion", Reader::Teacher, blocks)
}

pub(super) fn observation(desk: &Desk<'_>) -> Sheet {
    let table = |widths: Vec<u8>, head: Vec<String>, rows: Vec<Vec<Cell>>, to_fill| {
        Block::Table(Table { widths, head, rows, to_fill, signs: false })
    };
    let marks = desk.texts.list("observation.marks", &[]);
    let marks = marks.into_iter().map(|mark| vec![Cell::head(mark), Cell::default(), Cell::default()]).collect();
    let columns = ["what", "for", "against"].map(|column| desk.say(&format!("observation.column-{column}"))).to_vec();
    let mut head = vec![desk.say("observation.rubric-column-what")];
    head.extend(desk.texts.list("observation.rubric-columns", &[]));
    let rubric = desk.texts.list("observation.rubric", &[]);
    let rubric = rubric
        .iter()
        .map(|row| {
            let mut cells: Vec<Cell> = row.split('|').map(|cell| Cell::text(cell.trim())).collect();
            if let Some(first) = cells.first_mut() {
                first.heads = true;
            }
            cells.resize(head.len(), Cell::default());
            cells
        })
        .collect();
    let blocks = vec![
        desk.fields(&["observer", "group", "date"]),
        desk.text("observation.lead", &[]),
        table(vec![50, 25, 25], columns, marks, true),
        desk.lines("observation.example", &[], 3),
        desk.heading("observation.rubric-heading"),
        table(vec![19, 27, 27, 27], head, rubric, false),
    ];
    desk.sheet("observation", Reader::Class, blocks)
}
