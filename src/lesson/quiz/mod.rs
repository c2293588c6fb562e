//! The quiz: questions that the graph answers, each with one right answer and wrong ones from the same case.

mod facts;
mod order;
mod words;

use serde::Serialize;

use super::{background::Background, material::Material, passage::Citation, texts::Texts};
use crate::network::measures::random::Random;

/// What a question asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Whose own words are these?
    WhoSaid,
    /// Does an actor support or oppose it?
    Stance,
    /// Own words, reported, alleged?
    Voice,
    /// Which source prints these words?
    PrintedWhere,
    /// Which source gives this answer to a disputed question?
    SourceSays,
    /// In what order did it happen?
    Order,
}

impl Kind {
    /// All kinds, in the order in which a quiz takes them by turns.
    pub const ALL: [Self; 6] =
        [Self::WhoSaid, Self::Voice, Self::Stance, Self::SourceSays, Self::PrintedWhere, Self::Order];

    /// The name under which the texts have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WhoSaid => "who-said",
            Self::Stance => "stance",
            Self::Voice => "voice",
            Self::PrintedWhere => "printed-where",
            Self::SourceSays => "source-says",
            Self::Order => "order",
        }
    }
}

/// The answers to choose from, or the things to put in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// One of these is right.
    Choice {
        /// The answers, as they are printed.
        choices: Vec<String>,
        /// Which is right (an index).
        right: usize,
    },
    /// All of these belong in an order.
    Order {
        /// The things, as they are printed.
        things: Vec<String>,
        /// Their indices in the right order.
        right: Vec<usize>,
    },
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its number, from 1.
    pub number: usize,
    /// What it asks.
    pub kind: Kind,
    /// The question.
    pub prompt: String,
    /// The answers.
    pub answer: Answer,
    /// Why it is right.
    pub why: String,
    /// Where it can be looked up.
    pub citations: Vec<Citation>,
    /// Whether the question may show where its words stand without giving the answer away.
    pub open_source: bool,
    /// The ids of statements, facts and events that it rests on.
    pub about: Vec<String>,
    /// What the right answer is like: a quiz asks for each by turns.
    #[serde(skip)]
    turn: String,
}

/// A question before its answers are drawn: wrong ones are in any order, the more telling first.
struct Candidate {
    kind: Kind,
    prompt: String,
    right: String,
    wrong: Vec<String>,
    why: String,
    citations: Vec<Citation>,
    open_source: bool,
    about: Vec<String>,
    turn: String,
}

/// The most answers to choose from, the right one included.
const CHOICES: usize = 4;
/// The fewest.
const FEWEST: usize = 3;

/// Draws so many questions, the kinds by turns.
pub(super) fn quiz(
    material: &Material<'_>,
    background: &Background,
    proposition: &str,
    most: usize,
    random: &mut Random,
    texts: &Texts,
) -> Vec<Item> {
    let mut heaps: Vec<Vec<Item>> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let mut heap: Vec<Item> = match kind {
                Kind::WhoSaid => words::who_said(material, texts),
                Kind::Voice => words::voices(material, texts),
                Kind::PrintedWhere => words::printed_where(material, texts),
                Kind::Stance => facts::stances(material, proposition, texts),
                Kind::SourceSays => facts::source_says(material, texts),
                Kind::Order => Vec::new(),
            }
            .into_iter()
            .filter_map(|candidate| draw(candidate, random))
            .collect();
            random.shuffle(&mut heap);
            if kind == Kind::Order {
                heap.extend(order::events(background, random, texts));
            }
            heap
        })
        .collect();
    let mut drawn: Vec<Item> = Vec::new();
    while drawn.len() < most && heaps.iter().any(|heap| !heap.is_empty()) {
        for heap in &mut heaps {
            // What one question tells, another must not ask.
            heap.retain(|item| {
                drawn
                    .iter()
                    .all(|known| known.prompt != item.prompt && !known.about.iter().any(|id| item.about.contains(id)))
            });
            let often =
                |item: &Item| drawn.iter().filter(|known| known.kind == item.kind && known.turn == item.turn).count();
            let next = (0..heap.len()).min_by_key(|at| often(&heap[*at]));
            if let Some(at) = next.filter(|_| drawn.len() < most) {
                let item = heap.remove(at);
                drawn.push(item);
            }
        }
    }
    for (item, number) in drawn.iter_mut().zip(1..) {
        item.number = number;
    }
    drawn
}

/// Chooses among the wrong answers and shuffles; `None` where too few are left, or one of them reads like the right one.
fn draw(candidate: Candidate, random: &mut Random) -> Option<Item> {
    let folded = super::fold(&candidate.right);
    let mut wrong: Vec<String> = Vec::new();
    for answer in candidate.wrong {
        let own = super::fold(&answer);
        if own != folded && wrong.iter().all(|known| super::fold(known) != own) {
            wrong.push(answer);
        }
    }
    if wrong.len() + 1 < FEWEST {
        return None;
    }
    random.shuffle(&mut wrong);
    wrong.truncate(CHOICES - 1);
    let right = random.below(wrong.len() + 1);
    wrong.insert(right, candidate.right);
    Some(Item {
        number: 0,
        kind: candidate.kind,
        prompt: candidate.prompt,
        answer: Answer::Choice { choices: wrong, right },
        why: candidate.why,
        citations: candidate.citations,
        open_source: candidate.open_source,
        about: candidate.about,
        turn: candidate.turn,
    })
}
