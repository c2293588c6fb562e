//! What a push did.

use std::collections::BTreeMap;

/// Graphs of one kind: a coder's, or one of the case's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Row {
    /// How many graphs were sent because they were not there.
    pub sent: u64,
    /// How many were there already.
    pub there: u64,
    /// How many were there with other content and have been replaced.
    pub replaced: u64,
    /// The triples of all of them.
    pub triples: u64,
}

/// What a push did, by kind of graph: `https://…/graph/auto/*`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    rows: BTreeMap<String, Row>,
}

/// What became of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Sent,
    There,
    Replaced,
}

impl Report {
    /// The kinds of graph, in order.
    pub fn rows(&self) -> impl Iterator<Item = (&str, Row)> {
        self.rows.iter().map(|(name, row)| (name.as_str(), *row))
    }

    /// All of them together.
    #[must_use]
    pub fn total(&self) -> Row {
        self.rows.values().fold(Row::default(), |sum, row| Row {
            sent: sum.sent + row.sent,
            there: sum.there + row.there,
            replaced: sum.replaced + row.replaced,
            triples: sum.triples + row.triples,
        })
    }

    pub(super) fn note(&mut self, graph: &str, fate: Fate, triples: u64) {
        let own = graph.ends_with("graph/current") || graph.ends_with("graph/inferred");
        let kind = match graph.rsplit_once('/') {
            Some((coder, _)) if !own => format!("{coder}/*"),
            _ => graph.to_owned(),
        };
        let row = self.rows.entry(kind).or_default();
        match fate {
            Fate::Sent => row.sent += 1,
            Fate::There => row.there += 1,
            Fate::Replaced => row.replaced += 1,
        }
        row.triples += triples;
    }
}
