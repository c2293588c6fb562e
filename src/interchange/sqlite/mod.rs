//! A reader of SQLite data bases: the tables and their rows, from the bytes of the file. It writes nothing.
//!
//! After the [file format](https://www.sqlite.org/fileformat2.html) as its authors document it; the section numbers in
//! comments are that page's. What is not needed to read rows is not looked at: indexes, free pages, pointer maps.
//! Bytes are hostile: every length is checked against the file, every page is visited once, and what is kept of a row
//! is never more than the file has.

mod btree;
mod columns;
mod record;

#[cfg(test)]
mod tests;

pub use record::Value;

use btree::Rows;

/// How every data base begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The header's length; the first page's b-tree begins after it (1.3).
const HEADER: usize = 100;

/// Why a file is not a data base that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqliteError {
    /// It does not begin as a data base does.
    #[error("it is not an SQLite data base")]
    NotSqlite,
    /// A field of the header has a value that the format does not know.
    #[error("the data base's header is damaged or from the future: {0}")]
    Header(&'static str),
    /// There are fewer pages than the header says.
    #[error("the data base is cut off: it should have {expected} pages and has {found}")]
    Truncated {
        /// By its header.
        expected: u32,
        /// By its length.
        found: u32,
    },
    /// A page is not what the format requires.
    #[error("page {page} of the data base is damaged: {why}")]
    Page {
        /// Its number, from 1.
        page: u32,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A row is not what the format requires.
    #[error("row {row} of the table {table} is damaged: {why}")]
    Row {
        /// The table.
        table: String,
        /// Its row id.
        row: i64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// There is no such table.
    #[error("the data base has no table {0}")]
    NoTable(String),
    /// The table is stored in a way that is not read.
    #[error("the table {0} is stored WITHOUT ROWID, which is not read")]
    WithoutRowid(String),
}

/// How texts are stored (1.3.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// A data base in memory.
#[derive(Debug, Clone)]
pub struct Database<'b> {
    pages: Pages<'b>,
    encoding: Encoding,
    tables: Vec<Table>,
}

/// The pages of a file.
#[derive(Debug, Clone, Copy)]
struct Pages<'b> {
    bytes: &'b [u8],
    /// Bytes a page.
    size: usize,
    /// Bytes of a page that hold content: what is left when extensions have reserved theirs.
    usable: usize,
    count: u32,
}

impl<'b> Pages<'b> {
    fn get(&self, number: u32) -> Result<&'b [u8], SqliteError> {
        let missing = || SqliteError::Page { page: number, why: "there is no such page" };
        let index = number.checked_sub(1).filter(|_| number <= self.count).ok_or_else(missing)?;
        let start = index as usize * self.size;
        self.bytes.get(start..start + self.size).ok_or_else(missing)
    }
}

/// A table as the schema declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name as it was declared.
    pub name: String,
    /// Its columns' names, in order.
    pub columns: Vec<String>,
    /// The column that is another name for the row id, and stored as NULL.
    row_id: Option<usize>,
    root: u32,
    with_rowid: bool,
}

impl Table {
    /// The place of a column; names are compared without regard to case, as SQL does.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))
    }
}

impl<'b> Database<'b> {
    /// Reads the header and the schema.
    ///
    /// # Errors
    /// [`SqliteError`] for anything but a whole data base of format 3.
    pub fn open(bytes: &'b [u8]) -> Result<Self, SqliteError> {
        if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
            return Err(SqliteError::NotSqlite);
        }
        let size = match u16::from_be_bytes([bytes[16], bytes[17]]) {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => usize::from(size),
            _ => return Err(SqliteError::Header("the page size is not a power of two from 512 to 65536")),
        };
        if bytes[19] > 2 {
            return Err(SqliteError::Header("the version needed to read it is not known"));
        }
        let usable = size - usize::from(bytes[20]);
        if usable < 480 {
            return Err(SqliteError::Header("too much of each page is reserved"));
        }
        let encoding = match number(&bytes[56..60]) {
            // An empty data base has not chosen yet.
            0 | 1 => Encoding::Utf8,
            2 => Encoding::Utf16Le,
            3 => Encoding::Utf16Be,
            _ => return Err(SqliteError::Header("the text encoding is not known")),
        };
        let found = u32::try_from(bytes.len() / size).unwrap_or(u32::MAX);
        // The count is valid only if the program that wrote it says so (1.3.7); old ones did not keep it.
        let expected = number(&bytes[28..32]);
        let counted = expected != 0 && bytes[24..28] == bytes[92..96];
        if found == 0 || counted && expected > found {
            return Err(SqliteError::Truncated { expected: expected.max(1), found });
        }
        let count = if counted { expected } else { found };
        let pages = Pages { bytes, size, usable, count };
        let mut database = Self { pages, encoding, tables: Vec::new() };
        database.tables = database.schema()?;
        Ok(database)
    }

    /// The tables, in the order of the schema, without SQLite's own.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// A table by its name, without regard to case.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name.eq_ignore_ascii_case(name))
    }

    /// The rows of a table, in the order of their ids. A row ends the iteration if it is damaged.
    ///
    /// Each row has a value for each column: rows that are older than a column have NULL there.
    ///
    /// # Errors
    /// [`SqliteError::NoTable`], [`SqliteError::WithoutRowid`].
    pub fn rows(&self, name: &str) -> Result<impl Iterator<Item = Result<Vec<Value>, SqliteError>>, SqliteError> {
        let table = self.table(name).ok_or_else(|| SqliteError::NoTable(name.to_owned()))?;
        if !table.with_rowid {
            return Err(SqliteError::WithoutRowid(table.name.clone()));
        }
        let mut failed = false;
        let rows = Rows::new(self.pages, table.root).map_while(move |cell| {
            let row = cell.and_then(|(id, payload)| self.row(table, id, &payload));
            let before = std::mem::replace(&mut failed, row.is_err());
            (!before).then_some(row)
        });
        Ok(rows)
    }

    fn row(&self, table: &Table, id: i64, payload: &[u8]) -> Result<Vec<Value>, SqliteError> {
        let mut row = record::read(payload, self.encoding, table.columns.len()).map_err(|why| SqliteError::Row {
            table: table.name.clone(),
            row: id,
            why,
        })?;
        row.resize(table.columns.len(), Value::Null);
        if let Some(alias) = table.row_id {
            row[alias] = Value::Integer(id);
        }
        Ok(row)
    }

    /// The table of tables is that of the first page: type, name, tbl_name, rootpage, sql (2.6).
    fn schema(&self) -> Result<Vec<Table>, SqliteError> {
        let mut tables = Vec::new();
        for cell in Rows::new(self.pages, 1) {
            let (row, payload) = cell?;
            let damaged = |why| SqliteError::Row { table: "sqlite_schema".to_owned(), row, why };
            let entry = record::read(&payload, self.encoding, 5).map_err(damaged)?;
            let [Value::Text(kind), Value::Text(name), _, Value::Integer(root), Value::Text(sql)] = entry.as_slice()
            else {
                // Indexes that SQLite made itself have no SQL.
                continue;
            };
            // Virtual tables have no page; SQLite's own are not the user's.
            if kind != "table" || *root == 0 || name.starts_with("sqlite_") {
                continue;
            }
            let root = u32::try_from(*root).map_err(|_| damaged("its root page is not a page number"))?;
            let declared = columns::of(sql).ok_or_else(|| damaged("its declaration cannot be read"))?;
            tables.push(Table {
                name: name.clone(),
                columns: declared.names,
                row_id: declared.row_id,
                root,
                with_rowid: declared.with_rowid,
            });
        }
        Ok(tables)
    }
}

/// A big-endian number of four bytes.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// A variable-length integer (1.6) at the beginning, and its length: one to nine bytes.
fn varint(bytes: &[u8]) -> Option<(i64, usize)> {
    let mut value = 0_u64;
    for (index, &byte) in bytes.iter().take(9).enumerate() {
        if index == 8 {
            return Some(((value << 8 | u64::from(byte)) as i64, 9));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value as i64, index + 1));
        }
    }
    None
}
