//! Shares: how many statements support and oppose, by proposition, actor, month or anything else.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    format::Sheet,
    graph::Value,
    recipe::Recipe,
    selection::{Observation, Selection, UNDATED},
    table::{EMPTY, Scale, Table, Variable},
    time::{date_from_days, day_of, days_from_date, first_day_of_month, month_of_day, week_of_day, year_of_day},
};

/// What statements are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The value of a variable.
    Variable(Variable),
    /// The week of ISO 8601.
    Week,
    /// The calendar month.
    Month,
    /// The calendar year.
    Year,
}

impl Key {
    /// Its name on the command line and in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Variable(variable) => variable.name(),
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The key of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            name => Variable::named(name).map(Self::Variable),
        }
    }

    /// Where a statement stands in the order of this key; `LAST` where it has no value.
    fn of(self, table: &Table, observation: &Observation) -> i64 {
        let unit = |unit: fn(i64) -> i64| match observation.time {
            UNDATED => LAST,
            time => unit(day_of(time)),
        };
        match self {
            Self::Variable(variable) => match table.column(variable)[observation.statement as usize] {
                EMPTY => LAST,
                code => i64::from(code),
            },
            Self::Week => unit(week_of_day),
            Self::Month => unit(month_of_day),
            Self::Year => unit(year_of_day),
        }
    }

    /// The words of a place in its order.
    fn text(self, table: &Table, place: i64) -> Option<String> {
        if place == LAST {
            return None;
        }
        Some(match self {
            Self::Variable(variable) => table.entities(variable)[usize::try_from(place).ok()?].label.clone(),
            Self::Week => week_text(place),
            Self::Month => {
                let (year, month, _) = date_from_days(first_day_of_month(place));
                format!("{year:04}-{month:02}")
            }
            Self::Year => format!("{place:04}"),
        })
    }
}

/// The place of statements without a value: behind all others.
const LAST: i64 = i64::MAX;

/// `2015-W48`, the week of ISO 8601 that is so many after that of 1970-01-01.
fn week_text(week: i64) -> String {
    // The year of a week is that of its Thursday, and 1970-01-01 was one.
    let thursday = week * 7;
    let year = year_of_day(thursday);
    format!("{year:04}-W{:02}", (thursday - days_from_date(year, 1, 1)) / 7 + 1)
}

/// What a statement says of its proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Support,
    Conditional,
    Oppose,
}

/// Yes and no; on a scale with negative values what is above and below 0, on any other what is above and below its
/// middle. The rest is conditional.
fn side(scale: Scale, level: i32) -> Side {
    let (twice, middle) = if scale.is_yes_no() {
        (2 * i64::from(level), 1)
    } else if scale.lowest < 0 {
        (i64::from(level), 0)
    } else {
        (2 * i64::from(level), i64::from(scale.lowest) + i64::from(scale.highest))
    };
    match twice.cmp(&middle) {
        std::cmp::Ordering::Greater => Side::Support,
        std::cmp::Ordering::Equal => Side::Conditional,
        std::cmp::Ordering::Less => Side::Oppose,
    }
}

#[derive(Default)]
struct Tally {
    statements: u64,
    support: u64,
    conditional: u64,
    oppose: u64,
    nodes: BTreeSet<u32>,
    supporters: BTreeSet<u32>,
    opponents: BTreeSet<u32>,
    links: BTreeSet<u32>,
    documents: BTreeSet<u32>,
}

/// Counts statements by keys, without duplicates as the recipe says.
///
/// A row for each combination of values that occurs, in their order, what has no value last. Columns: the keys (and for
/// a variable whose values have ids, `<key>_id`); `statements`; where statements take sides `support`, `oppose` and, on
/// a scale of more than yes and no, `conditional`, each with its share of the statements (`support_share`, 0 to 1); how
/// many different nodes there are, by the name of the recipe's variable ("actors"), and how many of them support and
/// oppose (one that does both is counted in both); how many different things they speak on ("propositions"); and
/// `documents`.
#[must_use]
pub fn shares(table: &Table, selection: &Selection, recipe: &Recipe, keys: &[Key]) -> Sheet {
    let mut tallies: BTreeMap<Vec<i64>, Tally> = BTreeMap::new();
    for observation in &selection.without_duplicates() {
        let place = keys.iter().map(|key| key.of(table, observation)).collect();
        let tally = tallies.entry(place).or_default();
        tally.statements += 1;
        tally.nodes.insert(observation.row);
        tally.links.insert(observation.column);
        tally.documents.extend(
            Some(table.column(Variable::Document)[observation.statement as usize]).filter(|code| *code != EMPTY),
        );
        match table.scale().map(|scale| side(scale, observation.level)) {
            Some(Side::Support) => {
                tally.support += 1;
                tally.supporters.insert(observation.row);
            }
            Some(Side::Oppose) => {
                tally.oppose += 1;
                tally.opponents.insert(observation.row);
            }
            Some(Side::Conditional) => tally.conditional += 1,
            None => {}
        }
    }
    let shape = Shape::new(table, recipe, keys);
    Sheet {
        columns: shape.columns(),
        rows: tallies.iter().map(|(places, tally)| shape.row(table, places, tally)).collect(),
    }
}

/// Which columns there are.
struct Shape<'k> {
    keys: &'k [Key],
    ids: Vec<bool>,
    sides: bool,
    conditional: bool,
    nodes: Option<Variable>,
    links: Option<Variable>,
}

impl<'k> Shape<'k> {
    fn new(table: &Table, recipe: &Recipe, keys: &'k [Key]) -> Self {
        let has_ids = |key: &Key| match key {
            Key::Variable(variable) => table.entities(*variable).iter().any(|entity| entity.id != entity.label),
            _ => false,
        };
        let unless_key = |variable: Variable| (!keys.contains(&Key::Variable(variable))).then_some(variable);
        Self {
            keys,
            ids: keys.iter().map(has_ids).collect(),
            sides: table.scale().is_some(),
            conditional: table.scale().is_some_and(|scale| !scale.is_yes_no()),
            nodes: unless_key(recipe.nodes),
            links: unless_key(recipe.through),
        }
    }

    fn columns(&self) -> Vec<String> {
        let mut columns = Vec::new();
        for (key, ids) in self.keys.iter().zip(&self.ids) {
            columns.push(key.name().to_owned());
            columns.extend(ids.then(|| format!("{}_id", key.name())));
        }
        columns.push("statements".to_owned());
        if self.sides {
            columns.extend(["support", "support_share", "oppose", "oppose_share"].map(str::to_owned));
        }
        if self.conditional {
            columns.extend(["conditional", "conditional_share"].map(str::to_owned));
        }
        if let Some(nodes) = self.nodes {
            columns.push(nodes.plural().to_owned());
            if self.sides {
                columns.extend(["supporters", "opponents"].map(str::to_owned));
            }
        }
        columns.extend(self.links.map(|links| links.plural().to_owned()));
        if self.nodes != Some(Variable::Document) && self.links != Some(Variable::Document) {
            columns.push("documents".to_owned());
        }
        columns
    }

    fn row(&self, table: &Table, places: &[i64], tally: &Tally) -> Vec<Option<Value>> {
        let count = |set: &BTreeSet<u32>| Some(Value::Count(set.len() as u64));
        let mut row = Vec::new();
        for ((key, ids), place) in self.keys.iter().zip(&self.ids).zip(places) {
            row.push(key.text(table, *place).map(Value::Text));
            if *ids && let Key::Variable(variable) = key {
                let entity = usize::try_from(*place).ok().and_then(|place| table.entities(*variable).get(place));
                row.push(entity.map(|entity| Value::Text(entity.id.clone())));
            }
        }
        row.push(Some(Value::Count(tally.statements)));
        let mut side = |part: u64| {
            row.push(Some(Value::Count(part)));
            row.push(Some(Value::Number(part as f64 / tally.statements as f64)));
        };
        if self.sides {
            side(tally.support);
            side(tally.oppose);
        }
        if self.conditional {
            side(tally.conditional);
        }
        if self.nodes.is_some() {
            row.push(count(&tally.nodes));
            if self.sides {
                row.extend([count(&tally.supporters), count(&tally.opponents)]);
            }
        }
        row.extend(self.links.map(|_| count(&tally.links)));
        if self.nodes != Some(Variable::Document) && self.links != Some(Variable::Document) {
            row.push(count(&tally.documents));
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{
        from_csv::read_table,
        recipe::{Aggregation, Duplicates, Mode, Normalization},
        selection::{Filters, Wanted},
        statement_csv::CsvLayout,
    };

    const STATEMENTS: &str = "document,date,organization,concept,agreement\n\
        d1,2015-12-31,Acme,access,yes\n\
        d1,2015-12-31,Acme,access,yes\n\
        d1,2015-12-31,Interior Ministry,access,no\n\
        d2,2016-01-04,Acme,access,no\n\
        d2,2016-01-04,Acme,fees,yes\n\
        d3,,Interior Ministry,fees,no\n";

    fn of(text: &str, duplicates: Duplicates, keys: &[Key]) -> Vec<String> {
        let table = read_table(text.as_bytes(), "test.csv", &CsvLayout::default(), false).expect("statements");
        let recipe = Recipe {
            mode: Mode::One,
            nodes: Variable::Organization,
            through: Variable::Proposition,
            aggregation: Aggregation::Congruence,
            normalization: Normalization::None,
            duplicates,
        };
        let filters = Filters::resolve(&table, &Wanted::default()).expect("no filter");
        let sheet = shares(&table, &Selection::of(&table, &recipe, &filters), &recipe, keys);
        let mut bytes = Vec::new();
        sheet.write_csv(&mut bytes).expect("memory");
        String::from_utf8(bytes).expect("text").lines().map(str::to_owned).collect()
    }

    #[test]
    fn each_proposition_has_its_shares_and_its_actors() {
        let rows = of(STATEMENTS, Duplicates::Include, &[Key::Variable(Variable::Proposition)]);
        let expected = [
            "proposition,statements,support,support_share,oppose,oppose_share,organizations,supporters,opponents,documents",
            "access,4,2,0.5,2,0.5,2,1,2,2",
            "fees,2,1,0.5,1,0.5,2,1,1,2",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn duplicates_count_once_and_the_undated_come_last() {
        let rows = of(STATEMENTS, Duplicates::Document, &[Key::Month]);
        let expected = [
            "month,statements,support,support_share,oppose,oppose_share,organizations,supporters,opponents,propositions,documents",
            "2015-12,2,1,0.5,1,0.5,2,1,1,1,1",
            "2016-01,2,1,0.5,1,0.5,1,1,1,2,1",
            ",1,0,0,1,1,1,0,1,1,1",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn keys_combine() {
        let rows = of(STATEMENTS, Duplicates::All, &[Key::Variable(Variable::Organization), Key::Year]);
        assert_eq!(
            rows[0],
            "organization,year,statements,support,support_share,oppose,oppose_share,propositions,documents"
        );
        assert_eq!(rows[1..3], ["Acme,2015,1,1,1,0,0,1,1", "Acme,2016,2,1,0.5,1,0.5,2,1"]);
    }

    #[test]
    fn a_scale_has_a_middle() {
        let signed = Scale { lowest: -2, highest: 2 };
        assert_eq!([-1, 0, 2].map(|level| side(signed, level)), [Side::Oppose, Side::Conditional, Side::Support]);
        let of_five = Scale { lowest: 1, highest: 5 };
        assert_eq!([2, 3, 4].map(|level| side(of_five, level)), [Side::Oppose, Side::Conditional, Side::Support]);
        assert_eq!([0, 1].map(|level| side(Scale::YES_NO, level)), [Side::Oppose, Side::Support]);
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        for (year, month, day, text) in
            [(1970, 1, 1, "1970-W01"), (2016, 1, 3, "2015-W53"), (2018, 12, 31, "2019-W01"), (2015, 11, 30, "2015-W49")]
        {
            assert_eq!(week_text(week_of_day(days_from_date(year, month, day))), text);
        }
    }
}
