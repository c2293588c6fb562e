//! What a store is built of: cases, and parts that `annotate --format nquads` wrote.

use std::{cell::RefCell, collections::BTreeSet, path::PathBuf};

use oxigraph::{
    model::{GraphName, NamedNode, Quad, Triple},
    store::Store,
};

use super::{DiskError, Source, build::Watch, digest::Sum, parts::Parts};
use crate::{
    case::{Case, Codebooks, prefixes},
    rdf::{CaseDescription, Names, case_triples, codebook_triples},
    store::{
        View,
        graph::{add_case, apply_rules, case_quads, ontology},
    },
};

/// What a store is built of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// Cases, and whose annotations of each count.
    pub cases: &'a [(&'a Case, View)],
    /// Files of N-Quads as `annotate --format nquads` writes them; compressed if they end in `.gz`.
    pub parts: &'a [PathBuf],
    /// The codebooks that the parts were coded against.
    pub codebooks: &'a Codebooks,
    /// What the store is called, if not as its first case.
    pub title: Option<&'a str>,
}

/// What was put into a store.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) title: String,
    pub(super) base: String,
    pub(super) sources: Vec<Source>,
    pub(super) prefixes: Vec<(String, String)>,
}

/// The memory that the loader fills with quads before it writes them out, in MB.
const MEMORY: usize = 512;

/// Puts cases and parts into an empty store and applies the rules to the whole, as
/// [`CaseGraph::build_all`](crate::store::CaseGraph::build_all) does for cases.
pub(super) fn fill(store: &Store, sources: &Sources<'_>, watch: &Watch<'_>) -> Result<Filled, DiskError> {
    let mut records = Vec::new();
    for (case, view) in sources.cases {
        let names = case.names();
        let mut sum = Sum::default();
        for quad in case_quads(case, view)? {
            sum.add(&Triple::from(quad));
        }
        add_case(store, case, view)?;
        records.push(Source::Case {
            path: case.dir.display().to_string(),
            base: names.case().into_string(),
            digest: sum.count().digest,
        });
    }
    let first = sources.cases.first().map(|(case, _)| case);
    let mut title = sources.title.or(first.map(|case| &*case.manifest.title)).unwrap_or("Corpus").to_owned();
    let bases = if sources.parts.is_empty() {
        Vec::new()
    } else {
        let seen = RefCell::new(Vec::new());
        let mut parts = Parts::new(sources.parts, &seen, &mut records, watch);
        let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(MEMORY).without_atomicity();
        loader.load_ok_quads::<DiskError, DiskError>(&mut parts)?;
        loader.commit()?;
        let seen = seen.into_inner();
        for base in &seen {
            let own = sources.cases.iter().any(|(case, _)| case.manifest.base == *base);
            describe(store, base, (!own).then_some(&*title), sources.codebooks)?;
        }
        seen
    };
    let Some(base) = first.map(|case| case.manifest.base.clone()).or_else(|| bases.first().cloned()) else {
        let what =
            if sources.parts.is_empty() { "no case and no part is named" } else { "the parts hold no annotations" };
        return Err(DiskError::Nothing(what.to_owned()));
    };
    let inferred = Names::new(&base, &sources.codebooks.merged).inferred_graph();
    apply_rules(store, &inferred, |rule| (watch.phase)(&format!("rule {rule}")))?;
    if title.is_empty() {
        "Corpus".clone_into(&mut title);
    }
    Ok(Filled { title, prefixes: shared_prefixes(sources, &bases), base, sources: records })
}

/// What parts do not hold: the ontology, their codebook, and the corpus itself.
///
/// # Errors
/// [`DiskError`] if a shipped file is broken.
pub fn corpus_triples(base: &str, title: Option<&str>, codebooks: &Codebooks) -> Result<Vec<Triple>, DiskError> {
    let names = Names::new(base, &codebooks.merged);
    let mut triples = ontology()?;
    triples.extend(codebook_triples(&codebooks.merged, &names));
    if let Some(title) = title {
        let description = CaseDescription {
            title,
            licence: None,
            epilogue: None,
            epilogue_sources: &[],
            codebooks: &codebooks.bases,
        };
        triples.extend(case_triples(&description, &names));
    }
    Ok(triples)
}

fn describe(store: &Store, base: &str, title: Option<&str>, codebooks: &Codebooks) -> Result<(), DiskError> {
    let triples = corpus_triples(base, title, codebooks)?;
    let current = Names::new(base, &codebooks.merged).current_graph();
    let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(MEMORY);
    loader.load_quads(triples.into_iter().flat_map(|triple| in_both(triple, &current)))?;
    Ok(loader.commit()?)
}

/// A triple in the graph of current triples and in the default graph.
pub(super) fn in_both(triple: Triple, current: &NamedNode) -> [Quad; 2] {
    [triple.clone().in_graph(current.clone()), triple.in_graph(GraphName::DefaultGraph)]
}

/// The prefixes that mean the same in all sources.
fn shared_prefixes(sources: &Sources<'_>, bases: &[String]) -> Vec<(String, String)> {
    let of_cases = sources.cases.iter().map(|(case, _)| case.prefixes());
    let of_parts = bases.iter().map(|base| prefixes(base, &sources.codebooks.bases));
    let mut all = of_cases.chain(of_parts);
    let mut shared = all.next().unwrap_or_default();
    for other in all {
        let other: BTreeSet<_> = other.into_iter().collect();
        shared.retain(|prefix| other.contains(prefix));
    }
    shared
}
