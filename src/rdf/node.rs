//! Describing one resource, property by property.

use oxigraph::model::{NamedNode, NamedNodeRef, Term, Triple, vocab::rdf};

/// Collects the triples about one subject.
pub(crate) struct Describe<'a> {
    subject: NamedNode,
    triples: &'a mut Vec<Triple>,
}

impl<'a> Describe<'a> {
    pub(crate) fn new(subject: NamedNode, triples: &'a mut Vec<Triple>) -> Self {
        Self { subject, triples }
    }

    pub(crate) fn a(self, class: NamedNodeRef<'_>) -> Self {
        self.has(rdf::TYPE, class)
    }

    pub(crate) fn has(self, property: NamedNodeRef<'_>, value: impl Into<Term>) -> Self {
        self.triples.push(Triple::new(self.subject.clone(), property.into_owned(), value));
        self
    }

    pub(crate) fn has_each<T: Into<Term>>(
        mut self,
        property: NamedNodeRef<'_>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        for value in values {
            self = self.has(property, value);
        }
        self
    }
}
