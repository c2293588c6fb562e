//! A new case: a folder that a person can fill.

use std::{fs, path::Path, time::Duration};

use super::{
    CaseError,
    files::{read_file, write_file, write_new_file},
    new_file::sweep_case,
    write_lock::WriteLock,
};
use crate::model::Slug;

const CASE: &str = include_str!("templates/case.toml");
const CODEBOOK: &str = include_str!("templates/codebook.toml");

/// How long a second `init` in the same folder waits for the first.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes a case in a folder, which may exist as long as it holds no case and no codebook of somebody's.
///
/// # Errors
/// [`CaseError::Exists`] if there is one already, [`CaseError::Taken`] if something else is in its place,
/// [`CaseError::Write`] if the folder cannot be written.
pub fn init_case(dir: &Path, title: Option<&str>) -> Result<(), CaseError> {
    sweep_case(dir);
    if is_there(&dir.join("case.toml")) {
        return Err(CaseError::Exists(dir.to_owned()));
    }
    fs::create_dir_all(dir).map_err(|source| CaseError::Write { path: dir.to_owned(), source })?;
    let _alone = WriteLock::take(dir, PATIENCE, "init")?;
    let name = std::path::absolute(dir)
        .ok()
        .and_then(|dir| Some(dir.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_else(|| "case".to_owned());
    let title = title.map_or_else(|| name.clone(), str::to_owned);
    let case =
        CASE.replace("TITLE", &toml::Value::from(title).to_string()).replace("SLUG", Slug::from_text(&name).as_str());
    let codebook = dir.join("codebook.toml");
    // One that a stopped run has left is ours.
    if is_there(&codebook) && !read_file(&codebook).is_ok_and(|there| there == CODEBOOK.as_bytes()) {
        return Err(CaseError::Taken(codebook));
    }
    write_file(&codebook, CODEBOOK.as_bytes())?;
    write_file(&dir.join("documents/.gitkeep"), b"")?;
    // The manifest comes last: a folder with a case.toml is a case, complete.
    match write_new_file(&dir.join("case.toml"), case.as_bytes()) {
        Err(CaseError::Taken(_)) => Err(CaseError::Exists(dir.to_owned())),
        result => result,
    }
}

/// Whether anything has this name, be it unreadable.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codebook_of_somebody_is_left_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let codebook = folder.path().join("codebook.toml");
        fs::write(&codebook, "format = 1\n# mine\n").expect("room");
        assert!(matches!(init_case(folder.path(), None), Err(CaseError::Taken(path)) if path == codebook));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is there");
        fs::write(&codebook, CODEBOOK).expect("room");
        init_case(folder.path(), None).expect("what a stopped run left");
        assert!(matches!(init_case(folder.path(), None), Err(CaseError::Exists(_))));
    }
}
