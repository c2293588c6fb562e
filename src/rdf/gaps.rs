//! What a file seems to have lost: a slip of the pen, a byte that changed or a cut would take a find away silently.

use std::{collections::BTreeSet, sync::OnceLock};

use oxigraph::model::{NamedNode, NamedNodeRef, Term, Triple, vocab::rdf};

use super::names::Names;
use crate::{
    diagnostic::Diagnostic,
    model::{AnnotationSet, DecisionKind},
    vocab::{
        self, external,
        terms::{class, property},
    },
};

/// So many letters may differ between a term and what was meant to be it.
const SLIP: usize = 2;

/// Terms of a file that no vocabulary of ours has: of our own namespace all, of others those that are nearly one of
/// ours. What other programs add is none of our business.
///
/// The findings are about the resource that uses the term, by its IRI in [`Diagnostic::label`].
pub(super) fn unknown_terms(triples: &[Triple]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for triple in triples {
        // Other objects are told where they are read.
        let object = match &triple.object {
            Term::NamedNode(node) if triple.predicate == rdf::TYPE => Some(node),
            _ => None,
        };
        for term in std::iter::once(&triple.predicate).chain(object) {
            if is_known(term) || !seen.insert(term.clone()) {
                continue;
            }
            let ours = term.as_str().starts_with(vocab::NAMESPACE);
            let near = nearest(term);
            if !ours && near.is_none() {
                continue;
            }
            let message = format!("there is no term {}", short(term.as_str()));
            let finding = if ours {
                Diagnostic::error("unknown-term", message)
            } else {
                Diagnostic::warning("unknown-term", message)
            };
            let subject = triple.subject.to_string();
            let finding = finding.label(subject.trim_matches(['<', '>']));
            findings.push(match near {
                Some(near) => finding.help(format!("did you mean {}?", short(near))),
                None => finding.help("`stancegraph vocabulary` has all terms"),
            });
        }
    }
    findings
}

/// Whether a file says that it is another coder's, another document's or another case's.
pub(super) fn of_others(triples: &[Triple], set: &AnnotationSet, names: &Names<'_>) -> Option<Diagnostic> {
    let graph = names.annotation_graph(&set.coder.name, &set.document);
    let is_set = |triple: &&Triple| triple.predicate == rdf::TYPE && triple.object == Term::from(class::ANNOTATION_SET);
    let mut said = triples.iter().filter(is_set).map(|triple| triple.subject.to_string());
    let first = said.next()?;
    let expected = graph.to_string();
    if first == expected || said.any(|other| other == expected) {
        return None;
    }
    let iri = first.trim_matches(['<', '>']);
    let whose = iri.rsplit_once("/graph/").map_or(iri, |(_, whose)| whose);
    let here = format!("{}/{}", set.coder.name, set.document);
    let whose = if whose == here { "another case's".to_owned() } else { format!("that of {whose}") };
    let message = format!("the file says that it is {whose}, but it stands at {here}");
    let help = "if it was copied or renamed, write the new names in it as well; if not, bring the right file back";
    Some(Diagnostic::warning("other-annotations", message).label(iri).help(help))
}

/// Whether nothing in a file can be read.
pub(super) fn nothing_read(triples: &[Triple], set: &AnnotationSet) -> Option<Diagnostic> {
    let is_set = |triple: &Triple| triple.object == Term::from(class::ANNOTATION_SET);
    let read = set.attributions.len() + set.statements.len() + set.facts.len() + set.decisions.len();
    (read == 0 && !triples.iter().any(is_set)).then(|| {
        Diagnostic::error("no-annotations", "nothing in this file is an annotation")
            .help("look at its prefixes, bring the file back from git, or remove it")
    })
}

/// Passages that nothing rests on, and decisions whose statement is gone: what rested on them or came of them was lost.
pub(super) fn orphans(triples: &[Triple], set: &AnnotationSet, names: &Names<'_>) -> Vec<Diagnostic> {
    let uses = [property::EVIDENCE, property::CONTENT_SPAN, property::SOURCE_SPAN, property::CUE_SPAN];
    let used: BTreeSet<String> = triples
        .iter()
        .filter(|triple| uses.iter().any(|property| triple.predicate == *property))
        .map(|triple| triple.object.to_string())
        .collect();
    let is_passage = |triple: &&Triple| triple.object == Term::from(external::SPECIFIC_RESOURCE);
    let passages = triples.iter().filter(is_passage).map(|triple| triple.subject.to_string());
    let orphans = passages.filter(|passage| !used.contains(passage)).map(|passage| {
        let iri = passage.trim_matches(['<', '>']);
        Diagnostic::warning("orphan-passage", format!("nothing rests on the passage {}", last(iri)))
            .label(iri)
            .help("bring back what did (git has it), or take the passage out as well")
    });
    let there: BTreeSet<&str> = set.statements.iter().map(|found| found.id.as_str()).collect();
    let led_nowhere = set.decisions.iter().filter(|made| {
        let led_to = if made.kind == DecisionKind::Add { Some(&made.about) } else { made.result.as_ref() };
        led_to.is_some_and(|id| !there.contains(id.as_str()))
    });
    let lost = led_nowhere.map(|made| {
        let iri = names.decision(&made.id);
        Diagnostic::error("dangling-reference", format!("the decision {} led to a statement that is gone", made.id))
            .label(iri.as_str())
            .help("bring the statement back (git has it), or take the decision out as well")
    });
    orphans.chain(lost).collect()
}

fn last(iri: &str) -> &str {
    iri.rsplit('/').next().unwrap_or(iri)
}

fn is_known(term: &NamedNode) -> bool {
    match term.as_str().strip_prefix(vocab::NAMESPACE) {
        Some(name) => own_terms().contains(name),
        None => *term == rdf::TYPE || external::ALL.contains(&term.as_ref()),
    }
}

/// The terms that the ontology declares.
fn own_terms() -> &'static BTreeSet<&'static str> {
    static TERMS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    TERMS.get_or_init(|| {
        let lines = vocab::ONTOLOGY.lines().filter_map(|line| line.strip_prefix("sg:"));
        lines.filter_map(|line| line.split_whitespace().next()).collect()
    })
}

fn nearest(term: &NamedNode) -> Option<&'static str> {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let own = own_terms().iter().map(|name| format!("{}{name}", vocab::NAMESPACE));
        own.chain(external::ALL.iter().map(|node: &NamedNodeRef<'_>| node.as_str().to_owned())).collect()
    });
    let distance = |known: &str| strsim::levenshtein(known, term.as_str());
    let near = all.iter().filter(|known| known.len().abs_diff(term.as_str().len()) <= SLIP);
    near.map(|known| (distance(known), known)).filter(|(far, _)| *far <= SLIP).min().map(|(_, known)| known.as_str())
}

/// A term as people write it.
fn short(iri: &str) -> String {
    let prefixed = vocab::PREFIXES.iter().find_map(|(prefix, base)| Some((prefix, iri.strip_prefix(base)?)));
    prefixed.map_or_else(|| format!("<{iri}>"), |(prefix, name)| format!("{prefix}:{name}"))
}
