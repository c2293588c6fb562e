//! The lexicon: the words the reader knows, with their lemmas and how often each had which part of speech.
//!
//! The table `data/words.tsv` is counted on training articles by `tools/learn_words.py`.

use std::sync::OnceLock;

use super::swar;
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
    /// How often it was seen.
    times: u32,
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
    /// Open addressing; a place of 0 is free.
    table: Vec<Slot>,
    mask: usize,
    that: WordId,
    /// be, have, do.
    auxiliaries: [WordId; 3],
}

/// A slot of the hash table: the upper half of a word's hash stands for the word.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    print: u32,
    place: u16,
    lemma: u16,
}

fn print(hash: u64) -> u32 {
    (hash >> 32) as u32
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
        let mut lines: Vec<Line> =
            source.lines().filter(|line| !line.starts_with('#')).filter_map(Line::parse).collect();
        let priors = priors(&lines);
        // What is kept of frequent words lies together, and the table is small: most words of a text are few.
        lines.sort_by_cached_key(|line| std::cmp::Reverse(line.times()));
        let size = (lines.len() * 3 / 2 + 4).next_power_of_two();
        let unknown = Entry { text: "", lemma: WordId::UNKNOWN, times: 0, small: (0, 0), capital: (0, 0) };
        let mut lexicon = Self {
            entries: vec![unknown],
            readings: Vec::new(),
            priors,
            table: vec![Slot::default(); size],
            mask: size - 1,
            that: WordId::UNKNOWN,
            auxiliaries: [WordId::UNKNOWN; 3],
        };
        for line in &lines {
            let Line { word, small, capital, .. } = line;
            let id = u16::try_from(lexicon.entries.len()).expect("the lexicon has fewer than 65,536 words");
            let times = line.times();
            let small = lexicon.add_readings(small);
            let capital = lexicon.add_readings(capital);
            lexicon.entries.push(Entry { text: word, lemma: WordId(id), times, small, capital });
            let hash = swar::hash(word.as_bytes(), 0, word.len()).hash;
            let mut slot = hash as usize & lexicon.mask;
            while lexicon.table[slot].place != 0 {
                slot = (slot + 1) & lexicon.mask;
            }
            lexicon.table[slot] = Slot { print: print(hash), place: id, lemma: id };
        }
        for (index, Line { lemma, .. }) in lines.iter().enumerate() {
            let lemma = lexicon.find(lemma);
            if lemma != WordId::UNKNOWN {
                lexicon.entries[index + 1].lemma = lemma;
            }
        }
        for slot in &mut lexicon.table {
            slot.lemma = lexicon.entries[slot.place as usize].lemma.0;
        }
        lexicon.that = lexicon.find("that");
        lexicon.auxiliaries = [lexicon.find("be"), lexicon.find("have"), lexicon.find("do")];
        lexicon
    }

    /// The word "that".
    #[must_use]
    pub fn that(&self) -> WordId {
        self.that
    }

    fn add_readings(&mut self, counted: &[(Tag, f32)]) -> (u32, u8) {
        let start = self.readings.len() as u32;
        self.readings.extend(ratios(&self.priors, counted));
        (start, counted.len() as u8)
    }

    /// Reads `NN:12,VB:3` into likelihood ratios.
    pub(crate) fn readings_of(&self, counts: &str) -> Vec<Reading> {
        ratios(&self.priors, &parse_counts(counts)).collect()
    }

    /// The place of a word, whatever its case.
    #[must_use]
    pub fn find(&self, word: &str) -> WordId {
        if word.contains('’') {
            return self.find_bytes(word.replace('’', "'").as_bytes()).0;
        }
        self.find_bytes(word.as_bytes()).0
    }

    /// The place of a word given as UTF-8 without curly apostrophes, and that of its lemma.
    pub(crate) fn find_bytes(&self, word: &[u8]) -> (WordId, WordId) {
        self.find_hashed(swar::hash(word, 0, word.len()).hash)
    }

    /// The same for a word that is part of a text.
    pub(crate) fn find_in(&self, text: &[u8], start: usize, end: usize) -> (WordId, WordId) {
        self.find_hashed(swar::hash(text, start, end).hash)
    }

    /// The same for a word's [`swar::hash`].
    #[inline]
    pub(crate) fn find_hashed(&self, hash: u64) -> (WordId, WordId) {
        let mut at = hash as usize & self.mask;
        loop {
            let slot = self.table[at];
            if slot.place == 0 || slot.print == print(hash) {
                return (WordId(slot.place), WordId(slot.lemma));
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Whether a lemma is be, have or do.
    #[must_use]
    pub fn is_auxiliary(&self, lemma: WordId) -> bool {
        lemma != WordId::UNKNOWN && self.auxiliaries.contains(&lemma)
    }

    /// The word at a place, in lower case; empty for unknown words.
    #[must_use]
    pub fn text(&self, word: WordId) -> &'static str {
        self.entries.get(word.0 as usize).map_or("", |entry| entry.text)
    }

    /// The lemma of a word: "say" for "said".  A word whose lemma the lexicon lacks is its own.
    #[must_use]
    pub fn lemma(&self, word: WordId) -> WordId {
        self.entries.get(word.0 as usize).map_or(WordId::UNKNOWN, |entry| entry.lemma)
    }

    /// How often a word was seen in the articles that the table was counted on; 0 for what the lexicon lacks.
    pub(crate) fn times(&self, word: &str) -> u32 {
        self.entries[self.find(word).0 as usize].times
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

/// A line of the table.
struct Line {
    word: &'static str,
    lemma: &'static str,
    /// How often it had which part of speech when written small, and when written with a capital.
    small: Vec<(Tag, f32)>,
    capital: Vec<(Tag, f32)>,
}

impl Line {
    /// How often it was seen.
    fn times(&self) -> u32 {
        let times = [&self.small, &self.capital].map(|counts| counts.iter().map(|(_, count)| count).sum::<f32>());
        (times[0] + times[1]) as u32
    }

    fn parse(line: &'static str) -> Option<Self> {
        let mut parts = line.split('\t');
        let (word, lemma) = (parts.next()?, parts.next()?);
        Some(Self { word, lemma, small: parse_counts(parts.next()?), capital: parse_counts(parts.next()?) })
    }
}

/// Likelihood ratios of counted parts of speech.
fn ratios(priors: &[f32], counted: &[(Tag, f32)]) -> impl Iterator<Item = Reading> {
    let total: f32 = counted.iter().map(|(_, count)| count).sum();
    counted.iter().map(move |&(tag, count)| (tag, (count / total / priors[tag as usize]).ln()))
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
fn priors(lines: &[Line]) -> Vec<f32> {
    let mut counts = vec![1.0_f32; super::tag::TAGS.len()];
    for line in lines {
        for (tag, count) in line.small.iter().chain(&line.capital) {
            counts[*tag as usize] += count;
        }
    }
    let total: f32 = counts.iter().sum();
    counts.iter().map(|count| count / total).collect()
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
