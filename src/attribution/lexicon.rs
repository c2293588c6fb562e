//! The lexicon: the words the reader knows, with their lemmas and how often each had which part of speech.
//!
//! The table `data/words.tsv` is counted on training articles by `tools/learn_words.py`.

use std::sync::OnceLock;

use super::tag::Tag;

/// A word's place in the lexicon; words are compared without regard to case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u16);

impl WordId {
    /// The place of all words the lexicon lacks.
    pub const UNKNOWN: Self = Self(0);
}

/// How probable a part of speech is for a word: the tag and ln(P(tag | word) / P(tag)).
pub(crate) type Reading = (Tag, f32);

/// What is known of a word.
#[derive(Debug)]
struct Entry {
    text: &'static str,
    lemma: WordId,
    /// Where in `readings` its parts of speech are when written small, and when written with a capital.
    small: (u32, u8),
    capital: (u32, u8),
}

/// The words the reader knows.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    readings: Vec<Reading>,
    priors: Vec<f32>,
    /// Open addressing; 0 is free.
    table: Vec<u16>,
    mask: usize,
    that: WordId,
}

const WORDS: &str = include_str!("data/words.tsv");

impl Lexicon {
    /// The lexicon that ships with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Lexicon> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(WORDS))
    }

    /// Reads lines of `word TAB lemma TAB tags written small TAB tags written with a capital`, where tags are `NN:12,VB:3`.
    fn parse(source: &'static str) -> Self {
        let lines: Vec<[&'static str; 4]> = source
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(columns)
            .collect();
        let priors = priors(&lines);
        let size = (lines.len() * 4 + 4).next_power_of_two();
        let unknown = Entry {
            text: "",
            lemma: WordId::UNKNOWN,
            small: (0, 0),
            capital: (0, 0),
        };
        let mut lexicon = Self {
            entries: vec![unknown],
            readings: Vec::new(),
            priors,
            table: vec![0; size],
            mask: size - 1,
            that: WordId::UNKNOWN,
        };
        for [word, _, small, capital] in &lines {
            let id = u16::try_from(lexicon.entries.len())
                .expect("the lexicon has fewer than 65,536 words");
            let small = lexicon.add_readings(small);
            let capital = lexicon.add_readings(capital);
            lexicon.entries.push(Entry {
                text: word,
                lemma: WordId(id),
                small,
                capital,
            });
            let mut slot = hash(word) & lexicon.mask;
            while lexicon.table[slot] != 0 {
                slot = (slot + 1) & lexicon.mask;
            }
            lexicon.table[slot] = id;
        }
        for (index, [_, lemma, ..]) in lines.iter().enumerate() {
            let lemma = lexicon.find(lemma);
            if lemma != WordId::UNKNOWN {
                lexicon.entries[index + 1].lemma = lemma;
            }
        }
        lexicon.that = lexicon.find("that");
        lexicon
    }

    /// The word "that".
    #[must_use]
    pub fn that(&self) -> WordId {
        self.that
    }

    fn add_readings(&mut self, counts: &str) -> (u32, u8) {
        let start = self.readings.len() as u32;
        let counted = self.readings_of(counts);
        self.readings.extend_from_slice(&counted);
        (start, counted.len() as u8)
    }

    /// Reads `NN:12,VB:3` into likelihood ratios.
    pub(crate) fn readings_of(&self, counts: &str) -> Vec<Reading> {
        let counted = parse_counts(counts);
        let total: f32 = counted.iter().map(|(_, count)| count).sum();
        counted
            .iter()
            .map(|&(tag, count)| (tag, (count / total / self.priors[tag as usize]).ln()))
            .collect()
    }

    /// The place of a word, whatever its case.
    #[must_use]
    pub fn find(&self, word: &str) -> WordId {
        let mut slot = hash(word) & self.mask;
        loop {
            let id = self.table[slot];
            if id == 0 {
                return WordId::UNKNOWN;
            }
            if same(self.entries[id as usize].text, word) {
                return WordId(id);
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The word at a place, in lower case; empty for unknown words.
    #[must_use]
    pub fn text(&self, word: WordId) -> &'static str {
        self.entries
            .get(word.0 as usize)
            .map_or("", |entry| entry.text)
    }

    /// The lemma of a word: "say" for "said".  A word whose lemma the lexicon lacks is its own.
    #[must_use]
    pub fn lemma(&self, word: WordId) -> WordId {
        self.entries
            .get(word.0 as usize)
            .map_or(WordId::UNKNOWN, |entry| entry.lemma)
    }

    /// How many words there are, the unknown one counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.len() == 1
    }

    /// The parts of speech a word was seen with; empty if it was not seen so written.
    pub(crate) fn readings(&self, word: WordId, capital: bool) -> &[Reading] {
        let Some(entry) = self.entries.get(word.0 as usize) else {
            return &[];
        };
        let (start, count) = if capital { entry.capital } else { entry.small };
        &self.readings[start as usize..start as usize + count as usize]
    }
}

fn columns(line: &'static str) -> Option<[&'static str; 4]> {
    let mut parts = line.split('\t');
    Some([parts.next()?, parts.next()?, parts.next()?, parts.next()?])
}

fn parse_counts(counts: &str) -> Vec<(Tag, f32)> {
    counts
        .split(',')
        .filter_map(|part| {
            let (name, count) = part.split_once(':')?;
            Some((Tag::from_name(name)?, count.parse().ok()?))
        })
        .collect()
}

/// P(tag) over the whole table, so that readings are likelihood ratios.
fn priors(lines: &[[&'static str; 4]]) -> Vec<f32> {
    let mut counts = vec![1.0_f32; super::tag::TAGS.len()];
    for [_, _, small, capital] in lines {
        for (tag, count) in parse_counts(small).into_iter().chain(parse_counts(capital)) {
            counts[tag as usize] += count;
        }
    }
    let total: f32 = counts.iter().sum();
    counts.iter().map(|count| count / total).collect()
}

/// ASCII letters in lower case; the curly apostrophe counts as the straight one.
fn hash(word: &str) -> usize {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let bytes = word.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut byte = bytes[at].to_ascii_lowercase();
        if byte == 0xe2 && bytes[at..].starts_with("’".as_bytes()) {
            byte = b'\'';
            at += 2;
        }
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    (hash ^ (hash >> 29)) as usize
}

/// Whether `word` is `known` but for case and the form of apostrophes.
fn same(known: &str, word: &str) -> bool {
    if word.is_ascii() {
        return known.eq_ignore_ascii_case(word);
    }
    let mut rest = word.as_bytes();
    for &byte in known.as_bytes() {
        if byte == b'\'' && rest.starts_with("’".as_bytes()) {
            rest = &rest[3..];
        } else if rest
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case(&byte))
        {
            rest = &rest[1..];
        } else {
            return false;
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let lexicon = Lexicon::shipped();
        let said = lexicon.find("Said");
        assert_ne!(said, WordId::UNKNOWN);
        assert_eq!(lexicon.text(said), "said");
        assert_eq!(lexicon.text(lexicon.lemma(said)), "say");
        assert_eq!(lexicon.find("’S"), lexicon.find("'s"));
    }
}
