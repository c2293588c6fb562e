//! Where the words of a statement stand: offsets and quotations of other programs held against the text.

use crate::{
    case::find_again,
    ingest::{self, TextError, is_refused},
    model::{Offsets, Span},
    rdf::ClaimedQuote,
};

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as we and Web Annotation do.
    CodePoint,
    /// Units of UTF-16, as Java and JavaScript do: a character beyond the basic plane counts twice.
    Utf16,
}

/// A text made fit to be a document's: line ends are newlines, and what [`ingest::decode`] refuses is taken out.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// The text.
    pub text: String,
    /// How many characters were taken out.
    pub removed: usize,
    /// For each unit of UTF-16 of the original the code point here; nothing within a pair of surrogates.
    places: Vec<Option<u32>>,
}

impl Fitted {
    /// Makes a text fit.
    ///
    /// # Errors
    /// [`TextError`] if nothing is left of it, or it is too long for a document.
    pub fn new(original: &str) -> Result<Self, TextError> {
        // Before anything is made of it: this is the only fault that fitting cannot mend.
        if original.len() > 2 * ingest::MAX_DOCUMENT_BYTES {
            return Err(TextError::TooLarge { bytes: original.len() });
        }
        let mut fitted = Self { text: String::with_capacity(original.len()), removed: 0, places: Vec::new() };
        let (mut point, mut marked) = (0, false);
        let mut chars = original.chars();
        while let Some(c) = chars.next() {
            fitted.places.push(Some(point));
            if c.len_utf16() == 2 {
                fitted.places.push(None);
            }
            let kept = match c {
                '\u{feff}' if point == 0 && !marked => {
                    marked = true;
                    None
                }
                '\r' if chars.clone().find(|&next| next == '\r' || !is_refused(next)) == Some('\n') => None,
                '\r' => Some('\n'),
                _ if is_refused(c) => {
                    fitted.removed += 1;
                    None
                }
                _ => Some(c),
            };
            if let Some(kept) = kept {
                fitted.text.push(kept);
                point += 1;
            }
        }
        fitted.places.push(Some(point));
        // Not `decode`: a second byte order mark is part of the text.
        ingest::accept(&fitted.text).map(|()| fitted)
    }

    /// The span here of offsets into the original that count units of UTF-16; `None` if they lie outside, cut a
    /// character in two, or mark nothing that is left.
    #[must_use]
    pub fn span_of_utf16(&self, start: u64, end: u64) -> Option<Span> {
        let place = |unit: u64| -> Option<usize> { Some((*self.places.get(usize::try_from(unit).ok()?)?)? as usize) };
        let span = Span::new(place(start)?, place(end)?);
        (!span.is_empty()).then_some(span)
    }
}

/// What a file says of where words stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claim {
    /// From which place to which.
    pub position: Option<(usize, usize)>,
    /// The words.
    pub exact: Option<String>,
    /// The words before.
    pub prefix: String,
    /// The words after.
    pub suffix: String,
}

/// Where claimed words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchored {
    /// At the offsets.
    There(Span),
    /// At the offsets, if these count units of UTF-16.
    ThereInUtf16(Span),
    /// At another place, the only one that fits.
    Elsewhere(Span),
}

impl Anchored {
    /// The span.
    #[must_use]
    pub const fn span(self) -> Span {
        match self {
            Self::There(span) | Self::ThereInUtf16(span) | Self::Elsewhere(span) => span,
        }
    }
}

/// Why claimed words were not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotThere {
    /// The claim says neither where nor which words.
    #[error("neither words nor a place are given")]
    Nothing,
    /// The offsets are not those of a passage of the text.
    #[error("the place lies outside the text, or marks nothing")]
    Outside,
    /// The words do not stand in the text, or in several places that fit equally well.
    #[error("the words do not stand in the text, or stand there more than once")]
    Unfound,
}

/// Finds the words of a claim in a text. No guess is made: words that fit in two places are not found.
///
/// # Errors
/// [`NotThere`].
pub fn anchor(offsets: &Offsets<'_>, text: &str, claim: &Claim) -> Result<Anchored, NotThere> {
    let fit = |words: &str| -> String {
        let words = words.replace("\r\n", "\n").replace('\r', "\n");
        words.chars().filter(|&c| !is_refused(c)).collect()
    };
    let exact = claim.exact.as_deref().map(fit).filter(|words| !words.trim().is_empty());
    let given = claim.position.map(|(start, end)| Span::new(start, end));
    let within = given.filter(|span| !span.is_empty() && span.end <= offsets.len());
    // Words that need no fitting first: a text may hold what no new one would be let in with.
    if let Some(span) = within.filter(|&span| offsets.slice(span) == claim.exact.as_deref()) {
        return Ok(Anchored::There(span));
    }
    let Some(exact) = exact else {
        return match (given, within) {
            (None, _) => Err(NotThere::Nothing),
            (Some(_), None) => Err(NotThere::Outside),
            (_, Some(span)) => Ok(Anchored::There(span)),
        };
    };
    if let Some(span) = within.filter(|&span| offsets.slice(span) == Some(&exact)) {
        return Ok(Anchored::There(span));
    }
    if let Some(span) = given.and_then(|span| from_utf16(text, span))
        && offsets.slice(span) == Some(&exact)
    {
        return Ok(Anchored::ThereInUtf16(span));
    }
    let quote = ClaimedQuote {
        iri: String::new(),
        span: given.unwrap_or(Span::new(0, 0)),
        exact,
        prefix: fit(&claim.prefix),
        suffix: fit(&claim.suffix),
    };
    find_again(text, &quote).map(|bytes| Anchored::Elsewhere(offsets.span(bytes))).ok_or(NotThere::Unfound)
}

/// A span in code points of one in units of UTF-16.
fn from_utf16(text: &str, span: Span) -> Option<Span> {
    let (mut start, mut end, mut unit) = (None, None, 0);
    for (point, c) in text.chars().chain(['\0']).enumerate() {
        if unit == span.start {
            start = Some(point);
        }
        if unit == span.end {
            end = Some(point);
        }
        if unit >= span.end {
            break;
        }
        unit += c.len_utf16();
    }
    Some(Span::new(start?, end?)).filter(|span| !span.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn claim(position: Option<(usize, usize)>, exact: &str) -> Claim {
        Claim { position, exact: Some(exact.to_owned()), ..Claim::default() }
    }

    #[test]
    fn words_are_where_they_are_said_to_be_or_where_they_fit_once() {
        let text = "A \u{1f511} key is a key.";
        let offsets = Offsets::new(text);
        let find = |claim: &Claim| anchor(&offsets, text, claim);
        assert_eq!(find(&claim(Some((4, 7)), "key")), Ok(Anchored::There(Span::new(4, 7))));
        assert_eq!(find(&claim(Some((5, 8)), "key")), Ok(Anchored::ThereInUtf16(Span::new(4, 7))));
        assert_eq!(find(&claim(Some((9, 13)), "is a")), Ok(Anchored::ThereInUtf16(Span::new(8, 12))));
        assert_eq!(find(&claim(Some((0, 4)), "is a")), Ok(Anchored::Elsewhere(Span::new(8, 12))));
        assert_eq!(find(&claim(None, "key")), Err(NotThere::Unfound), "it stands there twice");
        let after = Claim { prefix: "is a ".to_owned(), ..claim(None, "key") };
        assert_eq!(find(&after), Ok(Anchored::Elsewhere(Span::new(13, 16))));
        assert_eq!(find(&claim(Some((0, 99)), "lock")), Err(NotThere::Unfound));
        assert_eq!(find(&Claim::default()), Err(NotThere::Nothing));
        for position in [(3, 3), (7, 4), (0, 18), (usize::MAX - 1, usize::MAX)] {
            let claim = Claim { position: Some(position), ..Claim::default() };
            assert_eq!(find(&claim), Err(NotThere::Outside), "{position:?}");
        }
    }

    #[test]
    fn half_a_character_is_no_place() {
        let fitted = Fitted::new("\u{feff}\u{1f511}\r\nab\u{202e}c\r").expect("a text");
        assert_eq!((fitted.text.as_str(), fitted.removed), ("\u{1f511}\nabc\n", 1));
        // In UTF-16 the original is: mark, two halves, CR, LF, a, b, override, c, CR.
        assert_eq!(fitted.span_of_utf16(1, 3), Some(Span::new(0, 1)));
        assert_eq!(fitted.span_of_utf16(1, 2), None, "half a key");
        assert_eq!(fitted.span_of_utf16(5, 9), Some(Span::new(2, 5)));
        assert_eq!(fitted.span_of_utf16(7, 8), None, "nothing is left of it");
        assert_eq!(fitted.span_of_utf16(9, 11), None);
        assert_eq!(fitted.span_of_utf16(9, u64::MAX), None);
        assert_eq!(Fitted::new("\u{feff}\u{0} \r").err(), Some(TextError::Empty));
        assert_eq!(Fitted::new("\u{feff}\u{feff}").map(|fitted| fitted.text).as_deref(), Ok("\u{feff}"));
    }

    proptest! {
        #[test]
        fn a_fitted_text_is_what_reading_the_file_would_give(text in "(\\PC|\r|\n|\u{feff}|\u{202e}|\u{7}){1,60}") {
            let (bytes, removed) = ingest::clean(text.as_bytes());
            match Fitted::new(&text) {
                Ok(fitted) => {
                    prop_assert_eq!(ingest::decode(&bytes), Ok(fitted.text.clone()));
                    prop_assert_eq!(fitted.removed, removed);
                    // Whatever part of the original is marked, what is kept of it is marked here.
                    let units: Vec<u16> = text.encode_utf16().collect();
                    let offsets = Offsets::new(&fitted.text);
                    for start in 0..units.len() {
                        let Ok(part) = String::from_utf16(&units[start..]) else { continue };
                        let Some(span) = fitted.span_of_utf16(start as u64, units.len() as u64) else { continue };
                        let here = offsets.slice(span).expect("a span of the text");
                        let kept = |text: &str| -> String {
                            text.chars().filter(|&c| !is_refused(c) && !"\r\n\u{feff}".contains(c)).collect()
                        };
                        prop_assert_eq!(kept(here), kept(&part));
                    }
                }
                Err(error) => prop_assert_eq!(ingest::decode(&bytes), Err(error)),
            }
        }
    }
}
