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
    /// A hash table with open addressing: what [`head`] makes of each word; 0 where a place is free.
    heads: Vec<u64>,
    /// The words at the same places.
    words: Vec<&'static str>,
    /// By [`ends`] the lengths that its words have, as bits: most words that are not in the list need no further look.
    lengths: [u16; ENDS],
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
        known.lengths[ends(word)] & 1 << (word.len() % 16) != 0 && known.holds(word)
    }
}

impl Known {
    fn new(text: &'static str) -> Self {
        let mut lengths = [0; ENDS];
        let count = text.split_whitespace().count();
        let size = (count * 2 + 1).next_power_of_two();
        let mut known = Self { heads: vec![0; size], words: vec![""; size], lengths };
        for word in text.split_whitespace() {
            lengths[ends(word)] |= 1 << (word.len() % 16);
            let place = known.place(head(word), word);
            (known.heads[place], known.words[place]) = (head(word), word);
        }
        Self { lengths, ..known }
    }

    fn holds(&self, word: &str) -> bool {
        let head = head(word);
        self.heads[self.place(head, word)] != 0
    }

    /// Where a word stands, or would.
    fn place(&self, head: u64, word: &str) -> usize {
        let mask = self.heads.len() - 1;
        let mut at = (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        while self.heads[at] != 0 && (self.heads[at] != head || self.words[at] != word) {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Some letters of a word and its length as a number, which is not 0: hardly two words of a list have the same.
fn head(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let letters = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    (letters ^ (bytes.len() as u64) << 27).max(1)
}

/// How many first and last letters are told apart.
const ENDS: usize = 128;

/// The first and the last letter as a number below [`ENDS`].
fn ends(word: &str) -> usize {
    let letter = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or(0));
    letter(word.as_bytes().first()) & 31 | (letter(word.as_bytes().last()) & 3) << 5
}
