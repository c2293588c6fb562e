//! Statements found against gold: for each document, who stands where on what.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    agreement::Agreement,
    calibration::{Calibration, Counts},
    scores::Score,
};
use crate::model::{Slug, Stance, Statement};

/// A document's statements, gold and found.
#[derive(Debug, Clone, Copy)]
pub struct CodedDocument<'d> {
    /// Its id.
    pub id: &'d str,
    /// What should have been found.
    pub gold: &'d [Statement],
    /// What was found.
    pub found: &'d [Statement],
}

/// What went wrong with one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementError {
    /// "inverted", "spurious" or "missed".
    pub what: &'static str,
    /// The document.
    pub document: String,
    /// Whose stance.
    pub actor: Slug,
    /// On what.
    pub proposition: Slug,
    /// The stance that was found, or should have been.
    pub stance: Stance,
    /// The first code point of its evidence.
    pub start: usize,
    /// The rule that found it.
    pub rule: Option<String>,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementScores {
    /// Actor, proposition and stance, once a document.
    pub all: Score,
    /// Actor and proposition, whatever the stance.
    pub topics: Score,
    /// Found with the opposite sign of every gold statement of that actor on that proposition.
    pub inverted: usize,
    /// Macro-averaged F1 of the stance, given actor and proposition, 0 to 1.
    pub stance_macro_f1: f64,
    /// By stance.
    pub by_stance: BTreeMap<String, Score>,
    /// By proposition.
    pub by_proposition: BTreeMap<String, Score>,
    /// By document.
    pub by_document: BTreeMap<String, Score>,
    /// By the rule that found it; only what was found and hits.
    pub by_rule: BTreeMap<String, Score>,
    /// How often what was found is right, by its confidence; `None` if nothing found has one.
    pub calibration: Option<Calibration>,
    /// Agreement where both coded the same actor on the same proposition.
    pub agreement: Vec<Agreement>,
    /// What went wrong, inverted signs first.
    pub errors: Vec<StatementError>,
}

type Key<'s> = (&'s Slug, &'s Slug, Stance);

/// Scores what was found in documents.
#[must_use]
pub fn score_statements(documents: &[CodedDocument<'_>]) -> StatementScores {
    let mut scores = StatementScores {
        all: Score::default(),
        topics: Score::default(),
        inverted: 0,
        stance_macro_f1: 0.0,
        by_stance: BTreeMap::new(),
        by_proposition: BTreeMap::new(),
        by_document: BTreeMap::new(),
        by_rule: BTreeMap::new(),
        calibration: None,
        agreement: Vec::new(),
        errors: Vec::new(),
    };
    let mut given: BTreeMap<Stance, Score> = BTreeMap::new();
    let mut confidence = Counts::default();
    for document in documents {
        scores.add(document, &mut given, &mut confidence);
    }
    scores.calibration = confidence.calibration();
    let classes: Vec<f64> = given.values().map(Score::f1).collect();
    if !classes.is_empty() {
        scores.stance_macro_f1 = classes.iter().sum::<f64>() / classes.len() as f64;
    }
    scores.agreement = super::agreement::of_statements(documents);
    let rank = |what: &str| ["inverted", "spurious", "missed"].iter().position(|w| *w == what);
    scores.errors.sort_by(|a, b| (rank(a.what), &a.document, a.start).cmp(&(rank(b.what), &b.document, b.start)));
    scores
}

impl StatementScores {
    fn add(&mut self, document: &CodedDocument<'_>, given: &mut BTreeMap<Stance, Score>, confidence: &mut Counts) {
        let gold = keys(document.gold);
        let found = keys(document.found);
        let mut count = |key: &Key<'_>, of: fn(&mut Score)| {
            of(&mut self.all);
            of(self.by_stance.entry(key.2.to_string()).or_default());
            of(self.by_proposition.entry(key.1.to_string()).or_default());
            of(self.by_document.entry(document.id.to_owned()).or_default());
        };
        for key in gold.keys() {
            count(key, |score| score.gold += 1);
        }
        for key in found.keys() {
            count(key, |score| score.found += 1);
            if gold.contains_key(key) {
                count(key, |score| score.hits += 1);
            }
        }
        self.topics(&gold, &found, given);
        for (key, statement) in &found {
            let hit = gold.contains_key(key);
            confidence.add(statement.confidence, hit);
            if let Some(rule) = &statement.rule {
                let score = self.by_rule.entry(rule.clone()).or_default();
                score.found += 1;
                score.hits += usize::from(hit);
            }
            if !hit {
                let inverted = is_inverted(key, &gold);
                self.inverted += usize::from(inverted);
                let what = if inverted { "inverted" } else { "spurious" };
                self.errors.push(error(what, document.id, statement));
            }
        }
        for (key, statement) in &gold {
            if !found.contains_key(key) && !is_inverted(key, &found) {
                self.errors.push(error("missed", document.id, statement));
            }
        }
    }

    /// Actor and proposition alone, and the stance where both have them.
    fn topics(
        &mut self,
        gold: &BTreeMap<Key<'_>, &Statement>,
        found: &BTreeMap<Key<'_>, &Statement>,
        given: &mut BTreeMap<Stance, Score>,
    ) {
        let topics = |keys: &BTreeMap<Key<'_>, &Statement>| -> BTreeSet<(Slug, Slug)> {
            keys.keys().map(|key| (key.0.clone(), key.1.clone())).collect()
        };
        let (gold_topics, found_topics) = (topics(gold), topics(found));
        self.topics.gold += gold_topics.len();
        self.topics.found += found_topics.len();
        for topic in gold_topics.intersection(&found_topics) {
            self.topics.hits += 1;
            let of = |keys: &BTreeMap<Key<'_>, &Statement>| -> BTreeSet<Stance> {
                keys.keys().filter(|key| *key.0 == topic.0 && *key.1 == topic.1).map(|key| key.2).collect()
            };
            let (gold, found) = (of(gold), of(found));
            for stance in &gold {
                given.entry(*stance).or_default().gold += 1;
            }
            for stance in &found {
                let score = given.entry(*stance).or_default();
                score.found += 1;
                score.hits += usize::from(gold.contains(stance));
            }
        }
    }
}

/// Each triple once, with the first statement that has it.
fn keys(statements: &[Statement]) -> BTreeMap<Key<'_>, &Statement> {
    let mut keys = BTreeMap::new();
    for statement in statements {
        keys.entry((&statement.actor, &statement.proposition, statement.stance)).or_insert(statement);
    }
    keys
}

fn is_inverted(key: &Key<'_>, others: &BTreeMap<Key<'_>, &Statement>) -> bool {
    let opposite = match key.2 {
        Stance::Support => Stance::Oppose,
        Stance::Oppose => Stance::Support,
        Stance::Conditional => return false,
    };
    !others.contains_key(key) && others.contains_key(&(key.0, key.1, opposite))
}

fn error(what: &'static str, document: &str, statement: &Statement) -> StatementError {
    StatementError {
        what,
        document: document.to_owned(),
        actor: statement.actor.clone(),
        proposition: statement.proposition.clone(),
        stance: statement.stance,
        start: statement.evidence.first().map_or(0, |span| span.start),
        rule: statement.rule.clone(),
    }
}
