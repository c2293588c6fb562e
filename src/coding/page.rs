//! One document as the coder sees it: its words, what the lexicon found in them, and the names.

use std::ops::Range;

use super::{
    dates,
    lower::Lower,
    names::{Mention, Roster},
    rules::{Meaning, Rules},
};
use crate::{
    attribution::{Reading, block::BlockKind, swar, tag::Tag},
    lexicon::{Border, Class, Match, Round, Slot, SlotReader, Word, WordList, Words},
    model::ActorKind,
};

/// Something the lexicon found.
#[derive(Debug, Clone)]
pub(super) struct Find {
    pub(super) what: Meaning,
    pub(super) found: Match,
}

impl Find {
    /// Whether it tells of an event.
    const fn is_trigger(&self) -> bool {
        matches!(self.what, Meaning::Trigger(_))
    }
}

/// A role, group or country in the text: its words and its place in the lexicon's table.
#[derive(Debug, Clone)]
pub(super) struct Noun {
    pub(super) words: Range<usize>,
    pub(super) entry: usize,
}

/// One document, read.
pub(super) struct Page<'t> {
    pub(super) words: Words<'t>,
    pub(super) mentions: Vec<Mention>,
    /// Finds that make stances and facts, by sentence.
    pub(super) finds: Vec<Vec<Find>>,
    pub(super) roles: Vec<Noun>,
    pub(super) groups: Vec<Noun>,
    pub(super) countries: Vec<Noun>,
    pub(super) works: Vec<Noun>,
    tags: Vec<Tag>,
    /// For each word what it is part of.
    parts: Vec<PartOf>,
    /// The text with its ASCII letters in lower case: most words are so to be had at their own places.
    lowered: String,
    /// The other words that have capitals, by their numbers, in lower case.
    unusual: Vec<(usize, String)>,
    /// For each sentence whether it is a headline that writes most words with capitals.
    title_case: Vec<bool>,
}

/// What a word is part of: asked of most words again and again.
#[derive(Debug, Clone, Copy)]
struct PartOf {
    /// The sentence; for a word of none the next.
    sentence: u32,
    /// The mention; [`NO_MENTION`] if there is none.
    mention: u32,
    /// Whether it belongs to a short name of a role or group.
    role: bool,
    /// Whether it belongs to a short name of a country.
    country: bool,
}

const NO_MENTION: u32 = u32::MAX;

impl<'t> Page<'t> {
    /// Reads a text; what is furniture of its page is passed over.
    pub(super) fn read(text: &'t str, reading: &Reading<'_>, rules: &Rules, roster: &Roster) -> Self {
        let mut page = Self::read_first(text, reading, rules, roster);
        if page.is_about_something() || page.finds.iter().flatten().any(Find::is_trigger) {
            page.find_more(rules, roster);
        }
        page
    }

    /// Reads a text and finds all that the lexicon knows, whatever it is about.
    pub(super) fn read_whole(text: &'t str, reading: &Reading<'_>, rules: &Rules, roster: &Roster) -> Self {
        let mut page = Self::read_first(text, reading, rules, roster);
        page.find_more(rules, roster);
        page
    }

    /// Finds only what has to be known of every text.
    fn read_first(text: &'t str, reading: &Reading<'_>, rules: &Rules, roster: &Roster) -> Self {
        let mut words = words(text, reading, rules);
        words.sentences.retain(|sentence| {
            let start = words.words[sentence.start].start as usize;
            let block = reading.blocks.partition_point(|block| (block.end as usize) <= start);
            reading
                .blocks
                .get(block)
                .is_none_or(|block| block.kind != BlockKind::Furniture || block.start as usize > start)
        });
        without_hours(&mut words, reading);
        let tags = tags(&words, reading);
        let mentions = roster.mentions(&words);
        let (parts, unusual) = (parts(&words), unusual(&words));
        let title_case = words.sentences.iter().map(|sentence| is_title_case(&words, sentence.clone())).collect();
        let mut page = Self {
            finds: Vec::with_capacity(words.sentences.len()),
            words,
            mentions,
            roles: Vec::new(),
            groups: Vec::new(),
            countries: Vec::new(),
            works: Vec::new(),
            tags,
            parts,
            lowered: text.to_ascii_lowercase(),
            unusual,
            title_case,
        };
        let mut matches = Vec::new();
        for sentence in page.words.sentences.clone() {
            let slots = Slots { words: &page.words, mentions: &page.mentions, roster };
            rules.index.find(Round::First, &page.words, sentence, &slots, &mut matches);
            let finds = page.sort(&mut matches, rules);
            page.finds.push(finds);
        }
        for list in [&mut page.roles, &mut page.groups, &mut page.countries, &mut page.works] {
            longest_only(list);
        }
        let known = &page.words;
        page.countries.retain(|noun| !is_american_place(known, &noun.words));
        page.note_parts();
        page
    }

    /// Finds what only matters in a text that is about something.
    fn find_more(&mut self, rules: &Rules, roster: &Roster) {
        let slots = Slots { words: &self.words, mentions: &self.mentions, roster };
        let mut matches = Vec::new();
        for (sentence, finds) in self.words.sentences.iter().zip(&mut self.finds) {
            rules.index.find(Round::Second, &self.words, sentence.clone(), &slots, &mut matches);
            if finds.iter().any(Find::is_trigger) {
                rules.index.find(Round::Third, &self.words, sentence.clone(), &slots, &mut matches);
            }
            if !matches.is_empty() {
                finds.extend(matches.drain(..).map(|found| Find { what: rules.meaning(found.pattern), found }));
                finds.sort_by_key(|find| (find.found.words.start, find.found.pattern));
            }
        }
    }

    fn note_parts(&mut self) {
        let parts = &mut self.parts;
        for (number, mention) in self.mentions.iter().enumerate() {
            parts[mention.words.clone()].iter_mut().for_each(|part| part.mention = number as u32);
        }
        for noun in self.roles.iter().chain(&self.groups) {
            near(noun, 4).for_each(|word| parts[word].role = true);
        }
        for noun in &self.countries {
            near(noun, 2).for_each(|word| parts[word].country = true);
        }
    }

    /// Puts nouns aside; gives the rest.
    fn sort(&mut self, matches: &mut Vec<Match>, rules: &Rules) -> Vec<Find> {
        let mut finds = Vec::with_capacity(matches.len());
        for found in matches.drain(..) {
            let words = found.words.clone();
            match rules.meaning(found.pattern) {
                Meaning::Role(entry) => self.roles.push(Noun { words, entry }),
                // "the center" is somebody; the "Center" of a name is not.
                Meaning::Group(_) if words.len() == 1 && self.names_a_body(words.start) => {}
                Meaning::Group(entry) => self.groups.push(Noun { words, entry }),
                Meaning::Work => self.works.push(Noun { words, entry: 0 }),
                Meaning::Country(entry) => {
                    if self.words.words[words.start].capital {
                        self.countries.push(Noun { words, entry });
                    }
                }
                what => finds.push(Find { what, found }),
            }
        }
        finds
    }

    fn names_a_body(&self, word: usize) -> bool {
        static BODIES: WordList = WordList::new("center association council alliance institute network union society");
        self.words.words[word].capital && BODIES.contains(&self.lower(word))
    }

    /// Whether any words express a proposition.
    pub(super) fn is_about_something(&self) -> bool {
        let expresses = |find: &Find| matches!(find.what, Meaning::Wording(_) | Meaning::Pragmatic(_));
        self.finds.iter().flatten().any(expresses)
    }

    /// The sentence that holds a word, as a range of words.
    pub(super) fn sentence(&self, word: usize) -> Range<usize> {
        self.words.sentences.get(self.sentence_of(word)).cloned().unwrap_or(word..word + 1)
    }

    /// The place in `finds` of the sentence that holds a word.
    pub(super) fn sentence_of(&self, word: usize) -> usize {
        self.parts.get(word).map_or(self.words.sentences.len().saturating_sub(1), |part| part.sentence as usize)
    }

    /// Where a bracket that closes before a word was opened: "Ron Wyden (D-Ore.) said".
    pub(super) fn before_bracket(&self, at: usize, first: usize) -> Option<usize> {
        if at == 0 || !self.between(at).contains(')') {
            return None;
        }
        (first.max(at.saturating_sub(8)) + 1..at).rev().find(|word| self.between(*word).contains('('))
    }

    /// What stands between a word and the one before it; nothing beyond the text.
    pub(super) fn between(&self, word: usize) -> &'t str {
        let words = &self.words.words;
        let start = word.checked_sub(1).and_then(|before| words.get(before)).map_or(0, |before| before.end as usize);
        words.get(word).map_or("", |word| &self.words.text[start..word.start as usize])
    }

    /// The word at which a party and a place begin that end before a word: the "D-Ore." of "Ron Wyden, D-Ore.,".
    pub(super) fn before_party(&self, end: usize) -> Option<usize> {
        let party =
            (end.saturating_sub(4)..end).rev().find(|word| matches!(self.words.letters(*word), "D" | "R" | "I"))?;
        let hyphen = self.words.text[self.words.words[party].end as usize..].starts_with('-');
        (hyphen && self.border(party) == Border::Comma).then_some(party)
    }

    /// Whether a word is only the first half of another: the "Facebook" of "Facebook-owned".
    pub(super) fn is_prefixed(&self, word: usize) -> bool {
        let end = self.words.words[word].end as usize;
        let mut behind = self.words.text[end..].chars();
        behind.next() == Some('-') && behind.next().is_some_and(char::is_lowercase)
    }

    /// The sentences but for headlines that write most words with capitals: what has one elsewhere is a name.
    pub(super) fn prose(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.sentences.iter().filter(|sentence| !self.is_title_case(sentence.start)).cloned()
    }

    /// Whether the sentence of a word is a headline that writes most words with capitals.
    pub(super) fn is_title_case(&self, word: usize) -> bool {
        self.title_case.get(self.sentence_of(word)).copied().unwrap_or(false)
    }

    /// Whether a word stands in the first line of a text, and that is no sentence.
    pub(super) fn is_headline(&self, word: usize) -> bool {
        let start = self.words.words[word].start as usize;
        let line = self.words.text.trim_start();
        let begins = self.words.text.len() - line.len();
        let line = line.lines().next().unwrap_or_default().trim_end();
        start < begins + line.len() && !line.ends_with(['.', '?', '!', '”', '"'])
    }

    /// The classes of a word; none beyond the text.
    pub(super) fn class(&self, word: usize) -> Class {
        self.words.words.get(word).map_or(Class::default(), |word| word.class)
    }

    /// The mark before a word.
    pub(super) fn border(&self, word: usize) -> Border {
        self.words.words.get(word).map_or(Border::Sentence, |word| word.before)
    }

    pub(super) fn is_capital(&self, word: usize) -> bool {
        self.words.words.get(word).is_some_and(|word| word.capital)
    }

    /// The part of speech of a word.
    pub(super) fn tag(&self, word: usize) -> Tag {
        self.tags.get(word).copied().unwrap_or(Tag::Other)
    }

    /// A word in lower case.
    pub(super) fn lower(&self, word: usize) -> Lower<'_> {
        let Some(printed) = self.words.words.get(word) else { return Lower::known("") };
        if !self.unusual.is_empty()
            && let Ok(place) = self.unusual.binary_search_by_key(&word, |(word, _)| *word)
        {
            return Lower::known(&self.unusual[place].1);
        }
        Lower::known(&self.lowered[printed.start as usize..printed.end as usize])
    }

    /// Mentions that lie within a range of words.
    pub(super) fn mentions_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.words.start < range.start);
        let end = range.end;
        self.mentions[first..].iter().take_while(move |mention| mention.words.end <= end)
    }

    /// Mentions before a word, the nearest first.
    pub(super) fn mentions_before(&self, word: usize) -> impl Iterator<Item = &Mention> {
        let end = self.mentions.partition_point(|mention| mention.words.start < word);
        self.mentions[..end].iter().rev()
    }

    /// The mention that holds a word.
    pub(super) fn mention_at(&self, word: usize) -> Option<&Mention> {
        self.mentions.get(self.parts.get(word)?.mention as usize)
    }

    /// Whether a word belongs to a role or group.
    pub(super) fn is_of_role(&self, word: usize) -> bool {
        self.parts.get(word).is_some_and(|part| part.role)
    }

    /// Whether a word belongs to a country's name.
    pub(super) fn is_of_country(&self, word: usize) -> bool {
        self.parts.get(word).is_some_and(|part| part.country)
    }
}

/// "New Mexico", "New England", "New London": named after a country or its capital, and in America.
fn is_american_place(words: &Words<'_>, country: &Range<usize>) -> bool {
    let new = country.start.checked_sub(1).filter(|_| words.words[country.start].before == Border::Space);
    new.is_some_and(|new| words.letters(new) == "New")
        && matches!(words.letters(country.start), "Mexico" | "England" | "London" | "Britain" | "Holland")
}

/// Lets the sentences of a line begin where its block does: behind the hour of an entry in a live page, which the
/// reader passes over.
fn without_hours(words: &mut Words<'_>, reading: &Reading<'_>) {
    let text = words.text;
    let blocks = &reading.blocks;
    for number in 0..words.sentences.len() {
        let Range { start, end } = words.sentences[number].clone();
        let at = words.words[start].start as usize;
        let block = blocks.partition_point(|block| (block.end as usize) <= at);
        let begins = blocks.get(block).map_or(text.len(), |block| block.start as usize);
        if begins <= at {
            continue;
        }
        let line = text[at..begins].find('\n').map_or(begins, |length| at + length);
        let first = (start..end).find(|word| words.words[*word].start as usize >= line).unwrap_or(end);
        if first < end {
            words.words[first].before = Border::Sentence;
        }
        words.sentences[number] = first..end;
    }
    words.sentences.retain(|sentence| !sentence.is_empty());
}

/// The words of a text; those that are tokens of the reader's, too, as most are, need not be looked up again.
fn words<'t>(text: &'t str, reading: &Reading<'_>, rules: &Rules) -> Words<'t> {
    let mut tokens = reading.tokens.iter().peekable();
    Words::read_knowing(text, rules.index.vocabulary(), |start, end| {
        while tokens.next_if(|token| (token.start as usize) < start).is_some() {}
        let token = tokens.peek().filter(|token| token.range() == (start..end))?;
        rules.form_of(token.word)
    })
}

/// What is known of each word before names and patterns are.
fn parts(words: &Words<'_>) -> Vec<PartOf> {
    let last = words.sentences.len().saturating_sub(1);
    let mut sentence = 0;
    let part = |number: usize| {
        while sentence < last && words.sentences[sentence].end <= number {
            sentence += 1;
        }
        PartOf { sentence: sentence as u32, mention: NO_MENTION, role: false, country: false }
    };
    (0..words.words.len()).map(part).collect()
}

/// The words that have other capitals than those of ASCII, in lower case.
fn unusual(words: &Words<'_>) -> Vec<(usize, String)> {
    if words.text.is_ascii() {
        return Vec::new();
    }
    let text = words.text.as_bytes();
    let usual = |word: &Word| swar::is_small(text, word.start as usize, word.end as usize);
    let others = words.words.iter().enumerate().filter(|(_, word)| !usual(word)).map(|(number, _)| number);
    others
        .filter(|number| !words.letters(*number).is_ascii())
        .map(|number| (number, words.letters(number).to_lowercase()))
        .filter(|(number, lower)| !lower.eq_ignore_ascii_case(words.letters(*number)))
        .collect()
}

fn is_title_case(words: &Words<'_>, sentence: Range<usize>) -> bool {
    let (mut long, mut capital) = (0, 0);
    for word in words.words[sentence.clone()].iter().filter(|word| word.end - word.start > 3) {
        long += 1;
        capital += usize::from(word.capital);
    }
    let last = words.words[sentence.end - 1].end as usize;
    let ends = words.text[last..].starts_with(['.', '?', '!']);
    long >= 4 && capital * 4 >= long * 3 && !ends
}

/// The words of a noun that have its beginning and its end within so many words.
fn near(noun: &Noun, reach: usize) -> impl Iterator<Item = usize> {
    let Range { start, end } = noun.words;
    (start..end).filter(move |word| word - start <= reach && end - word <= reach + 1)
}

/// The part of speech of each word, taken over from the reader's tokens.
fn tags(words: &Words<'_>, reading: &Reading<'_>) -> Vec<Tag> {
    let mut tokens = reading.tokens.iter().peekable();
    let mut last = Tag::Other;
    words
        .words
        .iter()
        .map(|word| {
            while let Some(token) = tokens.next_if(|token| token.start <= word.start) {
                last = token.tag;
            }
            last
        })
        .collect()
}

/// Nouns within a range of words.
pub(super) fn nouns_in<'n>(nouns: &'n [Noun], range: &Range<usize>) -> impl Iterator<Item = &'n Noun> {
    let first = nouns.partition_point(|noun| noun.words.start < range.start);
    let end = range.end;
    nouns[first..].iter().take_while(move |noun| noun.words.start < end).filter(move |noun| noun.words.end <= end)
}

/// The noun that ends before a word.
pub(super) fn noun_ending(nouns: &[Noun], end: usize) -> Option<&Noun> {
    let last = nouns.partition_point(|noun| noun.words.start < end);
    nouns[last.saturating_sub(6)..last].iter().find(|noun| noun.words.end == end)
}

/// The noun that begins at a word.
pub(super) fn noun_starting(nouns: &[Noun], start: usize) -> Option<&Noun> {
    nouns.get(nouns.partition_point(|noun| noun.words.start < start)).filter(|noun| noun.words.start == start)
}

/// Of overlapping nouns keeps the longest, the earlier if they are equal.
fn longest_only(nouns: &mut Vec<Noun>) {
    nouns.sort_by_key(|noun| (noun.words.start, std::cmp::Reverse(noun.words.end), noun.entry));
    let mut end = 0;
    nouns.retain(|noun| {
        let keep = noun.words.end > end;
        if keep {
            end = noun.words.end;
        }
        keep
    });
}

/// Fills the slots of patterns.
struct Slots<'s, 't> {
    words: &'s Words<'t>,
    mentions: &'s [Mention],
    roster: &'s Roster,
}

impl Slots<'_, '_> {
    fn actor(&self, kind: Option<ActorKind>, at: usize) -> Option<usize> {
        let after_article =
            at + usize::from(self.words.words.get(at)?.class.any(Class::DETERMINER.or(Class::POSSESSIVE)));
        let from = self.mentions.partition_point(|mention| mention.words.start < at);
        let mention = self.mentions.get(from).filter(|mention| mention.words.start <= after_article)?;
        let fits = kind.is_none_or(|kind| mention.actors.iter().any(|no| self.roster.actors[*no].kind == kind));
        fits.then_some(mention.words.end)
    }
}

impl SlotReader for Slots<'_, '_> {
    fn end(&self, slot: Slot, at: usize) -> Option<usize> {
        match slot {
            Slot::Actor => self.actor(None, at),
            Slot::Kind(kind) => self.actor(Some(kind), at),
            Slot::Date => dates::end_of_date(self.words, at),
        }
    }
}
