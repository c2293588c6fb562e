//! A case, or several cases, as a graph in memory.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Instant,
};

use oxigraph::{
    io::RdfFormat,
    model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Triple, vocab::rdfs},
    store::Store,
};

use super::{
    current::{View, current_sets},
    rules::{RULES, derive},
};
use crate::{
    case::{Case, passages},
    model::{AnnotationSet, Slug},
    rdf::{
        CaseDescription, Names, Passages, case_triples, codebook_triples, document_triples, encode_annotations,
        parse_turtle,
    },
    vocab::{self, terms::property},
};

/// Why a case could not be made into a graph. None of these is the user's mistake.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store refused triples.
    #[error("the store failed: {0}")]
    Storage(#[from] oxigraph::store::StorageError),
    /// A shipped file of RDF is not valid.
    #[error("the shipped {what} cannot be read: {message}")]
    Shipped {
        /// Which file.
        what: &'static str,
        /// What is wrong.
        message: String,
    },
    /// A rule failed.
    #[error("rule {rule} failed: {message}")]
    Rule {
        /// Which rule.
        rule: &'static str,
        /// What is wrong.
        message: String,
    },
}

/// A case, or several, as a graph that can be asked.
///
/// The default graph is the merge of the current triples (ontology, codebook, documents, current annotations) and
/// the derived ones, each triple once; beside it stand `graph/current`, `graph/inferred` and one named graph for
/// each coder and document with everything that coder found.
#[derive(Clone)]
pub struct CaseGraph {
    store: Store,
}

impl CaseGraph {
    /// Builds the graph of a case.
    ///
    /// # Errors
    /// [`StoreError`] if something that is shipped is broken.
    pub fn build(case: &Case, view: &View) -> Result<Self, StoreError> {
        Self::build_all(&[(case, view.clone())])
    }

    /// Builds one graph of several cases that differ in their base addresses.
    ///
    /// What cases share, the ontology and the codebooks that they extend, is in it once, so that an actor of a shared
    /// codebook is the same in all of them; `sg:inCase` of a document says which case it is from. The rules are
    /// applied to the whole: a position is what an actor's statements add up to in all the cases. The derived triples are in
    /// the `graph/inferred` of the first case.
    ///
    /// # Errors
    /// [`StoreError`] if something that is shipped is broken.
    pub fn build_all(cases: &[(&Case, View)]) -> Result<Self, StoreError> {
        let begun = Instant::now();
        let store = Store::new()?;
        for (case, view) in cases {
            add_case(&store, case, view)?;
        }
        tracing::debug!(took = ?begun.elapsed(), "the asserted triples are in the graph");
        if let Some((first, _)) = cases.first() {
            apply_rules(&store, &first.names().inferred_graph(), |_| ())?;
        }
        Ok(Self { store })
    }

    /// A graph that is in a store already, in memory or on disk.
    pub(crate) const fn of_store(store: Store) -> Self {
        Self { store }
    }

    /// The triples of a graph, if there are no more than so many; `None` if there are. Without a name it is the default
    /// graph.
    ///
    /// # Errors
    /// [`StoreError::Storage`] if a store on disk cannot be read.
    pub fn triples_at_most(&self, graph: Option<&NamedNode>, most: usize) -> Result<Option<Vec<Triple>>, StoreError> {
        let graph = graph.map_or(GraphNameRef::DefaultGraph, |name| GraphNameRef::NamedNode(name.as_ref()));
        let quads = self.store.quads_for_pattern(None, None, None, Some(graph)).take(most.saturating_add(1));
        let triples = quads.map(|quad| Ok(Triple::from(quad?))).collect::<Result<Vec<_>, StoreError>>()?;
        Ok((triples.len() <= most).then_some(triples))
    }

    /// The triples of the default graph: current and derived.
    #[must_use]
    pub fn default_triples(&self) -> Vec<Triple> {
        self.of_graph(GraphNameRef::DefaultGraph)
    }

    /// The triples of one named graph.
    #[must_use]
    pub fn triples_of(&self, graph: &NamedNode) -> Vec<Triple> {
        self.of_graph(GraphNameRef::NamedNode(graph.as_ref()))
    }

    /// Everything but the default graph, which repeats two of the named ones.
    #[must_use]
    pub fn named_quads(&self) -> Vec<Quad> {
        self.store.iter().flatten().filter(|quad| !quad.graph_name.is_default_graph()).collect()
    }

    /// The names of the named graphs, in order.
    #[must_use]
    pub fn graph_names(&self) -> Vec<NamedNode> {
        let mut names: Vec<NamedNode> = self
            .store
            .named_graphs()
            .flatten()
            .filter_map(|name| match name {
                NamedOrBlankNode::NamedNode(name) => Some(name),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .collect();
        names.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        names
    }

    /// Everything, the default graph included, as N-Quads in no particular order.
    ///
    /// # Panics
    /// Never: it is written to memory.
    #[must_use]
    pub fn quads_text(&self) -> Vec<u8> {
        self.store.dump_to_writer(RdfFormat::NQuads, Vec::new()).expect("writing to memory cannot fail")
    }

    fn of_graph(&self, graph: GraphNameRef<'_>) -> Vec<Triple> {
        self.store.quads_for_pattern(None, None, None, Some(graph)).flatten().map(Triple::from).collect()
    }

    /// The store, for queries.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }
}

/// Puts a case's asserted triples into a store: the current ones into the default graph and `graph/current`, each
/// coder's into its own.
pub(super) fn add_case(store: &Store, case: &Case, view: &View) -> Result<(), StoreError> {
    load(store, case_quads(case, view)?)
}

/// The asserted quads of a case.
pub(super) fn case_quads(case: &Case, view: &View) -> Result<Vec<Quad>, StoreError> {
    let names = case.names();
    let texts = Texts::of(case);
    let mut triples = shared_triples(case)?;
    triples.extend(texts.triples_of_all(&current_sets(case, view), &names));
    let mut quads = in_two(triples, &names.current_graph());
    quads.extend(quads_of(case, &texts));
    Ok(quads)
}

/// Applies the rules, one after the other, to everything that is in a store's default graph.
pub(super) fn apply_rules(
    store: &Store,
    inferred: &NamedNode,
    mut tell: impl FnMut(&'static str),
) -> Result<(), StoreError> {
    for rule in RULES {
        let begun = Instant::now();
        tell(rule.name);
        let mut derived = derive(store, rule)?;
        // What somebody asserts is not derived: no triple is in both graphs, so that a merge has each once anywhere.
        let asserted = |triple: &Triple| store.contains(&triple.clone().in_graph(GraphName::DefaultGraph));
        derived.retain(|triple| !matches!(asserted(triple), Ok(true)));
        let triples = derived.len();
        load(store, in_two(derived, inferred))?;
        tracing::debug!(rule = rule.name, triples, took = ?begun.elapsed(), "derived");
    }
    Ok(())
}

/// The vocabulary.
pub(super) fn ontology() -> Result<Vec<Triple>, StoreError> {
    parse_turtle(vocab::ONTOLOGY, vocab::NAMESPACE)
        .map_err(|error| StoreError::Shipped { what: "ontology", message: error.message })
}

/// Ontology, codebook, the case's own description and its documents.
pub(super) fn shared_triples(case: &Case) -> Result<Vec<Triple>, StoreError> {
    let names = case.names();
    let mut triples = ontology()?;
    triples.extend(codebook_triples(&case.codebooks.merged, &names));
    let epilogue = case.manifest.epilogue.as_ref();
    let description = CaseDescription {
        title: &case.manifest.title,
        licence: case.manifest.licence.as_deref(),
        epilogue: epilogue.map(|epilogue| epilogue.text.as_str()),
        epilogue_sources: epilogue.map_or(&[], |epilogue| &epilogue.source),
        codebooks: &case.codebooks.bases,
    };
    triples.extend(case_triples(&description, &names));
    for document in case.documents.values() {
        triples.extend(document_triples(document, &names));
    }
    Ok(triples)
}

/// The documents that somebody has coded, each looked through for quotation marks once.
pub(super) struct Texts<'c>(BTreeMap<&'c Slug, Passages<'c>>);

impl<'c> Texts<'c> {
    pub(super) fn of(case: &'c Case) -> Self {
        let coded: BTreeSet<&Slug> = case.annotations.iter().map(|set| &set.document).collect();
        let documents = case.documents.iter().filter(|(slug, _)| coded.contains(slug));
        Self(documents.map(|(slug, document)| (slug, passages(document))).collect())
    }

    /// The triples of one coder's annotations; none if the document is gone, which reading the case has reported.
    pub(super) fn triples(&self, set: &AnnotationSet, names: &Names<'_>) -> Vec<Triple> {
        self.0.get(&set.document).map(|text| encode_annotations(set, text, names)).unwrap_or_default()
    }

    /// The triples of several annotations together.
    ///
    /// An actor that no codebook knows is described in each file that names it, as its document has it. Where the
    /// descriptions differ, that of the first file counts: an actor has one name and is of one kind.
    pub(super) fn triples_of_all(&self, sets: &[AnnotationSet], names: &Names<'_>) -> Vec<Triple> {
        let mut described: HashSet<NamedOrBlankNode> = HashSet::new();
        let mut all = Vec::new();
        for set in sets {
            let mut triples = self.triples(set, names);
            triples.retain(|triple| {
                let says_who = triple.predicate == rdfs::LABEL || triple.predicate == property::KIND;
                !(says_who && described.contains(&triple.subject))
            });
            let provisional = triples.iter().filter(|triple| triple.predicate == property::PROVISIONAL);
            described.extend(provisional.map(|triple| triple.subject.clone()));
            all.extend(triples);
        }
        all
    }
}

/// Everything each coder found, each in the named graph of coder and document.
#[must_use]
pub fn annotation_quads(case: &Case) -> Vec<Quad> {
    quads_of(case, &Texts::of(case))
}

fn quads_of(case: &Case, texts: &Texts<'_>) -> Vec<Quad> {
    let names = case.names();
    case.annotations
        .iter()
        .flat_map(|set| {
            let graph = names.annotation_graph(&set.coder.name, &set.document);
            texts.triples(set, &names).into_iter().map(move |triple| triple.in_graph(graph.clone()))
        })
        .collect()
}

/// Triples in a named graph and in the default graph.
fn in_two(triples: Vec<Triple>, graph: &NamedNode) -> Vec<Quad> {
    let named = GraphName::from(graph.clone());
    let both = |triple: Triple| [triple.clone().in_graph(named.clone()), triple.in_graph(GraphName::DefaultGraph)];
    triples.into_iter().flat_map(both).collect()
}

fn load(store: &Store, quads: impl IntoIterator<Item = Quad>) -> Result<(), StoreError> {
    let mut loader = store.bulk_loader();
    loader.load_quads(quads)?;
    loader.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests;
