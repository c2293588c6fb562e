//! `stancegraph vocabulary`, `completions` and `man`: what the program says of itself.

use std::path::Path;

use clap::CommandFactory as _;

use super::{
    Outcome,
    arguments::{Arguments, CompletionsOptions, ManOptions, VocabularyFormat, VocabularyOptions},
    error::CliError,
    output,
};
use crate::{case::write_file, render::vocabulary_page, vocab};

pub(super) fn vocabulary(options: &VocabularyOptions) -> Result<Outcome, CliError> {
    let target = options.output.as_deref();
    if options.shapes {
        output::write(target, vocab::SHAPES.as_bytes())?;
        return Ok(Outcome::Done);
    }
    match options.format {
        VocabularyFormat::Ttl => output::write(target, vocab::ONTOLOGY.as_bytes())?,
        VocabularyFormat::Html => output::write(target, vocabulary_page().as_bytes())?,
    }
    Ok(Outcome::Done)
}

pub(super) fn completions(options: &CompletionsOptions) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(options.shell, &mut command, "stancegraph", &mut script);
    output::write(None, &script)?;
    Ok(Outcome::Done)
}

pub(super) fn man(options: &ManOptions) -> Result<Outcome, CliError> {
    let command = Arguments::command();
    let Some(dir) = &options.out else {
        output::write(None, &page(command)?)?;
        return Ok(Outcome::Done);
    };
    for verb in command.get_subcommands() {
        write_pages(dir, "stancegraph", verb)?;
    }
    write_file(&dir.join("stancegraph.1"), &page(command)?)?;
    Ok(Outcome::Done)
}

/// A page for a command and for each command under it; those that only the program itself uses have none.
fn write_pages(dir: &Path, before: &str, command: &clap::Command) -> Result<(), CliError> {
    if command.is_hide_set() {
        return Ok(());
    }
    let name = format!("{before}-{}", command.get_name());
    for under in command.get_subcommands() {
        write_pages(dir, &name, under)?;
    }
    write_file(&dir.join(format!("{name}.1")), &page(command.clone().name(name))?)?;
    Ok(())
}

fn page(command: clap::Command) -> Result<Vec<u8>, CliError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| CliError::output("the manual page", error))?;
    Ok(page)
}
