//! A case is a folder of plain files, and the files are the truth: reading, checking and writing them.

mod add;
mod annotations;
mod catalog;
mod codebook;
mod codebook_checks;
mod error;
mod files;
mod init;
mod manifest;
mod quotes;
mod read;
mod shipped;
mod toml_places;
mod toml_text;
mod write_lock;

pub use add::{AddError, AddOptions, Added, add_document};
pub use annotations::{annotation_path, encoded, passages, quotation_spans, render_annotations, write_annotations};
pub use catalog::BUILT_IN_CODEBOOKS;
pub use codebook::{
    CodebookFile, Codebooks, LexiconFile, built_in_codebook, read_codebook, read_codebook_file, read_codebook_with,
};
pub use error::CaseError;
pub use files::{NewFile, read_file, remove_file, sweep_leftovers, write_file};
pub use init::init_case;
pub use manifest::{Epilogue, Manifest};
pub(crate) use quotes::find_again;
pub use quotes::{Moved, repair};
pub(crate) use read::placed;
pub use read::{Case, errors, find_case, read_case, read_document};
pub use shipped::{room_for_shipped, shipped_case, write_shipped};
pub use toml_text::{NewEntries, codebook_text};
pub(crate) use toml_text::{coder_text, manifest_text};
pub use write_lock::WriteLock;
