//! Where the graph of a verb comes from: cases, whose graph is built in memory, or a store on disk.

use std::cell::OnceCell;

use oxigraph::model::{NamedNode, Term};

use super::{
    arguments::{Arguments, GraphOptions},
    check,
    error::CliError,
    output::Talk,
    query::view,
    remote,
};
use crate::{
    case::{self, Case},
    model::Slug,
    network::gather::Statements,
    query::{Parameter, ParameterType, SparqlGraph, resolve},
    remote::Endpoint,
    store::{CaseGraph, View, disk::DiskStore},
};

/// What a verb asks, opened.
pub(super) enum Opened {
    /// Cases, each with whose annotations count, and the graph of them all, made when it is first asked.
    Cases(Vec<(Case, View)>, OnceCell<CaseGraph>),
    /// A store on disk. It has a graph and no files.
    Store(Box<DiskStore>),
    /// A SPARQL endpoint, likewise.
    Endpoint(Box<Endpoint>),
    /// A SPARQL endpoint whose graphs have been copied, to be asked here.
    Copy(Box<Endpoint>, CaseGraph),
}

impl Opened {
    /// Opens the one case that is meant, or the graph that the options name instead.
    ///
    /// # Errors
    /// What is meant cannot be used, or two things are meant.
    pub(super) fn one(
        arguments: &Arguments,
        options: &GraphOptions,
        coder: Option<&str>,
        talk: &Talk,
    ) -> Result<Self, CliError> {
        Self::open(arguments, options, coder, || Ok(vec![check::open(arguments, talk)?]))
    }

    /// Opens the cases that are meant, to be asked together, or the graph that the options name instead.
    ///
    /// # Errors
    /// As [`Self::one`].
    pub(super) fn several(
        arguments: &Arguments,
        options: &GraphOptions,
        coder: Option<&str>,
        talk: &Talk,
    ) -> Result<Self, CliError> {
        Self::open(arguments, options, coder, || check::open_all(arguments, talk))
    }

    /// Opens the graph that the options name, or else the cases.
    fn open(
        arguments: &Arguments,
        options: &GraphOptions,
        coder: Option<&str>,
        cases: impl FnOnce() -> Result<Vec<Case>, CliError>,
    ) -> Result<Self, CliError> {
        if let Some(opened) = elsewhere(arguments, options, coder)? {
            return Ok(opened);
        }
        let cases = cases()?;
        let views = cases.iter().map(|case| view(coder, case)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::Cases(cases.into_iter().zip(views).collect(), OnceCell::new()))
    }

    /// What answers SPARQL.
    pub(super) fn graph(&self) -> Result<&dyn SparqlGraph, CliError> {
        match self {
            Self::Cases(cases, graph) => {
                if graph.get().is_none() {
                    let viewed: Vec<(&Case, View)> = cases.iter().map(|(case, view)| (case, view.clone())).collect();
                    let _ = graph.set(CaseGraph::build_all(&viewed)?);
                }
                Ok(graph.get().expect("it has just been made").store())
            }
            Self::Store(store) => Ok(store.store()),
            Self::Endpoint(endpoint) => Ok(&**endpoint),
            Self::Copy(_, graph) => Ok(graph.store()),
        }
    }

    /// Where the statements of networks are taken from.
    pub(super) fn statements(&self) -> Result<Statements<'_>, CliError> {
        match self {
            Self::Cases(cases, _) if cases.len() == 1 => Ok(Statements::Case(&cases[0].0, &cases[0].1)),
            _ => Ok(Statements::Graph(self.graph()?)),
        }
    }

    /// The prefixes that mean the same in all of it.
    pub(super) fn prefixes(&self) -> Vec<(String, String)> {
        match self {
            Self::Cases(cases, _) => shared(cases.iter().map(|(case, _)| case.prefixes())),
            Self::Store(store) => store.manifest().prefixes.clone(),
            Self::Endpoint(endpoint) | Self::Copy(endpoint, _) => {
                let cases = endpoint.cases().iter();
                shared(cases.map(|(base, case)| case::prefixes(base, &case.codebooks)))
            }
        }
    }

    /// What is known by this id or, among actors, by this label.
    pub(super) fn known(&self, text: &str) -> Option<NamedNode> {
        match self {
            Self::Cases(cases, _) => cases.iter().find_map(|(case, _)| known_in_case(text, case)),
            Self::Store(store) => known_in_graph(text, store.store()),
            Self::Endpoint(endpoint) => known_in_graph(text, &**endpoint),
            Self::Copy(_, graph) => known_in_graph(text, graph.store()),
        }
    }
}

/// The prefixes that all have.
fn shared(mut all: impl Iterator<Item = Vec<(String, String)>>) -> Vec<(String, String)> {
    let mut own = all.next().unwrap_or_default();
    for others in all {
        own.retain(|prefix| others.contains(prefix));
    }
    own
}

/// The graph that is asked instead of a case, if one is.
fn elsewhere(arguments: &Arguments, options: &GraphOptions, coder: Option<&str>) -> Result<Option<Opened>, CliError> {
    if let Some(dir) = &options.store {
        alone("--store", &dir.display().to_string(), arguments)?;
        current_only("a store", coder)?;
        return Ok(Some(Opened::Store(Box::new(DiskStore::open(dir)?))));
    }
    let Some(url) = &options.remote.endpoint else { return Ok(None) };
    alone("--endpoint", "the endpoint", arguments)?;
    current_only("an endpoint", coder)?;
    let endpoint = Box::new(remote::endpoint(url, &options.remote)?);
    if !options.remote.copy {
        return Ok(Some(Opened::Endpoint(endpoint)));
    }
    let graph = endpoint.copied()?;
    Ok(Some(Opened::Copy(endpoint, graph)))
}

fn current_only(what: &str, coder: Option<&str>) -> Result<(), CliError> {
    match coder {
        None => Ok(()),
        Some(_) => {
            Err(CliError::new(format!("{what} holds the current annotations; one coder's cannot be taken from it"))
                .hint("leave --coder away, or ask the case with --case"))
        }
    }
}

/// A graph is asked or cases are, not both.
pub(super) fn alone(option: &str, named: &str, arguments: &Arguments) -> Result<(), CliError> {
    if arguments.cases.is_empty() {
        return Ok(());
    }
    Err(CliError::new(format!("{option} and --case both say where the graph comes from"))
        .hint(format!("leave one of them away, such as --case, to ask {named}")))
}

fn known_in_case(text: &str, case: &Case) -> Option<NamedNode> {
    let names = case.names();
    let codebook = &case.codebooks.merged;
    if let Ok(id) = text.parse::<Slug>() {
        if codebook.actors.contains_key(&id) {
            return Some(names.actor(&id));
        }
        if codebook.propositions.contains_key(&id) {
            return Some(names.proposition(&id));
        }
        if case.documents.contains_key(&id) {
            return Some(names.document(&id));
        }
    }
    names.actor_labelled(text)
}

/// A graph has no codebook to look into; it knows its resources by id and label.
fn known_in_graph(text: &str, graph: &dyn SparqlGraph) -> Option<NamedNode> {
    [ParameterType::Actor, ParameterType::Proposition, ParameterType::Document].into_iter().find_map(|kind| {
        let parameter =
            Parameter { name: String::new(), kind, default: None, description: String::new(), optional: false };
        match resolve(graph, &parameter, text) {
            Ok(Term::NamedNode(node)) => Some(node),
            _ => None,
        }
    })
}
