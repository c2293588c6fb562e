//! A text as patterns see it: words, what stands between them, and sentences.
//!
//! Hyphenated words are cut ("end-to-end" is three words), contractions too ("do" + "n't"); a genitive 's is no word
//! but a mark on the one before it, so that `customer information` also finds "customers’ information".

use std::ops::Range;

use super::{
    grammar::Class,
    list::WordList,
    vocabulary::{FormId, Vocabulary},
};
use crate::attribution::swar;

/// The strongest mark between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    /// A space or a hyphen.
    Space,
    /// A quotation mark.
    Quote,
    /// A comma.
    Comma,
    /// A colon, semicolon, dash or bracket.
    Break,
    /// The end of a sentence or line.
    Sentence,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Its number in the vocabulary.
    pub form: FormId,
    /// Its closed classes.
    pub class: Class,
    /// What stands before it.
    pub before: Border,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a genitive 's (or s') follows.
    pub genitive: bool,
}

/// The words of a text in order, with the sentences they form.
#[derive(Debug)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words.
    pub words: Vec<Word>,
    /// Ranges of words.
    pub sentences: Vec<Range<usize>>,
}

/// Abbreviations whose dot ends no sentence, in lower case.
static ABBREVIATIONS: WordList = WordList::new(
    "mr mrs ms dr prof sen rep gov gen lt col sgt rev jr sr st inc corp co ltd vs no jan feb \
    mar apr aug sept sep oct nov dec dept adm atty hon pres det supt calif govt fig est approx \
    sens reps dist tex ariz conn fla minn tenn ky okla ala colo wis neb nev mich messrs gens cmdr capt assn assoc bros univ natl intl mfg ariz penn \
    kan mont",
);
/// What a contraction leaves after the apostrophe.
const TAILS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];
/// Words after which 's is "is" or "has".
static HOSTS: WordList = WordList::new("it that he she there what who here where how let this");

impl<'t> Words<'t> {
    /// Reads a text.
    #[must_use]
    pub fn read(text: &'t str, vocabulary: &Vocabulary) -> Self {
        Self::read_knowing(text, vocabulary, |_, _| None)
    }

    /// The same where the numbers of most words are known, from their first byte and the one behind them: they need not
    /// be looked up.
    pub(crate) fn read_knowing(
        text: &'t str,
        vocabulary: &Vocabulary,
        known: impl FnMut(usize, usize) -> Option<FormId>,
    ) -> Self {
        let mut reader = Reader {
            text,
            vocabulary,
            known,
            words: Vec::with_capacity(text.len() / 5),
            sentences: Vec::with_capacity(text.len() / 120),
            first: 0,
            border: Border::Sentence,
        };
        reader.run();
        Self { text, words: reader.words, sentences: reader.sentences }
    }

    /// A word's letters.
    #[must_use]
    pub fn letters(&self, word: usize) -> &'t str {
        self.words.get(word).map_or("", |word| &self.text[word.start as usize..word.end as usize])
    }

    /// The bytes from the first to the last word of a range of words, which must not be empty.
    #[must_use]
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let first = self.words[words.start].start as usize;
        first..self.words[words.end.max(words.start + 1) - 1].end as usize
    }

    /// The text of a range of words.
    #[must_use]
    pub fn slice(&self, words: Range<usize>) -> &'t str {
        &self.text[self.bytes(words)]
    }

    /// The words that lie within a range of bytes.
    #[must_use]
    pub fn within(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|word| (word.start as usize) < bytes.start);
        let end = self.words.partition_point(|word| word.end as usize <= bytes.end);
        start..end.max(start)
    }

    /// The place in `sentences` of the sentence that holds a word.
    #[must_use]
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= word).min(self.sentences.len().saturating_sub(1))
    }
}

/// Whether a character is a letter or a digit. Quotation marks and dashes, most of what news has beyond ASCII, need no
/// look into tables.
fn is_letter(character: char) -> bool {
    !('\u{2000}'..='\u{206f}').contains(&character) && character.is_alphanumeric()
}

/// The longest sentence, in words: what goes on without a full stop is a list or no prose, and is cut here, so that the
/// work on a sentence stays bounded.
const LONGEST: usize = 250;

struct Reader<'t, 'v, K> {
    text: &'t str,
    vocabulary: &'v Vocabulary,
    known: K,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    first: usize,
    border: Border,
}

impl<K: FnMut(usize, usize) -> Option<FormId>> Reader<'_, '_, K> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii_alphanumeric() {
                at = match self.short_word(at) {
                    Some(after) => after,
                    None => self.word(at),
                };
                continue;
            }
            if bytes[at] == b' ' {
                // No mark is weaker than a space.
                at += 1;
                continue;
            }
            let (character, width) = self.character(at);
            if is_letter(character) {
                at = self.word(at);
            } else {
                self.mark(character, at, at + width);
                at += width;
            }
        }
        self.end_sentence();
    }

    fn character(&self, at: usize) -> (char, usize) {
        let byte = self.text.as_bytes()[at];
        if byte.is_ascii() {
            return (char::from(byte), 1);
        }
        let character = self.text[at..].chars().next().unwrap_or(' ');
        (character, character.len_utf8())
    }

    fn end_sentence(&mut self) {
        if self.words.len() > self.first {
            self.sentences.push(self.first..self.words.len());
            self.first = self.words.len();
        }
        self.border = Border::Sentence;
    }

    fn mark(&mut self, character: char, at: usize, after: usize) {
        let border = match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Border::Sentence,
            '.' | '!' | '?' if self.ends_sentence(character, at, after) => Border::Sentence,
            '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '„' => Border::Quote,
            ',' => Border::Comma,
            ';' | ':' | '—' | '–' | '(' | ')' | '[' | ']' | '…' | '!' | '?' | '|' => Border::Break,
            '-' if self.lone_dash(at, after) => Border::Break,
            _ => Border::Space,
        };
        if border == Border::Sentence {
            self.end_sentence();
        } else {
            self.border = self.border.max(border);
        }
    }

    /// " - " or "--", but not a hyphen.
    fn lone_dash(&self, at: usize, after: usize) -> bool {
        let bytes = self.text.as_bytes();
        let blank = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'-');
        blank(bytes.get(after)) && (at == 0 || blank(bytes.get(at - 1)))
    }

    fn ends_sentence(&self, mark: char, at: usize, after: usize) -> bool {
        let rest = &self.text[after..];
        let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']');
        let tail = rest.trim_start_matches(closing);
        let quoted = tail.len() < rest.len();
        let Some(next) = tail.chars().next() else {
            return true;
        };
        if !next.is_whitespace() {
            return false;
        }
        let next = tail.trim_start().chars().next().unwrap_or('A');
        if next.is_lowercase() {
            return false;
        }
        mark != '.' || quoted || !self.after_abbreviation(at)
    }

    /// Whether the dot at `at` belongs to an abbreviation: "Sen.", "J.".
    fn after_abbreviation(&self, at: usize) -> bool {
        let Some(word) = self.words.last().filter(|word| word.end as usize == at) else {
            return false;
        };
        let letters = &self.text[word.start as usize..at];
        let initial = letters.len() == 1 && letters != "I" && letters.chars().all(char::is_uppercase);
        initial || (letters.len() <= 6 && ABBREVIATIONS.contains(&letters.to_ascii_lowercase()))
    }

    /// Reads a word of fewer than eight ASCII letters with a space behind it, as most are; gives the byte after both.
    #[inline]
    fn short_word(&mut self, start: usize) -> Option<usize> {
        let bytes = swar::eight(self.text.as_bytes(), start)?;
        let (length, _) = swar::letters(bytes);
        if length == 8 || swar::after(bytes, length) != b' ' {
            return None;
        }
        let word = &self.text.as_bytes()[start..start + length];
        let form = match (self.known)(start, start + length) {
            Some(form) => form,
            None => self.vocabulary.find_ascii(swar::hash_short(bytes, length).hash, word),
        };
        self.add(start, start + length, form, word[0].is_ascii_uppercase());
        Some(start + length + 1)
    }

    /// Reads a word from `start`; gives the byte after it.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut dotted = false;
        loop {
            // Most words are plain letters: nothing else is asked of them.
            at = swar::after_letters(bytes, at);
            if at >= bytes.len() || bytes[at] == b' ' {
                break;
            }
            let (character, width) = self.character(at);
            if is_letter(character) || ('\u{300}'..='\u{36f}').contains(&character) {
                at += width;
            } else if matches!(character, '\'' | '’') {
                if let Some(end) = self.apostrophe(start, at, width) {
                    return end;
                }
                at += width;
            } else if matches!(character, '.' | ',') && self.dot_inside(start, at) {
                dotted |= character == '.';
                at += 1;
            } else {
                break;
            }
        }
        // "U.S." keeps its last dot.
        if dotted && bytes.get(at) == Some(&b'.') && at - start <= 5 && at >= 2 && bytes[at - 2] == b'.' {
            self.push(start, at, at + 1);
            return at + 1;
        }
        self.push(start, at, at);
        at
    }

    /// What to do with an apostrophe at `at`: `None` if the word goes on through it, else where reading goes on.
    fn apostrophe(&mut self, start: usize, at: usize, width: usize) -> Option<usize> {
        let rest = &self.text[at + width..];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let tail = &rest[..length];
        let end = at + width + length;
        if tail.is_empty() {
            self.push(start, at, at);
            if self.text[start..at].ends_with(['s', 'x', 'z']) {
                self.mark_genitive();
            }
            return Some(at);
        }
        if tail.eq_ignore_ascii_case("t") && self.text[start..at].ends_with(['n', 'N']) && at > start + 1 {
            self.push(start, at - 1, at - 1);
            self.push(at - 1, end, end);
            return Some(end);
        }
        if !TAILS.iter().any(|known| tail.eq_ignore_ascii_case(known)) {
            return None;
        }
        self.push(start, at, at);
        let host = self.text[start..at].to_ascii_lowercase();
        if tail.eq_ignore_ascii_case("s") && !HOSTS.contains(&host) {
            self.mark_genitive();
        } else {
            self.push(at, end, end);
        }
        Some(end)
    }

    fn mark_genitive(&mut self) {
        if let Some(last) = self.words.last_mut() {
            last.genitive = true;
        }
    }

    /// "3.5", "5,000", "U.S", "example.org".
    fn dot_inside(&self, start: usize, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let Some(next) = bytes.get(at + 1) else {
            return false;
        };
        let last = bytes[at - 1];
        if bytes[at] == b',' {
            return last.is_ascii_digit() && next.is_ascii_digit();
        }
        let one_letter = at - start == 1 || (at >= 2 && bytes[at - 2] == b'.');
        next.is_ascii_digit() && last.is_ascii_digit()
            || next.is_ascii_lowercase()
            || (one_letter && next.is_ascii_uppercase() && last.is_ascii_uppercase())
    }

    fn push(&mut self, start: usize, letters_end: usize, end: usize) {
        let end = end.max(letters_end);
        let form = (self.known)(start, end).unwrap_or_else(|| self.vocabulary.find_in(self.text, start, end));
        let capital = match self.text.as_bytes().get(start) {
            Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
            _ => self.text[start..end].starts_with(char::is_uppercase),
        };
        self.add(start, end, form, capital);
    }

    #[inline]
    fn add(&mut self, start: usize, end: usize, form: FormId, capital: bool) {
        if self.words.len() - self.first >= LONGEST {
            self.end_sentence();
        }
        self.words.push(Word {
            start: start as u32,
            end: end as u32,
            form,
            class: self.vocabulary.class(form),
            before: self.border,
            capital,
            genitive: false,
        });
        self.border = Border::Space;
    }
}
