//! Who is who in one document: from words to actors.
//!
//! A name leads to an actor of the codebook or to a provisional one; a person who holds an office leads to the
//! organisation; "the company", "the government", "he" lead to whom they stand for. What stays open stays open.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    names::{ActorNo, Mention, Roster, surname_of},
    page::{Noun, Page, noun_ending, nouns_in},
    rules::Rules,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class},
    model::{Actor, ActorKind, Codebook, Date, Slug},
};

/// An actor as a document names it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Holder {
    pub(super) actor: Slug,
    /// The name in the text, for an actor that the codebook does not know.
    pub(super) label: Option<String>,
    pub(super) kind: ActorKind,
    /// The person who speaks for the actor.
    pub(super) spokesperson: Option<Slug>,
    /// The role as the text gives it.
    pub(super) role: Option<String>,
    /// Whether it is known to be this one only by what was said before.
    pub(super) guessed: bool,
}

impl Holder {
    /// The person if there is one, else the actor.
    pub(super) fn speaker(&self) -> &Slug {
        self.spokesperson.as_ref().unwrap_or(&self.actor)
    }
}

/// What never changes while documents are read.
pub(super) struct Setting<'s> {
    pub(super) rules: &'s Rules,
    pub(super) roster: &'s Roster,
    pub(super) codebook: &'s Codebook,
    pub(super) date: Option<Date>,
}

/// Who is who in one document.
pub(super) struct Cast<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) setting: &'p Setting<'p>,
    /// People whom the text introduced, by surname in lower case.
    people: FxHashMap<String, Holder>,
    /// Who spoke or was spoken of last, with the word where.
    spoke: Vec<(usize, Holder, bool)>,
    /// Who speaks, indirectly, in the passage that is being read: "it" and "the company" there are mostly them.
    pub(super) speaker: Option<Holder>,
}

impl<'p, 't> Cast<'p, 't> {
    pub(super) fn new(page: &'p Page<'t>, setting: &'p Setting<'p>) -> Self {
        let mut cast = Self {
            page,
            setting,
            people: FxHashMap::default(),
            spoke: Vec::new(),
            speaker: None,
        };
        cast.meet_known_people();
        cast
    }

    fn actor(&self, no: ActorNo) -> &'p Actor {
        &self.setting.roster.actors[no]
    }

    /// People of the codebook whom the text names in full may be called by their surname.
    fn meet_known_people(&mut self) {
        for mention in &self.page.mentions {
            let [no] = mention.actors.as_slice() else {
                continue;
            };
            let actor = self.actor(*no);
            if mention.description || !actor.is_person() {
                continue;
            }
            let surname = surname_of(&actor.label).to_lowercase();
            if let std::collections::hash_map::Entry::Vacant(place) = self.people.entry(surname) {
                let holder = person_of_codebook(self.setting, actor);
                place.insert(holder);
            }
        }
    }

    /// Remembers that somebody spoke, so that "he" and "the company" can mean them.
    pub(super) fn note(&mut self, word: usize, holder: &Holder, person: bool) {
        self.spoke.push((word, holder.clone(), person));
    }

    /// Everybody whom a noun phrase names; several if it joins them by "and".
    pub(super) fn resolve(&mut self, phrase: Range<usize>) -> Vec<Holder> {
        if phrase.is_empty() {
            return Vec::new();
        }
        let start = self
            .page
            .mention_at(phrase.start)
            .map_or(phrase.start, |mention| {
                mention.words.start.min(phrase.start)
            });
        let end = self
            .page
            .mention_at(phrase.end - 1)
            .map_or(phrase.end, |mention| mention.words.end.max(phrase.end));
        let phrase = start..end;
        if let Some(holder) = self.pronoun(phrase.clone()) {
            return vec![holder];
        }
        if let Some((first, second)) = self.two_people(&phrase) {
            let mut found = self.resolve(first);
            found.extend(self.resolve(second));
            return found;
        }
        if let Some(holder) = self.person(&phrase) {
            return vec![holder];
        }
        if let Some(holder) = self.office(&phrase) {
            return vec![holder];
        }
        if let Some(holder) = self.generic(&phrase) {
            return vec![holder];
        }
        let named = self.organisations(&phrase);
        if !named.is_empty() {
            return named;
        }
        if nouns_in(&self.page.works, &phrase).next().is_some() {
            return self
                .spoke
                .iter()
                .rev()
                .find(|(at, ..)| *at < phrase.start)
                .map(|(_, holder, _)| guess(holder.clone()))
                .into_iter()
                .collect();
        }
        self.unknown_name(&phrase).into_iter().collect()
    }

    /// Everybody whom a list of names holds, each name by itself.
    pub(super) fn resolve_each(&mut self, phrase: Range<usize>) -> Vec<Holder> {
        let names: Vec<Range<usize>> = self
            .page
            .mentions_in(&phrase)
            .map(|mention| mention.words.clone())
            .collect();
        if names.len() < 2 {
            return self.resolve(phrase);
        }
        names
            .into_iter()
            .flat_map(|name| self.resolve(name))
            .collect()
    }

    fn pronoun(&self, phrase: Range<usize>) -> Option<Holder> {
        let class = self.page.class(phrase.start);
        if phrase.len() > 2 || !class.any(Class::PERSONAL.or(Class::NEUTER).or(Class::PLURAL)) {
            return None;
        }
        if class.any(Class::PERSONAL) {
            let own = self
                .speaker
                .as_ref()
                .filter(|speaker| speaker.spokesperson.is_some() || is_human(speaker.kind));
            return own
                .cloned()
                .map(guess)
                .or_else(|| self.latest_person(phrase.start));
        }
        if class.any(Class::NEUTER) {
            let own = self
                .speaker
                .as_ref()
                .filter(|speaker| !is_human(speaker.kind));
            let nearest = || {
                self.nearest_in_sentence(phrase.start)
                    .filter(|_| class.any(Class::POSSESSIVE))
            };
            return own
                .cloned()
                .map(guess)
                .or_else(nearest)
                .or_else(|| self.latest_organisation(phrase.start, None));
        }
        let spoke = self
            .spoke
            .iter()
            .filter(|(word, ..)| *word < phrase.start)
            .max_by_key(|(word, ..)| *word)?;
        Some(guess(spoke.1.clone()))
    }

    /// "William Barr and Priti Patel": the phrases on both sides of "and", if each names a person.
    fn two_people(&self, phrase: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let and = phrase
            .clone()
            .find(|word| self.page.lower(*word) == "and")?;
        let (first, second) = (phrase.start..and, and + 1..phrase.end);
        let names_person = |range: &Range<usize>| {
            let known = self.page.mentions_in(range).any(|mention| {
                !mention.description && mention.actors.iter().all(|no| self.actor(*no).is_person())
            });
            known || self.full_name(range).is_some()
        };
        (names_person(&first) && names_person(&second)).then_some((first, second))
    }

    /// The person who spoke last, else the one named last.
    pub(super) fn latest_person(&self, before: usize) -> Option<Holder> {
        let spoke = self
            .spoke
            .iter()
            .filter(|(word, _, person)| *person && *word < before)
            .max_by_key(|(word, ..)| *word);
        let named =
            self.page
                .mentions_before(before)
                .find_map(|mention| match mention.actors.as_slice() {
                    [no] if self.actor(*no).is_person() && !mention.description => {
                        Some((mention.words.start, *no))
                    }
                    _ => None,
                });
        match (spoke, named) {
            (Some((at, holder, _)), Some((named_at, no)))
                if named_at > *at && !self.same(holder, no) && self.heads_sentence(named_at) =>
            {
                Some(guess(person_of_codebook(self.setting, self.actor(no))))
            }
            (Some((_, holder, _)), _) => Some(guess(holder.clone())),
            (None, Some((_, no))) => Some(guess(person_of_codebook(self.setting, self.actor(no)))),
            (None, None) => None,
        }
    }

    fn same(&self, holder: &Holder, no: ActorNo) -> bool {
        *holder.speaker() == self.actor(no).id
    }

    /// Whether a word stands near the head of its sentence, where subjects do.
    fn heads_sentence(&self, word: usize) -> bool {
        word.saturating_sub(self.page.sentence(word).start) < 4
    }

    /// The organisation named last before a word in its own sentence: what "its" mostly means.
    fn nearest_in_sentence(&self, before: usize) -> Option<Holder> {
        let first = self.page.sentence(before).start;
        let mention = self
            .page
            .mentions_before(before)
            .take_while(|mention| mention.words.start >= first)
            .find(|mention| {
                let owner = self.page.words.words[mention.words.end - 1].genitive;
                !owner
                    && mention.actors.len() == 1
                    && self.stands_as_actor(mention)
                    && !mention.description
            })?;
        let actor = self.actor(mention.actors[0]);
        (!actor.is_person()).then(|| guess(organisation(actor)))
    }

    /// The organisation spoken of last, of a kind if one is given.
    pub(super) fn latest_organisation(
        &self,
        before: usize,
        kinds: Option<&[ActorKind]>,
    ) -> Option<Holder> {
        let fits = |actor: &Actor| match kinds {
            Some(kinds) => kinds.contains(&actor.kind),
            None => !actor.is_person() && actor.kind != ActorKind::Press,
        };
        let named_by = |mention: &Mention| {
            let [no] = mention.actors.as_slice() else {
                return None;
            };
            let actor = self.actor(*no);
            if let Some(holder) = self.employer(actor, kinds) {
                return Some((mention.words.start, holder));
            }
            (fits(actor) && self.stands_as_actor(mention))
                .then(|| (mention.words.start, organisation(actor)))
        };
        let head = |sentence: Range<usize>| {
            let near = sentence.start..before.min(sentence.end).min(sentence.start + 7);
            self.page
                .mentions_in(&near)
                .filter(|mention| !self.page.words.words[mention.words.end - 1].genitive)
                .find_map(named_by)
        };
        let own = self.page.sentence(before);
        let previous = own
            .start
            .checked_sub(1)
            .map(|word| self.page.sentence(word));
        let named = head(own.start..before)
            .or_else(|| previous.and_then(head))
            .or_else(|| {
                self.page
                    .mentions_before(before)
                    .take(40)
                    .find_map(named_by)
            });
        let spoke = self
            .spoke
            .iter()
            .filter(|(word, holder, _)| {
                *word < before
                    && kinds.is_none_or(|kinds| kinds.contains(&holder.kind))
                    && !is_human(holder.kind)
            })
            .max_by_key(|(word, ..)| *word);
        match (spoke, named) {
            (Some((at, holder, _)), Some((named_at, found)))
                if *at < named_at && holder.actor != found.actor =>
            {
                Some(guess(found))
            }
            (Some((_, holder, _)), _) => Some(guess(Holder {
                spokesperson: None,
                role: None,
                ..holder.clone()
            })),
            (None, found) => found.map(|(_, holder)| guess(holder)),
        }
    }

    /// The organisation of a person, if it is of a wanted kind.
    fn employer(&self, actor: &Actor, kinds: Option<&[ActorKind]>) -> Option<Holder> {
        let kinds = kinds?;
        let holder = actor
            .is_person()
            .then(|| person_of_codebook(self.setting, actor))?;
        (holder.spokesperson.is_some() && kinds.contains(&holder.kind)).then_some(Holder {
            spokesperson: None,
            role: None,
            ..holder
        })
    }

    /// Whether a mention may be an actor: not "in Pakistan" or "on WhatsApp".
    fn stands_as_actor(&self, mention: &Mention) -> bool {
        let start = mention.words.start;
        let [no] = mention.actors.as_slice() else {
            return true;
        };
        let country = self.actor(*no).kind == ActorKind::Government;
        let before = start.checked_sub(1).map(|word| self.page.lower(word));
        !(country
            && self.is_bare_country(mention)
            && matches!(
                before.as_deref(),
                Some("in" | "from" | "across" | "outside" | "of" | "to")
            ))
    }

    fn is_bare_country(&self, mention: &Mention) -> bool {
        nouns_in(&self.page.countries, &mention.words).any(|noun| noun.words == mention.words)
    }

    /// A person named in a phrase: in full, or by a surname that the text introduced.
    fn person(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let known = self.page.mentions_in(phrase).find_map(|mention| {
            let [no] = mention.actors.as_slice() else {
                return None;
            };
            (self.actor(*no).is_person() && !mention.description).then(|| (mention.clone(), *no))
        });
        if let Some((mention, no)) = known {
            return Some(self.in_office(
                person_of_codebook(self.setting, self.actor(no)),
                phrase,
                &mention.words,
            ));
        }
        if let Some(name) = self.full_name(phrase) {
            return Some(self.meet(phrase, name));
        }
        let surname = phrase.clone().find_map(|word| {
            if !self.page.is_capital(word) || self.page.mention_at(word).is_some() {
                return None;
            }
            self.people.get(&self.page.lower(word)).cloned()
        });
        surname.or_else(|| self.famous(phrase))
    }

    /// A surname that the text leaves without a first name, if only one person of the codebook bears it.
    fn famous(&self, phrase: &Range<usize>) -> Option<Holder> {
        let word = phrase.start;
        if phrase.len() != 1 || !self.page.is_capital(word) || self.page.mention_at(word).is_some()
        {
            return None;
        }
        match self
            .setting
            .roster
            .surnames
            .get(&self.page.lower(word))?
            .as_slice()
        {
            [no] => Some(guess(person_of_codebook(self.setting, self.actor(*no)))),
            _ => None,
        }
    }

    /// A known person without a membership in the codebook may have one in the text.
    fn in_office(&self, holder: Holder, phrase: &Range<usize>, name: &Range<usize>) -> Holder {
        if holder.spokesperson.is_some() || holder.kind != ActorKind::Person {
            return Holder {
                role: self.role_words(phrase),
                ..holder
            };
        }
        let Some(found) = self.affiliation(phrase, name) else {
            return holder;
        };
        Holder {
            spokesperson: Some(holder.actor),
            role: self.role_words(phrase),
            ..found
        }
    }

    /// Two or more capitalised words that are no organisation: the name of a person the codebook does not know.
    fn full_name(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let mut start = phrase.start;
        while start < phrase.end {
            let mut end = start;
            while end < phrase.end && self.is_name_part(end, end > start) {
                end += 1;
            }
            let first = start + self.titles(start, end);
            if end >= first + 2 && end - first <= 4 && !self.is_organisation_name(first..end) {
                return Some(first..end);
            }
            if end > first && first > start && end - first <= 3 {
                return Some(first..end);
            }
            start = end.max(start + 1);
        }
        None
    }

    fn is_name_part(&self, word: usize, inside: bool) -> bool {
        let particle = inside
            && matches!(
                self.page.lower(word).as_str(),
                "de" | "van" | "von" | "al" | "bin" | "der" | "la" | "el"
            );
        let free =
            self.page.mention_at(word).is_none() && !self.in_role(word) && !self.in_country(word);
        let grammar = self.page.class(word) != Class::default() && !inside;
        (particle || (self.page.is_capital(word) && !grammar))
            && free
            && (!inside || self.page.border(word) == Border::Space)
    }

    fn in_role(&self, word: usize) -> bool {
        nouns_in(&self.page.roles, &(word.saturating_sub(4)..word + 5))
            .any(|noun| noun.words.contains(&word))
            || nouns_in(&self.page.groups, &(word.saturating_sub(4)..word + 5))
                .any(|noun| noun.words.contains(&word))
    }

    fn in_country(&self, word: usize) -> bool {
        nouns_in(&self.page.countries, &(word.saturating_sub(2)..word + 3))
            .any(|noun| noun.words.contains(&word))
    }

    /// How many titles begin a name.
    fn titles(&self, start: usize, end: usize) -> usize {
        const TITLES: &str =
            " mr mrs ms dr prof sir lord lady dame baroness sen rep gov gen judge justice ";
        (start..end)
            .take_while(|word| TITLES.contains(&format!(" {} ", self.page.lower(*word))))
            .count()
    }

    fn is_organisation_name(&self, name: Range<usize>) -> bool {
        const HEADS: &str = " association institute foundation university college union council commission committee \
            court ministry department authority agency office bureau police group inc corp ltd center centre project act bill \
            coalition alliance network party service society bank times post journal news house congress parliament \
            street city labs technologies systems international software watch week charter ";
        name.into_iter()
            .any(|word| HEADS.contains(&format!(" {} ", self.page.lower(word))))
    }

    /// Introduces a person: from now on the surname will do.
    fn meet(&mut self, phrase: &Range<usize>, name: Range<usize>) -> Holder {
        let label = self
            .page
            .words
            .slice(name.clone())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let surname = surname_of(&label).to_lowercase();
        if name.len() == 1
            && let Some(known) = self.people.get(&surname)
        {
            return known.clone();
        }
        let id = Slug::from_text(&label);
        let holder = match self.affiliation(phrase, &name) {
            Some(found) => Holder {
                spokesperson: Some(id),
                role: self.role_words(phrase),
                ..found
            },
            None => {
                if let Some(known) = self
                    .people
                    .get(&surname)
                    .filter(|known| label.split(' ').count() < 3 && *known.speaker() == id)
                {
                    return known.clone();
                }
                let kind = self.profession(phrase).unwrap_or(ActorKind::Person);
                Holder {
                    actor: id,
                    label: Some(label),
                    kind,
                    spokesperson: None,
                    role: self.role_words(phrase),
                    guessed: false,
                }
            }
        };
        self.people.insert(surname, holder.clone());
        holder
    }

    /// The kind that a person's profession in the phrase gives, offices left out.
    fn profession(&self, phrase: &Range<usize>) -> Option<ActorKind> {
        let around = phrase.start.saturating_sub(2)..phrase.end;
        self.roles_in(&around)
            .map(|noun| self.setting.rules.role(noun.entry))
            .find(|role| !role.office)
            .map(|role| role.kind)
            .or_else(|| self.roles_in(&around).next().map(|_| ActorKind::Person))
    }

    /// Roles in a phrase that are no part of an organisation's name ("Reporters Without Borders").
    fn roles_in<'c>(&'c self, phrase: &Range<usize>) -> impl Iterator<Item = &'c Noun> {
        nouns_in(&self.page.roles, phrase).filter(|noun| {
            let named = self
                .page
                .mention_at(noun.words.start)
                .filter(|mention| !mention.description);
            !named.is_some_and(|mention| {
                mention.words.len() > noun.words.len()
                    && mention.actors.iter().all(|no| !self.actor(*no).is_person())
            })
        })
    }

    fn role_words(&self, phrase: &Range<usize>) -> Option<String> {
        let noun = self.roles_in(phrase).next()?;
        Some(self.page.words.slice(noun.words.clone()).to_owned())
    }

    /// The organisation that a person of this phrase speaks for.
    fn affiliation(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let roles: Vec<_> = self.roles_in(phrase).collect();
        let office = roles
            .iter()
            .any(|noun| self.setting.rules.role(noun.entry).office);
        if !office && !roles.is_empty() {
            return None;
        }
        let named = self
            .page
            .mentions_in(phrase)
            .filter(|mention| !mention.description)
            .flat_map(|mention| mention.actors.iter().take(1))
            .map(|no| self.actor(*no))
            .find(|actor| !actor.is_person());
        if let Some(actor) = named {
            return Some(organisation(actor));
        }
        let described = self
            .page
            .mentions_in(phrase)
            .find(|mention| mention.description);
        if let Some(found) = described
            .and_then(|mention| self.described(mention))
            .filter(|found| !is_human(found.kind) && found.spokesperson.is_none())
        {
            return Some(found);
        }
        if let Some(found) = self.unknown_organisation(phrase, name) {
            return Some(found);
        }
        if !office {
            return None;
        }
        if matches!(self.page.lower(phrase.start).as_str(), "its" | "their") {
            return self
                .latest_organisation(phrase.start, None)
                .map(|found| Holder {
                    guessed: false,
                    ..found
                });
        }
        let governs = roles
            .iter()
            .any(|noun| self.setting.rules.role(noun.entry).kind == ActorKind::Government);
        if governs {
            return self.government(phrase);
        }
        let company = nouns_in(&self.page.groups, phrase)
            .find(|noun| self.setting.rules.group(noun.entry).refers)?;
        self.refer(
            self.setting.rules.group(company.entry).kind,
            company.words.start,
            phrase,
        )
    }

    /// "of the Cypherpunk Foundation": a capitalised name after "of", "at", "for" that the codebook does not know.
    fn unknown_organisation(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let after = phrase
            .clone()
            .filter(|word| !name.contains(word))
            .find(|word| {
                let links = word.checked_sub(1).map(|before| self.page.lower(before));
                let link = |text: &str| matches!(text, "of" | "at" | "for" | "with" | "from");
                let direct = links.as_deref().is_some_and(link);
                let past_article = links.as_deref() == Some("the")
                    && word
                        .checked_sub(2)
                        .is_some_and(|before| link(&self.page.lower(before)));
                (direct || past_article) && self.page.is_capital(*word)
            })?;
        let mut end = after;
        while end < phrase.end
            && (self.page.is_capital(end) || self.joins_name(end, phrase.end))
            && (end == after || self.page.border(end) == Border::Space)
        {
            end += 1;
        }
        let range = after..end;
        if self.in_country(after) && range.len() == 1 {
            return None;
        }
        let label = self.page.words.slice(range).to_owned();
        let lower = label.to_lowercase();
        if ["university", "college", "institute", "school"]
            .iter()
            .any(|word| lower.contains(word))
        {
            return None;
        }
        Some(provisional(&label, organisation_kind(&lower)))
    }

    fn joins_name(&self, word: usize, end: usize) -> bool {
        word + 1 < end
            && matches!(self.page.lower(word).as_str(), "of" | "for" | "and" | "the")
            && self.page.is_capital(word + 1)
    }

    /// "a spokesman for the Home Office", "the FBI director", "the company's chief executive".
    fn office(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let noun = self.roles_in(phrase).next()?.clone();
        let role = self.setting.rules.role(noun.entry);
        let words = Some(self.page.words.slice(noun.words.clone()).to_owned());
        if let Some(found) = self.affiliation(phrase, &(0..0)) {
            return Some(Holder {
                role: words,
                ..found
            });
        }
        let definite = phrase.start < noun.words.start && self.page.lower(phrase.start) == "the";
        if definite && is_human(role.kind) | role.office {
            let spoke = self.spoke.iter().rev().find(|(at, holder, person)| {
                *person
                    && *at < phrase.start
                    && (self.plays(holder, &noun.words)
                        || (holder.kind == role.kind && is_human(role.kind)))
            });
            if let Some((_, holder, _)) = spoke {
                return Some(guess(holder.clone()));
            }
        }
        if role.office {
            return definite.then(|| self.latest_person(phrase.start)).flatten();
        }
        Some(self.noun_phrase(phrase, role.kind))
    }

    /// Whether a person was introduced with such a role.
    fn plays(&self, holder: &Holder, role: &Range<usize>) -> bool {
        let word = self.page.lower(role.end - 1);
        holder
            .role
            .as_ref()
            .is_some_and(|known| known.to_lowercase().contains(&word))
    }

    /// "the company", "the government", "privacy advocates".
    fn generic(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let noun = nouns_in(&self.page.groups, phrase)
            .find(|noun| !self.in_a_name(&noun.words, phrase))?
            .clone();
        let group = self.setting.rules.group(noun.entry).clone();
        let named_before = self
            .page
            .mentions_in(&(phrase.start..noun.words.start))
            .any(|mention| !mention.description);
        if named_before && !group.unnamed {
            return None;
        }
        let described = self
            .page
            .mentions_in(phrase)
            .find(|mention| mention.description && mention.words.end == noun.words.end);
        if let Some(holder) = described.and_then(|mention| self.described(mention)) {
            return Some(holder);
        }
        if group.refers
            && let Some(holder) = self.refer(group.kind, phrase.start, phrase)
        {
            return Some(holder);
        }
        group.unnamed.then(|| self.noun_phrase(phrase, group.kind))
    }

    /// Whether a noun is part of a name: "the Electronic Frontier Foundation".
    fn in_a_name(&self, noun: &Range<usize>, phrase: &Range<usize>) -> bool {
        let named = self
            .page
            .mention_at(noun.end - 1)
            .is_some_and(|mention| !mention.description);
        let written_so = noun.end > phrase.start + 1
            && self.page.is_capital(noun.end - 1)
            && self.page.is_capital(noun.end - 2);
        named || (written_so && self.page.border(noun.end - 1) == Border::Space)
    }

    /// Whom "the company" or "the government" stands for.
    fn refer(&self, kind: ActorKind, before: usize, phrase: &Range<usize>) -> Option<Holder> {
        if let Some(speaker) = self.speaker.as_ref().filter(|speaker| speaker.kind == kind) {
            return Some(guess(speaker.clone()));
        }
        match kind {
            ActorKind::Government => self.government(phrase),
            ActorKind::Company => {
                self.latest_organisation(before, Some(&[ActorKind::Company, ActorKind::Operator]))
            }
            ActorKind::Ngo => {
                self.latest_organisation(before, Some(&[ActorKind::Ngo, ActorKind::TradeBody]))
            }
            ActorKind::Regulator => self.latest_organisation(before, Some(&[ActorKind::Regulator])),
            ActorKind::Court => self.latest_organisation(before, Some(&[ActorKind::Court])),
            ActorKind::Agency => self.latest_organisation(before, Some(&[ActorKind::Agency])),
            other => self.latest_organisation(before, Some(&[other])),
        }
    }

    /// The government of the country that the phrase names, else of the country spoken of last.
    fn government(&self, phrase: &Range<usize>) -> Option<Holder> {
        if let Some(noun) = nouns_in(&self.page.countries, phrase).next() {
            return Some(self.government_of(self.setting.rules.country(noun.entry)));
        }
        let authority = |kind| {
            matches!(
                kind,
                ActorKind::Government
                    | ActorKind::Agency
                    | ActorKind::Regulator
                    | ActorKind::Court
                    | ActorKind::Legislator
            )
        };
        let by_actor = self.page.mentions_before(phrase.start).find_map(|mention| {
            let actor = self.actor(mention.actors[0]);
            let country = actor
                .country
                .clone()
                .filter(|_| authority(actor.kind) && !mention.description)?;
            Some((mention.words.start, country))
        });
        let unknown = |noun: &&Noun| {
            noun.words.end <= phrase.start && self.page.mention_at(noun.words.start).is_none()
        };
        let by_name = self
            .page
            .countries
            .iter()
            .rev()
            .filter(unknown)
            .find(|noun| self.page.tag(noun.words.end - 1) != Tag::Adjective);
        let by_name = by_name.map(|noun| {
            (
                noun.words.start,
                self.setting.rules.country(noun.entry).to_owned(),
            )
        });
        let (_, country) = by_actor
            .into_iter()
            .chain(by_name)
            .max_by_key(|(at, _)| *at)?;
        Some(guess(self.government_of(&country)))
    }

    fn government_of(&self, country: &str) -> Holder {
        let known = self.setting.roster.actors.iter().find(|actor| {
            actor.kind == ActorKind::Government && actor.country.as_deref() == Some(country)
        });
        match known {
            Some(actor) => organisation(actor),
            None => provisional(&format!("Government of {country}"), ActorKind::Government),
        }
    }

    /// Whom a description means: the one the text has named, the latest if there are several, the only one there is.
    fn described(&self, mention: &Mention) -> Option<Holder> {
        let start = mention.words.start;
        let fits = |no: &&ActorNo| mention.actors.contains(no);
        let named = self
            .page
            .mentions_before(start)
            .filter(|earlier| !earlier.description)
            .find_map(|earlier| earlier.actors.iter().find(fits));
        let only = match mention.actors.as_slice() {
            [no] if self.is_definite(start) => Some(no),
            _ => None,
        };
        if named.is_none() {
            let kind = self.actor(mention.actors[0]).kind;
            let speaker = self
                .speaker
                .as_ref()
                .filter(|speaker| speaker.kind == kind)
                .cloned();
            let other = || {
                self.latest_organisation(start, Some(&[kind]))
                    .filter(|_| !is_human(kind) && kind == ActorKind::Company)
            };
            if let Some(holder) = speaker.or_else(other) {
                return Some(guess(holder));
            }
        }
        let actor = self.actor(*named.or(only)?);
        let holder = if actor.is_person() {
            person_of_codebook(self.setting, actor)
        } else {
            organisation(actor)
        };
        Some(guess(holder))
    }

    /// Whether "the", "its", "Apple's" or a name beside it shows that somebody in particular is meant.
    fn is_definite(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else {
            return false;
        };
        self.page
            .class(before)
            .any(Class::DETERMINER.or(Class::POSSESSIVE))
            || self.page.words.words[before].genitive
            || (self.page.is_capital(start) && self.page.border(start) != Border::Sentence)
    }

    /// All organisations that a phrase names as its head.
    fn organisations(&self, phrase: &Range<usize>) -> Vec<Holder> {
        let mut found: Vec<Holder> = Vec::new();
        let mut end = None;
        for mention in self.page.mentions_in(phrase) {
            if end.is_some_and(|end| !self.joined(end, mention.words.start)) {
                break;
            }
            let holder = if mention.description {
                self.described(mention)
            } else {
                mention
                    .actors
                    .first()
                    .map(|no| organisation(self.actor(*no)))
            };
            if let Some(holder) =
                holder.filter(|holder| found.iter().all(|other| other.actor != holder.actor))
            {
                found.push(holder);
            }
            end = Some(mention.words.end);
        }
        found
    }

    /// Whether only commas and "and" stand between two names.
    fn joined(&self, end: usize, start: usize) -> bool {
        (end..start).all(|word| matches!(self.page.lower(word).as_str(), "and" | "the" | "or"))
            && (start > end || self.page.border(start) == Border::Comma)
    }

    fn unknown_name(&self, phrase: &Range<usize>) -> Option<Holder> {
        let start = phrase.clone().find(|word| {
            self.page.is_capital(*word)
                && self.page.class(*word) == Class::default()
                && !is_calendar(&self.page.lower(*word))
        })?;
        let end = (start..phrase.end)
            .take_while(|word| {
                self.page.is_capital(*word)
                    && (*word == start || self.page.border(*word) == Border::Space)
            })
            .last()?
            + 1;
        let label = self.page.words.slice(start..end);
        if label.chars().count() < 3 || self.is_law(end - 1) {
            return None;
        }
        Some(provisional(label, organisation_kind(&label.to_lowercase())))
    }

    fn is_law(&self, word: usize) -> bool {
        matches!(
            self.page.lower(word).as_str(),
            "act" | "bill" | "amendment" | "constitution" | "rules" | "charter" | "law" | "rule"
        )
    }

    /// An actor named by its noun phrase, without its article.
    fn noun_phrase(&self, phrase: &Range<usize>, kind: ActorKind) -> Holder {
        let articles = phrase
            .clone()
            .take_while(|word| {
                self.page
                    .class(*word)
                    .any(Class::DETERMINER.or(Class::ADVERB).or(Class::PREPOSITION))
            })
            .count();
        let start = (phrase.start + articles).min(phrase.end - 1);
        let noun = nouns_in(&self.page.groups, phrase)
            .chain(self.roles_in(phrase))
            .map(|noun| noun.words.end)
            .min();
        let end = noun.filter(|end| *end > start).unwrap_or(phrase.end);
        provisional(
            &self
                .page
                .words
                .slice(start..end.min(start + 7))
                .to_lowercase(),
            kind,
        )
    }

    /// The noun phrase that ends before a word, if it names somebody.
    pub(super) fn phrase_ending(&self, end: usize) -> Option<Range<usize>> {
        self.phrase(end, false)
    }

    /// The same for what a relative clause describes, which may stand after a preposition: "a debate with
    /// governments that demand".
    pub(super) fn antecedent_ending(&self, end: usize) -> Option<Range<usize>> {
        self.phrase(end, true)
    }

    fn phrase(&self, end: usize, anywhere: bool) -> Option<Range<usize>> {
        let last = end.checked_sub(1)?;
        let core = self.core_ending(end)?;
        let before = core
            .start
            .checked_sub(1)
            .filter(|_| self.page.border(core.start) <= Border::Quote);
        let links = |word: &usize| {
            self.page.class(*word).any(Class::PREPOSITION)
                && !self.page.class(*word).any(Class::CLAUSE)
        };
        let linked = before.filter(links);
        let past_article = || {
            before
                .filter(|word| self.page.lower(*word) == "the")
                .and_then(|word| word.checked_sub(1))
                .filter(links)
        };
        if let Some(link) = linked.or_else(past_article) {
            // "officials in New Delhi", "the head of the FBI": the head stands before the preposition.
            if let Some(head) =
                noun_ending(&self.page.roles, link).or_else(|| noun_ending(&self.page.groups, link))
            {
                return Some(self.with_modifiers(head.words.start)..end);
            }
            let place = self
                .page
                .mention_at(last)
                .is_some_and(|mention| self.is_bare_country(mention));
            if !anywhere && (place || self.page.lower(link) != "by") {
                return None;
            }
        }
        Some(self.with_modifiers(core.start)..end)
    }

    fn core_ending(&self, end: usize) -> Option<Range<usize>> {
        let last = end - 1;
        let role = noun_ending(&self.page.roles, end);
        let group = noun_ending(&self.page.groups, end);
        let noun = role
            .into_iter()
            .chain(group)
            .map(|noun| noun.words.clone())
            .min_by_key(|words| words.start);
        let mention = self
            .page
            .mention_at(last)
            .filter(|mention| mention.words.end == end)
            .map(|mention| mention.words.clone());
        match (noun, mention) {
            (Some(noun), Some(mention)) => Some(noun.start.min(mention.start)..end),
            (Some(found), None) | (None, Some(found)) => Some(found),
            (None, None) => {
                let capital = self.page.is_capital(last)
                    && self.page.class(last) == Class::default()
                    && !is_calendar(&self.page.lower(last));
                let inside = self.page.border(last) != Border::Sentence
                    || self.people.contains_key(&self.page.lower(last));
                (capital && inside).then_some(last..end)
            }
        }
    }

    /// Takes in the words before a noun that belong to it: adjectives, names, the article.
    fn with_modifiers(&self, start: usize) -> usize {
        let mut first = start;
        while first > 0 && start - first < 6 && self.page.border(first) <= Border::Quote {
            let word = first - 1;
            let class = self.page.class(word);
            if class.any(Class::DETERMINER.or(Class::POSSESSIVE)) {
                return word;
            }
            let plain = class == Class::default() && !self.is_cue(word);
            if !plain {
                break;
            }
            first = word;
        }
        first
    }

    fn is_cue(&self, word: usize) -> bool {
        let sentence = self.page.words.sentence_of(word);
        self.page.finds.get(sentence).is_some_and(|finds| {
            finds.iter().any(|find| {
                matches!(find.what, super::rules::Meaning::Cue(_))
                    && find.found.words.contains(&word)
            })
        })
    }
}

/// Days and months, which are written like names.
fn is_calendar(word: &str) -> bool {
    const CALENDAR: &str = " monday tuesday wednesday thursday friday saturday sunday january february march april june july \
        august september october november december ";
    CALENDAR.contains(&format!(" {word} "))
}

fn guess(holder: Holder) -> Holder {
    Holder {
        guessed: true,
        ..holder
    }
}

/// Whether actors of this kind are human beings.
pub(super) const fn is_human(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Person | ActorKind::Expert | ActorKind::Legislator
    )
}

pub(super) fn organisation(actor: &Actor) -> Holder {
    Holder {
        actor: actor.id.clone(),
        label: None,
        kind: actor.kind,
        spokesperson: None,
        role: None,
        guessed: false,
    }
}

fn provisional(label: &str, kind: ActorKind) -> Holder {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    Holder {
        actor: Slug::from_text(&label),
        label: Some(label),
        kind,
        spokesperson: None,
        role: None,
        guessed: false,
    }
}

/// The organisation that a person of the codebook speaks for at the document's date, else the person.
pub(super) fn person_of_codebook(setting: &Setting<'_>, person: &Actor) -> Holder {
    let holds = |from: Option<Date>, to: Option<Date>| {
        setting.date.is_none_or(|date| {
            from.is_none_or(|from| from <= date || from.contains(date))
                && to.is_none_or(|to| date <= to || to.contains(date))
        })
    };
    let membership = setting
        .codebook
        .memberships
        .iter()
        .filter(|member| member.person == person.id && member.speaks_for)
        .find(|member| holds(member.from, member.to));
    let organization = membership.and_then(|member| setting.roster.find(&member.organization));
    match organization {
        Some(no) => Holder {
            spokesperson: Some(person.id.clone()),
            ..organisation(&setting.roster.actors[no])
        },
        None => organisation(person),
    }
}

/// Guesses an organisation's kind by the words of its name.
fn organisation_kind(lower: &str) -> ActorKind {
    const SIGNS: &[(&str, ActorKind)] = &[
        ("court", ActorKind::Court),
        ("tribunal", ActorKind::Court),
        ("ministry", ActorKind::Agency),
        ("department", ActorKind::Agency),
        ("police", ActorKind::Agency),
        ("agency", ActorKind::Agency),
        ("bureau", ActorKind::Agency),
        ("office", ActorKind::Agency),
        ("commissioner", ActorKind::Regulator),
        ("authority", ActorKind::Regulator),
        ("regulator", ActorKind::Regulator),
        ("government", ActorKind::Government),
        ("administration", ActorKind::Government),
        ("parliament", ActorKind::Legislator),
        ("senate", ActorKind::Legislator),
        ("committee", ActorKind::Legislator),
        ("congress", ActorKind::Legislator),
        ("party", ActorKind::Party),
        ("democrats", ActorKind::Party),
        ("republicans", ActorKind::Party),
        ("university", ActorKind::Expert),
        ("institute", ActorKind::Expert),
        ("trade", ActorKind::TradeBody),
        ("industry", ActorKind::TradeBody),
        ("federation", ActorKind::TradeBody),
        ("chamber", ActorKind::TradeBody),
        ("foundation", ActorKind::Ngo),
        ("coalition", ActorKind::Ngo),
        ("rights", ActorKind::Ngo),
        ("liberties", ActorKind::Ngo),
        ("association", ActorKind::Ngo),
        ("alliance", ActorKind::Ngo),
        ("watch", ActorKind::Ngo),
        ("times", ActorKind::Press),
        ("post", ActorKind::Press),
        ("news", ActorKind::Press),
        ("journal", ActorKind::Press),
    ];
    SIGNS
        .iter()
        .find(|(sign, _)| lower.contains(sign))
        .map_or(ActorKind::Company, |(_, kind)| *kind)
}
