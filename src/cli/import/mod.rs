//! `stancegraph import`

mod jsonl;

use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    arguments::{ImportFormat, ImportOptions},
    bounded::{AtMost, MOST_FILE},
    check::PATIENCE,
    error::CliError,
    output::{self, Talk, counted},
};
use crate::{
    case::{CaseError, WriteLock, sweep_case},
    interchange::{
        Import, Kinds, Options, Plan, Report, Target, Weight, dna,
        statement_csv::Column,
        table::{self, TableError},
        web_annotation,
    },
    model::Slug,
};

pub(super) fn run(options: &ImportOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let formats: Vec<ImportFormat> =
        options.files.iter().map(|file| format_of(file, options.from)).collect::<Result<_, _>>()?;
    // What is there is read and written again: nobody may write in between.
    let lock = || WriteLock::take(&options.into, PATIENCE, "import");
    let alone = if options.into.is_dir() && !options.dry_run { Some(lock()?) } else { None };
    if alone.is_some() {
        sweep_case(&options.into);
    }
    if formats.contains(&ImportFormat::Jsonl) {
        if formats.iter().any(|format| *format != ImportFormat::Jsonl) {
            return Err(CliError::new("JSON lines cannot be imported together with other formats")
                .hint("import them one after the other"));
        }
        return jsonl::run(options, talk);
    }
    let said = said(options)?;
    let target = Target::open(&options.into, options.title.as_deref())?;
    let mut import = Import::new(&target);
    if let Some(folder) = &options.documents {
        for (file, why) in import.shelf.add_folder(folder)? {
            import.report.leave_out(
                "document",
                "files left out, which cannot be documents",
                "",
                format!("{file}: {why}"),
            );
        }
    }
    for (file, format) in options.files.iter().zip(formats) {
        let said = Options { source: name_of(file), ..said.clone() };
        read(file, format, &said, &mut import)?;
    }
    tell_kinds(&mut import);
    let report = std::mem::take(&mut import.report);
    let plan = Plan::new(&target, import)?;
    if !options.dry_run {
        write(&options.into, &plan, alone.is_none().then_some(&lock))?;
    }
    tell(options, &target, &plan, &report, talk)
}

/// Writes the files; in a folder that was not there before, alone from now on.
fn write(dir: &Path, plan: &Plan, lock: Option<&impl Fn() -> Result<WriteLock, CaseError>>) -> Result<(), CliError> {
    let Some(lock) = lock else { return Ok(plan.write()?) };
    fs::create_dir_all(dir).map_err(|error| CliError::output(&dir.display().to_string(), error))?;
    let _alone = lock()?;
    // Another import may have been quicker.
    plan.room()?;
    Ok(plan.write()?)
}

fn read(file: &Path, format: ImportFormat, said: &Options, import: &mut Import<'_>) -> Result<(), CliError> {
    let place = file.display();
    match format {
        ImportFormat::Dna => {
            let failed = |error: dna::DnaError| {
                let message = CliError::new(format!("{place}: {error}"));
                match error.remedy() {
                    Some(remedy) => message.hint(remedy),
                    None => message,
                }
            };
            dna::read(&dna::read_file(file).map_err(failed)?, said, import).map_err(failed)
        }
        ImportFormat::Csv => {
            let input = open(file)?;
            table::read(input, &place.to_string(), said, import).map_err(|error| {
                let remedy = error.remedy();
                match &error {
                    TableError::Csv(error) => CliError::new(error.to_string()),
                    error => CliError::new(format!("{place}: {error}")),
                }
                .hint(remedy)
            })
        }
        ImportFormat::WebAnnotation => {
            let mut bytes = Vec::new();
            open(file)?
                .read_to_end(&mut bytes)
                .map_err(|error| CliError::new(format!("cannot read {place}: {error}")))?;
            web_annotation::read(&bytes, said, import)
                .map_err(|error| CliError::new(format!("{place}: {error}")).hint(error.remedy()))
        }
        ImportFormat::Jsonl => unreachable!("JSON lines are read elsewhere"),
    }
}

fn open(file: &Path) -> Result<Box<dyn std::io::Read>, CliError> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(AtMost::new(std::io::stdin(), MOST_FILE)));
    }
    let opened = File::open(file).map_err(|error| CliError::new(format!("cannot read {}: {error}", file.display())))?;
    Ok(Box::new(AtMost::new(opened, MOST_FILE)))
}

/// The format that was named, or that the file's ending or first bytes show.
fn format_of(file: &Path, named: Option<ImportFormat>) -> Result<ImportFormat, CliError> {
    if let Some(named) = named {
        return Ok(named);
    }
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let by_ending = match ending.as_str() {
        "dna" => Some(ImportFormat::Dna),
        "csv" | "tsv" => Some(ImportFormat::Csv),
        "jsonld" => Some(ImportFormat::WebAnnotation),
        "jsonl" | "ndjson" => Some(ImportFormat::Jsonl),
        _ if file.as_os_str() == "-" => Some(ImportFormat::Jsonl),
        _ => None,
    };
    if let Some(format) = by_ending {
        return Ok(format);
    }
    let mut start = Vec::new();
    open(file)?
        .take(4096)
        .read_to_end(&mut start)
        .map_err(|error| CliError::new(format!("cannot read {}: {error}", file.display())))?;
    if dna::is_database(&start) {
        return Ok(ImportFormat::Dna);
    }
    if web_annotation::is_like(&start) {
        return Ok(ImportFormat::WebAnnotation);
    }
    Err(CliError::new(format!("{}: what kind of file is it?", file.display()))
        .hint("name it: --from dna, csv, webannotation or jsonl"))
}

fn name_of(file: &Path) -> String {
    if file.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn said(options: &ImportOptions) -> Result<Options, CliError> {
    let coder = options.coder.as_deref().map(str::parse::<Slug>).transpose();
    let mut columns = Vec::new();
    for entry in &options.columns {
        let (ours, theirs) = entry.split_once('=').ok_or_else(|| {
            CliError::new(format!("--column: `{entry}` does not say what is called otherwise"))
                .hint("write OURS=THEIRS, such as concept=Policy")
        })?;
        let column = Column::named(ours).ok_or_else(|| {
            let names: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
            CliError::new(format!("--column: there is no column `{ours}`"))
                .hint(format!("ours are: {}", names.join(", ")))
        })?;
        columns.push((column, theirs.to_owned()));
    }
    let tabs = options.files.iter().all(|file| file.extension().is_some_and(|ending| ending == "tsv"));
    let separator = match options.separator.as_str() {
        "," if tabs => b'\t',
        "tab" | "\\t" => b'\t',
        one if one.len() == 1 && !"\"\r\n".contains(one) => one.as_bytes()[0],
        other => {
            return Err(CliError::new(format!("--separator: `{other}` cannot stand between two fields"))
                .hint("write one ASCII character such as `;`, or tab"));
        }
    };
    Ok(Options {
        source: String::new(),
        coder: coder.map_err(|error| CliError::new(format!("--coder: {error}")))?,
        columns,
        separator,
        kinds: Kinds::new(options.kinds.iter().map(String::as_str))
            .map_err(|error| CliError::new(format!("--kind: {error}")))?,
        neutral: options.neutral,
    })
}

/// Bodies of which nobody said what they are.
fn tell_kinds(import: &mut Import<'_>) {
    let names: Vec<String> = import.registry.of_unknown_kind().map(|actor| actor.label.clone()).collect();
    for name in names {
        let what = "organizations whose kind is not known, written as `ngo`";
        import.report.note("kind", what, "tell it with --kind NAME=KIND, or correct codebook.toml", name);
    }
}

fn tell(
    options: &ImportOptions,
    target: &Target,
    plan: &Plan,
    report: &Report,
    talk: &Talk,
) -> Result<Outcome, CliError> {
    if let Some(path) = &options.report {
        let names: Vec<String> = options.files.iter().map(|file| name_of(file)).collect();
        output::write(Some(path), report.text(&names.join(", ")).as_bytes())?;
    }
    let findings = report.findings();
    if !findings.is_empty() {
        talk.findings(&findings);
    }
    for (_, entry) in report.entries().into_iter().filter(|(_, entry)| entry.weight == Weight::Noted) {
        talk.say(format!("note: {} ({}): {}", entry.what, entry.items.len(), entry.brief()));
    }
    if !report.is_empty() && options.report.is_none() {
        talk.say("  (all of them: --report FILE)");
    }
    tell_files(options, plan, talk);
    let statements: usize = plan.statements.values().sum();
    let what = counted(&[
        (plan.documents, "document"),
        (plan.actors, "actor"),
        (plan.propositions, "proposition"),
        (statements, "statement"),
    ]);
    let coders: Vec<String> = plan.statements.iter().map(|(coder, count)| format!("{coder} {count}")).collect();
    let by = if coders.is_empty() { String::new() } else { format!(" ({})", coders.join(", ")) };
    let known = if plan.known > 0 { format!("; already there: {}", plan.known) } else { String::new() };
    let verb = if options.dry_run { "would import" } else { "imported" };
    let into = if target.is_new() { "the new case" } else { "the case" };
    talk.say(format!("{verb} {what}{by} into {into} {}{known}", PathBuf::from(&options.into).display()));
    Ok(if report.left_out() > 0 { Outcome::Findings } else { Outcome::Done })
}

/// Each file, or how many there are in a folder that has more than a person would read.
fn tell_files(options: &ImportOptions, plan: &Plan, talk: &Talk) {
    const LISTED: usize = 8;
    let verb = if options.dry_run { "would write" } else { "wrote" };
    let files: Vec<PathBuf> = plan.files().map(|file| options.into.join(file)).collect();
    for folder in files.chunk_by(|one, next| one.parent() == next.parent()) {
        let in_full = options.dry_run && folder.len() <= LISTED;
        for file in folder {
            let message = format!("{verb} {}", file.display());
            if in_full { talk.say(message) } else { talk.detail(message) }
        }
        if options.dry_run
            && !in_full
            && let Some(parent) = folder[0].parent()
        {
            talk.say(format!("{verb} {} files in {} (--verbose names them)", folder.len(), parent.display()));
        }
    }
}
