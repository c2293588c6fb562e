//! One statement with everything that is known of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, date_text, named};
use crate::{
    diagram::{
        survey::{AttributionRow, StatementRow},
        text::list,
    },
    model::{ClosedList as _, Modality, Slug, Stance},
    pages::reading::Reading,
    render::report::around,
};

/// A passage of a document. Offsets count Unicode code points of the text after the front matter from 0; the end is
/// exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Passage {
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// Its words.
    pub exact: String,
    /// Whether the words are the source's own; false for a summary in the case's words.
    pub verbatim: bool,
}

/// One through whom a statement reached the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hand {
    /// Who it is, as an actor; nobody where the text does not say, and for the document itself.
    pub actor: Option<Named>,
    /// What to call it: "Marty Beard, chief operating officer".
    pub label: String,
    /// The words that say that it is said: "said".
    pub cue: Option<String>,
    /// How the words are passed on: direct, mixed, indirect; nothing for the document itself.
    pub directness: Option<String>,
    /// The cited work that the words come from.
    pub work: Option<String>,
}

/// A statement: one actor expresses one stance on one proposition in one document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatementView {
    /// Its id.
    pub id: String,
    /// The document it stands in.
    pub document: Named,
    /// Whose stance it is.
    pub actor: Named,
    /// The actor's kind.
    pub kind: String,
    /// Through whom it spoke, with the role.
    pub spokesperson: Option<String>,
    /// What the stance is on, by its short name.
    pub proposition: Named,
    /// The proposition as a sentence.
    pub sentence: String,
    /// support, oppose or conditional.
    pub stance: String,
    /// Which way a conditional stance leans.
    pub leaning: Option<String>,
    /// The condition in words.
    pub condition: Option<String>,
    /// The kind of speech act.
    pub form: Option<String>,
    /// In whose voice: own-words, reported, alleged, unattributed.
    pub modality: String,
    /// The same in words: "alleged by BlackBerry".
    pub voice: String,
    /// How firmly it is put.
    pub commitment: String,
    /// Who puts it in the actor's mouth.
    pub ascribed_by: Vec<Named>,
    /// Whom the actor speaks to.
    pub addressees: Vec<Named>,
    /// Whom the actor speaks about.
    pub targets: Vec<Named>,
    /// Reasons given.
    pub frames: Vec<Named>,
    /// Reasons rejected.
    pub frames_rejected: Vec<Named>,
    /// When it was said, as precisely as is known: 2015-11-30, 2015-11, 2015.
    pub date: Option<String>,
    /// The speech act, which several documents may report.
    pub utterance: Option<Named>,
    /// The same speech act in other documents: the statement's id, and what the document is called.
    pub also: Vec<Named>,
    /// The words behind it, in one line.
    pub quote: String,
    /// What stands before them in their paragraph.
    pub before: String,
    /// What stands after them.
    pub after: String,
    /// Whether some of the words are those of a summary.
    pub summary: bool,
    /// Where the words stand.
    pub passages: Vec<Passage>,
    /// Through whose hands the words came, the nearest to the actor first, the document last.
    pub hands: Vec<Hand>,
    /// Who coded it.
    pub coder: String,
    /// Whether the coder is a program.
    pub machine: bool,
    /// By which rule.
    pub rule: Option<String>,
    /// How sure the coder is, 0 to 1.
    pub confidence: Option<f64>,
    /// A coder's remark.
    pub note: Option<String>,
}

impl StatementView {
    /// A statement by its id.
    #[must_use]
    pub fn of(reading: &Reading, id: &str) -> Option<Self> {
        let (set, coded) = reading.coded(id)?;
        let row = reading.row(id)?;
        let passages = passages(reading, id);
        let text = reading.case.documents.get(row.document.as_str()).map(|document| document.text.as_str());
        let (before, after) = match (text, passages.first(), passages.last()) {
            (Some(text), Some(first), Some(last)) => {
                (around(text, first.start, first.end).0, around(text, last.start, last.end).1)
            }
            _ => (String::new(), String::new()),
        };
        let frames = |ids: &[Slug]| -> Vec<Named> {
            let known = &reading.case.codebooks.merged.frames;
            let label = |id: &Slug| known.get(id).map_or_else(|| id.to_string(), |frame| frame.label.clone());
            ids.iter().map(|id| Named::new(id.as_str(), label(id))).collect()
        };
        Some(Self {
            id: row.id.clone(),
            document: Named::new(&row.document, reading.document_label(&row.document)),
            actor: Named::new(&row.actor.id, reading.actor_label(&row.actor.id)),
            kind: row.actor.kind.clone(),
            spokesperson: reading.survey.spokesperson(row),
            proposition: Named::new(&row.topic.id, &row.topic.short),
            sentence: row.topic.sentence.clone(),
            stance: coded.stance.to_string(),
            leaning: coded.leaning.map(|leaning: Stance| leaning.to_string()),
            condition: coded.condition.clone(),
            form: coded.form.map(|form| form.to_string()),
            modality: coded.modality.to_string(),
            voice: voice(reading, row),
            commitment: coded.commitment.to_string(),
            ascribed_by: named(&row.ascribers),
            addressees: named(&row.addressees),
            targets: named(&row.targets),
            frames: frames(&coded.frames),
            frames_rejected: frames(&coded.frames_rejected),
            date: coded.date.map(|date| date.to_string()).or_else(|| date_text(row.date)),
            utterance: coded.utterance.as_ref().map(|id| {
                let known = reading.case.codebooks.merged.utterances.get(id);
                Named::new(id.as_str(), known.map_or_else(|| id.to_string(), |utterance| utterance.label.clone()))
            }),
            also: also(reading, row),
            quote: row.quote.clone(),
            before,
            after,
            summary: passages.iter().any(|passage| !passage.verbatim),
            passages,
            hands: hands(reading, row),
            coder: set.coder.name.to_string(),
            machine: set.coder.machine,
            rule: coded.rule.clone(),
            confidence: coded.confidence,
            note: coded.note.clone(),
        })
    }

    /// All statements that `wanted` picks, those whose words read best first.
    #[must_use]
    pub fn all(reading: &Reading, wanted: impl Fn(&StatementRow) -> bool) -> Vec<Self> {
        let mut rows: Vec<&StatementRow> = reading.survey.statements.iter().filter(|row| wanted(row)).collect();
        rows.sort_by_key(|row| row.quality());
        rows.into_iter().filter_map(|row| Self::of(reading, &row.id)).collect()
    }

    /// What was done, in a sentence's middle: "supports", "opposes".
    #[must_use]
    pub fn verb(&self) -> &'static str {
        crate::diagram::Stance::from_name(&self.stance).map_or("speaks of", crate::diagram::Stance::word)
    }
}

/// The passages behind a statement or a fact.
pub(super) fn passages(reading: &Reading, finding: &str) -> Vec<Passage> {
    let spans = reading.survey.passages.get(finding).map_or(&[][..], Vec::as_slice);
    spans
        .iter()
        .map(|span| Passage { start: span.start, end: span.end, exact: span.exact.clone(), verbatim: span.verbatim })
        .collect()
}

/// In whose voice an actor is heard, in words.
fn voice(reading: &Reading, row: &StatementRow) -> String {
    match row.modality {
        Modality::OwnWords => {
            let mut behind = row.attributions.iter().filter_map(|id| reading.attribution(id)).peekable();
            let paraphrased = behind.peek().is_some() && behind.all(|attribution| attribution.directness == "indirect");
            if paraphrased { "own words, paraphrased".to_owned() } else { "own words".to_owned() }
        }
        Modality::Unattributed => "the document says so on its own account".to_owned(),
        Modality::Reported | Modality::Alleged => {
            format!("{} by {}", row.modality.words(), list(&reading.survey.ascribers(row)))
        }
    }
}

/// The other statements that are the same speech act on the same proposition.
fn also(reading: &Reading, row: &StatementRow) -> Vec<Named> {
    let Some(utterance) = &row.utterance else {
        return Vec::new();
    };
    reading
        .of_utterance(utterance)
        .filter(|other| other.id != row.id && other.topic.id == row.topic.id && other.actor.id == row.actor.id)
        .map(|other| Named::new(&other.id, reading.document_label(&other.document)))
        .collect()
}

/// From the attribution a statement rests on outwards, the document last.
fn hands(reading: &Reading, row: &StatementRow) -> Vec<Hand> {
    let mut hands = Vec::new();
    let mut next = row.attributions.first().and_then(|id| reading.attribution(id));
    // A circle of attributions cannot be written, but a file may hold anything.
    while let Some(attribution) = next.filter(|_| hands.len() < 16) {
        hands.push(hand(reading, attribution));
        next = attribution.within.as_deref().and_then(|id| reading.attribution(id));
    }
    hands.push(Hand {
        actor: None,
        label: reading.document_label(&row.document),
        cue: None,
        directness: None,
        work: None,
    });
    hands
}

fn hand(reading: &Reading, attribution: &AttributionRow) -> Hand {
    let speaker = attribution.speaker.as_ref().map(|id| Named::new(id, reading.actor_label(id)));
    let name = speaker
        .as_ref()
        .map(|speaker| speaker.label.clone())
        .or_else(|| attribution.named.clone())
        .unwrap_or_else(|| "somebody".to_owned());
    let holder = attribution.holder.as_ref().filter(|holder| speaker.as_ref().is_none_or(|s| s.id != holder.id));
    let label = match (&attribution.role, holder) {
        (Some(role), Some(holder)) => format!("{name}, {role}, for {}", holder.label),
        (Some(role), None) => format!("{name}, {role}"),
        (None, Some(holder)) => format!("{name}, for {}", holder.label),
        (None, None) => name,
    };
    Hand {
        actor: speaker,
        label,
        cue: attribution.cue.clone(),
        directness: Some(attribution.directness.clone()),
        work: attribution.work.as_ref().map(|(_, label)| label.clone()),
    }
}
