//! Who is who in one document: from words to actors.
//!
//! A name leads to an actor of the codebook or to a provisional one; a person who holds an office leads to the
//! organisation; "the company", "the government", "he" lead to whom they stand for. What stays open stays open.

mod bodies;
mod byline;
mod description;
mod employer;
mod full_name;
mod gender;
mod kind;
mod latest;
mod listing;
mod local;
mod office;
mod open;
mod people;
mod phrase;
mod place;
mod reference;
mod title;
mod unlisted;

use std::{collections::BTreeSet, ops::Range};

use rustc_hash::FxHashMap;

pub(super) use kind::is_human;

use super::{
    names::{ActorNo, Roster, surname_of},
    page::{Page, nouns_in},
    rules::Rules,
};
use crate::model::{Actor, ActorKind, Codebook, Date, Slug};

/// How many speakers, or names, back "he" and "the company" can mean: the work on each stays bounded.
const MEMORY: usize = 400;

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
    /// What titles tell of who is a woman and who a man, by surname in lower case.
    genders: FxHashMap<String, gender::Gender>,
    /// Who spoke or was spoken of, with the word where, in the order in which it was understood.
    spoke: Vec<(usize, Holder, bool)>,
    /// The same by word, then by place in `spoke`.
    spoke_at: BTreeSet<(usize, usize)>,
    /// Lists of names that are the subject of a sentence, with the word behind them: "they" and "the companies".
    lists: Vec<(usize, Vec<Range<usize>>)>,
    /// Bodies that no codebook knows, with the word where the text names them, in order.
    bodies: Vec<(usize, Holder)>,
    /// The places of local offices, by what the offices are called.
    local: Vec<(&'static str, Range<usize>)>,
    /// Long names of the text by their initials.
    initials: FxHashMap<String, Range<usize>>,
    /// The first name in the text of a sheriff's office.
    sheriffs: Option<Range<usize>>,
    /// How often the text speaks of each country.
    countries: FxHashMap<String, usize>,
    /// Who speaks, indirectly, in the passage that is being read: "it" and "the company" there are mostly them.
    pub(super) speaker: Option<Holder>,
}

impl<'p, 't> Cast<'p, 't> {
    pub(super) fn new(page: &'p Page<'t>, setting: &'p Setting<'p>) -> Self {
        let mut cast = Self {
            page,
            setting,
            people: FxHashMap::default(),
            genders: gender::told_by_titles(page),
            spoke: Vec::new(),
            spoke_at: BTreeSet::new(),
            lists: Vec::new(),
            bodies: Vec::new(),
            local: Vec::new(),
            initials: FxHashMap::default(),
            sheriffs: None,
            countries: FxHashMap::default(),
            speaker: None,
        };
        cast.meet_initials();
        cast.count_countries();
        cast.meet_known_people();
        cast.meet_bodies();
        cast.meet_local_offices();
        cast.meet_people_of_the_text();
        cast.meet_lists();
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
            if !self.people.contains_key(&surname) {
                let holder = person_of_codebook(self.setting, actor);
                let sentence = self.page.sentence(mention.words.start);
                let phrase = self.with_apposition(&mention.words, &sentence);
                let stated =
                    holder.spokesperson.is_some().then(|| self.stated_office(&phrase, &mention.words)).flatten();
                let holder = match stated {
                    Some(found) => Holder { spokesperson: holder.spokesperson, ..found },
                    None => holder,
                };
                self.people.insert(surname, holder);
            }
        }
    }

    /// Remembers that somebody spoke, so that "he" and "the company" can mean them.
    pub(super) fn note(&mut self, word: usize, holder: &Holder, person: bool) {
        self.spoke_at.insert((word, self.spoke.len()));
        self.spoke.push((word, holder.clone(), person));
    }

    /// Who spoke or was spoken of before a word, the nearest first, as far back as anybody remembers.
    fn spoke_before(&self, word: usize) -> impl Iterator<Item = &(usize, Holder, bool)> {
        self.spoke_at.range(..(word, 0)).rev().take(MEMORY).map(|&(_, place)| &self.spoke[place])
    }

    /// An actor of the codebook; people who speak for an organisation lead to it.
    pub(super) fn of_codebook(&self, id: &Slug) -> Option<Holder> {
        let actor = self.actor(self.setting.roster.find(id)?);
        Some(if actor.is_person() { person_of_codebook(self.setting, actor) } else { organisation(actor) })
    }

    /// Everybody whom a noun phrase names; several if it joins them by "and".
    pub(super) fn resolve(&mut self, phrase: Range<usize>) -> Vec<Holder> {
        if phrase.is_empty() {
            return Vec::new();
        }
        let start =
            self.page.mention_at(phrase.start).map_or(phrase.start, |mention| mention.words.start.min(phrase.start));
        let end = self.page.mention_at(phrase.end - 1).map_or(phrase.end, |mention| mention.words.end.max(phrase.end));
        let phrase = self.after_dateline(start..end);
        let phrase = self.with_name_before(phrase);
        let phrase = self.those_with_members(&phrase).unwrap_or(phrase);
        let phrase = self.before_members(&phrase).unwrap_or(phrase);
        if let Some(names) = self.list_before(&phrase) {
            let found: Vec<Holder> = names.into_iter().flat_map(|name| self.resolve(name)).map(guess).collect();
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(holder) =
            self.pronoun(phrase.clone()).or_else(|| self.partisan(&phrase)).or_else(|| self.native(&phrase))
        {
            return vec![holder];
        }
        if let Some(names) = self.listed(&phrase) {
            let found: Vec<Holder> = names.into_iter().flat_map(|name| self.resolve(name)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let people = self.people_in(&phrase);
        if people.len() > 1 {
            return people.into_iter().flat_map(|part| self.resolve(part)).collect();
        }
        if let Some(parts) = self.name_and_group(&phrase) {
            return parts.into_iter().flat_map(|part| self.resolve(part)).collect();
        }
        if let Some(whole) = self.whole_of_part(&phrase) {
            return self.resolve(whole);
        }
        if let Some(holder) = self.organisation_by_name(&phrase).or_else(|| self.name_before_kind(&phrase)) {
            return vec![holder];
        }
        if let Some(holder) = self.person(&phrase) {
            return vec![holder];
        }
        if let Some(holder) = self.office(&phrase) {
            return vec![holder];
        }
        if let Some(holder) = self.body_meant(&phrase).or_else(|| self.name_behind_kind(&phrase)) {
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
                .take(MEMORY)
                .find(|(at, ..)| *at < phrase.start)
                .map(|(_, holder, _)| guess(holder.clone()))
                .into_iter()
                .collect();
        }
        self.unknown_name(&phrase).into_iter().collect()
    }

    /// Everybody whom a list of names holds, each name by itself.
    pub(super) fn resolve_each(&mut self, phrase: Range<usize>) -> Vec<Holder> {
        let names: Vec<Range<usize>> = self.page.mentions_in(&phrase).map(|mention| mention.words.clone()).collect();
        if names.len() < 2 {
            return self.resolve(phrase);
        }
        names.into_iter().flat_map(|name| self.resolve(name)).collect()
    }
}

fn guess(holder: Holder) -> Holder {
    Holder { guessed: true, ..holder }
}

pub(super) fn organisation(actor: &Actor) -> Holder {
    Holder { actor: actor.id.clone(), label: None, kind: actor.kind, spokesperson: None, role: None, guessed: false }
}

fn provisional(label: &str, kind: ActorKind) -> Holder {
    let mut words: Vec<&str> = label.split_whitespace().collect();
    // "RSA Data Security Inc.": its legal form is not part of what it is called.
    let form = |word: &&str| matches!(word.trim_end_matches(['.', ',']), "Inc" | "Corp" | "Ltd" | "LLC" | "Co" | "Plc");
    if words.len() > 1 && words.last().is_some_and(form) {
        words.pop();
    }
    let label = words.join(" ").trim_end_matches(',').to_owned();
    // "Calcasse Parish Sheriff's Office": a name of a body is one word less with its apostrophe.
    let named = label.starts_with(char::is_uppercase) && !is_human(kind);
    let actor = if named { Slug::of_name(&label.replace(['\'', '’'], "")) } else { Slug::of_name(&label) };
    Holder { actor, label: Some(label), kind, spokesperson: None, role: None, guessed: false }
}

/// The organisation that a person of the codebook speaks for at the document's date, else the person.
pub(super) fn person_of_codebook(setting: &Setting<'_>, person: &Actor) -> Holder {
    let holds = |from: Option<Date>, to: Option<Date>| {
        setting.date.is_none_or(|date| {
            from.is_none_or(|from| from <= date || from.contains(date))
                && to.is_none_or(|to| date <= to || to.contains(date))
        })
    };
    let places = setting.roster.memberships(&person.id).iter();
    let membership =
        places.map(|place| &setting.codebook.memberships[*place]).find(|member| holds(member.from, member.to));
    let organization = membership.and_then(|member| setting.roster.find(&member.organization));
    match organization {
        Some(no) => Holder { spokesperson: Some(person.id.clone()), ..organisation(&setting.roster.actors[no]) },
        None => organisation(person),
    }
}
