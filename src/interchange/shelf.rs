//! The documents that statements are of: those of the case, those of a folder, those that a file brings itself.

use std::{collections::BTreeMap, path::Path};

use super::registry::free;
use crate::{
    case::{Case, CaseError, read_file},
    ingest::{self, FrontMatter},
    model::{Document, Slug},
};

/// Documents by id, and by what other programs call them.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// All of them.
    documents: BTreeMap<Slug, Document>,
    /// Those that the case has already.
    known: BTreeMap<Slug, Document>,
    /// Ids by what files may call a document: its id, title or address; nothing where two are called so.
    called: BTreeMap<String, Option<Slug>>,
    /// Those that somebody has asked for.
    used: std::collections::BTreeSet<Slug>,
}

impl Shelf {
    /// The documents of a case, if there is one.
    #[must_use]
    pub fn new(case: Option<&Case>) -> Self {
        let mut shelf = Self::default();
        for document in case.into_iter().flat_map(|case| case.documents.values()) {
            shelf.known.insert(document.slug.clone(), document.clone());
            shelf.put(document.clone(), &[]);
        }
        shelf
    }

    /// Adds the documents of a folder (`.md` with or without front matter, `.txt`); they are taken into the case if a
    /// statement is of them. Returns the files that cannot be documents, with the reason.
    ///
    /// # Errors
    /// [`CaseError::Read`] if the folder or a file cannot be read.
    pub fn add_folder(&mut self, folder: &Path) -> Result<Vec<(String, String)>, CaseError> {
        let fail = |source| CaseError::Read { path: folder.to_owned(), source };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            if matches!(ending.as_deref(), Some("md" | "txt")) {
                paths.push(path);
            }
        }
        paths.sort();
        let mut refused = Vec::new();
        for path in paths {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let text = match ingest::decode(&read_file(&path)?) {
                Ok(text) => text,
                Err(error) => {
                    refused.push((path.display().to_string(), error.to_string()));
                    continue;
                }
            };
            let slug = Slug::from_text(&stem);
            let document = if text.starts_with("+++\n") {
                match ingest::parse_document(slug, &text, &path.to_string_lossy()) {
                    Ok(document) => document,
                    Err(finding) => {
                        refused.push((path.display().to_string(), finding.message));
                        continue;
                    }
                }
            } else {
                FrontMatter { title: Some(stem.clone()), ..FrontMatter::default() }.into_document(slug, text)
            };
            self.put(document, &[&stem]);
        }
        Ok(refused)
    }

    /// Puts a document on the shelf and returns its id: that of the same text if it is there, a free one otherwise.
    pub fn place(&mut self, document: Document) -> Slug {
        let slug = self.put(document, &[]);
        self.used.insert(slug.clone());
        slug
    }

    fn put(&mut self, mut document: Document, names: &[&str]) -> Slug {
        // Two reports may have the same words: of one title and date they are one.
        let same = |known: &&Document| {
            (&known.text, &known.title, known.date) == (&document.text, &document.title, document.date)
        };
        let same = self.documents.values().find(same);
        let slug = match same {
            Some(known) => known.slug.clone(),
            None => free(document.slug.clone(), |slug| self.documents.contains_key(slug)),
        };
        let own = [slug.as_str(), &document.title, document.url.as_deref().unwrap_or_default()];
        for name in own.into_iter().chain(names.iter().copied()).filter(|name| !name.is_empty()) {
            let called = self.called.entry(name.to_owned()).or_insert_with(|| Some(slug.clone()));
            if called.as_ref() != Some(&slug) {
                // An id is one document's; a title may be that of two.
                *called = (name == slug.as_str()).then(|| slug.clone());
            }
        }
        document.slug = slug.clone();
        self.documents.entry(slug.clone()).or_insert(document);
        slug
    }

    /// The document that a file calls so, which is then taken into the case; `None` if there is none, or are two.
    pub fn called(&mut self, name: &str) -> Option<Slug> {
        let slug = self.called.get(name)?.clone()?;
        self.used.insert(slug.clone());
        Some(slug)
    }

    /// A document by its id.
    #[must_use]
    pub fn get(&self, slug: &Slug) -> Option<&Document> {
        self.documents.get(slug)
    }

    /// The documents that statements are of, or that a file brought, and that the case does not have.
    #[must_use]
    pub fn into_new(mut self) -> Vec<Document> {
        self.used
            .iter()
            .filter(|slug| !self.known.contains_key(*slug))
            .filter_map(|slug| self.documents.remove(slug))
            .collect()
    }
}
