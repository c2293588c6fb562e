//! What git does to the files of a case: whether it is changing them right now, when who reads reads half of two
//! states; and what it could not merge.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::diagnostic::Diagnostic;

/// Whether git holds its lock over the repository that a folder is in: it is checking out, merging or committing.
#[must_use]
pub fn git_is_at_work(dir: &Path) -> bool {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    absolute.ancestors().find_map(git_folder).is_some_and(|folder| folder.join("index.lock").exists())
}

/// Where git keeps its own files for a working tree: `.git`, or what a file of this name leads to.
fn git_folder(tree: &Path) -> Option<PathBuf> {
    let path = tree.join(".git");
    let metadata = fs::metadata(&path).ok()?;
    if metadata.is_dir() {
        return Some(path);
    }
    let text = fs::read_to_string(&path).ok().filter(|_| metadata.is_file())?;
    Some(tree.join(text.strip_prefix("gitdir:")?.trim()))
}

/// The finding if a file holds two versions that git could not merge: its three lines, in their order.
pub(super) fn conflict(text: &str, path: &Path) -> Option<Diagnostic> {
    let mut marks = ["<<<<<<< ", "=======", ">>>>>>> "].iter().peekable();
    let (mut at, mut first) = (0, None);
    for line in text.split_inclusive('\n') {
        if marks.next_if(|mark| line.starts_with(**mark)).is_some() {
            first.get_or_insert(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    if marks.peek().is_some() {
        return None;
    }
    let finding =
        Diagnostic::error("git-conflict", "git could not merge two versions of this file, and left both in it");
    Some(finding.at(path, first?).label("here the first of them begins").help(
        "keep what is right of both and take out the lines that begin with <<<<<<<, ======= and >>>>>>>, or take one \
         version with `git checkout --ours` or `--theirs`; then `git add` the file and go on with the merge or rebase",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_of_a_tree_and_of_one_of_several_is_seen() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let case = folder.path().join("cases/acme");
        fs::create_dir_all(&case).expect("room");
        fs::create_dir_all(folder.path().join(".git/worktrees/second")).expect("room");
        assert!(!git_is_at_work(&case));
        fs::write(folder.path().join(".git/index.lock"), "").expect("room");
        assert!(git_is_at_work(&case));
        let second = folder.path().join("second");
        fs::create_dir_all(&second).expect("room");
        fs::write(second.join(".git"), "gitdir: ../.git/worktrees/second\n").expect("room");
        assert!(!git_is_at_work(&second));
        fs::write(folder.path().join(".git/worktrees/second/index.lock"), "").expect("room");
        assert!(git_is_at_work(&second));
    }

    #[test]
    fn a_conflict_is_its_three_lines_in_order() {
        let both = "one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> more\nfour\n";
        let found = conflict(both, Path::new("a")).and_then(|found| found.place).and_then(|place| place.bytes);
        assert_eq!(found.map(|bytes| &both[bytes]), Some("<<<<<<< HEAD"));
        for text in ["", "A title\n=======\n", "<<<<<<< HEAD\n>>>>>>> more\n=======\n", ">>>>>>> a\n<<<<<<< b\n"] {
            assert_eq!(conflict(text, Path::new("a")), None, "{text:?}");
        }
    }
}
