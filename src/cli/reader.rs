//! `stancegraph annotate --reader COMMAND`: a program of somebody else's reads, we check what it says.

use std::{borrow::Cow, collections::BTreeMap, path::Path, time::Duration};

use super::{
    Outcome,
    annotate::{self, Form},
    arguments::{AnnotateOptions, Arguments},
    error::CliError,
    output::{Talk, counted},
    sources,
    target::Target,
    texts,
};
use crate::{
    case::{Case, Codebooks, WriteLock, read_document, write_annotations},
    coding,
    diagnostic::Diagnostic,
    jsonl::InputLine,
    model::{AnnotationSet, Coder, Slug},
    reader::{
        Command, Event, Program, answer,
        protocol::{Asked, codebook_line},
        set::{Provenance, Source, annotations},
    },
};

/// So many bytes of text are given to one process; texts of a case all at once.
const BATCH_BYTES: usize = 64 << 20;
/// How long an answer waits until it can be written: it may have cost money.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many findings are shown; the others are counted.
const SHOWN: usize = 100;

pub(super) fn run(
    command: &str,
    arguments: &Arguments,
    options: &AnnotateOptions,
    talk: &Talk,
) -> Result<Outcome, CliError> {
    let command = Command::parse(command).map_err(|error| {
        CliError::new(format!("--reader: {error}")).hint("for instance --reader 'python3 my_reader.py'")
    })?;
    let coder = coder(options, &command)?;
    if options.paths.is_empty() {
        let case = annotate::open(arguments, coder.as_str())?;
        may_write(&case, &coder)?;
        let reading = Reading::new(command, coder, options, annotate_codebooks(options, &case)?, talk)?;
        return reading.case(&case);
    }
    let codebooks = Cow::Owned(annotate::codebooks(arguments, options.codebook.as_deref())?);
    let reading = Reading::new(command, coder, options, codebooks, talk)?;
    reading.files(options)
}

fn coder(options: &AnnotateOptions, command: &Command) -> Result<Slug, CliError> {
    let Some(name) = &options.reader.coder else {
        return Ok(command.coder());
    };
    let coder: Slug = name.parse().map_err(|error| CliError::new(format!("--coder: {error}")))?;
    if coder == *Coder::AUTO || coder == *Coder::REVIEWED {
        return Err(CliError::new(format!(
            "--coder: `{coder}` is the name of the program's own or the settled coding"
        ))
        .hint("choose another, or leave it out"));
    }
    Ok(coder)
}

/// Refuses to write over what a person has coded, or may have: of a file that cannot be read nobody knows.
fn may_write(case: &Case, coder: &Slug) -> Result<(), CliError> {
    let hint = "give the reader another name with --coder";
    if case.of_coder(coder.as_str()).any(|set| !set.coder.machine) {
        return Err(CliError::new(format!("annotations/{coder} was not written by a program")).hint(hint));
    }
    let declared = case.manifest.coders.get(coder).is_some_and(|note| note.machine);
    let folder = case.dir.join("annotations").join(coder.as_str());
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_read = |path: &Path| {
        let mut sets = case.of_coder(coder.as_str());
        sets.any(|set| path.file_stem().is_some_and(|stem| stem == set.document.as_str()))
    };
    let mut strange = files.filter(|path| path.extension().is_some_and(|ending| ending == "ttl") && !is_read(path));
    match strange.next() {
        Some(path) if !declared => Err(CliError::new(format!(
            "{} cannot be read, so that nobody knows whether a program wrote it",
            path.display()
        ))
        .hint(hint)),
        _ => Ok(()),
    }
}

fn annotate_codebooks<'c>(options: &AnnotateOptions, case: &'c Case) -> Result<Cow<'c, Codebooks>, CliError> {
    Ok(match &options.codebook {
        Some(file) => Cow::Owned(annotate::of_file(file)?),
        None => Cow::Borrowed(&case.codebooks),
    })
}

/// A reader at work.
struct Reading<'r> {
    program: Program,
    provenance: Provenance,
    codebooks: Cow<'r, Codebooks>,
    /// For readers that find attributions only.
    coder: coding::Coder,
    talk: &'r Talk,
    done: Done,
}

/// What came of it.
#[derive(Default)]
struct Done {
    asked: usize,
    answered: usize,
    attributions: usize,
    statements: usize,
    facts: usize,
    refused: usize,
}

impl Done {
    fn count(&mut self, set: &AnnotationSet) {
        self.answered += 1;
        self.attributions += set.attributions.len();
        self.statements += set.statements.len();
        self.facts += set.facts.len();
    }
}

/// A document with what our side needs of it.
struct Given<'d> {
    asked: Asked<'d>,
    slug: Slug,
}

impl<'r> Reading<'r> {
    fn new(
        command: Command,
        coder: Slug,
        options: &AnnotateOptions,
        codebooks: Cow<'r, Codebooks>,
        talk: &'r Talk,
    ) -> Result<Self, CliError> {
        let timeout = Duration::try_from_secs_f64(options.reader.reader_timeout)
            .ok()
            .filter(|timeout| !timeout.is_zero())
            .ok_or_else(|| {
                CliError::new("--reader-timeout: it must be a number of seconds above 0").hint("such as 300 or 0.5")
            })?;
        Ok(Self {
            provenance: Provenance {
                coder,
                command: command.to_string(),
                version: options.reader.reader_version.clone(),
                codebook_digest: coding::codebook_digest(&codebooks),
            },
            program: Program { command, timeout, jobs: options.reader.jobs },
            coder: annotate::compiled(&codebooks)?,
            codebooks,
            talk,
            done: Done::default(),
        })
    }

    /// Reads the case's documents and writes each answer into the case as it comes.
    fn case(mut self, case: &Case) -> Result<Outcome, CliError> {
        let given: Vec<Given<'_>> = case
            .documents
            .values()
            .map(|document| Given {
                asked: Asked {
                    id: document.slug.as_str(),
                    text: &document.text,
                    date: document.date,
                    title: Some(document.title.as_str()),
                    language: document.language.as_deref().or(case.manifest.language.as_deref()),
                },
                slug: document.slug.clone(),
            })
            .collect();
        let talk = self.talk;
        let write = |set: &AnnotationSet| -> Result<bool, CliError> {
            let document = &case.documents[&set.document];
            // For this file only: others work in the case while the reader thinks.
            let _alone = WriteLock::take(&case.dir, PATIENCE, "annotate --reader")?;
            if read_document(&case.dir, &set.document)?.0.documents.get(&set.document) != Some(document) {
                return Ok(false);
            }
            write_annotations(&case.dir, set, document, &case.names(), &case.prefixes())?;
            Ok(true)
        };
        let mut sets: BTreeMap<usize, AnnotationSet> = BTreeMap::new();
        self.ask(&given, &mut |number, set| {
            // At once: an answer may have cost money, and who interrupts us keeps what there is.
            if write(&set)? {
                sets.insert(number, set);
            } else {
                talk.say(format!("{}: the document has changed since the reader got it; ask again", set.document));
            }
            Ok(())
        })?;
        let texts: Vec<&str> = sets.keys().map(|&number| given[number].asked.text).collect();
        let mut sets: Vec<AnnotationSet> = sets.into_values().collect();
        coding::assign_utterances(&mut sets, &texts);
        sets.iter().try_for_each(|set| write(set).map(drop))?;
        self.summary(&format!("annotations/{}", self.provenance.coder))
    }

    /// Reads texts and writes the findings in their order, each as soon as those before it are there.
    fn files(mut self, options: &AnnotateOptions) -> Result<Outcome, CliError> {
        let form = Form::new(options);
        let mut out = Target::open(options.output.as_deref())?;
        let mut batch: Vec<InputLine> = Vec::new();
        let sources = sources::sources(&options.paths, options.input_format)?;
        texts::each_batch(&sources, BATCH_BYTES as u64, &mut |texts| {
            for text in texts {
                batch.push(text.input()?);
            }
            if batch.iter().map(|input| input.text.len()).sum::<usize>() >= BATCH_BYTES {
                self.batch(&std::mem::take(&mut batch), &form, &mut out)?;
            }
            Ok(())
        })?;
        self.batch(&batch, &form, &mut out)?;
        out.finish()?;
        self.summary("written")
    }

    fn batch(&mut self, inputs: &[InputLine], form: &Form, out: &mut Target) -> Result<(), CliError> {
        let given: Vec<Given<'_>> = inputs
            .iter()
            .map(|input| Given {
                asked: Asked { id: &input.id, text: &input.text, date: input.date, title: None, language: None },
                slug: annotate::slug_of(&input.id),
            })
            .collect();
        let codebooks = self.codebooks.clone();
        let mut waiting: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut next = 0;
        self.ask(&given, &mut |number, set| {
            waiting.insert(number, form.written(&inputs[number], set, &codebooks));
            while let Some(bytes) = waiting.remove(&next) {
                out.write(&bytes)?;
                next += 1;
            }
            Ok(())
        })?;
        // Behind a document without an answer.
        waiting.into_values().try_for_each(|bytes| out.write(&bytes))
    }

    /// Asks the reader and hands over what is kept of each answer, with the document's place.
    fn ask(
        &mut self,
        given: &[Given<'_>],
        take: &mut dyn FnMut(usize, AnnotationSet) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        if given.is_empty() {
            return Ok(());
        }
        self.done.asked += given.len();
        let program = self.program.clone();
        let codebook = codebook_line(&self.codebooks.merged);
        let asked: Vec<Asked<'_>> = given.iter().map(|given| given.asked).collect();
        let said_already = self.provenance.version.is_some();
        let mut failed = Ok(());
        program
            .ask(&codebook, &asked, |event| {
                match event {
                    Event::Hello { name, version } => {
                        if !said_already {
                            self.provenance.version = hello(name, version);
                        }
                    }
                    Event::Problem(finding) => self.refuse(&finding),
                    Event::Remark(remark) => self.talk.say(remark),
                    Event::Answer { document, line } => {
                        failed = self.answer(&given[document], &line).and_then(|set| {
                            self.done.count(&set);
                            take(document, set)
                        });
                    }
                }
                failed.is_ok()
            })
            .map_err(|error| {
                let mut hint = "is it installed, and is its path right?".to_owned();
                if Path::new(program.command.program()).is_file() {
                    hint = "is it executable? otherwise name what runs it first, such as python3".to_owned();
                }
                CliError::caused(&error).hint(hint)
            })?;
        failed
    }

    fn answer(
        &mut self,
        given: &Given<'_>,
        line: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<AnnotationSet, CliError> {
        let Asked { id, text, date, .. } = given.asked;
        let mut checked = answer::check(id, text, line, &self.codebooks.merged);
        for finding in std::mem::take(&mut checked.refused) {
            self.refuse(&finding);
        }
        let source = Source { document: &given.slug, text, date };
        let set = annotations(checked, &source, &self.provenance, &self.coder).map_err(|error| {
            CliError::new(format!("{id}: {error}")).hint("this is a mistake of stancegraph, please report it")
        })?;
        self.talk.detail(format!("{id}: {}", annotate::what(&set)));
        Ok(set)
    }

    fn refuse(&mut self, finding: &Diagnostic) {
        self.done.refused += 1;
        if self.done.refused <= SHOWN {
            let error = CliError::new(finding.message.as_str());
            self.talk.error(&match &finding.help {
                Some(help) => error.hint(help.as_str()),
                None => error,
            });
        }
    }

    fn summary(&self, kept: &str) -> Result<Outcome, CliError> {
        let Done { asked, answered, attributions, statements, facts, refused } = self.done;
        if refused > SHOWN {
            self.talk.say(format!("{} more findings are not shown", refused - SHOWN));
        }
        if answered == 0 && asked > 0 {
            return Err(CliError::new(format!("the reader read none of {}", counted(&[(asked, "document")])))
                .hint("what it said is above; docs/readers.md has what it is sent and what it must answer"));
        }
        self.talk.say(format!(
            "{kept}: {answered} of {} read: {}; {}",
            counted(&[(asked, "document")]),
            counted(&[(attributions, "attribution"), (statements, "statement"), (facts, "fact")]),
            if refused == 0 { "nothing was refused".to_owned() } else { counted(&[(refused, "finding")]) },
        ));
        Ok(if refused == 0 { Outcome::Done } else { Outcome::Findings })
    }
}

/// What a reader says it is, fit for a file.
fn hello(name: Option<String>, version: Option<String>) -> Option<String> {
    let plain = |text: String| -> String { text.chars().filter(|c| !c.is_control()).take(100).collect() };
    let said: Vec<String> = [name, version].into_iter().flatten().map(plain).filter(|text| !text.is_empty()).collect();
    (!said.is_empty()).then(|| said.join(" "))
}
