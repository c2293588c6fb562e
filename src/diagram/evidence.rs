//! What leads from a mark on the page back to the words behind it: links and quotations.

use super::text::{is_hidden, visible};

/// An address that is safe to put into a picture or page.
///
/// Only `http(s)` addresses, fragments (`#e1`) and paths relative to the page pass; `javascript:`,
/// `data:`, `file:` and protocol-relative addresses do not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link(String);

impl Link {
    /// The link, or `None` when the address is empty or of a kind that must not be followed.
    pub fn new(address: &str) -> Option<Self> {
        let address = address.trim();
        let odd = |c: char| is_hidden(c) || c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>');
        if address.is_empty() || address.contains(odd) || address.starts_with("//") {
            return None;
        }
        let web = ["http://", "https://"].iter().any(|scheme| starts_with_ignoring_case(address, scheme));
        // Before the first slash, question mark or hash a colon would make it a scheme.
        let head = address.split(['/', '?', '#']).next().expect("split yields at least one part");
        (web || !head.contains(':')).then(|| Self(address.to_owned()))
    }

    /// A link to an element of the same page.
    pub fn fragment(id: &str) -> Option<Self> {
        Self::new(&format!("#{id}"))
    }

    /// The address, fit for an attribute once escaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The words behind a mark, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quote {
    /// The exact words, without quotation marks.
    pub text: String,
    /// Where they stand, short: "E&T, 1 December 2015".
    pub source: String,
    /// The document, or the place in it.
    pub link: Option<Link>,
    /// Whether the words are from a summary in our own words, not the source's.
    pub summary: bool,
}

impl Quote {
    /// The quotation with its source on one line, cut to `limit` characters of quoted text.
    pub fn line(&self, limit: usize) -> String {
        let words = shorten(&visible(&self.text), limit);
        let kind = if self.summary { " (summary)" } else { "" };
        if self.source.trim().is_empty() {
            format!("“{words}”{kind}")
        } else {
            format!("“{words}” – {}{kind}", visible(&self.source))
        }
    }
}

/// Cuts text to at most `limit` characters, at a word where one is near, marked with an ellipsis.
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let at_word = cut.rfind(' ').filter(|at| *at * 2 > cut.len());
    let kept = at_word.map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", kept.trim_end_matches([',', ';', ' ']))
}
