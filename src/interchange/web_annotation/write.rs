//! From statements to a collection of annotations.

use serde_json::{Map, Value, json};

use super::CONTEXT;
use crate::{
    case::Case,
    interchange::labels::{Labels, in_order},
    model::{AnnotationSet, ClosedList, Document, Offsets, Slug, Span, Stance, Statement},
    rdf::Names,
    vocab::NAMESPACE,
};

/// How many characters before and after the words are told, as in the files of a case.
const CONTEXT_LENGTH: usize = 32;

/// A collection of the statements, as JSON-LD with an end of line.
///
/// `view` names it: `current`, or the coder whose annotations they are.
#[must_use]
pub fn collection(case: &Case, sets: &[AnnotationSet], view: &str) -> String {
    let names = case.names();
    let writer = Writer { case, names, labels: Labels::new(case, sets) };
    let items: Vec<Value> =
        in_order(sets).into_iter().filter_map(|(set, found)| writer.annotation(set, found)).collect();
    let id = format!("{}annotations/{view}", case.manifest.base);
    let collection = json!({
        "@context": [CONTEXT, {"sg": NAMESPACE, "prov": "http://www.w3.org/ns/prov#"}],
        "id": id,
        "type": "AnnotationCollection",
        "label": case.manifest.title,
        "generator": generator(),
        "total": items.len(),
        "first": {"id": format!("{id}/1"), "type": "AnnotationPage", "partOf": id, "startIndex": 0, "items": items},
    });
    format!("{collection:#}\n")
}

/// The program; without a version, so that the same case gives the same bytes.
fn generator() -> Value {
    json!({"id": NAMESPACE.trim_end_matches('#'), "type": "Software", "name": "stancegraph"})
}

struct Writer<'c> {
    case: &'c Case,
    names: Names<'c>,
    labels: Labels<'c>,
}

impl Writer<'_> {
    fn annotation(&self, set: &AnnotationSet, found: &Statement) -> Option<Value> {
        let document = self.case.documents.get(&set.document)?;
        let coder = &set.coder;
        let targets: Vec<Value> = found.evidence.iter().filter_map(|span| self.target(document, *span)).collect();
        let mut bodies = vec![self.statement(found)];
        let sentence = self.sentence(found);
        bodies.push(json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": sentence}));
        for (name, value) in self.tags(found) {
            bodies.push(json!({"type": "TextualBody", "purpose": "tagging", "value": format!("{name}: {value}")}));
        }
        Some(json!({
            "id": self.names.statement(&found.id).as_str(),
            "type": "Annotation",
            "motivation": "classifying",
            "creator": {
                "id": self.names.coder(&coder.name).as_str(),
                "type": if coder.machine { "Software" } else { "Person" },
                "name": coder.name.as_str(),
            },
            "generator": generator(),
            "prov:wasGeneratedBy": {"id": self.names.run(&set.run.name).as_str()},
            "body": bodies,
            "target": targets,
        }))
    }

    fn target(&self, document: &Document, span: Span) -> Option<Value> {
        let offsets = Offsets::new(&document.text);
        let exact = offsets.slice(span)?;
        let before = Span::new(span.start.saturating_sub(CONTEXT_LENGTH), span.start);
        let after = Span::new(span.end, (span.end + CONTEXT_LENGTH).min(offsets.len()));
        Some(json!({
            "type": "SpecificResource",
            "source": self.names.document(&document.slug).as_str(),
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": exact,
                    "prefix": offsets.slice(before).unwrap_or_default(),
                    "suffix": offsets.slice(after).unwrap_or_default(),
                },
            ],
        }))
    }

    fn statement(&self, found: &Statement) -> Value {
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
        put("type", json!("sg:Statement"));
        put("sg:actor", self.actor(&found.actor));
        put(
            "sg:proposition",
            named(self.names.proposition(&found.proposition).as_str(), &self.labels.proposition(&found.proposition)),
        );
        put("sg:stance", term(found.stance));
        put("sg:modality", term(found.modality));
        put("sg:commitment", term(found.commitment));
        if let Some(form) = found.form {
            put("sg:form", term(form));
        }
        if let Some(leaning) = found.leaning {
            put("sg:leaning", term(leaning));
        }
        for (name, actor) in [("sg:spokesperson", &found.spokesperson), ("sg:ascribedBy", &found.ascribed_by)] {
            if let Some(actor) = actor {
                put(name, self.actor(actor));
            }
        }
        for (name, actors) in [("sg:addressee", &found.addressees), ("sg:target", &found.targets)] {
            if !actors.is_empty() {
                put(name, actors.iter().map(|actor| self.actor(actor)).collect());
            }
        }
        for (name, frames) in [("sg:frame", &found.frames), ("sg:frameRejected", &found.frames_rejected)] {
            if !frames.is_empty() {
                let frame = |frame| named(self.names.frame(frame).as_str(), &self.labels.frame(frame));
                put(name, frames.iter().map(frame).collect());
            }
        }
        if let Some(utterance) = &found.utterance {
            put("sg:utterance", json!({"id": self.names.utterance(utterance).as_str()}));
        }
        let date = found.date.map(|date| date.to_string());
        let texts = [
            ("sg:condition", &found.condition),
            ("dcterms:date", &date),
            ("sg:rule", &found.rule),
            ("rdfs:comment", &found.note),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                put(name, json!(text));
            }
        }
        if let Some(confidence) = found.confidence {
            put("sg:confidence", json!((confidence * 100.0).round() / 100.0));
        }
        Value::Object(body)
    }

    fn actor(&self, id: &Slug) -> Value {
        let mut actor = named(self.names.actor(id).as_str(), &self.labels.actor(id));
        actor["sg:kind"] = term(self.labels.kind(id));
        actor
    }

    /// What was coded, for people whose program shows nothing else.
    fn sentence(&self, found: &Statement) -> String {
        let verb = match (found.stance, found.leaning) {
            (Stance::Support, _) => "supports",
            (Stance::Oppose, _) => "opposes",
            (Stance::Conditional, Some(Stance::Oppose)) => "opposes, on a condition",
            (Stance::Conditional, _) => "supports, on a condition",
        };
        format!("{} {verb}: {}", self.labels.actor(&found.actor), self.labels.proposition(&found.proposition))
    }

    fn tags(&self, found: &Statement) -> Vec<(&'static str, String)> {
        let mut tags = vec![("actor", self.labels.actor(&found.actor))];
        tags.extend(found.spokesperson.as_ref().map(|id| ("person", self.labels.actor(id))));
        tags.push(("proposition", self.labels.proposition(&found.proposition)));
        tags.push(("stance", found.stance.id().to_owned()));
        tags
    }
}

fn named(id: &str, label: &str) -> Value {
    json!({"id": id, "label": label})
}

fn term<T: ClosedList>(term: T) -> Value {
    json!({"id": format!("sg:{}", term.local_name())})
}
