//! stancegraph: who stands where on a policy question, who says so, and in which words.
//!
//! The data flow, and the order of the modules; none imports one further down:
//!
//! 1. [`vocab`], [`model`], [`diagnostic`]: the terms, the plain data, and findings about them.
//! 2. [`rdf`], [`jsonl`], [`ingest`], [`attribution`]: between the model and its formats; files to documents; who said
//!    what in a text.
//! 3. [`lexicon`], [`case`], [`coding`]: the words of a codebook; a folder of plain files; who stands where.
//!    [`reader`]: somebody else's program in the reader's place.
//! 4. [`interchange`]: between a case and the files of other programs.
//! 5. [`store`], [`query`]: a case as a graph, and questions to it. [`remote`]: a graph on another server.
//!    [`review`]: what coders decide, written into the case.
//! 6. [`network`]: who agrees with whom.
//! 7. [`diagram`], [`render`]: what to draw, and how to write it.
//! 8. [`lesson`]: what a teacher prints.
//! 9. [`pages`]: a case as pages to read and ask; [`assets`] are their style sheets and scripts.
//! 10. [`server`]: a case in the browser and for programs.
//! 11. [`cli`]: the command line.

pub mod assets;
pub mod attribution;
pub mod case;
pub mod cli;
pub mod coding;
pub mod diagnostic;
pub mod diagram;
pub mod evaluation;
pub mod ingest;
pub mod interchange;
pub mod jsonl;
pub mod lesson;
pub mod lexicon;
pub mod model;
pub mod network;
pub mod pages;
pub mod query;
pub mod rdf;
pub mod reader;
pub mod remote;
pub mod render;
pub mod review;
pub mod server;
pub mod store;
pub mod vocab;
