//! From a table to statements of a case.

use std::{collections::BTreeMap, io::Read};

use super::{ASCRIBED_BY, CODER, CONDITION, CONDITIONAL, NOTE};
use crate::{
    ingest::FrontMatter,
    interchange::{
        Import, Options, ScaleError,
        anchor::{Anchored, Claim, anchor},
        coder_of,
        excerpts::{Passage, excerpts},
        plain_statement,
        scale::Scale,
        statement_csv::{Column, CsvError, CsvLayout, StatementReader},
        time::{DAY, date_from_days, day_of},
    },
    model::{ActorKind, Date, Form, Modality, Offsets, Slug, Stance, Statement},
};

/// Why a table cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A row cannot be read.
    #[error(transparent)]
    Csv(#[from] CsvError),
    /// It is open which numbers of a scale are for and which against.
    #[error(transparent)]
    Scale(#[from] ScaleError),
}

impl TableError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Csv(error) => error.remedy.clone(),
            Self::Scale(_) => "say which number is neither for nor against, such as --neutral 3".to_owned(),
        }
    }
}

/// A row, kept until all are known.
struct Row {
    line: u64,
    date: Option<i64>,
    date_text: String,
    person: String,
    organization: String,
    actor: String,
    concept: String,
    agreement: Option<i64>,
    form: String,
    modality: String,
    source: String,
    kind: String,
    start: Option<usize>,
    end: Option<usize>,
    text: String,
    /// Further columns that are not empty.
    others: BTreeMap<String, String>,
}

/// Reads a table into an import. `name` is what messages call it.
///
/// # Errors
/// [`TableError`] if a row cannot be read; rows that make no statement are in the import's report.
pub fn read(input: impl Read, name: &str, options: &Options, import: &mut Import<'_>) -> Result<(), TableError> {
    let layout = CsvLayout { separator: options.separator, names: options.columns.clone() };
    let mut reader = StatementReader::new(input, name, &layout)?;
    let names: Vec<String> = reader.other_columns().map(str::to_owned).collect();
    let mut documents: Vec<(String, Vec<Row>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(found) = reader.next_row()? {
        let document = found.document.to_owned();
        let mut row = Row {
            line: found.line,
            date: found.date,
            date_text: found.date_text.to_owned(),
            person: found.person.to_owned(),
            organization: found.organization.to_owned(),
            actor: found.actor.to_owned(),
            concept: found.concept.to_owned(),
            agreement: found.agreement.map(i64::from),
            form: found.form.to_owned(),
            modality: found.modality.to_owned(),
            source: found.source.to_owned(),
            kind: found.kind.to_owned(),
            start: found.start,
            end: found.end,
            text: found.text.to_owned(),
            others: BTreeMap::new(),
        };
        let others = names.iter().zip(reader.other_fields()).filter(|(_, field)| !field.trim().is_empty());
        row.others = others.map(|(name, field)| (name.clone(), field.trim().to_owned())).collect();
        let place = *places.entry(document.clone()).or_insert_with(|| {
            documents.push((document, Vec::new()));
            documents.len() - 1
        });
        documents[place].1.push(row);
    }
    let numbers = documents.iter().flat_map(|(_, rows)| rows.iter().filter_map(|row| row.agreement));
    let scale = Scale::of(numbers, options.neutral, options.name(Column::Agreement))?;
    for (document, rows) in documents {
        Rows { options, scale }.carry(&document, rows, import);
    }
    Ok(())
}

struct Rows<'o> {
    options: &'o Options,
    scale: Scale,
}

impl Rows<'_> {
    /// The rows of one document.
    fn carry(&self, name: &str, rows: Vec<Row>, import: &mut Import<'_>) {
        let rows: Vec<(Row, Statement)> = rows
            .into_iter()
            .filter_map(|row| {
                let statement = self.statement(&row, import)?;
                Some((row, statement))
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        match import.shelf.called(name).filter(|_| !name.is_empty()) {
            Some(slug) => self.anchor(&slug, rows, import),
            None => self.make(name, rows, import),
        }
    }

    /// The statement of a row, without its place.
    fn statement(&self, row: &Row, import: &mut Import<'_>) -> Option<Statement> {
        let other = |name: &str| row.others.get(name).map(String::as_str);
        let mut leave = |code, what, remedy| {
            import.report.leave_out(code, what, remedy, format!("line {}", row.line));
            None
        };
        if row.concept.is_empty() {
            return leave("no-concept", "rows left out, as they have no concept", "");
        }
        let named = [&row.actor, &row.organization, &row.person].into_iter().find(|name| !name.is_empty());
        let Some(label) = named else {
            return leave("no-actor", "rows left out, as they name neither a person nor an organization", "");
        };
        let leaning = match row.agreement.map(|number| self.scale.stance(number)) {
            Some(Some(stance)) => Some(stance),
            Some(None) => {
                let remedy = "a stance is for, against, or conditional";
                return leave("neutral", "rows left out, as they are neither for nor against", remedy);
            }
            None => None,
        };
        let conditional = other(CONDITIONAL).is_some_and(|word| word.eq_ignore_ascii_case("yes"));
        let condition = other(CONDITION).filter(|_| conditional).map(str::to_owned);
        let stance = match (leaning, conditional) {
            (Some(stance), false) => stance,
            (leaning, true) if leaning.is_some() || condition.is_some() => Stance::Conditional,
            _ => return leave("no-agreement", "rows left out, as they say neither yes nor no", ""),
        };
        let is_person = *label == row.person && row.actor.is_empty() && row.organization.is_empty();
        let actor = self.actor(label, is_person, &row.kind, import);
        let proposition = import.registry.proposition(&row.concept, None);
        let mut found = plain_statement(actor.clone(), proposition, stance, Vec::new());
        if conditional {
            (found.leaning, found.condition) = (leaning, condition);
        }
        let mut notes: Vec<String> = other(NOTE).map(str::to_owned).into_iter().collect();
        if !row.person.is_empty() {
            let person = self.actor(&row.person, true, "", import);
            if !row.organization.is_empty() {
                let organization = self.actor(&row.organization, false, "", import);
                import.registry.member(&person, &organization);
            }
            found.spokesperson = Some(person).filter(|person| *person != actor);
        }
        if !row.actor.is_empty() && !row.organization.is_empty() && row.actor != row.organization {
            notes.push(format!("organization: {}", row.organization));
        }
        self.manner(row, &mut found, &mut notes, import);
        if self.scale != Scale::YesNo {
            notes.extend(row.agreement.map(|number| format!("{}: {number}", self.options.name(Column::Agreement))));
        }
        let ours = [CODER, ASCRIBED_BY, CONDITIONAL, CONDITION, NOTE];
        let further = row.others.iter().filter(|(name, _)| !ours.contains(&name.as_str()));
        notes.extend(further.map(|(name, value)| format!("{name}: {value}")));
        found.note = (!notes.is_empty()).then(|| notes.join("; "));
        Some(found)
    }

    fn actor(&self, label: &str, is_person: bool, word: &str, import: &mut Import<'_>) -> Slug {
        let label: String = label.chars().filter(|&c| !crate::ingest::is_refused(c)).collect();
        let id = import.registry.actor(&label, None);
        let kind = self.options.kinds.of(&label, word);
        if let Some(kind) = kind.or(is_person.then_some(ActorKind::Person)) {
            import.registry.tell_kind(&id, kind);
        }
        id
    }

    /// Form, voice, and who ascribes it: what cannot be told apart becomes a remark.
    fn manner(&self, row: &Row, found: &mut Statement, notes: &mut Vec<String>, import: &mut Import<'_>) {
        let mut keep = |name: &str, value: &str, import: &mut Import<'_>| {
            let what = "forms and voices that are not on our lists, or lack who ascribes it, kept as a remark";
            import.report.note("manner", what, "", format!("line {}: {name} {value}", row.line));
            notes.push(format!("{name}: {value}"));
        };
        match row.form.parse::<Form>() {
            Ok(form) => found.form = Some(form),
            Err(_) if row.form.is_empty() => {}
            Err(_) => keep("form", &row.form, import),
        }
        let ascriber = row.others.get(ASCRIBED_BY).filter(|name| !name.is_empty());
        match (row.modality.parse::<Modality>(), ascriber) {
            (Ok(modality @ (Modality::OwnWords | Modality::Unattributed)), _) => found.modality = modality,
            (Ok(modality), Some(name)) => {
                found.modality = modality;
                found.ascribed_by = Some(self.actor(name, false, "", import));
            }
            _ if row.modality.is_empty() => {}
            _ => keep("modality", &row.modality, import),
        }
    }

    /// Places the statements in a document whose text is known.
    fn anchor(&self, slug: &Slug, rows: Vec<(Row, Statement)>, import: &mut Import<'_>) {
        let Some(document) = import.shelf.get(slug).cloned() else { return };
        let offsets = Offsets::new(&document.text);
        for (row, mut statement) in rows {
            let claim = Claim {
                position: row.start.zip(row.end),
                exact: Some(row.text.clone()).filter(|text| !text.trim().is_empty()),
                ..Claim::default()
            };
            let item = format!("line {} in {slug}", row.line);
            match anchor(&offsets, &document.text, &claim) {
                Ok(found) => {
                    if let Anchored::Elsewhere(_) = found
                        && claim.position.is_some()
                    {
                        let what = "passages whose words stand elsewhere than the offsets say, taken from there";
                        import.report.note("moved", what, "", item);
                    }
                    statement.evidence = vec![found.span()];
                    statement.date = date_of(&row).filter(|date| document.date != Some(*date));
                    import.add(&self.coder(&row), slug, statement);
                }
                Err(why) => {
                    let what = "rows left out, whose passage was not found in the document";
                    let remedy = "give start and end, or words that stand there once";
                    import.report.leave_out("unfound", what, remedy, format!("{item}: {why}"));
                }
            }
        }
    }

    /// Makes a document of the passages.
    fn make(&self, name: &str, rows: Vec<(Row, Statement)>, import: &mut Import<'_>) {
        let title = if name.is_empty() { self.options.source.as_str() } else { name };
        let passages: Vec<Passage> = rows
            .iter()
            .map(|(row, statement)| Passage {
                words: Some(row.text.clone()),
                sentence: sentence(row, statement.leaning.unwrap_or(statement.stance)),
            })
            .collect();
        let made = excerpts(&passages);
        // A date that all rows share is the document's.
        let dates: Vec<Option<Date>> = rows.iter().map(|(row, _)| date_of(row)).collect();
        let date = dates[0].filter(|_| dates.iter().all(|date| *date == dates[0]));
        let source = Some(&rows[0].0.source).filter(|first| rows.iter().all(|(row, _)| row.source == **first));
        let what = "documents made of nothing but the coded passages";
        let remedy = "--documents DIR gives their texts";
        import.report.note("excerpts", what, remedy, title);
        let data = FrontMatter {
            title: Some(title.split_whitespace().collect::<Vec<_>>().join(" ")),
            publisher: source.filter(|source| !source.is_empty()).cloned(),
            date,
            text_kind: Some(made.kind),
            source_note: Some(format!("The coded passages only, from {}", self.options.source)),
            ..FrontMatter::default()
        };
        let slug = import.shelf.place(data.into_document(Slug::from_text(title), made.text));
        for (((row, mut statement), span), own) in rows.into_iter().zip(made.spans).zip(dates) {
            statement.evidence = vec![span];
            statement.date = own.filter(|own| date != Some(*own));
            import.add(&self.coder(&row), &slug, statement);
        }
    }

    fn coder(&self, row: &Row) -> Slug {
        let named = row.others.get(CODER).map(String::as_str);
        self.options.coder.clone().unwrap_or_else(|| coder_of(named.unwrap_or("imported")))
    }
}

/// What was coded, in a sentence.
fn sentence(row: &Row, stance: Stance) -> String {
    let verb = match stance {
        Stance::Support => "supports",
        Stance::Oppose => "opposes",
        Stance::Conditional => "supports on a condition",
    };
    let who = [&row.actor, &row.organization, &row.person].into_iter().find(|name| !name.is_empty());
    let who = who.map_or("", String::as_str);
    let by = if row.person.is_empty() || row.person == who { String::new() } else { format!(" ({})", row.person) };
    format!("{who}{by} {verb}: {}", row.concept)
}

/// The date of a row as precise as it is written.
fn date_of(row: &Row) -> Option<Date> {
    if let Ok(date) = row.date_text.parse() {
        return Some(date);
    }
    let (year, month, day) = date_from_days(day_of(row.date?));
    debug_assert!(day_of(row.date?).saturating_mul(DAY) <= row.date?);
    Date::new(u16::try_from(year).ok()?, Some(month), Some(day))
}
