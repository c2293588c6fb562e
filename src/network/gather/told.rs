//! One statement as networks count it, wherever it comes from.

use std::collections::BTreeMap;

use super::{Conditional, DateOf};
use crate::{
    model::{ActorKind, Date, Form, Modality, Stance},
    network::{
        graph::Value,
        table::{Detail, EMPTY, Entry, TableBuilder, Variable},
        time::{DAY, first_day},
    },
};

/// A person or a body; label, kind and country as far as they are known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Party<'a> {
    pub(super) id: &'a str,
    pub(super) label: Option<&'a str>,
    pub(super) kind: Option<ActorKind>,
    pub(super) country: Option<&'a str>,
}

/// A proposition; short name, sentence and issue as far as they are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic<'a> {
    pub(super) id: &'a str,
    pub(super) short: Option<&'a str>,
    pub(super) sentence: Option<&'a str>,
    pub(super) issue: Option<&'a str>,
}

/// A statement.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) document: &'a str,
    pub(super) publisher: Option<&'a str>,
    /// The document's date.
    pub(super) published: Option<Date>,
    /// The date that the coding gives it.
    pub(super) own: Option<Date>,
    pub(super) actor: Party<'a>,
    pub(super) spokesperson: Option<Party<'a>>,
    /// The organisation for which the actor speaks by a membership.
    pub(super) speaks_for: Option<Party<'a>>,
    pub(super) topic: Topic<'a>,
    pub(super) stance: Stance,
    pub(super) leaning: Option<Stance>,
    pub(super) form: Option<Form>,
    pub(super) modality: Modality,
    pub(super) detail: Detail,
}

/// Whether an actor of this kind is somebody, not a body.
pub(super) const fn is_person(kind: Option<ActorKind>) -> bool {
    matches!(kind, Some(ActorKind::Person | ActorKind::Expert | ActorKind::Legislator))
}

impl Told<'_> {
    /// Where it stands, `None` if nowhere.
    pub(super) const fn agreement(&self, conditional: Conditional) -> Option<i32> {
        let stance = match (self.stance, conditional) {
            (Stance::Conditional, Conditional::Leaning) => match self.leaning {
                Some(leaning) => leaning,
                None => return None,
            },
            (stance, _) => stance,
        };
        match (stance, conditional) {
            (Stance::Support, _) => Some(1),
            (Stance::Oppose, Conditional::Middle) => Some(-1),
            (Stance::Conditional, Conditional::Middle) | (Stance::Oppose, _) => Some(0),
            (Stance::Conditional, _) => None,
        }
    }

    /// Adds it to a table.
    pub(super) fn enter(self, agreement: i32, date_of: DateOf, table: &mut TableBuilder) {
        let own = self.own.filter(|_| date_of == DateOf::Statement);
        let date = own.or(self.published);
        let codes = self.codes(table);
        table.push(Entry {
            codes,
            time: date.map(|date| first_day(date) * DAY),
            agreement: Some(agreement),
            detail: self.detail,
        });
    }

    fn codes(&self, table: &mut TableBuilder) -> [u32; Variable::ALL.len()] {
        let is_person = is_person(self.actor.kind);
        let body = if is_person { self.speaks_for } else { Some(self.actor) };
        let person = self.spokesperson.or(is_person.then_some(self.actor));
        let mut named = |variable: Variable, party: Option<Party<'_>>| party_code(table, variable, party);
        let organization = named(Variable::Organization, body);
        let person = named(Variable::Person, person);
        let actor = named(Variable::Actor, Some(self.actor));
        [
            organization,
            person,
            actor,
            topic_code(table, self.topic),
            table.code(Variable::Document, self.document),
            table.code(Variable::Source, self.publisher.unwrap_or_default()),
            table.code(Variable::Form, &self.form.map(|form| form.to_string()).unwrap_or_default()),
            table.code(Variable::Modality, &self.modality.to_string()),
            table.code(Variable::Kind, &self.actor.kind.map(|kind| kind.to_string()).unwrap_or_default()),
        ]
    }
}

/// The code of a person or body, with what the first statement that knows its name says of it.
fn party_code(table: &mut TableBuilder, variable: Variable, party: Option<Party<'_>>) -> u32 {
    let Some(party) = party else {
        return EMPTY;
    };
    let code = table.code(variable, party.id);
    if let (Some(known), Some(label)) = (table.describe(variable, code), party.label)
        && known.label == known.id
    {
        label.clone_into(&mut known.label);
        let kind = party.kind.map(|kind| ("kind", kind.to_string()));
        let country = party.country.map(|country| ("country", country.to_owned()));
        let attributes = [kind, country].into_iter().flatten();
        known.attributes = attributes.map(|(name, text)| (name.to_owned(), Value::Text(text))).collect();
    }
    code
}

fn topic_code(table: &mut TableBuilder, topic: Topic<'_>) -> u32 {
    let code = table.code(Variable::Proposition, topic.id);
    if let (Some(known), Some(short)) = (table.describe(Variable::Proposition, code), topic.short)
        && known.attributes.is_empty()
    {
        short.clone_into(&mut known.label);
        let texts = [("proposition", topic.sentence), ("issue", topic.issue)];
        let texts = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::Text(text?.to_owned()))));
        known.attributes = texts.collect::<BTreeMap<_, _>>();
    }
    code
}

/// Whether something was said between two dates, as precisely as they are known.
pub(super) fn within(said: Option<Date>, from: Option<Date>, to: Option<Date>) -> bool {
    said.is_none_or(|said| {
        from.is_none_or(|from| compare(said, from).is_ge()) && to.is_none_or(|to| compare(said, to).is_le())
    })
}

/// Two dates compared as precisely as the less precise one.
fn compare(a: Date, b: Date) -> std::cmp::Ordering {
    let month = || a.month().zip(b.month()).map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b));
    let day = || a.day().zip(b.day()).map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b));
    a.year().cmp(&b.year()).then_with(month).then_with(day)
}
