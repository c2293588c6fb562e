//! What is checked on a query's text before it is parsed (the parser recurses, and nesting exhausts its stack), and on
//! a stranger's query afterwards.

mod algebra;

pub use algebra::check_algebra;

/// The longest query, in bytes.
pub(super) const MAX_BYTES: usize = 64 << 10;
/// The deepest nesting of brackets.
pub(super) const MAX_DEPTH: usize = 64;

/// Why a query is not parsed, or not evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// It is too long.
    #[error("the query has {0} bytes; {MAX_BYTES} are allowed")]
    TooLong(usize),
    /// Its brackets are nested too deep.
    #[error("the query nests brackets deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// It has too many triple patterns and steps of paths.
    #[error("the query has {found} patterns; {allowed} are allowed")]
    TooManyPatterns {
        /// How many it has.
        found: usize,
        /// How many it may have.
        allowed: usize,
    },
    /// It has too many joins, unions, filters and the like.
    #[error("the query has {found} operators; {allowed} are allowed")]
    TooManyOperators {
        /// How many it has.
        found: usize,
        /// How many it may have.
        allowed: usize,
    },
    /// It asks another server.
    #[error("SERVICE is refused: stancegraph opens no connections on behalf of a query")]
    Service,
}

impl LimitError {
    /// What would do.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong(_) | Self::TooManyPatterns { .. } | Self::TooManyOperators { .. } => {
                "ask in several steps, or on your own machine with `stancegraph query -f FILE`"
            }
            Self::TooDeep => "write the query with fewer brackets within brackets",
            Self::Service => "fetch the other server's answer yourself, or ask a program that federates to join both",
        }
    }
}

/// Checks length and depth, aware of strings, comments and IRIs, in which brackets mean nothing.
///
/// # Errors
/// [`LimitError`].
pub fn check_text(query: &str) -> Result<(), LimitError> {
    if query.len() > MAX_BYTES {
        return Err(LimitError::TooLong(query.len()));
    }
    let bytes = query.as_bytes();
    // A bracket may be written as an escape, which the parser resolves before it looks at anything.
    let escaped = query.match_indices("\\u00").chain(query.match_indices("\\U000000"));
    let opening = |(at, escape): (usize, &str)| {
        let digits = query.get(at + escape.len()..at + escape.len() + 2).unwrap_or_default();
        ["28", "5b", "7b"].iter().any(|open| digits.eq_ignore_ascii_case(open))
    };
    let (mut depth, mut at) = (escaped.filter(|&found| opening(found)).count(), 0);
    if depth > MAX_DEPTH {
        return Err(LimitError::TooDeep);
    }
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'(' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(LimitError::TooDeep);
                }
                at += 1;
            }
            b'}' | b')' | b']' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b'#' => at += bytes[at..].iter().take_while(|&&b| b != b'\n' && b != b'\r').count(),
            b'<' => at += iri_length(&bytes[at..]).unwrap_or(1),
            b'"' | b'\'' => at += string_length(&bytes[at..]),
            _ => at += 1,
        }
    }
    Ok(())
}

/// The length of an IRI with its brackets, `None` if `<` is a comparison.
fn iri_length(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|&b| b == b'>' || b <= b' ' || matches!(b, b'{' | b'}' | b'"'))?;
    (bytes[end] == b'>').then_some(end + 1)
}

/// The length of a string with its quotation marks; to the end if it never closes.
fn string_length(bytes: &[u8]) -> usize {
    let quote = bytes[0];
    let long = bytes.len() >= 3 && bytes[1] == quote && bytes[2] == quote;
    let width = if long { 3 } else { 1 };
    let mut at = width;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].len() >= width && bytes[at..at + width].iter().all(|&b| b == quote) {
            return at + width;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_only_where_it_nests() {
        assert_eq!(check_text(&"{".repeat(65)), Err(LimitError::TooDeep));
        assert_eq!(check_text(&"{}".repeat(500)), Ok(()));
        assert_eq!(check_text(&"\\u007B\\u007d".repeat(65)), Err(LimitError::TooDeep), "written as escapes");
        assert_eq!(check_text(&"\\U0000007b\\u0028".repeat(33)), Err(LimitError::TooDeep));
        assert_eq!(check_text(&"\\u00e9".repeat(500)), Ok(()));
        let hidden = "(".repeat(100);
        for harmless in [
            format!("ASK {{ ?s ?p \"{hidden}\" }}"),
            format!("ASK {{ ?s ?p '''{hidden}'{hidden}''' }}"),
            format!("ASK {{ ?s ?p \"\\\"{hidden}\" }}"),
            format!("ASK # {hidden}\n {{}}"),
            format!("ASK {{ <http://example.org/{hidden}> ?p ?o }}"),
        ] {
            assert_eq!(check_text(&harmless), Ok(()), "{harmless}");
        }
        assert_eq!(check_text(&format!("ASK # \r{hidden}")), Err(LimitError::TooDeep), "the line ends there");
        assert_eq!(check_text(&format!("ASK {{ FILTER(1 < 2 && {hidden}")), Err(LimitError::TooDeep));
    }

    #[test]
    fn unfinished_strings_end_with_the_text() {
        for text in ["\"", "'''", "\"\\", "<", ""] {
            assert_eq!(check_text(text), Ok(()), "{text}");
        }
    }
}
