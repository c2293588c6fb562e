//! Attributions by layout rather than by verbs: labels of speakers in transcripts, signatures under quotations.

use std::ops::Range;

use super::Reading;
use super::tag::Tag;
use super::token::{Kind, Token, shape};
use super::view::View;

/// "MODERATOR: It is late.": a block that begins with a speaker's name in capitals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The bytes of the name.
    pub name: Range<usize>,
    /// The bytes of the colon.
    pub colon: Range<usize>,
    /// The bytes of what follows, to the end of the block.
    pub content: Range<usize>,
}

/// Fewer labels than this in a text are headlines' "WATCH:" and "UPDATE:", not a transcript.
const FEWEST_LABELS: usize = 3;
/// The most words of a label.
const LONGEST_LABEL: usize = 5;

/// The label of each block; all `None` unless the text has several, as a transcript has.
#[must_use]
pub fn labels(reading: &Reading<'_>) -> Vec<Option<Label>> {
    let mut labels: Vec<Option<Label>> = reading
        .blocks
        .iter()
        .zip(&reading.block_tokens)
        .map(|(block, &(start, end))| label(&reading.tokens[start as usize..end as usize], block.end as usize))
        .collect();
    if labels.iter().flatten().count() < FEWEST_LABELS {
        labels.fill(None);
    }
    labels
}

fn label(tokens: &[Token], end: usize) -> Option<Label> {
    let skipped = usize::from(tokens.first().is_some_and(|token| token.tag == Tag::Quote));
    let tokens = &tokens[skipped..];
    let colon = tokens.iter().take(LONGEST_LABEL + 1).position(|token| token.kind == Kind::Colon)?;
    let capitals = |token: &Token| token.shape & (shape::ALL_CAPITALS | shape::ABBREVIATION) != 0;
    let (words, rest) = (&tokens[..colon], &tokens[colon + 1..]);
    if words.is_empty() || !words.iter().all(capitals) || rest.len() < 2 {
        return None;
    }
    let name = words[0].start as usize..words[colon - 1].end as usize;
    Some(Label { name, colon: tokens[colon].range(), content: rest[0].start as usize..end })
}

/// The most words of a signature.
const LONGEST_SIGNATURE: usize = 14;

/// "It is late." – Ann Lee, Oslo: the places of the dash and of the signature after it, if a sentence ends with one.
#[must_use]
pub fn signature(view: &View<'_>) -> Option<(usize, Range<usize>)> {
    let dash = view.tokens.iter().rposition(|token| token.kind == Kind::Dash)?;
    let end = view.tokens.iter().rposition(|token| token.kind != Kind::Stop)? + 1;
    let after_quotation = match dash.checked_sub(1) {
        Some(before) => {
            view.tokens[before].kind == Kind::Quotation && (0..before).all(|at| view.tokens[at].kind == Kind::Quotation)
        }
        None => true,
    };
    let named =
        view.tag(dash + 1) == Tag::Name && view.tokens[dash + 1..end].iter().all(|token| token.kind != Kind::Quotation);
    let short = (dash + 1..dash + LONGEST_SIGNATURE).contains(&end) && end > dash + 1;
    (after_quotation && named && short && !view.has_finite(dash + 1, end)).then_some((dash, dash + 1..end))
}
