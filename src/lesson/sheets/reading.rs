//! Sheets to read: card, background, words, time line, matrix, diagram, sources.

use super::{Block, Cell, Desk, Reader, Run, Sheet, Table, plain, teacher::honest};
use crate::{
    diagram::{Grade, Stance, matrix, text::list},
    lesson::sides::Holder,
    render::{Format, RenderError, render_each},
};

/// How many rows a side has on the card; who is left is named in one row more.
const ROWS: usize = 3;

pub(super) fn card(desk: &Desk<'_>) -> Sheet {
    let pack = desk.pack;
    let mut blocks = vec![Block::Motion(pack.proposition.sentence.clone())];
    if let Some(covers) = pack.covers() {
        blocks.push(Block::Text(vec![Run::Strong(format!("{}: ", desk.say("card.covers"))), Run::Plain(covers)]));
    }
    blocks.push(desk.heading("card.sides-heading"));
    let mut rows = Vec::new();
    for side in &pack.sides {
        let name = format!(
            "{} {}",
            desk.sign(side.stance),
            desk.say(&format!("stance.{}.heading", side.stance)).to_lowercase()
        );
        if side.holders.is_empty() {
            rows.push(vec![Cell::head(name), Cell::text(desk.say("card.nobody")), Cell::default(), Cell::default()]);
            continue;
        }
        let alike = together(&side.holders);
        let (first, rest) = alike.split_at(alike.len().min(ROWS));
        rows.extend(first.iter().map(|alike| holder_row(desk, &name, alike)));
        if !rest.is_empty() {
            let names: Vec<String> = rest.iter().flatten().map(|holder| holder.actor.label.clone()).collect();
            let quotes = desk.say("names.quotes");
            rows.push(vec![
                Cell::head(name),
                Cell::text(desk.say("card.also")),
                Cell::default(),
                Cell::text(desk.texts.say("card.also-who", &[("actors", &list(&names)), ("sheet", &quotes)])),
            ]);
        }
    }
    blocks.push(Block::Table(Table {
        widths: vec![11, 23, 17, 49],
        head: ["side", "who", "how", "words"].map(|column| desk.say(&format!("card.column-{column}"))).to_vec(),
        rows,
        ..Table::default()
    }));
    blocks.extend(honest(desk, &pack.sides, false));
    blocks.push(desk.text("card.vote", &[]));
    blocks.push(desk.text("card.vote-after", &[]));
    desk.sheet("card", Reader::Class, blocks)
}

/// Holders whom the same words show, in one row.
fn together(holders: &[Holder]) -> Vec<Vec<&Holder>> {
    let mut rows: Vec<Vec<&Holder>> = Vec::new();
    for holder in holders {
        let alike = rows.iter_mut().find(|row| {
            row.first()
                .is_some_and(|first| first.how == holder.how && first.passage.folded() == holder.passage.folded())
        });
        match alike {
            Some(row) => row.push(holder),
            None => rows.push(vec![holder]),
        }
    }
    rows
}

fn holder_row(desk: &Desk<'_>, side: &str, alike: &[&Holder]) -> Vec<Cell> {
    let names: Vec<String> = alike.iter().map(|holder| holder.actor.label.clone()).collect();
    let shown = alike.first().map(|holder| (holder.how.clone(), desk.quote_within(&holder.passage, desk.room(150))));
    let (how, quote) = shown.unzip();
    vec![
        Cell::head(side),
        Cell::strong(list(&names)),
        Cell::text(how.unwrap_or_default()),
        Cell { quote, ..Cell::default() },
    ]
}

pub(super) fn background(desk: &Desk<'_>) -> Sheet {
    let background = &desk.pack.background;
    let mut blocks = vec![desk.text("background.lead", &[])];
    if background.description.is_empty() {
        blocks.push(desk.text("background.no-description", &[]));
    } else {
        blocks.extend(background.description.iter().map(|paragraph| Block::Text(plain(paragraph))));
        blocks.push(Block::Text(vec![Run::Cite(desk.say("background.description-source"))]));
    }
    blocks.push(desk.heading("background.questions-heading"));
    let questions = desk.texts.rich_list("background.questions", &[]);
    blocks.extend(questions.into_iter().map(|question| Block::Lines(question, 2)));
    desk.sheet("background", Reader::Class, blocks)
}

pub(super) fn glossary(desk: &Desk<'_>) -> Option<Sheet> {
    let terms = &desk.pack.glossary;
    if terms.is_empty() {
        return None;
    }
    let rows = terms
        .iter()
        .map(|term| {
            let mut runs = plain(&term.meaning);
            if let Some(contested) = &term.contested {
                runs.push(Run::Strong(format!(" {} ", desk.say("glossary.contested"))));
                runs.push(Run::Plain(contested.clone()));
            }
            runs.extend(term.source.iter().map(|source| Run::Cite(format!(" {source}"))));
            vec![Cell { heads: true, ..Cell::strong(&term.term) }, Cell { runs, ..Cell::default() }]
        })
        .collect();
    let blocks = vec![
        desk.text("glossary.lead", &[]),
        Block::Table(Table {
            widths: vec![24, 76],
            head: ["term", "meaning"].map(|column| desk.say(&format!("glossary.column-{column}"))).to_vec(),
            rows,
            ..Table::default()
        }),
    ];
    Some(desk.sheet("glossary", Reader::Class, blocks))
}

pub(super) fn timeline(desk: &Desk<'_>) -> Sheet {
    let happenings = &desk.pack.background.happenings;
    if happenings.is_empty() {
        return desk.sheet("timeline", Reader::Class, Vec::new());
    }
    let rows = happenings
        .iter()
        .map(|happening| {
            let mut runs = plain(&happening.what);
            if let Some(disputed) = &happening.disputed {
                runs.push(Run::Strong(format!(" {} ", desk.say("timeline.disputed"))));
                runs.push(Run::Plain(disputed.clone()));
            }
            let key = if happening.documents == 1 { "timeline.told-one" } else { "timeline.told-many" };
            let told = desk.texts.say(key, &[("n", &happening.documents.to_string())]);
            let cite = match &happening.citation {
                Some(citation) => format!("{told}: {}", desk.cite(citation)),
                None => desk.say("timeline.outside"),
            };
            vec![Cell::head(&happening.date), Cell { runs, ..Cell::default() }, Cell::cite(cite)]
        })
        .collect();
    let blocks = vec![
        desk.text("timeline.lead", &[]),
        // Above the table: below a long one it would stand alone on the next page.
        desk.text("timeline.task", &[]),
        Block::Table(Table {
            widths: vec![19, 46, 35],
            head: ["date", "what", "told"].map(|column| desk.say(&format!("timeline.column-{column}"))).to_vec(),
            rows,
            ..Table::default()
        }),
    ];
    desk.sheet("timeline", Reader::Class, blocks)
}

pub(super) fn matrix(desk: &Desk<'_>) -> Sheet {
    let positions = &desk.pack.positions;
    let Ok(matrix) = matrix::cells(positions) else {
        return desk.sheet("matrix", Reader::Class, Vec::new());
    };
    let columns = matrix.columns.len();
    let short = |id: &str| {
        let known = desk.pack.propositions.iter().find(|on| on.id == id);
        known.map_or_else(|| id.to_owned(), |on| on.short.clone())
    };
    let mut head = vec![desk.say("matrix.actor")];
    head.extend(positions.propositions.iter().map(|proposition| short(&proposition.id)));
    let sign = |stance: Stance| desk.sign(stance.name());
    let rows = matrix
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .map(|row| {
            let mut cells = vec![Cell::head(&row.actor.label)];
            cells.extend(row.cells.iter().map(|cell| {
                let marks: Vec<String> = cell
                    .marks
                    .iter()
                    .map(|mark| match mark.grade {
                        Grade::Stated => format!("{} {}", sign(mark.stance), mark.utterances),
                        grade => format!("{} {} {}", sign(mark.stance), mark.utterances, grade.voice()),
                    })
                    .collect();
                let words = if marks.is_empty() { desk.say("matrix.none") } else { marks.join(", ") };
                Cell { hatched: cell.only_alleged(), ..Cell::text(words) }
            }));
            cells
        })
        .collect();
    let share = u8::try_from(78 / columns.max(1)).unwrap_or(1);
    let mut widths = vec![22];
    widths.resize(columns + 1, share);
    let blocks =
        vec![desk.text("matrix.lead", &[]), Block::Table(Table { widths, head, rows, signs: true, to_fill: false })];
    Sheet { wide: columns > 6, ..desk.sheet("matrix", Reader::Class, blocks) }
}

/// The words behind each sign, the lesson's proposition first.
pub(super) fn quotes(desk: &Desk<'_>) -> Sheet {
    let pack = desk.pack;
    let mut blocks = vec![desk.text("matrix.quotes-lead", &[])];
    let mut order: Vec<&crate::lesson::Proposition> = pack.propositions.iter().collect();
    order.sort_by_key(|on| on.id != pack.proposition.id);
    for on in order {
        let mut rows = Vec::new();
        for stance in ["support", "oppose", "conditional"] {
            // The best words of each actor on each side; actors whom the same words show share a row.
            let mut shown: Vec<(Vec<&str>, &crate::lesson::Saying)> = Vec::new();
            let of = pack.sayings.iter().filter(|saying| saying.proposition == on.id && saying.stance == stance);
            for saying in of {
                let known = |(names, _): &(Vec<&str>, _)| names.contains(&saying.actor.label.as_str());
                if shown.iter().any(known) {
                    continue;
                }
                let alike = shown.iter_mut().find(|(_, other)| {
                    other.voice == saying.voice && other.passage.folded() == saying.passage.folded()
                });
                match alike {
                    Some((names, _)) => names.push(&saying.actor.label),
                    None => shown.push((vec![&saying.actor.label], saying)),
                }
            }
            for (names, saying) in shown {
                let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
                let how = desk.say(&format!("voice-short.{}", saying.voice.name()));
                let mut quote = desk.quote_within(&saying.passage, desk.room(240));
                quote.cite = desk.everywhere(saying);
                rows.push(vec![
                    Cell::head(format!("{} {}", desk.sign(stance), list(&names))),
                    Cell::text(how),
                    Cell::quoted(quote),
                ]);
            }
        }
        if !rows.is_empty() {
            blocks.push(Block::Heading(desk.texts.say("matrix.on", &[("sentence", &on.sentence)])));
            let head = ["who", "how", "words"].map(|column| desk.say(&format!("card.column-{column}"))).to_vec();
            blocks.push(Block::Table(Table { widths: vec![26, 14, 60], head, rows, ..Table::default() }));
        }
    }
    desk.sheet("quotes", Reader::Class, blocks)
}

pub(super) fn diagram(desk: &Desk<'_>) -> Result<Sheet, RenderError> {
    let rendered = render_each(&desk.pack.diagram, &[Format::Svg])?;
    let svg = rendered.into_iter().next().map(|picture| picture.bytes).unwrap_or_default();
    let svg = String::from_utf8_lossy(&svg).into_owned();
    let wide = size(&svg).is_some_and(|(width, height)| width > height);
    let quotes = desk.say("names.quotes");
    let blocks = vec![
        desk.text("diagram.lead", &[("quotes", &quotes)]),
        Block::Figure(svg, desk.pack.diagram.alternative.clone()),
    ];
    Ok(Sheet { wide, ..desk.sheet("diagram", Reader::Class, blocks) })
}

/// Width and height of our own SVG.
fn size(svg: &str) -> Option<(f64, f64)> {
    let side = |name: &str| svg.split_once(&format!(" {name}=\""))?.1.split('"').next()?.parse().ok();
    Some((side("width")?, side("height")?))
}

pub(super) fn sources(desk: &Desk<'_>) -> Sheet {
    let pack = desk.pack;
    let rows = pack
        .sources
        .iter()
        .map(|source| {
            let mut runs = plain(format!("{}. ", source.citation));
            runs.extend(source.url.iter().map(|url| Run::Link(url.clone(), url.clone())));
            let kind = if source.summary { "sources.summary" } else { "sources.full" };
            runs.push(Run::Cite(format!(" {}", desk.say(kind))));
            runs.extend(source.note.iter().map(|note| Run::Cite(format!(" {note}"))));
            vec![Cell::head(format!("[{}]", source.number)), Cell { runs, ..Cell::default() }]
        })
        .collect();
    let mut blocks = vec![
        desk.text("sources.lead", &[]),
        Block::Table(Table { widths: vec![8, 92], head: Vec::new(), rows, ..Table::default() }),
    ];
    let options = &pack.options;
    let level = match options.level {
        crate::lesson::Level::Plain => "plain",
        crate::lesson::Level::Standard => "standard",
    };
    let (seed, minutes) = (options.seed.to_string(), options.minutes.number().to_string());
    let mut colophon = desk.texts.say(
        "sources.colophon",
        &[("version", env!("CARGO_PKG_VERSION")), ("seed", &seed), ("minutes", &minutes), ("level", level)],
    );
    if let Some(licence) = &pack.licence {
        colophon = format!("{colophon} {}", desk.texts.say("sources.licence", &[("licence", licence)]));
    }
    blocks.push(Block::Text(vec![Run::Cite(colophon)]));
    desk.sheet("sources", Reader::Class, blocks)
}
