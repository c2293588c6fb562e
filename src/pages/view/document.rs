//! A document with everything that was found in it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, Passage, StatementView, statement::passages};
use crate::{
    diagram::survey::AttributionRow,
    model::{ClosedList as _, Span, TextKind},
    pages::reading::{Reading, basis},
};

/// A document with its text and what was found in it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// What it is called in a line of text.
    pub label: String,
    /// The headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published: 2015-11-30, 2015-11, 2015.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The licence of the text that is kept here.
    pub licence: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether the text is a summary in the case's own words.
    pub summary: bool,
    /// Where the bibliographic data come from.
    pub note: Option<String>,
    /// The text. Offsets count its Unicode code points from 0.
    pub text: String,
    /// Who coded it, of those whose annotations count.
    pub coders: Vec<String>,
    /// Who says what, in the order of the text.
    pub attributions: Vec<AttributionView>,
    /// Who stands where, in the order of the text.
    pub statements: Vec<StatementView>,
    /// What it says of events, in the order of the text.
    pub facts: Vec<FactView>,
}

/// A passage in which somebody is said to have said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AttributionView {
    /// Its id.
    pub id: String,
    /// Who speaks, if known.
    pub speaker: Option<Named>,
    /// Who speaks, as the text has it, or whatever else is known.
    pub who: String,
    /// The speaker's role as the text gives it.
    pub role: Option<String>,
    /// Whom the speaker speaks for.
    pub speaks_for: Option<Named>,
    /// The words that say that it is said.
    pub cue: Option<String>,
    /// direct, mixed or indirect.
    pub directness: String,
    /// The cited work that the words come from.
    pub work: Option<String>,
    /// The attribution around this one.
    pub within: Option<String>,
    /// What is said.
    pub content: Vec<Offsets>,
}

/// A pair of offsets in code points: first character, character after the last.
type Offsets = (usize, usize);

/// What a document says of an event.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FactView {
    /// Its id.
    pub id: String,
    /// The event.
    pub event: Named,
    /// The property: occurred, date, effective-date, agent, addressee, reason, in-response-to, number.
    pub property: String,
    /// The value as it stands in files.
    pub value: String,
    /// The value in words.
    pub value_label: String,
    /// The document that says so.
    pub document: Named,
    /// Who vouches for it within the document; nobody means the document itself.
    pub holder: Option<Named>,
    /// The words behind it.
    pub quote: String,
    /// Where they stand.
    pub passages: Vec<Passage>,
    /// Whether other facts contradict it.
    pub disputed: bool,
    /// By which rule.
    pub rule: Option<String>,
    /// How sure the coder is, 0 to 1.
    pub confidence: Option<f64>,
}

impl FactView {
    /// A reported fact by its id.
    #[must_use]
    pub fn of(reading: &Reading, id: &str) -> Option<Self> {
        let row = reading.survey.fact(id)?;
        let (_, told) = reading.told(id)?;
        let conflicts = &reading.survey.conflicts;
        Some(Self {
            id: row.id.clone(),
            event: Named::new(
                &row.event,
                reading.survey.event(&row.event).map_or_else(|| row.event.clone(), |event| event.label.clone()),
            ),
            property: row.property.clone(),
            value: row.value.clone(),
            value_label: crate::diagram::survey::value_words(row),
            document: Named::new(&row.document, reading.document_label(&row.document)),
            holder: row.holder.as_ref().map(Named::from),
            quote: row.quote.clone(),
            passages: passages(reading, id),
            disputed: conflicts.iter().any(|conflict| conflict.fact == row.id || conflict.other == row.id),
            rule: told.rule.clone(),
            confidence: told.confidence,
        })
    }
}

impl DocumentView {
    /// A document by its id.
    #[must_use]
    pub fn of(reading: &Reading, id: &str) -> Option<Self> {
        let document = reading.case.documents.get(id)?;
        let row = reading.survey.document(id)?;
        let mut statements = StatementView::all(reading, |statement| statement.document == id);
        statements.sort_by_key(|statement| statement.passages.first().map_or((0, 0), |p| (p.start, p.end)));
        let facts = reading.survey.facts.iter().filter(|fact| fact.document == id);
        let mut facts: Vec<FactView> = facts.filter_map(|fact| FactView::of(reading, &fact.id)).collect();
        facts.sort_by_key(|fact| fact.passages.first().map_or((0, 0), |p| (p.start, p.end)));
        Some(Self {
            id: id.to_owned(),
            label: row.label(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            authors: document.authors.clone(),
            date: document.date.map(|date| date.to_string()),
            url: row.url.as_ref().map(|link| link.as_str().to_owned()),
            licence: document.licence.clone(),
            language: document.language.clone(),
            summary: document.text_kind == TextKind::Summary,
            note: document.source_note.clone(),
            text: document.text.clone(),
            coders: reading.sets_of(id).map(|set| set.coder.name.to_string()).collect(),
            attributions: attributions(reading, id),
            statements,
            facts,
        })
    }
}

fn attributions(reading: &Reading, document: &str) -> Vec<AttributionView> {
    let mut found: Vec<AttributionView> = Vec::new();
    for set in reading.sets_of(document) {
        for coded in &set.attributions {
            // The graph has the same attribution once, however many coders found it.
            if found.iter().any(|known| known.id == coded.id) {
                continue;
            }
            let row = reading.attribution(&coded.id);
            let speaker = coded.speaker.as_ref().map(|id| Named::new(id.as_str(), reading.actor_label(id.as_str())));
            found.push(AttributionView {
                id: coded.id.clone(),
                who: speaker
                    .as_ref()
                    .map(|speaker| speaker.label.clone())
                    .or_else(|| coded.speaker_label.clone())
                    .unwrap_or_else(|| "somebody".to_owned()),
                speaker,
                role: coded.role.clone(),
                speaks_for: coded
                    .speaks_for
                    .as_ref()
                    .map(|id| Named::new(id.as_str(), reading.actor_label(id.as_str()))),
                cue: row.and_then(|row: &AttributionRow| row.cue.clone()),
                directness: coded.directness.id().to_owned(),
                work: row.and_then(|row| row.work.as_ref().map(|(_, label)| label.clone())),
                within: basis(set, coded.within).map(|around| around.id.clone()),
                content: coded.content.iter().copied().map(<(usize, usize)>::from).collect(),
            });
        }
    }
    found.sort_by_key(|attribution| {
        attribution.content.first().map_or((0, 0), |&(start, end)| (start, usize::MAX - end))
    });
    found
}

impl AttributionView {
    /// What is said, as spans.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.content.iter().map(|&(start, end)| Span::new(start, end))
    }
}
