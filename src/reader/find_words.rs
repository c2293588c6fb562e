//! Where words stand in a text: a language model quotes well and counts badly.
//!
//! Words are looked for as they are, and if that finds nothing, without regard to the kind of white space, quotation
//! marks and dashes. They must stand in the text exactly once; half a word does not count.

use crate::model::{Offsets, Span};

/// How often words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Once: where.
    Once(Span),
    /// Nowhere.
    Nowhere,
    /// More than once.
    Several,
}

/// A text in which words are looked for.
pub(super) struct FindWords<'t> {
    text: &'t str,
    pub(super) offsets: Offsets<'t>,
    /// The text with one kind of space, quotation mark and dash; made when it is first needed.
    plain: Option<Plain>,
}

/// A text in plain signs, with the code point of the original that each sign was made of.
struct Plain {
    text: String,
    /// For each sign of `text`: its first byte, and the code point of the original.
    signs: Vec<(usize, usize)>,
}

impl<'t> FindWords<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, offsets: Offsets::new(text), plain: None }
    }

    /// Looks for words in a part of the text.
    pub(super) fn find(&mut self, words: &str, part: Span) -> Found {
        let words = words.trim();
        if words.is_empty() {
            return Found::Nowhere;
        }
        match self.as_they_are(words, part) {
            Found::Nowhere => self.in_plain_signs(words, part),
            found => found,
        }
    }

    fn as_they_are(&self, words: &str, part: Span) -> Found {
        let (Some(from), Some(to)) = (self.offsets.byte_of(part.start), self.offsets.byte_of(part.end)) else {
            return Found::Nowhere;
        };
        let places = places(self.text, from..to, words);
        one(places.map(|start| self.offsets.span(start..start + words.len())))
    }

    fn in_plain_signs(&mut self, words: &str, part: Span) -> Found {
        let text = self.text;
        let plain = self.plain.get_or_insert_with(|| Plain::new(text));
        let words = Plain::new(words).text;
        let byte_of = |point: usize| {
            let sign = plain.signs.partition_point(|&(_, at)| at < point);
            plain.signs.get(sign).map_or(plain.text.len(), |&(byte, _)| byte)
        };
        let places = places(&plain.text, byte_of(part.start)..byte_of(part.end), &words);
        one(places.map(|start| {
            let sign = |byte: usize| plain.signs[plain.signs.partition_point(|&(at, _)| at <= byte) - 1].1;
            Span::new(sign(start), sign(start + words.len() - 1) + 1)
        }))
    }

    /// The lines that hold a span: where to look for the words that belong to it.
    pub(super) fn lines_around(&self, span: Span) -> Span {
        let start = self.offsets.byte_of(span.start).unwrap_or(0);
        let end = self.offsets.byte_of(span.end).unwrap_or(self.text.len());
        let from = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let to = self.text[end..].find('\n').map_or(self.text.len(), |newline| end + newline);
        self.offsets.span(from..to)
    }

    /// Whether two texts are the same words, whatever the kind of their white space, quotation marks and dashes.
    pub(super) fn same(one: &str, other: &str) -> bool {
        one == other || Plain::new(one.trim()).text == Plain::new(other.trim()).text
    }
}

impl Plain {
    fn new(text: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(text.len()), signs: Vec::with_capacity(text.len()) };
        for (point, c) in text.chars().enumerate() {
            let sign = match c {
                c if c.is_whitespace() => ' ',
                '“' | '”' | '„' | '‟' | '«' | '»' => '"',
                '‘' | '’' | '‚' | '‛' => '\'',
                '‐' | '‑' | '‒' | '–' | '—' => '-',
                c => c,
            };
            if sign != ' ' || !plain.text.ends_with(' ') {
                plain.signs.push((plain.text.len(), point));
                plain.text.push(sign);
            }
        }
        plain
    }
}

/// The bytes at which words begin in a part of a text and neither cut a word in two nor reach beyond the part.
fn places<'a>(text: &'a str, part: std::ops::Range<usize>, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let first = words.chars().next().is_some_and(char::is_alphanumeric);
    let last = words.chars().next_back().is_some_and(char::is_alphanumeric);
    let base = part.start;
    text.get(part).unwrap_or_default().match_indices(words).map(move |(at, _)| base + at).filter(move |&start| {
        let before = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[start + words.len()..].chars().next().is_some_and(char::is_alphanumeric);
        !(first && before || last && after)
    })
}

fn one(mut places: impl Iterator<Item = Span>) -> Found {
    match (places.next(), places.next()) {
        (None, _) => Found::Nowhere,
        (Some(span), None) => Found::Once(span),
        (Some(_), Some(_)) => Found::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn find(text: &str, words: &str) -> Found {
        let mut words_of = FindWords::new(text);
        let all = Span::new(0, words_of.offsets.len());
        words_of.find(words, all)
    }

    #[test]
    fn words_stand_once_or_are_refused() {
        assert_eq!(find("é “We will not,” Acme said.", "We will not"), Found::Once(Span::new(3, 14)));
        assert_eq!(find("He said the heat was there.", "he"), Found::Nowhere);
        assert_eq!(find("no, no", "no"), Found::Several);
        assert_eq!(find("“We won’t – ever\n again.”", "\"We won't - ever again.\""), Found::Once(Span::new(0, 25)));
        assert_eq!(find("abc", " "), Found::Nowhere);
    }

    #[test]
    fn belonging_words_are_looked_for_in_the_lines_of_the_content() {
        let mut words = FindWords::new("she said\n“A,” she said\nshe said");
        let lines = words.lines_around(Span::new(10, 11));
        assert_eq!(words.find("she", lines), Found::Once(Span::new(14, 17)));
    }

    proptest! {
        #[test]
        fn what_is_found_reads_like_the_words(text in "[ab“”’ \n–\u{301}\u{10400}]{0,40}", from in 0_usize..40, length in 1_usize..12) {
            let words: String = text.chars().skip(from).take(length).collect();
            if let Found::Once(span) = find(&text, &words) {
                let there = Offsets::new(&text).slice(span).map(str::to_owned);
                prop_assert!(FindWords::same(&there.expect("a span of the text"), &words));
            }
        }
    }
}
