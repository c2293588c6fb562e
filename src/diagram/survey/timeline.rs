//! What happened and who spoke when: events with the dates that sources give, statements by speech act.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    EventRow, FactRow, Filters, Links, Party, StatementRow, Survey, caption::many, disputes::value_words, distinct,
    phrases::merged, stances::best,
};
use crate::diagram::{
    Grade, Stance, When,
    text::capital,
    timeline::{Item, Lane, Timeline},
};

/// The lane of events.
const EVENTS: &str = "events";

/// What one actor says on a day, one way and in one grade; a day by its words.
type Day<'s> = (&'s Party, String, Stance, Grade);
type Days<'s> = BTreeMap<Day<'s>, Vec<&'s StatementRow>>;

impl Survey {
    /// Events and statements by date, in the order in which lanes should stand. What an actor says on one day, one way,
    /// is one item; what others report or allege is left out where the actor says the same itself.
    #[must_use]
    pub fn timeline(&self, filters: &Filters, links: &Links) -> Timeline {
        let days = self.days(filters);
        let mut items = self.event_items(filters, links);
        let events = items.len();
        items.extend(days.iter().map(|(key, statements)| self.spoken(key, statements, links)));
        items.retain(|item| filters.enough(item.documents) || item.documents == 0);
        items.retain(|item| filters.within(item.date));
        let behind = || days.values().flatten().copied();
        let documents = behind()
            .map(|statement| statement.document.as_str())
            .chain(self.facts.iter().map(|fact| fact.document.as_str()));
        let mut counted = vec![many(Self::tally(behind()).utterances, "utterance", "utterances")];
        if events > 0 {
            counted.insert(0, many(events, "event", "events"));
        }
        let mut caption = self.caption("What happened when", counted, filters, documents);
        let outside = self.events.iter().any(|event| event.outside);
        if outside && let Some(page) = self.case.epilogue_sources.first() {
            let more = self.case.epilogue_sources.len() - 1;
            let others = if more > 0 { format!(" and {more} more") } else { String::new() };
            let line = format!("Events from outside these documents: {page}{others}.");
            caption.sources.push(line);
        }
        Timeline { caption, lanes: lanes(&days), items }
    }

    fn days(&self, filters: &Filters) -> Days<'_> {
        let passing = || self.statements.iter().filter(|s| filters.passes(s));
        let stated: BTreeSet<(&str, &str, Stance)> = passing()
            .filter(|statement| statement.grade() == Grade::Stated)
            .map(|s| (s.actor.id.as_str(), s.topic.id.as_str(), s.stance))
            .collect();
        let mut days = Days::new();
        for statement in passing() {
            let (actor, topic) = (&statement.actor, &statement.topic);
            let (stance, grade) = (statement.stance, statement.grade());
            if grade == Grade::Stated || !stated.contains(&(&actor.id, &topic.id, stance)) {
                let key = (actor, statement.date.to_string(), stance, grade);
                days.entry(key).or_default().push(statement);
            }
        }
        days
    }

    fn spoken(&self, (party, _, stance, grade): &Day<'_>, statements: &[&StatementRow], links: &Links) -> Item {
        let best = best(statements);
        let mut topics: Vec<&str> = statements.iter().map(|s| s.topic.short.as_str()).collect();
        topics.sort_unstable();
        topics.dedup();
        Item {
            lane: lane_of(party),
            date: best.map_or(When::Unknown, |statement| statement.date),
            label: topics.join("; "),
            stance: Some(*stance),
            grade: Some(*grade),
            documents: distinct(statements.iter().map(|s| s.document.as_str())),
            disputed: None,
            quote: best.map(|statement| self.quote(statement)),
            link: best.and_then(|statement| links.statement(self, statement)),
        }
    }

    fn event_items(&self, filters: &Filters, links: &Links) -> Vec<Item> {
        let mut items = Vec::new();
        let mut undated: Vec<(&EventRow, Item)> = Vec::new();
        for event in self.events.iter().filter(|event| concerns(event, filters)) {
            let happened = self.facts_of(event, "date");
            let effective = self.facts_of(event, "effective-date");
            let dated = event.date != When::Unknown || !happened.is_empty();
            if dated {
                items.push(self.dated(event, event.date, &happened, capital(&event.label), links));
            }
            if !effective.is_empty() {
                let label = in_effect(event, dated);
                items.push(self.dated(event, When::Unknown, &effective, label, links));
            }
            if !dated && effective.is_empty() {
                let item = self.dated(event, When::Unknown, &[], capital(&event.label), links);
                undated.push((event, item));
            }
        }
        items.extend(in_one_breath(undated));
        items
    }

    /// The facts of one property of an event.
    fn facts_of(&self, event: &EventRow, property: &str) -> Vec<&FactRow> {
        self.facts.iter().filter(|fact| fact.event == event.id && fact.property == property).collect()
    }

    /// An event at its declared date, or else at the date that most documents give.
    fn dated(&self, event: &EventRow, declared: When, facts: &[&FactRow], label: String, links: &Links) -> Item {
        let mut by_value: BTreeMap<&str, Vec<&FactRow>> = BTreeMap::new();
        for fact in facts {
            by_value.entry(&fact.value).or_default().push(fact);
        }
        let weight = |told: &[&FactRow]| distinct(told.iter().map(|fact| fact.document.as_str()));
        let mut values: Vec<(&str, Vec<&FactRow>)> = by_value.into_iter().collect();
        values.sort_by_key(|(_, told)| std::cmp::Reverse(weight(told)));
        let told: Vec<&FactRow> = match (declared, values.first()) {
            (When::Unknown, Some((_, told))) => told.clone(),
            _ => self.facts.iter().filter(|f| f.event == event.id).collect(),
        };
        let quoted =
            told.iter().min_by_key(|fact| (fact.property != "occurred", fact.quote.len().abs_diff(90), &fact.id));
        Item {
            lane: EVENTS.to_owned(),
            date: match (declared, values.first()) {
                (When::Unknown, Some((value, _))) => When::parse(value),
                _ => declared,
            },
            label: if event.outside { format!("{label} (not in the sources)") } else { label },
            documents: weight(&told),
            disputed: self.disputed(event, facts, &values),
            quote: quoted.map(|fact| self.quote_of_fact(fact)),
            link: links.event(&event.id).or_else(|| quoted.and_then(|fact| links.document(self, &fact.document))),
            ..Item::default()
        }
    }

    /// What the sources do not agree on: the date, or whether it happened at all.
    fn disputed(&self, event: &EventRow, facts: &[&FactRow], values: &[(&str, Vec<&FactRow>)]) -> Option<String> {
        let conflicting = |fact: &FactRow| {
            self.conflicts.iter().any(|conflict| conflict.fact == fact.id || conflict.other == fact.id)
        };
        if facts.iter().any(|fact| conflicting(fact)) {
            let others: Vec<String> = values
                .iter()
                .skip(1)
                .filter_map(|(_, told)| told.iter().find(|fact| conflicting(fact)))
                .map(|fact| value_words(fact))
                .collect();
            return (!others.is_empty()).then(|| format!("others say {}", others.join(" or ")));
        }
        let denied =
            self.facts_of(event, "occurred").into_iter().find(|fact| fact.value == "false" && conflicting(fact))?;
        Some(match &denied.holder {
            Some(holder) => format!("{} denies it", holder.label),
            None => "whether it happened".to_owned(),
        })
    }
}

/// Whether an event has to do with what is asked for.
fn concerns(event: &EventRow, filters: &Filters) -> bool {
    let among = |wanted: &[String], ids: &[String]| wanted.is_empty() || wanted.iter().any(|id| ids.contains(id));
    among(&filters.actors, &event.participants) && among(&filters.propositions, &event.propositions)
}

/// What happens when an event takes effect.
fn in_effect(event: &EventRow, dated: bool) -> String {
    match (event.kind.as_str(), dated) {
        ("extension", _) => format!("Ends: {}", event.label),
        (_, true) | ("order" | "deadline" | "bill" | "ruling", _) => {
            format!("Takes effect: {}", event.label)
        }
        _ => capital(&event.label),
    }
}

/// Undated events of one type that the same documents tell, and that read alike, are one item.
fn in_one_breath(undated: Vec<(&EventRow, Item)>) -> Vec<Item> {
    let mut groups: Vec<(Vec<&EventRow>, Item)> = Vec::new();
    for (event, item) in undated {
        let alike = groups.iter_mut().find(|(events, known)| {
            let labels: Vec<&str> =
                events.iter().map(|other| other.label.as_str()).chain([event.label.as_str()]).collect();
            events.iter().all(|other| other.kind == event.kind)
                && (known.documents, &known.disputed) == (item.documents, &item.disputed)
                && merged(&labels).is_some()
        });
        match alike {
            Some((events, _)) => events.push(event),
            None => groups.push((vec![event], item)),
        }
    }
    groups
        .into_iter()
        .map(|(events, item)| {
            let labels: Vec<&str> = events.iter().map(|event| event.label.as_str()).collect();
            Item {
                label: match labels.as_slice() {
                    [_] => item.label.clone(),
                    _ => merged(&labels).map_or_else(|| item.label.clone(), |l| capital(&l)),
                },
                ..item
            }
        })
        .collect()
}

fn lane_of(party: &Party) -> String {
    format!("actor/{}", party.id)
}

/// The lane of events, then the actors, those with most speech acts first.
fn lanes(days: &Days<'_>) -> Vec<Lane> {
    let mut weights: BTreeMap<&Party, BTreeSet<&str>> = BTreeMap::new();
    for ((party, ..), statements) in days {
        let acts = weights.entry(party).or_default();
        acts.extend(statements.iter().map(|statement| statement.speech()));
    }
    let mut parties: Vec<(&Party, usize)> = weights.into_iter().map(|(party, acts)| (party, acts.len())).collect();
    parties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.label.cmp(&b.0.label)));
    let events = Lane { id: EVENTS.to_owned(), label: "Events".to_owned(), events: true };
    let actors =
        parties.into_iter().map(|(party, _)| Lane { id: lane_of(party), label: capital(&party.label), events: false });
    std::iter::once(events).chain(actors).collect()
}
