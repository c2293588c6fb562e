//! Attributions as the coder uses them: whose words a passage of the text is.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    author,
    cast::{Cast, Holder, is_human},
    page::Page,
    subject::{self, Subject},
};
use crate::{
    attribution::{self, Found},
    lexicon::{Border, Class},
    model::{Attribution, Directness, Offsets, Slug, Span},
};

/// An attribution as a reader found it, in bytes of the text: the coder's input.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Who says it; empty where that is implicit.
    pub source: Vec<Range<usize>>,
    /// The words that signal it.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// Whether in the source's own words.
    pub directness: Directness,
    /// The attribution whose content holds this one, by its place in the same list.
    pub within: Option<usize>,
    /// Nested, and too unsure to say whose words a passage is: used only where it agrees with a statement.
    pub doubtful: bool,
    /// Who speaks, if the reader knows; otherwise it is found out from the words of the source.
    pub speaker: Option<Slug>,
    /// The reader's rule.
    pub rule: String,
    /// How sure the reader is.
    pub confidence: f64,
}

impl From<Found> for Heard {
    fn from(found: Found) -> Self {
        Self {
            source: found.source,
            cue: found.cue,
            content: found.content,
            directness: match found.directness {
                attribution::Directness::Direct => Directness::Direct,
                attribution::Directness::Mixed => Directness::Mixed,
                attribution::Directness::Indirect => Directness::Indirect,
            },
            within: found.within,
            doubtful: found.doubtful,
            speaker: None,
            rule: found.rule.to_owned(),
            confidence: f64::from(found.confidence),
        }
    }
}

impl Heard {
    /// An attribution of any reader, whose spans have been verified.
    #[must_use]
    pub fn of_attribution(found: &Attribution, offsets: &Offsets<'_>) -> Self {
        let bytes = |spans: &[Span]| -> Vec<Range<usize>> {
            spans.iter().filter_map(|span| Some(offsets.byte_of(span.start)?..offsets.byte_of(span.end)?)).collect()
        };
        Self {
            source: bytes(&found.source),
            cue: bytes(&found.cue),
            content: bytes(&found.content),
            directness: found.directness,
            within: found.within,
            doubtful: false,
            speaker: found.speaker.clone(),
            rule: found.rule.clone().unwrap_or_default(),
            // Who does not say how sure it is is believed.
            confidence: found.confidence.unwrap_or(1.0),
        }
    }
}

/// A passage with its holder.
#[derive(Debug)]
pub(super) struct Voice {
    /// The words of source, cue and content.
    pub(super) source: Vec<Range<usize>>,
    pub(super) cue: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// The actor of the codebook that the reader says it is.
    speaker: Option<Slug>,
    /// Who speaks; several if the source joins them; none if that is open.
    pub(super) holders: Vec<Holder>,
    /// Who of the codebook it may be, where that is open.
    pub(super) candidates: Vec<Slug>,
    /// Whether it is a paraphrase.
    pub(super) indirect: bool,
    pub(super) within: Option<usize>,
    /// Such a voice has no holders until [`Voices::resolve_doubtful`], and no words of its own.
    doubtful: bool,
    pub(super) confidence: f64,
}

impl Voice {
    /// Whether any of these words are its cue.
    pub(super) fn is_cued_by(&self, words: &Range<usize>) -> bool {
        self.cue.iter().any(|cue| cue.start < words.end && words.start < cue.end)
    }

    /// Whether any of its cue or content is among these words.
    fn shares(&self, words: &Range<usize>) -> bool {
        self.cue.iter().chain(&self.content).any(|own| own.start < words.end && words.start < own.end)
    }

    /// Whether it tells what `actor` holds in these words.
    pub(super) fn tells(&self, actor: &Slug, evidence: &[Range<usize>]) -> bool {
        self.holders.iter().any(|holder| holder.actor == *actor) && evidence.iter().any(|words| self.shares(words))
    }

    fn length(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }
}

/// All voices of a document.
#[derive(Debug)]
pub(super) struct Voices {
    /// Those of attributions, then those of authors.
    pub(super) list: Vec<Voice>,
    /// How many are of attributions.
    attributions: usize,
    /// For every word the voice it lies in, the innermost if they nest.
    of_word: Vec<Option<u32>>,
    /// The words of cues with their voices, in order.
    cue_words: Vec<(usize, usize)>,
}

impl Voices {
    /// Finds out who speaks in each attribution, in the order of the text.
    pub(super) fn new(heard: &[Heard], page: &Page<'_>, cast: &mut Cast<'_, '_>) -> Self {
        let words = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
            ranges.iter().map(|range| page.words.within(range.clone())).filter(|range| !range.is_empty()).collect()
        };
        let mut list: Vec<Voice> = heard
            .iter()
            .map(|heard| Voice {
                source: words(&heard.source),
                cue: words(&heard.cue),
                content: words(&heard.content),
                speaker: heard.speaker.clone(),
                holders: Vec::new(),
                candidates: Vec::new(),
                indirect: heard.directness == Directness::Indirect,
                within: heard.within,
                doubtful: heard.doubtful || heard.cue.first().is_some_and(|cue| is_wished_for(page, cue)),
                confidence: heard.confidence,
            })
            .collect();
        let mut order: Vec<usize> = (0..list.len()).filter(|&no| !list[no].doubtful).collect();
        order.sort_by_key(|&no| list[no].source.first().or(list[no].content.first()).map_or(0, |range| range.start));
        let mut previous: Option<usize> = None;
        for no in order {
            let holders = holders_of(&list, no, previous, cast);
            if let Some(holder) = holders.first() {
                let at = list[no].source.first().or(list[no].content.first()).map_or(0, |range| range.start);
                let person = holder.spokesperson.is_some() || holder.role.is_some() || is_human(holder.kind);
                cast.note(at, holder, person);
                previous = Some(no);
            }
            list[no].candidates = candidates(&list[no], &holders, cast);
            list[no].holders = holders;
        }
        let attributions = list.len();
        let mut voices =
            Self { of_word: vec![None; page.words.words.len()], cue_words: Vec::new(), attributions, list };
        voices.map_words();
        voices.add_authors(page, cast);
        voices
    }

    /// Whoever writes in the first person speaks wherever nobody else does.
    fn add_authors(&mut self, page: &Page<'_>, cast: &mut Cast<'_, '_>) {
        for (holder, sentences) in author::authors(page, cast, |word| self.at(word).is_none()) {
            let no = u32::try_from(self.list.len()).ok();
            let own = sentences.clone();
            let mut content: Vec<Range<usize>> = Vec::new();
            for word in sentences.into_iter().flatten().filter(|word| self.of_word[*word].is_none()).collect::<Vec<_>>()
            {
                self.of_word[word] = no;
                match content.last_mut() {
                    Some(last) if last.end == word => last.end += 1,
                    _ => content.push(word..word + 1),
                }
            }
            // "I hope that" and "MCH: I do", which the reader took for attributions of their own.
            let is_label = |source: &Range<usize>| {
                let words = &page.words;
                let begins = words.words[source.start].before == Border::Sentence;
                begins && words.text[words.bytes(source.clone()).end..].trim_start_matches('*').starts_with(':')
            };
            for voice in self.list.iter_mut().filter(|voice| voice.holders.is_empty() && !voice.doubtful) {
                let says_i = voice.source.first().is_some_and(|source| {
                    (matches!(page.lower(source.start).as_str(), "i" | "we") || is_label(source))
                        && own.iter().any(|own| own.contains(&source.start))
                });
                if says_i {
                    voice.holders.push(holder.clone());
                }
            }
            self.list.push(Voice {
                source: Vec::new(),
                cue: Vec::new(),
                content,
                speaker: None,
                holders: vec![holder],
                candidates: Vec::new(),
                indirect: false,
                within: None,
                doubtful: false,
                confidence: 0.85,
            });
        }
    }

    /// The attribution that a voice is of; none for an author's.
    pub(super) fn attribution(&self, no: usize) -> Option<usize> {
        (no < self.attributions).then_some(no)
    }

    fn map_words(&mut self) {
        let mut order: Vec<usize> = (0..self.list.len()).filter(|&no| !self.list[no].doubtful).collect();
        // Longer ones first, so that what lies within them is written over them.
        order.sort_by_key(|&no| std::cmp::Reverse(self.list[no].length()));
        for no in order {
            for range in &self.list[no].content {
                for word in range.clone() {
                    self.of_word[word] = u32::try_from(no).ok();
                }
            }
            for range in &self.list[no].cue {
                self.cue_words.extend(range.clone().map(|word| (word, no)));
            }
        }
        self.cue_words.sort_unstable();
    }

    /// The voices whose cue overlaps some words, in the order of the list.
    pub(super) fn all_cued_by(&self, words: &Range<usize>) -> Vec<usize> {
        let first = self.cue_words.partition_point(|&(word, _)| word < words.start);
        let within = self.cue_words[first..].iter().take_while(|&&(word, _)| word < words.end);
        let mut voices: Vec<usize> = within.map(|&(_, no)| no).collect();
        voices.sort_unstable();
        voices.dedup();
        voices
    }

    /// The innermost voice that a word lies in.
    pub(super) fn at(&self, word: usize) -> Option<usize> {
        self.of_word.get(word).copied().flatten().map(|no| no as usize)
    }

    /// The voice whose cue overlaps some words.
    pub(super) fn cued_by(&self, words: &Range<usize>) -> Option<&Voice> {
        self.all_cued_by(words).first().map(|&no| &self.list[no])
    }

    /// Finds out who speaks in doubtful voices. It comes last, so that nothing else is understood differently.
    pub(super) fn resolve_doubtful(&mut self, cast: &mut Cast<'_, '_>) {
        for no in (0..self.list.len()).filter(|&no| self.list[no].doubtful).collect::<Vec<_>>() {
            let holders = holders_of(&self.list, no, None, cast);
            self.list[no].candidates = candidates(&self.list[no], &holders, cast);
            self.list[no].holders = holders;
        }
    }

    /// The doubtful voices by the voice that they lie in.
    pub(super) fn doubtful_within(&self) -> FxHashMap<usize, Vec<usize>> {
        let mut within: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (no, voice) in self.list.iter().enumerate().filter(|(_, voice)| voice.doubtful) {
            if let Some(outer) = voice.within {
                within.entry(outer).or_default().push(no);
            }
        }
        within
    }
}

/// "Congress should say that": whoever should say something has not said it.
fn is_wished_for(page: &Page<'_>, cue: &Range<usize>) -> bool {
    let words = page.words.within(cue.clone());
    (words.start.saturating_sub(1)..words.end).any(|word| {
        matches!(page.lower(word).as_str(), "should" | "must" | "ought") && page.border(word) <= Border::Quote
    })
}

/// Who may speak in an attribution with a source whose holders stay open.
fn candidates(voice: &Voice, holders: &[Holder], cast: &Cast<'_, '_>) -> Vec<Slug> {
    let source = voice.source.first().filter(|_| holders.is_empty());
    source.map(|source| cast.candidates(source)).unwrap_or_default()
}

/// Who speaks in an attribution. One without a source goes on with the speaker before it.
fn holders_of(list: &[Voice], no: usize, previous: Option<usize>, cast: &mut Cast<'_, '_>) -> Vec<Holder> {
    let voice = &list[no];
    if let Some(holder) = voice.speaker.as_ref().and_then(|speaker| cast.of_codebook(speaker)) {
        return vec![holder];
    }
    if voice.source.is_empty() {
        let near = previous.filter(|before| voice.within == list[*before].within);
        return near.map(|before| list[before].holders.clone()).unwrap_or_default();
    }
    let speaker = voice.within.and_then(|outer| list[outer].holders.first().cloned());
    let mut found = Vec::new();
    for phrase in &voice.source {
        if cast.page.class(phrase.start).any(Class::SPEAKER) {
            found.extend(speaker.clone());
            continue;
        }
        // "among them Bruce Schneier, who warned".
        if phrase.len() == 1 && cast.page.class(phrase.start).any(Class::RELATIVE) {
            if let Subject::Actors(holders) = subject::relative(cast, phrase.start) {
                return holders;
            }
            continue;
        }
        let phrase = cast.with_list(phrase.clone());
        found = cast.resolve(phrase);
        if !found.is_empty() {
            break;
        }
    }
    found
}
