//! The words around a drawing: title, what was counted and filtered, the sources.

use std::collections::BTreeSet;

use super::{Filters, Survey};
use crate::diagram::{Caption, text::count};

impl Survey {
    /// A caption for a drawing of what the filters leave, from these documents (ids).
    pub(super) fn caption<'a>(
        &self,
        lead: &str,
        counted: Vec<String>,
        filters: &Filters,
        documents: impl IntoIterator<Item = &'a str>,
    ) -> Caption {
        let used: BTreeSet<&str> = documents.into_iter().collect();
        let mut parts = counted;
        parts.push(many(used.len(), "document", "documents"));
        parts.extend(filters.words(self));
        Caption {
            title: match self.case.title.as_str() {
                "" => lead.to_owned(),
                title => format!("{lead}: {title}"),
            },
            subtitle: Some(parts.join(" · ")),
            sources: self.source_lines(&used),
        }
    }

    /// One line for each document, by id, and one that says what is a summary.
    #[must_use]
    pub fn source_lines(&self, used: &BTreeSet<&str>) -> Vec<String> {
        let documents: Vec<_> = self.documents.iter().filter(|document| used.contains(document.id.as_str())).collect();
        let mut lines: Vec<String> = documents.iter().map(|d| d.citation()).collect();
        let summaries = documents.iter().filter(|document| document.summary).count();
        if summaries > 0 {
            let which = if summaries == documents.len() {
                "The texts are".to_owned()
            } else {
                format!("{summaries} of the texts are")
            };
            let mut line =
                format!("{which} summaries in our own words; only what stands in quotation marks is the source’s.");
            if let Some(licence) = &self.case.licence {
                line.push_str(&format!(" Coding: {licence}."));
            }
            lines.push(line);
        }
        lines
    }
}

/// A number of things in words.
pub(super) fn many(number: usize, singular: &str, plural: &str) -> String {
    count(u32::try_from(number).unwrap_or(u32::MAX), singular, plural)
}
