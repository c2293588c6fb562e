//! Why a store on disk could not be built or opened, with what to do about it.

use std::{
    io,
    path::{Path, PathBuf},
};

use oxigraph::store::StorageError;

use crate::{case::CaseError, store::StoreError};

/// Why a store on disk could not be built or opened.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// The program was built without the engine.
    #[error("this stancegraph was built without graphs on disk")]
    NotBuiltIn,
    /// There is none.
    #[error("there is no store in {}", .0.display())]
    NoStore(PathBuf),
    /// The folder has somebody else's files.
    #[error("{} is no store: it holds `{name}`", dir.display())]
    Foreign {
        /// The folder.
        dir: PathBuf,
        /// One of the files.
        name: String,
    },
    /// Another program builds it.
    #[error("another program is building the store in {}", .0.display())]
    Busy(PathBuf),
    /// It is built anew again and again.
    #[error("the store in {} is replaced faster than it can be opened", .0.display())]
    Restless(PathBuf),
    /// Another version has built it.
    #[error("the store in {} has format {format}", dir.display())]
    Newer {
        /// The folder.
        dir: PathBuf,
        /// Its format.
        format: u32,
    },
    /// A file is not as it was written.
    #[error("{} is damaged: {what}", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The engine cannot read or write it.
    #[error("the store in {} cannot be used: {message}", folder.display())]
    Engine {
        /// The folder of the engine's files.
        folder: PathBuf,
        /// What the engine says.
        message: String,
    },
    /// A file cannot be read or written.
    #[error("cannot {verb} {}", path.display())]
    File {
        /// `read` or `write`.
        verb: &'static str,
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A part cannot be used.
    #[error("{}:{line}: {message}", file.display())]
    Part {
        /// The part.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
        /// What would do.
        remedy: String,
    },
    /// There is nothing to build it of.
    #[error("there is nothing to build a store of: {0}")]
    Nothing(String),
    /// A case could not be made into triples.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of the store could not be written.
    #[error(transparent)]
    Case(#[from] CaseError),
}

impl DiskError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::NotBuiltIn => "build it with `cargo install --path . --locked --features rocksdb`; that needs a C++ \
                                 compiler and libclang (Debian, Ubuntu: apt-get install g++ libclang-dev)"
                .to_owned(),
            Self::NoStore(dir) => format!("build one with `stancegraph store build {}`", dir.display()),
            Self::Foreign { .. } => "name a folder that is empty or not there yet".to_owned(),
            Self::Busy(_) => "wait until it is done, or build into another folder".to_owned(),
            Self::Restless(_) => "try again when the builds are done".to_owned(),
            Self::Newer { .. } => {
                "use the stancegraph that built it, or build it anew with this one: `stancegraph store build`"
                    .to_owned()
            }
            Self::Engine { message, .. } if message.contains("No space left") => {
                "make room on the disk; the store that was there before is still there".to_owned()
            }
            Self::Damaged { .. } | Self::Engine { .. } => {
                "build the store anew: `stancegraph store build`; store.json says what it was built of".to_owned()
            }
            Self::File { verb: "read", .. } => "check the name and the permissions".to_owned(),
            Self::File { .. } => {
                "check the folder's permissions and the free space; the store that was there before is still there"
                    .to_owned()
            }
            Self::Part { remedy, .. } => remedy.clone(),
            Self::Nothing(_) => {
                "name a case with --case DIR, or parts that `annotate --format nquads` wrote".to_owned()
            }
            Self::Store(_) => "this is a mistake of stancegraph, please report it".to_owned(),
            Self::Case(error) => return error.remedy(),
        })
    }

    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        Self::File { verb: "read", path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        Self::File { verb: "write", path: path.to_owned(), source }
    }

    pub(super) fn damaged(file: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        Self::Damaged { file: file.into(), what: what.into() }
    }

    pub(super) fn missing(file: impl Into<PathBuf>) -> Self {
        Self::damaged(file, "it is not there")
    }

    /// What the engine says of its files in a folder.
    pub(super) fn engine(folder: &Path, error: &StorageError) -> Self {
        Self::Engine { folder: folder.to_owned(), message: error.to_string() }
    }

    /// The same, of an error that does not know its folder yet.
    pub(super) fn in_folder(self, folder: &Path) -> Self {
        match self {
            Self::Engine { folder: none, message } if none.as_os_str().is_empty() => {
                Self::Engine { folder: folder.to_owned(), message }
            }
            error => error,
        }
    }
}

impl From<StorageError> for DiskError {
    fn from(error: StorageError) -> Self {
        Self::engine(Path::new(""), &error)
    }
}
