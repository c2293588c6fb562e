//! A small source of pseudo-random numbers whose sequence never changes, so that a seed means the same for ever.

/// SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA).
///
/// General crates reserve the right to change their algorithms; results that are published with a seed must not.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The generator that starts from `seed`; `stream` tells apart the runs of one seed.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut start = Self(seed);
        let mixed = start.next() ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(mixed)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which must not be 0; the bias is below bound / 2⁶⁴.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let product = u128::from(self.next()) * (bound as u128);
        usize::try_from(product >> 64).expect("less than a usize")
    }

    /// Puts the items in random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_that_of_the_published_generator() {
        let mut random = Random(1_234_567);
        // The reference sequence of SplitMix64 for this state.
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
        assert_eq!(random.next(), 9_817_491_932_198_370_423);
    }

    #[test]
    fn a_shuffle_loses_nothing_and_repeats_under_its_seed() {
        let shuffled = |seed, stream| {
            let mut items: Vec<usize> = (0..50).collect();
            Random::new(seed, stream).shuffle(&mut items);
            items
        };
        assert_eq!(shuffled(7, 0), shuffled(7, 0));
        assert_ne!(shuffled(7, 0), shuffled(7, 1));
        let mut sorted = shuffled(7, 0);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
