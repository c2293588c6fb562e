//! The statements of a graph.

use std::collections::BTreeMap;

use super::told::{Party, Told, Topic, is_person, within};
use crate::{
    model::{ActorKind, ClosedList, Date, Form, Modality, Stance},
    network::table::Detail,
    query::{QueryError, Record, SparqlGraph, run},
};

/// The queries behind networks by their files' names. A test holds this list to the folder.
pub const QUERIES: &[(&str, &str)] = &[
    ("memberships", include_str!("../../../queries/networks/memberships.rq")),
    ("passages", include_str!("../../../queries/networks/passages.rq")),
    ("statements", include_str!("../../../queries/networks/statements.rq")),
];

/// A passage: where it begins and ends in the text (code points from 0, exclusive), and its words.
type Passage<'a> = (usize, usize, &'a str);

/// Hands over each statement, in the order of documents' ids and of the text.
///
/// # Errors
/// [`QueryError`] if the graph cannot answer.
pub(super) fn each(
    graph: &dyn SparqlGraph,
    keep_details: bool,
    mut take: impl FnMut(Told<'_>),
) -> Result<(), QueryError> {
    let ask = |name: &str| {
        let (_, text) = QUERIES.iter().find(|(known, _)| *known == name).expect("every query is in the table");
        run(graph, text, &BTreeMap::new())
    };
    let (memberships, passages, statements) = (ask("memberships")?, ask("passages")?, ask("statements")?);
    let mut held: BTreeMap<&str, Vec<Record<'_>>> = BTreeMap::new();
    for row in memberships.records() {
        held.entry(row.id("member").unwrap_or_default()).or_default().push(row);
    }
    let mut evidence: BTreeMap<&str, Vec<Passage<'_>>> = BTreeMap::new();
    for row in passages.records() {
        let place = |column: &str| row.number(column) as usize;
        let passage = (place("start"), place("end"), row.text("exact").unwrap_or_default());
        evidence.entry(row.id("statement").unwrap_or_default()).or_default().push(passage);
    }
    for places in evidence.values_mut() {
        places.sort_unstable();
    }
    let id = |row: &Record<'_>| row.id("statement").unwrap_or_default().to_owned();
    let places = |row: &Record<'_>| {
        let passages = row.id("statement").and_then(|id| evidence.get(id));
        passages.map(|all| all.iter().map(|(start, end, _)| (*start, *end)).collect::<Vec<_>>())
    };
    let mut rows: Vec<Record<'_>> = statements.records().collect();
    rows.sort_by_cached_key(|row| (row.id("document").map(str::to_owned), places(row), id(row)));
    // What could be said in two ways is told in two rows.
    rows.dedup_by(|a, b| a.text("statement") == b.text("statement"));
    for row in rows {
        let passages = row.id("statement").and_then(|id| evidence.get(id)).filter(|_| keep_details);
        let detail = passages.map(|passages| detail(row, passages)).unwrap_or_default();
        if let Some(told) = told(row, &held, detail) {
            take(told);
        }
    }
    Ok(())
}

/// A statement; `None` if its actor or a code is not one that the program knows.
fn told<'a>(row: Record<'a>, held: &BTreeMap<&'a str, Vec<Record<'a>>>, detail: Detail) -> Option<Told<'a>> {
    let (published, own) = (date(row, "published"), date(row, "own"));
    let actor = party(row, ["actor", "actorLabel", "kind", "country"])?;
    let spokesperson = party(row, ["spokesperson", "spokespersonLabel", "spokespersonKind", "spokespersonCountry"]);
    let said = own.or(published);
    let on_time = |row: &&Record<'a>| within(said, date(**row, "start"), date(**row, "end"));
    let speaks_for = held
        .get(actor.id)
        .filter(|_| is_person(actor.kind))
        .and_then(|all| all.iter().filter(on_time).min_by_key(|row| row.id("organization")))
        .and_then(|row| party(*row, ["organization", "label", "kind", "country"]));
    Some(Told {
        document: row.id("document")?,
        publisher: row.text("publisher"),
        published,
        own,
        actor,
        spokesperson,
        speaks_for,
        topic: Topic {
            id: row.id("proposition")?,
            short: row.text("short"),
            sentence: row.text("sentence"),
            issue: row.id("issue"),
        },
        stance: named::<Stance>(row, "stance")?,
        leaning: named::<Stance>(row, "leaning"),
        form: named::<Form>(row, "form"),
        modality: named::<Modality>(row, "modality")?,
        detail,
    })
}

fn party<'a>(row: Record<'a>, [id, label, kind, country]: [&str; 4]) -> Option<Party<'a>> {
    Some(Party {
        id: row.id(id)?,
        label: row.text(label),
        kind: named::<ActorKind>(row, kind),
        country: row.text(country),
    })
}

/// The term of a closed list whose individual stands in a column.
fn named<T: ClosedList>(row: Record<'_>, column: &str) -> Option<T> {
    T::from_local_name(row.id(column)?)
}

fn date(row: Record<'_>, column: &str) -> Option<Date> {
    row.text(column)?.parse().ok()
}

fn detail(row: Record<'_>, passages: &[Passage<'_>]) -> Detail {
    Detail {
        id: row.id("statement").unwrap_or_default().to_owned(),
        start: passages.iter().map(|(start, ..)| *start).min(),
        end: passages.iter().map(|(_, end, _)| *end).max(),
        text: passages.iter().map(|(.., words)| *words).collect::<Vec<_>>().join(" … "),
    }
}
