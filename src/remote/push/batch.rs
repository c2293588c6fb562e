//! Graphs in batches: what is there, what is to be sent, whether it has arrived.

use std::{collections::BTreeMap, thread, time::Duration};

use super::{
    How, Portion, PushError,
    ledger::{Known, counted, known, ledger, note, note_replacing},
    report::{Fate, Report},
};
use crate::remote::{Endpoint, GraphStore, RemoteError, endpoint::number};

/// The most graphs of a batch: each is named in three queries.
const MOST_GRAPHS: usize = 200;
/// About the longest batch, in bytes of N-Quads. A graph that is longer goes alone.
const LONGEST: usize = 4 << 20;
/// How often what has not arrived is sent again. A server may still be at work on what a push that was killed had asked
/// of it, and undo what this one sends.
const TRIES_AGAIN: u32 = 5;
/// How long is waited before the first of these times; each further time twice as long.
const PAUSE: Duration = Duration::from_millis(200);

/// Sends graphs to a server.
pub struct Pusher<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) store: &'a GraphStore,
    pub(super) how: How,
    progress: &'a dyn Fn(&Portion),
    waiting: Vec<Portion>,
    bytes: usize,
    /// Whether the server takes N-Quads, once that is known.
    quads: Option<bool>,
    emptied: Vec<String>,
    pub(super) report: Report,
}

impl<'a> Pusher<'a> {
    /// One that sends to a store, asks an endpoint what arrived, and tells `progress` of each graph that is done.
    #[must_use]
    pub fn new(endpoint: &'a Endpoint, store: &'a GraphStore, how: How, progress: &'a dyn Fn(&Portion)) -> Self {
        Self {
            endpoint,
            store,
            how,
            progress,
            waiting: Vec::new(),
            bytes: 0,
            quads: None,
            emptied: Vec::new(),
            report: Report::default(),
        }
    }

    /// What was done so far.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// Adds a graph; a batch that is full is sent.
    ///
    /// # Errors
    /// [`PushError`].
    pub fn add(&mut self, portion: Portion) -> Result<(), PushError> {
        let other_case = self.waiting.first().is_some_and(|first| first.base() != portion.base());
        let alone = portion.bytes() > LONGEST || portion.graph().ends_with("graph/current");
        if other_case || alone || self.bytes + portion.bytes() > LONGEST || self.waiting.len() >= MOST_GRAPHS {
            self.flush()?;
        }
        self.bytes += portion.bytes();
        self.waiting.push(portion);
        Ok(())
    }

    /// Sends what waits.
    ///
    /// # Errors
    /// [`PushError`].
    pub fn flush(&mut self) -> Result<(), PushError> {
        let batch = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let Some(base) = batch.first().map(|portion| portion.base().to_owned()) else { return Ok(()) };
        self.empty(&base)?;
        let graphs: Vec<&str> = batch.iter().map(Portion::graph).collect();
        let mut there =
            if self.how.anew && self.how.dry_run { Default::default() } else { known(self.endpoint, &base, &graphs)? };
        let of = |portion: &Portion| there.get(portion.graph()).cloned().unwrap_or_default();
        let (done, todo): (Vec<&Portion>, Vec<&Portion>) = batch.iter().partition(|portion| of(portion).is(portion));
        let (replaced, new): (Vec<&Portion>, Vec<&Portion>) = todo.iter().partition(|portion| of(portion).triples > 0);
        if !self.how.dry_run {
            note_replacing(self.store, &base, &replaced, &mut there)?;
            self.send(&base, &new, &replaced)?;
            self.see_to_it(&base, &todo)?;
            note(self.store, &base, &todo, &there)?;
        }
        for (portions, fate) in [(&done, Fate::There), (&replaced, Fate::Replaced), (&new, Fate::Sent)] {
            for portion in portions {
                self.report.note(portion.graph(), fate, portion.triples());
                (self.progress)(portion);
            }
        }
        Ok(())
    }

    /// Takes away what is there of a case, once, if that was asked for.
    fn empty(&mut self, base: &str) -> Result<(), PushError> {
        if !self.how.anew || self.how.dry_run {
            return Ok(());
        }
        if !self.emptied.iter().any(|known| known == base) {
            // The ledger goes first: without it nothing counts as being there.
            for graph in [ledger(base), format!("{base}graph/current"), format!("{base}graph/inferred")] {
                self.store.delete(&graph)?;
            }
            self.emptied.push(base.to_owned());
        }
        Ok(())
    }

    fn send(&mut self, base: &str, new: &[&Portion], replaced: &[&Portion]) -> Result<(), PushError> {
        let mut single: Vec<&Portion> = replaced.to_vec();
        if new.len() > 1 && self.takes_quads(base)? {
            let mut text = Vec::new();
            for portion in new {
                portion.nquads(&mut text);
            }
            self.store.post_quads(&text)?;
        } else {
            single.extend(new);
        }
        let mut shared = String::new();
        for portion in single {
            self.store.put(portion.graph(), &portion.ntriples())?;
            shared.extend(portion.shared().iter().map(String::as_str));
        }
        if !shared.is_empty() {
            self.store.post(&format!("{base}graph/current"), shared.as_bytes())?;
        }
        Ok(())
    }

    /// Whether the server takes N-Quads, which is no part of the protocol. Some refuse them, and Virtuoso says that it has
    /// taken them when it has not: one is sent, and asked for.
    fn takes_quads(&mut self, base: &str) -> Result<bool, PushError> {
        if let Some(known) = self.quads {
            return Ok(known);
        }
        let ledger = ledger(base);
        let noted = format!("<{ledger}> <http://purl.org/dc/terms/identifier> \"takes quads\"");
        let takes = match self.store.post_quads(format!("{noted} <{ledger}> .\n").as_bytes()) {
            Ok(()) => {
                let found = self.endpoint.select(&format!(
                    "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{ledger}> {{ <{ledger}> dcterms:identifier ?note }} }}"
                ))?;
                number(&found, "n").is_some_and(|count| count > 0)
            }
            Err(RemoteError::Refused { status: 400..=501, .. }) => false,
            Err(error) => return Err(error.into()),
        };
        tracing::debug!(takes, "whether the server takes N-Quads");
        self.quads = Some(takes);
        Ok(takes)
    }

    /// Asks whether everything has arrived, and sends again what has not.
    fn see_to_it(&self, base: &str, sent: &[&Portion]) -> Result<(), PushError> {
        for tried in 0.. {
            let lacking = self.lacking(base, sent)?;
            let Some(lack) = lacking.first() else { break };
            lack.wait(tried, base)?;
            for lack in &lacking {
                lack.send_again(self.store, base)?;
            }
        }
        Ok(())
    }

    /// What has not arrived.
    pub(super) fn lacking<'p>(&self, base: &str, sent: &[&'p Portion]) -> Result<Vec<Lack<'p>>, PushError> {
        if sent.is_empty() {
            return Ok(Vec::new());
        }
        let graphs: Vec<&str> = sent.iter().map(|portion| portion.graph()).collect();
        let found = counted(self.endpoint, &graphs)?;
        let lacking = miscounted(sent, &found);
        if !lacking.is_empty() || sent.iter().all(|portion| portion.shared().is_empty()) {
            return Ok(lacking);
        }
        let current = format!("{base}graph/current");
        let names: Vec<String> = graphs.iter().map(|graph| format!("<{graph}>")).collect();
        // Of several descriptions of an actor only the first is current.
        let answer = self.endpoint.select(&format!(
            "SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?graph {{ {} }} GRAPH ?graph {{ ?s ?p ?o }} \
             FILTER (?p NOT IN (rdfs:label, sg:kind)) FILTER NOT EXISTS {{ GRAPH <{current}> {{ ?s ?p ?o }} }} }}",
            names.join(" ")
        ))?;
        match number(&answer, "n") {
            Some(0) => Ok(Vec::new()),
            missing => Ok(vec![Lack::Shared { portions: sent.to_vec(), missing: missing.unwrap_or(0) }]),
        }
    }
}

/// The graphs of which a server counts another number of triples than was sent.
fn miscounted<'p>(sent: &[&'p Portion], found: &BTreeMap<String, Known>) -> Vec<Lack<'p>> {
    let count = |portion: &Portion| found.get(portion.graph()).map_or(0, |known| known.triples);
    let wrong = sent.iter().filter(|portion| count(portion) != portion.triples());
    wrong.map(|portion| Lack::Graph { portion, found: count(portion) }).collect()
}

/// What a server has not of what was sent.
pub(super) enum Lack<'p> {
    /// A graph of which it counts another number of triples.
    Graph {
        /// What was sent.
        portion: &'p Portion,
        /// What is there.
        found: u64,
    },
    /// Triples of these that should be in the graph of all current statements.
    Shared {
        /// What was sent.
        portions: Vec<&'p Portion>,
        /// How many are missing.
        missing: u64,
    },
}

impl Lack<'_> {
    /// Waits before the next try, after so many.
    ///
    /// # Errors
    /// [`PushError`] says what is lacking if it has been tried often enough.
    pub(super) fn wait(&self, tried: u32, base: &str) -> Result<(), PushError> {
        if tried == TRIES_AGAIN {
            return Err(self.error(base));
        }
        tracing::debug!(tried, "not all has arrived");
        thread::sleep(PAUSE * 2_u32.pow(tried));
        Ok(())
    }

    fn send_again(&self, store: &GraphStore, base: &str) -> Result<(), RemoteError> {
        match self {
            Self::Graph { portion, .. } => store.put(portion.graph(), &portion.ntriples()),
            Self::Shared { portions, .. } => {
                let shared: String = portions.iter().flat_map(|portion| portion.shared()).map(String::as_str).collect();
                store.post(&format!("{base}graph/current"), shared.as_bytes())
            }
        }
    }

    fn error(&self, base: &str) -> PushError {
        match self {
            Self::Graph { portion, found } => {
                PushError::Miscounted { graph: portion.graph().to_owned(), sent: portion.triples(), found: *found }
            }
            Self::Shared { missing, .. } => {
                PushError::Missing { graph: format!("{base}graph/current"), missing: *missing }
            }
        }
    }
}
