//! The tables of a data base as plain data.

use std::collections::{BTreeMap, BTreeSet};

use super::DnaError;
use crate::interchange::sqlite::{Database, SqliteError, Table, Value};

/// Everything that a data base holds, by the ids it has there.
#[derive(Debug, Default)]
pub(super) struct Dna {
    pub(super) coders: BTreeMap<i64, String>,
    pub(super) documents: BTreeMap<i64, Document>,
    pub(super) types: BTreeMap<i64, String>,
    pub(super) variables: BTreeMap<i64, Variable>,
    pub(super) entities: BTreeMap<i64, Entity>,
    pub(super) statements: BTreeMap<i64, Statement>,
    pub(super) regexes: Vec<String>,
    /// Names of other tables with rows, and how many.
    pub(super) others: Vec<(String, usize)>,
}

#[derive(Debug)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) coder: Option<i64>,
    pub(super) author: String,
    pub(super) source: String,
    pub(super) section: String,
    pub(super) notes: String,
    pub(super) kind: String,
    /// Seconds since 1970, UTC.
    pub(super) date: Option<i64>,
}

#[derive(Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    /// `short text`, `long text`, `integer` or `boolean`.
    pub(super) data_type: String,
    pub(super) of_type: i64,
}

/// A value that short texts of a variable may have: a person, an organization, a concept.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) variable: i64,
    pub(super) value: String,
    pub(super) child_of: Option<i64>,
    /// Attributes that are not empty, by name.
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Debug)]
pub(super) struct Statement {
    pub(super) of_type: i64,
    pub(super) document: i64,
    pub(super) start: i64,
    pub(super) stop: i64,
    pub(super) coder: i64,
    /// By variable.
    pub(super) values: BTreeMap<i64, Content>,
}

/// What a variable of a statement holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Entity(i64),
    Number(i64),
    Text(String),
}

/// Tables that hold nothing of ours: how the program looks and who may do what in it.
const FURNITURE: [&str; 1] = ["SETTINGS"];

impl Dna {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DnaError> {
        let database = Database::open(bytes)?;
        refuse_others(&database)?;
        let mut dna = Self::default();
        let mut reader = Reader { database: &database, read: BTreeSet::new() };
        reader.each("CODERS", ["ID", "Name"], |row| {
            dna.coders.insert(row.id(0), row.text(1));
        })?;
        reader.each("STATEMENTTYPES", ["ID", "Label"], |row| {
            dna.types.insert(row.id(0), row.text(1));
        })?;
        reader.each("VARIABLES", ["ID", "Variable", "DataType", "StatementTypeId"], |row| {
            let variable = Variable { name: row.text(1), data_type: row.text(2), of_type: row.id(3) };
            dna.variables.insert(row.id(0), variable);
        })?;
        let columns = ["ID", "Title", "Text", "Coder", "Author", "Source", "Section", "Notes", "Type", "Date"];
        reader.each("DOCUMENTS", columns, |row| {
            let document = Document {
                title: row.text(1),
                text: row.text(2),
                coder: row.number(3),
                author: row.text(4),
                source: row.text(5),
                section: row.text(6),
                notes: row.text(7),
                kind: row.text(8),
                date: row.number(9),
            };
            dna.documents.insert(row.id(0), document);
        })?;
        dna.read_entities(&mut reader)?;
        dna.read_statements(&mut reader)?;
        if database.table("REGEXES").is_some() {
            reader.each("REGEXES", ["Label"], |row| dna.regexes.push(row.text(0)))?;
        }
        for Table { name, .. } in database.tables() {
            let known = reader.read.contains(&name.to_uppercase()) || FURNITURE.contains(&&*name.to_uppercase());
            if !known {
                let rows = database.rows(name)?.collect::<Result<Vec<_>, _>>()?.len();
                dna.others.extend((rows > 0).then(|| (name.clone(), rows)));
            }
        }
        Ok(dna)
    }

    fn read_entities(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), DnaError> {
        reader.each("ENTITIES", ["ID", "VariableId", "Value", "ChildOf"], |row| {
            let entity = Entity {
                variable: row.id(1),
                value: row.text(2),
                child_of: row.number(3),
                attributes: BTreeMap::new(),
            };
            self.entities.insert(row.id(0), entity);
        })?;
        let mut names = BTreeMap::new();
        reader.each("ATTRIBUTEVARIABLES", ["ID", "AttributeVariable"], |row| {
            names.insert(row.id(0), row.text(1));
        })?;
        reader.each("ATTRIBUTEVALUES", ["EntityId", "AttributeVariableId", "AttributeValue"], |row| {
            let (value, name) = (row.text(2), names.get(&row.id(1)));
            if let (Some(entity), Some(name)) = (self.entities.get_mut(&row.id(0)), name)
                && !value.trim().is_empty()
            {
                entity.attributes.insert(name.clone(), value);
            }
        })
    }

    fn read_statements(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), DnaError> {
        let columns = ["ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"];
        reader.each("STATEMENTS", columns, |row| {
            let statement = Statement {
                of_type: row.id(1),
                document: row.id(2),
                start: row.id(3),
                stop: row.id(4),
                coder: row.id(5),
                values: BTreeMap::new(),
            };
            self.statements.insert(row.id(0), statement);
        })?;
        let columns = |value| ["StatementId", "VariableId", value];
        let mut put = |row: &Row<'_, 3>, content: Content| {
            if let Some(statement) = self.statements.get_mut(&row.id(0)) {
                statement.values.insert(row.id(1), content);
            }
        };
        reader.each("DATABOOLEAN", columns("Value"), |row| put(row, Content::Number(row.id(2))))?;
        reader.each("DATAINTEGER", columns("Value"), |row| put(row, Content::Number(row.id(2))))?;
        reader.each("DATASHORTTEXT", columns("Entity"), |row| put(row, Content::Entity(row.id(2))))?;
        reader.each("DATALONGTEXT", columns("Value"), |row| put(row, Content::Text(row.text(2))))
    }
}

/// Tells apart what is no data base of DNA 3.
fn refuse_others(database: &Database<'_>) -> Result<(), DnaError> {
    for table in ["STATEMENTS", "DOCUMENTS", "DATASHORTTEXT"] {
        if database.table(table).is_none() {
            return Err(DnaError::Other(table));
        }
    }
    if database.table("ROLEVARIABLELINKS").is_some() {
        return Err(DnaError::Version("a development version of DNA with roles".to_owned()));
    }
    if database.table("ENTITIES").is_some() {
        return Ok(());
    }
    let mut version = None;
    if let Some(settings) = database.table("SETTINGS")
        && let (Some(property), Some(value)) = (settings.column("Property"), settings.column("Value"))
    {
        for row in database.rows("SETTINGS")? {
            let row = row?;
            if row[property].text() == Some("version") {
                version = row[value].text().map(str::to_owned);
            }
        }
    }
    Err(DnaError::Version(format!("DNA {}", version.as_deref().unwrap_or("2"))))
}

struct Reader<'d, 'b> {
    database: &'d Database<'b>,
    /// Names of the tables that were read.
    read: BTreeSet<String>,
}

/// The wanted columns of a row.
struct Row<'r, const N: usize> {
    values: &'r [Value],
    places: [usize; N],
}

impl<const N: usize> Row<'_, N> {
    /// A number; 0, which no id is, if there is none.
    fn id(&self, column: usize) -> i64 {
        self.number(column).unwrap_or_default()
    }

    fn number(&self, column: usize) -> Option<i64> {
        self.values[self.places[column]].integer()
    }

    /// A text. SQLite keeps a number where a text was meant if somebody wrote one.
    fn text(&self, column: usize) -> String {
        match &self.values[self.places[column]] {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            _ => String::new(),
        }
    }
}

impl Reader<'_, '_> {
    fn each<const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        mut take: impl FnMut(&Row<'_, N>),
    ) -> Result<(), DnaError> {
        let found = self.database.table(table).ok_or_else(|| SqliteError::NoTable(table.to_owned()))?;
        let mut places = [0; N];
        for (place, column) in places.iter_mut().zip(columns) {
            *place = found.column(column).ok_or(DnaError::Column { table, column })?;
        }
        for row in self.database.rows(table)? {
            take(&Row { values: &row?, places });
        }
        self.read.insert(table.to_owned());
        Ok(())
    }
}
