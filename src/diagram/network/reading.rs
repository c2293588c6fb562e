//! What the weights of a network mean, in words and signs.

use crate::diagram::scene::{Line, Mark, Sign, Tone};

/// What the weight of a line says; it follows from how the network was aggregated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Actors by actors: how much two agree ("congruence").
    Agreement,
    /// Actors by actors: how much two disagree ("conflict").
    Disagreement,
    /// Actors by actors: agreement less disagreement ("subtract"); the sign counts.
    Balance,
    /// Actors by actors: how much two speak of the same, for or against ("ignore").
    Attention,
    /// Actors by propositions: statements for less statements against ("subtract"); the sign counts.
    Stance,
    /// Actors by propositions: statements, for or against ("ignore").
    Statements,
    /// Actors by propositions: 1 for, 2 against, 3 both ("combine").
    Combined,
}

/// What one line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// Agreement, or support.
    For,
    /// Disagreement, or opposition.
    Against,
    /// Support in one statement and opposition in another.
    Both,
    /// Neither.
    Neither,
}

impl Sense {
    /// All, in the order of a legend.
    pub const ALL: [Self; 4] = [Self::For, Self::Against, Self::Both, Self::Neither];

    /// The colour's meaning.
    pub fn tone(self) -> Tone {
        match self {
            Self::For => Tone::Support,
            Self::Against => Tone::Oppose,
            Self::Both => Tone::Conditional,
            Self::Neither => Tone::Neutral,
        }
    }

    /// The pattern of the line, which says the same without colour.
    pub fn line(self) -> Line {
        match self {
            Self::For | Self::Neither => Line::Solid,
            Self::Against => Line::Dashed,
            Self::Both => Line::Dotted,
        }
    }

    /// The badge, which says it again.
    pub fn mark(self) -> Option<Mark> {
        let sign = match self {
            Self::For => Sign::Plus,
            Self::Against => Sign::Minus,
            Self::Both => Sign::PlusMinus,
            Self::Neither => return None,
        };
        Some(Mark { sign, tone: self.tone(), hollow: false })
    }
}

impl Reading {
    /// What a line of a weight says.
    pub fn sense(self, weight: f64) -> Sense {
        match self {
            Self::Agreement => Sense::For,
            Self::Disagreement => Sense::Against,
            Self::Attention | Self::Statements => Sense::Neither,
            Self::Balance | Self::Stance => {
                if weight < 0.0 {
                    Sense::Against
                } else {
                    Sense::For
                }
            }
            // The codes are whole numbers; halves leave room for what a division may have done to them.
            Self::Combined => match weight {
                w if w < 1.5 => Sense::For,
                w if w < 2.5 => Sense::Against,
                _ => Sense::Both,
            },
        }
    }

    /// Whether lines of two senses occur, so that each line has to show its own.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Balance | Self::Stance | Self::Combined)
    }

    /// Whether the weight is an amount, and not a code.
    pub fn has_amounts(self) -> bool {
        self != Self::Combined
    }

    /// Whether both ends of a line are of one kind, and not an actor and a proposition.
    pub fn is_one_mode(self) -> bool {
        matches!(self, Self::Agreement | Self::Disagreement | Self::Balance | Self::Attention)
    }

    /// What two ends do, as a verb after "A and B" or after "A": "agree", "supports"; `propositions` when both are.
    pub fn verb(self, sense: Sense, propositions: bool) -> &'static str {
        match (self.is_one_mode(), propositions, sense) {
            (true, false, Sense::For) => "agree",
            (true, false, Sense::Against) => "disagree",
            (true, false, Sense::Both | Sense::Neither) => "speak of the same",
            (true, true, Sense::For) => "are judged alike",
            (true, true, Sense::Against) => "are judged oppositely",
            (true, true, Sense::Both | Sense::Neither) => "are spoken of by the same",
            (false, _, Sense::For) => "supports",
            (false, _, Sense::Against) => "opposes",
            (false, _, Sense::Both) => "supports and opposes",
            (false, _, Sense::Neither) => "speaks of",
        }
    }

    /// The sense in the words of a legend.
    pub fn legend(self, sense: Sense, propositions: bool) -> &'static str {
        match (self, sense, propositions) {
            (Self::Balance, Sense::For, false) => "agree more than they disagree",
            (Self::Balance, Sense::Against, false) => "disagree more than they agree",
            (Self::Balance, Sense::For, true) => "are judged alike rather than oppositely",
            (Self::Balance, Sense::Against, true) => "are judged oppositely rather than alike",
            (Self::Stance, Sense::For, _) => "supports more than it opposes",
            (Self::Stance, Sense::Against, _) => "opposes more than it supports",
            _ => self.verb(sense, propositions),
        }
    }

    /// A title up to its colon; `propositions` when both ends are.
    pub fn lead(self, propositions: bool) -> &'static str {
        match (self, propositions) {
            (Self::Agreement, false) => "Who agrees with whom",
            (Self::Disagreement, false) => "Who disagrees with whom",
            (Self::Balance, false) => "Who sides with whom, and against whom",
            (Self::Attention, false) => "Who speaks of the same",
            (Self::Agreement, true) => "What is supported, and opposed, together",
            (Self::Disagreement, true) => "What is set against what",
            (Self::Balance, true) => "What goes together, and what does not",
            (Self::Attention, true) => "What is spoken of by the same",
            (Self::Stance | Self::Combined, _) => "Who stands where on what",
            (Self::Statements, _) => "Who speaks of what",
        }
    }
}

/// A weight as it is shown: three significant digits, no more than needed.
///
/// ```
/// # use stancegraph::diagram::network::weight_text;
/// assert_eq!(weight_text(2.0), "2");
/// assert_eq!(weight_text(0.123_456), "0.123");
/// assert_eq!(weight_text(-12.345), "−12.3");
/// assert_eq!(weight_text(1234.6), "1235");
/// assert_eq!(weight_text(0.000_012_3), "0.0000123");
/// ```
pub fn weight_text(weight: f64) -> String {
    let size = weight.abs();
    let decimals = match size {
        s if s >= 100.0 => 0,
        s if s >= 10.0 => 1,
        s if s >= 1.0 => 2,
        s if s >= 0.1 => 3,
        s if s >= 0.01 => 4,
        s if s >= 0.001 => 5,
        _ => 7,
    };
    let text = format!("{size:.decimals$}");
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    // A true minus sign is as wide as the plus and does not break off at the end of a line.
    if weight < 0.0 { format!("−{text}") } else { text.to_owned() }
}
