//! Our own files beside the pages: style and script, part of the program, fetched from nowhere else.

/// A file that pages refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its name: `pages.css`.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// The style of all pages.
pub const STYLE: &str = "pages.css";
/// The script of all pages; they can be read without it.
pub const SCRIPT: &str = "pages.js";

/// All of them.
pub const ASSETS: [Asset; 3] = [
    Asset { name: STYLE, media_type: "text/css; charset=utf-8", text: include_str!("assets/pages.css") },
    Asset { name: SCRIPT, media_type: "text/javascript; charset=utf-8", text: include_str!("assets/pages.js") },
    Asset { name: "icon.svg", media_type: "image/svg+xml", text: include_str!("assets/icon.svg") },
];

/// A file by its name.
#[must_use]
pub fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}
