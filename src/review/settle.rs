//! Two coders' work into the settled coding: what they agree on in one step, the rest one by one.

use std::collections::BTreeSet;

use super::{Action, Sheet, Taking, compare::pairs};
use crate::model::{AnnotationSet, DecisionKind};

/// What two coders agree on and the sheet's set has not decided: the same codes of the same words, and what both
/// reject. `None` if there is nothing.
#[must_use]
pub fn agreed(sheet: &Sheet, first: &AnnotationSet, second: &AnnotationSet) -> Option<Action> {
    let open = |id: &str| sheet.verdict(id).is_none();
    let mut seen = BTreeSet::new();
    let mut takings = Vec::new();
    for pair in pairs(&first.statements, &second.statements) {
        let (Some(a), Some(b)) = (pair.first, pair.second) else { continue };
        if pair.differences.is_empty() && open(&a.id) && open(&b.id) {
            let mut taking = Taking { from: a.id.clone(), also: vec![b.id.clone()] };
            taking.also.extend(roots(sheet, &[(first, &a.id), (second, &b.id)]));
            taking.also.retain(|id| seen.insert(id.clone()));
            takings.push(taking);
        }
    }
    let thrown_out = |set: &AnnotationSet| -> BTreeSet<String> {
        let rejections = set.decisions.iter().filter(|made| made.kind == DecisionKind::Reject);
        rejections.map(|made| made.about.clone()).collect()
    };
    let there = |id: &String| sheet.others().iter().any(|set| set.statements.iter().any(|found| found.id == *id));
    let rejected: Vec<String> = thrown_out(first)
        .intersection(&thrown_out(second))
        .filter(|id| open(id) && there(id) && !seen.contains(*id))
        .cloned()
        .collect();
    (!takings.is_empty() || !rejected.is_empty()).then(|| Action::Settle {
        takings,
        rejected,
        reason: Some(format!("{} and {} agree", first.coder.name, second.coder.name)),
    })
}

/// The statement whose codes are to be taken, with what leads to the same statement: the other coder's, if there is
/// one, and the suggestions that either of them had taken over, so that these do not stay open.
#[must_use]
pub fn suggested_takings(sheet: &Sheet, from: (&AnnotationSet, &str), other: Option<(&AnnotationSet, &str)>) -> Taking {
    let mut also: Vec<String> = other.iter().map(|(_, id)| (*id).to_owned()).collect();
    let sources: Vec<(&AnnotationSet, &str)> = std::iter::once(from).chain(other).collect();
    also.extend(roots(sheet, &sources));
    let mut seen = BTreeSet::from([from.1.to_owned()]);
    also.retain(|id| seen.insert(id.clone()));
    Taking { from: from.1.to_owned(), also }
}

/// The undecided statements of third coders (the machine) that these statements took over.
fn roots(sheet: &Sheet, of: &[(&AnnotationSet, &str)]) -> Vec<String> {
    let others = sheet.others();
    of.iter()
        .flat_map(|(set, id)| set.decisions.iter().filter(|made| made.result.as_deref() == Some(*id)))
        .map(|made| made.about.clone())
        .filter(|about| sheet.verdict(about).is_none())
        .filter(|about| others.iter().any(|set| set.statements.iter().any(|found| found.id == *about)))
        .collect()
}
