//! The text of the document, cut where something is coded, with the place of each line for those who mark words.

use maud::{Markup, html};

use super::names::Labels;
use crate::{
    diagram::text::is_hidden,
    model::{ClosedList, Span, Stance, Statement},
    pages::paragraphs,
};

/// Something that is underlined in the text.
pub(super) struct Underlined<'s> {
    /// The statement.
    pub(super) statement: &'s Statement,
    /// Whether nobody has decided on it yet.
    pub(super) open: bool,
}

/// The text. Each line says where it begins, in code points of the document's text; nothing in it is longer or shorter
/// than the document's, so that what somebody marks can be counted.
pub(super) fn lines(text: &str, underlined: &[Underlined<'_>], marked: &[Span], labels: &Labels<'_>) -> Markup {
    let mut finds: Vec<Vec<Span>> = underlined.iter().map(|found| found.statement.evidence.clone()).collect();
    finds.push(marked.to_vec());
    let last = underlined.len();
    html! {
        @for line in paragraphs(text, &finds) {
            @if line.pieces.is_empty() { } @else {
                p data-start=(line.span.start) {
                    @for piece in &line.pieces {
                        @let words = as_long(piece.text);
                        @if piece.finds.is_empty() { (words) } @else {
                            @let of: Vec<_> = piece.finds.iter().filter_map(|&at| underlined.get(at)).collect();
                            @let now = piece.finds.contains(&last);
                            @let title = of.iter().map(|found| said(found.statement, labels)).collect::<Vec<_>>().join("; ");
                            span class=(classes(&of, now)) title=[(!title.is_empty()).then_some(title)]
                                data-finds=(of.iter().map(|found| found.statement.id.as_str()).collect::<Vec<_>>().join(" "))
                                { (words) }
                        }
                    }
                }
            }
        }
    }
}

/// Who stands where, as a sentence without its end.
pub(super) fn said(found: &Statement, labels: &Labels<'_>) -> String {
    format!("{} {} {}", labels.actor(&found.actor), verb(found.stance), labels.proposition(&found.proposition))
}

/// The stance as a verb.
pub(super) const fn verb(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "supports",
        Stance::Oppose => "opposes",
        Stance::Conditional => "is conditional on",
    }
}

/// The stance as a sign.
pub(super) const fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "+",
        Stance::Oppose => "−",
        Stance::Conditional => "±",
    }
}

fn classes(of: &[&Underlined<'_>], marked: bool) -> String {
    let mut classes = Vec::new();
    if let Some(first) = of.first() {
        classes.extend(["c", "l1", first.statement.stance.id()]);
        if of.iter().any(|found| found.open) {
            classes.push("open");
        }
    }
    if marked {
        classes.push("marked");
    }
    classes.join(" ")
}

/// The words with what is hidden made visible, a character for a character.
fn as_long(words: &str) -> String {
    words.chars().map(|c| if is_hidden(c) && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_takes_the_same_room() {
        let words = "a\u{202e}b\tc\u{200b}";
        assert_eq!(as_long(words).chars().count(), words.chars().count());
        assert_eq!(as_long(words), "a\u{fffd}b\tc\u{fffd}");
    }
}
