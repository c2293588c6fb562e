//! The words that patterns and the grammar know, as numbers.

use rustc_hash::FxHashMap;

use super::grammar::{self, Class};
use crate::attribution::swar;

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
    /// A hash table with open addressing.
    table: Vec<Slot>,
    /// How many forms the table holds.
    filled: usize,
    /// Beginnings of words, sorted, each with its number.
    prefixes: Vec<(Box<str>, FormId)>,
    /// By the first two letters of a word the beginnings that it may have, the longest first.
    by_pair: Vec<Vec<(Box<str>, FormId)>>,
}

/// A slot of the hash table. Its word is taken for known by half of its hash: the table is small, or most words of a text
/// would have to wait for the memory that has it.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    print: u32,
    /// 0 if the slot is free.
    id: FormId,
}

/// Words longer than this, in bytes, are in no pattern.
const LONGEST: usize = 40;

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Self {
            forms: vec![Box::default()],
            classes: vec![Class::default()],
            table: vec![Slot::default(); 4096],
            filled: 0,
            prefixes: Vec::new(),
            by_pair: vec![Vec::new(); PAIRS],
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
        let hash = swar::hash(form.as_bytes(), 0, form.len()).hash;
        let known = self.find_hashed(hash);
        if known != FormId::UNKNOWN && *self.forms[known.0 as usize] == *form {
            return known;
        }
        let id = self.add(form.into());
        if (self.filled + 1) * 3 > self.table.len() * 2 {
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
                    [first, second, ..] => self.allow(pair(*first, *second), prefix, id),
                    // What follows it may be anything.
                    [first] => (0..32).for_each(|second| self.allow(pair(*first, second), prefix, id)),
                    [] => (0..PAIRS).for_each(|pair| self.allow(pair, prefix, id)),
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
        while self.table[at].id != FormId::UNKNOWN {
            at = (at + 1) & mask;
        }
        self.table[at] = Slot { print: print(hash), id };
        self.filled += 1;
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        self.table = vec![Slot::default(); size];
        self.filled = 0;
        for number in 1..self.forms.len() {
            if !self.forms[number].is_empty() {
                let form = self.forms[number].as_bytes();
                self.enter(swar::hash(form, 0, form.len()).hash, FormId(number as u32));
            }
        }
    }

    /// Gives every word a new number, which the list has at the place of the old one.
    pub(super) fn renumber(&mut self, numbers: &[FormId]) {
        let new = |id: FormId| numbers[id.0 as usize];
        let (mut forms, mut classes) = (vec![Box::default(); numbers.len()], vec![Class::default(); numbers.len()]);
        for (number, (form, class)) in numbers.iter().zip(self.forms.drain(..).zip(self.classes.drain(..))) {
            forms[number.0 as usize] = form;
            classes[number.0 as usize] = class;
        }
        (self.forms, self.classes) = (forms, classes);
        self.table.iter_mut().for_each(|slot| slot.id = new(slot.id));
        let beginnings = self.prefixes.iter_mut().chain(self.by_pair.iter_mut().flatten());
        beginnings.for_each(|(_, id)| *id = new(*id));
    }

    fn allow(&mut self, pair: usize, prefix: &str, id: FormId) {
        let known = &mut self.by_pair[pair];
        let place = known.partition_point(|(other, _)| other.len() > prefix.len());
        known.insert(place, (prefix.into(), id));
    }

    /// For each beginning of words the numbers of all known forms and beginnings that begin so.
    pub(super) fn forms_by_prefix(&self) -> FxHashMap<String, Vec<FormId>> {
        let mut found: FxHashMap<String, Vec<FormId>> =
            self.prefixes.iter().map(|(prefix, _)| (prefix.to_string(), Vec::new())).collect();
        let words = self.forms.iter().zip(0..).map(|(form, number)| (&**form, FormId(number)));
        let prefixes = self.prefixes.iter().map(|(prefix, id)| (&**prefix, *id));
        for (form, id) in words.filter(|(form, _)| !self.prefixes_of(form.as_bytes()).is_empty()).chain(prefixes) {
            for end in (1..=form.len()).filter(|end| form.is_char_boundary(*end)) {
                if let Some(forms) = found.get_mut(&form[..end]) {
                    forms.push(id);
                }
            }
        }
        found
    }

    /// The number of a word as a text prints it.
    #[must_use]
    pub fn find(&self, word: &str) -> FormId {
        self.find_in(word, 0, word.len())
    }

    /// The same for the word at a place of a text.
    #[inline]
    pub(super) fn find_in(&self, text: &str, start: usize, end: usize) -> FormId {
        if end - start > LONGEST {
            return FormId::UNKNOWN;
        }
        let hash = swar::hash(text.as_bytes(), start, end);
        if hash.ascii {
            return self.find_ascii(hash.hash, &text.as_bytes()[start..end]);
        }
        let lower = text[start..end].to_lowercase().replace('’', "'");
        let found = self.find_hashed(swar::hash(lower.as_bytes(), 0, lower.len()).hash);
        // Letters beyond ASCII are not told apart by the bit that tells small from capital ones.
        if found != FormId::UNKNOWN && *self.forms[found.0 as usize] == *lower {
            found
        } else {
            self.find_prefix(lower.as_bytes())
        }
    }

    /// The number of a word of ASCII letters with its hash.
    #[inline]
    pub(super) fn find_ascii(&self, hash: u64, word: &[u8]) -> FormId {
        let found = self.find_hashed(hash);
        if found == FormId::UNKNOWN { self.find_prefix(word) } else { found }
    }

    /// Looks a word up by its hash, which is the same whatever the case of its ASCII letters.
    #[inline]
    fn find_hashed(&self, hash: u64) -> FormId {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.table[at];
            if slot.id == FormId::UNKNOWN || slot.print == print(hash) {
                return slot.id;
            }
            at = (at + 1) & mask;
        }
    }

    /// The beginnings that a word may have by its first two letters.
    #[inline]
    fn prefixes_of(&self, word: &[u8]) -> &[(Box<str>, FormId)] {
        let letter = |at: usize| word.get(at).copied().unwrap_or(0);
        &self.by_pair[pair(letter(0), letter(1))]
    }

    /// The longest beginning that a word has, which may be written with capitals if it is ASCII.
    #[inline]
    fn find_prefix(&self, word: &[u8]) -> FormId {
        let begins =
            |prefix: &str| word.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()));
        let found = self.prefixes_of(word).iter().find(|(prefix, _)| begins(prefix));
        found.map_or(FormId::UNKNOWN, |(_, id)| *id)
    }

    /// A form in lower case; empty for the unknown word and for beginnings of words.
    pub(super) fn text(&self, form: FormId) -> &str {
        &self.forms[form.0 as usize]
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

/// How many pairs of letters are told apart.
const PAIRS: usize = 1024;

/// Two letters as a number below [`PAIRS`] that is the same for capital and small ones.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

fn print(hash: u64) -> u32 {
    (hash >> 32) as u32
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
