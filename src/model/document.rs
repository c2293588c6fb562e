//! A text with its bibliographic data.

use super::{Date, Slug, closed_list::closed_list};

closed_list! {
    /// Whether the text is the source itself or a summary of it.
    TextKind, "kind of text" {
        /// The source's own words.
        Full = "full" => "FullText",
        /// A summary in the case's own words: only what stands in quotation marks is the source's.
        Summary = "summary" => "Summary",
    }
}

/// One text with its bibliographic data. What no source tells stays `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file's name without its ending.
    pub slug: Slug,
    /// The headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The licence of the text that is kept here.
    pub licence: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The source itself or a summary.
    pub text_kind: TextKind,
    /// Where the bibliographic data come from.
    pub source_note: Option<String>,
    /// The text after the front matter. Offsets count its code points from 0.
    pub text: String,
}
