//! Who demands of, refuses, criticises, praises, warns whom: speech acts added up for each pair.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Filters, Links, Party, StatementRow, Survey,
    caption::many,
    distinct,
    stances::{actor, best, utterances},
};
use crate::diagram::{
    Grade,
    relations::{Attitude, Form, Relation, Relations},
};

type Acts<'s> = BTreeMap<(&'s Party, &'s Party, Form, Grade), Vec<&'s StatementRow>>;

/// What goes onto one line: acts of one pair that mean as well or as ill and are as well attested.
type Line<'s> = (&'s Party, &'s Party, Attitude, Grade);
type Lines<'s> = BTreeMap<Line<'s>, Vec<(Form, &'s StatementRow)>>;

impl Survey {
    /// What actors do to each other by speaking. What an actor says itself needs nobody who reports or alleges it;
    /// forms of one pair that mean as well or as ill and are as well attested share a line.
    #[must_use]
    pub fn relations(&self, filters: &Filters, links: &Links) -> Relations {
        let mut lines = Lines::new();
        for ((from, to, form, grade), statements) in self.acts(filters) {
            lines
                .entry((from, to, form.usual_attitude(), grade))
                .or_default()
                .extend(statements.into_iter().map(|statement| (form, statement)));
        }
        let relations: Vec<Relation> = lines
            .iter()
            .map(|((from, to, attitude, grade), acts)| self.relation(from, to, (*attitude, *grade), acts, links))
            .filter(|relation| filters.enough(relation.utterances))
            .collect();
        let ends: BTreeSet<&Party> = lines.keys().flat_map(|(from, to, ..)| [*from, *to]).collect();
        let kept = |(from, to, attitude, grade): &Line<'_>| {
            relations.iter().any(|r| (&r.from, &r.to, r.attitude, r.grade) == (&from.id, &to.id, *attitude, *grade))
        };
        let behind: Vec<&StatementRow> = lines
            .iter()
            .filter(|(key, _)| kept(key))
            .flat_map(|(_, acts)| acts.iter().map(|(_, statement)| *statement))
            .collect();
        Relations {
            caption: self.caption(
                "Who speaks to whom, and how",
                vec![many(utterances(&behind) as usize, "utterance", "utterances")],
                filters,
                behind.iter().map(|statement| statement.document.as_str()),
            ),
            actors: ends.into_iter().map(|party| actor(party, links)).collect(),
            relations,
        }
    }

    /// The speech acts of each pair: in the actor's own words, or else as reported and as alleged.
    fn acts(&self, filters: &Filters) -> Acts<'_> {
        let mut acts = Acts::new();
        for statement in self.statements.iter().filter(|s| filters.says(s)) {
            let Some(form) = statement.form else {
                continue;
            };
            let from = &statement.actor;
            // To announce or argue something about somebody is no act towards them.
            let about = match form {
                Form::Announce | Form::Argue | Form::Legislate => &[],
                _ => statement.targets.as_slice(),
            };
            let ends = statement.addressees.iter().chain(about);
            let ends: BTreeSet<&Party> = ends.filter(|to| to.id != from.id).collect();
            for to in ends {
                if filters.actor(&from.id) || filters.actor(&to.id) {
                    let key = (from, to, form, statement.grade());
                    acts.entry(key).or_default().push(statement);
                }
            }
        }
        let stated: BTreeSet<(&str, &str, Form)> = acts
            .keys()
            .filter(|(.., grade)| *grade == Grade::Stated)
            .map(|(from, to, form, _)| (from.id.as_str(), to.id.as_str(), *form))
            .collect();
        acts.retain(|(from, to, form, grade), _| {
            *grade == Grade::Stated || !stated.contains(&(&from.id, &to.id, *form))
        });
        acts
    }

    fn relation(
        &self,
        from: &Party,
        to: &Party,
        (attitude, grade): (Attitude, Grade),
        acts: &[(Form, &StatementRow)],
        links: &Links,
    ) -> Relation {
        let statements: Vec<&StatementRow> = acts.iter().map(|(_, statement)| *statement).collect();
        let mut forms: Vec<Form> = acts.iter().map(|(form, _)| *form).collect();
        forms.sort_unstable();
        forms.dedup();
        let mut topics: Vec<&str> = statements.iter().map(|s| s.topic.short.as_str()).collect();
        topics.sort_unstable();
        topics.dedup();
        let best = best(&statements);
        Relation {
            from: from.id.clone(),
            to: to.id.clone(),
            forms,
            attitude,
            grade,
            utterances: utterances(&statements),
            documents: distinct(statements.iter().map(|s| s.document.as_str())),
            about: Some(topics.join("; ")),
            quote: best.map(|statement| self.quote(statement)),
            link: best.and_then(|statement| links.statement(self, statement)),
        }
    }
}
