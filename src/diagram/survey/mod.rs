//! From a graph to the inputs of the drawings: SPARQL fetches statements with everything they carry, Rust adds them up.
//!
//! Rows are statements, not positions, so that every filter applies to statements and the numbers on the lines count
//! what is left. Nothing here looks at files: whatever answers SPARQL can be surveyed. See [`Survey::ask`].

mod ask;
mod caption;
mod contrasts;
mod disputes;
mod filters;
mod links;
mod phrases;
mod relations;
mod rows;
mod sources;
mod stances;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};

pub use ask::QUERIES;
pub use contrasts::{Contrast, Finding, Telling, contrasts};
pub use disputes::{Dispute, Reading, disputes, value_words};
pub use filters::{Filters, Wanted};
pub use links::{Links, proposition_anchor, source_anchor, statement_anchor};
pub use rows::{
    AttributionRow, CaseRow, ConflictRow, ContradictionRow, DocumentRow, EventRow, FactRow, Party, RoleRow, SpanRow,
    StatementRow, Topic,
};

use crate::{
    diagram::Quote,
    query::{self, QueryError, SparqlGraph},
};

/// Everything of a case's graph that drawings and the report show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// What the case says of itself.
    pub case: CaseRow,
    /// The documents, by id.
    pub documents: Vec<DocumentRow>,
    /// The statements, by id.
    pub statements: Vec<StatementRow>,
    /// The attributions, by id.
    pub attributions: Vec<AttributionRow>,
    /// The events, by id.
    pub events: Vec<EventRow>,
    /// What documents say of events, by id.
    pub facts: Vec<FactRow>,
    /// Facts that cannot both be right.
    pub conflicts: Vec<ConflictRow>,
    /// Words against deeds.
    pub contradictions: Vec<ContradictionRow>,
    /// In which roles people speak for organisations.
    pub roles: Vec<RoleRow>,
    /// The passages behind statements and facts, by their ids.
    pub passages: BTreeMap<String, Vec<SpanRow>>,
}

/// How much there is of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Documents with a statement.
    pub documents: usize,
    /// Statements.
    pub statements: usize,
    /// Speech acts.
    pub utterances: usize,
    /// Actors.
    pub actors: usize,
    /// Propositions.
    pub propositions: usize,
}

impl Survey {
    /// Asks a case's graph.
    ///
    /// # Errors
    /// [`QueryError`] if the graph cannot answer.
    pub fn of(graph: &dyn SparqlGraph) -> Result<Self, QueryError> {
        Self::ask(|text| query::run(graph, text, &BTreeMap::new()))
    }

    /// A document by its id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentRow> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// An event by its id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&EventRow> {
        self.events.iter().find(|event| event.id == id)
    }

    /// A reported fact by its id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&FactRow> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// A statement by its id.
    #[must_use]
    pub fn statement(&self, id: &str) -> Option<&StatementRow> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// The words of a statement, with where they stand.
    #[must_use]
    pub fn quote(&self, statement: &StatementRow) -> Quote {
        rows::quotation(&statement.quote, self.document(&statement.document), statement.paraphrased)
    }

    /// The words of a reported fact, with where they stand.
    #[must_use]
    pub fn quote_of_fact(&self, fact: &FactRow) -> Quote {
        rows::quotation(&fact.quote, self.document(&fact.document), fact.paraphrased)
    }

    /// Who puts a statement in its actor's mouth, in words; for what a document says on its own account, the document.
    #[must_use]
    pub fn ascribers(&self, statement: &StatementRow) -> Vec<String> {
        if !statement.ascribers.is_empty() {
            let labels = statement.ascribers.iter();
            return labels.map(|party| party.label.clone()).collect();
        }
        self.document(&statement.document).map(|document| document.name.clone()).into_iter().collect()
    }

    /// Through whom a statement's actor spoke, with the role that a document gives, or else the codebook.
    #[must_use]
    pub fn spokesperson(&self, statement: &StatementRow) -> Option<String> {
        let person = statement.spokespersons.first()?;
        let of_person = || {
            self.attributions
                .iter()
                .filter(|attribution| attribution.speaker.as_deref() == Some(&person.id) && attribution.role.is_some())
        };
        let told = of_person()
            .filter(|attribution| attribution.document == statement.document)
            .max_by_key(|attribution| attribution.role.as_ref().map(String::len))
            .or_else(|| of_person().max_by_key(|a| a.role.as_ref().map(String::len)))
            .and_then(|attribution| attribution.role.clone());
        let declared = || {
            self.roles
                .iter()
                .find(|role| role.member == person.id && role.organization == statement.actor.id)
                .map(|role| role.role.clone())
        };
        Some(match told.or_else(declared) {
            Some(role) => format!("{}, {role}", person.label),
            None => person.label.clone(),
        })
    }

    /// Counts documents, statements, speech acts, actors and propositions.
    #[must_use]
    pub fn tally<'s>(statements: impl IntoIterator<Item = &'s StatementRow>) -> Tally {
        let mut sets: [BTreeSet<&str>; 5] = Default::default();
        for statement in statements {
            for (set, id) in sets.iter_mut().zip([
                &statement.document,
                &statement.id,
                statement.speech(),
                &statement.actor.id,
                &statement.topic.id,
            ]) {
                set.insert(id);
            }
        }
        let [documents, statements, utterances, actors, propositions] = sets.map(|set| set.len());
        Tally { documents, statements, utterances, actors, propositions }
    }
}

/// How many different ones there are, as a count for a drawing.
fn distinct<'a>(ids: impl IntoIterator<Item = &'a str>) -> u32 {
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    u32::try_from(ids.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
