//! The folder of a lesson pack: what in it is ours to write over, also after a run that was stopped.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::error::CliError;
use crate::{
    case::{CaseError, read_file, sweep_leftovers, write_file},
    lesson::write::{self, File},
    model::identity,
};

/// Says which files a run is about to write, until it has.
const UNFINISHED: &str = ".stancegraph-lesson";

/// The folder of a pack.
pub(super) struct PackFolder<'d> {
    dir: &'d Path,
    /// What an earlier pack wrote, by the data it left.
    before: Vec<String>,
    /// Names with digests of what a stopped run may have written.
    unfinished: BTreeSet<(String, String)>,
}

impl<'d> PackFolder<'d> {
    /// Looks at a folder. Refuses to write over anything that is not as an earlier pack left it.
    pub(super) fn open(dir: &'d Path, files: &[File], force: bool) -> Result<Self, CliError> {
        sweep_leftovers(dir);
        let data = contents(&dir.join(write::DATA))?;
        let mut folder = Self { dir, before: Vec::new(), unfinished: unfinished(dir)? };
        folder.before = data.as_deref().map(write::listed).unwrap_or_default();
        if force {
            return Ok(folder);
        }
        if let Some(data) = &data {
            let edited = write::edited(data, |name| contents(&dir.join(name)).ok().flatten());
            if let Some(first) = edited.iter().find(|name| !folder.is_of_stopped_run(name)) {
                return Err(CliError::new(format!("{} was changed since it was written", dir.join(first).display()))
                    .hint("write the pack to another folder (--out DIR), or over it (--force)"));
            }
        }
        let known = |name: &String| folder.before.contains(name) || data.is_some() && name == write::DATA;
        let foreign = files
            .iter()
            .map(|file| &file.name)
            .find(|name| !known(name) && dir.join(name).symlink_metadata().is_ok() && !folder.is_of_stopped_run(name));
        match foreign {
            Some(name) => Err(CliError::new(format!("{} is there already", dir.join(name).display()))
                .hint("write the pack to another folder: --out DIR")),
            None => Ok(folder),
        }
    }

    fn is_of_stopped_run(&self, name: &str) -> bool {
        let text = contents(&self.dir.join(name)).ok().flatten();
        text.is_some_and(|text| self.unfinished.contains(&(name.to_owned(), identity::digest([text.as_str()]))))
    }

    /// Writes the files, and takes away what the earlier pack had and this one has not. Stopped at any moment, the next
    /// run knows what is ours.
    pub(super) fn write(mut self, files: &[File], mut wrote: impl FnMut(PathBuf)) -> Result<(), CliError> {
        self.unfinished.extend(files.iter().map(|file| (file.name.clone(), identity::digest([file.text.as_str()]))));
        let list: String = self.unfinished.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect();
        let mark = self.dir.join(UNFINISHED);
        write_file(&mark, list.as_bytes())?;
        for file in files {
            let path = self.dir.join(&file.name);
            write_file(&path, file.text.as_bytes())?;
            wrote(path);
        }
        let gone = self.before.iter().filter(|name| files.iter().all(|file| file.name != **name));
        for path in gone.map(|name| self.dir.join(name)).chain([mark]) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(CliError::new(format!("cannot remove {}: {error}", path.display())));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The text of a file; nothing where there is none.
fn contents(path: &Path) -> Result<Option<String>, CliError> {
    match read_file(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(CaseError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn unfinished(dir: &Path) -> Result<BTreeSet<(String, String)>, CliError> {
    let text = contents(&dir.join(UNFINISHED))?.unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    Ok(lines.map(|(digest, name)| (name.to_owned(), digest.to_owned())).collect())
}
