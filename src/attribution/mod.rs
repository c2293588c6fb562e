//! Who said what in which span of a text.

/// Byte ranges of what stands in quotation marks, the marks included.
#[must_use]
pub fn quotations(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (byte, c) in text.char_indices() {
        match (c, start) {
            ('“' | '"', None) => start = Some(byte),
            ('”' | '"', Some(from)) => {
                found.push(from..byte + c.len_utf8());
                start = None;
            }
            _ => {}
        }
    }
    found
}
