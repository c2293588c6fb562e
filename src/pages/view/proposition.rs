//! A proposition with who is for and against it, in which words and for which reasons.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, StatementView};
use crate::{
    diagram::{
        Position, Positions,
        survey::{Filters, Links},
    },
    model::Slug,
    pages::reading::Reading,
};

/// What the statements of one actor on one proposition add up to, one way and in one voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PositionView {
    /// Whose position it is.
    pub actor: Named,
    /// The actor's kind.
    pub kind: String,
    /// What it is on, as a sentence.
    pub proposition: Named,
    /// support, oppose or conditional.
    pub stance: String,
    /// How well it is attested: stated, reported, alleged.
    pub grade: String,
    /// The same in words: "alleged by BlackBerry".
    pub voice: String,
    /// How many speech acts it rests on.
    pub utterances: u32,
    /// How many documents report them.
    pub documents: u32,
    /// The best words for it.
    pub quote: Option<String>,
    /// Where they stand.
    pub source: Option<String>,
}

impl PositionView {
    /// The positions that filters leave, in the order of drawings.
    #[must_use]
    pub fn all(reading: &Reading, filters: &Filters) -> Vec<Self> {
        let positions = reading.survey.positions(filters, &Links::Source);
        positions.positions.iter().map(|position| Self::of(&positions, position)).collect()
    }

    fn of(all: &Positions, position: &Position) -> Self {
        let actor = all.actors.iter().find(|actor| actor.id == position.actor);
        let proposition = all.propositions.iter().find(|proposition| proposition.id == position.proposition);
        Self {
            actor: Named::new(&position.actor, actor.map_or(&position.actor, |actor| &actor.label)),
            kind: actor.map(|actor| actor.kind.clone()).unwrap_or_default(),
            proposition: Named::new(
                &position.proposition,
                proposition.map_or(&position.proposition, |proposition| &proposition.label),
            ),
            stance: position.stance.name().to_owned(),
            grade: position.grade.name().to_owned(),
            voice: position.voice(),
            utterances: position.utterances,
            documents: position.documents,
            quote: position.quote.as_ref().map(|quote| quote.text.clone()),
            source: position.quote.as_ref().map(|quote| quote.source.clone()),
        }
    }

    /// "2 utterances in 5 documents".
    #[must_use]
    pub fn tally(&self) -> String {
        use crate::diagram::text::count;
        format!(
            "{} in {}",
            count(self.utterances, "utterance", "utterances"),
            count(self.documents, "document", "documents")
        )
    }
}

/// A reason that is given or rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReasonView {
    /// The reason.
    pub frame: Named,
    /// Whether it is rejected.
    pub rejected: bool,
    /// The stance that it is given for (or rejected with).
    pub stance: String,
    /// Who gives it.
    pub actors: Vec<Named>,
}

/// A proposition with the positions and statements on it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PropositionView {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub label: String,
    /// The sentence.
    pub sentence: String,
    /// What falls under it and what does not.
    pub definition: Option<String>,
    /// The theme it belongs to.
    pub issue: Option<Named>,
    /// The broader proposition.
    pub broader: Option<Named>,
    /// The narrower ones.
    pub narrower: Vec<Named>,
    /// Who stands where.
    pub positions: Vec<PositionView>,
    /// Why.
    pub reasons: Vec<ReasonView>,
    /// In which words, those that read best first.
    pub statements: Vec<StatementView>,
}

impl PropositionView {
    /// A proposition by its id.
    #[must_use]
    pub fn of(reading: &Reading, id: &str) -> Option<Self> {
        let codebook = &reading.case.codebooks.merged;
        let known = codebook.propositions.get(id)?;
        let short = |id: &Slug| {
            let other = codebook.propositions.get(id);
            Named::new(id.as_str(), other.map_or_else(|| id.to_string(), |other| other.short_label().to_owned()))
        };
        let statements = StatementView::all(reading, |statement| statement.topic.id == id);
        let filters = Filters { propositions: vec![id.to_owned()], ..Filters::default() };
        Some(Self {
            id: id.to_owned(),
            label: known.short_label().to_owned(),
            sentence: known.label.clone(),
            definition: known.definition.clone(),
            issue: known.issue.as_ref().map(|issue| {
                let label = codebook.issues.get(issue).map_or_else(|| issue.to_string(), |issue| issue.label.clone());
                Named::new(issue.as_str(), label)
            }),
            broader: known.broader.as_ref().map(short),
            narrower: codebook
                .propositions
                .values()
                .filter(|other| other.broader.as_ref().is_some_and(|broader| broader.as_str() == id))
                .map(|other| short(&other.id))
                .collect(),
            positions: PositionView::all(reading, &filters),
            reasons: reasons(&statements),
            statements,
        })
    }
}

fn reasons(statements: &[StatementView]) -> Vec<ReasonView> {
    let mut found: BTreeMap<(&str, bool, &Named), Vec<Named>> = BTreeMap::new();
    for statement in statements {
        for (frames, rejected) in [(&statement.frames, false), (&statement.frames_rejected, true)] {
            for frame in frames {
                let actors = found.entry((&statement.stance, rejected, frame)).or_default();
                if !actors.contains(&statement.actor) {
                    actors.push(statement.actor.clone());
                }
            }
        }
    }
    let mut reasons: Vec<ReasonView> = found
        .into_iter()
        .map(|((stance, rejected, frame), mut actors)| {
            actors.sort();
            ReasonView { frame: frame.clone(), rejected, stance: stance.to_owned(), actors }
        })
        .collect();
    reasons.sort_by_key(|reason| {
        (reason.stance != "support", reason.stance.clone(), reason.rejected, std::cmp::Reverse(reason.actors.len()))
    });
    reasons
}
