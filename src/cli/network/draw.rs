//! Networks as pictures: what is around them, and what is told of them.

use std::path::Path;

use super::{recipe, statements::Origin};
use crate::{
    cli::{
        arguments::{NetworkFormat, NetworkOptions},
        error::CliError,
        output,
        output::Talk,
    },
    diagram::{
        Drawing,
        network::{About, documents},
        survey::Survey,
    },
    network::{selection::Selection, table::Table},
    render::{Engine, Format, render},
};

/// The picture's format, if it is one.
pub(super) const fn picture(format: NetworkFormat) -> Option<Format> {
    match format {
        NetworkFormat::Dot => Some(Format::Dot),
        NetworkFormat::Svg => Some(Format::Svg),
        NetworkFormat::Png => Some(Format::Png),
        NetworkFormat::Pdf => Some(Format::Pdf),
        NetworkFormat::Html => Some(Format::Html),
        _ => None,
    }
}

/// What statements are about, where they come from, and which filters let them pass.
pub(super) fn about(
    origin: &Origin,
    options: &NetworkOptions,
    table: &Table,
    selection: &Selection,
) -> Result<About, CliError> {
    let filters = filters(options);
    let search = recipe::search(&options.measuring);
    let opened = match origin {
        Origin::Table(name) => return Ok(About { sources: vec![name.clone()], filters, search, ..About::default() }),
        Origin::Opened(opened) => opened,
    };
    let survey = Survey::of(opened.graph()?)?;
    Ok(About {
        title: survey.case.title.clone(),
        sources: survey.source_lines(&documents(table, selection)),
        filters,
        search,
        ..About::default()
    })
}

/// Which filters apply, in words.
fn filters(options: &NetworkOptions) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(options.from.iter().map(|date| format!("from {date}")));
    words.extend(options.to.iter().map(|date| format!("up to {date}")));
    for (only, values) in [
        ("only", &options.actors),
        ("only", &options.propositions),
        ("only", &options.modalities),
        ("only", &options.only),
        ("without", &options.except),
    ] {
        if !values.is_empty() {
            words.push(format!("{only} {}", values.join(", ")));
        }
    }
    words.extend(options.coder.iter().map(|coder| format!("coded by {coder}")));
    words
}

/// Writes a drawing and tells what is to be known of it.
pub(super) fn write(drawing: &Drawing, format: Format, path: Option<&Path>, talk: &Talk) -> Result<(), CliError> {
    let rendered = render(drawing, format, Engine::Builtin)?;
    output::write(path, &rendered.bytes)?;
    for warning in &rendered.warnings {
        talk.say(format!("note: {warning}"));
    }
    Ok(())
}
