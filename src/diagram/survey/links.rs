//! Where a mark leads: to the statement on the page, to the page beside the file, or to the source itself.

use super::{StatementRow, Survey};
use crate::diagram::Link;

/// Where the marks of a drawing lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Links {
    /// To the statement on the same page.
    Page,
    /// To the statement on a page beside the file, such as `index.html`.
    Beside(String),
    /// To the pages of a site, a page for each thing: what stands before and after `statements/<id>`.
    Site {
        /// What stands before: `/`, or `../`.
        before: String,
        /// What stands after: nothing, or `.html`.
        after: String,
    },
    /// To the source on the web, where its address is known.
    #[default]
    Source,
}

impl Links {
    /// Where a statement is shown.
    #[must_use]
    pub fn statement(&self, survey: &Survey, statement: &StatementRow) -> Option<Link> {
        self.anchored(&statement_anchor(&statement.id))
            .or_else(|| self.page("statements", &statement.id, ""))
            .or_else(|| survey.document(&statement.document)?.url.clone())
    }

    /// Where a proposition is debated.
    #[must_use]
    pub fn proposition(&self, id: &str) -> Option<Link> {
        self.anchored(&proposition_anchor(id)).or_else(|| self.page("propositions", id, ""))
    }

    /// Where an actor has a page of its own.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<Link> {
        self.page("actors", id, "")
    }

    /// Where an event has a page of its own.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<Link> {
        self.page("events", id, "")
    }

    /// Where the words of an actor on a proposition are; without such a page, the best of them.
    #[must_use]
    pub fn position(
        &self,
        survey: &Survey,
        (actor, proposition): (&str, &str),
        best: Option<&StatementRow>,
    ) -> Option<Link> {
        self.page("actors", actor, &format!("#on-{proposition}"))
            .or_else(|| best.and_then(|statement| self.statement(survey, statement)))
    }

    /// Where a document is listed, or the document itself.
    #[must_use]
    pub fn document(&self, survey: &Survey, id: &str) -> Option<Link> {
        self.anchored(&source_anchor(id))
            .or_else(|| self.page("documents", id, ""))
            .or_else(|| survey.document(id)?.url.clone())
    }

    fn page(&self, folder: &str, id: &str, fragment: &str) -> Option<Link> {
        match self {
            Self::Site { before, after } => Link::new(&format!("{before}{folder}/{id}{after}{fragment}")),
            _ => None,
        }
    }

    fn anchored(&self, anchor: &str) -> Option<Link> {
        match self {
            Self::Page => Link::fragment(anchor),
            Self::Beside(page) => Link::new(&format!("{page}#{anchor}")),
            Self::Site { .. } | Self::Source => None,
        }
    }
}

/// The id of a statement's block on the page of a case.
#[must_use]
pub fn statement_anchor(id: &str) -> String {
    anchor("statement", id)
}

/// The id of a proposition's section on the page of a case.
#[must_use]
pub fn proposition_anchor(id: &str) -> String {
    anchor("proposition", id)
}

/// The id of a source's entry on the page of a case.
#[must_use]
pub fn source_anchor(id: &str) -> String {
    anchor("source", id)
}

/// An id of letters, digits, hyphens and dots; other bytes are written as `_` and two hex digits, so
/// that different ids stay different.
fn anchor(kind: &str, id: &str) -> String {
    let mut out = format!("{kind}-");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("_{byte:02x}"));
        }
    }
    out
}
