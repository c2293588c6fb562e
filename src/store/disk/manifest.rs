//! `store.json`: what a store holds, what it was built of, and its files.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{DiskError, digest::hex, files::FileRecord};
use crate::case::write_file;

/// The only format there is so far.
pub(super) const FORMAT: u32 = 1;
/// The file's name.
pub const NAME: &str = "store.json";
/// What stands before the digest, and behind it.
const HEAD: (&str, &str) = ("{\n  \"digest\": \"", "\",\n");
/// The digits of a digest.
const DIGITS: usize = 64;

/// What a store holds and what it was built of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// The version of the folder's format.
    pub format: u32,
    /// The version of the program that built it.
    pub program: String,
    /// What it is called.
    pub title: String,
    /// The base IRI of its first source.
    pub base: String,
    /// Which build it is: its folder is `graph-N`.
    pub generation: u64,
    /// The default graph: the current triples and the derived ones.
    pub default_graph: GraphCount,
    /// How many named graphs there are; `graphs.tsv` has each.
    pub named_graphs: u64,
    /// The triples of the named graphs.
    pub named_quads: u64,
    /// What it was built of.
    pub sources: Vec<Source>,
    /// Prefixes for Turtle and tables.
    pub prefixes: Vec<(String, String)>,
    /// Its files.
    pub files: Vec<FileRecord>,
}

/// How many triples a graph has, and a digest that does not depend on their order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GraphCount {
    /// The number of its triples.
    pub triples: u64,
    /// The sum of the SHA-256 digests of its triples as N-Triples, modulo 2^256, in hexadecimal digits.
    pub digest: String,
}

/// What a store was built of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Source {
    /// A case.
    Case {
        /// Its folder, as it was named.
        path: String,
        /// Its base IRI.
        base: String,
        /// The digest of the triples that it gave.
        digest: String,
    },
    /// A file of N-Quads.
    Part {
        /// The file, as it was named.
        path: String,
        /// Its size in bytes.
        bytes: u64,
        /// The SHA-256 digest of its bytes.
        sha256: String,
    },
}

/// The one field that every format has.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

impl Manifest {
    /// Writes it in place of the one that is there: from then on the store is this build.
    pub(super) fn write(&self, dir: &Path) -> Result<(), DiskError> {
        let mut text = serde_json::to_string_pretty(self).expect("a manifest is plain data");
        text.push('\n');
        // Behind the opening brace and its line end.
        let rest = text.split_off(2);
        let digest = hex(&Sha256::digest(&rest));
        let text = format!("{}{digest}{}{rest}", HEAD.0, HEAD.1);
        Ok(write_file(&dir.join(NAME), text.as_bytes())?)
    }

    /// Reads it, and its digest, which names the build.
    ///
    /// # Errors
    /// [`DiskError`] if there is none, if it is not as it was written, or if it is of another format.
    pub fn read(dir: &Path) -> Result<(Self, String), DiskError> {
        let path = dir.join(NAME);
        let text = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(DiskError::NoStore(dir.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(DiskError::NoStore(dir.to_owned()));
            }
            Err(error) => return Err(DiskError::read(&path, error)),
        };
        let damaged = |what: &str| DiskError::damaged(&path, what);
        let text = String::from_utf8(text).map_err(|_| damaged("it is not UTF-8"))?;
        let (digest, rest) = text
            .strip_prefix(HEAD.0)
            .and_then(|text| text.split_at_checked(DIGITS))
            .and_then(|(digest, text)| Some((digest, text.strip_prefix(HEAD.1)?)))
            .ok_or_else(|| damaged("it does not begin as it was written"))?;
        if hex(&Sha256::digest(rest)) != digest {
            return Err(damaged("it has changed since it was written"));
        }
        let json = format!("{{{rest}");
        let Version { format } = serde_json::from_str(&json).map_err(|error| damaged(&error.to_string()))?;
        if format != FORMAT {
            return Err(DiskError::Newer { dir: dir.to_owned(), format });
        }
        let manifest = serde_json::from_str(&json).map_err(|error| damaged(&error.to_string()))?;
        Ok((manifest, digest.to_owned()))
    }
}
