//! Text from strangers made safe to show: nothing invisible, nothing that reorders a line.

/// What replaces a character that must not be passed on.
const SUBSTITUTE: char = '\u{FFFD}';

/// Makes `text` one line of visible characters.
///
/// White space of any kind becomes one space. Control characters and the invisible ones that
/// reorder or join text (bidirectional overrides and isolates, zero-width characters, byte order
/// marks, tags) become U+FFFD, so that a reader sees that something was there.
///
/// ```
/// # use stancegraph::diagram::text::visible;
/// assert_eq!(visible(" two\n lines "), "two lines");
/// assert_eq!(visible("a\u{202E}b\0"), "a\u{FFFD}b\u{FFFD}");
/// ```
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_hidden(c) {
            out.push(SUBSTITUTE);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character shows nothing itself but changes how others are read, or is no text at all.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{FEFF}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// `n` and the noun in the right number: "1 document", "3 documents".
pub fn count(n: u32, singular: &str, plural: &str) -> String {
    format!("{n} {}", if n == 1 { singular } else { plural })
}

/// The text with a capital first letter; a name such as eWeek is left as it is.
///
/// ```
/// # use stancegraph::diagram::text::capital;
/// assert_eq!(capital("édit"), "Édit");
/// assert_eq!(capital("eWeek"), "eWeek");
/// ```
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    match (first, chars.clone().next()) {
        (Some(_), Some(second)) if second.is_uppercase() => text.to_owned(),
        (Some(first), _) => first.to_uppercase().chain(chars).collect(),
        (None, _) => String::new(),
    }
}

/// Joins words as a sentence does: "A", "A and B", "A, B and C".
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}
