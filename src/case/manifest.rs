//! `case.toml`: what a case says of itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{Event, Slug, Utterance, Work};

/// The only format there is so far.
pub(super) const FORMAT: u32 = 1;

/// What happened afterwards, from outside the case's documents.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Epilogue {
    /// What happened.
    pub text: String,
    /// Where it can be read.
    pub source: Vec<String>,
}

/// A coder as `case.toml` describes it: the name is that of a folder under `annotations/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CoderNote {
    /// Whether it is a program.
    #[serde(default)]
    pub machine: bool,
    /// Who or what it is.
    #[serde(default)]
    pub note: Option<String>,
}

/// The contents of `case.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// The version of the folder's format.
    pub format: u32,
    /// What the case is called, as a phrase that completes "Who wants what: ...".
    pub title: String,
    /// The IRI under which everything of the case is named; ends in `/`.
    pub base: String,
    /// Its language, as a BCP 47 tag.
    #[serde(default)]
    pub language: Option<String>,
    /// The licence of its texts and codings.
    #[serde(default)]
    pub licence: Option<String>,
    /// What it is about, in a few sentences.
    #[serde(default)]
    pub description: Option<String>,
    /// Codebooks it builds on: names of built-in ones, or paths relative to the case.
    #[serde(default)]
    pub extends: Vec<String>,
    /// Who codes, by the name of the folder.
    #[serde(default)]
    pub coders: BTreeMap<Slug, CoderNote>,
    /// What happened afterwards.
    #[serde(default)]
    pub epilogue: Option<Epilogue>,
    /// What was done, as the documents report it.
    #[serde(default, rename = "event")]
    pub events: Vec<Event>,
    /// Texts that the documents cite.
    #[serde(default, rename = "work")]
    pub works: Vec<Work>,
    /// Speech acts that several documents report.
    #[serde(default, rename = "utterance")]
    pub utterances: Vec<Utterance>,
}

impl Manifest {
    /// One that says only what the case is called and where its names begin.
    #[must_use]
    pub fn named(title: &str, base: &str) -> Self {
        Self {
            format: FORMAT,
            title: title.to_owned(),
            base: base.to_owned(),
            language: None,
            licence: None,
            description: None,
            extends: Vec::new(),
            coders: BTreeMap::new(),
            epilogue: None,
            events: Vec::new(),
            works: Vec::new(),
            utterances: Vec::new(),
        }
    }
}
