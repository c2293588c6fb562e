//! A text with what was found in it: cut wherever something begins or ends, so that finds may overlap and nest.

use std::collections::BTreeSet;

use crate::model::{Offsets, Span};

/// A stretch of one paragraph in which the same finds lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    /// Its words.
    pub text: &'t str,
    /// Which finds it lies in: their places in the list that was given, ascending.
    pub finds: Vec<usize>,
}

/// A line of the text, without its line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph<'t> {
    /// Where it lies (code points).
    pub span: Span,
    /// Its pieces; none if the line is empty.
    pub pieces: Vec<Piece<'t>>,
}

/// Cuts a text into lines and these into pieces. Each find is a list of spans in code points; what reaches beyond the
/// text, runs backwards or is empty marks nothing.
///
/// The pieces of a line are the line, and the lines, with breaks between them, are the text.
#[must_use]
pub fn paragraphs<'t>(text: &'t str, finds: &[Vec<Span>]) -> Vec<Paragraph<'t>> {
    let offsets = Offsets::new(text);
    let mut cuts: BTreeSet<usize> = BTreeSet::new();
    let mut edges: Vec<(usize, bool, usize)> = Vec::new();
    for (find, spans) in finds.iter().enumerate() {
        for span in spans.iter().filter(|span| !span.is_empty() && span.end <= offsets.len()) {
            cuts.extend([span.start, span.end]);
            edges.extend([(span.start, true, find), (span.end, false, find)]);
        }
    }
    edges.sort_unstable();
    // How often each find is open: its own spans may overlap.
    let mut open: Vec<u32> = vec![0; finds.len()];
    let mut next_edge = 0;
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.chars().count();
        let mut pieces = Vec::new();
        let inner = cuts.range(start + 1..end.max(start + 1)).copied();
        let mut from = start;
        for to in inner.chain([end]) {
            while let Some(&(at, begins, find)) = edges.get(next_edge).filter(|(at, ..)| *at <= from) {
                debug_assert!(at <= from, "edges are taken in order");
                if begins {
                    open[find] += 1;
                } else {
                    open[find] -= 1;
                }
                next_edge += 1;
            }
            if let Some(words) = offsets.slice(Span::new(from, to)).filter(|words| !words.is_empty()) {
                let finds = open.iter().enumerate().filter(|(_, times)| **times > 0).map(|(find, _)| find).collect();
                pieces.push(Piece { text: words, finds });
            }
            from = to;
        }
        found.push(Paragraph { span: Span::new(start, end), pieces });
        start = end + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut<'t>(text: &'t str, spans: &[(usize, usize)]) -> Vec<Vec<(&'t str, Vec<usize>)>> {
        let finds: Vec<Vec<Span>> = spans.iter().map(|span| vec![Span::from(*span)]).collect();
        let pieces = |paragraph: Paragraph<'t>| paragraph.pieces.into_iter().map(|p| (p.text, p.finds)).collect();
        paragraphs(text, &finds).into_iter().map(pieces).collect()
    }

    #[test]
    fn overlaps_and_nesting_become_pieces() {
        assert_eq!(cut("abcdef", &[(0, 4), (2, 6)]), [[("ab", vec![0]), ("cd", vec![0, 1]), ("ef", vec![1])]]);
        assert_eq!(cut("“é” x", &[(0, 5), (1, 2)])[0][1], ("é", vec![0, 1]), "offsets count characters");
        assert_eq!(
            cut("ab\n\ncd", &[(1, 5)]),
            [vec![("a", vec![]), ("b", vec![0])], vec![], vec![("c", vec![0]), ("d", vec![])]]
        );
        assert_eq!(cut("ab", &[(0, 9), (2, 1), (1, 1)]), [[("ab", vec![])]], "what is no span marks nothing");
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(
            text in "[a-zé“𝒳 \n]{0,60}",
            spans in prop::collection::vec(prop::collection::vec((0_usize..70, 0_usize..70), 0..3), 0..6),
        ) {
            let finds: Vec<Vec<Span>> =
                spans.iter().map(|find| find.iter().copied().map(Span::from).collect()).collect();
            let cut = paragraphs(&text, &finds);
            let lines: Vec<String> =
                cut.iter().map(|paragraph| paragraph.pieces.iter().map(|piece| piece.text).collect()).collect();
            prop_assert_eq!(lines.join("\n"), text.clone());
            // Each character lies in exactly the finds that cover it.
            let length = text.chars().count();
            for paragraph in &cut {
                let mut at = paragraph.span.start;
                for piece in &paragraph.pieces {
                    for point in at..at + piece.text.chars().count() {
                        let covering: Vec<usize> = finds
                            .iter()
                            .enumerate()
                            .filter(|(_, spans)| spans.iter().any(|s| s.end <= length && s.start <= point && point < s.end))
                            .map(|(find, _)| find)
                            .collect();
                        prop_assert_eq!(&piece.finds, &covering);
                    }
                    at += piece.text.chars().count();
                }
                prop_assert_eq!(at, paragraph.span.end);
            }
        }
    }
}
