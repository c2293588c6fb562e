//! Actors by propositions: what each one wants at a glance, gaps included.

use super::evidence::Link;
use super::positions::{Ordered, Position, Positions, alternative, ordered, table};
use super::scene::{Body, Drawing, Entry, Mark, Sample};
use super::stance::{Grade, Stance};
use super::text::visible;
use super::{DiagramError, kinds};

/// What an empty cell means, in words.
pub const NO_EVIDENCE: &str = "no evidence found";

/// Propositions across, actors down under their kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The propositions.
    pub columns: Vec<Heading>,
    /// The actors by kind.
    pub groups: Vec<Group>,
}

/// A label that may lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The words, on one line; they are wrapped when drawn.
    pub label: String,
    /// Where they lead.
    pub link: Option<Link>,
}

/// The actors of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The kind in words: "Companies".
    pub heading: String,
    /// One row for each actor.
    pub rows: Vec<Row>,
}

/// One actor and its cells, one for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The actor.
    pub actor: Heading,
    /// The cells, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// Where one actor stands on one proposition; empty when nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// One for each stance and grade, in that order.
    pub marks: Vec<CellMark>,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Where its evidence is.
    pub link: Option<Link>,
    /// Its first row in the drawing's table (an index).
    pub row: Option<usize>,
    /// Attributes for later scripts, without the `data-` prefix.
    pub data: Vec<(&'static str, String)>,
}

/// One stance in one grade in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellMark {
    /// Which way.
    pub stance: Stance,
    /// In whose voice.
    pub grade: Grade,
    /// How many utterances (a count).
    pub utterances: u32,
}

impl Cell {
    /// Whether nothing in it is more than alleged.
    pub fn only_alleged(&self) -> bool {
        !self.marks.is_empty() && self.marks.iter().all(|m| m.grade == Grade::Alleged)
    }
}

/// Draws the positions as a matrix.
///
/// # Errors
/// When there is no position, an id is used twice, or a position names something not listed.
pub fn draw(input: &Positions) -> Result<Drawing, DiagramError> {
    let ordered = ordered(input)?;
    let matrix = fill(input, &ordered);
    let advice = match matrix.columns.len() {
        n if n > 12 => vec![format!("{n} propositions are more than fit across a page (12): filter by proposition")],
        _ => Vec::new(),
    };
    Ok(Drawing {
        kind: "matrix",
        caption: input.caption.cleaned(),
        alternative: format!(
            "A table of {} actors by {} propositions. {} All other cells are empty: {NO_EVIDENCE}.",
            input.actors.len(),
            input.propositions.len(),
            alternative(input, &ordered)
        ),
        table: table(input, &ordered),
        legend: legend(&ordered, &matrix),
        advice,
        body: Body::Matrix(matrix),
    })
}

/// The matrix alone, for a page that writes it as a table of its own.
///
/// # Errors
/// As [`draw`].
pub fn cells(input: &Positions) -> Result<Matrix, DiagramError> {
    Ok(fill(input, &ordered(input)?))
}

fn fill(input: &Positions, ordered: &Ordered<'_>) -> Matrix {
    let mut groups: Vec<Group> = Vec::new();
    let mut last_kind = None;
    for (at, actor) in ordered.actors.iter().enumerate() {
        if last_kind != Some(&actor.kind) {
            groups.push(Group { heading: kinds::heading(&actor.kind), rows: Vec::new() });
            last_kind = Some(&actor.kind);
        }
        let cells = (0..input.propositions.len()).map(|column| cell(input, ordered, at, column)).collect();
        let group = groups.last_mut().expect("a group was just pushed");
        group.rows.push(Row { actor: Heading { label: visible(&actor.label), link: actor.link.clone() }, cells });
    }
    Matrix {
        columns: input
            .propositions
            .iter()
            .map(|proposition| Heading { label: visible(&proposition.label), link: proposition.link.clone() })
            .collect(),
        groups,
    }
}

fn cell(input: &Positions, ordered: &Ordered<'_>, actor: usize, column: usize) -> Cell {
    let (who, what) = (ordered.actors[actor], &input.propositions[column]);
    let here: Vec<(usize, &Position)> = ordered
        .positions
        .iter()
        .enumerate()
        .filter(|(_, (a, p, _))| (*a, *p) == (actor, column))
        .map(|(row, (_, _, position))| (row, *position))
        .collect();
    let data = vec![("actor", visible(&who.id)), ("proposition", visible(&what.id))];
    if here.is_empty() {
        return Cell { tooltip: format!("{}: {NO_EVIDENCE}", visible(&who.label)), data, ..Cell::default() };
    }
    Cell {
        marks: marks(&here),
        tooltip: here
            .iter()
            .map(|(_, position)| position.tooltip(&who.label, &what.label))
            .collect::<Vec<_>>()
            .join(" | "),
        link: here.iter().find_map(|(_, position)| position.link.clone()),
        row: here.first().map(|(row, _)| *row),
        data,
    }
}

/// One mark for each stance and grade that occurs; positions come in this order.
fn marks(here: &[(usize, &Position)]) -> Vec<CellMark> {
    here.iter()
        .map(|(_, position)| CellMark {
            stance: position.stance,
            grade: position.grade,
            utterances: position.utterances,
        })
        .collect()
}

fn legend(ordered: &Ordered<'_>, matrix: &Matrix) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (stance, text) in
        [(Stance::Support, "supports"), (Stance::Oppose, "opposes"), (Stance::Conditional, "conditional")]
    {
        if ordered.positions.iter().any(|(_, _, p)| p.stance == stance) {
            entries.push(Entry { sample: Sample::Badge(Mark::of(stance, Grade::Stated)), text: text.to_owned() });
        }
    }
    let mut cells = matrix.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
    if cells.clone().any(Cell::only_alleged) {
        entries
            .push(Entry { sample: Sample::Hatched, text: "hatched, hollow sign: only alleged by others".to_owned() });
    }
    if cells.any(|cell| cell.marks.iter().any(|m| m.grade != Grade::Stated)) {
        entries.push(Entry {
            sample: Sample::Nothing,
            text: "“reported”, “alleged”: not in the actor’s own words.".to_owned(),
        });
    }
    entries.push(Entry { sample: Sample::Blank, text: format!("empty: {NO_EVIDENCE}") });
    entries.push(Entry { sample: Sample::Nothing, text: "Numbers count utterances.".to_owned() });
    entries
}
