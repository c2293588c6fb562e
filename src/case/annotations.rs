//! `annotations/<coder>/<document>.ttl`: what one coder found in one document, as a file.

use std::path::{Path, PathBuf};

use oxigraph::model::Triple;

use super::{CaseError, files};
use crate::{
    attribution,
    model::{AnnotationSet, Document, Offsets, Slug, Span},
    rdf::{Names, Passages, encode_annotations, write_turtle},
};

/// The file of one coder's annotations of one document, relative to the case.
#[must_use]
pub fn annotation_path(coder: &Slug, document: &Slug) -> PathBuf {
    Path::new("annotations").join(coder.as_str()).join(format!("{document}.ttl"))
}

/// The passages of a document, with what stands in quotation marks found by the reader of texts.
#[must_use]
pub fn passages(document: &Document) -> Passages<'_> {
    Passages::new(document, quotation_spans(document))
}

/// What stands in quotation marks in a document, the marks included.
#[must_use]
pub fn quotation_spans(document: &Document) -> Vec<Span> {
    let offsets = Offsets::new(&document.text);
    attribution::quotations(&document.text)
        .iter()
        .map(|quote| offsets.span(quote.start as usize..quote.end as usize))
        .collect()
}

/// The triples of one coder's annotations of one document.
#[must_use]
pub fn encoded(set: &AnnotationSet, document: &Document, names: &Names<'_>) -> Vec<Triple> {
    encode_annotations(set, &passages(document), names)
}

/// The Turtle of one coder's annotations of one document: sorted, one block a resource, no blank nodes.
#[must_use]
pub fn render_annotations(
    set: &AnnotationSet,
    document: &Document,
    names: &Names<'_>,
    prefixes: &[(String, String)],
) -> String {
    write_turtle(encoded(set, document, names), prefixes)
}

/// Writes one coder's annotations of one document into the case, as a whole or not at all.
///
/// # Errors
/// [`CaseError::Write`] names the file; what was there before is still there.
pub fn write_annotations(
    dir: &Path,
    set: &AnnotationSet,
    document: &Document,
    names: &Names<'_>,
    prefixes: &[(String, String)],
) -> Result<PathBuf, CaseError> {
    let path = annotation_path(&set.coder.name, &set.document);
    let turtle = render_annotations(set, document, names, prefixes);
    files::write_file(&dir.join(&path), turtle.as_bytes())?;
    Ok(path)
}
