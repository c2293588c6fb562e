//! Whatever the text, what is found lies in it, in order, on the borders of characters, and is the same each time.

use std::{ops::Range, sync::LazyLock};

use proptest::prelude::*;
use stancegraph::{
    attribution::{self, Found},
    case::{Case, built_in_codebook},
    coding::{Coded, Coder, Input, compile},
    model::{Offsets, Span},
};

use crate::shipped;

/// The codebook of the debate, with nothing that happened.
static CODER: LazyLock<Coder> =
    LazyLock::new(|| compile(&built_in_codebook()).expect("the built-in codebook compiles"));

/// The shipped case's: it declares events, so that facts are found as well.
fn with_events() -> &'static Coder {
    static WITH_EVENTS: LazyLock<Coder> = LazyLock::new(|| {
        let case: &Case = shipped::case();
        compile(&case.codebooks).expect("the shipped codebook compiles")
    });
    &WITH_EVENTS
}

/// Words and marks that the reader and the coder have rules for.
const PIECES: [&str; 92] = [
    "“",
    "”",
    "\"",
    "''",
    "‘",
    "’",
    "'",
    "„",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    ", ",
    ". ",
    "? ",
    ": ",
    " — ",
    "…",
    "-",
    "; ",
    "\u{0}",
    "\u{301}",
    "e\u{301}\u{327}",
    "🙂",
    "👩‍👩‍👧",
    "𐐀",
    "\u{202e}",
    "\u{2067}",
    "שלום ",
    "مرحبا ",
    "中文",
    "İ",
    "ﬁ",
    "ß",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "said ",
    "says ",
    "that ",
    "told ",
    "asked ",
    "saying ",
    "according to ",
    "who ",
    "and ",
    "or ",
    "he ",
    "she ",
    "it ",
    "its ",
    "the government ",
    "the company ",
    "the minister ",
    "Ann Lee ",
    "Mr. ",
    "Dr. Obi, ",
    "Tim Cook ",
    "Apple ",
    "Apple’s ",
    "the FBI ",
    "BlackBerry ",
    "Pakistan ",
    "the PTA ",
    "wants to ",
    "would not ",
    "refused ",
    "demanded ",
    "opposes ",
    "was demanding ",
    "demand for ",
    "a back door ",
    "end-to-end encryption ",
    "weaken encryption ",
    "notified mobile phone operators ",
    "shutdown order ",
    "until December 30 ",
    "in July 2015 ",
    "on Monday ",
    "leave the country ",
    "don’t ",
    "U.S. ",
    "$5 ",
    "1990s ",
    "MODERATOR: ",
];

fn mixture(longest: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(proptest::sample::select(&PIECES[..]), 0..longest).prop_map(|pieces| pieces.concat())
}

#[track_caller]
fn attributions_are_sound(text: &str) {
    let reading = attribution::read_thoroughly(text);
    let in_order = |ranges: &[Range<usize>]| {
        let mut last = 0;
        for range in ranges {
            assert!(range.start < range.end && range.start >= last, "{range:?} in {ranges:?}");
            assert!(text.get(range.clone()).is_some(), "{range:?} cuts a character of {text:?}");
            last = range.end;
        }
    };
    for (number, found) in reading.attributions.iter().enumerate() {
        assert!(!found.source.is_empty() && !found.cue.is_empty() && !found.content.is_empty());
        [&found.source, &found.cue, &found.content].into_iter().for_each(|ranges| in_order(ranges));
        assert!((0.0..=1.0).contains(&found.confidence));
        assert!(found.within.is_none_or(|outer| outer < number), "the outer one comes first");
    }
    in_order(&reading.tokens.iter().map(attribution::token::Token::range).collect::<Vec<_>>());
    assert_eq!(reading.attributions, attribution::read_thoroughly(text).attributions);
    // What is reported by default is reported by a thorough reading too.
    let key = |found: &Found| (found.source.clone(), found.cue.clone(), found.content.clone());
    let plain: Vec<_> = reading.attributions.iter().filter(|found| !found.doubtful).map(key).collect();
    assert_eq!(plain, attribution::read(text).attributions.iter().map(key).collect::<Vec<_>>());
}

#[track_caller]
fn codings_are_sound(coder: &Coder, text: &str) -> Coded {
    let coded = coder.code(&Input { text, date: "2015-12-01".parse().ok() });
    let offsets = Offsets::new(text);
    let sound = |spans: &[Span]| {
        assert!(spans.iter().all(|&span| offsets.slice(span).is_some_and(|words| !words.is_empty())), "{spans:?}");
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
    };
    let leads = |number: Option<usize>| assert!(number.is_none_or(|number| number < coded.attributions.len()));
    let sure = |confidence: Option<f64>| assert!(confidence.is_some_and(|sure| (0.0..=1.0).contains(&sure)));
    for found in &coded.attributions {
        [&found.source, &found.cue, &found.content].into_iter().for_each(|spans| sound(spans));
        assert!(!found.content.is_empty());
        leads(found.within);
        sure(found.confidence);
    }
    for statement in &coded.statements {
        assert!(!statement.evidence.is_empty());
        sound(&statement.evidence);
        leads(statement.attribution);
        sure(statement.confidence);
    }
    for fact in &coded.facts {
        assert!(!fact.evidence.is_empty());
        sound(&fact.evidence);
        leads(fact.attribution);
        sure(fact.confidence);
    }
    assert_eq!(coded.statements.len(), coded.statement_reasons.len());
    assert_eq!(coded.facts.len(), coded.fact_reasons.len());
    coded
}

proptest! {
    #![proptest_config(ProptestConfig { cases: proptest_cases(96), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_soundly(text in any::<String>()) {
        attributions_are_sound(&text);
        codings_are_sound(with_events(), &text);
    }

    #[test]
    fn any_mixture_of_what_there_are_rules_for_is_read_soundly(text in mixture(60)) {
        attributions_are_sound(&text);
    }

    #[test]
    fn any_mixture_is_coded_soundly_and_always_the_same(text in mixture(60)) {
        prop_assert_eq!(codings_are_sound(with_events(), &text), codings_are_sound(with_events(), &text));
        codings_are_sound(&CODER, &text);
    }
}

/// `PROPTEST_CASES` tries more.
fn proptest_cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

#[test]
fn a_text_of_one_endless_word_or_mark_is_read() {
    let long = "x".repeat(5 << 20);
    assert_eq!(attribution::prepare(&long).tokens.len(), 1, "one word is one token, however long");
    codings_are_sound(&CODER, &long);
    for piece in ["\"", "“", "”", "''", "‘", "’", "«", "(", "[", "“ a ", "said ", "Ann Lee ", "Apple ", "\u{301}", "\n"]
    {
        let text = piece.repeat(100_000);
        let reading = attribution::read_thoroughly(&text);
        // All searching for cues, sources and contents takes place within a sentence: with its length the work is bounded.
        let longest = reading.sentences.iter().map(|sentence| sentence.range().len()).max();
        assert!(longest.is_none_or(|longest| longest <= 250), "{piece:?}: a sentence of {longest:?} tokens");
        assert!(reading.tokens.len() <= text.chars().count());
        assert!(reading.quotes.len() <= reading.tokens.len());
        assert!(reading.attributions.len() <= reading.tokens.len());
    }
}
