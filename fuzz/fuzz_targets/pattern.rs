//! Any lexicon: it compiles, or each mistake has its place in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    coding::{Coder, Input},
    lexicon::Lexicon,
    model::Codebook,
};

fuzz_target!(|text: &str| {
    // Mostly patterns: a text without a table is taken for one.
    let whole = if text.contains("[[") {
        text.to_owned()
    } else {
        format!("[[rejection]]\npatterns = [{}]\n", toml::Value::from(text))
    };
    let Ok(lexicon) = toml::from_str::<Lexicon>(&whole) else { return };
    match Coder::new(&Codebook::default(), &lexicon) {
        Ok(coder) => drop(coder.code(&Input { text, date: None })),
        Err(found) => {
            for finding in found {
                assert!(!finding.message.is_empty());
                if let Some(bytes) = finding.place.and_then(|place| place.bytes) {
                    assert!(whole.get(bytes).is_some(), "the place lies in the text");
                }
            }
        }
    }
});
