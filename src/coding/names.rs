//! Names and descriptions of the codebook's actors in a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use crate::{
    lexicon::Words,
    model::{Actor, Codebook, Slug},
};

/// An actor's place in the [`Roster`].
pub(super) type ActorNo = usize;

/// The codebook's actors, with an automaton that finds their names.
#[derive(Debug)]
pub(super) struct Roster {
    pub(super) actors: Vec<Actor>,
    by_id: FxHashMap<Slug, ActorNo>,
    automaton: AhoCorasick,
    /// What each pattern of the automaton may name.
    named: Vec<Vec<Naming>>,
    /// The codebook's people by surname in lower case.
    pub(super) surnames: FxHashMap<String, Vec<ActorNo>>,
}

/// How a pattern of the automaton names an actor.
#[derive(Debug, Clone, Copy)]
struct Naming {
    actor: ActorNo,
    description: bool,
}

/// A place where a text names or describes actors of the codebook.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Who it may be.
    pub(super) actors: Vec<ActorNo>,
    /// Whether it is a description ("the smartphone maker"), not a name.
    pub(super) description: bool,
}

impl Roster {
    pub(super) fn new(codebook: &Codebook) -> Self {
        let actors: Vec<Actor> = codebook.actors.values().map(|entry| entry.value.clone()).collect();
        let by_id = actors.iter().enumerate().map(|(no, actor)| (actor.id.clone(), no)).collect();
        let mut named: FxHashMap<String, Vec<Naming>> = FxHashMap::default();
        let mut surnames: FxHashMap<String, Vec<ActorNo>> = FxHashMap::default();
        for (no, actor) in actors.iter().enumerate().filter(|(_, actor)| actor.is_person() && actor.label.contains(' '))
        {
            surnames.entry(surname_of(&actor.label).to_lowercase()).or_default().push(no);
        }
        for (no, actor) in actors.iter().enumerate() {
            for name in std::iter::once(&actor.label).chain(&actor.aliases) {
                for written in apostrophes(&name.to_lowercase()) {
                    named.entry(written).or_default().push(Naming { actor: no, description: false });
                }
            }
            for description in &actor.descriptions {
                for written in apostrophes(&description.to_lowercase()) {
                    named.entry(written).or_default().push(Naming { actor: no, description: true });
                }
            }
        }
        let mut patterns: Vec<(String, Vec<Naming>)> = named.into_iter().collect();
        patterns.sort_by(|a, b| a.0.cmp(&b.0));
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(patterns.iter().map(|(name, _)| name))
            .expect("a codebook's names fit into an automaton");
        Self { actors, by_id, automaton, named: patterns.into_iter().map(|(_, naming)| naming).collect(), surnames }
    }

    pub(super) fn find(&self, id: &Slug) -> Option<ActorNo> {
        self.by_id.get(id).copied()
    }

    /// Every mention in a text, in order, none within another.
    pub(super) fn mentions(&self, words: &Words<'_>) -> Vec<Mention> {
        let text = words.text;
        let mut found: Vec<Mention> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let range = words.within(hit.range());
            let whole = !range.is_empty()
                && words.words[range.start].start as usize == hit.start()
                && words.words[range.end - 1].end as usize <= hit.end()
                && !text[hit.end()..].starts_with(char::is_alphanumeric)
                && !text[..hit.start()].ends_with(char::is_alphanumeric);
            if !whole {
                continue;
            }
            let naming = &self.named[hit.pattern().as_usize()];
            if let Some(mention) = self.mention(words, range, naming) {
                found.push(mention);
            }
        }
        longest_only(found)
    }

    fn mention(&self, words: &Words<'_>, range: Range<usize>, naming: &[Naming]) -> Option<Mention> {
        let written = words.slice(range.clone());
        let mut names: Vec<ActorNo> = naming
            .iter()
            .filter(|naming| !naming.description && self.looks_like_a_name(naming.actor, written, words, &range))
            .map(|naming| naming.actor)
            .collect();
        names.dedup();
        if !names.is_empty() {
            return Some(Mention { words: range, actors: names, description: false });
        }
        let mut described: Vec<ActorNo> =
            naming.iter().filter(|naming| naming.description).map(|naming| naming.actor).collect();
        described.dedup();
        (!described.is_empty()).then_some(Mention { words: range, actors: described, description: true })
    }

    fn looks_like_a_name(&self, actor: ActorNo, written: &str, words: &Words<'_>, range: &Range<usize>) -> bool {
        let actor = &self.actors[actor];
        if let Some(needed) = &actor.only_with
            && !words.text.contains(needed.as_str())
        {
            return false;
        }
        let own = std::iter::once(&actor.label).chain(&actor.aliases);
        let written = &*written.replace('’', "'");
        let exact = own.clone().any(|name| name == written);
        let small_by_nature = own.clone().any(|name| name == written && !name.starts_with(char::is_uppercase));
        if small_by_nature {
            // "du", "eco": too short to tell from words of other languages unless the text writes them as names do.
            return written.len() > 3;
        }
        if !written.starts_with(char::is_uppercase) {
            return false;
        }
        let acronym = |name: &str| name.len() <= 5 && name.chars().all(|c| c.is_uppercase() || c == '.');
        if !exact && own.into_iter().any(|name| acronym(name) && name.eq_ignore_ascii_case(written)) {
            return false;
        }
        // "Signal", "Wire", "Session" at the head of a sentence may be plain words.
        !(is_plain_word(written) && words.words[range.start].before == crate::lexicon::Border::Sentence)
    }
}

/// Of mentions that overlap keeps the longest: "National Center for Missing Children", not "The National".
fn longest_only(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|mention| (mention.words.start, std::cmp::Reverse(mention.words.end)));
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        match kept.last_mut() {
            Some(last) if mention.words.start < last.words.end => {
                if mention.words.len() > last.words.len() {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

/// A name with straight and with curly apostrophes, as texts print it.
fn apostrophes(name: &str) -> Vec<String> {
    let straight = name.replace('’', "'");
    let curly = straight.replace('\'', "’");
    if straight == curly { vec![straight] } else { vec![straight, curly] }
}

/// Names that are also everyday words.
fn is_plain_word(name: &str) -> bool {
    const PLAIN: [&str; 8] = ["Element", "Session", "Wire", "Liberty", "Commission", "Union", "Eco", "Du"];
    PLAIN.contains(&name)
}

/// The last name of a full name, "Jr." and the like left out.
pub(super) fn surname_of(name: &str) -> &str {
    name.split_whitespace()
        .rev()
        .find(|part| !matches!(part.trim_matches(['.', ',']), "Jr" | "Sr" | "II" | "III"))
        .unwrap_or(name)
}
