//! People: by their full names, by surnames that the text introduced, by what they are.

use std::ops::Range;

use super::{
    super::{
        names::{ActorNo, Mention, surname_of},
        page::{Noun, nouns_in},
    },
    Cast, Holder, guess, person_of_codebook,
};
use crate::{
    lexicon::{Border, Class, WordList},
    model::{ActorKind, Slug},
};

impl Cast<'_, '_> {
    /// "William Barr and Priti Patel, the home secretary": the part of the phrase about each, if it joins people.
    pub(super) fn people_in(&self, phrase: &Range<usize>) -> Vec<Range<usize>> {
        let names_person = |range: &Range<usize>| {
            let known =
                |mention: &Mention| !mention.description && mention.actors.iter().all(|no| self.actor(*no).is_person());
            self.page.mentions_in(range).any(known) || self.full_name(range).is_some()
        };
        let Some(and) =
            phrase.clone().rev().find(|word| self.page.lower(*word) == "and" && self.page.mention_at(*word).is_none())
        else {
            return Vec::new();
        };
        if !names_person(&(phrase.start..and)) || !names_person(&(and + 1..phrase.end)) {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut start = phrase.start;
        for comma in phrase.start + 1..and {
            if self.page.border(comma) == Border::Comma && names_person(&(start..comma)) && names_person(&(comma..and))
            {
                parts.push(start..comma);
                start = comma;
            }
        }
        parts.extend([start..and, and + 1..phrase.end]);
        parts
    }

    /// A person named in a phrase: in full, or by a surname that the text introduced.
    pub(super) fn person(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let known = self.page.mentions_in(phrase).find_map(|mention| {
            let [no] = mention.actors.as_slice() else {
                return None;
            };
            (self.actor(*no).is_person() && !mention.description).then(|| (mention.clone(), *no))
        });
        if let Some((mention, no)) = known {
            return Some(self.in_office(person_of_codebook(self.setting, self.actor(no)), phrase, &mention.words));
        }
        if let Some(name) = self.full_name(phrase) {
            return Some(self.meet(phrase, name));
        }
        let surname = phrase.clone().find_map(|word| {
            if !self.page.is_capital(word) || self.page.mention_at(word).is_some() {
                return None;
            }
            self.people.get(self.page.lower(word).as_str()).cloned()
        });
        surname.or_else(|| self.famous(phrase))
    }

    /// A surname that the text leaves without a first name, if only one person of the codebook bears it.
    pub(super) fn famous(&self, phrase: &Range<usize>) -> Option<Holder> {
        let word = phrase.start;
        if phrase.len() != 1 || !self.page.is_capital(word) || self.page.mention_at(word).is_some() {
            return None;
        }
        match self.setting.roster.surnames.get(self.page.lower(word).as_str())?.as_slice() {
            [no] => Some(guess(person_of_codebook(self.setting, self.actor(*no)))),
            _ => None,
        }
    }

    /// A known person without a membership in the codebook may have one in the text.
    pub(super) fn in_office(&self, holder: Holder, phrase: &Range<usize>, name: &Range<usize>) -> Holder {
        if holder.spokesperson.is_some() || holder.kind != ActorKind::Person {
            return Holder { role: self.role_words(phrase), ..holder };
        }
        let Some(found) = self.affiliation(phrase, name) else {
            return holder;
        };
        Holder { spokesperson: Some(holder.actor), role: self.role_words(phrase), ..found }
    }

    /// Two or more capitalised words that are no organisation: the name of a person the codebook does not know.
    pub(super) fn full_name(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
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

    pub(super) fn is_name_part(&self, word: usize, inside: bool) -> bool {
        let particle = inside
            && matches!(self.page.lower(word).as_str(), "de" | "van" | "von" | "al" | "bin" | "der" | "la" | "el");
        let free = self.page.mention_at(word).is_none() && !self.in_role(word) && !self.in_country(word);
        let grammar = self.page.class(word) != Class::default() && !inside;
        (particle || (self.page.is_capital(word) && !grammar))
            && free
            && (!inside || self.page.border(word) == Border::Space)
    }

    pub(super) fn in_role(&self, word: usize) -> bool {
        nouns_in(&self.page.roles, &(word.saturating_sub(4)..word + 5)).any(|noun| noun.words.contains(&word))
            || nouns_in(&self.page.groups, &(word.saturating_sub(4)..word + 5)).any(|noun| noun.words.contains(&word))
    }

    /// Whether a word belongs to a country's name.
    pub(in crate::coding) fn is_country(&self, word: usize) -> bool {
        self.in_country(word)
    }

    pub(super) fn in_country(&self, word: usize) -> bool {
        nouns_in(&self.page.countries, &(word.saturating_sub(2)..word + 3)).any(|noun| noun.words.contains(&word))
    }

    /// How many titles begin a name.
    pub(super) fn titles(&self, start: usize, end: usize) -> usize {
        static TITLES: WordList =
            WordList::new("mr mrs ms dr prof sir lord lady dame baroness sen rep gov gen judge justice");
        (start..end).take_while(|word| TITLES.contains(&self.page.lower(*word))).count()
    }

    pub(super) fn is_organisation_name(&self, name: Range<usize>) -> bool {
        static HEADS: WordList = WordList::new(
            "association institute foundation university college union council commission committee \
            court ministry department authority agency office bureau police group inc corp ltd center centre project act bill \
            coalition alliance network party service society bank times post journal news house congress parliament \
            street city labs technologies systems international software watch week charter",
        );
        name.into_iter().any(|word| HEADS.contains(&self.page.lower(word)))
    }

    /// Introduces a person: from now on the surname will do.
    pub(super) fn meet(&mut self, phrase: &Range<usize>, name: Range<usize>) -> Holder {
        let label = self.page.words.slice(name.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let surname = surname_of(&label).to_lowercase();
        if name.len() == 1
            && let Some(known) = self.people.get(&surname)
        {
            return known.clone();
        }
        let id = Slug::from_text(&label);
        let holder = match self.affiliation(phrase, &name) {
            Some(found) => Holder { spokesperson: Some(id), role: self.role_words(phrase), ..found },
            None => {
                if let Some(known) =
                    self.people.get(&surname).filter(|known| label.split(' ').count() < 3 && *known.speaker() == id)
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
    pub(super) fn profession(&self, phrase: &Range<usize>) -> Option<ActorKind> {
        let around = phrase.start.saturating_sub(2)..phrase.end;
        self.roles_in(&around)
            .map(|noun| self.setting.rules.role(noun.entry))
            .find(|role| !role.office)
            .map(|role| role.kind)
            .or_else(|| self.roles_in(&around).next().map(|_| ActorKind::Person))
    }

    /// Roles in a phrase that are no part of an organisation's name ("Reporters Without Borders").
    pub(super) fn roles_in<'c>(&'c self, phrase: &Range<usize>) -> impl Iterator<Item = &'c Noun> {
        nouns_in(&self.page.roles, phrase).filter(|noun| {
            let named = self.page.mention_at(noun.words.start).filter(|mention| !mention.description);
            !named.is_some_and(|mention| {
                mention.words.len() > noun.words.len() && mention.actors.iter().all(|no| !self.actor(*no).is_person())
            })
        })
    }

    pub(super) fn role_words(&self, phrase: &Range<usize>) -> Option<String> {
        let noun = self.roles_in(phrase).next()?;
        Some(self.page.words.slice(noun.words.clone()).to_owned())
    }

    /// The person who spoke last, else the one named last.
    pub(in crate::coding) fn latest_person(&self, before: usize) -> Option<Holder> {
        let spoke =
            self.spoke.iter().filter(|(word, _, person)| *person && *word < before).max_by_key(|(word, ..)| *word);
        let named = self.page.mentions_before(before).find_map(|mention| match mention.actors.as_slice() {
            [no] if self.actor(*no).is_person() && !mention.description => Some((mention.words.start, *no)),
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

    pub(super) fn same(&self, holder: &Holder, no: ActorNo) -> bool {
        *holder.speaker() == self.actor(no).id
    }

    /// Whether a word stands near the head of its sentence, where subjects do.
    pub(super) fn heads_sentence(&self, word: usize) -> bool {
        word.saturating_sub(self.page.sentence(word).start) < 3
    }
}
