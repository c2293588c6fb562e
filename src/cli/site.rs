//! `stancegraph site`: the pages of cases as files.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Outcome,
    arguments::{Arguments, SiteOptions},
    check,
    error::CliError,
    output::{Talk, counted},
};
use crate::{
    case::{self, CaseError, NewFile, read_case, sweep_leftovers},
    model::Slug,
    pages::{Reading, SiteCase, SiteFile, site},
    store::View,
};

/// Lists what we have written into a folder, so that the next run takes away what is no longer made, and nothing else.
const LIST: &str = ".stancegraph-site";

pub(super) fn run(arguments: &Arguments, options: &SiteOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let folders = match options.folders.as_slice() {
        [] if arguments.cases.len() > 1 => arguments.cases.clone(),
        [] => vec![check::case_dir(arguments)?],
        folders => folders.to_vec(),
    };
    let before = ours_in(&options.out)?;
    let mut cases: Vec<(String, Reading)> = Vec::new();
    for folder in &folders {
        let (case, found) = read_case(folder)?;
        let errors = case::errors(&found);
        if !errors.is_empty() {
            return Err(CaseError::Invalid(errors).into());
        }
        if !found.is_empty() {
            talk.findings(&found);
        }
        let name = free_name(folder, &cases);
        let reading = Reading::new(Arc::new(case), View::Current).map_err(|error| CliError::new(error.to_string()))?;
        cases.push((name, reading));
    }
    let given: Vec<SiteCase<'_>> = cases.iter().map(|(name, reading)| SiteCase { name, reading }).collect();
    let files = site(&given).map_err(|error| CliError::new(error.to_string()))?;
    write(&options.out, &files, &before)?;
    let pages = files.iter().filter(|file| file.path.ends_with(".html")).count();
    talk.say(format!(
        "{} of {}: {}",
        counted(&[(pages, "page")]),
        counted(&[(cases.len(), "case")]),
        options.out.join("index.html").display()
    ));
    Ok(Outcome::Done)
}

/// A name for a case's folder in the site that no other has.
fn free_name(folder: &Path, taken: &[(String, Reading)]) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = Slug::from_text(&whole.file_name().map(|name| name.to_string_lossy()).unwrap_or_default()).to_string();
    // The folders of what stands above all cases.
    let used =
        |name: &str| ["actors", "propositions", "assets"].contains(&name) || taken.iter().any(|(t, _)| t == name);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !used(name)).expect("numbers do not end")
}

/// What an earlier run has written into the folder; an error if it holds something else.
fn ours_in(out: &Path) -> Result<BTreeSet<String>, CliError> {
    let failed = |error: io::Error| CliError::new(format!("cannot read {}: {error}", out.display()));
    sweep_leftovers(out);
    match fs::read_to_string(out.join(LIST)) {
        Ok(list) => return Ok(list.lines().filter(|path| is_plain(path)).map(str::to_owned).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    match fs::read_dir(out).map(|mut entries| entries.next().is_some()) {
        Ok(true) => Err(CliError::new(format!("{} is not empty, and holds no site of stancegraph", out.display()))
            .hint("name a new folder with --out")),
        Ok(false) => Ok(BTreeSet::new()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(failed(error)),
    }
}

/// Whether a path of the list stays in the folder, whoever has written it.
fn is_plain(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| !part.is_empty() && part != ".." && !part.contains('\\'))
}

fn write(out: &Path, files: &[SiteFile], before: &BTreeSet<String>) -> Result<(), CliError> {
    let failed = |path: &Path, error: &io::Error| {
        CliError::new(format!("cannot write {}: {error}", path.display()))
            .hint("check the folder's permissions and the free space; run it again when there is room")
    };
    // Each page is there as a whole or as it was. It can be made again, so that nothing waits for the disk.
    let put = |path: PathBuf, bytes: &[u8]| {
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        let written = NewFile::create(&path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.finish_unsynced()
        });
        written.map_err(|error| failed(&path, &error))
    };
    let now: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    // The list of both comes first: whatever happens then, the next run knows what is ours.
    let all: BTreeSet<&str> = before.iter().map(String::as_str).chain(now.iter().copied()).collect();
    let folders: BTreeSet<&Path> = all.iter().filter_map(|path| Path::new(path).parent()).collect();
    for folder in folders {
        sweep_leftovers(&out.join(folder));
    }
    put(out.join(LIST), all.into_iter().map(|path| format!("{path}\n")).collect::<String>().as_bytes())?;
    for file in files {
        put(out.join(&file.path), &file.bytes)?;
    }
    for old in before.iter().filter(|old| !now.contains(old.as_str())) {
        let path = out.join(old);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&path, &error)),
            _ => {}
        }
    }
    put(out.join(LIST), now.into_iter().map(|path| format!("{path}\n")).collect::<String>().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_leads_nowhere_else() {
        assert!(is_plain("actors/a.html") && is_plain("index.html"));
        for path in ["../x", "a/../x", "/etc/x", "", "a//b", "a\\..\\b"] {
            assert!(!is_plain(path), "{path}");
        }
    }
}
