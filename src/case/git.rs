//! Whether git is changing files right now: who reads meanwhile reads half of two states.

use std::{
    fs,
    path::{Path, PathBuf},
};

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
}
