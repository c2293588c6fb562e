//! A list of words written as one line of text, asked whether it holds a word.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Words in lower case, parted by white space.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
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
        self.words.get_or_init(|| self.text.split_whitespace().collect()).contains(word)
    }
}
