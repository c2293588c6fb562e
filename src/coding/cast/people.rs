//! People: by their full names, by surnames that the text introduced, by what they are.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{
    super::{
        lower::Lower,
        names::{Mention, surname_of},
        page::{Noun, Page, noun_starting, nouns_in},
    },
    Cast, Holder, guess,
    kind::{heads_organisation, is_calendar},
    person_of_codebook,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class},
    model::{ActorKind, Slug},
};

impl Cast<'_, '_> {
    /// People whom the text names in full anywhere may be called by their surname everywhere.
    pub(super) fn meet_people_of_the_text(&mut self) {
        let called = called_by_one_name(self.page);
        for sentence in self.page.prose() {
            let mut word = sentence.start;
            while word < sentence.end {
                if !self.page.is_capital(word) {
                    word += 1;
                    continue;
                }
                let mut end = word;
                while end < sentence.end
                    && (self.is_name_part(end, end > word) || (end == word && self.titles(word, word + 1) == 1))
                {
                    end += 1;
                }
                let run = word..end.max(word + 1);
                word = run.end;
                // Most words with a capital stand alone.
                if run.len() < 2 {
                    continue;
                }
                let Some(name) = self.full_name(&run).filter(|name| name.len() >= 2) else { continue };
                let surname = self.page.lower(name.end - 1);
                // What is cheap to know is asked first: most names of a text come again and again.
                if self.people.contains_key(surname.as_str()) {
                    continue;
                }
                let apposition = self.with_apposition(&run, &sentence);
                let introduced =
                    || self.profession(&apposition).is_some() || self.affiliation(&apposition, &name).is_some();
                if name.start > run.start || called.contains(surname.as_str()) || introduced() {
                    let first = name.start;
                    let holder = self.meet(&apposition, name);
                    // "Sir Desmond".
                    if run.start < first && self.page.lower(first - 1) == "sir" {
                        let called = self.page.lower(first).as_str().to_owned();
                        self.people.entry(called).or_insert(holder);
                    }
                }
            }
        }
    }

    /// A name with the roles before it and what stands between commas behind it.
    pub(super) fn with_apposition(&self, name: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let start = self.with_modifiers(name.start).max(sentence.start);
        let limit = sentence.end.min(name.end + 18);
        if name.end >= limit || self.page.border(name.end) != Border::Comma {
            return start..name.end;
        }
        let end = (name.end + 1..limit).find(|word| self.page.border(*word) >= Border::Comma);
        start..end.unwrap_or(if limit == sentence.end { limit } else { name.end })
    }

    /// "Alan Woodward, a professor at Surrey who has advised Europol,": the name, where a phrase begins behind it.
    pub(super) fn with_name_before(&self, phrase: Range<usize>) -> Range<usize> {
        let described = self.page.border(phrase.start) == Border::Comma
            && matches!(self.page.lower(phrase.start).as_str(), "a" | "an")
            && phrase.clone().any(|word| self.page.class(word).any(Class::RELATIVE))
            && self.roles_in(&phrase).next().is_some();
        let first = self.page.sentence(phrase.start).start;
        if !described || phrase.start < first + 2 {
            return phrase;
        }
        let start = (first..phrase.start).rev().take_while(|word| self.page.is_capital(*word)).last();
        let named = start.filter(|start| {
            let before = *start..phrase.start;
            let known = self.page.mentions_in(&before).any(|mention| self.actor(mention.actors[0]).is_person());
            known || self.full_name(&before).is_some_and(|name| name.end == phrase.start)
        });
        named.unwrap_or(phrase.start)..phrase.end
    }

    /// "William Barr and Priti Patel, the home secretary": the part of the phrase about each, if it joins people.
    pub(super) fn people_in(&self, phrase: &Range<usize>) -> Vec<Range<usize>> {
        let names_person = |range: &Range<usize>| {
            let known =
                |mention: &Mention| !mention.description && mention.actors.iter().all(|no| self.actor(*no).is_person());
            self.page.mentions_in(range).any(known) || self.full_name(range).is_some()
        };
        let Some(and) =
            phrase.clone().rev().find(|word| self.page.lower(*word) == "and" && self.page.mention_at(*word).is_none())
        else {
            return Vec::new();
        };
        if !names_person(&(phrase.start..and)) || !names_person(&(and + 1..phrase.end)) {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut start = phrase.start;
        for comma in phrase.start + 1..and {
            if self.page.border(comma) == Border::Comma && names_person(&(start..comma)) && names_person(&(comma..and))
            {
                parts.push(start..comma);
                start = comma;
            }
        }
        parts.extend([start..and, and + 1..phrase.end]);
        parts
    }

    /// A person named in a phrase: in full, or by a surname that the text introduced.
    pub(super) fn person(&mut self, phrase: &Range<usize>) -> Option<Holder> {
        let known = |range: &Range<usize>| {
            self.page.mentions_in(range).find_map(|mention| {
                let [no] = mention.actors.as_slice() else {
                    return None;
                };
                // "Feinstein's fellow Democrat Zoe Lofgren" is not Feinstein.
                let end = mention.words.end;
                let owner = self.page.words.words[end - 1].genitive && end < range.end;
                // "Lindsey Graham spokesman Kevin Bishop".
                let spokes = noun_starting(&self.page.roles, end).is_some_and(|role| self.speaks_for(role));
                let owner = owner || spokes && self.full_name(&(end..range.end)).is_some();
                (self.actor(*no).is_person() && !mention.description && !owner).then(|| (mention.clone(), *no))
            })
        };
        // "Peter Swire, a professor who worked with Edward Snowden": the name at the head counts.
        let head = self.head(phrase);
        if known(&head).is_none()
            && let Some(name) = self.full_name(&head)
        {
            // "Ladar Levison's lawyer, Jesse Binnall".
            let owner = self.page.words.words[name.end - 1].genitive && name.end < head.end;
            let behind = head.end..self.before_relative(phrase, &head).end.max(head.end);
            let other = owner.then(|| self.full_name(&behind)).flatten();
            return Some(self.meet(phrase, other.unwrap_or(name)));
        }
        if let Some((mention, no)) = known(&head).or_else(|| known(phrase).filter(|_| self.by_whom(phrase).is_none())) {
            return Some(self.in_office(person_of_codebook(self.setting, self.actor(no)), phrase, &mention.words));
        }
        // "Titone, a Democrat from Staten Island": the surname at the head counts.
        let last = head.end - 1;
        if last < phrase.end - 1
            && head.len() <= 2
            && self.page.is_capital(last)
            && (head.len() == 1 || self.is_title(head.start))
            && let Some(met) = self.people.get(self.page.lower(last).as_str())
        {
            return Some(met.clone());
        }
        // What a relative clause tells of is somebody else: "the union, which has a suit pending against Jane Roe".
        if let Some(name) = self.full_name(&self.before_relative(phrase, &(0..0))) {
            return Some(self.meet(phrase, name));
        }
        let surname = phrase.clone().find_map(|word| {
            if !self.page.is_capital(word) || self.page.mention_at(word).is_some() {
                return None;
            }
            self.people.get(self.page.lower(word).as_str()).cloned()
        });
        // "Admiral Rogers", "10:41 a.m. Durbin".
        let last = phrase.end - 1;
        let before = last.checked_sub(1).filter(|before| *before >= phrase.start);
        let titled = before.is_some_and(|before| {
            self.is_title(before) && self.page.is_capital(before)
                || self.page.tag(before) == Tag::Number
                || matches!(self.page.lower(before).as_str(), "m" | "a.m." | "p.m." | "am" | "pm")
        });
        let surname = surname.or_else(|| self.famous(phrase));
        surname.or_else(|| titled.then(|| self.famous(&(last..phrase.end))).flatten())
    }

    /// "a panel of experts appointed by President Obama": the word at which who appointed them comes in.
    fn by_whom(&self, phrase: &Range<usize>) -> Option<usize> {
        (phrase.start + 1..phrase.end)
            .find(|word| self.page.tag(*word) == Tag::VerbParticiple && self.page.lower(word + 1) == "by")
    }

    /// The part of a phrase before its first comma or relative clause.
    pub(super) fn head(&self, phrase: &Range<usize>) -> Range<usize> {
        let end = (phrase.start + 1..phrase.end)
            .find(|word| self.page.border(*word) >= Border::Comma || self.page.class(*word).any(Class::RELATIVE))
            .unwrap_or(phrase.end);
        phrase.start..self.by_whom(phrase).map_or(end, |by| by.min(end))
    }

    /// A phrase without the dateline that it begins with: "WASHINGTON (AP) — Four groups".
    pub(super) fn after_dateline(&self, phrase: Range<usize>) -> Range<usize> {
        let first = self.page.sentence(phrase.start).start;
        let written = self.page.words.letters(phrase.start);
        let capitals = written.len() > 2 && !written.chars().any(char::is_lowercase);
        let opens = phrase.start == first || self.page.border(phrase.start) == Border::Sentence;
        if !opens || !(capitals || is_calendar(&self.page.lower(phrase.start)) || self.page.is_capital(phrase.start)) {
            return phrase;
        }
        let dash = (phrase.start + 1..phrase.end).rev().find(|word| {
            let between = self.page.between(*word);
            between.contains(['—', '–']) || between.contains(" - ") || between.contains("--")
        });
        dash.map_or(phrase.clone(), |start| start..phrase.end)
    }

    /// A surname that the text leaves without a first name, if only one person of the codebook bears it.
    pub(super) fn famous(&self, phrase: &Range<usize>) -> Option<Holder> {
        let word = phrase.start;
        if phrase.len() != 1 || !self.page.is_capital(word) || self.page.mention_at(word).is_some() {
            return None;
        }
        match self.setting.roster.surnames.get(self.page.lower(word).as_str())?.as_slice() {
            [no] => Some(guess(person_of_codebook(self.setting, self.actor(*no)))),
            _ => None,
        }
    }

    /// A known person without a membership in the codebook may have one in the text.
    pub(super) fn in_office(&self, holder: Holder, phrase: &Range<usize>, name: &Range<usize>) -> Holder {
        if let Some(found) = self.stated_office(phrase, name).filter(|_| holder.spokesperson.is_some()) {
            return Holder { spokesperson: holder.spokesperson, role: self.role_words(phrase), ..found };
        }
        if holder.spokesperson.is_some() || holder.kind != ActorKind::Person {
            return Holder { role: self.role_words(phrase), ..holder };
        }
        let Some(found) = self.affiliation(phrase, name) else {
            return holder;
        };
        Holder { spokesperson: Some(holder.actor), role: self.role_words(phrase), ..found }
    }

    pub(super) fn in_role(&self, word: usize) -> bool {
        self.page.is_of_role(word)
    }

    /// Whether a word belongs to a country's name.
    pub(in crate::coding) fn is_country(&self, word: usize) -> bool {
        self.in_country(word)
    }

    pub(super) fn in_country(&self, word: usize) -> bool {
        self.page.is_of_country(word)
    }

    pub(super) fn is_organisation_name(&self, name: Range<usize>) -> bool {
        // "Bill Cassidy" is no bill.
        let end = name.end;
        name.into_iter().any(|word| {
            let lower = self.page.lower(word);
            heads_organisation(&lower) && !(word + 1 < end && lower == "bill")
        })
    }

    /// "Kevin Bankston of New America's Open Technology Institute": whether a name goes on with where somebody works.
    fn is_person_of(&self, words: &Range<usize>) -> bool {
        let Some(of) = words.clone().find(|word| self.page.lower(*word) == "of") else { return false };
        let article = words.start.checked_sub(1).is_some_and(|before| self.page.class(before).any(Class::DETERMINER));
        let name = words.start..of;
        !article
            && self.page.tag(of - 1) == Tag::Name
            && (2..=6).contains(&name.len())
            && self.full_name(&name).is_some_and(|full| full.end == name.end)
    }

    /// An organisation at the head of a phrase whose name says that it is one: "the National Sheriffs' Conference".
    pub(super) fn organisation_by_name(&self, phrase: &Range<usize>) -> Option<Holder> {
        let head = self.head(phrase);
        let start = head.clone().find(|word| !self.page.class(*word).any(Class::DETERMINER))?;
        let start = self.past_seat(start, head.end);
        if !self.page.is_capital(start) || self.page.class(start) != Class::default() {
            return None;
        }
        let mut end = start;
        while end < head.end
            && (self.page.is_capital(end) || self.joins_name(end, head.end))
            && (end == start || self.page.border(end) <= Border::Quote)
        {
            end += 1;
        }
        let words = start..end;
        // The last word that names a kind of organisation, as long as no known actor is inside.
        let headed = words.clone().rev().find(|word| heads_organisation(&self.page.lower(*word)))?;
        // "United States Telephone Association": a known name inside is not the whole.
        let known = self.page.mention_at(headed).is_some_and(|mention| !mention.description)
            || self.page.lower(start) == "former"
            || self.page.mentions_in(&words).any(|mention| {
                // "the Cellular Operators Association of India".
                let behind = mention.words.start > headed && !self.is_bare_country(mention);
                !mention.description && (self.actor(mention.actors[0]).is_person() || behind)
            });
        // "Senate Judiciary Committee chairman", "Home Office minister": a person follows.
        if known || words.len() < 2 || end < head.end && self.in_role(end) || self.in_role(end - 1) && headed != end - 1
        {
            return None;
        }
        if headed < end - 1 && !matches!(self.page.lower(headed + 1).as_str(), "of" | "for" | "on" | "against" | "to") {
            return None;
        }
        if self.is_law(end - 1) || self.is_person_of(&words) {
            return None;
        }
        Some(self.body(words))
    }

    /// Introduces a person: from now on the surname will do.
    pub(super) fn meet(&mut self, phrase: &Range<usize>, name: Range<usize>) -> Holder {
        let label = self.page.words.slice(name.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let surname = surname_of(&label).to_lowercase();
        // "Solheim-Baker" goes by its last word, as texts are read word by word.
        let surname = surname.rsplit('-').next().unwrap_or(&surname).to_owned();
        if name.len() == 1
            && let Some(known) = self.people.get(&surname)
        {
            return known.clone();
        }
        // "Patrick J. Leahy" is who the codebook calls Patrick Leahy.
        let plain = without_initials(&label);
        if let Some(no) = self.setting.roster.find(&Slug::of_name(&plain)).filter(|no| self.actor(*no).is_person()) {
            let holder = self.in_office(person_of_codebook(self.setting, self.actor(no)), phrase, &name);
            self.people.insert(surname, holder.clone());
            return holder;
        }
        let id = Slug::of_name(&label);
        let holder = match self.affiliation(phrase, &name) {
            Some(found) if *found.speaker() != id => {
                Holder { spokesperson: Some(id), role: self.role_words(phrase), ..found }
            }
            _ => {
                if let Some(known) = self.people.get(&surname).filter(|known| *known.speaker() == id) {
                    return known.clone();
                }
                let kind = self.profession(phrase).unwrap_or(ActorKind::Person);
                Holder {
                    actor: id,
                    label: Some(label),
                    kind,
                    spokesperson: None,
                    role: self.role_words(phrase),
                    guessed: false,
                }
            }
        };
        self.people.insert(surname, holder.clone());
        holder
    }

    /// The kind that a person's profession in the phrase gives, offices left out.
    pub(super) fn profession(&self, phrase: &Range<usize>) -> Option<ActorKind> {
        let around = phrase.start.saturating_sub(2)..phrase.end;
        self.roles_in(&around)
            .map(|noun| self.setting.rules.role(noun.entry))
            .find(|role| !role.office)
            .map(|role| role.kind)
            .or_else(|| self.roles_in(&around).next().map(|_| ActorKind::Person))
    }

    /// Roles in a phrase that are no part of an organisation's name ("Reporters Without Borders").
    pub(super) fn roles_in<'c>(&'c self, phrase: &Range<usize>) -> impl Iterator<Item = &'c Noun> {
        nouns_in(&self.page.roles, phrase).filter(|noun| {
            let named = self.page.mention_at(noun.words.start).filter(|mention| !mention.description);
            !named.is_some_and(|mention| {
                mention.words.len() > noun.words.len() && mention.actors.iter().all(|no| !self.actor(*no).is_person())
            })
        })
    }

    pub(super) fn role_words(&self, phrase: &Range<usize>) -> Option<String> {
        let noun = self.roles_in(phrase).next()?;
        Some(self.page.words.slice(noun.words.clone()).to_owned())
    }

    /// Whether a word stands near the head of its sentence, where subjects do.
    pub(super) fn heads_sentence(&self, word: usize) -> bool {
        word.saturating_sub(self.page.sentence(word).start) < 3
    }
}

/// A full name without middle initials and "Jr.".
fn without_initials(name: &str) -> String {
    let is_short = |part: &&str| {
        part.trim_end_matches(['.', ',']).chars().count() == 1
            || matches!(part.trim_matches(['.', ',']), "Jr" | "Sr" | "II" | "III")
    };
    let parts: Vec<&str> = name
        .split_whitespace()
        .enumerate()
        .filter(|(at, part)| *at == 0 || !is_short(part))
        .map(|(_, part)| part)
        .collect();
    parts.join(" ")
}

/// "Mr.", "Sen.": what stands before a surname.
fn is_courtesy(page: &Page<'_>, word: usize) -> bool {
    matches!(
        page.lower(word).as_str(),
        "mr" | "mrs" | "ms" | "dr" | "sen" | "rep" | "gen" | "judge" | "justice" | "senator"
    )
}

/// Capitalised words that the text has by themselves or behind a title, in lower case: "Conyers said", "Mr. Conyers".
fn called_by_one_name<'p>(page: &'p Page<'_>) -> FxHashSet<Lower<'p>> {
    let alone = |word: usize| {
        page.is_capital(word)
            && (word == 0
                || !page.is_capital(word - 1)
                || page.border(word) >= Border::Comma
                || is_courtesy(page, word - 1))
            && (!page.is_capital(word + 1) || page.border(word + 1) >= Border::Comma)
    };
    (0..page.words.words.len()).filter(|word| alone(*word)).map(|word| page.lower(word)).collect()
}
