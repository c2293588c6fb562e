//! What a document tells of whom: the passages that are weighed by the words that examples taught.
//!
//! The words of an attribution with its cue; what stands behind an actor as the subject of a verb; sentences in which
//! whoever has the floor goes on without being named again; lists of those who are on somebody's side.

use std::ops::Range;

use super::{
    super::{
        cast::Holder,
        rules::Meaning,
        spans::Spans,
        subject::{self, Subject},
    },
    Claimer,
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, Dimension},
    model::ActorKind,
};

/// How much a passage counts in which somebody tells what others hold.
const REPORTING: f32 = 0.5;
/// How much a passage of the document's own voice counts.
const NARRATIVE: f32 = 0.8;
/// How much it counts where no word of attitude stands near the verb.
const DEED: f32 = 0.5;
/// How much a sentence counts in which whoever spoke last may go on; and a quotation that nobody else has.
const FLOOR: f32 = 0.5;
const FLOOR_QUOTED: f32 = 0.9;
/// Passages of more words are weighed by sentences.
const LONG: usize = 30;

/// How a document tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// By an attribution.
    Said,
    /// By a word of attitude of which the actor is the subject.
    Attitude,
    /// By another verb of which the actor is the subject.
    Deed,
    /// By a sentence behind what the actor said.
    Floor,
    /// By the actor's name in a list.
    Roll,
}

impl Telling {
    /// How many there are.
    pub(super) const COUNT: usize = 5;
}

/// Words that are somebody's, or that tell of somebody.
pub(super) struct Passage {
    pub(super) holders: Vec<Holder>,
    /// The attribution, if it is one.
    pub(super) voice: Option<usize>,
    pub(super) telling: Telling,
    /// The words that are weighed.
    pub(super) words: Vec<usize>,
    /// The words that are shown as evidence.
    pub(super) shown: Range<usize>,
    pub(super) weight: f32,
}

impl Claimer<'_, '_, '_> {
    /// The passages of the document, those of attributions first.
    pub(super) fn passages(&mut self) -> Vec<Passage> {
        let mut passages = self.said();
        let mut floor: Vec<Holder> = Vec::new();
        for number in 0..self.page.words.sentences.len() {
            let sentence = self.page.words.sentences[number].clone();
            let quoted = self.opens_quotation(sentence.start);
            if !quoted && self.begins_paragraph(sentence.start) {
                floor.clear();
            }
            let heard = self.heard_in(&sentence);
            let told = if quoted && heard.is_none() { None } else { self.narrative(number) };
            passages.extend(self.roll(number));
            passages.extend(self.likewise(&sentence, &passages));
            if let Some(holders) = heard {
                passages.extend(told);
                floor = holders;
                continue;
            }
            match told {
                Some(told) => {
                    floor = told.holders.clone();
                    passages.push(told);
                }
                None => passages.extend(self.goes_on(&sentence, quoted, &floor)),
            }
        }
        passages
    }

    /// What attributions tell.
    fn said(&mut self) -> Vec<Passage> {
        let claims = Spans::new(self.claims.iter().map(|claim| claim.words.clone()));
        let mut passages = Vec::new();
        for no in 0..self.voices.list.len() {
            let weight = if self.reports_others(no, &claims) { REPORTING } else { 1.0 };
            let voice = &self.voices.list[no];
            // What a newspaper reports is not its own stand; what it writes in an editorial is.
            let speaks = |holder: &&Holder| holder.kind != ActorKind::Press || self.voices.attribution(no).is_none();
            let holders: Vec<Holder> = voice.holders.iter().filter(speaks).cloned().collect();
            let Some(shown) = voice.content.first().cloned().filter(|_| !holders.is_empty()) else { continue };
            let words = self.words_of_voice(no);
            if self.leaves_open(&words) {
                continue;
            }
            let author = self.voices.attribution(no).is_none().then(|| holders[0].actor.clone());
            let passage = |words: Vec<usize>, shown, weight| Passage {
                holders: holders.clone(),
                voice: Some(no),
                telling: Telling::Said,
                words,
                shown,
                weight,
            };
            if words.len() <= LONG {
                passages.push(passage(words, shown, weight));
                continue;
            }
            // Several sentences are weighed one by one.
            for part in words.chunk_by(|a, b| self.page.sentence_of(*a) == self.page.sentence_of(*b)) {
                let weight = author.as_ref().map_or(weight, |author| self.weight_of_author(author, part, &claims));
                passages.push(passage(part.to_vec(), part[0]..part[part.len() - 1] + 1, weight));
            }
        }
        passages
    }

    /// What a sentence of the document's own voice says of its subject: from the verb on, without the words of others.
    fn narrative(&mut self, number: usize) -> Option<Passage> {
        let sentence = self.page.words.sentences[number].clone();
        let free = |word: &usize| self.voices.at(*word).is_none();
        let verb = sentence.clone().find(|word| free(word) && self.is_main_verb(*word))?;
        // An attribution's own words are weighed as such.
        if self.voices.cued_by(&(verb..verb + 1)).is_some_and(|voice| !voice.holders.is_empty()) {
            return None;
        }
        let group = subject::group(self.cast, verb);
        let Subject::Actors(holders) = group.subject else { return None };
        if group.passive || group.deontic {
            return None;
        }
        // "sent the following: 'We support strong encryption'": the quotation is what is told.
        let breaks = |word: &usize| self.page.border(*word) >= Border::Break && !self.opens_quotation(*word);
        let end = (verb + 1..sentence.end).find(breaks).unwrap_or(sentence.end);
        // "It would leave the records with the companies": more often a bill than a body.
        let neuter = self.page.class(group.start).any(Class::NEUTER);
        let reach = if neuter { 2 } else { 6 };
        let takes_a_stand = self.page.finds[number].iter().any(|find| {
            let start = find.found.words.start;
            let near = (start >= verb && start < verb + reach) || find.found.words.contains(&verb);
            near && match find.what {
                Meaning::Cue(entry) => matches!(self.rules.cue(entry).polarity, Dimension::Support | Dimension::Oppose),
                Meaning::Pragmatic(_) | Meaning::Alliance(_) => true,
                _ => false,
            }
        });
        if neuter && !takes_a_stand {
            return None;
        }
        let words: Vec<usize> = (verb..end).filter(free).collect();
        if self.leaves_open(&words) {
            return None;
        }
        let holders: Vec<Holder> = holders.into_iter().filter(|holder| holder.kind != ActorKind::Press).collect();
        let shown = group.start..words.last()? + 1;
        let (telling, weight) = if takes_a_stand { (Telling::Attitude, NARRATIVE) } else { (Telling::Deed, DEED) };
        (!holders.is_empty()).then_some(Passage { holders, voice: None, telling, words, shown, weight })
    }

    /// Whether a word is a verb with a tense; of "sent" and "put" it is not always known.
    fn is_main_verb(&self, word: usize) -> bool {
        let before = || word.checked_sub(1).map(|before| self.page.tag(before));
        let behind = || self.page.lower(word + 1);
        self.page.tag(word).is_finite()
            || self.page.tag(word) == Tag::VerbParticiple
                && before().is_some_and(Tag::is_nominal)
                && self.page.border(word) == Border::Space
                && !matches!(behind().as_str(), "by" | "to" | "in" | "from" | "at" | "for" | "with" | "on")
    }

    /// A sentence that nobody is heard in, behind one of somebody who may go on: "It would rather see each company keep
    /// the ability", or a quotation by itself.
    fn goes_on(&mut self, sentence: &Range<usize>, quoted: bool, floor: &[Holder]) -> Option<Passage> {
        let holders: Vec<Holder> = floor.iter().filter(|holder| holder.kind != ActorKind::Press).cloned().collect();
        let words: Vec<usize> = sentence.clone().filter(|word| self.voices.at(*word).is_none()).collect();
        if holders.is_empty() || words.len() < 4 || self.leaves_open(&words) {
            return None;
        }
        let weight = if quoted { FLOOR_QUOTED } else { FLOOR };
        Some(Passage { holders, voice: None, telling: Telling::Floor, words, shown: sentence.clone(), weight })
    }

    /// Who is heard last in a sentence, by an attribution.
    fn heard_in(&self, sentence: &Range<usize>) -> Option<Vec<Holder>> {
        let of_words = sentence.clone().rev().find_map(|word| self.voices.at(word));
        let voice = of_words.or_else(|| self.voices.all_cued_by(sentence).last().copied())?;
        let holders = &self.voices.list[voice].holders;
        Some(if self.voices.attribution(voice).is_some() { holders.clone() } else { Vec::new() })
    }

    /// Whether a quotation opens before a word.
    fn opens_quotation(&self, word: usize) -> bool {
        self.page.between(word).trim_end().ends_with(['“', '"', '„', '«', '‘'])
    }

    /// Whether a line ends before a word.
    fn begins_paragraph(&self, word: usize) -> bool {
        word == 0 || self.page.between(word).contains('\n')
    }

    /// Whether the first of some words leave open what is held: "denied that", "has not said whether".
    fn leaves_open(&self, words: &[usize]) -> bool {
        let Some(&first) = words.first() else { return true };
        self.page.finds[self.page.sentence_of(first)].iter().any(|find| {
            let start = find.found.words.start;
            matches!(find.what, Meaning::Cue(entry) if self.rules.cue(entry).polarity == Dimension::Unclear)
                && start >= first
                && start < first + 4
        })
    }

    /// Whether the words of an attribution tell what somebody else holds.
    fn reports_others(&self, no: usize, claims: &Spans) -> bool {
        let voice = &self.voices.list[no];
        voice.content.iter().flat_map(|range| claims.overlapping(range)).any(|claim| {
            let actor = &self.claims[claim].holder.actor;
            voice.holders.iter().all(|holder| holder.actor != *actor)
        })
    }

    /// The words of an attribution's cue and content, in order, without those of attributions within.
    fn words_of_voice(&self, no: usize) -> Vec<usize> {
        let voice = &self.voices.list[no];
        let content = voice.content.iter().cloned().flatten().filter(|word| self.voices.at(*word) == Some(no));
        let mut words: Vec<usize> = voice.cue.iter().cloned().flatten().chain(content).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}
