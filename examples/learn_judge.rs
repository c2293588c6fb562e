//! Learns from coded practice texts how probable it is that an actor holds what the machine coder weighs.
//!
//! ```text
//! cargo run --release --example learn_judge -- FOLDER EXAMPLES.tsv > src/coding/claim/judge.tsv
//! cargo run --release --example learn_judge -- FOLDER EXAMPLES.tsv --check
//! ```
//!
//! The examples and the texts are those of `learn_stances`. Each eighth of the texts is weighed with a table that does
//! not know what is told in it, as a new text will be. Two logistic regressions with a quadratic penalty on numbers
//! brought to the same scale, by gradient descent: the second sees besides what the first says of all else in the text,
//! learned without it. Optional statements count neither way; the first fifty texts, which are short, count half. `--check` learns
//! on seven eighths of the texts, judges the rest, for each eighth, and prints how right each confidence is and what
//! each threshold would find.

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

use std::{collections::BTreeMap, env, error::Error, fs, path::Path, sync::Arc};

use stancegraph::{
    case::built_in_codebook,
    coding::{self, FirstLook, Input, second_look},
    lexicon::Learned,
    model::Slug,
};

#[path = "learn_stances.rs"]
#[allow(dead_code, reason = "a program of its own; its main is not run here")]
mod learn_stances;

use learn_stances::practice::{self, Gold};

/// The last of the short texts, and what they count.
const SHORT: u32 = 50;
const SHORT_COUNTS: f64 = 0.5;
const PENALTY: f64 = 33.0;
const STEPS: usize = 3000;
const PARTS: usize = 8;
const ALWAYS: &str = "always";
/// What may be held, and whether it is.
#[derive(Clone)]
struct Case {
    text: u32,
    actor: Slug,
    proposition: Slug,
    positive: bool,
    features: Vec<(usize, f64)>,
    right: bool,
    inverted: bool,
    counts: f64,
    /// Whether it counts at all: not if two careful readers could differ.
    judged: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, examples, ..] = arguments.as_slice() else {
        return Err("name a folder of practice texts and a file of examples".into());
    };
    let examples = fs::read_to_string(examples)?;
    let (cases, mut names, wanted) = read(folder, &examples)?;
    let first = judged(&cases, &names);
    let again = looked_at_again(&cases, &first, &mut names);
    if arguments.iter().any(|argument| argument == "--check") {
        check(&again, &judged(&again, &names), &wanted);
        return Ok(());
    }
    println!("# Made by examples/learn_judge.rs from the practice texts: change those, not this.");
    println!("# A number, what it weighs at the first look, and at the second.");
    let [first, again] = [&cases, &again].map(|cases| learn(&cases.iter().collect::<Vec<_>>(), &names));
    for ((name, first), again) in names.iter().zip(first).zip(again) {
        println!("{name}\t{first:.3}\t{again:.3}");
    }
    Ok(())
}

/// The cases as they are seen at a second look, when each has been judged.
fn looked_at_again(cases: &[Case], first: &[f64], names: &mut Vec<String>) -> Vec<Case> {
    let mut of_text: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        of_text.entry(case.text).or_default().push(at);
    }
    let mut again = cases.to_vec();
    for places in of_text.into_values() {
        let look = |&at: &usize| {
            let Case { actor, proposition, positive, .. } = &cases[at];
            FirstLook {
                actor: actor.clone(),
                proposition: proposition.clone(),
                positive: *positive,
                probability: first[at],
            }
        };
        let looks: Vec<FirstLook> = places.iter().map(look).collect();
        for (at, seen) in places.into_iter().zip(second_look(&looks)) {
            for (name, value) in seen {
                let number = names.iter().position(|own| own == name).unwrap_or_else(|| {
                    names.push(name.to_owned());
                    names.len() - 1
                });
                again[at].features.push((number, value));
            }
        }
    }
    again
}

type Read = (Vec<Case>, Vec<String>, BTreeMap<u32, usize>);

fn read(folder: &str, examples: &str) -> Result<Read, Box<dyn Error>> {
    let texts = practice::read(Path::new(folder))?;
    let lessons = learn_stances::lessons(examples, &texts)?;
    let mut cases = Vec::new();
    let mut wanted = BTreeMap::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    // Each eighth of the texts is weighed with a table that does not know its passages.
    for part in 0..PARTS {
        let known = lessons.of(|text| text as usize % PARTS != part);
        let coder = coder(&learn_stances::table(examples, &known)?)?;
        for (text, practice) in texts.iter().filter(|(text, _)| **text as usize % PARTS == part) {
            wanted.insert(*text, practice.statement.iter().filter(|gold| !gold.optional).count());
            for candidate in coder.candidates(&Input { text: &practice.text, date: practice.date }) {
                let is = |gold: &&Gold| {
                    gold.actor == candidate.actor.as_str() && gold.proposition == candidate.proposition.as_str()
                };
                let gold: Vec<&Gold> = practice.statement.iter().filter(is).collect();
                let (own, other) = if candidate.positive { ("support", "oppose") } else { ("oppose", "support") };
                let features = candidate.features.iter().map(|(name, value)| {
                    let next = numbers.len();
                    (*numbers.entry(name.clone()).or_insert(next), *value)
                });
                cases.push(Case {
                    text: *text,
                    actor: candidate.actor.clone(),
                    proposition: candidate.proposition.clone(),
                    positive: candidate.positive,
                    counts: if *text <= SHORT { SHORT_COUNTS } else { 1.0 },
                    judged: !gold.iter().any(|gold| gold.optional),
                    features: features.collect(),
                    right: gold.iter().any(|gold| gold.stance == own),
                    inverted: gold.iter().any(|gold| gold.stance == other),
                });
            }
        }
    }
    let mut names = vec![String::new(); numbers.len()];
    numbers.into_iter().for_each(|(name, number)| names[number] = name);
    Ok((cases, names, wanted))
}

/// The coder with what a table teaches.
fn coder(table: &str) -> Result<coding::Coder, Box<dyn Error>> {
    let mut codebooks = built_in_codebook();
    let taught = Arc::new(Learned::parse(table).map_err(|found| format!("{found:?}"))?.into());
    codebooks.lexicons.iter_mut().for_each(|file| file.lexicon.learned = Some(Arc::clone(&taught)));
    Ok(coding::compile(&codebooks).map_err(|found| format!("{found:?}"))?)
}

/// The weights of the features, 0 for those that no case has.
fn learn(cases: &[&Case], names: &[String]) -> Vec<f64> {
    let cases: Vec<&&Case> = cases.iter().filter(|case| case.judged).collect();
    let size = names.len();
    let always = names.iter().position(|name| name == ALWAYS).unwrap_or(0);
    let count = cases.len() as f64;
    let (mut mean, mut scale, mut met) = (vec![0.0; size], vec![0.0; size], vec![0_usize; size]);
    for (feature, value) in cases.iter().flat_map(|case| &case.features) {
        mean[*feature] += value / count;
        scale[*feature] += value * value / count;
        met[*feature] += 1;
    }
    for (scale, mean) in scale.iter_mut().zip(&mean) {
        *scale = (*scale - mean * mean).max(1e-9).sqrt();
    }
    // What only some cases have stays where it is, so that the rest need not be told that they have it not.
    mean.iter_mut().zip(&met).filter(|(_, met)| **met < cases.len()).for_each(|(mean, _)| *mean = 0.0);
    (mean[always], scale[always]) = (0.0, 1.0);
    let row = |case: &&&Case| -> Vec<(usize, f64)> {
        case.features.iter().map(|&(feature, value)| (feature, (value - mean[feature]) / scale[feature])).collect()
    };
    let rows: Vec<Vec<(usize, f64)>> = cases.iter().map(row).collect();
    let total: f64 = cases.iter().map(|case| case.counts).sum();
    let mut weights = vec![0.0; size];
    let mut speed = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| PENALTY * weight / total).collect();
        slope[always] = 0.0;
        for (case, row) in cases.iter().zip(&rows) {
            let odds: f64 = row.iter().map(|(feature, value)| value * weights[*feature]).sum();
            let error = (sigmoid(odds) - f64::from(u8::from(case.right))) * case.counts / total;
            row.iter().for_each(|(feature, value)| slope[*feature] += error * value);
        }
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(&slope) {
            *speed = 0.9 * *speed - 0.2 * slope;
            *weight += *speed;
        }
    }
    let shift: f64 = (0..size).map(|feature| weights[feature] * mean[feature] / scale[feature]).sum();
    weights.iter_mut().zip(&scale).for_each(|(weight, scale)| *weight /= scale);
    weights[always] -= shift;
    weights
}

fn sigmoid(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// How probable each case is by what is learned from seven eighths of the texts without it.
fn judged(cases: &[Case], names: &[String]) -> Vec<f64> {
    let mut probabilities = vec![0.0; cases.len()];
    for part in 0..PARTS {
        let is_test = |case: &Case| case.text as usize % PARTS == part;
        let rest: Vec<&Case> = cases.iter().filter(|case| !is_test(case)).collect();
        let weights = learn(&rest, names);
        for (case, probability) in cases.iter().zip(&mut probabilities).filter(|(case, _)| is_test(case)) {
            *probability = sigmoid(case.features.iter().map(|(feature, value)| weights[*feature] * value).sum());
        }
    }
    probabilities
}

/// Prints how right what was learned from seven eighths of the texts is in the rest.
fn check(cases: &[Case], probabilities: &[f64], wanted: &BTreeMap<u32, usize>) {
    let judged: Vec<(f64, &Case)> = probabilities.iter().copied().zip(cases).filter(|(_, case)| case.judged).collect();
    println!("confidence\tstatements\tmean\t% right (texts above {SHORT})");
    for tenth in 1..10 {
        let (low, high) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
        let within: Vec<_> =
            judged.iter().filter(|(p, case)| case.text > SHORT && *p >= low && (*p < high || tenth == 9)).collect();
        let right = within.iter().filter(|(_, case)| case.right).count();
        let mean = within.iter().map(|(p, _)| p).sum::<f64>() / within.len().max(1) as f64;
        println!("{low:.1}-{high:.1}\t{}\t{:.0}\t{:.0}", within.len(), 100.0 * mean, share(right, within.len()));
    }
    for (from, to) in [(1, 50), (51, 110), (111, 145), (146, 193), (51, 193), (230, 453), (454, 1000)] {
        println!("texts {from} to {to}\nthreshold\tP\tR\tF1\tinverted\tfound");
        let wanted: usize = wanted.range(from..=to).map(|(_, count)| count).sum();
        for threshold in [0.25, 0.3, 0.35, 0.4, 0.45, 0.5] {
            let found: Vec<_> = judged
                .iter()
                .filter(|(p, case)| *p >= threshold && case.text >= from && case.text <= to)
                .map(|(_, case)| case)
                .collect();
            let right = found.iter().filter(|case| case.right).count();
            let inverted = found.iter().filter(|case| case.inverted).count();
            println!(
                "{threshold}\t{:.1}\t{:.1}\t{:.1}\t{inverted}\t{}",
                share(right, found.len()),
                share(right, wanted),
                share(2 * right, found.len() + wanted),
                found.len()
            );
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
