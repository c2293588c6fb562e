//! `stancegraph check`, and opening cases for the other verbs.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    arguments::{Arguments, CheckFormat, CheckOptions},
    error::CliError,
    findings,
    output::{self, Talk},
};
use crate::{
    case::{
        self, Case, CaseError, WriteLock, annotation_path, find_case, foreign_content, is_of_seal, read_case,
        read_file, repair, seal, sweep_case, write_annotations,
    },
    coding,
    diagnostic::Diagnostic,
    store::{Violation, validate_case},
};

pub(super) fn run(arguments: &Arguments, options: &CheckOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let dir = case_dir(arguments)?;
    let _alone = if options.repair || options.seal { Some(WriteLock::take(&dir, PATIENCE, "check")?) } else { None };
    if options.repair {
        mend(&dir, talk)?;
    }
    let (case, found) = match read_case(&dir) {
        Ok((case, found)) => (Some(case), found),
        Err(CaseError::Invalid(found)) => (None, found),
        Err(error) => return Err(error.into()),
    };
    let mut found = found;
    // Shapes say again, in general terms, what reading has said exactly: they are asked when reading is content.
    if let Some(case) = &case
        && case::errors(&found).is_empty()
    {
        found.extend(violations(case, &validate_case(case)?));
        if let Err(wrong) = coding::compile(&case.codebooks) {
            found.extend(wrong);
        }
    }
    if options.seal
        && let Some(case) = &case
    {
        found.retain(|finding| !is_of_seal(finding));
        if case::errors(&found).is_empty() {
            let sealed = super::output::counted(&[(seal(case)?, "file")]);
            talk.say(format!("sealed {sealed} in {}", dir.join("case.sha256").display()));
        } else {
            talk.say("not sealed: mend the errors first");
        }
    }
    match options.format {
        CheckFormat::Json => output::write(None, findings::json(&found).as_bytes())?,
        CheckFormat::Text if found.is_empty() => {
            if let Some(case) = &case {
                talk.say(clean(case));
            }
        }
        CheckFormat::Text => output::write(None, findings::render(&found, false).as_bytes())?,
    }
    if found.is_empty() {
        return Ok(Outcome::Done);
    }
    if options.format == CheckFormat::Text {
        let errors = case::errors(&found).len();
        talk.say(format!(
            "{} in {}",
            super::output::counted(&[(errors, "error"), (found.len() - errors, "warning")]),
            dir.display()
        ));
    }
    Ok(Outcome::Findings)
}

fn clean(case: &Case) -> String {
    let statements: usize = case.annotations.iter().map(|set| set.statements.len()).sum();
    format!(
        "{}: {}",
        case.manifest.title,
        super::output::counted(&[
            (case.documents.len(), "document"),
            (case.coders().len(), "coder"),
            (statements, "statement"),
        ]) + ", no findings"
    )
}

/// How long a command waits for who is writing into the case, such as `serve` a decision.
pub(super) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// Moves quotations to where their words are, file by file. A file that would lose something is left alone.
fn mend(dir: &Path, talk: &Talk) -> Result<(), CliError> {
    let (case, _) = read_case(dir)?;
    for (index, moved) in &case.moved {
        let before = &case.annotations[*index];
        let mut set = before.clone();
        let count = repair(&mut set, moved);
        let Some(document) = case.documents.get(&set.document) else {
            continue;
        };
        if count == 0 {
            continue;
        }
        let path = dir.join(annotation_path(&set.coder.name, &set.document));
        let text = read_file(&path)?;
        if let Some(example) = foreign_content(&case, before, &String::from_utf8_lossy(&text), true) {
            talk.say(format!(
                "{} is left alone: it holds what would be lost if it were written anew, such as {example}",
                path.display()
            ));
            continue;
        }
        let path = write_annotations(dir, &set, document, &case.names(), &case.prefixes())?;
        let count = super::output::counted(&[(count, "span")]);
        talk.say(format!("moved {count} in {}", path.display()));
    }
    Ok(())
}

/// Violations of the shapes as findings that point into the coder's file.
fn violations(case: &Case, found: &[Violation]) -> Vec<Diagnostic> {
    found
        .iter()
        .map(|violation| {
            let name = violation.focus.rsplit('/').next().unwrap_or(&violation.focus);
            let finding = Diagnostic::error("shape", format!("{name}: {}", violation.message));
            match &violation.coder {
                None => finding.in_file(case.dir.join("case.toml")),
                Some(coder) => case
                    .of_coder(coder.as_str())
                    .map(|set| case.dir.join(annotation_path(coder, &set.document)))
                    .find_map(|path| {
                        let text = std::fs::read_to_string(&path).ok()?;
                        text.contains(&format!(":{name} "))
                            .then(|| case::placed(finding.clone().label(&violation.focus), &path, &text))
                    })
                    .unwrap_or(finding),
            }
        })
        .collect()
}

/// The case's folder: the one named, or the nearest upwards.
pub(super) fn case_dir(arguments: &Arguments) -> Result<PathBuf, CliError> {
    match arguments.cases.as_slice() {
        [] => swept(find_case(Path::new("."))?),
        [dir] => named_dir(dir),
        [first, ..] => Err(CliError::new("only `query` looks at more than one case")
            .hint(format!("give --case once, such as --case {}", first.display()))),
    }
}

/// The folder of a case that was named.
fn named_dir(dir: &Path) -> Result<PathBuf, CliError> {
    if dir.join("case.toml").is_file() {
        swept(dir.to_owned())
    } else {
        Err(CaseError::NotFound(dir.to_owned()).into())
    }
}

/// The folder, without what a run that was stopped left in it.
fn swept(dir: PathBuf) -> Result<PathBuf, CliError> {
    sweep_case(&dir);
    Ok(dir)
}

/// Opens the cases that were named, or the nearest one upwards, as [`open`] does.
pub(super) fn open_all(arguments: &Arguments, talk: &Talk) -> Result<Vec<Case>, CliError> {
    if arguments.cases.len() < 2 {
        return Ok(vec![open(arguments, talk)?]);
    }
    let cases: Vec<Case> =
        arguments.cases.iter().map(|dir| open_in(&named_dir(dir)?, talk)).collect::<Result<_, CliError>>()?;
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for case in &cases {
        let Some(other) = seen.insert(&case.manifest.base, &case.dir) else {
            continue;
        };
        let here = case.dir.display();
        return Err(if other == case.dir {
            CliError::new(format!("{here} is named twice")).hint("name each case once")
        } else {
            let base = &case.manifest.base;
            CliError::new(format!("{} and {here} have the same base address, {base}", other.display()))
                .hint("cases that are asked together need addresses of their own: change `base` in one case.toml")
        });
    }
    Ok(cases)
}

/// Opens a case for work that must not rest on mistakes: any error among the findings ends it.
pub(super) fn open(arguments: &Arguments, talk: &Talk) -> Result<Case, CliError> {
    open_in(&case_dir(arguments)?, talk)
}

fn open_in(dir: &Path, talk: &Talk) -> Result<Case, CliError> {
    let (case, found) = read_case(dir)?;
    let errors = case::errors(&found);
    if !errors.is_empty() {
        return Err(CaseError::Invalid(errors).into());
    }
    if !found.is_empty() {
        talk.findings(&found);
    }
    Ok(case)
}

/// Opens a case for work that its mistakes do not touch, such as adding a document.
pub(super) fn open_leniently(arguments: &Arguments) -> Result<Case, CliError> {
    Ok(read_case(&case_dir(arguments)?)?.0)
}
