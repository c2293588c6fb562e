//! Learned weights of features, read from `data/weights.tsv` into a hash table.

use std::sync::OnceLock;

use super::feature::{self, Sink, Template, key};
use super::lexicon::Lexicon;

const WEIGHTS: &str = include_str!("data/weights.tsv");

/// Weights by feature; features that are not in it weigh nothing.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Open addressing: (fingerprint, weight); a weight of 0 is free.
    table: Vec<(u32, f32)>,
    shift: u32,
    /// One bit for each value of the first bits of a hash: most features have no weight, and this small table says so at once.
    filter: Vec<u64>,
    filter_shift: u32,
}

impl Weights {
    /// The weights that ship with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Weights> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let lexicon = Lexicon::shipped();
            let lines = WEIGHTS.lines().filter(|line| !line.starts_with('#'));
            let pairs = lines.filter_map(|line| {
                let (name, weight) = line.split_once('\t')?;
                Some((feature::parse(name, lexicon)?, weight.parse().ok()?))
            });
            Self::new(pairs)
        })
    }

    /// A table of the given features.
    pub fn new(pairs: impl Iterator<Item = (u64, f32)>) -> Self {
        let pairs: Vec<(u64, f32)> = pairs.filter(|(_, weight)| *weight != 0.0).collect();
        let bits = (pairs.len() * 3 / 2 + 8).next_power_of_two().trailing_zeros();
        let filter_bits = bits + 4;
        let filter = vec![0; 1 << (filter_bits - 6)];
        let mut weights =
            Self { table: vec![(0, 0.0); 1 << bits], shift: 64 - bits, filter, filter_shift: 64 - filter_bits };
        for (key, weight) in pairs {
            let mixed = mix(key);
            let bit = mixed >> weights.filter_shift;
            weights.filter[(bit >> 6) as usize] |= 1 << (bit & 63);
            let (mut slot, print) = weights.place(mixed);
            while weights.table[slot].1 != 0.0 {
                slot = (slot + 1) & (weights.table.len() - 1);
            }
            weights.table[slot] = (print, weight);
        }
        weights
    }

    fn place(&self, mixed: u64) -> (usize, u32) {
        ((mixed >> self.shift) as usize, mixed as u32)
    }

    /// The weight of a feature.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, key: u64) -> f32 {
        let mixed = mix(key);
        let bit = mixed >> self.filter_shift;
        if self.filter[(bit >> 6) as usize] & (1 << (bit & 63)) == 0 {
            return 0.0;
        }
        let (mut slot, print) = self.place(mixed);
        loop {
            let (known, weight) = self.table[slot];
            if weight == 0.0 || known == print {
                return weight;
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
    }

    /// The sum of the weights of the features that `describe` puts.
    pub fn score(&self, describe: impl FnOnce(&mut Adder<'_>)) -> f32 {
        let mut adder = Adder { weights: self, sum: 0.0 };
        describe(&mut adder);
        adder.sum
    }
}

fn mix(key: u64) -> u64 {
    (key ^ (key >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Adds up weights.
#[derive(Debug)]
pub struct Adder<'w> {
    weights: &'w Weights,
    sum: f32,
}

impl Sink for Adder<'_> {
    #[inline(always)]
    fn put(&mut self, template: Template, fields: [u16; 3]) {
        self.sum += self.weights.get(key(template, fields));
    }
}

/// Collects features, for learning and for explaining.
impl Sink for Vec<u64> {
    fn put(&mut self, template: Template, fields: [u16; 3]) {
        self.push(key(template, fields));
    }
}
