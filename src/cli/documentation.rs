//! `stancegraph vocabulary`, `completions` and `man`: what the program says of itself.

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
        let name = format!("stancegraph-{}", verb.get_name());
        let page = page(verb.clone().name(name.clone()))?;
        write_file(&dir.join(format!("{name}.1")), &page)?;
    }
    write_file(&dir.join("stancegraph.1"), &page(command)?)?;
    Ok(Outcome::Done)
}

fn page(command: clap::Command) -> Result<Vec<u8>, CliError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| CliError::output("the manual page", error))?;
    Ok(page)
}
