//! A word in lower case: as the text prints it, as most words are, or as the page keeps it.

use std::{borrow::Borrow, fmt, ops::Deref};

/// A word in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Lower<'p>(&'p str);

impl<'p> Lower<'p> {
    /// A word that is known to be in lower case.
    pub(super) const fn known(word: &'p str) -> Self {
        Self(word)
    }

    pub(super) const fn as_str(&self) -> &'p str {
        self.0
    }
}

impl Borrow<str> for Lower<'_> {
    fn borrow(&self) -> &str {
        self.0
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Lower<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
