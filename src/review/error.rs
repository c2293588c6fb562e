//! Why a decision was not written. The files are as they were.

use std::path::PathBuf;

use super::Refusal;
use crate::{case::CaseError, diagnostic::Diagnostic, model::Slug, store::StoreError};

/// Why a decision was not written. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The case cannot be read or written.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The shapes cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such document.
    #[error("there is no document `{0}` in this case")]
    NoDocument(Slug),
    /// The annotations are somebody else's.
    #[error("annotations/{into} is not {by}'s to write")]
    NotYours {
        /// Who acts.
        by: Slug,
        /// Into whose annotations.
        into: Slug,
    },
    /// The action does not fit what is there.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What would be written is not well-formed; each sentence says what to do.
    #[error("{}", .0.join(" "))]
    Invalid(Vec<String>),
    /// The codebook would have a mistake with the new entries, or has one.
    #[error("the codebook cannot take this: {}", .0.iter().map(|found| found.message.as_str()).collect::<Vec<_>>().join("; "))]
    Codebook(Vec<Diagnostic>),
    /// The file has changed since the coder saw it.
    #[error("{} has changed since you opened this page", path.display())]
    Conflict {
        /// Which, relative to the case.
        path: PathBuf,
        /// The digest of what was seen.
        seen: String,
        /// The digest of what is there.
        there: String,
    },
    /// The file says things that would be lost if it were written anew.
    #[error("{} holds what stancegraph does not write, such as {example}", path.display())]
    Foreign {
        /// Which, relative to the case.
        path: PathBuf,
        /// One of the things.
        example: String,
    },
    /// Nothing of the person's is left to undo, or to do again.
    #[error("there is nothing to {0}")]
    NothingLeft(&'static str),
}

impl ReviewError {
    /// The message with what the system said of it, such as that the disk is full.
    #[must_use]
    pub fn in_full(&self) -> String {
        std::error::Error::source(self).map_or_else(|| self.to_string(), |cause| format!("{self}: {cause}"))
    }

    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::Case(error) => error.remedy()?,
            Self::Refused(refusal) => refusal.remedy()?.to_owned(),
            Self::NotYours { .. } => {
                "code into your own annotations, or into the settled coding, `reviewed`".to_owned()
            }
            Self::Codebook(found) => found.first()?.help.clone()?,
            Self::Conflict { .. } => {
                "look at what is there now; what you chose is kept below and can be written on top of it".to_owned()
            }
            Self::Foreign { .. } => {
                "take it out of the file, or code in a text editor: nothing was written, so nothing is lost".to_owned()
            }
            Self::NoDocument(_) => "the list of documents shows what there is".to_owned(),
            Self::NothingLeft(_) => "git has what was done before the program was started".to_owned(),
            Self::Invalid(_) | Self::Store(_) => return None,
        })
    }
}
