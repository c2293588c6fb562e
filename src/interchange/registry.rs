//! Actors and propositions by the names that other programs know them by: those of the codebook, and new ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    case::NewEntries,
    model::{Actor, ActorKind, Codebook, Frame, Membership, Proposition, Slug},
};

/// What a person's role is called where the source only shows that the person spoke for the organisation.
const ROLE: &str = "spokesperson";

/// Finds actors and propositions of a codebook by their names, and takes up those that it does not know.
#[derive(Debug, Clone)]
pub struct Registry<'c> {
    codebook: &'c Codebook,
    /// Labels and aliases in lower case: no two actors may share one.
    names: BTreeMap<String, Slug>,
    /// Propositions by their sentence.
    sentences: BTreeMap<String, Slug>,
    actors: BTreeMap<Slug, Actor>,
    /// New actors whose kind somebody has told.
    kinds: BTreeSet<Slug>,
    propositions: BTreeMap<Slug, Proposition>,
    memberships: BTreeSet<(Slug, Slug)>,
    frames: BTreeMap<Slug, Frame>,
}

impl<'c> Registry<'c> {
    /// Everybody whom the codebook knows.
    #[must_use]
    pub fn new(codebook: &'c Codebook) -> Self {
        let mut names = BTreeMap::new();
        for actor in codebook.actors.values() {
            for name in std::iter::once(&actor.label).chain(&actor.aliases) {
                names.entry(name.to_lowercase()).or_insert_with(|| actor.id.clone());
            }
        }
        let sentences = codebook.propositions.values().map(|entry| (entry.label.clone(), entry.id.clone())).collect();
        Self {
            codebook,
            names,
            sentences,
            actors: BTreeMap::new(),
            kinds: BTreeSet::new(),
            propositions: BTreeMap::new(),
            memberships: BTreeSet::new(),
            frames: BTreeMap::new(),
        }
    }

    /// The actor with this name, upper and lower case alike; taken up if there is none. `wanted` is the id that a new
    /// one gets if it is free.
    pub fn actor(&mut self, label: &str, wanted: Option<&Slug>) -> Slug {
        let key = label.to_lowercase();
        if let Some(id) = self.names.get(&key) {
            return id.clone();
        }
        let taken = |id: &Slug| self.codebook.actors.contains_key(id) || self.actors.contains_key(id);
        let id = free(wanted.cloned().unwrap_or_else(|| Slug::from_text(label)), taken);
        self.names.insert(key, id.clone());
        self.actors.insert(
            id.clone(),
            Actor {
                id: id.clone(),
                label: label.to_owned(),
                kind: ActorKind::Ngo,
                country: None,
                aliases: Vec::new(),
                only_with: None,
                descriptions: Vec::new(),
                part_of: None,
                wikidata: None,
                source: Vec::new(),
                note: None,
            },
        );
        id
    }

    /// Whether an id is that of an actor, of the codebook or taken up.
    #[must_use]
    pub fn knows_actor(&self, id: &Slug) -> bool {
        self.codebook.actors.contains_key(id) || self.actors.contains_key(id)
    }

    /// Whether an id is that of a proposition, of the codebook or taken up.
    #[must_use]
    pub fn knows_proposition(&self, id: &Slug) -> bool {
        self.codebook.propositions.contains_key(id) || self.propositions.contains_key(id)
    }

    /// The kind of an actor, if anybody has told it.
    #[must_use]
    pub fn kind(&self, id: &Slug) -> Option<ActorKind> {
        let known = self.codebook.actors.get(id).map(|entry| entry.kind);
        known.or_else(|| self.actors.get(id).filter(|_| self.kinds.contains(id)).map(|actor| actor.kind))
    }

    /// Tells the kind of an actor that was taken up; what was told first, or stands in the codebook, stays.
    pub fn tell_kind(&mut self, id: &Slug, kind: ActorKind) {
        if let Some(actor) = self.actors.get_mut(id)
            && self.kinds.insert(id.clone())
        {
            actor.kind = kind;
        }
    }

    /// The new actors whose kind nobody has told: `ngo`, which is the least that can be said of a body.
    pub fn of_unknown_kind(&self) -> impl Iterator<Item = &Actor> {
        self.actors.values().filter(|actor| !self.kinds.contains(&actor.id))
    }

    /// A new actor, to describe it further; `None` for those of the codebook, which are left as they are.
    pub fn new_actor(&mut self, id: &Slug) -> Option<&mut Actor> {
        self.actors.get_mut(id)
    }

    /// Gives a new actor another name. `false` if the name is already somebody's, or the actor the codebook's.
    pub fn alias(&mut self, id: &Slug, alias: &str) -> bool {
        let key = alias.to_lowercase();
        if let Some(known) = self.names.get(&key) {
            return known == id;
        }
        let Some(actor) = self.actors.get_mut(id) else { return false };
        actor.aliases.push(alias.to_owned());
        self.names.insert(key, id.clone());
        true
    }

    /// The proposition with exactly this sentence, or of this id; taken up if there is none.
    pub fn proposition(&mut self, label: &str, wanted: Option<&Slug>) -> Slug {
        if let Some(id) = self.sentences.get(label) {
            return id.clone();
        }
        let taken = |id: &Slug| self.codebook.propositions.contains_key(id) || self.propositions.contains_key(id);
        let id = free(wanted.cloned().unwrap_or_else(|| short(label)), taken);
        self.sentences.insert(label.to_owned(), id.clone());
        self.propositions.insert(
            id.clone(),
            Proposition {
                id: id.clone(),
                label: label.to_owned(),
                short: None,
                issue: None,
                broader: None,
                definition: None,
            },
        );
        id
    }

    /// A new proposition, to describe it further.
    pub fn new_proposition(&mut self, id: &Slug) -> Option<&mut Proposition> {
        self.propositions.get_mut(id)
    }

    /// Somebody spoke for an organisation.
    pub fn member(&mut self, person: &Slug, organization: &Slug) {
        let known =
            self.codebook.memberships.iter().any(|held| held.person == *person && held.organization == *organization);
        if !known && person != organization {
            self.memberships.insert((person.clone(), organization.clone()));
        }
    }

    /// The reason with this id, taken up with this name if the codebook does not know it.
    pub fn frame(&mut self, id: &Slug, label: &str) {
        if !self.codebook.frames.contains_key(id) && !self.frames.contains_key(id) {
            let frame = Frame { id: id.clone(), label: label.to_owned(), definition: None, example: None };
            self.frames.insert(id.clone(), frame);
        }
    }

    /// What was taken up.
    pub(super) fn into_new(self) -> NewEntries {
        let memberships = self
            .memberships
            .into_iter()
            .map(|(person, organization)| Membership {
                person,
                organization,
                role: ROLE.to_owned(),
                from: None,
                to: None,
                speaks_for: false,
                source: Vec::new(),
            })
            .collect();
        NewEntries {
            actors: self.actors.into_values().collect(),
            memberships,
            propositions: self.propositions.into_values().collect(),
            frames: self.frames.into_values().collect(),
        }
    }
}

/// An id of a sentence: the first words of it, as ids are read by people.
fn short(sentence: &str) -> Slug {
    const LENGTH: usize = 48;
    let whole = Slug::from_text(sentence);
    match whole.as_str() {
        id if id.len() <= LENGTH => whole,
        id => {
            let cut = id[..=LENGTH].rfind('-').unwrap_or(LENGTH);
            Slug::from_text(&id[..cut])
        }
    }
}

/// The id, or the first of id-2, id-3 ... that is free.
pub(super) fn free(wanted: Slug, taken: impl Fn(&Slug) -> bool) -> Slug {
    if !taken(&wanted) {
        return wanted;
    }
    // Short enough for a number behind it.
    let stem: String = wanted.as_str().chars().take(100).collect();
    (2_u64..).map(|number| Slug::from_text(&format!("{stem}-{number}"))).find(|id| !taken(id)).unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_one_actor_and_two_names_are_two() {
        let codebook = Codebook::default();
        let mut registry = Registry::new(&codebook);
        let acme = registry.actor("Acme Ltd", None);
        assert_eq!(registry.actor("ACME LTD", None), acme);
        assert_eq!(registry.actor("Acme, Ltd.", None).as_str(), "acme-ltd-2");
        assert_eq!(registry.actor("!", None).as_str(), "unnamed");
        assert!(registry.alias(&acme, "Acme") && registry.alias(&acme, "acme"));
        assert!(!registry.alias(&acme, "acme, ltd."), "somebody else's name");
        registry.tell_kind(&acme, ActorKind::Company);
        registry.tell_kind(&acme, ActorKind::Press);
        assert_eq!(registry.kind(&acme), Some(ActorKind::Company), "what was told first");
        let sentence = "Providers should give state authorities a way to read everything that they carry.";
        let first = registry.proposition(sentence, None);
        assert_eq!(first.as_str(), "providers-should-give-state-authorities-a-way-to");
        assert_eq!(registry.proposition(&sentence.to_uppercase(), None).as_str(), &*format!("{first}-2"));
        assert_eq!(registry.proposition(sentence, None), first);
    }
}
