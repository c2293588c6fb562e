//! Any text, coded against the shipped codebook: evidence lies in it, references lead somewhere, twice is the same.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    case::built_in_codebook,
    coding::{Coder, Input, compile},
    model::Span,
};

static CODER: LazyLock<Coder> = LazyLock::new(|| compile(&built_in_codebook()).expect("the built-in codebook compiles"));

fuzz_target!(|text: &str| {
    let input = Input { text, date: "2016-02-17".parse().ok() };
    let coded = CODER.code(&input);
    let length = text.chars().count();
    let lies = |spans: &[Span]| {
        !spans.is_empty()
            && spans.iter().all(|span| span.start < span.end && span.end <= length)
            && spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
    };
    for statement in &coded.statements {
        assert!(lies(&statement.evidence));
        assert!(statement.attribution.is_none_or(|number| number < coded.attributions.len()));
    }
    for fact in &coded.facts {
        assert!(lies(&fact.evidence));
        assert!(fact.attribution.is_none_or(|number| number < coded.attributions.len()));
    }
    assert_eq!(coded, CODER.code(&input));
});
