//! Events to put in order: only those whose dates nobody disputes and that cannot be mistaken for one another.

use super::{Answer, Item, Kind};
use crate::{
    lesson::{
        background::{Background, Happening},
        texts::Texts,
    },
    network::measures::random::Random,
};

/// How many events there are to order (counts).
const MOST: usize = 4;
const FEWEST: usize = 3;

pub(super) fn events(background: &Background, random: &mut Random, texts: &Texts) -> Option<Item> {
    let mut dated: Vec<&Happening> = background
        .happenings
        .iter()
        .filter(|happening| happening.key.0 != i32::MAX && happening.disputed.is_none() && happening.citation.is_some())
        .collect();
    random.shuffle(&mut dated);
    let mut chosen: Vec<&Happening> = Vec::new();
    for happening in dated {
        if chosen.len() < MOST && chosen.iter().all(|known| apart(known.key, happening.key)) {
            chosen.push(happening);
        }
    }
    if chosen.len() < FEWEST {
        return None;
    }
    let mut right: Vec<usize> = (0..chosen.len()).collect();
    right.sort_by_key(|at| chosen[*at].key);
    let story: Vec<String> = right.iter().map(|at| format!("{}: {}", chosen[*at].date, chosen[*at].what)).collect();
    Some(Item {
        number: 0,
        kind: Kind::Order,
        prompt: texts.say("quiz.order.prompt", &[]),
        why: story.join(" → "),
        citations: chosen.iter().filter_map(|happening| happening.citation.clone()).collect(),
        open_source: true,
        turn: String::new(),
        about: chosen.iter().map(|happening| happening.what.clone()).collect(),
        answer: Answer::Order { things: chosen.iter().map(|happening| happening.what.clone()).collect(), right },
    })
}

/// Whether of two dates (year; month, 13 for none; day, 32 for none) one is certainly the earlier.
fn apart(a: (i32, u8, u8), b: (i32, u8, u8)) -> bool {
    if a.0 != b.0 {
        return true;
    }
    let vague = |month: u8| month > 12;
    if vague(a.1) || vague(b.1) || (a.1 == b.1 && (a.2 > 31 || b.2 > 31)) {
        return false;
    }
    (a.1, a.2) != (b.1, b.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_apart_only_if_one_is_certainly_earlier() {
        assert!(apart((2015, 11, 4), (2015, 11, 30)));
        assert!(apart((2012, 13, 0), (2015, 7, 32)));
        assert!(!apart((2015, 11, 4), (2015, 11, 32)), "some day in November");
        assert!(!apart((2015, 13, 0), (2015, 7, 32)), "some day of the year");
        assert!(!apart((2015, 7, 32), (2015, 7, 32)));
    }
}
