//! `stancegraph import`

use std::{
    io::{self, BufRead, BufReader},
    path::Path,
};

use super::{
    Outcome,
    arguments::{ImportFormat, ImportOptions},
    error::CliError,
    output::{Talk, counted},
};
use crate::{
    case::{Case, quotation_spans, read_case, write_annotations},
    jsonl::{DocumentLine, annotations_from_line},
    model::{Coder, Run, Slug},
};

pub(super) fn run(options: &ImportOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let name: Slug = options.coder.parse().map_err(|error| CliError::new(format!("--coder: {error}")))?;
    let (case, _) = read_case(&options.into)?;
    match options.from {
        ImportFormat::Jsonl => jsonl(options, &case, &name, talk),
    }
}

/// All lines are read and verified before the first file is written.
fn jsonl(options: &ImportOptions, case: &Case, name: &Slug, talk: &Talk) -> Result<Outcome, CliError> {
    let machine = case.manifest.coders.get(name).map_or(*name == *Coder::AUTO, |note| note.machine);
    let mut sets = Vec::new();
    for file in &options.files {
        for (number, line) in lines(file)? {
            let place = format!("{}:{number}", file.display());
            let line: DocumentLine = serde_json::from_str(&line).map_err(|error| {
                CliError::new(format!("{place}: not a line of annotations: {error}"))
                    .hint("each line is a JSON object as `annotate --format jsonl` writes it")
            })?;
            let unknown = || {
                CliError::new(format!("{place}: there is no document `{}`", line.id))
                    .hint("the id is the document's file name in documents/ without its ending")
            };
            let document =
                line.id.parse::<Slug>().ok().and_then(|slug| case.documents.get(&slug)).ok_or_else(unknown)?;
            let coder = Coder { name: name.clone(), machine };
            let run = Run { name: name.clone(), coder_version: None, codebook_digest: None, command: None };
            let quoted = quotation_spans(document);
            let set =
                annotations_from_line(line, &document.slug, &document.text, &quoted, coder, run).map_err(|error| {
                    CliError::new(format!("{place}: {error}")).hint(
                        "offsets count the characters of the text after the front matter, from 0; places in lists too",
                    )
                })?;
            sets.push(set);
        }
    }
    for set in &sets {
        let what = counted(&[
            (set.attributions.len(), "attribution"),
            (set.statements.len(), "statement"),
            (set.facts.len(), "fact"),
            (set.decisions.len(), "decision"),
        ]);
        if !options.dry_run {
            let document = &case.documents[&set.document];
            write_annotations(&case.dir, set, document, &case.names(), &case.prefixes())?;
        }
        let verb = if options.dry_run { "would import" } else { "imported" };
        talk.say(format!("{verb} {}: {what}", set.document));
    }
    Ok(Outcome::Done)
}

/// The lines of a file with their numbers, from 1; empty ones are left out.
fn lines(file: &Path) -> Result<Vec<(usize, String)>, CliError> {
    let fail = |error: io::Error| CliError::new(format!("cannot read {}: {error}", file.display()));
    let reader: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(std::fs::File::open(file).map_err(fail)?))
    };
    (1..)
        .zip(reader.lines())
        .map(|(number, line)| line.map(|line| (number, line)).map_err(fail))
        .filter(|line| !matches!(line, Ok((_, text)) if text.trim().is_empty()))
        .collect()
}
