//! From the tables of a data base to documents, actors, propositions and statements of a case.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DnaError,
    entities::{Part, take_up},
    tables::{Content, Dna, Document, Statement},
};
use crate::{
    ingest::FrontMatter,
    interchange::{
        Import, Options,
        anchor::Fitted,
        plain_statement,
        registry::free,
        scale::Scale,
        statement_csv::Column,
        time::{DAY, date_from_days, day_of},
    },
    model::{Coder, Date, Slug},
};

/// The variables of a type of statement that make a statement of ours.
struct Shape {
    person: Option<i64>,
    organization: Option<i64>,
    concept: i64,
    agreement: i64,
    scale: Scale,
    is_scale: bool,
}

/// A document as the case will have it.
struct Placed {
    slug: Slug,
    fitted: Fitted,
}

/// Reads a data base of DNA 3 into an import.
///
/// # Errors
/// [`DnaError`] if it cannot be read at all; what cannot be carried over is in the import's report.
pub fn read(bytes: &[u8], options: &Options, import: &mut Import<'_>) -> Result<(), DnaError> {
    let dna = Dna::read(bytes)?;
    let shapes = shapes(&dna, options)?;
    let mut parts = BTreeMap::new();
    for shape in shapes.values() {
        parts.extend(shape.person.map(|variable| (variable, Part::Person)));
        parts.extend(shape.organization.map(|variable| (variable, Part::Organization)));
        parts.insert(shape.concept, Part::Concept);
    }
    let entities = take_up(&dna, &parts, options, import);
    let mut reader = Reader { coders: coders(&dna, options), documents: BTreeMap::new(), dna: &dna, entities, options };
    for (name, slug) in reader.coders.values() {
        import.coders.insert(slug.clone(), format!("{name}, from {}", options.source));
    }
    for (&id, document) in &dna.documents {
        reader.place(id, document, import);
    }
    for (&id, statement) in &dna.statements {
        match shapes.get(&statement.of_type) {
            Some(shape) => reader.carry(id, statement, shape, import),
            None => reader.tell_other(id, statement, import),
        }
    }
    reader.tell_rest(import);
    Ok(())
}

/// The types of statement that have the variables, by their ids.
fn shapes(dna: &Dna, options: &Options) -> Result<BTreeMap<i64, Shape>, DnaError> {
    let find = |of_type: i64, column: Column, data_types: &[&str]| {
        dna.variables
            .iter()
            .find(|(_, variable)| {
                variable.of_type == of_type
                    && variable.name.eq_ignore_ascii_case(options.name(column))
                    && data_types.contains(&&*variable.data_type)
            })
            .map(|(id, variable)| (*id, variable))
    };
    let mut shapes = BTreeMap::new();
    for &of_type in dna.types.keys() {
        let person = find(of_type, Column::Person, &["short text"]).map(|(id, _)| id);
        let organization = find(of_type, Column::Organization, &["short text"]).map(|(id, _)| id);
        let concept = find(of_type, Column::Concept, &["short text"]);
        let agreement = find(of_type, Column::Agreement, &["boolean", "integer"]);
        let (Some((concept, _)), Some((agreement, variable))) = (concept, agreement) else { continue };
        if person.is_none() && organization.is_none() {
            continue;
        }
        let is_scale = variable.data_type == "integer";
        let numbers = dna.statements.values().filter_map(|statement| match statement.values.get(&agreement) {
            Some(Content::Number(number)) => Some(*number),
            _ => None,
        });
        let scale = if is_scale { Scale::of(numbers, options.neutral, &variable.name)? } else { Scale::YesNo };
        shapes.insert(of_type, Shape { person, organization, concept, agreement, scale, is_scale });
    }
    if shapes.is_empty() {
        let names = [Column::Concept, Column::Agreement].map(|column| options.name(column));
        let missing = names
            .into_iter()
            .find(|name| dna.variables.values().all(|variable| !variable.name.eq_ignore_ascii_case(name)));
        return Err(DnaError::Variable(missing.unwrap_or(options.name(Column::Organization)).to_owned()));
    }
    Ok(shapes)
}

/// Names and ids of the coders. None of them is the built-in one, or the settled coding.
fn coders(dna: &Dna, options: &Options) -> BTreeMap<i64, (String, Slug)> {
    let mut taken = BTreeSet::new();
    let mut coders = BTreeMap::new();
    for (&id, name) in &dna.coders {
        let slug = options.coder.clone().unwrap_or_else(|| {
            let slug = Slug::from_text(name);
            let ours = [Coder::AUTO, Coder::REVIEWED].contains(&slug.as_str());
            let slug = if ours { Slug::from_text(&format!("coder {slug}")) } else { slug };
            free(slug, |slug| taken.contains(slug))
        });
        taken.insert(slug.clone());
        coders.insert(id, (name.clone(), slug));
    }
    coders
}

struct Reader<'d> {
    dna: &'d Dna,
    options: &'d Options,
    entities: BTreeMap<i64, Slug>,
    coders: BTreeMap<i64, (String, Slug)>,
    documents: BTreeMap<i64, Placed>,
}

impl Reader<'_> {
    fn place(&mut self, id: i64, document: &Document, import: &mut Import<'_>) {
        let fitted = match Fitted::new(&document.text) {
            Ok(fitted) => fitted,
            Err(error) => {
                let item = format!("document {id} “{}”: {error}", document.title);
                let what = "documents left out, whose text cannot be a document's";
                import.report.leave_out("no-text", what, "give them a text in DNA", item);
                return;
            }
        };
        if fitted.removed > 0 {
            let item = format!("document {id} “{}”: {} taken out", document.title, fitted.removed);
            let what = "names and texts from which control characters were taken";
            import.report.note("control-characters", what, "", item);
        }
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = match line(&document.title) {
            title if title.is_empty() => format!("Document {id}"),
            title => title,
        };
        let (date, clock) = document.date.map_or((None, None), moment);
        if document.date.is_some() && date.is_none() {
            let item = format!("document {id} “{title}”: {} seconds", document.date.unwrap_or_default());
            import.report.note("date", "dates outside the years 0 to 9999, left out", "", item);
        }
        let coder = document.coder.and_then(|coder| self.coders.get(&coder));
        let further = [
            ("section", line(&document.section)),
            ("type", line(&document.kind)),
            ("notes", line(&document.notes)),
            ("time", clock.unwrap_or_default()),
            ("added by", coder.map(|(name, _)| line(name)).unwrap_or_default()),
        ];
        let mut note = format!("{}, document {id}", self.options.source);
        for (name, value) in further.iter().filter(|(_, value)| !value.is_empty()) {
            note.push_str(&format!("; {name}: {value}"));
        }
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let data = FrontMatter {
            publisher: some(line(&document.source)),
            authors: some(line(&document.author)).into_iter().collect(),
            date,
            source_note: Some(note),
            ..FrontMatter::default()
        };
        let data = FrontMatter { title: Some(title.clone()), ..data };
        let slug = import.shelf.place(data.into_document(Slug::from_text(&title), fitted.text.clone()));
        self.documents.insert(id, Placed { slug, fitted });
    }

    fn carry(&self, id: i64, statement: &Statement, shape: &Shape, import: &mut Import<'_>) {
        let mut leave = |code, what, remedy, why: &str| {
            let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
            import.report.leave_out(code, what, remedy, format!("statement {id}{why}"));
        };
        let entity = |variable: Option<i64>| match statement.values.get(&variable?) {
            Some(Content::Entity(entity)) => self.entities.get(entity),
            _ => None,
        };
        let (person, organization) = (entity(shape.person), entity(shape.organization));
        let Some(actor) = organization.or(person) else {
            let what = "statements left out, as they name neither a person nor an organization";
            return leave("no-actor", what, "code who speaks in DNA", "");
        };
        let Some(concept) = entity(Some(shape.concept)) else {
            return leave("no-concept", "statements left out, as they have no concept", "code it in DNA", "");
        };
        let Some(Content::Number(number)) = statement.values.get(&shape.agreement) else {
            let what = "statements left out, as they say neither yes nor no";
            return leave("no-agreement", what, "code the agreement in DNA", "");
        };
        let Some(stance) = shape.scale.stance(*number) else {
            let what = "statements left out, as they are neither for nor against";
            return leave("neutral", what, "a stance is for, against, or conditional", &format!("agreement {number}"));
        };
        let Some(document) = self.documents.get(&statement.document) else {
            let what = "statements left out, as their document is not there";
            return leave("no-document", what, "", &format!("document {}", statement.document));
        };
        let units = u64::try_from(statement.start).ok().zip(u64::try_from(statement.stop).ok());
        let Some(span) = units.and_then(|(start, stop)| document.fitted.span_of_utf16(start, stop)) else {
            let what = "statements left out, as their place is none in the text";
            let place = format!("{}-{} of document {}", statement.start, statement.stop, statement.document);
            return leave("place", what, "mark the passage anew in DNA", &place);
        };
        let coder = match (self.coders.get(&statement.coder), &self.options.coder) {
            (Some((_, coder)), _) | (None, Some(coder)) => coder.clone(),
            (None, None) => Slug::from_text(&format!("coder {}", statement.coder)),
        };
        let mut found = plain_statement(actor.clone(), concept.clone(), stance, vec![span]);
        found.spokesperson = person.filter(|person| *person != actor).cloned();
        found.note = self.further(statement, shape);
        if let Some(person) = &found.spokesperson {
            import.registry.member(person, actor);
        }
        import.add(&coder, &document.slug, found);
    }

    /// The variables that have no field of their own, as a remark.
    fn further(&self, statement: &Statement, shape: &Shape) -> Option<String> {
        let own = [shape.person, shape.organization, Some(shape.concept)];
        let values = statement.values.iter().filter(|(variable, _)| {
            !own.contains(&Some(**variable)) && (shape.is_scale || **variable != shape.agreement)
        });
        let notes: Vec<String> = values.filter_map(|(variable, content)| self.told(*variable, content)).collect();
        (!notes.is_empty()).then(|| notes.join("; "))
    }

    /// A variable and its value, unless that is empty.
    fn told(&self, variable: i64, content: &Content) -> Option<String> {
        let name = self.dna.variables.get(&variable).map_or("?", |variable| &variable.name);
        let value = match content {
            Content::Entity(entity) => self.dna.entities.get(entity)?.value.clone(),
            Content::Number(number) => number.to_string(),
            Content::Text(text) => text.clone(),
        };
        (!value.trim().is_empty()).then(|| format!("{name}: {value}"))
    }

    /// A statement of a type that says nothing of who stands where.
    fn tell_other(&self, id: i64, statement: &Statement, import: &mut Import<'_>) {
        let kind = self.dna.types.get(&statement.of_type).map_or("?", String::as_str);
        let values = statement.values.iter().filter_map(|(variable, content)| self.told(*variable, content));
        let coder = self.coders.get(&statement.coder).map_or("?", |(name, _)| name);
        let item = format!(
            "statement {id} ({kind}) by {coder}, {}-{} of document {}: {}",
            statement.start,
            statement.stop,
            statement.document,
            values.collect::<Vec<_>>().join("; ")
        );
        let what = "statements of types without a concept and an agreement";
        import.report.note("other-type", what, "--column names variables that are called otherwise", item);
    }

    /// What has no place in a case.
    fn tell_rest(&self, import: &mut Import<'_>) {
        for regex in &self.dna.regexes {
            import.report.note("regex", "patterns that highlight words", "", regex);
        }
        for (name, rows) in &self.dna.others {
            let what = "tables of links and settings";
            import.report.note("table", what, "", format!("{name}, {rows} rows"));
        }
        if !self.coders.is_empty() {
            let names: Vec<&str> = self.coders.values().map(|(name, _)| name.as_str()).collect();
            let what = "colours, permissions and passwords of coders and names";
            import.report.note("settings", what, "", names.join(", "));
        }
        let coders: BTreeSet<i64> = self.dna.statements.values().map(|statement| statement.coder).collect();
        if let Some(coder) = self.options.coder.as_ref().filter(|_| coders.len() > 1) {
            let item = format!("{} coders as {coder}", coders.len());
            import.report.note("one-coder", "codings of several coders put under one name", "", item);
        }
    }
}

/// The day of a point in time, and the time of day unless it is midnight.
fn moment(seconds: i64) -> (Option<Date>, Option<String>) {
    let (year, month, day) = date_from_days(day_of(seconds));
    let date = u16::try_from(year).ok().and_then(|year| Date::new(year, Some(month), Some(day)));
    let rest = seconds.rem_euclid(DAY);
    let clock = format!("{:02}:{:02}:{:02} UTC", rest / 3600, rest / 60 % 60, rest % 60);
    (date, (rest != 0).then_some(clock))
}
