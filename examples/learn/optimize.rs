//! Logistic regression and choice models by FTRL-proximal descent, which leaves most weights at zero.

use std::collections::HashMap;

#[derive(Clone, Copy, Default)]
struct Coordinate {
    z: f32,
    n: f32,
}

/// Learns weights of features.
pub(crate) struct Learner {
    index: HashMap<u64, u32>,
    keys: Vec<u64>,
    state: Vec<Coordinate>,
    rate: f32,
    l1: f32,
    l2: f32,
}

impl Learner {
    /// A learner with a rate and the two penalties.
    pub(crate) fn new(rate: f32, l1: f32, l2: f32) -> Self {
        Self { index: HashMap::new(), keys: Vec::new(), state: Vec::new(), rate, l1, l2 }
    }

    /// Numbers features.
    pub(crate) fn intern(&mut self, features: &[u64]) -> Vec<u32> {
        features
            .iter()
            .map(|&key| {
                *self.index.entry(key).or_insert_with(|| {
                    self.keys.push(key);
                    self.state.push(Coordinate::default());
                    (self.keys.len() - 1) as u32
                })
            })
            .collect()
    }

    fn weight(&self, feature: u32) -> f32 {
        let Coordinate { z, n } = self.state[feature as usize];
        if z.abs() <= self.l1 { 0.0 } else { -(z - z.signum() * self.l1) / ((1.0 + n.sqrt()) / self.rate + self.l2) }
    }

    fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|&feature| self.weight(feature)).sum()
    }

    fn step(&mut self, features: &[u32], gradient: f32) {
        if gradient.abs() < 1e-4 {
            return;
        }
        for &feature in features {
            let weight = self.weight(feature);
            let state = &mut self.state[feature as usize];
            let n = state.n + gradient * gradient;
            let sigma = (n.sqrt() - state.n.sqrt()) / self.rate;
            state.z += gradient - sigma * weight;
            state.n = n;
        }
    }

    /// One step on a question answered yes or no.
    pub(crate) fn learn_yes_no(&mut self, features: &[u32], right: bool) {
        self.learn_valued(features, 1.0, right, 1.0);
    }

    /// The same where each feature has a value, the same for all, and the question counts so much.
    pub(crate) fn learn_valued(&mut self, features: &[u32], value: f32, right: bool, counts: f32) {
        let share = 1.0 / (1.0 + (-value * self.score(features)).exp());
        self.step(features, (share - f32::from(u8::from(right))) * value * counts);
    }

    /// One step on a choice among options, each of some worth between 0 and 1: raises ln of the expected worth.
    pub(crate) fn learn_choice(&mut self, options: &[Vec<u32>], worth: &[f32]) {
        let scores: Vec<f32> = options.iter().map(|features| self.score(features)).collect();
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let total: f32 = shares.iter().sum();
        let expected: f32 = shares.iter().zip(worth).map(|(share, worth)| share * worth).sum::<f32>() / total;
        if expected <= 0.0 {
            return;
        }
        for ((features, share), worth) in options.iter().zip(&shares).zip(worth) {
            let share = share / total;
            self.step(features, share - share * worth / expected);
        }
    }

    /// The weights that are not zero.
    pub(crate) fn weights(&self) -> Vec<(u64, f32)> {
        (0..self.keys.len())
            .map(|index| (self.keys[index], self.weight(index as u32)))
            .filter(|(_, weight)| *weight != 0.0)
            .collect()
    }
}
