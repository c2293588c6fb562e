//! Noun phrases: where they begin, and the names they hold.

use std::ops::Range;

use super::{
    super::{
        page::{noun_ending, nouns_in},
        rules::Meaning,
    },
    Cast, Holder,
    kind::{heads_organisation, is_calendar, organisation_kind},
    organisation, provisional,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, WordList},
    model::ActorKind,
};

/// Words between a body and those that belong to it.
static HAVING: WordList = WordList::new(
    "represents represent representing includes include including counts counting members member comprises \
    whose backed funded many dozens",
);
/// Words that may stand among these.
static FILLING: WordList = WordList::new("and other others of");

impl Cast<'_, '_> {
    /// All organisations that a phrase names as its head; a country that is no actor of the codebook means its
    /// government.
    pub(super) fn organisations(&self, phrase: &Range<usize>) -> Vec<Holder> {
        let countries = nouns_in(&self.page.countries, phrase).filter(|noun| {
            self.page.mention_at(noun.words.start).is_none()
                && self.page.tag(noun.words.end - 1) != Tag::Adjective
                && !self.page.words.words[noun.words.end - 1].genitive
        });
        let mut names: Vec<(Range<usize>, Option<Holder>)> = countries
            .map(|noun| (noun.words.clone(), Some(self.government_of(self.setting.rules.country(noun.entry)))))
            .collect();
        names.extend(self.page.mentions_in(phrase).map(|mention| {
            let holder = if mention.description {
                self.described(mention)
            } else {
                mention.actors.first().map(|no| organisation(self.actor(*no)))
            };
            (mention.words.clone(), holder)
        }));
        names.sort_by_key(|(words, _)| words.start);
        let mut found: Vec<Holder> = Vec::new();
        let mut end = None;
        for (words, holder) in names {
            if end.is_some_and(|end| !self.joined(end, words.start)) {
                break;
            }
            if let Some(holder) = holder.filter(|holder| found.iter().all(|other| other.actor != holder.actor)) {
                found.push(holder);
            }
            end = Some(words.end);
        }
        found
    }

    /// Whether only commas and "and" stand between two names.
    pub(super) fn joined(&self, end: usize, start: usize) -> bool {
        (end..start).all(|word| matches!(self.page.lower(word).as_str(), "and" | "the" | "or"))
            && (start > end || self.page.border(start) == Border::Comma)
    }

    /// "the Industry Council, which represents Apple, Google and Microsoft": the body, where a phrase holds its members.
    pub(super) fn those_with_members(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let links = |word: usize| {
            let lower = self.page.lower(word);
            HAVING.contains(&lower) || FILLING.contains(&lower)
        };
        let first = self.page.sentence(phrase.start).start.max(phrase.start.saturating_sub(12));
        let relative = (first..phrase.start)
            .rev()
            .take_while(|word| {
                self.page.class(*word).any(Class::RELATIVE.or(Class::DETERMINER))
                    || self.page.mention_at(*word).is_some()
                    || links(*word)
            })
            .find(|word| matches!(self.page.lower(*word).as_str(), "which" | "whose" | "that"))?;
        let verbs = (relative + 1..phrase.start).any(links);
        let body = self.antecedent_ending(relative).filter(|_| verbs)?;
        // "Reform Government Surveillance, a coalition that includes Facebook".
        let apposed =
            self.page.border(body.start) == Border::Comma && self.page.class(body.start).any(Class::DETERMINER);
        let name = apposed.then(|| self.antecedent_ending(body.start)).flatten();
        let body = name.map_or(body.start..relative, |name| name.start..body.start);
        // "The Internet and Mobile Association of India, which counts Google among its members".
        let mut start = body.start;
        while start > first && self.page.border(start) == Border::Space {
            let joins = start > first + 1 && self.joins_name(start - 1, body.end) && self.page.is_capital(start - 2);
            if !self.page.is_capital(start - 1) && !joins {
                break;
            }
            start -= 1;
        }
        Some(start..body.end)
    }

    /// "Digi, a lobby that speaks for Google and Meta": a name that the codebook does not have, before those for whom it
    /// speaks.
    pub(super) fn before_members(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let comma = (phrase.start + 1..phrase.end).find(|word| self.page.border(*word) == Border::Comma)?;
        let member = self.page.mentions_in(phrase).next().map(|mention| mention.words.start)?;
        let has = (comma..member).any(|word| {
            let lower = self.page.lower(word);
            matches!(lower.as_str(), "speaks" | "lobbies") || HAVING.contains(&lower)
        });
        let relative = (comma..member).any(|word| matches!(self.page.lower(word).as_str(), "which" | "that" | "whose"));
        let name = phrase.start..comma;
        (has && relative && self.page.is_capital(comma - 1)).then_some(name)
    }

    /// "the F.B.I. and two key lawmakers": a name, and a group without one.
    pub(super) fn name_and_group(&self, phrase: &Range<usize>) -> Option<[Range<usize>; 2]> {
        let and =
            phrase.clone().find(|word| self.page.lower(*word) == "and" && self.page.mention_at(*word).is_none())?;
        let (before, behind) = (phrase.start..and, and + 1..phrase.end);
        let named = self.page.mention_at(and.checked_sub(1)?).is_some_and(|mention| {
            !mention.description && mention.words.end == and && mention.words.start <= phrase.start + 1
        });
        let group = nouns_in(&self.page.groups, &behind).any(|noun| noun.words.end == behind.end);
        let unnamed = self.page.mentions_in(&behind).next().is_none();
        (named && group && unnamed).then_some([before, behind])
    }

    /// "the Swede", "the Texan": the person spoken of last.
    pub(super) fn native(&self, phrase: &Range<usize>) -> Option<Holder> {
        static NATIVES: WordList = WordList::new(
            "swede dane finn pole spaniard frenchman briton scot turk czech belgian italian hungarian norwegian austrian \
            texan californian georgian virginian ohioan floridian oregonian vermonter arizonan pennsylvanian wisconsinite",
        );
        let means = phrase.len() == 2
            && self.page.lower(phrase.start) == "the"
            && self.page.is_capital(phrase.start + 1)
            && NATIVES.contains(&self.page.lower(phrase.start + 1));
        means.then(|| self.latest_person(phrase.start, None)).flatten()
    }

    /// "the association", "the Ministry": a body that the text has named.
    pub(super) fn body_meant(&self, phrase: &Range<usize>) -> Option<Holder> {
        let definite = phrase.len() == 2 && self.page.lower(phrase.start) == "the";
        (definite && self.page.mention_at(phrase.start + 1).is_none())
            .then(|| self.body_with_head(phrase.start + 1))
            .flatten()
    }

    pub(super) fn unknown_name(&self, phrase: &Range<usize>) -> Option<Holder> {
        let start = phrase.clone().find(|word| {
            self.page.is_capital(*word)
                && self.page.class(*word) == Class::default()
                && !is_calendar(&self.page.lower(*word))
                // "One Council diplomat".
                && self.page.tag(*word) != Tag::Number
        })?;
        // "a farmer from Utah", "the British": where somebody is from is not who it is.
        let placed =
            (phrase.start..start).any(|word| self.page.class(word).any(Class::PREPOSITION.or(Class::RELATIVE)));
        if placed || self.in_country(start) || self.page.is_title_case(start) {
            return None;
        }
        let end = (start..phrase.end)
            .take_while(|word| {
                self.page.is_capital(*word)
                    && (*word == start || self.page.border(*word) == Border::Space)
                    // "Match's Sine": Match.
                    && (*word == start || !self.page.words.words[*word - 1].genitive || phrase.end > *word + 1)
            })
            .last()?
            + 1;
        let grammar = phrase.clone().take_while(|word| *word < end).any(|word| {
            self.page.class(word).any(Class::SPEAKER) || matches!(self.page.tag(word), Tag::Wh | Tag::WhAdverb)
        });
        let party = matches!(self.page.words.letters(start), "D" | "R" | "I");
        if self.page.is_prefixed(end - 1) || grammar || party {
            return None;
        }
        // "the Tamil Nadu government": the place says whose.
        let body = end < phrase.end
            && matches!(
                self.page.lower(end).as_str(),
                "government" | "administration" | "police" | "authorities" | "ministry"
            );
        let label = self.page.words.slice(start..end + usize::from(body));
        // A plain word at the head of a sentence has its capital from there.
        let plain = end - start == 1
            && self.page.border(start) == Border::Sentence
            && label.chars().skip(1).all(char::is_lowercase)
            && self.page.tag(start) != Tag::Name;
        // "former Supreme Court judge": the words go on with what somebody is.
        let goes_on = end < phrase.end && self.page.is_capital(end) && self.page.border(end) == Border::Space;
        // "Calif.", "Theirs", "the Act" alone.
        let title = end - start == 1
            && matches!(
                self.page.lower(start).as_str(),
                "rep"
                    | "sen"
                    | "gov"
                    | "gen"
                    | "lord"
                    | "lady"
                    | "baroness"
                    | "dame"
                    | "theirs"
                    | "ours"
                    | "mine"
                    | "yours"
            );
        // "A Democratic aide".
        let adjective = end - start == 1
            && matches!(self.page.lower(start).as_str(), "democratic" | "republican" | "federal" | "congressional");
        if adjective || self.is_place(&(start..end)) {
            return None;
        }
        if plain || goes_on || title || label.chars().count() < 3 || self.in_role(start) || self.is_law(end - 1) {
            return None;
        }
        if body {
            return Some(provisional(label, organisation_kind(&label.to_lowercase())));
        }
        Some(self.body(start..end))
    }

    pub(super) fn is_law(&self, word: usize) -> bool {
        matches!(
            self.page.lower(word).as_str(),
            "act" | "bill" | "amendment" | "constitution" | "rules" | "charter" | "law" | "rule"
        )
    }

    /// An actor named by its noun phrase, without its article.
    pub(super) fn noun_phrase(&self, phrase: &Range<usize>, kind: ActorKind) -> Option<Holder> {
        let articles = phrase
            .clone()
            .take_while(|word| self.page.class(*word).any(Class::DETERMINER.or(Class::ADVERB).or(Class::PREPOSITION)))
            .count();
        let start = (phrase.start + articles).min(phrase.end - 1);
        let start = self.past_quantity(start..phrase.end);
        let noun = nouns_in(&self.page.groups, &(start..phrase.end))
            .chain(self.roles_in(phrase))
            .map(|noun| noun.words.end)
            .min();
        let end = noun.filter(|end| *end > start).unwrap_or(phrase.end);
        // "a Supreme Court judge": what somebody is ends with the last noun.
        let goes_on =
            end < phrase.end && noun_ending(&self.page.roles, end + 1).is_some_and(|noun| noun.words.start <= end);
        let end = end + usize::from(goes_on);
        let words = start..end.min(start + 7);
        // "Sweden's parliament": a legislature goes by its country.
        if kind == ActorKind::Legislator
            && words.len() == 2
            && self.page.lower(start + 1) == "parliament"
            && let Some(country) = nouns_in(&self.page.countries, &words).next()
        {
            let written = self.page.words.slice(country.words.clone());
            return Some(provisional(&format!("Parliament of {written}"), kind));
        }
        // "The leaders of the Senate Intelligence Committee": cut in the middle of a name.
        let cut = end < phrase.end
            && words.end == end
            && self.page.is_capital(end)
            && self.page.is_capital(end - 1)
            && self.page.border(end) == Border::Space;
        if cut {
            return None;
        }
        // "A separate question is what to do about agencies", "one of us in law enforcement": a clause, and nobody.
        let clause = words.clone().any(|word| {
            self.page.tag(word).is_finite() && self.page.tag(word) != Tag::VerbPresent
                || matches!(self.page.tag(word), Tag::Wh | Tag::WhAdverb)
                || self.page.class(word).any(Class::SPEAKER)
                || self.page.lower(word) == "us"
        });
        (!clause).then(|| provisional(&self.page.words.slice(words).to_lowercase(), kind))
    }

    /// Past "more than 60", "a group of 27", "several": how many there are is no part of who they are.
    fn past_quantity(&self, phrase: Range<usize>) -> usize {
        static QUANTITY: WordList = WordList::new(
            "more than several some many most few various dozens hundreds thousands scores about nearly almost over around \
            other two three four five six seven eight nine ten dozen both these those number majority biggest largest \
            leading top major prominent the",
        );
        let mut start = phrase.start;
        while start + 1 < phrase.end {
            let of = self.page.lower(start + 1) == "of";
            let crowd =
                of && matches!(self.page.lower(start).as_str(), "group" | "team" | "coalition" | "number" | "panel");
            let word = self.page.lower(start);
            if crowd || (word == "of" && start > phrase.start) {
                start += if crowd { 2 } else { 1 };
            } else if self.page.tag(start) == Tag::Number
                || QUANTITY.contains(&word)
                || word.starts_with(|c: char| c.is_ascii_digit())
            {
                start += 1;
            } else {
                break;
            }
        }
        start.min(phrase.end - 1)
    }

    /// The noun phrase that ends before a word, if it names somebody.
    pub(in crate::coding) fn phrase_ending(&self, end: usize) -> Option<Range<usize>> {
        self.phrase(end, false)
    }

    /// The same for what a relative clause describes, which may stand after a preposition: "a debate with
    /// governments that demand".
    pub(in crate::coding) fn antecedent_ending(&self, end: usize) -> Option<Range<usize>> {
        self.phrase(end, true)
    }

    pub(super) fn phrase(&self, end: usize, anywhere: bool) -> Option<Range<usize>> {
        let first = self.page.sentence(end.checked_sub(1)?).start;
        // "Ron Wyden (D-Ore.)", "Mike Lee, R-Utah": the name stands before.
        let name_end = self.page.before_bracket(end, first).or_else(|| self.page.before_party(end));
        if let Some(name_end) = name_end.filter(|name_end| *name_end > first) {
            return self.phrase(name_end, anywhere).map(|phrase| phrase.start..end);
        }
        let last = end - 1;
        let core = self.core_ending(end)?;
        let before = core.start.checked_sub(1).filter(|_| self.page.border(core.start) <= Border::Quote);
        let links =
            |word: &usize| self.page.class(*word).any(Class::PREPOSITION) && !self.page.class(*word).any(Class::CLAUSE);
        let linked = before.filter(links);
        let past_article =
            || before.filter(|word| self.page.lower(*word) == "the").and_then(|word| word.checked_sub(1)).filter(links);
        if let Some(link) = linked.or_else(past_article) {
            // "officials in New Delhi", "the head of the FBI": the head stands before the preposition.
            if let Some(head) = noun_ending(&self.page.roles, link).or_else(|| noun_ending(&self.page.groups, link)) {
                return Some(self.with_modifiers(head.words.start)..end);
            }
            // "Rep. Zoe Lofgren of San Jose": where somebody is from.
            let named = link > 0 && self.people.contains_key(self.page.lower(link - 1).as_str());
            if named && self.page.is_capital(link - 1) {
                return Some(self.with_modifiers(link - 1)..end);
            }
            let place = self.page.mention_at(last).is_some_and(|mention| self.is_bare_country(mention));
            // "a bill in Albany that would": the bill.
            let unknown = self.page.mention_at(last).is_none()
                && noun_ending(&self.page.groups, end).is_none()
                && noun_ending(&self.page.roles, end).is_none();
            if unknown && matches!(self.page.lower(link).as_str(), "in" | "at" | "from" | "on" | "to") {
                return None;
            }
            if !anywhere && (place || self.page.lower(link) != "by") {
                return None;
            }
        }
        Some(self.with_modifiers(core.start)..end)
    }

    pub(super) fn core_ending(&self, end: usize) -> Option<Range<usize>> {
        let last = end - 1;
        let role = noun_ending(&self.page.roles, end);
        let group = noun_ending(&self.page.groups, end);
        let noun = role.into_iter().chain(group).map(|noun| noun.words.clone()).min_by_key(|words| words.start);
        let mention =
            self.page.mention_at(last).filter(|mention| mention.words.end == end).map(|mention| mention.words.clone());
        match (noun, mention) {
            (Some(noun), Some(mention)) => Some(noun.start.min(mention.start)..end),
            (Some(found), None) | (None, Some(found)) => Some(found),
            (None, None) => {
                let capital = self.page.is_capital(last)
                    && self.page.class(last) == Class::default()
                    && !is_calendar(&self.page.lower(last));
                let inside = self.page.border(last) != Border::Sentence
                    || self.in_country(last)
                    || self.people.contains_key(self.page.lower(last).as_str());
                // "the California Chamber of Commerce".
                let of = last.checked_sub(2).filter(|head| {
                    self.page.lower(head + 1) == "of"
                        && self.page.is_capital(*head)
                        && heads_organisation(&self.page.lower(*head))
                        && self.page.border(last) == Border::Space
                });
                let mut start = of.unwrap_or(last);
                while start > 0
                    && (self.page.is_capital(start - 1)
                        || (start > 1
                            && matches!(self.page.lower(start - 1).as_str(), "de" | "da" | "do" | "del" | "la")
                            && self.page.is_capital(start - 2)))
                    && self.page.border(start) == Border::Space
                    && self.page.class(start - 1) == Class::default()
                    && self.page.mention_at(start - 1).is_none()
                {
                    start -= 1;
                }
                (capital && inside).then_some(start..end)
            }
        }
    }

    /// Takes in the words before a noun that belong to it: adjectives, names, the article.
    pub(super) fn with_modifiers(&self, start: usize) -> usize {
        let mut first = start;
        while first > 0 && start - first < 6 && self.page.border(first) <= Border::Quote {
            let word = first - 1;
            let class = self.page.class(word);
            if class.any(Class::DETERMINER.or(Class::POSSESSIVE)) {
                return word;
            }
            let plain = class == Class::default() && !self.is_cue(word);
            if !plain {
                break;
            }
            first = word;
        }
        first
    }

    pub(super) fn is_cue(&self, word: usize) -> bool {
        let sentence = self.page.sentence_of(word);
        self.page.finds.get(sentence).is_some_and(|finds| {
            finds.iter().any(|find| matches!(find.what, Meaning::Cue(_)) && find.found.words.contains(&word))
        })
    }
}
