//! A pack as files: one page of HTML, Markdown for each sheet, the quiz for Moodle and for spreadsheets, the data.

mod csv;
mod gift;
mod html;
mod markdown;

use super::{pack::Pack, sheets::Sheet, texts::Texts};
use crate::model::identity::digest;

/// The file that says what was written, so that what a teacher edited is not overwritten.
pub const DATA: &str = "pack.json";

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `index.html`: everything on one page, to be printed.
    Html,
    /// A file for each sheet, to be edited.
    Markdown,
    /// `quiz.gift.txt`: the quiz for Moodle.
    Gift,
    /// `quiz.csv`, `cards.csv`, `coding-results.csv`.
    Csv,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Gift, Self::Csv];
}

/// A file of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name within the pack's folder.
    pub name: String,
    /// Its contents.
    pub text: String,
}

/// The files of a pack, the data last: it lists the others.
///
/// # Panics
/// Never: a pack is plain data.
#[must_use]
pub fn files(pack: &Pack, sheets: &[Sheet], texts: &Texts, formats: &[Format]) -> Vec<File> {
    let texts = &texts.at(pack.options.level);
    let mut files = Vec::new();
    let mut add = |name: &str, text: String| files.push(File { name: name.to_owned(), text });
    if formats.contains(&Format::Html) {
        add("index.html", html::page(pack, sheets, texts));
    }
    if formats.contains(&Format::Markdown) {
        let named = markdown::named(sheets);
        add("README.md", markdown::index(pack, &named, texts));
        for (name, sheet) in &named {
            add(name, markdown::sheet(sheet));
            for (at, svg) in sheet.figures().enumerate() {
                add(&markdown::figure_name(&sheet.name, at), svg.to_owned());
            }
        }
    }
    if formats.contains(&Format::Gift) && !pack.quiz.is_empty() {
        add("quiz.gift.txt", gift::quiz(pack));
    }
    if formats.contains(&Format::Csv) {
        if !pack.quiz.is_empty() {
            add("quiz.csv", csv::quiz(pack));
        }
        if !pack.cards.is_empty() {
            add("cards.csv", csv::cards(pack));
        }
        if let Some(coding) = &pack.coding {
            add("coding-results.csv", csv::results(coding));
        }
    }
    let digests: serde_json::Map<String, serde_json::Value> =
        files.iter().map(|file| (file.name.clone(), digest([file.text.as_str()]).into())).collect();
    let mut data = serde_json::to_value(pack).expect("a pack is plain data");
    if let Some(fields) = data.as_object_mut() {
        fields.insert("files".to_owned(), digests.into());
    }
    files.push(File { name: DATA.to_owned(), text: format!("{data:#}\n") });
    files
}

/// Which files of an earlier pack, by the data it left, are no longer as they were written.
///
/// `read` gives the contents of a file of the folder, `None` where there is none.
#[must_use]
pub fn edited(data: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let Ok(data) = serde_json::from_str::<serde_json::Value>(data) else {
        return vec![DATA.to_owned()];
    };
    let written = data.get("files").and_then(serde_json::Value::as_object);
    written
        .into_iter()
        .flatten()
        .filter(|(name, known)| read(name).is_some_and(|text| known.as_str() != Some(&digest([text.as_str()]))))
        .map(|(name, _)| name.clone())
        .collect()
}

/// The files that an earlier pack wrote, by the data it left; names that lead elsewhere are left out.
#[must_use]
pub fn listed(data: &str) -> Vec<String> {
    let data: serde_json::Value = serde_json::from_str(data).unwrap_or_default();
    let written = data.get("files").and_then(serde_json::Value::as_object);
    let names = written.into_iter().flatten().map(|(name, _)| name.clone());
    names.filter(|name| !name.contains(['/', '\\', ':']) && !name.starts_with('.')).collect()
}

impl Sheet {
    /// The pictures on it, as SVG.
    fn figures(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            super::sheets::Block::Figure(svg, _) => Some(svg.as_str()),
            _ => None,
        })
    }
}
