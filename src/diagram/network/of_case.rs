//! The networks that a case is shown as: who agrees, disagrees or sides with whom, on the same statements as its other
//! drawings.

use super::{About, documents, draw_woven};
use crate::{
    diagram::{
        DiagramError, Drawing, When,
        survey::{Filters, Survey},
    },
    model::{ClosedList as _, Date},
    network::{
        gather::{DateOf, Gathering, Statements},
        recipe::{Aggregation, Duplicates, Mode, Normalization, Recipe},
        selection::{self, Selection, UnknownValue, Wanted},
        table::Variable,
        time::{DAY, day_after, first_day},
        weave::{Loom, Shown},
    },
    query::QueryError,
};

/// Why a network of a case cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum CaseNetworkError {
    /// A filter names what no statement has.
    #[error(transparent)]
    Unknown(#[from] UnknownValue),
    /// The statements cannot be had.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// There is nothing to draw.
    #[error(transparent)]
    Diagram(#[from] DiagramError),
}

/// Draws who agrees (congruence), disagrees (conflict) or sides (subtract) with whom in a case: one statement per
/// document, divided by mean activity. `kind` is the drawing's name on the command line.
///
/// # Errors
/// [`CaseNetworkError`] if a filter names what no statement has, or no two actors have a tie, or a graph cannot answer.
pub fn of_case(
    kind: &'static str,
    aggregation: Aggregation,
    (statements, survey): (Statements<'_>, &Survey),
    filters: &Filters,
) -> Result<Drawing, CaseNetworkError> {
    let timed = filters.from != When::Unknown || filters.to != When::Unknown;
    let date_of = if timed { DateOf::Statement } else { DateOf::Document };
    let (table, _) = statements.gather(Gathering { date_of, ..Gathering::default() })?;
    let recipe = Recipe {
        mode: Mode::One,
        nodes: Variable::Actor,
        through: Variable::Proposition,
        aggregation,
        normalization: Normalization::Average,
        duplicates: Duplicates::Document,
    };
    let names = |variable: Variable, names: Vec<String>| names.into_iter().map(move |name| (variable, name));
    let modalities = filters.modalities.iter().map(|modality| modality.id().to_owned()).collect();
    let kinds = filters.kinds.iter().map(|kind| kind.id().to_owned()).collect();
    let wanted = Wanted {
        only: names(Variable::Actor, filters.actors.clone())
            .chain(names(Variable::Proposition, filters.propositions.clone()))
            .chain(names(Variable::Modality, modalities))
            .chain(names(Variable::Kind, kinds))
            .collect(),
        from: plain(filters.from).map(|date| first_day(date) * DAY),
        before: plain(filters.to).map(|date| day_after(date) * DAY),
        ..Wanted::default()
    };
    let passing = selection::Filters::resolve(&table, &wanted)?;
    let selection = Selection::of(&table, &recipe, &passing);
    let about = About {
        title: survey.case.title.clone(),
        filters: filters.words(survey),
        sources: survey.source_lines(&documents(&table, &selection)),
        least_shared: u64::from(filters.min_evidence),
        ..About::default()
    };
    let loom = Loom { table: &table, recipe, shown: Shown::default() };
    Ok(draw_woven(kind, &loom, &selection, &about)?)
}

/// A date of a filter as the model has it.
fn plain(date: When) -> Option<Date> {
    let (year, month, day) = match date {
        When::Day(year, month, day) => (year, Some(month), Some(day)),
        When::Month(year, month) => (year, Some(month), None),
        When::Year(year) => (year, None, None),
        When::Unknown => return None,
    };
    Date::new(u16::try_from(year).ok()?, month, day)
}
