//! Organisations that the codebook does not know, beside what somebody is there: "of the Cypherpunk Foundation",
//! "Netscape's counsel", "who heads the Free Radio Union".

use std::ops::Range;

use super::{
    super::page::{Noun, noun_ending},
    Cast, Holder,
    kind::heads_organisation,
};
use crate::lexicon::{Border, Class};

impl Cast<'_, '_> {
    /// "of the Cypherpunk Foundation": a capitalised name after "of", "at", "for" that the codebook does not know.
    pub(super) fn unknown_organisation(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let link = |text: &str| matches!(text, "of" | "at" | "for" | "with" | "from");
        let after = phrase
            .clone()
            .filter(|word| !name.contains(word) && self.page.is_capital(*word) && !self.page.is_prefixed(*word))
            .find(|word| {
                // "at Cleveland-based Lakeland Fasteners".
                let word = &self.seat_ending(*word, phrase.start).unwrap_or(*word);
                // "of the campaign group Child Rights Europe".
                let plain =
                    (phrase.start..*word).rev().take(3).take_while(|before| self.is_plain_noun(*before)).count();
                let Some(before) = (word - plain).checked_sub(1).filter(|before| *before >= phrase.start) else {
                    return false;
                };
                let article = self.page.class(before).any(Class::DETERMINER);
                let at = before.checked_sub(usize::from(article));
                at.is_some_and(|at| link(&self.page.lower(at)) || self.is_led(at)) && (plain == 0 || article)
            })?;
        // "who runs Americans for Computer Privacy": the name began before "for".
        let link = after - 1;
        let began = matches!(self.page.lower(link).as_str(), "for" | "of" | "against")
            && link > phrase.start
            && self.page.is_capital(link - 1)
            && noun_ending(&self.page.roles, link).is_none()
            && !name.contains(&(link - 1))
            && self.page.border(link) == Border::Space;
        let after = if began { link - 1 } else { after };
        let mut end = after;
        while end < phrase.end
            && (self.page.is_capital(end) || self.joins_name(end, phrase.end))
            && (end == after || self.page.border(end) == Border::Space)
        {
            end += 1;
        }
        // "of New America's Open Technology Institute": the owner is another name.
        let owner = (after..end.saturating_sub(2)).rev().find(|word| {
            let behind = self.page.lower(end - 1);
            self.page.words.words[*word].genitive
                && self.page.words.letters(*word).len() > 3
                && heads_organisation(&behind)
                && !self.page.lower(*word).ends_with('s')
                && !matches!(self.page.lower(*word).as_str(), "children" | "women" | "men" | "people")
        });
        let after = owner.map_or(after, |owner| owner + 1);
        let range = after..end;
        if range.is_empty() || self.in_country(after) && range.len() == 1 {
            return None;
        }
        let last = self.page.lower(end - 1);
        if range.len() == 1 {
            // "John Conyers of Michigan", "Bob Inglis of Greenville": a town, unless it is written like no town.
            let office = self.roles_in(phrase).any(|noun| self.setting.rules.role(noun.entry).office);
            let inside = self.page.words.letters(after).chars().skip(1).any(char::is_uppercase);
            let seat = self.seat_ending(after, phrase.start).is_some();
            if !office && !inside && !seat && !name.is_empty() {
                return None;
            }
            // "a spokesman for Cassidy": whom the text or the codebook has in full.
            if let Some(person) = self.people.get(last.as_str()).cloned().or_else(|| self.famous(&range)) {
                return Some(Holder { role: None, ..person });
            }
            // "an official of the Ministry".
            if heads_organisation(&last) {
                return self.body_with_head(after);
            }
        }
        if matches!(last.as_str(), "county" | "parish") {
            return None;
        }
        if self.is_place(&range) {
            return None;
        }
        let label = self.page.words.slice(range.clone()).to_owned();
        let lower = label.to_lowercase();
        if ["university", "college", "institute of technology", "school", "church", "iit ", "sisters"]
            .iter()
            .any(|word| lower.contains(word))
        {
            return None;
        }
        Some(self.body(range))
    }

    /// "Netscape's public policy counsel": whose role it is, if the codebook does not know it.
    pub(super) fn unknown_owner(&self, phrase: &Range<usize>, noun: &Noun) -> Option<Holder> {
        let first = noun.words.start.saturating_sub(4).max(phrase.start);
        let last = (first..noun.words.start).rev().find(|word| self.page.words.words[*word].genitive)?;
        let mut start = last;
        while start > phrase.start
            && self.page.is_capital(start - 1)
            && !self.page.class(start - 1).any(Class::DETERMINER)
            && self.page.border(start) == Border::Space
        {
            start -= 1;
        }
        let free = (start..last + 1).all(|word| {
            self.page.is_capital(word)
                && !self.in_role(word)
                && !self.in_country(word)
                && self.page.mention_at(word).is_none()
        });
        let label = self.page.words.letters(last);
        let plain = self.people.contains_key(self.page.lower(last).as_str()) || label.len() < 3;
        (free && !plain).then(|| self.body(start..last + 1))
    }

    /// Whether a word says of a person that they lead what is named behind it: "who heads the Free Radio Union".
    fn is_led(&self, verb: usize) -> bool {
        let who = verb.checked_sub(1).is_some_and(|who| self.page.lower(who) == "who");
        who && matches!(self.page.lower(verb).as_str(), "heads" | "leads" | "runs" | "chairs" | "directs" | "founded")
    }
}
