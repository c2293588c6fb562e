//! Precision, recall and F1 on held-out training articles, nearly as `score_attribution.py` counts them (bytes, not letters).

use stancegraph::attribution::{Directness, assemble, read_with, weights::Weights};

use crate::gold::{self, Article};

/// Counts by kind: all, direct, mixed, indirect.
#[derive(Default)]
pub(crate) struct Counts {
    gold: [u32; 4],
    found: [u32; 4],
    right_gold: [u32; 4],
    right_found: [u32; 4],
}

fn kinds(directness: Directness) -> [usize; 2] {
    [
        0,
        match directness {
            Directness::Direct => 1,
            Directness::Mixed => 2,
            Directness::Indirect => 3,
        },
    ]
}

/// Adds an article, read with the given weights.
pub(crate) fn count(article: &Article, weights: &Weights, counts: &mut Counts) {
    let reading = read_with(article.text, weights, assemble::Options::default());
    let golds: Vec<_> = article.gold.iter().filter(|gold| !gold.content.is_empty()).collect();
    let mut pairs = Vec::new();
    for (at, found) in reading.attributions.iter().enumerate() {
        kinds(found.directness).into_iter().for_each(|kind| counts.found[kind] += 1);
        for (to, gold) in golds.iter().enumerate() {
            let overlap = gold::overlap(&gold.content, &found.content);
            if overlap > 0.0 {
                pairs.push((overlap, at, to, gold::shared(&gold.source, &found.source) > 0));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut used, mut met) = (vec![false; reading.attributions.len()], vec![false; golds.len()]);
    for gold in &golds {
        kinds(assemble::directness(&reading, &gold.content, None)).into_iter().for_each(|kind| counts.gold[kind] += 1);
    }
    for (overlap, at, to, same_source) in pairs {
        if used[at] || met[to] {
            continue;
        }
        (used[at], met[to]) = (true, true);
        if overlap >= 0.5 && same_source {
            kinds(reading.attributions[at].directness).into_iter().for_each(|kind| counts.right_found[kind] += 1);
            kinds(assemble::directness(&reading, &golds[to].content, None))
                .into_iter()
                .for_each(|kind| counts.right_gold[kind] += 1);
        }
    }
}

/// Prints the table.
pub(crate) fn print(counts: &Counts) {
    for (kind, name) in ["all", "direct", "mixed", "indirect"].iter().enumerate() {
        let precision = f64::from(counts.right_found[kind]) / f64::from(counts.found[kind].max(1));
        let recall = f64::from(counts.right_gold[kind]) / f64::from(counts.gold[kind].max(1));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        println!(
            "{name:9} {:5} {:5} | {:5.1} {:5.1} {:5.1}",
            counts.gold[kind],
            counts.found[kind],
            100.0 * precision,
            100.0 * recall,
            100.0 * f1
        );
    }
}
