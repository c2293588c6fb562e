//! Between the model and RDF: minting IRIs, encoding and decoding, reading and writing formats. No files here.

mod codebook;
mod decode;
mod documents;
mod encode;
mod format;
mod gaps;
mod names;
mod node;
mod provisional;
mod quotes;
mod values;

pub use codebook::{codebook_triples, event_triples};
pub use decode::decode_annotations;
pub use documents::{CaseDescription, case_triples, document_triples};
pub use encode::{Passages, encode_annotations, is_by_a_program};
pub(crate) use format::sort;
pub use format::{QuadFormat, SyntaxError, parse_turtle, write_ntriples, write_quads, write_turtle};
pub use names::Names;
pub use provisional::described_actors;
pub use quotes::{ClaimedQuote, claimed_quotes};
