//! Which statements count: filters, empty variables, duplicates.

use rustc_hash::FxHashSet;

use super::{
    recipe::{Duplicates, Recipe},
    table::{EMPTY, Table, Variable},
    time::{day_of, month_of_day, week_of_day, year_of_day},
};
use crate::query::nearest;

/// What is asked of a statement's variables, as a person writes it.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only statements with one of these values, for each variable that is named; by label or id.
    pub only: Vec<(Variable, String)>,
    /// No statement with any of these values.
    pub except: Vec<(Variable, String)>,
    /// Only statements from this second on, counted from 1970-01-01T00:00:00 UTC.
    pub from: Option<i64>,
    /// Only statements before this second.
    pub before: Option<i64>,
}

/// A value that no statement has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no statement has {} called `{value}`", .variable.words())]
pub struct UnknownValue {
    /// The variable.
    pub variable: Variable,
    /// What was written.
    pub value: String,
    /// Values that look like it.
    pub near: Vec<String>,
}

/// [`Wanted`] looked up in a table.
#[derive(Debug, Clone)]
pub struct Filters {
    /// For each variable that is asked about: whether each of its values passes, and whether an empty field does.
    passing: Vec<(Variable, Vec<bool>, bool)>,
    from: Option<i64>,
    before: Option<i64>,
}

impl Filters {
    /// Looks the values up.
    ///
    /// # Errors
    /// [`UnknownValue`] if a value is in no statement: it is mistyped more often than meant.
    pub fn resolve(table: &Table, wanted: &Wanted) -> Result<Self, UnknownValue> {
        let mut passing: Vec<(Variable, Vec<bool>, bool)> = Vec::new();
        for (list, keep) in [(&wanted.only, true), (&wanted.except, false)] {
            let mut asked: Vec<Variable> = list.iter().map(|(variable, _)| *variable).collect();
            asked.sort_unstable();
            asked.dedup();
            for variable in asked {
                let mut mask = vec![!keep; table.entities(variable).len()];
                for (_, value) in list.iter().filter(|(of, _)| *of == variable) {
                    mask[find(table, variable, value)?] = keep;
                }
                passing.push((variable, mask, !keep));
            }
        }
        Ok(Self { passing, from: wanted.from, before: wanted.before })
    }

    fn passes(&self, table: &Table, statement: usize) -> bool {
        self.passing.iter().all(|(variable, mask, empty)| {
            mask.get(table.column(*variable)[statement] as usize).copied().unwrap_or(*empty)
        })
    }

    /// Whether it lies between the dates; `None` if nobody knows.
    fn in_time(&self, time: Option<i64>) -> Option<bool> {
        if self.from.is_none() && self.before.is_none() {
            return Some(true);
        }
        time.map(|time| self.from.is_none_or(|from| from <= time) && self.before.is_none_or(|before| time < before))
    }
}

/// The place of a value, by its exact label or id, or by its label in other letters if there is only one such.
fn find(table: &Table, variable: Variable, value: &str) -> Result<usize, UnknownValue> {
    let entities = table.entities(variable);
    let exact = || entities.iter().position(|entity| entity.label == value || entity.id == value);
    let alike = || {
        let lower = value.to_lowercase();
        let mut found = entities.iter().enumerate().filter(|(_, entity)| entity.label.to_lowercase() == lower);
        found.next().filter(|_| found.next().is_none()).map(|(place, _)| place)
    };
    exact().or_else(alike).ok_or_else(|| UnknownValue {
        variable,
        value: value.to_owned(),
        near: nearest(value, entities.iter().map(|entity| entity.label.clone())),
    })
}

/// One statement as a network counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// The code of its node.
    pub row: u32,
    /// The code of what it is linked through.
    pub column: u32,
    /// Where on the scale.
    pub level: i32,
    /// Its place in the table.
    pub statement: u32,
    /// When, in seconds since 1970-01-01T00:00:00 UTC; `i64::MIN` if unknown.
    pub time: i64,
    /// Duplicates share it.
    bucket: i64,
}

impl Observation {
    /// What duplicates have in common.
    const fn key(&self) -> (u32, u32, i32, i64) {
        (self.row, self.column, self.level, self.bucket)
    }
}

/// The time of an [`Observation`] that has none.
pub const UNDATED: i64 = i64::MIN;

/// What was left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// The filters do not let it pass.
    pub filtered: usize,
    /// There is no date to hold against the filter's.
    pub undated: usize,
    /// The variable of the nodes is empty.
    pub without_node: usize,
    /// What links them is empty.
    pub without_link: usize,
    /// It is not said whether it agrees.
    pub without_agreement: usize,
}

/// The statements a network is made of, in the order of the table.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// What counts, duplicates included.
    pub observations: Vec<Observation>,
    /// What does not.
    pub left_out: LeftOut,
    /// Which of them are duplicates.
    pub duplicates: Duplicates,
}

impl Selection {
    /// Applies the filters and leaves out statements with an empty variable.
    #[must_use]
    pub fn of(table: &Table, recipe: &Recipe, filters: &Filters) -> Self {
        let mut selection = Self { duplicates: recipe.duplicates, ..Self::default() };
        let (nodes, links) = (table.column(recipe.nodes), table.column(recipe.through));
        let out = &mut selection.left_out;
        for statement in 0..table.len() {
            let time = table.times()[statement];
            // Where nothing is said about agreement, all count alike.
            let level = if table.scale().is_some() { table.agreements()[statement] } else { Some(0) };
            let reason = match (filters.passes(table, statement), filters.in_time(time)) {
                (false, _) | (_, Some(false)) => &mut out.filtered,
                (_, None) => &mut out.undated,
                _ if nodes[statement] == EMPTY => &mut out.without_node,
                _ if links[statement] == EMPTY => &mut out.without_link,
                _ => match level {
                    None => &mut out.without_agreement,
                    Some(level) => {
                        selection.observations.push(Observation {
                            row: nodes[statement],
                            column: links[statement],
                            level,
                            statement: statement as u32,
                            time: time.unwrap_or(UNDATED),
                            bucket: bucket(table, statement, recipe.duplicates),
                        });
                        continue;
                    }
                },
            };
            *reason += 1;
        }
        selection
    }

    /// The first of each kind of duplicate, in the order of the table.
    #[must_use]
    pub fn without_duplicates(&self) -> Vec<Observation> {
        without_duplicates(&self.observations, self.duplicates)
    }
}

/// The first of each kind of duplicate, in the order given.
pub(super) fn without_duplicates(observations: &[Observation], duplicates: Duplicates) -> Vec<Observation> {
    if duplicates == Duplicates::Include {
        return observations.to_vec();
    }
    let mut seen = FxHashSet::default();
    seen.reserve(observations.len());
    observations.iter().filter(|observation| seen.insert(observation.key())).copied().collect()
}

/// The document, week, month or year within which a statement counts once. What has none is a duplicate of nothing
/// it does not share a document with.
fn bucket(table: &Table, statement: usize, duplicates: Duplicates) -> i64 {
    let of_document = || match table.column(Variable::Document)[statement] {
        EMPTY => -1 - statement as i64,
        document => i64::from(document),
    };
    // Beyond all weeks, months and years.
    let undated = || i64::MAX / 2 + of_document();
    let day = || table.times()[statement].map(day_of);
    match duplicates {
        Duplicates::Include | Duplicates::All => 0,
        Duplicates::Document => of_document(),
        Duplicates::Week => day().map_or_else(undated, week_of_day),
        Duplicates::Month => day().map_or_else(undated, month_of_day),
        Duplicates::Year => day().map_or_else(undated, year_of_day),
    }
}
