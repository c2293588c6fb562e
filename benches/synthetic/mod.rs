//! Synthetic cases: so many documents of synthetic news, coded by the machine with the shared codebook. The same files
//! on every machine.

use std::{
    fs,
    io::{BufWriter, Write as _},
    path::Path,
};

use stancegraph::{
    case::{Case, annotation_path, init_case, read_case, render_annotations},
    coding,
};

use crate::news::news;

/// How long a document is, in bytes.
pub(crate) const DOCUMENT: usize = 2_000;
/// The length of a brief, in bytes: two sentences.
#[allow(dead_code, reason = "not every benchmark measures briefs")]
pub(crate) const BRIEF: usize = 240;

/// Writes a case into a folder that does not exist yet. Nothing is synced to the disk.
pub(crate) fn write_case(dir: &Path, documents: usize, bytes: usize) {
    init_case(dir, Some("A synthetic debate")).expect("a new case");
    for number in 0..documents {
        let (name, day, text) = document(number, bytes);
        let text = format!(
            "+++\ntitle = \"Document {number}\"\npublisher = \"Paper {}\"\ndate = \"{day}\"\n+++\n\n{text}\n",
            number % 40,
        );
        fs::write(dir.join(format!("documents/{name}.md")), text).expect("a file");
    }
    annotate(&open(dir));
}

/// Writes the texts of such a case as the JSON lines that `annotate` reads. They have no publishers.
pub(crate) fn write_texts(file: &Path, documents: usize, bytes: usize) {
    let mut lines = BufWriter::new(fs::File::create(file).expect("a file"));
    for number in 0..documents {
        let (name, day, text) = document(number, bytes);
        let line = serde_json::json!({ "id": name, "date": day, "text": text });
        writeln!(lines, "{line}").expect("room");
    }
    lines.flush().expect("room");
}

/// A document's name, day and text of at least so many bytes.
fn document(number: usize, bytes: usize) -> (String, String, String) {
    let day = format!("{}-{:02}-{:02}", 2010 + number % 15, 1 + number / 15 % 12, 1 + number / 180 % 28);
    (format!("document-{number:06}"), day, news(bytes, number as u64).trim_end().to_owned())
}

/// Reads a case.
pub(crate) fn open(dir: &Path) -> Case {
    read_case(dir).expect("the case").0
}

fn annotate(case: &Case) {
    let coder = coding::compile(&case.codebooks).expect("the shared codebook compiles");
    let run = coding::machine_run(&case.codebooks);
    let (names, prefixes) = (case.names(), case.prefixes());
    fs::create_dir_all(case.dir.join("annotations/auto")).expect("a folder");
    for (slug, document) in &case.documents {
        let coded = coder.code(&coding::Input { text: &document.text, date: document.date });
        let set = coding::machine_set(slug, coded, &run);
        let turtle = render_annotations(&set, document, &names, &prefixes);
        fs::write(case.dir.join(annotation_path(&set.coder.name, slug)), turtle).expect("a file");
    }
}
