//! `stancegraph annotate`

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, IsTerminal as _, Read as _, Write},
    path::Path,
};

use rayon::prelude::*;

use super::{
    Outcome,
    arguments::{AnnotateFormat, AnnotateOptions, Arguments, InputFormat},
    check,
    error::CliError,
    explain,
    output::{self, Talk, counted},
};
use crate::{
    case::{self, Case, Codebooks, built_in_codebook, find_case, read_case, read_codebook_file, write_annotations},
    coding::{self, Coded, Coder},
    ingest,
    jsonl::{InputLine, line_of_annotations},
    model::{AnnotationSet, Date, Document, Run, Slug},
    rdf::{self, Names},
};

pub(super) fn run(arguments: &Arguments, options: &AnnotateOptions, talk: &Talk) -> Result<Outcome, CliError> {
    if options.paths.is_empty() {
        return of_case(arguments, options, talk);
    }
    let codebooks = codebooks(arguments, options.codebook.as_deref())?;
    let coder = compiled(&codebooks)?;
    let reader = Reader {
        run: coding::machine_run(&codebooks),
        format: format(options),
        base: options.base.clone(),
        codebooks,
        coder,
    };
    let mut out = Target::open(options.output.as_deref())?;
    for path in &options.paths {
        reader.path(path, options.input_format, &mut out)?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}

/// Reads the documents of the case and writes `annotations/auto/`, or explains them.
fn of_case(arguments: &Arguments, options: &AnnotateOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let case = open(arguments)?;
    let coder = match &options.codebook {
        Some(file) => compiled(&of_file(file)?)?,
        None => compiled(&case.codebooks)?,
    };
    let coded = code_documents(&case, &coder);
    if options.explain {
        let mut text = String::new();
        for (document, coded) in case.documents.values().zip(&coded) {
            text.push_str(&explain::explained(document.slug.as_str(), &document.text, coded, &case.codebooks.merged));
        }
        output::write(options.output.as_deref(), text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let sets = machine_sets(&case, &coded);
    for set in &sets {
        talk.detail(format!("{}: {}", set.document, what(set)));
    }
    write_sets(&case, &sets)?;
    let total = |count: fn(&AnnotationSet) -> usize| sets.iter().map(count).sum();
    talk.say(format!(
        "{}: {}",
        counted(&[(sets.len(), "document")]),
        counted(&[
            (total(|set| set.attributions.len()), "attribution"),
            (total(|set| set.statements.len()), "statement"),
            (total(|set| set.facts.len()), "fact"),
        ])
    ));
    talk.say("Next: stancegraph query positions, or stancegraph annotate --explain");
    Ok(Outcome::Done)
}

/// Reads the documents of a case with its own codebook and writes `annotations/auto/`.
pub(super) fn annotate_case(case: &Case) -> Result<(), CliError> {
    let coder = compiled(&case.codebooks)?;
    let coded = code_documents(case, &coder);
    write_sets(case, &machine_sets(case, &coded))
}

fn write_sets(case: &Case, sets: &[AnnotationSet]) -> Result<(), CliError> {
    for set in sets {
        let document = &case.documents[&set.document];
        write_annotations(&case.dir, set, document, &case.names(), &case.prefixes())?;
    }
    Ok(())
}

/// The case, whatever state its annotations are in: the machine's are about to be written anew.
fn open(arguments: &Arguments) -> Result<Case, CliError> {
    let (case, found) = read_case(&check::case_dir(arguments)?)?;
    let auto = case.dir.join("annotations").join("auto");
    let errors: Vec<_> = case::errors(&found)
        .into_iter()
        .filter(|finding| {
            let place = finding.place.as_ref();
            !place.is_some_and(|place| place.path.starts_with(&auto))
        })
        .collect();
    if errors.is_empty() { Ok(case) } else { Err(case::CaseError::Invalid(errors).into()) }
}

/// What the machine finds in each document of a case, in their order.
fn code_documents(case: &Case, coder: &Coder) -> Vec<Coded> {
    let documents: Vec<&Document> = case.documents.values().collect();
    documents
        .par_iter()
        .map(|document| coder.code(&coding::Input { text: &document.text, date: document.date }))
        .collect()
}

/// The machine's sets for the documents of a case, with utterances that several documents share.
fn machine_sets(case: &Case, coded: &[Coded]) -> Vec<AnnotationSet> {
    let run = coding::machine_run(&case.codebooks);
    let mut sets: Vec<AnnotationSet> =
        case.documents.keys().zip(coded).map(|(slug, coded)| coding::machine_set(slug, coded.clone(), &run)).collect();
    let texts: Vec<&str> = case.documents.values().map(|d| d.text.as_str()).collect();
    coding::assign_utterances(&mut sets, &texts);
    sets
}

pub(super) fn compiled(codebooks: &Codebooks) -> Result<Coder, CliError> {
    coding::compile(codebooks).map_err(|found| case::CaseError::Invalid(found).into())
}

/// The codebook file that was named, or the case's, or the built-in one.
pub(super) fn codebooks(arguments: &Arguments, codebook: Option<&Path>) -> Result<Codebooks, CliError> {
    if let Some(file) = codebook {
        return of_file(file);
    }
    let dir = match &arguments.case {
        Some(_) => Some(check::case_dir(arguments)?),
        None => find_case(Path::new(".")).ok(),
    };
    match dir {
        Some(dir) => Ok(read_case(&dir)?.0.codebooks),
        None => Ok(built_in_codebook()),
    }
}

fn of_file(file: &Path) -> Result<Codebooks, CliError> {
    let (codebooks, found) = read_codebook_file(file)?;
    let errors = case::errors(&found);
    if errors.is_empty() { Ok(codebooks) } else { Err(case::CaseError::Invalid(errors).into()) }
}

fn format(options: &AnnotateOptions) -> AnnotateFormat {
    let to_terminal = output::is_stdout(options.output.as_deref()) && io::stdout().is_terminal();
    match options.format {
        _ if options.explain => AnnotateFormat::Text,
        Some(format) => format,
        None if to_terminal => AnnotateFormat::Text,
        None => AnnotateFormat::Jsonl,
    }
}

/// "3 attributions, 2 statements, 1 fact".
fn what(set: &AnnotationSet) -> String {
    counted(&[(set.attributions.len(), "attribution"), (set.statements.len(), "statement"), (set.facts.len(), "fact")])
}

/// Texts are read in batches of about this many bytes, so that memory stays bounded and all cores have work.
const BATCH_BYTES: usize = 8 << 20;

/// Reads texts that belong to no case.
struct Reader {
    codebooks: Codebooks,
    coder: Coder,
    run: Run,
    format: AnnotateFormat,
    base: String,
}

impl Reader {
    fn path(&self, path: &Path, format: Option<InputFormat>, out: &mut Target) -> Result<(), CliError> {
        let fail = |error: io::Error| CliError::new(format!("cannot read {}: {error}", path.display()));
        let stdin = path.as_os_str() == "-";
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let lines = match format {
            Some(format) => format == InputFormat::Jsonl,
            None => matches!(ending.as_str(), "jsonl" | "ndjson"),
        };
        if lines {
            let reader: Box<dyn BufRead> = if stdin {
                Box::new(BufReader::new(io::stdin()))
            } else {
                Box::new(BufReader::new(File::open(path).map_err(fail)?))
            };
            return self.lines(reader, path, out);
        }
        let mut bytes = Vec::new();
        if stdin {
            io::stdin().lock().read_to_end(&mut bytes).map_err(fail)?;
        } else {
            bytes = std::fs::read(path).map_err(fail)?;
        }
        let input = text_of(path, &ending, bytes)?;
        out.write(&self.read(&input))
    }

    /// Reads JSON lines batch by batch, in order.
    fn lines(&self, mut reader: Box<dyn BufRead>, path: &Path, out: &mut Target) -> Result<(), CliError> {
        let mut number = 0;
        loop {
            let (mut batch, mut size) = (Vec::new(), 0);
            while size < BATCH_BYTES {
                let mut line = String::new();
                let read = reader.read_line(&mut line).map_err(|error| {
                    CliError::new(format!("{}:{}: {error}", path.display(), number + 1))
                        .hint("JSON lines are UTF-8, one object a line")
                })?;
                if read == 0 {
                    break;
                }
                number += 1;
                size += read;
                if !line.trim().is_empty() {
                    batch.push((number, line));
                }
            }
            if batch.is_empty() {
                return Ok(());
            }
            let written: Vec<Result<Vec<u8>, CliError>> = batch
                .par_iter()
                .map(|(number, line)| {
                    let input: InputLine = serde_json::from_str(line).map_err(|error| {
                        CliError::new(format!("{}:{number}: {error}", path.display()))
                            .hint("each line is an object with \"id\" and \"text\"")
                    })?;
                    Ok(self.read(&input))
                })
                .collect();
            for one in written {
                out.write(&one?)?;
            }
        }
    }

    /// What was found in one text, in the format asked for.
    fn read(&self, input: &InputLine) -> Vec<u8> {
        let coded = self.coder.code(&coding::Input { text: &input.text, date: input.date });
        let codebook = &self.codebooks.merged;
        if self.format == AnnotateFormat::Text {
            return explain::explained(&input.id, &input.text, &coded, codebook).into_bytes();
        }
        let slug = slug_of(&input.id);
        if self.format == AnnotateFormat::Nquads {
            let set = coding::machine_set(&slug, coded, &self.run);
            return self.quads(input, &slug, &set).into_bytes();
        }
        let set = coding::nameless_machine_set(&slug, coded, &self.run);
        let line = line_of_annotations(&input.id, &input.text, &set, codebook);
        let mut bytes = serde_json::to_vec(&line).expect("annotations are plain data");
        bytes.push(b'\n');
        bytes
    }

    fn quads(&self, input: &InputLine, slug: &Slug, set: &AnnotationSet) -> String {
        let names = Names::new(&self.base, &self.codebooks.merged);
        let document =
            ingest::FrontMatter { title: Some(input.id.clone()), date: input.date, ..ingest::FrontMatter::default() }
                .into_document(slug.clone(), input.text.clone());
        let graph = names.annotation_graph(&set.coder.name, slug);
        let mut triples = rdf::document_triples(&document, &names);
        triples.extend(case::encoded(set, &document, &names));
        let quads = triples.into_iter().map(|triple| triple.in_graph(graph.clone())).collect();
        rdf::write_quads(quads, rdf::QuadFormat::Nquads, &[])
    }
}

/// An id for names: the document's own if it is fit, otherwise made of it and told apart by a digest.
fn slug_of(id: &str) -> Slug {
    id.parse().unwrap_or_else(|_| {
        let digest = crate::model::identity::digest([id]);
        let mut start: String = Slug::from_text(id).as_str().chars().take(80).collect();
        start.push('-');
        Slug::from_text(&(start + &digest))
    })
}

/// A text file, without a byte order mark and with newlines as line ends; front matter and web pages are understood.
fn text_of(path: &Path, ending: &str, bytes: Vec<u8>) -> Result<InputLine, CliError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        CliError::new(format!("{}: not UTF-8 at byte {}", path.display(), error.utf8_error().valid_up_to()))
            .hint("save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (text, date): (String, Option<Date>) = match ending {
        "html" | "htm" | "xhtml" => {
            let (data, text) =
                ingest::read_html(&text).map_err(|error| CliError::new(format!("{}: {error}", path.display())))?;
            (text, data.date)
        }
        "md" if text.starts_with("+++\n") => {
            let slug = Slug::from_text(&id);
            let document = ingest::parse_document(slug, &text, &path.to_string_lossy())
                .map_err(|finding| case::CaseError::Invalid(vec![*finding]))?;
            (document.text, document.date)
        }
        _ => (text, None),
    };
    Ok(InputLine { id, text, date })
}

/// Where results go as they come: a stream, or a file that is put in place at the end.
enum Target {
    Stream(BufWriter<io::Stdout>),
    File { path: std::path::PathBuf, data: Vec<u8> },
}

impl Target {
    fn open(target: Option<&Path>) -> Result<Self, CliError> {
        Ok(match target {
            Some(path) if !output::is_stdout(target) => Self::File { path: path.to_owned(), data: Vec::new() },
            _ => Self::Stream(BufWriter::new(io::stdout())),
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        match self {
            Self::Stream(out) => out.write_all(bytes).map_err(|error| CliError::output("standard output", error)),
            Self::File { data, .. } => {
                data.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<(), CliError> {
        match self {
            Self::Stream(mut out) => out.flush().map_err(|error| CliError::output("standard output", error)),
            Self::File { path, data } => output::write(Some(&path), &data),
        }
    }
}
