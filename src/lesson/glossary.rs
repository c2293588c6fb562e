//! Terms of the debate, explained: a file beside the codebook, and one that a case may have of its own.

use serde::{Deserialize, Serialize};

use super::{Level, fold};

const SHIPPED: &str = include_str!("../../seeds/codebooks/encryption-policy.glossary.toml");

/// Why a glossary cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GlossaryError(String);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    format: u32,
    #[serde(default)]
    licence: Option<String>,
    #[serde(default, rename = "term")]
    terms: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    term: String,
    /// How texts write it, if not as the term itself.
    #[serde(default)]
    forms: Vec<String>,
    meaning: String,
    /// The same in fewer and shorter words.
    #[serde(default)]
    plain: Option<String>,
    /// Who uses the word and who does not want to be called by it.
    #[serde(default)]
    contested: Option<String>,
    /// Whether only readers of the plain level need it.
    #[serde(default)]
    everyday: bool,
    /// Where the meaning is from; our own where there is none.
    #[serde(default)]
    source: Option<String>,
}

/// A term with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub meaning: String,
    /// What is contested about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contested: Option<String>,
    /// Where the meaning is from; our own where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Terms and their meanings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glossary {
    entries: Vec<Entry>,
}

impl Glossary {
    /// The terms of the encryption debate.
    ///
    /// # Panics
    /// Never: a test reads them.
    #[must_use]
    pub fn shipped() -> Self {
        Self::parse(SHIPPED).expect("a test reads the shipped glossary")
    }

    /// Reads a file of terms.
    ///
    /// # Errors
    /// [`GlossaryError`] with the place in the file.
    pub fn parse(text: &str) -> Result<Self, GlossaryError> {
        let file: File = toml::from_str(text).map_err(|error| GlossaryError(error.to_string()))?;
        if file.format != 1 {
            return Err(GlossaryError(format!("format {} is not known; this program reads format 1", file.format)));
        }
        drop(file.licence);
        Ok(Self { entries: file.terms })
    }

    /// The same with more terms; one of the same name replaces what was there.
    #[must_use]
    pub fn with(mut self, more: Self) -> Self {
        self.entries.retain(|entry| more.entries.iter().all(|other| fold(&other.term) != fold(&entry.term)));
        self.entries.extend(more.entries);
        self
    }

    /// The terms that occur in texts, in alphabetical order.
    pub(super) fn terms_in<'t>(&self, texts: impl IntoIterator<Item = &'t str>, level: Level) -> Vec<Term> {
        let words: Vec<String> = texts.into_iter().map(spaced).collect();
        let mut terms: Vec<Term> = self
            .entries
            .iter()
            .filter(|entry| level == Level::Plain || !entry.everyday)
            .filter(|entry| {
                let mut forms = std::iter::once(&entry.term).chain(&entry.forms).map(|form| spaced(form));
                forms.any(|form| words.iter().any(|text| text.contains(&form)))
            })
            .map(|entry| Term {
                term: entry.term.clone(),
                meaning: match (&entry.plain, level) {
                    (Some(plain), Level::Plain) => plain.clone(),
                    _ => entry.meaning.clone(),
                },
                contested: entry.contested.clone(),
                source: entry.source.clone(),
            })
            .collect();
        terms.sort_by_key(|term| fold(&term.term));
        terms
    }
}

/// The words of a text in lower case, a space before and behind each, so that `key` is not found in `monkey`.
fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push_str(&word.to_lowercase());
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terms_that_occur_are_explained_as_whole_words() {
        let glossary = Glossary::shipped();
        let names = |text: &str, level| -> Vec<String> {
            glossary.terms_in([text], level).into_iter().map(|term| term.term).collect()
        };
        assert_eq!(names("The Back-Doors of a monkey.", Level::Standard), ["back door"]);
        assert!(names("A warranty", Level::Standard).is_empty());
        assert!(names("the regulator ordered", Level::Plain).contains(&"regulator".to_owned()));
    }

    #[test]
    fn a_case_may_say_it_otherwise() {
        let own =
            Glossary::parse("format = 1\n[[term]]\nterm = \"Back door\"\nmeaning = \"ours\"\n").expect("a glossary");
        let terms = Glossary::shipped().with(own).terms_in(["a back door"], Level::Standard);
        assert_eq!(terms.iter().map(|term| term.meaning.as_str()).collect::<Vec<_>>(), ["ours"]);
        assert!(Glossary::parse("format = 2").is_err());
    }

    #[test]
    fn every_shipped_term_has_a_plain_meaning_that_is_no_longer() {
        for entry in Glossary::shipped().entries {
            let plain = entry.plain.as_deref().unwrap_or(&entry.meaning);
            assert!(plain.chars().count() <= entry.meaning.chars().count(), "{}", entry.term);
        }
    }
}
