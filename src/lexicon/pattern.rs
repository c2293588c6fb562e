//! The syntax tree of a pattern.

use crate::model::{ActorKind, ClosedList};

/// What a negation before the words of a match does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Negation {
    /// It turns the sign round.
    #[default]
    Flip,
    /// The match does not count.
    Drop,
    /// Nothing: the pattern has a negation of its own.
    Ignore,
}

/// A pattern as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What a negation before it does.
    pub negation: Negation,
    /// Its parts, in order.
    pub items: Vec<Node>,
}

impl Pattern {
    /// Whether a slot of it has a name: whoever fills it has a part in what is said.
    #[must_use]
    pub fn names_a_slot(&self) -> bool {
        fn any(nodes: &[Node]) -> bool {
            nodes.iter().any(|node| match node {
                Node::Slot(_, name) => name.is_some(),
                Node::Either(options) => options.iter().any(|option| any(option)),
                Node::Maybe(items) => any(items),
                _ => false,
            })
        }
        any(&self.items)
    }
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word in all its forms.
    Lemma(String),
    /// A word in this form only.
    Exact(String),
    /// Every word that begins so.
    Prefix(String),
    /// One of the alternatives.
    Either(Vec<Vec<Node>>),
    /// The part or nothing.
    Maybe(Vec<Node>),
    /// Up to so many words.
    Gap(u8),
    /// Exactly one word.
    Any,
    /// Something that the reader recognises.
    Slot(Slot, Option<String>),
}

/// What fills a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Any actor.
    Actor,
    /// An actor of a kind.
    Kind(ActorKind),
    /// A date.
    Date,
}

impl Slot {
    /// Finds a slot by its name in a pattern: `actor`, `date`, or a kind of actor.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "actor" => Some(Self::Actor),
            "date" => Some(Self::Date),
            kind => ActorKind::from_id(kind).ok().map(Self::Kind),
        }
    }
}
