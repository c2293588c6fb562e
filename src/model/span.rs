//! Places in a text, counted in Unicode code points as Web Annotation selectors require.

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points of a text: its first character is 0, `end` is exclusive.
///
/// In JSON a span is a pair, `[12, 25]`.
///
/// See the [Web Annotation text position selector](https://www.w3.org/TR/annotation-model/#text-position-selector).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// The first code point of the span.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// How many code points it covers.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing (such a span is never written).
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a code point.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Translates between code points and bytes of one text: built in one pass, asked in constant time.
///
/// Newspapers are mostly ASCII, so only every 64th code point is noted and the rest is counted.
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Byte offset of code point `STEP * i`.
    marks: Vec<usize>,
    length: usize,
}

const STEP: usize = 64;

impl<'t> Offsets<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STEP == 0 {
                marks.push(byte);
            }
            length += 1;
        }
        Self { text, marks, length }
    }

    /// The text's length in code points.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether the text is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The byte offset of a code point; the text's length in bytes for the one after the last, `None` beyond.
    #[must_use]
    pub fn byte_of(&self, point: usize) -> Option<usize> {
        if point >= self.length {
            return (point == self.length).then_some(self.text.len());
        }
        let mark = self.marks[point / STEP];
        self.text[mark..].char_indices().nth(point % STEP).map(|(offset, _)| mark + offset)
    }

    /// The code point that starts at, or holds, this byte; the text's length in code points at its end or beyond.
    #[must_use]
    pub fn point_of(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.length;
        }
        let mark = self.marks.partition_point(|&m| m <= byte) - 1;
        let within = self.text[self.marks[mark]..]
            .char_indices()
            .take_while(|(offset, _)| self.marks[mark] + offset <= byte)
            .count();
        mark * STEP + within - 1
    }

    /// The words of a span, `None` if it reaches beyond the text or runs backwards.
    #[must_use]
    pub fn slice(&self, span: Span) -> Option<&'t str> {
        self.text.get(self.byte_of(span.start)?..self.byte_of(span.end)?)
    }

    /// The span of a byte range.
    #[must_use]
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.point_of(bytes.start), self.point_of(bytes.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_code_points_not_bytes() {
        let offsets = Offsets::new("a“é”z");
        assert_eq!(offsets.slice(Span::new(1, 4)), Some("“é”"));
        assert_eq!(offsets.slice(Span::new(1, 6)), None);
        assert_eq!(offsets.slice(Span::new(3, 1)), None);
    }

    proptest! {
        #[test]
        fn points_and_bytes_are_inverse(text in "\\PC{0,300}") {
            let offsets = Offsets::new(&text);
            prop_assert_eq!(offsets.len(), text.chars().count());
            for (point, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.byte_of(point), Some(byte));
                prop_assert_eq!(offsets.point_of(byte), point);
            }
            prop_assert_eq!(offsets.byte_of(offsets.len()), Some(text.len()));
            prop_assert_eq!(offsets.byte_of(offsets.len() + 1), None);
        }
    }
}
