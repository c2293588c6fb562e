//! New actors and propositions in the case's own codebook: what is there stays as it is, and the rest stands behind it.

use std::path::Path;

use super::{ReviewError, sheet::contents};
use crate::{
    case::{Case, CaseError, Codebooks, NewEntries, codebook_text, errors, read_codebook_with},
    diagnostic::Diagnostic,
};

/// The file, relative to the case.
pub(super) const FILE: &str = "codebook.toml";

/// What a new codebook begins with.
const HEAD: &str = "format = 1\n";

/// The codebook with new entries.
pub(super) struct Extended {
    /// What was there.
    pub(super) before: Option<Vec<u8>>,
    /// The new text.
    pub(super) text: String,
    /// What coders code against from now on.
    pub(super) codebooks: Codebooks,
}

/// Works out what the codebook becomes. Nothing is written.
pub(super) fn extend(dir: &Path, case: &Case, new: &NewEntries) -> Result<Extended, ReviewError> {
    let path = dir.join(FILE);
    let before = contents(&path)?;
    let mut text = match &before {
        None => HEAD.to_owned(),
        Some(bytes) => String::from_utf8(bytes.clone())
            .map_err(|_| CaseError::Invalid(vec![Diagnostic::error("not-utf8", "it is not UTF-8").in_file(&path)]))?,
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&codebook_text(new));
    let (codebooks, found) = read_codebook_with(dir, &case.manifest, &text)?;
    let mistakes = errors(&found);
    if !mistakes.is_empty() {
        return Err(ReviewError::Codebook(mistakes));
    }
    Ok(Extended { before, text, codebooks })
}
