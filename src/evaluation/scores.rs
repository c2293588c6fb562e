//! Counts of hits, and what follows from them.

use serde::Serialize;

/// Hits among what was found and what should have been found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// What should have been found.
    pub gold: usize,
    /// What was found.
    pub found: usize,
    /// What was found and should have been.
    pub hits: usize,
}

impl Score {
    /// The share of what was found that is right, 0 to 1; 0 if nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.hits, self.found)
    }

    /// The share of what should have been found that was, 0 to 1; 0 if there was nothing to find.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.hits, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 to 1 (van Rijsbergen, *Information Retrieval*, 1979).
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut object = serializer.serialize_struct("Score", 6)?;
        object.serialize_field("gold", &self.gold)?;
        object.serialize_field("found", &self.found)?;
        object.serialize_field("hits", &self.hits)?;
        object.serialize_field("precision", &self.precision())?;
        object.serialize_field("recall", &self.recall())?;
        object.serialize_field("f1", &self.f1())?;
        object.end()
    }
}
