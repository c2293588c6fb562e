//! Networks of congruence and conflict for tests.

use super::{Contrast, Pair};
use crate::network::measures::random::Random;

pub(super) fn pair(a: usize, b: usize, congruence: f64, conflict: f64) -> Pair {
    Pair { a, b, congruence, conflict }
}

/// Actors of even and of odd number: all agree with their like and disagree with all others.
pub(super) fn camps(nodes: usize) -> Contrast {
    let pairs = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b)));
    Contrast::new(nodes, pairs.map(|(a, b)| if a % 2 == b % 2 { pair(a, b, 1.0, 0.0) } else { pair(a, b, 0.0, 1.0) }))
}

/// Congruence and conflict at random, in halves.
pub(super) fn random_contrast(nodes: usize, seed: u64) -> Contrast {
    let mut random = Random::new(seed, 99);
    let mut pairs = Vec::new();
    for a in 0..nodes {
        for b in a + 1..nodes {
            let weight = |random: &mut Random| random.below(7).saturating_sub(3) as f64 / 2.0;
            let (congruence, conflict) = (weight(&mut random), weight(&mut random));
            pairs.push(pair(a, b, congruence, conflict));
        }
    }
    Contrast::new(nodes, pairs)
}
