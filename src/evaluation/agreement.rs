//! How far two coders agree beyond chance.

use std::collections::BTreeMap;

use serde::Serialize;

use super::statements::CodedDocument;
use crate::model::{ClosedList, Slug, Statement};

/// Agreement of two coders on one code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// The code: "stance", "form", "modality".
    pub code: &'static str,
    /// How many units both coded.
    pub units: usize,
    /// The share of units with the same code, 0 to 1.
    pub observed: f64,
    /// Cohen's kappa; `None` where it is undefined because both always use one and the same category.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha for nominal data; `None` where it is undefined.
    pub alpha: Option<f64>,
}

/// Agreement on the statements that both coders made: the same actor on the same proposition in the same document,
/// matched by overlapping evidence, the nearest first.
pub(super) fn of_statements(documents: &[CodedDocument<'_>]) -> Vec<Agreement> {
    let pairs: Vec<(&Statement, &Statement)> = documents
        .iter()
        .flat_map(|document| {
            let matched = matched_statements(document.gold, document.found);
            matched.into_iter().map(|(a, b)| (&document.gold[a], &document.found[b]))
        })
        .collect();
    let code = |code, of: fn(&Statement) -> &'static str| {
        let units: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (of(a), of(b))).collect();
        Agreement {
            code,
            units: units.len(),
            observed: observed(&units),
            kappa: cohen_kappa(&units),
            alpha: krippendorff_alpha(&units),
        }
    };
    vec![
        code("stance", |statement| statement.stance.id()),
        code("form", |statement| statement.form.map_or("none", ClosedList::id)),
        code("modality", |statement| statement.modality.id()),
        code("commitment", |statement| statement.commitment.id()),
    ]
}

/// The statements that two coders both made of one document, by their places in the two lists: the same actor on the
/// same proposition, by overlapping evidence, the nearest first.
#[must_use]
pub fn matched_statements(first: &[Statement], second: &[Statement]) -> Vec<(usize, usize)> {
    let mut by_topic: BTreeMap<(&Slug, &Slug), Vec<usize>> = BTreeMap::new();
    for (place, statement) in second.iter().enumerate() {
        by_topic.entry((&statement.actor, &statement.proposition)).or_default().push(place);
    }
    let mut pairs = Vec::new();
    for (place, statement) in first.iter().enumerate() {
        let Some(candidates) = by_topic.get_mut(&(&statement.actor, &statement.proposition)) else {
            continue;
        };
        let best = (0..candidates.len())
            .map(|index| (shared_evidence(statement, &second[candidates[index]]), index))
            .filter(|(shared, _)| *shared > 0)
            .max_by_key(|&(shared, index)| (shared, std::cmp::Reverse(index)));
        if let Some((_, index)) = best {
            pairs.push((place, candidates.remove(index)));
        }
    }
    pairs
}

/// How many code points of evidence two statements share.
#[must_use]
pub fn shared_evidence(a: &Statement, b: &Statement) -> usize {
    a.evidence
        .iter()
        .flat_map(|x| b.evidence.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start))))
        .sum()
}

fn observed(units: &[(&str, &str)]) -> f64 {
    super::scores::share(units.iter().filter(|(a, b)| a == b).count(), units.len())
}

/// Cohen's kappa of two coders' codes of the same units.
///
/// `(p_o - p_e) / (1 - p_e)` with the chance agreement `p_e` from each coder's own frequencies
/// (J. Cohen, "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20, 1960).
/// `None` without units, or where `p_e` is 1.
#[must_use]
pub fn cohen_kappa(units: &[(&str, &str)]) -> Option<f64> {
    if units.is_empty() {
        return None;
    }
    let n = units.len() as f64;
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (a, b) in units {
        counts.entry(a).or_default().0 += 1.0;
        counts.entry(b).or_default().1 += 1.0;
    }
    let chance: f64 = counts.values().map(|(a, b)| a * b / (n * n)).sum();
    ((1.0 - chance).abs() > f64::EPSILON).then(|| (observed(units) - chance) / (1.0 - chance))
}

/// Krippendorff's alpha for nominal data, two coders and no missing codes.
///
/// `1 - D_o / D_e` from the coincidence matrix: each unit contributes its pair in both orders, and the expected
/// disagreement is that of drawing two codes without replacement from all codes
/// (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011).
/// `None` without units, or where only one category was ever used.
#[must_use]
pub fn krippendorff_alpha(units: &[(&str, &str)]) -> Option<f64> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for (a, b) in units {
        *counts.entry(a).or_default() += 1.0;
        *counts.entry(b).or_default() += 1.0;
    }
    let n = 2.0 * units.len() as f64;
    let same: f64 = counts.values().map(|count| count * (count - 1.0)).sum();
    let expected = 1.0 - same / (n * (n - 1.0));
    (!units.is_empty() && expected > f64::EPSILON).then(|| 1.0 - (1.0 - observed(units)) / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cohen's own manner of example: 50 units, 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
    #[test]
    fn kappa_of_a_worked_example() {
        let units: Vec<(&str, &str)> = [("y", "y"); 20]
            .into_iter()
            .chain([("y", "n"); 5])
            .chain([("n", "y"); 10])
            .chain([("n", "n"); 15])
            .collect();
        let kappa = cohen_kappa(&units).expect("two categories");
        assert!((kappa - 0.4).abs() < 1e-12, "{kappa}");
    }

    /// Krippendorff 2011, section B: two observers, ten units, binary data: alpha = 0.095.
    #[test]
    fn alpha_of_krippendorffs_own_example() {
        let meg = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"];
        let owen = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"];
        let units: Vec<(&str, &str)> = meg.into_iter().zip(owen).collect();
        let alpha = krippendorff_alpha(&units).expect("two categories");
        assert!((alpha - 0.095).abs() < 0.0005, "{alpha}");
    }

    #[test]
    fn agreement_without_choice_is_undefined() {
        assert_eq!(cohen_kappa(&[("a", "a"); 3]), None);
        assert_eq!(krippendorff_alpha(&[("a", "a"); 3]), None);
        assert_eq!(cohen_kappa(&[]), None);
    }
}
