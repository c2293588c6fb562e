//! Any line: of a coder, of a plugged-in reader. What is taken lies in the text.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    case::built_in_codebook,
    jsonl::{DocumentLine, InputLine, annotations_from_line, line_of_annotations},
    model::{Codebook, Coder, Run, Slug, Span},
    reader::answer::check,
};

static CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| built_in_codebook().merged);
const TEXT: &str = "“We will never build a back door 🔑,” Tim Cook said.\n“Never,” he said. The FBI wants one.\n";

fuzz_target!(|line: &str| {
    let _ = serde_json::from_str::<InputLine>(line);
    let length = TEXT.chars().count();
    let lies = |spans: &[Span]| spans.iter().all(|span| span.start < span.end && span.end <= length);
    if let Ok(line) = serde_json::from_str::<DocumentLine>(line) {
        let name = Slug::from_text("fuzz");
        let coder = Coder { name: name.clone(), machine: false };
        let run = Run { name: name.clone(), coder_version: None, codebook_digest: None, command: None };
        if let Ok(set) = annotations_from_line(line, &name, TEXT, &[], coder, run) {
            assert!(set.attributions.iter().all(|found| lies(&found.content)));
            assert!(set.statements.iter().all(|found| lies(&found.evidence)));
            let _ = line_of_annotations("fuzz", TEXT, set, &CODEBOOK);
        }
    }
    if let Ok(serde_json::Value::Object(answer)) = serde_json::from_str(line) {
        let checked = check("fuzz", TEXT, &answer, &CODEBOOK);
        for found in &checked.attributions {
            assert!(!found.content.is_empty() && lies(&found.content) && lies(&found.source) && lies(&found.cue));
        }
        assert!(checked.statements.iter().flatten().all(|found| !found.evidence.is_empty() && lies(&found.evidence)));
        assert!(checked.facts.iter().flatten().all(|found| !found.evidence.is_empty() && lies(&found.evidence)));
    }
});
