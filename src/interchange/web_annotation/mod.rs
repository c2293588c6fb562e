//! [W3C Web Annotation](https://www.w3.org/TR/annotation-model/) as JSON-LD: passages with what was coded of them.
//!
//! What is coded is a body of the type `sg:Statement` with the terms of our vocabulary; beside it stand tags such as
//! `stance: oppose` and a sentence, for programs that know neither. Contexts are never fetched: the keys are read as
//! they are written with the Web Annotation context and the prefix `sg:`. Annotations of
//! [Hypothesis](https://h.readthedocs.io/en/latest/api-reference/) are read by their tags.

mod body;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::{WebAnnotationError, is_like, read};
pub use write::collection;

/// The context of Web Annotation, which every reader of it knows.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
