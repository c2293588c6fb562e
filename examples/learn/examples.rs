//! What there is to learn from an article: which cues are cues, and which option is right in each choice.

use std::ops::Range;

use stancegraph::attribution::assemble::{content_ranges, is_quotation_only};
use stancegraph::attribution::content::{self, Anchor, EndContext, StartContext, WAYS, Way};
use stancegraph::attribution::cue::{self, CueWords};
use stancegraph::attribution::holder::{self, Asked, Holder};
use stancegraph::attribution::propose::{self, Proposal, Proposer};
use stancegraph::attribution::token::Kind;
use stancegraph::attribution::view::View;
use stancegraph::attribution::{Reading, prepare};

use crate::gold::{self, Article, Gold};

/// A question answered yes or no, with its features.
pub(crate) type Judged = (bool, Vec<u64>);

/// A choice among options.
pub(crate) struct Choice {
    /// Each option's worth: 1 right, 0 wrong.
    pub(crate) worth: Vec<f32>,
    /// Each option's features.
    pub(crate) options: Vec<Vec<u64>>,
}

/// What there is to learn from an article.
#[derive(Default)]
pub(crate) struct Examples {
    pub(crate) cues: Vec<Judged>,
    pub(crate) choices: Vec<Choice>,
}

/// A gold attribution in a sentence; token places.
struct Placed<'g> {
    gold: &'g Gold,
    cue: usize,
    cue_tokens: Vec<usize>,
}

/// The examples of an article.
pub(crate) fn of(article: &Article) -> Examples {
    let reading = prepare(article.text);
    let mut examples = Examples::default();
    for index in 0..reading.sentences.len() {
        let view = reading.view(index);
        if !view.quoted {
            sentence(article, &view, &mut examples);
        }
    }
    examples
}

fn sentence(article: &Article, view: &View<'_>, examples: &mut Examples) {
    let cues = CueWords::shipped();
    let (placed, doubtful) = place(article, view);
    for at in 0..view.tokens.len() {
        if !cue::is_candidate(view, cues, at) {
            continue;
        }
        let right = placed.iter().any(|p| p.cue == at && !p.gold.source.is_empty());
        if !right && (placed.iter().any(|p| p.cue_tokens.contains(&at)) || doubtful.contains(&at)) {
            continue;
        }
        // Nobody marked attributions inside attributions: what stands there is no evidence against a cue.
        let here = view.tokens[at].range();
        if !right && article.gold.iter().any(|gold| gold.content.iter().any(|content| gold::meet(content, &here))) {
            continue;
        }
        let mut features = Vec::new();
        cue::describe(view, cues, at, &mut features);
        examples.cues.push((right, features));
    }
    for placed in &placed {
        choices(view, placed, examples);
    }
}

/// The gold attributions with a cue in the sentence, and tokens of cues of which no token is a candidate or which have no source.
fn place<'g>(article: &'g Article, view: &View<'_>) -> (Vec<Placed<'g>>, Vec<usize>) {
    let (Some(first), Some(last)) = (view.tokens.first(), view.tokens.last()) else {
        return Default::default();
    };
    let whole = first.start as usize..last.end as usize;
    let cues = CueWords::shipped();
    let mut placed = Vec::new();
    let mut doubtful = Vec::new();
    for gold in article.gold.iter().filter(|gold| gold.cue.iter().any(|cue| gold::meet(cue, &whole))) {
        let cue_tokens = tokens_of(view, &gold.cue);
        let candidates = cue_tokens.iter().copied().filter(|&at| cue::is_candidate(view, cues, at));
        let best = candidates.max_by_key(|&at| (cues.prior(view.word(at)), std::cmp::Reverse(at)));
        match best {
            Some(cue) if !gold.content.is_empty() => placed.push(Placed { gold, cue, cue_tokens }),
            _ => doubtful.extend(cue_tokens),
        }
    }
    (placed, doubtful)
}

fn tokens_of(view: &View<'_>, ranges: &[Range<usize>]) -> Vec<usize> {
    let inside = |range: &Range<usize>| ranges.iter().any(|gold| gold::meet(gold, range));
    (0..view.tokens.len()).filter(|&at| inside(&view.tokens[at].range())).collect()
}

fn choices(view: &View<'_>, placed: &Placed<'_>, examples: &mut Examples) {
    let group = cue::group(view, placed.cue);
    let quotes = cue::quotations(view, group, placed.cue);
    let source = tokens_of(view, &placed.gold.source);
    let (Some(&first), Some(&last)) = (source.first(), source.last()) else {
        return;
    };
    let asked = Asked { cue: placed.cue, group, quotes };
    let mut holders = Vec::new();
    holder::candidates(view, placed.cue, group, &mut holders);
    let worth: Vec<f32> = holders.iter().map(|holder| worth_of(holder.start..holder.end, first..last + 1)).collect();
    let top = worth.iter().copied().fold(0.0, f32::max);
    if top <= 0.3 {
        return;
    }
    let best = holders[worth.iter().position(|&w| w == top).expect("the greatest is one of them")];
    let worth = worth
        .iter()
        .map(|&w| {
            if w == top {
                1.0
            } else if w > 0.5 {
                0.1
            } else {
                0.0
            }
        })
        .collect();
    let options = collect(&holders, |holder: &Holder, features| holder::describe(view, &asked, holder, features));
    examples.choices.push(Choice { worth, options });
    contents(view, &Anchor::new(placed.cue, group, &best, quotes), placed.gold, examples);
}

fn collect<T>(options: &[T], mut describe: impl FnMut(&T, &mut Vec<u64>)) -> Vec<Vec<u64>> {
    options
        .iter()
        .map(|option| {
            let mut features = Vec::new();
            describe(option, &mut features);
            features
        })
        .collect()
}

fn worth_of(a: Range<usize>, b: Range<usize>) -> f32 {
    gold::overlap(&[a], &[b])
}

fn contents(view: &View<'_>, anchor: &Anchor, gold: &Gold, examples: &mut Examples) {
    let tokens = tokens_of(view, &gold.content);
    let left: Vec<usize> = tokens.iter().copied().filter(|&at| at < anchor.left && at < anchor.cue).collect();
    let right: Vec<usize> = tokens.iter().copied().filter(|&at| at >= anchor.right).collect();
    let way = match (left.is_empty(), right.is_empty()) {
        (true, true) => return,
        (true, false) => Way::Right,
        (false, true) => Way::Left,
        (false, false) => Way::Both,
    };
    let (has_left, has_right) =
        (content::left_end(view, anchor) > 0, content::first_start(view, anchor) < content::last_end(view));
    let ways: Vec<Way> = WAYS.into_iter().filter(|&way| content::is_possible(way, has_left, has_right)).collect();
    choose(ways.iter().map(|&w| f32::from(u8::from(w == way))).collect(), examples, || {
        collect(&ways, |&way, features| content::describe_way(view, anchor, way, features))
    });
    if let Some(&first) = left.first() {
        let mut places = Vec::new();
        content::left_starts(view, anchor, &mut places);
        choose(near(&places, first), examples, || {
            collect(&places, |&at, f| content::describe_left(view, anchor, at, f))
        });
    }
    if let (Some(&first), Some(&last)) = (right.first(), right.last()) {
        rightward(view, anchor, first, last + 1, examples);
    }
}

fn rightward(view: &View<'_>, anchor: &Anchor, first: usize, end: usize, examples: &mut Examples) {
    let mut places = Vec::new();
    content::starts(view, anchor, &mut places);
    let context = StartContext::new(view, anchor);
    choose(near(&places, first), examples, || {
        collect(&places, |&at, f| content::describe_start(view, anchor, &context, at, f))
    });
    let mut places = Vec::new();
    content::ends(view, first, &mut places);
    let mut context = EndContext::new(view, anchor, first);
    let count = places.len();
    let mut index = 0;
    choose(near(&places, end), examples, || {
        collect(&places, |&end, f| {
            index += 1;
            content::describe_end(view, &mut context, end, count - index, f);
        })
    });
}

/// 1 for the right place; if it is not among the options, for the nearest within two tokens.
fn near(places: &[usize], right: usize) -> Vec<f32> {
    let best = places.iter().map(|place| place.abs_diff(right)).min().unwrap_or(usize::MAX);
    places.iter().map(|place| f32::from(u8::from(best <= 2 && place.abs_diff(right) == best))).collect()
}

fn choose(worth: Vec<f32>, examples: &mut Examples, options: impl FnOnce() -> Vec<Vec<u64>>) {
    if worth.len() > 1 && worth.iter().any(|&w| w > 0.0) {
        examples.choices.push(Choice { worth, options: options() });
    }
}

/// Appends the proposals for an article, with whether each hits a gold attribution.
pub(crate) fn judge(article: &Article, proposer: &mut Proposer<'_>, judged: &mut Vec<Judged>) {
    let reading = prepare(article.text);
    let mut proposals: Vec<Proposal> = Vec::new();
    for index in 0..reading.sentences.len() {
        let view = reading.view(index);
        if view.quoted {
            continue;
        }
        proposals.clear();
        proposer.sentence(&view, &mut proposals);
        for proposal in &proposals {
            let mut features = Vec::new();
            propose::describe(&view, proposer.cues, proposal, &mut features);
            judged.push((hits(article, &reading, index, &view, proposal), features));
        }
    }
}

fn hits(article: &Article, reading: &Reading<'_>, index: usize, view: &View<'_>, proposal: &Proposal) -> bool {
    let tokens = |start: usize, end: usize| view.tokens[start].start as usize..view.tokens[end - 1].end as usize;
    let source = [tokens(proposal.holder.start, proposal.holder.end)];
    let mut content = content_ranges(reading, view, proposal);
    let speaks = proposal.content.parts.iter().any(|&(start, end)| {
        view.tokens[start..end].iter().any(|token| token.kind == Kind::Quotation && view.is_full_quotation(token))
    });
    if speaks {
        content.extend(tail(reading, index));
    }
    article
        .gold
        .iter()
        .any(|gold| gold::shared(&gold.source, &source) > 0 && gold::overlap(&gold.content, &content) >= 0.5)
}

/// The quotations right after a sentence in its block, which go to its speaker.
fn tail(reading: &Reading<'_>, index: usize) -> Vec<Range<usize>> {
    let block = reading.sentences[index].block;
    let following = (index + 1..reading.sentences.len()).take_while(|&next| {
        let sentence = &reading.sentences[next];
        sentence.block == block && sentence.quote.is_none() && is_quotation_only(&reading.view(next))
    });
    following.map(|next| reading.sentences[next].start as usize..reading.sentences[next].end as usize).collect()
}
