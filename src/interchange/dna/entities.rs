//! Persons, organizations and concepts of a data base, with their attributes, as actors and propositions.

use std::collections::BTreeMap;

use super::tables::{Dna, Entity};
use crate::{
    interchange::{Import, Options},
    model::{ActorKind, Slug},
};

/// Which part an entity's variable plays in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// First, so that a name that is an organization's and a person's becomes an organization.
    Organization,
    Person,
    Concept,
}

/// Takes all entities up and returns their ids. Empty ones, which every variable has, are left out.
pub(super) fn take_up(
    dna: &Dna,
    parts: &BTreeMap<i64, Part>,
    options: &Options,
    import: &mut Import<'_>,
) -> BTreeMap<i64, Slug> {
    let mut ids = BTreeMap::new();
    let mut entities: Vec<(Part, i64, &Entity)> = dna
        .entities
        .iter()
        .filter(|(_, entity)| !entity.value.trim().is_empty())
        .filter_map(|(id, entity)| Some((*parts.get(&entity.variable)?, *id, entity)))
        .collect();
    entities.sort_by_key(|(part, id, _)| (*part, *id));
    for &(part, id, entity) in &entities {
        let label = label(&entity.value, import);
        let slug = match part {
            Part::Concept => import.registry.proposition(&label, None),
            _ => import.registry.actor(&label, None),
        };
        if part != Part::Concept
            && let Some(known) = import.registry.new_actor(&slug)
            && known.label != label
        {
            let item = format!("“{label}” is “{}”", known.label);
            import.report.note("same-name", "names that differ in upper and lower case only, taken as one", "", item);
        }
        ids.insert(id, slug);
    }
    for &(part, id, entity) in &entities {
        let parent = entity.child_of.filter(|_| !is_above_itself(dna, id));
        let parent = parent.and_then(|parent| Some((ids.get(&parent)?.clone(), dna.entities.get(&parent)?)));
        match part {
            Part::Concept => describe_concept(&ids[&id], entity, parent.map(|(_, entity)| entity), import),
            _ => describe_actor(part, &ids[&id], entity, parent.map(|(slug, _)| slug), options, import),
        }
    }
    ids
}

/// Whether the way up from an entity leads back to it, or never ends.
fn is_above_itself(dna: &Dna, id: i64) -> bool {
    let up = |id: &i64| dna.entities.get(id)?.child_of;
    let mut above = std::iter::successors(up(&id), up);
    // Nothing has more above it than there is.
    above.nth(dna.entities.len()).is_some()
        || std::iter::successors(up(&id), up).take(dna.entities.len()).any(|above| above == id)
}

/// A label without what would reorder or hide what is shown; anything else, quotation marks and line breaks, stays.
fn label(value: &str, import: &mut Import<'_>) -> String {
    let clean: String = value.trim().chars().filter(|&c| !crate::ingest::is_refused(c)).collect();
    if clean != value.trim() {
        import.report.note("control-characters", "names and texts from which control characters were taken", "", value);
    }
    clean
}

fn describe_actor(
    part: Part,
    id: &Slug,
    entity: &Entity,
    parent: Option<Slug>,
    options: &Options,
    import: &mut Import<'_>,
) {
    let word = attribute(entity, "type");
    if let Some(kind) = kind_of(part, &entity.value, word, options) {
        import.registry.tell_kind(id, kind);
    }
    let mut notes: Vec<String> = Vec::new();
    for (name, value) in &entity.attributes {
        if name.eq_ignore_ascii_case("alias") && import.registry.alias(id, value.trim()) {
            continue;
        }
        let note = format!("{name}: {value}");
        let said = import.registry.new_actor(id).and_then(|actor| actor.note.as_ref());
        if !said.is_some_and(|said| said.split("; ").any(|part| part == note)) {
            notes.push(note);
        }
    }
    let note = notes.join("; ");
    let known = import.case.codebooks.merged.actors.get(id).and_then(|known| known.note.clone());
    let Some(actor) = import.registry.new_actor(id) else {
        let there = |part: &String| known.as_ref().is_some_and(|known| known.contains(part.as_str()));
        if !notes.iter().all(there) {
            let item = format!("{}: {note}", entity.value);
            import.report.note("known-actor", "attributes of actors that the codebook describes already", "", item);
        }
        return;
    };
    match &mut actor.note {
        _ if note.is_empty() => {}
        Some(other) if *other != note => other.push_str(&format!("; {note}")),
        other => *other = Some(note),
    }
    if parent.as_ref() != Some(id) {
        actor.part_of = parent.or(actor.part_of.take());
    }
}

/// A person has a kind of persons, whatever the interests behind it, unless somebody said so of this very name.
fn kind_of(part: Part, name: &str, word: &str, options: &Options) -> Option<ActorKind> {
    const PERSONS: [ActorKind; 4] = [ActorKind::Person, ActorKind::Legislator, ActorKind::Expert, ActorKind::Press];
    let kind = options.kinds.of(name, word);
    match part {
        Part::Person => {
            options.kinds.of(name, "").or(kind.filter(|kind| PERSONS.contains(kind))).or(Some(ActorKind::Person))
        }
        _ => kind,
    }
}

fn describe_concept(id: &Slug, entity: &Entity, parent: Option<&Entity>, import: &mut Import<'_>) {
    let mut notes: Vec<String> = Vec::new();
    let short = attribute(entity, "alias");
    for (name, value) in &entity.attributes {
        if !name.eq_ignore_ascii_case("alias") {
            notes.push(format!("{name}: {value}"));
        }
    }
    // Being under another concept is no more than an order of lists there; here it would carry stances upwards.
    notes.extend(parent.map(|parent| format!("Under: {}", parent.value)));
    let Some(proposition) = import.registry.new_proposition(id) else { return };
    if !short.is_empty() {
        proposition.short = Some(short.to_owned());
    }
    if !notes.is_empty() {
        proposition.definition = Some(notes.join("; "));
    }
}

fn attribute<'e>(entity: &'e Entity, name: &str) -> &'e str {
    let found = entity.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map_or("", |(_, value)| value.trim())
}
