//! `case.sha256`: digests of all files of a case, for those who want to know of every byte that changes.
//!
//! What reading can find is what contradicts something else: words that do not stand in the text, names that nobody
//! declares. One valid value in place of another it cannot find, because people edit these files. A seal says how the
//! files were when somebody was content with them; it is what `sha256sum` writes and reads.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use super::{
    Case, CaseError, Stamps,
    files::{read_file, write_file},
};
use crate::diagnostic::Diagnostic;

/// The file, relative to the case.
const NAME: &str = "case.sha256";

/// The codes of what is found.
const CHANGED: &str = "seal-changed";
const MISSING: &str = "seal-missing";
const NEW: &str = "seal-new";

/// Writes the digests of all files of a case; returns how many there are.
///
/// # Errors
/// [`CaseError`] if one cannot be read, or the seal not be written.
pub fn seal(case: &Case) -> Result<usize, CaseError> {
    let mut text = String::new();
    let paths = sealed_paths(case);
    for (name, path) in &paths {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}  {name}", digest(&read_file(path)?));
    }
    write_file(&case.dir.join(NAME), text.as_bytes())?;
    Ok(paths.len())
}

/// Whether a finding is about a seal that does not fit: it does not keep a case from being sealed anew.
#[must_use]
pub fn is_of_seal(finding: &Diagnostic) -> bool {
    [CHANGED, MISSING, NEW, "seal"].contains(&finding.code)
}

/// The files of a case by the names that the seal has for them: relative to the case, with `/`.
fn sealed_paths(case: &Case) -> BTreeMap<String, PathBuf> {
    let stamps = Stamps::of(&case.dir, case);
    let glossary = case.dir.join("glossary.toml");
    let glossary = glossary.symlink_metadata().is_ok().then_some(glossary);
    stamps
        .paths()
        .map(Path::to_owned)
        .chain(glossary)
        .filter_map(|path| {
            let name = path.strip_prefix(&case.dir).ok()?.to_string_lossy().replace('\\', "/");
            Some((name, path))
        })
        .collect()
}

/// Holds the files of a case against its seal, if it has one.
pub(super) fn broken(case: &Case) -> Result<Vec<Diagnostic>, CaseError> {
    let path = case.dir.join(NAME);
    let bytes = match read_file(&path) {
        Err(CaseError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        result => result?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let there = sealed_paths(case);
    let (mut findings, mut listed) = (Vec::new(), BTreeSet::new());
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        let place = begin..begin + line.trim_end().len();
        begin += line.len();
        let entry = line.trim_end_matches(['\r', '\n']).split_once("  ").filter(|(digest, _)| is_digest(digest));
        let Some((sealed, name)) = entry else {
            let finding = Diagnostic::warning("seal", "this is no line of a seal").at(&path, place);
            findings
                .push(finding.help("bring the file back from git, or seal the case anew: stancegraph check --seal"));
            continue;
        };
        listed.insert(name.to_owned());
        // Only what belongs to the case is read, whatever somebody has written here.
        match there.get(name) {
            None => findings.push(since(MISSING, &format!("{name} was there when the case was sealed"), &path)),
            Some(file) if digest(&read_file(file)?) != sealed => {
                findings.push(since(CHANGED, "the file has changed since the case was sealed", file));
            }
            Some(_) => {}
        }
    }
    let new = there.into_iter().filter(|(name, _)| !listed.contains(name));
    findings.extend(new.map(|(_, path)| since(NEW, "the file has come since the case was sealed", &path)));
    Ok(findings)
}

fn since(code: &'static str, message: &str, path: &Path) -> Diagnostic {
    Diagnostic::warning(code, message)
        .in_file(path)
        .help("if that was meant, seal the case anew: stancegraph check --seal; if not, git has what was there")
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
