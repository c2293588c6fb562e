//! The words that patterns and the grammar know, as numbers.

use rustc_hash::FxHashMap;

use super::grammar::{self, Class};

/// A word form's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FormId(pub u32);

impl FormId {
    /// The number of every word that no pattern mentions.
    pub const UNKNOWN: Self = Self(0);
}

/// Every word form that patterns or the grammar mention.
#[derive(Debug)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, FormId>,
    classes: Vec<Class>,
    /// Beginnings of words, sorted, each with its number.
    prefixes: Vec<(Box<str>, FormId)>,
}

/// Words longer than this, in bytes, are in no pattern.
const LONGEST: usize = 40;

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary =
            Self { numbers: FxHashMap::default(), classes: vec![Class::default()], prefixes: Vec::new() };
        for (class, words) in grammar::WORDS {
            for word in words.split_whitespace() {
                let form = vocabulary.intern(word);
                vocabulary.classes[form.0 as usize].insert(*class);
            }
        }
        vocabulary
    }
}

impl Vocabulary {
    /// The number of a form in lower case, a new one if it has none.
    pub fn intern(&mut self, form: &str) -> FormId {
        if let Some(known) = self.numbers.get(form) {
            return *known;
        }
        let id = FormId(u32::try_from(self.classes.len()).expect("fewer than four billion words"));
        self.numbers.insert(form.into(), id);
        self.classes.push(Class::default());
        id
    }

    /// The number of a beginning of words, a new one if it has none.
    pub fn intern_prefix(&mut self, prefix: &str) -> FormId {
        match self.prefixes.binary_search_by(|(known, _)| (**known).cmp(prefix)) {
            Ok(place) => self.prefixes[place].1,
            Err(place) => {
                let id = FormId(u32::try_from(self.classes.len()).expect("fewer than four billion words"));
                self.classes.push(Class::default());
                self.prefixes.insert(place, (prefix.into(), id));
                id
            }
        }
    }

    /// The numbers of all known forms that begin so.
    pub(super) fn forms_with_prefix(&self, prefix: &str) -> Vec<FormId> {
        let mut found: Vec<FormId> =
            self.numbers.iter().filter(|(form, _)| form.starts_with(prefix)).map(|(_, id)| *id).collect();
        found.extend(self.prefixes.iter().filter(|(known, _)| known.starts_with(prefix)).map(|(_, id)| *id));
        found
    }

    /// The number of a word as a text prints it.
    #[must_use]
    pub fn find(&self, word: &str) -> FormId {
        if word.len() > LONGEST {
            return FormId::UNKNOWN;
        }
        let mut buffer = [0u8; LONGEST];
        if word.is_ascii() {
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            return std::str::from_utf8(lower).map_or(FormId::UNKNOWN, |lower| self.find_lower(lower));
        }
        self.find_lower(&word.to_lowercase().replace('’', "'"))
    }

    fn find_lower(&self, lower: &str) -> FormId {
        self.numbers.get(lower).copied().unwrap_or_else(|| self.find_prefix(lower))
    }

    fn find_prefix(&self, lower: &str) -> FormId {
        let after = self.prefixes.partition_point(|(prefix, _)| **prefix <= *lower);
        // A shorter prefix of the same word may stand a few places before.
        self.prefixes[after.saturating_sub(3)..after]
            .iter()
            .rev()
            .find(|(prefix, _)| lower.starts_with(&**prefix))
            .map_or(FormId::UNKNOWN, |(_, id)| *id)
    }

    /// The closed classes a form belongs to.
    #[must_use]
    pub fn class(&self, form: FormId) -> Class {
        self.classes[form.0 as usize]
    }

    /// How many numbers there are, the unknown one counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether there is no word; there always is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }
}
