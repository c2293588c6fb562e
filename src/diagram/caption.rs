//! The words around a drawing: title, subtitle, sources.

use super::text::visible;

/// Title, subtitle and source lines of a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The title as a sentence: "Who wants what: BlackBerry and Pakistan, 2015".
    pub title: String,
    /// A second line: what was counted, which filters apply.
    pub subtitle: Option<String>,
    /// Small lines below: one bibliographic note each, licence, date of drawing.
    pub sources: Vec<String>,
}

impl Caption {
    /// The caption with its texts made safe to show.
    pub(super) fn cleaned(&self) -> Self {
        Self {
            title: visible(&self.title),
            subtitle: self.subtitle.as_deref().map(visible).filter(|line| !line.is_empty()),
            sources: self.sources.iter().map(|line| visible(line)).collect(),
        }
    }
}
