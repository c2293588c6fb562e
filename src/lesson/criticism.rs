//! Source criticism: through how many hands words came, and what happened to them on the way.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    material::{Actor, Material, Saying},
    passage::{Passage, Wording},
    sides::how,
    texts::Texts,
};

/// The exercise with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criticism {
    /// Passages whose way to the reader is to be found.
    pub chains: Vec<Chain>,
    /// What one speech act is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_words: Option<String>,
    /// One speech act as different documents print it.
    pub variants: Vec<Variant>,
}

/// A passage and the hands that it came through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// Its letter.
    pub letter: char,
    /// The words.
    pub passage: Passage,
    /// Whose position it is.
    pub actor: Actor,
    /// "support", "oppose" or "conditional".
    pub stance: &'static str,
    /// The proposition's short name.
    pub proposition: String,
    /// The hands, nearest to the actor first, the publisher last.
    pub through: String,
    /// How many.
    pub hands: u32,
    /// In whose voice, in words.
    pub how: String,
}

/// One document's version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// The words.
    pub passage: Passage,
}

/// Chooses the longest ways and the most varied words.
pub(super) fn criticism(material: &Material<'_>, proposition: &str, most: usize, texts: &Texts) -> Criticism {
    let mut sayings: Vec<&Saying> = material.sayings.iter().collect();
    sayings.sort_by_key(|saying| (std::cmp::Reverse(saying.hands), saying.proposition != proposition));
    // Half of them with many hands, half with one, so that counting is worth the while.
    let (long, short): (Vec<&Saying>, Vec<&Saying>) = sayings.into_iter().partition(|saying| saying.hands > 1);
    let mut chosen: Vec<&Saying> = Vec::new();
    for (heap, room) in [(long, most.div_ceil(2)), (short, most)] {
        let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
        for saying in heap {
            let way = ways.entry(&saying.through).or_default();
            let fresh = chosen.iter().all(|known| !known.passage.overlaps(&saying.passage));
            if fresh && *way < 1 && chosen.len() < room {
                *way += 1;
                chosen.push(saying);
            }
        }
    }
    let chains = chosen
        .into_iter()
        .zip('A'..='Z')
        .map(|(saying, letter)| Chain {
            letter,
            passage: saying.passage.clone(),
            actor: saying.actor.clone(),
            stance: saying.stance,
            proposition: material.proposition(&saying.proposition).map(|on| on.short.clone()).unwrap_or_default(),
            through: saying.through.clone(),
            hands: saying.hands,
            how: how(saying, texts),
        })
        .collect();
    let (same_words, variants) = variants(material);
    Criticism { chains, same_words, variants }
}

/// The speech act that documents print most differently.
fn variants(material: &Material<'_>) -> (Option<String>, Vec<Variant>) {
    let mut acts: BTreeMap<(&str, &str, &str), BTreeMap<&str, Passage>> = BTreeMap::new();
    for statement in &material.survey.statements {
        let (Some(utterance), Some(passage)) =
            (&statement.utterance, material.library.passage(&material.survey, &statement.id))
        else {
            continue;
        };
        let act = acts.entry((utterance, &statement.actor.id, &statement.topic.id)).or_default();
        act.entry(&statement.document).or_insert(passage);
    }
    let best = acts
        .into_iter()
        .map(|(key, mut documents)| {
            // A difference between two summaries may be ours: quotations are compared wherever there are two.
            let quoted = documents.values().filter(|passage| passage.citation.wording == Wording::Verbatim).count();
            if quoted > 1 {
                documents.retain(|_, passage| passage.citation.wording == Wording::Verbatim);
            }
            (quoted > 1, key, documents)
        })
        .map(|(quoted, key, documents)| {
            let mut texts: Vec<String> = documents.values().map(Passage::folded).collect();
            texts.sort_unstable();
            texts.dedup();
            ((quoted, texts.len()), key, documents)
        })
        .filter(|((_, different), ..)| *different > 1)
        .max_by(|(n, a, _), (m, b, _)| n.cmp(m).then_with(|| b.cmp(a)));
    match best {
        Some((_, (utterance, ..), documents)) => {
            let label = material.case.manifest.utterances.iter().find(|known| known.id == *utterance);
            let label = label.map_or_else(|| utterance.to_owned(), |utterance| utterance.label.clone());
            let mut variants: Vec<Variant> = documents.into_values().map(|passage| Variant { passage }).collect();
            variants.sort_by_key(|variant| variant.passage.citation.source);
            (Some(crate::diagram::text::visible(&label)), variants)
        }
        None => (None, Vec::new()),
    }
}
