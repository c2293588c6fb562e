//! A list of words written as one line of text, asked whether it holds a word.

use std::sync::OnceLock;

/// Words in lower case, parted by white space.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    words: OnceLock<Known>,
}

#[derive(Debug)]
struct Known {
    /// A hash table with open addressing: the words with what [`head`] makes of them; an empty word where a place is
    /// free.
    table: Vec<(u64, &'static str)>,
    /// By the first letter the lengths that its words have, as bits: most words that are not in the list need no
    /// further look.
    lengths: [u64; 32],
}

impl WordList {
    /// The words of a text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, words: OnceLock::new() }
    }

    /// Whether it holds a word, which is given in lower case.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        let known = self.words.get_or_init(|| Known::new(self.text));
        known.lengths[first(word)] & 1 << (word.len() % 64) != 0 && known.holds(word)
    }
}

impl Known {
    fn new(text: &'static str) -> Self {
        let mut lengths = [0; 32];
        let count = text.split_whitespace().count();
        let mut known = Self { table: vec![(0, ""); (count * 2 + 1).next_power_of_two()], lengths };
        for word in text.split_whitespace() {
            lengths[first(word)] |= 1 << (word.len() % 64);
            let place = known.place(head(word), word);
            known.table[place] = (head(word), word);
        }
        Self { lengths, ..known }
    }

    fn holds(&self, word: &str) -> bool {
        let head = head(word);
        !self.table[self.place(head, word)].1.is_empty()
    }

    /// Where a word stands, or would.
    fn place(&self, head: u64, word: &str) -> usize {
        let mask = self.table.len() - 1;
        let mut at = (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        while !self.table[at].1.is_empty() && (self.table[at].0 != head || self.table[at].1 != word) {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Some letters of a word and its length as a number: hardly two words of a list have the same.
fn head(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let letters = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    letters ^ (bytes.len() as u64) << 27
}

/// The first letter as a number below 32.
fn first(word: &str) -> usize {
    usize::from(word.as_bytes().first().copied().unwrap_or(0) & 31)
}
