//! The pages for reading and asking: a case with its graph goes in, HTML and data come out.
//!
//! Pure: no files, no network, no clock. The same pages are answered by a server and written as files, because where
//! things are is asked of an [`Addressing`]. A page is data first (`view`, the same that the JSON API gives), then markup
//! (`sheet`); [`Writer::answer`] is the way in.

mod address;
mod answer;
pub mod api;
mod drawing;
mod error;
mod graph;
mod marked;
mod reading;
mod search;
mod sheet;
mod shell;
mod site;
mod triples;
pub mod view;
mod writer;

pub use address::{Address, Addressing, Parameters, Representation, Served, ServedGraph};
pub use answer::Answered;
pub use error::PageError;
pub use graph::triples;
pub use marked::{Paragraph, Piece, paragraphs};
pub use reading::{Reading, ReadingError, Readings};
pub use search::{Hit, Search};
pub use sheet::Fault;
pub use shell::{Section, Sheet, Shell};
pub use site::{SiteCase, SiteFile, site};
pub use writer::Writer;
