//! Static files of the pages: style sheets and scripts of our own, part of the program.
//!
//! A file is served under a name that holds its digest (`/assets/pages.3f0c2a9b1d4e.css`), so that browsers may keep it
//! for ever and a new version of the program is never met with an old style sheet. To add one: put it into this folder,
//! name it in [`ASSETS`], and link to it with [`path`].

use std::sync::LazyLock;

use crate::model::identity::digest;

/// Where static files are served.
pub const FOLDER: &str = "/assets/";

/// A file of this folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The file's name: `pages.css`.
    pub name: &'static str,
    /// Its contents.
    pub bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal),+ $(,)?) => {
        /// All of them. A test holds this list to the folder.
        pub const ASSETS: &[Asset] = &[$(Asset { name: $name, bytes: include_bytes!($name) }),+];
    };
}

assets!["coding.css", "coding.js", "icon.svg", "pages.css", "pages.js", "search.js"];

impl Asset {
    /// What it is, for `Content-Type`.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        }
    }

    /// Its address on the server.
    fn address(&self) -> String {
        let digest = digest([&*String::from_utf8_lossy(self.bytes)]);
        let (stem, ending) = self.name.rsplit_once('.').unwrap_or((self.name, "bin"));
        format!("{FOLDER}{stem}.{}.{ending}", &digest[..12])
    }
}

static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| ASSETS.iter().map(Asset::address).collect());

/// The address of a file by its name, for `href` and `src`.
///
/// # Panics
/// If there is no such file: names are written by us, and each page is tested.
#[must_use]
pub fn path(name: &str) -> &'static str {
    let at = ASSETS.iter().position(|asset| asset.name == name).expect("a page names files of this folder only");
    &ADDRESSES[at]
}

/// The file that is served at an address.
#[must_use]
pub fn at(address: &str) -> Option<&'static Asset> {
    ADDRESSES.iter().position(|known| known == address).map(|at| &ASSETS[at])
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    #[test]
    fn the_list_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/assets");
        let names = fs::read_dir(folder).expect("the folder").flatten();
        let names: BTreeSet<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let listed = ASSETS.iter().map(|asset| asset.name.to_owned()).chain(["mod.rs".to_owned()]);
        assert_eq!(listed.collect::<BTreeSet<_>>(), names);
    }

    #[test]
    fn an_address_leads_to_its_file_and_no_other() {
        for asset in ASSETS {
            assert_eq!(at(path(asset.name)), Some(asset));
            assert_ne!(asset.media_type(), "application/octet-stream", "{}", asset.name);
        }
        assert_eq!(at("/assets/pages.css"), None);
        assert_eq!(at("/assets/../mod.rs"), None);
    }
}
