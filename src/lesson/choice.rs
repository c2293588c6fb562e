//! What a lesson is about if nobody says so: the proposition with most to argue, and actors of both sides.

use std::collections::BTreeSet;

use super::{
    LessonError,
    material::{Actor, Material, Saying},
};

/// The proposition to debate: one that is contested, if possible in own words on both sides, with most actors on it.
pub(super) fn proposition(material: &Material<'_>) -> Result<String, LessonError> {
    let best = material.propositions.keys().max_by_key(|id| {
        let actors = |stance: &str, own: bool| -> usize {
            let who: BTreeSet<&str> = material
                .on(id)
                .filter(|saying| saying.stance == stance && (saying.voice.own() || !own))
                .map(|saying| saying.actor.id.as_str())
                .collect();
            who.len()
        };
        let both = |own| actors("support", own).min(actors("oppose", own)) > 0;
        let all = actors("support", false) + actors("oppose", false) + actors("conditional", false);
        // Among equals the first by name, which max_by_key would not take by itself.
        (both(false), both(true), all, material.on(id).count(), std::cmp::Reverse((*id).clone()))
    });
    best.cloned().ok_or(LessonError::Empty)
}

/// Those who get a brief: the sides by turns, on each side those who say most in the case, groups without a name last.
pub(super) fn actors(material: &Material<'_>, proposition: &str, most: usize) -> Vec<Actor> {
    let mut sides: Vec<Vec<&Actor>> = ["support", "oppose", "conditional"]
        .into_iter()
        .map(|stance| {
            let on = material.on(proposition).filter(|saying| saying.stance == stance);
            let mut side: Vec<&Actor> = on.map(|saying| &saying.actor).collect();
            side.sort_by_key(|actor| (actor.kind == "users", std::cmp::Reverse(weight(material, actor)), *actor));
            side.dedup_by_key(|actor| &actor.id);
            side
        })
        .collect();
    let mut chosen: Vec<Actor> = Vec::new();
    while chosen.len() < most && sides.iter().any(|side| !side.is_empty()) {
        for side in &mut sides {
            if side.is_empty() || chosen.len() == most {
                continue;
            }
            let next = side.remove(0);
            if chosen.iter().all(|actor| actor.id != next.id) {
                chosen.push(next.clone());
            }
        }
    }
    chosen
}

/// How many statements the documents have of an actor: what many of them tell counts for more.
fn weight(material: &Material<'_>, actor: &Actor) -> usize {
    material.of_actor(&actor.id).map(|saying| saying.statements.len()).sum()
}

/// An actor's sayings on one proposition first, then the others; each speech act once.
pub(super) fn told<'s>(material: &'s Material<'_>, actor: &'s str, proposition: &str) -> Vec<&'s Saying> {
    let mut sayings: Vec<&Saying> = material.of_actor(actor).collect();
    sayings.sort_by_key(|saying| saying.proposition != proposition);
    sayings
}
