//! Learned weights of features, read from `data/weights.tsv` into a hash table without collisions.

use std::hint::select_unpredictable;
use std::sync::OnceLock;

use super::feature::{self, Sink, Template, key};
use super::lexicon::Lexicon;

const WEIGHTS: &str = include_str!("data/weights.tsv");

/// Weights by feature; features that are not in it weigh nothing.
///
/// Most features of a text have no weight, and which have one cannot be foretold, so that a look-up must not branch:
/// each feature has one slot of its own.  Its hash chooses a group of features; the group has a seed, found when the
/// table was made, with which none of its features meets another in a slot.
#[derive(Clone, Debug)]
pub struct Weights {
    /// As many as a power of two, as are the seeds.
    slots: Vec<Slot>,
    seeds: Vec<u16>,
}

/// A slot: the lower half of a feature's hash stands for the feature.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    print: u32,
    /// The weight's bits; 0 if the slot is free.
    weight: u32,
}

impl Weights {
    /// The weights that ship with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Weights> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let lexicon = Lexicon::shipped();
            let names = feature::Names::new();
            let lines = WEIGHTS.lines().filter(|line| !line.starts_with('#'));
            let pairs = lines.filter_map(|line| {
                let (name, weight) = line.split_once('\t')?;
                Some((names.parse(name, lexicon)?, weight.parse().ok()?))
            });
            Self::new(pairs)
        })
    }

    /// A table of the given features, each given once.
    pub fn new(pairs: impl Iterator<Item = (u64, f32)>) -> Self {
        let pairs: Vec<(u64, f32)> =
            pairs.filter(|(_, weight)| *weight != 0.0).map(|(key, weight)| (mix(key), weight)).collect();
        let mut bits = (pairs.len() + 8).next_power_of_two().trailing_zeros();
        // Three quarters full at most, or seeds are hard to find.
        if pairs.len() * 4 > 3 << bits {
            bits += 1;
        }
        loop {
            if let Some(weights) = Self::with_bits(&pairs, bits) {
                return weights;
            }
            bits += 1;
        }
    }

    /// A table of two to the power of `bits` slots, if the features fit.
    fn with_bits(pairs: &[(u64, f32)], bits: u32) -> Option<Self> {
        let mut weights = Self { slots: vec![Slot::default(); 1 << bits], seeds: vec![0; 1 << (bits - 2)] };
        let mut groups: Vec<Vec<(u64, f32)>> = vec![Vec::new(); weights.seeds.len()];
        for &(mixed, weight) in pairs {
            groups[weights.group(mixed)].push((mixed, weight));
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        // The largest first, while there is room.
        order.sort_by_key(|&group| std::cmp::Reverse(groups[group].len()));
        for group in order {
            let seed = (0..=u16::MAX).find(|&seed| weights.has_room(&groups[group], seed))?;
            weights.seeds[group] = seed;
            for &(mixed, weight) in &groups[group] {
                let slot = weights.slot(mixed, seed);
                weights.slots[slot] = Slot { print: mixed as u32, weight: weight.to_bits() };
            }
        }
        Some(weights)
    }

    /// Whether features find free slots with a seed, each its own.
    fn has_room(&self, features: &[(u64, f32)], seed: u16) -> bool {
        features.iter().enumerate().all(|(index, &(mixed, _))| {
            let slot = self.slot(mixed, seed);
            self.slots[slot].weight == 0 && features[..index].iter().all(|&(other, _)| self.slot(other, seed) != slot)
        })
    }

    /// The group that a feature belongs to: high bits of its hash, which are the best mixed.
    #[inline(always)]
    fn group(&self, mixed: u64) -> usize {
        (mixed >> 40) as usize & (self.seeds.len() - 1)
    }

    #[inline(always)]
    fn slot(&self, mixed: u64, seed: u16) -> usize {
        ((mixed ^ u64::from(seed)).wrapping_mul(SPREAD) >> 40) as usize & (self.slots.len() - 1)
    }

    /// The weight of a feature.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, key: u64) -> f32 {
        let mixed = mix(key);
        let seed = self.seeds[self.group(mixed)];
        let slot = self.slots[self.slot(mixed, seed)];
        f32::from_bits(select_unpredictable(slot.print == mixed as u32, slot.weight, 0))
    }

    /// The sum of the weights of the features that `describe` puts.
    #[inline]
    pub fn score(&self, describe: impl FnOnce(&mut Adder<'_>)) -> f32 {
        let mut adder = Adder { weights: self, sum: 0.0 };
        describe(&mut adder);
        adder.sum
    }
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline(always)]
fn mix(key: u64) -> u64 {
    // The lower half, which stands for the feature, has of all its bits only if the upper half is mixed in.
    let product = key.wrapping_mul(SPREAD);
    product ^ (product >> 32)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_found_and_nothing_else() {
        let features = |from: u64, to: u64| (from..to).map(|number| number.wrapping_mul(0x0001_0003_0007_000b));
        let weights = Weights::new(features(1, 20_000).zip(1_u16..).map(|(key, weight)| (key, f32::from(weight))));
        for (key, weight) in features(1, 20_000).zip(1_u16..) {
            assert_eq!(weights.get(key), f32::from(weight));
        }
        assert!(features(20_000, 40_000).all(|key| weights.get(key) == 0.0));
        assert_eq!(Weights::new(std::iter::empty()).get(7), 0.0);
    }
}
