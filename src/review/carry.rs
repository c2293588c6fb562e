//! Carrying a statement, with the attributions it rests on, from one coder's set into another's.

use crate::model::{AnnotationSet, Attribution, ReportedFact, Statement, identity};

/// The statement as one of `into`'s own: without id, rule and confidence (a person is not 0.83 sure), resting on a copy
/// of its attribution.
pub(super) fn statement(found: &Statement, from: &AnnotationSet, into: &mut AnnotationSet) -> Statement {
    let attribution = found.attribution.and_then(|index| attribution(index, from, into));
    Statement { id: String::new(), rule: None, confidence: None, attribution, ..found.clone() }
}

/// The fact as one of `into`'s own. Nobody has looked at it: its rule and confidence stay.
pub(super) fn fact(found: &ReportedFact, from: &AnnotationSet, into: &mut AnnotationSet) -> ReportedFact {
    let attribution = found.attribution.and_then(|index| attribution(index, from, into));
    ReportedFact { id: String::new(), attribution, ..found.clone() }
}

/// The place in `into` of the attribution, which is copied with those around it unless it is there.
fn attribution(index: usize, from: &AnnotationSet, into: &mut AnnotationSet) -> Option<usize> {
    // From the outermost inwards.
    let mut outer = None;
    for found in chain(index, from).into_iter().rev() {
        if let Some(there) = into.attributions.iter().position(|known| is_same(known, found)) {
            outer = Some(there);
            continue;
        }
        let mut copy = Attribution { within: outer, rule: None, confidence: None, ..found.clone() };
        let taken = |id: &str| into.attributions.iter().any(|known| known.id == id);
        copy.id = identity::of_attribution(&into.coder.name, &into.document, &copy, taken);
        into.attributions.push(copy);
        outer = Some(into.attributions.len() - 1);
    }
    outer
}

/// The attribution and those around it, the innermost first; a circle, which `check` reports, is cut.
fn chain(index: usize, set: &AnnotationSet) -> Vec<&Attribution> {
    let (mut chain, mut next) = (Vec::new(), Some(index));
    while let Some(found) = next.and_then(|index| set.attributions.get(index)) {
        if chain.len() == set.attributions.len() {
            break;
        }
        chain.push(found);
        next = found.within;
    }
    chain
}

/// Whether the two are about the same words, said by the same source.
fn is_same(a: &Attribution, b: &Attribution) -> bool {
    (&a.content, &a.source, &a.cue, &a.speaker) == (&b.content, &b.source, &b.cue, &b.speaker)
}

/// Takes out the attributions that the statement brought along from `from` and that nothing rests on any more.
pub(super) fn back(found: &Statement, from: &AnnotationSet, into: &mut AnnotationSet) {
    let Some(index) = found.attribution else { return };
    for attribution in chain(index, from) {
        if let Some(there) = into.attributions.iter().position(|known| is_same(known, attribution)) {
            remove_if_unused(there, into);
        }
    }
}

fn remove_if_unused(index: usize, set: &mut AnnotationSet) {
    let refers = |reference: Option<usize>| reference == Some(index);
    let used = set.statements.iter().any(|found| refers(found.attribution))
        || set.facts.iter().any(|found| refers(found.attribution))
        || set.attributions.iter().any(|found| refers(found.within));
    if used {
        return;
    }
    set.attributions.remove(index);
    let shift = |reference: &mut Option<usize>| {
        if let Some(place) = reference {
            *place -= usize::from(*place > index);
        }
    };
    set.attributions.iter_mut().for_each(|found| shift(&mut found.within));
    set.statements.iter_mut().for_each(|found| shift(&mut found.attribution));
    set.facts.iter_mut().for_each(|found| shift(&mut found.attribution));
}
