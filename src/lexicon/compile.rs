//! From syntax trees to what the matcher runs: word forms as numbers, and for each pattern the rarest word to look for.

use rustc_hash::FxHashMap;

use super::{
    index::{ANYTHING, ByForm, Forms, Index, MOST_SETS, NO_SET, Part, Program, Round, Start},
    inflect,
    pattern::{Node, Pattern, Slot},
    vocabulary::{FormId, Vocabulary},
};
use crate::attribution::lexicon as news;

/// A pattern's number, in the order of addition.
pub type PatternId = usize;

/// Collects patterns and compiles them together.
#[derive(Debug, Default)]
pub struct Compiler {
    vocabulary: Vocabulary,
    patterns: Vec<(Pattern, Round)>,
    /// The forms of each word that a pattern names.
    lemmas: FxHashMap<String, Vec<FormId>>,
    /// The forms that begin as a pattern says.
    prefixed: FxHashMap<String, Vec<FormId>>,
}

impl Compiler {
    /// Adds a pattern that is looked for in a round; the matches will bear its number.
    pub fn add(&mut self, pattern: Pattern, round: Round) -> PatternId {
        for item in &pattern.items {
            self.intern(item);
        }
        self.patterns.push((pattern, round));
        self.patterns.len() - 1
    }

    /// The vocabulary, to add words of one's own to.
    pub const fn vocabulary_mut(&mut self) -> &mut Vocabulary {
        &mut self.vocabulary
    }

    fn intern(&mut self, node: &Node) {
        match node {
            Node::Lemma(word) if self.lemmas.contains_key(word) => {}
            Node::Lemma(word) => {
                let forms = inflect::forms(word).iter().map(|form| self.vocabulary.intern(form)).collect();
                self.lemmas.insert(word.clone(), forms);
            }
            Node::Exact(word) => {
                self.vocabulary.intern(word);
            }
            Node::Prefix(word) => {
                self.vocabulary.intern_prefix(word);
            }
            Node::Either(options) => options.iter().flatten().for_each(|node| self.intern(node)),
            Node::Maybe(items) => items.iter().for_each(|node| self.intern(node)),
            Node::Gap(_) | Node::Any | Node::Slot(..) => {}
        }
    }

    /// Numbers the words anew, those first that news has most often: what is kept of most words of a text lies together
    /// then. Gives how often each was seen.
    fn renumber(&mut self) -> Vec<u32> {
        let seen: Vec<u32> =
            (0..self.vocabulary.len()).map(|form| times(&self.vocabulary, FormId(form as u32))).collect();
        // The unknown word keeps its number.
        let mut order: Vec<usize> = (1..seen.len()).collect();
        order.sort_by_key(|form| std::cmp::Reverse(seen[*form]));
        order.insert(0, 0);
        let mut numbers = vec![FormId::UNKNOWN; seen.len()];
        for (number, form) in order.iter().enumerate() {
            numbers[*form] = FormId(number as u32);
        }
        self.vocabulary.renumber(&numbers);
        for form in self.lemmas.values_mut().flatten() {
            *form = numbers[form.0 as usize];
        }
        order.into_iter().map(|form| seen[form]).collect()
    }

    /// Makes the index of all patterns added.
    #[must_use]
    pub fn finish(mut self) -> Index {
        let times = self.renumber();
        self.prefixed = self.vocabulary.forms_by_prefix();
        let mut usage: FxHashMap<FormId, u32> = FxHashMap::default();
        let programs: Vec<Program> = self.patterns.iter().map(|(pattern, _)| self.program(pattern)).collect();
        for program in &programs {
            count(&program.parts, &mut usage);
        }
        let rounds = [Round::First, Round::Second, Round::Third].map(|round| {
            let own = programs.iter().zip(&self.patterns).zip(0..).filter(|((_, (_, own)), _)| *own == round);
            self.starts(own.map(|((program, _), number)| (number, program)), &usage, &times)
        });
        Index::new(self.vocabulary, programs, rounds)
    }

    /// Where patterns may start and what sets of words they need, for each form.
    fn starts<'p>(
        &self,
        programs: impl Iterator<Item = (u32, &'p Program)>,
        usage: &FxHashMap<FormId, u32>,
        times: &[u32],
    ) -> ByForm {
        let mut starts: Vec<Vec<Start>> = vec![Vec::new(); self.vocabulary.len()];
        let mut sets = Sets { times, numbers: FxHashMap::default() };
        for (pattern, program) in programs {
            let anchor = rarest(&program.parts, usage, &self.vocabulary).expect("the parser wants a firm word");
            let first = first_words(&program.parts).unwrap_or(ANYTHING);
            let whole = matches!(program.parts.as_slice(), [Part::Set(_)]);
            let needed = sets.needed(&program.parts, anchor.part);
            for (form, low, high) in anchor.forms {
                // Only a word at a fixed distance from the beginning has the same neighbours in every match.
                let (mut previous, mut next) = (ANYTHING, ANYTHING);
                if low == high && matches!(program.parts[anchor.part], Part::Set(_)) {
                    previous = last_words(&program.parts[..anchor.part]).unwrap_or(ANYTHING);
                    next = first_words(&program.parts[anchor.part + 1..]).unwrap_or(ANYTHING);
                }
                starts[form.0 as usize].push(Start { pattern, whole, low, high, first, previous, next, needed });
            }
        }
        for list in &mut starts {
            list.sort_unstable_by_key(|start| (start.pattern, start.low, start.high));
            list.dedup();
        }
        ByForm { starts, sets: sets.finish() }
    }

    fn program(&self, pattern: &Pattern) -> Program {
        let mut roles = Vec::new();
        let parts = self.parts(&pattern.items, &mut roles);
        Program { negation: pattern.negation, parts, roles }
    }

    fn parts(&self, items: &[Node], roles: &mut Vec<(String, Slot)>) -> Vec<Part> {
        let mut parts: Vec<Part> = items.iter().map(|node| self.part(node, roles)).collect();
        for at in 0..parts.len() {
            if let Part::Gap(..) = parts[at] {
                let signs = first_words(&parts[at + 1..]).unwrap_or(ANYTHING);
                if let Part::Gap(_, behind) = &mut parts[at] {
                    *behind = signs;
                }
            }
        }
        parts
    }

    fn part(&self, node: &Node, roles: &mut Vec<(String, Slot)>) -> Part {
        match node {
            Node::Lemma(word) => Part::Set(Forms::new(self.lemmas.get(word).cloned().unwrap_or_default())),
            Node::Exact(word) => Part::Set(Forms::new(vec![self.vocabulary.find(word)])),
            Node::Prefix(prefix) => Part::Set(Forms::new(self.prefixed.get(prefix).cloned().unwrap_or_default())),
            Node::Either(options) => self.either(options, roles),
            Node::Maybe(items) => Part::Maybe(self.parts(items, roles)),
            Node::Gap(words) => Part::Gap(*words, ANYTHING),
            Node::Any => Part::Any,
            Node::Slot(slot, role) => {
                let name = role.clone().unwrap_or_default();
                roles.push((name, *slot));
                Part::Slot(*slot, (roles.len() - 1) as u8)
            }
        }
    }

    /// Alternatives that are one word each become one set.
    fn either(&self, options: &[Vec<Node>], roles: &mut Vec<(String, Slot)>) -> Part {
        let mut single: Vec<FormId> = Vec::new();
        let mut longer = Vec::new();
        for option in options {
            let mut parts = self.parts(option, roles);
            match parts.as_mut_slice() {
                [Part::Set(forms)] => single.extend(forms.iter()),
                _ => longer.push((first_words(&parts).unwrap_or(ANYTHING), parts)),
            }
        }
        if longer.is_empty() {
            return Part::Set(Forms::new(single));
        }
        if !single.is_empty() {
            let single = Forms::new(single);
            longer.insert(0, (single.signs, vec![Part::Set(single)]));
        }
        Part::Either(longer)
    }
}

fn count(parts: &[Part], usage: &mut FxHashMap<FormId, u32>) {
    for part in parts {
        match part {
            Part::Set(forms) => forms.iter().for_each(|form| *usage.entry(form).or_default() += 1),
            Part::Either(options) => options.iter().for_each(|(_, option)| count(option, usage)),
            Part::Maybe(items) => count(items, usage),
            Part::Gap(..) | Part::Any | Part::Slot(..) => {}
        }
    }
}

/// Words of which one must be there, with how many words may stand before it in the pattern.
struct Anchor {
    /// The place of the part that has them.
    part: usize,
    forms: Vec<(FormId, u8, u8)>,
    cost: u32,
}

/// The part that is rarest in texts, as far as the patterns let one guess: closed classes last, widely used words late.
fn rarest(parts: &[Part], usage: &FxHashMap<FormId, u32>, vocabulary: &Vocabulary) -> Option<Anchor> {
    let (mut low, mut high) = (0u8, 0u8);
    let mut best: Option<Anchor> = None;
    for (place, part) in parts.iter().enumerate() {
        if let Some(mut found) = anchor_of(part, usage, vocabulary) {
            found.part = place;
            for (_, before_low, before_high) in &mut found.forms {
                *before_low = before_low.saturating_add(low);
                *before_high = before_high.saturating_add(high);
            }
            found.cost += u32::from(high - low) * 8;
            if best.as_ref().is_none_or(|best| found.cost < best.cost) {
                best = Some(found);
            }
        }
        let (least, most) = width(part);
        low = low.saturating_add(least);
        high = high.saturating_add(most);
    }
    best
}

fn anchor_of(part: &Part, usage: &FxHashMap<FormId, u32>, vocabulary: &Vocabulary) -> Option<Anchor> {
    match part {
        Part::Set(forms) => {
            let cost = forms
                .iter()
                .map(|form| {
                    usage.get(&form).copied().unwrap_or(1)
                        + 500 * u32::from(vocabulary.class(form) != super::Class::default())
                })
                .sum();
            Some(Anchor { part: 0, forms: forms.iter().map(|form| (form, 0, 0)).collect(), cost })
        }
        Part::Either(options) => {
            let found: Option<Vec<Anchor>> =
                options.iter().map(|(_, option)| rarest(option, usage, vocabulary)).collect();
            let found = found?;
            let cost = found.iter().map(|anchor| anchor.cost).sum();
            Some(Anchor { part: 0, forms: found.into_iter().flat_map(|anchor| anchor.forms).collect(), cost })
        }
        Part::Maybe(_) | Part::Gap(..) | Part::Any | Part::Slot(..) => None,
    }
}

/// The signs of the words that parts may begin with; `None` if any word may.
fn first_words(parts: &[Part]) -> Option<u64> {
    let (part, rest) = parts.split_first()?;
    match part {
        Part::Set(forms) => Some(forms.signs),
        Part::Either(options) => all_of(options.iter().map(|(_, option)| first_words(option))),
        Part::Maybe(items) => Some(first_words(items)? | first_words(rest)?),
        Part::Gap(..) | Part::Any | Part::Slot(..) => None,
    }
}

/// The signs of the words that parts may end with; `None` if any word may.
fn last_words(parts: &[Part]) -> Option<u64> {
    let (part, rest) = parts.split_last()?;
    match part {
        Part::Set(forms) => Some(forms.signs),
        Part::Either(options) => all_of(options.iter().map(|(_, option)| last_words(option))),
        Part::Maybe(items) => Some(last_words(items)? | last_words(rest)?),
        Part::Gap(..) | Part::Any | Part::Slot(..) => None,
    }
}

/// Sets of words that patterns need, each with a number.
struct Sets<'t> {
    /// How often each form was seen in news.
    times: &'t [u32],
    numbers: FxHashMap<Vec<FormId>, u16>,
}

impl Sets<'_> {
    /// The two rarest sets of words of which one must be there beside those of the part at `known`.
    fn needed(&mut self, parts: &[Part], known: usize) -> [u16; 2] {
        let others = parts.iter().enumerate().filter(|(place, _)| *place != known);
        let mut found: Vec<Vec<FormId>> = others.filter_map(|(_, part)| self.needed_by(part)).collect();
        found.sort_by_cached_key(|forms| (self.share(forms), forms.len()));
        let mut found = found.into_iter().map(|forms| self.number(forms));
        let first = found.next().unwrap_or(NO_SET);
        [first, found.next().unwrap_or(first)]
    }

    fn needed_by(&self, part: &Part) -> Option<Vec<FormId>> {
        match part {
            Part::Set(forms) => Some(forms.iter().collect()),
            Part::Either(options) => {
                let mut all = Vec::new();
                for (_, option) in options {
                    let found = option.iter().filter_map(|part| self.needed_by(part));
                    all.extend(found.min_by_key(|forms| self.share(forms))?);
                }
                all.sort_unstable();
                all.dedup();
                Some(all)
            }
            Part::Maybe(_) | Part::Gap(..) | Part::Any | Part::Slot(..) => None,
        }
    }

    fn share(&self, forms: &[FormId]) -> u64 {
        forms.iter().map(|form| u64::from(self.times[form.0 as usize])).sum()
    }

    fn number(&mut self, forms: Vec<FormId>) -> u16 {
        let next = self.numbers.len() + 1;
        // One that finds no room is taken to be there.
        if next >= MOST_SETS { NO_SET } else { *self.numbers.entry(forms).or_insert(next as u16) }
    }

    /// The sets of each form.
    fn finish(self) -> Vec<Vec<u16>> {
        let mut lists = vec![Vec::new(); self.times.len()];
        for (forms, number) in &self.numbers {
            forms.iter().for_each(|form| lists[form.0 as usize].push(*number));
        }
        lists
    }
}

/// How often a form was seen in news.
fn times(vocabulary: &Vocabulary, form: FormId) -> u32 {
    news::Lexicon::shipped().times(vocabulary.text(form))
}

fn all_of(mut options: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    options.try_fold(0, |all, option| Some(all | option?))
}

/// The fewest and the most words that a part may take.
fn width(part: &Part) -> (u8, u8) {
    let sum = |parts: &[Part]| {
        parts.iter().map(width).fold((0u8, 0u8), |(low, high), (l, h)| (low.saturating_add(l), high.saturating_add(h)))
    };
    match part {
        Part::Set(_) | Part::Any => (1, 1),
        Part::Gap(words, _) => (0, *words),
        Part::Slot(..) => (1, 12),
        Part::Maybe(items) => (0, sum(items).1),
        Part::Either(options) => options
            .iter()
            .map(|(_, option)| sum(option))
            .reduce(|(low, high), (l, h)| (low.min(l), high.max(h)))
            .unwrap_or((0, 0)),
    }
}
