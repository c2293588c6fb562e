//! References to what was named before: "it", "the company", "the agency".

use std::ops::Range;

use super::{
    super::{
        names::Mention,
        page::{Noun, nouns_in},
    },
    Cast, Holder,
    gender::{Gender, can_mean},
    guess,
    kind::is_human,
    organisation, person_of_codebook,
};
use crate::{
    lexicon::{Border, Class, WordList},
    model::{Actor, ActorKind},
};

impl Cast<'_, '_> {
    pub(super) fn pronoun(&self, phrase: Range<usize>) -> Option<Holder> {
        let class = self.page.class(phrase.start);
        if phrase.len() > 2 || !class.any(Class::PERSONAL.or(Class::NEUTER).or(Class::PLURAL)) {
            return None;
        }
        if class.any(Class::PERSONAL) {
            let gender = Gender::of_pronoun(&self.page.lower(phrase.start));
            let own = self.speaker.as_ref().filter(|speaker| {
                (speaker.spokesperson.is_some() || is_human(speaker.kind)) && can_mean(gender, speaker, &self.genders)
            });
            // "Johansson, who has staked her mandate on it".
            let owner = class.any(Class::POSSESSIVE).then(|| self.person_in_sentence(phrase.start, gender)).flatten();
            if owner.is_some() {
                return owner;
            }
            return own.cloned().map(guess).or_else(|| self.latest_person(phrase.start, gender));
        }
        if class.any(Class::NEUTER) {
            if self.means_a_law(phrase.start) {
                return None;
            }
            let own = self.speaker.as_ref().filter(|speaker| !is_human(speaker.kind));
            let nearest = || self.nearest_in_sentence(phrase.start).filter(|_| class.any(Class::POSSESSIVE));
            return own.cloned().map(guess).or_else(nearest).or_else(|| self.latest_organisation(phrase.start, None));
        }
        let spoke = self.spoke_before(phrase.start).next()?;
        Some(guess(spoke.1.clone()))
    }

    /// "The bill begins its committee stage today. It would oblige": whether "it" heads a sentence behind one whose
    /// subject is a law or a plan.
    fn means_a_law(&self, it: usize) -> bool {
        static LAWS: WordList = WordList::new(
            "bill act law measure legislation proposal plan amendment regulation rule rules provision order ruling program \
            programme scheme draft text treaty statute clause version resolution",
        );
        let own = self.page.sentence(it);
        let Some(before) = own.start.checked_sub(1).filter(|_| it == own.start) else { return false };
        let previous = self.page.sentence(before);
        let verb = previous.clone().find(|word| self.page.tag(*word).is_finite());
        let subject = verb.map(|verb| previous.start..verb).unwrap_or(previous.start..previous.start);
        // "The bill, which begins its committee stage today, would": up to the first comma.
        let head = subject.clone().find(|word| *word > subject.start && self.page.border(*word) >= Border::Comma);
        let last = head.unwrap_or(subject.end).checked_sub(1).filter(|last| *last >= subject.start);
        let words = last.map_or(subject.start..subject.start, |last| subject.start..last + 1);
        words.len() <= 8 && words.last().is_some_and(|last| LAWS.contains(&self.page.lower(last)))
    }

    /// "the South Carolina Republican": the legislator spoken of last.
    pub(super) fn partisan(&self, phrase: &Range<usize>) -> Option<Holder> {
        let party = matches!(self.page.lower(phrase.end - 1).as_str(), "democrat" | "republican");
        if !party || phrase.len() > 5 || self.page.lower(phrase.start) != "the" {
            return None;
        }
        let spoke = self.spoke_before(phrase.start).find(|(_, holder, _)| holder.kind == ActorKind::Legislator);
        let named = self.page.mentions_before(phrase.start).take(super::MEMORY).find_map(|mention| {
            let [no] = mention.actors.as_slice() else { return None };
            let actor = self.actor(*no);
            let sits = actor.kind == ActorKind::Legislator && !mention.description;
            sits.then(|| (mention.words.start, person_of_codebook(self.setting, actor)))
        });
        match (spoke, named) {
            (Some((at, ..)), Some((named_at, holder))) if named_at > *at => Some(guess(holder)),
            (Some((_, holder, _)), _) => Some(guess(holder.clone())),
            (None, named) => named.map(|(_, holder)| guess(holder)),
        }
    }

    /// The person of the codebook named last before a word in its own sentence.
    fn person_in_sentence(&self, before: usize, gender: Option<Gender>) -> Option<Holder> {
        let first = self.page.sentence(before).start;
        let mut near = self.page.mentions_before(before).take_while(|mention| mention.words.start >= first);
        near.find_map(|mention| match mention.actors.as_slice() {
            [no] if !mention.description && self.actor(*no).is_person() => {
                let holder = person_of_codebook(self.setting, self.actor(*no));
                can_mean(gender, &holder, &self.genders).then(|| guess(holder))
            }
            _ => None,
        })
    }

    /// The organisation named last before a word in its own sentence: what "its" mostly means.
    pub(super) fn nearest_in_sentence(&self, before: usize) -> Option<Holder> {
        let first = self.page.sentence(before).start;
        let mention =
            self.page.mentions_before(before).take_while(|mention| mention.words.start >= first).find(|mention| {
                let owner = self.page.words.words[mention.words.end - 1].genitive;
                !owner && mention.actors.len() == 1 && self.stands_as_actor(mention) && !mention.description
            })?;
        let actor = self.actor(mention.actors[0]);
        (!actor.is_person()).then(|| guess(organisation(actor)))
    }

    /// The organisation spoken of last, of a kind if one is given.
    pub(super) fn latest_organisation(&self, before: usize, kinds: Option<&[ActorKind]>) -> Option<Holder> {
        let fits = |actor: &Actor| match kinds {
            Some(kinds) => kinds.contains(&actor.kind),
            None => !actor.is_person() && actor.kind != ActorKind::Press,
        };
        let named_by = |mention: &Mention| {
            // A description names nobody: "a messenger" is not the one messenger that the codebook describes so.
            if mention.description {
                return None;
            }
            let [no] = mention.actors.as_slice() else {
                return None;
            };
            let actor = self.actor(*no);
            if let Some(holder) = self.employer(actor, kinds) {
                return Some((mention.words.start, holder));
            }
            (fits(actor) && self.stands_as_actor(mention)).then(|| (mention.words.start, organisation(actor)))
        };
        let unknown = |body: &Holder| kinds.is_none_or(|kinds| kinds.contains(&body.kind));
        let head = |sentence: Range<usize>| {
            let near = sentence.start..before.min(sentence.end).min(sentence.start + 7);
            let known = self
                .page
                .mentions_in(&near)
                .filter(|mention| !self.page.words.words[mention.words.end - 1].genitive)
                .find_map(named_by);
            let body = self.bodies_in(&near).find(|(_, body)| unknown(body)).cloned();
            known.into_iter().chain(body).min_by_key(|(at, _)| *at)
        };
        let own = self.page.sentence(before);
        let previous = own.start.checked_sub(1).map(|word| self.page.sentence(word));
        let named = head(own.start..before).or_else(|| previous.and_then(head)).or_else(|| {
            let known = self.page.mentions_before(before).take(40).find_map(named_by);
            known.into_iter().chain(self.body_before(before, unknown)).max_by_key(|(at, _)| *at)
        });
        let spoke = self
            .spoke_before(before)
            .find(|(_, holder, _)| kinds.is_none_or(|kinds| kinds.contains(&holder.kind)) && !is_human(holder.kind));
        match (spoke, named) {
            (Some((at, holder, _)), Some((named_at, found))) if *at < named_at && holder.actor != found.actor => {
                Some(guess(found))
            }
            (Some((_, holder, _)), _) => Some(guess(Holder { spokesperson: None, role: None, ..holder.clone() })),
            (None, found) => found.map(|(_, holder)| guess(holder)),
        }
    }

    /// The organisation of a person, if it is of a wanted kind.
    pub(super) fn employer(&self, actor: &Actor, kinds: Option<&[ActorKind]>) -> Option<Holder> {
        let kinds = kinds?;
        let holder = actor.is_person().then(|| person_of_codebook(self.setting, actor))?;
        (holder.spokesperson.is_some() && kinds.contains(&holder.kind)).then_some(Holder {
            spokesperson: None,
            role: None,
            ..holder
        })
    }

    /// Whether a mention may be an actor: not "in Pakistan" or "on WhatsApp".
    pub(super) fn stands_as_actor(&self, mention: &Mention) -> bool {
        let start = mention.words.start;
        let [no] = mention.actors.as_slice() else {
            return true;
        };
        let country = self.actor(*no).kind == ActorKind::Government;
        let before = start.checked_sub(1).map(|word| self.page.lower(word));
        !(country
            && self.is_bare_country(mention)
            && matches!(before.as_deref(), Some("in" | "from" | "across" | "outside" | "of" | "to")))
    }

    pub(super) fn is_bare_country(&self, mention: &Mention) -> bool {
        nouns_in(&self.page.countries, &mention.words).any(|noun| noun.words == mention.words)
    }

    /// "the company", "the government", "privacy advocates".
    pub(super) fn generic(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        // "a group of security researchers": who they are stands behind.
        let crowd = |noun: &Noun| {
            self.page.lower(noun.words.end) == "of"
                && nouns_in(&self.page.groups, &(noun.words.end..phrase.end)).next().is_some()
        };
        let noun = nouns_in(&self.page.groups, phrase)
            .find(|noun| !self.in_a_name(&noun.words, phrase) && !crowd(noun))?
            .clone();
        let group = self.setting.rules.group(noun.entry);
        let named_before = self.page.mentions_in(&(phrase.start..noun.words.start)).any(|mention| !mention.description);
        let apposition = (phrase.start + 1..noun.words.end).any(|word| self.page.border(word) == Border::Comma);
        if named_before && (!group.unnamed || apposition) {
            return None;
        }
        // "the social network Facebook": the name says who it is.
        let named_next = self.page.mention_at(noun.words.end).is_some_and(|mention| {
            !mention.description && mention.words.start == noun.words.end && mention.words.end <= phrase.end
        });
        if named_next && self.page.border(noun.words.end) == Border::Space {
            return None;
        }
        let described =
            self.page.mentions_in(phrase).find(|mention| mention.description && mention.words.end == noun.words.end);
        if let Some(holder) = described.and_then(|mention| self.described(mention)) {
            return Some(holder);
        }
        // "No law-abiding citizen": nobody. "Companies", "critics": anybody.
        if self.page.lower(phrase.start) == "no" || (group.unnamed && phrase.len() <= 2 && self.is_anybody(&noun.words))
        {
            return None;
        }
        let indefinite = matches!(self.page.lower(phrase.start).as_str(), "a" | "an" | "another");
        if indefinite && matches!(group.kind, ActorKind::Court | ActorKind::Agency | ActorKind::Regulator) {
            return self.noun_phrase(phrase, group.kind);
        }
        if group.refers
            && let Some(holder) = self.refer(group.kind, phrase.start, phrase)
        {
            return Some(holder);
        }
        if let Some(holder) = self.group_before(phrase, noun.words.end - 1) {
            return Some(holder);
        }
        group.unnamed.then(|| self.noun_phrase(phrase, group.kind)).flatten()
    }

    /// Whether a noun by itself is too wide to be an actor.
    fn is_anybody(&self, noun: &Range<usize>) -> bool {
        static ANYBODY: WordList = WordList::new(
            "companies supporters critics opponents advocates experts users customers consumers citizens families parents \
            committee panel people subscribers user customer consumer citizen subscriber",
        );
        noun.len() == 1 && ANYBODY.contains(&self.page.lower(noun.start))
    }

    /// "the groups": those without a name who spoke before.
    fn group_before(&self, phrase: &Range<usize>, noun: usize) -> Option<Holder> {
        let noun = self.page.lower(noun);
        if phrase.len() > 2 || self.page.lower(phrase.start) != "the" || !noun.ends_with('s') {
            return None;
        }
        let same = |holder: &Holder| {
            let label = holder.label.as_deref().unwrap_or_default();
            label.ends_with(noun.as_str()) || (noun == "groups" && label.ends_with("organizations"))
        };
        let spoke = self.spoke.iter().filter(|(at, holder, _)| *at < phrase.start && same(holder));
        spoke.max_by_key(|(at, ..)| *at).map(|(_, holder, _)| guess(holder.clone()))
    }

    /// Whether a noun is part of a name: "the Electronic Frontier Foundation".
    pub(super) fn in_a_name(&self, noun: &Range<usize>, phrase: &Range<usize>) -> bool {
        let named = self.page.mention_at(noun.end - 1).is_some_and(|mention| !mention.description);
        let written_so =
            noun.end > phrase.start + 1 && self.page.is_capital(noun.end - 1) && self.page.is_capital(noun.end - 2);
        named || (written_so && self.page.border(noun.end - 1) == Border::Space)
    }

    /// Whom "the company" or "the government" stands for.
    pub(super) fn refer(&self, kind: ActorKind, before: usize, phrase: &Range<usize>) -> Option<Holder> {
        if let Some(speaker) = self.speaker.as_ref().filter(|speaker| speaker.kind == kind) {
            return Some(guess(speaker.clone()));
        }
        match kind {
            ActorKind::Government => self.government(phrase),
            ActorKind::Company => self.latest_organisation(before, Some(&[ActorKind::Company, ActorKind::Operator])),
            ActorKind::Ngo => self.latest_organisation(before, Some(&[ActorKind::Ngo, ActorKind::TradeBody])),
            ActorKind::Regulator => self.latest_organisation(before, Some(&[ActorKind::Regulator])),
            ActorKind::Court => self.latest_organisation(before, Some(&[ActorKind::Court])),
            ActorKind::Agency => self.latest_organisation(before, Some(&[ActorKind::Agency])),
            other => self.latest_organisation(before, Some(&[other])),
        }
    }
}
