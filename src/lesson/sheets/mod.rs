//! A pack laid out as sheets of paper: plain blocks that every writer can write.

mod reading;
mod roles;
mod tasks;
mod teacher;

use std::collections::BTreeSet;

use super::{
    material::Saying,
    pack::Pack,
    passage::{Citation, Passage, Wording},
    texts::Texts,
};
use crate::render::RenderError;

/// Who a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The teacher: plans, guides, keys.
    Teacher,
    /// The class.
    Class,
}

/// A sheet: one page or a few, printed together.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is called in file names and plans: "quiz-key".
    pub name: String,
    /// The name under which it is chosen for printing; all briefs share one.
    pub group: &'static str,
    /// Its heading.
    pub title: String,
    /// Who it is for.
    pub reader: Reader,
    /// Whether the plan of this lesson uses it.
    pub planned: bool,
    /// Whether it is printed across.
    pub wide: bool,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// As it is.
    Plain(String),
    /// To be seen first.
    Strong(String),
    /// Where something stands.
    Cite(String),
    /// An address.
    Link(String, String),
}

/// Words with where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, marked.
    pub words: String,
    /// Where they stand.
    pub cite: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The shares of the columns' widths (percent).
    pub widths: Vec<u8>,
    /// The headings.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether cells are to be written in, so that rows are high.
    pub to_fill: bool,
    /// Whether it holds signs, so that cells are centred.
    pub signs: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text.
    pub runs: Vec<Run>,
    /// Words to quote in it.
    pub quote: Option<Quotation>,
    /// Whether it is hatched.
    pub hatched: bool,
    /// Whether it heads its row.
    pub heads: bool,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading within the sheet.
    Heading(String),
    /// A paragraph.
    Text(Vec<Run>),
    /// The sentence that it is all about.
    Motion(String),
    /// A list.
    List {
        /// Whether it is numbered.
        numbered: bool,
        /// The entries.
        items: Vec<Vec<Run>>,
    },
    /// A table.
    Table(Table),
    /// Words with where they stand.
    Quote(Quotation),
    /// A box that must not be overlooked: a heading and paragraphs.
    Note(String, Vec<Vec<Run>>),
    /// Cards to cut out: number, words, what to write on it.
    Cards(Vec<(String, Quotation, String)>),
    /// Something to answer on so many lines.
    Lines(Vec<Run>, u8),
    /// Blanks at the top: "Name", "Date".
    Fields(Vec<String>),
    /// A text in numbered lines; empty ones have no number.
    Numbered(Vec<String>),
    /// A picture as SVG of our own making, with what it shows in words.
    Figure(String, String),
    /// What follows begins a new page.
    PageBreak,
    /// A question with answers to tick: the question, where its words stand, the answers, or things to put in order.
    Question {
        /// Its number.
        number: usize,
        /// The question.
        prompt: Vec<Run>,
        /// The answers.
        answers: Vec<String>,
        /// What stands before the blanks for an order.
        order: Option<String>,
    },
}

/// Lays a pack out.
///
/// # Errors
/// [`RenderError`] if the diagram cannot be laid out.
pub fn sheets(pack: &Pack, texts: &Texts) -> Result<Vec<Sheet>, RenderError> {
    let texts = &texts.at(pack.options.level);
    let desk = Desk { pack, texts };
    let mut sheets = vec![teacher::plan(&desk), reading::card(&desk), reading::background(&desk)];
    sheets.extend(reading::glossary(&desk));
    sheets.push(reading::timeline(&desk));
    sheets.push(reading::matrix(&desk));
    sheets.push(reading::quotes(&desk));
    sheets.push(reading::diagram(&desk)?);
    sheets.extend(roles::briefs(&desk));
    sheets.push(roles::worksheet(&desk));
    sheets.push(tasks::cards(&desk));
    sheets.push(tasks::cards_key(&desk));
    sheets.push(teacher::discussion(&desk));
    sheets.push(tasks::criticism(&desk));
    sheets.push(tasks::criticism_key(&desk));
    sheets.push(teacher::observation(&desk));
    sheets.push(tasks::quiz(&desk));
    sheets.push(tasks::quiz_key(&desk));
    sheets.extend(tasks::coding(&desk));
    sheets.push(reading::sources(&desk));
    sheets.retain(|sheet| !sheet.blocks.is_empty());
    Ok(sheets)
}

/// What the sheets are written with.
struct Desk<'p> {
    pack: &'p Pack,
    texts: &'p Texts,
}

impl Desk<'_> {
    fn sheet(&self, group: &'static str, reader: Reader, blocks: Vec<Block>) -> Sheet {
        Sheet {
            name: group.to_owned(),
            group,
            title: self.texts.say(&format!("names.{group}"), &[]),
            reader,
            planned: self.pack.plan.print.iter().any(|name| name == group) || group == "plan",
            wide: false,
            blocks,
        }
    }

    fn say(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    fn heading(&self, key: &str) -> Block {
        Block::Heading(self.say(key))
    }

    fn text(&self, key: &str, values: &[(&str, &str)]) -> Block {
        Block::Text(self.texts.rich(key, values))
    }

    fn lines(&self, key: &str, values: &[(&str, &str)], lines: u8) -> Block {
        Block::Lines(self.texts.rich(key, values), lines)
    }

    fn fields(&self, names: &[&str]) -> Block {
        Block::Fields(names.iter().map(|name| self.say(&format!("fields.{name}"))).collect())
    }

    /// `[3] The Drum, 30 November 2015 · word for word`.
    fn cite(&self, citation: &Citation) -> String {
        format!("[{}] {} · {}", citation.source, citation.label, self.wording(citation.wording))
    }

    fn wording(&self, wording: Wording) -> String {
        self.say(match wording {
            Wording::Verbatim => "wording.verbatim",
            Wording::Mixed => "wording.mixed",
            Wording::Summary => "wording.summary",
        })
    }

    fn quote(&self, passage: &Passage) -> Quotation {
        self.quote_within(passage, self.room(400))
    }

    fn quote_within(&self, passage: &Passage, limit: usize) -> Quotation {
        Quotation { words: passage.shown_within(limit), cite: self.cite(&passage.citation) }
    }

    /// How much of the words is shown: the plain level has shorter texts.
    fn room(&self, characters: usize) -> usize {
        if self.pack.options.level == super::Level::Plain { characters * 2 / 5 } else { characters }
    }

    /// `[1] [4]`, each number once.
    fn numbers(&self, citations: &[Citation]) -> String {
        let numbers: BTreeSet<usize> = citations.iter().map(|citation| citation.source).collect();
        numbers.into_iter().map(|number| format!("[{number}]")).collect::<Vec<_>>().join(" ")
    }

    fn sign(&self, stance: &str) -> String {
        self.say(&format!("stance.{stance}.sign"))
    }

    /// Where a saying stands, and where else.
    fn everywhere(&self, saying: &Saying) -> String {
        let own = self.cite(&saying.passage.citation);
        if saying.also.is_empty() { own } else { format!("{own} · + {}", self.numbers(&saying.also)) }
    }
}

impl Cell {
    fn text(words: impl Into<String>) -> Self {
        Self { runs: vec![Run::Plain(words.into())], ..Self::default() }
    }

    fn strong(words: impl Into<String>) -> Self {
        Self { runs: vec![Run::Strong(words.into())], ..Self::default() }
    }

    fn cite(words: impl Into<String>) -> Self {
        Self { runs: vec![Run::Cite(words.into())], ..Self::default() }
    }

    fn quoted(quote: Quotation) -> Self {
        Self { quote: Some(quote), ..Self::default() }
    }

    fn head(words: impl Into<String>) -> Self {
        Self { heads: true, ..Self::text(words) }
    }
}

fn plain(words: impl Into<String>) -> Vec<Run> {
    vec![Run::Plain(words.into())]
}

/// The letter of an answer.
pub(super) fn letter(at: usize) -> char {
    ('a'..='z').nth(at).unwrap_or('?')
}
