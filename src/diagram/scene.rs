//! A drawing before anything has a place: nodes, edges and their meaning, legend and caption.

use super::caption::Caption;
use super::chart::Chart;
use super::evidence::Link;
use super::matrix::Matrix;
use super::network::{Sense, Share, Web};
use super::stance::{Grade, Stance};
use super::table::Table;
use super::timeline::Chronicle;

/// Everything that a page with one diagram shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The kind's name on the command line: "positions". It also prefixes ids in the picture.
    pub kind: &'static str,
    /// Title, subtitle, source lines.
    pub caption: Caption,
    /// The picture in sentences, for those who cannot see it.
    pub alternative: String,
    /// The picture as a table, a row for each mark.
    pub table: Table,
    /// What the lines and marks mean; only what occurs.
    pub legend: Vec<Entry>,
    /// What the caller should be told: the picture is too full, something was merged.
    pub advice: Vec<String>,
    /// The picture itself.
    pub body: Body,
}

/// The picture of a [`Drawing`].
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Nodes and edges.
    Graph(Scene),
    /// Actors down, propositions across.
    Matrix(Matrix),
    /// Dates down, lanes across.
    Chronicle(Chronicle),
    /// Actors by actors, or by propositions: nodes and lines without a direction.
    Web(Web),
    /// Values over time.
    Chart(Chart),
}

/// A graph whose parts refer to each other by index (from 0).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// Labelled boxes around nodes.
    pub clusters: Vec<Cluster>,
    /// The nodes, in the order wanted from top to bottom.
    pub nodes: Vec<Node>,
    /// The edges, in reading order.
    pub edges: Vec<Edge>,
}

/// A labelled box around the nodes that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// An ASCII id, unique in the scene: "k1".
    pub id: String,
    /// The heading of the box.
    pub label: String,
}

/// A box with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// An ASCII id, unique in the scene: "a1", "p3".
    pub id: String,
    /// The label, on one line; it is wrapped when drawn.
    pub label: String,
    /// A second, smaller line.
    pub note: Option<String>,
    /// How the box looks.
    pub outline: Outline,
    /// The cluster it stands in (an index).
    pub cluster: Option<usize>,
    /// Which column it stands in, from left to right.
    pub column: Column,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Where it leads.
    pub link: Option<Link>,
    /// Attributes for later scripts, without the `data-` prefix.
    pub data: Vec<(&'static str, String)>,
}

/// Where a node stands between left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// On the left.
    First,
    /// Wherever its lines are shortest.
    Free,
    /// On the right.
    Last,
}

/// The look of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outline {
    /// A rectangle: an actor.
    Box,
    /// A rectangle with round corners: a proposition.
    Round,
    /// A rectangle with a bent corner: a document.
    Sheet,
    /// A rectangle with a double left edge: a cited work.
    Work,
}

/// A directed line between two nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// An ASCII id, unique in the scene: "e1".
    pub id: String,
    /// The node it leaves (an index).
    pub from: usize,
    /// The node it enters (an index).
    pub to: usize,
    /// How the line looks.
    pub stroke: Stroke,
    /// The sign before the label.
    pub mark: Option<Mark>,
    /// The words on the line.
    pub label: String,
    /// A second, smaller line of words.
    pub note: Option<String>,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Where its evidence is.
    pub link: Option<Link>,
    /// Its row in the drawing's table (an index).
    pub row: usize,
    /// Attributes for later scripts, without the `data-` prefix.
    pub data: Vec<(&'static str, String)>,
}

/// How a line looks; every difference in colour is also one in shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// The colour's meaning.
    pub tone: Tone,
    /// Solid, dashed or dotted.
    pub line: Line,
    /// What stands at its end.
    pub head: Head,
    /// Lighter than others: only alleged.
    pub faint: bool,
    /// How much evidence it carries (a count, at least 1): more is wider.
    pub weight: u32,
}

impl Stroke {
    /// The look of a stance in a grade with `weight` utterances.
    pub fn of(stance: Stance, grade: Grade, weight: u32) -> Self {
        let (tone, line, head) = match stance {
            Stance::Support => (Tone::Support, Line::Solid, Head::Arrow),
            Stance::Oppose => (Tone::Oppose, Line::Dashed, Head::Bar),
            Stance::Conditional => (Tone::Conditional, Line::Dotted, Head::Diamond),
        };
        Self { tone, line, head, faint: grade == Grade::Alleged, weight: weight.max(1) }
    }
}

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// For.
    Support,
    /// Against.
    Oppose,
    /// Under a condition.
    Conditional,
    /// Neither.
    Neutral,
}

/// The pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Unbroken.
    Solid,
    /// Long strokes.
    Dashed,
    /// Dots.
    Dotted,
}

/// The end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// A filled triangle.
    Arrow,
    /// A bar across the line.
    Bar,
    /// A diamond.
    Diamond,
}

/// A sign in a badge, drawn as a shape because fonts lack some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The sign in it.
    pub sign: Sign,
    /// Its colour's meaning.
    pub tone: Tone,
    /// An outline only: alleged.
    pub hollow: bool,
}

impl Mark {
    /// The badge of a stance in a grade.
    pub fn of(stance: Stance, grade: Grade) -> Self {
        let (sign, tone) = match stance {
            Stance::Support => (Sign::Plus, Tone::Support),
            Stance::Oppose => (Sign::Minus, Tone::Oppose),
            Stance::Conditional => (Sign::PlusMinus, Tone::Conditional),
        };
        Self { sign, tone, hollow: grade == Grade::Alleged }
    }
}

/// The sign in a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// For: a disc with a plus.
    Plus,
    /// Against: a square with a minus.
    Minus,
    /// Under a condition: a diamond with plus over minus.
    PlusMinus,
    /// Done: an event.
    Dot,
}

/// One line of a legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it explains.
    pub sample: Sample,
    /// The explanation.
    pub text: String,
}

/// What an [`Entry`] shows before its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// A line, with its badge.
    Line(Stroke, Option<Mark>),
    /// A node.
    Node(Outline),
    /// A badge.
    Badge(Mark),
    /// A matrix cell that is hatched.
    Hatched,
    /// A matrix cell that is empty.
    Blank,
    /// A line between two nodes of a network, as wide as its share, with a badge or without.
    Tie(Sense, Share, bool),
    /// A matrix cell that is filled up to a share.
    Share(Sense, Share),
    /// The frame around a group.
    Frame,
    /// Words only.
    Nothing,
}
