//! Learns from example sentences which words speak for which proposition, and for which side of it.
//!
//! ```text
//! cargo run --release --example learn_stances -- EXAMPLES.tsv [TEXTS] > TABLE.learned.tsv
//! cargo run --release --example learn_stances -- EXAMPLES.tsv --check
//! ```
//!
//! An example is a line `proposition TAB stance TAB text`, with whose stance it is in square brackets; `none TAB none`
//! for what takes no stand. TEXTS is a folder of coded texts (`tests/cases/practice`): what each tells of an actor, passage
//! by passage, is learned from as well, with what the actor holds by the coding. The line `# turned: PROPOSITION...` names the propositions that those are against who are
//! for most others. Four models: whether a stand is taken (logistic regression), on which proposition (multinomial),
//! in which camp its holder is (logistic regression on words, shared by all propositions, and on words with their
//! proposition), and what an actor holds by all that a text tells of it (logistic regression for each proposition). `--check` learns on four fifths and prints how many of the rest come out right, for each fifth;
//! `--features` prints the features of each example.

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

#[path = "learn/optimize.rs"]
mod optimize;
#[path = "learn/practice.rs"]
pub(crate) mod practice;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::Path,
};

use optimize::Learner;
use stancegraph::{case::built_in_codebook, coding, lexicon::held_length};

const ROUNDS: usize = 14;
const NONE: &str = "none";
const TURNED: &str = "# turned:";
/// Features of fewer examples are left out.
const LEAST: usize = 2;
/// Smaller weights are not worth a word in the table.
const SMALLEST: f32 = 0.15;
/// The same of what is held by all that is told of an actor, where a feature counts for less the more there are.
const SMALLEST_HELD: f32 = 0.05;
/// Features that fewer portraits and sentences have are left out of what is held.
const LEAST_HELD: usize = 3;
const HELD_ROUNDS: usize = 8;
const HELD_PENALTY: f32 = 5.0;
/// Words that by the examples take a stand so clearly, in odds, of somebody who by the coding takes none, are more often
/// another's, whom the coder has not recognised.
const CONTRADICTED: f32 = 1.5;
/// What an example counts where it is learned what an actor holds by all that a text tells of it: an example is a
/// sentence, and is about one proposition only.
const SENTENCE_COUNTS: f32 = 0.1;

#[derive(Clone)]
pub(crate) struct Example {
    proposition: String,
    /// Whether its holder is in the camp that is for the propositions that are not turned.
    camp: bool,
    features: Vec<String>,
}

/// All that a text tells of an actor.
#[derive(Clone)]
pub(crate) struct Portrait {
    features: Vec<String>,
    /// What it holds something on.
    holds: Vec<String>,
    /// What it may hold something on: two careful readers could differ.
    may_hold: Vec<String>,
}

/// What coded texts teach, each with the number of its text.
#[derive(Default)]
pub(crate) struct Lessons {
    passages: Vec<(u32, Example)>,
    portraits: Vec<(u32, Portrait)>,
}

impl Lessons {
    /// What the texts teach that have such a number.
    #[allow(dead_code, reason = "only `learn_judge`, which shares this, asks")]
    pub(crate) fn of(&self, is: impl Fn(u32) -> bool) -> Self {
        Self {
            passages: self.passages.iter().filter(|(text, _)| is(*text)).cloned().collect(),
            portraits: self.portraits.iter().filter(|(text, _)| is(*text)).cloned().collect(),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let file = arguments.first().ok_or("name a file of examples")?;
    let text = fs::read_to_string(file)?;
    let asks = |option: &str| arguments.iter().any(|argument| argument == option);
    if asks("--features") {
        for example in &read(&text)? {
            println!("{}\t{}\t{}", example.proposition, example.camp, example.features.join(" "));
        }
    } else if asks("--check") {
        check(&read(&text)?);
    } else {
        print!("{}", learned(&text, arguments.get(1).map(Path::new))?);
    }
    Ok(())
}

/// The table that the examples of a file make, with the coded texts of a folder, if there is one.
pub(crate) fn learned(examples: &str, folder: Option<&Path>) -> Result<String, Box<dyn Error>> {
    let texts = folder.map(practice::read).transpose()?.unwrap_or_default();
    table(examples, &lessons(examples, &texts)?)
}

/// The table that the examples of a file make, and coded texts.
pub(crate) fn table(text: &str, lessons: &Lessons) -> Result<String, Box<dyn Error>> {
    let examples = read(text)?;
    let all: Vec<&Example> = examples.iter().chain(lessons.passages.iter().map(|(_, example)| example)).collect();
    let mut model = Model::learn(&all);
    let sentences = examples.iter().map(|example| {
        let holds = Some(&example.proposition).filter(|name| *name != NONE).cloned().into_iter().collect();
        let portrait = Portrait { features: example.features.clone(), holds, may_hold: Vec::new() };
        (portrait, SENTENCE_COUNTS)
    });
    let portraits = lessons.portraits.iter().map(|(_, portrait)| (portrait.clone(), 1.0));
    model.learn_held(&sentences.chain(portraits).collect::<Vec<_>>());
    Ok(written(&model, &turned(text)))
}

/// What coded texts teach: their passages, as examples of what their actors hold by the coding, and all that each tells
/// of an actor. Which of several propositions a passage is about, and whether it takes a stand at all where another of the same actor
/// does, the examples of the file say.
pub(crate) fn lessons(text: &str, texts: &BTreeMap<u32, practice::Practice>) -> Result<Lessons, Box<dyn Error>> {
    let examples = read(text)?;
    let turned = turned(text);
    let model = Model::learn(&examples.iter().collect::<Vec<_>>());
    let weights = model.weights();
    let coder = coding::compile(&built_in_codebook()).map_err(|found| format!("{found:?}"))?;
    let mut lessons = Lessons::default();
    let found = &mut lessons.passages;
    for (number, practice) in texts {
        let told = coder.told(&coding::Input { text: &practice.text, date: practice.date });
        let mut surest: BTreeMap<&str, f32> = BTreeMap::new();
        let scored: Vec<Judgement> = told.iter().map(|told| judged(&model, &told.features, &weights)).collect();
        for (told, scored) in told.iter().zip(&scored) {
            let most = surest.entry(told.actor.as_str()).or_insert(f32::MIN);
            *most = most.max(scored.stand);
        }
        for (one, scored) in told.iter().zip(&scored) {
            let held: Vec<&practice::Gold> =
                practice.statement.iter().filter(|gold| gold.actor == one.actor.as_str()).collect();
            let class = |gold: &practice::Gold| model.classes.iter().position(|class| *class == gold.proposition);
            let best = held
                .iter()
                .filter(|gold| gold.stance != "conditional")
                .filter_map(|gold| Some((scored.subjects[class(gold)?], gold)))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let features = one.features.clone();
            match best {
                None if held.is_empty() => {
                    if scored.stand > CONTRADICTED {
                        continue;
                    }
                    found.push((*number, Example { proposition: NONE.to_owned(), camp: false, features }));
                }
                Some((_, gold)) if scored.stand > 0.0 || scored.stand >= surest[one.actor.as_str()] => {
                    let camp = (gold.stance == "support") != turned.contains(&gold.proposition.as_str());
                    found.push((*number, Example { proposition: gold.proposition.clone(), camp, features }));
                }
                _ => {}
            }
        }
        lessons.portraits.extend(portraits(&told, practice).into_iter().map(|portrait| (*number, portrait)));
    }
    Ok(lessons)
}

/// All that a text tells of each actor.
fn portraits(told: &[coding::Told], practice: &practice::Practice) -> Vec<Portrait> {
    let mut features: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
    for told in told {
        features.entry(told.actor.as_str()).or_default().extend(&told.features);
    }
    let portrait = |(actor, features): (&str, BTreeSet<&String>)| {
        let held = practice.statement.iter().filter(|gold| gold.actor == actor);
        let (may_hold, holds): (Vec<_>, Vec<_>) = held.partition(|gold| gold.optional);
        let names = |held: Vec<&practice::Gold>| held.into_iter().map(|gold| gold.proposition.clone()).collect();
        Portrait { features: features.into_iter().cloned().collect(), holds: names(holds), may_hold: names(may_hold) }
    };
    features.into_iter().map(portrait).collect()
}

fn turned(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix(TURNED)).flat_map(str::split_whitespace).collect()
}

fn read(text: &str) -> Result<Vec<Example>, Box<dyn Error>> {
    let coder = coding::compile(&built_in_codebook()).map_err(|found| format!("{found:?}"))?;
    let turned = turned(text);
    let mut examples = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let wrong = || format!("line {}: write `proposition TAB stance TAB text` with one [holder]", number + 1);
        let fields: Vec<&str> = line.split('\t').collect();
        let [proposition, stance, text] = fields.as_slice() else { return Err(wrong().into()) };
        let (before, rest) = text.split_once('[').ok_or_else(wrong)?;
        let (holder, after) = rest.split_once(']').ok_or_else(wrong)?;
        let plain = format!("{before}{holder}{after}");
        let features = coder.features_of_example(&plain, before.len()..before.len() + holder.len());
        let camp = (*stance == "support") != turned.contains(proposition);
        examples.push(Example { proposition: (*proposition).to_owned(), camp, features });
    }
    Ok(examples)
}

struct Model {
    stands: Learner,
    subjects: Learner,
    sides: Learner,
    held: Learner,
    names: Vec<String>,
    numbers: BTreeMap<String, u64>,
    classes: Vec<String>,
}

impl Model {
    fn learn(examples: &[&Example]) -> Self {
        let mut classes: Vec<String> =
            examples.iter().map(|example| example.proposition.clone()).filter(|name| name != NONE).collect();
        classes.sort_unstable();
        classes.dedup();
        let mut model = Self {
            stands: Learner::new(0.3, 0.6, 0.6),
            subjects: Learner::new(0.3, 0.6, 0.6),
            sides: Learner::new(0.3, 0.6, 0.6),
            held: Learner::new(0.1, HELD_PENALTY, 1.0),
            names: Vec::new(),
            numbers: BTreeMap::new(),
            classes,
        };
        let numbered = model.numbered(examples.iter().map(|example| example.features.as_slice()), LEAST);
        for round in 0..ROUNDS {
            for at in order(examples.len(), round) {
                let example = examples[at];
                let stand = model.stands.intern(&numbered[at]);
                model.stands.learn_yes_no(&stand, example.proposition != NONE);
                if example.proposition == NONE {
                    continue;
                }
                let options: Vec<Vec<u32>> = (0..model.classes.len())
                    .map(|class| model.subjects.intern(&of_class(&numbered[at], class)))
                    .collect();
                let worth: Vec<f32> =
                    model.classes.iter().map(|class| f32::from(u8::from(*class == example.proposition))).collect();
                model.subjects.learn_choice(&options, &worth);
                let features = model.side_features(&numbered[at], &example.proposition);
                let features = model.sides.intern(&features);
                model.sides.learn_yes_no(&features, example.camp);
            }
        }
        model
    }

    /// Learns what actors hold by all that a text tells of them, each portrait with what it counts.
    fn learn_held(&mut self, portraits: &[(Portrait, f32)]) {
        let numbered = self.numbered(portraits.iter().map(|(portrait, _)| portrait.features.as_slice()), LEAST_HELD);
        for (class, name) in self.classes.iter().enumerate() {
            let interned: Vec<Vec<u32>> =
                numbered.iter().map(|numbers| self.held.intern(&of_class(numbers, class))).collect();
            for round in 0..HELD_ROUNDS {
                for at in order(portraits.len(), round) {
                    let (portrait, counts) = &portraits[at];
                    if portrait.may_hold.contains(name) {
                        continue;
                    }
                    let value = held_length(interned[at].len());
                    self.held.learn_valued(&interned[at], value, portrait.holds.contains(name), *counts);
                }
            }
        }
    }

    fn weights(&self) -> Weights {
        let collect = |learner: &Learner| learner.weights().into_iter().collect();
        Weights { stands: collect(&self.stands), subjects: collect(&self.subjects), sides: collect(&self.sides) }
    }

    /// The features that so many have, as numbers: what one alone has says more of it than of the language.
    fn numbered<'f>(&mut self, all: impl Iterator<Item = &'f [String]> + Clone, least: usize) -> Vec<Vec<u64>> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for name in all.clone().flatten() {
            *seen.entry(name).or_default() += 1;
        }
        let common = |name: &&String| seen[name.as_str()] >= least;
        all.map(|features| self.number(&features.iter().filter(common).cloned().collect::<Vec<_>>())).collect()
    }

    fn number(&mut self, features: &[String]) -> Vec<u64> {
        let names = &mut self.names;
        let mut numbers: Vec<u64> = features
            .iter()
            .map(|name| {
                *self.numbers.entry(name.clone()).or_insert_with(|| {
                    names.push(name.clone());
                    names.len() as u64 - 1
                })
            })
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Features for the side: alone, and with the proposition.
    fn side_features(&self, features: &[u64], proposition: &str) -> Vec<u64> {
        let class = self.classes.iter().position(|class| class == proposition).unwrap_or(0);
        features.iter().copied().chain(of_class(features, class + 1)).collect()
    }
}

/// What a model says of an example.
struct Judgement {
    /// The logarithm of the odds that a stand is taken.
    stand: f32,
    /// How much speaks for each class.
    subjects: Vec<f32>,
    /// The logarithm of the odds for the camp, by class.
    camp: Vec<f32>,
}

/// The weights of the three models.
struct Weights {
    stands: BTreeMap<u64, f32>,
    subjects: BTreeMap<u64, f32>,
    sides: BTreeMap<u64, f32>,
}

fn judged(model: &Model, features: &[String], weights: &Weights) -> Judgement {
    let mut numbers: Vec<u64> = features.iter().filter_map(|name| model.numbers.get(name).copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let sum =
        |keys: &[u64], weights: &BTreeMap<u64, f32>| -> f32 { keys.iter().filter_map(|key| weights.get(key)).sum() };
    let classes = 0..model.classes.len();
    Judgement {
        stand: sum(&numbers, &weights.stands),
        subjects: classes.map(|class| sum(&of_class(&numbers, class), &weights.subjects)).collect(),
        camp: model.classes.iter().map(|class| sum(&model.side_features(&numbers, class), &weights.sides)).collect(),
    }
}

/// The keys of features of one class.
fn of_class(features: &[u64], class: usize) -> Vec<u64> {
    features.iter().map(|feature| feature | (class as u64) << 40).collect()
}

/// A shuffled order that is the same in each run.
fn order(length: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(round as u64 + 1);
    for at in (1..length).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
    order
}

fn written(model: &Model, turned: &[&str]) -> String {
    let mut rows: BTreeMap<&str, Vec<(String, f32)>> = BTreeMap::new();
    let low = (1u64 << 40) - 1;
    for (key, weight) in model.stands.weights() {
        rows.entry(&model.names[key as usize]).or_default().push(("stand".to_owned(), weight));
    }
    for (key, weight) in model.subjects.weights() {
        let class = &model.classes[(key >> 40) as usize];
        rows.entry(&model.names[(key & low) as usize]).or_default().push((class.clone(), weight));
    }
    for (key, weight) in model.sides.weights() {
        let class = (key >> 40) as usize;
        let name = if class == 0 { "±".to_owned() } else { format!("±{}", model.classes[class - 1]) };
        rows.entry(&model.names[(key & low) as usize]).or_default().push((name, weight));
    }
    for (key, weight) in model.held.weights() {
        let name = format!("@{}", model.classes[(key >> 40) as usize]);
        rows.entry(&model.names[(key & low) as usize]).or_default().push((name, weight));
    }
    let mut table =
        "# Made by examples/learn_stances.rs from the examples beside it: change those, not this.\n".to_owned();
    if !turned.is_empty() {
        let names: Vec<String> = turned.iter().map(|name| format!("{name}=-1")).collect();
        let _ = writeln!(table, "turned\t{}", names.join(" "));
    }
    for (feature, mut weights) in rows {
        weights.retain(|(name, weight)| weight.abs() >= if name.starts_with('@') { SMALLEST_HELD } else { SMALLEST });
        weights.sort_by(|a, b| a.0.cmp(&b.0));
        if weights.is_empty() {
            continue;
        }
        let written: Vec<String> = weights.iter().map(|(name, weight)| format!("{name}={weight:.2}")).collect();
        let _ = writeln!(table, "{feature}\t{}", written.join(" "));
    }
    table
}

/// Learns on four fifths and judges the rest.
fn check(examples: &[Example]) {
    const PARTS: usize = 5;
    let shuffled = order(examples.len(), 99);
    let (mut stands, mut subjects, mut sides, mut sided) = (0, 0, 0, 0);
    for part in 0..PARTS {
        let (mut learn, mut test) = (Vec::new(), Vec::new());
        for (place, &at) in shuffled.iter().enumerate() {
            if place % PARTS == part { test.push(&examples[at]) } else { learn.push(&examples[at]) }
        }
        let model = Model::learn(&learn);
        let weights = model.weights();
        for example in test {
            let judgement = judged(&model, &example.features, &weights);
            stands += usize::from((judgement.stand > 0.0) == (example.proposition != NONE));
            if let Some(class) = model.classes.iter().position(|class| *class == example.proposition) {
                sided += 1;
                let scores = &judgement.subjects;
                let subject = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
                subjects += usize::from(subject == Some(class));
                sides += usize::from((judgement.camp[class] > 0.0) == example.camp);
            }
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "{} examples: stand right {:.1} %; of {sided} with one: subject right {:.1} %, side right {:.1} %",
        examples.len(),
        share(stands, examples.len()),
        share(subjects, sided),
        share(sides, sided)
    );
}
