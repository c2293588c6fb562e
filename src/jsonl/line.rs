//! The fields of a line. Offsets are Unicode code points, end-exclusive. Unknown fields are ignored.

use serde::{Deserialize, Serialize};

use crate::model::{
    ActorKind, Commitment, Date, DecisionKind, Directness, FactProperty, FactValue, Form, Modality, Slug, Span, Stance,
};

/// A document to be read: an id and its text, taken exactly as given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputLine {
    /// The document's id, any text.
    pub id: String,
    /// Its text; a byte order mark or a carriage return stays and counts.
    pub text: String,
    /// When it was published, to resolve "on Monday".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// What was found in a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// The document's id.
    pub id: String,
    /// Who said what.
    #[serde(default)]
    pub attributions: Vec<AttributionLine>,
    /// Who stands where.
    #[serde(default)]
    pub statements: Vec<StatementLine>,
    /// What is said of events.
    #[serde(default)]
    pub facts: Vec<FactLine>,
    /// Whether the coder has finished the document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// What became of other coders' statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionLine>,
}

/// An attribution.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AttributionLine {
    /// The words that name the source.
    #[serde(default)]
    pub source: Vec<Span>,
    /// The words that say that it is said.
    #[serde(default)]
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect; worked out from the quotation marks if absent.
    #[serde(default)]
    pub kind: Option<Directness>,
    /// The actor behind the source.
    #[serde(default)]
    pub speaker: Option<Slug>,
    /// The source as the text names it.
    #[serde(default)]
    pub speaker_label: Option<String>,
    /// Who it may be, where that is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Slug>,
    /// The organisation the speaker speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_for: Option<Slug>,
    /// The role as the text gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The cited work the words come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Slug>,
    /// The attribution it lies within, by its place in the list.
    #[serde(default)]
    pub within: Option<usize>,
    /// The rule that found it.
    #[serde(default)]
    pub rule: Option<String>,
    /// How sure, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementLine {
    /// Whose stance it is.
    pub actor: Slug,
    /// The actor's name.
    #[serde(default)]
    pub actor_label: Option<String>,
    /// The actor's kind.
    #[serde(default)]
    pub actor_kind: Option<ActorKind>,
    /// Through whom it spoke.
    #[serde(default)]
    pub spokesperson: Option<Slug>,
    /// What the stance is on.
    pub proposition: Slug,
    /// Where the actor stands.
    pub stance: Stance,
    /// Which way a conditional stance leans.
    #[serde(default)]
    pub leaning: Option<Stance>,
    /// The condition in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The kind of speech act.
    #[serde(default)]
    pub form: Option<Form>,
    /// In whose voice.
    pub modality: Modality,
    /// How firmly; asserted if absent.
    #[serde(default = "asserted")]
    pub commitment: Commitment,
    /// Who puts it in the actor's mouth.
    #[serde(default)]
    pub ascribed_by: Option<Slug>,
    /// Whom the actor speaks to.
    #[serde(default)]
    pub addressees: Vec<Slug>,
    /// Whom the actor speaks about.
    #[serde(default)]
    pub targets: Vec<Slug>,
    /// Reasons given.
    #[serde(default)]
    pub frames: Vec<Slug>,
    /// Reasons rejected.
    #[serde(default)]
    pub frames_rejected: Vec<Slug>,
    /// The speech act.
    #[serde(default)]
    pub utterance: Option<Slug>,
    /// When it was uttered.
    #[serde(default)]
    pub date: Option<Date>,
    /// The words behind it.
    pub evidence: Vec<Span>,
    /// The words themselves, spans joined by an ellipsis.
    #[serde(default)]
    pub quote: String,
    /// The attribution it rests on, by its place in the list.
    #[serde(default)]
    pub attribution: Option<usize>,
    /// The rule that found it.
    #[serde(default)]
    pub rule: Option<String>,
    /// How sure, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
    /// A coder's remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

const fn asserted() -> Commitment {
    Commitment::Asserted
}

/// A reported fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactLine {
    /// The event it is about.
    pub event: Slug,
    /// The property it asserts.
    pub property: FactProperty,
    /// The value it gives.
    pub value: FactValue,
    /// Who asserts it within the document.
    #[serde(default)]
    pub asserted_by: Option<Slug>,
    /// The words behind it.
    pub evidence: Vec<Span>,
    /// The attribution it rests on, by its place in the list.
    #[serde(default)]
    pub attribution: Option<usize>,
    /// The rule that found it.
    #[serde(default)]
    pub rule: Option<String>,
    /// How sure, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

/// A decision on a statement of another coder of the same document, named by its coder and place in that coder's
/// list of statements in the case, or by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// Added, accepted, revised or rejected.
    pub kind: DecisionKind,
    /// The id of the other coder's statement; of one's own if it was added.
    pub about: String,
    /// The place of one's own statement in the list, if another's was accepted or revised.
    #[serde(default)]
    pub result: Option<usize>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who, where it is not the coder whom the annotations are named after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Slug>,
    /// When, as RFC 3339.
    #[serde(default)]
    pub at: Option<String>,
}
