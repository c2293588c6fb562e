//! Gives each token its part of speech: a hidden Markov model over pairs of tags, decoded with Viterbi.
//!
//! Most words have one or two possible tags, so the search is narrow.  Tables: `data/words.tsv`,
//! `data/suffixes.tsv` (for words the lexicon lacks), `data/tag-pairs.tsv`; all made by `tools/learn_words.py`.

use std::hint::select_unpredictable;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, Reading, WordId};
use super::tag::{TAGS, Tag};
use super::token::{Kind, Token, shape};

const PAIRS: &str = include_str!("data/tag-pairs.tsv");
const SUFFIXES: &str = include_str!("data/suffixes.tsv");

/// Auxiliaries are states of their own: what follows "has" differs from what follows "goes".
const STATES: usize = TAGS.len() + 3;
const AUXILIARIES: [(&str, &[&str]); 3] = [
    ("be", &["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am", "'m"]),
    ("have", &["has", "have", "had", "having", "'ve"]),
    ("do", &["do", "does", "did"]),
];
/// The most readings a token is tried with.
const WIDTH: usize = 4;

/// The tables of the tagger.
pub(crate) struct Tagger {
    /// ln P(next | state), by state and tag.
    follows: Box<Follows>,
    /// The readings of known words, one after the other.
    known: Vec<Reading>,
    /// For each word where in `known` its readings are: written small or at the beginning of a sentence, and written
    /// with a capital inside one.  None if the word was not seen.
    places: Vec<[(u32, u32); 2]>,
    suffixes: FxHashMap<&'static [u8], Vec<Reading>>,
    /// The auxiliary state of a word, or 0.
    auxiliary: Vec<u8>,
    unknown: Vec<Reading>,
    unknown_name: Vec<Reading>,
    unknown_first: Vec<Reading>,
}

/// Rows and columns up to powers of two, so that no index is out of bounds.
type Follows = [[f32; 32]; 64];

impl Tagger {
    /// The tagger that ships with the program.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Tagger> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::new(Lexicon::shipped()))
    }

    fn new(lexicon: &Lexicon) -> Self {
        let mut auxiliary = vec![0; lexicon.len()];
        for (index, (_, forms)) in AUXILIARIES.iter().enumerate() {
            for form in *forms {
                auxiliary[lexicon.find(form).0 as usize] = (TAGS.len() + index) as u8;
            }
        }
        auxiliary[0] = 0;
        let mut tagger = Self {
            follows: parse_pairs(),
            known: Vec::new(),
            places: vec![[(0, 0); 2]; lexicon.len()],
            suffixes: parse_suffixes(lexicon),
            auxiliary,
            unknown: lexicon.readings_of("NN:50,JJ:30,NNS:10,RB:5"),
            unknown_name: vec![(Tag::Name, 0.0)],
            unknown_first: lexicon.readings_of("NNP:80,NNS:10,NN:10"),
        };
        for word in (1..lexicon.len()).map(|word| WordId(word as u16)) {
            let (small, capital) = (lexicon.readings(word, false), lexicon.readings(word, true));
            let outside = if small.is_empty() { capital } else { small };
            let inside = if capital.is_empty() { tagger.unknown_name.as_slice() } else { capital };
            for (case, readings) in [outside, inside].into_iter().enumerate() {
                let start = tagger.known.len() as u32;
                tagger.known.extend(readings.iter().take(WIDTH));
                tagger.places[word.0 as usize][case] = (start, tagger.known.len() as u32);
            }
        }
        tagger
    }

    /// Sets the tags of a block's tokens.
    pub(crate) fn tag(&self, text: &str, tokens: &mut [Token]) {
        let mut lattice = Lattice::new();
        let mut first = true;
        for at in 0..tokens.len() {
            let token = &tokens[at];
            let fixed = [(token.tag, 0.0)];
            let readings = if token.kind == Kind::Word { self.readings(text, token, first) } else { &fixed };
            let auxiliary = self.auxiliary[token.word.0 as usize];
            first = matches!(token.kind, Kind::Stop | Kind::Colon)
                || token.tag == Tag::Quote
                || (first && !token.is_word());
            if readings.len() == 1 && lattice.width == 1 {
                tokens[at].tag = readings[0].0;
                lattice.states[0] = state(readings[0].0, auxiliary);
                continue;
            }
            lattice.step(readings, auxiliary, &self.follows);
            if lattice.width == 1 || lattice.length == SPAN {
                lattice.settle(&mut tokens[..=at]);
            }
        }
        lattice.settle(tokens);
    }

    #[inline]
    fn readings(&self, text: &str, token: &Token, first: bool) -> &[Reading] {
        let (start, end) = self.places[token.word.0 as usize][usize::from(token.is_capital() && !first)];
        let known = &self.known[start as usize..end as usize];
        if known.is_empty() { self.unknown(text, token, first) } else { known }
    }

    fn unknown(&self, text: &str, token: &Token, first: bool) -> &[Reading] {
        let capital = token.is_capital();
        if token.shape & shape::ALL_CAPITALS != 0 || capital && !first {
            return &self.unknown_name;
        }
        let word = text.as_bytes();
        let word = &word[token.range()];
        if word[0].is_ascii_digit() {
            return &self.unknown;
        }
        for length in [3, 2] {
            let ending = word
                .len()
                .checked_sub(length)
                .filter(|&rest| rest > 1)
                .and_then(|rest| self.suffixes.get(&word[rest..]));
            if let Some(found) = ending {
                return if capital { &self.unknown_first } else { found };
            }
        }
        if capital { &self.unknown_first } else { &self.unknown }
    }
}

/// The search through the possible tags of a run of tokens, up to the first that has only one.
struct Lattice {
    /// For each token of the run and each of its readings: the tag, and which reading before it was best.
    columns: [[u16; WIDTH]; SPAN],
    length: usize,
    /// The score of each reading of the last token; those beyond `width` can never be best.
    scores: [f32; WIDTH],
    /// What the next tag depends on: the tag, or the auxiliary.
    states: [u8; WIDTH],
    width: usize,
}

/// Longer runs of doubtful tokens are settled piece by piece.
const SPAN: usize = 32;

fn state(tag: Tag, auxiliary: u8) -> u8 {
    if auxiliary != 0 && tag.is_verb() { auxiliary } else { tag as u8 }
}

impl Lattice {
    fn new() -> Self {
        let mut scores = [f32::NEG_INFINITY; WIDTH];
        scores[0] = 0.0;
        Self { columns: [[0; WIDTH]; SPAN], length: 0, scores, states: [Tag::Stop as u8; WIDTH], width: 1 }
    }

    fn step(&mut self, readings: &[Reading], auxiliary: u8, follows: &Follows) {
        let mut scores = [f32::NEG_INFINITY; WIDTH];
        let mut states = self.states;
        let column = &mut self.columns[self.length];
        for (slot, &(tag, emission)) in readings.iter().take(WIDTH).enumerate() {
            let mut best = f32::NEG_INFINITY;
            let mut back = 0;
            for index in 0..WIDTH {
                let score = self.scores[index] + follows[self.states[index] as usize & 63][tag as usize & 31];
                back = select_unpredictable(score > best, index as u16, back);
                best = if score > best { score } else { best };
            }
            scores[slot] = best + emission;
            states[slot] = state(tag, auxiliary);
            column[slot] = (tag as u16) << 8 | back;
        }
        self.scores = scores;
        self.states = states;
        self.width = readings.len().clamp(1, WIDTH);
        self.length += 1;
    }

    /// Gives the last tokens, those of the run, their best tags, and begins a new run.
    fn settle(&mut self, tokens: &mut [Token]) {
        let mut best = 0;
        for index in 1..self.width {
            if self.scores[index] > self.scores[best] {
                best = index;
            }
        }
        self.states[0] = self.states[best];
        self.scores = [f32::NEG_INFINITY; WIDTH];
        self.scores[0] = 0.0;
        for (token, column) in tokens.iter_mut().rev().zip(self.columns[..self.length].iter().rev()) {
            let packed = column[best];
            token.tag = TAGS[(packed >> 8) as usize].0;
            best = (packed & 0xff) as usize;
        }
        self.width = 1;
        self.length = 0;
    }
}

fn state_of(name: &str) -> Option<usize> {
    let auxiliary = AUXILIARIES.iter().position(|(known, _)| *known == name).map(|index| TAGS.len() + index);
    auxiliary.or_else(|| Tag::from_name(name).map(|tag| tag as usize))
}

fn parse_pairs() -> Box<Follows> {
    let mut counts = vec![[0.1_f32; TAGS.len()]; STATES];
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (Some(first), Some(second), Some(times)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        if let (Some(first), Some(second), Ok(times)) = (state_of(first), Tag::from_name(second), times.parse::<f32>())
        {
            counts[first][second as usize] += times;
        }
    }
    let mut follows = Box::new([[0.0; 32]; 64]);
    for (row, counts) in follows.iter_mut().zip(&counts) {
        let total: f32 = counts.iter().sum();
        for (share, count) in row.iter_mut().zip(counts) {
            *share = (count / total).ln();
        }
    }
    follows
}

fn parse_suffixes(lexicon: &Lexicon) -> FxHashMap<&'static [u8], Vec<Reading>> {
    let lines = SUFFIXES.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(ending, counts)| (ending.as_bytes(), lexicon.readings_of(counts)))
        .collect()
}
