//! Graphs in batches: what is there, what is to be sent, whether it has arrived.

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
            self.verify(&base, &todo)?;
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

    /// Asks whether everything has arrived.
    fn verify(&self, base: &str, sent: &[&Portion]) -> Result<(), PushError> {
        if sent.is_empty() {
            return Ok(());
        }
        let graphs: Vec<&str> = sent.iter().map(|portion| portion.graph()).collect();
        let found = counted(self.endpoint, &graphs)?;
        for portion in sent {
            let found = found.get(portion.graph()).map_or(0, |known: &Known| known.triples);
            if found != portion.triples() {
                let graph = portion.graph().to_owned();
                return Err(PushError::Miscounted { graph, sent: portion.triples(), found });
            }
        }
        if sent.iter().all(|portion| portion.shared().is_empty()) {
            return Ok(());
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
            Some(0) => Ok(()),
            missing => Err(PushError::Missing { graph: current, missing: missing.unwrap_or(0) }),
        }
    }
}
