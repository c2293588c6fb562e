//! Any `codebook.toml`: it is read and the coder made of it works, or each mistake has a place in the text; and what is
//! read makes RDF that is read back.

#![no_main]

use std::{path::Path, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    case::{Manifest, errors, read_codebook_with},
    coding::{Input, compile},
    rdf::{Names, codebook_triples, parse_turtle, write_turtle},
};

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    toml::from_str("format = 1\ntitle = \"T\"\nbase = \"https://example.org/case/\"\n").expect("a manifest")
});
const TEXT: &str = "“We will never build a back door,” Acme said. The ministry demands access. It refused.\n";

fuzz_target!(|text: &str| {
    // What it extends would be read from the disk.
    if text.contains("extends") || text.contains("learned") {
        return;
    }
    let Ok((codebooks, findings)) = read_codebook_with(Path::new("no-such-folder"), &MANIFEST, text) else { return };
    for finding in &findings {
        assert!(!finding.message.is_empty());
        if let Some(bytes) = finding.place.as_ref().and_then(|place| place.bytes.clone()) {
            assert!(text.get(bytes).is_some(), "the place lies in the text");
        }
    }
    if errors(&findings).is_empty() {
        let names = Names::new(&MANIFEST.base, &codebooks.merged);
        let mut triples = codebook_triples(&codebooks.merged, &names);
        let turtle = write_turtle(triples.clone(), &[]);
        let mut read = parse_turtle(&turtle, &MANIFEST.base).expect("what we write is Turtle");
        for triples in [&mut triples, &mut read] {
            triples.sort_by_key(ToString::to_string);
            triples.dedup();
        }
        assert_eq!(triples, read, "what is written is read back");
    }
    match compile(&codebooks) {
        Ok(coder) => drop(coder.code(&Input { text: TEXT, date: None })),
        Err(found) => assert!(found.iter().all(|finding| !finding.message.is_empty())),
    }
});
