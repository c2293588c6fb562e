//! Evidence cards to cut out: words to sort by side and by voice.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    material::{Actor, Material, Saying, Voice},
    passage::Passage,
    sides::how,
    texts::Texts,
};
use crate::network::measures::random::Random;

/// A card, with what only the key tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Its number, from 1.
    pub number: usize,
    /// The words.
    pub passage: Passage,
    /// Whose position it is.
    pub actor: Actor,
    /// The proposition's short name.
    pub proposition: String,
    /// The side.
    pub stance: &'static str,
    /// In whose voice.
    pub voice: Voice,
    /// The voice in words.
    pub how: String,
}

/// The most characters of a stretch of words on a card.
pub(super) const ROOM: usize = 230;

/// Draws cards: the lesson's proposition first, all sides and voices by turns; then shuffles them.
pub(super) fn cards(
    material: &Material<'_>,
    proposition: &str,
    most: usize,
    random: &mut Random,
    texts: &Texts,
) -> Vec<Card> {
    let mut drawn: Vec<&Saying> = Vec::new();
    for lesson in [true, false] {
        let mut heaps: BTreeMap<(&str, Voice), Vec<&Saying>> = BTreeMap::new();
        for saying in material.sayings.iter().filter(|saying| (saying.proposition == proposition) == lesson) {
            heaps.entry((saying.stance, saying.voice)).or_default().push(saying);
        }
        for heap in heaps.values_mut() {
            random.shuffle(heap);
        }
        while drawn.len() < most && heaps.values().any(|heap| !heap.is_empty()) {
            for heap in heaps.values_mut() {
                // One passage on two cards would ask the same twice, with two answers.
                while let Some(next) = heap.pop() {
                    let fresh = drawn.iter().all(|known| {
                        !known.passage.overlaps(&next.passage) && known.passage.folded() != next.passage.folded()
                    });
                    if fresh && drawn.len() < most {
                        drawn.push(next);
                        break;
                    }
                }
            }
        }
    }
    random.shuffle(&mut drawn);
    drawn
        .into_iter()
        .zip(1..)
        .map(|(saying, number)| Card {
            number,
            passage: saying.passage.clone(),
            actor: saying.actor.clone(),
            proposition: material.proposition(&saying.proposition).map(|on| on.short.clone()).unwrap_or_default(),
            stance: saying.stance,
            voice: saying.voice,
            how: how(saying, texts),
        })
        .collect()
}
