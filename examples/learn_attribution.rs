//! Learns the tables of the attribution layer from articles with gold attributions (JSON lines, code points).
//!
//! usage: learn_attribution cues TRAIN > src/attribution/data/cue-words.tsv
//!        learn_attribution weights TRAIN > src/attribution/data/weights.tsv
//!        learn_attribution check TRAIN     (learns on some articles, scores on others)
//!
//! Run the first, build again, then the second: features use the cue words.  It shares the reader's own candidates and
//! features, so that learning and reading cannot drift apart.

#[path = "learn/check.rs"]
mod check;
#[path = "learn/examples.rs"]
mod examples;
#[path = "learn/gold.rs"]
mod gold;
#[path = "learn/optimize.rs"]
mod optimize;

use std::collections::BTreeMap;
use std::io::Write;

use examples::{Examples, Judged};
use gold::Article;
use optimize::Learner;
use stancegraph::attribution::{cue::CueWords, feature, lexicon::Lexicon, propose::Proposer, weights::Weights};

/// Parts the articles are cut into, so that the judge of proposals learns from proposals for articles their makers did not see.
const FOLDS: usize = 5;
/// How many of them `check` holds out, one after the other.
const CHECKED: usize = 2;
/// Smaller weights are not worth a line.
const SMALLEST: f32 = 0.12;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, what, path] = arguments.as_slice() else {
        eprintln!("usage: learn_attribution cues|weights TRAIN");
        std::process::exit(2);
    };
    let lines = std::fs::read_to_string(path)?;
    let articles: Vec<Article> = lines.lines().map(gold::parse).collect::<Result<_, _>>()?;
    match what.as_str() {
        "cues" => cues(&articles),
        "check" => {
            check(&articles);
            Ok(())
        }
        _ => weights(&articles),
    }
}

const HEADER: &str = "# Made by examples/learn_attribution.rs from training articles; not to be edited by hand.";

/// Counts how often each word is part of a cue.
fn cues(articles: &[Article]) -> std::io::Result<()> {
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for article in articles {
        gold::count_cue_words(article, &mut counts);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{HEADER}\n# word\ttimes part of a cue\ttimes in all, quotations left out")?;
    for (word, (cues, times)) in counts {
        if cues >= 2 && f64::from(cues) >= 0.02 * f64::from(times) {
            writeln!(out, "{word}\t{cues}\t{times}")?;
        }
    }
    Ok(())
}

fn weights(articles: &[Article]) -> std::io::Result<()> {
    let articles: Vec<&Article> = articles.iter().collect();
    let all: Vec<Examples> = articles.iter().map(|article| examples::of(article)).collect();
    print_weights(learn(&articles, &all.iter().collect::<Vec<_>>()))
}

/// Learns on some articles and scores on the others, for two of the parts.
fn check(articles: &[Article]) {
    let all: Vec<Examples> = articles.iter().map(examples::of).collect();
    let mut counts = check::Counts::default();
    for held_out in 0..CHECKED {
        let seen = |index: &usize| index % FOLDS != held_out;
        let kept: Vec<usize> = (0..articles.len()).filter(seen).collect();
        let known: Vec<&Article> = kept.iter().map(|&index| &articles[index]).collect();
        let examples: Vec<&Examples> = kept.iter().map(|&index| &all[index]).collect();
        let learned = learn(&known, &examples).into_iter().filter(|(_, weight)| weight.abs() >= SMALLEST);
        let weights = Weights::new(learned);
        for article in articles.iter().skip(held_out).step_by(FOLDS) {
            check::count(article, &weights, &mut counts);
        }
    }
    check::print(&counts);
}

/// Learns the choosers, and the judge of proposals from what choosers that did not see an article make of it.
fn learn(articles: &[&Article], all: &[&Examples]) -> Vec<(u64, f32)> {
    let mut judged: Vec<Judged> = Vec::new();
    for fold in 0..FOLDS {
        let seen = all.iter().enumerate().filter(|(index, _)| index % FOLDS != fold).map(|(_, examples)| *examples);
        let weights = Weights::new(choosers(seen).into_iter());
        let mut proposer = Proposer::new(&weights, CueWords::shipped());
        for article in articles.iter().skip(fold).step_by(FOLDS) {
            examples::judge(article, &mut proposer, &mut judged);
        }
    }
    let right = judged.iter().filter(|(right, _)| *right).count();
    eprintln!("{} proposals, {right} right", judged.len());
    let mut learned = choosers(all.iter().copied());
    let mut judge = Learner::new(0.08, env("L1J", 8.0), 2.0);
    let rows: Vec<_> = judged.iter().map(|(right, features)| (*right, judge.intern(features))).collect();
    for _ in 0..12 {
        for (right, features) in &rows {
            judge.learn_yes_no(features, *right);
        }
    }
    learned.extend(judge.weights());
    learned
}

/// Learns all that finds proposals: cues, sources and contents.
fn choosers<'a>(seen: impl Iterator<Item = &'a Examples> + Clone) -> Vec<(u64, f32)> {
    let mut learner = Learner::new(0.08, env("L1", 8.0), 1.0);
    let yes_no: Vec<_> =
        seen.clone().flat_map(|e| &e.cues).map(|(right, features)| (*right, learner.intern(features))).collect();
    let choices: Vec<_> = seen
        .flat_map(|e| &e.choices)
        .map(|choice| (choice.worth.clone(), choice.options.iter().map(|o| learner.intern(o)).collect::<Vec<_>>()))
        .collect();
    for _ in 0..10 {
        for (right, features) in &yes_no {
            learner.learn_yes_no(features, *right);
        }
        for (worth, options) in &choices {
            learner.learn_choice(options, worth);
        }
    }
    learner.weights()
}

fn env(n: &str, d: f32) -> f32 {
    std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d)
}
fn print_weights(mut learned: Vec<(u64, f32)>) -> std::io::Result<()> {
    let lexicon = Lexicon::shipped();
    learned.retain(|(_, weight)| weight.abs() >= SMALLEST);
    let mut lines: Vec<String> =
        learned.iter().map(|(key, weight)| format!("{}\t{weight:.2}", feature::name(*key, lexicon))).collect();
    lines.sort();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{HEADER}\n# feature\tweight")?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
