//! Full names of people, by how they are written and what stands beside them.

use std::ops::Range;

use super::{
    Cast,
    kind::{heads_organisation, is_weekday},
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
};

impl Cast<'_, '_> {
    /// Two or more capitalised words that are no organisation: the name of a person the codebook does not know.
    pub(super) fn full_name(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        if self.page.is_title_case(phrase.start) {
            // "Clinton Signs Order Easing Exports": capitals say nothing of names.
            return None;
        }
        let mut owning = None;
        let mut start = phrase.start;
        while start < phrase.end {
            if let Some(name) = self.peer(start, phrase.end) {
                return Some(name);
            }
            let mut end = start;
            while end < phrase.end
                && self.is_name_part(end, end > start)
                && (end == start || !self.page.words.words[end - 1].genitive)
            {
                end += 1;
            }
            // "Ohio Gov. John Kasich", "Boston Mayor Marty Walsh".
            let start_of_titles =
                (start + 1..end.saturating_sub(1)).find(|word| self.is_local_title(*word)).unwrap_or(start);
            let first = start_of_titles + self.titles(start_of_titles, end);
            let town = end > first && self.is_place(&(first..end)) || first > phrase.start && self.is_in_a_place(first);
            // "R-Tex.", "the Tamil Nadu government", "the Foreign Intelligence Surveillance Court".
            let next = self.page.lower(end);
            let body = matches!(next.as_str(), "government" | "administration" | "police" | "authorities" | "ministry");
            let headed = || self.page.is_capital(end) && heads_organisation(&next);
            let party = || matches!(self.page.words.letters(first), "D" | "R" | "I");
            // "San Bernardino County District Attorney Michael Ramos".
            let place =
                || end > start && matches!(self.page.lower(end - 1).as_str(), "county" | "city" | "valley" | "parish");
            if town || body || headed() || party() || place() {
                start = end.max(start + 1);
                continue;
            }
            // "Ladar Levison's lawyer, Jesse Binnall", "House Homeland Security Chairman Michael McCaul": an owner, and
            // the words before a title, only where nobody else is named.
            let owner = end > start && self.page.words.words[end - 1].genitive;
            let modifies = end > first && self.page.border(end) == Border::Space && self.in_role(end);
            let goes_on = end < phrase.end && (owner || modifies);
            let particles = (first..end).filter(|word| !self.page.is_capital(*word)).count();
            let long = end >= first + 2
                && !self.is_one_surname(&(first..end))
                && end - first <= 4 + particles
                && !self.is_organisation_name(first..end);
            if long || end > first && first > start && end - first <= 3 {
                if !goes_on {
                    return Some(first..end);
                }
                owning.get_or_insert(first..end);
            }
            start = end.max(start + 1);
        }
        owning
    }

    /// "A mother in Moose Jaw": whether the name from a word on is where somebody is.
    fn is_in_a_place(&self, first: usize) -> bool {
        matches!(self.page.lower(first - 1).as_str(), "in" | "near" | "outside")
            && self.page.border(first) == Border::Space
    }

    /// "Solheim-Baker": two words that are one surname.
    fn is_one_surname(&self, name: &Range<usize>) -> bool {
        (name.start + 1..name.end).all(|word| self.page.between(word) == "-")
    }

    pub(super) fn is_name_part(&self, word: usize, inside: bool) -> bool {
        // "Will Hurd": a name may look like a word of grammar.
        let named = |word: usize| {
            self.page.tag(word) == Tag::Name && word > 0 && (self.in_role(word - 1) || self.is_title(word - 1))
        };
        let written_so = match (self.page.is_capital(word), inside) {
            (true, true) => true,
            (true, false) => self.page.class(word) == Class::default() || named(word),
            (false, true) => {
                let lower = self.page.lower(word);
                matches!(lower.as_str(), "de" | "van" | "von" | "al" | "bin" | "der" | "la" | "el")
            }
            (false, false) => false,
        };
        written_so
            && !self.page.class(word).any(Class::SPEAKER)
            && (!inside || self.page.border(word) == Border::Space)
            && self.page.mention_at(word).is_none()
            && !self.in_role(word)
            && !is_weekday(&self.page.lower(word))
            && (!self.in_country(word) || self.is_first_name(word))
            // "of Redwood City, Calif. Bidzos said".
            && (inside || !self.is_place(&(word..word + 1)) || self.state_at(word).is_some())
    }

    /// "Rep. Dutch Ruppersberger": a title says that what is written like a country is a name.
    fn is_first_name(&self, word: usize) -> bool {
        let titled = word.checked_sub(1).is_some_and(|before| {
            self.is_title(before) && self.page.is_capital(before) && self.page.border(word) <= Border::Quote
        });
        titled && self.page.is_capital(word + 1) && self.page.border(word + 1) == Border::Space
    }

    /// Titles that stand behind the name of a place.
    fn is_local_title(&self, word: usize) -> bool {
        static LOCAL: WordList = WordList::new(
            "mayor gov governor sen rep senator representative judge sheriff detective lt sgt capt chief commissioner \
            councilman councilwoman alderman delegate assemblyman assemblywoman",
        );
        LOCAL.contains(&self.page.lower(word))
    }
}
