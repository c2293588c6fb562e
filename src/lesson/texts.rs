//! The fixed texts of a pack: instructions, sentence frames, the rubric, the plans. They are data, for teachers and
//! translators to read and change.

use std::collections::BTreeMap;

use super::{Level, sheets::Run};

/// The texts that are part of the program.
const ENGLISH: &str = include_str!("texts/en.toml");

/// Why a file of texts cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextsError {
    /// It is not TOML.
    #[error("{0}")]
    Syntax(String),
    /// A text is missing.
    #[error("there is no text `{0}`")]
    Missing(String),
    /// A text has a name that no sheet asks for.
    #[error("no sheet uses the text `{0}`")]
    Unknown(String),
    /// A text has other blanks than the English one, so that something would be lost.
    #[error("the text `{key}` needs the blank {{{blank}}}")]
    Blank {
        /// The text's name.
        key: String,
        /// What it has to name.
        blank: String,
    },
}

/// Texts by their names. A list has the names `key.0`, `key.1` and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    texts: BTreeMap<String, String>,
    level: Level,
}

impl Default for Texts {
    fn default() -> Self {
        Self::english()
    }
}

impl Texts {
    /// The English texts as the file has them.
    #[must_use]
    pub const fn source() -> &'static str {
        ENGLISH
    }

    /// The texts that are part of the program.
    ///
    /// # Panics
    /// Never: a test reads them.
    #[must_use]
    pub fn english() -> Self {
        Self { texts: flat(ENGLISH).expect("a test reads the shipped texts"), level: Level::Standard }
    }

    /// Texts in another language or wording: the same names as the English ones, lists of any length.
    ///
    /// # Errors
    /// [`TextsError`] names the first text that is missing, unknown or lacks a blank.
    pub fn parse(text: &str) -> Result<Self, TextsError> {
        let texts = flat(text)?;
        let english = Self::english().texts;
        for (key, original) in english.iter().filter(|(key, _)| !in_list(key)) {
            let Some(own) = texts.get(key) else {
                return Err(TextsError::Missing(key.clone()));
            };
            if let Some(blank) = blanks(original).into_iter().find(|blank| !blanks(own).contains(blank)) {
                return Err(TextsError::Blank { key: key.clone(), blank: blank.to_owned() });
            }
        }
        for key in texts.keys() {
            let known = match list_of(key) {
                Some(list) => english.contains_key(&format!("{list}.0")),
                None => english.contains_key(key),
            };
            if !known {
                return Err(TextsError::Unknown(key.clone()));
            }
        }
        Ok(Self { texts, level: Level::Standard })
    }

    /// The same texts, with those of the plain level where there are any.
    #[must_use]
    pub(super) fn at(&self, level: Level) -> Self {
        Self { texts: self.texts.clone(), level }
    }

    fn get<'s>(&'s self, key: &'s str) -> &'s str {
        let plain = (self.level == Level::Plain).then(|| self.texts.get(&format!("plain.{key}"))).flatten();
        // A missing text shows its name: a test holds that none is shown.
        plain.or_else(|| self.texts.get(key)).map_or(key, String::as_str)
    }

    /// A text with its blanks filled. What is filled in is never searched for blanks again.
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A text whose words between two asterisks are strong. Asterisks in what is filled in are text.
    pub(super) fn rich(&self, key: &str, values: &[(&str, &str)]) -> Vec<Run> {
        rich(self.get(key), values)
    }

    /// A list of such texts.
    pub(super) fn rich_list(&self, key: &str, values: &[(&str, &str)]) -> Vec<Vec<Run>> {
        self.names(key).map(|name| rich(self.get(&name), values)).collect()
    }

    /// A list of texts.
    pub(super) fn list(&self, key: &str, values: &[(&str, &str)]) -> Vec<String> {
        self.names(key).map(|name| fill(self.get(&name), values)).collect()
    }

    fn names(&self, key: &str) -> impl Iterator<Item = String> {
        (0..).map(move |at| format!("{key}.{at}")).take_while(|name| self.texts.contains_key(name))
    }
}

/// Tables and lists as names with dots.
fn flat(text: &str) -> Result<BTreeMap<String, String>, TextsError> {
    let table: toml::Table = toml::from_str(text).map_err(|error| TextsError::Syntax(error.to_string()))?;
    let mut texts = BTreeMap::new();
    let mut open: Vec<(String, toml::Value)> = table.into_iter().collect();
    while let Some((key, value)) = open.pop() {
        match value {
            toml::Value::String(words) => {
                texts.insert(key, words);
            }
            toml::Value::Table(inner) => open.extend(inner.into_iter().map(|(name, v)| (format!("{key}.{name}"), v))),
            toml::Value::Array(items) => {
                open.extend(items.into_iter().enumerate().map(|(at, item)| (format!("{key}.{at}"), item)));
            }
            other => return Err(TextsError::Syntax(format!("{key}: a text was expected, not {other}"))),
        }
    }
    Ok(texts)
}

fn list_of(key: &str) -> Option<&str> {
    let (list, at) = key.rsplit_once('.')?;
    at.bytes().all(|byte| byte.is_ascii_digit()).then_some(list)
}

fn in_list(key: &str) -> bool {
    list_of(key).is_some()
}

/// The blanks of a text: `{actor}`.
fn blanks(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

fn rich(text: &str, values: &[(&str, &str)]) -> Vec<Run> {
    text.split("**")
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(at, part)| {
            let words = fill(part, values);
            if at % 2 == 1 { Run::Strong(words) } else { Run::Plain(words) }
        })
        .collect()
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, more)) => {
                match values.iter().find(|(known, _)| *known == name) {
                    Some((_, value)) => out.push_str(value),
                    None => out.push_str(&format!("{{{name}}}")),
                }
                rest = more;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_text_and_no_blank() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("open { and {unknown}", &[]), "open { and {unknown}");
    }

    #[test]
    fn the_english_texts_can_be_used_as_a_model() {
        assert_eq!(Texts::parse(Texts::source()), Ok(Texts::english()));
        let without = Texts::source().replacen("lead =", "leed =", 1);
        assert!(matches!(Texts::parse(&without), Err(TextsError::Missing(_) | TextsError::Unknown(_))));
        assert!(matches!(Texts::parse("= no"), Err(TextsError::Syntax(_))));
    }

    #[test]
    fn a_translation_keeps_every_blank() {
        let lost = Texts::source().replacen("{actor}", "somebody", 1);
        assert!(matches!(Texts::parse(&lost), Err(TextsError::Blank { .. })), "{:?}", Texts::parse(&lost));
    }
}
