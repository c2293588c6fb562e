//! Offices: whom somebody speaks for, and who "the FBI director" or "a spokesman for the Home Office" is.

use std::ops::Range;

use super::{
    super::page::nouns_in,
    Cast, Holder, guess,
    kind::{is_human, organisation_kind},
    organisation, provisional,
};
use crate::{lexicon::Border, model::ActorKind};

impl Cast<'_, '_> {
    /// The organisation that a person of this phrase speaks for.
    pub(super) fn affiliation(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let roles: Vec<_> = self.roles_in(phrase).collect();
        let office = roles.iter().any(|noun| self.setting.rules.role(noun.entry).office);
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
        let described = self.page.mentions_in(phrase).find(|mention| mention.description);
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
        // "its chief executive said", "Neema Guliani, its senior counsel, said".
        let owned = (phrase.start..phrase.end).find(|word| {
            matches!(self.page.lower(*word).as_str(), "its" | "their")
                && (*word == phrase.start || self.page.border(*word) == Border::Comma)
        });
        if let Some(owner) = owned {
            return self.latest_organisation(owner, None).map(|found| Holder { guessed: false, ..found });
        }
        // "A spokeswoman, Dana Reiss, said": for whom the text spoke of last.
        let speaks = roles.iter().any(|noun| {
            let role = self.page.lower(noun.words.end - 1);
            role.starts_with("spokes") || matches!(role.as_str(), "executive" | "ceo" | "counsel")
        });
        let of_company = nouns_in(&self.page.groups, phrase).next().is_some();
        if speaks && !of_company {
            let kinds =
                [ActorKind::Company, ActorKind::Operator, ActorKind::Agency, ActorKind::Ngo, ActorKind::TradeBody];
            if let Some(found) = self.latest_organisation(phrase.start, Some(&kinds)) {
                return Some(found);
            }
        }
        let governs = roles.iter().any(|noun| self.setting.rules.role(noun.entry).kind == ActorKind::Government);
        if governs {
            return self.government(phrase);
        }
        let company = nouns_in(&self.page.groups, phrase).find(|noun| self.setting.rules.group(noun.entry).refers)?;
        self.refer(self.setting.rules.group(company.entry).kind, company.words.start, phrase)
    }

    /// "of the Cypherpunk Foundation": a capitalised name after "of", "at", "for" that the codebook does not know.
    pub(super) fn unknown_organisation(&self, phrase: &Range<usize>, name: &Range<usize>) -> Option<Holder> {
        let after = phrase.clone().filter(|word| !name.contains(word)).find(|word| {
            let links = word.checked_sub(1).map(|before| self.page.lower(before));
            let link = |text: &str| matches!(text, "of" | "at" | "for" | "with" | "from");
            let direct = links.as_deref().is_some_and(link);
            let past_article = links.as_deref() == Some("the")
                && word.checked_sub(2).is_some_and(|before| link(&self.page.lower(before)));
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
        if ["university", "college", "institute", "school"].iter().any(|word| lower.contains(word)) {
            return None;
        }
        Some(provisional(&label, organisation_kind(&lower)))
    }

    pub(super) fn joins_name(&self, word: usize, end: usize) -> bool {
        word + 1 < end
            && matches!(self.page.lower(word).as_str(), "of" | "for" | "and" | "the")
            && self.page.is_capital(word + 1)
    }

    /// "a spokesman for the Home Office", "the FBI director", "the company's chief executive".
    pub(super) fn office(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let noun = self.roles_in(phrase).next()?.clone();
        let role = self.setting.rules.role(noun.entry);
        let words = Some(self.page.words.slice(noun.words.clone()).to_owned());
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
        if role.office || (definite && is_human(role.kind)) {
            let found = definite.then(|| self.latest_person(phrase.start)).flatten();
            if role.office || found.is_some() {
                return found;
            }
        }
        Some(self.noun_phrase(phrase, role.kind))
    }

    /// Whether a person was introduced with such a role.
    pub(super) fn plays(&self, holder: &Holder, role: &Range<usize>) -> bool {
        let word = self.page.lower(role.end - 1);
        holder.role.as_ref().is_some_and(|known| known.to_lowercase().contains(word.as_str()))
    }
}
