//! `stancegraph add FILE...`

use super::{
    Outcome,
    arguments::{AddOptions, Arguments},
    check::{PATIENCE, case_dir, open_leniently},
    error::CliError,
    output::Talk,
};
use crate::{
    case::{self, AddError, WriteLock, add_document},
    ingest::FrontMatter,
    model::TextKind,
};

pub(super) fn run(arguments: &Arguments, options: &AddOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let said = said(options)?;
    let _alone = WriteLock::take(&case_dir(arguments)?, PATIENCE, "add")?;
    let mut case = open_leniently(arguments)?;
    let mut refused = Vec::new();
    for file in &options.files {
        match add_document(&mut case, file, &said) {
            Ok(added) => {
                talk.say(format!("added {}", added.path.display()));
                if added.cleaned > 0 {
                    talk.say(format!("  took out {} characters", added.cleaned));
                }
                if !added.unknown.is_empty() {
                    talk.say(format!(
                        "  not known: {} (write what you know between the +++ lines)",
                        added.unknown.join(", ")
                    ));
                }
            }
            Err(error) => refused.push(error),
        }
    }
    finish(refused, options.files.len(), talk)
}

/// The first refusal ends the command; the others are said before.
fn finish(mut refused: Vec<AddError>, all: usize, talk: &Talk) -> Result<Outcome, CliError> {
    let Some(last) = refused.pop() else {
        talk.say("Next: stancegraph annotate");
        return Ok(Outcome::Done);
    };
    let count = refused.len() + 1;
    for error in refused {
        talk.error(&error.into());
    }
    if all > 1 {
        talk.say(format!("{count} of {all} files were not added"));
    }
    Err(last.into())
}

fn said(options: &AddOptions) -> Result<case::AddOptions, CliError> {
    let one_file = options.files.len() == 1;
    if !one_file && (options.id.is_some() || options.title.is_some() || options.url.is_some()) {
        return Err(CliError::new("--id, --title and --url are for one document")
            .hint("add the files one by one, or leave these options out and edit the documents"));
    }
    let bad = |what: &str, error: String| CliError::new(format!("--{what}: {error}"));
    let id = options.id.as_deref().map(str::parse).transpose();
    let date = options.date.as_deref().map(str::parse).transpose();
    Ok(case::AddOptions {
        id: id.map_err(|error: crate::model::SlugError| bad("id", error.to_string()))?,
        clean: options.clean,
        data: FrontMatter {
            title: options.title.clone(),
            publisher: options.publisher.clone(),
            authors: options.authors.clone(),
            date: date.map_err(|error: crate::model::DateError| bad("date", error.to_string()))?,
            url: options.url.clone(),
            text_kind: options.summary.then_some(TextKind::Summary),
            ..FrontMatter::default()
        },
    })
}
