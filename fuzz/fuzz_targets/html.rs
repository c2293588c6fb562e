//! Any web page: an article is found or not; what is found is a document that the case can keep, or is refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    ingest::{clean, decode, parse_document, read_html, write_document},
    model::Slug,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(page) = decode(bytes) else { return };
    let Ok((data, text)) = read_html(&page) else { return };
    // What character references hide is refused when a page is added, or taken out.
    let (text, _) = clean(text.replace('\r', "").as_bytes());
    let text = String::from_utf8(text).expect("text stays text");
    if text.trim().is_empty() {
        return;
    }
    let document = data.into_document(Slug::from_text("fuzz"), text);
    let decoded = decode(write_document(&document).as_bytes()).expect("nothing that is refused is written");
    assert_eq!(parse_document(document.slug.clone(), &decoded, "fuzz.md").expect("our own file"), document);
});
