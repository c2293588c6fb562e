//! Any file of a case's documents: bytes to text, front matter, web pages.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{ingest, model::Slug};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = ingest::decode(bytes) else { return };
    match ingest::parse_document(Slug::from_text("fuzz"), &text, "fuzz.md") {
        Ok(document) => assert!(text.ends_with(&document.text), "the text is what follows the front matter"),
        Err(finding) => {
            if let Some(bytes) = finding.place.and_then(|place| place.bytes) {
                assert!(text.get(bytes).is_some(), "the place lies in the text");
            }
        }
    }
    if text.starts_with('<') {
        let _ = ingest::read_html(&text);
    }
});
