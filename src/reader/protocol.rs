//! What a reader is told: the codebook in the first line, then one document a line.

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{Codebook, Date};

/// The version of the protocol, raised when a reader would have to change.
pub const PROTOCOL: u32 = 1;

/// A document for a reader. What is not known is left out.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Asked<'d> {
    /// The document's id.
    pub id: &'d str,
    /// Its text, as it is: offsets count its Unicode code points.
    pub text: &'d str,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'d str>,
    /// Its language, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'d str>,
}

/// The first line: the ids there are, with what a person would have to know to choose among them.
#[must_use]
pub fn codebook_line(codebook: &Codebook) -> String {
    let actors = codebook.actors.values().map(|actor| {
        without_nothing(json!({
            "id": actor.id, "label": actor.label, "kind": actor.kind, "country": actor.country,
            "aliases": actor.aliases, "part_of": actor.part_of,
        }))
    });
    let propositions = codebook.propositions.values().map(|proposition| {
        without_nothing(json!({
            "id": proposition.id, "label": proposition.label, "short": proposition.short,
            "definition": proposition.definition,
        }))
    });
    let frames = codebook.frames.values().map(|frame| {
        without_nothing(
            json!({"id": frame.id, "label": frame.label, "definition": frame.definition, "example": frame.example}),
        )
    });
    let events = codebook.events.values().map(|event| without_nothing(json!({"id": event.id, "label": event.label})));
    let line = json!({
        "protocol": PROTOCOL,
        "codebook": {
            "actors": actors.collect::<Vec<_>>(),
            "propositions": propositions.collect::<Vec<_>>(),
            "frames": frames.collect::<Vec<_>>(),
            "events": events.collect::<Vec<_>>(),
        },
    });
    format!("{line}\n")
}

/// A document's line.
#[must_use]
pub fn document_line(document: &Asked<'_>) -> String {
    serde_json::to_string(document).expect("a document is plain data") + "\n"
}

/// An object without what is null or an empty list.
fn without_nothing(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    object
}
