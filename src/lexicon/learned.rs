//! What a codebook's examples taught: whether words take a stand, on which proposition, and on which side.
//!
//! A table of weights of linear models (one multinomial and binary logistic regressions) that
//! `examples/learn_stances.rs` makes from example sentences. One line a feature, readable:
//! `feature TAB name=weight name=weight ...`, where a name is `stand` (how much the feature speaks for there being a
//! stand at all), a proposition (for its being the subject), `±` (for one camp of the debate, whatever the proposition),
//! `±proposition` (for that camp where it is about this one) or `@proposition` (for an actor's holding something on it,
//! in all that a document tells of the actor). Who is for most propositions is in the camp that `±` counts for; the line
//! `turned` names, with the weight -1, those that this camp is against.

use std::{num::NonZeroU32, ops::Range, sync::OnceLock};

use rustc_hash::FxHashMap;

use crate::{attribution::swar, diagnostic::Diagnostic, model::Slug};

/// The name of the weights for a stand's being taken at all.
const STAND: &str = "stand";
/// The line of the propositions that the camp of `±` is against.
const TURNED: &str = "turned";
/// What marks a weight for a side.
const SIDE: char = '±';
/// What marks a weight for holding something, in all that is told of an actor.
const HELD: char = '@';
/// The length that the features of all that is told of an actor are brought to: who says much does not hold more for it.
const HELD_LENGTH: f32 = 5.0;

/// How many bits tell known features from others: a table has some ten thousand.
const KNOWN: usize = 1 << 18;

/// A feature's bit among them.
fn bit(feature: u64) -> usize {
    (feature ^ feature >> 32) as usize % KNOWN
}

/// Weights of features.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learned {
    propositions: Vec<Slug>,
    /// For each proposition, -1 if the camp of `±` is against it, else 1.
    turned: Vec<f32>,
    rows: Vec<Row>,
    /// How much features speak for classes, those of each feature in a row.
    subjects: Vec<(u8, f32)>,
    /// The same for the camp where it is about one.
    sides: Vec<(u8, f32)>,
    /// The same for something's being held on a class.
    held: Vec<(u8, f32)>,
    /// The features, in a hash table with open addressing: it is asked of most words of a text, so that it is small.
    table: Vec<Entry>,
    /// One bit for each value of some bits of a known feature: most features are not known, which this says at once.
    known: Vec<u64>,
    /// The names of the features, one after the other, and where each ends.
    names: String,
    ends: Vec<u32>,
}

/// A feature that a table has weights for: its place there. Features are looked up once and weighed several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownFeature(NonZeroU32);

impl KnownFeature {
    /// The one at a place.
    fn at(place: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(place as u32))
    }

    const fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A place of the table of features. The upper half of a feature's number stands for the feature.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Entry {
    upper: u32,
    feature: Option<KnownFeature>,
}

/// The weights of one feature.
#[derive(Debug, Clone, Default, PartialEq)]
struct Row {
    /// For a stand's being taken.
    stand: f32,
    /// For each class that it speaks for or against: places in `subjects`.
    subject: Range<u32>,
    /// For the camp, whatever it is about.
    side: f32,
    /// For the camp where it is about one proposition: places in `sides`.
    side_of: Range<u32>,
    /// For something's being held on each class: places in `held`.
    held: Range<u32>,
}

/// What a weight of a name says.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Stand,
    Side,
    SideOf(u8),
    Subject(u8),
    Held(u8),
    /// It is of nothing that can have a name.
    Nothing,
}

/// Weights in the order of the rows that they are of, of which there may be several lines; notes for each row which are
/// its own.
fn by_row(
    mut weights: Vec<(usize, (u8, f32))>,
    rows: &mut [Row],
    own: impl Fn(&mut Row) -> &mut Range<u32>,
) -> Vec<(u8, f32)> {
    weights.sort_by_key(|(row, _)| *row);
    let mut first = 0;
    for of_row in weights.chunk_by(|(a, _), (b, _)| a == b) {
        *own(&mut rows[of_row[0].0]) = first..first + of_row.len() as u32;
        first += of_row.len() as u32;
    }
    weights.into_iter().map(|(_, weight)| weight).collect()
}

/// A number of few digits, as tables have them: exact, as both the digits and the power of ten are.
fn decimal(text: &str) -> Option<f32> {
    const TENS: [f32; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let dot = digits.iter().position(|byte| *byte == b'.')?;
    let behind = digits.len() - dot - 1;
    if dot == 0 || behind == 0 || digits.len() > TENS.len() {
        return None;
    }
    let mut number = 0_u32;
    for digit in digits[..dot].iter().chain(&digits[dot + 1..]) {
        number = number * 10 + u32::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    let number = number as f32 / TENS[behind];
    Some(if digits.len() < text.len() { -number } else { number })
}

/// A table that may be read when it is first asked: most commands never do.
#[derive(Debug)]
pub struct Taught {
    built_in: &'static str,
    read: OnceLock<Learned>,
}

impl Taught {
    /// A table that is part of the program.
    #[must_use]
    pub const fn built_in(text: &'static str) -> Self {
        Self { built_in: text, read: OnceLock::new() }
    }

    /// The weights.
    ///
    /// # Panics
    /// Never for a table of the program: a test reads them.
    #[must_use]
    pub fn learned(&self) -> &Learned {
        self.read.get_or_init(|| Learned::parse(self.built_in).expect("a test reads every built-in table"))
    }
}

impl From<Learned> for Taught {
    fn from(learned: Learned) -> Self {
        Self { built_in: "", read: OnceLock::from(learned) }
    }
}

impl Learned {
    /// Reads a table.
    ///
    /// # Errors
    /// The first line that is none, with its place in bytes.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let mut learned = Self::default();
        // The features, with the places of their weights among all; those are of few names, which get numbers.
        let mut lines: Vec<(&str, Range<usize>)> = Vec::with_capacity(text.len() / 100);
        let mut weights: Vec<(usize, f32)> = Vec::with_capacity(text.len() / 20);
        let (mut names, mut numbers): (Vec<&str>, FxHashMap<&str, usize>) = (Vec::new(), FxHashMap::default());
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bytes = start..start + line.trim_end().len();
            start += line.len();
            if bytes.is_empty() || line.starts_with('#') {
                continue;
            }
            let row = text[bytes.clone()].split_once('\t').and_then(|(feature, pairs)| {
                let first = weights.len();
                let mut rest = Some(pairs);
                while let Some(pairs) = rest {
                    let end = pairs.bytes().position(|byte| byte == b' ');
                    let pair = &pairs[..end.unwrap_or(pairs.len())];
                    rest = end.map(|end| &pairs[end + 1..]);
                    let equals = pair.bytes().rposition(|byte| byte == b'=')?;
                    let (name, weight) = (&pair[..equals], &pair[equals + 1..]);
                    let number = *numbers.entry(name).or_insert_with(|| {
                        names.push(name);
                        names.len() - 1
                    });
                    weights.push((number, decimal(weight).or_else(|| weight.parse().ok())?));
                }
                Some((feature, first..weights.len()))
            });
            let Some(row) = row else {
                let mut finding = Diagnostic::error("learned-table", "this is no line of a table of weights")
                    .help("write `feature TAB proposition=weight ±=weight`, or make the table anew from the examples");
                finding.place = Some(crate::diagnostic::Place { path: std::path::PathBuf::new(), bytes: Some(bytes) });
                return Err(Box::new(finding));
            };
            lines.push(row);
        }
        let of_propositions =
            names.iter().map(|name| name.trim_start_matches([SIDE, HELD])).filter(|name| *name != STAND);
        let mut propositions: Vec<Slug> = of_propositions.filter_map(|name| name.parse().ok()).collect();
        propositions.sort_unstable();
        propositions.dedup();
        let classes: FxHashMap<&str, u8> = propositions.iter().map(Slug::as_str).zip(0..=u8::MAX).collect();
        let class = |name: &str| classes.get(name).copied();
        let meanings: Vec<Meaning> = names
            .iter()
            .map(|name| match (name.strip_prefix(SIDE), name.strip_prefix(HELD)) {
                (None, None) if *name == STAND => Meaning::Stand,
                (Some(""), _) => Meaning::Side,
                (Some(name), _) => class(name).map_or(Meaning::Nothing, Meaning::SideOf),
                (None, Some(name)) => class(name).map_or(Meaning::Nothing, Meaning::Held),
                (None, None) => class(name).map_or(Meaning::Nothing, Meaning::Subject),
            })
            .collect();
        learned.turned = vec![1.0; propositions.len()];
        // What features speak for, with the places of their rows.
        let [mut subjects, mut sides, mut held] = [const { Vec::new() }; 3];
        let mut places: FxHashMap<u64, KnownFeature> = FxHashMap::default();
        places.reserve(lines.len());
        for (feature, own) in lines {
            let weights = &weights[own];
            if feature == TURNED {
                for (place, proposition) in propositions.iter().enumerate() {
                    let own = weights.iter().find(|(name, _)| names[*name] == proposition.as_str());
                    learned.turned[place] = own.map_or(1.0, |&(_, weight)| weight);
                }
                continue;
            }
            let place = *places.entry(key(feature)).or_insert_with(|| {
                learned.rows.push(Row::default());
                learned.names.push_str(feature);
                learned.ends.push(learned.names.len() as u32);
                KnownFeature::at(learned.rows.len() - 1)
            });
            let row = &mut learned.rows[place.place()];
            for &(name, weight) in weights {
                match meanings[name] {
                    Meaning::Stand => row.stand += weight,
                    Meaning::Side => row.side += weight,
                    Meaning::SideOf(class) => sides.push((place.place(), (class, weight))),
                    Meaning::Subject(class) => subjects.push((place.place(), (class, weight))),
                    Meaning::Held(class) => held.push((place.place(), (class, weight))),
                    Meaning::Nothing => {}
                }
            }
        }
        learned.subjects = by_row(subjects, &mut learned.rows, |row| &mut row.subject);
        learned.sides = by_row(sides, &mut learned.rows, |row| &mut row.side_of);
        learned.held = by_row(held, &mut learned.rows, |row| &mut row.held);
        learned.propositions = propositions;
        learned.known = vec![0; KNOWN / 64];
        learned.table = vec![Entry::default(); (places.len() * 3 / 2 + 1).next_power_of_two()];
        for (number, feature) in places {
            learned.known[bit(number) / 64] |= 1 << (bit(number) % 64);
            let place = learned.place(number);
            learned.table[place] = Entry { upper: (number >> 32) as u32, feature: Some(feature) };
        }
        Ok(learned)
    }

    /// A feature by its number, see [`key`], if there are weights for it.
    #[must_use]
    pub fn find(&self, feature: u64) -> Option<KnownFeature> {
        let word = self.known.get(bit(feature) / 64)?;
        if word >> (bit(feature) % 64) & 1 == 0 { None } else { self.table[self.place(feature)].feature }
    }

    /// Where in the table a feature stands, or would.
    fn place(&self, feature: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = feature as usize & mask;
        while self.table[at].feature.is_some() && self.table[at].upper != (feature >> 32) as u32 {
            at = (at + 1) & mask;
        }
        at
    }

    /// The name of a feature.
    #[must_use]
    pub fn name(&self, feature: KnownFeature) -> &str {
        let at = feature.place();
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.names[start..self.ends[at] as usize]
    }

    fn row(&self, feature: KnownFeature) -> &Row {
        &self.rows[feature.place()]
    }

    /// The propositions it knows.
    #[must_use]
    pub fn propositions(&self) -> &[Slug] {
        &self.propositions
    }

    /// How probable it is that words with these features take a stand on anything.
    #[must_use]
    pub fn stand(&self, features: &[KnownFeature]) -> f32 {
        let rows = features.iter().map(|feature| self.row(*feature));
        1.0 / (1.0 + (-rows.map(|row| row.stand).sum::<f32>()).exp())
    }

    /// How probable it is that words with these features, if they take a stand, do so on each proposition.
    pub fn subjects(&self, features: &[KnownFeature], scores: &mut Vec<f32>) {
        self.add_up(features, &self.subjects, |row| &row.subject, scores);
        softmax(scores);
    }

    /// The logarithm of the odds that an actor of whom a document tells words with these features, each once, holds
    /// something on each proposition.
    pub fn held(&self, features: &[KnownFeature], scores: &mut Vec<f32>) {
        self.add_up(features, &self.held, |row| &row.held, scores);
        let length = held_length(features.len());
        scores.iter_mut().for_each(|score| *score *= length);
    }

    /// For each proposition what features have for it among some weights, of which each row has its own.
    fn add_up(
        &self,
        features: &[KnownFeature],
        weights: &[(u8, f32)],
        own: impl Fn(&Row) -> &Range<u32>,
        scores: &mut Vec<f32>,
    ) {
        scores.clear();
        scores.resize(self.propositions.len(), 0.0);
        for own in features.iter().map(|feature| own(self.row(*feature))) {
            for &(class, weight) in &weights[own.start as usize..own.end as usize] {
                scores[usize::from(class)] += weight;
            }
        }
    }

    /// The logarithm of the odds that words with these features, if they are about a proposition, support it.
    #[must_use]
    pub fn side(&self, features: &[KnownFeature], proposition: usize) -> f32 {
        // No weight is 0, and not -0, which an explanation would print.
        features.iter().map(|feature| self.weight(*feature, proposition)).sum::<f32>() + 0.0
    }

    /// 1 if who is for a proposition is in the camp of `±`, -1 if who is against it.
    #[must_use]
    pub fn turn(&self, proposition: usize) -> f32 {
        self.turned.get(proposition).copied().unwrap_or(1.0)
    }

    /// What one feature adds to [`Self::side`].
    #[must_use]
    pub fn weight(&self, feature: KnownFeature, proposition: usize) -> f32 {
        let row = self.row(feature);
        let own = &self.sides[row.side_of.start as usize..row.side_of.end as usize];
        let own = own.iter().filter(|(class, _)| usize::from(*class) == proposition);
        self.turn(proposition) * (row.side + own.map(|(_, weight)| weight).sum::<f32>())
    }
}

/// What each of so many features counts in all that is told of an actor.
#[must_use]
pub fn held_length(features: usize) -> f32 {
    HELD_LENGTH / (features.max(1) as f32).sqrt()
}

/// Turns scores into shares that add up to one.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for score in &mut *scores {
        *score = (*score - top).exp();
    }
    let total: f32 = scores.iter().sum();
    for score in scores {
        *score /= total;
    }
}

/// The number of a stem.
#[must_use]
pub fn stem_key(stem: &str) -> u64 {
    swar::hash(stem.as_bytes(), 0, stem.len()).hash
}

/// The number of a feature of one stem: that a word has it (`u`), that one behind a negation has it (`n`), that it is
/// the kind of actor that speaks (`k`).
#[must_use]
pub const fn feature_key(kind: u8, stem: u64) -> u64 {
    mixed(stem ^ (kind as u64) << 56)
}

/// The number of the feature of two words in a row, by their stems (`b`).
#[must_use]
pub const fn pair_key(before: u64, stem: u64) -> u64 {
    mixed(before.rotate_left(29) ^ stem)
}

const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    number ^ number >> 29
}

/// The number of a feature with a name as tables write it: `u:stem`, `n:stem`, `b:stem_stem`, `k:kind`, `*`.
#[must_use]
pub fn key(name: &str) -> u64 {
    match name.split_once(':') {
        Some(("b", pair)) => {
            let (before, stem) = pair.split_once('_').unwrap_or((pair, ""));
            pair_key(stem_key(before), stem_key(stem))
        }
        Some((kind, stem)) => feature_key(kind.bytes().next().unwrap_or(0), stem_key(stem)),
        None => feature_key(0, stem_key(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_speak_for_a_subject_and_a_side() {
        let table = "# comment\nu:door\tprovider-access=2 stand=1 strong-encryption=-1\n\
                     u:danger\t±=-1.5 ±provider-access=-0.5 @provider-access=0.5\nturned\tstrong-encryption=-1\n";
        let learned = Learned::parse(table).expect("a table");
        assert_eq!(learned.find(key("u:unknown")), None);
        let features = ["u:door", "u:danger"].map(|name| learned.find(key(name)).expect("a known feature"));
        let mut subjects = Vec::new();
        learned.subjects(&features, &mut subjects);
        assert!(subjects[0] > 0.9 && (subjects.iter().sum::<f32>() - 1.0).abs() < 1e-6, "{subjects:?}");
        assert!((learned.stand(&features) - 0.731).abs() < 1e-3);
        let mut held = Vec::new();
        learned.held(&features, &mut held);
        assert!((held[0] - 5.0 / 2.0_f32.sqrt() * 0.5).abs() < 1e-6 && held[1] == 0.0, "{held:?}");
        assert_eq!(learned.side(&features, 0), -2.0);
        assert_eq!(learned.side(&features, 1), 1.5);
    }

    #[test]
    fn few_digits_are_read_as_all_numbers_are() {
        for text in ["0.1", "-0.62", "12.345", "3.14159", "-1.0", "0.07", "99999.9"] {
            assert_eq!(decimal(text), text.parse().ok());
        }
        for text in ["1", ".5", "5.", "1e5", "-", "", "1.2.3", "123456.78", "+1.5"] {
            assert_eq!(decimal(text), None);
        }
    }

    #[test]
    fn a_line_that_is_none_is_pointed_at() {
        let finding = Learned::parse("u:door\tprovider-access=2\nu:danger\tnothing\n").expect_err("no weight");
        assert_eq!(finding.place.and_then(|place| place.bytes), Some(25..41));
    }
}
