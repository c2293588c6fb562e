//! `stancegraph diagram`

use std::{
    io::{self, IsTerminal as _},
    path::Path,
    str::FromStr as _,
};

use super::{
    Outcome,
    arguments::{Arguments, DiagramEngine, DiagramFormat, DiagramKind, DiagramOptions},
    error::CliError,
    graph::Opened,
    output::{self, Talk},
};
use crate::{
    diagram::{
        Drawing, matrix,
        network::{CaseNetworkError, of_case},
        positions, relations, sources,
        survey::{Filters, Links, Survey, Wanted},
        timeline,
    },
    network::{gather::Statements, recipe::Aggregation},
    render::{Engine, Format, render},
};

pub(super) fn run(arguments: &Arguments, options: &DiagramOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let target = options.output.as_deref();
    let format = format(options.format, target)?;
    if matches!(format, Format::Png | Format::Pdf) && output::is_stdout(target) && io::stdout().is_terminal() {
        let kind = format.name();
        return Err(CliError::new(format!("{} is not for a terminal", kind.to_uppercase()))
            .hint(format!("write it to a file: -o {}.{kind}", name(options.kind))));
    }
    let opened = Opened::one(arguments, &options.graph, options.coder.as_deref(), talk)?;
    let filters = Filters::resolve(
        opened.graph()?,
        Wanted {
            actors: &options.actors,
            propositions: &options.propositions,
            modalities: &options.modalities,
            min_evidence: options.min_evidence,
        },
    )?;
    let filters = Filters { coder: options.coder.clone(), ..filters };
    let survey = Survey::of(opened.graph()?)?;
    let engine = match options.engine {
        DiagramEngine::Builtin => Engine::Builtin,
        DiagramEngine::Graphviz => Engine::Graphviz,
    };
    let seen = Seen { statements: opened.statements()?, survey: &survey };
    let drawing = drawing(options.kind, &seen, &filters, &Links::Source)?;
    let rendered = render(&drawing, format, engine)?;
    output::write(target, &rendered.bytes)?;
    for warning in &rendered.warnings {
        talk.say(format!("note: {warning}"));
    }
    Ok(Outcome::Done)
}

/// What is drawn.
pub(super) struct Seen<'a> {
    pub(super) statements: Statements<'a>,
    pub(super) survey: &'a Survey,
}

/// One kind of drawing of what the filters leave.
pub(super) fn drawing(
    kind: DiagramKind,
    seen: &Seen<'_>,
    filters: &Filters,
    links: &Links,
) -> Result<Drawing, CliError> {
    let survey = seen.survey;
    let network = |aggregation: Aggregation| {
        of_case(name(kind), aggregation, (seen.statements, survey), filters).map_err(|error| match error {
            CaseNetworkError::Unknown(unknown) => CliError::from(unknown),
            CaseNetworkError::Query(error) => error.into(),
            CaseNetworkError::Diagram(nothing) => nothing.into(),
        })
    };
    Ok(match kind {
        DiagramKind::Congruence => return network(Aggregation::Congruence),
        DiagramKind::Conflict => return network(Aggregation::Conflict),
        DiagramKind::Coalitions => return network(Aggregation::Subtract),
        DiagramKind::Positions => positions::draw(&survey.positions(filters, links)),
        DiagramKind::Matrix => matrix::draw(&survey.matrix(filters, links)),
        DiagramKind::Relations => relations::draw(&survey.relations(filters, links)),
        DiagramKind::Sources => sources::draw(&survey.sources(filters, links)),
        DiagramKind::Timeline => timeline::draw(&survey.timeline(filters, links)),
    }?)
}

/// The format asked for, or that of the file's ending.
fn format(asked: Option<DiagramFormat>, target: Option<&Path>) -> Result<Format, CliError> {
    let ending = target.filter(|path| !output::is_stdout(Some(path))).and_then(Path::extension);
    Ok(match (asked, ending) {
        (Some(DiagramFormat::Dot), _) => Format::Dot,
        (Some(DiagramFormat::Svg), _) => Format::Svg,
        (Some(DiagramFormat::Png), _) => Format::Png,
        (Some(DiagramFormat::Pdf), _) => Format::Pdf,
        (Some(DiagramFormat::Html), _) => Format::Html,
        (None, Some(ending)) => {
            let ending = ending.to_string_lossy().to_lowercase();
            match ending.as_str() {
                "htm" => Format::Html,
                "gv" => Format::Dot,
                ending => Format::from_str(ending)?,
            }
        }
        (None, None) => Format::Svg,
    })
}

const fn name(kind: DiagramKind) -> &'static str {
    match kind {
        DiagramKind::Positions => "positions",
        DiagramKind::Relations => "relations",
        DiagramKind::Sources => "sources",
        DiagramKind::Timeline => "timeline",
        DiagramKind::Matrix => "matrix",
        DiagramKind::Congruence => "congruence",
        DiagramKind::Conflict => "conflict",
        DiagramKind::Coalitions => "coalitions",
    }
}
