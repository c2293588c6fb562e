//! A list of words written as one line of text, asked whether it holds a word.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Words in lower case, parted by white space.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    words: OnceLock<Known>,
}

#[derive(Debug)]
struct Known {
    words: FxHashSet<&'static str>,
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
        known.lengths[first(word)] & 1 << (word.len() % 64) != 0 && known.words.contains(word)
    }
}

impl Known {
    fn new(text: &'static str) -> Self {
        let mut lengths = [0; 32];
        for word in text.split_whitespace() {
            lengths[first(word)] |= 1 << (word.len() % 64);
        }
        Self { words: text.split_whitespace().collect(), lengths }
    }
}

/// The first letter as a number below 32.
fn first(word: &str) -> usize {
    usize::from(word.as_bytes().first().copied().unwrap_or(0) & 31)
}
