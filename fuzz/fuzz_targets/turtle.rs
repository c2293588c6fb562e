//! Any file of annotations: it is read or each mistake is named, and what is read without a mistake is written and read
//! back as the same.

#![no_main]

use std::{fs, path::PathBuf, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    case::{encoded, errors, read_case, render_annotations},
    rdf::{decode_annotations, parse_turtle},
};

/// A case with one document; its file of annotations is written anew each time.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("stancegraph-fuzz-{}", std::process::id()));
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a path within the folder")).expect("room for a folder");
        fs::write(path, text).expect("room for a file");
    };
    put("case.toml", "format = 1\ntitle = \"T\"\nbase = \"https://example.org/case/acme/\"\n");
    put(
        "codebook.toml",
        "format = 1\n[[actor]]\nid = \"acme\"\nlabel = \"Acme\"\nkind = \"company\"\n\
         [[proposition]]\nid = \"access\"\nlabel = \"Providers should give access.\"\n",
    );
    put("documents/a.md", "+++\ntitle = \"a\"\n+++\n\n“We will not hand over the 🔑,” Acme said on Monday.\n");
    put("annotations/ann/a.ttl", "");
    folder
});

fuzz_target!(|text: &str| {
    fs::write(FOLDER.join("annotations/ann/a.ttl"), text).expect("room for a file");
    let (case, findings) = read_case(&FOLDER).expect("a case");
    for finding in &findings {
        assert!(!finding.message.is_empty());
        if let Some(bytes) = finding.place.as_ref().and_then(|place| place.bytes.clone()) {
            assert!(text.get(bytes).is_some(), "the place lies in the text");
        }
    }
    for set in &case.annotations {
        let document = &case.documents[&set.document];
        let names = case.names();
        // Whatever is wrong with it, nothing breaks on it.
        let written = render_annotations(set, document, &names, &case.prefixes());
        let triples = parse_turtle(&written, &case.manifest.base).expect("what we write is Turtle");
        if errors(&findings).is_empty() {
            let (again, found) = decode_annotations(&triples, &set.coder, &set.document, &names);
            assert!(errors(&found).is_empty(), "what we write has no mistake: {found:?}");
            assert_eq!(encoded(&again, document, &names), encoded(set, document, &names));
        }
    }
});
