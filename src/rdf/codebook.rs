//! From a codebook to triples.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple};

use super::{names::Names, node::Describe, values};
use crate::{
    model::{Actor, Codebook, Event, Membership, Sign},
    vocab::{
        external as ext, individual,
        terms::{class, property},
    },
};

/// The triples of a merged codebook: actors, memberships, issues, propositions, frames, events, works, utterances.
#[must_use]
pub fn codebook_triples(codebook: &Codebook, names: &Names<'_>) -> Vec<Triple> {
    let mut triples = Vec::new();
    for entry in codebook.actors.values() {
        actor(entry, &entry.base, names, &mut triples);
    }
    for (number, entry) in codebook.memberships.iter().enumerate() {
        let earlier = codebook.memberships[..number]
            .iter()
            .filter(|other| other.person == entry.person && other.organization == entry.organization)
            .count();
        membership(entry, &entry.base, earlier, names, &mut triples);
    }
    concepts(codebook, names, &mut triples);
    for entry in codebook.events.values() {
        triples.extend(event_triples(entry, names));
    }
    works(codebook, names, &mut triples);
    let mut schemes: Vec<&str> = codebook
        .propositions
        .values()
        .map(|entry| &*entry.base)
        .chain(codebook.actors.values().map(|entry| &*entry.base))
        .collect();
    schemes.sort_unstable();
    schemes.dedup();
    for scheme in schemes {
        Describe::new(NamedNode::new_unchecked(scheme), &mut triples).a(class::CODEBOOK).a(ext::CONCEPT_SCHEME);
    }
    triples
}

fn actor(actor: &Actor, scheme: &str, names: &Names<'_>, triples: &mut Vec<Triple>) {
    let body = if actor.is_person() { ext::PERSON } else { ext::ORGANIZATION };
    Describe::new(names.actor(&actor.id), triples)
        .a(class::ACTOR)
        .a(ext::AGENT)
        .a(body)
        .has(ext::LABEL, values::english(&actor.label))
        .has_each(ext::ALT_LABEL, actor.aliases.iter().map(|alias| values::english(alias)))
        .has(property::KIND, individual(actor.kind))
        .has_each(property::COUNTRY, actor.country.as_ref().map(Literal::new_simple_literal))
        .has_each(property::PART_OF, actor.part_of.iter().map(|owner| names.actor(owner)))
        .has_each(
            ext::EXACT_MATCH,
            actor.wikidata.iter().map(|item| link(&format!("http://www.wikidata.org/entity/{item}"))),
        )
        .has_each(ext::SOURCE, actor.source.iter().map(|url| link(url)))
        .has(ext::IN_SCHEME, NamedNode::new_unchecked(scheme));
}

fn membership(held: &Membership, base: &str, earlier: usize, names: &Names<'_>, triples: &mut Vec<Triple>) {
    let mut iri = format!("{base}membership/{}--{}", held.person, held.organization);
    if earlier > 0 {
        iri.push_str(&format!("--{}", earlier + 1));
    }
    Describe::new(NamedNode::new_unchecked(iri), triples)
        .a(ext::MEMBERSHIP)
        .has(ext::MEMBER, names.actor(&held.person))
        .has(ext::MEMBER_ORGANIZATION, names.actor(&held.organization))
        .has(property::ROLE_LABEL, values::english(&held.role))
        .has_each(ext::START_DATE, held.from.map(values::date))
        .has_each(ext::END_DATE, held.to.map(values::date))
        .has(property::MEMBER_SPEAKS_FOR, Literal::from(held.speaks_for))
        .has_each(ext::SOURCE, held.source.iter().map(|url| link(url)));
}

fn concepts(codebook: &Codebook, names: &Names<'_>, triples: &mut Vec<Triple>) {
    for entry in codebook.propositions.values() {
        let node = names.proposition(&entry.id);
        concept(node, class::PROPOSITION, &entry.label, &entry.base, triples)
            .has(property::SHORT_LABEL, values::english(entry.short_label()))
            .has_each(property::ISSUE, entry.issue.iter().map(|i| names.issue(i)))
            .has_each(property::NARROWER_THAN, entry.broader.iter().map(|b| names.proposition(b)))
            .has_each(ext::DEFINITION, text(&entry.definition));
    }
    for entry in codebook.issues.values() {
        let node = names.issue(&entry.id);
        concept(node, class::ISSUE, &entry.label, &entry.base, triples)
            .has_each(ext::DEFINITION, text(&entry.definition));
    }
    for entry in codebook.frames.values() {
        let node = names.frame(&entry.id);
        concept(node, class::FRAME, &entry.label, &entry.base, triples)
            .has_each(ext::DEFINITION, text(&entry.definition))
            .has_each(ext::EXAMPLE, text(&entry.example));
    }
}

fn concept<'t>(
    node: NamedNode,
    class: NamedNodeRef<'_>,
    label: &str,
    scheme: &str,
    triples: &'t mut Vec<Triple>,
) -> Describe<'t> {
    Describe::new(node, triples)
        .a(class)
        .a(ext::CONCEPT)
        .has(ext::PREF_LABEL, values::english(label))
        .has(ext::IN_SCHEME, NamedNode::new_unchecked(scheme))
}

/// The triples of one declared event.
#[must_use]
pub fn event_triples(event: &Event, names: &Names<'_>) -> Vec<Triple> {
    let mut triples = Vec::new();
    let mut describe = Describe::new(names.event(&event.id), &mut triples)
        .a(class::EVENT)
        .a(ext::SEM_EVENT)
        .has(ext::LABEL, values::english(&event.label))
        .has(property::EVENT_TYPE, individual(event.event_type))
        .has_each(ext::DATE, event.date.map(values::date))
        .has_each(property::PARTICIPANT, event.participants.iter().map(|actor| names.actor(actor)))
        .has_each(property::INSTRUMENT, text(&event.instrument))
        .has_each(property::REVISES, event.revises.iter().map(|other| names.event(other)))
        .has_each(property::IN_RESPONSE_TO, event.in_response_to.iter().map(|other| names.event(other)))
        .has_each(property::OUTSIDE_SOURCES, event.outside_sources.then(|| Literal::from(true)))
        .has_each(ext::SOURCE, event.source.iter().map(|url| link(url)));
    for bearing in &event.bears_on {
        let property = match bearing.sign {
            Sign::Support => property::BEARS_IN_FAVOUR_OF,
            Sign::Oppose => property::BEARS_AGAINST,
        };
        describe = describe.has(property, names.proposition(&bearing.proposition));
    }
    triples
}

fn works(codebook: &Codebook, names: &Names<'_>, triples: &mut Vec<Triple>) {
    for entry in codebook.works.values() {
        Describe::new(names.work(&entry.id), triples)
            .a(class::WORK)
            .a(ext::PROV_ENTITY)
            .has(ext::LABEL, values::english(&entry.label))
            .has_each(property::AUTHOR, entry.author.iter().map(|author| names.actor(author)))
            .has_each(ext::DATE, entry.date.map(values::date))
            .has_each(ext::URL, entry.url.iter().map(|url| link(url)));
    }
    for entry in codebook.utterances.values() {
        Describe::new(names.utterance(&entry.id), triples)
            .a(class::UTTERANCE)
            .has(ext::LABEL, values::english(&entry.label))
            .has_each(property::IN_WORK, entry.work.iter().map(|work| names.work(work)))
            .has_each(ext::DATE, entry.date.map(values::date));
    }
}

fn text(text: &Option<String>) -> Option<Literal> {
    text.as_deref().map(values::english)
}

/// A web address as an IRI, or as a plain text where it is none.
pub(super) fn link(url: &str) -> Term {
    match NamedNode::new(url) {
        Ok(node) if url.starts_with("http://") || url.starts_with("https://") => node.into(),
        _ => Literal::new_simple_literal(url).into(),
    }
}
