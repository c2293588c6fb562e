//! Why there is no page, and what to tell whoever asked.

use crate::query::QueryError;

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// There is no such thing.
    #[error("{0}")]
    Missing(String),
    /// There is such a thing, but not in this form.
    #[error("there is no {0} of this page")]
    Form(&'static str),
    /// What was asked for cannot be: what is wrong, and what to do about it.
    #[error("{0}")]
    Asked(String, Option<String>),
    /// What was asked for leaves nothing.
    #[error("{0}")]
    Nothing(String),
    /// It could not be made.
    #[error("{0}")]
    Failed(String),
}

impl PageError {
    /// What is wrong with a question.
    #[must_use]
    pub fn of_query(error: &QueryError) -> Self {
        match error {
            QueryError::Evaluation(message) | QueryError::Unreachable { message, .. } => Self::Failed(message.clone()),
            error => Self::Asked(error.to_string(), error.remedy()),
        }
    }

    /// The status of HTTP that says so.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Missing(_) => 404,
            Self::Form(_) => 406,
            Self::Asked(..) => 400,
            // The page is there; it says that nothing is left.
            Self::Nothing(_) => 200,
            Self::Failed(_) => 500,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<&str> {
        match self {
            Self::Asked(_, remedy) => remedy.as_deref(),
            _ => None,
        }
    }
}
