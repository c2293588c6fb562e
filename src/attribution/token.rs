//! Tokens: words, numbers and marks with their byte ranges, found in one pass over a block.
//!
//! Contractions are cut as the Penn Treebank cuts them ("do" + "n't", "Ann" + "'s"); hyphenated words and
//! abbreviations ("U.S.", "Mr.") stay whole.

use super::feature::Class;
use super::lexicon::{Lexicon, WordId};
use super::swar;
use super::tag::Tag;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Letters, perhaps with digits, hyphens and inner dots.
    Word,
    /// Digits, perhaps with inner points and commas.
    Number,
    /// A comma.
    Comma,
    /// A full stop, question or exclamation mark.
    Stop,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash (not a hyphen within a word).
    Dash,
    /// Three dots.
    Ellipsis,
    /// A bracket.
    Bracket,
    /// A double quotation mark that only opens: “ «.
    DoubleOpen,
    /// A double quotation mark that only closes: ” ».
    DoubleClose,
    /// A double quotation mark of either direction: " ''.
    DoubleEither,
    /// A single quotation mark that only opens: ‘.
    SingleOpen,
    /// An apostrophe or single quotation mark: ' ’.
    Apostrophe,
    /// Any other character.
    Other,
    /// A whole quotation, in the tokens of a [`Sentence`](super::sentence::Sentence) only.
    Quotation,
}

/// A token with what the reader knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The first byte in the text.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The word's place in the lexicon; [`WordId::UNKNOWN`] if it has none.
    pub word: WordId,
    /// Its lemma's place in the lexicon.
    pub lemma: WordId,
    /// Its class for features; set in the reading's `stream` only.
    pub class: Class,
    /// How many verbs that carry a clause come before it in its sentence; set in the reading's `stream` only.
    pub finite_before: u16,
    /// What it is made of.
    pub kind: Kind,
    /// Its part of speech.
    pub tag: Tag,
    /// Bits of [`shape`].
    pub shape: u8,
    /// For [`Kind::Quotation`] the index of the quote; otherwise 0.
    pub quote: u32,
}

/// What a token looks like, as bits of [`Token::shape`].
pub mod shape {
    /// The first letter, or one inside, is a capital.
    pub const CAPITAL: u8 = 1;
    /// There are at least two letters and no small one.
    pub const ALL_CAPITALS: u8 = 2;
    /// There is white space before it (or it is the first of its block).
    pub const SPACE_BEFORE: u8 = 4;
    /// There is white space after it (or it is the last of its block).
    pub const SPACE_AFTER: u8 = 8;
    /// It is the first word of a sentence, so that its capital means little.
    pub const SENTENCE_START: u8 = 16;
    /// It ends with the dot of an abbreviation.
    pub const ABBREVIATION: u8 = 32;
    /// It is a form of be, have or do.
    pub const AUXILIARY: u8 = 64;
}

impl Token {
    /// The bytes of the token, as a range.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the first letter is a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.shape & shape::CAPITAL != 0
    }

    /// Whether it is a word or a number.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// Words after which a dot belongs to the word, in lower case, sorted.
const ABBREVIATIONS: [&str; 50] = [
    "adm", "apr", "assn", "aug", "ave", "bros", "calif", "capt", "cmdr", "co", "col", "conn", "corp", "cpl", "dec",
    "dept", "dr", "etc", "feb", "fla", "ft", "gen", "gov", "govs", "hon", "inc", "jan", "jr", "lt", "ltd", "maj", "mr",
    "mrs", "ms", "mt", "no", "nov", "oct", "prof", "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sr",
    "st", "vs",
];

/// Appends the tokens of `text[start..end]` to `tokens`; both bounds are byte offsets on character borders.
pub fn tokenize(text: &str, start: usize, end: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    Tokenizer { text, bytes: text.as_bytes(), end, lexicon, tokens, at: start, spaced: true }.run();
}

struct Tokenizer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    end: usize,
    lexicon: &'a Lexicon,
    tokens: &'a mut Vec<Token>,
    at: usize,
    /// Whether white space came just before `at`.
    spaced: bool,
}

/// What an apostrophe inside a word does to it.
enum Apostrophe {
    /// It is a letter of the word: O'Neill.
    Inside,
    /// The word ends before it.
    Ends,
    /// The word ends this many bytes before it, and the rest up to this byte is a token of its own: 's, n't.
    Splits(usize, usize),
}

impl Tokenizer<'_> {
    fn run(mut self) {
        let first = self.tokens.len();
        while self.at < self.end {
            let byte = self.bytes[self.at];
            if byte.is_ascii_alphanumeric() {
                if !self.short_word() {
                    self.word();
                }
            } else if byte.is_ascii() {
                self.mark(byte);
            } else {
                self.beyond_ascii();
            }
        }
        if let Some(last) = self.tokens[first..].last_mut() {
            last.shape |= shape::SPACE_AFTER;
        }
    }

    fn space(&mut self, width: usize) {
        if !self.spaced
            && let Some(last) = self.tokens.last_mut()
        {
            last.shape |= shape::SPACE_AFTER;
        }
        self.spaced = true;
        self.at += width;
    }

    fn push(&mut self, end: usize, kind: Kind, (word, lemma): (WordId, WordId), tag: Tag, mut shape: u8) {
        if self.spaced {
            shape |= shape::SPACE_BEFORE;
        }
        if self.lexicon.is_auxiliary(lemma) {
            shape |= shape::AUXILIARY;
        }
        let (start, end32) = (self.at as u32, end as u32);
        self.tokens.push(Token {
            start,
            end: end32,
            word,
            lemma,
            class: Class::EDGE,
            finite_before: 0,
            kind,
            tag,
            shape,
            quote: 0,
        });
        self.at = end;
        self.spaced = false;
    }

    fn mark(&mut self, byte: u8) {
        let next = if self.at + 1 < self.end { self.bytes[self.at + 1] } else { b' ' };
        let (width, kind, tag) = match byte {
            b' ' | b'\t' | 0x0b | 0x0c => return self.space(1),
            b',' => (1, Kind::Comma, Tag::Comma),
            b'.' if next == b'.' => (self.run_of(b'.'), Kind::Ellipsis, Tag::Colon),
            b'.' | b'?' | b'!' => (1, Kind::Stop, Tag::Stop),
            b':' => (1, Kind::Colon, Tag::Colon),
            b';' => (1, Kind::Semicolon, Tag::Colon),
            b'-' if next == b'-' => (self.run_of(b'-'), Kind::Dash, Tag::Colon),
            b'-' if self.spaced && next.is_ascii_whitespace() => (1, Kind::Dash, Tag::Colon),
            b'"' => (1, Kind::DoubleEither, Tag::Quote),
            b'\'' | b'`' if next == byte => (2, Kind::DoubleEither, Tag::Quote),
            b'\'' => (1, Kind::Apostrophe, Tag::Punctuation),
            b'`' => (1, Kind::SingleOpen, Tag::Quote),
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => (1, Kind::Bracket, Tag::Punctuation),
            b'&' => (1, Kind::Other, Tag::Conjunction),
            b'$' | b'#' => (1, Kind::Other, Tag::Number),
            _ => (1, Kind::Other, Tag::Punctuation),
        };
        self.push(self.at + width, kind, Default::default(), tag, 0);
    }

    fn run_of(&self, byte: u8) -> usize {
        self.bytes[self.at..self.end].iter().take_while(|&&other| other == byte).count()
    }

    fn beyond_ascii(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else {
            return;
        };
        let width = character.len_utf8();
        let (kind, tag) = match character {
            _ if character.is_whitespace() || character == '\u{feff}' || character == '\u{200b}' => {
                return self.space(width);
            }
            _ if character.is_alphanumeric() => return self.word(),
            '“' | '„' | '«' | '‟' => (Kind::DoubleOpen, Tag::Quote),
            '”' | '»' => (Kind::DoubleClose, Tag::Quote),
            '‘' | '‛' | '‚' => (Kind::SingleOpen, Tag::Quote),
            '’' => (Kind::Apostrophe, Tag::Punctuation),
            '–' | '—' | '―' => (Kind::Dash, Tag::Colon),
            '…' => (Kind::Ellipsis, Tag::Colon),
            '€' | '£' => (Kind::Other, Tag::Number),
            _ => (Kind::Other, Tag::Punctuation),
        };
        self.push(self.at + width, kind, Default::default(), tag, 0);
    }

    /// Reads a word of fewer than eight ASCII letters with a space behind it, as most are; does nothing if it is none.
    #[inline(always)]
    fn short_word(&mut self) -> bool {
        let Some(bytes) = swar::eight(self.bytes, self.at) else { return false };
        let (length, kinds) = swar::letters(bytes);
        let end = self.at + length;
        if length == 0 || length == 8 || end >= self.end || swar::after(bytes, length) != b' ' {
            return false;
        }
        let scan = Scan { at: end, seen: kinds.of_first(length), piece: self.at, dotted: false, rest: None };
        let (kind, tag) = if scan.only_digits() { (Kind::Number, Tag::Number) } else { (Kind::Word, Tag::Other) };
        let word = self.lexicon.find_hashed(swar::hash_short(bytes, length).hash);
        self.push(end, kind, word, tag, scan.shape(length) | shape::SPACE_AFTER);
        self.spaced = true;
        self.at += 1;
        true
    }

    /// A word or number from `at`, with its contraction cut off.
    fn word(&mut self) {
        let start = self.at;
        let mut scan = Scan { at: start, seen: 0, piece: start, dotted: false, rest: None };
        loop {
            self.letters(&mut scan);
            if scan.at >= self.end || !self.joins(start, &mut scan) {
                break;
            }
        }
        let mut at = scan.at;
        let mut shape = scan.shape(at - start);
        if scan.rest.is_none()
            && at < self.end
            && self.bytes[at] == b'.'
            && self.is_abbreviation(start, at, scan.dotted)
        {
            at += 1;
            shape |= shape::ABBREVIATION;
        }
        let (kind, tag) = if scan.only_digits() { (Kind::Number, Tag::Number) } else { (Kind::Word, Tag::Other) };
        let word = self.lexicon.find_in(self.bytes, start, at);
        self.push(at, kind, word, tag, shape);
        if let Some(end) = scan.rest {
            let word = self.lexicon.find(&self.text[at..end]);
            self.push(end, Kind::Word, (word, self.lexicon.lemma(word)), Tag::Other, 0);
        }
    }

    /// Moves past ASCII letters and digits, eight at a time: most words are one step.
    #[inline(always)]
    fn letters(&self, scan: &mut Scan) {
        while let Some(bytes) = swar::eight(self.bytes, scan.at) {
            let (length, seen) = swar::letters(bytes);
            let length = length.min(self.end - scan.at);
            scan.seen |= seen.of_first(length);
            scan.at += length;
            if length < 8 {
                return;
            }
        }
        while scan.at < self.end && LETTERS[self.bytes[scan.at] as usize] != 0 {
            scan.seen |= LETTERS[self.bytes[scan.at] as usize];
            scan.at += 1;
        }
    }

    /// Whether the byte at the scan's place, which is no ASCII letter or digit, belongs to the word; moves past it if so.
    fn joins(&self, start: usize, scan: &mut Scan) -> bool {
        match self.bytes[scan.at] {
            b'-' | b'_' | b'/' | b'@' if self.letter_at(scan.at + 1) => {
                scan.at += 1;
                scan.piece = scan.at;
                true
            }
            b',' if scan.only_digits() && self.digit_at(scan.at + 1) => {
                scan.at += 1;
                true
            }
            b'.' if self.dot_inside(scan.piece, scan.at) => {
                scan.dotted = true;
                scan.at += 1;
                scan.piece = scan.at;
                true
            }
            b'\'' => self.passes_apostrophe(start, scan, 1),
            0x80.. => self.joins_beyond_ascii(start, scan),
            _ => false,
        }
    }

    fn joins_beyond_ascii(&self, start: usize, scan: &mut Scan) -> bool {
        let Some(character) = self.text[scan.at..].chars().next() else {
            return false;
        };
        if character == '’' {
            return self.passes_apostrophe(start, scan, 3);
        }
        if !character.is_alphanumeric() && character != '\u{ad}' && !is_joiner(character) {
            return false;
        }
        scan.seen |= if character.is_uppercase() { CAPITAL } else { SMALL };
        scan.at += character.len_utf8();
        true
    }

    fn passes_apostrophe(&self, start: usize, scan: &mut Scan, width: usize) -> bool {
        match self.apostrophe(start, scan.at, width) {
            Apostrophe::Inside => {
                scan.at += width;
                true
            }
            Apostrophe::Ends => false,
            Apostrophe::Splits(back, end) => {
                scan.rest = Some(end);
                scan.at -= back;
                false
            }
        }
    }

    fn letter_at(&self, at: usize) -> bool {
        at < self.end
            && (self.bytes[at].is_ascii_alphanumeric()
                || self.text[at..].chars().next().is_some_and(|c| !c.is_ascii() && c.is_alphanumeric()))
    }

    fn digit_at(&self, at: usize) -> bool {
        at < self.end && self.bytes[at].is_ascii_digit()
    }

    /// "3.5", "U.S", "example.org": a dot with a letter right after it, where no sentence begins.
    fn dot_inside(&self, piece: usize, dot: usize) -> bool {
        if dot + 1 >= self.end {
            return false;
        }
        let next = self.bytes[dot + 1];
        next.is_ascii_digit() || next.is_ascii_lowercase() || (next.is_ascii_uppercase() && dot - piece == 1)
    }

    /// What the apostrophe of `width` bytes at `at` does to the word from `start`.
    fn apostrophe(&self, start: usize, at: usize, width: usize) -> Apostrophe {
        let after = at + width;
        let tail = &self.bytes[after..self.end.min(after + 3)];
        let letters = tail.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 || !self.letter_at(after) {
            return if self.letter_at(after) { Apostrophe::Inside } else { Apostrophe::Ends };
        }
        let lower = |index: usize| tail[index].to_ascii_lowercase();
        let boundary = letters < 3 && !self.letter_at(after + letters);
        match (letters, lower(0)) {
            (1, b't') if boundary && at > start + 1 && self.bytes[at - 1].eq_ignore_ascii_case(&b'n') => {
                Apostrophe::Splits(1, after + 1)
            }
            (1, b's' | b'd' | b'm') if boundary => Apostrophe::Splits(0, after + 1),
            (2, b'r' | b'v') if boundary && lower(1) == b'e' => Apostrophe::Splits(0, after + 2),
            (2, b'l') if boundary && lower(1) == b'l' => Apostrophe::Splits(0, after + 2),
            _ => Apostrophe::Inside,
        }
    }

    fn is_abbreviation(&self, start: usize, dot: usize, dotted: bool) -> bool {
        let word = &self.bytes[start..dot];
        if dotted {
            // U.S., p.m., but not "example.org."
            let last = word.iter().rposition(|&byte| byte == b'.').map_or(0, |at| at + 1);
            return word.len() - last == 1 || word.len() <= 4;
        }
        if word.len() == 1 {
            return word[0].is_ascii_uppercase() && word[0] != b'I';
        }
        if word.len() > 5 || !word[0].is_ascii_uppercase() && word != b"vs" && word != b"etc" {
            return false;
        }
        let mut lower = [0; 5];
        for (to, from) in lower.iter_mut().zip(word) {
            *to = from.to_ascii_lowercase();
        }
        let known = ABBREVIATIONS.binary_search_by(|known| known.as_bytes().cmp(&lower[..word.len()])).is_ok();
        // "No. 10" has the abbreviation, "He said no." has not.
        known && (!word.eq_ignore_ascii_case(b"no") || self.digit_at(dot + 2))
    }
}

fn is_joiner(character: char) -> bool {
    // Combining marks keep decomposed letters ("é" as two characters) in one word.
    ('\u{300}'..='\u{36f}').contains(&character) || character == '\u{200d}'
}

use super::swar::{CAPITAL, DIGIT, SMALL};

/// What kind of letter each byte is; 0 for what is none.
const LETTERS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let letter = byte as u8;
        table[byte] = if letter.is_ascii_lowercase() {
            SMALL
        } else if letter.is_ascii_uppercase() {
            CAPITAL
        } else if letter.is_ascii_digit() {
            DIGIT
        } else {
            0
        };
        byte += 1;
    }
    table
};

/// How far a word has been read.
struct Scan {
    at: usize,
    /// Which kinds of letters were seen.
    seen: u8,
    /// The byte after the last inner dot or hyphen: "U.S" has pieces of one letter.
    piece: usize,
    dotted: bool,
    /// The end of a contraction that is a token of its own.
    rest: Option<usize>,
}

impl Scan {
    fn only_digits(&self) -> bool {
        self.seen & (SMALL | CAPITAL) == 0
    }

    fn shape(&self, length: usize) -> u8 {
        // "eWeek" and "iPhone" are names too; the first letter may be beyond ASCII.
        let capital = u8::from(self.seen & CAPITAL != 0);
        let all = u8::from(self.seen & (SMALL | CAPITAL) == CAPITAL && length >= 2);
        (capital * shape::CAPITAL) | (all * shape::ALL_CAPITALS)
    }
}

#[cfg(test)]
mod tests;
