//! A table of statements from a case.

use std::collections::BTreeMap;

use super::{
    graph::Value,
    table::{Detail, EMPTY, Entry, Scale, Table, TableBuilder, Variable},
    time::{DAY, first_day},
};
use crate::{
    case::Case,
    model::{Actor, ActorKind, Codebook, Date, Document, Offsets, Slug, Span, Stance, Statement},
    store::{View, current_sets},
};

/// Where a conditional stance stands between support and opposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conditional {
    /// Nowhere: the statement is left out.
    Drop,
    /// Where it leans; without a leaning it is left out.
    #[default]
    Leaning,
    /// In the middle: opposition is −1, a condition 0, support 1.
    Middle,
}

/// Which date a statement has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOf {
    /// That of the document.
    #[default]
    Document,
    /// That on which it was made, where the coding says so, otherwise that of the document.
    Statement,
}

/// How a case becomes a table.
#[derive(Debug, Clone, Default)]
pub struct Gathering {
    /// Whose annotations count: see [`current_sets`].
    pub view: View,
    /// Where a conditional stance stands.
    pub conditional: Conditional,
    /// Which date counts. A month or a year is its first day, an interval its beginning.
    pub date_of: DateOf,
    /// Whether the table remembers ids, places and words.
    pub keep_details: bool,
}

/// The statements of a case as a table, and how many were left out because a condition leans nowhere.
///
/// A statement's actor is the one it was coded with. Its organisation is the actor, if that is a body; if it is a
/// person, the organisation the person speaks for by a membership of that time (as `queries/rules/05-counts-for.rq`
/// has it), otherwise none. Its person is the spokesperson, or the actor if that is a person.
#[must_use]
pub fn gather(case: &Case, how: &Gathering) -> (Table, usize) {
    let codebook = &case.codebooks.merged;
    let mut table = TableBuilder::new(how.keep_details);
    let mut left_out = 0;
    for set in current_sets(case, &how.view) {
        let document = case.documents.get(&set.document);
        let offsets = document.filter(|_| how.keep_details).map(|document| Offsets::new(&document.text));
        for statement in &set.statements {
            let Some(agreement) = agreement(statement, how.conditional) else {
                left_out += 1;
                continue;
            };
            let own = statement.date.filter(|_| how.date_of == DateOf::Statement);
            let date = own.or(document.and_then(|document| document.date));
            let codes = codes(&mut table, codebook, statement, &set.document, document);
            let detail = offsets.as_ref().map(|offsets| detail(statement, offsets)).unwrap_or_default();
            table.push(Entry {
                codes,
                time: date.map(|date| first_day(date) * DAY),
                agreement: Some(agreement),
                detail,
            });
        }
    }
    let table = table.finish(true);
    let scale = if how.conditional == Conditional::Middle { Scale { lowest: -1, highest: 1 } } else { Scale::YES_NO };
    (table.with_scale(scale), left_out)
}

const fn agreement(statement: &Statement, conditional: Conditional) -> Option<i32> {
    let stance = match (statement.stance, conditional) {
        (Stance::Conditional, Conditional::Leaning) => match statement.leaning {
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

fn codes(
    table: &mut TableBuilder,
    codebook: &Codebook,
    statement: &Statement,
    slug: &Slug,
    document: Option<&Document>,
) -> [u32; Variable::ALL.len()] {
    let declared = codebook.actors.get(&statement.actor);
    let kind = declared.map(|actor| actor.kind).or(statement.actor_kind);
    let is_person = matches!(kind, Some(ActorKind::Person | ActorKind::Expert | ActorKind::Legislator));
    let said = statement.date.or(document.and_then(|document| document.date));
    let body = if is_person { organization(codebook, &statement.actor, said) } else { Some(&statement.actor) };
    let person = statement.spokesperson.as_ref().or(is_person.then_some(&statement.actor));
    let actor_label = statement.actor_label.as_deref();
    let mut named = |variable: Variable, id: Option<&Slug>| {
        let label = actor_label.filter(|_| id == Some(&statement.actor));
        id.map_or(EMPTY, |id| actor_code(table, codebook, variable, id, label, kind.filter(|_| label.is_some())))
    };
    let organization = named(Variable::Organization, body);
    let person = named(Variable::Person, person);
    let actor = named(Variable::Actor, Some(&statement.actor));
    let proposition = table.code(Variable::Proposition, statement.proposition.as_str());
    if let (Some(known), Some(declared)) =
        (table.describe(Variable::Proposition, proposition), codebook.propositions.get(&statement.proposition))
        && known.attributes.is_empty()
    {
        declared.short_label().clone_into(&mut known.label);
        known.attributes.insert("proposition".to_owned(), Value::Text(declared.label.clone()));
        if let Some(issue) = &declared.issue {
            known.attributes.insert("issue".to_owned(), Value::Text(issue.to_string()));
        }
    }
    let publisher = document.and_then(|document| document.publisher.as_deref());
    [
        organization,
        person,
        actor,
        proposition,
        table.code(Variable::Document, slug.as_str()),
        table.code(Variable::Source, publisher.unwrap_or_default()),
        table.code(Variable::Form, &statement.form.map(|form| form.to_string()).unwrap_or_default()),
        table.code(Variable::Modality, &statement.modality.to_string()),
        table.code(Variable::Kind, &kind.map(|kind| kind.to_string()).unwrap_or_default()),
    ]
}

/// The code of a person or body, with what the codebook or, where it does not know it, the statement says of it.
fn actor_code(
    table: &mut TableBuilder,
    codebook: &Codebook,
    variable: Variable,
    id: &Slug,
    label: Option<&str>,
    kind: Option<ActorKind>,
) -> u32 {
    let code = table.code(variable, id.as_str());
    if let Some(known) = table.describe(variable, code)
        && known.label == known.id
    {
        let declared = codebook.actors.get(id);
        if let Some(label) = declared.map(|actor| actor.label.as_str()).or(label) {
            label.clone_into(&mut known.label);
        }
        known.attributes = attributes(declared.map(|entry| &entry.value), kind);
    }
    code
}

fn attributes(declared: Option<&Actor>, kind: Option<ActorKind>) -> BTreeMap<String, Value> {
    let kind = declared.map(|actor| actor.kind).or(kind).map(|kind| ("kind", kind.to_string()));
    let country = declared.and_then(|actor| actor.country.clone()).map(|country| ("country", country));
    [kind, country].into_iter().flatten().map(|(name, text)| (name.to_owned(), Value::Text(text))).collect()
}

/// The organisation that a person speaks for on a day, by a membership.
fn organization<'c>(codebook: &'c Codebook, person: &Slug, said: Option<Date>) -> Option<&'c Slug> {
    let on_time = |from: Option<Date>, to: Option<Date>| match said {
        Some(said) => {
            from.is_none_or(|from| compare(said, from).is_ge()) && to.is_none_or(|to| compare(said, to).is_le())
        }
        None => true,
    };
    codebook
        .memberships
        .iter()
        .find(|membership| {
            membership.speaks_for && membership.person == *person && on_time(membership.from, membership.to)
        })
        .map(|membership| &membership.organization)
}

/// Two dates compared as precisely as the less precise one.
fn compare(a: Date, b: Date) -> std::cmp::Ordering {
    let month = || a.month().zip(b.month()).map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b));
    let day = || a.day().zip(b.day()).map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b));
    a.year().cmp(&b.year()).then_with(month).then_with(day)
}

fn detail(statement: &Statement, offsets: &Offsets<'_>) -> Detail {
    let words: Vec<&str> = statement.evidence.iter().filter_map(|span| offsets.slice(*span)).collect();
    let whole = statement.evidence.iter().copied().reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end)));
    Detail {
        id: statement.id.clone(),
        start: whole.map(|span| span.start),
        end: whole.map(|span| span.end),
        text: words.join(" … "),
    }
}
