//! The words that patterns and the grammar know, as numbers.

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
    /// The forms by their numbers; empty for the unknown word and for beginnings of words.
    forms: Vec<Box<str>>,
    classes: Vec<Class>,
    /// A hash table with open addressing: the upper half of a form's hash, and its number, 0 where it is free.
    table: Vec<(u32, FormId)>,
    /// How many forms the table holds.
    filled: usize,
    /// Beginnings of words, sorted, each with its number.
    prefixes: Vec<(Box<str>, FormId)>,
    /// One bit for each first pair of letters that a beginning of words may have: most words need no further look.
    prefix_pairs: [u64; 16],
}

/// Words longer than this, in bytes, are in no pattern.
const LONGEST: usize = 40;

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Self {
            forms: vec![Box::default()],
            classes: vec![Class::default()],
            table: vec![(0, FormId::UNKNOWN); 4096],
            filled: 0,
            prefixes: Vec::new(),
            prefix_pairs: [0; 16],
        };
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
        let hash = hash(form.as_bytes());
        let known = self.find_hashed(hash, form.as_bytes());
        if known != FormId::UNKNOWN {
            return known;
        }
        let id = self.add(form.into());
        if (self.filled + 1) * 2 > self.table.len() {
            self.grow();
        }
        self.enter(hash, id);
        id
    }

    /// The number of a beginning of words, a new one if it has none.
    pub fn intern_prefix(&mut self, prefix: &str) -> FormId {
        match self.prefixes.binary_search_by(|(known, _)| (**known).cmp(prefix)) {
            Ok(place) => self.prefixes[place].1,
            Err(place) => {
                let id = self.add(Box::default());
                self.prefixes.insert(place, (prefix.into(), id));
                match prefix.as_bytes() {
                    [first, second, ..] => self.allow_pair(pair(*first, *second)),
                    [first] => (0..32).for_each(|second| self.allow_pair(pair(*first, second))),
                    [] => self.prefix_pairs = [u64::MAX; 16],
                }
                id
            }
        }
    }

    fn add(&mut self, form: Box<str>) -> FormId {
        let id = FormId(u32::try_from(self.classes.len()).expect("fewer than four billion words"));
        self.forms.push(form);
        self.classes.push(Class::default());
        id
    }

    fn enter(&mut self, hash: u64, id: FormId) {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at].1 != FormId::UNKNOWN {
            at = (at + 1) & mask;
        }
        self.table[at] = (print(hash), id);
        self.filled += 1;
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        self.table = vec![(0, FormId::UNKNOWN); size];
        self.filled = 0;
        for number in 1..self.forms.len() {
            if !self.forms[number].is_empty() {
                self.enter(hash(self.forms[number].as_bytes()), FormId(number as u32));
            }
        }
    }

    fn allow_pair(&mut self, pair: usize) {
        self.prefix_pairs[pair / 64] |= 1 << (pair % 64);
    }

    /// The numbers of all known forms that begin so.
    pub(super) fn forms_with_prefix(&self, prefix: &str) -> Vec<FormId> {
        let mut found: Vec<FormId> = (1..self.forms.len())
            .filter(|&number| !self.forms[number].is_empty() && self.forms[number].starts_with(prefix))
            .map(|number| FormId(number as u32))
            .collect();
        found.extend(self.prefixes.iter().filter(|(known, _)| known.starts_with(prefix)).map(|(_, id)| *id));
        found
    }

    /// The number of a word as a text prints it.
    #[must_use]
    pub fn find(&self, word: &str) -> FormId {
        if word.len() > LONGEST {
            return FormId::UNKNOWN;
        }
        if word.is_ascii() {
            let found = self.find_hashed(hash(word.as_bytes()), word.as_bytes());
            if found != FormId::UNKNOWN || !self.may_have_prefix(word) {
                return found;
            }
            return self.find_prefix(&word.to_ascii_lowercase());
        }
        let lower = word.to_lowercase().replace('’', "'");
        let found = self.find_hashed(hash(lower.as_bytes()), lower.as_bytes());
        if found != FormId::UNKNOWN { found } else { self.find_prefix(&lower) }
    }

    /// Looks a word up by its hash, whatever the case of its ASCII letters.
    fn find_hashed(&self, hash: u64, word: &[u8]) -> FormId {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (known, id) = self.table[at];
            if id == FormId::UNKNOWN
                || known == print(hash) && self.forms[id.0 as usize].as_bytes().eq_ignore_ascii_case(word)
            {
                return id;
            }
            at = (at + 1) & mask;
        }
    }

    fn may_have_prefix(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let pair = pair(bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0));
        self.prefix_pairs[pair / 64] & 1 << (pair % 64) != 0
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

/// Two letters as a number below 1,024 that is the same for capital and small ones.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

fn print(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// A hash of a word that is the same for capital and small ASCII letters, eight bytes at a time.
fn hash(word: &[u8]) -> u64 {
    // This bit is what capital and small letters differ in.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut hash = word.len() as u64;
    for chunk in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(23) ^ (u64::from_le_bytes(bytes) | SMALL)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_and_by_their_beginning() {
        let mut vocabulary = Vocabulary::default();
        let known: Vec<FormId> = (0..5000).map(|number| vocabulary.intern(&format!("word{number}"))).collect();
        let encrypt = vocabulary.intern_prefix("encrypt");
        for (number, id) in known.iter().enumerate() {
            assert_eq!(vocabulary.find(&format!("Word{number}")), *id);
        }
        assert_eq!(vocabulary.find("ENCRYPTION"), encrypt);
        assert_eq!(vocabulary.find("enclosure"), FormId::UNKNOWN);
        assert_eq!(vocabulary.find("N’T"), vocabulary.find("n't"));
        assert_ne!(vocabulary.find("n't"), FormId::UNKNOWN);
    }
}
