//! Asks the graph the queries of `queries/drawings/` and reads the rows. Anything that answers SPARQL will do.

use std::collections::BTreeMap;

use oxigraph::model::Term;

use super::{
    Survey,
    rows::{
        AttributionRow, CaseRow, ConflictRow, ContradictionRow, DocumentRow, EventRow, FactRow, Party, RoleRow,
        SpanRow, StatementRow, Topic,
    },
};
use crate::{
    diagram::{Link, Stance, When, relations::Form},
    model::{ClosedList as _, Modality},
    query::{Answer, Record},
};

macro_rules! queries {
    ($($name:literal),+ $(,)?) => {
        /// The queries behind the drawings by their files' names. A test holds this list to the folder.
        pub const QUERIES: &[(&str, &str)] = &[$((
            $name,
            include_str!(concat!("../../../queries/drawings/", $name, ".rq")),
        )),+];
    };
}

queries![
    "actors-of-statements",
    "attributions",
    "case",
    "contradictions",
    "disagreements",
    "documents",
    "events",
    "facts",
    "passages",
    "roles",
    "statements",
];

impl Survey {
    /// Asks a graph for everything that drawings and the report show.
    ///
    /// # Errors
    /// Whatever `ask` fails with.
    pub fn ask<E>(mut ask: impl FnMut(&str) -> Result<Answer, E>) -> Result<Self, E> {
        let mut answer = |name: &str| {
            let (_, text) =
                QUERIES.iter().find(|(known, _)| *known == name).expect("every query that is asked is in the table");
            ask(text)
        };
        let mut survey = Self {
            case: case(&answer("case")?),
            documents: documents(&answer("documents")?),
            statements: statements(&answer("statements")?, &answer("actors-of-statements")?),
            attributions: attributions(&answer("attributions")?),
            events: events(&answer("events")?),
            facts: facts(&answer("facts")?),
            conflicts: conflicts(&answer("disagreements")?),
            contradictions: contradictions(&answer("contradictions")?),
            roles: roles(&answer("roles")?),
            passages: passages(&answer("passages")?),
        };
        name_documents(&mut survey.documents);
        let dates: BTreeMap<&str, When> =
            survey.documents.iter().map(|document| (document.id.as_str(), document.date)).collect();
        for statement in survey.statements.iter_mut().filter(|statement| statement.told == When::Unknown) {
            statement.told = dates.get(statement.document.as_str()).copied().unwrap_or(When::Unknown);
        }
        Ok(survey)
    }
}

fn id(row: Record<'_>, column: &str) -> String {
    row.id(column).unwrap_or_default().to_owned()
}

fn optional_id(row: Record<'_>, column: &str) -> Option<String> {
    row.id(column).map(str::to_owned)
}

fn optional(row: Record<'_>, column: &str) -> Option<String> {
    row.text(column).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn when(row: Record<'_>, column: &str) -> When {
    row.text(column).map_or(When::Unknown, When::parse)
}

fn party(row: Record<'_>, columns: [&str; 3]) -> Option<Party> {
    let id = optional_id(row, columns[0])?;
    Some(Party {
        label: optional(row, columns[1]).unwrap_or_else(|| id.replace('-', " ")),
        kind: row.text_or_empty(columns[2]),
        id,
    })
}

fn case(answer: &Answer) -> CaseRow {
    let mut case = CaseRow::default();
    for row in answer.records() {
        case.title = row.text_or_empty("title");
        case.licence = optional(row, "licence");
        case.epilogue = optional(row, "epilogue");
        case.epilogue_sources.extend(optional(row, "source"));
    }
    case
}

fn documents(answer: &Answer) -> Vec<DocumentRow> {
    let mut found: BTreeMap<String, DocumentRow> = BTreeMap::new();
    for row in answer.records() {
        let key = id(row, "document");
        let document = found.entry(key.clone()).or_insert_with(|| DocumentRow {
            id: key,
            title: row.text_or_empty("title"),
            publisher: optional(row, "publisher"),
            date: when(row, "date"),
            // Only addresses on the web lead anywhere from a picture.
            url: row.text("url").filter(|url| url.starts_with("http")).and_then(Link::new),
            summary: row.text("kind") == Some("summary"),
            licence: optional(row, "licence"),
            note: optional(row, "note"),
            ..DocumentRow::default()
        });
        if let Some(author) = optional(row, "author")
            && !document.authors.contains(&author)
        {
            document.authors.push(author);
        }
    }
    found.into_values().collect()
}

/// Gives each document a name that no other has.
fn name_documents(documents: &mut [DocumentRow]) {
    let plain: Vec<String> = documents.iter().map(DocumentRow::plain_name).collect();
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &plain {
        *shared.entry(name).or_default() += 1;
    }
    for (document, name) in documents.iter_mut().zip(&plain) {
        document.name =
            if shared[name.as_str()] > 1 { format!("{name}, “{}”", document.title) } else { name.clone() };
    }
}

fn statements(answer: &Answer, actors: &Answer) -> Vec<StatementRow> {
    let mut parties: BTreeMap<String, Vec<(String, Party)>> = BTreeMap::new();
    for row in actors.records() {
        if let Some(party) = party(row, ["actor", "label", "kind"]) {
            let of_statement = parties.entry(id(row, "statement")).or_default();
            let entry = (row.text_or_empty("relation"), party);
            if of_statement.iter().all(|(relation, known)| (relation, &known.id) != (&entry.0, &entry.1.id)) {
                of_statement.push(entry);
            }
        }
    }
    let mut found: BTreeMap<String, StatementRow> = BTreeMap::new();
    for row in answer.records() {
        let key = id(row, "statement");
        if let Some(known) = found.get_mut(&key) {
            known.attributions.extend(optional_id(row, "attribution"));
        } else if let Some(statement) = statement(row, parties.remove(&key).unwrap_or_default()) {
            found.insert(key, statement);
        }
    }
    found.into_values().collect()
}

/// A statement; `None` if its actor or a code is not one that the program knows.
fn statement(row: Record<'_>, parties: Vec<(String, Party)>) -> Option<StatementRow> {
    let related = |wanted: &str| -> Vec<Party> {
        parties.iter().filter(|(relation, _)| relation == wanted).map(|(_, party)| party.clone()).collect()
    };
    let actor = related("actor").into_iter().next()?;
    Some(StatementRow {
        id: id(row, "statement"),
        document: id(row, "document"),
        counts_for: Some(related("counts-for"))
            .filter(|parties| !parties.is_empty())
            .unwrap_or_else(|| vec![actor.clone()]),
        actor,
        spokespersons: related("spokesperson"),
        ascribers: related("ascriber"),
        addressees: related("addressee"),
        targets: related("target"),
        topic: Topic {
            id: id(row, "proposition"),
            sentence: row.text_or_empty("sentence"),
            short: row.text_or_empty("short"),
        },
        stance: Stance::from_name(row.text("stance")?)?,
        leaning: row.text("leaning").and_then(Stance::from_name),
        condition: optional(row, "condition"),
        form: row.text("form").and_then(Form::from_name),
        modality: Modality::from_id(row.text("modality")?).ok()?,
        utterance: optional_id(row, "utterance"),
        date: when(row, "date"),
        told: when(row, "date"),
        quote: row.text_or_empty("quote"),
        rank: row.text_or_empty("rank"),
        paraphrased: row.flag("paraphrased"),
        attributions: optional_id(row, "attribution").into_iter().collect(),
    })
}

fn attributions(answer: &Answer) -> Vec<AttributionRow> {
    let mut found: BTreeMap<String, AttributionRow> = BTreeMap::new();
    for row in answer.records() {
        let key = id(row, "attribution");
        found.entry(key.clone()).or_insert_with(|| AttributionRow {
            id: key,
            document: id(row, "document"),
            directness: row.text_or_empty("directness"),
            holder: party(row, ["holder", "holderLabel", "holderKind"]),
            speaker: optional_id(row, "speaker"),
            named: optional(row, "named"),
            role: optional(row, "role"),
            work: optional_id(row, "work").map(|id| (id, row.text_or_empty("workLabel"))),
            within: optional_id(row, "within"),
            cue: optional(row, "cue"),
            quote: optional(row, "quote"),
        });
    }
    found.into_values().collect()
}

fn events(answer: &Answer) -> Vec<EventRow> {
    let mut found: BTreeMap<String, EventRow> = BTreeMap::new();
    for row in answer.records() {
        let key = id(row, "event");
        let event = found.entry(key.clone()).or_insert_with(|| EventRow {
            id: key,
            label: row.text_or_empty("label"),
            kind: row.text_or_empty("type"),
            date: when(row, "date"),
            outside: row.flag("outside"),
            ..EventRow::default()
        });
        for (column, ids) in [("participant", &mut event.participants), ("proposition", &mut event.propositions)] {
            if let Some(id) = optional_id(row, column)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
    }
    found.into_values().collect()
}

fn facts(answer: &Answer) -> Vec<FactRow> {
    let mut found: BTreeMap<String, FactRow> = BTreeMap::new();
    for row in answer.records() {
        let key = id(row, "fact");
        // A document has no label, only a title: it vouches for the fact itself.
        let holder = row.text("holderLabel").and_then(|label| {
            Some(Party { id: optional_id(row, "holder")?, label: label.to_owned(), kind: String::new() })
        });
        found.entry(key.clone()).or_insert_with(|| FactRow {
            id: key,
            event: id(row, "event"),
            property: row.text_or_empty("property"),
            value: value(row),
            value_label: row.text_or_empty("valueLabel"),
            document: id(row, "document"),
            holder,
            quote: row.text_or_empty("quote"),
            paraphrased: row.flag("paraphrased"),
        });
    }
    found.into_values().collect()
}

/// The id of what a fact's value points to, or a literal's text as it stands (an interval has a slash).
fn value(row: Record<'_>) -> String {
    match row.get("value") {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        _ => id(row, "value"),
    }
}

fn conflicts(answer: &Answer) -> Vec<ConflictRow> {
    answer
        .records()
        .map(|row| ConflictRow {
            fact: id(row, "fact"),
            other: id(row, "other"),
            explanation: optional(row, "explanation"),
        })
        .collect()
}

fn contradictions(answer: &Answer) -> Vec<ContradictionRow> {
    answer
        .records()
        .map(|row| ContradictionRow {
            actor: row.text_or_empty("actorLabel"),
            event: id(row, "event"),
            words: id(row, "words"),
            deed: id(row, "deed"),
            sentence: optional(row, "sentence"),
        })
        .collect()
}

fn roles(answer: &Answer) -> Vec<RoleRow> {
    answer
        .records()
        .map(|row| RoleRow {
            member: id(row, "member"),
            organization: id(row, "organization"),
            role: row.text_or_empty("role"),
        })
        .collect()
}

fn passages(answer: &Answer) -> BTreeMap<String, Vec<SpanRow>> {
    let mut found: BTreeMap<String, Vec<SpanRow>> = BTreeMap::new();
    for row in answer.records() {
        let place = |column| row.number(column) as usize;
        found.entry(id(row, "finding")).or_default().push(SpanRow {
            document: id(row, "document"),
            start: place("start"),
            end: place("end"),
            exact: row.text_or_empty("exact"),
            verbatim: row.flag("verbatim"),
        });
    }
    found
}
