//! A table of statements from a case's files, or from a graph that holds one.

mod case;
mod graph;
mod told;

use super::table::{Scale, Table, TableBuilder};
use crate::{
    case::Case,
    query::{QueryError, SparqlGraph},
    store::View,
};
use told::Told;

/// The queries behind networks by their files' names. A test holds this list to the folder.
pub use graph::QUERIES;

/// Where a conditional stance stands between support and opposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conditional {
    /// Nowhere: the statement is left out.
    Drop,
    /// Where it leans; without a leaning it is left out.
    #[default]
    Leaning,
    /// In the middle: opposition is −1, a condition 0, support 1.
    Middle,
}

/// Which date a statement has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOf {
    /// That of the document.
    #[default]
    Document,
    /// That on which it was made, where the coding says so, otherwise that of the document.
    Statement,
}

/// How statements become a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gathering {
    /// Where a conditional stance stands.
    pub conditional: Conditional,
    /// Which date counts. A month or a year is its first day, an interval its beginning.
    pub date_of: DateOf,
    /// Whether the table remembers ids, places and words.
    pub keep_details: bool,
}

/// Where statements are.
#[derive(Clone, Copy)]
pub enum Statements<'a> {
    /// In a case's files; the view says whose annotations count: see [`crate::store::current_sets`].
    Case(&'a Case, &'a View),
    /// In a graph that was made of a case.
    Graph(&'a dyn SparqlGraph),
}

impl Statements<'_> {
    /// Makes a table of them: see [`gather`] and [`gather_from`].
    ///
    /// # Errors
    /// [`QueryError`] if a graph cannot answer.
    pub fn gather(self, how: Gathering) -> Result<(Table, usize), QueryError> {
        match self {
            Self::Case(case, view) => Ok(gather(case, view, how)),
            Self::Graph(graph) => gather_from(graph, how),
        }
    }
}

/// The statements of a case as a table, and how many were left out because a condition leans nowhere.
///
/// `view` says whose annotations count: see [`crate::store::current_sets`]. A statement's actor is the one it was coded
/// with. Its organisation is the actor, if that is a body; if it is a person, the organisation the person speaks for by
/// a membership of that time (as `queries/rules/05-counts-for.rq` has it; of several, the first by id), otherwise
/// none. Its person is the spokesperson, or the actor if that is a person. The statements are in the order of their
/// documents' ids and, within one, in that of the text. An actor whom no codebook knows is what the first document that
/// names it says.
#[must_use]
pub fn gather(case: &Case, view: &View, how: Gathering) -> (Table, usize) {
    let mut loader = Loader::new(how);
    case::each(case, view, how.keep_details, |told| loader.take(told));
    loader.finish()
}

/// The same from a graph that holds the case.
///
/// # Errors
/// [`QueryError`] if the graph cannot answer.
pub fn gather_from(graph: &dyn SparqlGraph, how: Gathering) -> Result<(Table, usize), QueryError> {
    let mut loader = Loader::new(how);
    graph::each(graph, how.keep_details, |told| loader.take(told))?;
    Ok(loader.finish())
}

/// Fills a table with statements.
struct Loader {
    table: TableBuilder,
    how: Gathering,
    left_out: usize,
}

impl Loader {
    fn new(how: Gathering) -> Self {
        Self { table: TableBuilder::new(how.keep_details), how, left_out: 0 }
    }

    fn take(&mut self, told: Told<'_>) {
        match told.agreement(self.how.conditional) {
            Some(agreement) => told.enter(agreement, self.how.date_of, &mut self.table),
            None => self.left_out += 1,
        }
    }

    fn finish(self) -> (Table, usize) {
        let middle = self.how.conditional == Conditional::Middle;
        let scale = if middle { Scale { lowest: -1, highest: 1 } } else { Scale::YES_NO };
        (self.table.finish(true).with_scale(scale), self.left_out)
    }
}
