//! Learns from example sentences which words speak for which proposition, and for which side of it.
//!
//! ```text
//! cargo run --release --example learn_stances -- EXAMPLES.tsv > TABLE.learned.tsv
//! cargo run --release --example learn_stances -- EXAMPLES.tsv --check
//! ```
//!
//! An example is a line `proposition TAB stance TAB text`, with whose stance it is in square brackets; `none TAB none`
//! for what takes no stand. Two models: which proposition, or none (multinomial logistic regression), and which side
//! (logistic regression on words, shared by all propositions, and on words with their proposition). `--check` learns on
//! four fifths and prints how many of the rest come out right, for each fifth.

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

#[path = "learn/optimize.rs"]
mod optimize;

use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs};

use optimize::Learner;
use stancegraph::{
    case::built_in_codebook,
    coding::{self, Coder},
};

const ROUNDS: usize = 14;
const NONE: &str = "none";
/// Features of fewer examples are left out.
const LEAST: usize = 2;
/// Smaller weights are not worth a word in the table.
const SMALLEST: f32 = 0.08;

struct Example {
    proposition: String,
    support: bool,
    features: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let file = arguments.first().ok_or("name a file of examples")?;
    let coder = coding::compile(&built_in_codebook()).map_err(|found| format!("{found:?}"))?;
    let examples = read(&fs::read_to_string(file)?, &coder)?;
    if arguments.iter().any(|argument| argument == "--check") {
        check(&examples);
        return Ok(());
    }
    let all: Vec<&Example> = examples.iter().collect();
    print(&Model::learn(&all));
    Ok(())
}

fn read(text: &str, coder: &Coder) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut examples = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let wrong = || format!("line {}: write `proposition TAB stance TAB text` with one [holder]", number + 1);
        let fields: Vec<&str> = line.split('\t').collect();
        let [proposition, stance, text] = fields.as_slice() else { return Err(wrong().into()) };
        let (before, rest) = text.split_once('[').ok_or_else(wrong)?;
        let (holder, after) = rest.split_once(']').ok_or_else(wrong)?;
        let plain = format!("{before}{holder}{after}");
        let features = coder.features_of_example(&plain, before.len()..before.len() + holder.len());
        examples.push(Example { proposition: (*proposition).to_owned(), support: *stance == "support", features });
    }
    Ok(examples)
}

struct Model {
    subjects: Learner,
    sides: Learner,
    names: Vec<String>,
    numbers: BTreeMap<String, u64>,
    classes: Vec<String>,
}

impl Model {
    fn learn(examples: &[&Example]) -> Self {
        let mut classes: Vec<String> = examples.iter().map(|example| example.proposition.clone()).collect();
        classes.sort_unstable();
        classes.dedup();
        let mut model = Self {
            subjects: Learner::new(0.3, 0.3, 0.6),
            sides: Learner::new(0.3, 0.25, 0.6),
            names: Vec::new(),
            numbers: BTreeMap::new(),
            classes,
        };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for name in examples.iter().flat_map(|example| &example.features) {
            *seen.entry(name).or_default() += 1;
        }
        // What one example alone has says more of the example than of the language.
        let common = |name: &&String| seen[name.as_str()] >= LEAST;
        let numbered: Vec<Vec<u64>> = examples
            .iter()
            .map(|example| model.number(&example.features.iter().filter(common).cloned().collect::<Vec<_>>()))
            .collect();
        for round in 0..ROUNDS {
            for at in order(examples.len(), round) {
                let example = examples[at];
                let options: Vec<Vec<u32>> = (0..model.classes.len())
                    .map(|class| model.subjects.intern(&of_class(&numbered[at], class)))
                    .collect();
                let worth: Vec<f32> =
                    model.classes.iter().map(|class| f32::from(u8::from(*class == example.proposition))).collect();
                model.subjects.learn_choice(&options, &worth);
                if example.proposition != NONE {
                    let features = model.side_features(&numbered[at], &example.proposition);
                    let features = model.sides.intern(&features);
                    model.sides.learn_yes_no(&features, example.support);
                }
            }
        }
        model
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

fn judged(
    model: &Model,
    example: &Example,
    subjects: &BTreeMap<u64, f32>,
    sides: &BTreeMap<u64, f32>,
) -> (usize, Vec<f32>) {
    let mut numbers: Vec<u64> = example.features.iter().filter_map(|name| model.numbers.get(name).copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let sum =
        |keys: &[u64], weights: &BTreeMap<u64, f32>| -> f32 { keys.iter().filter_map(|key| weights.get(key)).sum() };
    let scores: Vec<f32> = (0..model.classes.len()).map(|class| sum(&of_class(&numbers, class), subjects)).collect();
    let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
    let support = model.classes.iter().map(|class| sum(&model.side_features(&numbers, class), sides)).collect();
    (best, support)
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

fn print(model: &Model) {
    let mut rows: BTreeMap<&str, Vec<(String, f32)>> = BTreeMap::new();
    let low = (1u64 << 40) - 1;
    for (key, weight) in model.subjects.weights() {
        let class = &model.classes[(key >> 40) as usize];
        rows.entry(&model.names[(key & low) as usize]).or_default().push((class.clone(), weight));
    }
    for (key, weight) in model.sides.weights() {
        let class = (key >> 40) as usize;
        let name = if class == 0 { "±".to_owned() } else { format!("±{}", model.classes[class - 1]) };
        rows.entry(&model.names[(key & low) as usize]).or_default().push((name, weight));
    }
    println!("# Made by examples/learn_stances.rs from the examples beside it: change those, not this.");
    for (feature, mut weights) in rows {
        weights.retain(|(_, weight)| weight.abs() >= SMALLEST);
        weights.sort_by(|a, b| a.0.cmp(&b.0));
        if weights.is_empty() {
            continue;
        }
        let mut line = format!("{feature}\t");
        for (at, (name, weight)) in weights.iter().enumerate() {
            let _ = write!(line, "{}{name}={weight:.2}", if at > 0 { " " } else { "" });
        }
        println!("{line}");
    }
}

/// Learns on four fifths and judges the rest.
fn check(examples: &[Example]) {
    const PARTS: usize = 5;
    let shuffled = order(examples.len(), 99);
    let (mut subjects, mut sides, mut sided, mut all) = (0, 0, 0, 0);
    for part in 0..PARTS {
        let (mut learn, mut test) = (Vec::new(), Vec::new());
        for (place, &at) in shuffled.iter().enumerate() {
            if place % PARTS == part { test.push(&examples[at]) } else { learn.push(&examples[at]) }
        }
        let model = Model::learn(&learn);
        let subject_weights: BTreeMap<u64, f32> = model.subjects.weights().into_iter().collect();
        let side_weights: BTreeMap<u64, f32> = model.sides.weights().into_iter().collect();
        for example in test {
            let (best, support) = judged(&model, example, &subject_weights, &side_weights);
            all += 1;
            subjects += usize::from(model.classes[best] == example.proposition);
            if let Some(class) = model.classes.iter().position(|class| *class == example.proposition && class != NONE) {
                sided += 1;
                sides += usize::from((support[class] > 0.0) == example.support);
            }
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!("{all} examples: subject right {:.1} %, side right {:.1} %", share(subjects, all), share(sides, sided));
}
