//! The questions of the catalogue, with the parameters they take.

use schemars::JsonSchema;
use serde::Serialize;

use crate::query::{CATALOGUE, CatalogueQuery};

/// A question of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionEntry {
    /// Its name.
    pub name: String,
    /// The question.
    pub summary: String,
    /// What a row of the answer is, and what to mind.
    pub description: String,
    /// Words to group questions by.
    pub tags: Vec<String>,
    /// What can be filled in.
    pub parameters: Vec<ParameterEntry>,
    /// The SPARQL.
    pub sparql: String,
}

/// Something that can be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ParameterEntry {
    /// Its name.
    pub name: String,
    /// What it stands for: actor, proposition, ...
    pub kind: String,
    /// What it means.
    pub description: String,
    /// The value where none is given.
    pub default: Option<String>,
    /// Whether it may be left open.
    pub optional: bool,
}

impl QuestionEntry {
    /// All of them, in the order of the catalogue.
    #[must_use]
    pub fn all() -> Vec<Self> {
        CATALOGUE.iter().map(Self::of).collect()
    }

    fn of(query: &CatalogueQuery) -> Self {
        let header = query.header();
        Self {
            name: query.name.to_owned(),
            summary: header.summary,
            description: header.description,
            tags: header.tags,
            parameters: header
                .params
                .into_iter()
                .map(|parameter| ParameterEntry {
                    name: parameter.name,
                    kind: parameter.kind.words().to_owned(),
                    description: parameter.description,
                    default: parameter.default,
                    optional: parameter.optional,
                })
                .collect(),
            sparql: query.text.to_owned(),
        }
    }
}
