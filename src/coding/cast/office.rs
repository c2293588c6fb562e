//! Offices: whom somebody speaks for, and who "the FBI director" or "a spokesman for the Home Office" is.

use std::ops::Range;

use super::{
    super::page::{Noun, noun_ending, nouns_in},
    Cast, Holder, guess,
    kind::{heads_organisation, is_human},
    organisation, person_of_codebook, provisional,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
    model::ActorKind,
};

impl Cast<'_, '_> {
    /// The organisation that a person of this phrase speaks for.
    pub(super) fn affiliation(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let leads = self.leads(phrase);
        // "the minister, who took no questions on Apple": what somebody does tells of no office.
        let phrase = &if leads { phrase.clone() } else { self.before_relative(phrase, name) };
        let all: Vec<&Noun> = self.roles_in(phrase).collect();
        let role = |noun: &Noun| self.setting.rules.role(noun.entry);
        let governs = all.iter().any(|noun| role(noun).kind == ActorKind::Government);
        if let Some(found) = all.iter().find_map(|noun| self.person_spoken_for(phrase, noun)) {
            return Some(found);
        }
        // "Representative Jim Sensenbrenner, Republican of Wisconsin": a legislator is an actor of their own.
        if !name.is_empty() && !governs && all.iter().any(|noun| self.is_seat(noun, name)) {
            return None;
        }
        let roles: Vec<&Noun> = all.iter().copied().filter(|noun| !self.is_former(noun)).collect();
        if let Some(state) = self.officer_of_state(&roles, phrase.end) {
            let label = format!("{} Attorney General", self.page.words.slice(state));
            return Some(provisional(&label, ActorKind::Agency));
        }
        if let Some(owner) = self.owner_of_name(name).filter(|_| !name.is_empty() && all.is_empty()) {
            return Some(owner);
        }
        if all.is_empty() && !name.is_empty() && self.stands_against(phrase) {
            return None;
        }
        // "a former counter-terrorism officer with the Metropolitan Police".
        let once = || {
            let before_name = phrase.clone().filter(|word| !name.contains(word));
            before_name
                .into_iter()
                .any(|word| matches!(self.page.lower(word).as_str(), "former" | "retired" | "onetime"))
        };
        if roles.is_empty() && (!all.is_empty() || !name.is_empty() && once()) {
            return None;
        }
        let office = leads || roles.iter().any(|noun| role(noun).office);
        if !office && !roles.is_empty() {
            return self.employer_of_staff(phrase, &roles).or_else(|| self.fronted_employer(phrase, name, &roles));
        }
        // "a Supreme Court lawyer" does not speak for the court.
        let pleads = self.pleads(&roles);
        let named = |places: bool| {
            self.page
                .mentions_in(phrase)
                .filter(|mention| !mention.description && self.is_bare_country(mention) == places)
                .flat_map(|mention| mention.actors.iter().take(1))
                .map(|no| self.actor(*no))
                .find(|actor| !actor.is_person() && (actor.kind != ActorKind::Court || !pleads))
        };
        // "the Washington office of the ACLU": a place only where nobody else is named.
        if let Some(actor) = named(false) {
            return Some(organisation(actor));
        }
        let owned_first = matches!(self.page.lower(phrase.start).as_str(), "its" | "their");
        if !owned_first && let Some(found) = self.local_office(phrase, name, &roles) {
            return Some(found);
        }
        let unknown = self.unknown_organisation(phrase, name);
        // "president of the Software Publishers Association in Washington".
        let body = |found: &Holder| {
            let label = found.label.as_deref().unwrap_or_default().to_lowercase();
            label.split_whitespace().any(heads_organisation)
        };
        if let Some(actor) = named(true).filter(|_| !unknown.as_ref().is_some_and(body)) {
            return Some(organisation(actor));
        }
        let described = self.page.mentions_in(phrase).find(|mention| mention.description);
        // "A White House spokesman", "FBI chief": not the one who spoke.
        if name.is_empty()
            && self.page.lower(phrase.start) != "the"
            && let Some(found) = self.holder_of_office(phrase)
        {
            return Some(found);
        }
        if let Some(found) = described
            .and_then(|mention| self.described(mention))
            .filter(|found| !is_human(found.kind) && found.spokesperson.is_none())
            .filter(|found| found.kind != ActorKind::Court || !pleads)
        {
            return Some(found);
        }
        if let Some(found) = self.office_of_predecessor(name) {
            return Some(found);
        }
        // "its president, Chief Alice Demarest of Mansfield Heights".
        if !(office && owned_first)
            && let Some(found) = unknown
        {
            // "the chairwoman of the Senate Intelligence Committee": the member.
            let chairs = || roles.iter().any(|noun| self.page.lower(noun.words.end - 1).starts_with("chair"));
            if found.kind == ActorKind::Legislator && name.is_empty() && chairs() {
                let member =
                    self.latest_person(phrase.start, None).filter(|member| member.kind == ActorKind::Legislator);
                return member.or(Some(found));
            }
            return Some(found);
        }
        if !office {
            return None;
        }
        if let Some(found) = roles.iter().find_map(|noun| self.body_before_role(phrase, noun)) {
            return Some(found);
        }
        if let Some(found) = roles.iter().find_map(|noun| self.unknown_owner(phrase, noun)) {
            return Some(found);
        }
        if let Some(found) = self.office_of_sheriff(&roles) {
            return Some(found);
        }
        // "the association's director": the one that has the word in its name.
        let owner = (phrase.start + 1..phrase.end)
            .find(|word| self.page.words.words[*word].genitive && self.page.class(word - 1).any(Class::DETERMINER));
        if let Some(found) = owner.and_then(|owner| self.body_with_head(owner)) {
            return Some(Holder { guessed: false, ..found });
        }
        // "the chipmaker's general counsel": whose, is not said here.
        if owner
            .is_some_and(|owner| !self.page.is_capital(owner) && noun_ending(&self.page.groups, owner + 1).is_none())
        {
            return None;
        }
        // "its chief executive said", "Neema Guliani, its senior counsel, said".
        let owned = (phrase.start..phrase.end).find(|word| {
            matches!(self.page.lower(*word).as_str(), "its" | "their")
                && (*word == phrase.start || self.page.border(*word) == Border::Comma)
        });
        if let Some(owner) = owned {
            return self.latest_organisation(owner, None).map(|found| Holder { guessed: false, ..found });
        }
        // "A spokeswoman, Dana Reiss, said", "William Sessions, the director,": for whom the text spoke of last.
        let speaks = roles.iter().any(|noun| {
            let role = self.page.lower(noun.words.end - 1);
            let bare = noun.words.end >= phrase.end || self.page.border(noun.words.end) >= Border::Comma;
            let article = noun.words.start.checked_sub(1).is_some_and(|word| self.page.lower(word) == "the");
            let vice = noun.words.len() == 2 && self.page.lower(noun.words.start) == "vice";
            role.starts_with("spokes")
                || matches!(role.as_str(), "executive" | "ceo" | "counsel" | "lobbyist")
                // "a vice president, Kip Lathrop, said".
                || vice && bare && !self.page.is_capital(noun.words.start)
                || (bare
                    && article
                    && matches!(role.as_str(), "director" | "president" | "chairman" | "head" | "chief"))
        });
        let of_company = nouns_in(&self.page.groups, phrase).next().is_some();
        if phrase.len() <= 2 && roles.iter().any(|noun| self.speaks_for(noun)) {
            let found = self.latest_organisation(phrase.start, None);
            if found.is_some() {
                return found;
            }
        }
        if let Some(found) = self.employer_just_named(phrase, name, &roles).filter(|_| !of_company) {
            return Some(Holder { guessed: false, ..found });
        }
        if speaks && !of_company {
            let kinds =
                [ActorKind::Company, ActorKind::Operator, ActorKind::Agency, ActorKind::Ngo, ActorKind::TradeBody];
            if let Some(found) = self.latest_organisation(phrase.start, Some(&kinds)) {
                return Some(found);
            }
        }
        // "President Clinton", "Vice President Gore": of a state.
        let presides = roles.iter().any(|noun| {
            noun.words.end == name.start
                && self.page.is_capital(noun.words.start)
                && self.page.lower(noun.words.end - 1) == "president"
        });
        let governs =
            presides || roles.iter().any(|noun| self.setting.rules.role(noun.entry).kind == ActorKind::Government);
        if governs {
            return self.government(phrase);
        }
        let company = nouns_in(&self.page.groups, phrase).find(|noun| self.setting.rules.group(noun.entry).refers)?;
        self.refer(self.setting.rules.group(company.entry).kind, company.words.start, phrase)
    }

    /// "White House spokesman", "FBI director": the organisation for which somebody of the codebook speaks who is
    /// described so.
    fn holder_of_office(&self, phrase: &Range<usize>) -> Option<Holder> {
        let described = self.page.mentions_in(phrase).find(|mention| mention.description)?;
        described.actors.iter().find_map(|no| {
            let actor = self.actor(*no);
            let holder = actor.is_person().then(|| person_of_codebook(self.setting, actor))?;
            holder.spokesperson.is_some().then_some(Holder { spokesperson: None, role: None, ..holder })
        })
    }

    /// "Deputy Attorney General Jeffrey Rosen": where somebody else of the codebook held the same office.
    fn office_of_predecessor(&self, name: &Range<usize>) -> Option<Holder> {
        let last = name.start.checked_sub(1).filter(|_| !name.is_empty())?;
        let title = self.page.mention_at(last).filter(|title| title.description && title.words.end == name.start)?;
        // States have attorneys general, too.
        if !self.page.is_capital(title.words.start)
            || title.words.len() == 2 && self.page.lower(title.words.start) == "attorney"
        {
            return None;
        }
        title.actors.iter().find_map(|no| {
            let person = self.actor(*no);
            let at_home = self.countries.is_empty() || self.is_at_home(*no, title.words.start);
            let office = self
                .setting
                .codebook
                .memberships
                .iter()
                .find(|member| member.person == person.id && member.speaks_for && at_home)?;
            self.of_codebook(&office.organization)
        })
    }

    /// A phrase without the relative clause behind the name, unless that says what the person is: "who is president of".
    pub(super) fn before_relative(&self, phrase: &Range<usize>, name: &Range<usize>) -> Range<usize> {
        let end = (phrase.start.max(name.end) + usize::from(name.is_empty())..phrase.end).find(|word| {
            let next = self.page.lower(word + 1);
            let is = matches!(next.as_str(), "is" | "was" | "'s" | "’s" | "serves" | "served" | "has");
            let acts = self.page.tag(word + 2) == Tag::VerbIng;
            self.page.class(*word).any(Class::RELATIVE) && self.page.lower(*word) != "that" && (!is || acts)
        });
        phrase.start..end.unwrap_or(phrase.end)
    }

    /// "a critic of the FBI", "a longtime foe of Microsoft": whoever stands beside or against a body is none of it.
    fn stands_against(&self, phrase: &Range<usize>) -> bool {
        static BESIDE: WordList = WordList::new(
            "critic opponent foe ally supporter friend enemy fan customer user victim client plaintiff subscriber admirer \
            rival competitor creator inventor architect son daughter wife husband veteran alumnus target",
        );
        phrase.clone().any(|word| BESIDE.contains(&self.page.lower(word)))
    }

    pub(super) fn speaks_for(&self, noun: &Noun) -> bool {
        self.page.lower(noun.words.end - 1).starts_with("spokes")
    }

    /// Whether a role is a seat in a legislature: a title, or a chair in a house of one.
    fn is_seat(&self, noun: &Noun, name: &Range<usize>) -> bool {
        let chairs = matches!(self.page.lower(noun.words.end - 1).as_str(), "chairman" | "chairwoman" | "chair");
        let first = noun.words.start.saturating_sub(4);
        let house = (first..noun.words.start).any(|word| {
            let lower = self.page.lower(word);
            lower == "senate"
                || lower == "house" && word.checked_sub(1).is_none_or(|before| self.page.lower(before) != "white")
        });
        if chairs && house && noun.words.end == name.start {
            return true;
        }
        let title = noun.words.end == name.start && self.page.lower(noun.words.start) == "representative";
        title || self.setting.rules.role(noun.entry).kind == ActorKind::Legislator
    }

    /// Whether somebody appears before courts and does not sit on one.
    fn pleads(&self, roles: &[&Noun]) -> bool {
        static PLEADERS: WordList =
            WordList::new("lawyer advocate attorney counsel practitioner prosecutor barrister solicitor");
        roles.iter().any(|noun| PLEADERS.contains(&self.page.lower(noun.words.end - 1)))
    }

    /// Whether somebody held a role once: "a former CIA officer".
    pub(super) fn is_former(&self, noun: &Noun) -> bool {
        let first = noun.words.start.saturating_sub(3);
        let mut before = (first..noun.words.end).rev().take_while(|word| {
            *word >= noun.words.start || (self.page.border(word + 1) <= Border::Quote && !self.in_role_before(*word))
        });
        before
            .any(|word| matches!(self.page.lower(word).as_str(), "former" | "formerly" | "ex" | "onetime" | "retired"))
    }

    /// Whether a word ends a role: what stands before it is said of that one.
    fn in_role_before(&self, word: usize) -> bool {
        noun_ending(&self.page.roles, word + 1).is_some() || self.page.class(word).any(Class::DETERMINER)
    }

    /// "Laura Murphy, who directs the Washington office of the ACLU".
    fn leads(&self, phrase: &Range<usize>) -> bool {
        static LEADS: WordList = WordList::new(
            "directs heads leads runs chairs founded oversees manages lobbies works speaks handles represents",
        );
        phrase.clone().any(|word| {
            // "the advocate Tejas Karia, appearing for the company".
            if matches!(self.page.lower(word).as_str(), "appearing" | "representing" | "lobbying") {
                return matches!(self.page.lower(word + 1).as_str(), "for" | "the");
            }
            self.page.lower(word) == "who" && (word + 1..word + 3).any(|verb| LEADS.contains(&self.page.lower(verb)))
        })
    }

    /// "a technologist at the group", "a staff lawyer at the ACLU": whoever works for a company or a group speaks for it.
    fn employer_of_staff(&self, phrase: &Range<usize>, roles: &[&Noun]) -> Option<Holder> {
        let employs =
            |kind| matches!(kind, ActorKind::Ngo | ActorKind::TradeBody | ActorKind::Company | ActorKind::Operator);
        let named = |words: Range<usize>| {
            let mention = self.page.mentions_in(&words).find(|mention| !mention.description)?;
            let actor = self.actor(*mention.actors.first()?);
            (!actor.is_person() && employs(actor.kind)).then(|| organisation(actor))
        };
        roles.iter().find_map(|noun| {
            let before = noun.words.start.saturating_sub(4).max(phrase.start)..noun.words.start;
            let owner = named(before).filter(|_| self.page.mention_at(noun.words.start.wrapping_sub(1)).is_some());
            let link = noun.words.end;
            let linked = matches!(self.page.lower(link).as_str(), "at" | "for" | "with" | "from" | "of" | "in")
                && link < phrase.end;
            let behind = link + 1..phrase.end.min(link + 9);
            let first = behind.start + usize::from(self.page.class(behind.start).any(Class::DETERMINER));
            let employer = || {
                let mention = self.page.mention_at(first).filter(|mention| mention.words.start == first);
                match mention {
                    Some(mention) => named(mention.words.clone()),
                    None => {
                        let group = nouns_in(&self.page.groups, &behind).find(|noun| noun.words.start <= first + 1)?;
                        let group = self.setting.rules.group(group.entry);
                        let found = self.refer(group.kind, behind.start, phrase);
                        found.filter(|_| group.refers && employs(group.kind))
                    }
                }
            };
            // "who's a senior researcher there".
            let there = || {
                let found = self.latest_organisation(link, None)?;
                (link < phrase.end
                    && self.page.lower(link) == "there"
                    && !matches!(found.kind, ActorKind::Court | ActorKind::Government))
                .then_some(found)
            };
            owner.or_else(|| linked.then(employer).flatten()).or_else(there)
        })
    }

    /// A small noun or adjective, as describes what is named next.
    pub(super) fn is_plain_noun(&self, word: usize) -> bool {
        !self.page.is_capital(word) && matches!(self.page.tag(word), Tag::Noun | Tag::Nouns | Tag::Adjective)
    }

    pub(super) fn joins_name(&self, word: usize, end: usize) -> bool {
        // "the Office of the Director of National Intelligence".
        let link = self.page.lower(word);
        if !matches!(link.as_str(), "of" | "for" | "and" | "the" | "on") {
            return false;
        }
        let next = word + 1 + usize::from(link == "of" && self.page.lower(word + 1) == "the");
        next < end && self.page.is_capital(next)
    }

    /// "a spokesman for the Home Office", "the FBI director", "the company's chief executive".
    pub(super) fn office(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let noun = self.roles_in(phrase).next()?.clone();
        let role = self.setting.rules.role(noun.entry);
        let words = Some(self.page.words.slice(noun.words.clone()).to_owned());
        // "the spokesperson": the one who spoke before.
        if phrase.len() <= 2 && self.page.lower(phrase.start) == "the" && self.speaks_for(&noun) {
            let before = self.spoke_before(phrase.start).find(|(_, holder, _)| self.plays(holder, &noun.words));
            if let Some((_, holder, _)) = before {
                return Some(guess(holder.clone()));
            }
        }
        if let Some(found) = self.affiliation(phrase, &(0..0)) {
            return Some(Holder { role: words, ..found });
        }
        let definite = phrase.start < noun.words.start && self.page.lower(phrase.start) == "the";
        if definite && is_human(role.kind) | role.office {
            let spoke = self.spoke.iter().rev().find(|(at, holder, person)| {
                *person
                    && *at < phrase.start
                    && (self.plays(holder, &noun.words) || (holder.kind == role.kind && is_human(role.kind)))
            });
            if let Some((_, holder, _)) = spoke {
                return Some(guess(holder.clone()));
            }
        }
        if role.office
            && let Some(found) = self.holder_of_office(phrase)
        {
            return Some(Holder { role: words, ..found });
        }
        if role.office || (definite && is_human(role.kind)) {
            let found = definite.then(|| self.latest_person(phrase.start, None)).flatten();
            if role.office || found.is_some() {
                return found;
            }
        }
        // "Key Senator Calls for a Review": a headline's capitals name nobody.
        if self.page.is_title_case(phrase.start) {
            return None;
        }
        self.noun_phrase(phrase, role.kind)
    }

    /// Whether a person was introduced with such a role.
    pub(super) fn plays(&self, holder: &Holder, role: &Range<usize>) -> bool {
        let word = self.page.lower(role.end - 1);
        holder.role.as_ref().is_some_and(|known| known.to_lowercase().contains(word.as_str()))
    }
}
