//! The pages for reading and asking: a case with its graph goes in, HTML and data come out.
//!
//! Pure: no files, no network, no clock. The same pages are answered by a server and written as files, because where
//! things are is asked of an [`Addressing`]. A page is data first (the same that the JSON API gives), then markup.

mod address;
mod assets;
mod shell;

pub use address::{Address, Addressing, Parameters, Representation, Served};
pub use assets::{ASSETS, Asset, SCRIPT, STYLE, asset};
pub use shell::{Section, Sheet, Shell};
