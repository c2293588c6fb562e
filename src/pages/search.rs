//! Search over names, quotations and texts. Case and diacritics do not matter: "Muller" finds "Müller".

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::{address::Address, reading::Reading};

/// The most hits that are shown (a count).
pub(super) const MOST_HITS: usize = 200;
/// How much is shown around what was found (characters to each side).
const REACH: usize = 90;

/// What was found for some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Search {
    /// What was looked for.
    pub query: String,
    /// What was found, names before quotations before texts.
    pub hits: Vec<Hit>,
    /// How many there are, shown or not.
    pub found: usize,
}

/// Something in which all words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hit {
    /// What it is: actor, proposition, event, document, statement, text.
    pub kind: String,
    /// Its id; for a text that of its document.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The words around, cut into pieces; every second one, beginning with the second, is what was found.
    pub pieces: Vec<String>,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    kind: &'static str,
    id: String,
    title: String,
    text: String,
    folded: String,
}

impl Unit {
    fn new(kind: &'static str, id: &str, title: &str, text: &str) -> Self {
        let folded = fold(text).0;
        Self { kind, id: id.to_owned(), title: title.to_owned(), text: text.to_owned(), folded }
    }

    /// Where it has a page.
    pub(super) fn address(&self) -> Address {
        address(self.kind, &self.id)
    }

    /// Kind, title and text, for the index of a site.
    pub(super) fn parts(&self) -> (&'static str, &str, &str) {
        (self.kind, &self.title, &self.text)
    }
}

impl Hit {
    /// Where it has a page.
    #[must_use]
    pub fn address(&self) -> Address {
        address(&self.kind, &self.id)
    }
}

fn address(kind: &str, id: &str) -> Address {
    let id = id.to_owned();
    match kind {
        "actor" => Address::Actor(id),
        "proposition" => Address::Proposition(id),
        "event" => Address::Event(id),
        "statement" => Address::Statement(id),
        _ => Address::Document(id),
    }
}

/// Everything that can be found, in the order in which hits are shown.
pub(super) fn units(reading: &Reading) -> Vec<Unit> {
    let codebook = &reading.case.codebooks.merged;
    let mut units = Vec::new();
    for party in reading.parties().values() {
        let aliases = reading.known_actor(&party.id).map(|actor| actor.aliases.join(", ")).unwrap_or_default();
        let names = if aliases.is_empty() { party.label.clone() } else { format!("{}, {aliases}", party.label) };
        units.push(Unit::new("actor", &party.id, &party.label, &names));
    }
    for proposition in codebook.propositions.values() {
        let short = proposition.short_label();
        units.push(Unit::new(
            "proposition",
            proposition.id.as_str(),
            short,
            &format!("{short}: {}", proposition.label),
        ));
    }
    for event in &reading.survey.events {
        units.push(Unit::new("event", &event.id, &event.label, &event.label));
    }
    for document in &reading.survey.documents {
        units.push(Unit::new("document", &document.id, &document.title, &document.citation()));
    }
    for row in &reading.survey.statements {
        let title = format!("{} {} “{}”", row.actor.label, row.stance.word(), row.topic.short);
        units.push(Unit::new("statement", &row.id, &title, &row.quote));
    }
    for (slug, document) in &reading.case.documents {
        let label = reading.document_label(slug.as_str());
        for paragraph in document.text.split('\n').filter(|line| !line.trim().is_empty()) {
            units.push(Unit::new("text", slug.as_str(), &label, paragraph));
        }
    }
    units
}

impl Search {
    /// Looks for everything in which all words of the query begin a word.
    #[must_use]
    pub fn of(reading: &Reading, query: &str) -> Self {
        let (folded, _) = fold(query);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut search = Self { query: query.to_owned(), hits: Vec::new(), found: 0 };
        if words.is_empty() {
            return search;
        }
        for unit in reading.units() {
            if words.iter().all(|word| places(&unit.folded, word).next().is_some()) {
                search.found += 1;
                if search.hits.len() < MOST_HITS {
                    search.hits.push(Hit {
                        kind: unit.kind.to_owned(),
                        id: unit.id.clone(),
                        title: unit.title.clone(),
                        pieces: pieces(&unit.text, &words),
                    });
                }
            }
        }
        search
    }
}

/// Text without case and diacritics, and for each of its bytes the character of the original that it comes from.
fn fold(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        let before = folded.len();
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            // Typographic signs separate words as the plain ones do; letters of other scripts stay what they are.
            match deunicode::deunicode_char(c).filter(|_| is_latin_or_sign(c)) {
                Some(plain) => folded.extend(plain.chars().map(|c| c.to_ascii_lowercase())),
                None => folded.extend(c.to_lowercase()),
            }
        }
        origin.resize(folded.len(), at);
        debug_assert!(folded.len() >= before);
    }
    (folded, origin)
}

fn is_latin_or_sign(c: char) -> bool {
    matches!(c, '\u{00A0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{206F}' | '\u{0300}'..='\u{036F}')
}

/// Where a word begins a word of the text (bytes of both folded).
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(word)
        .filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric))
        .map(move |(at, _)| at..at + word.len())
}

/// The words around the first hit, cut where something was found.
fn pieces(text: &str, words: &[&str]) -> Vec<String> {
    let (folded, origin) = fold(text);
    let mut found: Vec<Range<usize>> = words
        .iter()
        .flat_map(|word| places(&folded, word))
        .filter_map(|bytes| Some(*origin.get(bytes.start)?..origin.get(bytes.end - 1)? + 1))
        .collect();
    found.sort_by_key(|range| (range.start, range.end));
    let chars: Vec<char> = text.chars().collect();
    let first = found.first().map_or(0, |range| range.start);
    let from = if first <= REACH { 0 } else { word_start(&chars, first - REACH) };
    let to = if chars.len() <= first + 2 * REACH { chars.len() } else { word_start(&chars, first + 2 * REACH) };
    let text_of = |range: Range<usize>| chars[range].iter().collect::<String>();
    let mut pieces = Vec::new();
    let mut at = from;
    for range in found.into_iter().filter(|range| range.end <= to) {
        if range.start >= at {
            pieces.push(text_of(at..range.start));
            pieces.push(text_of(range.clone()));
            at = range.end;
        }
    }
    pieces.push(text_of(at..to.max(at)));
    if from > 0 {
        pieces[0].insert_str(0, "… ");
    }
    if to < chars.len()
        && let Some(last) = pieces.last_mut()
    {
        last.push_str(" …");
    }
    pieces
}

/// The beginning of the next word from a place on, or the place itself.
fn word_start(chars: &[char], from: usize) -> usize {
    let space = chars[from..].iter().take(30).position(|c| c.is_whitespace());
    space.map_or(from, |offset| from + offset + 1).min(chars.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(fold("Éric MÜLLER’s").0, "eric muller's");
        assert_eq!(fold("Ελλάδα").0, "ελλάδα");
        assert_eq!(pieces("Said Éric Müller.", &["eric"]), ["Said ", "Éric", " Müller."]);
        assert_eq!(pieces("ﬁne œuvre", &["oeuvre"]), ["ﬁne ", "œuvre", ""]);
        assert_eq!(places("america", "eric").count(), 0, "within a word nothing begins");
    }

    proptest! {
        #[test]
        fn pieces_are_what_was_there(text in "[a-cÀ-ſ ’“]{0,80}", word in "[a-c]{1,2}") {
            let cut = pieces(&text, &[&word]).concat();
            prop_assert!(cut == text || text.contains(cut.trim_matches('…').trim()));
        }
    }
}
