//! A network before anything has a place: nodes, ties and groups, or the cells of a matrix.

use super::reading::Sense;
use crate::diagram::scene::{Cluster, Outline};

/// A share of a whole in thousandths, 0 to 1000: whole numbers, so that drawings compare exactly.
pub type Share = u16;

/// A network that is drawn as nodes and lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Web {
    /// The groups, largest first; `Knot::group` indexes them.
    pub groups: Vec<Cluster>,
    /// The nodes, in the order of the network.
    pub knots: Vec<Knot>,
    /// All ties, the strongest first.
    pub ties: Vec<Tie>,
    /// Nodes without a tie, as one line of words ("With nobody: A 3, B 1"), for they need no place.
    pub apart: Option<String>,
    /// The matrix that is shown instead where lines would no longer be legible.
    pub grid: Option<Grid>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knot {
    /// An ASCII id, unique in the web: "a1", "p3".
    pub id: String,
    /// The name, on one line; it is wrapped when drawn.
    pub label: String,
    /// How many statements it has, as it is shown after the name.
    pub count: String,
    /// How large it is drawn: its statements as a share of the most.
    pub share: Share,
    /// How the box looks.
    pub outline: Outline,
    /// The group it stands in (an index).
    pub group: Option<usize>,
    /// Whether it has a tie; without one it is named in [`Web::apart`] and not drawn.
    pub tied: bool,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Attributes for later scripts, without the `data-` prefix.
    pub data: Vec<(&'static str, String)>,
}

/// A line between two nodes, without a direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// An ASCII id, unique in the web: "t1".
    pub id: String,
    /// A node (an index).
    pub from: usize,
    /// Another node (an index).
    pub to: usize,
    /// What it says.
    pub sense: Sense,
    /// How wide it is: its weight as a share of the greatest.
    pub share: Share,
    /// The words on it, where there is room: the weight.
    pub label: String,
    /// Whether its sense is shown on it as a badge as well.
    pub badge: bool,
    /// Whether it is drawn; weak ones may be left out.
    pub drawn: bool,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Its row in the drawing's table (an index).
    pub row: usize,
    /// Attributes for later scripts, without the `data-` prefix.
    pub data: Vec<(&'static str, String)>,
}

/// A network as a matrix whose rows and columns stand by group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// What stands down.
    pub rows: Vec<Heading>,
    /// What stands across.
    pub columns: Vec<Heading>,
    /// The cells that are not empty, by row, then column.
    pub cells: Vec<Filled>,
    /// Whether cells hold their weight as a number, for which there is room in small matrices.
    pub numbers: bool,
}

/// A row's or column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The name.
    pub label: String,
    /// How many statements, as it is shown after the name.
    pub count: String,
    /// The group that begins here, if one does: its words, or none for what is in no group.
    pub begins: Option<String>,
}

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The row (an index).
    pub row: usize,
    /// The column (an index).
    pub column: usize,
    /// What it says.
    pub sense: Sense,
    /// How much of the cell is filled: its weight as a share of the greatest.
    pub share: Share,
    /// The weight.
    pub label: String,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Its row in the drawing's table (an index).
    pub entry: usize,
}
