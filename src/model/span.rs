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
/// Newspapers are mostly ASCII: for a text that is all ASCII nothing is noted, for any other the characters before every
/// 64th byte, and the rest is counted.
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    text: &'t str,
    /// How many characters begin before byte `STEP * i`; empty if the text is ASCII.
    marks: Vec<usize>,
    length: usize,
}

const STEP: usize = 64;

/// How many characters begin in a run of at most [`STEP`] UTF-8 bytes: few enough to be counted in a byte, many of which
/// a processor adds at once.
fn beginnings(bytes: &[u8]) -> usize {
    usize::from(bytes.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>())
}

impl<'t> Offsets<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), length: text.len() };
        }
        let mut length = 0;
        let marks = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let before = length;
                length += beginnings(chunk);
                before
            })
            .collect();
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
        if self.marks.is_empty() {
            return Some(point);
        }
        let mark = self.marks.partition_point(|&before| before <= point) - 1;
        let from = mark * STEP;
        let bytes = &self.text.as_bytes()[from..];
        let mut left = point - self.marks[mark];
        bytes
            .iter()
            .position(|&byte| {
                let begins = byte & 0xc0 != 0x80;
                let found = begins && left == 0;
                left -= usize::from(begins && left > 0);
                found
            })
            .map(|offset| from + offset)
    }

    /// The code point that starts at, or holds, this byte; the text's length in code points at its end or beyond.
    #[must_use]
    pub fn point_of(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.length;
        }
        let Some(&before) = self.marks.get(byte / STEP) else {
            return byte;
        };
        before + beginnings(&self.text.as_bytes()[byte / STEP * STEP..=byte]) - 1
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
