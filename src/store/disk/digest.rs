//! The number of a graph's triples and a digest that does not depend on their order.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::Path,
};

use oxigraph::{
    model::{GraphName, NamedOrBlankNode, Quad, Triple},
    store::{StorageError, Store},
};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{DiskError, GraphCount, Manifest};

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Adds up the digests of triples: the same set gives the same sum, whatever the order.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    triples: u64,
    /// The sum modulo 2^256, the low half first.
    halves: [u128; 2],
    line: String,
}

impl Sum {
    /// Adds a triple, once.
    pub(super) fn add(&mut self, triple: &Triple) {
        self.line.clear();
        let _ = write!(self.line, "{triple} .");
        let digest = Sha256::digest(&self.line);
        let half = |bytes: &[u8]| u128::from_le_bytes(bytes.try_into().expect("half of 32 bytes"));
        let (low, carry) = self.halves[0].overflowing_add(half(&digest[..16]));
        let high = self.halves[1].wrapping_add(half(&digest[16..])).wrapping_add(u128::from(carry));
        self.halves = [low, high];
        self.triples += 1;
    }

    pub(super) fn count(&self) -> GraphCount {
        GraphCount { triples: self.triples, digest: format!("{:032x}{:032x}", self.halves[1], self.halves[0]) }
    }
}

/// What a store holds in its default graph.
pub(super) fn default_graph(store: &Store) -> Result<GraphCount, StorageError> {
    of_graph(store, GraphName::DefaultGraph)
}

fn of_graph(store: &Store, graph: GraphName) -> Result<GraphCount, StorageError> {
    let mut sum = Sum::default();
    for quad in store.quads_for_pattern(None, None, None, Some(graph.as_ref())) {
        let Quad { subject, predicate, object, .. } = quad?;
        sum.add(&Triple { subject, predicate, object });
    }
    Ok(sum.count())
}

/// How many graphs are counted at once.
const AT_ONCE: usize = 4096;

/// Hands over each named graph with what it holds, in the order of the store.
fn each_named(store: &Store, mut take: impl FnMut(&str, GraphCount) -> Result<(), DiskError>) -> Result<(), DiskError> {
    let mut names = store.named_graphs();
    loop {
        let some: Vec<NamedOrBlankNode> = names.by_ref().take(AT_ONCE).collect::<Result<_, _>>()?;
        if some.is_empty() {
            return Ok(());
        }
        let counts: Vec<Result<GraphCount, StorageError>> =
            some.par_iter().map(|name| of_graph(store, name.clone().into())).collect();
        for (name, count) in some.iter().zip(counts) {
            let text = name.to_string();
            take(text.trim_start_matches('<').trim_end_matches('>'), count?)?;
        }
    }
}

/// Writes the table of named graphs: address, number of triples and digest, with tabs between them. Returns the numbers
/// of graphs and of their triples.
pub(super) fn write_table(store: &Store, path: &Path) -> Result<(u64, u64), DiskError> {
    let fail = |error| DiskError::write(path, error);
    let mut table = BufWriter::new(File::create(path).map_err(fail)?);
    let (mut graphs, mut triples) = (0, 0);
    each_named(store, |name, count| {
        graphs += 1;
        triples += count.triples;
        writeln!(table, "{name}\t{}\t{}", count.triples, count.digest).map_err(fail)
    })?;
    table.flush().map_err(fail)?;
    Ok((graphs, triples))
}

/// Holds what a store holds against its manifest and the table of its named graphs.
pub(super) fn compare(store: &Store, manifest: &Manifest, table: &Path) -> Result<(), DiskError> {
    let other = |graph: &str, found: &GraphCount, wanted: &str| {
        DiskError::damaged(table, format!("{graph} has {} triples ({}), and {wanted}", found.triples, found.digest))
    };
    let default = default_graph(store)?;
    if default != manifest.default_graph {
        let wanted = &manifest.default_graph;
        return Err(other(
            "the default graph",
            &default,
            &format!("{} ({}) were written", wanted.triples, wanted.digest),
        ));
    }
    let fail = |error| DiskError::read(table, error);
    // A store lists its graphs in one order, whoever asks.
    let mut lines = BufReader::new(File::open(table).map_err(fail)?).lines();
    each_named(store, |name, count| {
        let line = lines.next().transpose().map_err(fail)?.unwrap_or_default();
        if line == format!("{name}\t{}\t{}", count.triples, count.digest) {
            Ok(())
        } else {
            Err(other(name, &count, &format!("`{line}` was written")))
        }
    })?;
    match lines.next() {
        Some(line) => Err(DiskError::damaged(
            table,
            format!("the store has not the graph `{}`", line.map_err(fail)?.split('\t').next().unwrap_or_default()),
        )),
        None => Ok(()),
    }
}
