//! From bytes to the text of a document: what is let in, and what is refused with its place.

use crate::diagnostic::line_and_column;

/// The largest document that is accepted, in bytes: longer literals cannot be read back from every RDF store.
pub const MAX_DOCUMENT_BYTES: usize = 4 << 20;

/// Why bytes are not accepted as the text of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The bytes are not UTF-8.
    #[error("not UTF-8 at byte {byte} (line {line})")]
    NotUtf8 {
        /// The first byte that is not.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// There is nothing to read.
    #[error("there is no text in it")]
    Empty,
    /// It is longer than [`MAX_DOCUMENT_BYTES`].
    #[error("{bytes} bytes are more than the {} MiB a document may have", MAX_DOCUMENT_BYTES >> 20)]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It holds a character that would change how the text around it is shown.
    #[error("{} at line {line}, column {column}", describe(*character))]
    Character {
        /// The character.
        character: char,
        /// Its line, from 1.
        line: usize,
        /// Its column in code points, from 1.
        column: usize,
    },
}

impl TextError {
    /// What a person can do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`",
            Self::Empty => "check that the right file was named",
            Self::TooLarge { .. } => "split it into several documents",
            Self::Character { .. } => "take the character out, or let `stancegraph add --clean` do it",
        }
    }
}

/// A refused character in words.
pub(crate) fn describe(c: char) -> String {
    let code = u32::from(c);
    match c {
        '\0' => "a NUL character".to_owned(),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            format!("a bidirectional control (U+{code:04X}) that can reorder what is shown")
        }
        _ => format!("a control character (U+{code:04X})"),
    }
}

/// Whether a character may not stand in a document: control characters but tab and newline, and the controls that
/// override or isolate writing direction ([Trojan Source](https://trojansource.codes)).
pub(crate) const fn is_refused(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{7f}'..='\u{9f}')
        || (c < ' ' && c != '\n' && c != '\t')
}

/// The text of a document: UTF-8, without a byte order mark, line ends as newlines, otherwise untouched.
///
/// # Errors
/// [`TextError`] names what is refused and where.
pub fn decode(bytes: &[u8]) -> Result<String, TextError> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(TextError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| TextError::NotUtf8 {
        byte: error.valid_up_to(),
        line: bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1,
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    accept(&text).map(|()| text)
}

/// Whether a text whose line ends are newlines already may be that of a document, as it stands.
///
/// # Errors
/// [`TextError`], as [`decode`] has it.
pub(crate) fn accept(text: &str) -> Result<(), TextError> {
    if text.len() > MAX_DOCUMENT_BYTES {
        return Err(TextError::TooLarge { bytes: text.len() });
    }
    if text.trim().is_empty() {
        return Err(TextError::Empty);
    }
    if let Some((byte, character)) = text.char_indices().find(|&(_, c)| is_refused(c)) {
        let (line, column) = line_and_column(text, byte);
        return Err(TextError::Character { character, line, column });
    }
    Ok(())
}

/// The bytes without the characters that [`decode`] refuses, and how many there were.
///
/// Bytes that are not UTF-8 are left as they are: what they meant cannot be known.
#[must_use]
pub fn clean(bytes: &[u8]) -> (Vec<u8>, usize) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return (bytes.to_vec(), 0);
    };
    let kept: String = text.chars().filter(|&c| c == '\r' || !is_refused(c)).collect();
    let removed = text.chars().count() - kept.chars().count();
    (kept.into_bytes(), removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_and_line_ends_are_the_only_changes() {
        assert_eq!(decode("\u{feff}“a”\r\n\tb \r c".as_bytes()).as_deref(), Ok("“a”\n\tb \n c"));
    }

    #[test]
    fn refusals_name_the_place() {
        assert_eq!(decode(b"one\ntwo \xff"), Err(TextError::NotUtf8 { byte: 8, line: 2 }));
        let error = decode("é\nab\u{202e}c".as_bytes()).expect_err("a bidirectional override");
        assert_eq!(
            error.to_string(),
            "a bidirectional control (U+202E) that can reorder what is shown at line 2, column 3"
        );
        assert_eq!(decode(b" \n\t"), Err(TextError::Empty));
        assert_eq!(
            decode(&vec![b'a'; MAX_DOCUMENT_BYTES + 1]),
            Err(TextError::TooLarge { bytes: MAX_DOCUMENT_BYTES + 1 })
        );
    }

    #[test]
    fn cleaning_makes_acceptable_and_says_how_much_it_took() {
        let (bytes, removed) = clean("a\0b\u{2066}c\r\n".as_bytes());
        assert_eq!((decode(&bytes).as_deref(), removed), (Ok("abc\n"), 2));
    }
}
