//! The rules of one codebook and lexicon: every pattern compiled, and what it means.

use std::collections::BTreeMap;

use crate::{
    attribution::lexicon as news,
    diagnostic::Diagnostic,
    lexicon::{
        Alliance, Compiler, Cue, FactPattern, FormId, Group, Index, Lexicon, Node, Pattern, PatternText, Pragmatic,
        Reason, Role, Round, SpeechForm, Wording, parse, parse_entry,
    },
    model::{Codebook, Slug},
};

/// What a pattern stands for: the table and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Wording(usize),
    Cue(usize),
    Form(usize),
    Pragmatic(usize),
    Anaphor,
    Reason(usize),
    Rejection,
    Condition,
    Alliance(usize),
    Role(usize),
    Group(usize),
    Country(usize),
    Work,
    Fact(usize),
    Trigger(usize),
}

impl Meaning {
    /// When a pattern with this meaning is looked for: what says who is who, and whether a text is about anything, in
    /// all texts; what says how somebody stands to it in those that are, most are not; what only tells of an event
    /// beside its trigger.
    fn round(self, pattern: &Pattern) -> Round {
        match self {
            Self::Wording(_) | Self::Pragmatic(_) | Self::Trigger(_) | Self::Cue(_) => Round::First,
            Self::Role(_) | Self::Group(_) | Self::Country(_) | Self::Work => Round::First,
            // Whoever is told something may be whom a claim is addressed to.
            Self::Fact(_) if !pattern.names_a_slot() => Round::Third,
            Self::Form(_) | Self::Anaphor | Self::Reason(_) | Self::Rejection | Self::Condition => Round::Second,
            Self::Alliance(_) | Self::Fact(_) => Round::Second,
        }
    }
}

/// Every pattern of a lexicon and a codebook, compiled.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) index: Index,
    /// For each word that the reader of attributions knows its number in the index's vocabulary.
    forms: Vec<FormId>,
    pub(super) lexicon: Lexicon,
    /// The codebook's events, in the order of [`Meaning::Trigger`].
    pub(super) events: Vec<Slug>,
    meanings: Vec<Meaning>,
    texts: Vec<String>,
}

impl Rules {
    pub(super) fn new(codebook: &Codebook, lexicon: &Lexicon) -> Result<Self, Vec<Diagnostic>> {
        let mut builder = Builder::default();
        builder.read_lists(lexicon);
        builder.add_tables(lexicon);
        builder.check_references(codebook, lexicon);
        let events: Vec<Slug> = codebook.events.keys().cloned().collect();
        for (place, event) in codebook.events.values().enumerate() {
            for trigger in &event.triggers {
                builder.add(trigger, None, Meaning::Trigger(place), &format!("triggers of the event `{}`", event.id));
            }
        }
        if !builder.wrong.is_empty() {
            return Err(builder.wrong);
        }
        let index = builder.compiler.finish();
        let news = news::Lexicon::shipped();
        let words = (0..news.len()).map(|word| news::WordId(word as u16));
        Ok(Self {
            forms: words.map(|word| index.vocabulary().find(news.text(word))).collect(),
            index,
            lexicon: lexicon.clone(),
            events,
            meanings: builder.meanings,
            texts: builder.texts,
        })
    }

    /// The number in the index's vocabulary of a word that the reader of attributions knows.
    pub(super) fn form_of(&self, word: news::WordId) -> Option<FormId> {
        (word != news::WordId::UNKNOWN).then(|| self.forms[usize::from(word.0)])
    }

    pub(super) fn meaning(&self, pattern: usize) -> Meaning {
        self.meanings[pattern]
    }

    /// The pattern as it was written.
    pub(super) fn text(&self, pattern: usize) -> &str {
        &self.texts[pattern]
    }

    pub(super) fn wording(&self, place: usize) -> &Wording {
        &self.lexicon.wording[place]
    }

    pub(super) fn cue(&self, place: usize) -> &Cue {
        &self.lexicon.cue[place]
    }

    pub(super) fn form(&self, place: usize) -> &SpeechForm {
        &self.lexicon.form[place]
    }

    pub(super) fn pragmatic(&self, place: usize) -> &Pragmatic {
        &self.lexicon.pragmatic[place]
    }

    pub(super) fn reason(&self, place: usize) -> &Reason {
        &self.lexicon.reason[place]
    }

    pub(super) fn role(&self, place: usize) -> &Role {
        &self.lexicon.role[place]
    }

    pub(super) fn group(&self, place: usize) -> &Group {
        &self.lexicon.group[place]
    }

    pub(super) fn fact(&self, place: usize) -> &FactPattern {
        &self.lexicon.fact[place]
    }

    pub(super) fn alliance(&self, place: usize) -> &Alliance {
        &self.lexicon.alliance[place]
    }

    pub(super) fn country(&self, place: usize) -> &str {
        &self.lexicon.country[place].code
    }
}

/// One of the two ways to read a pattern: a whole one, or an entry of a word list.
type ParseFn = fn(&str, &BTreeMap<String, Vec<Vec<Node>>>) -> Result<Pattern, Box<Diagnostic>>;

#[derive(Default)]
struct Builder {
    compiler: Compiler,
    lists: BTreeMap<String, Vec<Vec<Node>>>,
    meanings: Vec<Meaning>,
    texts: Vec<String>,
    wrong: Vec<Diagnostic>,
}

impl Builder {
    /// Reads the word lists; one list may use another that needs none of the later ones.
    fn read_lists(&mut self, lexicon: &Lexicon) {
        let mut open: Vec<(&String, &Vec<PatternText>)> = lexicon.words.iter().collect();
        loop {
            let before = open.len();
            open.retain(|(name, texts)| {
                let waits = texts.iter().any(|text| {
                    lexicon
                        .words
                        .keys()
                        .any(|other| !self.lists.contains_key(other) && text.get_ref().contains(&format!("@{other}")))
                });
                if waits {
                    return true;
                }
                let nodes = texts
                    .iter()
                    .filter_map(|text| self.read(text.get_ref(), Some(text), name, parse_entry))
                    .map(|pattern| pattern.items)
                    .collect();
                self.lists.insert((*name).clone(), nodes);
                false
            });
            if open.is_empty() {
                return;
            }
            if open.len() == before {
                let names: Vec<&str> = open.iter().map(|(name, _)| name.as_str()).collect();
                self.wrong.push(Diagnostic::error(
                    "word-list-cycle",
                    format!("the word lists {} use each other", names.join(", ")),
                ));
                return;
            }
        }
    }

    fn add_tables(&mut self, lexicon: &Lexicon) {
        let name = |table: &str, what: &dyn std::fmt::Display| format!("[[{table}]] {what}");
        for (place, entry) in lexicon.wording.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Wording(place), &name("wording", &entry.proposition));
        }
        for (place, entry) in lexicon.cue.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Cue(place), &name("cue", &place));
        }
        for (place, entry) in lexicon.form.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Form(place), &name("form", &entry.form));
        }
        for (place, entry) in lexicon.pragmatic.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Pragmatic(place), &name("pragmatic", &entry.proposition));
        }
        for entry in &lexicon.anaphor {
            self.add_all(&entry.patterns, Meaning::Anaphor, "[[anaphor]]");
        }
        for (place, entry) in lexicon.reason.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Reason(place), &name("reason", &entry.frame));
        }
        for entry in &lexicon.rejection {
            self.add_all(&entry.patterns, Meaning::Rejection, "[[rejection]]");
        }
        for entry in &lexicon.condition {
            self.add_all(&entry.patterns, Meaning::Condition, "[[condition]]");
        }
        for (place, entry) in lexicon.alliance.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Alliance(place), "[[alliance]]");
        }
        for entry in &lexicon.work {
            self.add_all(&entry.patterns, Meaning::Work, "[[work]]");
        }
        for (place, entry) in lexicon.role.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Role(place), &name("role", &entry.kind));
        }
        for (place, entry) in lexicon.group.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Group(place), &name("group", &entry.kind));
        }
        for (place, entry) in lexicon.fact.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Fact(place), &name("fact", &entry.property));
        }
        for (place, entry) in lexicon.country.iter().enumerate() {
            self.add_all(&entry.patterns, Meaning::Country(place), &name("country", &entry.code));
        }
    }

    fn add_all(&mut self, patterns: &[PatternText], meaning: Meaning, table: &str) {
        for text in patterns {
            self.add(text.get_ref(), Some(text), meaning, table);
        }
    }

    fn add(&mut self, text: &str, place: Option<&PatternText>, meaning: Meaning, table: &str) {
        if let Some(pattern) = self.read(text, place, table, parse) {
            let round = meaning.round(&pattern);
            self.compiler.add(pattern, round);
            self.meanings.push(meaning);
            self.texts.push(text.to_owned());
        }
    }

    /// Parses a pattern; a mistake is noted with its place in the file, or in the pattern where that is unknown.
    fn read(&mut self, text: &str, place: Option<&PatternText>, table: &str, how: ParseFn) -> Option<Pattern> {
        match how(text, &self.lists) {
            Ok(pattern) => Some(pattern),
            Err(mut diagnostic) => {
                if let (Some(found), Some(spanned)) = (&mut diagnostic.place, place)
                    && let Some(bytes) = &mut found.bytes
                {
                    // The span includes the quotation marks of the TOML string. One with escapes, or of several lines,
                    // is longer than what it stands for: then the whole of it is the place.
                    let written = spanned.span();
                    let start = written.start + 1;
                    let plain = written.len() == text.len() + 2;
                    *bytes = if plain { bytes.start + start..bytes.end + start } else { written };
                }
                diagnostic.message = format!("{} ({table})", diagnostic.message);
                self.wrong.push(*diagnostic);
                None
            }
        }
    }

    /// Every proposition and frame named must be in the codebook.
    fn check_references(&mut self, codebook: &Codebook, lexicon: &Lexicon) {
        let propositions = lexicon
            .wording
            .iter()
            .map(|entry| ("wording", &entry.proposition))
            .chain(lexicon.pragmatic.iter().map(|entry| ("pragmatic", &entry.proposition)));
        for (table, id) in propositions {
            if !codebook.propositions.contains_key(id) {
                let message = format!("[[{table}]] names the proposition `{id}`, which the codebook does not have");
                self.wrong.push(Diagnostic::error("unknown-proposition", message));
            }
        }
        let frames = lexicon.reason.iter().map(|entry| ("reason", &entry.frame));
        for (table, id) in frames {
            if !codebook.frames.contains_key(id) {
                let message = format!("[[{table}]] names the frame `{id}`, which the codebook does not have");
                self.wrong.push(Diagnostic::error("unknown-frame", message));
            }
        }
    }
}
