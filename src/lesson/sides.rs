//! Who stands where on the proposition of the lesson, and what the sources do not let us hear.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    material::{Actor, Material, Saying, Voice},
    passage::Passage,
    texts::Texts,
};
use crate::diagram::text::list;

/// One side of the debate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// "support", "oppose" or "conditional".
    pub stance: &'static str,
    /// Who stands on it, the best voice first.
    pub holders: Vec<Holder>,
    /// The reasons given on it in own words, by name.
    pub reasons: Vec<String>,
    /// What the sources do not let us hear of it; empty if it speaks for itself.
    pub notes: Vec<String>,
    /// Who on it is known from others alone, where not all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
}

/// An actor on a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Who.
    pub actor: Actor,
    /// The best voice in which we know it.
    pub voice: Voice,
    /// That voice in words.
    pub how: String,
    /// How many speech acts, in how many documents.
    pub utterances: usize,
    /// In how many documents.
    pub documents: usize,
    /// The words that show it best.
    pub passage: Passage,
}

/// The voice of a saying in words: "alleged by BlackBerry".
pub(super) fn how(saying: &Saying, texts: &Texts) -> String {
    texts.say(&format!("voice.{}", saying.voice.name()), &[("by", &list(&saying.by))])
}

/// The sides; the two of them always, the conditional one where somebody stands on it.
pub(super) fn sides(material: &Material<'_>, proposition: &str, texts: &Texts) -> Vec<Side> {
    ["support", "oppose", "conditional"]
        .into_iter()
        .map(|stance| side(material, proposition, stance, texts))
        .filter(|side| side.stance != "conditional" || !side.holders.is_empty())
        .collect()
}

fn side(material: &Material<'_>, proposition: &str, stance: &'static str, texts: &Texts) -> Side {
    let on = || material.on(proposition).filter(move |saying| saying.stance == stance);
    let mut by_actor: BTreeMap<&str, Vec<&Saying>> = BTreeMap::new();
    for saying in on() {
        by_actor.entry(&saying.actor.id).or_default().push(saying);
    }
    let mut holders: Vec<Holder> = by_actor
        .into_values()
        .filter_map(|sayings| {
            let best = sayings.first()?;
            let acts: BTreeSet<&str> = sayings.iter().map(|saying| saying.speech.as_str()).collect();
            let documents: BTreeSet<&str> = sayings
                .iter()
                .flat_map(|saying| saying.also.iter().chain([&saying.passage.citation]))
                .map(|citation| citation.document.as_str())
                .collect();
            Some(Holder {
                actor: best.actor.clone(),
                voice: best.voice,
                how: how(best, texts),
                utterances: acts.len(),
                documents: documents.len(),
                passage: best.passage.clone(),
            })
        })
        .collect();
    holders.sort_by(|a, b| (a.voice, b.utterances, &a.actor).cmp(&(b.voice, a.utterances, &b.actor)));
    let reasons: BTreeSet<&str> = on()
        .filter(|saying| saying.voice.own())
        .flat_map(|saying| &saying.reasons)
        .filter_map(|id| material.reasons.get(id))
        .map(|reason| reason.label.as_str())
        .collect();
    let notes = notes(&holders, &reasons, stance, texts);
    let told = told(&holders, stance, texts);
    Side { stance, holders, reasons: reasons.into_iter().map(str::to_owned).collect(), notes, told }
}

/// What cannot be heard: nobody at all, nobody quoted, nobody in own words, no reason in own words.
fn notes(holders: &[Holder], reasons: &BTreeSet<&str>, stance: &str, texts: &Texts) -> Vec<String> {
    let doing = texts.say(&format!("stance.{stance}.doing"), &[]);
    let values = [("doing", doing.as_str())];
    let mut notes = Vec::new();
    let any = |of: fn(Voice) -> bool| holders.iter().any(|holder| of(holder.voice));
    let key = if holders.is_empty() {
        Some("note.nobody")
    } else if !any(Voice::own) {
        Some("note.no-own-words")
    } else if !any(|voice| voice == Voice::Quoted) {
        Some("note.nobody-quoted")
    } else {
        None
    };
    notes.extend(key.map(|key| texts.say(key, &values)));
    if !holders.is_empty() && reasons.is_empty() {
        notes.push(texts.say("note.no-reasons", &values));
    }
    notes
}

/// Those who are known from others alone, beside some who are not.
fn told(holders: &[Holder], stance: &str, texts: &Texts) -> Option<String> {
    let told: Vec<String> =
        holders.iter().filter(|holder| !holder.voice.own()).map(|holder| holder.actor.label.clone()).collect();
    let some = !told.is_empty() && told.len() < holders.len();
    let doing = texts.say(&format!("stance.{stance}.doing"), &[]);
    some.then(|| texts.say("note.some-told", &[("doing", &doing), ("actors", &list(&told))]))
}
