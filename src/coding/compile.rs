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
/// other, events' triggers last; mistakes in one hide those in what builds on it.
pub fn compile(codebooks: &Codebooks) -> Result<Coder, Vec<Diagnostic>> {
    let mut lexicon = Lexicon::default();
    for file in &codebooks.lexicons {
        lexicon.merge(file.lexicon.clone());
    }
    Coder::new(&codebooks.merged, &lexicon).map_err(|found| {
        mistakes_of_a_file(codebooks)
            .unwrap_or_else(|| found.into_iter().map(|finding| trigger_placed(finding, codebooks)).collect())
    })
}

/// The mistakes of the first file whose lexicon, on top of those it builds on, does not compile. Only asked once it
/// is known that something is wrong: compiling is most of what a short run does.
fn mistakes_of_a_file(codebooks: &Codebooks) -> Option<Vec<Diagnostic>> {
    let without_events = Codebook { events: std::collections::BTreeMap::new(), ..codebooks.merged.clone() };
    let mut lexicon = Lexicon::default();
    codebooks.lexicons.iter().find_map(|file| {
        lexicon.merge(file.lexicon.clone());
        let found = Coder::new(&without_events, &lexicon).err()?;
        let placed = |finding: Diagnostic| match bytes_of(&finding) {
            Some(bytes) => finding.at(&file.path, bytes),
            None => finding.in_file(&file.path),
        };
        Some(found.into_iter().map(placed).collect())
    })
}

fn bytes_of(finding: &Diagnostic) -> Option<std::ops::Range<usize>> {
    finding.place.as_ref()?.bytes.clone()
}

/// Points a finding about an event's trigger, whose place is within the pattern, at the file that has the pattern.
fn trigger_placed(finding: Diagnostic, codebooks: &Codebooks) -> Diagnostic {
    let pattern = finding
        .label
        .as_deref()
        .and_then(|label| label.split_once('`')?.1.strip_suffix('`'))
        .unwrap_or_default()
        .to_owned();
    let place = codebooks.files.iter().find_map(|(path, text)| {
        let quoted = text.find(&format!("\"{pattern}\""))?;
        Some((path, quoted + 1))
    });
    match (place, bytes_of(&finding)) {
        (Some((path, start)), Some(within)) => finding.at(path, start + within.start..start + within.end),
        (Some((path, _)), None) => finding.in_file(path),
        (None, _) => finding,
    }
}

/// What names a machine run: its own version and the codebook it coded against, as sixteen hexadecimal digits.
#[must_use]
pub fn codebook_digest(codebooks: &Codebooks) -> String {
    identity::digest(std::iter::once(CODER_VERSION).chain(codebooks.lexicons.iter().map(|file| file.text.as_str())))
}
