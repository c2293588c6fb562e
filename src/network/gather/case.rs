//! The statements of a case's files.

use std::collections::BTreeMap;

use super::told::{Party, Told, Topic, is_person, within};
use crate::{
    case::Case,
    model::{ActorKind, Codebook, Date, Offsets, Slug, Span, Statement},
    network::table::Detail,
    rdf::described_actors,
    store::{View, current_sets},
};

/// Hands over each statement that counts, in the order of documents' ids and of the text.
pub(super) fn each(case: &Case, view: &View, keep_details: bool, mut take: impl FnMut(Told<'_>)) {
    let codebook = &case.codebooks.merged;
    let sets = current_sets(case, view);
    let cast = Cast { codebook, described: described_actors(&sets) };
    let mut all: Vec<(&Slug, &Statement)> =
        sets.iter().flat_map(|set| set.statements.iter().map(|statement| (&set.document, statement))).collect();
    all.sort_by_cached_key(|(document, statement)| {
        let mut places: Vec<Span> = statement.evidence.clone();
        places.sort_unstable();
        ((*document).clone(), places, statement.id.clone())
    });
    let mut offsets: Option<(&Slug, Offsets<'_>)> = None;
    for (slug, statement) in all {
        let document = case.documents.get(slug);
        if keep_details && offsets.as_ref().is_none_or(|(of, _)| *of != slug) {
            offsets = document.map(|document| (slug, Offsets::new(&document.text)));
        }
        let actor = cast.party(&statement.actor);
        let published = document.and_then(|document| document.date);
        let said = statement.date.or(published);
        let speaks_for = is_person(actor.kind).then(|| organization(codebook, &statement.actor, said)).flatten();
        let topic = codebook.propositions.get(&statement.proposition);
        take(Told {
            document: slug.as_str(),
            publisher: document.and_then(|document| document.publisher.as_deref()),
            published,
            own: statement.date,
            actor,
            spokesperson: statement.spokesperson.as_ref().map(|id| cast.party(id)),
            speaks_for: speaks_for.map(|id| cast.party(id)),
            topic: Topic {
                id: statement.proposition.as_str(),
                short: topic.map(|topic| topic.short_label()),
                sentence: topic.map(|topic| topic.label.as_str()),
                issue: topic.and_then(|topic| topic.issue.as_ref()).map(Slug::as_str),
            },
            stance: statement.stance,
            leaning: statement.leaning,
            form: statement.form,
            modality: statement.modality,
            detail: offsets.as_ref().map(|(_, offsets)| detail(statement, offsets)).unwrap_or_default(),
        });
    }
}

/// Who is who.
struct Cast<'c> {
    codebook: &'c Codebook,
    /// Those whom no codebook knows, as the graph describes them.
    described: BTreeMap<Slug, (String, ActorKind)>,
}

impl Cast<'_> {
    fn party<'a>(&'a self, id: &'a Slug) -> Party<'a> {
        match (self.codebook.actors.get(id), self.described.get(id)) {
            (Some(actor), _) => Party {
                id: id.as_str(),
                label: Some(&actor.label),
                kind: Some(actor.kind),
                country: actor.country.as_deref(),
            },
            (None, Some((label, kind))) => {
                Party { id: id.as_str(), label: Some(label), kind: Some(*kind), country: None }
            }
            (None, None) => Party { id: id.as_str(), label: None, kind: None, country: None },
        }
    }
}

/// The organisation that a person speaks for on a day, by a membership; of several, the first by id.
fn organization<'c>(codebook: &'c Codebook, person: &Slug, said: Option<Date>) -> Option<&'c Slug> {
    let held = codebook.memberships.iter().filter(|membership| {
        membership.speaks_for && membership.person == *person && within(said, membership.from, membership.to)
    });
    held.map(|membership| &membership.organization).min()
}

fn detail(statement: &Statement, offsets: &Offsets<'_>) -> Detail {
    let mut evidence = statement.evidence.clone();
    evidence.sort_unstable();
    let words: Vec<&str> = evidence.iter().filter_map(|span| offsets.slice(*span)).collect();
    let whole = evidence.into_iter().reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end)));
    Detail {
        id: statement.id.clone(),
        start: whole.map(|span| span.start),
        end: whole.map(|span| span.end),
        text: words.join(" … "),
    }
}
