//! Whether confidence means something: how often what was found with it is right.

use serde::Serialize;

use super::scores::share;

/// How many equal parts the range from 0 to 1 is cut into.
const BINS: usize = 10;

/// What was found with a confidence in one part of the range, and how much of it is right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ConfidenceBin {
    /// The least confidence.
    pub from: f64,
    /// The confidence below which it ends; the last part has 1 in it.
    pub to: f64,
    /// How many were found.
    pub found: usize,
    /// How many of them are right.
    pub hits: usize,
    /// Their mean confidence, 0 to 1.
    pub mean: f64,
    /// The share that is right, 0 to 1.
    pub right: f64,
}

/// Confidence against what is right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// The parts of the range that have anything in them, the lowest first.
    pub bins: Vec<ConfidenceBin>,
    /// By how much confidence and the share that is right differ, 0 to 1: the mean over the parts, weighted by what is in
    /// them (the expected calibration error of M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining Well Calibrated
    /// Probabilities Using Bayesian Binning", AAAI 2015).
    pub expected_error: f64,
}

/// Counts of what was found, by confidence.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    found: [usize; BINS],
    hits: [usize; BINS],
    sums: [f64; BINS],
}

impl Counts {
    /// Counts one that was found with a confidence from 0 to 1, if it has one.
    pub(super) fn add(&mut self, confidence: Option<f64>, hit: bool) {
        let Some(confidence) = confidence.filter(|confidence| confidence.is_finite()) else { return };
        let confidence = confidence.clamp(0.0, 1.0);
        let bin = ((confidence * BINS as f64) as usize).min(BINS - 1);
        self.found[bin] += 1;
        self.hits[bin] += usize::from(hit);
        self.sums[bin] += confidence;
    }

    /// The figures; `None` if nothing has a confidence.
    pub(super) fn calibration(&self) -> Option<Calibration> {
        let all: usize = self.found.iter().sum();
        let bins: Vec<ConfidenceBin> = (0..BINS)
            .filter(|&bin| self.found[bin] > 0)
            .map(|bin| ConfidenceBin {
                from: bin as f64 / BINS as f64,
                to: (bin + 1) as f64 / BINS as f64,
                found: self.found[bin],
                hits: self.hits[bin],
                mean: self.sums[bin] / self.found[bin] as f64,
                right: share(self.hits[bin], self.found[bin]),
            })
            .collect();
        let error = |bin: &ConfidenceBin| share(bin.found, all) * (bin.mean - bin.right).abs();
        let expected_error = bins.iter().map(error).sum();
        (all > 0).then_some(Calibration { bins, expected_error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_falls_into_its_tenth() {
        let mut counts = Counts::default();
        for (confidence, hit) in [(0.9, true), (1.0, true), (0.95, false), (0.3, false), (7.0, true)] {
            counts.add(Some(confidence), hit);
        }
        counts.add(None, true);
        counts.add(Some(f64::NAN), true);
        let found = counts.calibration().expect("some have a confidence");
        let parts: Vec<_> = found.bins.iter().map(|bin| (bin.from, bin.found, bin.hits)).collect();
        assert_eq!(parts, [(0.3, 1, 0), (0.9, 4, 3)]);
        assert!((found.bins[1].mean - 0.9625).abs() < 1e-9 && (found.bins[1].right - 0.75).abs() < 1e-9);
        assert!((found.expected_error - (0.2 * 0.3 + 0.8 * 0.2125)).abs() < 1e-9);
        assert_eq!(Counts::default().calibration(), None);
    }
}
