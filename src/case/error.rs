//! Why a case could not be read or written at all; what is merely wrong in it is a [`Diagnostic`].

use std::{io::ErrorKind, path::PathBuf};

use crate::diagnostic::Diagnostic;

/// Why a case could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// No folder upwards has a `case.toml`.
    #[error("no case here: neither {} nor a folder above it has a case.toml", .0.display())]
    NotFound(PathBuf),
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be written. What was there before is still there.
    #[error("cannot write {}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something is already where a new case should go.
    #[error("{} already holds a case", .0.display())]
    Exists(PathBuf),
    /// Somebody else's file is where one of ours should go.
    #[error("{} is already there and is not ours to replace", .0.display())]
    Taken(PathBuf),
    /// Another program, or another request, is writing into the case.
    #[error("{} is writing into {}", named(holder.as_deref()), dir.display())]
    Busy {
        /// The case.
        dir: PathBuf,
        /// Who it is, as the holder of the lock says, such as `annotate (process 12)`.
        holder: Option<String>,
    },
    /// The files have mistakes that must be mended first.
    #[error("{} of the case's files cannot be used as they are", .0.len())]
    Invalid(Vec<Diagnostic>),
}

impl CaseError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::NotFound(_) => "make one with `stancegraph init DIR`, or name one with `--case DIR`".to_owned(),
            Self::Exists(dir) => {
                format!("add documents with `stancegraph --case {} add FILE`, or choose another folder", dir.display())
            }
            Self::Busy { holder: Some(_), .. } => "try again when it has finished".to_owned(),
            Self::Busy { holder: None, .. } => {
                "try again in a moment; if it stays so, look for another `stancegraph` at work there".to_owned()
            }
            Self::Taken(_) => "choose another folder, or move the file away".to_owned(),
            Self::Write { .. } => {
                "check the folder's permissions and the free space; the old contents are intact".to_owned()
            }
            Self::Invalid(_) => "run `stancegraph check` for the whole list".to_owned(),
            Self::Read { source, .. } => match source.kind() {
                ErrorKind::PermissionDenied => "check the permissions of the file".to_owned(),
                ErrorKind::NotADirectory => "a folder is needed there: move the file that is in its place".to_owned(),
                ErrorKind::FileTooLarge => "split it into several files".to_owned(),
                ErrorKind::Other => "put the file itself there: a case is a folder of plain files".to_owned(),
                _ => return None,
            },
        })
    }
}

/// The holder of a lock in a sentence: `annotate` (process 12).
fn named(holder: Option<&str>) -> String {
    match holder.map(|holder| holder.split_once(" (").unwrap_or((holder, ""))) {
        None => "somebody else".to_owned(),
        Some((who, "")) => format!("`{who}`"),
        Some((who, process)) => format!("`{who}` ({process}"),
    }
}
