//! The case that is part of the program, for `stancegraph demo`.

use std::path::Path;

use super::{CaseError, Manifest, files::write_file};

macro_rules! shipped {
    ($($path:literal),+ $(,)?) => {
        /// The files of the shipped case by their paths, as they stand in `seeds/`. A test holds this list to the folder.
        const FILES: &[(&str, &str)] = &[$((
            $path,
            include_str!(concat!("../../seeds/blackberry-pakistan-2015/", $path)),
        )),+];
    };
}

// The manifest comes last: a folder with a case.toml is a case, complete.
shipped![
    "CODING.md",
    "annotations/pass-1/beard-explains-why.ttl",
    "annotations/pass-1/drum-pulls-out.ttl",
    "annotations/pass-1/eandt-pulls-out.ttl",
    "annotations/pass-1/hong-booted-out.ttl",
    "annotations/pass-1/techjuice-exits.ttl",
    "annotations/pass-2/beard-explains-why.ttl",
    "annotations/pass-2/drum-pulls-out.ttl",
    "annotations/pass-2/eandt-pulls-out.ttl",
    "annotations/pass-2/hong-booted-out.ttl",
    "annotations/pass-2/techjuice-exits.ttl",
    "annotations/reviewed/beard-explains-why.ttl",
    "annotations/reviewed/drum-pulls-out.ttl",
    "annotations/reviewed/eandt-pulls-out.ttl",
    "annotations/reviewed/hong-booted-out.ttl",
    "annotations/reviewed/techjuice-exits.ttl",
    "codebook.toml",
    "documents/beard-explains-why.md",
    "documents/drum-pulls-out.md",
    "documents/eandt-pulls-out.md",
    "documents/hong-booted-out.md",
    "documents/techjuice-exits.md",
    "case.toml",
];

/// How the shipped manifest refers to the shared codebook within `seeds/`, and how a copy elsewhere does.
const EXTENDS: [&str; 2] = ["\"../codebooks/encryption-policy.toml\"", "\"encryption-policy\""];

/// The files of the shipped case as they are written to a folder of their own, the manifest last.
#[must_use]
pub fn shipped_case() -> Vec<(&'static str, String)> {
    FILES
        .iter()
        .map(|(path, text)| match *path {
            "case.toml" => (*path, text.replacen(EXTENDS[0], EXTENDS[1], 1)),
            _ => (*path, (*text).to_owned()),
        })
        .collect()
}

/// Whether a folder may take the shipped case: it holds no other one, and nothing of somebody else's where a file of
/// the shipped case, or one of these further files, would go.
///
/// # Errors
/// [`CaseError::Exists`] for another case, [`CaseError::Taken`] for a file that is not ours.
pub fn room_for_shipped(dir: &Path, further: &[&str]) -> Result<(), CaseError> {
    let files = shipped_case();
    if dir.join("case.toml").exists() {
        return match (base_in(dir), base_of(&files)) {
            (Some(there), Some(ours)) if there == ours => Ok(()),
            _ => Err(CaseError::Exists(dir.to_owned())),
        };
    }
    let ours = |path: &Path, text: &str| match std::fs::read(path) {
        Ok(bytes) => bytes == text.as_bytes(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    let taken = files
        .iter()
        .map(|(path, text)| (dir.join(path), text.as_str()))
        .find(|(path, text)| !ours(path, text))
        .map(|(path, _)| path)
        .or_else(|| {
            let mut paths = further.iter().map(|path| dir.join(path));
            paths.find(|path| path.exists())
        });
    taken.map_or(Ok(()), |path| Err(CaseError::Taken(path)))
}

/// Writes the shipped case to a folder, each file as a whole or not at all. Other files stay.
///
/// # Errors
/// [`CaseError::Write`] names the file.
pub fn write_shipped(dir: &Path) -> Result<(), CaseError> {
    for (path, text) in shipped_case() {
        write_file(&dir.join(path), text.as_bytes())?;
    }
    Ok(())
}

/// The base IRI of the case in a folder, if its manifest can be read.
fn base_in(dir: &Path) -> Option<String> {
    let text = std::fs::read_to_string(dir.join("case.toml")).ok()?;
    toml::from_str::<Manifest>(&text).ok().map(|manifest| manifest.base)
}

fn base_of(files: &[(&str, String)]) -> Option<String> {
    let (_, text) = files.iter().find(|(path, _)| *path == "case.toml")?;
    toml::from_str::<Manifest>(text).ok().map(|manifest| manifest.base)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::*;
    use crate::case::{read_case, sweep_leftovers};

    /// Every file below a folder, by its path in it.
    fn files_below(folder: &Path) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![folder.to_owned()];
        while let Some(dir) = open.pop() {
            for entry in fs::read_dir(&dir).expect("the folder is there").flatten() {
                if entry.path().is_dir() {
                    open.push(entry.path());
                } else {
                    let path = entry.path();
                    let path = path.strip_prefix(folder).expect("it is below");
                    found.insert(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found
    }

    #[test]
    fn the_list_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/blackberry-pakistan-2015");
        let listed: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed.len(), FILES.len(), "a file is listed twice");
        let mut shipped = files_below(&folder);
        // The demo has the machine read the documents itself.
        shipped.retain(|path| !path.starts_with("annotations/auto/"));
        assert_eq!(listed, shipped);
        assert_eq!(FILES.last().map(|(path, _)| *path), Some("case.toml"));
    }

    #[test]
    fn a_copy_is_a_case_without_findings() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_shipped(folder.path()).expect("room");
        let (case, found) = read_case(folder.path()).expect("a case");
        assert_eq!(found, Vec::new());
        assert_eq!(case.manifest.extends, ["encryption-policy"]);
        write_shipped(folder.path()).expect("written again");
        assert_eq!(sweep_leftovers(folder.path()), 0);
    }

    #[test]
    fn what_is_somebody_elses_is_left_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dir = folder.path();
        assert!(room_for_shipped(dir, &["index.html"]).is_ok());
        fs::write(dir.join("index.html"), "mine").expect("room");
        let taken = room_for_shipped(dir, &["index.html"]);
        assert!(matches!(taken, Err(CaseError::Taken(path)) if path.ends_with("index.html")));
        fs::remove_file(dir.join("index.html")).expect("it is there");
        fs::write(dir.join("codebook.toml"), "mine").expect("room");
        assert!(matches!(room_for_shipped(dir, &[]), Err(CaseError::Taken(_))));
        fs::write(dir.join("case.toml"), "mine").expect("room");
        assert!(matches!(room_for_shipped(dir, &[]), Err(CaseError::Exists(_))));
        write_shipped(dir).expect("room");
        fs::write(dir.join("notes.txt"), "mine").expect("room");
        assert!(room_for_shipped(dir, &["index.html"]).is_ok(), "our own case");
    }
}
