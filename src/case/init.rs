//! A new case: a folder that a person can fill.

use std::path::Path;

use super::{CaseError, files::write_file};
use crate::model::Slug;

const CASE: &str = include_str!("templates/case.toml");
const CODEBOOK: &str = include_str!("templates/codebook.toml");

/// Makes a case in a folder, which may exist as long as it holds no case.
///
/// # Errors
/// [`CaseError::Exists`] if there is one already, [`CaseError::Write`] if the folder cannot be written.
pub fn init_case(dir: &Path, title: Option<&str>) -> Result<(), CaseError> {
    if dir.join("case.toml").exists() {
        return Err(CaseError::Exists(dir.to_owned()));
    }
    let name = std::path::absolute(dir)
        .ok()
        .and_then(|dir| Some(dir.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_else(|| "case".to_owned());
    let title = title.map_or_else(|| name.clone(), str::to_owned);
    let case =
        CASE.replace("TITLE", &toml::Value::from(title).to_string()).replace("SLUG", Slug::from_text(&name).as_str());
    write_file(&dir.join("codebook.toml"), CODEBOOK.as_bytes())?;
    write_file(&dir.join("documents/.gitkeep"), b"")?;
    // The manifest comes last: a folder with a case.toml is a case, complete.
    write_file(&dir.join("case.toml"), case.as_bytes())
}
