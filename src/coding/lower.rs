//! A word in lower case, without a copy of it where the text prints it so: most words are printed so.

use std::{borrow::Cow, fmt, ops::Deref};

/// A word in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lower<'t>(Cow<'t, str>);

impl<'t> Lower<'t> {
    pub(super) fn of(word: &'t str) -> Self {
        let small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        Self(if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Lower<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
