//! What the files of a case look like from outside: whether one has changed is known without reading it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use sha2::{Digest as _, Sha256};

use super::{Case, CaseError, files::read_file};

/// The files of a case and what tells that one has changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamps(BTreeMap<PathBuf, Option<Stamp>>);

/// What tells that a file has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// A file that is replaced by another has another number, however quick it was. 0 where there are none.
    number: u64,
}

impl Stamps {
    /// The files of a case and those its codebooks are in.
    #[must_use]
    pub fn of(dir: &Path, case: &Case) -> Self {
        let lexicons = case.codebooks.lexicons.iter().map(|lexicon| &lexicon.path);
        let further = case.codebooks.files.iter().map(|(path, _)| path).chain(lexicons);
        let further = further.filter(|path| !path.starts_with("<built-in>"));
        let mut files = Self::in_case(dir);
        files.0.extend(further.map(|path| (path.clone(), stamp(path))));
        files
    }

    /// The same files again, and those that have come to the case.
    #[must_use]
    pub fn again(&self, dir: &Path) -> Self {
        let mut files = Self::in_case(dir);
        let further = self.0.keys().filter(|path| !path.starts_with(dir));
        files.0.extend(further.map(|path| (path.clone(), stamp(path))));
        files
    }

    /// The files in a case's own folder.
    #[must_use]
    pub fn in_case(dir: &Path) -> Self {
        let mut files = BTreeMap::new();
        for name in ["case.toml", "codebook.toml"] {
            let path = dir.join(name);
            files.insert(path.clone(), stamp(&path));
        }
        listed(&dir.join("documents"), "md", &mut files);
        for coder in fs::read_dir(dir.join("annotations")).into_iter().flatten().flatten() {
            listed(&coder.path(), "ttl", &mut files);
        }
        Self(files)
    }

    /// One file of any kind.
    #[must_use]
    pub fn of_file(path: &Path) -> Self {
        Self(BTreeMap::from([(path.to_owned(), stamp(path))]))
    }

    /// What coders code, and against what: all but annotations.
    #[must_use]
    pub fn without_annotations(mut self, dir: &Path) -> Self {
        let annotations = dir.join("annotations");
        self.0.retain(|path, _| !path.starts_with(&annotations));
        self
    }

    /// The files that are there.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter(|(_, stamp)| stamp.is_some()).map(|(path, _)| path.as_path())
    }

    /// A digest of their names and contents: sixteen hexadecimal digits.
    ///
    /// # Errors
    /// [`CaseError::Read`] if one cannot be read.
    pub fn digest(&self) -> Result<String, CaseError> {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        for (path, stamp) in &self.0 {
            let bytes = if stamp.is_some() { read_file(path)? } else { Vec::new() };
            hash.update(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        Ok(hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

fn listed(folder: &Path, ending: &str, files: &mut BTreeMap<PathBuf, Option<Stamp>>) {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == ending) && !hidden(path));
    files.extend(wanted.map(|path| (path.clone(), stamp(&path))));
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::symlink_metadata(path).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let number = 0;
    Some(Stamp { bytes: metadata.len(), modified: metadata.modified().ok(), number })
}
