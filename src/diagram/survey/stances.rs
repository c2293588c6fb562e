//! Who wants what: statements added up to positions.

use std::collections::BTreeMap;

use super::{Filters, Links, Party, StatementRow, Survey, Topic, caption::many, distinct};
use crate::diagram::{Actor, Grade, Position, Positions, Proposition, Stance, text::capital};

/// The statements of one actor on one proposition, one way, in one grade.
type Heap<'s> = BTreeMap<(&'s Party, &'s Topic, Stance, Grade), Vec<&'s StatementRow>>;

impl Survey {
    /// Actors by propositions. An actor's own words stand for its position; where it never speaks itself, what others
    /// report and what opponents allege are two positions.
    #[must_use]
    pub fn positions(&self, filters: &Filters, links: &Links) -> Positions {
        self.stances("Who wants what", filters, links)
    }

    /// The same under the title of the matrix.
    #[must_use]
    pub fn matrix(&self, filters: &Filters, links: &Links) -> Positions {
        self.stances("Who wants what, at a glance", filters, links)
    }

    fn stances(&self, lead: &str, filters: &Filters, links: &Links) -> Positions {
        let mut heap = self.heap(filters);
        heap.retain(|_, statements| filters.enough(utterances(statements)));
        let behind = || heap.values().flatten().copied();
        let tally = Self::tally(behind());
        Positions {
            caption: self.caption(
                lead,
                vec![
                    many(tally.statements, "statement", "statements"),
                    many(tally.utterances, "utterance", "utterances"),
                ],
                filters,
                behind().map(|statement| statement.document.as_str()),
            ),
            actors: actors(&heap, links),
            propositions: order(&heap)
                .into_iter()
                .map(|topic| Proposition {
                    id: topic.id.clone(),
                    label: topic.sentence.clone(),
                    link: links.proposition(&topic.id),
                })
                .collect(),
            positions: heap.iter().map(|(key, statements)| self.position(key, statements, links)).collect(),
        }
    }

    fn heap(&self, filters: &Filters) -> Heap<'_> {
        let mut heap = Heap::new();
        for statement in self.statements.iter().filter(|s| filters.says(s)) {
            for party in statement.counts_for.iter().filter(|p| filters.actor(&p.id)) {
                let key = (party, &statement.topic, statement.stance, statement.grade());
                heap.entry(key).or_default().push(statement);
            }
        }
        // What the actor says itself needs nobody who reports or alleges it.
        let stated: Vec<_> = heap
            .keys()
            .filter(|(.., grade)| *grade == Grade::Stated)
            .map(|(party, topic, stance, _)| (*party, *topic, *stance))
            .collect();
        heap.retain(|(party, topic, stance, grade), _| {
            *grade == Grade::Stated || !stated.contains(&(*party, *topic, *stance))
        });
        heap
    }

    fn position(
        &self,
        (party, topic, stance, grade): &(&Party, &Topic, Stance, Grade),
        statements: &[&StatementRow],
        links: &Links,
    ) -> Position {
        let best = best(statements);
        Position {
            actor: party.id.clone(),
            proposition: topic.id.clone(),
            stance: *stance,
            grade: *grade,
            utterances: utterances(statements),
            documents: distinct(statements.iter().map(|s| s.document.as_str())),
            ascribed_by: if *grade == Grade::Stated { Vec::new() } else { self.by_frequency(statements) },
            quote: best.map(|statement| self.quote(statement)),
            link: links.position(self, (&party.id, &topic.id), best),
        }
    }

    /// Those who ascribe statements, the most frequent first.
    pub(super) fn by_frequency(&self, statements: &[&StatementRow]) -> Vec<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in statements.iter().flat_map(|s| self.ascribers(s)) {
            *counts.entry(name).or_default() += 1;
        }
        let mut names: Vec<(String, usize)> = counts.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        names.into_iter().map(|(name, _)| name).collect()
    }
}

/// The statement whose words read best.
pub(super) fn best<'s>(statements: &[&'s StatementRow]) -> Option<&'s StatementRow> {
    statements.iter().copied().min_by_key(|s| s.quality())
}

/// How many speech acts statements are.
pub(super) fn utterances(statements: &[&StatementRow]) -> u32 {
    distinct(statements.iter().map(|statement| statement.speech()))
}

/// The actors, those with most speech acts first.
fn actors(heap: &Heap<'_>, links: &Links) -> Vec<Actor> {
    let mut weights: BTreeMap<&Party, u32> = BTreeMap::new();
    for ((party, ..), statements) in heap {
        *weights.entry(party).or_default() += utterances(statements);
    }
    let mut parties: Vec<(&Party, u32)> = weights.into_iter().collect();
    parties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.label.cmp(&b.0.label)));
    parties.into_iter().map(|(party, _)| actor(party, links)).collect()
}

/// An actor as drawings take it.
pub(super) fn actor(party: &Party, links: &Links) -> Actor {
    Actor { id: party.id.clone(), label: capital(&party.label), kind: party.kind.clone(), link: links.actor(&party.id) }
}

/// The propositions: the contested ones first, then those with most speech acts.
fn order<'s>(heap: &Heap<'s>) -> Vec<&'s Topic> {
    let mut weights: BTreeMap<&Topic, (bool, bool, u32)> = BTreeMap::new();
    for ((_, topic, stance, _), statements) in heap {
        let entry = weights.entry(topic).or_default();
        entry.0 |= *stance == Stance::Support;
        entry.1 |= *stance == Stance::Oppose;
        entry.2 += utterances(statements);
    }
    let mut topics: Vec<(&Topic, (bool, bool, u32))> = weights.into_iter().collect();
    topics.sort_by(|(a, (for_a, against_a, n)), (b, (for_b, against_b, m))| {
        (*for_b && *against_b).cmp(&(*for_a && *against_a)).then_with(|| m.cmp(n)).then_with(|| a.short.cmp(&b.short))
    });
    topics.into_iter().map(|(topic, _)| topic).collect()
}
