//! Any web page: an article is found or not; what is found is a document that the case can keep.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    ingest::{decode, parse_document, read_html, write_document},
    model::Slug,
};

fuzz_target!(|page: &str| {
    let Ok((data, text)) = read_html(page) else { return };
    let document = data.into_document(Slug::from_text("fuzz"), text);
    let file = write_document(&document);
    let decoded = decode(file.as_bytes()).expect("nothing that is refused comes out of a page");
    assert_eq!(parse_document(document.slug.clone(), &decoded, "fuzz.md").expect("our own file"), document);
});
