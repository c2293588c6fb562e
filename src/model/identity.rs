//! Ids made from content, so that the same find has the same name on every machine and in every run.
//!
//! An id is the first sixteen hexadecimal digits of SHA-256 over the coder, the document, the kind of thing, its
//! spans and what it is about. The stance is never part of it: a corrected stance keeps its identity.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{AnnotationSet, Attribution, ReportedFact, Slug, Span, Statement};

/// The first sixteen hexadecimal digits of SHA-256 over the parts, each preceded by its length.
#[must_use]
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()[..8].iter().fold(String::with_capacity(16), |mut hex, byte| {
        use std::fmt::Write as _;
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Gives every attribution, statement and fact of a set its id, replacing what was there.
///
/// Two finds that would share an id are told apart by an ordinal, in their order in the set.
pub fn assign(set: &mut AnnotationSet) {
    let document = set.document.to_string();
    let coder = set.coder.name.to_string();
    let mut seen = Ordinals::default();
    for found in &mut set.attributions {
        let content = joined(&found.content);
        let source = joined(&found.source);
        found.id = seen.id(["attribution", &coder, &document, &content, &source, ""]);
    }
    for found in &mut set.statements {
        let spans = joined(&found.evidence);
        found.id = seen.id(["statement", &coder, &document, &spans, found.actor.as_str(), found.proposition.as_str()]);
    }
    for found in &mut set.facts {
        let spans = joined(&found.evidence);
        found.id =
            seen.id(["fact", &coder, &document, &spans, found.event.as_str(), super::ClosedList::id(found.property)]);
    }
}

/// The id of a statement that joins what a coder has found in a document: the one that [`assign`] would give it, with
/// the first ordinal whose id is not `taken`.
#[must_use]
pub fn of_statement(coder: &Slug, document: &Slug, found: &Statement, taken: impl Fn(&str) -> bool) -> String {
    let spans = joined(&found.evidence);
    let parts =
        ["statement", coder.as_str(), document.as_str(), &spans, found.actor.as_str(), found.proposition.as_str()];
    free(parts, taken)
}

/// The same for an attribution.
#[must_use]
pub fn of_attribution(coder: &Slug, document: &Slug, found: &Attribution, taken: impl Fn(&str) -> bool) -> String {
    let (content, source) = (joined(&found.content), joined(&found.source));
    free(["attribution", coder.as_str(), document.as_str(), &content, &source, ""], taken)
}

/// The same for a reported fact.
#[must_use]
pub fn of_fact(coder: &Slug, document: &Slug, found: &ReportedFact, taken: impl Fn(&str) -> bool) -> String {
    let spans = joined(&found.evidence);
    let property = super::ClosedList::id(found.property);
    free(["fact", coder.as_str(), document.as_str(), &spans, found.event.as_str(), property], taken)
}

fn free(parts: [&str; 6], taken: impl Fn(&str) -> bool) -> String {
    let mut id = digest(parts);
    let mut ordinal = 1_usize;
    while taken(&id) {
        ordinal += 1;
        id = digest(parts.into_iter().chain([ordinal.to_string().as_str()]));
    }
    id
}

/// Numbers finds that would otherwise have the same id.
#[derive(Default)]
struct Ordinals(BTreeMap<String, usize>);

impl Ordinals {
    fn id(&mut self, parts: [&str; 6]) -> String {
        let first = digest(parts);
        let count = self.0.entry(first.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => first,
            n => digest(parts.into_iter().chain([n.to_string().as_str()])),
        }
    }
}

fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        assert_eq!(digest(["ab", "c"]).len(), 16);
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_eq!(digest(["ab", "c"]), digest(["ab", "c"]));
    }
}
