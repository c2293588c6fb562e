//! A case is a folder of plain files, and the files are the truth: reading, checking and writing them.

mod add;
mod annotations;
mod catalog;
mod codebook;
mod codebook_checks;
mod error;
mod files;
mod foreign;
mod git;
mod init;
mod manifest;
mod new_file;
mod quotes;
mod reach;
mod read;
mod seal;
mod shipped;
mod stamps;
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
pub use files::{read_file, remove_file, write_file, write_new_file, write_together};
pub use foreign::foreign_content;
pub use git::git_is_at_work;
pub use init::init_case;
pub use manifest::{Epilogue, Manifest};
pub use new_file::{NewFile, sweep_case, sweep_leftovers};
pub(crate) use quotes::find_again;
pub use quotes::{Moved, repair};
pub(crate) use read::placed;
pub use read::{Case, case_without_files, errors, find_case, prefixes, read_case, read_document};
pub use seal::{is_of_seal, seal};
pub use shipped::{room_for_shipped, shipped_case, write_shipped};
pub use stamps::Stamps;
pub use toml_text::{NewEntries, codebook_text};
pub(crate) use toml_text::{coder_text, manifest_text};
pub use write_lock::WriteLock;
