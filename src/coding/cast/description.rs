//! Descriptions: "the government" of which country, "the smartphone maker".

use std::ops::Range;

use super::{
    super::{
        names::{ActorNo, Mention},
        page::{Noun, nouns_in},
    },
    Cast, Holder, guess,
    kind::is_human,
    organisation, person_of_codebook, provisional,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class},
    model::ActorKind,
};

/// Whether actors of this kind belong to a state.
const fn has_authority(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Government | ActorKind::Agency | ActorKind::Regulator | ActorKind::Court | ActorKind::Legislator
    )
}

impl Cast<'_, '_> {
    /// The government of the country that the phrase names, else of the country spoken of last.
    pub(super) fn government(&self, phrase: &Range<usize>) -> Option<Holder> {
        if let Some(noun) = nouns_in(&self.page.countries, phrase).next() {
            return Some(self.government_of(self.setting.rules.country(noun.entry)));
        }
        let country_of = |mention: &Mention| {
            let actor = self.actor(mention.actors[0]);
            let country = actor.country.clone().filter(|_| has_authority(actor.kind) && !mention.description)?;
            Some((mention.words.start, country))
        };
        let before = || self.page.mentions_before(phrase.start);
        // A body ("the Obama administration") says more than a country's name ("in China, Russia").
        let by_actor = before()
            .take(8)
            .filter(|mention| !self.is_bare_country(mention))
            .find_map(country_of)
            .or_else(|| before().find_map(country_of));
        let unknown = |noun: &&Noun| noun.words.end <= phrase.start && self.page.mention_at(noun.words.start).is_none();
        let by_name = self
            .page
            .countries
            .iter()
            .rev()
            .filter(unknown)
            .find(|noun| self.page.tag(noun.words.end - 1) != Tag::Adjective);
        let by_name = by_name.map(|noun| (noun.words.start, self.setting.rules.country(noun.entry).to_owned()));
        let (_, country) = by_actor.into_iter().chain(by_name).max_by_key(|(at, _)| *at)?;
        Some(guess(self.government_of(&self.or_home(country))))
    }

    /// How often the text speaks of each country, by name or by one of its bodies.
    pub(super) fn count_countries(&mut self) {
        for noun in &self.page.countries {
            *self.countries.entry(self.setting.rules.country(noun.entry).to_owned()).or_default() += 1;
        }
        for mention in self.page.mentions.iter().filter(|mention| !mention.description) {
            let [no] = mention.actors.as_slice() else { continue };
            let actor = self.actor(*no);
            if let Some(country) = actor.country.as_ref().filter(|_| has_authority(actor.kind)) {
                *self.countries.entry(country.clone()).or_default() += 1;
            }
        }
    }

    /// The country that a text is about, if the one that it means by its words is named once in passing: "the
    /// government" behind "on holiday in Thailand".
    fn or_home(&self, country: String) -> String {
        let count = |code: &String| self.countries.get(code).copied().unwrap_or(0);
        let home = self.countries.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse((*code).clone())));
        match home {
            Some((home, often)) if count(&country) <= 1 && *often >= 4 => home.clone(),
            _ => country,
        }
    }

    pub(super) fn government_of(&self, country: &str) -> Holder {
        let known = self
            .setting
            .roster
            .actors
            .iter()
            .find(|actor| actor.kind == ActorKind::Government && actor.country.as_deref() == Some(country));
        match known {
            Some(actor) => organisation(actor),
            None => {
                let countries = &self.setting.rules.lexicon.country;
                let name = countries.iter().find(|known| known.code == country).and_then(|known| known.name.as_deref());
                provisional(&format!("Government of {}", name.unwrap_or(country)), ActorKind::Government)
            }
        }
    }

    /// Whom a description means: the one the text has named, the latest if there are several, the only one there is.
    pub(super) fn described(&self, mention: &Mention) -> Option<Holder> {
        let start = mention.words.start;
        let fits = |no: &&ActorNo| mention.actors.contains(no);
        let named = self
            .page
            .mentions_before(start)
            .filter(|earlier| !earlier.description)
            .find_map(|earlier| earlier.actors.iter().find(fits));
        let only = match mention.actors.as_slice() {
            [no] if self.is_definite(start) && self.is_at_home(*no, start) => Some(no),
            _ => None,
        };
        if named.is_none() {
            let kind = self.actor(mention.actors[0]).kind;
            let speaker = self.speaker.as_ref().filter(|speaker| speaker.kind == kind).cloned();
            let other = || {
                self.latest_organisation(start, Some(&[kind])).filter(|_| !is_human(kind) && kind == ActorKind::Company)
            };
            if let Some(holder) = speaker.or_else(other) {
                return Some(guess(holder));
            }
        }
        let actor = self.actor(*named.or(only)?);
        let holder = if actor.is_person() { person_of_codebook(self.setting, actor) } else { organisation(actor) };
        Some(guess(holder))
    }

    /// Whether the text speaks of the country of an actor that it has not named: "the interior ministry" is Britain's
    /// only in a text about Britain, and never in "Ruritania's interior ministry". Whose country is not known, or who
    /// works in many, must be named.
    pub(super) fn is_at_home(&self, no: ActorNo, start: usize) -> bool {
        let Some(country) = self.actor(no).country.as_deref() else {
            return false;
        };
        let of_country = |noun: &Noun| self.setting.rules.country(noun.entry) == country;
        let owner = start.checked_sub(1).filter(|&before| self.page.words.words[before].genitive);
        if let Some(owner) = owner {
            let by_noun = self.page.countries.iter().any(|noun| noun.words.contains(&owner) && of_country(noun));
            let by_name = self
                .page
                .mention_at(owner)
                .is_some_and(|mention| self.actor(mention.actors[0]).country.as_deref() == Some(country));
            return by_noun || by_name;
        }
        let before = self.page.countries.iter().filter(|noun| noun.words.end <= start + 1);
        before.clone().any(of_country)
            || self
                .page
                .mentions_before(start)
                .filter(|mention| !mention.description)
                .any(|mention| self.actor(mention.actors[0]).country.as_deref() == Some(country))
    }

    /// Whether "the", "its", "Apple's" or a name beside it shows that somebody in particular is meant.
    pub(super) fn is_definite(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else {
            return false;
        };
        self.page.class(before).any(Class::DETERMINER.or(Class::POSSESSIVE))
            || self.page.words.words[before].genitive
            || (self.page.is_capital(start) && self.page.border(start) != Border::Sentence)
    }
}
