//! A word in lower case, without a copy of it where the text prints it so, as most words are.

use std::{
    borrow::Borrow,
    fmt,
    hash::{Hash, Hasher},
    ops::Deref,
};

use arrayvec::ArrayString;

/// A word in lower case.
#[derive(Debug, Clone)]
pub(super) struct Lower<'t>(Kept<'t>);

#[derive(Debug, Clone)]
enum Kept<'t> {
    /// As the text prints it.
    Printed(&'t str),
    /// A short word of ASCII letters.
    Short(ArrayString<SHORT>),
    Long(String),
}

/// The longest word, in bytes, that is kept without an allocation.
const SHORT: usize = 20;

impl<'t> Lower<'t> {
    pub(super) fn of(word: &'t str) -> Self {
        if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return Self::printed(word);
        }
        match ArrayString::from(word) {
            Ok(mut short) if word.is_ascii() => {
                short.make_ascii_lowercase();
                Self(Kept::Short(short))
            }
            _ => Self(Kept::Long(word.to_lowercase())),
        }
    }

    /// A word that is known to be in lower case.
    pub(super) const fn printed(word: &'t str) -> Self {
        Self(Kept::Printed(word))
    }

    pub(super) fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Printed(word) => word,
            Kept::Short(word) => word,
            Kept::Long(word) => word,
        }
    }
}

impl Borrow<str> for Lower<'_> {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Hash for Lower<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq for Lower<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Lower<'_> {}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Lower<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Lower;

    #[test]
    fn words_are_in_lower_case() {
        for word in ["word", "Word", "NAÏVE", "", "Incomprehensibilities-and-more", "İ"] {
            assert_eq!(Lower::of(word).as_str(), word.to_lowercase());
        }
    }
}
