//! The catalogue: the queries in `queries/` and `queries/across/`, part of the program.

use super::header::{Header, parse_header};

/// A query of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueQuery {
    /// The file's name without number and ending: `who-opposes`.
    pub name: &'static str,
    /// The file's name without its ending: `17-who-opposes`.
    pub file: &'static str,
    /// The SPARQL, header included.
    pub text: &'static str,
}

impl CatalogueQuery {
    /// What it says of itself.
    ///
    /// # Panics
    /// Never for a shipped query: a test reads every header.
    #[must_use]
    pub fn header(&self) -> Header {
        parse_header(self.text).expect("a test reads every shipped header")
    }
}

macro_rules! queries {
    ($folder:literal: $($file:literal => $name:literal),+ $(,)?) => {
        &[$(CatalogueQuery {
            name: $name,
            file: $file,
            text: include_str!(concat!("../../queries/", $folder, $file, ".rq")),
        }),+]
    };
}

/// The queries in the order of their files. A test holds this list to the folder.
pub const CATALOGUE: &[CatalogueQuery] = queries![
    "":
    "01-stances" => "stances",
    "02-actor" => "actor",
    "03-agreement" => "agreement",
    "04-relations" => "relations",
    "05-ascribed" => "ascribed",
    "06-words-and-deeds" => "words-and-deeds",
    "07-disagreements" => "disagreements",
    "08-reasons" => "reasons",
    "09-spokespersons" => "spokespersons",
    "10-timeline" => "timeline",
    "11-silent" => "silent",
    "12-evidence" => "evidence",
    "13-hands" => "hands",
    "14-review" => "review",
    "15-consequences" => "consequences",
    "16-positions" => "positions",
    "17-who-supports" => "who-supports",
    "18-who-opposes" => "who-opposes",
    "19-actors" => "actors",
    "20-documents" => "documents",
    "21-statements" => "statements",
    "22-attributions" => "attributions",
    "23-quotes-of" => "quotes-of",
    "24-facts" => "facts",
    "25-events" => "events",
    "26-propositions" => "propositions",
    "27-coalitions" => "coalitions",
    "28-sources" => "sources",
    "29-is-contested" => "is-contested",
    "30-same-words" => "same-words",
];

/// The queries that compare cases, in `queries/across/`. A test holds this list to the folder.
pub const ACROSS: &[CatalogueQuery] = queries![
    "across/":
    "01-cases" => "cases",
    "02-over-time" => "over-time",
    "03-elsewhere" => "elsewhere",
    "04-recurring" => "recurring",
];

/// A query by its name or its file's name.
#[must_use]
pub fn find(name: &str) -> Option<&'static CatalogueQuery> {
    CATALOGUE.iter().chain(ACROSS).find(|query| query.name == name || query.file == name)
}
