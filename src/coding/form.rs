//! What somebody does in saying something: the form of a speech act, read from its words and not from its topic.
//!
//! Two tables of the lexicon tell it: `[[form]]`, words that make a speech act whatever it is about ("issued an
//! ultimatum", "is prepared to"), and `[[cue]]`, words of attitude that name their own form. A claim takes the form of
//! its own cue ([`of_cue`]); a sentence that is about no proposition has a form all the same ([`main_act`]).

use std::ops::Range;

use super::{
    negation,
    page::{Find, Page},
    rules::{Meaning, Rules},
};
use crate::{
    attribution::tag::Tag,
    lexicon::{Border, Class, Cue, CueHolder, Dimension, Negation},
    model::Form,
};

/// A speech act in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Act {
    pub(super) words: Range<usize>,
    pub(super) form: Form,
    pub(super) negated: bool,
    /// The pattern that found it.
    pub(super) pattern: usize,
}

/// How far an act stands from the main clause: the nearest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// A verb with a tense, in the main clause or in what somebody there says.
    Main,
    /// A participle, an infinitive, a noun: "..., demanding that".
    Phrase,
    /// "officials said": saying it is an act only if nothing else is.
    Saying,
    /// In a clause of its own: "who refused".
    Clause,
}

/// The form that negation makes of one: what is not promised is refused.
const fn turned(form: Form) -> Form {
    match form {
        Form::Promise | Form::Offer | Form::Comply | Form::Announce => Form::Refuse,
        Form::Refuse => Form::Comply,
        _ => Form::Argue,
    }
}

/// The form of a claim's cue. Words of `[[form]]` that take in the cue and more know better than the cue alone:
/// "is prepared to comply", "vowed to fight". Words of the speaker's ("must") are no verbs of their own and take their
/// form from there.
pub(super) fn of_cue(page: &Page<'_>, rules: &Rules, words: &Range<usize>, cue: &Cue, negated: bool) -> Option<Form> {
    let own = cue.form.map(|form| if negated { turned(form) } else { form });
    let least = words.len() + usize::from(cue.holder != CueHolder::Speaker);
    let act = acts(page, rules, page.sentence_of(words.start))
        .filter(|act| act.words.start <= words.start && words.end <= act.words.end && act.words.len() >= least)
        .max_by_key(|act| (act.words.len(), std::cmp::Reverse(act.pattern)));
    act.map(|act| act.form).or(own)
}

/// The form of words that are a stance by themselves and name none: "may operate only if".
pub(super) fn of_words(page: &Page<'_>, rules: &Rules, words: &Range<usize>) -> Option<Form> {
    acts(page, rules, page.sentence_of(words.start))
        .filter(|act| act.words.start < words.end && words.start < act.words.end)
        .max_by_key(|act| (act.words.len(), std::cmp::Reverse(act.pattern)))
        .map(|act| act.form)
}

/// The words of `[[form]]` in a sentence.
fn acts(page: &Page<'_>, rules: &Rules, sentence: usize) -> impl Iterator<Item = Act> {
    let finds = page.finds.get(sentence).map_or(&[][..], Vec::as_slice);
    finds.iter().filter_map(|find| match find.what {
        Meaning::Form(entry) => act(page, rules, find, rules.form(entry).form),
        _ => None,
    })
}

fn act(page: &Page<'_>, rules: &Rules, find: &Find, form: Form) -> Option<Act> {
    let words = find.found.words.clone();
    let pattern = find.found.pattern;
    let negated = match rules.index.negation(pattern) {
        Negation::Ignore => false,
        Negation::Flip => negation::negator(page, words.start).is_some(),
        Negation::Drop if negation::negator(page, words.start).is_some() => return None,
        Negation::Drop => false,
    };
    Some(Act { words, form: if negated { turned(form) } else { form }, negated, pattern })
}

/// The act that a sentence is about, if it reports one: the nearest to the main clause, then the first.
pub(super) fn main_act(page: &Page<'_>, rules: &Rules, sentence: usize) -> Option<Act> {
    let finds = page.finds.get(sentence)?;
    // Other cues are no speech acts by themselves: who lifts a ban or fights a law may do so without a word.
    let saying = finds.iter().filter_map(|find| match find.what {
        Meaning::Cue(entry) => act(page, rules, find, saying(rules, entry)?),
        _ => None,
    });
    // "the order", "in protest": a verb's word that is a noun here does nothing.
    let verbal = |act: &Act| act.words.len() > 1 || !is_noun(page, act.words.start);
    let candidates: Vec<Act> = acts(page, rules, sentence).chain(saying).filter(verbal).collect();
    let within_longer = |act: &Act| {
        candidates.iter().any(|other| {
            other.words.start <= act.words.start
                && act.words.start < other.words.end
                && (other.words.start, act.words.end) != (act.words.start, other.words.end)
                && act.words.end <= other.words.end
        })
    };
    candidates
        .iter()
        .filter(|act| !within_longer(act))
        .min_by_key(|act| {
            let yields = matches!(act.form, Form::Announce | Form::Argue);
            (depth(page, rules, act), yields, act.words.start, act.pattern)
        })
        .cloned()
}

fn depth(page: &Page<'_>, rules: &Rules, act: &Act) -> Depth {
    let start = act.words.start;
    let first = page.sentence(start).start;
    if in_clause(page, start, first) {
        return Depth::Clause;
    }
    if matches!(rules.meaning(act.pattern), Meaning::Cue(_)) {
        return Depth::Saying;
    }
    let tag = page.tag(start);
    let before = start.checked_sub(1).filter(|word| *word >= first);
    let noun = is_noun(page, start);
    let participle = (tag == Tag::VerbIng || tag == Tag::VerbParticiple && after_verb(page, start, first))
        && !before.is_some_and(|word| after_auxiliary(page, word, first));
    let infinitive = before.is_some_and(|word| page.class(word).any(Class::TO)) && !raised(page, start - 1, first);
    if noun || participle || infinitive { Depth::Phrase } else { Depth::Main }
}

/// "said", "told": the form of a cue that says nothing but that something is said.
fn saying(rules: &Rules, entry: usize) -> Option<Form> {
    let cue = rules.cue(entry);
    let says = cue.polarity == Dimension::Neutral && cue.holder == CueHolder::Subject && cue.form == Some(Form::Argue);
    says.then_some(Form::Argue)
}

/// A noun by its tag, or by the article before it.
fn is_noun(page: &Page<'_>, word: usize) -> bool {
    let article = |before: usize| {
        page.class(before).any(Class::DETERMINER.or(Class::POSSESSIVE))
            && !page.class(before).any(Class::RELATIVE.or(Class::NEGATION))
    };
    let before = word.checked_sub(1).filter(|before| *before >= page.sentence(word).start);
    page.tag(word).is_nominal() || before.is_some_and(article)
}

/// "is demanding", "has been repeatedly asked".
fn after_auxiliary(page: &Page<'_>, mut word: usize, first: usize) -> bool {
    while word > first && (page.class(word).any(Class::ADVERB) || page.tag(word) == Tag::Adverb) {
        word -= 1;
    }
    page.class(word).any(Class::AUXILIARY)
}

/// "opened a letter signed by": the clause has its verb already.
fn after_verb(page: &Page<'_>, start: usize, first: usize) -> bool {
    (first..start)
        .rev()
        .take_while(|word| page.border(word + 1) < Border::Comma && !page.class(*word).any(Class::CONJUNCTION))
        .any(|word| page.tag(word).is_finite())
}

/// "continued to refuse": the verb before "to" leaves the act its subject.
fn raised(page: &Page<'_>, to: usize, first: usize) -> bool {
    to > first && page.class(to - 1).any(Class::RAISING.or(Class::AUXILIARY).or(Class::MODAL))
}

/// Whether a word lies in a subordinate clause that began before it and has no other verb yet.
fn in_clause(page: &Page<'_>, start: usize, first: usize) -> bool {
    let mut others = 0;
    let mut nouns = false;
    for word in (first..start).rev() {
        if page.border(word + 1) >= Border::Comma {
            return false;
        }
        let class = page.class(word);
        if class.any(Class::RELATIVE) && page.tag(word) != Tag::Preposition || opens(page, word) {
            if others == 0 {
                return true;
            }
            others = 0;
            continue;
        }
        if class.any(Class::CONJUNCTION) && !nouns {
            // "who left and refused": the verbs share the clause.
            continue;
        }
        if page.tag(word).is_finite() && nouns {
            others += 1;
            nouns = false;
        }
        nouns |= page.tag(word).is_nominal() || page.tag(word) == Tag::Pronoun;
    }
    false
}

/// Words that begin a clause of time, cause or condition.
fn opens(page: &Page<'_>, word: usize) -> bool {
    page.class(word).any(Class::CLAUSE) && !matches!(page.lower(word).as_str(), "so" | "as" | "once")
}
