//! stancegraph: who stands where on a policy question, who says so, and in which words.
//!
//! The data flow, and the order of the modules; none imports one further down:
//!
//! 1. [`vocab`], [`model`], [`diagnostic`]: the terms, the plain data, and findings about them.
//! 2. [`rdf`], [`ingest`], [`attribution`]: between the model and RDF; files to documents; who said what in a text.
//! 3. [`case`]: a folder of plain files, read, checked and written.

pub mod attribution;
pub mod case;
pub mod cli;
pub mod coding;
pub mod diagnostic;
pub mod diagram;
pub mod ingest;
pub mod jsonl;
pub mod lexicon;
pub mod model;
pub mod query;
pub mod rdf;
pub mod render;
pub mod store;
pub mod vocab;
