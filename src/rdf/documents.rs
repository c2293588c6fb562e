//! From a case's description and documents to triples.

use oxigraph::model::{Literal, NamedNode, Triple};

use super::{codebook::link, names::Names, node::Describe, values};
use crate::{
    model::Document,
    vocab::{
        external as ext, individual,
        terms::{class, property},
    },
};

/// What a case says of itself.
#[derive(Debug, Clone, Copy)]
pub struct CaseDescription<'c> {
    /// Its title.
    pub title: &'c str,
    /// The licence of its texts and codings.
    pub licence: Option<&'c str>,
    /// What happened afterwards, from outside its documents.
    pub epilogue: Option<&'c str>,
    /// Where the epilogue can be read.
    pub epilogue_sources: &'c [String],
    /// The base IRIs of the codebooks it uses.
    pub codebooks: &'c [String],
}

/// The triples of the case itself.
#[must_use]
pub fn case_triples(case: &CaseDescription<'_>, names: &Names<'_>) -> Vec<Triple> {
    let mut triples = Vec::new();
    Describe::new(names.case(), &mut triples)
        .a(class::CASE)
        .has(ext::TITLE, values::english(case.title))
        .has_each(ext::LICENSE, case.licence.map(Literal::new_simple_literal))
        .has_each(property::EPILOGUE, case.epilogue.map(values::english))
        .has_each(ext::SOURCE, case.epilogue_sources.iter().map(|source| link(source)))
        .has_each(property::USES_CODEBOOK, case.codebooks.iter().map(NamedNode::new_unchecked));
    triples
}

/// The triples of one document's bibliographic data; its text stays in the file.
#[must_use]
pub fn document_triples(document: &Document, names: &Names<'_>) -> Vec<Triple> {
    let mut triples = Vec::new();
    let publisher = document.publisher.as_deref().and_then(|publisher| names.actor_labelled(publisher));
    Describe::new(names.document(&document.slug), &mut triples)
        .a(class::DOCUMENT)
        .a(ext::NEWS_ARTICLE)
        .a(ext::PROV_ENTITY)
        .has(property::IN_CASE, names.case())
        .has(property::SLUG, Literal::new_simple_literal(document.slug.as_str()))
        .has(ext::TITLE, Literal::new_simple_literal(&document.title))
        .has(property::TEXT_KIND, individual(document.text_kind))
        .has_each(ext::PUBLISHER, publisher)
        .has_each(property::PUBLISHER_LABEL, plain(&document.publisher))
        .has_each(ext::AUTHOR, document.authors.iter().map(Literal::new_simple_literal))
        .has_each(ext::DATE, document.date.map(values::date))
        .has_each(ext::URL, document.url.iter().map(|url| link(url)))
        .has_each(ext::LICENSE, plain(&document.licence))
        .has_each(ext::LANGUAGE, plain(&document.language))
        .has_each(property::SOURCE_NOTE, plain(&document.source_note));
    triples
}

fn plain(text: &Option<String>) -> Option<Literal> {
    text.as_ref().map(Literal::new_simple_literal)
}
