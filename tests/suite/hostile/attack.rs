//! The form of the tables in `tests/hostile/`, as its README tells it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::rust_code::root;

/// A table: what is usual in it, and its cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// Files of every case.
    #[serde(default)]
    pub(super) files: Vec<File>,
    /// What is run first, once for all.
    #[serde(default)]
    pub(super) before: Vec<String>,
    #[serde(default)]
    pub(super) run: Vec<String>,
    pub(super) exit: Option<i32>,
    #[serde(rename = "case")]
    pub(super) attacks: Vec<Attack>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attack {
    pub(super) name: String,
    /// What it tries.
    pub(super) attack: String,
    #[serde(default)]
    pub(super) files: Vec<File>,
    pub(super) stdin: Option<Contents>,
    #[serde(default)]
    pub(super) env: BTreeMap<String, String>,
    pub(super) run: Option<Vec<String>>,
    pub(super) exit: Option<i32>,
    /// Words on standard error.
    #[serde(default)]
    pub(super) says: Vec<String>,
    /// Words on standard output.
    #[serde(default)]
    pub(super) out: Vec<String>,
    /// What is run afterwards.
    #[serde(default)]
    pub(super) then: Vec<Step>,
    /// Where `has` and `lacks` look: a file, the pages of a folder; otherwise the last standard output.
    pub(super) read: Option<String>,
    #[serde(default)]
    pub(super) has: Vec<String>,
    #[serde(default)]
    pub(super) lacks: Vec<String>,
}

/// A further run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) run: Vec<String>,
    #[serde(default)]
    pub(super) exit: i32,
}

/// Something in the folder of the case.
#[derive(Debug, Deserialize)]
pub(super) struct File {
    path: String,
    /// Where it leads, if it is a link.
    link: Option<String>,
    #[serde(default)]
    fifo: bool,
    #[serde(default)]
    folder: bool,
    /// What was there is taken away.
    #[serde(default)]
    gone: bool,
    /// A size in bytes without contents.
    size: Option<u64>,
    #[serde(flatten)]
    contents: Contents,
}

/// The bytes of a file, in one of several forms.
#[derive(Debug, Deserialize)]
pub(super) struct Contents {
    text: Option<String>,
    hex: Option<String>,
    /// Texts, each so many times.
    #[serde(default)]
    parts: Vec<(String, usize)>,
    /// A file of the repository, cut to a length, with some bytes changed.
    copy: Option<String>,
    cut: Option<usize>,
    #[serde(default)]
    flips: Vec<(usize, u8)>,
}

impl Contents {
    pub(super) fn bytes(&self) -> Vec<u8> {
        if let Some(text) = &self.text {
            return text.clone().into_bytes();
        }
        if let Some(hex) = &self.hex {
            let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
            let pair =
                |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits");
            return digits.chunks(2).map(pair).collect();
        }
        if let Some(file) = &self.copy {
            let mut bytes = fs::read(root().join(file)).expect("a file of the repository");
            bytes.truncate(self.cut.unwrap_or(usize::MAX));
            self.flips.iter().for_each(|&(at, byte)| bytes[at] = byte);
            return bytes;
        }
        self.parts.iter().map(|(text, times)| text.repeat(*times)).collect::<String>().into_bytes()
    }
}

impl File {
    /// Puts it where it belongs; `folder` is the case's.
    pub(super) fn put(&self, folder: &Path) {
        let path = folder.join(&self.path);
        let parent = path.parent().expect("a path within the folder");
        fs::create_dir_all(parent).expect("room for a folder");
        if self.gone || self.link.is_some() {
            clear(&path);
        }
        if self.gone {
            return;
        }
        match (&self.link, self.size) {
            (Some(target), _) => link(target, &path),
            _ if self.fifo => fifo(&path),
            _ if self.folder => fs::create_dir_all(&path).expect("room for a folder"),
            (None, Some(size)) => {
                fs::File::create(&path).and_then(|file| file.set_len(size)).expect("a file system with sparse files");
            }
            (None, None) => fs::write(&path, self.contents.bytes()).expect("room for a file"),
        }
    }

    /// Whether this system has such a thing.
    pub(super) fn is_possible(&self) -> bool {
        cfg!(unix) || !(self.fifo || self.link.is_some() || self.path.contains(['\u{1b}', '\n']))
    }
}

fn clear(path: &PathBuf) {
    if path.is_dir() && !path.is_symlink() {
        fs::remove_dir_all(path).expect("our own folder");
    } else if path.is_symlink() || path.exists() {
        fs::remove_file(path).expect("our own file");
    }
}

#[cfg(unix)]
fn link(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).expect("a link");
}

#[cfg(unix)]
fn fifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo");
    assert!(made.success());
}

#[cfg(not(unix))]
fn link(_target: &str, _path: &Path) {}

#[cfg(not(unix))]
fn fifo(_path: &Path) {}
