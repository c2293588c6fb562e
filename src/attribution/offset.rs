//! From bytes to Unicode code points, in one pass over the text.

use crate::model::Span;
use std::ops::Range;

/// Turns byte offsets of a text into code points.  Every 64th border is noted, so that a look-up reads at most 64 bytes.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// The number of characters that begin before each multiple of [`STEP`] bytes; empty if the text is ASCII.
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// Counts the characters of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            marks.reserve(text.len() / STEP + 1);
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                marks.push(count);
                count += beginnings(chunk);
            }
        }
        Self { text, marks }
    }

    /// The code point offset of a byte offset on a character border.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(&mark) = self.marks.get((byte / STEP).min(self.marks.len().saturating_sub(1))) else {
            return byte;
        };
        let from = (byte / STEP).min(self.marks.len() - 1) * STEP;
        mark as usize + beginnings(&self.text.as_bytes()[from..byte]) as usize
    }

    /// The span of a byte range.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span { start: self.at(range.start), end: self.at(range.end) }
    }
}

/// Characters that begin in a run of UTF-8 bytes.
fn beginnings(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "né “ü” ".repeat(40) + "end 🙂";
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), count);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }
}
