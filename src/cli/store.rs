//! `stancegraph store`

use super::{
    Outcome, annotate,
    arguments::{Arguments, StoreBuildOptions, StoreCheckOptions, StoreOptions, StoreVerb},
    check,
    error::CliError,
    output::Talk,
    progress::Progress,
};
use crate::{
    case::{Case, built_in_codebook},
    store::{
        View,
        disk::{self, DiskError, DiskStore, Manifest, Sources, Watch},
    },
};

pub(super) fn run(arguments: &Arguments, options: &StoreOptions, talk: &Talk) -> Result<Outcome, CliError> {
    match &options.verb {
        StoreVerb::Build(options) => build(arguments, options, talk),
        StoreVerb::Check(options) => verify(options, talk),
    }
}

fn build(arguments: &Arguments, options: &StoreBuildOptions, talk: &Talk) -> Result<Outcome, CliError> {
    disk::available()?;
    let of_parts_alone = !options.parts.is_empty() && arguments.cases.is_empty();
    let cases: Vec<Case> = if of_parts_alone { Vec::new() } else { check::open_all(arguments, talk)? };
    let viewed: Vec<(&Case, View)> = cases.iter().map(|case| (case, View::Current)).collect();
    let codebooks = match &options.codebook {
        Some(file) => annotate::of_file(file)?,
        None => built_in_codebook(),
    };
    let named = options.dir.file_name().map(|name| name.to_string_lossy().into_owned());
    let title = options.title.clone().or_else(|| named.filter(|_| of_parts_alone));
    let sizes = options.parts.iter().filter_map(|part| std::fs::metadata(part).ok()).map(|metadata| metadata.len());
    let progress = Progress::new(talk, Some(sizes.sum()));
    let sources = Sources { cases: &viewed, parts: &options.parts, codebooks: &codebooks, title: title.as_deref() };
    let watch = Watch { read: &|bytes| progress.bytes(bytes), phase: &|phase| progress.phase(phase) };
    let built = disk::build(&options.dir, &sources, &watch);
    progress.finish();
    let built = built?;
    talk.say(format!("{}: {}, {}", options.dir.display(), held(&built.manifest), size(built.bytes)));
    talk.say(format!("Next: stancegraph query positions --store {}", options.dir.display()));
    Ok(Outcome::Done)
}

fn verify(options: &StoreCheckOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let checked = DiskStore::open(&options.dir).and_then(|store| store.verify().map(|()| store));
    match checked {
        Ok(store) => {
            talk.say(format!("{}: {}, no findings", options.dir.display(), held(store.manifest())));
            Ok(Outcome::Done)
        }
        // What is wrong with the store is what was asked for.
        Err(error @ (DiskError::Damaged { .. } | DiskError::Engine { .. })) => {
            talk.error(&error.into());
            Ok(Outcome::Findings)
        }
        Err(error) => Err(error.into()),
    }
}

/// "“Traceability”, 812 triples current and derived, 1,420 in 3 graphs".
fn held(manifest: &Manifest) -> String {
    format!(
        "“{}”, {} triples current and derived, {} in {} named graphs",
        manifest.title,
        grouped(manifest.default_graph.triples),
        grouped(manifest.named_quads),
        grouped(manifest.named_graphs)
    )
}

/// A number with a comma behind each thousand.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn size(bytes: u64) -> String {
    if bytes < 10 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}

impl From<DiskError> for CliError {
    fn from(error: DiskError) -> Self {
        match error {
            DiskError::Case(error) => error.into(),
            error => Self::caused_with(&error, error.remedy()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 12, 999, 1000, 1_234_567].map(grouped), ["0", "12", "999", "1,000", "1,234,567"]);
        assert_eq!([size(2048), size(300 << 20)], ["2 KiB", "300 MiB"]);
    }
}
