//! Features of what somebody says, for the models that a codebook's examples taught.

use std::borrow::Cow;

use super::{
    lower::Lower,
    measure,
    names::Roster,
    negation,
    page::Page,
    rules::{Meaning, Rules},
};
use crate::{
    lexicon::{
        Class, Dimension, KnownFeature, Learned, Negation, Place, WordList, feature_key, key, pair_key, stem_key,
    },
    model::{ActorKind, ClosedList, Sign, Stance},
};

/// Words that say nothing about a subject or a side by themselves.
static COMMON: WordList = WordList::new(
    "the a an its their his her our my your this that these those of to in on at for with by from as and \
    or be is are was were been being it he she they we i you has have had do does did will would could may might can s \
    t d re ve ll m 's 't 'd 're 've 'll 'm said says say which who whom there than then so also",
);
/// How far behind a cue words of a proposition may begin to be what it is about, in words.
const CUE_REACH: usize = 16;
/// How many words behind a negation are marked by it.
const REACH: u32 = 4;

/// A word as the models see it, or a name.
struct Seen<'p> {
    /// What stands for the word: a mark for actors and their kind, or nothing and the word.
    actor: Option<&'static str>,
    lower: Lower<'p>,
    /// How much of the word is its stem, in bytes.
    stem: usize,
    negates: bool,
    /// The word behind it.
    next: usize,
}

impl Seen<'_> {
    fn stem(&self) -> [&str; 2] {
        match self.actor {
            Some(kind) => ["<", kind],
            None => ["", &self.lower.as_str()[..self.stem]],
        }
    }

    fn stem_key(&self) -> u64 {
        match self.stem() {
            ["", stem] => stem_key(stem),
            parts => stem_key(&parts.concat()),
        }
    }
}

/// What the models see at a word; nothing in words that say nothing by themselves.
fn see<'p>(page: &'p Page<'_>, roster: &Roster, word: usize) -> Option<Seen<'p>> {
    let mention = page.mention_at(word).filter(|mention| !mention.description && mention.actors.len() == 1);
    if let Some(mention) = mention {
        let actor = Some(ClosedList::id(roster.actors[mention.actors[0]].kind));
        return Some(Seen { actor, lower: Lower::known(""), stem: 0, negates: false, next: mention.words.end });
    }
    let lower = page.lower(word);
    let negates = page.class(word).any(Class::NEGATION);
    if !negates && COMMON.contains(&lower) {
        return None;
    }
    Some(Seen { actor: None, stem: stemmed(&lower).len(), lower, negates, next: word + 1 })
}

/// Calls `put` with the name, in parts, of each feature of some words, each name once in a row: `u:` a word, `n:` a word behind a
/// negation, `b:` two words in a row; `*` for all. The words are in order. Words are cut to their stems, known actors stand for their kind.
pub(super) fn describe(
    page: &Page<'_>,
    rules: &Rules,
    roster: &Roster,
    words: impl Iterator<Item = usize> + Clone,
    put: &mut impl FnMut(&[&str]),
) {
    put(&["*"]);
    let mut known: Vec<&str> = Vec::new();
    let patterns = patterns(page, rules);
    for word in words.clone() {
        for (_, name) in patterns.iter().filter(|(at, _)| *at == word) {
            if !known.contains(&name.as_ref()) {
                known.push(name.as_ref());
                put(&[name.as_ref()]);
            }
        }
    }
    let mut before: Option<Seen<'_>> = None;
    let (mut negated, mut passed) = (0u32, 0usize);
    for word in words {
        if word < passed {
            continue;
        }
        let Some(seen) = see(page, roster, word) else { continue };
        passed = seen.next;
        if seen.negates {
            negated = REACH + 1;
        }
        let [mark, stem] = seen.stem();
        put(&["u:", mark, stem]);
        if negated > 0 {
            negated -= 1;
            put(&["n:", mark, stem]);
        }
        if let Some([before_mark, before]) = before.as_ref().map(Seen::stem) {
            put(&["b:", before_mark, before, "_", mark, stem]);
        }
        before = Some(seen);
    }
}

/// What the lexicon's patterns find, as features, in the order of the words where they begin: `w:` words of a
/// proposition, `g:` a stance by itself, each with its sign; `c:` a cue with its sign, `v:` a verdict; `x:` words of a
/// proposition with the sign that the cue before them makes of it; `m:` a measure that gives the state more power or less,
/// `y:` the same with the sign of the cue before it. A negation turns signs as it does in claims.
pub(super) fn patterns(page: &Page<'_>, rules: &Rules) -> Vec<(usize, Cow<'static, str>)> {
    let mut found: Vec<(usize, Cow<'static, str>)> = Vec::new();
    let mut measures = measure::measures(page).into_iter().peekable();
    for (sentence, finds) in page.words.sentences.iter().zip(&page.finds) {
        let mut cues: Vec<(usize, bool)> = Vec::new();
        for find in finds {
            let start = find.found.words.start;
            let is_turned = || {
                rules.index.negation(find.found.pattern) == Negation::Flip && negation::negator(page, start).is_some()
            };
            let sign = |positive: bool| if positive { '+' } else { '-' };
            match find.what {
                Meaning::Wording(entry) => {
                    let wording = rules.wording(entry);
                    let positive = (wording.sign == Sign::Support) != is_turned();
                    found.push((start, format!("w:{}{}", wording.proposition, sign(positive)).into()));
                    if let Some(&(at, supports)) = cues.last()
                        && start - at <= CUE_REACH
                    {
                        found.push((start, format!("x:{}{}", wording.proposition, sign(positive == supports)).into()));
                    }
                }
                Meaning::Pragmatic(entry) => {
                    let rule = rules.pragmatic(entry);
                    let positive = (rule.stance == Stance::Support) != is_turned();
                    found.push((start, format!("g:{}{}", rule.proposition, sign(positive)).into()));
                }
                Meaning::Cue(entry) => {
                    let supports = match rules.cue(entry).polarity {
                        Dimension::Support => true,
                        Dimension::Oppose => false,
                        _ => continue,
                    };
                    let verdict = rules.cue(entry).wording == Place::Before;
                    let supports = supports != is_turned();
                    let name = match (verdict, supports) {
                        (true, true) => "v:+",
                        (true, false) => "v:-",
                        (false, true) => "c:+",
                        (false, false) => "c:-",
                    };
                    found.push((start, name.into()));
                    if !verdict {
                        cues.push((start, supports));
                    }
                }
                _ => {}
            }
        }
        while let Some((at, more)) = measures.next_if(|(at, _)| *at < sentence.end) {
            found.push((at, if more { "m:+" } else { "m:-" }.into()));
            let before = cues.partition_point(|(cue, _)| *cue < at);
            if let Some((_, supports)) = cues[..before].last().filter(|(cue, _)| at - cue <= CUE_REACH) {
                found.push((at, if *supports == more { "y:+" } else { "y:-" }.into()));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The features of a page's words that a table has weights for: as [`describe`] names them, but each looked up once,
/// however many passages a word is weighed in.
pub(super) struct Weighed<'l> {
    learned: &'l Learned,
    every: Option<KnownFeature>,
    words: Vec<WeighedWord>,
    /// What the lexicon's patterns find, by the word where it begins.
    patterns: Vec<(usize, KnownFeature)>,
}

/// A word's features.
#[derive(Clone, Copy, Default)]
struct WeighedWord {
    word: Option<KnownFeature>,
    /// With `before`, the word that is seen before it, if there is one.
    pair: Option<KnownFeature>,
    before: Option<u32>,
    /// The number of its stem.
    stem: u64,
    /// The word behind it; 0 if the models see nothing here.
    next: u32,
    negates: bool,
}

impl<'l> Weighed<'l> {
    pub(super) fn new(page: &Page<'_>, rules: &Rules, roster: &Roster, learned: &'l Learned) -> Self {
        let mut words = vec![WeighedWord::default(); page.words.words.len()];
        let (mut before, mut passed): (Option<u32>, usize) = (None, 0);
        for word in 0..words.len() {
            let Some(seen) = see(page, roster, word) else { continue };
            let stem = seen.stem_key();
            let mut own = WeighedWord {
                word: learned.find(feature_key(b'u', stem)),
                pair: None,
                before: None,
                stem,
                next: seen.next as u32,
                negates: seen.negates,
            };
            if word >= passed {
                if let Some(before) = before {
                    own.pair = learned.find(pair_key(words[before as usize].stem, stem));
                }
                own.before = before;
                passed = seen.next;
                before = Some(word as u32);
            }
            words[word] = own;
        }
        let patterns = patterns(page, rules)
            .into_iter()
            .filter_map(|(word, name)| Some((word, learned.find(key(&name))?)))
            .collect();
        Self { learned, every: learned.find(key("*")), words, patterns }
    }

    /// Puts the known features of some words into a list, in the order of [`describe`].
    pub(super) fn features(&self, words: impl Iterator<Item = usize>, features: &mut Vec<KnownFeature>) {
        features.clear();
        features.extend(self.every);
        let mut before: Option<u32> = None;
        let (mut negated, mut passed) = (0u32, 0usize);
        let mut found: Vec<KnownFeature> = Vec::new();
        let mut next: Option<usize> = None;
        for word in words {
            let mut at = next.unwrap_or_else(|| self.patterns.partition_point(|(start, _)| *start < word));
            while self.patterns.get(at).is_some_and(|(start, _)| *start < word) {
                at += 1;
            }
            while let Some((_, feature)) = self.patterns.get(at).filter(|(start, _)| *start == word) {
                if !found.contains(feature) {
                    found.push(*feature);
                }
                at += 1;
            }
            next = Some(at);
            if word < passed {
                continue;
            }
            let own = self.words[word];
            if own.next == 0 {
                continue;
            }
            passed = own.next as usize;
            if own.negates {
                negated = REACH + 1;
            }
            features.extend(own.word);
            if negated > 0 {
                negated -= 1;
                features.extend(self.learned.find(feature_key(b'n', own.stem)));
            }
            if own.before == before {
                features.extend(own.pair);
            } else if let Some(before) = before {
                // What stands between them is left out.
                features.extend(self.learned.find(pair_key(self.words[before as usize].stem, own.stem)));
            }
            before = Some(word as u32);
        }
        features.extend(found);
    }

    /// The feature of a holder of a kind, if there are weights for it.
    pub(super) fn feature_of_holder(&self, kind: ActorKind) -> Option<KnownFeature> {
        self.learned.find(feature_key(b'k', stem_key(ClosedList::id(kind))))
    }

    /// The name and the weight of the features that say which side a holder takes on a proposition with some words.
    pub(super) fn weights(
        &self,
        words: &[usize],
        kind: ActorKind,
        proposition: usize,
    ) -> impl Iterator<Item = (&'l str, f32)> {
        let mut features = Vec::new();
        self.features(words.iter().copied(), &mut features);
        features.extend(self.feature_of_holder(kind));
        let (learned, every) = (self.learned, self.every);
        let own = features.into_iter().filter(move |feature| Some(*feature) != every);
        own.map(move |feature| (learned.name(feature), learned.weight(feature, proposition)))
    }
}

/// Calls `put` with the feature of who speaks: `k:` and the kind of actor.
pub(super) fn describe_holder(kind: ActorKind, put: &mut impl FnMut(&[&str])) {
    put(&["k:", ClosedList::id(kind)]);
}

/// A word without common endings and cut to seven letters: enough to bring the forms of a word together.
fn stemmed(lower: &str) -> &str {
    // By their last letter, in the order in which they are tried.
    let endings: &[&str] = match lower.as_bytes().last() {
        Some(b's') => &["ations", "ings", "ies", "es", "s"],
        Some(b'n') => &["ation"],
        Some(b'g') => &["ing"],
        Some(b'y') => &["edly", "ly"],
        Some(b'd') => &["ed"],
        _ => &[],
    };
    let mut cut = lower;
    if !endings.is_empty() {
        let length = if lower.is_ascii() { lower.len() } else { lower.chars().count() };
        let long = |ending: &&&str| length >= ending.len() + 4;
        cut = endings.iter().filter(long).find_map(|ending| lower.strip_suffix(ending)).unwrap_or(lower);
    }
    if cut.len() <= 7 {
        return cut;
    }
    cut.char_indices().nth(7).map_or(cut, |(end, _)| &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::stemmed;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [["weaken", "weakened"], ["encrypt", "encryption"], ["order", "orders"], ["scan", "scanning"]] {
            let stems = forms.map(stemmed);
            assert!(stems[0] == stems[1] || stems[1].starts_with(stems[0]), "{stems:?}");
        }
        assert_eq!(stemmed("überwachung"), "überwac");
    }
}
