//! stancegraph: who stands where on a policy question, who says so, and in which words.
//!
//! The data flow, and the order of the modules; none imports one further down:
//!
//! 1. [`vocab`], [`model`], [`diagnostic`]: the terms, the plain data, and findings about them.
//! 2. [`rdf`]: between the model and RDF.

pub mod diagnostic;
pub mod model;
pub mod rdf;
pub mod vocab;
