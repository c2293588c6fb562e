//! Statements as a table of comma-separated values: one row a statement, one column a variable.
//!
//! Columns: `document`, `date`, `person`, `organization`, `concept`, `agreement`, and where they are known `actor`,
//! `form`, `modality`, `source`, `kind`, `id`, `start`, `end`, `text`. Their order is free, upper and lower case are
//! alike, other columns are kept beside ([`StatementReader::other_columns`]). Fields are quoted as
//! [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180) says; a line break within quotes is read as `\n`.

mod line_ends;

use std::io::Read;

use csv::{ByteRecord, StringRecord};

use self::line_ends::LineEnds;
use super::time::parse_time;

/// What a column of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The document's id or title.
    Document,
    /// When: see [`parse_time`].
    Date,
    /// Who spoke.
    Person,
    /// For which organisation.
    Organization,
    /// Whose stance it is, where that is neither the organisation nor the person.
    Actor,
    /// The proposition; Discourse Network Analyzer calls it a concept.
    Concept,
    /// Yes or no, or a number of a scale.
    Agreement,
    /// The kind of speech act.
    Form,
    /// In whose voice.
    Modality,
    /// Who published the document.
    Source,
    /// What kind of stakeholder the actor is.
    Kind,
    /// The statement's own id.
    Id,
    /// The first character of its words in the document, in Unicode code points from 0.
    Start,
    /// The character after its last, in Unicode code points from 0.
    End,
    /// Its words.
    Text,
}

impl Column {
    /// All of them, as they are documented.
    pub const ALL: [Self; 15] = [
        Self::Document,
        Self::Date,
        Self::Person,
        Self::Organization,
        Self::Actor,
        Self::Concept,
        Self::Agreement,
        Self::Form,
        Self::Modality,
        Self::Source,
        Self::Kind,
        Self::Id,
        Self::Start,
        Self::End,
        Self::Text,
    ];

    /// The name in the table's first row.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Date => "date",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Actor => "actor",
            Self::Concept => "concept",
            Self::Agreement => "agreement",
            Self::Form => "form",
            Self::Modality => "modality",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Id => "id",
            Self::Start => "start",
            Self::End => "end",
            Self::Text => "text",
        }
    }

    /// The column of a name, whatever its case; `proposition`, `publisher`, `stance` and `organisation` are understood,
    /// and what Discourse Network Analyzer calls the columns of its own tables: `doc_title`, `time`, `statement_id`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let name = match name.as_str() {
            "proposition" => "concept",
            "publisher" => "source",
            "stance" => "agreement",
            "organisation" => "organization",
            "doc_title" => "document",
            "time" => "date",
            "statement_id" => "id",
            name => name,
        };
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}

/// How a table is written.
#[derive(Debug, Clone)]
pub struct CsvLayout {
    /// What stands between two fields: one byte.
    pub separator: u8,
    /// Columns that the table calls otherwise.
    pub names: Vec<(Column, String)>,
}

impl Default for CsvLayout {
    fn default() -> Self {
        Self { separator: b',', names: Vec::new() }
    }
}

/// One statement as the table gives it. Empty fields are empty strings; blanks around a field are taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatementRow<'r> {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// [`Column::Document`]
    pub document: &'r str,
    /// [`Column::Date`] in seconds since 1970-01-01T00:00:00 UTC.
    pub date: Option<i64>,
    /// The same as it is written, which tells how precise it is.
    pub date_text: &'r str,
    /// [`Column::Person`]
    pub person: &'r str,
    /// [`Column::Organization`]
    pub organization: &'r str,
    /// [`Column::Actor`]
    pub actor: &'r str,
    /// [`Column::Concept`]
    pub concept: &'r str,
    /// [`Column::Agreement`]: 1 for yes, 0 for no, or the number of the scale.
    pub agreement: Option<i32>,
    /// [`Column::Form`]
    pub form: &'r str,
    /// [`Column::Modality`]
    pub modality: &'r str,
    /// [`Column::Source`]
    pub source: &'r str,
    /// [`Column::Kind`]
    pub kind: &'r str,
    /// [`Column::Id`]
    pub id: &'r str,
    /// [`Column::Start`]
    pub start: Option<usize>,
    /// [`Column::End`]
    pub end: Option<usize>,
    /// [`Column::Text`], with its blanks.
    pub text: &'r str,
}

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct CsvError {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1, if it is about one.
    pub line: Option<u64>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// Reads a table row by row.
pub struct StatementReader<R> {
    reader: csv::Reader<LineEnds<R>>,
    record: StringRecord,
    width: usize,
    file: String,
    /// For each of [`Column::ALL`] its place in a row.
    places: [Option<usize>; Column::ALL.len()],
    /// Names and places of other columns.
    others: Vec<(String, usize)>,
    line: u64,
    /// The first line whose agreement is a word, and the first whose agreement is a number beyond 0 and 1.
    worded: Option<u64>,
    scaled: Option<u64>,
}

impl<R: Read> StatementReader<R> {
    /// Reads the first row. `file` is what messages call the table.
    ///
    /// # Errors
    /// [`CsvError`] if there is no first row or a column is missing: a table needs a concept and a person,
    /// organisation or actor.
    pub fn new(input: R, file: &str, layout: &CsvLayout) -> Result<Self, CsvError> {
        let reader =
            csv::ReaderBuilder::new().delimiter(layout.separator).flexible(true).from_reader(LineEnds::new(input));
        let mut statements = Self {
            reader,
            record: StringRecord::new(),
            width: 0,
            file: file.to_owned(),
            places: [None; Column::ALL.len()],
            others: Vec::new(),
            line: 1,
            worded: None,
            scaled: None,
        };
        let header = match statements.reader.byte_headers() {
            Ok(header) => header.clone(),
            Err(error) => return Err(statements.unreadable(&error)),
        };
        let header = StringRecord::from_byte_record(header).map_err(|_| statements.not_utf8(1))?;
        statements.width = header.len();
        statements.take_header(&header, layout)?;
        Ok(statements)
    }

    fn take_header(&mut self, header: &StringRecord, layout: &CsvLayout) -> Result<(), CsvError> {
        let renamed =
            |name: &str| layout.names.iter().find(|(_, theirs)| theirs.trim() == name).map(|(column, _)| *column);
        for (place, name) in header.iter().enumerate() {
            let name = name.trim();
            // A column under a name of its own has given up its usual one.
            let usual = || Column::named(name).filter(|column| layout.names.iter().all(|(theirs, _)| theirs != column));
            match renamed(name).or_else(usual) {
                Some(column) if self.places[column as usize].is_some() => {
                    return Err(self.error(1, format!("two columns hold the {}", column.name()), "rename one of them"));
                }
                Some(column) => self.places[column as usize] = Some(place),
                None => self.others.push((name.to_owned(), place)),
            }
        }
        let found = || header.iter().map(|name| format!("`{}`", name.trim())).collect::<Vec<_>>().join(", ");
        if let Some((column, name)) = layout.names.iter().find(|(column, _)| self.places[*column as usize].is_none()) {
            let message = format!("there is no column `{name}` to be the {}", column.name());
            return Err(self.error(1, message, format!("its columns are {}", found())));
        }
        let has = |column: Column| self.places[column as usize].is_some();
        let who = [Column::Actor, Column::Organization, Column::Person];
        if has(Column::Concept) && who.into_iter().any(has) {
            return Ok(());
        }
        let message = if header.is_empty() || header.iter().all(|name| name.trim().is_empty()) {
            "there is no first row with the names of the columns".to_owned()
        } else if has(Column::Concept) {
            "there is no column `organization`, `person` or `actor`".to_owned()
        } else {
            "there is no column `concept`".to_owned()
        };
        let separator = [(";", "';'"), ("\t", "tab")];
        let remedy = match separator.into_iter().find(|(sign, _)| header.len() == 1 && header[0].contains(sign)) {
            Some((_, name)) => format!("the fields seem to be separated otherwise: --separator {name}"),
            None => format!("name it, such as --column concept=NAME; its columns are {}", found()),
        };
        Err(self.error(1, message, remedy))
    }

    /// Whether the table has such a column at all.
    #[must_use]
    pub const fn has(&self, column: Column) -> bool {
        self.places[column as usize].is_some()
    }

    /// The names of columns that are none of [`Column::ALL`].
    pub fn other_columns(&self) -> impl Iterator<Item = &str> {
        self.others.iter().map(|(name, _)| name.as_str())
    }

    /// The current row's fields of [`Self::other_columns`].
    pub fn other_fields(&self) -> impl Iterator<Item = &str> {
        self.others.iter().map(|(_, place)| self.record.get(*place).unwrap_or_default())
    }

    /// The next statement, `None` after the last. Rows without any word are passed over.
    ///
    /// # Errors
    /// [`CsvError`] with the line, if the row has too many or too few fields or a field cannot be understood.
    pub fn next_row(&mut self) -> Result<Option<StatementRow<'_>>, CsvError> {
        loop {
            if !self.read_record()? {
                return Ok(None);
            }
            if self.record.iter().any(|field| !field.trim().is_empty()) {
                break;
            }
        }
        if self.record.len() != self.width {
            return Err(self.error(
                self.line,
                format!("{} fields, where the first row has {}", self.record.len(), self.width),
                "put a field that holds the separator or a line break into double quotes",
            ));
        }
        let agreement = self.agreement()?;
        let date = self.date()?;
        let (start, end) = (self.offset(Column::Start)?, self.offset(Column::End)?);
        Ok(Some(StatementRow {
            line: self.line,
            document: self.field(Column::Document),
            date,
            date_text: self.field(Column::Date),
            person: self.field(Column::Person),
            organization: self.field(Column::Organization),
            actor: self.field(Column::Actor),
            concept: self.field(Column::Concept),
            agreement,
            form: self.field(Column::Form),
            modality: self.field(Column::Modality),
            source: self.field(Column::Source),
            kind: self.field(Column::Kind),
            id: self.field(Column::Id),
            start,
            end,
            text: self.raw(Column::Text),
        }))
    }

    /// Whether there was another row.
    fn read_record(&mut self) -> Result<bool, CsvError> {
        let mut bytes: ByteRecord = std::mem::take(&mut self.record).into_byte_record();
        if !self.reader.read_byte_record(&mut bytes).map_err(|error| self.unreadable(&error))? {
            return Ok(false);
        }
        // The parser says where it is after the row; it would say where it was before blank lines in front of it.
        let breaks: usize = bytes.iter().map(|field| field.iter().filter(|byte| **byte == b'\n').count()).sum();
        self.line = self.reader.position().line().saturating_sub(breaks as u64 + 1);
        self.record = StringRecord::from_byte_record(bytes).map_err(|_| self.not_utf8(self.line))?;
        Ok(true)
    }

    fn raw(&self, column: Column) -> &str {
        self.places[column as usize].and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    fn field(&self, column: Column) -> &str {
        self.raw(column).trim()
    }

    fn date(&self) -> Result<Option<i64>, CsvError> {
        let text = self.field(Column::Date);
        if text.is_empty() {
            return Ok(None);
        }
        parse_time(text).map(Some).ok_or_else(|| {
            let remedy = "write 2015-11-30, 2015-11-30T08:15:00Z, or seconds since 1970-01-01 UTC";
            self.error(self.line, format!("`{}` is not a date", brief(text)), remedy)
        })
    }

    fn offset(&self, column: Column) -> Result<Option<usize>, CsvError> {
        let text = self.field(column);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| {
            let message = format!("`{}` is not a place in a text (column `{}`)", brief(text), column.name());
            self.error(self.line, message, "places count the characters of the document from 0")
        })
    }

    fn agreement(&mut self) -> Result<Option<i32>, CsvError> {
        let text = self.field(Column::Agreement);
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        let (value, worded) = if text.is_empty() {
            return Ok(None);
        } else if is(&["yes", "true", "support", "agree"]) {
            (1, true)
        } else if is(&["no", "false", "oppose", "disagree"]) {
            (0, true)
        } else if let Ok(number) = text.parse::<i32>() {
            (number, false)
        } else {
            let message = format!("`{}` is not an agreement", brief(text));
            let remedy = "write yes or no, true or false, support or oppose, 1 or 0, or whole numbers of a scale";
            return Err(self.error(self.line, message, remedy));
        };
        if worded {
            self.worded = self.worded.or(Some(self.line));
        } else if !(0..=1).contains(&value) {
            self.scaled = self.scaled.or(Some(self.line));
        }
        match (self.worded, self.scaled) {
            (Some(worded), Some(scaled)) => {
                let message =
                    format!("agreement is yes or no on line {worded} and a number of a scale on line {scaled}");
                Err(self.error(self.line, message, "write numbers of one scale in all rows"))
            }
            _ => Ok(Some(value)),
        }
    }

    fn error(&self, line: u64, message: impl Into<String>, remedy: impl Into<String>) -> CsvError {
        CsvError { file: self.file.clone(), line: Some(line), message: message.into(), remedy: remedy.into() }
    }

    fn not_utf8(&self, line: u64) -> CsvError {
        self.error(line, "this is not UTF-8", "save the table as UTF-8")
    }

    fn unreadable(&self, error: &csv::Error) -> CsvError {
        CsvError {
            file: self.file.clone(),
            line: None,
            message: format!("cannot be read: {error}"),
            remedy: "check the file and its permissions".to_owned(),
        }
    }
}

/// The beginning of a field, for messages.
fn brief(text: &str) -> String {
    let short: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() { short + "…" } else { short }
}

#[cfg(test)]
mod tests;
