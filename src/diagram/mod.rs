//! What to draw: plain data about positions, relations, sources and dates becomes a [`Drawing`].
//!
//! Each kind of diagram has a module with its input (plain data, filled from query answers) and one
//! function `draw`. A drawing says what is on the page and what it means; sizes, colours and file
//! formats are the business of the render module, which this one never imports.

pub mod caption;
pub mod chart;
pub mod evidence;
pub mod kinds;
pub mod matrix;
pub mod network;
pub mod positions;
pub mod relations;
pub mod scene;
pub mod sources;
pub mod stance;
pub mod survey;
pub mod table;
pub mod text;
pub mod timeline;
pub mod when;

pub use caption::Caption;
pub use evidence::{Link, Quote};
pub use positions::{Actor, Position, Positions, Proposition};
pub use scene::{Body, Drawing, Scene};
pub use stance::{Grade, Stance};
pub use when::When;

/// Why there is nothing to draw.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiagramError {
    /// The input is empty, usually because filters left nothing.
    #[error("there is nothing to draw: no {what} is left; loosen the filters")]
    Empty {
        /// What is missing, in the plural ("positions").
        what: &'static str,
    },
    /// An edge, position or item names something that the input does not list.
    #[error("{place} names `{id}`, which is not among the {among}")]
    Unknown {
        /// Where the name stands ("a position").
        place: &'static str,
        /// The id that was not found.
        id: String,
        /// Where it was looked for, in the plural ("actors").
        among: &'static str,
    },
    /// Two things of one kind have the same id.
    #[error("two {among} have the id `{id}`")]
    Twice {
        /// The kind, in the plural ("actors").
        among: &'static str,
        /// The id they share.
        id: String,
    },
}

/// Past this number of edges a graph is no longer legible on paper (a count, measured by looking).
pub const LEGIBLE_EDGES: usize = 60;

/// What to tell the reader of a graph with `edges` edges, if it has too many.
fn advice_for(edges: usize, instead: &str) -> Vec<String> {
    if edges <= LEGIBLE_EDGES {
        return Vec::new();
    }
    vec![format!("{edges} lines are more than one can read on a page (about {LEGIBLE_EDGES}): {instead}")]
}

/// Checks that ids are unique and returns them for [`known`].
fn index<'a>(
    ids: impl Iterator<Item = &'a str>,
    among: &'static str,
) -> Result<std::collections::BTreeSet<&'a str>, DiagramError> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(DiagramError::Twice { among, id: id.to_owned() });
        }
    }
    Ok(seen)
}

/// Fails unless `id` is one of `ids`.
fn known(
    ids: &std::collections::BTreeSet<&str>,
    id: &str,
    place: &'static str,
    among: &'static str,
) -> Result<(), DiagramError> {
    if ids.contains(id) {
        return Ok(());
    }
    Err(DiagramError::Unknown { place, id: id.to_owned(), among })
}

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
