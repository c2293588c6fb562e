//! Who wrote a text: the newspaper of an editorial, the person of a byline or a signature.

use std::ops::Range;

use super::{
    super::{
        names::{Mention, surname_of},
        page::Noun,
    },
    Cast, Holder, organisation, person_of_codebook, provisional,
};
use crate::{
    lexicon::{Border, Class},
    model::{ActorKind, Slug},
};

impl Cast<'_, '_> {
    /// The newspaper of an editorial.
    pub(in crate::coding) fn newspaper(&self, words: Range<usize>) -> Option<Holder> {
        let start = words.start + usize::from(self.page.class(words.start).any(Class::DETERMINER));
        if start >= words.end {
            return None;
        }
        let known = self.page.mentions_in(&words).map(|mention| self.actor(mention.actors[0]));
        let press = known.into_iter().find(|actor| actor.kind == ActorKind::Press).map(organisation);
        let label = self.page.words.slice(start..words.end);
        let label = label.trim_end_matches("'s").trim_end_matches("’s");
        Some(press.unwrap_or_else(|| provisional(label, ActorKind::Press)))
    }

    /// The person of a byline or a signature, whatever else the text says of them.
    pub(in crate::coding) fn author(&mut self, words: Range<usize>) -> Option<Holder> {
        if words.is_empty() {
            return None;
        }
        let known = self.known_person(&words);
        let label = capitalised(self.page.words.slice(words));
        let holder = known.unwrap_or_else(|| provisional(&label, ActorKind::Person));
        self.people.insert(surname_of(&label).to_lowercase(), holder.clone());
        Some(holder)
    }

    /// Whom an author speaks for by the line that tells who wrote: "Dale Hutchens is sheriff of Tolliver County".
    pub(in crate::coding) fn in_office_by(&mut self, author: Holder, line: Range<usize>) -> Holder {
        let sentence = self.page.sentence(line.start);
        let Some(name) = self.full_name(&(line.start..sentence.end)).filter(|name| name.start < line.start + 3) else {
            return author;
        };
        let is = matches!(self.page.lower(name.end).as_str(), "is" | "serves");
        let end = (name.end..sentence.end).find(|word| *word > name.end && self.page.border(*word) >= Border::Comma);
        let phrase = name.start..end.unwrap_or(sentence.end);
        let roles: Vec<&Noun> = self.roles_in(&phrase).filter(|role| !self.is_former(role)).collect();
        match self.local_office(&phrase, &name, &roles).filter(|_| is) {
            Some(office) => {
                let holder = Holder { spokesperson: Some(author.actor), ..office };
                self.people.insert(self.page.lower(name.end - 1).as_str().to_owned(), holder.clone());
                holder
            }
            None => author,
        }
    }

    /// The body that some words name: "the Northeast Ohio chapter of the Federal Agents Retirees' League".
    pub(in crate::coding) fn body_named_in(&self, words: Range<usize>) -> Option<Holder> {
        let known = |mention: &Mention| match mention.actors.as_slice() {
            [no] if !self.actor(*no).is_person() && !mention.description => Some(organisation(self.actor(*no))),
            _ => None,
        };
        let named = self.page.mentions_in(&words).find_map(known);
        let begins =
            |word: &usize| self.page.is_capital(*word) && (*word == words.start || !self.page.is_capital(word - 1));
        named.or_else(|| words.clone().filter(begins).find_map(|word| self.organisation_by_name(&(word..words.end))))
    }

    /// Whom a name means that the text has introduced, or the codebook: "Castellanos-Hale" before an answer.
    pub(in crate::coding) fn named(&self, words: Range<usize>) -> Option<Holder> {
        if words.is_empty() {
            return None;
        }
        // "a talk with Sen. Whitcombe".
        let titles = self.titles(words.start, words.end - 1);
        let words = words.start + titles..words.end;
        let label = self.page.words.slice(words.clone());
        let is_full = label.contains(char::is_whitespace);
        let met = self.people.get(&surname_of(label).to_lowercase()).cloned();
        let same = |holder: &Holder| !is_full || *holder.speaker() == Slug::of_name(label);
        self.known_person(&words).or_else(|| met.filter(same)).or_else(|| self.famous(&words))
    }

    fn known_person(&self, words: &Range<usize>) -> Option<Holder> {
        self.page.mentions_in(words).find_map(|mention| match mention.actors.as_slice() {
            [no] if self.actor(*no).is_person() && !mention.description => {
                Some(person_of_codebook(self.setting, self.actor(*no)))
            }
            _ => None,
        })
    }
}

/// "PETER J. LINDQVIST" as names are written elsewhere.
fn capitalised(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut first = true;
    name.chars()
        .map(|c| {
            let written = if first { c } else { c.to_lowercase().next().unwrap_or(c) };
            first = !c.is_alphabetic();
            written
        })
        .collect()
}
