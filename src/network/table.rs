//! Statements by column: what networks are computed from.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::graph::Value;

/// The code of an empty field.
pub const EMPTY: u32 = u32::MAX;

/// A variable of a statement whose values have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// The organisation that speaks.
    Organization,
    /// The person who speaks.
    Person,
    /// Whose stance it is: the organisation, or the person where there is none.
    Actor,
    /// What the stance is on.
    Proposition,
    /// The text it is in.
    Document,
    /// Who published the text.
    Source,
    /// The kind of speech act.
    Form,
    /// In whose voice.
    Modality,
    /// What kind of stakeholder the actor is.
    Kind,
}

impl Variable {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Organization,
        Self::Person,
        Self::Actor,
        Self::Proposition,
        Self::Document,
        Self::Source,
        Self::Form,
        Self::Modality,
        Self::Kind,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Actor => "actor",
            Self::Proposition => "proposition",
            Self::Document => "document",
            Self::Source => "source",
            Self::Form => "form",
            Self::Modality => "modality",
            Self::Kind => "kind",
        }
    }

    /// The name with its article, for messages.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Organization => "an organization",
            Self::Person => "a person",
            Self::Actor => "an actor",
            Self::Proposition => "a proposition",
            Self::Document => "a document",
            Self::Source => "a source",
            Self::Form => "a form",
            Self::Modality => "a modality",
            Self::Kind => "a kind",
        }
    }

    /// The name of several.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Organization => "organizations",
            Self::Person => "persons",
            Self::Actor => "actors",
            Self::Proposition => "propositions",
            Self::Document => "documents",
            Self::Source => "sources",
            Self::Form => "forms",
            Self::Modality => "modalities",
            Self::Kind => "kinds",
        }
    }

    /// The variable of a name; `concept` is the name Discourse Network Analyzer gives a proposition.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "concept" { "proposition" } else { name };
        Self::ALL.into_iter().find(|variable| variable.name() == name)
    }
}

/// One value of a variable: an actor, a proposition, a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The id in the case, or the label where there is no case.
    pub id: String,
    /// The name, unique within its variable.
    pub label: String,
    /// Anything else that is known of it.
    pub attributes: BTreeMap<String, Value>,
}

/// The numbers that agreement is measured with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The lowest value.
    pub lowest: i32,
    /// The highest.
    pub highest: i32,
}

impl Scale {
    /// Yes is 1, no is 0.
    pub const YES_NO: Self = Self { lowest: 0, highest: 1 };

    /// The distance of the two ends, never 0: `R` of the formulas.
    #[must_use]
    pub fn width(self) -> f64 {
        (f64::from(self.highest) - f64::from(self.lowest)).max(1.0)
    }

    /// Whether it tells only yes from no.
    #[must_use]
    pub const fn is_yes_no(self) -> bool {
        self.lowest == 0 && self.highest == 1
    }
}

/// What networks do not compute with, but lists of statements show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// The statement's own id.
    pub id: String,
    /// Its first character in the document, in Unicode code points from 0.
    pub start: Option<usize>,
    /// The character after its last, in Unicode code points from 0.
    pub end: Option<usize>,
    /// Its words.
    pub text: String,
}

/// One statement on its way into a [`Table`]; the codes come from [`TableBuilder::code`].
#[derive(Debug, Clone)]
pub struct Entry {
    /// A code or [`EMPTY`] for each of [`Variable::ALL`].
    pub codes: [u32; Variable::ALL.len()],
    /// Seconds since 1970-01-01T00:00:00 UTC.
    pub time: Option<i64>,
    /// Where on the scale.
    pub agreement: Option<i32>,
    /// Kept if the builder keeps details.
    pub detail: Detail,
}

/// Statements by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    columns: [Vec<u32>; Variable::ALL.len()],
    entities: [Vec<Entity>; Variable::ALL.len()],
    times: Vec<Option<i64>>,
    agreements: Vec<Option<i32>>,
    details: Vec<Detail>,
    scale: Option<Scale>,
}

impl Table {
    /// How many statements there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// For each statement the code of a variable: a place in [`Self::entities`], or [`EMPTY`].
    #[must_use]
    pub fn column(&self, variable: Variable) -> &[u32] {
        &self.columns[variable as usize]
    }

    /// The values of a variable, sorted by label.
    #[must_use]
    pub fn entities(&self, variable: Variable) -> &[Entity] {
        &self.entities[variable as usize]
    }

    /// The value of a variable in one statement, `None` if it is empty.
    #[must_use]
    pub fn entity(&self, variable: Variable, statement: usize) -> Option<&Entity> {
        self.entities(variable).get(self.column(variable)[statement] as usize)
    }

    /// When each was made, in seconds since 1970-01-01T00:00:00 UTC.
    #[must_use]
    pub fn times(&self) -> &[Option<i64>] {
        &self.times
    }

    /// Where each stands on the scale.
    #[must_use]
    pub fn agreements(&self) -> &[Option<i32>] {
        &self.agreements
    }

    /// What else is known of a statement, if it was kept.
    #[must_use]
    pub fn detail(&self, statement: usize) -> Option<&Detail> {
        self.details.get(statement)
    }

    /// The scale of agreement; `None` if the statements say nothing about agreement.
    #[must_use]
    pub const fn scale(&self) -> Option<Scale> {
        self.scale
    }

    /// Another scale than the one that was found, such as one whose ends nobody chose.
    #[must_use]
    pub fn with_scale(mut self, scale: Scale) -> Self {
        self.scale = Some(scale);
        self
    }
}

/// Fills a [`Table`].
#[derive(Debug, Default)]
pub struct TableBuilder {
    table: Table,
    known: [FxHashMap<Box<str>, u32>; Variable::ALL.len()],
    keep_details: bool,
}

impl TableBuilder {
    /// An empty table; with `keep_details` it remembers ids, places and words of statements.
    #[must_use]
    pub fn new(keep_details: bool) -> Self {
        Self { keep_details, ..Self::default() }
    }

    /// The code of a value by its id, which is its label too until [`Self::describe`] says otherwise; [`EMPTY`] for
    /// an empty id.
    pub fn code(&mut self, variable: Variable, id: &str) -> u32 {
        if id.is_empty() {
            return EMPTY;
        }
        let known = &mut self.known[variable as usize];
        if let Some(code) = known.get(id) {
            return *code;
        }
        let entities = &mut self.table.entities[variable as usize];
        let code = entities.len() as u32;
        entities.push(Entity { id: id.to_owned(), label: id.to_owned(), attributes: BTreeMap::new() });
        known.insert(id.into(), code);
        code
    }

    /// The value of a code, to be described; `None` for [`EMPTY`].
    pub fn describe(&mut self, variable: Variable, code: u32) -> Option<&mut Entity> {
        self.table.entities[variable as usize].get_mut(code as usize)
    }

    /// Adds a statement.
    pub fn push(&mut self, entry: Entry) {
        for (column, code) in self.table.columns.iter_mut().zip(entry.codes) {
            column.push(code);
        }
        self.table.times.push(entry.time);
        self.table.agreements.push(entry.agreement);
        if self.keep_details {
            self.table.details.push(entry.detail);
        }
    }

    /// The table, its values sorted by label. With `scaled`, agreement is on a scale: yes and no, or from the lowest
    /// to the highest number there is. Two values of one label get their ids behind it.
    #[must_use]
    pub fn finish(mut self, scaled: bool) -> Table {
        for (entities, column) in self.table.entities.iter_mut().zip(&mut self.table.columns) {
            sort(entities, column);
        }
        if scaled {
            let values = || self.table.agreements.iter().flatten().copied();
            let found = Scale { lowest: values().min().unwrap_or(0), highest: values().max().unwrap_or(1) };
            let yes_no = found.lowest >= 0 && found.highest <= 1;
            self.table.scale = Some(if yes_no { Scale::YES_NO } else { found });
        }
        self.table
    }
}

/// Sorts values by label and renumbers the column.
fn sort(entities: &mut Vec<Entity>, column: &mut [u32]) {
    let mut order: Vec<u32> = (0..entities.len() as u32).collect();
    let key = |code: &u32| (&entities[*code as usize].label, &entities[*code as usize].id);
    order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    let alike: Vec<bool> = (0..order.len())
        .map(|at| {
            let label = |at: usize| order.get(at).map(|code| &entities[*code as usize].label);
            label(at) == label(at + 1) || at > 0 && label(at) == label(at - 1)
        })
        .collect();
    let mut places = vec![EMPTY; entities.len()];
    for (place, code) in order.iter().enumerate() {
        places[*code as usize] = place as u32;
    }
    for code in column {
        *code = places.get(*code as usize).copied().unwrap_or(EMPTY);
    }
    let mut taken: Vec<Option<Entity>> = std::mem::take(entities).into_iter().map(Some).collect();
    entities.extend(order.iter().zip(alike).filter_map(|(code, alike)| {
        let mut entity = taken[*code as usize].take()?;
        if alike {
            entity.label = format!("{} ({})", entity.label, entity.id);
        }
        Some(entity)
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_sorted_by_label_and_told_apart() {
        let mut builder = TableBuilder::new(false);
        for id in ["zed", "ann", "bob", "zed"] {
            let code = builder.code(Variable::Actor, id);
            let mut codes = [EMPTY; Variable::ALL.len()];
            codes[Variable::Actor as usize] = code;
            builder.push(Entry { codes, time: None, agreement: Some(1), detail: Detail::default() });
        }
        for (id, label) in [("ann", "Same"), ("bob", "Same"), ("zed", "First")] {
            let code = builder.code(Variable::Actor, id);
            builder.describe(Variable::Actor, code).expect("a value").label = label.to_owned();
        }
        assert_eq!(builder.code(Variable::Actor, ""), EMPTY);
        let table = builder.finish(true);
        let labels: Vec<_> = table.entities(Variable::Actor).iter().map(|entity| entity.label.as_str()).collect();
        assert_eq!(labels, ["First", "Same (ann)", "Same (bob)"]);
        assert_eq!(table.column(Variable::Actor), [0, 1, 2, 0]);
        assert_eq!(table.entity(Variable::Person, 0), None);
        assert_eq!(table.scale(), Some(Scale::YES_NO));
    }
}
