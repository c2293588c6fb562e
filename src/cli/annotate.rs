//! `stancegraph annotate`

use std::{
    io::{self, IsTerminal as _},
    path::Path,
};

use rayon::prelude::*;

use super::{
    Outcome,
    arguments::{AnnotateFormat, AnnotateOptions, Arguments},
    check,
    error::CliError,
    explain,
    output::{self, Talk, counted},
    progress::Progress,
    reader, sources,
    target::Target,
    texts,
};
use crate::{
    case::{
        self, Case, Codebooks, Stamps, WriteLock, built_in_codebook, find_case, read_case, read_codebook_file,
        write_annotations,
    },
    coding::{self, Coded, Coder},
    ingest,
    jsonl::{InputLine, line_of_annotations},
    model::{AnnotationSet, Document, Run, Slug},
    rdf::{self, Names},
};

pub(super) fn run(arguments: &Arguments, options: &AnnotateOptions, talk: &Talk) -> Result<Outcome, CliError> {
    if let Some(command) = &options.reader.reader {
        return reader::run(command, arguments, options, talk);
    }
    if options.paths.is_empty() {
        return of_case(arguments, options, talk);
    }
    let codebooks = codebooks(arguments, options.codebook.as_deref())?;
    let form = Form::new(options);
    let coder = compiled(&codebooks)?.telling_when(form.format == AnnotateFormat::Text);
    let reader = Reader { run: coding::machine_run(&codebooks), form, codebooks, coder };
    let sources = sources::sources(&options.paths, options.input_format)?;
    let bytes = sources.iter().map(|source| source.bytes).sum();
    let to_terminal = output::is_stdout(options.output.as_deref()) && io::stdout().is_terminal();
    let progress = if to_terminal { Progress::hidden() } else { Progress::new(talk, bytes) };
    let mut out = Target::open(options.output.as_deref())?;
    texts::each_batch(&sources, reader.form.batch(), &mut |batch| {
        let read = |text: &texts::Text<'_>| -> Result<Vec<u8>, CliError> {
            let found = reader.read(&text.input()?);
            progress.read(text.bytes());
            Ok(found)
        };
        let written: Vec<Result<Vec<u8>, CliError>> = batch.par_iter().map(read).collect();
        written.into_iter().try_for_each(|one| out.write(&one?))
    })?;
    progress.finish();
    out.finish()?;
    Ok(Outcome::Done)
}

/// Reads the documents of the case and writes `annotations/auto/`, or explains them.
fn of_case(arguments: &Arguments, options: &AnnotateOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let dir = check::case_dir(arguments)?;
    let read = || -> Result<(Case, Vec<Coded>), CliError> {
        let case = open(arguments, crate::model::Coder::AUTO)?;
        let coder = match &options.codebook {
            Some(file) => compiled(&of_file(file)?)?,
            None => compiled(&case.codebooks)?,
        };
        let coder = coder.telling_when(options.explain);
        let bytes = case.documents.values().map(|document| document.text.len() as u64).sum();
        let progress = Progress::new(talk, Some(bytes));
        let coded = code_documents(&case, &coder, &progress);
        progress.finish();
        Ok((case, coded))
    };
    let files = || Stamps::in_case(&dir).without_annotations(&dir);
    let before = files();
    let (mut case, mut coded) = read()?;
    if options.explain {
        let mut text = String::new();
        for (document, coded) in case.documents.values().zip(&coded) {
            text.push_str(&explain::explained(document.slug.as_str(), &document.text, coded, &case.codebooks.merged));
        }
        output::write(options.output.as_deref(), text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    // Reading takes its time, and others may work in the case meanwhile; writing is done alone.
    let _alone = WriteLock::take(&dir, check::PATIENCE, "annotate")?;
    if files() != before {
        (case, coded) = read()?;
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
    let coded = code_documents(case, &coder, &Progress::hidden());
    write_sets(case, &machine_sets(case, &coded))
}

fn write_sets(case: &Case, sets: &[AnnotationSet]) -> Result<(), CliError> {
    for set in sets {
        let document = &case.documents[&set.document];
        write_annotations(&case.dir, set, document, &case.names(), &case.prefixes())?;
    }
    Ok(())
}

/// The case, whatever state a coder's annotations are in: they are about to be written anew.
pub(super) fn open(arguments: &Arguments, coder: &str) -> Result<Case, CliError> {
    let (case, found) = read_case(&check::case_dir(arguments)?)?;
    let anew = case.dir.join("annotations").join(coder);
    let errors: Vec<_> = case::errors(&found)
        .into_iter()
        .filter(|finding| {
            let place = finding.place.as_ref();
            !place.is_some_and(|place| place.path.starts_with(&anew))
        })
        .collect();
    if errors.is_empty() { Ok(case) } else { Err(case::CaseError::Invalid(errors).into()) }
}

/// What the machine finds in each document of a case, in their order.
fn code_documents(case: &Case, coder: &Coder, progress: &Progress) -> Vec<Coded> {
    let documents: Vec<&Document> = case.documents.values().collect();
    documents
        .par_iter()
        .map(|document| {
            let coded = coder.code(&coding::Input { text: &document.text, date: document.date });
            progress.read(document.text.len() as u64);
            coded
        })
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
    let dir =
        if arguments.cases.is_empty() { find_case(Path::new(".")).ok() } else { Some(check::case_dir(arguments)?) };
    match dir {
        Some(dir) => Ok(read_case(&dir)?.0.codebooks),
        None => Ok(built_in_codebook()),
    }
}

pub(super) fn of_file(file: &Path) -> Result<Codebooks, CliError> {
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
pub(super) fn what(set: &AnnotationSet) -> String {
    counted(&[(set.attributions.len(), "attribution"), (set.statements.len(), "statement"), (set.facts.len(), "fact")])
}

/// Texts are read in batches of about this many bytes for each core, so that memory stays bounded, and in few of the
/// nearest caches, and all cores have work.
const BATCH_BYTES: u64 = 1 << 20;
/// The longest batch.
const MOST_BYTES: u64 = 8 << 20;

/// The same for N-Quads, as which a text becomes up to eighty times as long.
const QUADS_BATCH_BYTES: u64 = 1 << 20;

/// Reads texts that belong to no case.
struct Reader {
    codebooks: Codebooks,
    coder: Coder,
    run: Run,
    form: Form,
}

impl Reader {
    /// What was found in one text, in the format asked for.
    fn read(&self, input: &InputLine) -> Vec<u8> {
        let coded = self.coder.code(&coding::Input { text: &input.text, date: input.date });
        if self.form.format == AnnotateFormat::Text {
            return explain::explained(&input.id, &input.text, &coded, &self.codebooks.merged).into_bytes();
        }
        let slug = slug_of(&input.id);
        // Only quads name what they hold.
        let set = match self.form.format {
            AnnotateFormat::Nquads => coding::machine_set(&slug, coded, &self.run),
            _ => coding::nameless_machine_set(&slug, coded, &self.run),
        };
        self.form.written(input, set, &self.codebooks)
    }
}

/// How what was found in texts that belong to no case is written.
pub(super) struct Form {
    pub(super) format: AnnotateFormat,
    /// The address under which N-Quads name them.
    pub(super) base: String,
}

impl Form {
    pub(super) fn new(options: &AnnotateOptions) -> Self {
        Self { format: format(options), base: options.base.clone() }
    }

    /// How many bytes of texts are read at once.
    fn batch(&self) -> u64 {
        let cores = rayon::current_num_threads() as u64;
        if self.format == AnnotateFormat::Nquads { QUADS_BATCH_BYTES } else { MOST_BYTES.min(BATCH_BYTES * cores) }
    }

    /// A set as JSON lines or N-Quads; as text without reasons.
    pub(super) fn written(&self, input: &InputLine, set: AnnotationSet, codebooks: &Codebooks) -> Vec<u8> {
        match self.format {
            AnnotateFormat::Text => {
                let coded = Coded {
                    statement_reasons: vec![coding::Explanation::default(); set.statements.len()],
                    fact_reasons: vec![coding::Explanation::default(); set.facts.len()],
                    attributions: set.attributions,
                    statements: set.statements,
                    facts: set.facts,
                    said_on: Vec::new(),
                };
                explain::explained(&input.id, &input.text, &coded, &codebooks.merged).into_bytes()
            }
            AnnotateFormat::Nquads => self.quads(input, &set, codebooks).into_bytes(),
            AnnotateFormat::Jsonl => {
                let line = line_of_annotations(&input.id, &input.text, set, &codebooks.merged);
                let mut bytes = Vec::with_capacity(input.text.len() + 256);
                serde_json::to_writer(&mut bytes, &line).expect("annotations are plain data");
                bytes.push(b'\n');
                bytes
            }
        }
    }

    fn quads(&self, input: &InputLine, set: &AnnotationSet, codebooks: &Codebooks) -> String {
        let names = Names::new(&self.base, &codebooks.merged);
        let document =
            ingest::FrontMatter { title: Some(input.id.clone()), date: input.date, ..ingest::FrontMatter::default() }
                .into_document(set.document.clone(), input.text.clone());
        let graph = names.annotation_graph(&set.coder.name, &set.document);
        let mut triples = rdf::document_triples(&document, &names);
        triples.extend(case::encoded(set, &document, &names));
        let quads = triples.into_iter().map(|triple| triple.in_graph(graph.clone())).collect();
        rdf::write_quads(quads, rdf::QuadFormat::Nquads, &[])
    }
}

/// An id for names: the document's own if it is fit, otherwise made of it and told apart by a digest.
pub(super) fn slug_of(id: &str) -> Slug {
    id.parse().unwrap_or_else(|_| {
        let digest = crate::model::identity::digest([id]);
        let mut start: String = Slug::from_text(id).as_str().chars().take(80).collect();
        start.push('-');
        Slug::from_text(&(start + &digest))
    })
}
