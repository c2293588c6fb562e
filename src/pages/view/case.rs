//! The case as a whole: what it is about, where the sources disagree, who is missing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{DocumentEntry, FactView, Named, PositionView, PropositionEntry, StatementView};
use crate::{
    diagram::survey::{self, Filters, Finding, Survey},
    pages::reading::Reading,
    query,
};

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Statements.
    pub statements: usize,
    /// Speech acts.
    pub utterances: usize,
    /// Actors who take a stance.
    pub actors: usize,
    /// Propositions on which one is taken.
    pub propositions: usize,
}

/// A question of fact that the sources answer differently.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Dispute {
    /// The events it is about.
    pub events: Vec<Named>,
    /// The property asked for.
    pub property: String,
    /// The question: "When does the order take effect?"
    pub question: String,
    /// The answers, those of most documents first.
    pub answers: Vec<DisputeAnswer>,
    /// What explains the difference, if something does.
    pub note: Option<String>,
}

/// One answer, and who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DisputeAnswer {
    /// The answer in words.
    pub value: String,
    /// The facts behind it.
    pub facts: Vec<FactView>,
}

impl Dispute {
    /// All of them, those that most documents tell of first.
    #[must_use]
    pub fn all(reading: &Reading) -> Vec<Self> {
        let survey = &reading.survey;
        let event =
            |id: &str| Named::new(id, survey.event(id).map_or_else(|| id.to_owned(), |event| event.label.clone()));
        survey::disputes(survey)
            .into_iter()
            .map(|dispute| Self {
                events: dispute.events.iter().map(|id| event(id)).collect(),
                property: dispute.property.to_owned(),
                answers: dispute
                    .readings
                    .iter()
                    .map(|answer| DisputeAnswer {
                        value: answer.value.clone(),
                        facts: answer.facts.iter().filter_map(|fact| FactView::of(reading, &fact.id)).collect(),
                    })
                    .collect(),
                question: dispute.question,
                note: dispute.note,
            })
            .collect()
    }
}

/// An actor's words beside deeds that others report of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contrast {
    /// The actor's name.
    pub actor: String,
    /// What it is about, as a sentence.
    pub about: String,
    /// What the actor says.
    pub words: Vec<ContrastTelling>,
    /// What others report that it did.
    pub deeds: Vec<ContrastTelling>,
}

/// Something told, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContrastTelling {
    /// What is told, in words.
    pub text: String,
    /// The words behind it, where they are told best.
    pub quote: String,
    /// The statements that tell it: ids, with their documents' names.
    pub statements: Vec<Named>,
    /// The documents that report it: ids, with their names.
    pub documents: Vec<Named>,
}

impl Contrast {
    /// All of them, by actor.
    #[must_use]
    pub fn all(reading: &Reading) -> Vec<Self> {
        let tellings = |tellings: Vec<survey::Telling<'_>>| -> Vec<ContrastTelling> {
            tellings.iter().map(|telling| ContrastTelling::of(reading, telling)).collect()
        };
        survey::contrasts(&reading.survey)
            .into_iter()
            .map(|contrast| Self {
                actor: contrast.actor.to_owned(),
                about: contrast.about,
                words: tellings(contrast.words),
                deeds: tellings(contrast.deeds),
            })
            .collect()
    }
}

impl ContrastTelling {
    fn of(reading: &Reading, telling: &survey::Telling<'_>) -> Self {
        let quote = match telling.findings.first() {
            Some(Finding::Statement(statement)) => statement.quote.clone(),
            Some(Finding::Fact(fact)) => fact.quote.clone(),
            None => String::new(),
        };
        let (mut statements, mut documents) = (Vec::new(), Vec::new());
        for finding in &telling.findings {
            let document = Named::new(finding.document(), reading.document_label(finding.document()));
            if let Finding::Statement(statement) = finding {
                statements.push(Named::new(&statement.id, &document.label));
            }
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
        Self { text: telling.text.clone(), quote, statements, documents }
    }
}

/// A kind of stakeholder of which nobody states a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Silence {
    /// The kind.
    pub kind: String,
    /// "no position recorded" or "only reported or alleged".
    pub finding: String,
    /// How many of this kind play a part.
    pub mentioned: u32,
    /// Who they are, in one line.
    pub actors: String,
}

/// What happened afterwards, from outside the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Epilogue {
    /// What happened.
    pub text: String,
    /// Where it can be read.
    pub sources: Vec<String>,
}

/// The case as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CaseView {
    /// Its title.
    pub title: String,
    /// The IRI under which everything of the case is named.
    pub base: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: String,
    /// The licence of its texts and codings.
    pub licence: Option<String>,
    /// Who coded it, and who or what that is.
    pub coders: Vec<Named>,
    /// How much there is.
    pub counts: Counts,
    /// Who stands where.
    pub positions: Vec<PositionView>,
    /// What is contested: propositions with voices on both sides, the most spoken of first.
    pub contested: Vec<PropositionEntry>,
    /// What was said last, newest first; at most five speech acts.
    pub newest: Vec<StatementView>,
    /// On what the sources disagree.
    pub disputes: Vec<Dispute>,
    /// Words against deeds.
    pub contrasts: Vec<Contrast>,
    /// Who is missing.
    pub silences: Vec<Silence>,
    /// What happened afterwards.
    pub epilogue: Option<Epilogue>,
    /// The documents.
    pub documents: Vec<DocumentEntry>,
}

/// How many speech acts are shown as the newest.
const NEWEST: usize = 5;

impl CaseView {
    /// The case.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let manifest = &reading.case.manifest;
        let tally = Survey::tally(&reading.survey.statements);
        let mut contested = PropositionEntry::all(reading);
        contested.retain(|entry| entry.heard.support > 0 && entry.heard.oppose > 0);
        let note = |name: &crate::model::Slug| {
            manifest.coders.get(name).and_then(|coder| coder.note.clone()).unwrap_or_default()
        };
        Self {
            title: manifest.title.clone(),
            base: manifest.base.clone(),
            description: manifest.description.clone(),
            language: manifest.language.clone().unwrap_or_else(|| "en".to_owned()),
            licence: manifest.licence.clone(),
            coders: reading.coders().into_iter().map(|name| Named::new(name.as_str(), note(name))).collect(),
            counts: Counts {
                documents: reading.case.documents.len(),
                statements: tally.statements,
                utterances: tally.utterances,
                actors: tally.actors,
                propositions: tally.propositions,
            },
            positions: PositionView::all(reading, &Filters::default()),
            contested,
            newest: newest(reading),
            disputes: Dispute::all(reading),
            contrasts: Contrast::all(reading),
            silences: silences(reading),
            epilogue: manifest
                .epilogue
                .as_ref()
                .map(|epilogue| Epilogue { text: epilogue.text.clone(), sources: epilogue.source.clone() }),
            documents: DocumentEntry::all(reading),
        }
    }
}

/// The statements last made, one for each speech act, in whichever document tells it best.
fn newest(reading: &Reading) -> Vec<StatementView> {
    let dated = |row: &survey::StatementRow| super::date_text(row.date);
    let mut rows: Vec<_> = reading.survey.statements.iter().filter(|row| dated(row).is_some()).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(dated(row)), row.quality()));
    let mut acts: Vec<&str> = Vec::new();
    let mut newest = Vec::new();
    for row in rows {
        if newest.len() == NEWEST {
            break;
        }
        if !acts.contains(&row.speech()) {
            acts.push(row.speech());
            newest.extend(StatementView::of(reading, &row.id));
        }
    }
    newest
}

/// What the catalogue's query `silent` answers.
fn silences(reading: &Reading) -> Vec<Silence> {
    let answer = query::find("silent").and_then(|query| query.run(reading.graph.store(), &BTreeMap::new()).ok());
    let Some(answer) = answer else {
        return Vec::new();
    };
    answer
        .records()
        .map(|row| Silence {
            kind: row.text_or_empty("kindLabel"),
            finding: row.text_or_empty("finding"),
            mentioned: row.number("mentioned"),
            actors: row.text_or_empty("actors"),
        })
        .collect()
}
