//! Words with where they stand: no quotation leaves this module without its document and without saying whose words
//! they are.

use serde::Serialize;

use crate::diagram::{
    Link, When,
    evidence::shorten,
    survey::{DocumentRow, SpanRow, Survey},
    text::visible,
};

/// The most passages of one finding that are shown (a count).
const PIECES: usize = 3;
/// The shortest stretch that is worth showing beside another one (characters).
const SHORTEST: usize = 40;

/// A document of the case, numbered as the pack cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its number in the list of sources, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Publisher and date: "The Drum, 30 November 2015".
    pub label: String,
    /// What it is called in a running text: "The Drum".
    pub name: String,
    /// Authors, title, publisher, date.
    pub citation: String,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether the case has it as a summary in words of its own.
    pub summary: bool,
    /// Where the bibliographic data come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whose words a passage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// The source's, word for word.
    Verbatim,
    /// Some the source's, some a summary's.
    Mixed,
    /// A summary's.
    Summary,
}

/// Where words stand, and whose they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Citation {
    /// The number of the [`Source`].
    pub source: usize,
    /// The document's id.
    pub document: String,
    /// Publisher and date.
    pub label: String,
    /// Whose words.
    pub wording: Wording,
}

/// A stretch of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its words, white space made single spaces.
    pub text: String,
    /// Whether they are the source's own.
    pub verbatim: bool,
    /// Its first character (code points of the document's text, from 0).
    pub start: usize,
    /// Where it ends (code points, exclusive).
    pub end: usize,
}

/// The words behind a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// One or a few stretches, in the order of the text.
    pub pieces: Vec<Piece>,
    /// Whether more follow that are not shown.
    pub more: bool,
    /// Where they stand.
    pub citation: Citation,
}

impl Passage {
    /// The words as they are shown: the source's own in quotation marks, a summary's without, gaps as an ellipsis.
    #[must_use]
    pub fn shown(&self) -> String {
        self.shown_within(usize::MAX)
    }

    /// The same cut to so many characters of words.
    #[must_use]
    pub fn shown_within(&self, limit: usize) -> String {
        let mut room = limit;
        let mut shown: Vec<String> = Vec::new();
        for piece in &self.pieces {
            let words = visible(&piece.text);
            // Marks that the text itself has around its words would be doubled.
            let words = if piece.verbatim { words.trim_matches(['“', '”', '"']) } else { &words };
            // A stretch of which hardly anything would be left is left out as a whole.
            if room < words.chars().count().min(SHORTEST) && !shown.is_empty() {
                break;
            }
            let words = shorten(words, room);
            room = room.saturating_sub(words.chars().count());
            shown.push(if piece.verbatim { format!("“{words}”") } else { words });
        }
        let cut = self.more || shown.len() < self.pieces.len();
        let joined = shown.join(" … ");
        if cut { format!("{joined} …") } else { joined }
    }

    /// The words without marks, in lower case, with one kind of apostrophe: what makes two passages the same.
    #[must_use]
    pub fn folded(&self) -> String {
        let words: Vec<String> = self.pieces.iter().map(|piece| fold(&piece.text)).collect();
        words.join(" … ")
    }

    /// Whether two passages of one document share a character.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.citation.document == other.citation.document
            && self.pieces.iter().any(|a| other.pieces.iter().any(|b| a.start < b.end && b.start < a.end))
    }
}

/// Text in lower case with single spaces, without quotation marks of any kind.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'')).collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The documents of a case, numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Library {
    sources: Vec<Source>,
}

impl Library {
    /// Numbers the documents by date, then by id, so that the list reads as the story went.
    pub(super) fn of(survey: &Survey) -> Self {
        let mut documents: Vec<&DocumentRow> = survey.documents.iter().collect();
        documents.sort_by_key(|document| (day_key(document.date), document.id.clone()));
        let sources = documents
            .into_iter()
            .zip(1..)
            .map(|(document, number)| Source {
                number,
                id: document.id.clone(),
                label: visible(&document.label()),
                name: visible(&document.name),
                citation: visible(&document.citation()),
                url: document.url.as_ref().map(Link::as_str).map(str::to_owned),
                summary: document.summary,
                note: document.note.as_deref().map(visible),
            })
            .collect();
        Self { sources }
    }

    pub(super) fn all(&self) -> &[Source] {
        &self.sources
    }

    pub(super) fn source(&self, document: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == document)
    }

    /// The words behind a statement or fact; `None` if the graph has none or the document is not known.
    pub(super) fn passage(&self, survey: &Survey, finding: &str) -> Option<Passage> {
        let spans: &[SpanRow] = survey.passages.get(finding)?;
        let source = self.source(&spans.first()?.document)?;
        let pieces: Vec<Piece> = spans
            .iter()
            .take(PIECES)
            .map(|span| Piece {
                text: span.exact.split_whitespace().collect::<Vec<_>>().join(" "),
                verbatim: span.verbatim,
                start: span.start,
                end: span.end,
            })
            .collect();
        let verbatim = pieces.iter().filter(|piece| piece.verbatim).count();
        let wording = match verbatim {
            0 => Wording::Summary,
            n if n == pieces.len() => Wording::Verbatim,
            _ => Wording::Mixed,
        };
        Some(Passage {
            more: spans.len() > PIECES,
            citation: Citation {
                source: source.number,
                document: source.id.clone(),
                label: source.label.clone(),
                wording,
            },
            pieces,
        })
    }
}

/// Sorts dates by time, the vaguer behind the more precise of the same time, unknown last.
pub(super) fn day_key(when: When) -> (i32, u8, u8) {
    match when {
        When::Day(year, month, day) => (year, month, day),
        When::Month(year, month) => (year, month, 32),
        When::Year(year) => (year, 13, 0),
        When::Unknown => (i32::MAX, 0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(pieces: &[(&str, bool)]) -> Passage {
        let pieces = pieces.iter().map(|(text, verbatim)| Piece {
            text: (*text).to_owned(),
            verbatim: *verbatim,
            start: 0,
            end: text.chars().count(),
        });
        Passage {
            pieces: pieces.collect(),
            more: false,
            citation: Citation {
                source: 1,
                document: "d".to_owned(),
                label: "The Paper, 2015".to_owned(),
                wording: Wording::Mixed,
            },
        }
    }

    #[test]
    fn only_the_sources_own_words_stand_in_quotation_marks() {
        let mixed = passage(&[("it refused to obey", false), ("“We will not.”", true)]);
        assert_eq!(mixed.shown(), "it refused to obey … “We will not.”");
        assert_eq!(mixed.shown_within(9), "it refus… …");
        assert_eq!(mixed.shown_within(40), "it refused to obey … “We will not.”");
    }

    #[test]
    fn marks_and_case_make_no_difference() {
        let (one, two) = (passage(&[("We don’t", true)]), passage(&[("we  DON'T", true)]));
        assert_eq!(one.folded(), two.folded());
        assert!(one.overlaps(&two));
    }
}
