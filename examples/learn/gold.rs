//! Articles with gold attributions, in bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use stancegraph::attribution::{
    Reading,
    lexicon::{Lexicon, WordId},
    prepare,
    token::Kind,
};

#[derive(Deserialize)]
struct Line {
    text: String,
    attributions: Vec<Spans>,
}

#[derive(Deserialize)]
struct Spans {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// A gold attribution; byte ranges.
pub(crate) struct Gold {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// An article with its gold attributions.
pub(crate) struct Article {
    pub(crate) text: &'static str,
    pub(crate) gold: Vec<Gold>,
}

/// Reads one JSON line.
pub(crate) fn parse(line: &str) -> std::io::Result<Article> {
    let line: Line = serde_json::from_str(line)?;
    // The program ends soon after; a leaked text spares life times everywhere.
    let text: &'static str = line.text.leak();
    let mut borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    borders.push(text.len());
    let bytes =
        |spans: &[[usize; 2]]| -> Vec<Range<usize>> { spans.iter().map(|[s, e]| borders[*s]..borders[*e]).collect() };
    let gold = line.attributions.iter().map(|a| Gold {
        source: bytes(&a.source),
        cue: bytes(&a.cue),
        content: bytes(&a.content),
    });
    Ok(Article { text, gold: gold.collect() })
}

/// Whether two ranges share a byte.
pub(crate) fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// How many bytes two sets of ranges share.
pub(crate) fn shared(a: &[Range<usize>], b: &[Range<usize>]) -> usize {
    a.iter().flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum()
}

/// Intersection over union of two sets of disjoint ranges.
pub(crate) fn overlap(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let length = |ranges: &[Range<usize>]| ranges.iter().map(Range::len).sum::<usize>();
    let shared = shared(a, b);
    shared as f32 / (length(a) + length(b) - shared).max(1) as f32
}

/// Counts words, and words that are part of a gold cue, in the running text.
pub(crate) fn count_cue_words(article: &Article, counts: &mut BTreeMap<&'static str, (u32, u32)>) {
    let reading: Reading<'_> = prepare(article.text);
    let lexicon = Lexicon::shipped();
    for sentence in reading.sentences.iter().filter(|sentence| sentence.quote.is_none()) {
        for token in &reading.stream[sentence.range()] {
            if token.kind == Kind::Word && token.word != WordId::UNKNOWN {
                let count = counts.entry(lexicon.text(token.word)).or_default();
                count.1 += 1;
                let range = token.range();
                count.0 += u32::from(article.gold.iter().any(|gold| gold.cue.iter().any(|cue| meet(cue, &range))));
            }
        }
    }
}
