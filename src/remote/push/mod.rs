//! Puts the graphs of a case, or of parts, on a server, so that it can be killed at any time and run again.
//!
//! Graphs go in batches. For each batch the server is asked how many triples it has of each graph, and which digests a
//! graph of our own, `graph/pushed`, notes; what is there with the right count and digest stays. What is new is sent,
//! what differs is replaced, the counts are asked again, and only then is the digest noted. Everything that is sent
//! may be sent twice without being there twice.

mod batch;
mod derive;
mod ledger;
mod portion;
mod report;

use std::{collections::HashMap, path::PathBuf};

use oxigraph::model::{GraphName, Quad, Triple};

pub use batch::Pusher;
pub use portion::Portion;
pub use report::{Report, Row};

use super::RemoteError;
use crate::store::{
    CaseGraph,
    disk::{DiskError, Watch, read_parts},
};

/// How a push is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct How {
    /// Nothing is sent; the report says what would be.
    pub dry_run: bool,
    /// What is there is taken away first.
    pub anew: bool,
}

/// Why a push did not end.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    /// The server.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// The parts.
    #[error(transparent)]
    Part(#[from] DiskError),
    /// A graph is told twice.
    #[error("the parts tell the graph {0} twice, and differently")]
    Twice(String),
    /// The server has not what was sent.
    #[error("{graph} should have {sent} triples, and the server counts {found}")]
    Miscounted {
        /// The graph.
        graph: String,
        /// How many were sent.
        sent: u64,
        /// How many are there.
        found: u64,
    },
    /// The graph of all current statements lacks some.
    #[error("{missing} triples of the parts are not in {graph}")]
    Missing {
        /// The graph.
        graph: String,
        /// How many.
        missing: u64,
    },
}

impl PushError {
    /// What can be done about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Remote(error) => format!("{}; run again, it goes on where it was", error.remedy()),
            Self::Part(error) => error.remedy().unwrap_or_else(|| "see the part".to_owned()),
            Self::Twice(_) => {
                "leave one of the parts away, or bring the lines of a graph together: sort -k4".to_owned()
            }
            Self::Miscounted { .. } | Self::Missing { .. } => {
                "does another program write there? run again, it goes on where it was".to_owned()
            }
        }
    }
}

/// Pushes all graphs of a case's graph. The one with its description comes last, so that there is no case before it is
/// whole.
///
/// # Errors
/// [`PushError`]; what was sent until then stays and is not sent again.
pub fn push_case(pusher: &mut Pusher<'_>, graph: &CaseGraph) -> Result<(), PushError> {
    let mut names = graph.graph_names();
    names.sort_by_key(|name| (name.as_str().ends_with("graph/current"), name.as_str().to_owned()));
    for name in names {
        let portion = Portion::of_triples(name.as_str(), &graph.triples_of(&name));
        pusher.add(portion)?;
    }
    pusher.flush()
}

/// Pushes the graphs of parts, and what of them is current into the graph of all current statements. Gives the base IRIs
/// of what they belong to.
///
/// # Errors
/// [`PushError`], also if two parts have a graph of one name that differs.
pub fn push_parts(pusher: &mut Pusher<'_>, parts: &[PathBuf], watch: &Watch<'_>) -> Result<Vec<String>, PushError> {
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut run = Run::default();
    let mut end = |run: &mut Run, pusher: &mut Pusher<'_>| {
        let Some(portion) = run.take() else { return Ok(()) };
        match seen.get(portion.graph()) {
            // What was written twice, such as by a task that was started again, is there once.
            Some(digest) if digest == portion.digest() => Ok(()),
            Some(_) => Err(PushError::Twice(portion.graph().to_owned())),
            None => {
                seen.insert(portion.graph().to_owned(), portion.digest().to_owned());
                pusher.add(portion)
            }
        }
    };
    let bases = read_parts(parts, watch, |quad| {
        if run.ends_before(&quad) {
            end(&mut run, pusher)?;
        }
        run.add(quad);
        Ok::<(), PushError>(())
    })?;
    end(&mut run, pusher)?;
    pusher.flush()?;
    Ok(bases)
}

/// The quads of one coder and document, and those of them that are current.
#[derive(Default)]
struct Run {
    graph: String,
    own: Vec<String>,
    shared: Vec<String>,
}

impl Run {
    /// Whether a quad is of another graph.
    fn ends_before(&self, quad: &Quad) -> bool {
        match &quad.graph_name {
            GraphName::NamedNode(name) => !name.as_str().ends_with("graph/current") && name.as_str() != self.graph,
            _ => false,
        }
    }

    fn add(&mut self, quad: Quad) {
        let GraphName::NamedNode(name) = &quad.graph_name else { return };
        let own = !name.as_str().ends_with("graph/current");
        if own && self.graph.is_empty() {
            name.as_str().clone_into(&mut self.graph);
        }
        let line = format!("{} .\n", Triple::from(quad));
        if own { self.own.push(line) } else { self.shared.push(line) }
    }

    fn take(&mut self) -> Option<Portion> {
        let Self { graph, own, shared } = std::mem::take(self);
        (!own.is_empty()).then(|| Portion::new(&graph, own, shared))
    }
}
