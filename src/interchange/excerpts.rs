//! A document of nothing but the coded passages, for statements whose document's text nobody gave.

use std::collections::BTreeMap;

use crate::{
    ingest::is_refused,
    model::{Span, TextKind},
};

/// A statement's words, and a sentence that says what was coded, for where there are none.
pub(super) struct Passage {
    pub(super) words: Option<String>,
    pub(super) sentence: String,
}

/// A text, and where in it each passage stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpts {
    pub(super) text: String,
    pub(super) kind: TextKind,
    pub(super) spans: Vec<Span>,
}

/// The passages as paragraphs, each once. Where a passage has no words, the text is a summary in words that are not
/// the source's, and the words of the others stand in quotation marks.
pub(super) fn excerpts(passages: &[Passage]) -> Excerpts {
    let words: Vec<Option<String>> = passages.iter().map(|passage| passage.words.as_deref().and_then(fit)).collect();
    let summary = words.iter().any(Option::is_none);
    let (mut text, mut length) = (String::new(), 0);
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut spans = Vec::new();
    for (words, passage) in words.into_iter().zip(passages) {
        let (open, close) = if summary && words.is_some() { ("“", "”") } else { ("", "") };
        let words = words.or_else(|| fit(&passage.sentence)).unwrap_or_else(|| "(no words)".to_owned());
        if let Some(span) = seen.get(&words) {
            spans.push(*span);
            continue;
        }
        let start = length + open.chars().count();
        let span = Span::new(start, start + words.chars().count());
        let paragraph = format!("{open}{words}{close}\n\n");
        text.push_str(&paragraph);
        length += paragraph.chars().count();
        seen.insert(words, span);
        spans.push(span);
    }
    text.truncate(text.trim_end_matches('\n').len());
    // A passage may itself end in line breaks.
    let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
    text.extend(std::iter::repeat_n('\n', (end + 1).saturating_sub(text.chars().count()).max(1)));
    Excerpts { text, kind: if summary { TextKind::Summary } else { TextKind::Full }, spans }
}

/// Words as a document may have them; nothing if there are none.
fn fit(words: &str) -> Option<String> {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let words: String = words.chars().filter(|&c| !is_refused(c)).collect();
    (!words.trim().is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{ingest, model::Offsets};

    fn passage(words: Option<&str>) -> Passage {
        Passage { words: words.map(str::to_owned), sentence: "Acme opposes: Access".to_owned() }
    }

    #[test]
    fn passages_are_paragraphs_each_once() {
        let made = excerpts(&[
            passage(Some("We will not.")),
            passage(Some("Never \u{1f511}.")),
            passage(Some("We will not.")),
        ]);
        assert_eq!((made.text.as_str(), made.kind), ("We will not.\n\nNever \u{1f511}.\n", TextKind::Full));
        assert_eq!(made.spans, [Span::new(0, 12), Span::new(14, 22), Span::new(0, 12)]);
        let made = excerpts(&[passage(Some("We will not.")), passage(None)]);
        assert_eq!((made.text.as_str(), made.kind), ("“We will not.”\n\nAcme opposes: Access\n", TextKind::Summary));
        assert_eq!(made.spans, [Span::new(1, 13), Span::new(16, 36)]);
    }

    proptest! {
        #[test]
        fn every_passage_stands_where_it_is_said_to(
            words in proptest::collection::vec(proptest::option::of("(\\PC| |\n|\r|\u{202e}|“){0,12}"), 1..6),
        ) {
            let passages: Vec<Passage> = words.iter().map(|words| passage(words.as_deref())).collect();
            let made = excerpts(&passages);
            let read = ingest::decode(made.text.as_bytes()).expect("a text");
            prop_assert_eq!(read.as_str(), made.text.strip_prefix('\u{feff}').unwrap_or(&made.text));
            let offsets = Offsets::new(&made.text);
            for (passage, span) in passages.iter().zip(&made.spans) {
                let wanted = passage.words.as_deref().and_then(fit).unwrap_or_else(|| passage.sentence.clone());
                prop_assert_eq!(offsets.slice(*span), Some(wanted.as_str()));
            }
        }
    }
}
