//! Ids that are safe in file names, IRIs and diagrams alike.

use std::{borrow::Borrow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::identity;

/// An id of lower-case ASCII letters, digits and hyphens: `[a-z0-9-]+`.
///
/// Documents, actors, propositions, events and coders are named by slugs, so that no id can leave its folder
/// or need escaping in an IRI.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Box<str>);

/// The longest slug we accept, in bytes: file names end at 255 on every system we write to.
const MAX_LENGTH: usize = 120;

impl Slug {
    /// The id as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes an id of any text: other scripts are transliterated, everything but letters and digits becomes a hyphen.
    ///
    /// A text without any usable character gives `unnamed`.
    ///
    /// ```
    /// use stancegraph::model::Slug;
    /// assert_eq!(Slug::from_text("Pakistan’s “PTA” (2015)").as_str(), "pakistan-s-pta-2015");
    /// assert_eq!(Slug::from_text("Éric Müller").as_str(), "eric-muller");
    /// assert_eq!(Slug::from_text("!").as_str(), "unnamed");
    /// ```
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut slug = String::with_capacity(text.len().min(2 * MAX_LENGTH));
        let mut put = |c: char| {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        };
        // Transliteration of one character is a few letters: what lies beyond cannot reach the slug.
        let longer = text.len() > 4 * MAX_LENGTH;
        let cut = || text.char_indices().nth(4 * MAX_LENGTH).map_or(text, |(end, _)| &text[..end]);
        let start = if longer { cut() } else { text };
        if start.is_ascii() {
            start.chars().for_each(&mut put);
        } else {
            deunicode::deunicode(start).chars().for_each(&mut put);
        }
        slug.truncate(MAX_LENGTH);
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() { "unnamed" } else { slug }.into())
    }

    /// Makes an id of a name that nobody has declared, as [`Self::from_text`] does; one with letters of another script
    /// gets a mark made of them, for it is not the name that is spelt alike in Latin letters.
    ///
    /// ```
    /// use stancegraph::model::Slug;
    /// assert_eq!(Slug::of_name("Éric Müller").as_str(), "eric-muller");
    /// assert_ne!(Slug::of_name("Αcme"), Slug::of_name("Acme"), "with a Greek A");
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let foreign = |c: char| c.is_alphabetic() && c > '\u{2ff}' && !('\u{1e00}'..='\u{1eff}').contains(&c);
        if name.is_ascii() || !name.contains(foreign) {
            return Self::from_text(name);
        }
        let start = Self::from_text(name);
        let mark = identity::digest([name]);
        Self::from_text(&format!("{:.100}-{:.8}", start.as_str(), mark))
    }
}

/// Why a text is not a [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// There is nothing in it.
    #[error("an id may not be empty")]
    Empty,
    /// It would not fit into a file name.
    #[error("`{0}` is longer than {MAX_LENGTH} characters")]
    TooLong(String),
    /// It holds something other than `[a-z0-9-]`.
    #[error("`{found}` is not an id: use lower-case letters a-z, digits and hyphens, such as `{suggestion}`")]
    Character {
        /// What was written.
        found: String,
        /// What would do.
        suggestion: Slug,
    },
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            Err(SlugError::Empty)
        } else if text.len() > MAX_LENGTH {
            Err(SlugError::TooLong(text.chars().take(40).collect()))
        } else if text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
            Ok(Self(text.into()))
        } else {
            Err(SlugError::Character { found: text.to_owned(), suggestion: Self::from_text(text) })
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Slug {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_could_leave_a_folder_or_break_an_iri() {
        for bad in ["../etc", "a/b", "A", "a b", "a.b", "é", "\u{202e}x"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?}");
        }
        assert_eq!("".parse::<Slug>(), Err(SlugError::Empty));
    }

    #[test]
    fn says_what_would_do_instead() {
        let error = "Black Berry".parse::<Slug>().expect_err("a space");
        assert!(error.to_string().contains("`black-berry`"), "{error}");
    }

    #[test]
    fn a_made_slug_parses_and_is_short_enough() {
        let long = "Ω é ".repeat(200);
        let slug = Slug::from_text(&long);
        assert_eq!(slug.as_str().parse::<Slug>().as_ref(), Ok(&slug));
        assert!(slug.as_str().len() <= MAX_LENGTH);
    }
}
