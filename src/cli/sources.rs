//! What there is to read: the files that were named, those in folders that were named, standard input.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{arguments::InputFormat, error::CliError};

/// Endings of the files that are read in a folder.
const ENDINGS: [&str; 7] = ["txt", "md", "html", "htm", "xhtml", "jsonl", "ndjson"];

/// Something to read.
#[derive(Debug)]
pub(super) struct Source {
    /// The file; `-` is standard input.
    pub(super) path: PathBuf,
    /// The document's id: the file's name without its ending, in a folder with the folders within it.
    pub(super) id: String,
    /// Whether it has one text a line.
    pub(super) lines: bool,
    /// Its size, if it has one.
    pub(super) bytes: Option<u64>,
}

/// All sources, in the order of the paths, in folders by name.
///
/// # Errors
/// A path that cannot be read, and a folder without texts.
pub(super) fn sources(paths: &[PathBuf], format: Option<InputFormat>) -> Result<Vec<Source>, CliError> {
    let mut found = Vec::with_capacity(paths.len());
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(source(path.clone(), "-".to_owned(), format, None));
            continue;
        }
        let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        if metadata.is_dir() {
            let before = found.len();
            folder(path, "", format, &mut found)?;
            if found.len() == before {
                return Err(CliError::new(format!("{} has no texts", path.display())).hint(format!(
                    "files that end in {} are read",
                    ENDINGS.map(|ending| format!(".{ending}")).join(", ")
                )));
            }
        } else {
            // A pipe has no size.
            let bytes = metadata.is_file().then_some(metadata.len());
            found.push(source(path.clone(), stem(path), format, bytes));
        }
    }
    Ok(found)
}

/// The files of a folder and of the folders in it, by name. What begins with a dot is passed over, links to folders
/// are not followed.
fn folder(path: &Path, within: &str, format: Option<InputFormat>, found: &mut Vec<Source>) -> Result<(), CliError> {
    let fail = |error: io::Error| unreadable(path, &error);
    let mut entries = fs::read_dir(path).map_err(fail)?.collect::<Result<Vec<_>, _>>().map_err(fail)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let fail = |error: io::Error| unreadable(&path, &error);
        let kind = entry.file_type().map_err(fail)?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            folder(&path, &format!("{within}{name}/"), format, found)?;
        } else if ENDINGS.contains(&ending(&path).as_str()) {
            let metadata = fs::metadata(&path).map_err(fail)?;
            if metadata.is_file() {
                let id = format!("{within}{}", stem(&path));
                found.push(source(path, id, format, Some(metadata.len())));
            }
        }
    }
    Ok(())
}

fn source(path: PathBuf, id: String, format: Option<InputFormat>, bytes: Option<u64>) -> Source {
    let lines = match format {
        Some(format) => format == InputFormat::Jsonl,
        None => matches!(ending(&path).as_str(), "jsonl" | "ndjson"),
    };
    Source { path, id, lines, bytes }
}

/// A path's ending in lower case.
pub(super) fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The error for what cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> CliError {
    CliError::new(format!("cannot read {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_read_in_the_order_of_names() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["b.txt", "a.md", "sub/c.HTML", "sub/c.pdf", ".hidden/d.txt", "lines.jsonl"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("room");
            fs::write(path, "Late.").expect("room");
        }
        let found = sources(&[folder.path().to_owned()], None).expect("readable");
        let ids: Vec<(&str, bool)> = found.iter().map(|source| (source.id.as_str(), source.lines)).collect();
        assert_eq!(ids, [("a", false), ("b", false), ("lines", true), ("sub/c", false)]);
        assert!(sources(&[folder.path().join("missing")], None).is_err());
        assert!(sources(&[folder.path().join(".hidden").join("..").join("sub").join("none")], None).is_err());
    }
}
