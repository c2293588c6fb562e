//! How far a class agrees, and with the key: many coders, the same units, not everybody codes everything.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// One passage with what the key and each coder say on one code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClassUnit {
    /// What the passage is called.
    pub unit: String,
    /// What the key says.
    pub key: Option<String>,
    /// What each coder says; who says nothing is not in it.
    pub answers: BTreeMap<String, String>,
}

/// The figures of a class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassScores {
    /// How many coders answered anything.
    pub coders: usize,
    /// How many passages there are.
    pub passages: usize,
    /// The share of all answers that are the key's, 0 to 1; `None` without a key.
    pub right: Option<f64>,
    /// By code.
    pub codes: Vec<CodeScores>,
    /// By coder: how many answers with a key, and how many of them are right.
    pub by_coder: BTreeMap<String, Tally>,
}

/// The figures of one code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeScores {
    /// The code: "side".
    pub code: String,
    /// How many answers there are.
    pub answers: usize,
    /// The mean share of pairs of coders that say the same of a passage, 0 to 1; `None` where no two coded the same one.
    pub observed: Option<f64>,
    /// Krippendorff's alpha for nominal data; `None` where it is undefined.
    pub alpha: Option<f64>,
    /// Answers with a key, and how many of them are right.
    pub against_key: Tally,
    /// By passage.
    pub passages: Vec<PassageScores>,
}

/// The answers to one code of one passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassageScores {
    /// The passage.
    pub passage: String,
    /// What the key says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// How many say what, the most frequent first.
    pub answers: Vec<(String, usize)>,
}

/// How many are right of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many there are.
    pub all: usize,
    /// How many are right.
    pub right: usize,
}

impl Tally {
    /// The share that is right, 0 to 1; `None` where there is nothing to be right.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.all > 0).then(|| self.right as f64 / self.all as f64)
    }

    fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }
}

/// Scores what a class coded, code by code.
#[must_use]
pub fn score_class(codes: &[(&str, Vec<ClassUnit>)]) -> ClassScores {
    let mut coders = BTreeSet::new();
    let mut passages = BTreeSet::new();
    let mut by_coder: BTreeMap<String, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    let codes = codes
        .iter()
        .map(|(code, units)| {
            let mut against_key = Tally::default();
            for unit in units {
                passages.insert(unit.unit.clone());
                for (coder, answer) in &unit.answers {
                    coders.insert(coder.clone());
                    let tally = by_coder.entry(coder.clone()).or_default();
                    if let Some(key) = &unit.key {
                        for tally in [tally, &mut against_key, &mut all] {
                            tally.add(answer == key);
                        }
                    }
                }
            }
            let values: Vec<Vec<&str>> =
                units.iter().map(|unit| unit.answers.values().map(String::as_str).collect()).collect();
            CodeScores {
                code: (*code).to_owned(),
                answers: values.iter().map(Vec::len).sum(),
                observed: observed(&values),
                alpha: krippendorff_alpha_of_many(&values),
                against_key,
                passages: units.iter().map(passage).collect(),
            }
        })
        .collect();
    ClassScores { coders: coders.len(), passages: passages.len(), right: all.share(), codes, by_coder }
}

fn passage(unit: &ClassUnit) -> PassageScores {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for answer in unit.answers.values() {
        *counts.entry(answer).or_default() += 1;
    }
    let mut answers: Vec<(String, usize)> = counts.into_iter().map(|(answer, n)| (answer.to_owned(), n)).collect();
    answers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    PassageScores { passage: unit.unit.clone(), key: unit.key.clone(), answers }
}

/// How often each value occurs among the values of a unit.
fn counts<'v>(values: &[&'v str]) -> BTreeMap<&'v str, f64> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(*value).or_insert(0.0) += 1.0;
    }
    counts
}

/// The share of pairs of coders that agree, over all units.
fn observed(units: &[Vec<&str>]) -> Option<f64> {
    let (mut same, mut pairs) = (0.0, 0.0);
    for values in units {
        let n = values.len() as f64;
        pairs += n * (n - 1.0) / 2.0;
        same += counts(values).values().map(|count| count * (count - 1.0) / 2.0).sum::<f64>();
    }
    (pairs > 0.0).then(|| same / pairs)
}

/// Krippendorff's alpha for nominal data, any number of coders, with missing codes; each unit is the codes it has.
///
/// `1 - (n - 1) · Σ_u Σ_{c≠k} n_uc n_uk / (m_u - 1) / Σ_{c≠k} n_c n_k` over the units with at least two codes: `m_u` codes
/// of unit u, `n_uc` of them c, `n` in all (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section C).
/// `None` where no unit has two codes, or only one category was ever used.
#[must_use]
pub fn krippendorff_alpha_of_many(units: &[Vec<&str>]) -> Option<f64> {
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    let (mut n, mut apart) = (0.0, 0.0);
    for values in units.iter().filter(|values| values.len() > 1) {
        let m = values.len() as f64;
        let counts = counts(values);
        let same: f64 = counts.values().map(|count| count * count).sum();
        apart += (m * m - same) / (m - 1.0);
        n += m;
        for (value, count) in counts {
            *totals.entry(value).or_default() += count;
        }
    }
    let same: f64 = totals.values().map(|count| count * count).sum();
    let expected = n * n - same;
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * apart / expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::krippendorff_alpha;

    /// Krippendorff 2011, section C: four observers, twelve units, missing data; nominal alpha is 0.743.
    #[test]
    fn alpha_of_krippendorffs_own_example_with_missing_codes() {
        let observers = [
            "1 2 3 3 2 1 4 1 2 * * *",
            "1 2 3 3 2 2 4 1 2 5 * 3",
            "* 3 3 3 2 3 4 2 2 5 1 *",
            "1 2 3 3 2 4 4 1 2 5 1 *",
        ];
        let rows: Vec<Vec<&str>> = observers.iter().map(|row| row.split(' ').collect()).collect();
        let units: Vec<Vec<&str>> =
            (0..12).map(|unit| rows.iter().map(|row| row[unit]).filter(|code| *code != "*").collect()).collect();
        let alpha = krippendorff_alpha_of_many(&units).expect("several categories");
        assert!((alpha - 0.743).abs() < 0.0005, "{alpha}");
    }

    #[test]
    fn two_coders_without_gaps_are_as_before() {
        let pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "c"), ("c", "a")];
        let units: Vec<Vec<&str>> = pairs.iter().map(|(one, two)| vec![*one, *two]).collect();
        let (one, two) = (krippendorff_alpha(&pairs), krippendorff_alpha_of_many(&units));
        assert!((one.expect("defined") - two.expect("defined")).abs() < 1e-12);
    }

    #[test]
    fn agreement_without_choice_or_company_is_undefined() {
        assert_eq!(krippendorff_alpha_of_many(&[]), None);
        assert_eq!(krippendorff_alpha_of_many(&[vec!["a"], vec!["b"]]), None, "nobody coded what another did");
        assert_eq!(krippendorff_alpha_of_many(&[vec!["a", "a"]]), None);
    }

    #[test]
    fn shares_and_right_answers_are_counted() {
        let unit = |key: &str, answers: &[(&str, &str)]| ClassUnit {
            unit: "1".to_owned(),
            key: Some(key.to_owned()),
            answers: answers.iter().map(|(coder, answer)| ((*coder).to_owned(), (*answer).to_owned())).collect(),
        };
        let scores = score_class(&[("side", vec![unit("for", &[("ann", "for"), ("bob", "against"), ("eve", "for")])])]);
        assert_eq!((scores.coders, scores.passages), (3, 1));
        assert_eq!(scores.codes[0].against_key, Tally { all: 3, right: 2 });
        assert_eq!(scores.codes[0].passages[0].answers, [("for".to_owned(), 2), ("against".to_owned(), 1)]);
        assert_eq!(scores.codes[0].observed, Some(1.0 / 3.0));
        assert_eq!(scores.by_coder["bob"], Tally { all: 1, right: 0 });
    }
}
