//! What a coder can do with annotations.

use super::Coding;
use crate::model::Slug;

/// Who acts, and when: facts of the file, because a person's decision is an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The person.
    pub by: Slug,
    /// When, as RFC 3339: see [`super::now`].
    pub at: String,
}

/// Statements of other coders that become one of the set's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Taking {
    /// The id of the statement whose codes are taken over.
    pub from: String,
    /// Ids of others that say the same, or should have: they lead to the same statement.
    pub also: Vec<String>,
}

impl Taking {
    /// One statement alone.
    #[must_use]
    pub fn of(from: &str) -> Self {
        Self { from: from.to_owned(), also: Vec::new() }
    }
}

/// One thing that a coder does. It is applied whole or refused.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Takes statements of other coders over: as they are, or with these codes instead.
    ///
    /// A statement that has the very codes that are written is accepted, any other is revised.
    Take {
        /// What is taken over.
        taking: Taking,
        /// The codes, if they are not those of the statement.
        coding: Option<Box<Coding>>,
        /// Why.
        reason: Option<String>,
    },
    /// Takes several over as they are, and rejects others: what two coders agree on.
    Settle {
        /// What is taken over.
        takings: Vec<Taking>,
        /// Ids of what both reject.
        rejected: Vec<String>,
        /// Why.
        reason: Option<String>,
    },
    /// Throws statements of other coders out.
    Reject {
        /// Their ids.
        about: Vec<String>,
        /// Why.
        reason: Option<String>,
    },
    /// Codes a passage anew.
    Add {
        /// Its codes.
        coding: Box<Coding>,
    },
    /// Changes a statement of the set's own.
    Edit {
        /// Its id.
        id: String,
        /// Its codes from now on.
        coding: Box<Coding>,
    },
    /// Takes a statement of the set's own out, with the decisions that led to it.
    Delete {
        /// Its id.
        id: String,
    },
    /// Takes a decision on another coder's statement back; what it led to goes with it.
    Withdraw {
        /// The other coder's statement.
        about: String,
    },
    /// Marks the document as done.
    Complete {
        /// Whether the machine's facts that the set does not have are taken over: once a settled coding is complete,
        /// only what is in it counts.
        keep_facts: bool,
    },
    /// Marks the document as not done yet.
    Reopen,
}
