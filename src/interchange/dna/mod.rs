//! Data bases of [Discourse Network Analyzer](https://github.com/leifeld/dna) 3 (`.dna`).
//!
//! They are SQLite files. A statement marks a passage of a document and has a value for each variable of its type: of
//! the usual type, a person, an organization, a concept (our proposition) and an agreement. Dates are seconds since
//! 1970 UTC. Offsets count units of UTF-16, as Java's do. Written from the tables themselves and DNA's manual.

mod carry;
mod entities;
mod tables;

#[cfg(test)]
mod tests;

use std::{
    fs,
    io::{self, Read as _},
    path::Path,
};

pub use carry::read;

use super::{scale::ScaleError, sqlite::SqliteError};

/// The largest data base that is read, in bytes.
const MAX_BYTES: u64 = 1 << 30;

/// Why a data base cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum DnaError {
    /// The file could not be read.
    #[error("cannot read it: {0}")]
    Read(io::Error),
    /// Another program has the data base open, or stopped before it had written everything into it.
    #[error("the file {0} beside it holds changes that are not in the data base yet")]
    Unfinished(String),
    /// It is damaged, or no data base.
    #[error(transparent)]
    Sqlite(#[from] SqliteError),
    /// It is a data base of something else.
    #[error("it is an SQLite data base, but not one of Discourse Network Analyzer: it has no table {0}")]
    Other(&'static str),
    /// An older or a development version wrote it.
    #[error("{0} wrote it, whose tables are others than those of DNA 3")]
    Version(String),
    /// A table has not the columns it should have.
    #[error("the table {table} has no column {column}")]
    Column {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// No type of statement has the variables.
    #[error("no type of statement has a variable `{0}`")]
    Variable(String),
    /// It is open which numbers of a scale are for and which against.
    #[error(transparent)]
    Scale(#[from] ScaleError),
}

impl DnaError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::Read(_) => return None,
            Self::Unfinished(_) => "open the data base in DNA and close it there, then import it".to_owned(),
            Self::Sqlite(SqliteError::NotSqlite) => "name its format with --from".to_owned(),
            Self::Sqlite(_) => "open it in DNA and save a copy, or fetch a backup".to_owned(),
            Self::Other(_) => "export the statements as a table and import that with --from csv".to_owned(),
            Self::Version(_) => "open it in DNA 3 and save it as a new data base, then import that".to_owned(),
            Self::Column { .. } => "open it in the newest DNA 3 and save a copy".to_owned(),
            Self::Variable(_) => {
                "say what its variables are called, such as --column concept=Policy --column organization=Party"
                    .to_owned()
            }
            Self::Scale(_) => "say which number is neither for nor against, such as --neutral 3".to_owned(),
        })
    }
}

/// Whether bytes begin as a data base does.
#[must_use]
pub fn is_database(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0")
}

/// The bytes of a data base that nobody is writing to.
///
/// # Errors
/// [`DnaError::Read`], [`DnaError::Unfinished`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, DnaError> {
    let length = fs::metadata(path).map_err(DnaError::Read)?.len();
    if length > MAX_BYTES {
        let message = format!("it has {length} bytes, more than the {} MiB that are read", MAX_BYTES >> 20);
        return Err(DnaError::Read(io::Error::new(io::ErrorKind::FileTooLarge, message)));
    }
    // A log of writes, or the journal of one that was broken off: the data base alone is not what its user sees.
    for ending in ["-wal", "-journal"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        let beside = Path::new(&beside);
        if fs::metadata(beside).is_ok_and(|file| file.len() > 0) {
            let name = beside.file_name().map(|name| name.to_string_lossy().into_owned());
            return Err(DnaError::Unfinished(name.unwrap_or_default()));
        }
    }
    // A device has no length and may have no end.
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes)).map_err(DnaError::Read)?;
    Ok(bytes)
}
