//! Who is said to have said what, in which words of the text.

use super::{Slug, Span, closed_list::closed_list};

closed_list! {
    /// How much of the content stands in quotation marks.
    ///
    /// Direct is at least four fifths of the letters, indirect none, mixed the rest, as PolNeAR counts.
    Directness, "kind of attribution" {
        /// The words themselves.
        Direct = "direct" => "Direct",
        /// Some words quoted, some paraphrased.
        Mixed = "mixed" => "Mixed",
        /// A paraphrase.
        Indirect = "indirect" => "Indirect",
    }
}

/// A passage in which a source is said, by a cue, to have expressed a content. Purely textual but for the speaker.
///
/// The terms are those of [PolNeAR](https://aclanthology.org/L18-1524/) and the Penn Attribution Relations Corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Sixteen hexadecimal digits made from the content: see [`super::identity`].
    pub id: String,
    /// The words that name the source; none where it is implicit.
    pub source: Vec<Span>,
    /// The words that say that it is said.
    pub cue: Vec<Span>,
    /// What is said; at least one span.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub directness: Directness,
    /// The actor behind the source, if known.
    pub speaker: Option<Slug>,
    /// The source as the text names it.
    pub speaker_label: Option<String>,
    /// Who it may be, where that is open.
    pub candidates: Vec<Slug>,
    /// The organisation the speaker speaks for.
    pub speaks_for: Option<Slug>,
    /// The role as the text gives it.
    pub role: Option<String>,
    /// The cited work the words come from: a blog post, a letter, leaked documents.
    pub work: Option<Slug>,
    /// The attribution this one lies within, by its place in the same [`super::AnnotationSet`].
    pub within: Option<usize>,
    /// What made it: the name of a rule, or of a way of working for people.
    pub rule: Option<String>,
    /// How sure the coder is, 0 to 1.
    pub confidence: Option<f64>,
}
