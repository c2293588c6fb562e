//! A coder from the codebook files of a case, with mistakes in patterns pointed at in their file.

use crate::{
    case::Codebooks,
    diagnostic::Diagnostic,
    lexicon::Lexicon,
    model::{Codebook, identity},
};

use super::{CODER_VERSION, Coder};

/// A coder for everything that codebook files say, merged.
///
/// # Errors
/// Mistakes in patterns, each with its file and place. Files are looked at in the order in which they extend each
/// other; mistakes in one hide those in files that build on it.
pub fn compile(codebooks: &Codebooks) -> Result<Coder, Vec<Diagnostic>> {
    let mut lexicon = Lexicon::default();
    let mut coder = None;
    for file in &codebooks.lexicons {
        lexicon.merge(file.lexicon.clone());
        let compiled = Coder::new(&codebooks.merged, &lexicon).map_err(|found| {
            found
                .into_iter()
                .map(
                    |finding| match finding.place.clone().and_then(|place| place.bytes) {
                        Some(bytes) => finding.at(&file.path, bytes),
                        None => finding.in_file(&file.path),
                    },
                )
                .collect::<Vec<_>>()
        })?;
        coder = Some(compiled);
    }
    match coder {
        Some(coder) => Ok(coder),
        None => Coder::new(&Codebook::default(), &lexicon),
    }
}

/// What names a machine run: its own version and the codebook it coded against, as sixteen hexadecimal digits.
#[must_use]
pub fn codebook_digest(codebooks: &Codebooks) -> String {
    let version = CODER_VERSION.to_string();
    identity::digest(
        std::iter::once(version.as_str())
            .chain(codebooks.lexicons.iter().map(|file| file.text.as_str())),
    )
}
