//! Matrix, diagrams, time line and networks: what is drawn of what the filters leave, as a page and as files.

use super::{
    address::{Address, Addressing, Parameters, Representation},
    error::PageError,
    reading::Reading,
};
use crate::{
    diagram::{
        DiagramError, Drawing, When, matrix,
        network::{CaseNetworkError, of_case},
        positions, relations, sources,
        survey::{Filters, Links, Wanted},
        table::Cell,
        timeline,
    },
    model::{ActorKind, ClosedList as _},
    network::recipe::Aggregation,
};

/// What can be drawn: its name in addresses and on the command line, its name for people, what it shows.
pub(super) const KINDS: [(&str, &str, &str); 8] = [
    ("positions", "Positions", "Who supports and who opposes what. A line leads to the words behind it."),
    ("matrix", "Matrix", "Actors by propositions, gaps included. A cell leads to the words behind it."),
    (
        "relations",
        "Relations",
        "Who demands of, refuses, criticises, praises or warns whom. A line leads to the statement that shows it best.",
    ),
    ("timeline", "Time line", "What happened and who spoke when."),
    ("sources", "Sources", "Through whose hands the words came. The more hands, the more can be lost."),
    ("congruence", "Agreement", "Who takes the same stance on the same propositions, in communities."),
    ("conflict", "Disagreement", "Who takes opposite stances on the same propositions, between coalitions."),
    ("coalitions", "Coalitions", "Who sides with whom and against whom."),
];

/// Where the marks of drawings lead in an edition.
pub(super) fn links(addressing: &dyn Addressing) -> Links {
    // Where statements have no pages, marks lead to the sources themselves.
    if addressing.href(&Address::Statements, Representation::Page).is_none() {
        return Links::Source;
    }
    let (before, after) = addressing.frame();
    Links::Site { before, after }
}

/// The filters that an address asks for.
pub(super) fn filters(reading: &Reading, asked: &Parameters) -> Result<Filters, PageError> {
    let all = |name: &str| asked.all(name).map(str::to_owned).collect::<Vec<String>>();
    let (actors, propositions, modalities) = (all("actor"), all("proposition"), all("modality"));
    let min_evidence = match asked.get("least") {
        Some(number) => {
            number.parse().map_err(|_| PageError::Asked(format!("`{number}` is not a number of speech acts"), None))?
        }
        None => 0,
    };
    let wanted = Wanted { actors: &actors, propositions: &propositions, modalities: &modalities, min_evidence };
    let filters = Filters::resolve(reading.graph.store(), wanted).map_err(|error| PageError::of_query(&error))?;
    let kinds = asked
        .all("kind")
        .map(|kind| ActorKind::from_id(kind).map_err(|error| PageError::Asked(error.to_string(), None)))
        .collect::<Result<Vec<_>, _>>()?;
    let date = |name: &str| match asked.get(name).map(|text| (text, When::parse(text))) {
        Some((text, When::Unknown)) => {
            let remedy = "write 2015-11-30, 2015-11 or 2015".to_owned();
            Err(PageError::Asked(format!("`{text}` is not a date"), Some(remedy)))
        }
        Some((_, date)) => Ok(date),
        None => Ok(When::Unknown),
    };
    let coder = asked.get("coder").map(str::to_owned);
    Ok(Filters { kinds, from: date("from")?, to: date("to")?, coder, ..filters })
}

/// One kind of drawing of what the filters leave.
pub(super) fn draw(reading: &Reading, kind: &str, filters: &Filters, links: &Links) -> Result<Drawing, PageError> {
    let survey = &reading.survey;
    let network = |kind: &'static str, aggregation: Aggregation| {
        of_case(kind, aggregation, (reading.statements(), survey), filters).map_err(|error| match error {
            CaseNetworkError::Unknown(unknown) => {
                PageError::Nothing(format!("{unknown}: nothing is left to draw; loosen the filters"))
            }
            CaseNetworkError::Query(error) => PageError::of_query(&error),
            CaseNetworkError::Diagram(error) => nothing(&error),
        })
    };
    match kind {
        "congruence" => network("congruence", Aggregation::Congruence),
        "conflict" => network("conflict", Aggregation::Conflict),
        "coalitions" => network("coalitions", Aggregation::Subtract),
        "positions" => positions::draw(&survey.positions(filters, links)).map_err(|error| nothing(&error)),
        "matrix" => matrix::draw(&survey.matrix(filters, links)).map_err(|error| nothing(&error)),
        "relations" => relations::draw(&survey.relations(filters, links)).map_err(|error| nothing(&error)),
        "sources" => sources::draw(&survey.sources(filters, links)).map_err(|error| nothing(&error)),
        "timeline" => timeline::draw(&survey.timeline(filters, links)).map_err(|error| nothing(&error)),
        _ => Err(PageError::Missing(format!("there is no drawing called `{kind}`"))),
    }
}

fn nothing(error: &DiagramError) -> PageError {
    PageError::Nothing(error.to_string())
}

/// The table beside a drawing as CSV, for spreadsheets: what one would read as a formula gets a `'` before it.
pub(super) fn csv(drawing: &Drawing) -> Result<Vec<u8>, PageError> {
    let failed = |error: csv::Error| PageError::Failed(error.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&drawing.table.headings).map_err(failed)?;
    for row in &drawing.table.rows {
        out.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    out.into_inner().map_err(|error| PageError::Failed(error.to_string()))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Figure(figure) => figure.clone(),
        Cell::Text(words) | Cell::Linked(words, _) => guarded(words),
        Cell::Quoted(quote) => guarded(&quote.line(usize::MAX)),
    }
}

/// Words that a spreadsheet takes as words.
fn guarded(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_no_formula() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("a = b"), "a = b");
    }
}
