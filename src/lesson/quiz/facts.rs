//! Questions about positions and reported facts.

use std::collections::BTreeSet;

use super::{Candidate, Kind};
use crate::{
    diagram::{
        survey::disputes,
        text::{list, visible},
    },
    lesson::{discussion::tellers, material::Material, sides::how, texts::Texts},
};

/// Where does an actor stand? Only where all that is said of it goes one way.
pub(super) fn stances(material: &Material<'_>, proposition: &str, texts: &Texts) -> Vec<Candidate> {
    const KEYS: [&str; 4] = ["support", "oppose", "conditional", "silent"];
    let mut pairs: BTreeSet<(bool, &str, &str)> = BTreeSet::new();
    for saying in &material.sayings {
        pairs.insert((saying.proposition != proposition, &saying.proposition, &saying.actor.id));
    }
    pairs
        .into_iter()
        .filter_map(|(_, topic, actor)| {
            let on = material.proposition(topic)?;
            let counted = || material.on(topic).filter(|saying| saying.is_of(actor) || saying.actor.id == actor);
            let first = counted().next()?;
            if counted().any(|saying| saying.stance != first.stance) {
                return None;
            }
            let how = how(first, texts);
            let words = first.passage.shown_within(200);
            let values =
                [("actor", first.actor.label.as_str()), ("sentence", &on.sentence), ("how", &how), ("words", &words)];
            let answer = |key: &str| texts.say(&format!("quiz.stance.answer.{key}"), &values);
            Some(Candidate {
                kind: Kind::Stance,
                prompt: texts.say("quiz.stance.prompt", &values),
                right: answer(first.stance),
                wrong: KEYS.into_iter().filter(|key| *key != first.stance).map(answer).collect(),
                why: texts.say("quiz.stance.why", &values),
                citations: vec![first.passage.citation.clone()],
                open_source: false,
                about: counted().flat_map(|saying| saying.statements.clone()).collect(),
                turn: first.stance.to_owned(),
            })
        })
        .collect()
}

/// Which source gives this answer to a question on which they differ? Only answers that one document alone gives.
pub(super) fn source_says(material: &Material<'_>, texts: &Texts) -> Vec<Candidate> {
    let mut found = Vec::new();
    for dispute in disputes(&material.survey) {
        for reading in &dispute.readings {
            let citations = tellers(material, reading);
            let [only] = citations.as_slice() else { continue };
            // Documents that give the same answer without being in dispute have told it, too.
            let told: BTreeSet<&str> = material
                .survey
                .facts
                .iter()
                .filter(|fact| dispute.events.contains(&fact.event.as_str()) && fact.property == dispute.property)
                .filter(|fact| {
                    reading.facts.iter().any(|own| own.value_label == fact.value_label || own.value == fact.value)
                })
                .map(|fact| fact.document.as_str())
                .collect();
            if told.len() != 1 {
                continue;
            }
            let others: BTreeSet<&str> = dispute
                .readings
                .iter()
                .flat_map(|other| &other.facts)
                .map(|fact| fact.document.as_str())
                .filter(|document| *document != only.document)
                .collect();
            let label = |id: &&str| material.library.source(id).map(|source| source.label.clone());
            let mut wrong: Vec<String> = others.iter().filter_map(label).collect();
            let rest = material.library.all().iter().filter(|source| !told.contains(source.id.as_str()));
            wrong.extend(rest.map(|source| source.label.clone()));
            let holders: BTreeSet<String> = reading
                .facts
                .iter()
                .filter_map(|fact| fact.holder.as_ref().map(|holder| visible(&holder.label)))
                .collect();
            let question = visible(&dispute.question);
            let value = visible(&reading.value);
            let passage = reading
                .facts
                .first()
                .and_then(|fact| material.library.passage(&material.survey, &fact.id))
                .map(|passage| passage.shown_within(160))
                .unwrap_or_default();
            let by = list(&holders.into_iter().collect::<Vec<_>>());
            let values = [
                ("question", question.as_str()),
                ("value", &value),
                ("source", &only.label),
                ("words", &passage),
                ("by", &by),
            ];
            let why = if by.is_empty() { "quiz.source-says.why" } else { "quiz.source-says.why-by" };
            found.push(Candidate {
                kind: Kind::SourceSays,
                prompt: texts.say("quiz.source-says.prompt", &values),
                right: only.label.clone(),
                wrong,
                why: texts.say(why, &values),
                citations: vec![only.clone()],
                open_source: false,
                about: reading.facts.iter().map(|fact| fact.id.clone()).collect(),
                turn: question.clone(),
            });
        }
    }
    found
}
