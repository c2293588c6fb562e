//! `stancegraph lesson`

use std::{fs, path::Path};

use super::{
    Outcome,
    arguments::{Arguments, LessonFormat, LessonLevel, LessonMinutes, LessonOptions},
    check,
    error::CliError,
    output::{self, Talk},
    pack_folder::PackFolder,
    query::view,
};
use crate::{
    case::{Case, CaseError, read_file},
    diagram::survey::{Filters, Wanted},
    lesson::{self, Glossary, Level, Minutes, Options, Pack, Texts, sheets, write},
    store::CaseGraph,
};

/// A glossary that a case may have of its own.
const GLOSSARY: &str = "glossary.toml";

pub(super) fn run(arguments: &Arguments, options: &LessonOptions, talk: &Talk) -> Result<Outcome, CliError> {
    if options.show_texts {
        output::write(None, Texts::source().as_bytes())?;
        return Ok(Outcome::Done);
    }
    let case = check::open(arguments, talk)?;
    let texts = texts(options.texts.as_deref())?;
    let glossary = glossary(&case)?;
    let graph = CaseGraph::build(&case, &view(options.coder.as_deref(), &case)?)?;
    let wanted: Vec<String> = options.proposition.iter().cloned().collect();
    let found = Filters::resolve(
        graph.store(),
        Wanted { actors: &options.actors, propositions: &wanted, ..Wanted::default() },
    )?;
    let asked = Options {
        proposition: found.propositions.into_iter().next(),
        actors: found.actors,
        minutes: match options.minutes {
            LessonMinutes::Twenty => Minutes::Twenty,
            LessonMinutes::FortyFive => Minutes::FortyFive,
            LessonMinutes::Ninety => Minutes::Ninety,
        },
        level: match options.level {
            LessonLevel::Plain => Level::Plain,
            LessonLevel::Standard => Level::Standard,
        },
        seed: options.seed,
    };
    let pack = lesson::make(&case, graph.store(), &asked, &texts, &glossary)?;
    let sheets = sheets::sheets(&pack, &texts)?;
    let files = write::files(&pack, &sheets, &texts, &formats(options));
    let dir = &options.out;
    let folder = PackFolder::open(dir, &files, options.force)?;
    folder.write(&files, |path| talk.detail(format!("wrote {}", path.display())))?;
    output::write(None, summary(&pack, dir, &files).as_bytes())?;
    Ok(Outcome::Done)
}

fn formats(options: &LessonOptions) -> Vec<write::Format> {
    if options.formats.is_empty() {
        return write::Format::ALL.to_vec();
    }
    let formats = options.formats.iter().map(|format| match format {
        LessonFormat::Html => write::Format::Html,
        LessonFormat::Markdown => write::Format::Markdown,
        LessonFormat::Gift => write::Format::Gift,
        LessonFormat::Csv => write::Format::Csv,
    });
    formats.collect()
}

fn texts(file: Option<&Path>) -> Result<Texts, CliError> {
    let Some(path) = file else {
        return Ok(Texts::english());
    };
    let text =
        fs::read_to_string(path).map_err(|error| CliError::new(format!("cannot read {}: {error}", path.display())))?;
    Texts::parse(&text).map_err(|error| {
        CliError::new(format!("{}: {error}", path.display()))
            .hint("stancegraph lesson --show-texts prints the texts as they have to be named")
    })
}

/// The shipped glossary, with the case's own terms before it.
fn glossary(case: &Case) -> Result<Glossary, CliError> {
    let path = case.dir.join(GLOSSARY);
    let bytes = match read_file(&path) {
        Err(CaseError::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Glossary::shipped());
        }
        result => result?,
    };
    match String::from_utf8(bytes) {
        Ok(text) => Glossary::parse(&text).map(|own| Glossary::shipped().with(own)).map_err(|error| {
            CliError::new(format!("{}: {error}", path.display()))
                .hint("a glossary has format = 1 and [[term]] tables with term and meaning")
        }),
        Err(_) => Err(CliError::new(format!("{} is not UTF-8", path.display())).hint("save it as UTF-8")),
    }
}

/// What was made, and what to do with it.
fn summary(pack: &Pack, dir: &Path, files: &[write::File]) -> String {
    let counted = output::counted(&[
        (pack.briefs.len(), "role brief"),
        (pack.cards.len(), "card"),
        (pack.discussion.topics.len(), "question for the discussion"),
        (pack.quiz.len(), "quiz question"),
    ])
    .replace("question for the discussions", "questions for the discussion");
    let mut text = format!(
        "{}: {}\n  {}\n  {} minutes, seed {}: {counted}\n",
        pack.case,
        pack.proposition.short,
        pack.proposition.sentence,
        pack.options.minutes.number(),
        pack.options.seed,
    );
    for note in pack.sides.iter().flat_map(|side| &side.notes).chain(&pack.unreviewed) {
        text.push_str(&format!("  note: {note}\n"));
    }
    let has = |name: &str| files.iter().any(|file| file.name == name);
    let path = |name: &str| dir.join(name).display().to_string();
    for (name, what) in [
        ("index.html", "Print: "),
        ("README.md", "Edit:  "),
        ("quiz.gift.txt", "Moodle:"),
        ("coding-results.csv", "Class: "),
    ] {
        if has(name) {
            text.push_str(&format!("{what} {}\n", path(name)));
        }
    }
    text
}
