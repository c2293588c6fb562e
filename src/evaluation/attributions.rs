//! Attributions found against gold: content by overlap, source by contact, as in the evaluation of PolNeAR readers.

use serde::{Deserialize, Serialize};

use super::{
    calibration::{Calibration, Counts},
    quotation_mask::quotation_mask,
    scores::{Score, share},
};
use crate::model::Span;

/// An attribution as far as it is scored. Offsets are code points, end-exclusive.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct EvaluatedAttribution {
    /// The words that name the source.
    #[serde(default)]
    pub source: Vec<Span>,
    /// What is said; without any it is not scored.
    #[serde(default)]
    pub content: Vec<Span>,
    /// The rule that found it.
    #[serde(default)]
    pub rule: Option<String>,
    /// How sure its reader is of it, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

/// A document's text with what should have been found and what was.
#[derive(Debug, Clone)]
pub struct EvaluatedDocument<'d> {
    /// Its id.
    pub id: &'d str,
    /// Its text.
    pub text: &'d str,
    /// What should have been found.
    pub gold: &'d [EvaluatedAttribution],
    /// What was found.
    pub found: &'d [EvaluatedAttribution],
}

/// How much of a content is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// At least four fifths of its letters and digits.
    Direct,
    /// Some.
    Mixed,
    /// None.
    Indirect,
}

/// What went wrong with one attribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttributionError {
    /// "missed", "spurious" or "wrong source".
    pub what: &'static str,
    /// The document.
    pub document: String,
    /// The kind of its content.
    pub kind: Kind,
    /// The words of its source.
    pub source: String,
    /// The words of its content.
    pub content: String,
    /// The rule that found it.
    pub rule: Option<String>,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttributionScores {
    /// Content overlaps by at least half (intersection over union of letters and digits) and the sources touch.
    pub all: Score,
    /// The same among contents of one kind.
    pub by_kind: Vec<(Kind, Score)>,
    /// The same by the rule that found it; nothing is known of what no rule found.
    pub by_rule: Vec<(String, Score)>,
    /// Contents that are the same to the letter.
    pub content_exact: Score,
    /// Sources that are the same to the letter.
    pub source_exact: Score,
    /// Of the contents found that have a source, the share whose source is touched, 0 to 1.
    pub speaker: f64,
    /// How often what was found is right, by its confidence; `None` if nothing found has one.
    pub calibration: Option<Calibration>,
    /// What went wrong, longest contents first.
    pub errors: Vec<AttributionError>,
}

/// Scores what was found in documents.
#[must_use]
pub fn score_attributions(documents: &[EvaluatedDocument<'_>]) -> AttributionScores {
    let mut whole = Tally::default();
    let mut kinds = [Tally::default(), Tally::default(), Tally::default()];
    for document in documents {
        let page = Page::new(document);
        whole.add(&page, None);
        for (tally, kind) in kinds.iter_mut().zip(KINDS) {
            tally.add(&page, Some(kind));
        }
    }
    whole.errors.sort_by_key(|error| std::cmp::Reverse(error.content.len()));
    AttributionScores {
        all: whole.attribution,
        by_kind: KINDS.into_iter().zip(kinds.iter().map(|tally| tally.attribution)).collect(),
        by_rule: whole.by_rule.into_iter().collect(),
        content_exact: whole.content_exact,
        source_exact: whole.source_exact,
        speaker: share(whole.attribution.hits, whole.with_source.max(1)),
        calibration: whole.confidence.calibration(),
        errors: whole.errors,
    }
}

const KINDS: [Kind; 3] = [Kind::Direct, Kind::Mixed, Kind::Indirect];

/// The places of letters and digits that spans cover, in order: what is compared.
type Letters = Vec<u32>;

struct Scored<'d> {
    attribution: &'d EvaluatedAttribution,
    content: Letters,
    source: Letters,
    kind: Kind,
}

struct Page<'d> {
    id: &'d str,
    text: Vec<char>,
    gold: Vec<Scored<'d>>,
    found: Vec<Scored<'d>>,
}

impl<'d> Page<'d> {
    fn new(document: &EvaluatedDocument<'d>) -> Self {
        let text: Vec<char> = document.text.chars().collect();
        let mask = quotation_mask(&text);
        let scored = |list: &'d [EvaluatedAttribution]| {
            list.iter()
                .filter(|attribution| !attribution.content.is_empty())
                .map(|attribution| {
                    let content = letters(&text, &attribution.content);
                    Scored {
                        kind: kind(&content, &mask),
                        source: letters(&text, &attribution.source),
                        content,
                        attribution,
                    }
                })
                .collect()
        };
        Self { id: document.id, gold: scored(document.gold), found: scored(document.found), text }
    }

    fn words(&self, spans: &[Span]) -> String {
        let words: Vec<String> = spans
            .iter()
            .map(|span| {
                let end = span.end.min(self.text.len());
                self.text[span.start.min(end)..end].iter().collect()
            })
            .collect();
        words.join(" … ")
    }
}

/// The letters and digits that spans cover; quotation marks, commas and full stops do not count, nor does space.
fn letters(text: &[char], spans: &[Span]) -> Letters {
    let mut places: Letters = spans
        .iter()
        .flat_map(|span| span.start..span.end.min(text.len()))
        .filter(|&at| {
            let c = text[at];
            !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '\'' | '‘' | '’' | ',' | '.')
        })
        .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn kind(content: &Letters, mask: &[bool]) -> Kind {
    let inside = content.iter().filter(|&&at| mask[at as usize]).count();
    if !content.is_empty() && inside as f64 >= 0.8 * content.len() as f64 {
        Kind::Direct
    } else if inside > 0 {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}

/// How many places two share.
fn shared(a: &Letters, b: &Letters) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

#[derive(Default)]
struct Tally {
    attribution: Score,
    content_exact: Score,
    source_exact: Score,
    with_source: usize,
    by_rule: std::collections::BTreeMap<String, Score>,
    confidence: Counts,
    errors: Vec<AttributionError>,
}

impl Tally {
    fn add(&mut self, page: &Page<'_>, wanted: Option<Kind>) {
        let pick = |list: &'_ [Scored<'_>]| -> Vec<usize> {
            (0..list.len()).filter(|&index| wanted.is_none_or(|kind| list[index].kind == kind)).collect()
        };
        let (gold, found) = (pick(&page.gold), pick(&page.found));
        for score in [&mut self.attribution, &mut self.content_exact] {
            score.gold += gold.len();
            score.found += found.len();
        }
        let matched = self.matched(page, &gold, &found, wanted.is_none());
        if wanted.is_none() {
            self.sources(page);
            self.rules_and_errors(page, &matched);
        }
    }

    /// Pairs gold and found greedily by overlap; counts hits; returns for each found what came of it.
    fn matched(&mut self, page: &Page<'_>, gold: &[usize], found: &[usize], whole: bool) -> Vec<Match> {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (i, &g) in gold.iter().enumerate() {
            for (j, &f) in found.iter().enumerate() {
                let (a, b) = (&page.gold[g].content, &page.found[f].content);
                let both = shared(a, b);
                if both > 0 {
                    pairs.push((share(both, a.len() + b.len() - both), i, j));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let (mut gold_seen, mut found_seen) = (vec![false; gold.len()], vec![false; found.len()]);
        let mut matches = Vec::new();
        for (overlap, i, j) in pairs {
            if gold_seen[i] || found_seen[j] {
                continue;
            }
            (gold_seen[i], found_seen[j]) = (true, true);
            let (g, f) = (&page.gold[gold[i]], &page.found[found[j]]);
            if overlap >= 0.5 {
                self.with_source += usize::from(!g.source.is_empty());
                let hit = shared(&g.source, &f.source) > 0;
                self.attribution.hits += usize::from(hit);
                matches.push(Match { gold: gold[i], found: found[j], hit });
            }
            self.content_exact.hits += usize::from(g.content == f.content);
        }
        if whole { matches } else { Vec::new() }
    }

    fn sources(&mut self, page: &Page<'_>) {
        let named = |list: &[Scored<'_>]| {
            let mut sources: Vec<Letters> =
                list.iter().map(|scored| scored.source.clone()).filter(|source| !source.is_empty()).collect();
            sources.sort_unstable();
            sources
        };
        let (gold, mut found) = (named(&page.gold), named(&page.found));
        self.source_exact.gold += gold.len();
        self.source_exact.found += found.len();
        for source in gold {
            if let Ok(at) = found.binary_search(&source) {
                found.remove(at);
                self.source_exact.hits += 1;
            }
        }
    }

    fn rules_and_errors(&mut self, page: &Page<'_>, matches: &[Match]) {
        for (index, scored) in page.found.iter().enumerate() {
            let of = matches.iter().find(|pair| pair.found == index);
            let hit = of.is_some_and(|pair| pair.hit);
            self.confidence.add(scored.attribution.confidence, hit);
            if let Some(rule) = &scored.attribution.rule {
                let score = self.by_rule.entry(rule.clone()).or_default();
                score.found += 1;
                score.hits += usize::from(hit);
            }
            if !hit {
                let what = if of.is_some() { "wrong source" } else { "spurious" };
                self.errors.push(error(what, page, scored));
            }
        }
        for (index, scored) in page.gold.iter().enumerate() {
            if matches.iter().all(|pair| pair.gold != index) {
                self.errors.push(error("missed", page, scored));
            }
        }
    }
}

struct Match {
    gold: usize,
    found: usize,
    hit: bool,
}

fn error(what: &'static str, page: &Page<'_>, scored: &Scored<'_>) -> AttributionError {
    AttributionError {
        what,
        document: page.id.to_owned(),
        kind: scored.kind,
        source: page.words(&scored.attribution.source),
        content: page.words(&scored.attribution.content),
        rule: scored.attribution.rule.clone(),
    }
}
