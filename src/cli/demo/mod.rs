//! `stancegraph demo`: the shipped case in a folder of its own, checked, answered and drawn.

mod summary;

use std::{fs, path::Path};

use super::{
    Outcome,
    annotate::annotate_case,
    arguments::{DemoOptions, DiagramKind},
    check::PATIENCE,
    diagram::{Seen, drawing},
    error::CliError,
    output::{self, Talk},
};
use crate::{
    case::{self, Case, CaseError, WriteLock, read_case, room_for_shipped, sweep_case, write_file, write_shipped},
    diagram::survey::{Filters, Links, Survey},
    network::gather::Statements,
    render::{
        Format, render_each,
        report::{self, Report},
    },
    store::{CaseGraph, View},
};

/// The page of the case.
const PAGE: &str = "index.html";

/// The drawings with the formats they are written in.
const DRAWINGS: [(DiagramKind, &str, &[Format]); 5] = [
    (DiagramKind::Positions, "positions", &[Format::Svg, Format::Png, Format::Pdf, Format::Dot]),
    (DiagramKind::Relations, "relations", &[Format::Svg]),
    (DiagramKind::Matrix, "matrix", &[Format::Svg]),
    (DiagramKind::Timeline, "timeline", &[Format::Svg]),
    (DiagramKind::Sources, "sources", &[Format::Svg]),
];

pub(super) fn run(options: &DemoOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let dir = &options.out;
    let drawn: Vec<String> =
        DRAWINGS.iter().flat_map(|(_, name, formats)| formats.iter().map(move |f| file_name(name, *f))).collect();
    let further: Vec<&str> = drawn.iter().map(String::as_str).chain([PAGE]).collect();
    fs::create_dir_all(dir).map_err(|error| CliError::output(&dir.display().to_string(), error))?;
    let _alone = WriteLock::take(dir, PATIENCE, "demo")?;
    sweep_case(dir);
    room_for_shipped(dir, &further)?;
    write_shipped(dir)?;
    annotate_case(&read_case(dir)?.0)?;
    let case = checked(dir, talk)?;
    let graph = CaseGraph::build(&case, &View::Current)?;
    let survey = Survey::of(graph.store())?;
    draw(dir, &case, &survey, talk)?;
    let page = report::page(&Report::of_case(&case, &survey))?;
    write_file(&dir.join(PAGE), &page.bytes)?;
    let width = output::terminal_width().map_or(summary::WIDTH, usize::from);
    let text = summary::text(&survey, dir, &drawn, PAGE, width);
    output::write(None, text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The case, read again from its files, so that what is shown is what stands in the folder.
fn checked(dir: &Path, talk: &Talk) -> Result<Case, CliError> {
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

fn draw(dir: &Path, case: &Case, survey: &Survey, talk: &Talk) -> Result<(), CliError> {
    let seen = Seen { statements: Statements::Case(case, &View::Current), survey };
    let links = Links::Beside(PAGE.to_owned());
    for (kind, name, formats) in DRAWINGS {
        let drawing = drawing(kind, &seen, &Filters::default(), &links)?;
        for (format, rendered) in formats.iter().zip(render_each(&drawing, formats)?) {
            let path = dir.join(file_name(name, *format));
            write_file(&path, &rendered.bytes)?;
            talk.detail(format!("wrote {}", path.display()));
        }
    }
    Ok(())
}

fn file_name(name: &str, format: Format) -> String {
    format!("{name}.{}", format.name())
}
