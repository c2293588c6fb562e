//! Finds all patterns in a text in one pass: at each word only the patterns whose rarest word it is are tried.

use std::ops::Range;

use super::{
    compile::PatternId,
    pattern::{Negation, Slot},
    vocabulary::{FormId, Vocabulary},
    words::{Border, Words},
};

/// A part of a compiled pattern.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// One of these forms.
    Set(Forms),
    /// One of the alternatives, each with the signs of the words that it may begin with.
    Either(Vec<(u64, Vec<Part>)>),
    /// The parts or nothing.
    Maybe(Vec<Part>),
    /// Up to so many words, with the signs of the words that may come behind them.
    Gap(u8, u64),
    /// One word.
    Any,
    /// A slot, with its place in the program's roles.
    Slot(Slot, u8),
}

/// Forms, sorted, with the signs of all, which tell most others apart at once.
#[derive(Debug, Clone)]
pub(super) struct Forms {
    forms: Box<[FormId]>,
    pub(super) signs: u64,
}

impl Forms {
    pub(super) fn new(mut forms: Vec<FormId>) -> Self {
        forms.sort_unstable();
        forms.dedup();
        let signs = forms.iter().fold(0, |signs, form| signs | sign(*form));
        Self { forms: forms.into(), signs }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = FormId> {
        self.forms.iter().copied()
    }

    fn holds(&self, form: FormId) -> bool {
        self.signs & sign(form) != 0 && self.forms.binary_search(&form).is_ok()
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) negation: Negation,
    pub(super) parts: Vec<Part>,
    pub(super) roles: Vec<(String, Slot)>,
}

/// Where a pattern may begin when its rarest word is seen: between `low` and `high` words before it.
///
/// `first`, `previous` and `next` are signs of words, see [`sign`]: where none of them is met, the pattern cannot match.
/// Most patterns are ruled out by them and by what the sentence needs to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) pattern: u32,
    /// Whether the pattern is this one word.
    pub(super) whole: bool,
    pub(super) low: u8,
    pub(super) high: u8,
    /// The words that the pattern may begin with.
    pub(super) first: u64,
    /// The words that may stand right before the rarest word.
    pub(super) previous: u64,
    /// The words that may stand right after it.
    pub(super) next: u64,
    /// Sets of words, see [`Present`]: of each the sentence must have one.
    pub(super) needed: [u16; 2],
}

/// The most sets of words of which a sentence must have one before some patterns are worth a try, and the number that
/// stands for none: it is always there.
pub(super) const MOST_SETS: usize = 4096;
pub(super) const NO_SET: u16 = 0;

/// Which sets a sentence has, a bit each.
type Present = [u64; MOST_SETS / 64];

fn are_present(sets: [u16; 2], present: &Present) -> bool {
    let has = |set: u16| present[usize::from(set) / 64 % (MOST_SETS / 64)] >> (set % 64) & 1;
    has(sets[0]) & has(sets[1]) != 0
}

/// A word's sign: one of 63 bits, which it shares with others.
pub(super) fn sign(form: FormId) -> u64 {
    1 << (form.0.wrapping_mul(0x9e37_79b1) >> 26).min(62)
}

/// The sign of any word and of none: what has it is met by everything.
pub(super) const ANYTHING: u64 = 1 << 63;

/// Tells which words fill a slot.
pub trait SlotReader {
    /// The word after the last of what fills the slot from the word `at`.
    fn end(&self, slot: Slot, at: usize) -> Option<usize>;
}

/// A reader that fills no slot.
#[derive(Debug, Clone, Copy)]
pub struct NoSlots;

impl SlotReader for NoSlots {
    fn end(&self, _: Slot, _: usize) -> Option<usize> {
        None
    }
}

/// A place where a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The pattern.
    pub pattern: PatternId,
    /// From its first to its last word.
    pub words: Range<usize>,
    /// The words that the pattern names, as bits counted from the first; gaps are left out.
    pub named: u64,
    /// What filled the slots that have a name: the place of the name, the words.
    pub slots: Vec<(u8, Range<usize>)>,
}

/// All patterns of a lexicon, compiled.
#[derive(Debug)]
pub struct Index {
    vocabulary: Vocabulary,
    programs: Vec<Program>,
    rounds: [Patterns; Round::COUNT],
}

/// When a pattern is looked for: those of a later round only where what an earlier one found makes them worth it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Round {
    /// In every sentence.
    #[default]
    First,
    /// In some.
    Second,
    /// In few.
    Third,
}

impl Round {
    pub(super) const COUNT: usize = 3;
}

/// For each form the starts and the sets of a round's patterns.
pub(super) struct ByForm {
    pub(super) starts: Vec<Vec<Start>>,
    pub(super) sets: Vec<Vec<u16>>,
}

/// The patterns of a round, by the forms that they are tried at.
#[derive(Debug, Default)]
struct Patterns {
    /// For each form where what is kept of it begins; what is kept of the next begins where that ends.
    forms: Vec<OfForm>,
    /// What is asked of each start first, close together: few starts are looked at further.
    looks: Vec<Look>,
    beginnings: Vec<Beginning>,
    /// The sets that forms belong to.
    sets: Vec<u16>,
}

/// Where the lists of a form begin.
#[derive(Debug, Clone, Copy)]
struct OfForm {
    /// In `looks` and `beginnings`.
    starts: u32,
    /// In `sets`.
    sets: u32,
}

/// The part of a [`Start`] that rules it out at most of its words.
#[derive(Debug)]
struct Look {
    previous: u64,
    next: u64,
    needed: [u16; 2],
    /// The pattern and, as the lowest bit, whether it is this one word.
    pattern: u32,
}

impl Look {
    fn of(start: &Start) -> Self {
        let pattern = start.pattern << 1 | u32::from(start.whole);
        Self { previous: start.previous, next: start.next, needed: start.needed, pattern }
    }

    const fn pattern(&self) -> PatternId {
        (self.pattern >> 1) as PatternId
    }

    const fn is_whole(&self) -> bool {
        self.pattern & 1 != 0
    }
}

/// The other part: where the pattern may begin.
#[derive(Debug)]
struct Beginning {
    first: u64,
    low: u8,
    high: u8,
}

impl Patterns {
    /// Puts the starts and the sets of each form one behind the other.
    fn new(forms: ByForm) -> Self {
        let mut all = Self::default();
        for (starts, sets) in forms.starts.into_iter().zip(forms.sets) {
            all.end_form();
            all.looks.extend(starts.iter().map(Look::of));
            all.beginnings.extend(starts.iter().map(|&Start { first, low, high, .. }| Beginning { first, low, high }));
            all.sets.extend(sets);
        }
        all.end_form();
        all
    }

    fn end_form(&mut self) {
        self.forms.push(OfForm { starts: self.looks.len() as u32, sets: self.sets.len() as u32 });
    }

    /// The places of a form's starts, and those of its sets.
    #[inline]
    fn of_form(&self, form: FormId) -> (Range<usize>, Range<usize>) {
        let (own, next) = (self.forms[form.0 as usize], self.forms[form.0 as usize + 1]);
        (own.starts as usize..next.starts as usize, own.sets as usize..next.sets as usize)
    }

    fn present(&self, words: &Words<'_>, sentence: Range<usize>) -> Present {
        let mut present = [0; MOST_SETS / 64];
        present[0] = 1 << NO_SET;
        for word in &words.words[sentence] {
            for &set in &self.sets[self.of_form(word.form).1] {
                present[usize::from(set) / 64 % (MOST_SETS / 64)] |= 1 << (set % 64);
            }
        }
        present
    }
}

impl Index {
    /// The index of programs, given the starts and the sets of each form, by rounds.
    pub(super) fn new(vocabulary: Vocabulary, programs: Vec<Program>, rounds: [ByForm; Round::COUNT]) -> Self {
        Self { vocabulary, programs, rounds: rounds.map(Patterns::new) }
    }

    /// The words the patterns know.
    #[must_use]
    pub const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many patterns there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.programs.len()
    }

    /// Whether there is no pattern.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.programs.is_empty()
    }

    /// What a negation before a match of the pattern does.
    #[must_use]
    pub fn negation(&self, pattern: PatternId) -> Negation {
        self.programs[pattern].negation
    }

    /// The name of a slot of a pattern.
    #[must_use]
    pub fn role(&self, pattern: PatternId, place: u8) -> &str {
        &self.programs[pattern].roles[place as usize].0
    }

    /// All matches of a round's patterns in a sentence, by their first word, then their pattern.
    pub fn find(
        &self,
        round: Round,
        words: &Words<'_>,
        sentence: Range<usize>,
        slots: &dyn SlotReader,
        found: &mut Vec<Match>,
    ) {
        let patterns = &self.rounds[round as usize];
        if patterns.looks.is_empty() {
            return;
        }
        let first = found.len();
        let sign_at = |at: usize| ANYTHING | sign(words.words[at].form);
        let mut present: Option<Present> = None;
        let (mut previous, mut here) = (ANYTHING, sentence.clone().next().map_or(ANYTHING, sign_at));
        for at in sentence.clone() {
            let next = if at + 1 < sentence.end { sign_at(at + 1) } else { ANYTHING };
            let (starts, _) = patterns.of_form(words.words[at].form);
            for (look, beginning) in patterns.looks[starts.clone()].iter().zip(&patterns.beginnings[starts]) {
                let around = look.previous & previous != 0 && look.next & next != 0;
                if !around {
                    continue;
                }
                // Many sentences have no word of a pattern that needs others.
                if look.needed != [NO_SET; 2] {
                    let present = present.get_or_insert_with(|| patterns.present(words, sentence.clone()));
                    if !are_present(look.needed, present) {
                        continue;
                    }
                }
                if look.is_whole() {
                    found.push(Match { pattern: look.pattern(), words: at..at + 1, named: 1, slots: Vec::new() });
                } else {
                    self.try_start((look.pattern(), beginning), at, words, &sentence, slots, found);
                }
            }
            (previous, here) = (here, next);
        }
        let own = &mut found[first..];
        own.sort_by_key(|found| (found.words.start, found.pattern, found.words.end));
        let mut kept = first;
        for at in first..found.len() {
            let same = kept > first
                && found[kept - 1].pattern == found[at].pattern
                && found[kept - 1].words.start == found[at].words.start;
            if !same {
                found.swap(kept, at);
                kept += 1;
            }
        }
        found.truncate(kept);
    }

    fn try_start(
        &self,
        (pattern, beginning): (PatternId, &Beginning),
        at: usize,
        words: &Words<'_>,
        sentence: &Range<usize>,
        slots: &dyn SlotReader,
        found: &mut Vec<Match>,
    ) {
        let program = &self.programs[pattern];
        for before in beginning.low..=beginning.high {
            let Some(begin) = at.checked_sub(before as usize).filter(|begin| *begin >= sentence.start) else {
                break;
            };
            if beginning.first & (ANYTHING | sign(words.words[begin].form)) == 0 {
                continue;
            }
            let mut run = Run { words, end: sentence.end, slots, begin, named: 0, filled: Vec::new() };
            if let Some(end) = run.all(&Rest { parts: &program.parts, next: None }, begin, Border::Sentence)
                && end > at
            {
                let slots = run.filled;
                found.push(Match { pattern, words: begin..end, named: run.named, slots });
                return;
            }
        }
    }
}

/// What is left to match.
struct Rest<'p> {
    parts: &'p [Part],
    next: Option<&'p Rest<'p>>,
}

struct Run<'r, 't> {
    words: &'r Words<'t>,
    end: usize,
    slots: &'r dyn SlotReader,
    begin: usize,
    named: u64,
    filled: Vec<(u8, Range<usize>)>,
}

impl Run<'_, '_> {
    /// Matches everything left from `at`; `passable` is the strongest mark that may stand before the next word.
    fn all(&mut self, rest: &Rest<'_>, at: usize, passable: Border) -> Option<usize> {
        let Some((part, parts)) = rest.parts.split_first() else {
            return match rest.next {
                Some(next) => self.all(next, at, passable),
                None => Some(at),
            };
        };
        let after = Rest { parts, next: rest.next };
        match part {
            Part::Set(forms) => {
                let word = self.word(at, passable)?;
                forms.holds(word).then_some(())?;
                self.name(at, true);
                let end = self.all(&after, at + 1, Border::Quote);
                if end.is_none() {
                    self.name(at, false);
                }
                end
            }
            Part::Any => {
                self.word(at, passable)?;
                self.all(&after, at + 1, Border::Quote)
            }
            Part::Gap(most, behind) => self.gap(&after, (*most, *behind), at, passable),
            Part::Either(options) => options.iter().find_map(|(first, option)| {
                let rest = Rest { parts: option, next: Some(&after) };
                self.may_be(*first, at).then(|| self.all(&rest, at, passable))?
            }),
            Part::Maybe(items) => self
                .all(&Rest { parts: items, next: Some(&after) }, at, passable)
                .or_else(|| self.all(&after, at, passable)),
            Part::Slot(slot, place) => self.slot(&after, *slot, *place, at, passable),
        }
    }

    fn word(&self, at: usize, passable: Border) -> Option<FormId> {
        if at >= self.end {
            return None;
        }
        let word = &self.words.words[at];
        (at == self.begin || word.before <= passable).then_some(word.form)
    }

    fn name(&mut self, at: usize, on: bool) {
        let bit = at - self.begin;
        if bit < 64 {
            if on {
                self.named |= 1 << bit;
            } else {
                self.named &= !(1 << bit);
            }
        }
    }

    fn gap(&mut self, after: &Rest<'_>, (most, behind): (u8, u64), at: usize, passable: Border) -> Option<usize> {
        let mut passable = passable.max(Border::Comma);
        for skipped in 0..=usize::from(most) {
            if self.may_be(behind, at + skipped)
                && let Some(end) = self.all(after, at + skipped, passable)
            {
                return Some(end);
            }
            self.word(at + skipped, passable)?;
            passable = Border::Comma;
        }
        None
    }

    /// Whether the word at a place has one of these signs.
    fn may_be(&self, signs: u64, at: usize) -> bool {
        signs & (ANYTHING | if at < self.end { sign(self.words.words[at].form) } else { 0 }) != 0
    }

    fn slot(&mut self, after: &Rest<'_>, slot: Slot, place: u8, at: usize, passable: Border) -> Option<usize> {
        self.word(at, passable)?;
        let end = self.slots.end(slot, at).filter(|end| *end <= self.end && *end > at)?;
        let kept = self.filled.len();
        self.filled.push((place, at..end));
        let found = self.all(after, end, Border::Quote);
        if found.is_none() {
            self.filled.truncate(kept);
        }
        found
    }
}
