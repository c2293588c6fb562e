//! Annotations as JSON lines: offsets, quotations and ids are verified before the first file is written.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufRead, BufReader},
    path::Path,
};

use super::super::{
    Outcome,
    arguments::ImportOptions,
    bounded::{AtMost, MOST_FILE},
    error::CliError,
    output::{Talk, counted},
};
use crate::{
    case::{Case, CaseError, annotation_path, quotation_spans, read_case, read_file, render_annotations, write_file},
    diagnostic::Diagnostic,
    jsonl::{DocumentLine, annotations_from_line},
    model::{AnnotationSet, Coder, Run, Slug},
};

pub(super) fn run(options: &ImportOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let coder = options.coder.as_deref().ok_or_else(|| {
        CliError::new("whose annotations are these?")
            .hint("name the coder with --coder NAME: the folder under annotations/")
    })?;
    let name: Slug = coder.parse().map_err(|error| CliError::new(format!("--coder: {error}")))?;
    let (case, _) = read_case(&options.into)?;
    let machine = case.manifest.coders.get(&name).map_or(name == *Coder::AUTO, |note| note.machine);
    let (mut sets, mut unknown, mut strangers) = (Vec::new(), Vec::new(), Vec::new());
    for file in &options.files {
        for (number, line) in lines(file)? {
            let place = format!("{}:{number}", file.display());
            let set = read_line(&line, &place, &case, Coder { name: name.clone(), machine })?;
            unknown.extend(unknown_ids(&set, &case).into_iter().map(|finding| placed(finding, &place)));
            strangers.extend(others(&set, &case).into_iter().map(|finding| placed(finding, &place)));
            sets.push(set);
        }
    }
    if !unknown.is_empty() {
        let what = counted(&[(unknown.len(), "id")]);
        return Err(CliError::new(format!("{what} the codebook does not know; nothing was imported")).with(unknown));
    }
    let files = files(&sets, &case, options.replace)?;
    for (set, (path, text)) in sets.iter().zip(files) {
        let what = counted(&[
            (set.attributions.len(), "attribution"),
            (set.statements.len(), "statement"),
            (set.facts.len(), "fact"),
            (set.decisions.len(), "decision"),
        ]);
        if !options.dry_run {
            write_file(&path, text.as_bytes())?;
        }
        let verb = if options.dry_run { "would import" } else { "imported" };
        talk.say(format!("{verb} {}: {what}", set.document));
    }
    if !strangers.is_empty() {
        talk.findings(&strangers);
    }
    Ok(Outcome::Done)
}

fn read_line(line: &str, place: &str, case: &Case, coder: Coder) -> Result<AnnotationSet, CliError> {
    let line: DocumentLine = serde_json::from_str(line).map_err(|error| {
        CliError::new(format!("{place}: not a line of annotations: {error}"))
            .hint("each line is a JSON object as `annotate --format jsonl` writes it")
    })?;
    let unknown = || {
        CliError::new(format!("{place}: there is no document `{}`", line.id))
            .hint("the id is the document's file name in documents/ without its ending")
    };
    let document = line.id.parse::<Slug>().ok().and_then(|slug| case.documents.get(&slug)).ok_or_else(unknown)?;
    let run = Run { name: coder.name.clone(), coder_version: None, codebook_digest: None, command: None };
    let quoted = quotation_spans(document);
    annotations_from_line(line, &document.slug, &document.text, &quoted, coder, run).map_err(|error| {
        CliError::new(format!("{place}: {error}"))
            .hint("offsets count the characters of the text after the front matter, from 0; places in lists too")
    })
}

/// The files with their paths. What a coder has coded already is not replaced unasked.
fn files(sets: &[AnnotationSet], case: &Case, replace: bool) -> Result<Vec<(std::path::PathBuf, String)>, CliError> {
    let (names, prefixes) = (case.names(), case.prefixes());
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for set in sets {
        let relative = annotation_path(&set.coder.name, &set.document);
        let path = case.dir.join(&relative);
        let text = render_annotations(set, &case.documents[&set.document], &names, &prefixes);
        if !seen.insert(&set.document) {
            return Err(CliError::new(format!("two lines are about the document `{}`", set.document))
                .hint("put what was found in a document into one line"));
        }
        // What cannot be read is there as well.
        let is_free = match read_file(&path) {
            Ok(there) => there == text.as_bytes(),
            Err(CaseError::Read { source, .. }) => source.kind() == io::ErrorKind::NotFound,
            Err(_) => false,
        };
        if !replace && !is_free {
            return Err(CliError::new(format!("{} is there already; nothing was imported", relative.display()))
                .hint("import under another name with --coder NAME, or replace what is there with --replace"));
        }
        files.push((path, text));
    }
    Ok(files)
}

fn placed(mut finding: Diagnostic, place: &str) -> Diagnostic {
    finding.message = format!("{place}: {}", finding.message);
    finding
}

/// Propositions and reasons that the codebook does not have, and actors that neither it nor the line describes.
fn unknown_ids(set: &AnnotationSet, case: &Case) -> Vec<Diagnostic> {
    let codebook = &case.codebooks.merged;
    let mut found = Vec::new();
    let mut tell = |code, what: &str, id: &Slug, known: &mut dyn Iterator<Item = &Slug>, else_: &str| {
        let finding = Diagnostic::error(code, format!("there is no {what} `{id}` in the codebook"));
        found.push(finding.help(match nearest(id, known) {
            Some(near) => format!("did you mean `{near}`? otherwise {else_}"),
            None => else_.to_owned(),
        }));
    };
    for statement in &set.statements {
        let (actor, proposition) = (&statement.actor, &statement.proposition);
        let described = statement.actor_label.is_some() && statement.actor_kind.is_some();
        if !codebook.actors.contains_key(actor) && !described {
            let remedy = "declare it, or give actor_label and actor_kind with the statement";
            tell("unknown-actor", "actor", actor, &mut codebook.actors.keys(), remedy);
        }
        if !codebook.propositions.contains_key(proposition) {
            let known = &mut codebook.propositions.keys();
            tell("unknown-proposition", "proposition", proposition, known, "declare it in codebook.toml");
        }
        for frame in statement.frames.iter().chain(&statement.frames_rejected) {
            if !codebook.frames.contains_key(frame) {
                tell("unknown-frame", "frame", frame, &mut codebook.frames.keys(), "declare it in codebook.toml");
            }
        }
    }
    found
}

/// Actors beside the statements' own whom nobody describes; they get the name that their id spells.
fn others(set: &AnnotationSet, case: &Case) -> Vec<Diagnostic> {
    let codebook = &case.codebooks.merged;
    let mut described: BTreeSet<&Slug> = set.statements.iter().map(|found| &found.actor).collect();
    let speakers = set.attributions.iter().filter(|found| found.speaker_label.is_some());
    described.extend(speakers.filter_map(|found| found.speaker.as_ref()));
    let mut named: BTreeSet<&Slug> = BTreeSet::new();
    for found in &set.statements {
        named
            .extend(found.spokesperson.iter().chain(&found.ascribed_by).chain(&found.addressees).chain(&found.targets));
    }
    for found in &set.attributions {
        named.extend(found.speaker.iter().chain(&found.candidates).chain(&found.speaks_for));
    }
    named.extend(set.facts.iter().filter_map(|found| found.asserted_by.as_ref()));
    let unknown = named.into_iter().filter(|id| !codebook.actors.contains_key(*id) && !described.contains(*id));
    unknown
        .map(|id| {
            let finding = Diagnostic::warning("unknown-actor", format!("nobody says who the actor `{id}` is"));
            finding.help(match nearest(id, &mut codebook.actors.keys()) {
                Some(near) => format!("did you mean `{near}`? otherwise declare it in codebook.toml"),
                None => "declare it in codebook.toml".to_owned(),
            })
        })
        .collect()
}

fn nearest<'k>(id: &Slug, known: &mut dyn Iterator<Item = &'k Slug>) -> Option<&'k Slug> {
    let likeness = |known: &Slug| strsim::jaro_winkler(known.as_str(), id.as_str());
    known.filter(|known| likeness(known) > 0.75).max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

/// The lines of a file with their numbers, from 1; empty ones are left out.
fn lines(file: &Path) -> Result<Vec<(usize, String)>, CliError> {
    let fail = |error: io::Error| CliError::new(format!("cannot read {}: {error}", file.display()));
    let reader: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(BufReader::new(AtMost::new(io::stdin(), MOST_FILE)))
    } else {
        Box::new(BufReader::new(AtMost::new(fs::File::open(file).map_err(fail)?, MOST_FILE)))
    };
    (1..)
        .zip(reader.lines())
        .map(|(number, line)| line.map(|line| (number, line)).map_err(fail))
        .filter(|line| !matches!(line, Ok((_, text)) if text.trim().is_empty()))
        .collect()
}
