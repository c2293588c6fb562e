//! Offices of a county, a city or a state: "Escambria County Sheriff Duval Pinkham", "Nashville's police chief", "the
//! district attorney in Baton Rouge", "the attorney general of Texas".

use std::ops::Range;

use super::{super::page::Noun, Cast, Holder, kind::heads_organisation, provisional};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
    model::ActorKind,
};

/// How the office of a chief of police is called.
const POLICE: &str = "Police Department";

/// How an office is called that goes by its place.
struct Office {
    called: &'static str,
    /// The first word of what somebody is there: "police" of "police chief".
    first: usize,
    /// Whether only counties have it.
    of_county: bool,
}

impl Cast<'_, '_> {
    /// The office that goes by its place, whether that stands before the role, owns it or stands behind.
    pub(super) fn local_office(&self, phrase: &Range<usize>, name: &Range<usize>, roles: &[&Noun]) -> Option<Holder> {
        let named = roles.iter().find_map(|role| {
            let (office, place) = self.office_by_place(role, phrase, name)?;
            let place = self.page.words.slice(place);
            Some(provisional(&format!("{place} {}", office.called), ActorKind::Agency))
        });
        named.or_else(|| roles.iter().find_map(|role| self.office_named_elsewhere(role)))
    }

    fn office_by_place(
        &self,
        role: &Noun,
        phrase: &Range<usize>,
        name: &Range<usize>,
    ) -> Option<(Office, Range<usize>)> {
        let titled = role.words.end == name.start;
        let office = self.office_with_place(role, titled)?;
        let police = office.called != POLICE || self.page.lower(office.first) == "police";
        let before = self.place_before(office.first, phrase.start).filter(|_| police);
        let place = before.or_else(|| self.place_behind(if titled { name.end } else { role.words.end }, phrase.end))?;
        let county = matches!(self.page.lower(place.end - 1).as_str(), "county" | "parish");
        (county || !office.of_county).then_some((office, place))
    }

    /// Notes the first place with which the text names each kind of office: later it may do without.
    pub(super) fn meet_local_offices(&mut self) {
        for role in &self.page.roles {
            let sentence = self.page.sentence(role.words.start);
            let Some((office, place)) = self.office_by_place(role, &sentence, &(0..0)) else { continue };
            if self.local.iter().all(|(called, _)| *called != office.called) {
                self.local.push((office.called, place));
            }
        }
    }

    /// "District Attorney Hillar Moore told members": of the place that the text has named.
    fn office_named_elsewhere(&self, role: &Noun) -> Option<Holder> {
        let office = self.office_with_place(role, false)?;
        let (called, place) = self.local.iter().find(|(called, _)| *called == office.called)?;
        Some(provisional(&format!("{} {called}", self.page.words.slice(place.clone())), ActorKind::Agency))
    }

    fn office_with_place(&self, role: &Noun, titled: bool) -> Option<Office> {
        let last = role.words.end - 1;
        let before = |word: &str| last.checked_sub(1).is_some_and(|at| self.page.lower(at) == word);
        let (called, first, of_county) = match self.page.lower(last).as_str() {
            "sheriff" => ("Sheriff's Office", last, true),
            "prosecutor" => ("Prosecutor", last, true),
            "attorney" if before("district") => ("District Attorney", last - 1, false),
            "chief" | "commissioner" | "superintendent" if before("police") => (POLICE, last - 1, false),
            // "Chief Thaddeus Rooke of Bayonne".
            "chief" if titled && self.page.is_capital(last) => (POLICE, last, false),
            _ => return None,
        };
        Some(Office { called, first, of_county })
    }

    /// "San Bernardino County", "Nashville's".
    fn place_before(&self, end: usize, first: usize) -> Option<Range<usize>> {
        static WIDER: WordList =
            WordList::new("metropolitan national federal state states royal international us military transport");
        if end <= first || self.page.border(end) != Border::Space {
            return None;
        }
        let place = self.capitals_ending(end, first)..end;
        let names = !place.is_empty()
            && !place.clone().any(|word| {
                let lower = self.page.lower(word);
                WIDER.contains(&lower) || heads_organisation(&lower) && lower != "city"
            })
            && !self.is_title_of_sentence(&place);
        // "the Durham, N.C., police chief" has nothing directly before it.
        (names && self.page.words.slice(place.clone()).chars().count() > 2).then_some(place)
    }

    /// A plain word that has its capital from the head of a sentence.
    fn is_title_of_sentence(&self, words: &Range<usize>) -> bool {
        words.len() == 1 && self.page.border(words.start) == Border::Sentence && self.page.tag(words.start) != Tag::Name
    }

    /// "of Wellesley", "in Baton Rouge", "of St. Ambrose Parish".
    fn place_behind(&self, link: usize, end: usize) -> Option<Range<usize>> {
        if link + 1 >= end || !matches!(self.page.lower(link).as_str(), "of" | "in" | "for") {
            return None;
        }
        let start = link + 1 + usize::from(self.page.class(link + 1).any(Class::DETERMINER));
        let mut place = start..start;
        while place.end < end
            && self.page.is_capital(place.end)
            && self.page.class(place.end) == Class::default()
            && self.page.mention_at(place.end).is_none()
            && !self.in_country(place.end)
            && (place.is_empty() || self.page.border(place.end) == Border::Space)
        {
            place.end += 1;
        }
        let body = place.clone().any(|word| heads_organisation(&self.page.lower(word)));
        (!place.is_empty() && !body && !self.is_place(&place)).then_some(place)
    }

    /// "New Mexico Attorney General Raul Torrez", "the attorney general of Texas": the state whose officer somebody is.
    pub(super) fn officer_of_state(&self, roles: &[&Noun], end: usize) -> Option<Range<usize>> {
        roles.iter().find_map(|role| {
            if !matches!(self.page.lower(role.words.end - 1).as_str(), "general" | "governor") {
                return None;
            }
            let start = role.words.start;
            let before = self.state_ending(start).filter(|_| self.page.border(start) == Border::Space);
            let of = role.words.end;
            let behind = (of + 1 < end && self.page.lower(of) == "of").then(|| self.state_at(of + 1)).flatten();
            before.or(behind)
        })
    }

    /// "The sheriff, Ricky Naquin, a Republican": the one office of a sheriff that the text names.
    pub(super) fn office_of_sheriff(&self, roles: &[&Noun]) -> Option<Holder> {
        let sheriff = roles.iter().any(|role| role.words.len() == 1 && self.page.lower(role.words.start) == "sheriff");
        let office = self.sheriffs.clone().filter(|_| sheriff)?;
        Some(provisional(self.page.words.slice(office), ActorKind::Agency))
    }
}
