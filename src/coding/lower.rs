//! A word in lower case, without a copy of it where the text prints it so, as most words are.

use std::{fmt, ops::Deref};

/// A word in lower case.
#[derive(Debug, Clone)]
pub(super) struct Lower<'t>(Kept<'t>);

#[derive(Debug, Clone)]
enum Kept<'t> {
    /// As the text prints it.
    Printed(&'t str),
    /// A short word of ASCII letters, and its length.
    Short([u8; SHORT], u8),
    Long(String),
}

/// The longest word, in bytes, that is kept without an allocation.
const SHORT: usize = 22;

impl<'t> Lower<'t> {
    pub(super) fn of(word: &'t str) -> Self {
        if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return Self(Kept::Printed(word));
        }
        if word.len() <= SHORT && word.is_ascii() {
            let mut bytes = [0; SHORT];
            bytes[..word.len()].copy_from_slice(word.as_bytes());
            bytes.make_ascii_lowercase();
            return Self(Kept::Short(bytes, word.len() as u8));
        }
        Self(Kept::Long(word.to_lowercase()))
    }

    pub(super) fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Printed(word) => word,
            Kept::Short(bytes, length) => std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default(),
            Kept::Long(word) => word,
        }
    }
}

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
