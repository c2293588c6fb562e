//! Whom people belong to by the words beside their names: "Europol's Catherine De Bolle", "Kestrel Securities analyst
//! Tobias Renner", "San Bernardino County Sheriff John McMahon", "chairman Francis Galbally".

use std::ops::Range;

use super::{
    super::page::{Noun, noun_ending, nouns_in},
    Cast, Holder, guess,
    kind::{heads_organisation, is_calendar, organisation_kind},
    organisation, person_of_codebook, provisional,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
    model::ActorKind,
};

/// The most small words between an organisation and the role: "Greens digital rights spokesman".
const BETWEEN: usize = 3;

/// Whether an organisation of this kind speaks through those who work there.
pub(super) const fn employs(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Company
            | ActorKind::Operator
            | ActorKind::Ngo
            | ActorKind::TradeBody
            | ActorKind::Agency
            | ActorKind::Regulator
    )
}

impl Cast<'_, '_> {
    /// "Europol's Catherine De Bolle", "The Human Rights Law Centre's Emily Howie": the organisation that owns the name.
    pub(super) fn owner_of_name(&self, name: &Range<usize>) -> Option<Holder> {
        let last = name.start.checked_sub(1).filter(|last| self.page.words.words[*last].genitive)?;
        if let Some(mention) = self.page.mention_at(last) {
            let [no] = mention.actors.as_slice() else { return None };
            let actor = self.actor(*no);
            return (!mention.description && employs(actor.kind)).then(|| organisation(actor));
        }
        // "the group's Joss Abernethy".
        if let Some(noun) = noun_ending(&self.page.groups, last + 1) {
            let group = self.setting.rules.group(noun.entry);
            let the = noun.words.start.checked_sub(1).is_some_and(|before| self.page.lower(before) == "the");
            return (the && group.refers && employs(group.kind))
                .then(|| self.refer(group.kind, noun.words.start - 1, &noun.words))
                .flatten();
        }
        let start = self.capitals_ending(last + 1, self.page.sentence(last).start);
        // "TechNet's Christina Fisher".
        let coined = start == last && self.is_coined(last);
        let headed = (start..last + 1).any(|word| heads_organisation(&self.page.lower(word)));
        (coined || headed && last > start).then(|| self.body(start..last + 1)).filter(|body| employs(body.kind))
    }

    /// "TechNet", "EPIC": a word with capitals inside is written like no place and like nobody's name but "McCaul".
    fn is_coined(&self, word: usize) -> bool {
        let letters = self.page.words.letters(word);
        let person =
            ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "O'", "O’"].iter().any(|part| letters.starts_with(part));
        letters.len() > 3
            && letters.chars().skip(1).any(char::is_uppercase)
            && !person
            && !self.people.contains_key(self.page.lower(word).as_str())
    }

    /// "Greens digital rights spokesman Jordon Steele-John", "the Netscape policy counsel": the name before the role.
    pub(super) fn body_before_role(&self, phrase: &Range<usize>, role: &Noun) -> Option<Holder> {
        static KINDS: WordList = WordList::new(
            "defense defence trial privacy security cyber staff company campaign tech technology policy press union police \
            city state industry antitrust civil criminal immigration patent wiretap data",
        );
        // "Public Safety Minister Gary Anandasangaree": what a government's member sees to.
        if self.setting.rules.role(role.entry).kind == ActorKind::Government {
            return None;
        }
        let mut end = role.words.start;
        let near = |end: usize| end > phrase.start && self.page.border(end) == Border::Space;
        while near(end) && self.in_role(end - 1) && !heads_organisation(&self.page.lower(end - 1)) {
            end -= 1;
        }
        let mut small = 0;
        while small < BETWEEN && near(end) && self.is_plain_noun(end - 1) {
            end -= 1;
            small += 1;
        }
        if !near(end) || self.page.words.words[end - 1].genitive {
            return None;
        }
        let start = self.capitals_ending(end, phrase.start);
        let words = start..end;
        // "Central Government Standing Counsel": the words before are of a body that is no part of the name.
        let cut = start > phrase.start && self.page.border(start) == Border::Space && self.page.is_capital(start - 1);
        if words.is_empty() || cut && self.in_role(start - 1) {
            return None;
        }
        // "Durbin spokesman Ed Greer".
        let last = self.page.lower(end - 1);
        if words.len() <= 2
            && let Some(person) = self.people.get(last.as_str())
        {
            return Some(Holder { role: None, ..person.clone() });
        }
        // "Defense lawyer Marc Agnifilo": what kind of lawyer.
        let plain = words.len() == 1
            && (self.page.tag(start) != Tag::Name
                || self.page.border(start) == Border::Sentence && KINDS.contains(&self.page.lower(start)))
            && self.page.words.letters(start).chars().skip(1).all(char::is_lowercase);
        let county = matches!(last.as_str(), "county" | "parish" | "city" | "borough" | "township" | "district");
        let long = self.page.words.slice(words.clone()).chars().count() > 2;
        // "the Data Protection Commissioner": the office is called so.
        let whole = role.words.len() == 1
            && end == role.words.start
            && matches!(self.page.lower(end).as_str(), "commissioner" | "ombudsman" | "ombudswoman");
        let words = if whole && self.page.is_capital(end) { words.start..end + 1 } else { words };
        let body = (long && !plain && !county && !self.is_place(&words)).then(|| self.body(words))?;
        // "Supreme Court lawyer": not for the court.
        (!matches!(body.kind, ActorKind::Court | ActorKind::Government)).then_some(body)
    }

    /// "Durbin spokesman Ed Greer", "Rep. Zoe Lofgren's spokeswoman", "a spokesman for Sen. Ron Wyden": the person.
    pub(super) fn person_spoken_for(&self, phrase: &Range<usize>, role: &Noun) -> Option<Holder> {
        let end = role.words.end - usize::from(self.page.lower(role.words.end - 1) == "for");
        if !self.page.lower(end - 1).starts_with("spokes") {
            return None;
        }
        let before = role.words.start.checked_sub(1).filter(|last| *last >= phrase.start);
        let behind = (self.page.lower(end) == "for").then_some(end + 1..(end + 5).min(phrase.end));
        let known = |mention: &super::super::names::Mention| {
            let [no] = mention.actors.as_slice() else { return None };
            let actor = self.actor(*no);
            (actor.is_person() && !mention.description).then(|| person_of_codebook(self.setting, actor))
        };
        let near = before.and_then(|last| self.page.mention_at(last)).and_then(known);
        let surname = |word: usize| {
            let met = self.people.get(self.page.lower(word).as_str()).filter(|_| self.page.is_capital(word));
            met.cloned().or_else(|| self.famous(&(word..word + 1)))
        };
        let named = |behind: Range<usize>| {
            self.page.mentions_in(&behind).find_map(known).or_else(|| behind.clone().find_map(surname))
        };
        let found = near.or_else(|| before.and_then(surname)).or_else(|| behind.and_then(named));
        found.map(|found| Holder { spokesperson: None, role: None, ..found })
    }

    /// "At the Law Council, researcher Jane Roe said": where somebody of a profession works.
    pub(super) fn fronted_employer(
        &self,
        phrase: &Range<usize>,
        name: &Range<usize>,
        roles: &[&Noun],
    ) -> Option<Holder> {
        roles.iter().find(|role| role.words.end == name.start)?;
        self.fronted(self.page.sentence(phrase.start).start, phrase.start)
    }

    /// "chairman Francis Galbally said", "Founder Greg Maddern": a role alone before the name is one of the organisation
    /// that the sentence begins with ("At the Law Council, president Morry Bailes") or that was spoken of just before.
    pub(super) fn employer_just_named(
        &self,
        phrase: &Range<usize>,
        name: &Range<usize>,
        roles: &[&Noun],
    ) -> Option<Holder> {
        static ROLES: WordList = WordList::new(
            "chairman chairwoman chair president director chief head founder executive ceo boss counsel owner spokesman \
            spokeswoman spokesperson co-founder",
        );
        let role = roles.iter().find(|role| role.words.end == name.start && role.words.start <= phrase.start + 1)?;
        let first = self.page.sentence(phrase.start).start;
        if let Some(found) = self.fronted(first, phrase.start) {
            return Some(found);
        }
        let opens = self.page.border(role.words.start) == Border::Sentence;
        let small = !self.page.is_capital(role.words.start);
        // "President Clinton", "Chairman Graham" are of no company.
        let politics = matches!(self.page.lower(role.words.end - 1).as_str(), "president" | "chairman" | "director");
        if !ROLES.contains(&self.page.lower(role.words.end - 1)) || !small && (!opens || politics) {
            return None;
        }
        if role.words.start > phrase.start && self.page.class(phrase.start).any(Class::DETERMINER.or(Class::POSSESSIVE))
        {
            return None;
        }
        let far = (0..2).fold(first, |start, _| start.checked_sub(1).map_or(0, |word| self.page.sentence(word).start));
        let kinds = [ActorKind::Company, ActorKind::Operator, ActorKind::Ngo, ActorKind::TradeBody];
        let spoke = self.spoke_before(phrase.start).next().is_some_and(|(at, ..)| *at >= far);
        let named = self.page.mentions_before(phrase.start).next().is_some_and(|near| near.words.start >= far);
        (spoke || named).then(|| self.latest_organisation(phrase.start, Some(&kinds))).flatten()
    }

    /// "At the Law Council, ", "Over at Big Brother Watch, ": the organisation at which a sentence begins.
    fn fronted(&self, first: usize, before: usize) -> Option<Holder> {
        let at = (first..before.min(first + 2)).find(|word| matches!(self.page.lower(*word).as_str(), "at"))?;
        let start = at + 1 + usize::from(self.page.class(at + 1).any(Class::DETERMINER));
        let end = (start + 1..=before).find(|word| self.page.border(*word) >= Border::Comma)?;
        if let Some(mention) = self.page.mention_at(start) {
            let actor = self.actor(*mention.actors.first()?);
            return (employs(actor.kind) && !mention.description).then(|| organisation(actor));
        }
        let named = (start..end).all(|word| self.page.is_capital(word) || self.joins_name(word, end));
        let headed = (start..end).any(|word| heads_organisation(&self.page.lower(word)));
        let school = (start..end).any(|word| matches!(self.page.lower(word).as_str(), "university" | "college"));
        (named && headed && !school).then(|| self.body(start..end))
    }

    /// "the head of the Australian Signals Directorate": where the text gives an office at an organisation, that counts,
    /// whatever the person did at other times.
    pub(super) fn stated_office(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let roles: Vec<&Noun> = self.roles_in(phrase).filter(|role| !self.is_former(role)).collect();
        roles.into_iter().find_map(|role| {
            // "The Electronic Privacy Information Center's director, Marc Rotenberg".
            let owner = role.words.start.checked_sub(1).filter(|last| *last >= phrase.start);
            let owner = owner.filter(|last| {
                self.page.words.words[*last].genitive
                    && (role.words.end == name.start
                        // Not "Element CEO Matthew Hodgson, Wire's chief executive and others".
                        || role.words.start == name.end + 1 && noun_ending(&self.page.roles, name.start).is_none())
            });
            if let Some(mention) =
                owner.and_then(|last| self.page.mention_at(last)).filter(|mention| !mention.description)
            {
                let actor = self.actor(mention.actors[0]);
                let body = employs(actor.kind) && self.setting.rules.role(role.entry).office;
                return (body && mention.actors.len() == 1).then(|| organisation(actor));
            }
            // "head of" may be the role's words.
            let of = matches!(self.page.lower(role.words.end - 1).as_str(), "of" | "for");
            let link = role.words.end - usize::from(of);
            let office = self.setting.rules.role(role.entry).office && role.words.start >= name.end;
            if !office || !matches!(self.page.lower(link).as_str(), "of" | "at" | "for") {
                return None;
            }
            let start = link + 1 + usize::from(self.page.class(link + 1).any(Class::DETERMINER));
            let end = self.head(&(start..phrase.end.max(start + 1))).end;
            let headed = (start..end).any(|word| heads_organisation(&self.page.lower(word)));
            let known = self.page.mention_at(start).filter(|mention| {
                let actor = self.actor(mention.actors[0]);
                let body = !actor.is_person() && employs(actor.kind) && !mention.description;
                body && mention.words.start == start && mention.words.len() > 2
            });
            if let Some(mention) = known {
                return Some(organisation(self.actor(mention.actors[0])));
            }
            let unknown = self.page.mentions_in(&(start..end)).next().is_none();
            // "the president of the Supreme Court": too short to be another than the codebook's.
            let long = (start..end).filter(|word| self.page.is_capital(*word)).count() > 2;
            let found = (headed && unknown && long).then(|| self.unknown_organisation(&(link..end), name)).flatten()?;
            (found.label.is_some() && found.kind != ActorKind::Court).then_some(found)
        })
    }

    /// "the Tea Party group FreedomWorks", "the Canberra start-up Vaultline": the name behind what it is.
    pub(super) fn name_behind_kind(&self, phrase: &Range<usize>) -> Option<Holder> {
        static BODIES: WordList = WordList::new(
            "company firm startup up maker group app service nonprofit charity vendor publisher carrier bank insurer lab \
            network tank association foundation organization organisation union manufacturer developer messenger provider",
        );
        let head = self.head(phrase);
        let (kind, start) = (head.start + 1..head.end).find_map(|start| {
            let noun = start - 1;
            let known = noun_ending(&self.page.groups, start).map(|noun| self.setting.rules.group(noun.entry).kind);
            let listed = BODIES.contains(&self.page.lower(noun)).then_some(ActorKind::Company);
            let kind = known.or(listed).filter(|kind| employs(*kind))?;
            (!self.page.is_capital(noun) && self.page.is_capital(start)).then_some((kind, start))
        })?;
        let mut end = start;
        while end < head.end
            && (end == start || self.page.border(end) == Border::Space)
            && (self.is_of_body(end) || end > start && self.joins_name(end, head.end))
        {
            end += 1;
        }
        let named = end > start && end == head.end && self.page.border(start) == Border::Space;
        (named && !self.is_place(&(start..end))).then(|| Holder { kind, ..self.body(start..end) })
    }

    /// "ECLAG, a coalition of more than 60 of them", "NetChoice, a trade group that represents Google": the name before
    /// what it is.
    pub(super) fn name_before_kind(&self, phrase: &Range<usize>) -> Option<Holder> {
        let head = self.head(phrase);
        let start = head.start + usize::from(self.page.class(head.start).any(Class::DETERMINER));
        let apposed = head.end + 1 < phrase.end
            && self.page.border(head.end) == Border::Comma
            && self.page.class(head.end).any(Class::DETERMINER);
        let named = start < head.end
            && head.end - start <= 6
            && (start..head.end).all(|word| self.is_of_body(word) || word > start && self.joins_name(word, head.end));
        if !apposed || !named || self.page.is_title_case(start) {
            return None;
        }
        let behind = head.end + 1..(head.end + 9).min(phrase.end);
        let group = nouns_in(&self.page.groups, &behind).next()?;
        let first = group.words.start;
        let kind = self.setting.rules.group(group.entry).kind;
        // "Jane Roe, the association's research director", "Jane Roe, a group leader", "a lawyer at the company".
        let person = self.page.words.words[group.words.end - 1].genitive
            || self.roles_in(&behind).any(|role| role.words.start <= group.words.end);
        let direct = (behind.start..first).all(|word| {
            self.is_plain_noun(word)
                || self.page.is_capital(word)
                || self.page.border(word) == Border::Space && self.page.class(word) == Class::default()
        });
        (employs(kind) && !person && direct && !self.people.contains_key(self.page.lower(head.end - 1).as_str()))
            .then(|| Holder { kind, ..self.body(start..head.end) })
    }

    /// "a working group of the American Bankers Assn.", "the research arm of Netscape": the body that it is part of.
    pub(super) fn whole_of_part(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let of = self.head(phrase).find(|word| self.page.lower(*word) == "of")?;
        let part = of.checked_sub(1).filter(|part| *part > phrase.start)?;
        let working = self.page.lower(part) == "group" && self.page.lower(part - 1) == "working";
        let named = matches!(
            self.page.lower(part).as_str(),
            "unit" | "arm" | "division" | "branch" | "subsidiary" | "affiliate" | "chapter" | "subcommittee"
        );
        let start = of + 1 + usize::from(self.page.class(of + 1).any(Class::DETERMINER));
        ((working || named) && start < phrase.end && self.page.is_capital(start)).then_some(of + 1..phrase.end)
    }

    /// "the association", "the Ministry": the body spoken of last that has the word in its name.
    pub(super) fn body_with_head(&self, head: usize) -> Option<Holder> {
        static HEADS: WordList = WordList::new(
            "association council institute foundation coalition federation league alliance center centre parliament ministry \
            bureau department commission committee directorate",
        );
        let word = self.page.lower(head);
        if !HEADS.contains(&word) {
            return None;
        }
        let has = |name: &str| {
            let name = name.to_lowercase();
            name.split(|c: char| !c.is_alphanumeric()).any(|part| part == word.as_str())
        };
        let named = self.page.mentions_before(head).take(super::MEMORY).find_map(|mention| {
            let [no] = mention.actors.as_slice() else { return None };
            let actor = self.actor(*no);
            let fits = !mention.description && !actor.is_person();
            let written = self.page.words.slice(mention.words.clone());
            (fits && (has(written) || has(&actor.label))).then(|| (mention.words.start, organisation(actor)))
        });
        let spoke = self.spoke_before(head).find_map(|(at, holder, _)| {
            let own = holder.label.as_deref().filter(|label| has(label))?;
            let written = own.starts_with(char::is_uppercase);
            written.then(|| (*at, Holder { spokesperson: None, role: None, ..holder.clone() }))
        });
        named.into_iter().chain(spoke).max_by_key(|(at, _)| *at).map(|(_, holder)| guess(holder))
    }

    /// An organisation that no codebook knows. Initials mean the name that the text has in full: "the FOP's director".
    pub(super) fn body(&self, words: Range<usize>) -> Holder {
        let written = self.page.words.slice(words.clone());
        let letters: String = written.chars().filter(|c| c.is_alphanumeric()).collect();
        let full = letters.chars().all(char::is_uppercase).then(|| self.initials.get(letters.as_str())).flatten();
        let label = full.map_or(written, |full| self.page.words.slice(full.clone()));
        provisional(label, organisation_kind(&label.to_lowercase()))
    }

    /// Names of three words and more by their initials: "Fraternal Order of Police" by "FOP".
    pub(super) fn meet_initials(&mut self) {
        let count = self.page.words.words.len();
        let mut word = 0;
        while word < count {
            if !self.page.is_capital(word) {
                word += 1;
                continue;
            }
            let mut end = word + 1;
            while end < count
                && end < word + 12
                && (self.page.is_capital(end) || self.joins_name(end, count))
                && self.page.border(end) == Border::Space
            {
                end += 1;
            }
            // Most words are no name, and most names are shorter.
            let long = end > word + 2;
            let capitals: Vec<usize> = (word..end).filter(|word| long && self.page.is_capital(*word)).collect();
            if capitals.len() >= 3 && !self.page.is_title_case(word) {
                for first in 0..capitals.len() - 2 {
                    let key = capitals[first..].iter().filter_map(|word| self.page.words.letters(*word).chars().next());
                    self.initials.entry(key.collect()).or_insert(capitals[first]..end);
                }
            }
            let office = long && matches!(self.page.lower(end - 1).as_str(), "office" | "department");
            if office && self.page.lower(end - 2) == "sheriff" {
                self.sheriffs.get_or_insert(word..end);
            }
            word = end.max(word + 1);
        }
    }

    /// Where the capitalised words begin that end before a word and may be an organisation's name.
    pub(super) fn capitals_ending(&self, end: usize, first: usize) -> usize {
        let mut start = end;
        while start > first && (start == end || self.page.border(start) == Border::Space) {
            let joins = start > first + 1
                && start < end
                && self.joins_name(start - 1, end)
                && self.page.is_capital(start - 2)
                && self.page.border(start - 1) == Border::Space;
            if !self.is_of_body(start - 1) && !joins {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Whether a word may stand in an organisation's name: capitalised, and nothing that is known.
    pub(super) fn is_of_body(&self, word: usize) -> bool {
        static OTHER: WordList = WordList::new(
            "chief deputy senior executive managing district county republican democratic federal republicans democrats top \
            former longtime acting interim veteran retired central local the",
        );
        if !self.page.is_capital(word) || self.page.class(word) != Class::default() {
            return false;
        }
        let lower = self.page.lower(word);
        self.page.mention_at(word).is_none()
            && (!self.in_role(word) || heads_organisation(&lower))
            && !self.in_country(word)
            && !is_calendar(&lower)
            && (!OTHER.contains(&lower) || lower == "county")
            && (self.titles(word, word + 1) == 0 || heads_organisation(&lower))
    }
}
